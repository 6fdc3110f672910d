"""What a chart says in words: its title, its one-sentence summary, and the words of each mark.

Rules from signals and intervals to neutral sentences. Pace is never told without the accuracy of the same time.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import takewhile
from typing import Protocol

from codedesk import formats
from codedesk.charts.pace_up_accuracy_down import opposed_clause
from codedesk.charts.picture import MarkKind, Measure
from codedesk.metrics.charted import UNLIKELY_PACE
from codedesk.metrics.figures import Accuracy, Answer, EventMark, Mark, NotAudited, Paired, Signal, Trend, TrendPoint
from codedesk.periods import monday

MARK_WORDS: dict[Mark, str] = {
    "outside": "outside the limits",
    "run": "seven in a row on one side of the mean",
    "trend": "seven in a row in one direction",
    "two_of_three": "two of three near one limit",
}
_TURN: dict[Mark, dict[int, str]] = {
    "outside": {1: "was above its limits", -1: "was below its limits", 0: "left its limits"},
    "run": {1: "has been higher", -1: "has been lower", 0: "has changed"},
    "trend": {1: "has been rising", -1: "has been falling", 0: "changed"},
    "two_of_three": {1: "was close to its upper limit", -1: "was close to its lower limit", 0: "varied"},
}
_WITH = {
    "team": ", with the whole team",
    "work_type": ", with all who do the work",
    "mix": ", by another mix of work",
    "auditor": ", with a new auditor",
}
_LASTING = ("run", "trend")
_AFTER = {1: "rose", -1: "fell", 0: "changed"}
_STEADY = 2
_EVENTS_TOLD = 2
_SHARED = "shared by "
ALL_WHO_DO_IT = ", all who do it: "
"""What follows the name of a work type where a change of all who do it is told."""


class Subject(Protocol):
    """Whose chart it is: a block of figures or the rows of a packet; both have these."""

    @property
    def paired(self) -> Paired:
        """Pace and accuracy of the period."""

    @property
    def trend(self) -> Trend:
        """The weekly pace."""

    @property
    def accuracy_trend(self) -> Trend:
        """The accuracy, audit by audit."""

    @property
    def signals(self) -> tuple[Signal, ...]:
        """What is worth a question."""

    @property
    def events(self) -> tuple[EventMark, ...]:
        """What happened to the work."""

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What was said about signals, each at its place."""


def valued(trend: Trend) -> tuple[TrendPoint, ...]:
    """Return the points that are no gaps."""
    return tuple(point for point in trend.points if point.value is not None)


def direction(point: TrendPoint, trend: Trend) -> int:
    """Say which way a signal points: 1 up, -1 down, 0 where it cannot be said."""
    values = valued(trend)
    if point.value is None:
        return 0
    if point.signal == "trend":
        every = (*trend.behind, *values)
        earlier = [other.value for other in every if other.week < point.week and other.value is not None]
        return _sign(point.value - earlier[-1]) if earlier else 0
    centre = centre_at(point, trend)
    return 0 if centre is None else _sign(point.value - centre)


def centre_at(point: TrendPoint, trend: Trend) -> float | None:
    """Return the mean that held when a point was made: its own, or that of its stretch between two re-basings."""
    if point.centre is not None:
        return point.centre
    begun = [stretch for stretch in trend.stretches if stretch.since <= point.week]
    return begun[-1].centre if begun else trend.centre


def unlikely(point: TrendPoint, trend: Trend) -> bool:
    """Tell whether a point is a pace so high that it first asks whether the hours are right."""
    return point.value is not None and trend.measure == "pace" and point.value > UNLIKELY_PACE


def mark_of(point: TrendPoint, trend: Trend) -> MarkKind:
    """Choose the mark: common without a signal, improvement up, concern down, special where no way is meant.

    A pace over 150 % is special whatever its signal: it first asks whether the hours are right. So is a week that the
    process explains: its way is not the person's.
    """
    if unlikely(point, trend):
        return "special"
    if point.signal is None:
        return "common"
    if point.explained:
        return "special"
    marks: dict[int, MarkKind] = {1: "improvement", -1: "concern"}
    return marks.get(direction(point, trend), "special")


