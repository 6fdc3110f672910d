"""One coder, looked at closely: the time that is shown, and what stands beside the figures."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import (
    Audit,
    Coder,
    Finding,
    FindingCategory,
    OtherTime,
    OtherTimeCategory,
    RampStep,
    RootCause,
    Standard,
    WorkDay,
    WorkLine,
    WorkType,
)
from codedesk.periods import Period, quarter
from codedesk.services.department.starters import starters
from codedesk.services.people import coder_view
from codedesk.services.people.coder_view import LevelRow, coder_page
from codedesk.services.reviews import reviews
from codedesk.services.reviews.counts import charts_behind
from tests.departments import new_department

Q2, Q3 = quarter(2026, 2), quarter(2026, 3)
TODAY = date(2026, 10, 1)


def fill(session: Session) -> None:
    session.add(Coder(id=1, name="Ana Diaz", started_on=date(2024, 1, 1), credentials="CCS"))
    session.add(Coder(id=2, name="Bo Chen", started_on=date(2024, 1, 1)))
    session.add(WorkType(id=1, name="Inpatient"))
    session.add(WorkType(id=2, name="Emergency"))
    for number, day in enumerate((date(2025, 2, 3), date(2026, 7, 6), date(2026, 7, 7)), 1):
        session.add(WorkDay(id=number, coder_id=1, day=day, paid_hours=8.0))
        session.flush()
        session.add(WorkLine(work_day_id=number, work_type_id=1, charts=16))
    session.add(WorkDay(id=9, coder_id=2, day=date(2026, 7, 6), paid_hours=8.0))
    session.flush()
    for day, pace in ((date(2024, 1, 1), 2.0), (date(2026, 8, 1), 2.2)):
        session.add(Standard(work_type_id=1, effective_from=day, pace=pace, accuracy=95.0))
    session.add(Standard(work_type_id=2, effective_from=date(2024, 1, 1), pace=12.0, accuracy=95.0))
    session.add(Standard(work_type_id=2, effective_from=date(2026, 9, 1), pace=10.0, accuracy=95.0))
    session.add_all([
        OtherTimeCategory(id=91, name="Staff meeting", kind="excused"),
        OtherTimeCategory(id=92, name="Provider mail", kind="counted"),
        OtherTimeCategory(id=93, name="Time off", kind="absence"),
    ])  # fmt: skip
    session.flush()
    for day_id, category, hours in (
        (1, 91, 3.0),
        (2, 91, 0.5),
        (3, 91, 1.0),
        (2, 92, 0.25),
        (3, 93, 4.0),
        (9, 91, 2.0),
    ):
        session.add(OtherTime(work_day_id=day_id, category_id=category, hours=hours))


def audit(session: Session, number: int, day: date, coder_id: int = 1, state: str = "final") -> None:
    session.add(Audit(id=number, name=f"A{number}", coder_id=coder_id, day=day, state=state, records=10, matched=90))
    session.flush()


def finding(session: Session, audit_id: int, category: int, **more: object) -> None:
    session.add(Finding(audit_id=audit_id, category_id=category, **more))


def fill_findings(session: Session) -> None:
    session.add_all([
        FindingCategory(id=81, name="Made-up modifier"),
        FindingCategory(id=82, name="Made-up units"),
        FindingCategory(id=83, name="Made-up advisory", scored=False),
        RootCause(id=71, name="Made-up slip", origin="coder"),
        RootCause(id=72, name="Made-up document", origin="documentation"),
    ])  # fmt: skip
    session.flush()
    audit(session, 1, date(2026, 7, 20))
    audit(session, 2, date(2026, 5, 20))
    audit(session, 3, date(2026, 7, 20), coder_id=2)
    audit(session, 4, date(2026, 8, 20), state="draft")
    finding(session, 1, 81, direction="over", root_cause_id=71)
    finding(session, 1, 81, direction="under", root_cause_id=72)
    finding(session, 1, 82, direction="over", root_cause_id=71)
    finding(session, 1, 82, outcome="withdrawn", root_cause_id=71)
    finding(session, 1, 81, scored=False)
    finding(session, 1, 83)
    finding(session, 2, 82)
    finding(session, 3, 81)
    finding(session, 4, 81)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_department(tmp_path / "Department.codedesk", "manager", starters, _prepare)
    yield made
    made.close()


def _prepare(desk: Desk) -> None:
    desk.write("Fill", fill)
    desk.write("Findings", fill_findings)


def page(desk: Desk, period: Period = Q3) -> coder_view.CoderPageRow:
    return desk.read(coder_view.coder_page, 1, period, "period", date(2026, 10, 5))


def test_other_time_is_summed_by_category_excused_first(desk: Desk) -> None:
    assert [(row.category, row.kind, row.hours) for row in page(desk).hours] == [
        ("Staff meeting", "excused", 1.5),
        ("Provider mail", "counted", 0.25),
        ("Time off", "absence", 4.0),
    ]


def test_excused_time_of_a_day_without_paid_hours_is_not_taken_out(desk: Desk) -> None:
    def unpaid(session: Session) -> None:
        day = WorkDay(id=10, coder_id=1, day=date(2026, 7, 31), paid_hours=None)
        session.add(day)
        session.flush()
        session.add(OtherTime(work_day_id=day.key, category_id=91, hours=2.0))

    desk.write("Unpaid", unpaid)
    assert [row.hours for row in page(desk).hours if row.category == "Staff meeting"] == [1.5]


def test_errors_are_scored_findings_that_stand_beside_those_of_the_period_before(desk: Desk) -> None:
    found = page(desk)
    assert [(row.category, row.count, row.previous, row.over, row.under) for row in found.errors] == [
        ("Made-up modifier", 2, 0, 1, 1),
        ("Made-up units", 1, 1, 1, 0),
    ]


def test_causes_keep_the_documentation_apart_from_the_coder(desk: Desk) -> None:
    assert [(row.cause, row.origin, row.count) for row in page(desk).causes] == [
        ("Made-up slip", "coder", 2),
        ("Made-up document", "documentation", 1),
    ]
    assert page(desk, quarter(2026, 2)).causes[0].cause == "no cause recorded"


def test_the_packet_and_the_page_count_the_same(sample: Desk) -> None:
    for listed in sample.read(reviews.reviews, Q3, date(2026, 10, 5)):
        here = sample.read(coder_view.coder_page, listed.coder_id, Q3, "period", date(2026, 10, 5))
        row = sample.read(reviews.packet, listed.coder_id, Q3, date(2026, 10, 5))
        assert (here.errors, here.causes) == (row.errors, row.causes)
        assert here.hours == (*row.hours.excused, *row.hours.counted, *row.hours.absence)
        assert here.charts_looked_at == charts_behind(row)


def test_the_time_shown_is_the_period_four_quarters_or_everything(desk: Desk) -> None:
    assert desk.read(coder_view.stretch, 1, Q3, "period") == Q3
    assert desk.read(coder_view.stretch, 1, Q3, "year") == Period(date(2025, 10, 1), Q3.end)
    assert desk.read(coder_view.stretch, 1, Q3, "all") == Period(date(2025, 2, 3), Q3.end)
    assert desk.read(coder_view.stretch, 2, Q3, "all") == Q3


def test_the_page_has_the_period_s_figures_and_the_longer_history_s(desk: Desk) -> None:
    page = desk.read(coder_page, 1, Q3, "all", TODAY)
    # 32 charts at 2 an hour in 16 h paid less 1.5 h of meetings; the third day of February 2025 adds 8 of 5 h.
    assert page.block.paired.pace.earned_hours == 16.0
    assert page.block.paired.pace.productive_hours == 14.5
    assert page.history.paired.pace.earned_hours == 24.0
    assert page.history.paired.pace.productive_hours == 19.5
    assert (page.credentials, page.before_label) == ("CCS", "Q2 2026")
    assert [name.name for name in page.coders] == ["Ana Diaz", "Bo Chen"]


def test_only_standards_of_the_coder_s_own_work_count_as_revised(desk: Desk) -> None:
    assert desk.read(coder_page, 1, Q3, "period", TODAY).revised == (date(2026, 8, 1),)


def test_a_ramp_for_all_work_is_given_in_steps(desk: Desk) -> None:
    steps = [RampStep(coder_id=1, from_day=day, pace_percent=share) for day, share in (
        (date(2026, 1, 1), 50.0), (date(2026, 8, 1), 75.0), (date(2027, 1, 1), 100.0),
    )]  # fmt: skip
    desk.write("Ramp", lambda session: session.add_all(steps))
    assert desk.read(coder_page, 1, Q3, "period", TODAY).expected == (
        LevelRow(date(2026, 1, 1), date(2026, 7, 31), 0.5),
        LevelRow(date(2026, 8, 1), date(2026, 12, 31), 0.75),
    )


def test_a_ramp_for_one_work_type_is_left_to_the_average(desk: Desk) -> None:
    step = RampStep(coder_id=1, work_type_id=1, from_day=date(2026, 1, 1), pace_percent=50.0)
    desk.write("Ramp", lambda session: session.add(step))
    assert desk.read(coder_page, 1, Q3, "period", TODAY).expected == ()


def test_a_coder_who_is_not_there_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(Refused, match="no longer there"):
        desk.read(coder_page, 99, Q3, "period", TODAY)
    early = quarter(2020, 1)
    with pytest.raises(Refused, match="not on the team in the period"):
        desk.read(coder_page, 1, early, "period", TODAY)
