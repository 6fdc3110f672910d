"""The first and the last day of a period belong to it, the days beside them do not; what is a week off and no more."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.periods import Period
from codedesk.services.figures.events import causes, scoped_events, touching
from codedesk.services.figures.frames import frames_of
from tests.services.figures.figure_department import SmallDepartment, engine_at, fill_lists

# A month that begins on a Tuesday and ends on a Wednesday, within the log's months and across them.
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30))
MIDDLE = Period(date(2026, 8, 11), date(2026, 9, 16))
DAY = timedelta(1)
PERIODS = pytest.mark.parametrize("period", [SEPTEMBER, MIDDLE, Period(date(2026, 9, 9), date(2026, 9, 9))])


@pytest.fixture
def department(tmp_path: Path) -> Iterator[SmallDepartment]:
    engine = engine_at(tmp_path / "edges.db")
    with Session(engine) as session:
        small = fill_lists(SmallDepartment(session, {}))
        small.standard("IP", 2)
        small.coder("Ana Diaz")
        yield small
    engine.dispose()


@PERIODS
def test_work_of_the_first_and_the_last_day_counts_and_that_of_the_days_beside_does_not(
    department: SmallDepartment, period: Period
) -> None:
    inside = sorted({period.start, period.end})
    for day in inside:
        department.day("Ana Diaz", day, 8.0, {"IP": 12})
    for day in (period.start - DAY, period.end + DAY):
        department.day("Ana Diaz", day, 5.0, {"IP": 40})
    pace = department.block("Ana Diaz", period).paired.pace
    assert (pace.paid_hours, pace.earned_hours) == (8.0 * len(inside), 6.0 * len(inside))  # 12 charts ÷ 2 an hour
    assert pace.value == 0.75
    assert pace.days_entered == len(inside)


@PERIODS
def test_audits_and_rework_of_the_first_and_the_last_day_count_and_those_beside_do_not(
    department: SmallDepartment, period: Period
) -> None:
    inside = sorted({period.start, period.end})
    beside = (period.start - DAY, period.end + DAY)
    for day in (*inside, *beside):
        matched = 9 if day in inside else 0
        department.audit(
            "Ana Diaz", day.isoformat(), day, "IP", depth="counts", records=1,
            matched=matched, revised=10 - matched, added=0, deleted=0,
        )  # fmt: skip
        department.rework("Ana Diaz", day, "IP", 1 if day in inside else 100)
        department.day("Ana Diaz", day, 8.0, {"IP": 10})
    block = department.block("Ana Diaz", period)
    assert isinstance(block.paired.accuracy, Accuracy)
    found = block.paired.accuracy
    assert (found.correct, found.reviewed, found.audits) == (9 * len(inside), 10 * len(inside), len(inside))
    assert block.rework is not None
    assert (block.rework.charts, block.rework.of) == (len(inside), 10 * len(inside))


def test_a_coder_who_left_the_day_before_is_not_in_the_period_and_one_who_left_on_its_first_day_is(
    department: SmallDepartment,
) -> None:
    department.coder("Left before", left_on=SEPTEMBER.start - DAY)
    department.coder("Left on the first", left_on=SEPTEMBER.start)
    department.coder("Starts on the last", started_on=SEPTEMBER.end)
    department.coder("Starts after", started_on=SEPTEMBER.end + DAY)
    shown = {block.coder for block in department.figures(SEPTEMBER).coders}
    assert shown == {"Ana Diaz", "Left on the first", "Starts on the last"}
    assert isinstance(department.block("Left on the first", SEPTEMBER).paired.accuracy, NotAudited)


def test_an_event_belongs_to_the_period_up_to_the_day_on_which_it_ends(department: SmallDepartment) -> None:
    for text, first, last in (
        ("over the day before", SEPTEMBER.start - 3 * DAY, SEPTEMBER.start - DAY),
        ("ends on the first day", SEPTEMBER.start - 3 * DAY, SEPTEMBER.start),
        ("of the day before", SEPTEMBER.start - DAY, None),
        ("of the first day", SEPTEMBER.start, None),
        ("of the last day", SEPTEMBER.end, None),
        ("of the day after", SEPTEMBER.end + DAY, None),
    ):
        department.event(first, text, to_day=last)
    events = scoped_events(department.session, SEPTEMBER, frames_of(department.session, SEPTEMBER))
    assert [each.text for each in touching(events, SEPTEMBER)] == [
        "ends on the first day", "of the first day", "of the last day",
    ]  # fmt: skip


def test_what_happened_up_to_a_week_before_may_explain_a_change_and_what_happened_earlier_may_not(
    department: SmallDepartment,
) -> None:
    week = timedelta(7)
    for text, first, last in (
        ("eight days before", SEPTEMBER.start - week - DAY, None),
        ("a week before", SEPTEMBER.start - week, None),
        ("six days before", SEPTEMBER.start - week + DAY, None),
        ("over eight days before", SEPTEMBER.start - 3 * week, SEPTEMBER.start - week - DAY),
        ("over a week before", SEPTEMBER.start - 3 * week, SEPTEMBER.start - week),
    ):
        department.event(first, text, to_day=last)
    frames = frames_of(department.session, SEPTEMBER)
    events = scoped_events(department.session, SEPTEMBER, frames)
    found = {each.text for each in causes(events, frames, SEPTEMBER)}
    assert found == {"a week before", "six days before", "over a week before"}


@pytest.mark.parametrize(("days", "told"), [(-8, False), (-7, True), (0, True), (29, True), (30, False)])
def test_a_new_standard_may_explain_a_change_from_a_week_before_to_the_last_day(
    department: SmallDepartment, days: int, told: bool
) -> None:
    department.standard("IP", 3, SEPTEMBER.start + days * DAY)
    frames = frames_of(department.session, SEPTEMBER)
    assert [each.day for each in causes((), frames, SEPTEMBER)] == ([SEPTEMBER.start + days * DAY] if told else [])


@pytest.mark.parametrize(
    ("since", "whole", "told"),
    [
        (SEPTEMBER.end, None, True),  # a ramp that begins on the last day
        (SEPTEMBER.end + DAY, None, False),
        (SEPTEMBER.start - 30 * DAY, SEPTEMBER.start, True),  # one that is over on the first
        (SEPTEMBER.start - 30 * DAY, SEPTEMBER.start - DAY, False),
    ],
)
def test_a_ramp_is_told_where_it_touches_the_period(
    department: SmallDepartment, since: date, whole: date | None, told: bool
) -> None:
    department.ramp("Ana Diaz", 60, since)
    if whole is not None:
        department.ramp("Ana Diaz", 100, whole)
    found = causes((), frames_of(department.session, SEPTEMBER), SEPTEMBER)
    assert bool(found) == told
    for each in found:
        assert each.text == "on a ramp: 60 % of the standard expected"
        assert each.until == (whole or SEPTEMBER.end)
