"""Holidays, a year of them at a time, and planned absence: stored, changed, voided, refused."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from codedesk.errors import Refused
from codedesk.models.calendars import AbsenceDraft, HolidayDraft
from codedesk.services.department.departments import department
from codedesk.services.people import calendars
from codedesk.services.people.calendars import YearDraft
from tests.services.team import FRIDAY, Team

US_2026 = YearDraft("US", "", 2026)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.desk.close()


def test_the_holidays_of_a_year_are_shown_before_they_are_stored(team: Team) -> None:
    revision = team.desk.revision
    offered = team.desk.read(calendars.offered_year, US_2026)
    # The eleven federal holidays, and 3 July because the 4th is a Saturday.
    assert len(offered) == 12
    assert (date(2026, 9, 7), "Labor Day") in [(row.draft.day, row.draft.name) for row in offered]
    assert not any(row.there for row in offered)
    assert team.desk.revision == revision
    assert team.desk.read(calendars.holidays) == ()


def test_a_year_is_one_step_that_keeps_what_is_there_and_remembers_the_country(team: Team) -> None:
    team.desk.write("Add", calendars.HOLIDAYS.add, HolidayDraft(day=date(2026, 12, 25), name="Closed"))
    assert sum(row.there for row in team.desk.read(calendars.offered_year, US_2026)) == 1
    assert team.desk.write("Add the holidays of 2026", calendars.add_year, US_2026) == 11
    named = {row.draft.day: row.draft.name for row in team.desk.read(calendars.holidays)}
    assert (len(named), named[date(2026, 12, 25)]) == (12, "Closed")
    assert team.desk.read(calendars.calendar_choice).country == "US"
    with pytest.raises(Refused, match="there already"):
        team.desk.write("Again", calendars.add_year, US_2026)
    assert team.desk.undo() == "Add the holidays of 2026"
    assert [row.draft.name for row in team.desk.read(calendars.holidays)] == ["Closed"]
    assert team.desk.read(calendars.calendar_choice).country == ""
    assert team.desk.read(department).draft.name == ""


def test_a_region_has_its_own_holidays(team: Team) -> None:
    whole = {row.draft.day for row in team.desk.read(calendars.offered_year, YearDraft("DE", "", 2026))}
    bavaria = {row.draft.day for row in team.desk.read(calendars.offered_year, YearDraft("DE", "BY", 2026))}
    assert date(2026, 1, 6) in bavaria - whole
    germany = next(row for row in team.desk.read(calendars.countries) if row.code == "DE")
    assert (germany.name, "BY" in germany.regions) == ("Germany", True)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (YearDraft("XX", "", 2026), "country"),
        (YearDraft("US", "QQ", 2026), "region"),
        (YearDraft("US", "", 26), "year"),
    ],
)
def test_what_the_library_does_not_know_is_refused_beside_its_field(team: Team, draft: YearDraft, field: str) -> None:
    with pytest.raises(Refused) as refused:
        team.desk.read(calendars.offered_year, draft)
    assert refused.value.field == field


def test_a_holiday_is_renamed_moved_and_voided(team: Team) -> None:
    number = team.desk.write("Add", calendars.HOLIDAYS.add, HolidayDraft(day=FRIDAY, name=" Team  day "))
    assert team.desk.read(calendars.holidays)[0].draft.name == "Team day"
    team.desk.write("Rename", calendars.HOLIDAYS.change, number, HolidayDraft(day=FRIDAY, name="Day of the team"))
    assert team.desk.read(calendars.holidays)[0].draft == HolidayDraft(day=FRIDAY, name="Day of the team")
    with pytest.raises(Refused, match="Day of the team already"):
        team.desk.write("Add", calendars.HOLIDAYS.add, HolidayDraft(day=FRIDAY, name="Another"))
    with pytest.raises(Refused, match="say why"):
        team.desk.write("Void", calendars.HOLIDAYS.void, number, "")
    team.desk.write("Void", calendars.HOLIDAYS.void, number, "we work")
    assert team.desk.read(calendars.holidays) == ()
    assert team.desk.write("Add", calendars.HOLIDAYS.add, HolidayDraft(day=FRIDAY, name="Again")) != number


def test_planned_absences_are_listed_those_to_come_first(team: Team) -> None:
    ana, bo = team.coders["Ana Diaz"], team.coders["Bo Chen"]
    for coder, first, last in ((ana, 1, 2), (bo, 20, 24), (ana, 6, 10)):
        draft = AbsenceDraft(
            coder_id=coder,
            from_day=date(2026, 7, first),
            to_day=date(2026, 7, last),
            category_id=team.categories["PTO"],
        )
        team.desk.write("Add", calendars.ABSENCES.add, draft)
    rows = team.desk.read(calendars.absences, FRIDAY)
    assert [(row.coder, row.draft.from_day.day, row.over) for row in rows] == [
        ("Ana Diaz", 6, False), ("Bo Chen", 20, False), ("Ana Diaz", 1, True),
    ]  # fmt: skip


def test_absences_that_cannot_be_right_are_refused(team: Team) -> None:
    ana = team.coders["Ana Diaz"]
    number = team.desk.write("Add", calendars.ABSENCES.add, AbsenceDraft(coder_id=ana, from_day=FRIDAY, to_day=FRIDAY))
    with pytest.raises(Refused, match="away from") as twice:
        team.desk.write(
            "Add",
            calendars.ABSENCES.add,
            AbsenceDraft(coder_id=ana, from_day=date(2026, 7, 1), to_day=date(2026, 7, 8)),
        )
    with pytest.raises(Refused, match="before the first") as crossed:
        team.desk.write(
            "Add",
            calendars.ABSENCES.add,
            AbsenceDraft(coder_id=ana, from_day=date(2026, 8, 2), to_day=date(2026, 8, 1)),
        )
    meeting = AbsenceDraft(
        coder_id=ana, from_day=date(2026, 8, 2), to_day=date(2026, 8, 2), category_id=team.categories["meeting"]
    )
    with pytest.raises(Refused, match="category of absence") as kind:
        team.desk.write("Add", calendars.ABSENCES.add, meeting)
    assert [each.value.field for each in (twice, crossed, kind)] == ["from_day", "to_day", "category_id"]
    longer = AbsenceDraft(coder_id=ana, from_day=FRIDAY, to_day=date(2026, 7, 10), note=" trip ")
    team.desk.write("Change", calendars.ABSENCES.change, number, longer)
    row = team.desk.read(calendars.absences, FRIDAY)[0]
    assert (row.draft.to_day, row.draft.note) == (date(2026, 7, 10), "trip")
    team.desk.write("Void", calendars.ABSENCES.void, number, "does not travel")
    assert team.desk.read(calendars.absences, FRIDAY) == ()
