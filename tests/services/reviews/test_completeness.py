"""The sums that a packet's second page can be checked by: every standard's charts, what earns nothing, and how much."""

from datetime import date

from sqlmodel import Session, col, select

from codedesk.desk import Desk
from codedesk.models import Coder, MonthSum, Standard, WorkDay, WorkLine, WorkType
from codedesk.periods import quarter
from codedesk.reports.packet import build
from codedesk.services.reviews import reviews
from tests.reports.read_back import pages
from tests.services.reviews.test_reviews import Q3, TODAY, fill


def _work_type(session: Session, name: str) -> int:
    return session.exec(select(WorkType).where(col(WorkType.name) == name)).one().key


def _more(session: Session, coder_id: int) -> None:
    """A day without hours; a standard that changes on 1 August; a heavier line; work that no standard covers."""
    coder = session.get_one(Coder, coder_id)
    inpatient = _work_type(session, "IP")
    session.add(
        Standard(work_type_id=inpatient, effective_from=date(2026, 8, 1), pace=4.0, accuracy=95.0, reason="Policy 2")
    )
    uncovered = WorkType(name="HCC", position=9)
    session.add(uncovered)
    session.flush()
    lines = (
        (date(2026, 7, 6), None, inpatient, 5, None, 1.0),
        (date(2026, 8, 3), 8.0, inpatient, 24, None, 1.5),
        (date(2026, 8, 4), 8.0, uncovered.key, 7, 3.0, 1.0),
    )
    for day, paid, work_type, charts, hours, weight in lines:
        stored = WorkDay(coder_id=coder.key, day=day, paid_hours=paid)
        session.add(stored)
        session.flush()
        session.add(WorkLine(work_day_id=stored.key, work_type_id=work_type, charts=charts, hours=hours, weight=weight))
    session.flush()


def test_every_earned_hour_can_be_worked_out_from_the_page_and_what_earns_nothing_is_named(department: Desk) -> None:
    number = department.write("Add Ana", fill)
    department.write("Log more", _more, number)
    row = department.read(reviews.packet, number, Q3, TODAY)
    assert row.completeness.charts_hours_missing == (("IP", 5),)
    words = next(page for page in pages(build(row)) if "The hours behind the pace" in page)
    # July: 6 + 20 charts at 2 an hour; August: 24 × 1.5 = 36 at 4 an hour.
    assert "IP 26 charts ÷ 2 an hour = 13 h (2 per productive hour)" in words
    assert "IP 24 charts, 36 with their weights ÷ 4 an hour = 9 h (4 per productive hour)" in words
    assert "ED 18 charts ÷ 12 an hour = 1.5 h" in words
    assert "Charts of 1 day without hours are counted and earn nothing: 5 IP." in words
    assert "7 charts of work without a standard earn nothing." in words
    # 13 + 9 + 1.6 + 1.5 + 1 earned; paid 8 + 1 + 8 + 8, 1.0 excused, 3.0 without a standard.
    assert "26.10 earned ÷ 21.00 productive hours" in words


def _sums(session: Session, coder_id: int) -> None:
    """January and February as a scorecard has them: 300 and 200 charts in 160 and 120 hours; HCC has no standard."""
    inpatient = _work_type(session, "IP")
    uncovered = WorkType(name="HCC", position=9)
    session.add(uncovered)
    session.flush()
    for number, work_type, charts, hours in (
        (1, inpatient, 300, 160.0), (2, inpatient, 200, 120.0), (2, uncovered.key, 40, 10.0)
    ):  # fmt: skip
        session.add(
            MonthSum(month=date(2026, number, 1), coder_id=coder_id, work_type_id=work_type, charts=charts, hours=hours)
        )
    session.flush()


def test_hours_of_months_that_are_known_as_sums_stand_in_the_sum_and_are_named(department: Desk) -> None:
    number = department.write("Add Ana", fill)
    department.write("Months", _sums, number)
    row = department.read(reviews.packet, number, quarter(2026, 1), TODAY)
    paper = pages(build(row))
    assert "January 2026, February 2026" in paper[0] and "only the month’s sum is known" in " ".join(paper[0].split())
    words = next(page for page in paper if "The hours behind the pace" in page)
    table = words.split("The hours behind the pace")[1]
    # 160 + 120 + 10 hours of the sums, 10 of them without a standard; 300 and 200 charts at 2 an hour earn 250.
    assert "+290.00" in table and "−10.00" in table and "= 280.00" in table
    assert "250.00 earned ÷ 280.00 productive hours" in words
