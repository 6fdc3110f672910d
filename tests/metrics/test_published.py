"""Published rules and examples, each reckoned a second time here from its formula, in exact fractions and decimals.

Wilson's interval: the examples of R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics
in Medicine 17 (1998), 857-872, table I, method 3. The difference: the same author, 873-890, table II, method 10. Sample
sizes: W. G. Cochran, Sampling techniques, 3rd edition, chapter 4; R. V. Krejcie and D. W. Morgan, Determining sample
size for research activities, Educational and Psychological Measurement 30 (1970), whose table rounds to the nearest.
"""

from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.methods import METHODS
from codedesk.metrics.intervals import evidence, wilson
from codedesk.metrics.sampling import sample_size
from codedesk.metrics.scoring import Counts, correct_and_reviewed
from tests.metrics.audited import newcombe

Z = Decimal("1.959964")


def wilson_by_hand(right: int, n: int) -> tuple[Decimal, Decimal]:
    """Solve (x/n - p)² = z²·p(1-p)/n for p: the two shares of which x of n is just as far off as chance allows."""
    with localcontext() as context:
        context.prec = 50
        x, size, zz = Decimal(right), Decimal(n), Z * Z
        middle, root = 2 * x + zz, ((2 * x + zz) ** 2 - 4 * (size + zz) * x * x / size).sqrt()
        low, high = (middle - root) / (2 * (size + zz)), (middle + root) / (2 * (size + zz))
    return max(low, Decimal(0)), min(high, Decimal(1))


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
        (20, 20, "0.8389", "1.0000"),  # 0 of 20 turned round
        (28, 30, "0.7868", "0.9815"),
        (95, 100, "0.8882", "0.9785"),
        (475, 500, "0.9272", "0.9659"),
    ],
)
def test_wilsons_interval_has_the_printed_limits(right: int, n: int, low: str, high: str) -> None:
    found = wilson(right, n)
    assert (f"{found[0]:.4f}", f"{found[1]:.4f}") == (low, high)
    assert found == pytest.approx([float(limit) for limit in wilson_by_hand(right, n)], abs=1e-12)


@given(st.integers(1, 3000), st.data())
def test_every_interval_is_the_solution_of_wilsons_equation(n: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, n))
    assert wilson(right, n) == pytest.approx([float(limit) for limit in wilson_by_hand(right, n)], abs=1e-9)


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        ((56, 48), (70, 80), "0.0524", "0.3339"),
        ((9, 3), (10, 10), "0.1705", "0.8090"),
        ((6, 2), (7, 7), "0.0582", "0.8062"),
        ((5, 0), (56, 29), "-0.0381", "0.1926"),
        ((0, 0), (10, 20), "-0.1611", "0.2775"),
        ((0, 0), (10, 10), "-0.2775", "0.2775"),
        ((10, 0), (10, 20), "0.6791", "1.0000"),
        ((10, 0), (10, 10), "0.6075", "1.0000"),
    ],
)
def test_newcombes_difference_has_the_printed_limits(
    right: tuple[int, int], n: tuple[int, int], low: str, high: str
) -> None:
    found = newcombe(right, n)
    assert (f"{found.low:.4f}", f"{found.high:.4f}") == (low, high)
    (low1, high1), (low2, high2) = (wilson_by_hand(x, size) for x, size in zip(right, n, strict=True))
    p1, p2 = (Decimal(x) / size for x, size in zip(right, n, strict=True))
    below, above = ((p1 - low1) ** 2 + (high2 - p2) ** 2).sqrt(), ((high1 - p1) ** 2 + (p2 - low2) ** 2).sqrt()
    assert found.value == pytest.approx(float(p1 - p2), abs=1e-12)
    assert found.low == pytest.approx(float(p1 - p2 - below), abs=1e-9)
    assert found.high == pytest.approx(float(p1 - p2 + above), abs=1e-9)