def mark_words(point: TrendPoint, trend: Trend) -> str:
    """Say what a point's mark means, and what explains it; "" without a mark."""
    hours = "over 150 %. Are the hours right?" if unlikely(point, trend) else ""
    rule = MARK_WORDS[point.signal] if point.signal else ""
    return ", ".join(part for part in (rule, point.explained if rule else "", hours) if part)


def baseline_words(trend: Trend) -> str:
    """Say which weeks the last mean and limits rest on, since when they hold, and why they began anew."""
    last = trend.stretches[-1] if trend.stretches else None
    if last is None or last.baseline is None:
        return ""
    base, count = last.baseline, len(last.baseline.values)
    weeks = formats.plural(count, "week")
    if base.locked:
        rest = f"limits locked on {weeks}, {formats.day(base.first)} to {formats.day(base.last)}"
    elif last.lower is None:
        rest = f"no limits yet: {weeks} from {formats.day(base.first)}, 12 are needed"
    else:
        rest = f"limits from the {weeks} since {formats.day(base.first)}, locked at 26"
    if base.read_by is not None:
        rest += f", read by the standards from {formats.day(base.read_by)}"
    return rest + (f"; begun anew on {formats.day(base.begun or last.since)}: {last.why}" if last.why else "")


def title(subject: Subject, measure: Measure) -> str:
    """Say the finding: the chart's own measure first, its pair after it."""
    if opposed := opposed_clause(subject.signals, measure):
        return f"{opposed}; {_level(subject)}"
    pace, accuracy = pace_clause(subject), accuracy_clause(subject)
    if measure == "pace":
        return f"{pace}; {accuracy}"
    return f"{_capital(accuracy)}; {_lower(pace)}"


def _level(subject: Subject) -> str:
    """Tell the accuracy of the period where a title has told how it changed: a change alone is not the pair."""
    pooled = subject.paired.accuracy
    if isinstance(pooled, NotAudited):
        return "accuracy not audited in the period"
    return f"accuracy {formats.percent(pooled.value, pooled.standard)} in the period"


def pace_clause(subject: Subject) -> str:
    """Say in one clause how the pace went."""
    points = valued(subject.trend)
    pace = formats.percent(subject.paired.pace.value)
    if not points:
        return "No weekly pace yet"
    if turn := _shift(subject.signals, "pace") or _turn(subject.trend, subject.signals):
        return f"Pace {turn}"
    if high := [point for point in points if unlikely(point, subject.trend)]:
        when = f"the week of {formats.day(high[0].week)}" if len(high) == 1 else formats.plural(len(high), "week")
        return f"Pace over 150{formats.NO_BREAK}% in {when}"
    if subject.trend.centre is None or subject.trend.limits_from is None:
        return f"Pace {pace} over {formats.plural(len(points), 'week')}, {_too_few(subject.trend, len(points))}"
    return f"Pace steady around {formats.percent(subject.trend.centre)}"


def _too_few(trend: Trend, shown: int) -> str:
    """Say which weeks are too few for limits: those since they began anew, or the usable ones of those shown."""
    last = trend.stretches[-1] if trend.stretches else None
    if last is None or last.baseline is None:
        return "too few for limits"
    if last.why:
        return f"since {formats.day(last.baseline.begun or last.since)} too few for limits"
    usable = len(last.baseline.values)
    return f"{usable} of them usable, too few for limits" if usable < shown else "too few for limits"


def accuracy_clause(subject: Subject) -> str:
    """Say in one clause how the accuracy went; not audited is said as plainly."""
    pooled = subject.paired.accuracy
    points = valued(subject.accuracy_trend)
    if isinstance(pooled, NotAudited):
        return "accuracy not audited" if not points else "accuracy not audited in the period"
    value = formats.percent(pooled.value, pooled.standard)
    if turn := _shift(subject.signals, "accuracy") or _turn(subject.accuracy_trend, subject.signals):
        return f"accuracy {turn}, {value} in the period"
    last = subject.accuracy_trend.stretches[-1:]
    alike = tuple(point for point in points if not last or point.week >= last[0].since)
    if len(alike) < _STEADY:
        return f"accuracy {value} in {formats.plural(pooled.audits, 'audit')}"
    return _compared(alike, value)


def pair_words(paired: Paired) -> str:
    """Tell both figures of a period in one sentence: pace, and accuracy with interval and sample, or not audited."""
    return f"Pace {formats.percent(paired.pace.value)}; {accuracy_words(paired.accuracy)}"


