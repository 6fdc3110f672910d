"""Invented departments in which it is known what happened: panels of weeks, seeded.

Every coder has a level of their own, every work type one of its own, every week varies; on top of it one thing happens
in the week `at`. No number here comes from the program.
"""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from codedesk.metrics.panels import Panel

Kind = Literal["go_live", "one", "mix", "nothing", "learner", "work_type", "creeps", "type_creeps", "uneven_mix"]
KINDS: tuple[Kind, ...] = (
    *("go_live", "one", "mix", "nothing", "learner", "work_type"),
    *("creeps", "type_creeps", "uneven_mix"),
)
TYPES = 4
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Size:
    """How large a department is and how much its weeks vary: coders, weeks, share of a week, from week to week.

    split: the hours of each work type are known; else only those of the week. at: the week of the change.
    """

    coders: int = 8
    weeks: int = 26
    variation: float = 0.07
    carried: float = 0.0
    split: bool = True
    at: int = 13


@dataclass
class Made:
    """A panel with the truth: the week of the change, the coders and the work type that it concerns."""

    kind: Kind
    size: Size
    pace: Floats
    share: Floats
    hours: Floats
    learning: npt.NDArray[np.bool_]
    coders: set[int] = field(default_factory=set)
    work_type: int | None = None

    def panel(self, rng: np.random.Generator) -> Panel:
        """Let the weeks vary: each as a whole, and each work type in it."""
        size, hours = self.size, self.hours[:, :, None] * self.share
        week = np.zeros(self.hours.shape)
        for number in range(size.weeks):
            fresh = rng.normal(0, size.variation, size.coders)
            before = week[:, number - 1] if number else fresh
            week[:, number] = size.carried * before + np.sqrt(1 - size.carried**2) * fresh if number else fresh
        cell = rng.normal(0, 0.25, hours.shape) / np.sqrt(np.maximum(hours, 1))
        earned = hours * self.pace * np.exp(week[:, :, None] + cell)
        known = hours if size.split else np.full(hours.shape, np.nan)
        return Panel(earned, known, hours.sum(axis=2), np.ones(self.hours.shape, np.bool_), self.learning)


def make(kind: Kind, seed: int, size: Size | None = None) -> tuple[Panel, Made]:
    """Make one department of a kind; the same seed makes the same one."""
    rng = np.random.default_rng([KINDS.index(kind), seed])
    made = usual(kind, size or Size(), rng)
    _HAPPENS[kind](made, rng)
    return made.panel(rng), made


def usual(kind: Kind, size: Size, rng: np.random.Generator) -> Made:
    """Make a department in which nothing happens."""
    own = np.exp(rng.normal(0, 0.05, (size.coders, TYPES)))
    level = np.exp(rng.normal(0, 0.08, size.coders))[:, None] * np.exp(rng.normal(0, 0.15, TYPES)) * own
    usual = rng.dirichlet(np.full(TYPES, 1.5), size.coders)
    usual[usual < 0.08] = 0
    shares = [_mixed(rng, np.tile(each / each.sum(), (size.weeks, 1))) for each in usual]
    full = np.where(np.arange(size.coders) % 4 == 3, 20.0, 35.0)
    return Made(
        kind=kind,
        size=size,
        pace=np.repeat(level[:, None, :], size.weeks, axis=1),
        share=np.array(shares),
        hours=full[:, None] * rng.uniform(0.8, 1.0, (size.coders, size.weeks)),
        learning=np.zeros((size.coders, size.weeks), np.bool_),
    )


def _mixed(rng: np.random.Generator, usual: Floats) -> Floats:
    wobble = usual * np.exp(rng.normal(0, 0.2, usual.shape))
    return np.asarray(wobble / wobble.sum(axis=-1, keepdims=True))


def _go_live(made: Made, rng: np.random.Generator) -> None:
    """Slow everybody by 12 to 25 %, some more and some less than the others."""
    made.coders = set(range(made.size.coders))
    slower = rng.uniform(0.12, 0.25) * rng.uniform(0.8, 1.2, made.size.coders)
    made.pace[:, made.size.at :] *= 1 - slower[:, None, None]


