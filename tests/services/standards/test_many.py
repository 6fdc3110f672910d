"""Standards of several work types from one day on: stated as those in force, in one step, or none of them."""

from datetime import date

import pytest

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models.standards import StandardDraft
from codedesk.services.standards import standards
from codedesk.services.standards.many import NewValues, add_standards, affected_by_many, new_standards
from codedesk.services.standards.standards import WorkTypeStandardRow
from tests.ui.pages.audits.audit_window import add_team

TODAY, OCTOBER = date(2026, 9, 30), date(2026, 10, 1)
COMMON = {"effective_from": OCTOBER, "reason": "new system", "approved_by": "", "review_due": None}


@pytest.fixture
def team(department: Desk) -> Desk:
    department.write("Add the team", add_team)
    for number, pace, unit in ((1, 24.0, "per_day"), (2, 5.0, "minutes_per_chart")):
        draft = StandardDraft(
            work_type_id=number, effective_from=date(2026, 1, 1), pace=pace, accuracy=95.0, pace_unit=unit,
            hours_per_day=8.0, reason="agreed", source="a survey",
        )  # fmt: skip
        department.write("Add", standards.STANDARDS.add, draft)
    return department


def rows(desk: Desk, day: date = TODAY) -> tuple[WorkTypeStandardRow, ...]:
    return desk.read(standards.work_types, day)


def told(desk: Desk, day: date) -> list[tuple[str, float, str, str]]:
    found = [row.in_force for row in rows(desk, day)]
    return [(row.statement, row.accuracy, row.reason, row.source) for row in found if row is not None]


def test_what_is_empty_stays_and_what_is_new_is_stated_as_before_in_one_step(team: Desk) -> None:
    drafts = new_standards(rows(team), {1: NewValues(pace=26.0), 2: NewValues(accuracy=96.0)}, COMMON)
    team.write("Add 2 standards", add_standards, drafts)
    assert told(team, TODAY) == [
        ("24 per day of 8 h", 95.0, "agreed", "a survey"),
        ("5 minutes per encounter", 95.0, "agreed", "a survey"),
    ]
    assert told(team, OCTOBER) == [
        ("26 per day of 8 h", 95.0, "new system", ""),
        ("5 minutes per encounter", 96.0, "new system", ""),
    ]
    team.undo()
    assert [row[2] for row in told(team, OCTOBER)] == ["agreed", "agreed"], "one step takes both back"


def test_where_one_cannot_be_none_is_stored_and_the_work_type_is_named(team: Desk) -> None:
    drafts = new_standards(rows(team), {1: NewValues(pace=26.0), 2: NewValues(pace=6.0)}, COMMON)
    team.write("Add one of that day", standards.STANDARDS.add, drafts[1])
    with pytest.raises(Refused, match=r"^Emergency: ") as refused:
        team.write("Add 2 standards", add_standards, drafts)
    assert refused.value.field == "effective_from"
    assert told(team, OCTOBER)[0][0] == "24 per day of 8 h"


def test_without_anything_new_nothing_is_made(team: Desk) -> None:
    with pytest.raises(Refused, match="type a new pace or a new accuracy"):
        new_standards(rows(team), {1: NewValues()}, COMMON)


def test_where_nothing_is_logged_nothing_is_reached(team: Desk) -> None:
    assert team.read(affected_by_many, (1, 2), date(2026, 7, 1), TODAY) == ()
