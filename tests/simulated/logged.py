"""Invented departments logged day by day in real tables, and read as the program reads them.

The panels of `departments` are weeks; here are days with whole charts, days off, meetings, a change on a Wednesday, and
hours of each work type or only of the day. What is told is what the figures of the 26 weeks say. Seeded;
`python -m tests.simulated.logged 300` prints the table.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import create_engine
from sqlmodel import Session

from codedesk import models
from codedesk.metrics.figures import Signal
from codedesk.periods import Period
from codedesk.services.figures.figures import team_figures
from tests.many_rows import insert_many
from tests.simulated.departments import Kind

Floats = npt.NDArray[np.float64]
FIRST = date(2025, 12, 29)
WEEKS, AT = 26, 13
RATES = np.array([2.0, 4.0, 8.0, 12.0])
TYPES = len(RATES)
KINDS: tuple[Kind, ...] = ("go_live", "one", "mix", "nothing", "work_type")
NEAR = 21


@dataclass(frozen=True)
class Team:
    """How large a department is and how it logs: coders, share of a week that varies, whether hours are split.

    midweek: by how many days after Monday the change begins. events: unrelated ones that stand in the calendar.
    """

    coders: int = 8
    variation: float = 0.07
    split: bool = True
    midweek: int = 0
    events: int = 0

    @property
    def change(self) -> date:
        """The day of the change."""
        return FIRST + timedelta(7 * AT + self.midweek)


@dataclass
class Logged:
    """One department with the truth: the coder or the work type that the change concerns."""

    session: Session
    coder: int
    work_type: int


@dataclass
class _Days:
    """The rows of a log as they grow."""

    days: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    other: list[dict[str, Any]] = field(default_factory=list)

    def add(self, coder: int, day: date, paid: float, meeting: float) -> int:
        self.days.append({"coder_id": coder + 1, "day": day, "paid_hours": paid})
        if meeting:
            self.other.append({"work_day_id": len(self.days), "category_id": 1, "hours": meeting})
        return len(self.days)


class _Truth:
    """What is so in one department: levels, usual shares, and what happens to whom."""

    def __init__(self, kind: Kind, seed: int, team: Team) -> None:
        self.kind, self.team = kind, team
        self.rng = rng = np.random.default_rng([KINDS.index(kind), seed, 41])
        coders = team.coders
        level = np.exp(rng.normal(0, 0.08, coders))[:, None] * np.exp(rng.normal(0, 0.12, TYPES))
        self.level: Floats = level * np.exp(rng.normal(0, 0.05, (coders, TYPES)))
        usual = rng.dirichlet(np.full(TYPES, 1.5), coders)
        usual[usual < 0.08] = 0
        self.usual: Floats = usual / usual.sum(axis=1, keepdims=True)
        self.who = int(rng.integers(coders))
        self.work_type = int(np.argmax((usual > 0).sum(axis=0) + usual.sum(axis=0) / 100))
        self.slower: Floats = rng.uniform(0.12, 0.25) * rng.uniform(0.8, 1.2, coders)
        self.one, self.of_type = rng.uniform(0.15, 0.25), rng.uniform(0.2, 0.35)
        order = np.argsort(self.level.mean(axis=0))
        self.slow, self.quick = int(order[0]), int(order[-1])
        if kind == "mix":
            self.level[:, self.slow] *= 0.85
            self.level[:, self.quick] *= 1.1
        self.week: Floats = np.exp(rng.normal(0, team.variation, (coders, WEEKS)))

    def pace(self, coder: int, day: date) -> Floats:
        """Return the pace of a day, work type by work type."""
        pace = self.level[coder] * self.week[coder, (day - FIRST).days // 7]
        if day < self.team.change:
            return pace
        if self.kind == "go_live":
            return np.asarray(pace * (1 - self.slower[coder]))
        if self.kind == "one" and coder == self.who:
            return np.asarray(pace * (1 - self.one))
        if self.kind == "work_type":
            pace[self.work_type] *= 1 - self.of_type
        return pace

    def shares(self, coder: int, day: date) -> Floats:
        """Return the shares of a day's hours: never quite the usual ones, and not each work type every day."""
        shares = self.usual[coder].copy()
        if self.kind == "mix" and coder == self.who:
            shares = np.full(TYPES, 0.05)
            shares[self.quick if day < self.team.change else self.slow] = 0.85
        shares *= np.exp(self.rng.normal(0, 0.35, TYPES))
        if (shares > 0).sum() > 2:
            shares[self.rng.random(TYPES) < 0.15] = 0
        return np.asarray(shares / shares.sum()) if shares.sum() else self.usual[coder]


@contextmanager
def logged(kind: Kind, seed: int, team: Team) -> Iterator[Logged]:
    """Make one department in memory; the same seed makes the same one."""
    truth = _Truth(kind, seed, team)
    engine = create_engine("sqlite://")
    models.metadata().create_all(engine)
    with Session(engine) as session:
        _lists(session, truth)
        book = _log(truth)
        for table, rows in (
            (models.WorkDay, book.days),
            (models.WorkLine, book.lines),
            (models.OtherTime, book.other),
        ):
            insert_many(session, table, rows)
        yield Logged(session, truth.who, truth.work_type)
    engine.dispose()


