"""Writing out: no cell is a formula, text reads back the same, and a failed export leaves earlier files whole."""

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from codedesk import lasting
from codedesk.desk import Desk
from codedesk.errors import CannotSave
from codedesk.exchange import exports
from codedesk.exchange.cells import parse, plain, safe
from codedesk.exchange.csv_reading import read_draft
from codedesk.exchange.exports import moved
from codedesk.services.files import exporting
from codedesk.services.files.sheets import BY_FILE, NOTES

ROOT = Path(__file__).resolve().parents[2]
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
STARTS = st.sampled_from(["", "'", "''", "=", "+", "-", "@", "\t", "\r", "\n", "'=", "''@"])


@given(st.builds(str.__add__, STARTS, TEXT))
def test_text_is_never_a_formula_and_reads_back_the_same(text: str) -> None:
    cell = safe(text)
    assert cell[0] not in "=+-@\t\r\n"
    assert parse(NOTES.column("text"), cell) == text


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@given(
    parts=st.lists(
        st.sampled_from(["x", ";", "=1+1", "\t", "|", "\n", "\r\n", '"', "'", " ", ",", "-", "@", "+"]), min_size=1
    )
)
def test_no_cell_is_a_formula_where_another_sign_separates(separator: str, parts: list[str]) -> None:
    text = "".join(parts)
    written = exports.csv_text(exporting.CsvTable(NOTES, (("Ana Diaz", None, None, text, None),)))
    cells = [cell for line in csv.reader(io.StringIO(written, newline=""), delimiter=separator) for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert parse(NOTES.column("text"), safe(text)) == text


@given(st.floats(0.0001, 1000) | st.integers(0, 1000).map(float))
def test_a_number_reads_back_to_the_last_bit(value: float) -> None:
    column = BY_FILE["standards.csv"].column("pace")
    if value:
        assert parse(column, plain(column, value)) == value


def test_a_note_that_looks_like_a_formula_is_text_in_both_forms(sample: Desk, tmp_path: Path) -> None:
    export = sample.read(exporting.everything, private=True)
    notes = next(table for table in export.tables if table.sheet is NOTES)
    line = (*notes.lines[0][:3], "=1+1", True)
    nasty = exporting.Export((exporting.CsvTable(NOTES, (line,)),), 0, 0)
    exports.write_csv(nasty, tmp_path)
    cells = next(csv.reader(io.StringIO((tmp_path / "notes.csv").read_text(encoding="utf-8").splitlines()[1])))
    assert cells[3] == "'=1+1"
    exports.write_xlsx(nasty, tmp_path, "book.xlsx")
    page = CalamineWorkbook.from_path(tmp_path / "book.xlsx").get_sheet_by_name("notes").to_python()
    assert page[1][3] == "=1+1"
    assert page[1][0] == line[0]


def test_a_per_cent_goes_out_as_one_with_its_sign_in_csv_where_it_would_be_asked_about(tmp_path: Path) -> None:
    ramps = exporting.CsvTable(BY_FILE["ramps.csv"], (("Ana Diaz", None, date(2026, 1, 5), 1.0, 95.4),))
    export = exporting.Export((ramps,), 0, 0)
    assert exports.csv_text(ramps).splitlines()[1] == "Ana Diaz,,2026-01-05,1 %,95.4"
    exports.write_xlsx(export, tmp_path, "book.xlsx")
    page = CalamineWorkbook.from_path(tmp_path / "book.xlsx").get_sheet_by_name("ramps").to_python()
    assert page[1][3:] == [0.01, 0.954]
    (read,) = read_draft(tmp_path / "book.xlsx").sheets
    assert [read.columns[name] for name in ("pace_percent", "accuracy")] == [[1.0], [95.4]]


def test_a_failed_export_leaves_the_files_of_before_as_they_were(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = sample.read(exporting.everything)
    folder = tmp_path / "out"
    exports.write_csv(export, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    written: list[Path] = []

    def full(path: Path, content: bytes) -> None:
        written.append(path)
        if len(written) == 5:
            raise OSError(28, "No space left on device")
        path.write_bytes(content[: len(content) // 2])

    monkeypatch.setattr(lasting, "write", full)
    with pytest.raises(CannotSave, match="No space left on device"):
        exports.write_csv(export, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_document_names_every_file_and_column() -> None:
    text = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| (\w+\.csv) \| (.*?) \| ", text, re.MULTILINE))
    assert told == {
        file: ", ".join(f"[{column.name}]" if column.optional else column.name for column in sheet.columns)
        for file, sheet in BY_FILE.items()
    }


def test_files_that_stay_new_because_the_disk_takes_nothing_any_more_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    making = tmp_path / ".export-x"
    making.mkdir()
    for name in ("a.csv", "b.csv"):
        (making / name).write_text("new")
        (tmp_path / name).write_text("old")
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self == making / "a.csv":
            return real(self, target)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(CannotSave, match=r"new already are “a\.csv”\. Export again"):
        moved(making, tmp_path, ["a.csv", "b.csv"])
    assert (tmp_path / "a.csv").read_text() == "new" and (tmp_path / "b.csv").read_text() == "old"


@pytest.mark.parametrize("there", [True, False])
def test_a_set_of_files_that_cannot_be_moved_whole_is_not_moved_at_all(
    tmp_path: Path, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    making, names = tmp_path / ".export-x", ["a.csv", "b.csv", "c.csv"]
    making.mkdir()
    for name in names:
        (making / name).write_text("new")
        if there:
            (tmp_path / name).write_text("old")
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self == making / "c.csv":
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OSError, match="No space left"):
        moved(making, tmp_path, names)
    left = {each.name: each.read_text() for each in tmp_path.glob("*.csv")}
    assert left == (dict.fromkeys(names, "old") if there else {})
