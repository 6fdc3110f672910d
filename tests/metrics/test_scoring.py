"""What must hold of every scoring method, whatever was counted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.methods import METHODS
from codedesk.metrics.scoring import (
    CODE_METHODS,
    DELETED,
    NO_CHANGE,
    REVISED,
    Counts,
    Findings,
    Records,
    correct_and_reviewed,
    record_counts,
    standing,
)

COUNT = st.integers(0, 40)
ROWS = st.lists(st.tuples(COUNT, COUNT, COUNT, COUNT), min_size=1, max_size=12)


def counts(rows: list[tuple[int, int, int, int]]) -> Counts:
    m, r, a, d = (np.array(column, np.float64) for column in zip(*rows, strict=True))
    zero, one = np.zeros(len(rows)), np.ones(len(rows))
    return Counts(m, r, a, d, zero, one, zero, zero, zero, zero)


def score(method: str, given_counts: Counts) -> tuple[float, float]:
    kind = np.full(len(given_counts.matched), METHODS.index(method))
    correct, reviewed = correct_and_reviewed(kind, given_counts)
    return float(correct.sum()), float(reviewed.sum())


@given(ROWS, st.integers(0, 12), st.sampled_from(CODE_METHODS))
def test_pooling_is_adding_up(rows: list[tuple[int, int, int, int]], cut: int, method: str) -> None:
    whole = score(method, counts(rows))
    pieces = [score(method, counts(piece)) for piece in (rows[:cut], rows[cut:]) if piece]
    assert whole == tuple(pytest.approx(sum(column)) for column in zip(*pieces, strict=True))


@given(ROWS)
def test_stricter_methods_never_score_higher(rows: list[tuple[int, int, int, int]]) -> None:
    scored = {method: score(method, counts(rows)) for method in CODE_METHODS}
    if scored["code_over_code"][1] == 0:
        return
    share = {method: right / seen for method, (right, seen) in scored.items()}
    assert share["code_over_code_net"] <= share["code_over_code"]
    assert share["union"] <= share["code_over_code"] <= 1


@given(ROWS, st.sampled_from(CODE_METHODS), st.data())
def test_a_withdrawn_finding_never_lowers_the_score(
    rows: list[tuple[int, int, int, int]], method: str, data: st.DataObject
) -> None:
    first = counts(rows)
    gone = [np.array([data.draw(st.integers(0, 50)) for _ in rows], np.float64) for _ in range(3)]
    final = first.after_withdrawals(*gone)
    for name in ("matched", "revised", "added", "deleted"):
        assert (getattr(final, name) >= 0).all()
    assert (final.matched + final.revised + final.deleted == first.matched + first.revised + first.deleted).all()
    (was, of), (now, whole) = score(method, first), score(method, final)
    if of > 0 and whole > 0:
        assert now / whole >= was / of - 1e-12


@given(ROWS)
def test_what_is_not_known_is_not_guessed(rows: list[tuple[int, int, int, int]]) -> None:
    known = counts(rows)
    blank = Counts(known.matched, *(np.full(len(rows), np.nan) for _ in range(9)))
    for kind in range(len(METHODS)):
        correct, reviewed = correct_and_reviewed(np.full(len(rows), kind), blank)
        assert np.isnan(correct).all()
        assert np.isnan(reviewed).all()


def chart(
    *, drg: float = np.nan, principal: float = np.nan, codes: tuple[int, int, int, int] = (8, 2, 0, 0)
) -> Records:
    """One audited chart: matched, revised, added, deleted, and whether principal diagnosis and DRG were right."""
    counted = (np.array([float(count)]) for count in codes)
    return Records(np.zeros(1, np.int64), np.zeros(1, np.int64), *counted, np.array([principal]), np.array([drg]))


def found(*rows: tuple[float, bool], change: int = REVISED, principal: bool = False, gone: bool = False) -> Findings:
    """Findings of that chart: points, and whether they are about its DRG; gone: all of them withdrawn."""
    n = len(rows)
    on_drg = np.array([about for _, about in rows], np.bool_)
    place = np.zeros(n, np.int64)
    changes = np.where(on_drg, NO_CHANGE, change)
    points = np.array([charged for charged, _ in rows], np.float64)
    return Findings(place, place, changes, np.full(n, gone), points, np.full(n, principal) & ~on_drg, on_drg)


CODE, GROUPER = False, True


@pytest.mark.parametrize(
    ("rows", "policy", "score"),
    [
        (((15, CODE), (10, CODE)), np.nan, 75),  # 100 − 25
        (((15, CODE), (10, CODE), (25, GROUPER)), np.nan, 65),  # the DRG in place of the 15: 100 − (25 − 15 + 25)
        (((15, CODE), (10, CODE), (5, GROUPER)), np.nan, 85),  # … also where it costs less: 100 − (25 − 15 + 5)
        (((15, CODE), (10, CODE), (15, GROUPER)), np.nan, 75),  # … or the same
        (((15, CODE), (5, GROUPER), (20, GROUPER)), np.nan, 80),  # charged once, at the higher: 100 − (15 − 15 + 20)
        (((15, CODE),), 5, 95),  # no finding about the DRG: what the policy says, in place of the 15
        (((15, CODE),), np.nan, 85),  # no policy: nothing is charged, and nothing taken off
        (((15, CODE), (0, GROUPER)), 25, 75),  # a finding of no points: the policy's
        (((60, CODE), (50, CODE), (1, CODE)), np.nan, 0),  # never below 0
    ],
)
def test_a_drg_change_is_charged_once_in_place_of_the_heaviest_code(
    rows: tuple[tuple[float, bool], ...], policy: float, score: float
) -> None:
    counted = record_counts(chart(drg=0), found(*rows), policy, final=True)
    assert counted.score.tolist() == [score]
    assert (counted.drg_reviewed.tolist(), counted.drg_right.tolist()) == ([1], [0])


def test_the_policy_charges_nothing_where_the_drg_is_right_or_not_there() -> None:
    for drg, seen in ((1.0, 1), (np.nan, 0)):
        counted = record_counts(chart(drg=drg), found((15, CODE)), 25, final=True)
        assert counted.score.tolist() == [85]
        assert (counted.drg_reviewed.tolist(), counted.drg_right.tolist()) == ([seen], [seen])


def test_a_chart_with_an_error_that_no_finding_explains_has_no_points() -> None:
    nothing = found()
    assert np.isnan(record_counts(chart(), nothing, np.nan, final=True).score).all()
    assert record_counts(chart(codes=(10, 0, 0, 0)), nothing, np.nan, final=True).score.tolist() == [100]
    assert np.isnan(record_counts(chart(codes=(10, 0, 0, 0), principal=0), nothing, np.nan, final=True).score).all()
    assert record_counts(chart(drg=0), nothing, 25, final=True).score.tolist() == [75]  # the DRG explains it


def test_withdrawn_findings_give_codes_principal_and_drg_back() -> None:
    records, gone = chart(drg=0, principal=0), found((15, CODE), (10, CODE), principal=True, gone=True)
    first = record_counts(records, gone, 25, final=False)
    assert (first.matched.tolist(), first.revised.tolist(), first.principal_changed.tolist()) == ([8], [2], [1])
    right, of_drg, score = first.right.tolist(), first.drg_right.tolist(), first.score.tolist()
    assert (right, of_drg, score) == ([0], [0], [65])  # the DRG's 25 in place of the 15: 100 − (25 − 15 + 25)
    final = record_counts(records, gone, 25, final=True)
    assert (final.matched.tolist(), final.revised.tolist(), final.principal_changed.tolist()) == ([10], [0], [0])
    assert (final.right.tolist(), final.drg_right.tolist(), final.score.tolist()) == ([1], [1], [100])


def test_a_principal_diagnosis_stays_wrong_while_one_finding_about_it_stands() -> None:
    records = chart(principal=0)
    two = found((15, CODE), (10, CODE), principal=True)
    one_gone = Findings(
        two.audit, two.record, two.change, np.array([True, False]), two.points, two.on_principal, two.on_drg
    )
    final = record_counts(records, one_gone, np.nan, final=True)
    assert (final.principal_changed.tolist(), final.revised.tolist(), final.score.tolist()) == ([1], [1], [90])


def test_a_withdrawn_finding_about_something_else_leaves_the_principal_diagnosis_wrong() -> None:
    gone = found((10, CODE), change=DELETED, gone=True)
    final = record_counts(chart(principal=0, codes=(8, 1, 0, 1)), gone, np.nan, final=True)
    assert (final.principal_changed.tolist(), final.deleted.tolist(), final.right.tolist()) == ([1], [0], [0])


@pytest.mark.parametrize(
    ("codes", "gone", "cleared", "drg_wrong"),
    [
        # each finding: what it changes, whether it is about the DRG, whether it was withdrawn
        ((8, 1, 0, 0), ((REVISED, CODE, True),), True, False),  # all that was found is gone: the DRG is right too
        ((8, 1, 0, 0), ((REVISED, CODE, False),), False, True),
        ((8, 1, 0, 0), ((REVISED, CODE, True), (NO_CHANGE, GROUPER, False)), False, True),  # the DRG finding stands
        ((8, 1, 0, 0), ((REVISED, CODE, False), (NO_CHANGE, GROUPER, True)), False, False),  # … or is gone alone
        ((8, 2, 0, 0), ((REVISED, CODE, True),), False, True),  # a code that no finding stands for is left
        ((8, 1, 0, 1), ((DELETED, CODE, True),), False, True),  # … or one of another kind
        ((9, 0, 0, 0), ((NO_CHANGE, GROUPER, True),), True, False),
        ((9, 0, 0, 0), (), False, True),  # nothing was withdrawn: what the auditor said stands
    ],
)
def test_a_record_is_as_the_coder_left_it_when_all_that_was_found_is_withdrawn(
    codes: tuple[int, int, int, int], gone: tuple[tuple[int, bool, bool], ...], cleared: bool, drg_wrong: bool
) -> None:
    place, columns = np.zeros(len(gone), np.int64), [list(column) for column in zip(*gone, strict=True)] or [[], [], []]
    changes, about, withdrawn = np.array(columns[0], np.int64), *(np.array(each, np.bool_) for each in columns[1:])
    findings = Findings(place, place, changes, withdrawn, np.zeros(len(gone)), np.zeros(len(gone), np.bool_), about)
    left = standing(chart(drg=0.0, codes=codes), findings)
    assert (left.cleared.tolist(), left.drg_wrong.tolist()) == ([cleared], [drg_wrong])
    first = standing(chart(drg=0.0, codes=codes), findings, final=False)
    assert (first.cleared.tolist(), first.drg_wrong.tolist()) == ([False], [True])
