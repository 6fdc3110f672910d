"""A text from a spreadsheet, cut into rows and cells, and cells as a text for one. What they mean is the page's."""

import csv
import io
import re
import sys
from collections.abc import Iterable, Sequence

from PySide6.QtGui import QGuiApplication

from codedesk import formats

Block = tuple[tuple[str, ...], ...]
_NUMBER = re.compile(r"([+−-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_LINE_END = re.compile(r"\r\n|\r|\n")
_FORMULA = ("=", "+", "@", "-", "\t", "\r")
_LONGEST_CELL = min(sys.maxsize, 500_000_000)


def block_of(text: str) -> Block:
    """Cut a text from a spreadsheet into rows and cells.

    A quoted cell may hold tabs and line ends; where a bare quote would swallow cells, the text is split plainly.
    """
    whole = text.rstrip("\r\n")
    if not whole:
        return ()
    plain = tuple(tuple(line.split("\t")) for line in _LINE_END.split(whole))
    if '"' not in whole:
        return plain
    csv.field_size_limit(_LONGEST_CELL)
    try:
        cells = csv.reader(io.StringIO(whole, newline=""), dialect="excel-tab", strict=True)
        quoted = tuple(tuple(row) for row in cells)
    except csv.Error:
        return plain
    return quoted if len({len(row) for row in quoted}) == 1 else plain


def text_of(rows: Iterable[Sequence[str]]) -> str:
    """Write cells as a spreadsheet takes them: one that holds a tab, a line end or begins with a quote is quoted."""
    return "\n".join("\t".join(map(_cell, row)) for row in rows)


def plain_number(text: str) -> str:
    """Return a number as any spreadsheet reads it, "-1234.5" for "−1,234.5"; "" where the text is no number."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return ""
    sign, whole, rest = found.groups(default="")
    return f"{'-' if sign in ('−', '-') and sign else ''}{whole.replace(',', '')}{rest}"


def as_text(words: str) -> str:
    """Keep a cell that begins like a formula from being one where it is pasted."""
    return f"'{words}" if words[:1] in _FORMULA and not plain_number(words) else words


def tabbed(rows: Iterable[Sequence[str]]) -> str:
    """Write cells that are as a spreadsheet reads them with tabs between them; no cell becomes a formula."""
    written = io.StringIO()
    csv.writer(written, dialect="excel-tab", lineterminator="\n").writerows(
        [as_text(cell) for cell in row] for row in rows
    )
    return written.getvalue()


def copy_rows(rows: Iterable[Sequence[str]]) -> None:
    """Put cells on the clipboard as a spreadsheet takes them; no cell becomes a formula."""
    QGuiApplication.clipboard().setText(text_of([_plain(cell) for cell in row] for row in rows))


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """Write cells as a CSV file that spreadsheets open as it is: UTF-8, marked as such; no cell becomes a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    """Write a number plainly, any other text with blanks that every program knows, and never as a formula."""
    return plain_number(text) or as_text(formats.usual_blanks(text))


def _cell(text: str) -> str:
    if "\t" in text or "\n" in text or "\r" in text or text.startswith('"'):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text
