"""The blocks of `figures`: what was read and reckoned, put together per coder and for the team. No formula."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from sqlmodel import Session

from codedesk.metrics.answers import Answered, with_answers
from codedesk.metrics.audit_limits import AuditLimits
from codedesk.metrics.change_words import NOTHING, Explained
from codedesk.metrics.due_days import DueDays
from codedesk.metrics.figures import (
    NO_GAPS,
    NO_TREND,
    Accuracy,
    Answer,
    BesideWhy,
    Block,
    DueGaps,
    EventMark,
    Paired,
    ReworkShare,
    Signal,
    TeamFigures,
    Trend,
    WorkTypeFigures,
)
from codedesk.metrics.memo import once
from codedesk.metrics.month_sums import CountedSums, MonthSums, counted_sums
from codedesk.metrics.rates import Assumed
from codedesk.metrics.schedules import Schedules
from codedesk.metrics.standards import DAYS_PER_WEEK
from codedesk.metrics.tallies import log_prints
from codedesk.metrics.team_pace import TeamPace
from codedesk.metrics.team_quality import TeamQuality
from codedesk.metrics.weekly_pace import WeeklyPace
from codedesk.periods import Period, monday
from codedesk.services.cache import Recalled, Same, recalled, until_a_change
from codedesk.services.figures.audited import audited
from codedesk.services.figures.audits import AuditFrames
from codedesk.services.figures.charting import OF_ALL, OF_EACH, AskedChart, Charting, charting, held_open, week_shares
from codedesk.services.figures.earlier_accuracy import quality_behind
from codedesk.services.figures.events import ScopedEvent, cuts, rework_of, scoped_events, touching
from codedesk.services.figures.explained import explained, weekly_pace
from codedesk.services.figures.frames import Frames, day_of, frames_of, ordinal
from codedesk.services.figures.month_numbers import last_of_month, month_of
from codedesk.services.figures.month_sums import month_sums_of
from codedesk.services.figures.schedules import Due, WeekHours, due_of, schedules_of, week_hours
from codedesk.services.signal_answers import answered, concerning

TEAM = "Team"
MOST_MAKINGS = 12
OF_MANY = ("team", "work_type", "mix", "auditor")
"""Levels whose signals say themselves whose they are; a coder's block shows them too."""


def team_blocks(
    session: Session, period: Period, chosen: frozenset[int] | None, today: date, *, signals: bool = True
) -> TeamFigures:
    """Make the figures of a period for the team and the chosen coders (all where None); signals of pace if asked."""
    return making(session, period, today, signals=signals).figures(chosen)


def making(session: Session, period: Period, today: date, *, signals: bool = True) -> "Making":
    """Read all that the figures of a period are made from; what changed in two years behind it if signals are asked.

    The last ones hold until anything at all changes, with the blocks that were made of them. What was read with signals
    is not read again without them, nor the other way round.
    """
    held: dict[tuple[Period, date, bool], Making] = until_a_change(session, "makings", dict)
    asked = period, today, signals
    if (made := held.pop(asked, None)) is None:
        read = held.get((period, today, not signals)) or read_anew(session, period, today)
        made = read.explained_by(explained(session, period) if signals else NOTHING)
    while len(held) >= MOST_MAKINGS:
        del held[next(iter(held))]
    held[asked] = made
    return made


def read_anew(session: Session, period: Period, today: date, assumed: tuple[int, Assumed] | None = None) -> "Making":
    """Read what the figures of a period are made from, without what changed in the years behind it.

    assumed: a work type by number, and a standard to lay over those that are stored, as if it were one of them.
    """
    session.flush()
    frames = frames_of(session, period)
    frames.keep_ledgers()
    if assumed is not None:
        frames = frames.assuming(*assumed)
    audits, quality = audited(session, period, frames, tried=assumed is not None)
    most = OF_EACH * (len(frames.people) + 1) + OF_ALL
    return Making(
        period, today, frames, audits, quality, scoped_events(session, period, frames),
        rework_of(session, period, frames), schedules_of(session, period, frames),
        due_of(session, period, today, frames), week_hours(session, period, frames), month_sums_of(session, frames),
        NOTHING,
        answered(session), charting(session, period), quality_behind(session, period),
        recalled(session, "blocks", most) if assumed is None else Recalled(most),
    )  # fmt: skip


