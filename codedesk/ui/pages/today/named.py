"""A pasted block that says whose its values are: by coder, work type and date, in any order, with heads or without.

What it names and the grid does not know is said in the preview, and stored nowhere. Blocks without names: pasting.py.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from codedesk import names
from codedesk.services.days.days import ChoiceRow
from codedesk.services.days.paste import PastedCell
from codedesk.ui.pages.today.cells import COLUMNS, place_of
from codedesk.ui.pages.today.pasting import PasteTarget, Reading
from codedesk.ui.pages.today.row_keys import RowKey
from codedesk.ui.widgets.clipboard import Block, plain_number

T = TypeVar("T")
Find = Callable[[str], T | None]
_SAID_BY = {"who": "coder", "day": "date", "what": "work type"}
_LINE = ("charts", "hours", "weight", "note")
_WORDS = {
    "who": ("Coder", "Name", "Employee"),
    "what": ("Work type or other time", "Work type", "Type", "Other time"),
    "day": ("Date", "Day"),
    "paid": ("Paid hours", "Paid"),
    "charts": ("Charts",),
    "hours": ("Hours",),
    "weight": ("Weight", "Case mix"),
    "note": ("Note", "Notes", "Comment"),
}


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a column of a block holds: a column of the grid, "" for none, and the work that its head names."""

    key: str
    choice: ChoiceRow | None = None


_NOTHING = _Meaning("")


def named(target: PasteTarget, block: Block, read_day: Find[date]) -> tuple[Reading, ...]:
    """Return the one way to lay a block that carries names; () where it carries none, or nothing else."""
    found = _NamedBlock(target, block, read_day)
    said = [_SAID_BY[key] for key in found.keys if key in _SAID_BY]
    if not said or not found.has_values or found.lies_in_place:
        return ()
    words = f"Matched by {', '.join(said[:-1])}{' and ' if said[1:] else ''}{said[-1]}"
    left = "".join(f", “{head}”" for head in found.left_out)
    return (Reading(f"{words}. Left out: {left[2:]}" if left else words, found.cells()),)


