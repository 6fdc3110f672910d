"""Sheets to write on: the week of a day, for those who are asked for, or for everyone employed in it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk.errors import Refused
from codedesk.models import Coder, CoderWorkType, OtherTimeCategory, WorkDay, WorkType
from codedesk.services.days.slips import slips
from codedesk.services.days.spans import logged_span
from tests.services.team import MONDAY, Team

THURSDAY = date(2026, 7, 2)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.desk.close()


def _more(session: Session) -> None:
    for name, started, left in (
        ("Cy first day", date(2026, 7, 5), None),
        ("Dee next week", date(2026, 7, 6), None),
        ("Eve last day", date(2020, 1, 1), MONDAY),
        ("Fay gone", date(2020, 1, 1), date(2026, 6, 28)),
    ):
        session.add(Coder(name=name, started_on=started, left_on=left))
    session.add(Coder(name="Gus", started_on=MONDAY, voided=True))


def test_everyone_employed_in_the_week_gets_a_sheet_by_name(team: Team) -> None:
    team.desk.write("More coders", _more)
    found = team.desk.read(slips, None, THURSDAY)
    assert [row.coder for row in found] == ["Ana Diaz", "Bo Chen", "Cy first day", "Eve last day"]
    assert {(row.monday, row.made_on) for row in found} == {(MONDAY, THURSDAY)}
    asked = team.desk.read(slips, [team.coders["Bo Chen"], 99], THURSDAY)
    assert [row.coder for row in asked] == ["Bo Chen"]


def test_a_sheet_has_the_usual_work_in_its_order_and_the_other_time_that_is_offered(team: Team) -> None:
    def change(session: Session) -> None:
        row = session.get(WorkType, 2)
        assert row is not None
        row.unit = "encounter"
        session.add(CoderWorkType(coder_id=1, work_type_id=3, position=2, voided=True))
        session.add(OtherTimeCategory(name="not used any more", active=False, position=90))
        session.add(OtherTimeCategory(name="taken out", voided=True, position=91))
        session.add(OtherTimeCategory(name="last", position=92))

    team.desk.write("Change the lists", change)
    row = team.desk.read(slips, [1], THURSDAY)[0]
    assert row.work_types == (("Same-day surgery", "encounter"), ("Inpatient", "chart"))
    assert row.categories[-1] == "last"
    assert not {"not used any more", "taken out"} & set(row.categories)


def test_nobody_is_no_sheet(team: Team) -> None:
    with pytest.raises(Refused, match="there is nobody to make a sheet for: add coders in Setup"):
        team.desk.read(slips, [99], THURSDAY)
    with pytest.raises(Refused, match="there is nobody"):
        team.desk.read(slips, None, date(2024, 1, 1))


def test_the_log_reaches_from_the_first_to_the_last_day_that_stands(team: Team) -> None:
    assert team.desk.read(logged_span) is None
    team.desk.write("A day taken out", lambda session: session.add(WorkDay(coder_id=1, day=MONDAY, voided=True)))
    assert team.desk.read(logged_span) is None
    for day in (date(2026, 7, 9), THURSDAY, date(2026, 7, 3)):
        team.set("Ana Diaz", "paid_hours", 8.0, day=day)
    span = team.desk.read(logged_span)
    assert span is not None
    assert (span.start, span.end) == (THURSDAY, date(2026, 7, 9))
