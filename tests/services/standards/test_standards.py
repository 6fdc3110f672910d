"""Standards: dated, kept to the letter, never reaching back; what a past date touches is named before it is stored."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import Audit, Coder, Department, RampStep, Review, WorkDay, WorkLine, WorkType
from codedesk.models.standards import StandardDraft
from codedesk.services.standards import affected, standards
from tests.departments import new_department

JULY = date(2026, 7, 1)
TODAY = date(2026, 10, 5)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = new_department(tmp_path / "team.codedesk", "manager", None, _with_team)
    yield opened
    opened.close()


def _with_team(desk: Desk) -> None:
    desk.write("Add the team", _team)


def _team(session: Session) -> None:
    if session.get(Department, 1) is None:
        session.add(Department(id=1, created_on=date(2026, 1, 1)))
    session.add(WorkType(id=1, name="Inpatient", position=1))
    session.add(WorkType(id=2, name="Emergency", unit="encounter", position=2))
    session.add(WorkType(id=3, name="Old clinic", active=False))
    session.add(Coder(id=1, name="Ana Diaz", started_on=date(2024, 1, 1)))
    session.add(Coder(id=2, name="Ben Ode", started_on=date(2026, 6, 1)))


def _worked(coder: int, day: date, work_type: int, charts: int | None) -> Callable[[Session], None]:
    def fill(session: Session) -> None:
        work_day = WorkDay(coder_id=coder, day=day, paid_hours=8.0)
        session.add(work_day)
        session.flush()
        session.add(WorkLine(work_day_id=work_day.key, work_type_id=work_type, charts=charts))

    return fill


def draft(**changes: object) -> StandardDraft:
    values: dict[str, object] = {
        "work_type_id": 1,
        "effective_from": JULY,
        "pace": 3.0,
        "accuracy": 95.0,
        "reason": "agreed with the team",
    }
    return StandardDraft(**(values | changes))  # type: ignore[arg-type]


def added(desk: Desk, wanted: StandardDraft) -> standards.StandardRow:
    """Store a standard and return it as its time line shows it."""
    number = desk.write("Add standard", standards.STANDARDS.add, wanted)
    return next(row for row in desk.read(standards.time_line, wanted.work_type_id, TODAY) if row.id == number)


def corrected(desk: Desk, number: int, wanted: StandardDraft) -> standards.StandardRow:
    """Correct a standard and return it as its time line shows it."""
    desk.write("Correct standard", standards.STANDARDS.change, number, wanted)
    return next(row for row in desk.read(standards.time_line, wanted.work_type_id, TODAY) if row.id == number)


@pytest.mark.parametrize(
    ("stated", "words", "rate"),
    [
        ({"pace": 24.0, "pace_unit": "per_day", "hours_per_day": 8.0}, "24 per day of 8 h", 3.0),
        ({"pace": 19.0909, "pace_unit": "minutes_per_chart"}, "19.0909 minutes per chart", 60 / 19.0909),
        ({"pace": 120.0, "pace_unit": "per_week", "hours_per_day": 8.0}, "120 per week of 40 h", 3.0),
        ({"pace": 22.5, "pace_unit": "per_day", "hours_per_day": 7.5}, "22.5 per day of 7.5 h", 3.0),
        ({"pace": 2.123456789}, "2.123456789 per hour", 2.123456789),
        ({"pace": 100.0, "pace_unit": "per_week", "hours_per_day": 38 / 5}, "100 per week of 38 h", 100 / 38),
        ({"pace": 100.0, "pace_unit": "per_week", "hours_per_day": 36.1 / 5}, "100 per week of 36.1 h", 100 / 36.1),
        (
            {"pace": 12.0, "pace_unit": "units_per_hour", "units_per_chart": 2.5},
            "12 units per hour, 2.5 units per chart",
            4.8,
        ),
        (
            {"pace": 96.0, "pace_unit": "units_per_day", "hours_per_day": 7.5, "units_per_chart": 4.0},
            "96 units per day of 7.5 h, 4 units per chart",
            3.2,
        ),
    ],
)
def test_the_statement_is_kept_to_the_letter_with_the_rate_beside_it(
    desk: Desk, stated: dict[str, object], words: str, rate: float
) -> None:
    row = added(desk, draft(**stated))
    assert row.statement == words
    assert row.rate == pytest.approx(rate, rel=1e-12)
    assert desk.read(standards.time_line, 1, TODAY)[0].statement == words


def test_minutes_per_chart_name_the_unit_of_the_work_type(desk: Desk) -> None:
    row = added(desk, draft(work_type_id=2, pace=5.0, pace_unit="minutes_per_chart"))
    assert row.statement == "5 minutes per encounter"
    assert row.rate == 12.0


def test_each_standard_is_in_force_until_the_day_before_the_next(desk: Desk) -> None:
    desk.write("Add standard", standards.STANDARDS.add, draft(effective_from=date(2026, 1, 1), pace=3.0))
    desk.write("Add standard", standards.STANDARDS.add, draft(effective_from=date(2026, 4, 1), pace=2.0))
    desk.write("Add standard", standards.STANDARDS.add, draft(effective_from=date(2026, 12, 1), pace=2.5))
    newest, middle, first = desk.read(standards.time_line, 1, TODAY)
    assert (first.until, middle.until, newest.until) == (date(2026, 3, 31), date(2026, 11, 30), None)
    assert [row.in_force for row in (newest, middle, first)] == [False, True, False]
    assert desk.read(standards.work_types, TODAY)[0].in_force == middle


def test_the_list_names_work_types_without_a_standard_and_puts_inactive_ones_last(desk: Desk) -> None:
    desk.write("Add standard", standards.STANDARDS.add, draft())
    rows = desk.read(standards.work_types, TODAY)
    assert [row.name for row in rows] == ["Inpatient", "Emergency", "Old clinic"]
    assert [row.in_force is None for row in rows] == [False, True, True]
    assert [row.standards for row in rows] == [1, 0, 0]


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"pace": 0.0}, "pace", "more than 0"),
        ({"pace": -2.0}, "pace", "is under 0"),
        ({"pace": float("nan")}, "pace", "not a number"),
        ({"pace_unit": "per_moon"}, "pace_unit", "per_moon"),
        ({"hours_per_day": 25.0}, "hours_per_day", "24"),
        ({"hours_per_day": 0.0}, "hours_per_day", "more than 0"),
        ({"accuracy": 101.0}, "accuracy", "101"),
        ({"pace": float("inf")}, "pace", "not a number"),
        ({"pace_unit": "units_per_hour"}, "units_per_chart", "workload units"),
        ({"pace_unit": "units_per_day", "units_per_chart": 0.0}, "units_per_chart", "more than 0"),
        ({"units_per_chart": 2.0}, "units_per_chart", "workload units"),
        ({"basis": "guess"}, "basis", "guess"),
        ({"work_type_id": 99}, "work_type_id", "no longer there"),
        ({"review_due": date(2026, 6, 30)}, "review_due", "before"),
    ],
)
def test_what_cannot_be_right_is_refused_beside_its_field(
    desk: Desk, wrong: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        desk.write("Add standard", standards.STANDARDS.add, draft(**wrong))
    assert refused.value.field == field
    assert words in refused.value.reason
    assert desk.read(standards.time_line, 1, TODAY) == ()


def test_two_standards_of_one_work_type_cannot_start_on_one_day(desk: Desk) -> None:
    desk.write("Add standard", standards.STANDARDS.add, draft())
    with pytest.raises(Refused, match="already a standard from 1 Jul 2026"):
        desk.write("Add standard", standards.STANDARDS.add, draft(pace=4.0))
    assert len(desk.read(standards.time_line, 1, TODAY)) == 1


def test_a_voided_standard_leaves_its_day_free_and_the_one_before_holds_on(desk: Desk) -> None:
    first = added(desk, draft(effective_from=date(2026, 1, 1)))
    second = added(desk, draft(pace=2.0))
    with pytest.raises(Refused, match="say why"):
        desk.write("Void standard", standards.STANDARDS.void, second.id, "  ")
    desk.write("Void standard", standards.STANDARDS.void, second.id, "typed twice")
    (left,) = desk.read(standards.time_line, 1, TODAY)
    assert (left.id, left.until, left.in_force) == (first.id, None, True)
    desk.write("Add standard", standards.STANDARDS.add, draft(pace=2.5))
    assert len(desk.read(standards.time_line, 1, TODAY)) == 2


def test_undo_puts_a_voided_standard_back(desk: Desk) -> None:
    row = added(desk, draft())
    desk.write("Void standard", standards.STANDARDS.void, row.id, "wrong")
    assert desk.undo() == "Void standard"
    assert desk.read(standards.time_line, 1, TODAY)[0].id == row.id


def test_correcting_changes_one_row_and_its_date_may_move(desk: Desk) -> None:
    row = added(desk, draft())
    again = corrected(desk, row.id, draft(pace=2.0, source=" memo 12 "))
    assert (again.id, again.statement, again.source) == (row.id, "2 per hour", "memo 12")
    moved = corrected(desk, row.id, draft(effective_from=date(2026, 8, 1)))
    assert moved.effective_from == date(2026, 8, 1)


def test_reviews_due_are_listed_longest_overdue_first_and_only_of_what_is_in_force(desk: Desk) -> None:
    old = draft(effective_from=date(2025, 1, 1), review_due=date(2025, 12, 1))
    desk.write("Add standard", standards.STANDARDS.add, old)
    desk.write("Add standard", standards.STANDARDS.add, draft(review_due=date(2026, 10, 5)))
    emergency = draft(work_type_id=2, review_due=date(2026, 9, 1))
    desk.write("Add standard", standards.STANDARDS.add, emergency)
    assert [row.work_type for row in desk.read(standards.reviews_due, TODAY)] == ["Emergency", "Inpatient"]
    assert [row.work_type for row in desk.read(standards.reviews_due, date(2026, 9, 30))] == ["Emergency"]
    assert desk.read(standards.reviews_due, date(2026, 8, 31)) == ()


def test_a_past_standard_names_coders_charts_and_closed_quarters(desk: Desk) -> None:
    desk.write("Log", _worked(1, date(2026, 6, 30), 1, 9))
    desk.write("Log", _worked(1, date(2026, 7, 1), 1, 6))
    desk.write("Log", _worked(1, date(2026, 10, 2), 1, 4))
    desk.write("Log", _worked(2, date(2026, 7, 2), 2, 5))
    found = desk.read(affected.affected_by, 1, JULY, TODAY)
    (ana,) = found.coders
    assert (ana.coder, ana.days, ana.charts) == ("Ana Diaz", 2, 10)
    assert (ana.first, ana.last) == (date(2026, 7, 1), date(2026, 10, 2))
    assert found.closed_quarters == ("Q3 2026",)
    assert not found.empty


def test_the_reach_ends_where_the_next_standard_starts(desk: Desk) -> None:
    desk.write("Log", _worked(1, date(2026, 8, 3), 1, 6))
    desk.write("Log", _worked(1, date(2026, 9, 1), 1, 4))
    desk.write("Add standard", standards.STANDARDS.add, draft(effective_from=date(2026, 9, 1)))
    found = desk.read(affected.affected_by, 1, JULY, TODAY)
    assert found.until == date(2026, 8, 31)
    assert [(row.days, row.charts) for row in found.coders] == [(1, 6)]


def test_cells_not_entered_are_not_reached_and_zero_charts_are(desk: Desk) -> None:
    desk.write("Log", _worked(1, date(2026, 7, 1), 1, None))
    assert desk.read(affected.affected_by, 1, JULY, TODAY).empty
    desk.write("Log", _worked(1, date(2026, 7, 2), 1, 0))
    assert not desk.read(affected.affected_by, 1, JULY, TODAY).empty


def test_audits_and_given_reviews_are_named_too(desk: Desk) -> None:
    def fill(session: Session) -> None:
        session.add(Audit(name="one", coder_id=1, work_type_id=1, day=date(2026, 9, 9), records=5, matched=20))
        span = {"period_from": JULY, "period_to": date(2026, 9, 30)}
        session.add(Review(coder_id=1, state="given", **span))
        session.add(Review(coder_id=2, state="given", **span))

    desk.write("Audit", fill)
    found = desk.read(affected.affected_by, 1, JULY, TODAY)
    assert [(row.coder, row.audits, row.charts) for row in found.coders] == [("Ana Diaz", 1, 0)]
    assert found.given_reviews == ("Ana Diaz, Q3 2026",)
    desk.write("Year", _begin_in_october)
    assert desk.read(affected.affected_by, 1, JULY, TODAY).given_reviews == ("Ana Diaz, Q4 FY2026",)


def _begin_in_october(session: Session) -> None:
    session.get_one(Department, 1).quarter_start_month = 10


def test_ramps_are_steps_by_coder_with_those_for_all_work_types(desk: Desk) -> None:
    def fill(session: Session) -> None:
        session.add(RampStep(coder_id=2, work_type_id=1, from_day=date(2026, 6, 1), pace_percent=50.0, accuracy=80.0))
        session.add(RampStep(coder_id=2, work_type_id=1, from_day=date(2026, 9, 1), pace_percent=75.0))
        session.add(RampStep(coder_id=1, from_day=date(2026, 6, 1), pace_percent=90.0))
        session.add(RampStep(coder_id=1, work_type_id=2, from_day=date(2026, 6, 1), pace_percent=10.0))

    desk.write("Ramps", fill)
    ana, ben = desk.read(standards.ramps, 1)
    assert (ana.coder, ana.for_all, len(ana.steps)) == ("Ana Diaz", True, 1)
    assert [(step.pace_percent, step.accuracy, step.until) for step in ben.steps] == [
        (50.0, 80.0, date(2026, 8, 31)),
        (75.0, None, None),
    ]
