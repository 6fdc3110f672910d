"""Any file or text that holds a table, as a book: nothing is raised, what cannot be read is said in words.

What a file is, its bytes say and not its name: clock programs call a text .xls.
"""

from collections.abc import Callable
from pathlib import Path

from codedesk.exchange.csv_lines import DELIMITERS, Unreadable
from codedesk.exchange.decoding import OLD_OR_LOCKED, WORKBOOK, Decoded, decode
from codedesk.exchange.foreign.book import Book
from codedesk.exchange.foreign.json_rows import is_json, json_book
from codedesk.exchange.foreign.markup import is_markup, marked_book
from codedesk.exchange.foreign.side_by_side import apart
from codedesk.exchange.foreign.stacked import one_below_other
from codedesk.exchange.foreign.tables import table_of
from codedesk.exchange.workbooks.received import never, read_workbook

ENCODINGS = {
    "utf-8": "UTF-8",
    "cp1252": "Western European (Windows)",
    "cp1250": "Central European (Windows)",
    "mac_roman": "Western European (Mac)",
    "cp437": "DOS",
    "utf-16-le": "UTF-16",
}
PASTED = "Pasted"
__all__ = ["DELIMITERS", "ENCODINGS", "open_book", "pasted_book"]


def open_book(path: Path, *, encoding: str = "", delimiter: str = "", stopped: Callable[[], bool] = never) -> Book:
    """Read a file: XLSX, XLSM, XLS, ODS or a text of cells. encoding and delimiter: what a person said of a text.

    stopped is asked, while a workbook is read, whether the person cancelled.
    """
    return apart(one_below_other(_opened(path, encoding, delimiter, stopped)))


def _opened(path: Path, encoding: str, delimiter: str, stopped: Callable[[], bool]) -> Book:
    try:
        with path.open("rb") as file:
            begins = file.read(4)
        if begins in (WORKBOOK, OLD_OR_LOCKED):
            return read_workbook(path, stopped)
        decoded = decode(path.read_bytes(), encoding, marked=True)
    except Unreadable as error:
        return Book(path.name, reason=error.reason, asks=error.asks)
    except OSError as error:
        return Book(path.name, reason=f"it could not be read: {error.strerror or error}")
    if is_markup(decoded.text):
        return marked_book(path.name, path.stem, decoded)
    if is_json(decoded.text):
        return json_book(path.name, path.stem, decoded.text)
    return table_of(path.name, path.stem, decoded, delimiter)


def pasted_book(text: str) -> Book:
    """Read what was copied: cells between tabs, as spreadsheets copy them, or a text as it stands in a CSV file."""
    if not text.strip():
        return Book(PASTED, reason="nothing was copied")
    if is_markup(text):
        return marked_book(PASTED, PASTED, Decoded(text))
    if is_json(text):
        return json_book(PASTED, PASTED, text)
    return apart(one_below_other(table_of(PASTED, PASTED, Decoded(text), "\t" if "\t" in text else "", plain=True)))
