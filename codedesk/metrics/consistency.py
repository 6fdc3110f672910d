"""Whether two auditors read alike: the difference of two proportions with its interval. Plain numbers, no pandas."""

from dataclasses import dataclass
from math import sqrt

from codedesk.metrics.figures import Accuracy


@dataclass(frozen=True, slots=True)
class Difference:
    """The first proportion less the second, as a fraction, with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Tell whether the interval lies on one side of zero."""
        return self.low > 0 or self.high < 0


def difference(first: Accuracy, second: Accuracy) -> Difference:
    """Return the difference of two pooled accuracies with Newcombe's hybrid score interval.

    With l and u the limits that each already has: d − √((p₁−l₁)² + (u₂−p₂)²) to d + √((u₁−p₁)² + (p₂−l₂)²). Method 10
    of R. G. Newcombe, Interval estimation for the difference between independent proportions: comparison of eleven
    methods, Statistics in Medicine 17 (1998), 873–890. Those limits are Wilson's on the effective sample, so codes that
    are alike inside a record do not count as many.
    """
    p1, low1, high1 = first.value, first.low, first.high
    p2, low2, high2 = second.value, second.low, second.high
    value = p1 - p2
    below = sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    above = sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return Difference(value, max(-1.0, value - below), min(1.0, value + above))
