"""The two charts of one subject over any span, as the Trends page shows them: with standards, ramp and what each means.

The charts are those of control.py; here their words are completed, so that a week can be read without a second look.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from codedesk import formats
from codedesk.charts import axes, findings
from codedesk.charts.control import accuracy_chart, pace_chart
from codedesk.charts.picture import AltTable, Band, Chart, DateAxis, DrawnLine, Step
from codedesk.metrics.figures import Accuracy, Block, EventMark, TrendPoint
from codedesk.periods import Period, monday, month
from codedesk.services.figures.subject_rows import HeldRow, SubjectRow, SubjectStandardRow
from codedesk.services.signal_answers import on_paper

_NO_HOURS = "The hours of its lines are not known, so this work type has no pace of its own in this time."
_EVENTS_TOLD, _HARDLY = 2, 0.0005
_WITH_FIGURE = re.compile(r"accuracy[^.%;]*?\d[\d.]*\s?%|not audited", re.IGNORECASE)


def trend_pair(subject: SubjectRow, span: Period, coders: tuple[Block, ...] = ()) -> tuple[Chart, Chart]:
    """Draw pace and accuracy of a subject on one time axis; a coder's on the scale that all coders share."""
    subject = _begun_inside(subject, span)
    block = subject.block
    pace_y = accuracy_y = None
    if subject.kind == "coder":
        pace_y, accuracy_y = axes.pace_axis(coders or (block,)), axes.accuracy_axis(coders or (block,))
    elif subject.kind == "team":
        pace_y = axes.close_pace_axis(block.trend)
    told = _PointTexts(subject, span.start)
    pace = pace_chart(block, span, pace_y, _steps(subject.expected, span), told=told.week)
    accuracy = accuracy_chart(block, span, accuracy_y, _steps(subject.accuracy, span), told=told.audit)
    return _completed(pace, subject, told), _completed(accuracy, subject, told)


def for_paper(subject: SubjectRow) -> SubjectRow:
    """Return what of a subject may leave: answers to signals that are not for the packet stay at home."""
    return replace(subject, block=on_paper(subject.block))


def _begun_inside(subject: SubjectRow, span: Period) -> SubjectRow:
    """Put the point of a month that begins before the span onto its first day."""
    trend = subject.block.accuracy_trend
    if not trend.points or trend.points[0].week >= span.start:
        return subject
    first = trend.points[0]._replace(week=span.start)
    trend = replace(trend, points=(first, *trend.points[1:]))
    return replace(subject, block=replace(subject.block, accuracy_trend=trend))


def _completed(chart: Chart, subject: SubjectRow, told: "_PointTexts") -> Chart:
    """Name whose chart it is, and mark the days on which a standard became another."""
    bands = sorted((*chart.bands, *_new_standards(subject, chart.x)), key=lambda band: band.from_day)
    empty = chart.empty
    if empty and chart.measure == "pace" and subject.kind == "work_type" and subject.hours_missing:
        empty = _NO_HOURS
    title = _with_accuracy(chart.title, subject)
    return replace(
        chart,
        title=title,
        table=chart.table if subject.kind == "coder" else _by_month(chart.table, subject, told),
        subtitle=f"{subject.name}{_some_hours(subject, chart)} · {chart.subtitle}",
        bands=tuple(bands),
        lines=tuple(line for line in chart.lines if not _says_nothing(line)),
        summary=f"{subject.name}. {chart.summary.replace(chart.title, title, 1)}",
        empty=empty,
    )


def _says_nothing(line: DrawnLine) -> bool:
    """Tell whether a line of what is expected lies on the standard, where a learner did hardly any of the work."""
    return line.kind == "expected" and all(abs(step.value - 1) < _HARDLY for step in line.steps)


