"""What each row of a page is: head, taken, a total, empty, a note, or a line that speaks of those below."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import isclose
from operator import itemgetter

from codedesk.exchange.foreign.book import BookPage, Cell, Row
from codedesk.exchange.foreign.calendars import CalendarWeeks
from codedesk.exchange.foreign.contexts import context_of
from codedesk.exchange.foreign.guesses import RowFound, RowKind
from codedesk.exchange.foreign.heads import measure_said
from codedesk.exchange.foreign.levels import levels_of
from codedesk.exchange.foreign.maps import PageMap, Says
from codedesk.exchange.foreign.matching import words_of
from codedesk.exchange.foreign.ticks import ticked
from codedesk.exchange.foreign.values import Written, hours, is_day_named, number, text_of, weekday
from codedesk.exchange.spellings import is_day
from codedesk.services.files.plans import reads_as_total, shown

DIMENSIONS = frozenset(
    [
        "date",
        "month",
        "quarter",
        "week",
        "weekday",
        "year",
        "coder",
        "first_name",
        "work_type",
        "task",
        "category",
        "audit",
        "record",
        "levels",
        "measure",
    ]
)
_AVERAGES = frozenset(
    [
        "average",
        "avg",
        "mean",
        "median",
        "goal",
        "target",
        "standard",
        "min",
        "max",
        "minimum",
        "maximum",
        "mittelwert",
        "std",
    ]
)
_BLOCKS = "blocks"
_MOST_NAMES = 4


@dataclass(slots=True)
class RowBlock:
    """Rows that go together under one head: their numbers, what holds for all of them, what their head says anew."""

    rows: list[int] = field(default_factory=list)
    says: dict[str, str] = field(default_factory=dict)
    heads: Mapping[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class PageRows:
    """The rows of a page: those that are not simply taken, the blocks of the others, totals with what they sum.

    totals are rows with their words and the row from which on they sum up; over are those that sum up what stands
    below them, with the last row of that.
    """

    others: dict[int, RowFound] = field(default_factory=dict)
    blocks: list[RowBlock] = field(default_factory=list)
    totals: list[tuple[int, str, int]] = field(default_factory=list)
    over: list[tuple[int, str, int]] = field(default_factory=list)


def rows_of(page: BookPage, page_map: PageMap) -> list[RowFound]:
    """Return what each row of a page is by its map, in their order."""
    others = page_rows(page, page_map).others
    return [others.get(at) or RowFound(at, "row") for at in range(1, len(page.rows) + 1)]


def page_rows(page: BookPage, page_map: PageMap) -> PageRows:
    """Return what each row is, and those that are taken in their blocks; a page is read once by each map."""
    if page_map not in page.kept:
        page.kept[page_map] = _RowsReader(page, page_map).read()
    found: PageRows = page.kept[page_map]
    return found


class _RowsReader:
    def __init__(self, page: BookPage, page_map: PageMap) -> None:
        self._page, self._map = page, page_map
        self._head = [text_of(cell) for cell in page.rows[page_map.head[-1] - 1]] if page_map.head else []
        columns = page_map.columns
        self._dims = [column.place for column in columns if column.meaning in DIMENSIONS]
        self._texts = [
            column.place for column in columns if column.meaning in (*DIMENSIONS, "", "note", "auditor", "record")
        ]
        self._measures = [column.place for column in columns if column.meaning and column.meaning not in DIMENSIONS]
        self._sums = [column.place for column in columns if column.meaning in _SUMMED]
        said = [column for column in columns if any(noun in _ACROSS for noun, _ in column.says)]
        self._across = {column.place: column.head for column in said}
        self._blocks = dict(page_map.says).get(_BLOCKS, "")
        self._words: dict[Cell, str] = {}
        self._down = {column.place: column.meaning for column in columns if column.down}
        above = page.rows[: page_map.head[0] - 1] if page_map.head else []
        self._titles = {words for row in above if (words := _title(row))}
        self._ordinary: set[Cell] = set()
        self._looks_at = [min(self._measures, default=0), *self._dims]
        self._pick = itemgetter(*self._looks_at) if self._dims else None
        named = {column.meaning: column for column in columns}
        self._levels = named.get("levels")
        self._measure = named["measure"].place if "measure" in named else None
        self._depths = levels_of(page, page_map.head[-1], self._levels.place) if self._levels and page_map.head else {}
        if self._levels or self._measure is not None:
            self._pick = None
        self._said: Says = ()
        self._of_measure: dict[Says, RowBlock] = {}
        self._result = PageRows()
        self._since = 0
        self._calendar = CalendarWeeks(page_map)
        self._has_ticks = any(ticked(page, page_map))

    def read(self) -> PageRows:
        rows, others = self._page.rows, self._result.others
        if not self._map.head:
            others |= {at: RowFound(at, "out", "no head was found") for at in range(1, len(rows) + 1)}
            return self._result
        last = self._map.head[-1]
        for at, row in enumerate(rows[:last], 1):
            kind: RowKind = "head" if at in self._map.head else "out"
            filled = any(text_of(cell) for cell in row)
            others[at] = RowFound(at, kind, "" if kind == "head" else "above the head" if filled else "empty")
        block = RowBlock()
        self._result.blocks.append(block)
        for at, row in enumerate(islice(rows, last, None), last + 1):
            if self._like_others(row):
                block.rows.append(at)
                continue
            each = self._looked_at(at, row)
            if each.kind == "row":
                (block if self._measure is None else self._block_of(block, row)).rows.append(at)
                self._ordinary.update(_cell(row, place) for place in self._looks_at)
                continue
            others[at] = each
            if each.kind in ("head", "context"):
                block = self._next_block(block, row, each)
        return self._result

    def _next_block(self, block: RowBlock, row: Row, each: RowFound) -> RowBlock:
        """Begin a block where a head is repeated with other days, or a line says of what the rows below it are."""
        new = RowBlock(says=dict(block.says), heads=block.heads)
        self._result.blocks.append(new)
        self._of_measure = {}
        if each.kind == "context":
            new.says |= dict(self._said)
            self._calendar.turn_to(new.says.get("month", ""))
        elif self._across:
            new.heads = {place: text_of(_cell(row, place)) for place in self._across}
        return new

    def _like_others(self, row: Row) -> bool:
        """Tell at one glance that a row is taken: it is about what others that were taken are, and has a figure."""
        if self._pick is None:
            return False
        try:
            figure, *about = self._pick(row)
        except IndexError:
            return False
        ordinary = self._ordinary
        if None in about or figure is None or not (figure.__class__ is float or figure in ordinary):
            return False
        return ordinary.issuperset(about)

    def _block_of(self, block: RowBlock, row: Row) -> RowBlock:
        """Return the block of the rows that count the same as this one."""
        said = measure_said(text_of(_cell(row, self._measure or 0)))
        if said not in self._of_measure:
            self._of_measure[said] = RowBlock(says={**block.says, **dict(said)}, heads=block.heads)
            self._result.blocks.append(self._of_measure[said])
        return self._of_measure[said]

    def _looked_at(self, at: int, row: Row) -> RowFound:
        filled = [place for place, cell in enumerate(row) if cell is not None and cell != ""]
        if not filled:
            return RowFound(at, "out", "empty")
        special = self._as_head(at, row) or self._as_total(at, row, filled[0]) or self._as_title(at, row)
        if special is None and self._levels is not None:
            special = self._of_level(at, row)
        if special is None and self._measure is not None:
            special = self._of_no_measure(at, row, self._measure)
        return special or self._by_values(at, row, filled)

    def _as_total(self, at: int, row: Row, first: int) -> RowFound | None:
        word = self._total_word(row, first)
        if not word:
            return None
        average = _is_average(words_of(word))
        if not average:
            self._result.totals.append((at, word, self._since))
            self._since = at
        return RowFound(at, "out", f"average: “{shown(word)}”" if average else f"total: “{shown(word)}”")

    def _as_head(self, at: int, row: Row) -> RowFound | None:
        return RowFound(at, "head", "the head again") if self._is_head(row) else None

    def _as_title(self, at: int, row: Row) -> RowFound | None:
        """Return what the first lines of a printed page are on its later pages, whatever the numbers in them."""
        if not self._titles or _title(row) not in self._titles:
            return None
        texts = [text_of(cell) for cell in row if text_of(cell)]
        if texts == [dict(self._map.says).get("coder", "")] or context_of(" ".join(texts), lambda _: False):
            return None
        return RowFound(at, "out", "the title again")

    def _of_no_measure(self, at: int, row: Row, place: int) -> RowFound | None:
        words = text_of(_cell(row, place))
        if sum(bool(text_of(cell)) for cell in row) == 1 and not measure_said(words):
            return None
        return None if measure_said(words) or not words else RowFound(at, "out", f"“{shown(words)}” is not kept")

    def _by_values(self, at: int, row: Row, filled: Sequence[int]) -> RowFound:
        if self._has_ticks and sum(_cell(row, place) not in (None, "") for place in self._dims) > 1:
            return RowFound(at, "row")
        measured = sum(1 for place in self._measures if place < len(row) and row[place] not in (None, ""))
        if not measured or (len(filled) == 1 and not self._is_measure(row[filled[0]])):
            return self._without_values(at, row, filled)
        named = any(_cell(row, place) not in (None, "") for place in self._dims)
        if self._dims and not named and self._sums_up(at, row):
            self._result.totals.append((at, "Total", self._since))
            self._since = at
            return RowFound(at, "out", "total without a name")
        return RowFound(at, "row")

    def _of_level(self, at: int, row: Row) -> RowFound | None:
        """Return what a row of labels is that stands over others, or among none; None for one of the innermost."""
        assert self._levels is not None
        nouns, depth = [noun for noun, _ in self._levels.says], self._depths.get(at)
        if depth == len(nouns) - 1:
            return None
        if depth is None:
            return RowFound(at, "out", "no values" if not any(row[1:]) else "it is no part of a sum")
        label = text_of(_cell(row, self._levels.place))
        below = (each for each, deep in self._depths.items() if each > at and deep <= depth)
        last = min(below, default=len(self._page.rows) + 1) - 1
        self._result.over.append((at, label, last))
        self._said = ((nouns[depth], label),)
        return RowFound(at, "context", shown(label))

    def _without_values(self, at: int, row: Row, filled: Sequence[int]) -> RowFound:
        self._said = self._context(row)
        if self._said:
            return RowFound(at, "context", shown(" ".join(text_of(cell) for cell in row if text_of(cell))))
        texts = [text_of(row[place]) for place in filled]
        if len(texts) == 1 and self._says_for_below(filled[0], texts[0]):
            return RowFound(at, "context", shown(texts[0]))
        return RowFound(at, "out", "a note" if len(texts) == 1 else "no values")

    def _says_for_below(self, place: int, text: str) -> bool:
        """Tell whether a cell alone in its row is the name or the day of the rows below it, in the column of these."""
        meaning = self._down.get(place, "")
        return (meaning == "coder" and len(text.split()) <= _MOST_NAMES) or (meaning == "date" and is_day(text))

    def _context(self, row: Row) -> Says:
        texts = [text_of(cell) for cell in row if text_of(cell)]
        if not texts or len(texts) > 3:
            return ()
        if self._across and len(texts) == 1 and (said := measure_said(texts[0])):
            return said
        said = context_of(" ".join(texts), lambda text: self._blocks == "coder" and _can_be_called(text))
        if not said and self._blocks == "work_type" and len(texts) == 1 and _can_be_called(texts[0]):
            return (("work_type", texts[0]),)
        return said

    def _total_word(self, row: Row, first: int) -> str:
        for place in (first, *self._texts):
            if place == self._measure:
                continue
            cell = row[place] if place < len(row) else None
            if isinstance(cell, str):
                if cell not in self._words:
                    plain = words_of(cell)
                    total = reads_as_total(cell) or plain in _SUMS_SO_FAR or _is_average(plain)
                    self._words[cell] = cell.strip() if total else ""
                if self._words[cell]:
                    return self._words[cell]
        return ""

    def _is_head(self, row: Row) -> bool:
        texts = [text_of(cell) for cell in row] if isinstance(row[0], str) or self._across else []
        if not texts:
            return False
        if sum(a == b and bool(a) for a, b in zip(texts, self._head, strict=False)) > 0.6 * sum(map(bool, self._head)):
            return True
        said = [text for place in self._across if (text := texts[place] if place < len(texts) else "")]
        if self._calendar.numbers(row):
            return True
        return len(said) > 1 and all(
            is_day_named(text) or weekday(text) is not None or _short_day(text) for text in said
        )

    def _is_measure(self, cell: Cell) -> bool:
        return not isinstance(cell, str) or hours(cell, _PLAIN) is not None

    def _sums_up(self, at: int, row: Row) -> bool:
        """Tell whether the figures of a row without any name are the sums of the rows above it."""
        places = [place for place in self._sums if number(_cell(row, place), _PLAIN) is not None]
        if not places:
            return False
        taken = [each for block in self._result.blocks for each in block.rows if each > self._since]
        return len(taken) > 1 and all(
            isclose(
                sum(hours(_cell(self._page.rows[each - 1], place), _PLAIN) or 0.0 for each in taken),
                hours(_cell(row, place), _PLAIN) or 0.0,
                abs_tol=0.01,
            )
            for place in places
        )


_PLAIN = Written()
_ACROSS = frozenset(["date", "weekday", "month", "week", "quarter", "coder"])
_SUMMED = frozenset(
    [
        "charts",
        "hours",
        "minutes",
        "seconds",
        "paid",
        "time",
        "time_minutes",
        "records",
        "reviewed",
        "correct",
        "errors",
    ]
)
_AVERAGE_STARTS = frozenset(["average", "avg", "mean", "median"])
_AVERAGE_ENDS = _AVERAGE_STARTS | {"goal", "target", "per day", "per coder"}
_SUMS_SO_FAR = frozenset(["ytd", "year to date", "mtd", "month to date", "cumulative", "overall"])


def _can_be_called(text: str) -> bool:
    """Tell whether a line of its own can be the name of whom, or what, the rows below are of."""
    return len(text.split()) <= _LABEL_WORDS and not any(map(str.isdecimal, text))


def _is_average(plain: str) -> bool:
    """Tell whether a label, in plain words, is that of an average or of what is expected: "Team avg", "Goal"."""
    words = plain.split()
    if not words:
        return False
    short = len(words) <= _LABEL_WORDS
    return plain in _AVERAGES or words[0] in _AVERAGE_STARTS or (short and words[-1] in _AVERAGE_ENDS)


_LABEL_WORDS = 4


def _cell(row: Row, place: int) -> Cell:
    return row[place] if place < len(row) else None


def _title(row: Row) -> str:
    """Return the words of a row, whatever the numbers in them."""
    return _NUMBERS.sub("0", " ".join(filter(None, map(text_of, row))))


_NUMBERS = re.compile(r"\d+")


def _short_day(text: str) -> bool:
    parts = text.replace("-", "/").split("/")
    return len(parts) == 2 and all(part.isdecimal() and len(part) <= 2 for part in parts)
