"""Every audit by itself, all at once: what pooling the parts of each one says, and published intervals."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.methods import METHODS
from codedesk.metrics.audit_pools import AuditPools
from codedesk.metrics.audits import Audits, AuditSums, Parts
from codedesk.metrics.audits_alone import each_alone
from codedesk.metrics.design_effect import tallies
from codedesk.metrics.likeness import Likeness
from codedesk.metrics.scoring import Counts

Charts = list[tuple[int, int]]  # wrong codes of codes
Entered = tuple[int, int, str, Charts]  # coder, method, depth, charts

charts = st.lists(
    st.integers(0, 12).flatmap(lambda codes: st.tuples(st.integers(0, codes), st.just(codes))), min_size=1, max_size=6
).filter(lambda found: any(codes for _, codes in found))
entered = st.tuples(
    st.integers(0, 2),
    st.sampled_from([METHODS.index(name) for name in ("code_over_code", "union", "record")]),
    st.sampled_from(("records", "counts", "counts of unknown charts", "result")),
    charts,
)


def summed(depth: str, found: Charts) -> AuditSums:
    right = np.array([codes - wrong for wrong, codes in found], float)
    codes = np.array([codes for _, codes in found], float)
    records = np.nan if depth == "counts of unknown charts" else len(found)
    if depth == "result":
        share = right.sum() / codes.sum()
        unknown = [np.nan] * 5
        return AuditSums(share * records, records, share * records, records, *unknown, records, *[0.0] * 7)
    known = [0.0] * 6
    if depth == "records":
        known = [len(found), right.sum(), codes.sum(), (right**2).sum(), (right * codes).sum(), (codes**2).sum()]
    wrong = codes.sum() - right.sum()
    return AuditSums(
        right.sum(), codes.sum(), right.sum(), codes.sum(), right.sum(), wrong, 0.0, 0.0, 0.0, records, *known, 0.0
    )


def department(found: list[Entered]) -> tuple[Audits, Parts, Likeness]:
    """Enter audits that all feed the accuracy, and what they show together."""
    count = len(found)
    none = np.zeros(count)
    audits = Audits(
        coder=np.array([coder for coder, *_ in found]),
        work_type=np.zeros(count, np.int64),
        day=np.arange(count),
        method=np.array([method for _, method, *_ in found]),
        depth=none.astype(np.int64),
        feeds=np.ones(count, np.bool_),
        reported=none,
        counts=Counts(*[none] * 10),
        names=tuple(str(number) for number in range(count)),
        versions=("",) * count,
        selections=("",) * count,
    )
    results = np.array([depth == "result" for _, _, depth, _ in found])
    sums = np.array([summed(depth, rows) for *_, depth, rows in found])
    parts = Parts(np.arange(count), audits.work_type, results, sums, np.zeros(0, np.int64))
    by = tallies(parts, np.arange(count), audits.method * 10 + audits.coder)
    return audits, parts, Likeness({(key // 10, key % 10): tally for key, tally in by.items()})


@given(st.lists(entered, min_size=1, max_size=8))
def test_each_audit_says_what_pooling_its_parts_says(found: list[Entered]) -> None:
    audits, parts, history = department(found)
    alone = each_alone(audits, parts, history)
    pools = AuditPools(audits, parts, [np.array([audit]) for audit in range(len(found))], history)
    for audit in range(len(found)):
        pooled = pools.of(audit)
        assert alone.value[audit] == pytest.approx(pooled.value, rel=1e-12)
        assert (alone.low[audit], alone.high[audit]) == pytest.approx(pooled.limits, rel=1e-9, abs=1e-12)


def test_a_record_is_the_sample_of_its_method() -> None:
    """81 of 263 records: the score interval is 0.2553 to 0.3662 (Newcombe 1998, table I, method 3)."""
    records = METHODS.index("record")
    audits, parts, history = department([(0, records, "counts", [(263 - 81, 263)])])
    alone = each_alone(audits, parts, history)
    assert [round(float(each[0]), 4) for each in alone] == [0.3080, 0.2553, 0.3662]


def test_an_audit_of_two_parts_is_their_sum() -> None:
    audits, parts, history = department([(0, 0, "records", [(1, 10), (0, 8)]), (1, 0, "records", [(2, 9)])])
    both = replace(
        parts,
        audit=np.array([0, 0, 1]),
        work_type=np.array([0, 1, 0]),
        as_reported=np.zeros(3, np.bool_),
        sums=np.array([summed("records", [(1, 10)]), summed("records", [(0, 8)]), summed("records", [(2, 9)])]),
    )
    for one, other in zip(each_alone(audits, parts, history), each_alone(audits, both, history), strict=True):
        assert one == pytest.approx(other)


def test_what_feeds_no_accuracy_and_what_cannot_be_scored_has_no_point() -> None:
    audits, parts, history = department([(0, 0, "records", [(1, 10)]), (0, 0, "records", [(0, 8)])])
    beside = replace(audits, feeds=np.array([True, False]))
    assert np.isnan(each_alone(beside, parts, history).value).tolist() == [False, True]
    scored = replace(
        parts, **{name: getattr(parts, name)[:1] for name in ("audit", "work_type", "as_reported", "sums")}
    )
    assert np.isnan(each_alone(audits, scored, history).low).tolist() == [False, True]
