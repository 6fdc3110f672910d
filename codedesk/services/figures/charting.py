"""The limits of pace charts: the weeks of all time, where limits begin anew, and the charts of a period. No formula.

What is decided for a period rests on days up to its end, so that a quarter's chart says the same whenever it is looked
at.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, cached_property, partial

import numpy as np
from sqlalchemy import func, select
from sqlmodel import Session

from codedesk.metrics.baselines import Base, Cut, bases
from codedesk.metrics.change_words import SLOWS
from codedesk.metrics.figures import Signal, Trend
from codedesk.metrics.histories import History, history_of
from codedesk.metrics.memo import once
from codedesk.metrics.pace_marks import Explains, ShownWeeks
from codedesk.metrics.pace_trends import Drawing, PaceChart, drawn, parted
from codedesk.metrics.standards import Floats
from codedesk.metrics.tallies import week_prints
from codedesk.models import WorkDay
from codedesk.periods import Period, day_label, monday, quarters_up_to
from codedesk.services.cache import Recalled, Same, kept, recalled
from codedesk.services.department.departments import year_of
from codedesk.services.figures.events import ScopedEvent, scoped_events
from codedesk.services.figures.explained import TABLES, weekly_pace
from codedesk.services.figures.frames import Frames, day_of, frames_of, live, ordinal, table
from codedesk.services.figures.schedules import week_hours

LASTS = 7
Own = tuple[Floats, Floats]
OF_EACH = 20
"""How many charts and baselines of each coder are found again: of ten periods, before and after."""
OF_ALL = 200
"""How many answers about everybody are found again besides: weeks and quarters of ten years, work types."""
RESCALES = 0.02
"""By how much a new standard has to move what was done lately, for limits to begin anew with it."""
STEP = "a step of the ramp"


@dataclass(frozen=True, slots=True)
class AskedChart:
    """The chart of a row of the history, with the value (nan: a gap) and the hours of each of the period's weeks."""

    row: int
    own: Own
    standard: float | None
    explains: tuple[Explains, ...]


@dataclass(frozen=True)
class Charting:
    """What the pace charts of a period are drawn from. first: the period's first week; shown: the first week behind it.

    find: finds the baselines of a row. known: whole weeks up to the period's end, all that they may rest on.
    """

    history: History
    find: Callable[[int], tuple[Base, ...]]
    period: Period
    first: int
    shown: int
    known: int
    events: tuple[ScopedEvent, ...]
    recalled: Recalled = field(compare=False)

    @once
    def bases(self, row: int) -> tuple[Base, ...]:
        """Return the baselines of a row."""
        return self.find(row)

    @property
    def before(self) -> Period | None:
        """Return the days that charts show before the period; None where they show none."""
        start = self.history.mondays[0] + timedelta(7 * self.shown)
        return Period(start, self.period.start - timedelta(1)) if start < monday(self.period.start) else None

    def trend(self, asked: AskedChart) -> Trend:
        """Draw a chart, or return it as it was drawn."""
        if not self.history.prints:
            return drawn([self._drawing(asked)])[0]
        return self.recalled.get(self._key(asked), lambda: drawn([self._drawing(asked)])[0])

    def draw(self, asked: Iterable[AskedChart]) -> None:
        """Draw many charts at once, so that each is found when it is asked for."""
        wanted = {self._key(each): each for each in asked}
        anew = {key: self._drawing(each) for key, each in wanted.items() if key not in self.recalled}
        for key, trend in zip(anew, drawn([*anew.values()]), strict=True):
            self.recalled.keep(key, trend)

    def _key(self, asked: AskedChart) -> tuple[Hashable, ...]:
        read = *(each.tobytes() for each in asked.own), asked.standard, asked.explains
        return *self.made_from(asked.row), *read

    @cached_property
    def _parts(self) -> tuple[str, ...]:
        """Return which days of each week lie in the period, in words; "" for all, as of those between its edges."""
        weeks = self.period.weeks
        parts = [""] * len(weeks)
        for edge in (0, -1):
            parts[edge] = parted(weeks[edge], self.period.start, self.period.end)[1]
        return tuple(parts)

    def made_from(self, row: int) -> tuple[Hashable, ...]:
        """Return what the limits of a chart rest on."""
        return self.history.prints[row], self.bases(row), self.known, self.first, self.shown, self.period

    def _drawing(self, asked: AskedChart) -> Drawing:
        row, (value, hours) = asked.row, asked.own
        chart = PaceChart(self.history, row, self.bases(row), self.known, ordinal(self.period.end), self.recalled)
        weeks = ShownWeeks(self.first + np.arange(len(value)), value, hours, self._parts)
        return Drawing(chart, weeks, chart.behind(self.shown, self.first), asked.standard, asked.explains)


def held_open(trend: Trend, signals: tuple[Signal, ...]) -> Trend:
    """Say of a stretch with a process signal neither that it will meet the standard nor that it will not."""
    if trend.assurance is None or not any(signal.kind == "process" for signal in signals):
        return trend
    return replace(trend, assurance="may")


def week_shares(period: Period) -> Floats:
    """Return how much of the five weekdays of each week lies in a period: of all but the first and the last, all."""
    weeks = period.weeks
    shares = np.ones(len(weeks))
    for edge in (0, -1):
        shares[edge] = parted(weeks[edge], period.start, period.end)[0]
    return shares