def _with_accuracy(title: str, subject: SubjectRow) -> str:
    """Put the figure into a title that tells only how the accuracy went, so that no pace stands there alone."""
    pooled = subject.block.paired.accuracy
    if not isinstance(pooled, Accuracy) or _WITH_FIGURE.search(title):
        return title
    value = f"{formats.percent(pooled.value, pooled.standard)} in all"
    clause = findings.accuracy_clause(subject.block)
    for word in ("accuracy ", "Accuracy "):
        whole = word + clause[len(word) :]
        if whole in title:
            return title.replace(whole, f"{word.strip()}, {value}, {clause[len(word) :]}", 1)
    return f"{title}; accuracy {value}"


def _by_month(table: AltTable, subject: SubjectRow, told: "_PointTexts") -> AltTable:
    """Tell for each week what the audits of its month found: the points of a team or a work type are months."""

    def rows() -> tuple[tuple[str, ...], ...]:
        weekly = zip(sorted(_weeks_of(subject)), table.rows, strict=False)
        found = tuple((row[0], row[1], told.month(week), row[3]) for week, row in weekly)
        return (*found, *table.rows[len(found) :])

    return AltTable.later(table.header, rows)


def _weeks_of(subject: SubjectRow) -> set[date]:
    """Return the Mondays of the rows: weeks with a point of the pace, and those in which a month of audits begins."""
    audited = {monday(point.week) for point in findings.valued(subject.block.accuracy_trend)}
    return {monday(point.week) for point in subject.block.trend.points} | audited


def _some_hours(subject: SubjectRow, chart: Chart) -> str:
    if chart.measure == "pace" and subject.hours_missing and not chart.empty:
        return ", of the lines whose hours are known"
    return ""


def _steps(rows: tuple[HeldRow, ...], span: Period) -> tuple[Step, ...]:
    """Return the steps; one that holds when the span begins holds from the first day of the axis on."""
    first = monday(span.start)
    return tuple(Step(first if row.from_day <= span.start else row.from_day, row.to_day, row.value) for row in rows)


def _new_standards(subject: SubjectRow, x: DateAxis) -> Iterator[Band]:
    for row in subject.standards:
        if x.start < row.from_day <= x.end:
            name = "" if subject.kind == "work_type" else f"{row.work_type} "
            words = f"{formats.day(row.from_day)}: new standard, {row.work_type}: {_stated(row)}"
            yield Band(row.from_day, row.from_day, f"Standard: {name}{row.stated}", words, one_day=True)


def _stated(row: SubjectStandardRow) -> str:
    accuracy = "" if row.accuracy is None else f", accuracy {_level(row.accuracy)}"
    return f"{row.stated}{accuracy}"


def _level(value: float) -> str:
    return f"{formats.number(value * 100)}{formats.NO_BREAK}%"


