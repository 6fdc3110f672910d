"""A change of a rate as mix and as rate: the shapes that leave metrics/mix. Plain values: loads nothing heavy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effect:
    """A difference of two rates, as a fraction, with its 95 % interval; None where there are too few rows for one."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class KindEffect:
    """What one kind brings, with its sums in both periods. A rate is None where the kind has nothing below.

    mix is against the mean of both periods, (r̄ₖ − r̄)(w₂ₖ − w₁ₖ): a kind slower than the mean that grew is below 0. As
    the shares add up to 1 in both periods, these sum to Kitagawa's mix effect.
    """

    kind: int
    above: tuple[float, float]
    below: tuple[float, float]
    share_before: float
    share_now: float
    rate_before: float | None
    rate_now: float | None
    mix: float
    rate: float


@dataclass(frozen=True, slots=True)
class Split:
    """A change from one period to another, as mix and as rate, which sum to it. rows: how many each period has.

    kinds: those that have something below in either period, in their order.
    """

    before: float
    now: float
    change: Effect
    mix: Effect
    rate: Effect
    kinds: tuple[KindEffect, ...]
    rows: tuple[int, int]
