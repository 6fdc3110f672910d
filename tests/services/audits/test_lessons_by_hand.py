"""What audits teach, counted by hand: what is in, what is out, which audits are one after the other, auditors apart."""

from datetime import date
from fractions import Fraction

import pytest
from sqlmodel import Session, select

from codedesk.desk import Desk
from codedesk.models import Audit, AuditRecord, Coder, Finding
from codedesk.periods import quarter
from codedesk.services.audits import audits
from codedesk.services.audits.consistency import consistency
from codedesk.services.audits.lessons import audit_lessons
from tests.independent import Charts, spread, wilson
from tests.services.audits.test_lessons import AUGUST, CC, JULY, LATE, POA, Q3, SPRING, TODAY, Department


@pytest.fixture
def team(department: Desk) -> Department:
    return Department(department)


def counted(team: Department, **more: object) -> dict[str, tuple[int, int]]:
    return {row.name: (row.count, row.previous) for row in team.lessons(**more).by_category}  # type: ignore[arg-type]


def test_the_day_of_the_audit_decides_the_period_to_the_day(team: Department) -> None:
    for day, found in (
        (date(2026, 3, 31), [CC] * 8),  # before the period before: nowhere
        (date(2026, 4, 1), [CC]),
        (date(2026, 6, 30), [CC] * 2),
        (date(2026, 7, 1), [CC] * 3),
        (date(2026, 9, 30), [CC]),
        (date(2026, 10, 1), [CC] * 7),  # after it: nowhere
    ):
        team.audit("Ana", day, found, period_from=date(2026, 1, 1), period_to=date(2026, 12, 31))
    assert counted(team) == {"secondary diagnosis CC": (4, 3)}


def test_every_selection_counts_and_what_is_withdrawn_voided_draft_or_advisory_does_not(team: Department) -> None:
    team.audit("Ana", JULY, [CC, CC, POA], selection="focused", feeds_accuracy=False)
    team.audit("Ben", JULY, [CC], selection="new_coder")
    team.audit("Cleo", JULY, [POA] * 5, state="draft")
    team.audit("Dov", JULY, [POA] * 4, outcome="withdrawn")
    gone = team.audit("Dov", AUGUST, [POA] * 6)
    team.desk.write("Void", audits.void_audit, gone, "typed twice")
    team.desk.write("Advise", _not_scored, 1)
    rows = team.lessons()
    assert counted(team) == {"secondary diagnosis CC": (3, 0), "POA": (1, 0)}
    assert (rows.reviewed.audits, rows.reviewed.records, rows.reviewed.coders) == (3, 30, 3)
    assert [(row.name, row.count) for row in rows.by_severity] == [("medium", 4)]
    assert {row.name: (row.count, row.under, row.over) for row in rows.by_cause} == {
        "slip": (3, 3, 0), "knowledge": (1, 0, 0),
    }  # fmt: skip


def _not_scored(session: Session, audit_id: int) -> None:
    session.add(Finding(audit_id=audit_id, category_id=5, scored=False))
    session.add(Finding(audit_id=audit_id, category_id=20))  # the category "advisory"


def test_two_findings_of_one_category_in_one_record_are_two(team: Department) -> None:
    number = team.audit("Ana", JULY, [CC])
    team.desk.write("Second", _in_record, number)
    rows = team.lessons()
    # 2 findings in 10 records and in 99 + 1 + 1 codes of the auditor: one more is added in record 0
    assert [(row.count, row.per_100_records, row.per_100_codes) for row in rows.by_category] == [
        (2, 20.0, pytest.approx(100 * 2 / 101)),
    ]
    assert rows.proposals == ()  # twice in one audit is not two audits running


def _in_record(session: Session, audit_id: int) -> None:
    record = session.get_one(AuditRecord, 1)
    record.added = 2
    finding = session.get_one(Finding, 1)
    kind, cause = finding.category_id, finding.root_cause_id
    session.add(Finding(audit_id=audit_id, record_id=1, category_id=kind, change="added", root_cause_id=cause))


