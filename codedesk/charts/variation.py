"""The variation of a pace in a few words: what is asked, what was answered, else what the marks of its chart say.

Words stand beside the marks everywhere (Team, packet, year), so they may say nothing else than these.
"""

from collections.abc import Sequence

from codedesk import formats
from codedesk.charts.findings import Subject, mark_of, unlikely, valued
from codedesk.charts.picture import MarkKind
from codedesk.metrics.figures import Trend, TrendPoint


def variation(subject: Subject) -> tuple[MarkKind, str]:
    """Name the variation of a pace: the mark and the words that stand for its signals, as far as they are open."""
    signals = [signal for signal in subject.signals if signal.measure == "pace"]
    found = [signal for signal in signals if signal.open]
    if any(signal.mark == "opposed" and signal.open for signal in subject.signals):
        return "special", "pace up, accuracy down"
    if process := [signal for signal in found if signal.kind == "process"]:
        return "special", formats.plural(len(process), "process signal")
    if found:
        kinds = {mark_of(point, subject.trend) for point in subject.trend.points} & {"improvement", "concern"}
        mark: MarkKind = kinds.pop() if len(kinds) == 1 else "special"
        return mark, "worth a question"
    if signals:
        return "common", f"{formats.plural(len(signals), 'signal')} answered"
    return marked(subject.trend)


def marked(trend: Trend) -> tuple[MarkKind, str]:
    """Say what the marks of a chart of the pace say: how many weeks, and where they lie; steady only without marks."""
    points = marked_points(trend)
    if not points:
        return "common", "too few weeks" if trend.limits_from is None else "steady"
    kinds = {mark_of(point, trend) for point in points}
    kind = kinds.pop() if len(kinds) == 1 else "special"
    return kind, f"{formats.plural(len(points), 'week')} {_where(points, trend, kind)}"


def no_signal_words(subject: Subject) -> str:
    """Say that nothing is worth a question, and which marks stand on the charts nevertheless."""
    weeks, audits = (len(marked_points(trend)) for trend in (subject.trend, subject.accuracy_trend))
    found = [marked(subject.trend)[1]] if weeks else []
    found += [f"{formats.plural(audits, 'point')} of the accuracy marked"] if audits else []
    if not found:
        return "Nothing stands out in this time."
    return f"Nothing is worth a question in this time; on the charts: {', '.join(found)}."


def marked_points(trend: Trend) -> tuple[TrendPoint, ...]:
    """Return the points of the period that bear a mark."""
    return tuple(point for point in valued(trend) if mark_of(point, trend) != "common")


def _where(points: Sequence[TrendPoint], trend: Trend, kind: MarkKind) -> str:
    if kind == "special":
        if all(point.explained and not unlikely(point, trend) for point in points):
            return "explained"
        return f"over 150{formats.NO_BREAK}%" if all(unlikely(point, trend) for point in points) else "marked"
    up, rules = kind == "improvement", {point.signal for point in points}
    if rules == {"outside"}:
        return "above the limits" if up else "below the limits"
    if rules == {"two_of_three"}:
        return "near the upper limit" if up else "near the lower limit"
    if rules == {"trend"}:
        return "rising in a row" if up else "falling in a row"
    return "marked upwards" if up else "marked downwards"
