"""Accuracy as an auditor reckons it by hand: every method on one test set, answers, samples, standards."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from codedesk import models
from codedesk.methods import METHODS
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.metrics.intervals import wilson
from tests.services.figures.figure_department import MONDAY, WEEK, SmallDepartment, engine_at, fill_lists

TUESDAY = MONDAY + timedelta(1)
# m, r, a, d, principal right, DRG right
TEST_SET = (
    (8, 0, 0, 0, True, True),
    (11, 1, 1, 0, True, True),
    (6, 1, 0, 0, False, False),
    (14, 0, 2, 0, True, True),
    (9, 0, 0, 1, True, True),
    (12, 0, 1, 0, True, False),
    (5, 0, 0, 0, True, True),
    (10, 1, 0, 0, True, True),
    (7, 0, 0, 0, True, True),
    (13, 0, 0, 1, True, False),
)
FINDINGS = (
    (2, "secondary diagnosis (other)", "revised"),
    (2, "secondary diagnosis (other)", "added"),
    (3, "principal diagnosis", "revised"),
    (4, "secondary diagnosis (other)", "added"),
    (4, "secondary diagnosis (other)", "added"),
    (5, "secondary diagnosis (other)", "deleted"),
    (6, "secondary diagnosis (CC)", "added"),
    (8, "secondary diagnosis (CC)", "revised"),
    (10, "procedure PCS", "deleted"),
)
POLICY = {
    "principal diagnosis": 15,
    "secondary diagnosis (CC)": 10,
    "secondary diagnosis (other)": 3,
    "procedure PCS": 10,
    "DRG": 25,
}
RIGHT = {
    "code_over_code": (95, 102, 0.9314),
    "code_over_code_net": (93, 102, 0.9118),
    "union": (95, 104, 0.9135),
    "error_rate": (100, 110, 0.9091),
    "record": (3, 10, 0.30),
    "drg": (7, 10, 0.70),
    "weighted": (9.0, 10, 0.90),
}
SUMS = {"records": 10, "matched": 95, "revised": 3, "added": 4, "deleted": 2}


@pytest.fixture
def department(tmp_path: Path) -> Iterator[SmallDepartment]:
    engine = engine_at(tmp_path / "accuracy.db")
    with Session(engine) as session:
        small = fill_lists(SmallDepartment(session, {}))
        small.standard("IP", 2)
        small.coder("Ana Diaz")
        for category, points in POLICY.items():
            small.category(category, points)
        yield small
    engine.dispose()


def audited_by_record(
    department: SmallDepartment, method: str = "code_over_code"
) -> tuple[int, dict[int, list[models.Finding]]]:
    """Enter the test set record by record with its findings, which are returned by record."""
    audit = department.audit("Ana Diaz", "July", MONDAY, "IP", method=method, depth="records")
    numbers = {
        number: department.record(audit, str(number), row[:4], principal_right=row[4], drg_right=row[5])
        for number, row in enumerate(TEST_SET, start=1)
    }
    findings: dict[int, list[models.Finding]] = {}
    for number, category, change in FINDINGS:
        key = department.finding(audit, category, change, numbers[number])
        findings.setdefault(number, []).append(department.session.get_one(models.Finding, key))
    return audit, findings


def accuracy_of(department: SmallDepartment) -> Accuracy:
    accuracy = department.block("Ana Diaz", WEEK).paired.accuracy
    assert isinstance(accuracy, Accuracy)
    return accuracy


@pytest.mark.parametrize("method", METHODS)
def test_every_method_on_the_test_set(department: SmallDepartment, method: str) -> None:
    audited_by_record(department, method)
    accuracy = accuracy_of(department)
    correct, reviewed, value = RIGHT[method]
    assert (accuracy.correct, accuracy.reviewed) == (pytest.approx(correct), reviewed)
    assert accuracy.value == pytest.approx(value, abs=5e-5)
    assert accuracy.first_value == accuracy.value
    assert (accuracy.records, accuracy.audits, accuracy.method, accuracy.small_sample) == (10, 1, method, True)
    assert accuracy.low <= accuracy.value <= accuracy.high


@pytest.mark.parametrize(
    ("method", "more"),
    [
        ("code_over_code", {}),
        ("code_over_code_net", {}),
        ("union", {}),
        ("error_rate", {"principal_changed": 1}),
        ("record", {"records_right": 3}),
        ("drg", {"drg_reviewed": 10, "drg_right": 7}),
    ],
)
def test_the_same_scores_come_from_counts(department: SmallDepartment, method: str, more: dict[str, Any]) -> None:
    department.audit("Ana Diaz", "July", MONDAY, "IP", method=method, depth="counts", **SUMS, **more)
    accuracy = accuracy_of(department)
    assert (accuracy.correct, accuracy.reviewed) == RIGHT[method][:2]
    assert accuracy.n_effective == pytest.approx(10)  # no chart of the department is known one by one: the charts


def test_records_known_one_by_one_tell_less_than_their_codes(department: SmallDepartment) -> None:
    audited_by_record(department)
    accuracy = accuracy_of(department)
    share, codes = 95 / 102, [m + r + a for m, r, a, *_ in TEST_SET]
    seen = sum((m - share * (m + r + a)) ** 2 for m, r, a, *_ in TEST_SET)
    expected = share * (1 - share) * 102 * 9 / 10
    more = sum(t * (t - 1) for t in codes) / 102
    alike = max(0.0, (seen - expected) / (expected * more))
    drawn = (expected * alike + 3 * more * 0.15) / (expected + 3 * more)
    n = 102 / (1 + more * drawn)
    assert accuracy.n_effective == pytest.approx(n)
    assert (accuracy.low, accuracy.high) == tuple(pytest.approx(bound) for bound in wilson(share * n, n))
    said = {part.name: part.value for part in accuracy.explanation.parts}
    assert said["Codes of one chart alike, in other audits (ρ₀)"] == "0.15"
    assert said["Worth as many independent codes (n)"] == f"{n:.4f}".rstrip("0")


def test_a_rebuttal_upheld_changes_the_final_score_and_keeps_the_first(department: SmallDepartment) -> None:
    _, findings = audited_by_record(department)
    findings[8][0].outcome = "withdrawn"  # revised
    findings[6][0].outcome = "withdrawn"  # added
    accuracy = accuracy_of(department)
    assert (accuracy.correct, accuracy.reviewed) == (96, 101)
    assert accuracy.value == pytest.approx(0.9505, abs=5e-5)
    assert accuracy.first_value == pytest.approx(0.9314, abs=5e-5)
    assert any(part.name.startswith("First score") for part in accuracy.explanation.parts)


def test_the_same_withdrawals_change_counts_entered_in_all(department: SmallDepartment) -> None:
    audit = department.audit("Ana Diaz", "July", MONDAY, "IP", depth="counts", **SUMS)
    department.finding(audit, "secondary diagnosis (CC)", "revised", outcome="withdrawn")
    department.finding(audit, "secondary diagnosis (CC)", "added", outcome="withdrawn")
    department.finding(audit, "secondary diagnosis (other)", "added", outcome="upheld")
    accuracy = accuracy_of(department)
    assert (accuracy.correct, accuracy.reviewed, accuracy.first_value) == (96, 101, 95 / 102)


def test_findings_without_a_record_are_withdrawn_from_the_audit(department: SmallDepartment) -> None:
    audit, _ = audited_by_record(department)
    department.finding(audit, "secondary diagnosis (CC)", "revised", outcome="withdrawn")
    department.finding(audit, "secondary diagnosis (CC)", "added", outcome="withdrawn")
    accuracy = accuracy_of(department)
    assert (accuracy.correct, accuracy.reviewed) == (96, 101)
    assert (accuracy.records, accuracy.audits) == (10, 1)


def test_a_withdrawn_deletion_becomes_matched(department: SmallDepartment) -> None:
    _, findings = audited_by_record(department)
    findings[5][0].outcome = "withdrawn"
    accuracy = accuracy_of(department)
    assert (accuracy.correct, accuracy.reviewed, accuracy.deleted) == (96, 103, 1)


def test_withdrawing_all_of_a_record_makes_it_right_by_every_method(department: SmallDepartment) -> None:
    audit, findings = audited_by_record(department, "record")
    findings[3][0].outcome = "withdrawn"
    expected = {"record": (4, 10), "drg": (8, 10), "weighted": (9.25, 10), "error_rate": (102, 110)}
    for method, score in expected.items():
        department.session.get_one(models.Audit, audit).method = method
        accuracy = accuracy_of(department)
        assert (accuracy.correct, accuracy.reviewed) == score, method


def test_a_withdrawn_drg_finding_makes_the_drg_right_again(department: SmallDepartment) -> None:
    audit, findings = audited_by_record(department, "drg")
    record = findings[10][0].record_id
    department.finding(audit, "DRG", "none", record, outcome="withdrawn")
    assert accuracy_of(department).correct == 8
    assert accuracy_of(department).first_value == 0.7


def test_a_drg_change_is_charged_once_at_its_own_weight(department: SmallDepartment) -> None:
    audit = department.audit("Ana Diaz", "July", MONDAY, "IP", method="weighted", depth="records")
    record = department.record(audit, "1", (6, 2, 0, 0), principal_right=False, drg_right=False)
    department.finding(audit, "principal diagnosis", "revised", record)
    department.finding(audit, "secondary diagnosis (other)", "revised", record)
    department.finding(audit, "DRG", "none", record)
    # 25 for the DRG in place of the principal diagnosis that led to it, and 3.
    assert accuracy_of(department).correct == pytest.approx(0.72)


def test_points_given_with_a_finding_win_over_the_policy_and_no_score_is_under_0(department: SmallDepartment) -> None:
    audit = department.audit("Ana Diaz", "July", MONDAY, "IP", method="weighted", depth="records")
    first = department.record(audit, "1", (6, 1, 0, 0))
    second = department.record(audit, "2", (6, 2, 0, 0))
    department.finding(audit, "procedure PCS", "revised", first, points=40.0)
    department.finding(audit, "procedure PCS", "revised", second, points=70.0)
    department.finding(audit, "procedure PCS", "revised", second, points=70.0)
    assert accuracy_of(department).correct == pytest.approx(0.6)


def test_advisory_findings_cost_nothing(department: SmallDepartment) -> None:
    audit = department.audit("Ana Diaz", "July", MONDAY, "IP", method="record", depth="records")
    record = department.record(audit, "1", (6, 0, 0, 0))
    department.category("advisory", scored=False)
    department.finding(audit, "advisory", "none", record)
    department.finding(audit, "procedure PCS", "none", record, scored=False)
    assert accuracy_of(department).correct == 1


def test_points_cannot_be_had_from_counts_alone(department: SmallDepartment) -> None:
    department.audit("Ana Diaz", "July", MONDAY, "IP", method="weighted", **SUMS)
    accuracy = department.block("Ana Diaz", WEEK).paired.accuracy
    assert isinstance(accuracy, NotAudited)
    assert "July: weighted points cannot be had from what was entered" in accuracy.reason


def test_an_audit_that_cannot_be_scored_is_left_out_and_named(department: SmallDepartment) -> None:
    department.audit("Ana Diaz", "June", MONDAY, "IP", **SUMS)
    department.audit("Ana Diaz", "July", TUESDAY, "IP", method="error_rate", **SUMS)
    accuracy = accuracy_of(department)
    assert (accuracy.method, accuracy.audits) == ("code_over_code", 1)
    assert any(remark.startswith("July: error rate") for remark in accuracy.explanation.remarks)


def test_counts_are_pooled_over_audits_and_never_averaged(department: SmallDepartment) -> None:
    department.audit("Ana Diaz", "A", MONDAY, "IP", records=5, matched=10, revised=10, added=0)
    department.audit("Ana Diaz", "B", TUESDAY, "IP", records=40, matched=380, revised=0, added=0)
    accuracy = accuracy_of(department)
    assert (accuracy.value, accuracy.audits, accuracy.records) == (390 / 400, 2, 45)
    assert not accuracy.small_sample


def test_the_latest_method_makes_the_figure_and_others_stand_beside_it(department: SmallDepartment) -> None:
    department.audit("Ana Diaz", "old", MONDAY, "IP", method="union", **SUMS)
    department.audit("Ana Diaz", "new", TUESDAY, "IP", **SUMS)
    block = department.block("Ana Diaz", WEEK)
    assert accuracy_of(department).method == "code_over_code"
    assert [other.method for other in block.other_methods] == ["union"]
    assert len(block.accuracy_trend.stretches) == 2


def test_results_as_reported_are_weighted_by_their_charts(department: SmallDepartment) -> None:
    department.audit("Ana Diaz", "A", MONDAY, "IP", depth="result", reported_accuracy=90.0, records=30)
    department.audit("Ana Diaz", "B", TUESDAY, "IP", depth="result", reported_accuracy=96.0, records=10)
    accuracy = accuracy_of(department)
    assert accuracy.value == pytest.approx(0.915)
    assert (accuracy.as_reported, accuracy.records, accuracy.n_effective, accuracy.deleted) == (True, 40, 40.0, None)
    assert any("cannot be scored again" in remark for remark in accuracy.explanation.remarks)


def test_a_result_without_its_charts_weighs_as_one(department: SmallDepartment) -> None:
    department.audit("Ana Diaz", "A", MONDAY, "IP", depth="result", reported_accuracy=90.0)
    department.audit("Ana Diaz", "B", TUESDAY, "IP", depth="result", reported_accuracy=96.0)
    accuracy = accuracy_of(department)
    assert accuracy.value == pytest.approx(0.93)
    assert (accuracy.records, accuracy.small_sample) == (None, False)
    assert any("number of charts is not known" in remark for remark in accuracy.explanation.remarks)


def test_drafts_voided_and_other_days_do_not_count(department: SmallDepartment) -> None:
    department.audit("Ana Diaz", "draft", MONDAY, "IP", state="draft", **SUMS)
    department.audit("Ana Diaz", "early", MONDAY - timedelta(1), "IP", **SUMS)
    key = department.audit("Ana Diaz", "void", MONDAY, "IP", **SUMS)
    department.session.get_one(models.Audit, key).voided = True
    assert isinstance(department.block("Ana Diaz", WEEK).paired.accuracy, NotAudited)


def test_focused_audits_have_their_own_box(department: SmallDepartment) -> None:
    department.audit("Ana Diaz", "f", MONDAY, "IP", selection="focused", feeds_accuracy=False, **SUMS)
    block = department.block("Ana Diaz", WEEK)
    assert isinstance(block.paired.accuracy, NotAudited)
    assert [focused.value for focused in block.focused] == [95 / 102]
    assert block.accuracy_trend.points == ()


def test_observed_and_what_the_sample_can_show_are_two_statements(department: SmallDepartment) -> None:
    department.audit("Ana Diaz", "July", MONDAY, "IP", records=12, matched=95, revised=5, added=0)
    accuracy = accuracy_of(department)
    assert (accuracy.standard, accuracy.observed, accuracy.evidence) == (0.95, "met", "cannot_tell")


def test_the_ramp_says_the_accuracy_expected_meanwhile(department: SmallDepartment) -> None:
    department.ramp("Ana Diaz", 50, date(2026, 1, 1), accuracy=88.0)
    department.audit("Ana Diaz", "July", MONDAY, "IP", **SUMS)
    assert accuracy_of(department).standard == 0.88


def test_audits_with_different_standards_are_read_against_their_weighted_mean(department: SmallDepartment) -> None:
    department.standard("ED", 12, accuracy=90.0)
    department.audit("Ana Diaz", "A", MONDAY, "IP", records=10, matched=30, revised=0, added=0)
    department.audit("Ana Diaz", "B", TUESDAY, "ED", records=10, matched=90, revised=0, added=0)
    accuracy = accuracy_of(department)
    assert accuracy.standard == pytest.approx((30 * 0.95 + 90 * 0.90) / 120)
    assert any("different standards" in remark for remark in accuracy.explanation.remarks)


def test_an_audit_of_all_work_is_read_against_the_department(department: SmallDepartment) -> None:
    department.session.get_one(models.Department, 1).accuracy_standard = 93.0
    department.audit("Ana Diaz", "July", MONDAY, **SUMS)
    assert accuracy_of(department).standard == 0.93


def test_without_one_the_charts_of_the_covered_period_weigh_the_standards(department: SmallDepartment) -> None:
    department.standard("ED", 12, accuracy=90.0)
    june = MONDAY - timedelta(20)
    department.day("Ana Diaz", june, 8.0, {"IP": 10, "ED": 30})
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": 99})
    audit = department.audit("Ana Diaz", "July", MONDAY, period_from=june, period_to=june, **SUMS)
    assert accuracy_of(department).standard == pytest.approx((10 * 0.95 + 30 * 0.90) / 40)
    department.session.get_one(models.Audit, audit).period_from = None
    department.session.get_one(models.Audit, audit).period_to = None
    assert accuracy_of(department).standard == pytest.approx(0.95)


def test_nothing_logged_nothing_set_and_standards_that_differ_leave_no_standard(department: SmallDepartment) -> None:
    department.standard("ED", 12, accuracy=90.0)
    department.audit("Ana Diaz", "July", MONDAY, **SUMS)
    accuracy = accuracy_of(department)
    assert (accuracy.standard, accuracy.observed, accuracy.evidence) == (None, None, None)


def test_records_bring_accuracy_to_their_work_types(department: SmallDepartment) -> None:
    department.standard("ED", 12, accuracy=90.0)
    audit = department.audit("Ana Diaz", "July", MONDAY, depth="records")
    department.record(audit, "1", (9, 1, 0, 0), work_type_id=department.ids["IP"])
    department.record(audit, "2", (5, 0, 0, 0), work_type_id=department.ids["ED"])
    department.record(audit, "3", (8, 0, 2, 0), work_type_id=department.ids["IP"])
    kinds = {kind.work_type: kind.paired.accuracy for kind in department.block("Ana Diaz", WEEK).work_types}
    assert isinstance(kinds["IP"], Accuracy)
    assert isinstance(kinds["ED"], Accuracy)
    assert (kinds["IP"].value, kinds["IP"].standard, kinds["IP"].records) == (17 / 20, 0.95, 2)
    assert (kinds["ED"].value, kinds["ED"].standard, kinds["ED"].records) == (1.0, 0.90, 1)
    whole = accuracy_of(department)
    assert (whole.correct, whole.reviewed) == (22, 25)


def test_every_sum_can_be_done_again_from_the_explanation(department: SmallDepartment) -> None:
    audited_by_record(department)
    said = {part.name: part.value for part in accuracy_of(department).explanation.parts}
    matched, revised, added = (
        float(said[name]) for name in ("Matched codes", "Revised codes", "Added codes (missed by the coder)")
    )
    assert f"{matched / (matched + revised + added):.2%}".replace("%", " %") in said["Correct of reviewed"]
    assert said["July"] == "95 of 102"


def test_a_principal_is_right_again_when_nothing_of_the_record_stands(department: SmallDepartment) -> None:
    audit = department.audit("Ana Diaz", "July", MONDAY, "IP", method="error_rate", depth="records")
    record = department.record(audit, "1", (9, 1, 0, 0), principal_right=False)
    department.finding(audit, "secondary diagnosis (CC)", "revised", record, outcome="withdrawn")
    accuracy = accuracy_of(department)
    assert (accuracy.value, accuracy.first_value) == (1.0, pytest.approx(1 - 2 / 11))