class _PointTexts:
    """Tells each point of one subject: pace, accuracy with its sample, what happened, and the standard in force."""

    def __init__(self, subject: SubjectRow, first: date) -> None:
        self._subject, self._block, self._first = subject, subject.block, first
        self._by_month = subject.kind != "coder"
        self._charts = {name: charts for _, name, charts in subject.samples}
        self._audits = findings.valued(subject.block.accuracy_trend)
        self._days = [point.week for point in self._audits]
        self._found_in: dict[object, list[TrendPoint]] = {}
        for point in self._audits:
            key = _month(point.week) if self._by_month else monday(point.week)
            self._found_in.setdefault(key, []).append(point)
        self._since = [row.from_day for row in subject.standards]
        self._changed = _changed(subject.standards)
        self._paces = {point.week: point.value for point in subject.block.trend.points}
        self._whole = f"Whole span: {findings.pair_words(subject.block.paired)}"

    def week(self, point: TrendPoint, _subject: findings.Subject) -> tuple[str, ...]:
        """Tell a week of the pace."""
        return (
            f"Week of {formats.day(point.week)}" + (f", part week, {point.part}" if point.part else ""),
            f"Pace {self._pace(point.value)}; {self._accuracy(point.week)}",
            *self._more(point, pace=True),
            self._whole,
        )

    def audit(self, point: TrendPoint, _subject: findings.Subject) -> tuple[str, ...]:
        """Tell an audit, or a month of audits, with the pace of the same time."""
        value = "not known" if point.value is None else self._found(point)
        head = f"Audits of {_month(point.week)}" if self._by_month else f"Audit of {formats.day(point.week)}"
        pace = self._pace(self._paces.get(monday(point.week)))
        return head, f"Accuracy {value}; pace that week {pace}", *self._more(point, pace=False), self._whole

    def month(self, week: date) -> str:
        """Tell what the audits of the month of a week found, as a cell of a table."""
        return self._accuracy(week).removeprefix("accuracy in ").removeprefix("accuracy: ")

    def _pace(self, value: float | None) -> str:
        if value is not None:
            return formats.percent(value)
        few = "too few hours of it" if self._subject.kind == "work_type" else "under half the scheduled hours"
        return f"not to be had ({few})"

    def _accuracy(self, week: date) -> str:
        if self._by_month:
            day = max(week, self._first)
            there = self._found_in.get(_month(day))
            if not there:
                return f"accuracy: not audited in {_month(day)}"
            return f"accuracy in {_month(day)} {self._found(there[0])}"
        if there := self._found_in.get(week):
            return "; ".join(f"accuracy {self._found(point)}" for point in there)
        place = bisect_left(self._days, week)
        before = self._audits[place - 1] if place else None
        last = f", last on {formats.day(before.week)}: {self._found(before)}" if before else ""
        return f"accuracy: not audited that week{last}"

    def _found(self, point: TrendPoint) -> str:
        bounds = "" if point.low is None or point.high is None else formats.interval(point.low, point.high)
        charts = self._charts.get(point.label)
        sample = "" if charts is None else formats.plural(charts, "chart")
        name = "" if self._by_month else point.label
        inside = ", ".join(part for part in (bounds, sample, name) if part)
        return f"{formats.percent(point.value)}" + (f" ({inside})" if inside else "")

    def _more(self, point: TrendPoint, *, pace: bool) -> Iterator[str]:
        trend = self._block.trend if pace else self._block.accuracy_trend
        if mark := findings.mark_words(point, trend):
            yield f"Mark: {mark}"
        last = point.week + timedelta(6) if pace or not self._by_month else _end_of_month(point.week)
        if happened := [event.text for event in self._block.events if _touches(event, point.week, last)]:
            more = len(happened) - _EVENTS_TOLD
            yield "Then: " + ", ".join(happened[:_EVENTS_TOLD]) + (f" and {more} more" if more > 0 else "")
        yield self._standard(point.week)

    def _standard(self, day: date) -> str:
        place = bisect_right(self._since, day)
        held, changed = self._subject.standards[:place][-1:], self._changed[place - 1] if place else None
        if self._subject.kind == "work_type":
            words = (
                f"Standard: {held[-1].stated}, since {formats.day(held[-1].from_day)}" if held else "No standard yet"
            )
        else:
            words = "Standard: that of each work type"
            if changed is not None:
                words += f", last changed {formats.day(changed.from_day)} ({changed.work_type}: {changed.stated})"
        accuracy = _at(self._subject.accuracy, day)
        expected = _at(self._subject.expected, day)
        words += "" if accuracy is None else f"; accuracy {_level(accuracy)}"
        return words + ("" if expected in (None, 1.0) else f"; by the ramp {_level(expected or 0.0)} of the pace")


def _changed(rows: tuple[SubjectStandardRow, ...]) -> list[SubjectStandardRow | None]:
    """Return for each standard, in order of their days, the last one up to it that took the place of another."""
    seen: set[str] = set()
    last: SubjectStandardRow | None = None
    found = []
    for row in rows:
        last = row if row.work_type in seen else last
        seen.add(row.work_type)
        found.append(last)
    return found


def _at(rows: tuple[HeldRow, ...], day: date) -> float | None:
    return next((row.value for row in rows if row.from_day <= day <= row.to_day), None)


def _touches(event: EventMark, first: date, last: date) -> bool:
    return event.from_day <= last and (event.to_day or event.from_day) >= first


def _end_of_month(day: date) -> date:
    return month(day.year, day.month).end


def _month(day: date) -> str:
    return formats.day(day).split(" ", maxsplit=1)[1]
