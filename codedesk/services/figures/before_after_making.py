"""Before and after an event, from the log and the audits of two spans: read, reckoned, put together. No formula."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from sqlmodel import Session

from codedesk.formats import plural
from codedesk.metrics.before_after import of_means, week_out, whole_weeks, widened, windows
from codedesk.metrics.consistency import difference
from codedesk.metrics.figures import Accuracy, Block, NotAudited, Pace, Paired
from codedesk.metrics.mix import Pile, split
from codedesk.metrics.mixes import PaceSplit
from codedesk.metrics.splits import Effect
from codedesk.metrics.standards import Floats
from codedesk.models import WorkType
from codedesk.periods import Period, monday
from codedesk.services.department.events_and_notes import EventRow
from codedesk.services.figures.before_after_rows import BeforeAfterRow, Kind, MeasureRow
from codedesk.services.figures.explained import carried, weekly_pace
from codedesk.services.figures.figures import plain_figures
from codedesk.services.figures.frames import day_of, frames_of
from codedesk.services.figures.mix_making import Both
from codedesk.services.figures.mixes import both_of
from codedesk.services.figures.schedules import week_hours

_WEEKLY: tuple[Kind, ...] = ("paid", "overtime", "productive")


@dataclass(frozen=True)
class _Compared:
    """Both spans of an event with whom it concerns: a coder, a work type, both, or (None, None) the team.

    carried: how much a week of pace, and one of hours, says about the next.
    """

    session: Session
    event: EventRow
    spans: tuple[Period, Period]
    today: date
    both: Both
    work_type: str | None
    carried: tuple[float, float]

    @property
    def coder(self) -> int | None:
        """Return the place of the coder."""
        number = self.event.draft.coder_id
        return None if number is None else self.both.at[number]

    @property
    def kind(self) -> int | None:
        """Return the place of the work type."""
        return None if self.work_type is None else self.both.work_types.index(self.work_type)

    def pairs(self) -> tuple[Paired, Paired]:
        """Return pace and accuracy before and after."""
        before, after = (self._pair(span) for span in self.spans)
        return before, after

    def _pair(self, span: Period) -> Paired:
        number = self.event.draft.coder_id
        figures = plain_figures(self.session, span, () if number is None else (number,), self.today)
        block = figures.team if number is None else next(iter(figures.coders), None)
        if block is None:
            return Paired(_nothing(figures.team), NotAudited())
        if self.work_type is None:
            return block.paired
        own = next((each.paired for each in block.work_types if each.work_type == self.work_type), None)
        return own or Paired(_nothing(block), NotAudited())

    def measures(self, pairs: tuple[Paired, Paired]) -> Iterator[MeasureRow]:
        """Yield every measure in the order in which it is read: pace, what of it is mix, accuracy, hours."""
        yield from self._pace(pairs)
        yield _accuracy(pairs[0].accuracy, pairs[1].accuracy)
        if self.kind is None:
            yield from self._hours()
        else:
            yield self._hours_of_type(self.kind)

    def _pace(self, pairs: tuple[Paired, Paired]) -> Iterator[MeasureRow]:
        values = pairs[0].pace.value, pairs[1].pace.value
        if self.kind is not None:
            made = split(*(Pile(*(each[:, None] for each in pile)) for pile in self._of_type(self.kind)))
            known = all(value is not None for value in values)
            told = values if known or made is None else (made.before, made.now)
            remark = "" if known else "its hours are laid out from those of the day, as lines do not say them"
            yield MeasureRow("pace", *told, self._of_pace(made.change) if made else None, remark)
            return
        whole = self.both.pace.of(self.coder)
        yield MeasureRow("pace", *values, self._of_pace(whole.split.change) if whole else None)
        if whole is not None and len(whole.split.kinds) > 1:
            yield MeasureRow("mix", None, None, self._of_pace(whole.split.mix))
            yield MeasureRow("work", None, None, self._of_pace(whole.split.rate), self._restated(whole))

    def _of_pace(self, effect: Effect) -> Effect:
        return widened(effect, self.carried[0])

    def _restated(self, whole: PaceSplit) -> str:
        names = [self.both.work_types[kind] for kind in whole.restated]
        return f"with another standard for {', '.join(names)} in it" if names else ""

    def _of_type(self, kind: int) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
        """Return earned hours and hours of one work type by week, before and after."""
        before, after = (
            tuple(_own(table, self.coder)[:, kind] for table in (each.earned, each.hours))
            for each in self.both.pace.tables
        )
        return (before[0], before[1]), (after[0], after[1])

    def _hours_of_type(self, kind: int) -> MeasureRow:
        rows = []
        for span, book, (_, hours) in zip(
            self.spans, (self.both.pace.before, self.both.pace.now), self._of_type(kind), strict=True
        ):
            days = book.days.day
            opening = monday(day_of(int(days.min()))) if len(days) else span.start
            at = [(each - opening).days // 7 for each in whole_weeks(span)]
            rows.append([float(hours[place]) for place in at if 0 <= place < len(hours) and hours.sum() > 0])
        return self._weekly("hours", rows[0], rows[1])

    def _hours(self) -> Iterator[MeasureRow]:
        before, after = (self._weeks(span) for span in self.spans)
        for number, kind in enumerate(_WEEKLY):
            yield self._weekly(kind, [week[number] for week in before], [week[number] for week in after])

    def _weekly(self, kind: Kind, before: list[float], after: list[float]) -> MeasureRow:
        means = [sum(each) / len(each) if each else None for each in (before, after)]
        remark = f"{len(before)} and {plural(len(after), 'whole week')}"
        found = of_means(before, after)
        return MeasureRow(kind, means[0], means[1], found and widened(found, self.carried[1]), remark)

    def _weeks(self, span: Period) -> list[tuple[float, float, float]]:
        """Return paid hours, overtime and productive hours of every whole week in which paid hours are entered."""
        frames, mondays = frames_of(self.session, span), span.weeks
        weekly = weekly_pace(frames, week_hours(self.session, span, frames), span)
        paid, net = weekly.paid, weekly.net
        over = np.where(weekly.scheduled > 0, np.maximum(paid - weekly.scheduled, 0.0), 0.0)
        total = [each.sum(axis=0) if self.coder is None else each[self.coder] for each in (paid, over, net)]
        at = [mondays.index(each) for each in whole_weeks(span)]
        return [
            (float(total[0][week]), float(total[1][week]), float(total[2][week])) for week in at if total[0][week] > 0
        ]


def made(session: Session, event: EventRow, weeks: int, known_until: date, today: date) -> BeforeAfterRow:
    """Put the comparison of an event together. known_until: the last day that is entered."""
    draft = event.draft
    spans = windows(draft.from_day, draft.to_day, weeks, week_out(known_until))
    assert spans is not None
    named = None if draft.work_type_id is None else session.get(WorkType, draft.work_type_id)
    both = both_of(session, spans[1], spans[0])
    compared = _Compared(session, event, spans, today, both, named.name if named else None, carried(session, spans[1]))
    pairs = compared.pairs()
    whole = draft.from_day + timedelta(7 * weeks - 1)
    if draft.to_day is not None and draft.to_day > draft.from_day:
        whole = min(whole, draft.to_day)
    return BeforeAfterRow(
        event=event,
        who="The team" if event.scope == "team" else event.scope,
        weeks=weeks,
        before=spans[0],
        after=spans[1],
        pairs=pairs,
        measures=tuple(compared.measures(pairs)),
        known_until=known_until if spans[1].end < whole else None,
    )


def _own(table: Floats, coder: int | None) -> Floats:
    rows: Floats = table.sum(axis=0) if coder is None else table[coder]
    return rows


def _accuracy(before: Accuracy | NotAudited, after: Accuracy | NotAudited) -> MeasureRow:
    values = [each.value if isinstance(each, Accuracy) else None for each in (before, after)]
    if isinstance(before, NotAudited) or isinstance(after, NotAudited):
        return MeasureRow("accuracy", values[0], values[1], None)
    if before.method != after.method:
        return MeasureRow("accuracy", values[0], values[1], None, "scored by two methods, which cannot be compared")
    found = difference(after, before)
    return MeasureRow("accuracy", values[0], values[1], Effect(found.value, found.low, found.high))


def _nothing(like: Block) -> Pace:
    """Return a pace of nothing: nothing of it is entered in that time."""
    return replace(
        like.paired.pace, value=None, earned_hours=0.0, productive_hours=0.0, to_ramp=None, utilisation=None, charts=0
    )