def test_one_coder_and_one_work_type_are_what_is_asked_for(team: Department) -> None:
    team.audit("Ana", JULY, [CC, POA])
    team.audit("Ana", AUGUST, [POA], work_type_id=2)
    team.audit("Ben", JULY, [CC] * 3)
    team.audit("Ben", SPRING, [POA])
    assert counted(team, coder="Ana") == {"POA": (2, 0), "secondary diagnosis CC": (1, 0)}
    assert counted(team, work_type_id=2) == {"POA": (1, 0)}
    assert counted(team, coder="Ben") == {"secondary diagnosis CC": (3, 0), "POA": (0, 1)}
    assert counted(team, coder="Ana", work_type_id=1) == {"POA": (1, 0), "secondary diagnosis CC": (1, 0)}


def test_causes_that_are_not_the_coders_stand_apart_with_the_period_before(team: Department) -> None:
    team.audit("Ana", SPRING, [LATE, LATE, CC])
    team.audit("Ana", JULY, [LATE, CC, CC])
    rows = team.lessons()
    assert counted(team) == {"secondary diagnosis CC": (2, 1)}
    (late,) = rows.apart
    assert (late.origin, late.row.name, late.row.count, late.row.previous) == (
        "documentation", "document arrived late", 1, 2,
    )  # fmt: skip


def test_a_sheet_whose_errors_have_no_findings_lists_nothing_and_breaks_no_run(team: Department) -> None:
    team.audit("Ana", SPRING, [CC])
    between = team.audit("Ana", JULY, [CC])
    team.audit("Ana", AUGUST, [CC])
    team.desk.write("Lose", _lose_findings, between)
    rows = team.lessons()
    assert (rows.reviewed.audits, rows.reviewed.listed, rows.reviewed.records) == (2, 1, 10)
    assert rows.by_category[0].per_100_records == 10.0
    assert [(one.running, one.findings) for one in rows.proposals] == [(2, 2)]


def _lose_findings(session: Session, audit_id: int) -> None:
    for finding in session.exec(select(Finding).where(Finding.audit_id == audit_id)):
        finding.voided, finding.void_reason = True, "for the test"


def test_running_goes_by_the_dates_of_the_audits_not_by_when_they_were_typed(team: Department) -> None:
    team.audit("Ana", AUGUST, [CC])
    team.audit("Ana", SPRING, [CC])
    team.audit("Ana", JULY, [POA])  # typed last, lies between
    assert team.lessons().proposals == ()
    team.audit("Ana", date(2026, 9, 1), [CC, CC])
    (proposal,) = team.lessons().proposals
    assert (proposal.day, proposal.running, proposal.findings) == (date(2026, 9, 1), 2, 3)


@pytest.mark.parametrize("how", ["voided", "withdrawn", "draft", "other coder", "after the period"])
def test_what_is_no_second_audit_with_it_proposes_nothing(team: Department, how: str) -> None:
    team.audit("Ana", JULY, [CC])
    more = {"withdrawn": {"outcome": "withdrawn"}, "draft": {"state": "draft"}}.get(how, {})
    day = date(2026, 10, 1) if how == "after the period" else AUGUST
    second = team.audit("Ben" if how == "other coder" else "Ana", day, [CC], **more)
    if how == "voided":
        team.desk.write("Void", audits.void_audit, second, "typed twice")
    assert team.lessons().proposals == ()


def test_a_slip_between_breaks_no_run_for_it_lists_nothing(team: Department) -> None:
    team.audit("Ana", SPRING, [CC])
    team.desk.write("Slip", _slip)
    team.audit("Ana", AUGUST, [CC])
    (proposal,) = team.lessons().proposals
    assert (proposal.running, proposal.draft.due_on, proposal.draft.reaudit_on) == (
        2, date(2026, 10, 30), date(2026, 12, 29),  # 30 and 90 days after 30 September, both on weekdays
    )  # fmt: skip


def _slip(session: Session) -> None:
    session.add(Audit(name="slip", coder_id=1, day=JULY, depth="result", records=20, reported_accuracy=88.6))


