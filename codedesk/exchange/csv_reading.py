"""CSV files to sheets of values: text as it stands, one strict meaning per column, every unsound cell named.

Whole columns are read at once, each distinct text once: a log of 100,000 lines has few different dates and numbers.
"""

import csv
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from codedesk.exchange.cells import Wrong, parse
from codedesk.services.import_plans import ImportDraft, Problem, ReadSheet, shown, suggestion
from codedesk.services.sheets import BY_FILE, SETTING_KINDS, SETTINGS, SHEETS, Column, Sheet

T = TypeVar("T")
MOST_BYTES = 500_000_000
Line = tuple[int, list[str]]


def read_draft(source: Path, *, update: bool = False, create_missing: bool = False) -> ImportDraft:
    """Read a folder of open files, or one file; what cannot be read becomes a problem, never an error."""
    try:
        found, problems = _found(source)
    except OSError as error:
        found, problems = [], [Problem(source.name, None, "", "", f"it could not be read: {error.strerror or error}")]
    sheets = tuple(_read_file(path, sheet) for path, sheet in found)
    return ImportDraft(sheets, tuple(problems), update, create_missing)


def _found(source: Path) -> tuple[list[tuple[Path, Sheet]], list[Problem]]:
    if not source.is_dir():
        sheet = BY_FILE.get(source.name.lower()) or _by_header(source)
        if sheet is not None:
            return [(source, sheet)], []
        return [], [Problem(source.name, None, "", "", _unrecognised(source))]
    found, problems = [], []
    for path in sorted(source.iterdir()):
        if path.suffix.lower() != ".csv" or path.name.startswith("."):
            continue
        if sheet := BY_FILE.get(path.name.lower()):
            found.append((path, sheet))
        else:
            reason = (
                f"no open file has this name{suggestion(path.name, BY_FILE)}; rename it or take it out of the folder"
            )
            problems.append(Problem(path.name, None, "", "", reason))
    if not found and not problems:
        reason = f"there is no file to import in this folder; the names are {', '.join(BY_FILE)}"
        problems.append(Problem(source.name or str(source), None, "", "", reason))
    order = {sheet.file: number for number, sheet in enumerate(SHEETS)}
    twice = [path for number, (path, sheet) in enumerate(found) if sheet in [other for _, other in found[:number]]]
    problems += [Problem(path.name, None, "", "", "this file is there twice, in other letters") for path in twice]
    return sorted(found, key=lambda pair: order[pair[1].file]), problems


def _unrecognised(source: Path) -> str:
    if not source.exists():
        return "there is no such file or folder"
    if source.suffix.lower() != ".csv":
        return "this is not a CSV file; save it as CSV (UTF-8) first"
    return f"neither its name nor its header is one of the open files ({', '.join(BY_FILE)})"


def _by_header(source: Path) -> Sheet | None:
    if source.suffix.lower() != ".csv" or not source.is_file():
        return None
    text, _ = _text(source)
    try:
        header = [name.strip() for name in next(csv.reader(io.StringIO(text or "", newline=""), strict=True), [])]
    except csv.Error:
        return None
    fitting = [sheet for sheet in SHEETS if not _header_problems(sheet, source.name, header)]
    return fitting[0] if len(fitting) == 1 else None


def _read_file(path: Path, sheet: Sheet) -> ReadSheet:
    text, reason = _text(path)
    if text is None:
        return _broken(sheet, Problem(path.name, None, "", "", reason))
    return read_text(sheet, text, path.name)


def _text(path: Path) -> tuple[str | None, str]:
    try:
        if path.stat().st_size > MOST_BYTES:
            return None, f"it is larger than {MOST_BYTES // 1_000_000} MB; split it"
        content = path.read_bytes()
    except OSError as error:
        return None, f"it could not be read: {error.strerror or error}"
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        return None, "the file is empty; its first line must name the columns"
    if b"\0" in content:
        return None, "it is not a text file; save it as CSV (UTF-8)"
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, f"it is not UTF-8 (first in line {line}); save it as CSV (UTF-8)"


def read_text(sheet: Sheet, text: str, file: str) -> ReadSheet:
    """Read the text of a file of this kind."""
    csv.field_size_limit(min(sys.maxsize, MOST_BYTES))
    try:
        lines = _lines(text)
    except _Unreadable as error:
        line, words = error.args
        reason = f"a quotation mark is open or out of place ({words}); quote whole cells and double the marks inside"
        return _broken(sheet, Problem(file, line, "", "", reason))
    if not lines:
        return _broken(sheet, Problem(file, 1, "", "", "the file is empty; its first line must name the columns"))
    header = [name.strip() for name in lines[0][1]]
    if problems := _header_problems(sheet, file, header):
        return _broken(sheet, *problems, total=len(lines) - 1)
    return _body(sheet, file, header, lines[1:])


