"""The shapes that open files are declared in: a column and a sheet. Which files there are stands in sheets.py."""

from dataclasses import dataclass
from math import inf
from typing import Literal

from codedesk.entry import Bounds
from codedesk.models.base import Row

Kind = Literal["day", "count", "number", "percent", "money", "text", "name", "word", "yes"]


@dataclass(frozen=True, slots=True)
class CsvColumn:
    """One column of an open file.

    optional: the column may be missing. blank: a cell may be empty, which means `default` for a new row. low and high
    bound a number (above: low itself is refused; unit: what it is counted in; said: in words of its own). needed: what
    is said of an empty cell. refers: the noun whose name the cell gives. attribute: the column of the table where it is
    not called the same.
    """

    name: str
    kind: Kind
    attribute: str = ""
    optional: bool = False
    blank: bool = False
    default: object = None
    low: float | None = None
    high: float | None = None
    above: bool = False
    unit: str = ""
    said: str = ""
    needed: str = ""
    words: tuple[str, ...] = ()
    refers: str = ""

    @property
    def bounds(self) -> Bounds:
        """What a number of this column may be."""
        low, high = (edge if given is None else given for given, edge in ((self.low, -inf), (self.high, inf)))
        return Bounds(low, high, self.unit, self.above)

    @property
    def stored_as(self) -> str:
        """The column of the table that keeps the value."""
        return self.attribute or (f"{self.refers}_id" if self.refers else self.name)


@dataclass(frozen=True, slots=True)
class CsvSheet:
    """One open file: its columns, the key that tells a line apart (none: identical lines are the same), its table.

    ordered: the order of the lines is kept (within `group`). dates: an early and a late date that must not cross.
    """

    file: str
    columns: tuple[CsvColumn, ...]
    model: type[Row]
    key: tuple[str, ...] = ()
    ordered: bool = False
    group: tuple[str, ...] = ()
    noun: str = ""
    dates: tuple[str, str] | None = None

    def column(self, name: str) -> CsvColumn:
        """Return the column of that name; KeyError if there is none."""
        return next(iter([column for column in self.columns if column.name == name] or _unknown(name)))


def _unknown(name: str) -> list[CsvColumn]:
    raise KeyError(name)
