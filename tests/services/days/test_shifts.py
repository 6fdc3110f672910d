"""A shift over midnight: hours on the day it began, charts on both dates. One remark, and one step that joins them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from codedesk.errors import Refused
from codedesk.metrics.figures import TeamFigures
from codedesk.periods import Period
from codedesk.services.days.marks import confirm_marks, to_look_at
from codedesk.services.days.shifts import join_shift
from codedesk.services.figures.figures import team_figures
from tests.services.team import Team

BEGAN, AFTER = date(2026, 3, 7), date(2026, 3, 8)  # a Saturday and a Sunday
BOTH = Period(BEGAN, AFTER)
QUESTION = (
    "Charts without paid hours, after 10 paid hours the day before: are hours missing? "
    "If one shift passed midnight, Ctrl+Shift+N joins it."
)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    for day, charts, hours in ((BEGAN, 4, 2.0), (AFTER, 12, 5.0)):
        made.set("Ana Diaz", "charts", charts, "Inpatient", day)
        made.set("Ana Diaz", "hours", hours, "Inpatient", day)
    made.set("Ana Diaz", "paid_hours", 10.0, day=BEGAN)
    yield made
    made.desk.close()


def night(team: Team) -> list[tuple[date, str]]:
    return [(row.day, row.mark.reason) for row in team.desk.read(to_look_at, BOTH) if row.mark.kind == "night"]


def pace(team: Team) -> float | None:
    figures = team.desk.read(team_figures, BOTH)
    assert isinstance(figures, TeamFigures)
    return next(block.paired.pace.value for block in figures.coders if block.coder == "Ana Diaz")


def join(team: Team) -> int:
    return team.desk.write("Join", join_shift, team.coders["Ana Diaz"], AFTER)


@pytest.mark.parametrize("paid", [None, 0.0])
def test_the_charts_after_midnight_are_asked_about_whether_zero_hours_are_typed_or_none(
    team: Team, paid: float | None
) -> None:
    team.set("Ana Diaz", "paid_hours", paid, day=AFTER)
    assert night(team) == [(AFTER, QUESTION)]


def test_joining_puts_the_charts_to_their_hours_in_one_step(team: Team) -> None:
    assert pace(team) == pytest.approx(8 / 15)  # 4 + 12 charts at 2 an hour, 10 paid hours and 5 of the line after
    assert join(team) > 0
    began = team.block("Ana Diaz", BEGAN)
    line = next(line for line in began.lines if line.work_type == "Inpatient")
    assert (line.charts, line.hours, began.paid_hours) == (16, 7.0, 10.0)
    assert team.block("Ana Diaz", AFTER).empty
    assert night(team) == []
    assert pace(team) == pytest.approx(8 / 10)
    assert team.desk.undo() == "Join"
    assert team.block("Ana Diaz", AFTER).charts == 12
    assert team.block("Ana Diaz", BEGAN).charts == 4
    assert night(team) == [(AFTER, QUESTION)]


def test_zero_hours_notes_other_work_and_other_time_go_along(team: Team) -> None:
    team.set("Ana Diaz", "paid_hours", 0.0, day=AFTER)
    team.set("Ana Diaz", "day_note", "long night", day=AFTER)
    team.set("Ana Diaz", "day_note", "late start", day=BEGAN)
    team.set("Ana Diaz", "charts", 24, "Emergency", AFTER)
    team.set("Ana Diaz", "note", "ED full", "Emergency", AFTER)
    team.set("Ana Diaz", "other_hours", 0.5, "meeting", AFTER)
    join(team)
    began = team.block("Ana Diaz", BEGAN)
    found = {line.work_type: (line.charts, line.hours, line.note) for line in began.lines if line.id}
    assert found == {"Inpatient": (16, 7.0, ""), "Emergency": (24, None, "ED full")}
    assert began.note == "late start\nlong night"
    assert [(time.category, time.hours) for time in began.other_times] == [("meeting", 0.5)]
    assert team.block("Ana Diaz", AFTER).empty


def test_what_cannot_be_one_shift_is_refused_and_nothing_moves(team: Team) -> None:
    team.set("Ana Diaz", "weight", 1.5, "Inpatient", AFTER)
    with pytest.raises(Refused, match="another weight"):
        join(team)
    team.set("Ana Diaz", "weight", None, "Inpatient", AFTER)
    team.set("Ana Diaz", "hours", None, "Inpatient", AFTER)
    with pytest.raises(Refused, match="hours on one of the two days only"):
        join(team)
    team.set("Ana Diaz", "paid_hours", 4.0, day=AFTER)
    with pytest.raises(Refused, match="paid hours of its own"):
        join(team)
    team.set("Ana Diaz", "paid_hours", None, day=AFTER)
    team.set("Ana Diaz", "paid_hours", None, day=BEGAN)
    with pytest.raises(Refused, match="no paid hours: there is no shift"):
        join(team)
    assert (team.block("Ana Diaz", BEGAN).charts, team.block("Ana Diaz", AFTER).charts) == (4, 12)


def test_a_day_that_is_being_entered_is_not_asked_about(team: Team) -> None:
    thursday, friday = date(2026, 7, 2), date(2026, 7, 3)
    team.set("Ana Diaz", "paid_hours", 8.0, day=thursday)
    team.set("Ana Diaz", "charts", 12, "Inpatient", friday)
    assert [mark.kind for mark in team.block("Ana Diaz", friday).marks] == []
    team.set("Ana Diaz", "paid_hours", 10.0, day=thursday)
    assert [mark.kind for mark in team.block("Ana Diaz", friday).marks] == ["night"]
    team.set("Ana Diaz", "paid_hours", 8.0, day=friday)
    assert [mark.kind for mark in team.block("Ana Diaz", friday).marks] == []


def test_a_yes_is_kept_until_the_values_are_others(team: Team) -> None:
    team.desk.write("Confirm", confirm_marks, team.desk.read(to_look_at, BOTH))
    assert night(team) == []
    team.set("Ana Diaz", "charts", 13, "Inpatient", AFTER)
    assert len(night(team)) == 1