def size_by_hand(share: str, margin: str, population: int | None) -> int:
    """n0 = z²·p·q ÷ d²; n = n0 ÷ (1 + (n0 - 1) ÷ N); the next whole number up."""
    z, p, d = Fraction(str(Z)), Fraction(share), Fraction(margin)
    endless = z * z * p * (1 - p) / (d * d)
    exact = endless if population is None else endless / (1 + (endless - 1) / population)
    return -(-exact.numerator // exact.denominator)


# Krejcie and Morgan's table, 5 points at 95 % and p = 1/2: population and size
KREJCIE_MORGAN = (
    (10, 10), (50, 44), (100, 80), (150, 108), (200, 132), (300, 169), (400, 196), (500, 217), (600, 234), (700, 248),
    (800, 260), (900, 269), (1000, 278), (1500, 306), (2000, 322), (3000, 341), (5000, 357), (10_000, 370),
    (20_000, 377), (50_000, 381), (75_000, 382), (1_000_000, 384),
)  # fmt: skip


@pytest.mark.parametrize(("population", "printed"), KREJCIE_MORGAN)
def test_sizes_are_krejcie_and_morgans_rounded_up(population: int, printed: int) -> None:
    found = sample_size(0.5, 0.05, population)
    assert found == size_by_hand("0.5", "0.05", population)
    assert printed <= found <= printed + 1


@pytest.mark.parametrize(
    ("share", "margin", "population", "printed"),
    [
        ("0.5", "0.05", None, 385),
        ("0.5", "0.05", 1000, 278),
        ("0.5", "0.1", None, 97),
        ("0.5", "0.03", None, 1068),
        ("0.5", "0.01", None, 9604),
        ("0.95", "0.05", None, 73),
        ("0.9", "0.05", None, 139),
        ("0.95", "0.05", 200, 54),
        ("0.95", "0.02", 500, 239),
        ("0.95", "0.05", 1, 1),
    ],
)
def test_sizes_follow_cochrans_rule(share: str, margin: str, population: int | None, printed: int) -> None:
    assert size_by_hand(share, margin, population) == printed
    assert sample_size(float(share), float(margin), population) == printed


def shares_by_hand(m: int, r: int, a: int, d: int, p: int, k: int) -> dict[str, Fraction | None]:
    """Score one sheet by the rules as they are written, None where nothing was reviewed."""

    def ratio(top: int, bottom: int) -> Fraction | None:
        return None if bottom == 0 else Fraction(top, bottom)

    rate = ratio(r + a + d + p, m + r + d + k)
    net = ratio(m - d, m + r + a)
    return {
        "code_over_code": ratio(m, m + r + a),
        "code_over_code_net": None if net is None else max(net, Fraction(0)),
        "union": ratio(m, m + r + a + d),
        "error_rate": None if rate is None else max(1 - rate, Fraction(0)),
    }


_SHEET = st.tuples(*[st.integers(0, 60)] * 4, st.integers(0, 5), st.integers(1, 20))


@given(_SHEET)
def test_every_code_method_is_its_written_rule(sheet: tuple[int, int, int, int, int, int]) -> None:
    m, r, a, d, p, k = sheet
    rows = [np.array([float(count)]) for count in (m, r, a, d, p, k, 0, 0, 0, 0)]
    for method, exact in shares_by_hand(m, r, a, d, p, k).items():
        correct, reviewed = correct_and_reviewed(np.array([METHODS.index(method)]), Counts(*rows))
        if exact is None:
            assert reviewed[0] == 0
        else:
            assert min(max(correct[0] / reviewed[0], 0.0), 1.0) == pytest.approx(float(exact), abs=1e-12)


@pytest.mark.parametrize(
    ("right", "n", "said"),
    [
        (20, 20, "cannot_tell"),  # all of 20 right: from 83.9 %, so 94 % is not shown
        (61, 61, "meets"),  # 61 ÷ (61 + z²) = 94.08 %
        (60, 60, "cannot_tell"),  # 93.98 %
        (16, 20, "below"),  # up to 91.9 %
        (17, 20, "cannot_tell"),  # up to 94.8 %
        (0, 1, "below"),  # up to 79.3 %
        (1, 1, "cannot_tell"),
    ],
)
def test_what_a_sample_can_show_of_94_percent(right: int, n: int, said: str) -> None:
    assert evidence(*wilson(right, n), 0.94) == said
