"""What a workbook says beside its values: which are shown as per cents, which stand in doubt, what is hidden or noted.

Read in the child process, by the form of the book.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

COLUMNS = 1 << 14
Doubt = tuple[int, int, str]


@dataclass(slots=True)
class SheetMarks:
    """Marks of a sheet: rows from 1, columns from 0. Doubts are "formula", "unstored" or the error that is shown.

    lengths are seconds of cells that hold a length of time, where the values have a text of it. merged are first row,
    first column, last row and last column, where the reader of the values does not know them.
    """

    percents: "array[int]" = field(default_factory=lambda: array("Q"))
    doubts: list[Doubt] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    comments: list[Doubt] = field(default_factory=list)
    lengths: list[tuple[int, int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def shown_as_percent(self, row: int, column: int) -> None:
        """Note a cell that shows a share as a per cent."""
        self.percents.append(row * COLUMNS + column)

    def places_of_percents(self) -> Iterator[tuple[int, int]]:
        """Yield row and column of the cells that show a per cent, from the top."""
        return (divmod(place, COLUMNS) for place in sorted(self.percents))


@dataclass(slots=True)
class BookMarks:
    """Marks of a book: the year from which it counts days, and whether CodeDesk wrote it."""

    epoch: int = 1900
    own: bool = False


class PasswordError(Exception):
    """The book can be read with a password only."""