def _one(made: Made, rng: np.random.Generator) -> None:
    """Slow one coder by 15 to 25 %."""
    who = int(rng.integers(made.size.coders))
    made.coders = {who}
    made.pace[who, made.size.at :] *= 1 - rng.uniform(0.15, 0.25)


def _mix(made: Made, rng: np.random.Generator) -> None:
    """Give one coder the slow work in place of the quick work; nobody works faster or slower at any of it."""
    who = int(rng.integers(made.size.coders))
    made.coders = {who}
    level = made.pace.mean(axis=(0, 1))
    quick, slow = int(np.argmax(level)), int(np.argmin(level))
    made.pace[:, :, quick] *= 1.1
    made.pace[:, :, slow] *= 0.85
    for number in range(made.size.weeks):
        wanted = np.full(TYPES, 0.05)
        wanted[quick if number < made.size.at else slow] = 0.85
        made.share[who, number] = _mixed(rng, wanted)


def _uneven_mix(made: Made, rng: np.random.Generator) -> None:
    """Move 35 to 70 % of one coder's hours to slower work, beside work far off that is done now and then.

    It costs 6 to 18 % of the pace, and so may a week of the other work.
    """
    who = int(rng.integers(made.size.coders))
    made.coders = {who}
    moved, cost = rng.uniform(0.35, 0.7), rng.uniform(0.06, 0.18)
    usual, slow, seldom = rng.permutation(TYPES)[:3].tolist()
    made.pace[who, :, slow] = made.pace[who, :, usual] * (1 - cost / moved)
    made.pace[who, :, seldom] = made.pace[who, :, usual] * 0.5
    for number in range(made.size.weeks):
        wanted = np.full(TYPES, 0.03)
        wanted[[usual, slow]] += (moved, 0.0) if number < made.size.at else (0.0, moved)
        wanted[usual] += 0.88 - moved
        wanted[seldom] = rng.uniform(0, 0.3)
        made.share[who, number] = _mixed(rng, wanted)


def _nothing(made: Made, rng: np.random.Generator) -> None:
    """Let nothing happen."""


def _learner(made: Made, rng: np.random.Generator) -> None:
    """Let one coder learn who keeps the ramp in the work they do: what they earn is divided by its share already."""
    made.coders = {0}
    made.learning[0] = True
    hours = made.hours[0][:, None] * made.share[0]
    made.pace[0] *= hours.sum() / (hours * made.pace[0]).sum()


def _work_type(made: Made, rng: np.random.Generator) -> None:
    """Slow the work type that most do by 20 to 35 %, for all who do it."""
    made.pace[:, made.size.at :, _most_done(made)] *= 1 - rng.uniform(0.2, 0.35)


def _most_done(made: Made) -> int:
    """Choose the work type that most do as the one that it happens to."""
    done = made.share.mean(axis=1)
    kind = int(np.argmax((done > 0).sum(axis=0) + done.sum(axis=0) / 100))
    made.work_type, made.coders = kind, set(np.flatnonzero(done[:, kind] > 0).tolist())
    return kind


def _grown(made: Made) -> Floats:
    """Return which share of a change has come by each week, where it grows from `at` to the last week."""
    return np.clip((np.arange(made.size.weeks) - made.size.at + 1) / (made.size.weeks - made.size.at), 0, 1)


def _creeps(made: Made, rng: np.random.Generator) -> None:
    """Slow everybody a little more each week, until it is 12 to 25 %, some more and some less than the others."""
    made.coders = set(range(made.size.coders))
    slower = rng.uniform(0.12, 0.25) * rng.uniform(0.8, 1.2, made.size.coders)
    made.pace *= 1 - slower[:, None, None] * _grown(made)[:, None]


def _type_creeps(made: Made, rng: np.random.Generator) -> None:
    """Slow the work type that most do a little more each week, until it is 20 to 35 %."""
    made.pace[:, :, _most_done(made)] *= 1 - rng.uniform(0.2, 0.35) * _grown(made)


_HAPPENS = {
    "go_live": _go_live,
    "one": _one,
    "mix": _mix,
    "nothing": _nothing,
    "learner": _learner,
    "work_type": _work_type,
    "creeps": _creeps,
    "type_creeps": _type_creeps,
    "uneven_mix": _uneven_mix,
}
