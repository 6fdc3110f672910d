"""The day grid: which lines are there, what is suggested, what is kept, what is refused, what looks surprising."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from codedesk.errors import Refused
from codedesk.models import Coder, CoderWorkType, RampStep, WorkDay, WorkLine
from codedesk.periods import Period
from codedesk.services.days.changes import copy_last_week, day_off, set_cells
from codedesk.services.days.days import coder_grid, day_grid
from codedesk.services.days.drafts import CellDraft, CellPlace, step_name
from codedesk.services.days.stored_days import StoredDays
from tests.services.team import FRIDAY, MONDAY, Team
from tests.thorough import times


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.desk.close()


def test_lines_are_the_usual_work_types_in_the_coders_own_order(team: Team) -> None:
    block = team.block("Ana Diaz")
    assert [line.work_type for line in block.lines] == ["Same-day surgery", "Inpatient"]
    assert [line.charts for line in block.lines] == [None, None]
    assert block.empty
    assert not block.done


def test_without_usual_work_types_the_last_28_days_say_what_is_usual(team: Team) -> None:
    team.desk.write("No usual types", _forget_usual)
    team.set("Ana Diaz", "charts", 4, "Emergency", FRIDAY - timedelta(28))
    team.set("Ana Diaz", "charts", 4, "Ancillary", FRIDAY - timedelta(29))
    assert [line.work_type for line in team.block("Ana Diaz").lines] == ["Emergency"]
    assert team.block("Bo Chen").lines == ()


def test_the_schedule_is_suggested_and_is_not_an_entry(team: Team) -> None:
    assert team.block("Ana Diaz").suggested_hours == 8.0
    assert team.block("Bo Chen").suggested_hours == 4.0
    assert team.block("Ana Diaz").paid_hours is None
    team.set("Ana Diaz", "paid_hours", 7.5)
    assert team.block("Ana Diaz").suggested_hours is None
    assert team.block("Ana Diaz").paid_hours == 7.5


def test_nothing_is_suggested_at_a_weekend_or_to_who_is_not_scheduled(team: Team) -> None:
    assert team.block("Ana Diaz", FRIDAY + timedelta(1)).suggested_hours is None
    team.desk.write("No hours", _schedule_nothing)
    assert team.block("Bo Chen").suggested_hours is None
    assert not team.block("Bo Chen").due


def test_who_has_not_started_is_not_there(team: Team) -> None:
    grid = team.desk.read(day_grid, MONDAY - timedelta(3))
    assert [block.coder for block in grid.blocks] == ["Ana Diaz"]
    assert grid.coders == 2


def test_the_worked_day_of_the_domain(team: Team) -> None:
    for what, charts in (("Inpatient", 6), ("Same-day surgery", 8), ("Emergency", 18), ("Ancillary", 30)):
        team.set("Ana Diaz", "charts", charts, what)
    team.set("Ana Diaz", "paid_hours", 8.0)
    for what, hours in (("meeting", 0.5), ("education", 0.25), ("system downtime", 0.25), ("e-mail", 1.0)):
        team.set("Ana Diaz", "other_hours", hours, what)
    block = team.block("Ana Diaz")
    assert block.productive_hours == 7.0
    assert block.charts == 62
    assert block.done
    assert block.marks == ()
    assert [row.category for row in block.other_times] == ["meeting", "education", "system downtime", "e-mail"]


def test_a_cleared_cell_is_not_entered_and_zero_is_zero(team: Team) -> None:
    team.set("Ana Diaz", "charts", 0, "Inpatient")
    assert team.block("Ana Diaz").charts == 0
    team.set("Ana Diaz", "charts", None, "Inpatient")
    assert team.block("Ana Diaz").charts is None
    assert team.desk.read(_live_days) == 0


def test_a_line_keeps_its_other_cells_when_one_is_cleared(team: Team) -> None:
    team.set("Ana Diaz", "charts", 6, "Inpatient")
    team.set("Ana Diaz", "weight", 1.25, "Inpatient")
    team.set("Ana Diaz", "charts", None, "Inpatient")
    line = team.block("Ana Diaz").lines[1]
    assert (line.charts, line.weight) == (None, 1.25)
    team.set("Ana Diaz", "weight", None, "Inpatient")
    assert team.block("Ana Diaz").lines[1].id is None


@pytest.mark.parametrize(
    ("field", "value", "what", "reason"),
    [
        ("charts", -1, "Inpatient", "under 0"),
        ("charts", 2.5, "Inpatient", "“2.5” is not a whole number"),
        ("charts", "six", "Inpatient", "“six” is not a number"),
        ("paid_hours", 24.25, "", "“24.25” is over 24 h"),
        ("paid_hours", -0.5, "", "under 0"),
        ("paid_hours", float("nan"), "", "not a number"),
        ("hours", 25.0, "Inpatient", "“25” is over 24 h"),
        ("weight", 0.0, "Inpatient", "more than 0"),
        ("other_hours", -1.0, "meeting", "under 0"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_stored(
    team: Team, field: str, value: object, what: str, reason: str
) -> None:
    revision = team.desk.revision
    with pytest.raises(Refused, match=reason) as refused:
        team.set("Ana Diaz", field, value, what)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert team.desk.revision == revision
    assert team.block("Ana Diaz").empty


def test_a_day_of_more_than_24_hours_is_refused(team: Team) -> None:
    team.set("Ana Diaz", "paid_hours", 20.0)
    with pytest.raises(Refused, match=r"24\.5 h of paid hours and absence"):
        team.set("Ana Diaz", "other_hours", 4.5, "PTO")
    team.set("Ana Diaz", "hours", 20.0, "Inpatient")
    with pytest.raises(Refused, match="28 h in the work lines"):
        team.set("Ana Diaz", "hours", 8.0, "Same-day surgery")
    assert team.block("Ana Diaz").lines[0].hours is None
    team.set("Ana Diaz", "other_hours", 4.0, "PTO")
    assert team.block("Ana Diaz").other_times[0].hours == 4.0


def test_three_times_the_usual_is_kept_with_a_mark(team: Team) -> None:
    for weeks in range(1, 6):
        team.set("Ana Diaz", "charts", 6, "Inpatient", FRIDAY - timedelta(weeks=weeks))
    row = team.set("Ana Diaz", "charts", 17, "Inpatient")
    assert row.marks == ()
    row = team.set("Ana Diaz", "charts", 18, "Inpatient")
    assert [(mark.field, mark.reason) for mark in row.marks] == [
        ("charts", "18 charts, where 6 are usual: is the number right?")
    ]


def test_four_days_are_too_few_to_say_what_is_usual(team: Team) -> None:
    for weeks in range(1, 5):
        team.set("Ana Diaz", "charts", 6, "Inpatient", FRIDAY - timedelta(weeks=weeks))
    assert team.set("Ana Diaz", "charts", 60, "Inpatient").marks == ()


def test_eight_weeks_ago_is_not_usual_any_more(team: Team) -> None:
    for days in range(57, 65):
        team.set("Ana Diaz", "charts", 6, "Inpatient", FRIDAY - timedelta(days))
    assert team.set("Ana Diaz", "charts", 60, "Inpatient").marks == ()


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 7, 4), "Saturday"), (date(2024, 12, 31), "Before the start"), (date(2026, 7, 10), "After leaving")],
)
def test_work_on_a_strange_date_is_kept_with_a_mark(team: Team, day: date, words: str) -> None:
    team.desk.write("Leaves", _leave, "Ana Diaz", date(2026, 7, 4))
    row = team.set("Ana Diaz", "paid_hours", 8.0, "", day)
    assert row.paid_hours == 8.0
    assert words in row.marks[0].reason


def test_a_wrong_entry_after_leaving_can_be_cleared(team: Team) -> None:
    team.desk.write("Leaves", _leave, "Ana Diaz", FRIDAY)
    after = FRIDAY + timedelta(3)
    team.set("Ana Diaz", "paid_hours", 8.0, "", after)
    assert team.set("Ana Diaz", "paid_hours", None, "", after) is None


def test_hours_that_do_not_fit_the_work_ask_whether_they_are_right(team: Team) -> None:
    team.set("Ana Diaz", "charts", 6, "Inpatient")  # 3 earned hours
    assert team.set("Ana Diaz", "paid_hours", 2.0).marks == ()  # 150 % is not over 150 %
    assert "Much work for 1.9 hours" in team.set("Ana Diaz", "paid_hours", 1.9).marks[0].reason
    assert team.set("Ana Diaz", "paid_hours", 7.5).marks == ()  # 40 % is not under 40 %
    assert "Little work for 7.6 hours" in team.set("Ana Diaz", "paid_hours", 7.6).marks[0].reason


def test_a_learner_is_asked_about_against_the_ramp(team: Team) -> None:
    team.desk.write("Ramp", _ramp, "Ana Diaz", 50.0)
    team.set("Ana Diaz", "charts", 6, "Inpatient")
    assert team.set("Ana Diaz", "paid_hours", 14.0).marks == ()
    assert "Little work" in team.set("Ana Diaz", "paid_hours", 15.1).marks[0].reason


def test_no_mark_names_a_pace(team: Team) -> None:
    team.set("Ana Diaz", "charts", 60, "Inpatient", FRIDAY + timedelta(1))
    row = team.set("Ana Diaz", "paid_hours", 20.0, "", FRIDAY + timedelta(1))
    assert row.marks
    assert not any("%" in mark.reason for mark in row.marks)


def test_work_without_a_standard_is_not_asked_about(team: Team) -> None:
    team.set("Ana Diaz", "charts", 500, "Inpatient", date(2019, 12, 31))
    marks = team.set("Ana Diaz", "paid_hours", 8.0, "", date(2019, 12, 31)).marks
    assert [mark.reason for mark in marks] == ["Before the start on 6 Jan 2025: is the date right?"]


def test_other_time_beyond_the_paid_hours_is_asked_about(team: Team) -> None:
    team.set("Ana Diaz", "paid_hours", 4.0)
    row = team.set("Ana Diaz", "other_hours", 5.0, "meeting")
    assert row.marks[0].reason == "5 h of other time in 4 paid hours: which is right?"
    assert row.productive_hours == 0.0


def test_a_whole_day_off_is_the_scheduled_hours_of_absence(team: Team) -> None:
    place = team.place("Bo Chen", "paid_hours")
    block = team.desk.write("Day off", day_off, place, team.categories["PTO"])
    assert (block.paid_hours, block.suggested_hours, block.done) == (None, None, True)
    assert [(row.category, row.hours) for row in block.other_times] == [("PTO", 4.0)]


def test_a_day_off_is_refused_where_work_is_entered(team: Team) -> None:
    team.set("Ana Diaz", "charts", 3, "Inpatient")
    with pytest.raises(Refused, match="has charts on that day"):
        team.desk.write("Day off", day_off, team.place("Ana Diaz", "paid_hours"), team.categories["PTO"])
    with pytest.raises(Refused, match="category of absence"):
        team.desk.write("Day off", day_off, team.place("Bo Chen", "paid_hours"), team.categories["meeting"])


def test_half_a_day_of_absence_leaves_the_other_half_to_suggest(team: Team) -> None:
    team.set("Ana Diaz", "other_hours", 3.0, "sick")
    block = team.block("Ana Diaz")
    assert (block.suggested_hours, block.done) == (5.0, False)


def test_last_weeks_same_weekday_is_copied_cell_by_cell(team: Team) -> None:
    week_before = FRIDAY - timedelta(7)
    team.set("Ana Diaz", "charts", 9, "Inpatient", week_before)
    team.set("Ana Diaz", "paid_hours", 7.0, "", week_before)
    team.set("Ana Diaz", "charts", 2, "Same-day surgery")
    places = (
        team.place("Ana Diaz", "paid_hours"),
        team.place("Ana Diaz", "charts", "Inpatient"),
        team.place("Ana Diaz", "charts", "Same-day surgery"),
    )
    assert team.desk.write("Copy last week", copy_last_week, places) == 3
    block = team.block("Ana Diaz")
    assert (block.paid_hours, [line.charts for line in block.lines]) == (7.0, [None, 9])


def test_several_cells_are_one_step_all_or_none(team: Team) -> None:
    good = team.draft("Ana Diaz", "charts", 5, "Inpatient")
    with pytest.raises(Refused):
        team.desk.write("Paste", set_cells, (good, team.draft("Bo Chen", "paid_hours", 30.0)))
    assert team.block("Ana Diaz").empty
    team.desk.write("Paste", set_cells, (good, team.draft("Bo Chen", "paid_hours", 4.0)))
    assert team.desk.undo() == "Paste"
    assert team.block("Ana Diaz").empty
    assert team.block("Bo Chen").empty
    assert team.desk.redo() == "Paste"
    assert team.block("Bo Chen").paid_hours == 4.0


def test_the_same_value_again_is_no_step(team: Team) -> None:
    team.set("Ana Diaz", "charts", 5, "Inpatient")
    revision = team.desk.revision
    team.set("Ana Diaz", "charts", 5, "Inpatient")
    assert team.desk.revision == revision


def test_the_grid_turned_shows_every_day_of_one_coder(team: Team) -> None:
    team.set("Ana Diaz", "charts", 5, "Inpatient", MONDAY)
    grid = team.desk.read(coder_grid, team.coders["Ana Diaz"], Period(MONDAY, MONDAY + timedelta(6)))
    assert [block.day for block in grid.blocks] == [MONDAY + timedelta(n) for n in range(7)]
    assert [block.charts for block in grid.blocks] == [5, None, None, None, None, None, None]
    assert [block.suggested_hours for block in grid.blocks] == [8.0, 8.0, 8.0, 8.0, 8.0, None, None]


def test_steps_are_named_as_people_say_them() -> None:
    assert step_name("charts", "Inpatient", "Ana Diaz", FRIDAY) == "Set charts, Inpatient, Ana Diaz, 3 Jul 2026"
    assert step_name("paid_hours", "", "Ana Diaz", FRIDAY, clear=True) == "Clear paid hours, Ana Diaz, 3 Jul 2026"


def test_a_cell_without_its_work_type_is_no_cell() -> None:
    with pytest.raises(Refused, match="cannot be kept there"):
        CellPlace(1, FRIDAY, "charts")
    with pytest.raises(Refused, match="cannot be kept there"):
        CellPlace(1, FRIDAY, "paid_hours", work_type_id=1)


@settings(max_examples=times(10), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    charts=st.lists(st.one_of(st.none(), st.integers(0, 500)), min_size=1, max_size=4),
    paid=st.one_of(st.none(), st.floats(0, 24)),
    note=st.text(max_size=40).filter(lambda text: text.isprintable()),
)
def test_what_is_typed_is_what_is_read(team: Team, charts: list[int | None], paid: float | None, note: str) -> None:
    types = list(team.types)[: len(charts)]
    drafts = [team.draft("Ana Diaz", "charts", value, what) for what, value in zip(types, charts, strict=True)]
    drafts += [team.draft("Ana Diaz", "paid_hours", paid), team.draft("Ana Diaz", "day_note", note or None)]
    team.desk.write("Everything", set_cells, drafts)
    places = [draft.place for draft in drafts]
    stored = team.desk.read(lambda session: [*map(StoredDays(session, places).value, places)])
    assert stored == [draft.value for draft in drafts]
    entered = [value for value in charts if value is not None]
    assert team.block("Ana Diaz").charts == (sum(entered) if entered else None)
    team.desk.write("Nothing", set_cells, [CellDraft(draft.place, None) for draft in drafts])
    assert team.desk.read(_live_days) == 0


def _live_days(session: Session) -> int:
    days = [row for row in session.exec(select(WorkDay)) if not row.voided]
    return len(days) + len([row for row in session.exec(select(WorkLine)) if not row.voided])


def _forget_usual(session: Session) -> None:
    for link in session.exec(select(CoderWorkType)):
        link.voided = True


def _schedule_nothing(session: Session) -> None:
    for coder in session.exec(select(Coder)):
        coder.scheduled_hours_per_week = 0.0


def _leave(session: Session, name: str, day: date) -> None:
    next(row for row in session.exec(select(Coder)) if row.name == name).left_on = day


def _ramp(session: Session, name: str, percent: float) -> None:
    coder = next(row for row in session.exec(select(Coder)) if row.name == name)
    session.add(RampStep(coder_id=coder.key, from_day=date(2026, 1, 1), pace_percent=percent))
