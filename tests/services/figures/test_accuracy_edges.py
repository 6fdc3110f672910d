"""Accuracy where there is little, nothing, everything right or everything wrong: the sample that its interval takes."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk import models
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.metrics.intervals import wilson
from tests.services.figures.figure_department import MONDAY, WEEK, SmallDepartment, engine_at, fill_lists

Sheet = list[tuple[int, int, int, int]]


@pytest.fixture
def department(tmp_path: Path) -> Iterator[SmallDepartment]:
    engine = engine_at(tmp_path / "edges.db")
    with Session(engine) as session:
        small = fill_lists(SmallDepartment(session, {}))
        small.standard("IP", 2)
        small.coder("Ana Diaz")
        yield small
    engine.dispose()


def enter(department: SmallDepartment, records: Sheet, method: str = "code_over_code", day: int = 0) -> None:
    name = f"{method} {day}"
    audit = department.audit(
        "Ana Diaz", name, MONDAY + timedelta(day), "IP", method=method, depth="records", selection="random"
    )
    for number, counts in enumerate(records):
        department.record(audit, str(number), counts)


def quality(department: SmallDepartment) -> Accuracy | NotAudited:
    return department.block("Ana Diaz", WEEK).paired.accuracy


@pytest.mark.parametrize(
    ("records", "method", "value", "n"),
    [
        # alone in its department: codes of one chart are taken to be alike by 0.15, on charts of 10 codes 1 + 9·0.15
        ([(9, 1, 0, 0)], "code_over_code", 0.9, 10 / 2.35),
        # spread 0.5² + 0.5² = 0.5, of independent codes 0.95·0.05·20 ÷ 2 = 0.475: alike by 0.025 ÷ (0.475·9);
        # drawn towards 0.15 as 3·9 errors: 0.147507; effect 2.327566
        ([(9, 1, 0, 0), (10, 0, 0, 0)], "code_over_code", 0.95, 20 / 2.327566),
        ([(10, 0, 0, 0)] * 4, "code_over_code", 1.0, 40 / 2.35),  # all right: what is assumed, whatever the records
        ([(0, 10, 0, 0)] * 4, "code_over_code", 0.0, 40 / 2.35),  # all wrong
        ([(1, 3, 0, 3)] * 3, "code_over_code_net", 0.0, 12 / 1.45),  # 3 - 9 of 12 is not below 0
        # each record alike: spread 0 of 0.9·0.1·50·4/5 = 3.6; 27·0.15 ÷ 30.6 = 0.132353; effect 2.191176
        ([(9, 1, 0, 0)] * 5, "code_over_code", 0.9, 50 / 2.191176),
        # a record without codes adds nothing but itself: 18 of 20, spread 1² + 1² = 2, expected 0.9·0.1·20·3/4 = 1.35;
        # 0.65 ÷ (1.35·9) = 0.053498, drawn towards 0.15: (1.35·0.053498 + 27·0.15) ÷ 28.35 = 0.145405; effect 2.308642
        ([(10, 0, 0, 0), (8, 2, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0)], "code_over_code", 0.9, 20 / 2.308642),
        ([(8, 0, 0, 2), (0, 0, 0, 0)], "record", 0.5, 2),  # a record without codes has no error
        ([(0, 0, 0, 5), (10, 0, 0, 0), (10, 0, 0, 0)], "union", 0.8, None),
    ],
)
def test_the_value_and_the_sample_of_its_interval(
    department: SmallDepartment, records: Sheet, method: str, value: float, n: float | None
) -> None:
    enter(department, records, method)
    found = quality(department)
    assert isinstance(found, Accuracy)
    assert found.value == pytest.approx(value)
    if n is not None:
        assert found.n_effective == pytest.approx(n, rel=1e-5)
        assert (found.low, found.high) == pytest.approx(wilson(value * n, n), rel=1e-5)
    assert 0 <= found.low <= found.value <= found.high <= 1


@pytest.mark.parametrize("method", ["code_over_code", "code_over_code_net", "union"])
def test_records_without_any_code_are_no_accuracy_and_no_error(department: SmallDepartment, method: str) -> None:
    enter(department, [(0, 0, 0, 0)] * 3, method)
    found = quality(department)
    assert isinstance(found, NotAudited)
    assert "cannot be had from what was entered" in found.reason


def test_no_audit_is_said_and_is_not_zero(department: SmallDepartment) -> None:
    found = quality(department)
    assert isinstance(found, NotAudited)
    assert found.reason == "not audited (0 charts)"


def test_records_that_are_all_right_tell_no_spread_for_counts_beside_them(department: SmallDepartment) -> None:
    """Three records known, all right, beside 20 charts in counts: what is assumed holds for all 230 codes."""
    enter(department, [(10, 0, 0, 0)] * 3)
    department.audit(
        "Ana Diaz", "counts", MONDAY, "IP", depth="counts", records=20, matched=180, revised=20, added=0, deleted=0
    )
    found = quality(department)
    assert isinstance(found, Accuracy)
    assert (found.correct, found.reviewed, found.records) == (210, 230, 23)
    assert found.n_effective == pytest.approx(230 / (1 + 9 * 0.15))


def test_counts_of_no_chart_at_all_are_refused_a_result(department: SmallDepartment) -> None:
    department.audit("Ana Diaz", "none", MONDAY, "IP", method="drg", depth="counts", drg_reviewed=0, drg_right=0)
    assert isinstance(quality(department), NotAudited)


@pytest.mark.parametrize(("second", "standard", "observed"), [(94.0, 0.94, "met"), (96.0, None, None)])
def test_an_audit_of_no_work_type_and_no_charts_is_read_against_what_all_standards_agree_on(
    department: SmallDepartment, second: float, standard: float | None, observed: str | None
) -> None:
    # The standard of inpatient work since long ago is 95; from July both work types say the same, or not.
    department.standard("IP", 2, MONDAY - timedelta(5), accuracy=94.0)
    department.standard("ED", 12, accuracy=second)
    department.audit("Ana Diaz", "July", MONDAY, records=10, matched=95, revised=3, added=2, deleted=0)
    found = quality(department)
    assert isinstance(found, Accuracy)
    assert (found.value, found.standard, found.observed) == (0.95, standard, observed)


def _note_of_the_standard(found: object) -> str:
    assert isinstance(found, Accuracy)
    return next(part.source for part in found.explanation.parts if part.name == "Standard")


def test_an_explanation_says_where_the_standard_of_an_audit_of_no_work_type_came_from(
    department: SmallDepartment,
) -> None:
    department.audit("Ana Diaz", "July", MONDAY, records=10, matched=95, revised=3, added=2, deleted=0)
    assert _note_of_the_standard(quality(department)) == (
        "no work type is named and no charts are logged: what all standards in force agree on"
    )
    department.day("Ana Diaz", MONDAY, 8.0, {"IP": 10})
    assert _note_of_the_standard(quality(department)) == (
        "no work type is named: those of the charts logged, weighted by them"
    )
    department.session.get_one(models.Department, 1).accuracy_standard = 93.0
    assert _note_of_the_standard(quality(department)) == "no work type is named: the department's"


def test_the_standard_of_a_work_type_needs_no_such_words(department: SmallDepartment) -> None:
    department.audit("Ana Diaz", "July", MONDAY, "IP", records=10, matched=95, revised=3, added=2, deleted=0)
    assert _note_of_the_standard(quality(department)) == ""


def test_audits_with_and_without_a_work_type_say_where_the_second_kind_had_its_standard_from(
    department: SmallDepartment,
) -> None:
    department.audit("Ana Diaz", "one", MONDAY, "IP", records=10, matched=95, revised=3, added=2, deleted=0)
    department.audit("Ana Diaz", "two", MONDAY, records=10, matched=95, revised=3, added=2, deleted=0)
    assert _note_of_the_standard(quality(department)).endswith("what all standards in force agree on")


@pytest.mark.parametrize(
    ("first", "last"), [(MONDAY + timedelta(200), None), (None, MONDAY - timedelta(200)), (MONDAY, MONDAY)]
)
def test_an_audit_may_say_only_one_end_of_the_work_that_it_covers(
    department: SmallDepartment, first: date | None, last: date | None
) -> None:
    department.audit("Ana Diaz", "July", MONDAY, records=10, matched=95, revised=3, added=2, deleted=0,
                     period_from=first, period_to=last)  # fmt: skip
    found = quality(department)
    assert isinstance(found, Accuracy)
    assert found.standard == 0.95
