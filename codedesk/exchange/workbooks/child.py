"""What a process of its own reads out of a workbook, within limits: pages of plain values, sent piece by piece.

Runs in a child that may be killed: it imports neither the services nor Qt, and no macro or formula is ever run. What
arrives is received's.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Generic, TypeVar
from zipfile import ZipFile, is_zipfile

from codedesk.exchange.workbooks.marks import BookMarks, SheetMarks
from codedesk.exchange.workbooks.ods_marks import OdsMarks
from codedesk.exchange.workbooks.xlsx_marks import BOOK, XlsxMarks

MOST_MEMORY = 2_000_000_000
MOST_SECONDS = 60
CELLS_SENT = 20_000
Told = dict[str, Any]
Place = TypeVar("Place", bound=tuple[int, ...])


def send(path: str, connection: Connection) -> None:
    """Read a workbook and send it as pieces of JSON; what cannot be read is sent as a reason."""
    _limit()
    try:
        for told in _book(path):
            _send(connection, told)
    except MemoryError:
        _send(connection, {"reason": "it is too large to be read, or has a cell far away from all others"})
    except Exception as error:
        locked = type(error).__name__ == "PasswordError"
        _send(connection, {"reason": "it has a password" if locked else "it is damaged, or no workbook at all"})
    connection.close()


def _send(connection: Connection, told: Told) -> None:
    connection.send_bytes(json.dumps(told, default=_tagged, check_circular=False, separators=(",", ":")).encode())


def _limit() -> None:
    """Take away what a workbook may not use up, where the system can; and the words of whoever breaks down over it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on every system

        for what, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS)):
            _, hard = resource.getrlimit(what)
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _book(path: str) -> Iterator[Told]:
    """Yield the book, every page with its rows and marks, and the end. Marks are searched while the values are read."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - heavy

    with ExitStack() as stack:
        beside = stack.enter_context(ThreadPoolExecutor(1))
        marks = _marks(path, stack)
        book = stack.enter_context(CalamineWorkbook.from_filelike(BytesIO(Path(path).read_bytes())))
        pages = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        waiting = [beside.submit(marks.sheet, each.name) for each in pages]
        yield {"epoch": marks.book.epoch, "own": marks.book.own}
        for each, found in zip(pages, waiting, strict=True):
            hidden = each.visible != SheetVisibleEnum.Visible
            yield from _page(book.get_sheet_by_name(each.name), found, hidden=hidden)
    yield {"end": True}


def _page(sheet: Any, waiting: Future[SheetMarks], *, hidden: bool) -> Iterator[Told]:
    """Yield a page: its name, its rows from the first on, and its marks."""
    marks = waiting.result()
    merged = [(first[0] + 1, first[1], last[0] + 1, last[1]) for first, last in sheet.merged_cell_ranges or ()]
    yield {
        "page": sheet.name,
        "hidden": hidden,
        "hidden_rows": marks.hidden_rows,
        "hidden_columns": marks.hidden_columns,
        "merged": merged or marks.merged,
        "comments": marks.comments,
    }
    for many, columns in _pieces(sheet, marks):
        yield {"rows": many, "columns": [_packed(column) for column in columns]}
    places = iter(marks.doubts)
    while piece := list(islice(places, CELLS_SENT)):
        yield {"doubts": piece}


def _pieces(sheet: Any, marks: SheetMarks) -> Iterator[tuple[int, list[list[Any]]]]:
    """Yield numbers of rows and their columns: per cents as they are shown, and nothing for errors."""
    if sheet.start is None:
        return
    reader, top, left, kept = sheet.iter_rows(), 0, sheet.start[1], sheet.start[1] + sheet.width
    percents = _Places(marks.places_of_percents())
    lengths = _Places(marks.lengths)
    errors = _Places((row, column) for row, column, kind in marks.doubts if kind.startswith("#"))
    while rows := list(islice(reader, max(1, CELLS_SENT // kept))):
        columns = [[""] * len(rows) for _ in range(left)] + [list(column) for column in zip(*rows, strict=True)]
        end = top + len(rows)
        for row, column in percents.until(end):
            if column < kept and isinstance(share := columns[column][row - top - 1], float):
                columns[column][row - top - 1] = _percent(share)
        for row, column in errors.until(end):
            if column < kept:
                columns[column][row - top - 1] = ""
        for row, column, seconds in lengths.until(end):
            if column < kept:
                columns[column][row - top - 1] = timedelta(seconds=seconds)
        while columns and not any(cell != "" for cell in columns[-1]):
            columns.pop()
        yield len(rows), columns
        top = end


def _packed(column: list[Any]) -> object:
    """Return the cells of a column, or where few are different, those and the place of each among them."""
    kinds = set(map(type, column))
    if int in kinds:  # in old books alone; a number is a float everywhere
        column = [float(cell) if type(cell) is int else cell for cell in column]
        kinds = kinds - {int} | {float}
    if kinds == {float}:
        return column
    different = set(column)
    if len(different) * 2 > len(column) or {float, bool} <= kinds:  # in a set True is 1
        return [None if cell == "" else cell for cell in column]
    each = list(different)
    places = dict(zip(each, range(len(each)), strict=True))
    return {"of": [None if cell == "" else cell for cell in each], "at": list(map(places.__getitem__, column))}


class _Places(Generic[Place]):
    """Cells by row, taken piece by piece."""

    def __init__(self, places: Iterable[Place]) -> None:
        """Start at the top; the places come in the order of their rows."""
        self._rest = iter(places)
        self._next = next(self._rest, None)

    def until(self, row: int) -> Iterator[Place]:
        """Yield the places as far as this row."""
        while self._next is not None and self._next[0] <= row:
            if self._next[0] > 0:
                yield self._next
            self._next = next(self._rest, None)


@lru_cache(maxsize=10_000)
def _percent(share: float) -> str:
    return f"{(Decimal(repr(share)) * 100).normalize():f}%"


def _tagged(cell: object) -> dict[str, object]:
    """Return a cell that JSON does not know: a day, a moment, or a length of time in seconds."""
    if isinstance(cell, datetime):
        return {"t": cell.isoformat(" ")} if cell.time() != time() else {"d": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    if isinstance(cell, time):
        cell = timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond)
    if isinstance(cell, timedelta):
        return {"s": cell.total_seconds()}
    raise TypeError(type(cell).__name__)


class _NoMarks:
    """A book of which only the values are known."""

    book = BookMarks()

    def sheet(self, _name: str) -> SheetMarks:
        """Return no marks."""
        return SheetMarks()


def _marks(path: str, stack: ExitStack) -> XlsxMarks | OdsMarks | _NoMarks:
    """Return what says the marks of a book of this form."""
    if not is_zipfile(path):
        return _NoMarks()
    archive = stack.enter_context(ZipFile(path))
    return XlsxMarks(archive) if BOOK in archive.namelist() else OdsMarks(archive)
