"""What is surprising about a day, at the edge of each question: hours against the plan, nights, charts, pace."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from codedesk.models import Coder, RampStep, Standard, WorkDay
from codedesk.models.work_days import OtherTimeKind
from codedesk.periods import Period
from codedesk.services.days.checks import Checks, productive_hours
from tests.services.team import FRIDAY, Team

THURSDAY = FRIDAY - timedelta(1)
INPATIENT, EMERGENCY = 1, 3


@dataclass(frozen=True)
class Line:
    charts: int | None
    hours: float | None = None
    work_type_id: int = INPATIENT
    weight: float = 1.0


@dataclass(frozen=True)
class Time:
    kind: OtherTimeKind
    hours: float | None
    category_id: int = 1


EXCUSED, COUNTED, ABSENCE = OtherTimeKind.EXCUSED, OtherTimeKind.COUNTED, OtherTimeKind.ABSENCE


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """Inpatient at 2 an hour, from Friday on 4, emergency at 12 of paid hours from then; Bo learns from Friday on."""
    made = Team(tmp_path_factory.mktemp("checks"))
    made.desk.write("Lay out", _more)
    for days_before, charts in zip((1, 2, 3, 6, 56), (4, 5, 6, 7, 20), strict=True):
        made.set("Ana Diaz", "charts", charts, "Same-day surgery", THURSDAY - timedelta(days_before))
    yield made
    made.desk.close()


def _more(session: Session) -> None:
    session.add(Standard(work_type_id=INPATIENT, effective_from=FRIDAY, pace=4.0, accuracy=95.0))
    session.add(Standard(work_type_id=EMERGENCY, effective_from=FRIDAY, pace=12.0, accuracy=95.0, basis="paid"))
    session.add(RampStep(coder_id=2, work_type_id=None, from_day=FRIDAY, pace_percent=50.0))
    session.add(RampStep(coder_id=2, work_type_id=EMERGENCY, from_day=date(2026, 7, 6), pace_percent=80.0))
    session.add(WorkDay(coder_id=1, day=date(2026, 6, 24), paid_hours=9.5))
    session.add(WorkDay(coder_id=1, day=date(2026, 6, 22), paid_hours=9.0))


def asked(
    team: Team,
    paid: float | None,
    *lines: Line,
    day: date = THURSDAY,
    coder: int = 1,
    scheduled: float | None = 8.0,
    times: Sequence[Time] = (),
) -> list[str]:
    def read(session: Session) -> list[str]:
        checks = Checks(session, Period(day, day), (1, 2), {}, {})
        who = session.get_one(Coder, coder)
        return [mark.kind for mark in checks.marks(who, day, paid, scheduled, lines, times)]

    return team.desk.read(read)


@pytest.mark.parametrize(
    ("paid", "lines", "times", "hours"),
    [
        (8.0, [], [Time(EXCUSED, 2.0), Time(COUNTED, 1.0), Time(ABSENCE, 4.0), Time(EXCUSED, None)], 6.0),
        (1.0, [], [Time(EXCUSED, 2.0)], 0.0),
        (None, [Line(4, 1.5), Line(None, 9.0), Line(0, 0.5)], [Time(EXCUSED, 2.0)], 2.0),
        (None, [Line(4, 1.5), Line(1)], [], None),
        (None, [Line(None, 3.0)], [], None),
        (None, [], [], None),
    ],
)
def test_productive_hours_are_paid_less_excused_ones_or_those_of_all_lines(
    paid: float | None, lines: list[Line], times: list[Time], hours: float | None
) -> None:
    assert productive_hours(paid, lines, times) == hours


@pytest.mark.parametrize(("charts", "kinds"), [(0, []), (6, ["little"]), (7, []), (24, []), (25, ["much"])])
def test_work_under_40_and_over_150_per_cent_of_the_standard_asks_about_the_hours(
    team: Team, charts: int, kinds: list[str]
) -> None:
    """At 2 an hour in 8 hours: 3 hours earned are 37.5 %, 3.5 are 43.75; 12 are 150, 12.5 are 156.25."""
    assert asked(team, 8.0, Line(charts)) == kinds
    assert asked(team, None, Line(charts, 8.0), scheduled=None) == kinds
    assert asked(team, 8.0, Line(2 * charts, weight=0.5)) == kinds


def test_a_new_standard_holds_from_its_day_and_work_without_one_is_not_asked_about(team: Team) -> None:
    assert asked(team, 8.0, Line(25), day=FRIDAY) == []  # at 4 an hour
    assert asked(team, 8.0, Line(49), day=FRIDAY) == ["much"]
    assert asked(team, 8.0, Line(1), Line(1, work_type_id=99)) == []


def test_work_on_paid_hours_is_read_by_the_productive_part_of_them(team: Team) -> None:
    """4 of 8 hours are excused: 144 charts ÷ 12 are 12 h × ½, 150 % of 4; before Friday they counted whole."""
    half = [Time(EXCUSED, 4.0)]
    assert asked(team, 8.0, Line(144, work_type_id=EMERGENCY), day=FRIDAY, times=half) == []
    assert asked(team, 8.0, Line(145, work_type_id=EMERGENCY), day=FRIDAY, times=half) == ["much"]
    assert asked(team, 8.0, Line(73, work_type_id=EMERGENCY), times=half) == ["much"]
    assert asked(team, 8.0, Line(40), times=[Time(EXCUSED, 8.0)]) == []  # no hours to read it by


def test_of_a_learner_less_is_expected_by_the_step_of_the_day_and_of_the_work_type(team: Team) -> None:
    """Half of 40 % is 1.6 of 8 hours: 6 charts at 4 an hour are 1.5, 7 are 1.75. Of emergency 80 % from Monday on."""
    monday = date(2026, 7, 6)
    assert asked(team, 8.0, Line(6), day=FRIDAY, coder=2) == ["little"]
    assert asked(team, 8.0, Line(7), day=FRIDAY, coder=2) == []
    assert asked(team, 8.0, Line(3), day=THURSDAY, coder=2) == ["little"]  # no step yet: 3.2 hours are expected
    assert asked(team, 8.0, Line(6), day=THURSDAY, coder=2) == ["little"]
    assert asked(team, 8.0, Line(30, work_type_id=EMERGENCY), day=FRIDAY, coder=2) == []  # 2.5 h, 1.6 expected
    assert asked(team, 8.0, Line(30, work_type_id=EMERGENCY), day=monday, coder=2) == ["little"]  # 2.56 expected
    assert asked(team, 8.0, Line(31, work_type_id=EMERGENCY), day=monday, coder=2) == []


@pytest.mark.parametrize(
    ("paid", "scheduled", "kinds"),
    [(16.0, 8.0, ["schedule"]), (15.9, 8.0, []), (16.0, None, []), (16.0, 0.0, []), (None, 8.0, [])],
)
def test_twice_the_plan_asks(team: Team, paid: float | None, scheduled: float | None, kinds: list[str]) -> None:
    assert asked(team, paid, scheduled=scheduled) == kinds


def test_more_other_time_than_paid_hours_asks_absence_is_not_in_them(team: Team) -> None:
    assert asked(team, 4.0, times=[Time(EXCUSED, 2.0), Time(COUNTED, 2.0), Time(ABSENCE, 9.0)]) == []
    assert asked(team, 4.0, times=[Time(EXCUSED, 2.5), Time(COUNTED, 2.0), Time(COUNTED, None)]) == ["other time"]
    assert asked(team, None, times=[Time(EXCUSED, 2.5)]) == []


NIGHT = date(2026, 6, 25)  # after a day of 9.5 paid hours


@pytest.mark.parametrize(
    ("paid", "scheduled", "lines", "day", "told"),
    [
        (None, 8.0, [Line(4)], NIGHT, True),
        (0.0, 8.0, [Line(4)], NIGHT, True),
        (1.0, 8.0, [Line(4)], NIGHT, False),
        (None, 8.0, [Line(None, 2.0)], NIGHT, False),  # charts are what is asked about
        (None, 8.0, [Line(0, 2.0)], NIGHT, False),
        (None, 8.0, [Line(4)], date(2026, 6, 23), False),  # after nine hours, scheduled and without hours of its own
        (0.0, 8.0, [Line(4)], date(2026, 6, 23), True),
        (None, None, [Line(4)], date(2026, 6, 23), True),
        (None, 8.0, [Line(4, 2.0)], date(2026, 6, 23), True),
        (None, None, [Line(4)], date(2026, 6, 24), False),  # no day before it
    ],
)
def test_charts_without_hours_after_a_day_of_many_may_be_half_of_a_shift(
    team: Team, paid: float | None, scheduled: float | None, lines: list[Line], day: date, told: bool
) -> None:
    assert ("night" in asked(team, paid, *lines, day=day, scheduled=scheduled)) is told


def test_three_times_what_eight_weeks_had_asks(team: Team) -> None:
    """4, 5, 6, 7 and, eight weeks ago, 20 charts: 6 are usual. A day later these are four, too few to tell."""
    assert asked(team, 8.0, Line(17, work_type_id=2)) == []
    assert asked(team, 8.0, Line(18, work_type_id=2)) == ["usual"]
    assert asked(team, 8.0, Line(18, work_type_id=2), day=FRIDAY) == []
    assert asked(team, 8.0, Line(18, work_type_id=2), coder=2) == []


def test_days_outside_of_the_employment_ask_where_there_is_work(team: Team) -> None:
    begun = date(2026, 6, 29)
    assert asked(team, 8.0, day=begun, coder=2) == []
    assert asked(team, 8.0, day=begun - timedelta(3), coder=2) == ["start"]
    assert asked(team, 0.0, day=begun - timedelta(3), coder=2) == []
    assert asked(team, 8.0, day=date(2026, 7, 4)) == ["weekend"]