def test_nothing_is_proposed_for_who_has_left(team: Department) -> None:
    team.audit("Ana", SPRING, [CC])
    team.audit("Ana", JULY, [CC])
    assert len(team.lessons().proposals) == 1
    team.desk.write("Leave", _leave, date(2026, 9, 29))
    assert team.lessons().proposals == ()


def _leave(session: Session, day: date) -> None:
    session.get_one(Coder, 1).left_on = day


def test_the_quarter_before_is_that_of_the_departments_year(team: Department) -> None:
    team.audit("Ana", date(2026, 1, 15), [CC])
    team.audit("Ana", date(2025, 11, 15), [POA])
    rows = team.desk.read(audit_lessons, quarter(2026, 1), TODAY)
    assert [(row.name, row.count, row.previous) for row in rows.by_category] == [
        ("secondary diagnosis CC", 1, 0), ("POA", 0, 1),
    ]  # fmt: skip


def _charts(wrong: int, count: int) -> Charts:
    """So many records of 10 codes, one code wrong in some."""
    return [(Fraction(9), Fraction(10))] * wrong + [(Fraction(10), Fraction(10))] * (count - wrong)


def _worth(own: list[Charts], others: list[Charts]) -> float:
    """The design effect of records of 10 codes, 9 more codes than one; alike by (seen - expected) ÷ 9·expected."""
    drawn = Fraction("0.15")
    for groups, weight in ((others, 36), (own, 27)):
        seen, expected = (sum((spread(charts)[place] for charts in groups), Fraction(0)) for place in (0, 1))
        alike = max(Fraction(0), (seen - expected) / (9 * expected))
        drawn = (expected * alike + weight * drawn) / (expected + weight)
    return float(1 + 9 * drawn)


def test_the_difference_of_two_auditors_is_newcombes_by_hand(team: Department) -> None:
    for coder in ("Ana", "Ben"):
        team.audit(coder, JULY, [CC] * 8, auditor="Kim")
        team.audit(coder, AUGUST, [CC], auditor="Lee")
    # Left out: another method, a focused audit, another work type, a draft, the period before.
    team.audit("Ana", JULY, [CC] * 9, auditor="Kim", method="union")
    team.audit("Ana", JULY, [CC] * 9, auditor="Lee", selection="focused", feeds_accuracy=False)
    team.audit("Ana", JULY, [CC] * 9, auditor="Lee", work_type_id=2)
    team.audit("Ana", JULY, [CC] * 9, auditor="Lee", state="draft")
    team.audit("Ana", SPRING, [CC] * 9, auditor="Lee")
    (row,) = team.desk.read(consistency, Q3)
    # Kim 184 of 200, Lee 198 of 200 codes in 20 records of 10 each. Of the others, Kim's draw on Ana's 19 errors in 30
    # records and Ben's 1 in 10, Lee's on Ana's 26 in 30 and Ben's 8 in 10; each coder about the own accuracy.
    kim = _worth([_charts(8, 10), _charts(8, 10)], [_charts(19, 30), _charts(1, 10)])
    lee = _worth([_charts(1, 10), _charts(1, 10)], [_charts(26, 30), _charts(8, 10)])
    p1, p2 = 184 / 200, 198 / 200
    (low1, high1), (low2, high2) = wilson(p1, 200 / kim), wilson(p2, 200 / lee)
    below = ((p1 - float(low1)) ** 2 + (float(high2) - p2) ** 2) ** 0.5
    above = ((float(high1) - p1) ** 2 + (p2 - float(low2)) ** 2) ** 0.5
    assert row.difference.value == pytest.approx(-0.07)
    assert (row.difference.low, row.difference.high) == pytest.approx((-0.07 - below, -0.07 + above), abs=1e-9)
    assert row.difference.clear and row.question.startswith("7.0 points apart, more than chance explains")


def test_auditors_of_audits_that_name_no_work_type_say_that_the_work_may_differ(team: Department) -> None:
    team.audit("Ana", JULY, [CC] * 5, auditor="Kim", work_type_id=None)
    team.audit("Ana", AUGUST, [CC], auditor="Lee", work_type_id=None)
    (row,) = team.desk.read(consistency, Q3)
    assert "No work type is named, so the work may differ." in row.question
