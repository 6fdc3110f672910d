"""Calibration from a department's own audited work, by hand: what counts, what is left out, and in which words."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk.services.standards.calibration import OPENING, calibration, evidence, evidence_of, finding, proposal
from codedesk.services.standards.calibration_rows import CalibrationRow
from tests.services.figures.figure_department import SmallDepartment, engine_at, fill_lists

MONDAY = date(2026, 7, 6)
TODAY = date(2026, 10, 1)
WEEKS = {"Ana": (20, 21, 22, 23, 24), "Bo": (22, 22, 22, 22, 22), "Cy": (24, 25, 26, 21, 20)}


@pytest.fixture
def department(tmp_path: Path) -> Iterator[SmallDepartment]:
    engine = engine_at(tmp_path / "calibration.db")
    with Session(engine) as session:
        small = fill_lists(SmallDepartment(session, {}))
        small.standard("IP", 2.5)
        small.standard("ED", 12)
        yield small
    engine.dispose()


def work(small: SmallDepartment, coder: str, charts: tuple[int, ...], hours: float = 10.0) -> None:
    """Log a day of so many hours a week, from July on."""
    if coder not in small.ids:
        small.coder(coder)
    for week, count in enumerate(charts):
        small.day(coder, MONDAY + timedelta(7 * week), hours, {"IP": (count, hours)})


def audit(small: SmallDepartment, coder: str, matched: int, kind: str | None = "IP") -> None:
    counts = {"matched": matched, "revised": 100 - matched, "added": 0, "deleted": 0, "records": 10}
    small.audit(coder, f"{coder} {kind}", date(2026, 8, 3), kind, depth="counts", state="final", **counts)


def three(small: SmallDepartment) -> None:
    for coder, charts in WEEKS.items():
        work(small, coder, charts)
        audit(small, coder, 97)


def read(small: SmallDepartment, kind: str = "IP") -> CalibrationRow:
    return calibration(small.session, small.ids[kind], TODAY)


def test_median_and_middle_half_of_fifteen_weeks(department: SmallDepartment) -> None:
    """2.0 2.0 2.1 2.1, six times 2.2, 2.3 2.4 2.4 2.5 2.6: the eighth is 2.2, the quarters 2.15 and 2.35."""
    three(department)
    row = read(department)
    assert row.spread is not None
    assert (row.spread.median, row.spread.low, row.spread.high) == (
        pytest.approx(2.2), pytest.approx(2.15), pytest.approx(2.35)
    )  # fmt: skip
    assert (row.spread.weeks, row.spread.coders) == (15, 3)
    assert finding(row) == (
        "The middle half of audited work that met accuracy lies between 2.15 and 2.35 per hour; the standard is 2.5 "
        "per hour, more than three of four such weeks reached."
    )
    made = proposal(row)
    assert made is not None and (made.pace, made.pace_unit) == (2.2, "per_hour")


def test_the_evidence_has_its_dates_its_accuracy_and_no_name(department: SmallDepartment) -> None:
    """Accuracy of the three: 291 of 300 codes, 97 %."""
    three(department)
    said = evidence(read(department)).replace("\u00a0", " ")
    assert said.startswith(f"{OPENING}1 Oct 2025 – 30 Sep 2026: median 2.2 per hour, middle half 2.15 to 2.35 per hour")
    assert "15 coder-weeks of 3 coders. Accuracy 97.0 % (" in said and "30 charts in 3 audits" in said
    assert not any(name in said for name in WEEKS)
    assert evidence_of(said, "") == "audited work of the department, 1 Oct 2025 – 30 Sep 2026"


def test_what_does_not_count_is_left_out_and_said(department: SmallDepartment) -> None:
    three(department)
    work(department, "Dee", (40, 40))
    audit(department, "Dee", 90)
    work(department, "Eve", (40, 40, 40))
    work(department, "Fay", (10, 10, 10, 10))
    department.ramp("Fay", 50, date(2026, 1, 1))
    audit(department, "Fay", 99)
    department.day("Ana", date(2026, 9, 7), 2.0, {"IP": (9, 2.0)})
    department.day("Bo", date(2026, 9, 7), 8.0, {"IP": 9, "ED": 30})
    row = read(department)
    assert row.spread is not None and row.spread.median == pytest.approx(2.2)
    assert {each.why: each.weeks for each in row.left_out} == {
        "of coders whose audits did not meet accuracy": 2,
        "of coders not audited in that quarter": 3,
        "on a ramp": 4,
        "with under 4 hours of it": 1,
        "without hours of their own": 1,
    }


def test_too_little_audited_work_tells_no_figure(department: SmallDepartment) -> None:
    work(department, "Ana", (20, 21, 22))
    audit(department, "Ana", 97)
    row = read(department)
    assert (row.spread, row.rates, row.audited, proposal(row), evidence(row)) == (None, (), None, None, "")
    assert finding(row) == (
        "Too little audited work that met accuracy: 3 coder-weeks of 1 coder. "
        "Figures are given from 12 coder-weeks of 3 coders on."
    )


def test_an_audit_that_names_no_work_type_speaks_for_all(department: SmallDepartment) -> None:
    for coder, charts in WEEKS.items():
        work(department, coder, charts)
        audit(department, coder, 97, None)
    assert read(department).weeks == 15


def test_a_standard_on_paid_hours_is_said_in_paid_hours(department: SmallDepartment) -> None:
    """10 paid hours, 2 of meeting: 16 charts in 8 productive hours are 2 an hour of them, 1.6 an hour that is paid."""
    department.standard("Clinic", 2.0, basis="paid")
    for coder in WEEKS:
        department.coder(coder)
        for week in range(5):
            day = MONDAY + timedelta(7 * week)
            department.day(coder, day, 10.0, {"Clinic": 16}, {"meeting": 2.0})
        audit(department, coder, 97, "Clinic")
    row = read(department, "Clinic")
    assert row.spread is not None and row.spread.median == pytest.approx(1.6)


def test_weeks_in_a_process_signal_count_and_are_named_with_the_middle_half_without_them(
    department: SmallDepartment,
) -> None:
    """Four coders, a year and more at 25 charts in 10 h; in the 13 weeks from 6 July on all of them at 20, 2 an hour.

    52 of the weeks of the last four quarters are slow. The other ones are 2.5 throughout.
    """
    first = date(2025, 6, 30)
    for coder in ("Ana", "Bo", "Cy", "Di"):
        department.coder(coder, scheduled_hours_per_week=10)
        for week in range(66):
            day = first + timedelta(7 * week)
            # A chart more or less in turn, so that weeks vary as weeks do.
            charts = (20 if day >= MONDAY else 25) + (week + len(coder)) % 2
            department.day(coder, day, 10.0, {"IP": (charts, 10.0)})
        for quarter in (date(2025, 11, 3), date(2026, 2, 2), date(2026, 5, 4), date(2026, 8, 3)):
            counts = {"matched": 97, "revised": 3, "added": 0, "deleted": 0, "records": 10}
            department.audit(coder, f"{coder} {quarter}", quarter, "IP", depth="counts", state="final", **counts)
    row = read(department)
    assert len(row.signals) == 1 and row.signals[0].startswith("The team as a whole: pace")
    assert row.disturbed == 52
    assert row.undisturbed is not None and row.spread is not None
    assert (row.undisturbed.low, row.undisturbed.weeks) == (pytest.approx(2.5), row.weeks - 52)
    # The quarter of 208 weeks lies three quarters of the way from the last slow week, 2.1, to the first other, 2.5.
    assert row.spread.low == pytest.approx(2.4)
    assert "52 of the weeks while the process was disturbed" in evidence(row)


def test_minutes_a_chart_turn_the_ends_around(department: SmallDepartment) -> None:
    """2.15 and 2.35 charts an hour are 27.9 and 25.5 minutes a chart, 2.2 is 27.3."""
    department.standard("Slow", 25.0, pace_unit="minutes_per_chart")
    for coder, charts in WEEKS.items():
        department.coder(coder)
        for week, count in enumerate(charts):
            department.day(coder, MONDAY + timedelta(7 * week), 10.0, {"Slow": (count, 10.0)})
        audit(department, coder, 97, "Slow")
    words = finding(read(department, "Slow"))
    assert "lies between 25.5 and 27.9 minutes per chart; the standard is 25 minutes per chart" in words


def test_evidence_is_told_apart_for_the_sheet() -> None:
    assert evidence_of("agreed", "ACDIS 2019") == "ACDIS 2019"
    assert evidence_of("agreed", " ") == "the reason given; no other evidence is recorded"
    assert evidence_of(f"{OPENING}1 Oct 2025 – 30 Sep 2026: median 2", "time study") == (
        "audited work of the department, 1 Oct 2025 – 30 Sep 2026; time study"
    )
