"""CSV files to sheets of values: text as it stands, one strict meaning per column, every unsound cell named.

Whole columns are read at once, each distinct text once: a log of 100,000 lines has few different dates and numbers.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from codedesk.exchange.cells import Wrong, parse
from codedesk.exchange.csv_lines import MOST_BYTES, Line, Texts, Unreadable, read_lines
from codedesk.services.files.columns import SETTING_KINDS
from codedesk.services.files.plans import ImportDraft, Problem, ReadSheet, shown, suggestion
from codedesk.services.files.shapes import Column, Sheet
from codedesk.services.files.sheets import BY_FILE, SETTINGS, SHEETS

T = TypeVar("T")
EMPTY = "the file is empty; its first line must name the columns"


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
    """Return the only kind of file whose columns a header has: for a single file of another name."""
    if source.suffix.lower() != ".csv" or not source.is_file():
        return None
    text, _ = _text(source)
    try:
        texts = read_lines(text or "")
    except Unreadable:
        return None
    header = texts.header if texts else []
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
        return None, EMPTY
    if b"\0" in content:
        return None, "it is not a text file; save it as CSV (UTF-8)"
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, f"it is not UTF-8 (first in line {line}); save it as CSV (UTF-8)"


def read_text(sheet: Sheet, text: str, file: str) -> ReadSheet:
    """Read the text of a file of this kind."""
    try:
        texts = read_lines(text)
    except Unreadable as error:
        reason = (
            f"a quotation mark is open or out of place ({error.reason}); quote whole cells, double the marks inside"
        )
        return _broken(sheet, Problem(file, error.line, "", "", reason))
    if texts is None:
        return _broken(sheet, Problem(file, 1, "", "", EMPTY))
    if problems := _header_problems(sheet, file, texts.header):
        return _broken(sheet, *problems, total=texts.total)
    return _values(sheet, file, texts)


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


def _values(sheet: Sheet, file: str, texts: Texts) -> ReadSheet:
    """Give every cell its meaning; lines with an unsound cell, and lines of another width, become problems."""
    problems = [_width_problem(file, line, texts.header) for line in texts.crooked]
    columns: dict[str, Sequence[object]] = {}
    bad: set[int] = set()
    for name, cells in zip(texts.header, texts.columns, strict=True):
        columns[name], wrong = _column(sheet.column(name), cells)
        bad.update(wrong)
        problems += [Problem(file, texts.lines[at], name, cells[at], wrong[at].reason) for at in wrong]
    lines = texts.lines
    if bad:
        lines = _without(lines, bad)
        columns = {name: _without(values, bad) for name, values in columns.items()}
    if sheet is SETTINGS:
        columns, lines, wrong_settings = _settings(file, columns, lines)
        problems += wrong_settings
    for column in sheet.columns:
        if column.name not in columns:
            columns[column.name] = [column.default] * len(lines)
    problems.sort(key=lambda problem: problem.line or 0)
    doubtful, given = _doubtful(sheet, texts, bad), frozenset(texts.header)
    return ReadSheet(sheet, file, lines, columns, given, tuple(problems), doubtful, total=texts.total)


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


def _doubtful(sheet: Sheet, texts: Texts, bad: set[int]) -> frozenset[str]:
    """Return the names that lines gave which are not taken."""
    if not sheet.noun:
        return frozenset()
    at = texts.header.index(sheet.key[0])
    names = [texts.columns[at][place] for place in bad] + [cells[at] for _, cells in texts.crooked if len(cells) > at]
    return frozenset(name.strip() for name in names)