class _NamedBlock:
    """A block, and what its columns mean."""

    def __init__(self, target: PasteTarget, block: Block, read_day: Find[date]) -> None:
        self._target = target
        self._days = {(one.coder_id, one.day): one for one in target.shown.grid.blocks}
        choices = target.shown.grid.choices
        self._choice_names = {(choice.work_type_id, choice.category_id): choice.name for choice in choices}
        absence = [(f"{choice.name} ({choice.kind.words})", choice) for choice in choices if choice.kind is not None]
        self._choice = _finder([*((choice.name, choice) for choice in choices), *absence])
        self._coder = _finder((one.coder, one.coder_id) for one in target.shown.grid.blocks)
        self._head = _finder((word, key) for key, words in _WORDS.items() for word in words)
        self._day: Find[date] = lambda text: None if plain_number(text) else read_day(text)
        width = max(map(len, block))
        rows = [[text.strip() for text in (*row, *[""] * (width - len(row)))] for row in block]
        self._heads = rows[0] if self._is_head(rows[0]) else []
        self._rows = [row for row in rows[bool(self._heads) :] if any(row)]
        self._means = self._meanings(width)
        self.keys = [meaning.key for meaning in self._means]
        pairs = (pair for row in self._rows for pair in zip(self.keys, row, strict=True))
        self.has_values = any(text and key not in ("", *_SAID_BY) for key, text in pairs)
        self.left_out = [head for head, key in zip(self._heads, self.keys, strict=False) if head and not key]
        self._seen: dict[tuple[RowKey, str], str] = {}

    @property
    def lies_in_place(self) -> bool:
        """Tell whether the block says of each row only the work that stands there already: it goes by place."""
        at = next((at for at, key in enumerate(self._target.columns) if key == "what"), -1)
        if self._heads or [key for key in self.keys if key in _SAID_BY] != ["what"] or self.keys.index("what") != at:
            return False
        there = [row.cells["what"].text for key in self._target.below if (row := self._target.row_of(key)) is not None]
        return [row[at] for row in self._rows] == there[: len(self._rows)]

    def cells(self) -> tuple[PastedCell, ...]:
        """Return the values with the cells they belong to; a row that is nobody's is one text with the reason."""
        cells: list[PastedCell] = []
        at = self._target.row
        for row in self._rows:
            pairs = [(meaning, text) for meaning, text in zip(self._means, row, strict=True) if meaning.key and text]
            said = {meaning.key: text for meaning, text in pairs if meaning.key in _SAID_BY}
            values = [(meaning, text) for meaning, text in pairs if meaning.key not in _SAID_BY]
            reason, at = self._whose(said, at)
            if reason and values:
                cells.append(PastedCell(" · ".join(text for _, text in values), None, ", ".join(said.values()), reason))
            elif not reason:
                cells += [self._cell(at, meaning, text) for meaning, text in values]
        return tuple(cells)

    def _is_head(self, row: Sequence[str]) -> bool:
        filled = [text for text in row if text]
        if any(plain_number(text) or self._coder(text) is not None or self._day(text) for text in filled):
            return False
        return any(self._head(text) or self._choice(text) for text in filled)

    def _meanings(self, width: int) -> list[_Meaning]:
        falls = [*self._target.columns, *[""] * width][:width]
        found: list[_Meaning] = []
        for at in range(width):
            head = self._headed(self._heads[at]) if self._heads else _NOTHING
            texts = [row[at] for row in self._rows if row[at]] if not head.key and falls[at] != "note" else []
            own = self._said_by(texts)
            found.append(head if head.key or any(other.key == own for other in found) else _Meaning(own))
        return found if self._heads else self._by_place(found, falls)

    def _headed(self, head: str) -> _Meaning:
        choice = self._choice(head)
        if choice is not None:
            return _Meaning("charts" if choice.work_type_id is not None else "hours", choice)
        return _Meaning(self._head(head) or "")

    def _said_by(self, texts: Sequence[str]) -> str:
        """Say which names most texts of a column are, "" where they are values."""
        knows: tuple[tuple[str, Find[object]], ...] = (("who", self._coder), ("what", self._choice), ("day", self._day))
        for key, find in knows:
            if texts and 2 * sum(find(text) is not None for text in texts) >= len(texts):
                return key
        return ""

    def _by_place(self, found: list[_Meaning], falls: Sequence[str]) -> list[_Meaning]:
        """Say what columns without heads mean: what they fall on, or else the values of a line in their order."""
        first = {"day": "who"} if self._target.shown.turned else {}
        keys = [meaning.key for meaning in found]
        if all(first.get(key, key) == at for key, at in zip(keys, falls, strict=True) if key):
            return [
                meaning if meaning.key or at not in ("paid", *_LINE) else _Meaning(at)
                for meaning, at in zip(found, falls, strict=True)
            ]
        order = _LINE if "what" in keys else ("paid", *_LINE)
        rest = iter(order[order.index(falls[0]) if falls[0] in order else 0 :])
        return [meaning if meaning.key else _Meaning(next(rest, "")) for meaning in found]

    def _whose(self, said: dict[str, str], before: RowKey) -> tuple[str, RowKey]:
        """Return whose a row is, with the reason where it is nobody's; what is not said is that of the row before."""
        coder_id = self._coder(said["who"]) if "who" in said else before.coder_id
        if coder_id is None:
            return f"“{said['who']}” is none of the coders shown", before
        day = self._day(said["day"]) if "day" in said else before.day
        if day is None or (coder_id, day) not in self._days:
            return "this date is not shown", RowKey(coder_id, before.day)
        choice = self._choice(said["what"]) if "what" in said else None
        if "what" in said and choice is None:
            return f"“{said['what']}” is no work type or other time here", RowKey(coder_id, day)
        return "", _row(RowKey(coder_id, day), choice)

    def _cell(self, row: RowKey, meaning: _Meaning, text: str) -> PastedCell:
        block, column = self._days[row.coder_id, row.day], meaning.key
        if meaning.choice is not None:
            row = _row(row, meaning.choice)
        elif column == "paid":
            row = row.of_day
        elif column == "note":
            row = self._target.address(row, column)
        elif row == row.of_day and column in ("charts", "hours", "weight"):
            if column == "hours" and "paid" not in self.keys:
                column = "paid"
            elif len(block.lines) == 1:
                row = RowKey(row.coder_id, row.day, block.lines[0].work_type_id)
            else:
                return PastedCell(text, None, block.coder, "of which work type? The block does not say")
        title = next(one.title for one in COLUMNS if one.key == column).lower()
        what = self._choice_names.get((row.work_type_id, row.category_id), "")
        label = ", ".join(part for part in (block.coder, what, title) if part)
        before = self._seen.setdefault((row, column), text)
        if before != text:
            return PastedCell(text, None, label, f"the block says {before} for it above")
        return PastedCell(text, place_of(row, column), label)


def _row(row: RowKey, choice: ChoiceRow | None) -> RowKey:
    if choice is None:
        return row.of_day
    return RowKey(row.coder_id, row.day, choice.work_type_id, choice.category_id)


def _finder(pairs: Iterable[tuple[str, T]]) -> Find[T]:
    """Return what finds a thing by its name, as it is compared or as it is searched, "Diaz, Ana" for "Ana Diaz" too."""
    exact: dict[str, T] = {}
    loose: dict[str, list[T]] = {}
    for name, thing in pairs:
        exact.setdefault(names.key(name), thing)
        same = loose.setdefault(names.searched(name), [])
        if thing not in same:
            same.append(thing)

    def find(text: str) -> T | None:
        last, _, first = text.partition(",")
        for words in (text, f"{first} {last}"):
            found = exact.get(names.key(words))
            alike = loose.get(names.searched(words), [])
            if found is not None or len(alike) == 1:
                return found if found is not None else alike[0]
        return None

    return find
