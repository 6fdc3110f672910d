"""Invented weeks of what waits, how many of them the chart marks, and how soon it sees a backlog that is built. Seeded.

`python -m tests.simulated.waiting_marks 400` prints the tables of docs/figures.md. Before: the XmR chart with all of
its rules, as if weeks did not resemble each other.
"""

import sys
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from codedesk.metrics.control import marks, specials, xmr
from codedesk.metrics.standards import Floats
from codedesk.metrics.waiting_trends import BASELINE, trend
from codedesk.periods import Period

WEEKS = 52
ALIKE = (0.0, 0.3, 0.6, 0.8, 0.9)
BEGINS = 30
_WARM = 30
_COURSE = (0.4, 0.9, 1.4, 1.9, 2.3, 2.5, 2.6, 2.5, 2.4, 2.2, 2.0, 1.8, 1.6, 1.3, 1.1, 0.9, 0.7, 0.5, 0.4, 0.3, 0.2)
Marks = tuple[str | None, ...]


def steady(seed: int, alike: float) -> Floats:
    """Make weeks around 100 with a spread of 10, each alike to the one before."""
    noise = np.random.default_rng([55, seed]).standard_normal(WEEKS + _WARM)
    level = np.zeros(WEEKS + _WARM)
    for week in range(1, len(level)):
        level[week] = alike * level[week - 1] + np.sqrt(1 - alike**2) * noise[week]
    return np.asarray(100 + 10 * level[_WARM:])


def random_walk(seed: int) -> Floats:
    """Make weeks that only go on from each other, by 10 more or less."""
    steps = np.random.default_rng([66, seed]).standard_normal(WEEKS)
    return np.asarray(1000 + 10 * np.cumsum(steps))


def built_up(seed: int, alike: float, begins: int = BEGINS, a_week: float = 0.0) -> Floats:
    """Make steady weeks and a go-live: to 3.6 times as much within seven weeks and back, or more by a share a week."""
    bump, course = np.zeros(WEEKS), _COURSE if not a_week else [a_week * min(week + 1, 10) for week in range(WEEKS)]
    own = np.asarray(course[: WEEKS - begins])
    bump[begins : begins + len(own)] = own
    return np.asarray(steady(seed, alike) + 100 * bump)


def as_now(values: Floats) -> Marks:
    """Return the marks of the chart."""
    first = date(2026, 1, 5)
    made = trend(Period(first, first + timedelta(7 * len(values) - 1)), values, "charts")
    return tuple(point.signal for point in made.points)


def as_before(values: Floats) -> Marks:
    """Return the marks that an XmR chart has."""
    limits = xmr(values[:BASELINE].tolist())
    return marks(len(values), specials(values, limits))


def marked(values: Floats, way: Callable[[Floats], Marks] = as_now) -> int:
    """Count the weeks that are marked."""
    return sum(mark is not None for mark in way(values))


def seen(values: Floats, begins: int = BEGINS, way: Callable[[Floats], Marks] = as_now) -> bool:
    """Tell whether one of the first six weeks of what is built up is marked."""
    return any(mark is not None for mark in way(values)[begins : begins + 6])


def say(count: int, write: Callable[[str], object] = print) -> None:
    """Print both tables."""
    write("| weeks | marked of 52 before | now |")
    write("|---|---|---|")
    worlds: list[tuple[str, Callable[[int], Floats]]] = [
        (f"alike by {alike:g}", lambda seed, alike=alike: steady(seed, alike)) for alike in ALIKE
    ]
    for name, make in [*worlds, ("a random walk", random_walk)]:
        told = [sum(marked(make(seed), way) for seed in range(count)) / count for way in (as_before, as_now)]
        write(f"| {name} | {told[0]:.1f} | {told[1]:.1f} |")
    write("\n| what is built up | weeks alike by | seen within six weeks |")
    write("|---|---|---|")
    for name, begins, a_week in (
        ("3.6 times as much in seven weeks", BEGINS, 0.0),
        ("a tenth more each week", BEGINS, 0.1),
        ("a tenth more each week, within the baseline", 12, 0.1),
    ):
        for alike in (0.3, 0.6, 0.9):
            found = [seen(built_up(seed, alike, begins, a_week), begins) for seed in range(count)]
            write(f"| {name} | {alike:g} | {sum(found) / count:.0%} |")


if __name__ == "__main__":
    say(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
