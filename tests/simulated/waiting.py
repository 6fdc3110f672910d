"""Invented departments whose work waits, and how often the forecast holds what became of it. Seeded.

`python -m tests.simulated.waiting 200` prints the table of docs/figures.md. No number here comes from the program, but
the forecasts that are tried.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from codedesk.metrics.forecasts import WEEKS_AHEAD, outlook
from codedesk.metrics.standards import Floats

LOOKS = (1, 4, 8)
PASTS = (8, 9, 11, 16, 26, 52, 104)
WEEKDAYS = 7


@dataclass(frozen=True)
class Invented:
    """One department: its past weeks and those to come. coded: what the hours there of each week could code."""

    past: int
    waiting: Floats
    could: Floats

    @property
    def truth(self) -> Floats:
        """What waited at the end of the weeks to come."""
        return self.waiting[self.past :]


def make(seed: int, past: int = 0) -> Invented:
    """Make one: 2 to 30 coders, 8 to 104 past weeks, a weekday pattern, weeks alike by 0 to 0.5, holidays, absence.

    past: so many past weeks, whatever is drawn; 0: those that are drawn.

    What comes in is 93 to 107 % of what can be coded. In a third of them overtime is worked while much waits. Coders
    who have nothing to do do other work: what waits is never under 0.
    """
    rng = np.random.default_rng([1414, seed])
    coders, rate = int(rng.integers(2, 31)), float(rng.choice([2.0, 2.5, 5.0, 12.0]))
    drawn = round(float(np.exp(rng.uniform(np.log(8), np.log(104.99)))))
    past = past or drawn
    weeks = past + WEEKS_AHEAD
    pattern = rng.dirichlet(np.array([9.0, 8, 8, 8, 8, 2, 1]) * 4)
    hours = _hours(weeks, coders, rng)
    a_week = coders * 32.0 * rate
    inflow = _inflow(weeks, a_week * rng.uniform(0.93, 1.07), pattern, rng)
    strong, aim = (rng.uniform(0.1, 0.4), a_week * rng.uniform(0.2, 1.0)) if rng.random() < 1 / 3 else (0.0, 0.0)
    pace = rng.normal(1.0, 0.03, (weeks, WEEKDAYS)).clip(0.7, 1.3)
    now, ends = a_week * rng.uniform(0.0, 1.5), []
    for week in range(weeks):
        over = 1 + (np.clip(strong * (now - aim) / a_week, -0.1, 0.15) if strong else 0.0)
        for day in range(WEEKDAYS):
            now = max(0.0, now + inflow[week, day] - round(hours[week, day] * pace[week, day] * rate * over))
        ends.append(now)
    known = hours.sum(axis=1) * rate
    return Invented(past, np.array(ends), known)


def _hours(weeks: int, coders: int, rng: np.random.Generator) -> Floats:
    """Return the productive hours there of each day: holidays are none, and some are away."""
    there = np.zeros((weeks, WEEKDAYS))
    there[:, :5] = rng.binomial(coders, 0.92, (weeks, 5)) * 8 * 0.87
    for week in rng.choice(weeks, max(weeks // 6, 1), replace=False):
        there[week, int(rng.integers(0, 5))] = 0.0
    return there


def _inflow(weeks: int, mean: float, pattern: Floats, rng: np.random.Generator) -> Floats:
    """Return the charts that come in on each day: counts around a level that is alike from week to week."""
    alike, varies = rng.uniform(0.0, 0.5), rng.uniform(0.03, 0.12)
    level = rng.standard_normal()
    found = np.zeros((weeks, WEEKDAYS))
    for week in range(weeks):
        level = alike * level + np.sqrt(1 - alike**2) * rng.standard_normal()
        found[week] = rng.poisson(np.maximum(mean * (1 + varies * level), 0) * pattern)
    return found


def held(count: int, first: int = 0, past: int = 0) -> tuple[dict[int, float], float, float]:
    """Return the share of truths that the interval holds at each look, over all weeks, and its mean width (of a week).

    The width is in weeks of work of the department, after eight weeks.
    """
    inside, widths = [], []
    for seed in range(first, first + count):
        made = make(seed, past)
        told = outlook(made.waiting[: made.past], made.could[: made.past], made.could[made.past :])
        assert told is not None
        inside.append((told.low <= made.truth) & (made.truth <= told.high))
        widths.append(float(told.high[-1] - told.low[-1]) / float(made.could.mean()))
    every = np.array(inside)
    return {look: float(every[:, look - 1].mean()) for look in LOOKS}, float(every.mean()), float(np.median(widths))


def say(count: int, write: Callable[[str], object] = print) -> None:
    """Print the table of five lots of departments, and that of how many past weeks there are."""
    write("| departments | 1 week | 4 weeks | 8 weeks | all weeks | half-width after 8 weeks, in weeks of work |")
    write("|---|---|---|---|---|---|")
    for lot in range(5):
        write(_line(f"{lot * count}–{(lot + 1) * count - 1}", *held(count, lot * count)))
    write(f"\n| past weeks of {2 * count} departments | 1 week | 4 weeks | 8 weeks | all weeks | half-width |")
    write("|---|---|---|---|---|---|")
    for past in PASTS:
        write(_line(str(past), *held(2 * count, 0, past)))


def _line(name: str, looks: dict[int, float], pooled: float, width: float) -> str:
    shares = " | ".join(f"{looks[look]:.1%}" for look in LOOKS)
    return f"| {name} | {shares} | {pooled:.1%} | {width / 2:.2f} |"


if __name__ == "__main__":
    say(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
