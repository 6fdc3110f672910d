"""A workbook as a book: the archive looked at first, read by a process of its own, received piece by piece.

The child is not trusted: what it sends is JSON of plain values, counted, and whole or nothing. No macro, no link.
"""

import json
import multiprocessing
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any

from codedesk.exchange.decoding import OLD_OR_LOCKED, WORKBOOK
from codedesk.exchange.foreign.book import Book, BookPage, Cell, letters
from codedesk.exchange.workbooks import child
from codedesk.services.files.plans import shown

ENDS = (".xlsx", ".xlsm", ".xls", ".ods")
MOST_BYTES = 50_000_000
MOST_RATIO = 100
MOST_MEMBERS = 200
MOST_SECONDS = 120
MOST_SENT = 500_000_000
MOST_CELLS = 10_000_000
SAVE = "save its sheets as CSV (UTF-8), or save it anew as XLSX"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
CONTEXT = multiprocessing.get_context("spawn")
_CANCELLED = "reading it was cancelled"
_BROKE_OFF = "reading it broke off, it may be damaged or too large"
Told = dict[str, Any]


class _NotReadError(Exception):
    """A workbook could not be read; the words say why."""


def never() -> bool:
    """Tell that nobody cancelled."""
    return False


def read_workbook(path: Path, stopped: Callable[[], bool] = never) -> Book:
    """Return what a workbook holds, or why nothing of it was read; OSError where the file cannot be.

    stopped tells whether the person cancelled; it is asked between the pieces.
    """
    try:
        _look_at(path)
        return _received(path, stopped)
    except _NotReadError as error:
        return Book(path.name, reason=_CANCELLED if str(error) == _CANCELLED else f"{error}; {SAVE}")
    except (LookupError, TypeError, ValueError, AttributeError, StopIteration):
        return Book(path.name, reason=f"{_BROKE_OFF}; {SAVE}")


def _look_at(path: Path) -> None:
    """Refuse what is not to be opened."""
    size = path.stat().st_size
    with path.open("rb") as file:
        begins = file.read(4)
    if not begins:
        reason = "the file is empty"
    elif size > MOST_BYTES:
        reason = f"it is larger than {MOST_BYTES // 1_000_000} MB"
    elif begins == WORKBOOK:
        reason = _refusal_of_archive(path, size)
    elif begins == OLD_OR_LOCKED:
        reason = "it has a password" if _PASSWORD in path.read_bytes() else ""
    else:
        reason = "it is no workbook, whatever its name says"
    if reason:
        raise _NotReadError(reason)


def _refusal_of_archive(path: Path, size: int) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return "it is damaged"
    if len(members) > MOST_MEMBERS:
        return f"it has {len(members):,} parts, more than {MOST_MEMBERS}"
    if sum(each.file_size for each in members) > MOST_RATIO * size:
        return f"it would be more than {MOST_RATIO} times as large when opened"
    if not names & {"xl/workbook.xml", "content.xml"}:
        return "it is no workbook of the form XLSX or ODS"
    return ""


def _received(path: Path, stopped: Callable[[], bool]) -> Book:
    """Put the pieces of a book together; only a book that was sent to its end counts."""
    told = _told(path, stopped)
    opened = next(told)
    pages: list[Told] = []
    cells = 0
    for piece in told:
        if "page" in piece:
            pages.append({**piece, "rows": [], "doubts": []})
        else:
            pages[-1]["doubts"] += [tuple(each) for each in piece.get("doubts", ())]
            columns = [_unpacked(column) for column in piece.get("columns", ())]
            pages[-1]["rows"] += zip(*columns, strict=True) if columns else [()] * piece.get("rows", 0)
            cells += sum(map(len, columns))
        if cells > MOST_CELLS:
            reason = f"it has more than {MOST_CELLS // 1_000_000} million cells"
            raise _NotReadError(reason)
    said = tuple(words for page in pages for words in _hidden(page))
    return Book(path.name, tuple(_page(each) for each in pages), opened["epoch"], said, own=opened["own"])


def _told(path: Path, stopped: Callable[[], bool]) -> Iterator[Told]:
    """Let a process of its own read a workbook and yield what it sends; end it when it takes too long."""
    receiving, sending = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=child.send, args=(str(path), sending), daemon=True)
    process.start()
    sending.close()
    until, left = monotonic() + MOST_SECONDS, MOST_SENT
    try:
        while True:
            _go_on(until, stopped)
            if not receiving.poll(0.1):
                continue
            content = receiving.recv_bytes(left)
            left -= len(content)
            told = json.loads(content, object_hook=_cell, parse_constant=str)
            if "reason" in told:
                raise _NotReadError(told["reason"])
            if "end" in told:
                return
            yield told
    except (EOFError, OSError):
        raise _NotReadError(_BROKE_OFF) from None
    finally:
        receiving.close()
        process.kill()
        process.join()
        process.close()


def _go_on(until: float, stopped: Callable[[], bool]) -> None:
    if stopped():
        raise _NotReadError(_CANCELLED)
    if monotonic() >= until:
        reason = f"reading it took longer than {MOST_SECONDS} s and was given up"
        raise _NotReadError(reason)


def _unpacked(column: Any) -> list[Cell]:
    if isinstance(column, list):
        return column
    return list(map(column["of"].__getitem__, column["at"]))


def _cell(told: Told) -> Cell | Told:
    """Return the value that JSON does not know; any other object as it is."""
    if len(told) != 1:
        return told
    ((kind, value),) = told.items()
    if kind == "d":
        return _day(value)
    if kind == "t":
        return datetime.fromisoformat(value)
    return timedelta(seconds=value) if kind == "s" else told


_day = lru_cache(maxsize=10_000)(date.fromisoformat)


def _page(told: Told) -> BookPage:
    return BookPage(
        told["page"],
        told["rows"],
        told["hidden"],
        frozenset(told["hidden_rows"]),
        tuple(tuple(each) for each in told["merged"]),
        tuple(told["doubts"]),
        {(row, column): text for row, column, text in told["comments"]},
    )


def _hidden(told: Told) -> Iterator[str]:
    """Say what the sheet does not show; it is read all the same."""
    name = f"“{shown(told['page'])}”"
    if told["hidden"]:
        yield f"the sheet {name} is hidden"
    if rows := told["hidden_rows"]:
        yield f"rows of {name} are hidden: {_some(rows)}"
    if columns := told["hidden_columns"]:
        yield f"columns of {name} are hidden: {_some([letters(each) for each in columns])}"


def _some(places: Sequence[object]) -> str:
    """Name the first places and count the rest."""
    first = ", ".join(str(each) for each in places[:5])
    return f"{first} and {len(places) - 5:,} more" if len(places) > 5 else first
