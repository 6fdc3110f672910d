"""Invented departments with audits, in which it is known what happened to pace and accuracy. Seeded.

Every coder has a level of their own, every auditor and work type a little of one; the codes of a chart are alike
(beta-binomial). On top of it one thing happens from the week `at` on. No number here comes from the program.
"""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from codedesk.metrics.audit_points import AuditPoints
from codedesk.metrics.panels import Panel
from tests.simulated.departments import Floats, Made, Size, usual

Kind = Literal["nothing", "falls", "go_live", "auditor", "opposed", "faster", "team_opposed", "creeps", "one_creeps"]
KINDS: tuple[Kind, ...] = (
    *("nothing", "falls", "go_live", "auditor", "opposed", "faster", "team_opposed", "creeps", "one_creeps"),
)
QUARTER = 13


@dataclass(frozen=True)
class Audited:
    """How a department is audited: coders, quarters before the change and after, charts and codes of an audit.

    alike: the correlation of the codes of one chart.
    """

    coders: int = 8
    before: int = 4
    after: int = 4
    charts: tuple[int, int] = (10, 15)
    codes: float = 8.0
    alike: float = 0.05
    per_quarter: int = 2

    @property
    def at(self) -> int:
        """The week of the change."""
        return self.before * QUARTER

    @property
    def weeks(self) -> int:
        """All weeks."""
        return (self.before + self.after) * QUARTER


@dataclass
class Told:
    """A department with its truth: whom it concerns."""

    kind: Kind
    size: Audited
    made: Made
    accuracy: Floats
    coders: set[int] = field(default_factory=set)
    auditor: int | None = None

    def course(self) -> Floats:
        """Return how much of a gradual change is there in each week: 0 before, 1 after a year."""
        return np.clip((np.arange(self.size.weeks) - self.size.at) / 52, 0.0, 1.0)


def make(kind: Kind, seed: int, size: Audited | None = None) -> tuple[Panel, AuditPoints, Told]:
    """Make one department of a kind; the same seed makes the same one."""
    size = size or Audited()
    rng = np.random.default_rng([KINDS.index(kind), seed, size.coders])
    made = usual("nothing", Size(coders=size.coders, weeks=size.weeks), rng)
    level = np.repeat(rng.uniform(0.93, 0.975, size.coders)[:, None], size.weeks, axis=1)
    told = Told(kind, size, made, level)
    _HAPPENS[kind](told, rng)
    return made.panel(rng), _audits(told, rng), told


def until(panel: Panel, points: AuditPoints, week: int) -> tuple[Panel, AuditPoints]:
    """Cut a department at a week, as it was then."""
    cut = {name: getattr(panel, name)[:, :week] for name in ("earned", "hours", "net", "usable", "learning")}
    return Panel(**cut), points.where(points.week < week)


def _audits(told: Told, rng: np.random.Generator) -> AuditPoints:
    size, rows = told.size, []
    for coder in range(size.coders):
        for quarter in range(size.before + size.after):
            for number in range(size.per_quarter):
                week = quarter * QUARTER + int((number + 0.5) * QUARTER / size.per_quarter) + int(rng.integers(-2, 3))
                rows.append(_audit(told, coder, min(size.weeks - 1, max(0, week)), number, rng))
    coder, kind, auditor, week, value, seen = (np.array(column) for column in zip(*rows, strict=True))
    order = np.argsort(week, kind="stable")
    deff = 1 + (size.codes - 1) * size.alike
    made = AuditPoints(
        coder, coder, kind, auditor, week, week * 7, value, seen / deff, np.arange(len(rows)), np.full(len(rows), deff)
    )
    return made.where(order)


def _audit(
    told: Told, coder: int, week: int, number: int, rng: np.random.Generator
) -> tuple[int, int, int, int, float, float]:
    size = told.size
    charts = int(rng.integers(size.charts[0], size.charts[1] + 1))
    auditor = (week // QUARTER + number) % 2
    share = told.accuracy[coder, week] + (0.004 if auditor else -0.004)
    if told.auditor is not None and week >= size.at and number:
        auditor, share = told.auditor, share - 0.06
    codes = np.maximum(1, rng.poisson(size.codes, charts))
    alike = size.alike
    each = rng.beta(share * (1 - alike) / alike, (1 - share) * (1 - alike) / alike, charts) if alike else share
    return coder, number, auditor, week, float(rng.binomial(codes, each).sum() / codes.sum()), float(codes.sum())


def _nothing(told: Told, rng: np.random.Generator) -> None:
    """Let nothing happen."""


def _falls(told: Told, rng: np.random.Generator) -> None:
    """Let one coder's accuracy fall by 5 to 8 points."""
    who = int(rng.integers(told.size.coders))
    told.coders = {who}
    told.accuracy[who, told.size.at :] -= rng.uniform(0.05, 0.08)


def _go_live(told: Told, rng: np.random.Generator) -> None:
    """Let everybody's accuracy fall by 4 to 6 points, some more and some less, and the pace with it."""
    told.coders = set(range(told.size.coders))
    fall = rng.uniform(0.04, 0.06) * rng.uniform(0.8, 1.2, told.size.coders)
    told.accuracy[:, told.size.at :] -= fall[:, None]
    told.made.pace[:, told.size.at :] *= 1 - rng.uniform(0.12, 0.2)


def _auditor(told: Told, rng: np.random.Generator) -> None:
    """Let a new auditor make half of the audits, who finds 6 points more."""
    told.auditor = 2


def _opposed(told: Told, rng: np.random.Generator) -> None:
    """Let one coder get faster by 12 to 18 % over a year, and less accurate by 4 to 6 points."""
    who = int(rng.integers(told.size.coders))
    told.coders = {who}
    told.made.pace[who] *= (1 + rng.uniform(0.12, 0.18) * told.course())[:, None]
    told.accuracy[who] -= rng.uniform(0.04, 0.06) * told.course()


def _faster(told: Told, rng: np.random.Generator) -> None:
    """Let one coder get faster by 12 to 18 % over a year, and stay as accurate."""
    who = int(rng.integers(told.size.coders))
    told.coders = {who}
    told.made.pace[who] *= (1 + rng.uniform(0.12, 0.18) * told.course())[:, None]


def _team_opposed(told: Told, rng: np.random.Generator) -> None:
    """Let everybody get faster by 12 to 18 % over a year, and less accurate by 4 to 6 points."""
    told.coders = set(range(told.size.coders))
    told.made.pace *= (1 + rng.uniform(0.12, 0.18) * told.course())[None, :, None]
    told.accuracy -= rng.uniform(0.04, 0.06) * told.course()[None, :]


def _creeps(told: Told, rng: np.random.Generator) -> None:
    """Let everybody's accuracy fall a little more each week, by 4 to 6 points in a year, some more and some less."""
    told.coders = set(range(told.size.coders))
    fall = rng.uniform(0.04, 0.06) * rng.uniform(0.8, 1.2, told.size.coders)
    told.accuracy -= fall[:, None] * told.course()[None, :]


def _one_creeps(told: Told, rng: np.random.Generator) -> None:
    """Let one coder's accuracy fall a little more each week, by 5 to 8 points in a year."""
    who = int(rng.integers(told.size.coders))
    told.coders = {who}
    told.accuracy[who] -= rng.uniform(0.05, 0.08) * told.course()


_HAPPENS = {
    "nothing": _nothing,
    "falls": _falls,
    "go_live": _go_live,
    "auditor": _auditor,
    "opposed": _opposed,
    "faster": _faster,
    "team_opposed": _team_opposed,
    "creeps": _creeps,
    "one_creeps": _one_creeps,
}
