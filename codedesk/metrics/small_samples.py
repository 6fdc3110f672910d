"""Small samples, fairly: the likely range of a coder given the team, and how many more charts would settle a question.

Empirical Bayes with the beta-binomial: the accuracies of a team are taken to come from one beta distribution, whose
mean and variance are had by the method of moments (Kleinman 1973, Journal of the American Statistical Association 68,
46–54); that these are estimated too is allowed for as by Morris (1983, the same journal 78, 47–65). Never instead of
the audited figure. No SQL, no Qt.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

import numpy as np

from codedesk.metrics import explaining
from codedesk.metrics.betas import beta_point
from codedesk.metrics.figures import Accuracy, Explanation, Likely, Part
from codedesk.metrics.intervals import Z_95
from codedesk.metrics.standards import Floats

FEWEST = 4
MOST_CHARTS = 2000
_DUST = 1e-9


def likely(samples: Sequence[tuple[float, float]]) -> tuple[Likely, ...]:
    """Return the likely range of each coder from the accuracies of all: (value, n independent); none under FEWEST.

    With the team's accuracy p, V = p(1 − p) ÷ n and A, by how much coders differ beyond chance: the middle is
    (1 − B)w + Bp with B = (k − 3) ÷ (k − 1) × V ÷ (V + A) of k coders and w = (nv + ½) ÷ (n + 1), the variance
    middle × (1 − middle) ÷ n × (1 − B(k − 1) ÷ k) + 2B²(v − p)² ÷ (k − 3), the range the middle 95 % of the beta
    distribution with both.
    """
    count = len(samples)
    if count < FEWEST:
        return ()
    value, n = (np.array(column, float) for column in zip(*samples, strict=True))
    mean, apart = _team(value, n)
    chance = mean * (1 - mean) / n
    drawn = (count - 3) / (count - 1) * chance / (chance + apart)
    middle = (1 - drawn) * (n * value + 0.5) / (n + 1) + drawn * mean
    left = middle * (1 - middle) / n * (1 - drawn * (count - 1) / count)
    variance = left + 2 * drawn**2 * (value - mean) ** 2 / (count - 3)
    size = np.maximum(middle * (1 - middle) / variance - 1, 1.0)
    low, high = beta_point(np.array([[0.025], [0.975]]), size * middle, size * (1 - middle)).tolist()
    rows = zip(middle.tolist(), low, high, drawn.tolist(), strict=True)
    return tuple(
        Likely(each, low, high, team=mean, apart=apart, drawn=share, coders=count) for each, low, high, share in rows
    )


def _team(value: Floats, n: Floats) -> tuple[float, float]:
    """Return the team's accuracy p, and the variance of its coders beyond chance.

    E Σ n(v − p)² = p(1 − p) Σ (1 − n/N)(1 + (n − 1)γ), and the variance is p(1 − p)γ. Half an error is added to p, so
    that a team without any is not taken to be sure of it.
    """
    every = float(n.sum())
    right = float((n * value).sum())
    mean = (right + 0.5) / (every + 1)
    spread = float((n * (value - right / every) ** 2).sum()) / (mean * (1 - mean))
    free = 1 - n / every
    more = float((free * (n - 1)).sum())
    share = (spread - float(free.sum())) / more if more > _DUST else 0.0
    return mean, mean * (1 - mean) * min(max(share, 0.0), 1.0)


def with_likely(figure: Accuracy, found: Likely) -> Accuracy:
    """Put the likely range beside an accuracy, and how it is made into its explanation."""
    made = figure.explanation

    def explained() -> Explanation:
        return Explanation(made.title, made.formula, (*made.parts, *_parts(figure, found)), made.remarks)

    return replace(figure, likely=found, explanation=Explanation.later(explained))


def _parts(figure: Accuracy, found: Likely) -> tuple[Part, ...]:
    number, percent = explaining.number, explaining.percent
    chance = found.team * (1 - found.team) / figure.n_effective
    return (
        Part("The team’s accuracy (p)", percent(found.team), f"{found.coders} coders audited, each by n"),
        Part("Coders differ beyond chance by (√A)", f"{number(100 * found.apart**0.5)} points", "Kleinman 1973"),
        Part("This figure varies by chance by (√V)", f"{number(100 * chance**0.5)} points", "V = p(1 − p) ÷ n"),
        Part(
            "Drawn towards the team by (B)",
            percent(found.drawn),
            "(k − 3) ÷ (k − 1) × V ÷ (V + A) of k coders, Morris 1983",
        ),
        Part("Likely, middle", percent(found.value), "(1 − B) × (n × the audited figure + ½) ÷ (n + 1) + B × p"),
        Part(
            "Likely range given the team",
            f"{percent(found.low)} to {percent(found.high)}",
            "95 % of the beta distribution with this middle and the variance middle × (1 − middle) ÷ n × "
            "(1 − B(k − 1) ÷ k) + 2B²(figure − p)² ÷ (k − 3); it never takes the place of the audited figure",
        ),
    )


def more_charts(value: float, n: float, charts: int | None, standard: float | None) -> int | None:
    """Return how many more charts would show whether a standard is met, if they are found right at the same rate.

    Wilson's limit reaches the standard s at n = z²·s(1 − s) ÷ (value − s)²; the charts to come are worth as many
    independent codes as those audited, and are rounded up. 0 where the sample shows it already; None where no number up
    to MOST_CHARTS does, or the charts or the standard are not known.
    """
    if standard is None or not charts or abs(value - standard) <= _DUST:
        return None
    needed = Z_95**2 * standard * (1 - standard) / (value - standard) ** 2
    more = max(0, ceil((needed - n) * charts / n - _DUST))
    return more if more <= MOST_CHARTS else None
