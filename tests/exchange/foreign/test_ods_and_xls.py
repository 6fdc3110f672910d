"""Books of LibreOffice and of old Excel: the same cells and doubts as in XLSX, and locked ones are said to be so."""

import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

from codedesk.exchange.csv_reading import read_draft
from codedesk.exchange.foreign.opening import open_book
from tests.exchange.foreign.layouts import brought, lines, total

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
TYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">LOCK</manifest:file-entry>'
    "</manifest:manifest>"
)


def cell(shown: str = "", *, inside: str = "", **attributes: str) -> str:
    """A cell of ODS: value_type="float", value="12" and the like, and what it shows."""
    given = "".join(f' {name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-cell{given}>{inside}{f'<text:p>{shown}</text:p>' if shown else ''}</table:table-cell>"


def words(text: str) -> str:
    return cell(text, office__value_type="string")


def number(value: float) -> str:
    return cell(f"{value}", office__value_type="float", office__value=f"{value}")


def row(*cells: str, **attributes: str) -> str:
    given = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-row{given}>{''.join(cells)}</table:table-row>"


def ods(path: Path, *rows: str, before: str = "", lock: str = "") -> Path:
    spaces = "".join(f' xmlns:{name}="{space}"' for name, space in NAMES.items())
    body = f'<table:table table:name="Log">{"".join(rows)}</table:table>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content{spaces}><office:body>'
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", TYPE)
        archive.writestr("META-INF/manifest.xml", MANIFEST.replace("LOCK", lock))
        archive.writestr("content.xml", content)
    return path


NOTE = "<office:annotation><dc:creator>A</dc:creator><text:p>half</text:p><text:p>day</text:p></office:annotation>"


def test_cells_and_doubts_of_an_ods_book(tmp_path: Path) -> None:
    path = ods(
        tmp_path / "Month.ods",
        row(cell(), number_rows_repeated="2"),
        row(
            cell("95.4%", office__value_type="percentage", office__value="0.954"),
            cell("x", office__value_type="boolean", office__boolean_value="true"),
            cell("x", office__value_type="date", office__date_value="2026-01-15"),
            cell("x", office__value_type="date", office__date_value="2026-01-15T08:30:00"),
            cell("x", office__value_type="time", office__time_value="PT08H30M00S"),
            cell("x", office__value_type="time", office__time_value="PT30H00M00S"),
            visibility="collapse",
        ),
        row(
            cell("3", table__formula="of:=1+2", office__value_type="float", office__value="3"),
            cell("#DIV/0!", table__formula="of:=1/0", office__value_type="string", calcext__value_type="error"),
            cell(table__formula="of:=A1"),
            cell("Ana", inside=NOTE, office__value_type="string"),
        ),
    )
    book = open_book(path)
    (page,) = book.pages
    day = date(2026, 1, 15)
    assert [list(cells) for cells in page.rows] == [
        [None] * 6,
        [None] * 6,
        ["95.4%", True, day, datetime(2026, 1, 15, 8, 30), timedelta(hours=8.5), timedelta(hours=30)],
        [3.0, None, None, "Ana", None, None],
    ]
    assert page.doubts == ((4, 0, "formula"), (4, 1, "#DIV/0!"), (4, 2, "unstored"))
    assert page.comments == {(4, 3): "half\nday"} and page.hidden_rows == {3}
    assert book.said == ("rows of “Log” are hidden: 3",)


def test_an_ods_book_comes_in_as_an_open_file(tmp_path: Path) -> None:
    head = row(*map(words, ("date", "coder", "work_type", "charts", "hours")))
    day = cell("x", office__value_type="date", office__date_value="2026-01-15")
    path = ods(tmp_path / "log.ods", head, row(day, words("Ana Okoro"), words("Inpatient"), number(12), number(7.5)))
    (read,) = read_draft(path).sheets
    assert read.problems == ()
    values = [date(2026, 1, 15), "Ana Okoro", "Inpatient", 12, 7.5]
    assert [read.columns[name] for name in ("date", "coder", "work_type", "charts", "hours")] == [
        [each] for each in values
    ]


def test_merged_cells_of_an_ods_book_are_known_and_repeated_rows_are_rows(tmp_path: Path) -> None:
    """A name merged over the days of a coder, a word merged over two heads, and the million empty rows below."""
    covered = "<table:covered-table-cell/>"
    over = cell("Inpatient", office__value_type="string", table__number_columns_spanned="2")
    name = cell("Ana Okoro", office__value_type="string", table__number_rows_spanned="2")
    path = ods(
        tmp_path / "Month.ods",
        row(cell(), cell(), over, covered),
        row(*map(words, ("Coder", "Date", "Charts", "Hours"))),
        row(name, words("2026-01-15"), number(12), number(7.5)),
        row(covered, words("2026-01-16"), number(13), number(8)),
        row(cell(), number_rows_repeated="1048000"),
    )
    (page,) = open_book(path).pages
    assert page.merged == ((1, 2, 1, 3), (3, 0, 4, 0))
    _, done = brought(open_book(path))
    assert lines(done, "log.csv", "coder", "work_type", "charts") == [
        ("Ana Okoro", "Inpatient", 12),
        ("Ana Okoro", "Inpatient", 13),
    ]


def test_a_book_of_old_excel_comes_in_with_its_days_and_totals() -> None:
    """old_workbook.xls was written by xlwt, which no test needs: a merged title, three days, a total."""
    book = open_book(Path(__file__).with_name("old_workbook.xls"))
    (page,) = book.pages
    assert page.rows[3][:4] == (date(2019, 5, 2), 6.0, 22.0, 8.0)
    _, done = brought(book)
    assert lines(done, "log.csv", "date", "coder", "work_type", "charts")[0] == (
        "2019-05-01",
        "Ana Okoro",
        "Inpatient",
        5,
    )
    assert (total(done, "log.csv", "charts"), total(done, "time.csv", "hours")) == (75, 21.75)
    assert lines(done, "day_notes.csv", "date", "note") == [("2019-05-02", "left early")]
    assert [each.agrees for each in done.sums] == [True] * 3


def test_a_locked_book_is_said_to_have_a_password(tmp_path: Path) -> None:
    path = ods(tmp_path / "Month.ods", lock="<manifest:encryption-data/>")
    assert open_book(path).reason.startswith("it has a password; ")
    path = tmp_path / "Month.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    assert open_book(path).reason.startswith("it has a password; ")


def test_a_document_type_is_refused_before_anything_is_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert "it is damaged" in open_book(ods(tmp_path / "Month.ods", row(words("&b;")), before=bomb)).reason


def test_a_web_page_that_is_called_xls_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "Month.xls"
    path.write_text("<html><table><tr><td>Ana</td></tr></table></html>", encoding="utf-8")
    assert "it is a web page, whatever its name says" in open_book(path).reason
