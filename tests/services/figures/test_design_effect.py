"""Codes of one chart go wrong together, and audits of any depth are pooled: what the interval takes as the sample."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk import models
from codedesk.metrics.intervals import wilson
from tests.services.figures.figure_department import MONDAY, WEEK, SmallDepartment, engine_at, fill_lists
from tests.services.figures.test_accuracy import SUMS, TUESDAY, accuracy_of


@pytest.fixture
def department(tmp_path: Path) -> Iterator[SmallDepartment]:
    engine = engine_at(tmp_path / "alike.db")
    with Session(engine) as session:
        small = fill_lists(SmallDepartment(session, {}))
        small.standard("IP", 2)
        small.coder("Ana Diaz")
        yield small
    engine.dispose()


def audited(department: SmallDepartment, coder: str, records: list[tuple[int, int]], name: str = "July") -> None:
    """Enter an audit of records given as right codes of codes."""
    audit = department.audit(coder, name, MONDAY, "IP", depth="records")
    for number, (right, codes) in enumerate(records):
        department.record(audit, str(number), (right, codes - right, 0, 0))


def test_all_right_never_reads_worse_than_one_code_wrong(department: SmallDepartment) -> None:
    audited(department, "Ana Diaz", [(10, 10)] * 30)
    perfect = accuracy_of(department)
    assert perfect.n_effective == pytest.approx(300 / 2.35)
    department.session.get_one(models.AuditRecord, 1).matched = 9
    department.session.get_one(models.AuditRecord, 1).revised = 1
    one_wrong = accuracy_of(department)
    assert (one_wrong.correct, one_wrong.reviewed) == (299, 300)
    assert one_wrong.low < perfect.low
    assert (perfect.evidence, one_wrong.evidence) == ("meets", "meets")


def test_three_charts_with_many_codes_do_not_show_a_standard_met(department: SmallDepartment) -> None:
    audited(department, "Ana Diaz", [(50, 50), (50, 50), (49, 50)])
    accuracy = accuracy_of(department)
    assert (accuracy.observed, accuracy.evidence) == ("met", "cannot_tell")


def test_the_department_s_other_audits_say_how_alike_codes_are(department: SmallDepartment) -> None:
    """Another coder has 40 charts of 10 codes, 8 of them half right: their spread tells of a perfect audit too."""
    audited(department, "Ana Diaz", [(10, 10)] * 4)
    department.coder("Bo")
    audited(department, "Bo", [(5, 10)] * 8 + [(10, 10)] * 32, "August")
    # 360 of 400; spread 8·4² + 32·1² = 160 of 0.9·0.1·400·39/40 = 35.1; (160 − 35.1) ÷ (35.1·9) = 0.395379;
    # drawn towards 0.15 as 4·9 errors: (35.1·0.395379 + 36·0.15) ÷ 71.1 = 0.271139
    accuracy = accuracy_of(department)
    assert accuracy.n_effective == pytest.approx(40 / (1 + 9 * 0.271139), rel=1e-5)
    assert any("the department’s, from its other audits" in remark for remark in accuracy.explanation.remarks)


def test_codes_in_counts_are_as_alike_as_the_department_s(department: SmallDepartment) -> None:
    department.audit("Ana Diaz", "July", MONDAY, "IP", records=20, matched=190, revised=10, added=0)
    department.coder("Bo")
    audited(department, "Bo", [(5, 10)] * 8 + [(10, 10)] * 32, "August")
    assert accuracy_of(department).n_effective == pytest.approx(200 / (1 + 9 * 0.271139), rel=1e-5)


def test_audits_of_other_years_and_coders_count_for_it_and_focused_ones_and_drafts_do_not(
    department: SmallDepartment,
) -> None:
    audited(department, "Ana Diaz", [(10, 10)] * 4)
    department.coder("Bo")
    for number, more in enumerate(({"feeds_accuracy": False}, {"state": "draft"}, {"method": "union"})):
        audit = department.audit("Bo", str(number), MONDAY, "IP", depth="records", **more)
        for place in range(12):
            department.record(audit, str(place), (5 + 5 * (place % 2), 5 - 5 * (place % 2), 0, 0))
    assert accuracy_of(department).n_effective == pytest.approx(40 / 2.35)
    department.session.get_one(models.Audit, 2).feeds_accuracy = True
    department.session.get_one(models.Audit, 2).day = date(2021, 3, 1)
    assert accuracy_of(department).n_effective < 40 / 2.36


def test_two_records_say_little_of_how_alike_their_codes_are(department: SmallDepartment) -> None:
    audited(department, "Ana Diaz", [(10, 11), (10, 11)])
    # no spread of 20/22·2/22·22 ÷ 2 = 10/11: (0 + 3·10·0.15) ÷ (10/11 + 30)
    assert accuracy_of(department).n_effective == pytest.approx(22 / (1 + 10 * 4.5 / (10 / 11 + 30)))


def test_errors_that_cluster_in_one_record_make_the_sample_smaller(department: SmallDepartment) -> None:
    audited(department, "Ana Diaz", [(10, 10), (10, 10), (10, 10), (2, 10)])
    # R = 0.8; spread 2² + 2² + 2² + 6² = 48 of 0.8·0.2·40·3/4 = 4.8: alike by 1, at most 0.5; 3·9 errors of 0.15
    alike = (4.8 * 0.5 + 27 * 0.15) / 31.8
    accuracy = accuracy_of(department)
    n = 40 / (1 + 9 * alike)
    assert accuracy.n_effective == pytest.approx(n)
    assert (accuracy.low, accuracy.high) == tuple(pytest.approx(bound) for bound in wilson(0.8 * n, n))

    # 400 codes in counts are as alike; four records of forty-four say the less of how alike they are: 27·440/40 errors
    department.audit("Ana Diaz", "more", TUESDAY, "IP", records=40, matched=380, revised=20, added=0, deleted=0)
    alike = (4.8 * 0.5 + 297 * 0.15) / 301.8
    assert accuracy_of(department).n_effective == pytest.approx(440 / (1 + 9 * alike))


def test_results_and_counts_of_one_method_pool_by_their_charts(department: SmallDepartment) -> None:
    """95 of 102 codes on 10 charts and 50 % as reported on 30: each of the 30 weighs 10.2 codes."""
    department.audit("Ana Diaz", "A", MONDAY, "IP", **SUMS)
    department.audit("Ana Diaz", "B", TUESDAY, "IP", depth="result", reported_accuracy=50.0, records=30)
    accuracy = accuracy_of(department)
    assert accuracy.value == pytest.approx((95 + 153) / 408)
    assert (accuracy.correct, accuracy.reviewed, accuracy.records) == (pytest.approx(248), pytest.approx(408), 40)
    assert (accuracy.as_reported, accuracy.reported_share) == (False, pytest.approx(0.75))
    assert accuracy.n_effective == pytest.approx(40)
    assert department.block("Ana Diaz", WEEK).other_methods == ()
    assert "75 % of what was reviewed is as reported: of 30 charts only a result was entered." in " ".join(
        accuracy.explanation.remarks
    )
    said = {part.name: part.value for part in accuracy.explanation.parts}
    assert said["Codes of the results as reported"] == "30 × 10.2 = 306"
    assert (said["A"], said["B"]) == ("95 of 102", "153 of 306")


def test_thirty_charts_as_reported_do_not_vanish_beside_three_counted(department: SmallDepartment) -> None:
    audit = department.audit("Ana Diaz", "A", MONDAY, "IP", depth="records")
    for number in range(3):
        department.record(audit, str(number), (10, 0, 0, 0))
    department.audit("Ana Diaz", "B", TUESDAY, "IP", depth="result", reported_accuracy=80.0, records=30)
    accuracy = accuracy_of(department)
    assert accuracy.value == pytest.approx((30 + 240) / 330)
    # 30 codes spend 30 × (1 + 9 × 0.15), 30 charts of 10 codes as one code each 30 × 10²
    assert accuracy.n_effective == pytest.approx(330**2 / (30 * 2.35 + 3000))


def test_a_result_alone_weighs_the_codes_of_a_chart_elsewhere_where_its_own_counts_say_no_charts(
    department: SmallDepartment,
) -> None:
    department.coder("Bo")
    department.audit("Bo", "elsewhere", MONDAY, "IP", records=10, matched=70, revised=10, added=0)
    department.audit("Ana Diaz", "A", MONDAY, "IP", matched=40, revised=0, added=0)
    department.audit("Ana Diaz", "B", TUESDAY, "IP", depth="result", reported_accuracy=75.0, records=5)
    accuracy = accuracy_of(department)
    assert accuracy.value == pytest.approx((40 + 0.75 * 40) / 80)
    # 40 codes without charts are taken as 4 charts, 5 charts of 8 codes: 80² ÷ (40²/4 + 5·8²)
    assert accuracy.n_effective == pytest.approx(6400 / 720)
    assert any("10 codes as one chart" in remark for remark in accuracy.explanation.remarks)
