"""A workbook to sheets of values: the archive looked at first, read by a process of its own, each sheet by its name.

A sheet is one of the open files; its values have the meaning that they have there. Formulas are taken by their stored
values, and that is said. No macro, no outside link.
"""

import json
import multiprocessing
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from codedesk.exchange import workbook
from codedesk.exchange.cells import safe
from codedesk.exchange.csv_lines import Line, Texts, started, take_rows
from codedesk.exchange.decoding import OLD_OR_LOCKED, WORKBOOK, read_twice, said_twice
from codedesk.exchange.headers import LOOKED_AT, HeaderForm, fitting, head_of, unrecognised
from codedesk.exchange.line_values import broken, read_values
from codedesk.exchange.spellings import Asked
from codedesk.services.files.plans import Problem, ReadSheet, Remark, shown
from codedesk.services.files.shapes import CsvSheet
from codedesk.services.files.sheets import BY_FILE, SHEETS

ENDS = (".xlsx", ".xlsm")
MOST_BYTES = 50_000_000
MOST_RATIO = 100
MOST_MEMBERS = 200
MOST_SECONDS = 120
MOST_SENT = 1_000_000_000
_SAVE = "save its sheets as CSV (UTF-8), or save it anew as XLSX"


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet of a workbook: its name, its rows as texts, and the cells in doubt by row, column and kind."""

    name: str
    rows: Sequence[Line]
    doubts: Sequence[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class WorkbookRead:
    """What was read of a workbook, or why nothing was."""

    pages: tuple[WorkbookSheet, ...] = ()
    epoch: int = 1900
    reason: str = ""
    said: str = ""


def read_book(path: Path, meant: CsvSheet | None, asked: Asked) -> tuple[list[ReadSheet], list[Problem], list[Remark]]:
    """Read the sheets of a workbook that are open files; those that are none are named.

    meant is the kind of file that the book's name says: its only sheet may have any name then.
    """
    book = _opened(path)
    if book.reason:
        return [], [Problem(path.name, None, "", "", book.reason)], []
    named = [(kind, page) for page in book.pages if (kind := _kind(page))]
    if not named:
        return ([read_page(path, meant, asked)], [], []) if meant else _by_look(path, book, asked)
    others = [page.name for page in book.pages if not _kind(page) and page.rows]
    words = "is none of the open files by its name and was left out"
    remarks = [Remark(path.name, None, f"the sheet “{shown(name)}” {words}") for name in others]
    named.sort(key=lambda pair: SHEETS.index(pair[0]))
    called = {page.name: f"{path.name}, {page.name}" if _kind(page) is not meant else path.name for _, page in named}
    return [_read(book, page, kind, called[page.name], asked) for kind, page in named], [], remarks


def read_page(path: Path, sheet: CsvSheet, asked: Asked) -> ReadSheet:
    """Read the sheet of a workbook that is this open file: the one that is called so, or the only one."""
    book = _opened(path)
    pages = [page for page in book.pages if _kind(page) is sheet] or [page for page in book.pages if page.rows]
    if book.reason or len(pages) != 1:
        reason = book.reason or _which(pages, sheet.file.removesuffix(".csv"))
        return broken(sheet, Problem(path.name, None, "", "", reason))
    return _read(book, pages[0], sheet, path.name, asked)


def _kind(page: WorkbookSheet) -> CsvSheet | None:
    return BY_FILE.get(f"{page.name.strip().lower()}.csv")


def _which(pages: Sequence[WorkbookSheet], wanted: str) -> str:
    if not pages:
        return "the workbook is empty"
    names = ", ".join(f"“{shown(page.name)}”" for page in pages)
    return f"its sheets are {names}; call the one that is meant as its open file is called: {wanted}"


def _by_look(path: Path, book: WorkbookRead, asked: Asked) -> tuple[list[ReadSheet], list[Problem], list[Remark]]:
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


def _opened(path: Path) -> WorkbookRead:
    reason = _refusal(path)
    return WorkbookRead(reason=reason) if reason else _sent(path)


def _refusal(path: Path) -> str:
    """Say why a workbook is not opened; "" if it may be."""
    size = path.stat().st_size
    with path.open("rb") as file:
        begins = file.read(4)
    if not begins:
        return "the file is empty"
    if size > MOST_BYTES:
        return f"it is larger than {MOST_BYTES // 1_000_000} MB; {_SAVE}"
    if begins == OLD_OR_LOCKED:
        return f"it is an old workbook (.xls) or one with a password; {_SAVE}, without one"
    if begins != WORKBOOK:
        return f"it is no workbook, whatever its name says; {_SAVE}"
    return _refusal_of_archive(path, size)


def _refusal_of_archive(path: Path, size: int) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return f"it is damaged; {_SAVE}"
    if len(members) > MOST_MEMBERS:
        return f"it has {len(members):,} parts, more than {MOST_MEMBERS}; {_SAVE}"
    if sum(each.file_size for each in members) > MOST_RATIO * size:
        return f"it would be more than {MOST_RATIO} times as large when opened; {_SAVE}"
    if not any(each.filename == "xl/workbook.xml" for each in members):
        return f"it is no workbook of the form XLSX; {_SAVE}"
    return ""


def _sent(path: Path) -> WorkbookRead:
    """Let a process of its own read a workbook; end it when it takes too long."""
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=workbook.send, args=(str(path), sending), daemon=True)
    process.start()
    sending.close()
    try:
        if not receiving.poll(MOST_SECONDS):
            return WorkbookRead(reason=f"reading it took longer than {MOST_SECONDS} s and was given up; {_SAVE}")
        told = json.loads(receiving.recv_bytes(MOST_SENT))
    except (EOFError, OSError):
        return WorkbookRead(reason=f"reading it broke off, it may be damaged or too large; {_SAVE}")
    finally:
        receiving.close()
        process.kill()
        process.join()
        process.close()
    if reason := told.get("reason"):
        return WorkbookRead(reason=f"{reason}; {_SAVE}")
    rows = [_rows(sheet["rows"], marked=told["marked"]) for sheet in told["sheets"]]
    said = _take_back(rows)
    pages = [
        WorkbookSheet(sheet["name"], lines, [tuple(each) for each in sheet["doubts"]])
        for sheet, lines in zip(told["sheets"], rows, strict=True)
    ]
    return WorkbookRead(tuple(pages), told["epoch"], said=said)


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


def _rows(rows: Sequence[Sequence[Any]], *, marked: bool) -> list[Line]:
    """Return the rows that have something in them, numbered, as the texts that a CSV file would have.

    marked: the book was written here, so its texts stand without the apostrophe that a CSV file needs.
    """
    texts = [[_text(cell, marked=marked) for cell in row] for row in rows]
    return [(number, cells) for number, cells in enumerate(texts, 1) if any(cell.strip() for cell in cells)]


def _text(cell: Any, *, marked: bool) -> str:
    if isinstance(cell, str):
        return safe(cell) if marked else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        return str(cell[0])
    return format(Decimal(repr(cell)), "f").removesuffix(".0")


def _read(book: WorkbookRead, page: WorkbookSheet, sheet: CsvSheet, file: str, asked: Asked) -> ReadSheet:
    if not page.rows:
        return broken(sheet, Problem(file, None, "", "", "the sheet is empty; its first row must name the columns"))
    head = head_of(page.rows[:LOOKED_AT], (sheet,))
    texts = started(page.rows[: head + 1], "")
    take_rows(texts, page.rows[head + 1 :])
    read = read_values(sheet, file, texts, asked, [book.said] if book.said else [], epoch=book.epoch)
    remarks = [*read.remarks, *_formulas(file, texts, page)]
    return replace(read, problems=(*read.problems, *_errors(file, texts, page)), remarks=tuple(remarks))


def _errors(file: str, texts: Texts, page: WorkbookSheet) -> Iterator[Problem]:
    for row, column, kind in page.doubts:
        if kind.startswith("#") and row > texts.head:
            name = texts.header[column] if column < len(texts.header) else ""
            yield Problem(file, row, name, kind, f"the cell shows the error {shown(kind)}; put the value there")


def _formulas(file: str, texts: Texts, page: WorkbookSheet) -> Iterator[Remark]:
    """Say of every column that has formulas that their stored values were taken, and where none is stored."""
    said = set[tuple[int, str]]()
    for row, column, kind in page.doubts:
        if kind.startswith("#") or row <= texts.head or (column, kind) in said or column >= len(texts.header):
            continue
        said.add((column, kind))
        name = texts.header[column]
        if kind == "formula":
            yield Remark(file, row, f"{name} holds formulas; what they came to when it was saved was taken")
        else:
            words = "holds a formula whose result is not stored, so the cell counts as empty; save it in a spreadsheet"
            yield Remark(file, row, f"{name} {words}")
