"""Files that nobody meant: whatever the bytes, no crash; and nothing is stored where a problem was found."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select
from xlsxwriter import Workbook

from codedesk import models
from codedesk.desk import Desk
from codedesk.exchange.csv_reading import read_draft
from codedesk.exchange.exports import csv_text, write_xlsx
from codedesk.services.department.starters import starters
from codedesk.services.files import exporting, importing
from codedesk.services.files.plans import ImportRefused
from codedesk.services.files.sheets import BY_FILE
from tests.thorough import times

FILES = sorted(BY_FILE)
CELLS = (
    "",
    " ",
    "-1",
    "1e9",
    "NaN",
    "2026-02-30",
    "2026-07-01",
    "=1+1",
    '"',
    '"a',
    "a,b",
    "\u0660",
    "9" * 400,
    "\r",
    "yes",
)
RELAXED = settings(max_examples=times(50), deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = Desk.create(tmp_path_factory.mktemp("fuzz") / "team.codedesk", "test", starters)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def whole(built_sample: Path) -> dict[str, str]:
    sample = Desk.open(built_sample, "test", read_only=True)
    try:
        tables = sample.read(exporting.everything, private=True).tables
    finally:
        sample.close()
    return {table.sheet.file: "\r\n".join(csv_text(table).split("\r\n")[:12]) + "\r\n" for table in tables}


@pytest.fixture(scope="module")
def book(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    sample = Desk.open(built_sample, "test", read_only=True)
    try:
        export = sample.read(exporting.everything, private=True)
    finally:
        sample.close()
    few = replace(export, tables=tuple(replace(each, lines=tuple(each.lines)[:5]) for each in export.tables))
    (path,) = write_xlsx(few, tmp_path_factory.mktemp("book"), "Team.xlsx")
    return path.read_bytes()


def rows(session: Session) -> int:
    return len(session.exec(select(models.WorkLine)).all()) + len(session.exec(select(models.Audit)).all())


def try_to_take_in(desk: Desk, folder: Path) -> None:
    draft = read_draft(folder, create_missing=True)
    before = desk.read(rows), desk.revision
    plan = desk.read(importing.plan, draft)
    if not plan.problems:
        return
    with pytest.raises(ImportRefused):
        desk.write("Import", importing.apply, draft)
    assert (desk.read(rows), desk.revision) == before
    assert all(problem.reason and "\n" not in problem.sentence for problem in plan.problems)


def written(tmp_path_factory: pytest.TempPathFactory, name: str, content: bytes) -> Path:
    folder = tmp_path_factory.mktemp("files")
    (folder / name).write_bytes(content)
    return folder


@RELAXED
@given(st.sampled_from(FILES), st.binary(max_size=200))
def test_any_bytes(desk: Desk, tmp_path_factory: pytest.TempPathFactory, name: str, content: bytes) -> None:
    try_to_take_in(desk, written(tmp_path_factory, name, content))


@RELAXED
@given(st.sampled_from(FILES), st.data())
def test_a_good_header_with_any_cells(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    header = [column.name for column in BY_FILE[name].columns]
    cell = st.sampled_from(CELLS) | st.text(st.characters(codec="utf-8"), max_size=6)
    lines = data.draw(st.lists(st.lists(cell, min_size=len(header), max_size=len(header)), max_size=5))
    text = "\n".join([",".join(header), *(",".join(line) for line in lines)])
    try_to_take_in(desk, written(tmp_path_factory, name, text.encode("utf-8")))


@RELAXED
@given(st.data())
def test_a_sound_export_with_one_spot_changed(
    desk: Desk, whole: dict[str, str], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("files")
    for name, text in whole.items():
        (folder / name).write_bytes(text.encode("utf-8"))
    name = data.draw(st.sampled_from(FILES))
    content = bytearray(whole[name].encode("utf-8"))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    (folder / name).write_bytes(bytes(content))
    try_to_take_in(desk, folder)


@settings(RELAXED, max_examples=times(10))
@given(st.data())
def test_a_sound_workbook_with_one_spot_changed(
    desk: Desk, book: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(book)
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    try_to_take_in(desk, written(tmp_path_factory, "Team.xlsx", bytes(content)))


@settings(RELAXED, max_examples=times(10))
@given(st.sampled_from(FILES), st.data())
def test_a_workbook_with_any_cells(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    header = [column.name for column in BY_FILE[name].columns]
    cell = (
        st.sampled_from(CELLS) | st.text(max_size=6) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
    )
    lines = data.draw(st.lists(st.lists(cell, min_size=len(header), max_size=len(header)), max_size=5))
    path = tmp_path_factory.mktemp("files") / "Team.xlsx"
    with Workbook(str(path), {"strings_to_formulas": False}) as book:
        page = book.add_worksheet(name.removesuffix(".csv"))
        for number, cells in enumerate([header, *lines]):
            for at, value in enumerate(cells):
                page.write(number, at, value)
    try_to_take_in(desk, path.parent)
