"""Each subject of the Trends page cut out of what was read of a span: the team, a work type, each coder.

A work type gets a block like a coder's: the pace of all who do it over its own hours, with its own accuracy.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache, partial
from itertools import pairwise

import numpy as np

from codedesk import formats, periods
from codedesk.metrics.audits import AuditSums
from codedesk.metrics.figures import (
    Block,
    Explanation,
    Pace,
    Paired,
    Part,
    Signal,
    TeamFigures,
    Trend,
    WorkTypeFigures,
)
from codedesk.metrics.histories import History, type_history_of
from codedesk.metrics.ledgers import between, joined
from codedesk.metrics.memo import once
from codedesk.metrics.standards import EVERY_WORK_TYPE
from codedesk.metrics.tallies import LogTally
from codedesk.metrics.work_types import WorkByType, WorkInPieces, work_by_type
from codedesk.periods import CALENDAR_YEAR, FiscalYear, Period
from codedesk.services.cache import Same
from codedesk.services.figures.blocks import Making
from codedesk.services.figures.charting import AskedChart, Charting, held_open
from codedesk.services.figures.events import cuts, touching
from codedesk.services.figures.frames import day_of, ordinal
from codedesk.services.figures.month_numbers import month_of
from codedesk.services.figures.subject_rows import HeldRow, Kind, NamedRow, SharesRow, SubjectRow, SubjectStandardRow
from codedesk.services.figures.type_charting import least_hours, of_type

_FEW_WEEKS, _FEW_MONTHS = 16, 40
_WEEKS_AT_ONCE = 13
_MOST_SPANS = 16
_RECORDS = AuditSums._fields.index("records")


@dataclass(frozen=True)
class Subjects:
    """What was read of a span, cut for each subject. chart_types: returns what pace charts of types are drawn from."""

    making: Making
    figures: TeamFigures
    chart_types: Callable[[], Charting]
    fiscal_year: FiscalYear = CALENDAR_YEAR

    def named(self) -> Iterator[NamedRow]:
        """Return who can be asked for: the team, the work types in their order, and the coders by name."""
        yield NamedRow("team", None, self.figures.team.coder)
        for kind, number in self._types_there:
            yield NamedRow("work_type", number, self.making.frames.work_types[kind])
        for block in self.figures.coders:
            yield NamedRow("coder", block.coder_id, block.coder)

    def asked_for(self, work_types: Collection[int] | None) -> Iterator[SubjectRow]:
        """Return the team, these work types (None: all) and the coders, in the order of their names."""
        yield self._subject("team", None, self.figures.team, None)
        for kind, number in self._types_there:
            if work_types is None or number in work_types:
                yield self._work_type(kind, number)
        for row, block in zip(self.making.included, self.figures.coders, strict=True):
            yield self._subject("coder", block.coder_id, block, row)

    @cached_property
    def _types_there(self) -> list[tuple[int, int]]:
        """The work types of the span: their rows and their numbers."""
        numbers = {row: number for number, row in self.making.frames.work_type_at.items()}
        return [(kind, numbers[kind]) for kind in self.making.types(None)]

    def _subject(self, kind: Kind, number: int | None, block: Block, coder: int | None) -> SubjectRow:
        """Return the row of a coder, or of the team: the last one where the block is the same, log and all."""
        made = self.making
        name, same = ("subject", number, made.period), Same(block, made.frames.lists, made.quality)
        return made.recalled.last(name, (same, self.fiscal_year), lambda: self._row(kind, number, block, coder))

    def _row(self, kind: Kind, number: int | None, block: Block, coder: int | None) -> SubjectRow:
        kinds = self.making.types(coder)
        return SubjectRow(
            kind=kind,
            id=number,
            name=block.coder,
            block=block,
            expected=self._ramp(coder),
            accuracy=self._accuracy(kinds, coder),
            standards=self._standards(kinds),
            samples=self._samples(coder, None),
            shares=self._shares(coder),
        )

    def _work_type(self, kind: int, number: int) -> SubjectRow:
        block = self._block(kind, number)
        return SubjectRow(
            kind="work_type",
            id=number,
            name=block.coder,
            block=block,
            expected=(),
            accuracy=self._accuracy((kind,), None),
            standards=self._standards((kind,)),
            samples=self._samples(None, kind),
            shares=self._shares(None),
            hours_missing=block.work_types[0].hours is None,
        )

    def _block(self, kind: int, number: int) -> Block:
        """Make the block of a work type: all who do it pooled, with the accuracy of the audits and records of it.

        Its pace is over the lines whose hours are known; where these are all its lines, it is the figure of the period.
        """
        making = self.making
        name = making.frames.work_types[kind]
        figures = next(each for each in self.figures.team.work_types if each.work_type == name)
        own = of_type(making.events, name)
        paired = figures.paired if figures.hours is not None else replace(figures.paired, pace=_of_known(figures))
        signals = self._signals(number)
        return Block(
            coder=name, coder_id=None, paired=paired, other_methods=(), focused=(), rework=None,
            work_types=(figures,), signals=signals,
            trend=held_open(self._pace_trend(kind, paired), signals),
            accuracy_trend=held_open(self._accuracy_trend(kind, paired), signals),
            events=tuple(each.mark() for each in touching(own, making.period)),
            answers=tuple(each.answer for each in signals if each.answer is not None),
        )  # fmt: skip

    def _pace_trend(self, kind: int, paired: Paired) -> Trend:
        """Return the pace chart of a work type, against the limits of its own locked baseline."""
        own, told = (self._types.pace(kind), self._types.of(kind).net), self.making.explained
        return self.chart_types().trend(AskedChart(kind, own, paired.pace.expected, told.explains_type(kind)))

    def _accuracy_trend(self, kind: int, paired: Paired) -> Trend:
        """Return the accuracy of a work type month by month, against what its audits found before."""
        making = self.making
        months, own = making.quality.months(kind), of_type(making.charting.events, making.frames.work_types[kind])
        standard = getattr(paired.accuracy, "standard", None)
        limits, opened = replace(making.limits, work_type=kind), (*cuts(own), *months.cuts)
        made_from = opened, standard, limits.start, Same(making.quality, limits.points)
        asked = "audits of a type drawn", kind, making.period
        return making.recalled.last(
            asked, made_from, lambda: limits.trend(None, months.points, opened, standard, months.methods)
        )

    def _signals(self, number: int) -> tuple[Signal, ...]:
        """Return the signals of pace that concern a work type: its own and those of the team as a whole."""
        return tuple(each for each in self.figures.team.signals if each.level == "team" or each.work_type_id == number)

    @cached_property
    def _types(self) -> History:
        """The weeks of the period by work type; of a week that the period cuts, its part."""
        frames = self.making.frames
        return type_history_of(self.making.weekly, frames.standards, len(frames.work_types), least_hours(frames))

    @cached_property
    def _pieces(self) -> tuple[Period, ...]:
        return pieces_of(self.making.period, self.fiscal_year)

    @cached_property
    def _work(self) -> WorkInPieces:
        starts = [ordinal(piece.start) for piece in self._pieces]
        return self._cut(starts, _WEEKS_AT_ONCE if len(starts) == len(self.making.weekly.mondays) else 1)

    def _cut(self, starts: list[int], at_once: int) -> WorkInPieces:
        """Cut the log into pieces by their first days, some at once; these hold while no month of them changes."""
        making, found = self.making, []
        of_whole_months = at_once == 1 and not making.frames.standards.paid_basis.any()
        for own, end, of_months in _cuts_of(making.period, tuple(starts), at_once):
            months = making.frames.tallies[of_months]
            asked = "work by type", making.period, own[0], end
            make = (
                partial(WorkByType.of_months, months) if of_whole_months else partial(self._cut_out, months, own, end)
            )
            found.append(making.recalled.last(asked, Same(*months), make))
        return WorkInPieces(tuple(found))

    def _cut_out(self, months: tuple[LogTally, ...], starts: tuple[int, ...], end: int) -> WorkByType:
        frames = self.making.frames
        ledger = between(joined([each.ledger for each in months]), starts[0], end)
        piece = np.searchsorted(starts, ledger.days.day, side="right") - 1
        return work_by_type(ledger, piece, len(starts), len(frames.people), len(frames.work_types))

    @once
    def _shares(self, coder: int | None) -> SharesRow:
        table, known = self._work.of(coder)
        used = np.flatnonzero((table > 0).any(axis=0))
        names = tuple(self.making.frames.work_types[kind] for kind in used.tolist())
        rows = tuple(map(tuple, table[:, used].tolist()))
        return SharesRow(self._pieces, names, "hours" if known else "earned", rows)

    def _ramp(self, coder: int | None) -> tuple[HeldRow, ...]:
        """Return the steps of a coder's ramp for all work types; those of single work types are in the averages."""
        ramps, period = self.making.frames.ramps, self.making.period
        rows = [] if coder is None else np.flatnonzero(ramps.coder == coder).tolist()
        if not rows or any(int(ramps.work_type[row]) != EVERY_WORK_TYPE for row in rows):
            return ()
        days = [day_of(ramps.from_day[row]) for row in rows]
        ends = [*(day - timedelta(1) for day in days[1:]), period.end]
        steps = (HeldRow(day, end, float(ramps.share[row])) for day, end, row in zip(days, ends, rows, strict=True))
        return tuple(step for step in steps if step.from_day <= period.end and step.to_day >= period.start)

    def _accuracy(self, kinds: tuple[int, ...], coder: int | None) -> tuple[HeldRow, ...]:
        """Return the standard of accuracy over the span where all work types agree on one on every day; else none."""
        ramps = self.making.frames.ramps
        return self._agreed(kinds, coder if coder is not None and (ramps.coder == coder).any() else None)

    @once
    def _agreed(self, kinds: tuple[int, ...], coder: int | None) -> tuple[HeldRow, ...]:
        """Return the steps on which these work types agree, for all coders without a ramp (None) at once."""
        asked, lists = ("agreed", kinds, coder, self.making.period), Same(self.making.frames.lists)
        return self.making.recalled.last(asked, lists, lambda: self._steps_agreed(kinds, coder))

    def _steps_agreed(self, kinds: tuple[int, ...], coder: int | None) -> tuple[HeldRow, ...]:
        if not kinds:
            return ()
        period, days = self.making.period, self._accuracy_days(kinds, coder)
        found = []
        for day, following in pairwise((*days, period.end + timedelta(1))):
            levels = {self._accuracy_on(kind, coder, day) for kind in kinds}
            level = levels.pop()
            if levels or level is None:
                return ()
            found.append(HeldRow(day, following - timedelta(1), level))
        return tuple(_joined(found))

    def _accuracy_days(self, kinds: tuple[int, ...], coder: int | None) -> list[date]:
        frames, period = self.making.frames, self.making.period
        since = frames.standards.from_day[np.isin(frames.standards.work_type, kinds)].tolist()
        since += [] if coder is None else frames.ramps.from_day[frames.ramps.coder == coder].tolist()
        return sorted({period.start, *(day for number in since if (day := day_of(number)) in period)})

    def _accuracy_on(self, kind: int, coder: int | None, day: date) -> float | None:
        frames, number = self.making.frames, np.array([ordinal(day)])
        kinds = np.array([kind])
        row = int(frames.standards.in_force(kinds, number)[0])
        level = float(frames.standards.accuracy[row]) if row >= 0 else float("nan")
        if coder is not None and len(frames.ramps.coder):
            step = int(frames.ramps.in_force(np.array([coder]), kinds, number)[0])
            own = float(frames.ramps.accuracy[step]) if step >= 0 else float("nan")
            level = level if np.isnan(own) else own
        level = frames.accuracy if np.isnan(level) else level
        return None if np.isnan(level) else level

    @once
    def _standards(self, kinds: tuple[int, ...]) -> tuple[SubjectStandardRow, ...]:
        """Return the standards of the work types up to the end of the span, in order of their days."""
        asked, lists = ("standards of types", kinds, self.making.period), Same(self.making.frames.lists)
        return self.making.recalled.last(asked, lists, lambda: self._standards_of(kinds))

    def _standards_of(self, kinds: tuple[int, ...]) -> tuple[SubjectStandardRow, ...]:
        standards, names, period = self.making.frames.standards, self.making.frames.work_types, self.making.period
        found = []
        for kind in kinds:
            rows = np.flatnonzero(standards.work_type == kind).tolist()
            for row in rows:
                day = day_of(standards.from_day[row])
                if day <= period.end:
                    level = float(standards.accuracy[row])
                    accuracy = None if np.isnan(level) else level
                    found.append(SubjectStandardRow(day, names[kind], standards.stated[row], accuracy))
        return tuple(sorted(found, key=lambda row: row.from_day))

    def _samples(self, coder: int | None, kind: int | None) -> tuple[tuple[date, str, int], ...]:
        """Count the charts behind each point of the accuracy; a point of which they are not known is left out."""
        asked = "samples", coder, kind, self.making.period
        return self.making.recalled.last(asked, Same(self.making.quality), lambda: self._counted(coder, kind))

    def _counted(self, coder: int | None, kind: int | None) -> tuple[tuple[date, str, int], ...]:
        parts, audits = self.making.quality.parts, self.making.quality.audits
        rows = self.making.quality.feeding(coder)
        if kind is not None:
            rows = rows[parts.work_type[rows] == kind]
        day = audits.day[parts.audit[rows]].astype("datetime64[D]")
        piece = parts.audit[rows] if coder is not None else day.astype("datetime64[M]").astype(np.int64)
        _, first, at = np.unique(piece, return_index=True, return_inverse=True)
        counted = np.bincount(at, parts.sums[rows, _RECORDS], len(first))
        order = np.argsort(first)
        opens, counts = first[order], counted[order].tolist()
        named = [audits.names[audit] for audit in parts.audit[rows[opens]].tolist()]
        days: list[date] = day[opens].tolist()
        charts: dict[tuple[date, str], float] = {}
        for on, name, count in zip(days, named, counts, strict=True):
            key = (on, name) if coder is not None else (on.replace(day=1), f"{on:%Y-%m}")
            charts[key] = charts.get(key, 0.0) + count
        return tuple((on, name, round(count)) for (on, name), count in charts.items() if count > 0)