def _lists(session: Session, truth: _Truth) -> None:
    long_ago = FIRST - timedelta(900)
    session.add(models.Department(id=1, created_on=FIRST))
    coders = [
        {"name": f"Coder {coder:02}", "started_on": long_ago, "scheduled_hours_per_week": 5 * _paid(coder)}
        for coder in range(truth.team.coders)
    ]
    kinds = [{"name": f"Work type {kind}", "position": kind} for kind in range(TYPES)]
    standards = [
        {"work_type_id": kind + 1, "effective_from": long_ago, "pace": float(RATES[kind]), "accuracy": 95.0}
        for kind in range(TYPES)
    ]
    insert_many(session, models.Coder, coders)
    insert_many(session, models.WorkType, kinds)
    insert_many(session, models.Standard, standards)
    insert_many(session, models.OtherTimeCategory, [{"name": "Meeting", "kind": "excused", "position": 0}])
    for number in range(truth.team.events):
        kind = ("guideline_change", "staffing", "other", "documentation", "downtime")[number % 5]
        day = FIRST + timedelta(int(truth.rng.integers(7 * WEEKS)))
        session.add(models.Event(from_day=day, to_day=day, kind=kind, text=f"Event {number}"))
    session.flush()


def _paid(coder: int) -> float:
    return 4.0 if coder % 4 == 3 else 8.0


def _log(truth: _Truth) -> _Days:
    book, rng = _Days(), truth.rng
    holidays = set(rng.choice(WEEKS * 5, 4, replace=False).tolist())
    for coder in range(truth.team.coders):
        away = int(rng.integers(WEEKS)) if rng.random() < 0.7 else -1
        for number in range(WEEKS * 5):
            week, weekday = divmod(number, 5)
            if number not in holidays and week != away and rng.random() > 0.03:
                _day(book, truth, coder, FIRST + timedelta(7 * week + weekday))
    return book


def _day(book: _Days, truth: _Truth, coder: int, day: date) -> None:
    """Log a day of one coder: whole charts; hours to the quarter where they are split."""
    rng, paid = truth.rng, _paid(coder)
    meeting = float(rng.choice([0, 0, 0, 0.25, 0.5, 1.0])) if paid > 4 else 0.0
    at = book.add(coder, day, paid, meeting)
    hours = (paid - meeting) * truth.shares(coder, day)
    if truth.team.split:
        rounded = np.round(hours * 4) / 4
        rounded[int(np.argmax(hours))] += paid - meeting - rounded.sum()
        hours = rounded
    done = hours * RATES * truth.pace(coder, day) * np.exp(rng.normal(0, 0.1, TYPES))
    for kind in np.flatnonzero(hours >= 0.2).tolist():
        spent = float(hours[kind]) if truth.team.split else None
        charts = int(done[kind] + rng.random())
        book.lines.append(
            {"work_day_id": at, "work_type_id": kind + 1, "charts": charts, "hours": spent, "weight": 1.0}
        )


@dataclass(frozen=True)
class Line:
    """Shares of departments: told right; a coder wrongly asked about; the team told of. Then wrong questions a year."""

    right: float
    blamed: float
    team: float
    alarms: float


def line(kind: Kind, count: int, team: Team | None = None) -> Line:
    """Reckon how often so many departments are told right."""
    team = team or Team()
    right = blamed = of_team = alarms = 0
    for seed in range(count):
        with logged(kind, seed, team) as made:
            wide, asked = _told(made.session, team)
            wrong = [coder for coder in asked if kind != "one" or coder != made.coder]
            right += _right(kind, made, team, wide, asked)
            blamed += bool(wrong)
            alarms += len(wrong)
            of_team += any(signal.level == "team" for signal in wide)
    years = count * team.coders * WEEKS / 52
    return Line(right / count, blamed / count, of_team / count, alarms / years)


def _told(session: Session, team: Team) -> tuple[list[Signal], list[int]]:
    """Return what is told of the process, and the coders who are asked about."""
    last = FIRST + timedelta(7 * WEEKS - 1)
    figures = team_figures(session, Period(FIRST, last), today=last)
    mixes = [
        signal
        for block in figures.coders
        for signal in block.signals
        if signal.level == "mix" and signal.size is not None
    ]
    wide = [signal for signal in (*figures.team.signals, *mixes) if signal.measure == "pace"]
    asked = [
        (block.coder_id or 0) - 1
        for block in figures.coders
        for signal in block.signals
        if signal.measure == "pace" and signal.kind == "individual"
    ]
    return wide, asked


def _right(kind: Kind, made: Logged, team: Team, wide: list[Signal], asked: list[int]) -> bool:
    if kind == "one":
        return made.coder in asked
    if kind == "nothing":
        return not wide and not asked
    level = {"go_live": "team", "work_type": "work_type", "mix": "mix"}[kind]
    name = f"Coder {made.coder:02}:" if kind == "mix" else f"Work type {made.work_type}," if kind == "work_type" else ""
    return any(
        signal.level == level and name in signal.text and abs((signal.since - team.change).days) <= NEAR
        for signal in wide
    )


def main(count: int, say: Callable[[str], object] = lambda text: sys.stdout.write(f"{text}\n")) -> None:
    """Print the table for several teams."""
    teams = {
        "8 coders": Team(),
        "hours of the day only": Team(split=False),
        "4 coders": Team(coders=4),
        "18 coders, a Wednesday, six other events": Team(coders=18, midweek=2, events=6),
        "weeks vary by 10 %": Team(variation=0.1),
    }
    say("| department | what happened | right | a coder wrongly asked | per coder-year | team told |")
    say("|---|---|---|---|---|---|")
    for name, team in teams.items():
        for kind in KINDS:
            found = line(kind, count, team)
            say(
                f"| {name} | {kind} | {100 * found.right:.0f} % | {100 * found.blamed:.0f} % | {found.alarms:.3f} "
                f"| {100 * found.team:.0f} % |"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
