"""How many independent codes a sample is worth."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.audit_pools import AuditPools
from codedesk.metrics.audits import parts
from codedesk.metrics.design_effect import (
    NOTHING,
    Counted,
    LikenessTally,
    Spread,
    Worth,
    chart_codes,
    effect_of,
    said_of,
    spread_of,
    steps,
    tallies,
    worth,
)
from codedesk.metrics.intervals import wilson
from codedesk.metrics.likeness import Likeness, Shown, spreads_of
from tests.metrics.audited import audit, audits, findings, records

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
    assert (own.pairs, own.more_codes, own.alike) == (0, 0, None)
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


def others(known: Likeness, method: int, own: dict[int, LikenessTally]) -> Spread:
    table = np.array(list(own.values())).reshape(-1, len(LikenessTally._fields))
    shown = Shown(np.zeros(len(own), np.int64), np.array(list(own), np.int64), table)
    return Spread(*known.others(np.array([method]), shown)[0].tolist())


@given(st.lists(tables(), max_size=5))
def test_spreads_of_many_are_those_of_each_to_the_last_bit(drawn: list[Records]) -> None:
    known = [*map(tally, drawn), LikenessTally(charts=3, chart_codes=30), LikenessTally()]
    assert [Spread(*row) for row in spreads_of(np.array(known)).tolist()] == list(map(spread_of, known))


def test_the_others_are_the_department_without_the_figure_s_own_charts() -> None:
    known, tallied = history(ana=[(1, 10)] * 8 + [(0, 4)] * 4, bo=[(5, 10), (0, 10)])
    own = tally([(1, 10)] * 8)
    rest = others(known, 0, {0: own})
    expected = spread_of(tally([(0, 4)] * 4)) + spread_of(tallied["bo"])
    assert same(rest, expected)
    assert same(others(known, 0, {0: tallied["ana"], 1: tallied["bo"]}), NOTHING)
    assert others(known, 3, {}) == NOTHING


def test_a_draft_is_read_beside_all_audits_but_its_own_stored_self() -> None:
    first, second = tally([(2, 10), (0, 10)]), tally([(5, 10), (0, 10)])
    known = Likeness({(0, 7): first.plus(second)})
    assert same(others(known.outside((0, 7, second)), 0, {7: tally([(9, 10)])}), spread_of(first))
    assert same(others(known.outside(None), 0, {7: tally([(9, 10)])}), spread_of(first.plus(second)))


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


# Charts with 10, 10, 10 and 2 of 10 right: 48 seen about 8 of 10, expected 0.8 × 0.2 × 40 × ¾, nine codes more a code.
FOUR = spread_of(tally([(0, 10)] * 3 + [(8, 10)]))
OF_FOUR = Counted(40, 0, 4, 0, 0, 10)


def shown(counted: Counted, own: Spread, others: Spread) -> list[tuple[str, ...]]:
    made = steps(counted, own, others, worth(counted, own, others))
    return [tuple(word for word in (part.name, part.value, part.source) if word) for part in made]


def test_the_spread_of_charts_by_hand() -> None:
    assert (FOUR.records, FOUR.codes, FOUR.pairs, FOUR.charts, FOUR.chart_codes) == (4, 40, 360, 4, 40)
    assert (FOUR.observed, FOUR.expected, FOUR.more_codes) == (pytest.approx(48), pytest.approx(4.8), 9)
    assert FOUR.drawn(0.15, 27) == pytest.approx((4.8 * 0.5 + 27 * 0.15) / 31.8)
    assert NOTHING.drawn(0.15, 27) == 0.15
    both = FOUR + FOUR
    assert (both.codes, both.observed) == (80, pytest.approx(96))
    one = spread_of(tally([(1, 2)]))  # of one chart nothing is expected
    assert (one.records, one.codes, one.pairs, one.expected, one.alike) == (1, 2, 2, 0, None)
    assert spread_of(LikenessTally(charts=3, chart_codes=24)) == Spread(charts=3, chart_codes=24)


def test_every_step_to_the_worth_of_a_sample_is_shown() -> None:
    """(4.8 × ½ + 27 × 0.15) ÷ 31.8 = 0.20283, 1 + 9 × 0.20283 = 2.82547, 40 ÷ 2.82547 = 14.1569."""
    assert shown(OF_FOUR, FOUR, NOTHING) == [
        ("Codes of one chart alike, in other audits (ρ₀)", "0.15", "no other audit shows it: 0.15 is assumed"),
        (
            "Codes of one chart alike, in these (ρ₁)", "(48 − 4.8) ÷ (4.8 × 9), from 0 to 0.5, = 0.5",
            "4 charts: spread seen − spread of independent codes",
        ),
        ("Drawn together (ρ)", "(4.8 × 0.5 + 27 × 0.15) ÷ 31.8 = 0.2028"),
        ("Design effect", "1 + 9 × 0.2028 = 2.8255"),
        ("Worth as many independent codes (n)", "14.1569"),
    ]  # fmt: skip


def test_what_other_audits_show_is_shown_too_and_charts_of_results_as_one_code_each() -> None:
    """ρ₀ = (4.8 × ½ + 36 × 0.15) ÷ 40.8 = 0.191176; five results of ten codes are fifty codes more."""
    found = shown(replace(OF_FOUR, reported=5), FOUR, FOUR)
    assert found[0] == (
        "Codes of one chart alike, in other audits (ρ₀)", "0.1912",
        "4 charts: (48 − 4.8) ÷ (4.8 × 9), from 0 to 0.5, = 0.5, with 0.15 as 36 errors more",
    )  # fmt: skip
    weight = 27 * 90 / 40
    alike = (4.8 * 0.5 + weight * 0.191176) / (4.8 + weight)
    assert found[-2] == ("Charts as reported, each as one code", "5")
    made = worth(replace(OF_FOUR, reported=5), FOUR, FOUR)
    assert made.n == pytest.approx(90**2 / (500 + 40 * (1 + 9 * alike)), rel=1e-5)


def test_codes_that_stand_in_counts_are_in_charts_of_the_usual_size() -> None:
    """40 codes beside the forty of four charts: as many more codes a code as these have, so 360 + 40 × 9."""
    made = worth(Counted(80, 40, 8, 0, 0, 10), FOUR, NOTHING)
    alike = (4.8 * 0.5 + 54 * 0.15) / 58.8  # 27 × 80 ÷ 40
    assert (made.weight, made.alike, made.effect) == (54, pytest.approx(alike), pytest.approx(1 + 9 * alike))
    alone = worth(Counted(40, 40, 4, 0, 0, 10), NOTHING, FOUR)  # all that tells is of others
    assert (alone.weight, alone.alike) == (0, pytest.approx(0.191176, abs=1e-6))
    assert alone.n == pytest.approx(40 / (1 + 9 * 0.191176), rel=1e-5)
    assert [name for name, *_ in shown(Counted(40, 40, 4, 0, 0, 10), NOTHING, FOUR)] == [
        "Codes of one chart alike, in other audits (ρ₀)", "Design effect", "Worth as many independent codes (n)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("counted", "n"),
    [
        (Counted(100, 100, 10, 0, 0, 10), 10),
        (Counted(100, 100, 10, 50, 0, 10), 15),  # fifty codes of charts whose number is not known are five
        (Counted(100, 100, 0, 0, 0, 10), 100),
        (Counted(0, 0, 0, 0, 20, 10), 20),  # results alone
        (Counted(100, 100, 10, 0, 10, 10), 200**2 / (1000 + 1000)),
    ],
)
def test_where_no_chart_is_known_one_by_one_the_charts_are_the_sample(counted: Counted, n: float) -> None:
    found = worth(counted, NOTHING, NOTHING)
    assert found == Worth(pytest.approx(n))
    assert shown(counted, NOTHING, NOTHING) == [("Worth as many charts (n)", f"{n:g}")]


def test_records_without_a_code_are_worth_nothing_and_leave_results_as_they_are() -> None:
    without = Spread(records=2, charts=2)
    assert worth(Counted(0, 0, 2, 0, 0, 10), without, FOUR) == Worth(0.0)
    assert worth(Counted(0, 0, 2, 0, 20, 10), without, FOUR).n == pytest.approx(20)


def test_in_one_sentence_it_is_said_what_the_sample_is() -> None:
    def said(counted: Counted, own: Spread, others: Spread) -> str:
        return said_of(counted, own, others, worth(counted, own, others))

    alone, loose = Counted(100, 100, 10, 0, 0, 10), Counted(40, 40, 4, 0, 0, 10)
    unknown = "No chart of the department is known one by one: the interval takes the charts as the sample"
    assert said(alone, NOTHING, NOTHING) == f"{unknown}."
    assert said(replace(alone, unknown=50), NOTHING, NOTHING) == (
        f"{unknown}, 10 codes as one chart where their number is not known."
    )
    start = "Codes of one chart are alike: design effect"
    moves = "What other audits show of it moves this interval, too, though nothing of its own audits changed."
    drawn = "from these charts, drawn towards the"
    assert (
        said(OF_FOUR, FOUR, NOTHING) == f"{start} 2.8255, {drawn} 0.15 assumed where no other audit shows it. {moves}"
    )
    assert said(OF_FOUR, FOUR, FOUR).endswith(f", {drawn} department’s other audits. {moves}")
    assert said(loose, NOTHING, FOUR) == f"{start} 2.7206, the department’s, from its other audits. {moves}"
    assert said(loose, NOTHING, spread_of(tally([(0, 10)] * 4))).endswith(
        f", 0.15 is assumed, for no audit shows it. {moves}"
    )


def test_a_chart_has_as_many_codes_as_in_the_figure_else_in_others_else_ten() -> None:
    own, others = Spread(charts=4, chart_codes=24), Spread(charts=2, chart_codes=30)
    assert (chart_codes(own, others), chart_codes(NOTHING, others), chart_codes(NOTHING, NOTHING)) == (6, 15, 10)
    assert chart_codes(Spread(charts=4, chart_codes=0), others) == 15
    assert chart_codes(Spread(charts=1, chart_codes=float("nan")), NOTHING) == 10


def test_charts_are_tallied_by_key_and_results_are_in_none() -> None:
    """Two charts of audit 0, counts of audit 1, a result of audit 2; codes of charts that are not known stand apart."""
    ten = {"matched": 8, "revised": 2, "added": 0, "deleted": 0}
    read = audits(audit(), audit(**ten, records=2), audit(reported=0.9, records=5), audit(**ten))
    made = parts(
        read,
        records((0, (8, 2, 0, 0)), (0, (9, 1, 0, 0))), findings(), float("nan"),
    )  # fmt: skip
    rows = np.arange(len(made.audit))
    by = np.where(made.audit == 0, 7, 3)
    found = tallies(made, rows, by)
    assert found == {
        7: LikenessTally(2, 17, 20, 145, 170, 200, 2, 20), 3: LikenessTally(0, 0, 0, 0, 0, 0, 2, 10),
    }  # fmt: skip
    only = rows[made.as_reported]
    assert tallies(made, only, by[only]) == {}
    assert AuditPools(read, made, [rows], Likeness({}).outside(None)).of(0).counted.unknown == 10


def test_coders_are_asked_for_by_their_place_in_a_list() -> None:
    known, tallied = history(ana=[(1, 10)] * 8, bo=[(5, 10), (0, 10)])
    placed = known.of_places({0: 1, 1: 0})
    assert same(others(placed, 0, {0: tallied["bo"]}), spread_of(tallied["ana"]))
    assert same(others(placed, 0, {1: tallied["ana"]}), spread_of(tallied["bo"]))
