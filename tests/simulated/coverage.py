"""How often the interval of an accuracy holds the truth: `python -m tests.simulated.coverage 2000` prints the table.

Charts have 3 to 20 codes; those of one chart go wrong together, as much as a correlation says, in one of two ways: the
chart has an accuracy of its own (beta-binomial), or codes follow one draw of the chart. No number here comes from the
program but the interval asked about.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from codedesk.metrics.betas import beta_point
from codedesk.metrics.design_effect import NOTHING, Counted, LikenessTally, Spread, spread_of, worth
from codedesk.metrics.intervals import wilson
from codedesk.metrics.jackknife import t_95

Floats = npt.NDArray[np.float64]
TRUTHS = (0.85, 0.9, 0.95, 0.98)
CORRELATIONS = (0.0, 0.05, 0.1, 0.15)
AUDITS_BEFORE = (0, 3, 40)
WAYS = ("own accuracy", "one draw")


@dataclass(frozen=True)
class Cell:
    """What is simulated: charts audited, how many are right, how alike codes are, audits of ten charts before."""

    charts: int
    truth: float
    correlation: float
    before: int = 0
    way: str = WAYS[0]


def charts(rng: np.random.Generator, cell: Cell, shape: tuple[int, int], truth: float) -> tuple[Floats, Floats]:
    """Draw the codes and the right codes of charts."""
    codes = rng.integers(3, 21, shape)
    if not cell.correlation:
        right = rng.binomial(codes, truth)
    elif cell.way == WAYS[0]:
        size = 1 / cell.correlation - 1
        right = rng.binomial(codes, rng.beta(truth * size, (1 - truth) * size, shape))
    else:
        follow = rng.binomial(codes, np.sqrt(cell.correlation))
        right = rng.binomial(codes - follow, truth) + follow * (rng.random(shape) < truth)
    return codes.astype(float), right.astype(float)


def _tallies(codes: Floats, right: Floats) -> Iterable[LikenessTally]:
    count = codes.shape[1]
    sums = (right, codes, right**2, right * codes, codes**2)
    for row in np.column_stack([each.sum(axis=1) for each in sums]).tolist():
        yield LikenessTally(count, *row, count, row[1])


def _before(rng: np.random.Generator, cell: Cell, count: int, shared: int) -> list[Spread]:
    """Draw what the department's other audits show: of coders with four each, each as accurate as they happen to be.

    shared: so many audits are of one department each.
    """
    departments = -(-count // shared)
    found, left = [NOTHING] * departments, cell.before
    while left:
        audits = min(4, left)
        drawn = _tallies(*charts(rng, cell, (departments, 10 * audits), rng.uniform(0.88, 0.98)))
        found = [known + spread_of(tally) for known, tally in zip(found, drawn, strict=True)]
        left -= audits
    return (found * shared)[:count]


def intervals(cell: Cell, count: int, seed: int = 1, shared: int = 1) -> tuple[Floats, Floats]:
    """Return the lower and upper limits of so many audits, as the program reckons them; shared: of one department."""
    rng = np.random.default_rng([seed, cell.charts, cell.before, round(1000 * cell.truth)])
    others = _before(rng, cell, count, shared)
    limits = []
    for tally, known in zip(_tallies(*charts(rng, cell, (count, cell.charts), cell.truth)), others, strict=True):
        n = worth(Counted(tally.codes, 0, cell.charts, 0, 0, 10), spread_of(tally), known).n
        limits.append(wilson(tally.correct / tally.codes * n, n))
    low, high = np.array(limits).T
    return low, high


def korn_graubard(cell: Cell, count: int, seed: int = 1) -> tuple[Floats, Floats]:
    """Return the limits of Korn and Graubard (1998).

    Clopper and Pearson's on the codes ÷ the own design effect × (z ÷ t)²; where the own charts show no design effect
    (all right), their number is the sample.
    """
    rng = np.random.default_rng([seed, cell.charts, 0, round(1000 * cell.truth)])
    codes, right = charts(rng, cell, (count, cell.charts), cell.truth)
    k, total = cell.charts, codes.sum(axis=1)
    share = right.sum(axis=1) / total
    spread = k / (k - 1) * ((right - share[:, None] * codes) ** 2).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        n = np.where(share < 1, total / np.maximum(spread / (share * (1 - share) * total), 1e-9), k)
    n = np.minimum(n, total) * (1.959964 / t_95(k - 1)) ** 2
    x = share * n
    low = np.where(x > 0, beta_point(0.025, np.maximum(x, 1e-9), n - x + 1), 0.0)
    high = np.where(x < n, beta_point(0.975, x + 1, np.maximum(n - x, 1e-9)), 1.0)
    return low, high


def coverage(cell: Cell, limits: tuple[Floats, Floats]) -> float:
    """Return the share of intervals that hold the truth."""
    low, high = limits
    return float(((low <= cell.truth) & (cell.truth <= high)).mean())


def worst(size: int, before: int, count: int, of: Callable[[Cell, int], tuple[Floats, Floats]]) -> tuple[float, float]:
    """Return the least coverage over truths, correlations and ways, and the mean width."""
    cells = [Cell(size, p, rho, before, way) for p in TRUTHS for rho in CORRELATIONS for way in WAYS]
    found = [(cell, of(cell, count)) for cell in cells]
    widths = [float((high - low).mean()) for _, (low, high) in found]
    return min(coverage(cell, limits) for cell, limits in found), float(np.mean(widths))


def main(count: int, say: Callable[[str], object] = lambda text: sys.stdout.write(f"{text}\n")) -> None:
    """Print the table: least coverage and mean width by charts and audits before, and Korn and Graubard's."""
    say("| charts | no audit before | 3 audits before | 40 audits before | Korn and Graubard |")
    say("|---|---|---|---|---|")
    for size in (5, 10, 20, 30, 60):
        found = [worst(size, before, count, intervals) for before in AUDITS_BEFORE]
        found.append(worst(size, 0, min(count, 300), korn_graubard))
        words = (f"{100 * least:.1f} % ({100 * width:.1f})" for least, width in found)
        say(f"| {size} | {' | '.join(words)} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