def accuracy_words(accuracy: Accuracy | NotAudited) -> str:
    """Tell an accuracy with its interval, its sample and what the sample can show."""
    if isinstance(accuracy, NotAudited):
        return f"accuracy: {accuracy.reason}"
    value = formats.percent(accuracy.value, accuracy.standard)
    small = ", small sample" if accuracy.small_sample else ""
    return f"accuracy {value} ({formats.interval(accuracy.low, accuracy.high)}, {sample_words(accuracy)}{small})"


def sample_words(accuracy: Accuracy) -> str:
    """Name the sample: charts audited, in how many audits."""
    audits = formats.plural(accuracy.audits, "audit")
    if accuracy.reported_share and not accuracy.as_reported:
        audits += f", {formats.percent(accuracy.reported_share)} of it as reported"
    if accuracy.records is None:
        return f"{formats.number(accuracy.reviewed, 0)} codes in {audits}"
    return f"{formats.plural(accuracy.records, 'chart')} in {audits}"


def pace_point_words(point: TrendPoint, subject: Subject) -> tuple[str, ...]:
    """Tell one week: its pace and what audits of that week found, its signal, and the whole period."""
    week = f"Week of {formats.day(point.week)}" + (f", only {point.part}" if point.part else "")
    every = (*subject.accuracy_trend.behind, *subject.accuracy_trend.points)
    audits = tuple(each for each in every if each.value is not None and monday(each.week) == monday(point.week))
    found = "; ".join(_audit_words(audit) for audit in audits) or "accuracy: not audited that week"
    value = "no pace (under half the scheduled hours)" if point.value is None else formats.percent(point.value)
    return (week, f"Pace {value}; {found}", *_more(point, subject, subject.trend))


def accuracy_point_words(point: TrendPoint, subject: Subject) -> tuple[str, ...]:
    """Tell one audit: its accuracy and the pace of the same week, its signal, and the whole period."""
    weeks = {monday(other.week): other.value for other in (*subject.trend.behind, *subject.trend.points)}
    pace = formats.percent(weeks.get(monday(point.week)))
    head = f"Audit of {formats.day(point.week)}"
    return (
        head,
        f"{_capital(_audit_words(point))}; pace that week {pace}",
        *_more(point, subject, subject.accuracy_trend),
    )


def events_in(events: Iterable[EventMark], since: TrendPoint) -> tuple[EventMark, ...]:
    """Return the events that began in the week of a point or the week before it."""
    opening = monday(since.week) - timedelta(7)
    return tuple(event for event in events if opening <= event.from_day <= since.week + timedelta(6))


def _more(point: TrendPoint, subject: Subject, trend: Trend) -> tuple[str, ...]:
    lines = []
    if mark := mark_words(point, trend):
        lines.append(f"Mark: {mark}")
    if events := events_in(subject.events, point):
        lines.append(f"At that time: {_listed([event.text for event in events])}")
    return (*lines, f"Whole period: {_lower(pair_words(subject.paired))}")


def _listed(texts: list[str]) -> str:
    more = len(texts) - _EVENTS_TOLD
    return ", ".join(texts[:_EVENTS_TOLD]) + (f" and {more} more" if more > 0 else "")


def _audit_words(point: TrendPoint) -> str:
    value = formats.percent(point.value)
    bounds = "" if point.low is None or point.high is None else f" ({formats.interval(point.low, point.high)})"
    return f"accuracy {value}{bounds}" + (f", {point.label}" if point.label else "")


def _last_shift(signals: Iterable[Signal], measure: Measure) -> Signal | None:
    """Return the change that a title tells: the last one, of the process before that of a person."""
    shifts = [one for one in signals if one.mark == "shift" and one.measure == measure and one.size is not None]
    return max(shifts, key=lambda one: (one.kind == "process", one.since), default=None)


def _shift(signals: Iterable[Signal], measure: Measure) -> str:
    """Say the last change that was found: which way, how much, after what or since when, and with whom."""
    told = _last_shift(signals, measure)
    if told is None or told.size is None:
        return ""
    much = f"{formats.number(round(abs(told.size) * 100))}{formats.NO_BREAK}%"
    if measure == "accuracy":
        much = formats.points(abs(told.size)).removeprefix("+")
    words = f"{_of_work(told)}{_AFTER[_sign(told.size)]} by {much}"
    if told.candidates:
        return f"{words} after “{told.candidates[0]}”"
    when = _when(told) if measure == "pace" else _from_audit(told)
    return f"{words} {when}{_WITH.get(told.level or '', '')}"


