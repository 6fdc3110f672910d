"""What the steps show of a spreadsheet: plain rows of words, made in the background, so that the window only paints.

Names and formats are shown as the guess gives them (exchange/foreign/guesses.py).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from codedesk.exchange.foreign.guesses import RowKind

LineState = Literal["new", "same", "changed", "refused", "left out"]


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell of the person's own sheet: which sheet (from 0), its row (from 1), its column (from 0; None: the row)."""

    page: int
    row: int
    column: int | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet as it stands there: its number, its cells, and what it is taken for, with the reason."""

    number: int
    cells: tuple[str, ...]
    kind: RowKind = "row"
    why: str = ""


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet: its name and first rows, whether it is taken, and what else is to be said of it (hidden, cut)."""

    place: int
    name: str
    rows: tuple[SheetRow, ...] = ()
    taken: bool = True
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column: its letter and head, three of its values, what it means in words, and why that is so.

    sheet names where it is: its sheet, and how many others have the same columns.
    """

    page: int
    place: int
    sheet: str
    letter: str
    head: str
    values: tuple[str, ...]
    meaning: str
    why: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class AskedSeen:
    """What the file does not say of a whole sheet, whose work it is say: the choices, and the chosen one ("": none)."""

    key: str
    words: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class LineSeen:
    """A line of the dry run: what becomes of it, where it stands, what would be stored, and why.

    cell and value are of the cell that can be corrected, where there is one.
    """

    state: LineState
    where: str
    stored: str
    why: str = ""
    cell: SheetCell | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class MonthSeen:
    """What came in of one coder in one month: days, charts, hours, and charts that were audited."""

    coder: str
    month: date
    days: int = 0
    charts: int = 0
    hours: float = 0.0
    audited: int = 0