@lru_cache(maxsize=_MOST_SPANS)
def pieces_of(span: Period, fiscal_year: FiscalYear = CALENDAR_YEAR) -> tuple[Period, ...]:
    """Cut a span into weeks, months or quarters, so that few enough stand side by side to be read."""
    if len(span.weeks) <= _FEW_WEEKS:
        starts: Iterable[date] = span.weeks
    else:
        months = periods.months_of(span)
        starts = [month.start for month in months]
        if len(months) > _FEW_MONTHS:
            starts = sorted({max(span.start, periods.quarter_of(day, fiscal_year).start) for day in starts})
    return tuple(periods.split(span, tuple(starts)))


@lru_cache(maxsize=2 * _MOST_SPANS)
def _cuts_of(span: Period, starts: tuple[int, ...], at_once: int) -> tuple[tuple[tuple[int, ...], int, slice], ...]:
    """Cut a span by the first days of its pieces, some at once: these days, the last day, and the months of them."""
    opens, found = month_of(span.start), []
    for place in range(0, len(starts), at_once):
        own, following = starts[place : place + at_once], starts[place + at_once : place + at_once + 1]
        end = following[0] - 1 if following else ordinal(span.end)
        first, last = (month_of(day_of(day)) - opens for day in (max(own[0], ordinal(span.start)), end))
        found.append((own, end, slice(first, last + 1)))
    return tuple(found)


def _of_known(figures: WorkTypeFigures) -> Pace:
    """Return the pace of a work type over the lines whose hours are known."""
    pace, hours, earned = figures.paired.pace, figures.hours_known, figures.earned_known
    title = f"{pace.explanation.title}, lines with known hours"
    parts = (Part("Earned hours", formats.hours(earned)), Part("Hours", formats.hours(hours)))
    remark = "Lines whose hours are not known are left out of both; their charts are counted in the accuracy as usual."
    made = Explanation(title, "earned hours ÷ hours of the lines whose hours are known", parts, (remark,))
    return replace(
        pace, value=figures.pace_known, earned_hours=earned, productive_hours=hours, to_ramp=None, explanation=made
    )


def _joined(steps: list[HeldRow]) -> Iterator[HeldRow]:
    """Make one step of those that follow each other on the same level."""
    last: HeldRow | None = None
    for step in steps:
        if last is not None and last.value == step.value:
            last = replace(last, to_day=step.to_day)
            continue
        if last is not None:
            yield last
        last = step
    if last is not None:
        yield last