def _when(told: Signal) -> str:
    """Say since when a change lasts, or in which weeks it was."""
    first = formats.day(told.since)
    if told.until is None:
        return f"since the week of {first}"
    last = monday(told.until)
    return f"in the week of {first}" if last <= told.since else f"in the weeks of {first} to {formats.day(last)}"


def _of_work(told: Signal) -> str:
    """Name the work that a change is of, where it is of one: its size is not that of all that a coder does."""
    name, found, _ = told.text.partition(ALL_WHO_DO_IT)
    return f"in {name} " if found and told.level == "work_type" else ""


def _from_audit(told: Signal) -> str:
    """Say from which audit on a change of accuracy is told."""
    first = f"the audit of {formats.day(told.since)}"
    return f"since {first}" if told.until is None else f"from {first} on"


def _turn(trend: Trend, signals: Iterable[Signal]) -> str:
    """Say what the last marked point belongs to: which way, and after what, since when or for how long."""
    marked = [point for point in trend.points if point.signal is not None]
    if not marked or marked[-1].signal is None:
        return ""
    point, mark = marked[-1], marked[-1].signal
    lasting, ended = mark in _LASTING, point is not valued(trend)[-1]
    named = [one for one in signals if one.measure == trend.measure and one.mark == mark and one.since <= point.week]
    told = max(named, key=lambda one: one.since, default=None)
    candidates = told.candidates if told else ()
    happened = [cause for cause in candidates if not cause.startswith(_SHARED)]
    verbs = _AFTER if lasting and (happened or ended) else _TURN[mark]
    words = verbs[direction(point, trend)] + (" for a time" if lasting and ended else "")
    if happened:
        return f"{words} after “{happened[0]}”"
    return ", ".join((f"{words} {_since(trend, told, point, ended=ended)}", *candidates[:1]))


def _since(trend: Trend, told: Signal | None, point: TrendPoint, *, ended: bool) -> str:
    first = told.since if told else _first_of_mark(trend, point)
    place = f"week of {formats.day(monday(first))}" if trend.measure == "pace" else _audited(point, first)
    if point.signal == "outside" and first == point.week:
        return f"in the {place}"
    return f"from the {place} on" if ended else f"since the {place}"


def _audited(point: TrendPoint, first: date) -> str:
    """Name where an accuracy turned; a point of the team or a work type is a month of audits."""
    if point.label == f"{point.week:%Y-%m}":
        return f"audits of {formats.day(first).split(' ', maxsplit=1)[1]}"
    return f"audit of {formats.day(first)}"


def _first_of_mark(trend: Trend, last: TrendPoint) -> date:
    """Return where a pattern began: the first of the points in a row that are marked as its last one.

    Points of a run that lie outside the limits bear that mark, and belong to the run.
    """
    if last.signal not in _LASTING:
        return last.week
    there = [point for point in (*trend.behind, *trend.points) if point.value is not None and point.week <= last.week]
    way = direction(last, trend)
    same = takewhile(lambda point: point.signal is not None and direction(point, trend) == way, reversed(there))
    return min(point.week for point in same)


def _compared(points: tuple[TrendPoint, ...], value: str) -> str:
    (first, last) = (points[0], points[-1])
    if first.low is None or first.high is None or last.low is None or last.high is None:
        return f"accuracy {value} over {formats.plural(len(points), 'audit')}"
    if last.high < first.low:
        return f"accuracy fell to {formats.percent(last.value)}"
    if last.low > first.high:
        return f"accuracy rose to {formats.percent(last.value)}"
    return f"accuracy held at {value}"


def range_words(trend: Trend) -> str:
    """Tell from where to where the points lie: "between 88.0 % and 103.2 %", of one "at 96.4 %"; "" without points."""
    values = [point.value for point in valued(trend) if point.value is not None]
    if not values:
        return ""
    low, high = formats.percent(min(values)), formats.percent(max(values))
    return f"at {low}" if low == high else f"between {low} and {high}"


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
