"""What a process of its own reads out of a workbook, within limits: sheets of plain values, and what stands in doubt.

Runs in a child that may be killed: it imports neither the services nor Qt, and no macro or formula is ever run. What
the values mean is xlsx_reading's.
"""

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from multiprocessing.connection import Connection
from typing import Any
from xml.etree import ElementTree

MOST_MEMORY = 2_000_000_000
MOST_SECONDS = 60
PERCENT = "%"
MARK = "CodeDesk: texts as they stand"
_NAMESPACES = {
    "book": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "package": "http://schemas.openxmlformats.org/package/2006/relationships",
}
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]+)"')
_STYLE = re.compile(rb'\bs="([0-9]+)"')
_VALUE = re.compile(rb"<v\b[^>]*>([^<]+)</v>|<is>")


def send(path: str, connection: Connection) -> None:
    """Read a workbook and send it as JSON; what cannot be read is sent as a reason."""
    _limit()
    try:
        told: dict[str, Any] = _book(path)
    except MemoryError:
        told = {"reason": "it is too large to be read, or has a cell far away from all others"}
    except Exception as error:
        told = {"reason": f"it could not be read as a workbook ({type(error).__name__})"}
    connection.send_bytes(json.dumps(told).encode("utf-8"))
    connection.close()


def _limit() -> None:
    """Take away what a workbook may not use up, where the system can."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on every system

        for what, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS)):
            _, hard = resource.getrlimit(what)
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _book(path: str) -> dict[str, Any]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - heavy, and never in the program's own process

    with zipfile.ZipFile(path) as archive:
        parts, epoch = _parts(archive)
        styles = _percent_styles(archive)
        doubts = {name: list(_doubts(archive.read(part), styles)) for name, part in parts.items()}
        marked = any(MARK.encode() in archive.read(each) for each in archive.namelist() if each.startswith("docProps/"))
    with CalamineWorkbook.from_path(path) as book:
        sheets = [_sheet(book.get_sheet_by_name(name), doubts.get(name, [])) for name in book.sheet_names]
    return {"sheets": sheets, "epoch": epoch, "marked": marked}


def _parts(archive: zipfile.ZipFile) -> tuple[dict[str, str], int]:
    """Return the part of each sheet by its name, and the year from which the book counts its days."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {
        each.get("Id"): each.get("Target", "") for each in relations.findall("package:Relationship", _NAMESPACES)
    }
    named = {}
    for sheet in book.findall("book:sheets/book:sheet", _NAMESPACES):
        target = targets.get(sheet.get(_RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in archive.namelist():
            named[sheet.get("name", "")] = part
    choices = book.find("book:workbookPr", _NAMESPACES)
    counted = choices is not None and choices.get("date1904") in ("1", "true")
    return named, 1904 if counted else 1900


def _sheet(sheet: Any, doubts: list[tuple[int, int, str]]) -> dict[str, Any]:
    """Return a sheet from its first row on; per cents as they are shown there."""
    rows = [[_json_value(cell) for cell in row] for row in sheet.to_python(False)]
    for row, column, kind in doubts:
        if kind == PERCENT and row <= len(rows) and column < len(rows[row - 1]):
            value = rows[row - 1][column]
            if isinstance(value, float):
                rows[row - 1][column] = [f"{(Decimal(repr(value)) * 100).normalize():f}%"]
    return {"name": sheet.name, "rows": rows, "doubts": [each for each in doubts if each[2] != PERCENT]}


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """Return the numbers of the styles that show a share as a per cent."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
    forms = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.findall("book:numFmts/*", _NAMESPACES)}
    percents = {"9", "10", *(number for number, form in forms.items() if "%" in form)}
    cells = styles.findall("book:cellXfs/book:xf", _NAMESPACES)
    return frozenset(str(at).encode() for at, each in enumerate(cells) if each.get("numFmtId") in percents)


def _doubts(sheet: bytes, percents: frozenset[bytes]) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and kind of cells that show a per cent, hold an error, a formula or one that has no value."""
    if b't="e"' not in sheet and b"<f" not in sheet and not percents:
        return
    for attributes, inside in _CELL.findall(sheet):
        style, at = _STYLE.search(attributes), _PLACE.search(attributes)
        if at is not None and style is not None and style[1] in percents and b" t=" not in attributes:
            yield int(at[2]), _number(at[1].decode()), PERCENT
        if b't="e"' in attributes or b"<f" in inside:
            value, place = _VALUE.search(inside), _PLACE.search(attributes)
            if place is not None:
                kind = "formula" if value else "unstored"
                if b't="e"' in attributes:
                    kind = (value[1] if value and value[1] else b"#N/A").decode("utf-8", "replace")
                yield int(place[2]), _number(place[1].decode()), kind


def _number(letters: str) -> int:
    """Return the place of a column from 0: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _json_value(cell: Any) -> Any:
    """Return a cell as JSON takes it: a text or a number as it is, a date or a time as the text of it in a list."""
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return [cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")]
    if isinstance(cell, date):
        return [cell.isoformat()]
    if isinstance(cell, time):
        cell = timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond)
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
        return [f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"]
    return cell
