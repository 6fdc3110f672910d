"""Any text that can be typed is kept, goes out and comes in the same, wherever it stands; so do names of all kinds."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import Session, col, select

from codedesk import models
from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.exchange.csv_reading import read_draft
from codedesk.exchange.exports import CUT, MOST_LETTERS_OF_A_CELL, write_csv, write_xlsx
from codedesk.models.coders import CoderDraft
from codedesk.models.events import EventDraft, NoteDraft
from codedesk.models.work_days import OtherTimeCategoryDraft
from codedesk.models.work_types import WorkTypeDraft
from codedesk.services.days.changes import set_cell
from codedesk.services.days.drafts import CellDraft, CellPlace
from codedesk.services.days.paste import parse_cell
from codedesk.services.department.events_and_notes import EVENTS
from codedesk.services.department.events_and_notes import NOTES as NOTE
from codedesk.services.department.other_time import CATEGORIES
from codedesk.services.department.starters import starters
from codedesk.services.files import exporting, importing
from codedesk.services.people.coders import add_coder, change_coder
from codedesk.services.standards.work_types import WORK_TYPES
from tests.departments import new_department

DAY = date(2026, 7, 3)
NAMES = (
    "O'Brien", "'quoted'", "Zoë Müller-Łukasz", "Zoe\u0308", "李雷", "김민준", "Null", "NA", "None", "nan", "true",
    "0", "007", "1e5", "2026-07-01", "E&M", "<coder>", "=1+1", "+1", "-1", "@SUM(A1)", "a,b", "a;b", 'say "so"', "\\",
    "😀👩🏽‍💻", "مرحبا", "x" * 300, "List_x000D_",
)  # fmt: skip
LONG = "A megabyte of notes, E&M <coder> =1+1 李雷 😀.\n" * 18_000
NOTES = (
    *NAMES, "two\nlines", "three\n\nlines\n", "two\r\nlines", "a\rb", "tab\there", "\tindented", " both ends ",
    "\u2028line separator", "=1+1\nsecond", '"', '""', "'", "a\vb", LONG,
)  # fmt: skip


@pytest.fixture
def typed(tmp_path: Path) -> Iterator[Desk]:
    """A department in which every text stands in every place that takes it, typed as a person types it."""
    desk = new_department(tmp_path / "Department.codedesk", "manager", starters, type_everything)
    yield desk
    desk.close()


def type_everything(desk: Desk) -> None:
    desk.write("Type everything", fill)


def fill(session: Session) -> None:
    for name in NAMES:
        WORK_TYPES.add(session, WorkTypeDraft(name=name, setting=name, specialty=name, tier=name))
        CATEGORIES.add(session, OtherTimeCategoryDraft(name=name))
        add_coder(session, CoderDraft(name=name, started_on=DAY, credentials=name))
        add_coder(session, CoderDraft(name="Ana Diaz", started_on=DAY, name_note=name))
        EVENTS.add(session, EventDraft(from_day=DAY, text=name))
    coder = session.exec(select(models.Coder).where(models.Coder.name == NAMES[0])).one().key
    kind = session.exec(select(models.WorkType)).first()
    assert kind is not None
    for number, text in enumerate(NOTES):
        day = date(2026, 7, 1).replace(month=1 + number // 28, day=1 + number % 28)
        for place in (CellPlace(coder, day, "day_note"), CellPlace(coder, day, "note", kind.key)):
            set_cell(session, CellDraft(place, parse_cell(place.field, text)))
        NOTE.add(session, NoteDraft(coder_id=coder, day=day, text=text))


def texts(session: Session) -> dict[str, list[Any]]:
    """What is kept in each place."""

    def kept(*columns: Any) -> list[Any]:
        found = session.exec(select(*columns).where(col(columns[0].class_.voided).is_(False)))
        return sorted((row if isinstance(row, str) else tuple(row) for row in found), key=str)

    coder, kind = models.Coder, models.WorkType
    return {
        "coders": kept(coder.name, coder.name_note, coder.credentials),
        "work types": kept(kind.name, kind.setting, kind.specialty, kind.tier),
        "categories": kept(models.OtherTimeCategory.name),
        "events": kept(models.Event.text),
        "day notes": kept(models.WorkDay.note),
        "line notes": kept(models.WorkLine.note),
        "conversations": kept(models.Note.text),
    }


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """A new department, with the starter lists."""
    desk = new_department(tmp_path / "Other.codedesk", "manager", starters)
    yield desk
    desk.close()


def test_every_text_is_kept_as_it_was_typed(typed: Desk) -> None:
    kept = typed.read(texts)
    assert sorted(kept["day notes"]) == sorted(kept["line notes"]) == sorted(NOTES)
    assert sorted(kept["conversations"]) == sorted(text.strip() for text in NOTES)
    assert set(NAMES) <= {name for name, _, _ in kept["coders"]}
    assert {("Ana Diaz", name) for name in NAMES} <= {(name, note) for name, note, _ in kept["coders"]}
    assert [row for row in kept["work types"] if row[0] in NAMES] == sorted([(name,) * 4 for name in NAMES], key=str)
    assert set(NAMES) <= set(kept["categories"])
    assert sorted(kept["events"]) == sorted(NAMES)


def test_every_text_goes_out_as_csv_and_comes_in_the_same(typed: Desk, other: Desk, tmp_path: Path) -> None:
    write_csv(typed.read(exporting.everything, private=True), tmp_path / "files")
    other.write("Import", importing.apply, read_draft(tmp_path / "files"))
    assert other.read(texts) == typed.read(texts)


def fitting(text: str) -> str:
    """What a cell of a spreadsheet holds beside the words that it was cut: letters beyond U+FFFF count twice there."""
    room = MOST_LETTERS_OF_A_CELL - len(CUT)
    kept = 0
    for at, letter in enumerate(text):
        kept += 2 if ord(letter) > 0xFFFF else 1
        if kept > room:
            return text[:at]
    return text


def test_every_text_of_a_workbook_reads_back_the_same(typed: Desk, tmp_path: Path) -> None:
    export = typed.read(exporting.everything, private=True)
    write_xlsx(export, tmp_path, "book.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "book.xlsx")
    cut = fitting(LONG) + CUT
    for sheet, column in (("log", 6), ("day_notes", 2), ("notes", 3), ("coders", 0), ("work_types", 0)):
        table = next(table for table in export.tables if table.sheet.file == f"{sheet}.csv")
        expected = [cut if line[column] in (LONG, LONG.strip()) else line[column] for line in table.lines]
        shown = [row[column] for row in book.get_sheet_by_name(sheet).to_python()[1:]]
        assert shown == expected


def test_two_coders_who_would_be_called_the_same_are_refused(department: Desk) -> None:
    department.write("Add", add_coder, CoderDraft(name="Ana Diaz", started_on=DAY, name_note="night"))
    with pytest.raises(Refused, match=r"there is a Ana Diaz \(night\) already"):
        department.write("Add", add_coder, CoderDraft(name="Ana Diaz (Night)", started_on=DAY))
    number = department.write("Add", add_coder, CoderDraft(name="Ana Diaz", started_on=DAY))
    with pytest.raises(Refused, match="already"):
        department.write("Change", change_coder, number, CoderDraft(name="Ana Diaz (night)", started_on=DAY), ())


def test_an_export_in_which_two_coders_have_one_name_is_refused_in_words(department: Desk) -> None:
    def both(session: Session) -> None:
        session.add(models.Coder(name="Ana Diaz", name_note="night", started_on=DAY))
        session.add(models.Coder(name="Ana Diaz (night)", started_on=DAY))

    department.write("As an older step put back would leave them", both)
    with pytest.raises(Refused, match=r"two coders are called “Ana Diaz \(night\)”.*Setup"):
        department.read(exporting.everything)
