"""Sample sizes as textbooks print them, and a draw that a spreadsheet or a shell can repeat."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.intervals import wilson
from codedesk.metrics.sampling import SampleEvidence, drawn, sample_evidence, sample_size, wilson_margin, wilson_size


@pytest.mark.parametrize(
    ("share", "margin", "population", "size"),
    [
        (0.5, 0.05, None, 385),  # Cochran's 384.16
        (0.5, 0.05, 1000, 278),  # Krejcie and Morgan's table
        (0.5, 0.05, 500, 218),  # 217.5; the table rounds to 217
        (0.5, 0.05, 10_000, 370),
        (0.5, 0.03, None, 1068),
        (0.5, 0.1, None, 97),
        (0.95, 0.05, None, 73),
        (0.95, 0.03, None, 203),
        (0.95, 0.05, 100, 43),  # 72.99 / (1 + 71.99/100) = 42.44
        (0.95, 0.01, 20, 20),
    ],
)
def test_sizes_are_those_that_are_published(share: float, margin: float, population: int | None, size: int) -> None:
    assert sample_size(share, margin, population) == size


@given(st.floats(0.01, 0.99), st.floats(0.005, 0.3), st.integers(1, 100_000))
def test_a_finite_list_never_needs_more_than_an_endless_one_or_than_it_holds(
    share: float, margin: float, population: int
) -> None:
    size = sample_size(share, margin, population)
    assert 1 <= size <= min(population, sample_size(share, margin))


def test_wilson_gives_an_answer_where_everything_is_expected_to_be_right() -> None:
    # 1 of 1: z²/4 under the root, half width z²/2 / (n + z²) ≤ 0.05  →  n ≥ z²/0.1 - z² = 34.57
    assert wilson_size(1.0, 0.05) == 35
    assert sample_size(1.0, 0.05) == 1


@given(st.floats(0, 1), st.floats(0.01, 0.3))
def test_wilson_sizes_are_the_smallest(share: float, margin: float) -> None:
    size = wilson_size(share, margin)
    assert wilson_margin(share, size) <= margin + 1e-9
    assert size == 1 or wilson_margin(share, size - 1) > margin


@pytest.mark.parametrize("size", [1, 35, 100, 1000])
def test_a_margin_that_is_just_met_is_met(size: int) -> None:
    assert wilson_size(0.5, wilson_margin(0.5, size)) == size


def test_the_margin_is_half_of_the_interval_that_figures_show() -> None:
    low, high = wilson(95, 100)
    assert wilson_margin(0.95, 100) == pytest.approx((high - low) / 2)


def test_a_draw_is_what_a_shell_gives() -> None:
    # for r in A B C D; do printf '%s' "7:$r" | sha256sum; done: 0d37… A, b855… B, 7bb5… C, e723… D
    assert drawn(("A", "B", "C", "D"), 7, 4) == ("A", "C", "B", "D")
    assert drawn(("D", "B", "C", "A"), 7, 2) == ("A", "C")


@given(st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=40, unique=True), st.integers(), st.data())
def test_a_draw_is_repeatable_whatever_the_order_and_grows_by_adding(
    frame: list[str], seed: int, data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, len(frame)))
    found = drawn(frame, seed, size)
    assert len(set(found)) == size
    assert set(found) <= set(frame)
    assert drawn(data.draw(st.permutations(frame)), seed, size) == found
    assert drawn(frame, seed, len(frame))[:size] == found


def test_over_many_seeds_every_chart_comes_up_about_as_often() -> None:
    frame = [f"R{number}" for number in range(20)]
    counts = dict.fromkeys(frame, 0)
    for seed in range(2000):
        for reference in drawn(frame, seed, 5):
            counts[reference] += 1
    expected = 2000 * 5 / 20
    chi = sum((count - expected) ** 2 / (expected * 0.75) for count in counts.values()) * 19 / 20
    assert chi < 43.8  # 99.9 % of chi square with 19 degrees of freedom


@pytest.mark.parametrize("size", [0, 3, -1])
def test_a_draw_stays_inside_its_frame(size: int) -> None:
    with pytest.raises(ValueError, match="size of a draw"):
        drawn(("a", "b"), 1, size)
    with pytest.raises(ValueError, match="twice"):
        drawn(("a", "a"), 1, 1)


@pytest.mark.parametrize(("share", "margin", "population"), [(1.1, 0.1, None), (0.5, 0.0, None), (0.5, 0.1, 0)])
def test_what_makes_no_sense_is_refused(share: float, margin: float, population: int | None) -> None:
    with pytest.raises(ValueError, match="population at least 1"):
        sample_size(share, margin, population)


@pytest.mark.parametrize(
    ("target", "size", "below", "above", "needed"),
    [
        (0.94, 20, 16, None, 61),  # 16/20 reaches up to 91.9 %, 17/20 to 94.8 %; 20/20 from 83.9 %
        (0.80, 20, 12, 20, 16),  # 12/20 to 78.1 %, 13/20 to 81.9 %; 19/20 from 76.4 %, 20/20 from 83.9 %
        (0.95, 73, 65, 73, 73),  # 0.95 − 1.96·√(0.0475 ÷ 73) = 90.0005 % of 73 is 65.7; 73 ÷ (73 + 3.8415) = 95.0008 %
        (0.95, 72, 64, None, 73),  # 72 ÷ 75.8415 = 94.93 %: not even all right will do
        (1.00, 10, 9, None, None),  # any mistake leaves the interval below 100 %; nothing shows 100 %
        (0.00, 5, None, 0, 1),
    ],
)
def test_what_a_sample_can_show_of_a_target(
    target: float, size: int, below: int | None, above: int | None, needed: int | None
) -> None:
    assert sample_evidence(target, size) == SampleEvidence(target, size, below, above, needed)
