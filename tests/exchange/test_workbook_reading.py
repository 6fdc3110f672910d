"""Workbooks come in: the one that was written here, and what people make of one; others are refused."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from codedesk.desk import Desk
from codedesk.exchange.csv_reading import read_draft
from codedesk.exchange.exports import write_csv, write_xlsx
from codedesk.exchange.workbooks import received
from codedesk.services.files import exporting, importing
from codedesk.services.files.plans import ImportDraft, ReadSheet
from codedesk.services.files.sheets import LOG

HEAD = ("date", "coder", "work_type", "charts", "hours")
DAY = date(2026, 1, 15)
Fill = Callable[[Workbook, Worksheet], None]


def book(path: Path, fill: Fill, sheet: str = "log", **choices: Any) -> Path:
    """Write a workbook with one sheet under the header of a log."""
    with Workbook(str(path), choices) as written:
        page = written.add_worksheet(sheet)
        for at, name in enumerate(HEAD):
            page.write_string(0, at, name)
        fill(written, page)
    return path


def line(page: Worksheet, row: int = 1, day: object = "2026-01-15", charts: object = 12, hours: object = 7.5) -> None:
    for at, value in enumerate((day, "Ana Okoro", "Inpatient", charts, hours)):
        page.write(row, at, value)


def only(draft: ImportDraft) -> ReadSheet:
    assert draft.problems == ()
    (read,) = draft.sheets
    return read


def values(read: ReadSheet) -> list[tuple[object, ...]]:
    return list(zip(*(read.columns[name] for name in HEAD), strict=True))


def sentences(found: Any) -> list[str]:
    return [each.sentence for each in found]


def test_the_workbook_of_an_export_is_the_department(sample: Desk, department: Desk, tmp_path: Path) -> None:
    export = sample.read(exporting.everything, private=True)
    write_xlsx(export, tmp_path / "book", "Team.xlsx")
    write_csv(export, tmp_path / "meant")
    for source in (tmp_path / "book" / "Team.xlsx", tmp_path / "book"):
        draft = read_draft(source)
        assert draft.problems == () and not [read.problems for read in draft.sheets if read.problems]
    department.write("Import", importing.apply, draft)
    write_csv(department.read(exporting.everything, private=True), tmp_path / "back")
    for path in sorted((tmp_path / "meant").iterdir()):
        assert (tmp_path / "back" / path.name).read_bytes() == path.read_bytes(), path.name


TEXTS = (
    "=1+1", "'=1+1", "''-x", "- talked", "'", "two\nlines", " both ends ", "007", "TRUE", "1e5", "E&M <b>", "李雷 😀",
)  # fmt: skip


def test_a_text_of_an_own_workbook_is_the_text_and_of_another_one_it_loses_its_apostrophe(
    sample: Desk, tmp_path: Path
) -> None:
    export = sample.read(exporting.everything, private=True)
    table = next(each for each in export.tables if each.sheet.file == "notes.csv")
    kind = table.lines[0][2]
    for number, text in enumerate(TEXTS):
        noted = [(*row[:3], text, *row[4:]) for row in table.lines]
        tables = [exporting.CsvTable(table.sheet, tuple(noted))]
        write_xlsx(exporting.Export(tuple(tables), 0, 0), tmp_path / str(number), "Team.xlsx")
        assert set(only(read_draft(tmp_path / str(number) / "Team.xlsx")).columns["text"]) == {text}
    with Workbook(str(tmp_path / "other.xlsx")) as written:
        page = written.add_worksheet("notes")
        for at, cells in enumerate((("date", "coder", "kind", "text"), ("2026-01-15", "Ana", kind, "'=1+1"))):
            page.write_row(at, 0, cells)
    assert only(read_draft(tmp_path / "other.xlsx")).columns["text"] == ["=1+1"]


def test_days_and_hours_are_read_whatever_the_form_of_their_cells(tmp_path: Path) -> None:
    def fill(written: Workbook, page: Worksheet) -> None:
        forms = [written.add_format({"num_format": form}) for form in ("m/d/yyyy", "h:mm", "[h]:mm", "#,##0.00")]
        line(page)
        page.write_datetime(1, 0, datetime(2026, 1, 15), forms[0])
        line(page, 2, day=46037)
        page.write_number(2, 4, 7.5 / 24, forms[1])
        line(page, 3, day="1/15/2026", charts="12")
        page.write_number(3, 4, 7.5 / 24, forms[2])
        line(page, 6, day="15-Jan-26")
        page.write_number(6, 4, 7.5, forms[3])

    read = only(read_draft(book(tmp_path / "log.xlsx", fill)))
    assert read.problems == ()
    assert values(read) == [(DAY, "Ana Okoro", "Inpatient", 12, 7.5)] * 4
    assert list(read.lines) == [2, 3, 4, 7]
    assert any("“46037” is 2026-01-15" in words for words in sentences(read.remarks))


def test_a_book_that_counts_its_days_from_1904_is_read_by_them(tmp_path: Path) -> None:
    read = only(read_draft(book(tmp_path / "log.xlsx", lambda _, page: line(page, day=44575), date_1904=True)))
    assert read.columns["date"] == [DAY]


def test_a_share_that_is_shown_as_a_per_cent_is_the_per_cent_and_another_one_is_asked_about(tmp_path: Path) -> None:
    with Workbook(str(tmp_path / "standards.xlsx")) as written:
        page = written.add_worksheet("standards")
        page.write_row(0, 0, ("work_type", "effective_from", "pace", "pace_unit", "accuracy"))
        forms = [written.add_format({"num_format": form}) for form in ("0%", "0.00%", "0.0 %", "General")]
        for row, (share, form) in enumerate(zip((0.95, 0.9545, 1, 0.954), forms, strict=True), 1):
            page.write_row(row, 0, ("Inpatient", f"2026-01-{row:02}", 2, "per_hour"))
            page.write_number(row, 4, share, form)
    read = only(read_draft(tmp_path / "standards.xlsx"))
    assert read.columns["accuracy"] == [95, 95.45, 100]
    assert [(problem.line, problem.value) for problem in read.problems] == [(5, "0.954")]


def test_formulas_are_taken_by_what_they_came_to_and_that_is_said(tmp_path: Path) -> None:
    def fill(_: Workbook, page: Worksheet) -> None:
        for row, hours in ((1, 7.5), (2, 3), (3, "")):
            line(page, row, day=f"2026-01-{14 + row}")
            page.write_formula(row, 4, "=3+4.5", None, hours)

    read = only(read_draft(book(tmp_path / "log.xlsx", fill)))
    assert read.columns["hours"] == [7.5, 3, None]
    assert sentences(read.remarks) == [
        "log.xlsx, from line 2 on: hours holds formulas; what they came to when it was saved was taken",
        "log.xlsx, from line 4 on: hours holds a formula whose result is not stored, so the cell counts as empty; save "
        "it in a spreadsheet",
    ]


def test_a_cell_that_shows_an_error_is_a_problem_and_not_an_empty_one(tmp_path: Path) -> None:
    def fill(_: Workbook, page: Worksheet) -> None:
        line(page)
        page.write_formula(1, 4, "=1/0", None, "#DIV/0!")

    read = only(read_draft(book(tmp_path / "log.xlsx", fill)))
    assert sentences(read.problems) == [
        "log.xlsx, line 2, hours: the cell shows the error #DIV/0!; put the value there"
    ]


def test_a_date_where_a_number_belongs_is_named(tmp_path: Path) -> None:
    def fill(written: Workbook, page: Worksheet) -> None:
        line(page)
        page.write_datetime(1, 4, datetime(2026, 5, 7), written.add_format({"num_format": "dd.mm.yyyy"}))

    read = only(read_draft(book(tmp_path / "log.xlsx", fill)))
    assert "“2026-05-07” is a date where a number belongs, as some spreadsheets make of 7.5" in read.problems[0].reason


def test_sheets_are_found_by_name_and_others_are_named(tmp_path: Path) -> None:
    with Workbook(str(tmp_path / "Team.xlsx")) as written:
        for name in ("Pivot", "Coders", "Log"):
            page = written.add_worksheet(name)
            page.write_row(0, 0, {"Coders": ("coder", "started_on"), "Log": HEAD}.get(name, ("x", "y")))
    draft = read_draft(tmp_path / "Team.xlsx")
    assert [read.sheet.file for read in draft.sheets] == ["coders.csv", "log.csv"]
    assert sentences(draft.remarks) == [
        "Team.xlsx: the sheet “Pivot” is none of the open files by its name and was left out"
    ]


def test_the_only_sheet_of_a_book_is_recognised_by_the_books_name_or_by_its_columns(tmp_path: Path) -> None:
    for name in ("log.xlsx", "January.xlsx"):
        read = only(read_draft(book(tmp_path / name, lambda _, page: line(page), sheet="Sheet1")))
        assert (read.sheet, read.file, read.total) == (LOG, name, 1)


def test_a_folder_takes_a_book_alone_or_books_named_as_open_files(tmp_path: Path) -> None:
    book(tmp_path / "Team.xlsx", lambda _, page: line(page))
    assert only(read_draft(tmp_path)).file == "Team.xlsx, log"
    (tmp_path / "coders.csv").write_text("coder,started_on\nAna Okoro,2024-01-01\n", encoding="utf-8")
    draft = read_draft(tmp_path)
    assert [read.file for read in draft.sheets] == ["coders.csv"]
    assert sentences(draft.remarks) == ["Team.xlsx: it is no open file by its name and was left out"]
    book(tmp_path / "log.xlsx", lambda _, page: line(page), sheet="Sheet1")
    assert [read.file for read in read_draft(tmp_path).sheets] == ["coders.csv", "log.xlsx"]
    (tmp_path / "Team-log.csv").write_text(",".join(HEAD), encoding="utf-8")
    assert sentences(read_draft(tmp_path).problems) == [
        "log.xlsx: “Team-log.csv” is a log.csv already; take one of the two out of the folder"
    ]


def test_letters_that_a_spreadsheet_took_for_others_are_taken_back(tmp_path: Path) -> None:
    def fill(_: Workbook, page: Worksheet) -> None:
        for row, name in enumerate(("Inés Núñez", "Łukasz Żak", "Ana"), 1):
            line(page, row)
            page.write_string(
                row, 1, name.encode("utf-8").decode("cp1252", "replace") if row != 2 else "Å\x81ukasz Å»ak"
            )

    read = only(read_draft(book(tmp_path / "log.xlsx", fill)))
    assert read.columns["coder"] == ["Inés Núñez", "Łukasz Żak", "Ana"]
    assert "a spreadsheet took its letters for Windows-1252" in sentences(read.remarks)[0]
    text = ",".join(HEAD) + "\n2026-01-15,Inés Núñez,Inpatient,12,7.5\n"
    (tmp_path / "log.csv").write_text(text.encode("utf-8").decode("cp1252"), encoding="utf-8")
    read = only(read_draft(tmp_path / "log.csv"))
    assert read.columns["coder"] == ["Inés Núñez"]
    assert sentences(read.remarks) == [
        "log.csv: a spreadsheet took its letters for Windows-1252: “InÃ©s” is read as “Inés”"
    ]


@pytest.mark.parametrize("text", ["È®", "Ã", "Zoë", "Â£ 5", "Ð˜Ð²", "O’Brien", "Zoë Ã©"])
def test_letters_that_somebody_may_have_meant_stay_as_they_are(text: str, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(",".join(HEAD) + f"\n2026-01-15,{text},Inpatient,12,7.5\n", encoding="utf-8")
    assert only(read_draft(tmp_path / "log.csv")).columns["coder"] == [text]


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in members.items():
            written.writestr(name, content)
    return path


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "an empty file": (lambda path: path.write_bytes(b""), "the file is empty"),
    "a text": (lambda path: path.write_text("date,coder"), "it is no workbook, whatever its name says"),
    "an old one": (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 600), "it is damaged, or no workbook"),
    "half of one": (
        lambda path: path.write_bytes(book(path, lambda _, page: line(page)).read_bytes()[:2000]),
        "it is damaged",
    ),
    "another archive": (lambda path: archive(path, {"word/document.xml": b"<x/>"}), "of the form XLSX or ODS"),
    "a bomb": (
        lambda path: archive(path, {"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * 30_000_000}),
        "more than 100 times as large",
    ),
    "too many parts": (
        lambda path: archive(path, {f"xl/{number}.xml": b"<x/>" for number in range(201)}),
        "it has 201 parts, more than 200",
    ),
    "no sense": (lambda path: archive(path, {"xl/workbook.xml": b"<x/>"}), "it is damaged, or no workbook"),
    "a cell far away": (
        lambda path: book(path, lambda _, page: page.write_string(1_048_575, 16_383, "x")),
        "too large",
    ),
    "several sheets of other names": (
        lambda path: Workbook(str(path)).close(),
        "the workbook is empty",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_workbook_to_read_is_refused_in_words(kind: str, tmp_path: Path) -> None:
    make, reason = REFUSED[kind]
    path = tmp_path / "Team.xlsx"
    make(path)
    draft = read_draft(path)
    assert draft.sheets == ()
    assert reason in draft.problems[0].reason
    (tmp_path / "log.xlsx").write_bytes(path.read_bytes())
    (read,) = read_draft(tmp_path / "log.xlsx").sheets or [None]
    assert read is None or read.broken


def test_a_reader_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(received, "MOST_SECONDS", 0)
    draft = read_draft(book(tmp_path / "log.xlsx", lambda _, page: line(page)))
    assert "was given up" in draft.problems[0].reason


def test_a_large_book_is_refused_before_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(received, "MOST_BYTES", 4_000)
    draft = read_draft(book(tmp_path / "log.xlsx", lambda _, page: line(page)))
    assert "it is larger than" in draft.problems[0].reason