class _Unreadable(Exception):
    """The text is not CSV from some line on."""


def _lines(text: str) -> list[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines, start = [], 1
    try:
        for cells in reader:
            if cells:
                lines.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as error:
        raise _Unreadable(start, str(error)) from None
    return lines


def _broken(sheet: Sheet, *problems: Problem, total: int = 0) -> ReadSheet:
    return ReadSheet(sheet, problems[0].file, (), {}, frozenset(), problems, broken=True, total=total)


def _header_problems(sheet: Sheet, file: str, header: Sequence[str]) -> list[Problem]:
    known = tuple(column.name for column in sheet.columns)
    problems = []
    for number, name in enumerate(header):
        if name not in known:
            near, all_known = suggestion(name, known), ", ".join(known)
            reason = f"there is no column “{shown(name)}” in {sheet.file}{near}; it has {all_known}"
            problems.append(Problem(file, 1, shown(name), name, reason))
        elif name in header[:number]:
            problems.append(Problem(file, 1, name, name, f"the column “{name}” is there twice"))
    for column in sheet.columns:
        if not column.optional and column.name not in header:
            problems.append(Problem(file, 1, column.name, "", f"the column “{column.name}” is missing"))
    return problems


def _body(sheet: Sheet, file: str, header: Sequence[str], lines: Sequence[Line]) -> ReadSheet:
    width = len(header)
    problems: list[Problem] = []
    sound = lines
    if any(len(cells) != width for _, cells in lines):
        sound = [line for line in lines if len(line[1]) == width]
        problems += [_width_problem(file, line, header) for line in lines if len(line[1]) != width]
    numbers = [number for number, _ in sound]
    texts = list(zip(*(cells for _, cells in sound), strict=True)) or [()] * width
    columns: dict[str, Sequence[object]] = {}
    bad: set[int] = set()
    for name, cells in zip(header, texts, strict=True):
        columns[name], wrong = _column(sheet.column(name), cells)
        bad.update(wrong)
        problems += [Problem(file, numbers[at], name, cells[at], wrong[at].reason) for at in wrong]
    doubtful = _doubtful(
        sheet, header, lines, {numbers[at] for at in bad} | {n for n, cells in lines if len(cells) != width}
    )
    if bad:
        numbers = _without(numbers, bad)
        columns = {name: _without(values, bad) for name, values in columns.items()}
    if sheet is SETTINGS:
        columns, numbers, wrong_settings = _settings(file, columns, numbers)
        problems += wrong_settings
    for column in sheet.columns:
        if column.name not in columns:
            columns[column.name] = [column.default] * len(numbers)
    problems.sort(key=lambda problem: problem.line or 0)
    given = frozenset(header)
    return ReadSheet(sheet, file, numbers, columns, given, tuple(problems), doubtful, total=len(lines))


def _settings(
    file: str, columns: dict[str, Sequence[object]], lines: list[int]
) -> tuple[dict[str, Sequence[object]], list[int], list[Problem]]:
    names, values, kept, problems = [], [], [], []
    for name, text, line in zip(columns["setting"], columns["value"], lines, strict=True):
        column = SETTING_KINDS[str(name)]
        value = text if column.kind == "text" else parse(column, str(text))
        if isinstance(value, Wrong):
            problems.append(Problem(file, line, "value", str(text), f"{name}: {value.reason}"))
        else:
            names.append(name)
            values.append(value)
            kept.append(line)
    return {"setting": names, "value": values}, kept, problems


def _column(column: Column, texts: Sequence[str]) -> tuple[list[object], dict[int, Wrong]]:
    meaning = {text: parse(column, text) for text in set(texts)}
    values = list(map(meaning.__getitem__, texts))
    if not any(isinstance(value, Wrong) for value in meaning.values()):
        return values, {}
    return values, {at: value for at, value in enumerate(values) if isinstance(value, Wrong)}


def _without(values: Sequence[T], bad: set[int]) -> list[T]:
    return [value for at, value in enumerate(values) if at not in bad]


def _width_problem(file: str, line: Line, header: Sequence[str]) -> Problem:
    number, cells = line
    reason = f"the line has {len(cells)} cells, the header {len(header)}; quote a cell that has a comma in it"
    return Problem(file, number, "", shown(",".join(cells)), reason)


def _doubtful(sheet: Sheet, header: Sequence[str], lines: Sequence[Line], bad_lines: set[int]) -> frozenset[str]:
    if not bad_lines or not sheet.noun:
        return frozenset()
    at = header.index(sheet.key[0])
    return frozenset(cells[at].strip() for number, cells in lines if number in bad_lines and len(cells) > at)
