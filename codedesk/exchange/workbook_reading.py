"""A workbook to sheets of values: the archive looked at first, read by a process of its own, each sheet by its name.

A sheet is one of the open files; its values have the meaning that they have there. Formulas are taken by their stored
values, and that is said. No macro, no outside link.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from codedesk.exchange.cells import safe
from codedesk.exchange.csv_lines import Line, Texts, started, take_rows
from codedesk.exchange.decoding import read_twice, said_twice
from codedesk.exchange.foreign.book import Book, BookPage, Cell, Row
from codedesk.exchange.headers import LOOKED_AT, HeaderForm, fitting, head_of, unrecognised
from codedesk.exchange.line_values import broken, read_values
from codedesk.exchange.spellings import Asked
from codedesk.exchange.summary import SUMMARY
from codedesk.exchange.workbooks.received import read_workbook
from codedesk.services.files.plans import Problem, ReadSheet, Remark, shown
from codedesk.services.files.shapes import CsvSheet
from codedesk.services.files.sheets import BY_FILE, SHEETS


@dataclass(frozen=True, slots=True)
class TextPage:
    """A sheet of a workbook with its rows as texts."""

    page: BookPage
    rows: Sequence[Line]

    @property
    def name(self) -> str:
        """Its name."""
        return self.page.name


@dataclass(frozen=True, slots=True)
class TextBook:
    """A workbook, its sheets as texts, and what is to be said of their letters."""

    book: Book
    pages: tuple[TextPage, ...]
    said: str


def read_book(path: Path, meant: CsvSheet | None, asked: Asked) -> tuple[list[ReadSheet], list[Problem], list[Remark]]:
    """Read the sheets of a workbook that are open files; those that are none are named.

    meant is the kind of file that the book's name says: its only sheet may have any name then.
    """
    book = _opened(path)
    if book.book.reason:
        return [], [Problem(path.name, None, "", "", book.book.reason)], []
    named = [(kind, page) for page in book.pages if (kind := _kind(page))]
    if not named:
        return ([read_page(path, meant, asked)], [], []) if meant else _by_look(path, book, asked)
    own = {SUMMARY} if book.book.own else set()
    others = [page.name for page in book.pages if not _kind(page) and page.rows and page.name not in own]
    words = "is none of the open files by its name and was left out"
    remarks = [Remark(path.name, None, f"the sheet “{shown(name)}” {words}") for name in others]
    named.sort(key=lambda pair: SHEETS.index(pair[0]))
    called = {page.name: f"{path.name}, {page.name}" if _kind(page) is not meant else path.name for _, page in named}
    return [_read(book, page, kind, called[page.name], asked) for kind, page in named], [], remarks


def read_page(path: Path, sheet: CsvSheet, asked: Asked) -> ReadSheet:
    """Read the sheet of a workbook that is this open file: the one that is called so, or the only one."""
    book = _opened(path)
    pages = [page for page in book.pages if _kind(page) is sheet] or [page for page in book.pages if page.rows]
    if book.book.reason or len(pages) != 1:
        reason = book.book.reason or _which(pages, sheet.file.removesuffix(".csv"))
        return broken(sheet, Problem(path.name, None, "", "", reason))
    return _read(book, pages[0], sheet, path.name, asked)


def _kind(page: TextPage) -> CsvSheet | None:
    return BY_FILE.get(f"{page.name.strip().lower()}.csv")


def _which(pages: Sequence[TextPage], wanted: str) -> str:
    if not pages:
        return "the workbook is empty"
    names = ", ".join(f"“{shown(page.name)}”" for page in pages)
    return f"its sheets are {names}; call the one that is meant as its open file is called: {wanted}"


def _by_look(path: Path, book: TextBook, asked: Asked) -> tuple[list[ReadSheet], list[Problem], list[Remark]]:
    """Read the one sheet with something on it by the names of its columns, as a single file of another name."""
    filled = [page for page in book.pages if page.rows]
    if len(filled) != 1:
        return [], [Problem(path.name, None, "", "", _which(filled, "log, coders, …"))], []
    records = list(filled[0].rows[:LOOKED_AT])
    form = HeaderForm("", head_of(records, SHEETS))
    fits = fitting(SHEETS, path.name, records[form.head][1])
    if len(fits) == 1:
        return [_read(book, filled[0], fits[0], path.name, asked)], [], []
    return [], [Problem(path.name, None, "", "", unrecognised(records, SHEETS, form, fits))], []


def _opened(path: Path) -> TextBook:
    """Return a workbook as the texts that CSV files would have."""
    book = read_workbook(path)
    pages = [TextPage(page, _rows(page.rows, own=book.own)) for page in book.pages]
    return TextBook(book, tuple(pages), _take_back([page.rows for page in pages]))


def _take_back(sheets: Sequence[Sequence[Line]]) -> str:
    """Take back letters that a spreadsheet took for others when it opened a CSV file; return what to say of it."""
    odd = {cell for lines in sheets for _, cells in lines for cell in cells if not cell.isascii()}
    if not odd or read_twice("\n".join(odd)) is None:
        return ""
    for lines in sheets:
        for _, cells in lines:
            cells[:] = [read_twice(cell) or cell for cell in cells]
    first = min(odd)
    return said_twice(shown(first), shown(read_twice(first) or first))


def _rows(rows: Sequence[Row], *, own: bool) -> list[Line]:
    """Return the rows that have something in them, numbered and of one width, as the texts of a CSV file.

    own: the book was written here, so its texts stand without the apostrophe that a CSV file needs.
    """
    width = max(map(len, rows), default=0)
    texts = ([*(_text(cell, own=own) for cell in row), *[""] * (width - len(row))] for row in rows)
    return [(number, cells) for number, cells in enumerate(texts, 1) if any(cell.strip() for cell in cells)]


def _text(cell: Cell, *, own: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe(cell) if own else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat(" ", "seconds") if isinstance(cell, datetime) else cell.isoformat()
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return format(Decimal(repr(cell)), "f").removesuffix(".0")


def _read(book: TextBook, page: TextPage, sheet: CsvSheet, file: str, asked: Asked) -> ReadSheet:
    if not page.rows:
        return broken(sheet, Problem(file, None, "", "", "the sheet is empty; its first row must name the columns"))
    head = head_of(page.rows[:LOOKED_AT], (sheet,))
    texts = started(page.rows[: head + 1], "")
    take_rows(texts, page.rows[head + 1 :])
    read = read_values(sheet, file, texts, asked, [book.said] if book.said else [], epoch=book.book.epoch)
    remarks = [*read.remarks, *_formulas(file, texts, page)]
    return replace(read, problems=(*read.problems, *_errors(file, texts, page)), remarks=tuple(remarks))


def _errors(file: str, texts: Texts, page: TextPage) -> Iterator[Problem]:
    for row, column, kind in page.page.doubts:
        if kind.startswith("#") and row > texts.head:
            name = texts.header[column] if column < len(texts.header) else ""
            yield Problem(file, row, name, kind, f"the cell shows the error {shown(kind)}; put the value there")


def _formulas(file: str, texts: Texts, page: TextPage) -> Iterator[Remark]:
    """Say of every column that has formulas that their stored values were taken, and where none is stored."""
    said = set[tuple[int, str]]()
    for row, column, kind in page.page.doubts:
        if kind.startswith("#") or row <= texts.head or (column, kind) in said or column >= len(texts.header):
            continue
        said.add((column, kind))
        name = texts.header[column]
        if kind == "formula":
            yield Remark(file, row, f"{name} holds formulas; what they came to when it was saved was taken")
        else:
            words = "holds a formula whose result is not stored, so the cell counts as empty; save it in a spreadsheet"
            yield Remark(file, row, f"{name} {words}")
