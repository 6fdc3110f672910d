"""Open files to sheets of values: which files there are, which is which, how each is laid out.

The rules of the open files are strict, their reading is able: what a spreadsheet changes when it saves one is found and
said. What cannot be read becomes a problem that names what is there, never an error.
"""

from pathlib import Path

from codedesk.exchange.csv_lines import Unreadable, first_records, read_lines
from codedesk.exchange.decoding import EMPTY, Decoded, decode
from codedesk.exchange.headers import LOOKED_AT, fitting, form_of, unrecognised
from codedesk.exchange.line_values import broken, read_values
from codedesk.exchange.spellings import Asked
from codedesk.exchange.workbook_reading import read_book, read_page
from codedesk.exchange.workbooks.received import ENDS as WORKBOOKS
from codedesk.services.files.plans import ImportDraft, Problem, ReadSheet, Remark, suggestion
from codedesk.services.files.shapes import CsvSheet
from codedesk.services.files.sheets import BY_FILE, SHEETS

TEXT_ENDS = (".csv", ".txt", ".tsv")
NOTHING = Asked()


def read_draft(
    source: Path, *, update: bool = False, create_missing: bool = False, asked: Asked = NOTHING
) -> ImportDraft:
    """Read a folder of open files, or one file; what cannot be read becomes a problem, never an error."""
    remarks: list[Remark] = []
    try:
        if source.is_dir():
            sheets, problems, remarks = _folder(source, asked)
        elif source.is_file() and source.suffix.lower() in WORKBOOKS:
            sheets, problems, remarks = read_book(source, _named(source), asked)
        else:
            sheets, problems = _single(source, asked)
    except OSError as error:
        reason = f"it could not be read: {error.strerror or error}"
        sheets, problems = [], [Problem(source.name, None, "", "", reason)]
    return ImportDraft(tuple(sheets), tuple(problems), update, create_missing, tuple(remarks))


def _folder(folder: Path, asked: Asked) -> tuple[list[ReadSheet], list[Problem], list[Remark]]:
    inside = [path for path in sorted(folder.iterdir()) if not path.name.startswith((".", "~$"))]
    found = [(path, sheet) for path in inside if (sheet := _named(path))]
    others = [path for path in inside if not _named(path) and path.suffix.lower() in (".csv", *WORKBOOKS)]
    if not found and len(others) == 1 and others[0].suffix.lower() in WORKBOOKS:
        return read_book(others[0], None, asked)
    problems, remarks = [], []
    for path in others:
        if path.suffix.lower() in WORKBOOKS and found:
            remarks.append(Remark(path.name, None, "it is no open file by its name and was left out"))
        else:
            near = suggestion(path.name, BY_FILE)
            reason = f"no open file has this name{near}; rename it or take it out of the folder"
            problems.append(Problem(path.name, None, "", "", reason))
    if not found and not problems:
        reason = f"there is no file to import in this folder; the names are {', '.join(BY_FILE)}"
        problems.append(Problem(folder.name or str(folder), None, "", "", reason))
    kinds = [sheet for _, sheet in found]
    for number, (path, sheet) in enumerate(found):
        if sheet in kinds[:number]:
            first = found[kinds.index(sheet)][0].name
            reason = f"“{first}” is a {sheet.file} already; take one of the two out of the folder"
            problems.append(Problem(path.name, None, "", "", reason))
    found.sort(key=lambda pair: SHEETS.index(pair[1]))
    return [_read_file(path, sheet, asked) for path, sheet in found], problems, remarks


def _named(path: Path) -> CsvSheet | None:
    """Return the kind of file that a name says: log.csv, log.xlsx, or Team-log.csv, a sheet of Team.xlsx."""
    name = path.stem.lower()
    known = BY_FILE.get(f"{name}.csv") or BY_FILE.get(f"{name.rpartition('-')[2]}.csv")
    return known if path.suffix.lower() in (*TEXT_ENDS, *WORKBOOKS) else None


def _single(path: Path, asked: Asked) -> tuple[list[ReadSheet], list[Problem]]:
    if not path.exists():
        return [], [Problem(path.name, None, "", "", "there is no such file or folder")]
    if path.suffix.lower() not in TEXT_ENDS:
        return [], [Problem(path.name, None, "", "", "this is not a CSV file; save it as CSV (UTF-8) or XLSX first")]
    if sheet := _named(path):
        return [_read_file(path, sheet, asked)], []
    try:
        decoded = _decoded(path, asked)
    except Unreadable as error:
        return [], [Problem(path.name, error.line, "", "", error.reason)]
    form = form_of(decoded.text, SHEETS)
    records = first_records(decoded.text, form.delimiter, LOOKED_AT)
    cells = records[form.head][1] if len(records) > form.head else []
    fits = fitting(SHEETS, path.name, cells)
    if len(fits) == 1:
        return [read_text(fits[0], decoded, path.name, asked)], []
    return [], [Problem(path.name, None, "", "", unrecognised(records, SHEETS, form, fits))]


def _read_file(path: Path, sheet: CsvSheet, asked: Asked) -> ReadSheet:
    try:
        if path.suffix.lower() in WORKBOOKS:
            return read_page(path, sheet, asked)
        return read_text(sheet, _decoded(path, asked), path.name, asked)
    except Unreadable as error:
        return broken(sheet, Problem(path.name, error.line, "", "", error.reason))
    except OSError as error:
        return broken(sheet, Problem(path.name, None, "", "", f"it could not be read: {error.strerror or error}"))


def _decoded(path: Path, asked: Asked) -> Decoded:
    return decode(path.read_bytes(), asked.encoding)


def read_text(sheet: CsvSheet, text: str | Decoded, file: str, asked: Asked = NOTHING) -> ReadSheet:
    """Read the text of a file of this kind."""
    decoded = Decoded(text) if isinstance(text, str) else text
    form = form_of(decoded.text, (sheet,))
    try:
        texts = read_lines(decoded.text, form.delimiter, form.head)
    except Unreadable as error:
        return broken(sheet, Problem(file, error.line, "", "", error.reason))
    if texts is None:
        return broken(sheet, Problem(file, 1, "", "", EMPTY))
    return read_values(sheet, file, texts, asked, [words for words in (decoded.said, form.said) if words])
