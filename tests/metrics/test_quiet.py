"""Rows that were far from their thresholds and need not be gone through again: whoever may reach one is, for sure."""

from dataclasses import replace
from itertools import product
from math import sqrt

import numpy as np
import pytest

from codedesk.metrics import strongest
from codedesk.metrics.changes import looked
from codedesk.metrics.panels import Panel
from codedesk.metrics.quiet import Quiet, WeeksSaid
from codedesk.metrics.standards import Bools, Floats
from codedesk.metrics.thresholds import LEAST_BEFORE, Threshold
from tests.simulated.departments import Kind, Size, make

NEEDED = Threshold(3.7, 0.06)
MEMBERS, WEEKS = 3, 24


def share_reached(num: Floats, den: Floats, use: Bools) -> float:
    """Return the largest share that a stretch of some members reaches of what it must, as it is meant: each in turn."""
    count = np.concatenate([[0], np.cumsum(use)])
    shares = [0.0]
    for first, end in product(range(WEEKS), range(1, WEEKS + 1)):
        inside = count[max(first, end)] - count[first]
        if end <= first or count[first] < LEAST_BEFORE or not inside:
            continue
        above = below = 0.0
        for own, weight in zip(num, den, strict=True):
            whole, part = weight.sum(), weight[first:end].sum()
            if whole > 0:
                above += own[first:end].sum() - part * own.sum() / whole
                below += part - part**2 / whole
        if below > 1e-6:
            needed = (NEEDED.lasts if end == WEEKS else NEEDED.over) + (0.5 if inside == 1 else 0.0)
            shares.append(min(abs(above) / sqrt(below) / needed, abs(above) / below / NEEDED.least))
    return max(shares)


class Walk:
    """Weeks of some members that change a little again and again, off by what is known to be chance."""

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self.use = self.chance.random((MEMBERS, WEEKS)) < 0.9
        self.den = np.where(self.use, self.chance.uniform(50, 250, self.use.shape), 0.0)
        self.off = self.chance.normal(0, 0.07, self.use.shape)

    def on(self, much: float) -> None:
        """Change a week of one member, and a little how much all of them count."""
        member, week = self.chance.integers(0, MEMBERS), self.chance.integers(0, WEEKS)
        self.off[member, week] += much * self.chance.normal()
        self.den[member] *= 1 + 0.1 * much * self.chance.random()
        self.den[member, week] *= 1 + much * self.chance.random()
        self.den *= 1 + much * self.chance.normal() / 10

    @property
    def said(self) -> WeeksSaid:
        num, den = (self.den * self.off)[None], self.den[None]
        return WeeksSaid.of(num, den, self.use.any(axis=0))

    @property
    def share(self) -> float:
        return share_reached(self.den * self.off, self.den, self.use.any(axis=0))


@pytest.mark.parametrize("seed", range(12))
def test_whoever_reaches_a_threshold_is_gone_through(seed: int) -> None:
    walk, quiet, told = Walk(seed), Quiet(), []
    for much in (0.0, *np.geomspace(0.002, 0.5, 14).tolist()):
        walk.on(much)
        loud, share = quiet.loud("row", walk.said, [NEEDED]), walk.share
        told.append(bool(loud[0]))
        assert loud[0] or share < 1
        if loud[0]:
            quiet.hold("row", walk.said, loud, np.array([share]))
    assert told[0], "nothing is known of what was never looked at"
    if told.count(False):
        assert not told[1] or walk.share > 0.9, "who changes by little stays quiet"


def test_most_rows_that_change_by_little_are_quiet() -> None:
    quiet, told = Quiet(), []
    for seed in range(40):
        walk = Walk(seed)
        quiet.hold(seed, walk.said, np.ones(1, np.bool_), np.array([walk.share]))
        walk.on(0.01)
        told.append(bool(quiet.loud(seed, walk.said, [NEEDED])[0]))
    assert told.count(False) > 25


@pytest.mark.parametrize(
    "what", ["a week more", "a week less", "no week", "another member", "a week that does not count"]
)
def test_rows_of_other_weeks_are_gone_through(what: str) -> None:
    walk, quiet = Walk(1), Quiet()
    quiet.hold("row", walk.said, np.ones(1, np.bool_), np.zeros(1))
    assert not quiet.loud("row", walk.said, [NEEDED])[0]
    now, gap = walk.said, np.argwhere(~walk.use)[0]
    if what == "another member":
        now = WeeksSaid(now.off[:, :2], now.den[:, :2], now.weeks)
    elif what == "a week that does not count":
        now = replace(now, weeks=~now.weeks)
    elif what == "no week":
        now = replace(now, off=np.zeros_like(now.off), den=np.zeros_like(now.den))
    else:
        now = replace(now, den=now.den.copy())
        now.den[(0, *(gap if what == "a week more" else np.argwhere(walk.use)[0]))] = (
            9.0 if what == "a week more" else 0
        )
    assert quiet.loud("row", now, [NEEDED])[0]


def test_rows_that_say_nothing_stay_quiet() -> None:
    quiet, none = Quiet(), WeeksSaid.of(np.zeros((2, 3, 9)), np.zeros((2, 3, 9)), np.ones((1, 9), np.bool_))
    quiet.hold("rows", none, np.array([True, False]), np.zeros(2))
    assert quiet.loud("rows", none, [NEEDED]).tolist() == [False, True], "the second was not looked at"


def typed(panel: Panel, chance: np.random.Generator) -> Panel:
    """Return a panel after a cell: more or less of one work type in one week of one coder."""
    earned = panel.earned.copy()
    place = tuple(chance.integers(0, size) for size in panel.shape)
    earned[place] *= chance.choice([0.0, 0.5, 0.97, 0.99, 1.02, 1.1])
    return replace(panel, earned=earned)


@pytest.mark.parametrize("size", [Size(), Size(split=False), Size(carried=0.35, weeks=40)])
@pytest.mark.parametrize("kind", ["go_live", "one", "mix", "nothing", "work_type", "creeps"])
def test_what_is_found_is_what_is_found_anew(kind: Kind, size: Size) -> None:
    chance, quiet = np.random.default_rng(3), Quiet()
    panel, _ = make(kind, 5, size)
    for _ in range(12):
        panel = typed(panel, chance)
        assert looked(panel, quiet).changes == looked(panel).changes


def test_a_cell_costs_few_of_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    tables: list[object] = []
    table = strongest.best_stretch
    monkeypatch.setattr(strongest, "best_stretch", lambda *given: tables.append(1) or table(*given))
    panel, _ = make("nothing", 2, Size(coders=20, weeks=52))
    quiet, earned = Quiet(), panel.earned.copy()
    looked(panel, quiet)
    first = len(tables)
    for week in range(40, 50):
        earned[3, week, 1] *= 1.01
        looked(replace(panel, earned=earned.copy()), quiet)
    assert len(tables) - first < 10, "hardly one for each cell"