@dataclass(frozen=True)
class Making:
    """All that was read of a period, and what is reckoned from it once for everybody."""

    period: Period
    today: date
    frames: Frames
    audits: AuditFrames
    quality: TeamQuality
    events: tuple[ScopedEvent, ...]
    rework: dict[int, int]
    schedules: Schedules
    due: Due
    week_hours: WeekHours
    sums: MonthSums
    explained: Explained
    answered: tuple[Answered, ...]
    charting: Charting
    behind: TeamQuality | None
    recalled: Recalled

    def explained_by(self, explained: Explained) -> "Making":
        """Return the same with other signals of pace; what does not go by them is not reckoned again."""
        made = replace(self, explained=explained)
        same = "included", "pace", "counted_sums", "weekly", "_prints", "_once_paired"
        made.__dict__.update((name, self.__dict__[name]) for name in same if name in self.__dict__)
        return made

    def figures(self, chosen: frozenset[int] | None = None) -> TeamFigures:
        """Return the figures of the team and of the chosen coders, all where None."""
        blocks = self.blocks(chosen)
        return TeamFigures(self.period.start, self.period.end, self.team(), blocks)

    def blocks(self, chosen: frozenset[int] | None = None) -> tuple[Block, ...]:
        """Return the figures of the chosen coders, of all where None."""
        wanted = [row for row in self.included if chosen is None or self.frames.people[row].id in chosen]
        anew = (row for row in wanted if (self.frames.people[row].id, self._asked) not in self.recalled)
        self.charting.draw(self._chart(row, self.paired(row)[0].pace.expected) for row in anew)
        return tuple(self.block(row) for row in wanted)

    @cached_property
    def included(self) -> tuple[int, ...]:
        """Return the coders who were employed in the period or have data in it, in order of their names."""
        with_data = self.pace.with_data | set(self.audits.audits.coder.tolist()) | set(self.rework)
        return tuple(
            row for row, person in enumerate(self.frames.people) if row in with_data or person.employed_in(self.period)
        )

    @cached_property
    def pace(self) -> TeamPace:
        """Return the pace of everybody."""
        frames = self.frames
        return TeamPace(frames.runs, frames.standards, frames.work_types, self.due_days, self.counted_sums)

    @cached_property
    def counted_sums(self) -> CountedSums | None:
        """Return what months that are known as sums add to the pace of everybody."""
        frames, span = self.frames, (ordinal(self.period.start), ordinal(self.period.end))
        if not len(self.sums.touching(*span).coder):
            return None
        logged = tuple((each.logged.who, each.logged.first_day) for each in frames.tallies)
        return counted_sums(self.sums, logged, span, (frames.standards, frames.ramps, len(frames.work_types)))

    @property
    def due_days(self) -> DueDays:
        """Return who was due when; nobody in a month that is known as a sum."""
        if self.counted_sums is None:
            return self.due.days
        spans = ((who, ordinal(day), ordinal(last_of_month(month_of(day)))) for who, day in self.counted_sums.known)
        return self.due.days.without(spans)

    def _due_gaps(self, coder: int) -> DueGaps:
        days = self.pace.due_days
        beside = (day_of(day) for day in days.beside_of(coder).tolist())
        return DueGaps(
            missing=tuple(day_of(day) for day in days.missing_of(coder).tolist()),
            missing_in_weeks=tuple((day_of(day), number) for day, number in days.missing_in_weeks_of(coder)),
            beside=tuple((day, self._why_beside(coder, day)) for day in beside),
        )

    def _why_beside(self, coder: int, day: date) -> BesideWhy:
        """Say why a day that was worked was not due: the first reason that holds."""
        person, number = self.frames.people[coder], ordinal(day)
        roster = self.due.roster
        place = number - roster.first_monday
        reasons: tuple[tuple[BesideWhy, bool], ...] = (
            ("future", day > self.today),
            ("before_start", day < person.started_on),
            ("after_end", person.left_on is not None and day > person.left_on),
            ("before_records", day < self.frames.lists.records_begin),
            ("holiday", number in self.schedules.holidays),
            ("away", bool(roster.free[coder, place])),
            ("not_scheduled", not np.isnan(roster.hours[coder, place])),
            ("weekend", day.weekday() >= DAYS_PER_WEEK),
        )
        return next((why for why, holds in reasons if holds), "more_days")

    @cached_property
    def weekly(self) -> WeeklyPace:
        """Return the pace of everybody week by week; of a week that the period cuts, its part."""
        whole = weekly_pace(self.frames, self.week_hours, self.period)
        return replace(whole, share=week_shares(self.period))

    @once
    def _chart(self, coder: int | None, expected: float) -> AskedChart:
        told = self.explained
        row = len(self.frames.people) if coder is None else coder
        explains = told.explains_team() if coder is None else told.explains_coder(coder)
        return AskedChart(row, self.weekly.points_of(coder), expected, explains)

    def _pace_trend(self, coder: int | None, expected: float, changed: tuple[Signal, ...]) -> Trend:
        """Return the pace chart of a coder or the team, against the limits of its locked baseline."""
        trend = self.charting.trend(self._chart(coder, expected))
        return held_open(replace(trend, events_behind=self._events_behind(coder)), changed)

    def _events_behind(self, coder: int | None) -> tuple[EventMark, ...]:
        """Return what was over before the period, in the time that the chart shows before it."""
        before = self.charting.before
        if before is None:
            return ()
        every = self.charting.events
        if coder is not None:
            name, types = self.frames.people[coder].name, self._type_names(coder)
            every = tuple(each for each in every if each.concerns(name, types))
        over = [each for each in touching(every, before) if (each.to_day or each.from_day) <= before.end]
        return tuple(each.mark() for each in over)

    @once
    def types(self, coder: int | None) -> tuple[int, ...]:
        """Return the work types that a coder logged or was audited in."""
        return tuple(sorted({*self.pace.types_of(coder), *self.quality.types_of(coder)}))

    def revised(self, coder_id: int) -> tuple[date, ...]:
        """Return the days in the period, not its first, from which another standard holds for work of a coder."""
        days = map(day_of, self.frames.standards.revised(self.pace.types_of(self.frames.person_at[coder_id])))
        return tuple(day for day in days if self.period.start < day <= self.period.end)

    def _type_names(self, coder: int) -> frozenset[str]:
        return frozenset(self.frames.work_types[kind] for kind in self.types(coder))

    def _concerning(self, coder: int | None, events: tuple[ScopedEvent, ...]) -> tuple[ScopedEvent, ...]:
        if coder is None:
            return events
        name, types = self.frames.people[coder].name, self._type_names(coder)
        return tuple(each for each in events if each.concerns(name, types))

    @once
    def paired(self, coder: int | None) -> tuple[Paired, tuple[Accuracy, ...]]:
        """Return pace with accuracy (and the accuracies of other methods) of a coder, or of the team."""
        quality, others = self.quality.of(coder)
        return Paired(self.pace.of(coder), quality), others

    def _accuracy_trend(self, coder: int | None, own: tuple[ScopedEvent, ...], standard: float | None) -> Trend:
        points, methods, by = self.quality.months() if coder is None else (*self.quality.points(coder), ())
        limits, opened = self.limits, (*cuts(own), *methods)
        made_from = opened, standard, limits.start, Same(self.quality, limits.points)
        name = "audits drawn", coder if coder is None else self.frames.people[coder].id, self._asked
        trend = self.recalled.last(name, made_from, lambda: limits.trend(coder, points, opened, standard, by))
        return self._with_behind(trend, coder)

    @cached_property
    def limits(self) -> AuditLimits:
        """Return what audits are read against: what lies behind the period, or only its own where that is not read."""
        if self.explained.limits is not None:
            return self.explained.limits
        start, weeks = ordinal(self.period.start), self.period.weeks
        return self.quality.limits(start, ordinal(weeks[0]), len(weeks), len(self.frames.people))

    def _with_behind(self, trend: Trend, coder: int | None) -> Trend:
        """Add the audits of the time that the pace chart shows before the period."""
        if self.behind is None:
            return trend
        points = self.behind.months().points if coder is None else self.behind.points(coder)[0]
        return replace(trend, behind=tuple(points))

    @once
    def block(self, coder: int) -> Block:
        """Return all figures of one coder; the last ones where nothing that they are made from has changed."""
        return self.recalled.last(
            (self.frames.people[coder].id, self._asked), self._made_from(coder), lambda: self._block(coder)
        )

    @property
    def _asked(self) -> tuple[Period, date, bool]:
        return self.period, self.today, self.explained is NOTHING

    def _made_from(self, coder: int) -> tuple[Hashable, ...]:
        """Return all that the figures of one coder are made from: the own log, and what is held until it changes."""
        told = self.explained
        found = told.of_coder(coder), told.explains_coder(coder)
        return self._prints[coder], self.charting.made_from(coder), found, self._shared

    @cached_property
    def _prints(self) -> tuple[bytes, ...]:
        return log_prints(self.frames.runs)

    @cached_property
    def _shared(self) -> Same:
        limits = self.explained.limits
        return Same(
            self.frames.lists, self.audits, self.quality, self.events, self.rework, self.schedules, self.answered,
            self.charting.events, self.behind, self.sums, None if limits is None else limits.points,
        )  # fmt: skip

    def _block(self, coder: int) -> Block:
        """Return the block of a coder; what no signal touches is the last one, where the own log is the same."""
        name = "no charts", self.frames.people[coder].id, self.period, self.today
        made_from = self._prints[coder], self._shared
        return self._told(coder, self.recalled.last(name, made_from, lambda: self._untold(coder)))

    @once
    def team(self) -> Block:
        """Return all figures of the team pooled; its accuracy trend has one point a month."""
        return self._told(None, self._untold(None))

    def _untold(self, coder: int | None) -> Block:
        """Return the figures of a coder, or of the team, without charts and signals."""
        person = None if coder is None else self.frames.people[coder]
        paired, others = self.paired(coder)
        return Block(
            coder=TEAM if person is None else person.name,
            coder_id=None if person is None else person.id,
            paired=paired,
            other_methods=others,
            focused=self.quality.focused(coder),
            rework=self._rework(coder),
            work_types=tuple(self._work_type(coder, kind) for kind in self.types(coder)),
            due_gaps=NO_GAPS if coder is None else self._due_gaps(coder),
            trend=NO_TREND,
            accuracy_trend=NO_TREND,
            signals=(),
            events=tuple(each.mark() for each in touching(self._concerning(coder, self.events), self.period)),
            answers=self._answers(coder),
        )

    def _told(self, coder: int | None, block: Block) -> Block:
        """Add the charts and the signals of a coder, or of the team."""
        told, own = self.explained, self._concerning(coder, self.charting.events)
        changed = told.of_team() if coder is None else told.of_coder(coder)
        if coder is None:
            own = tuple(each for each in own if each.coder is None and each.work_type is None)
        drawn = self._accuracy_trend(coder, own, getattr(block.paired.accuracy, "standard", None))
        return replace(
            block,
            trend=self._pace_trend(coder, block.paired.pace.expected, changed),
            accuracy_trend=held_open(drawn, changed),
            signals=self._with_answers(block.coder_id, *changed),
        )

    def _with_answers(self, coder_id: int | None, *signals: Signal) -> tuple[Signal, ...]:
        """Say whose each signal is (the block's own, unless it says otherwise), and what was answered to it."""
        placed = (signal if signal.level in OF_MANY else replace(signal, coder_id=coder_id) for signal in signals)
        return with_answers(tuple(placed), self.answered, self.period.end)

    def _answers(self, coder: int | None) -> tuple[Answer, ...]:
        start, end = monday(self.period.start), self.period.end
        if coder is None:
            return concerning(self.answered, start, end, None, frozenset())
        types = frozenset(number for number, row in self.frames.work_type_at.items() if row in self.types(coder))
        return concerning(self.answered, start, end, self.frames.people[coder].id, types)

    def _rework(self, coder: int | None) -> ReworkShare | None:
        charts = self.pace.charts(coder)
        logged = bool(self.rework) if coder is None else coder in self.rework
        if not logged and not charts:
            return None
        reopened = sum(self.rework.values()) if coder is None else self.rework.get(coder, 0)
        return ReworkShare(reopened, charts, reopened / charts if charts else None)

    def _work_type(self, coder: int | None, kind: int) -> WorkTypeFigures:
        pace = self.pace.of_type(coder, kind)
        rate, said = self._standard_of(coder, kind)
        hours_known, earned_known = self.pace.known_of_type(coder, kind)
        return WorkTypeFigures(
            work_type=self.frames.work_types[kind],
            charts=pace.charts,
            hours=self.pace.hours_of_type(coder, kind),
            earned_hours=pace.earned_hours,
            paired=Paired(pace, self.quality.of_type(coder, kind)),
            rate=rate,
            standard=said,
            hours_known=hours_known,
            earned_known=earned_known,
        )

    def _standard_of(self, coder: int | None, kind: int) -> tuple[float | None, str]:
        """Return the latest rate that held, and all standards that the work was read against, in words."""
        standards = self.frames.standards
        used = self.pace.standards_of(coder, kind)
        if not used:
            at_end = int(standards.in_force(np.array([kind]), np.array([ordinal(self.period.end)]))[0])
            used = (at_end,) if at_end >= 0 else ()
        return (float(standards.rate[used[-1]]) if used else None), self.frames.stated(used)
