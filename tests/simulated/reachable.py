"""What any test could reach of pace up, accuracy down: `python -m tests.simulated.reachable 400` prints the table.

An observer who knows all but the coder's own accuracy and whether it fell: the course of the year, how much the
auditors differ, between what sizes a fall lies, and between what accuracies coders do. By Neyman and Pearson (1933) no
test of the same audits names more who fall where it names as many who only get faster. No number here is the program's.
"""

import sys
from collections.abc import Callable
from dataclasses import astuple, dataclass

import numpy as np

from codedesk.metrics.audit_points import AuditPoints
from tests.simulated.audited import QUARTER, Audited, Told, make
from tests.simulated.audited_table import both
from tests.simulated.departments import Floats

LEVELS = np.linspace(0.93, 0.975, 24)
FALLS = np.linspace(0.04, 0.06, 6)
OF_AUDITOR = 0.004
CHARTS = ((5, 8), (10, 15), (20, 25), (30, 40))


@dataclass(frozen=True)
class Reached:
    """Shares of coders named at the end of four quarters: of those who fall, and of those who only get faster.

    best: what the observer names of those who fall, if as many of the others as here; least: how many of the others the
    observer must name for nine in ten of those who fall; thrice: the same of an observer who looks after two, three and
    four quarters, as the program does.
    """

    named: float
    falsely: float
    best: float
    least: float
    thrice: float


def odds(points: AuditPoints, truth: Told) -> float:
    """Return by how much (logarithm) the audits of the one coder are likelier with a fall than without."""
    (who,) = truth.coders
    mine = points.where(points.coder == who)
    course = truth.course()[mine.week]
    usual = LEVELS[:, None, None] + np.where(mine.auditor == 1, OF_AUDITOR, -OF_AUDITOR)
    fallen = _likelihood(mine, usual - FALLS[None, :, None] * course)
    same = _likelihood(mine, usual)
    top = same.max()
    return float(np.log(np.exp(fallen - top).mean()) - np.log(np.exp(same - top).mean()))


def _likelihood(mine: AuditPoints, share: Floats) -> Floats:
    right = mine.value * mine.size
    return np.asarray((right * np.log(share) + (mine.size - right) * np.log(1 - share)).sum(axis=-1))


def best(fall: Floats, faster: Floats, falsely: float) -> float:
    """Return the share of the falls whose odds are above those of all but so many of the others."""
    needed = np.quantile(faster, 1 - falsely)
    return float((fall > needed).mean())


def reached(count: int, size: Audited) -> Reached:
    """Compare what the program names with what the observer could, in as many departments of each kind."""
    fall, faster = (
        np.array([_at_each_look(*make(kind, seed, size)[1:]) for seed in range(count)])
        for kind in ("opposed", "faster")
    )
    named, falsely = (both(kind, count, size, (4,)).after for kind in ("opposed", "faster"))
    least, thrice = (
        float((without > np.quantile(with_fall, 0.1)).mean())
        for with_fall, without in ((fall[:, -1], faster[:, -1]), (fall.max(axis=1), faster.max(axis=1)))
    )
    return Reached(named, falsely, best(fall[:, -1], faster[:, -1], falsely), least, thrice)


def _at_each_look(points: AuditPoints, truth: Told) -> list[float]:
    """Return the odds after two, three and four quarters."""
    ends = [truth.size.at + quarters * QUARTER for quarters in (2, 3, 4)]
    return [odds(points.where(points.week < end), truth) for end in ends]


def main(count: int, say: Callable[[str], object] = lambda text: sys.stdout.write(f"{text}\n")) -> None:
    """Print the table by how many charts an audit has, two a quarter."""
    say("| charts of an audit | named | only faster | the observer | only faster, for 90 % | looking three times |")
    say("|---|---|---|---|---|---|")
    for charts in CHARTS:
        found = reached(count, Audited(charts=charts))
        shares = " | ".join(f"{each:.0%}" for each in astuple(found))
        say(f"| {charts[0]} to {charts[1]} | {shares} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
