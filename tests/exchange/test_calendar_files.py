"""Schedules, holidays, planned absence, posts and mentors come in as files and go out again."""

from datetime import date
from pathlib import Path

import pytest

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.exchange.csv_reading import read_draft, read_text
from codedesk.exchange.exports import write_csv
from codedesk.services.files import exporting, importing
from codedesk.services.files.plans import ImportDraft, ImportPlan
from codedesk.services.files.sheets import BY_FILE
from codedesk.services.people.calendars import absences, holidays
from codedesk.services.people.coders import coders, void_coder
from codedesk.services.people.schedules import schedules

TODAY = date(2026, 7, 3)
FILES = {
    "coders.csv": "coder,started_on,fte,mentor\nAna Diaz,2025-01-06,0.6,Bo Chen\nBo Chen,2024-01-08,1,\n",
    "schedules.csv": "coder,from,monday,tuesday,saturday\nAna Diaz,2026-01-05,8,7.5,4\n",
    "holidays.csv": "date,name\n2026-07-03,Independence Day (observed)\n",
    "absences.csv": "coder,from,to,category\nAna Diaz,2026-07-06,2026-07-10,PTO\n",
}


def take_in(desk: Desk, files: dict[str, str], *, update: bool = False) -> ImportPlan:
    sheets = tuple(read_text(BY_FILE[file], text, file) for file, text in files.items())
    return desk.write("Import", importing.apply, ImportDraft(sheets, update=update))


def mentor_of(desk: Desk, name: str) -> str | None:
    rows = desk.read(coders, TODAY)
    names = {row.id: row.shown_name for row in rows}
    return names.get(next(row.draft.mentor_id for row in rows if row.shown_name == name) or 0)


def test_the_files_of_the_calendar_are_stored_as_they_stand(department: Desk) -> None:
    take_in(department, FILES)
    ana = next(row for row in department.read(coders, TODAY) if row.shown_name == "Ana Diaz")
    assert (ana.draft.fte, ana.week, mentor_of(department, "Ana Diaz")) == (0.6, 19.5, "Bo Chen")
    assert [row.draft.hours for row in department.read(schedules, ana.id, TODAY)] == [(8, 7.5, 0, 0, 0, 4, 0)]
    assert [(row.draft.day, row.draft.name) for row in department.read(holidays)] == [
        (TODAY, "Independence Day (observed)")
    ]
    assert [(row.coder, row.category) for row in department.read(absences, TODAY)] == [("Ana Diaz", "PTO")]


def test_the_same_files_twice_change_nothing(department: Desk) -> None:
    take_in(department, FILES)
    again = take_in(department, FILES)
    assert [(each.new, each.same, each.changed) for each in again.files] == [(0, 2, 0), (0, 1, 0), (0, 1, 0), (0, 1, 0)]


def test_a_mentor_is_changed_only_when_asked(department: Desk) -> None:
    take_in(department, FILES)
    other = {"coders.csv": "coder,started_on,fte,mentor\nAna Diaz,2025-01-06,0.6,\nBo Chen,2024-01-08,1,Ana Diaz\n"}
    with pytest.raises(Refused, match="2 problems"):
        take_in(department, other)
    assert take_in(department, other, update=True).files[0].changed == 2
    assert (mentor_of(department, "Ana Diaz"), mentor_of(department, "Bo Chen")) == (None, "Ana Diaz")


@pytest.mark.parametrize(("mentor", "reason"), [("Nobody", "there is no coder"), ("Ana Diaz", "not their own mentor")])
def test_a_mentor_who_cannot_be_is_named(department: Desk, mentor: str, reason: str) -> None:
    text = f"coder,started_on,mentor\nAna Diaz,2025-01-06,{mentor}\n"
    with pytest.raises(Refused, match=reason):
        take_in(department, {"coders.csv": text})


def test_hours_over_24_and_crossed_days_are_named(department: Desk) -> None:
    take_in(department, {"coders.csv": FILES["coders.csv"]})
    with pytest.raises(Refused, match="monday"):
        take_in(department, {"schedules.csv": "coder,from,monday\nAna Diaz,2026-01-05,25\n"})
    with pytest.raises(Refused, match="the last day is before the first"):
        take_in(department, {"absences.csv": "coder,from,to\nAna Diaz,2026-07-10,2026-07-06\n"})


def test_a_coder_whose_mentor_was_voided_still_goes_out(department: Desk, tmp_path: Path) -> None:
    take_in(department, FILES)
    bo = next(row.id for row in department.read(coders, TODAY) if row.shown_name == "Bo Chen")
    department.write("Void", void_coder, bo, "entered by mistake")
    write_csv(department.read(exporting.everything), tmp_path / "files")
    lines = (tmp_path / "files" / "coders.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["Ana Diaz"]
    assert not read_draft(tmp_path / "files").problems
