"""What must hold of every scoring method, whatever was counted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.methods import METHODS
from codedesk.metrics.scoring import CODE_METHODS, Counts, correct_and_reviewed

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
