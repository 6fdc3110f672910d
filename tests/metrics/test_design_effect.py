"""How many independent codes a sample is worth."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.design_effect import (
    NOTHING,
    Counted,
    Likeness,
    LikenessTally,
    Spread,
    effect_of,
    spread_of,
    worth,
)
from codedesk.metrics.intervals import wilson

Records = list[tuple[int, int]]  # wrong codes of codes


def tally(records: Records) -> LikenessTally:
    right = np.array([codes - wrong for wrong, codes in records], float)
    codes = np.array([codes for _, codes in records], float)
    return LikenessTally(
        len(records), right.sum(), codes.sum(), (right**2).sum(), (right * codes).sum(), (codes**2).sum(),
        len(records), codes.sum(),
    )  # fmt: skip


def lower_limit(records: Records, others: Spread = NOTHING, loose: tuple[int, int] = (0, 0)) -> float:
    """The lower limit of records, and of codes in counts beside them (wrong of codes)."""
    own = spread_of(tally(records))
    codes = own.codes + loose[1]
    n = worth(Counted(codes, loose[1], len(records), 0.0, 0.0, 10.0), own, others).n
    value = 1 - (sum(wrong for wrong, _ in records) + loose[0]) / codes
    return wilson(value * n, n)[0]


def one_more_right(records: Records) -> list[Records]:
    """Every table in which one wrong code is right."""
    return [
        [*records[:at], (wrong - 1, codes), *records[at + 1 :]] for at, (wrong, codes) in enumerate(records) if wrong
    ]


@st.composite
def tables(draw: st.DrawFn) -> Records:
    """Tables of records, of equal and unequal size, with errors here and there, in heaps, in one record or nowhere."""
    largest = draw(st.sampled_from([1, 3, 10, 20, 60]))
    sizes = draw(st.lists(st.integers(1, largest), min_size=1, max_size=40))
    kind = draw(st.sampled_from(["single", "heap", "any", "none", "nearly all"]))
    if kind == "none":
        return [(0, codes) for codes in sizes]
    if kind == "nearly all":
        return [(max(codes - draw(st.integers(0, 2)), 0), codes) for codes in sizes]
    if kind == "single":
        bad = set(draw(st.lists(st.integers(0, len(sizes) - 1), max_size=4)))
        return [(int(at in bad), codes) for at, codes in enumerate(sizes)]
    if kind == "heap":
        bad = set(draw(st.lists(st.integers(0, len(sizes) - 1), max_size=6)))
        return [(codes if at in bad else 0, codes) for at, codes in enumerate(sizes)]
    return [(draw(st.integers(0, codes)), codes) for codes in sizes]


@st.composite
def departments(draw: st.DrawFn) -> Spread:
    """What other audits may show: nothing, codes that are independent, and codes that go wrong together."""
    if draw(st.booleans()):
        return NOTHING
    return spread_of(tally(draw(tables())))


@given(tables(), departments())
def test_the_lower_limit_never_falls_when_a_code_more_is_right(records: Records, others: Spread) -> None:
    before = lower_limit(records, others)
    for better in one_more_right(records):
        assert lower_limit(better, others) >= before - 1e-12


@given(tables(), departments(), st.integers(0, 4000), st.floats(0.0, 1.0))
def test_nor_when_it_stands_in_counts_beside_the_records(
    records: Records, others: Spread, codes: int, share: float
) -> None:
    wrong = int(share * codes)
    before = lower_limit(records, others, (wrong, codes))
    for better in one_more_right(records):
        assert lower_limit(better, others, (wrong, codes)) >= before - 1e-12
    if wrong:
        assert lower_limit(records, others, (wrong - 1, codes)) >= before - 1e-12


def test_small_charts_known_one_by_one_do_not_decide_how_alike_a_block_of_large_ones_is() -> None:
    """Half of the codes of twelve charts of one and two codes wrong, beside 50 codes right in charts of about ten.

    One code more that is right lowered the limit by 2.7 points, as two codes alike said that all of the 50 were.
    """
    small = [(0, 1), (0, 2), (0, 1), (2, 2), (1, 2), (1, 2), (1, 1), (1, 1), (2, 2), (0, 1), (1, 2), (1, 1)]
    better = [*small[:4], (0, 2), *small[5:]]
    others = spread_of(tally([(1, 10), (0, 12), (2, 14), (0, 8)] * 8))
    assert lower_limit(better, others, (0, 50)) > lower_limit(small, others, (0, 50))


@pytest.mark.parametrize("records", [[(0, 10)] * 30, [(0, 50)] * 3, [(0, 1)] * 5, [(0, 3), (0, 20)] * 10])
def test_a_perfect_audit_reads_better_than_any_with_an_error(records: Records) -> None:
    best = lower_limit(records)
    for at in range(len(records)):
        worse = [*records]
        worse[at] = (1, records[at][1])
        assert lower_limit(worse) < best


def test_charts_of_one_code_are_independent() -> None:
    own = spread_of(tally([(0, 1)] * 15 + [(1, 1)] * 5))
    assert worth(Counted(20, 0, 20, 0, 0, 1), own, NOTHING).n == pytest.approx(20)


def test_a_spread_as_of_independent_codes_is_alike_by_nothing_and_whole_charts_by_the_most() -> None:
    # 20 charts of 10 codes: half of them all wrong
    assert spread_of(tally([(0, 10), (10, 10)] * 10)).alike == 0.5
    # one wrong in each: spread 0
    assert spread_of(tally([(1, 10)] * 20)).alike == 0
    assert spread_of(tally([(0, 10)] * 20)).alike is None


def test_the_more_errors_are_found_the_more_they_say() -> None:
    """Codes as if independent: 20, 200 and 2,000 charts draw the 0.15 assumed ever nearer to 0."""
    drawn = []
    for count in (20, 200, 2000):
        own = spread_of(tally([(1, 10), (0, 10)] * (count // 2)))
        drawn.append(worth(Counted(own.codes, 0, count, 0, 0, 10), own, NOTHING).alike)
    assert drawn == sorted(drawn, reverse=True)
    assert drawn[0] == pytest.approx(27 * 0.15 / (200 * 0.05 * 0.95 * 19 / 20 + 27))
    assert drawn[2] == pytest.approx(27 * 0.15 / (20000 * 0.05 * 0.95 * 1999 / 2000 + 27))


def history(**tables: Records) -> tuple[Likeness, dict[str, LikenessTally]]:
    found = {coder: tally(records) for coder, records in tables.items()}
    return Likeness({(0, at): each for at, each in enumerate(found.values())}), found


def test_the_others_are_the_department_without_the_figure_s_own_charts() -> None:
    known, tallied = history(ana=[(1, 10)] * 8 + [(0, 4)] * 4, bo=[(5, 10), (0, 10)])
    own = tally([(1, 10)] * 8)
    rest = known.others(0, {0: own})
    expected = spread_of(tally([(0, 4)] * 4)) + spread_of(tallied["bo"])
    assert same(rest, expected)
    assert same(known.others(0, {0: tallied["ana"], 1: tallied["bo"]}), NOTHING)
    assert known.others(3, {}) == NOTHING


def test_a_draft_is_read_beside_all_audits_but_its_own_stored_self() -> None:
    first, second = tally([(2, 10), (0, 10)]), tally([(5, 10), (0, 10)])
    known = Likeness({(0, 7): first.plus(second)}, {1: (0, 7, first), 2: (0, 7, second)})
    assert same(known.outside(2).others(0, {7: tally([(9, 10)])}), spread_of(first))
    assert same(known.outside(None).others(0, {7: tally([(9, 10)])}), spread_of(first.plus(second)))


def same(found: Spread, expected: Spread) -> Any:
    names = Spread.__slots__
    return [getattr(found, name) for name in names] == pytest.approx([getattr(expected, name) for name in names])


def test_the_design_effect_of_a_department_is_of_all_its_charts() -> None:
    # Four charts with 10, 10, 10 and 2 of 10: expected 4.8, alike 0.5; (4.8·0.5 + 36·0.15) ÷ 40.8 = 0.191176.
    known = spread_of(tally([(0, 10)] * 3 + [(8, 10)]))
    assert effect_of(known) == pytest.approx(1 + 9 * (4.8 * 0.5 + 36 * 0.15) / 40.8)
    # no chart known one by one: 0.15 with charts of 8 codes as counted, of 10 where not even that is known
    assert effect_of(Spread(charts=12, chart_codes=96)) == pytest.approx(1 + 7 * 0.15)
    assert effect_of(NOTHING) == pytest.approx(1 + 9 * 0.15)
