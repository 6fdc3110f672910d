"""What the papers of audits say: a worksheet filled in as far as it is known, a report before and after the answers."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from codedesk import periods
from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.models import AuditDraw, Coder, Department, FindingCategory, RootCause, Severity, WorkType
from codedesk.models.audits import AuditDraft, FindingDraft, RecordDraft
from codedesk.models.departments import PolicyDraft
from codedesk.services.audits import audits
from codedesk.services.audits.papers import (
    PaperMoneyRow,
    audit_report,
    money_of,
    period_reports,
    worksheet,
)
from codedesk.services.audits.policies import POLICIES
from codedesk.services.audits.policy_sheet import policy_sheet
from tests.departments import new_department

DAY, TODAY = date(2026, 8, 20), date(2026, 10, 5)
Q3 = periods.quarter(2026, 3)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = new_department(tmp_path / "team.codedesk", "manager", None, _prepare)
    yield opened
    opened.close()


def _prepare(desk: Desk) -> None:
    desk.write("Add the team", _team)


def _team(session: Session) -> None:
    department = session.get(Department, 1) or Department(created_on=DAY)
    department.name, department.manager, department.paper = "St. Orla", "R. Castellane", "a4"
    session.add_all([
        department,
        Coder(id=1, name="Ana Diaz", name_note="inpatient", started_on=date(2020, 1, 1)),
        Coder(id=2, name="Ben Ode", started_on=date(2020, 1, 1)),
        WorkType(id=1, name="Inpatient"),
        FindingCategory(id=1, name="Sepsis", points=15, short_key="se"),
        FindingCategory(id=2, name="Modifiers", points=5, short_key="mo", position=1),
        RootCause(id=1, name="old template", short_key="ot"),
        Severity(name="low", short_key="l"),
    ])  # fmt: skip


def sheet(**more: Any) -> AuditDraft:
    """Four charts: 2 of 10 codes revised, 1 of 10 added, and two without an error."""
    lines = (
        RecordDraft(reference="A", work_type_id=1, matched=8, revised=2, payment_before_cents=100_000,
                    payment_after_cents=90_000),
        RecordDraft(reference="B", matched=9, added=1, payment_before_cents=50_000, payment_after_cents=60_000),
        RecordDraft(reference="C", matched=3, payment_before_cents=7_000),
        RecordDraft(reference="D", matched=2, payment_before_cents=20_000, payment_after_cents=25_000),
    )  # fmt: skip
    findings = (
        FindingDraft(category_id=1, root_cause_id=1, record="A", severity="low"),
        FindingDraft(category_id=2, record="A", severity="low", points=2.5, answer="rebut", answer_reason="see p. 2",
                     outcome="withdrawn", outcome_reason="right"),
        FindingDraft(category_id=2, record="B", severity="low", change="added", answer="rebut", answer_reason="note",
                     outcome="withdrawn", outcome_reason="right"),
        FindingDraft(category_id=1, severity="low", scored=False),
    )  # fmt: skip
    values = {"name": "A1", "coder_id": 1, "day": DAY, "depth": "records", "record_lines": lines, "findings": findings}
    return AuditDraft(**(values | more))


def save(desk: Desk, draft: AuditDraft) -> int:
    return desk.write("Save the audit", audits.save_audit, draft)


def ratio(result: Accuracy | NotAudited) -> tuple[float, float]:
    assert isinstance(result, Accuracy)
    return result.correct, result.reviewed


def test_a_worksheet_without_an_audit_leaves_everything_to_the_hand(desk: Desk) -> None:
    row = desk.read(worksheet, None, TODAY)
    assert (row.coder, row.work_type, row.auditor, row.method, row.drawn) == ("", "", "", "", "")
    assert (row.period, row.selection, row.phase, row.references, row.lines) == (None, None, None, (), 20)
    assert (row.categories, row.causes) == ((("se", "Sepsis"), ("mo", "Modifiers")), (("ot", "old template"),))
    assert row.severities == (("l", "low"),)
    assert (row.head.department, row.head.manager, row.head.paper, row.head.made_on) == (
        "St. Orla", "R. Castellane", "a4", TODAY,
    )  # fmt: skip


def test_a_worksheet_says_what_the_head_of_the_audit_says(desk: Desk) -> None:
    draft = AuditDraft(
        name="A1", coder_id=1, day=DAY, work_type_id=1, auditor="Kim", selection="focused", phase="pre_bill",
        method="union", method_version="3", period_from=Q3.start, period_to=Q3.end,
    )  # fmt: skip
    row = desk.read(worksheet, draft, TODAY)
    assert (row.coder, row.work_type, row.auditor) == ("Ana Diaz (inpatient)", "Inpatient", "Kim")
    assert (row.selection, row.phase, row.period) == ("focused", "pre_bill", Q3)
    assert row.method == "union, version 3"
    half = desk.read(worksheet, draft.but(period_to=None, method_version="", work_type_id=99), TODAY)
    assert (half.period, half.method, half.work_type) == (None, "union", "")


def test_the_references_are_those_of_the_audit_else_of_the_newest_draw_that_no_audit_has_used(desk: Desk) -> None:
    def draws(session: Session) -> None:
        for drawn_on, drawn, coder, audit in (
            (date(2026, 8, 3), "old", 1, None),
            (date(2026, 8, 4), " R7 \n\nR3\n", 1, None),
            (date(2026, 8, 5), "used", 1, 1),
            (date(2026, 8, 6), "of Ben", 2, None),
        ):
            drawing = AuditDraw(
                coder_id=coder, audit_id=audit, drawn_on=drawn_on, drawn=drawn, frame="x", seed=71, size=2
            )
            session.add(drawing)

    save(desk, sheet())
    desk.write("Draw", draws)
    row = desk.read(worksheet, AuditDraft(name="A2", coder_id=1, day=DAY), TODAY)
    assert (row.references, row.drawn, row.lines) == (("R7", "R3"), "2 drawn on 4 Aug 2026, seed 71", 20)
    listed = tuple(RecordDraft(reference=str(number), matched=1) for number in range(21))
    own = desk.read(worksheet, sheet(record_lines=listed, findings=()), TODAY)
    assert (own.references[:2], own.drawn, own.lines) == (("0", "1"), "", 21)


def test_a_report_says_the_result_before_and_after_the_answers(desk: Desk) -> None:
    row = desk.read(audit_report, save(desk, sheet()), TODAY)
    # first: 8 + 9 + 3 + 2 right of 10 + 10 + 3 + 2; then one revised is right, and the added one was none
    assert (ratio(row.first), ratio(row.final)) == ((22, 25), (23, 24))
    assert (row.coder, row.work_type, row.policy) == ("Ana Diaz (inpatient)", "", None)
    assert [(each.work_type, each.findings, each.cleared, each.difference) for each in row.records] == [
        ("Inpatient", 2, False, -10_000),
        ("", 1, True, 0),  # all of it was withdrawn: what was paid was right
        ("", 0, False, None),
        ("", 0, False, 5_000),
    ]
    assert [(each.category, each.root_cause, each.points, each.difference) for each in row.findings] == [
        ("Sepsis", "old template", 15, -10_000),
        ("Modifiers", "", 2.5, -10_000),
        ("Modifiers", "", 5, None),
        ("Sepsis", "", 15, None),
    ]
    assert row.money == PaperMoneyRow(over=10_000, under=5_000, records=3)
    assert (row.money.net, row.money.absolute) == (-5_000, 15_000)


def test_no_payment_known_is_no_sum(desk: Desk) -> None:
    assert money_of((None, None)) is None
    assert money_of((None, 0)) == PaperMoneyRow(0, 0, 1)
    with pytest.raises(Refused, match="no longer there"):
        desk.read(audit_report, 7, TODAY)


def test_a_report_says_how_the_result_stands_to_the_policy_of_its_day(desk: Desk) -> None:
    policy = PolicyDraft(effective_from=DAY, method="code_over_code", reason="x", accuracy=96.0, charts_per_quarter=20)
    desk.write("Policy", POLICIES.add, policy)
    on_the_day, before = save(desk, sheet()), save(desk, sheet(name="A0", day=date(2026, 8, 19)))
    found = desk.read(audit_report, on_the_day, TODAY).policy
    assert found is not None
    assert (found.target.accuracy, found.observed, found.evidence) == (96.0, "below", "cannot_tell")  # 23 of 24
    assert desk.read(audit_report, before, TODAY).policy is None


def test_the_reports_of_a_period_stand_by_coder_the_oldest_first(desk: Desk) -> None:
    for name, coder, day in (
        ("last day", 2, Q3.end), ("later", 1, Q3.end), ("first day", 1, Q3.start),
        ("too early", 1, date(2026, 6, 30)), ("too late", 1, date(2026, 10, 1)),
    ):  # fmt: skip
        save(desk, sheet(name=name, coder_id=coder, day=day))
    found = desk.read(period_reports, Q3, TODAY)
    assert [(row.coder, [each.audit.name for each in row.reports]) for row in found] == [
        ("Ana Diaz (inpatient)", ["first day", "later"]),
        ("Ben Ode", ["last day"]),
    ]


def test_the_sheet_of_the_policy_holds_the_policies_of_the_period_and_what_their_samples_show(desk: Desk) -> None:
    with pytest.raises(Refused, match="nobody belongs to this period"):
        desk.read(policy_sheet, periods.quarter(2019, 1), TODAY)
    for start, more in (
        (date(2025, 1, 1), {"accuracy": 90.0, "charts_per_quarter": 10}),  # until 30 June: over before the quarter
        (date(2026, 7, 1), {"accuracy": 95.0, "charts_per_quarter": 40}),
        (Q3.end, {"accuracy": 97.0, "work_type_id": 1}),
        (date(2026, 10, 1), {"accuracy": 99.0, "charts_per_quarter": 50}),
    ):
        desk.write(
            "Policy", POLICIES.add, PolicyDraft(effective_from=start, method="code_over_code", reason="x", **more)
        )
    save(desk, sheet())
    found = desk.read(policy_sheet, Q3, TODAY)
    assert [(row.draft.effective_from, row.work_type) for row in found.policies] == [
        (date(2026, 7, 1), ""), (Q3.end, "Inpatient"),
    ]  # fmt: skip
    assert (found.label, [row.coder for row in found.results]) == ("Q3 2026", ["Ana Diaz (inpatient)", "Ben Ode"])
    assert [(round(each.target, 4), each.size) for each in found.samples] == [(0.95, 40)]
    assert found.fingerprint == desk.read(policy_sheet, Q3, date(2026, 10, 6)).fingerprint
    save(desk, sheet(name="A2"))
    assert found.fingerprint != desk.read(policy_sheet, Q3, TODAY).fingerprint