def charting(session: Session, period: Period) -> Charting:
    """Return what pace charts are drawn from, with baselines as they are known at the end of a period."""
    return kept(session, ("charting", period), TABLES, partial(_charting, session, period))


def _charting(session: Session, period: Period) -> Charting:
    span = quarters_up_to(period, 4, year_of(session))
    whole = _whole(session, span)
    history = kept(session, ("history", whole), TABLES, partial(_history, session, whole))
    opening = history.mondays[0]
    known = _weeks(opening, period.end + timedelta(3))  # a week is whole where its Friday is in the period
    frames = frames_of(session, Period(period.end, period.end))
    events = scoped_events(session, Period(opening, period.end), frames)
    most = OF_EACH * (history.rows + 1)
    answers, shared = recalled(session, "charts", most), Same(events, frames.lists)

    def own(row: int) -> tuple[Base, ...]:
        concerning = [each for each in events if _in_scope(each, frames, history, row)]
        return locked(history, known, row, concerning, _steps(frames, opening, row))

    def find(row: int) -> tuple[Base, ...]:
        return answers.get((history.prints[row], known, shared), partial(own, row))

    first = _weeks(opening, monday(period.start))
    return Charting(history, find, period, first, _weeks(opening, monday(span.start)), known, events, answers)


def locked(
    history: History,
    known: int,
    row: int,
    events: Sequence[ScopedEvent],
    steps: Iterable[Cut] = (),
) -> tuple[Base, ...]:
    """Return the baselines of a row of a history.

    known: its whole weeks that they may rest on; events: the events in the scope of the row; steps: where its limits
    begin anew besides.
    """
    calm = history.pace(row, history.first_standards)[:known].copy()
    calm[[week for week in _slowed(events, history) if week < known]] = np.nan
    cuts = sorted((*_cuts(events, history, row), *steps), key=lambda cut: cut.week)
    return bases(calm, history.of(row).learning[:known], cuts)


def _weeks(opening: date, day: date) -> int:
    return (day - opening).days // 7


def _whole(session: Session, span: Period) -> Period:
    """Return the years of the log, and at least those of a span: the same for most periods, so that it is read once."""
    first, last = kept(session, "first and last day", (WorkDay,), partial(_first_and_last, session))
    opens, closes = min(first or span.start, span.start), max(last or span.end, span.end)
    return Period(monday(date(opens.year, 1, 1)), date(closes.year, 12, 31))


def _first_and_last(session: Session) -> list[date | None]:
    stored = table("work_day")
    # Asked for one by one, each is looked up in the index; asked for together, every day would be walked through.
    asked = (select(find(stored.c.day)).where(live(stored)) for find in (func.min, func.max))
    return [session.connection().execute(each).scalar_one() for each in asked]


def _history(session: Session, whole: Period) -> History:
    """Lay the log of some years out by weeks."""
    frames = frames_of(session, whole)
    hours = week_hours(session, whole, frames)
    prints = week_prints(frames.tallies, frames.opens)
    return history_of(weekly_pace(frames, hours, whole), frames.standards, prints, hours.prints)


def _cuts(events: Sequence[ScopedEvent], history: History, row: int) -> Iterator[Cut]:
    """Yield where limits begin anew: with a marked event, and with a standard that re-scales the pace."""
    opening = history.mondays[0]
    for each in events:
        if each.rebase:
            yield Cut(_weeks(opening, each.from_day), f"“{each.text}”")
    changed = history.changed_days
    for day, by in zip(changed, history.rescaled(row, changed).tolist(), strict=True):
        if abs(by - 1) >= RESCALES:
            yield Cut((day - ordinal(opening) + 3) // 7, _new_standard(day))


@cache
def _new_standard(day: int) -> str:
    return f"a new standard from {day_label(day_of(day))}"


def _steps(frames: Frames, opening: date, row: int) -> Iterator[Cut]:
    """Yield the steps of a coder's ramp; the team (the last row) has none."""
    for day in np.unique(frames.ramps.from_day[frames.ramps.coder == row]).tolist():
        yield Cut((day - ordinal(opening)) // 7, STEP)


def _slowed(events: Sequence[ScopedEvent], history: History) -> Iterator[int]:
    """Yield the weeks in which a lasting go-live, downtime or lack of documents slows: they count for no baseline."""
    opening = history.mondays[0]
    for each in events:
        if _slows(each):
            last = each.to_day or each.from_day
            yield from range(max(0, _weeks(opening, each.from_day)), _weeks(opening, last) + 1)


def _slows(each: ScopedEvent) -> bool:
    return each.kind in SLOWS and ((each.to_day or each.from_day) - each.from_day).days >= LASTS


def _in_scope(each: ScopedEvent, frames: Frames, history: History, row: int) -> bool:
    """Tell whether an event that moves limits concerns a coder, or (last row) the team as a whole."""
    if not each.rebase and not _slows(each):
        return False
    if row == history.rows:
        return each.coder is None and each.work_type is None
    week = max(0, _weeks(history.mondays[0], each.from_day))
    return each.concerns(frames.people[row].name, _done(history, frames, row, week))


def _done(history: History, frames: Frames, row: int, week: int) -> frozenset[str]:
    """Return the work types that a coder did in the half year up to a week."""
    return frozenset(frames.work_types[kind] for kind in np.flatnonzero(history.lately(row, week)).tolist())
