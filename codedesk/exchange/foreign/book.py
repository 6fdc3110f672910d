"""A spreadsheet as it stands, whatever it was kept in: pages of rows of typed cells, and what stands in doubt.

Nothing is known here of what a column means; a file that could not be read is a book without pages, with the reason.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any

# None is an empty cell. Numbers are floats; a share that is shown as a per cent is the text of it, "95%"; a day without
# a time is a date; a clock time or a length of time is a timedelta.
Cell = str | float | bool | date | datetime | timedelta | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class BookPage:
    """A sheet of a book. Row 1 is rows[0] and column A is [0] of it; rows may end early.

    hidden_rows count from 1. merged are ranges: first row, first column, last row, last column. doubts are row, column
    and kind: "formula" (its stored value was taken), "unstored" (a formula without a value) or the error that a cell
    shows, "#N/A". comments stand at row and column. Rows count from 1 and columns from 0 in all three. The rows are
    never changed: what was found of them by a map is kept beside them, for whoever asks next.
    """

    name: str
    rows: Sequence[Row]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    doubts: tuple[tuple[int, int, str], ...] = ()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def column(self, place: int) -> list[Cell]:
        """Return the cells of a column, from the first row on; None where a row ends before it."""
        if place not in self.kept:
            try:
                self.kept[place] = list(map(itemgetter(place), self.rows))
            except IndexError:
                self.kept[place] = [row[place] if place < len(row) else None for row in self.rows]
        column: list[Cell] = self.kept[place]
        return column


@dataclass(frozen=True, slots=True)
class Book:
    """What was read of a file. epoch is the year from which its numbers count days; said are remarks in words.

    reason says why nothing could be read, asks what has to be said for it: "encoding" or "delimiter". own: CodeDesk
    wrote it, so that its texts stand without the apostrophe that keeps them from being formulas.
    """

    name: str
    pages: tuple[BookPage, ...] = ()
    epoch: int = 1900
    said: tuple[str, ...] = ()
    reason: str = ""
    asks: str = ""
    own: bool = False


def letters(place: int) -> str:
    """Return how a spreadsheet calls the column at a place from 0: A, B … Z, AA."""
    words, rest = "", place + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        words = chr(65 + letter) + words
    return words
