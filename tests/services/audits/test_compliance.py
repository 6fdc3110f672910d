"""The compliance view: money by hand, DRG changes, phases side by side, below the standard whatever the pace."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from codedesk import models
from codedesk.metrics.figures import Accuracy
from codedesk.models.education import EducationDraft
from codedesk.services.audits.compliance import ComplianceRow, MoneyRow, RecordMoney, compliance, drg_changes, money
from codedesk.services.people import education
from tests.services.figures.figure_department import MONDAY, QUARTER, SmallDepartment, engine_at, fill_lists

TODAY = date(2026, 9, 30)


@pytest.fixture
def department(tmp_path: Path) -> Iterator[SmallDepartment]:
    engine = engine_at(tmp_path / "compliance.db")
    with Session(engine) as session:
        small = fill_lists(SmallDepartment(session, {}))
        small.standard("IP", 2)
        small.standard("ED", 10)
        for name in ("Ana Diaz", "Bo Chen"):
            small.coder(name)
        small.category("DRG", 25)
        yield small
    engine.dispose()


def view(department: SmallDepartment, **more: int) -> ComplianceRow:
    return compliance(department.session, QUARTER, TODAY, **more)


def paid(before: int | None, after: int | None, *, right: bool | None = False) -> RecordMoney:
    return RecordMoney(before, after, right)


def test_the_four_figures_of_money() -> None:
    changed = (paid(1430000, 975000), paid(820000, 1210000), paid(1145000, 950000), paid(None, 5), paid(7, 7))
    row = money(changed)
    assert (row.over_cents, row.under_cents) == (650000, 390000)
    assert (row.net_cents, row.absolute_cents) == (-260000, 1040000)
    assert (row.records, row.of_records) == (4, 5)


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9))))
def test_net_never_says_more_than_absolute(pairs: list[tuple[int, int]]) -> None:
    row = money(paid(before, after) for before, after in pairs)
    assert abs(row.net_cents) <= row.absolute_cents
    assert row.net_cents == sum(after - before for before, after in pairs)


def test_drg_changes_go_up_or_down_where_payments_are_known() -> None:
    rows = (
        paid(900, 800), paid(900, 700), paid(700, 900), paid(5, 5), paid(None, None),
        paid(1, 1, right=True), paid(1, 2, right=None),
    )  # fmt: skip
    found = drg_changes(rows)
    assert (found.reviewed, found.changed) == (6, 5)
    assert (found.down, found.up, found.same, found.unknown) == (2, 1, 1, 1)


def test_a_record_whose_findings_were_withdrawn_costs_nothing(department: SmallDepartment) -> None:
    audit = department.audit("Ana Diaz", "July", MONDAY, "IP", depth="records")
    more = {"drg_right": False, "payment_before_cents": 500000, "payment_after_cents": 300000}
    kept = department.record(audit, "1", (9, 1, 0, 0), **more)
    gone = department.record(audit, "2", (9, 1, 0, 0), **more)
    department.finding(audit, "DRG", "revised", kept, outcome="upheld")
    department.finding(audit, "DRG", "revised", gone, outcome="withdrawn")
    rows = view(department)
    assert rows.money == MoneyRow(over_cents=200000, under_cents=0, records=2, of_records=2)
    assert (rows.drg.reviewed, rows.drg.changed, rows.drg.down) == (2, 1, 1)


def test_pre_bill_stands_beside_retrospective_each_with_its_sample(department: SmallDepartment) -> None:
    counts = {"depth": "counts", "records": 40, "deleted": 0}
    for name, phase, matched, selection in (
        ("one", "pre_bill", 97, "random"),
        ("two", "pre_bill", 99, "random"),
        ("three", "retrospective", 90, "random"),
        ("four", "retrospective", 10, "focused"),
    ):
        department.audit(
            "Ana Diaz", name, MONDAY, "IP", phase=phase, selection=selection, feeds_accuracy=selection == "random",
            matched=matched, revised=100 - matched, added=0, **counts,
        )  # fmt: skip
    found = view(department).phases
    assert [(row.phase, row.accuracy.value, row.accuracy.records, row.audits) for row in found] == [
        ("pre_bill", 0.98, 80, 2),
        ("retrospective", 0.9, 40, 1),
    ]
    assert all(row.accuracy.low < row.accuracy.value < row.accuracy.high for row in found)
    assert view(department, work_type_id=department.ids["ED"]).phases == ()


def test_a_fast_coder_below_the_standard_is_listed_with_the_pace_beside(department: SmallDepartment) -> None:
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": 32})
    department.day("Bo Chen", MONDAY, 8.0, {"IP": 8})
    for coder, matched in (("Ana Diaz", 90), ("Bo Chen", 99)):
        department.audit(
            coder, coder, MONDAY, "IP", depth="counts", records=40, matched=matched, revised=100 - matched, added=0
        )
    rows = view(department)
    (below,) = rows.below
    assert (below.coder, below.accuracy.value, below.paired.pace.value, below.latest) == ("Ana Diaz", 0.9, 2.0, MONDAY)
    assert isinstance(below.paired.accuracy, Accuracy)
    assert rows.audited_coders == 2
    assert view(department, coder_id=department.ids["Bo Chen"]).below == ()
    assert view(department, work_type_id=department.ids["ED"]).below == ()
    assert [row.coder for row in view(department, work_type_id=department.ids["IP"]).below] == ["Ana Diaz"]


def test_what_is_overdue_and_what_waits(department: SmallDepartment) -> None:
    audit = department.audit("Ana Diaz", "July", MONDAY, "IP", depth="records", state="shared")
    record = department.record(audit, "7", (9, 1, 0, 0))
    department.finding(audit, "DRG", "revised", record, answer="rebut", answer_reason="Clinically supported.")
    for gap, due, outcome in (
        ("late", date(2026, 9, 1), ""),
        ("done", date(2026, 9, 1), "held"),
        ("to come", date(2026, 12, 1), ""),
    ):
        department.add(models.CorrectiveAction(audit_id=audit, gap=gap, due_on=due, outcome=outcome))
    for topic, due in (("POA", date(2026, 9, 29)), ("HCC", TODAY)):
        education.EDUCATION.add(
            department.session, EducationDraft(coder_id=department.ids["Ana Diaz"], topic=topic, due_on=due)
        )
    rows = view(department)
    assert [row.draft.gap for row in rows.overdue] == ["late"]
    assert [row.draft.topic for row in rows.education_overdue] == ["POA"]
    assert [(row.audit, row.record, row.category, row.reason) for row in rows.rebuttals] == [
        ("July", "7", "DRG", "Clinically supported.")
    ]
    other = view(department, coder_id=department.ids["Bo Chen"])
    assert (other.overdue, other.education_overdue, other.rebuttals) == ((), (), ())


def test_an_empty_department_has_an_empty_view(department: SmallDepartment) -> None:
    rows = view(department)
    assert (rows.audits, rows.below, rows.phases, rows.audited_coders) == (0, (), (), 0)
    assert rows.money == MoneyRow(0, 0, 0, 0)


def test_the_four_figures_from_the_records_of_the_period_alone(department: SmallDepartment) -> None:
    """−4,550 and −1,950 are over-coded, +3,900 under-coded: over 6,500, under 3,900, net −2,600, absolute 10,400."""

    def paid_records(name: str, day: date, *cents: tuple[int | None, int | None], **more: object) -> list[int]:
        audit = department.audit("Ana Diaz", name, day, "IP", depth="records", **more)
        return [
            department.record(audit, str(at), (9, 1, 0, 0), payment_before_cents=before, payment_after_cents=after)
            for at, (before, after) in enumerate(cents)
        ]

    paid_records("one", QUARTER.start, (1_430_000, 975_000), (820_000, 1_210_000))
    paid_records("two", QUARTER.end, (1_145_000, 950_000), (500_000, 500_000), (None, 100), selection="focused")
    paid_records("draft", MONDAY, (900_000, 0), state="draft")
    paid_records("before", QUARTER.start - timedelta(1), (900_000, 0))
    paid_records("after", QUARTER.end + timedelta(1), (900_000, 0))
    paid_records("voided", MONDAY, (900_000, 0), voided=True, void_reason="typed twice")
    row = view(department).money
    assert (row.over_cents, row.under_cents, row.net_cents, row.absolute_cents) == (
        650_000, 390_000, -260_000, 1_040_000,
    )  # fmt: skip
    assert (row.records, row.of_records) == (4, 5)


@pytest.mark.parametrize(
    ("findings", "changed", "over"),
    [
        # (category, change, outcome): DRG changed and 200,000 cents over-coded before any answer
        ([("DRG", "none", "upheld"), ("PDX", "revised", "upheld")], 1, 200_000),
        # The DRG finding is withdrawn: the DRG is right again; the principal stands and with it what it cost.
        ([("DRG", "none", "withdrawn"), ("PDX", "revised", "upheld")], 0, 200_000),
        ([("DRG", "none", "upheld"), ("PDX", "revised", "withdrawn")], 1, 200_000),
        ([("DRG", "none", "withdrawn"), ("PDX", "revised", "withdrawn")], 0, 0),
        # The code was counted without its finding: it still stands, and so does what it cost.
        ([("PDX", "added", "withdrawn")], 1, 200_000),
        # What only advises neither holds a record nor clears it.
        ([("PDX", "revised", "withdrawn"), ("note", "none", "")], 0, 0),
        ([("note", "none", "withdrawn")], 1, 200_000),
        ([], 1, 200_000),
    ],
)
def test_drg_changes_follow_the_answers_by_the_rule_of_the_scores(
    department: SmallDepartment, findings: list[tuple[str, str, str]], changed: int, over: int
) -> None:
    department.category("PDX", 15, role="principal")
    department.category("note", scored=False)
    audit = department.audit("Ana Diaz", "July", MONDAY, "IP", depth="records", method="drg")
    more = {"drg_right": False, "payment_before_cents": 500_000, "payment_after_cents": 300_000}
    record = department.record(audit, "1", (9, 1, 0, 0), **more)
    for category, change, outcome in findings:
        department.finding(audit, category, change, record, outcome=outcome)
    rows = view(department)
    assert (rows.drg.reviewed, rows.drg.changed, rows.money.over_cents) == (1, changed, over)
    (phase,) = rows.phases
    assert phase.accuracy.correct == 1 - changed  # the DRG accuracy says the same of the same record
