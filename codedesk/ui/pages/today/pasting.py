"""A block that is pasted into the day grid: on which cells its texts can fall, and what a step of many cells is called.

A block knows no work types. Where its rows would fall on several of them over several days, it can be read in two ways
and the person says which. On one date of the team the order of the grid holds, and is named.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from codedesk.formats import NO_BREAK, day, plural, weekday
from codedesk.periods import span_label
from codedesk.services.days.days import CoderDayRow
from codedesk.services.days.paste import PastedCell
from codedesk.ui.pages.today.cells import ShownCell, columns_for, place_of
from codedesk.ui.pages.today.row_keys import RowKey
from codedesk.ui.widgets.grid import Block, GridRow


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to lay a block on the grid, in words, and the cells that it fills then."""

    words: str
    cells: tuple[PastedCell, ...]


@dataclass(frozen=True, slots=True)
class PasteTarget:
    """Where a block is pasted: its row, the rows from there on that take a value, and the columns to the right."""

    shown: ShownCell
    rows: Sequence[GridRow]
    row: RowKey
    below: Sequence[RowKey]
    columns: Sequence[str]

    def address(self, key: RowKey, column: str) -> RowKey:
        """Return what the cell in a column is known by, in the row that has a key."""
        row = self.row_of(key)
        found = key if row is None else row.key_of(column)
        assert isinstance(found, RowKey)
        return found

    def row_of(self, key: RowKey) -> GridRow | None:
        """Return the row that has a key, None where it is not shown."""
        return next((row for row in self.rows if key == row.key or key in row.others.values()), None)


def readings(target: PasteTarget, block: Block) -> tuple[Reading, ...]:
    """Return the ways to lay a block: one, or two where its rows meet several work types over several days."""
    as_it_stands = _cells(target, target.below, block)
    met = target.below[: len(block)]
    if not met or met[0].of_day == met[0] or len({_kind(key) for key in met}) < 2:
        return (Reading("", as_it_stands),)
    turns = " and ".join(dict.fromkeys(_what(target, key) or "the day" for key in met))
    by_place = Reading(f"Line by line, as they stand in the grid: {turns} by turns", as_it_stands)
    same = [key for key in target.below if _kind(key) == _kind(met[0])][: len(block)]
    if len({key.day for key in met}) < 2 or len(same) < 2:
        return (by_place,) if len({key.of_day for key in met}) > 1 else (Reading("", as_it_stands),)
    one = f"One value for each day: {_what(target, met[0])}, {where(same, target.shown.grid.blocks)}"
    return Reading(one, _cells(target, same, block)), by_place


def where(keys: Iterable[RowKey], blocks: Sequence[CoderDayRow]) -> str:
    """Say whose days some rows are: "23–27 Nov 2026, Ana Okoro"; "25 Nov 2026, 3 coders"."""
    found = list(keys)
    days = [key.day for key in found]
    coders = {key.coder_id for key in found}
    names = {block.coder_id: block.coder for block in blocks}
    who = names.get(next(iter(coders)), "") if len(coders) == 1 else plural(len(coders), "coder")
    return ", ".join(part for part in (span_label(min(days), max(days)), who) if part)


def date_words(value: date | None) -> str:
    """Write the date of a pasted value with its weekday: "Wed 25 Nov 2026"; "" where there is none."""
    return "" if value is None else f"{weekday(value)[:3]}{NO_BREAK}{day(value)}"


def _kind(key: RowKey) -> tuple[int | None, int | None]:
    return key.work_type_id, key.category_id


def _cells(target: PasteTarget, keys: Sequence[RowKey], block: Block) -> tuple[PastedCell, ...]:
    cells = []
    for number, texts in enumerate(block):
        row = keys[number] if number < len(keys) else None
        for offset, text in enumerate(texts):
            column = target.columns[offset] if offset < len(target.columns) else ""
            if row is None or column != "what" or text != _said(target, row):
                cells.append(_cell(target, row, column, text))
    return tuple(cells)


def _cell(target: PasteTarget, row: RowKey | None, column: str, text: str) -> PastedCell:
    if row is None:
        return PastedCell(text, None, "below the last line")
    name = next((block.coder for block in target.shown.grid.blocks if block.coder_id == row.coder_id), "")
    if not column:
        return PastedCell(text, None, f"{name}, right of the last column")
    row = target.address(row, column)
    title = next(declared.title for declared in columns_for(target.shown) if declared.key == column)
    label = ", ".join(part for part in (name, _what(target, row), title.lower()) if part)
    return PastedCell(text, place_of(row, column), label)


def _what(target: PasteTarget, key: RowKey) -> str:
    return "" if key.of_day == key else _said(target, key)


def _said(target: PasteTarget, key: RowKey) -> str:
    row = target.row_of(key)
    return row.cells["what"].text if row else ""
