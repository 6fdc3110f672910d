"""Changes of accuracy told as signals: of the process with what may explain it, last as a question about one coder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from codedesk import formats
from codedesk.metrics.accuracy import EPOCH
from codedesk.metrics.accuracy_changes import AccuracyChange
from codedesk.metrics.audit_points import AuditPoints
from codedesk.metrics.figures import Signal
from codedesk.metrics.signals import Cause
from codedesk.periods import day_label

SEEN_FOR = timedelta(7 * 39)
"""So long after its first audit a change is still told: two audits a quarter need time to show it."""
BEFORE = timedelta(91)
"""So long before the first audit that shows a change, its cause may lie."""
_LOWERS = ("go_live", "downtime", "documentation")


@dataclass(frozen=True)
class DatedChange:
    """A change with the days of its first and last audit (None: it lasts), and what may explain it."""

    change: AccuracyChange
    since: date
    until: date | None
    candidates: tuple[str, ...] = ()


def in_period(changes: Sequence[AccuracyChange], points: AuditPoints, start: date) -> tuple[DatedChange, ...]:
    """Return the changes that a period is told of: begun in it or up to three quarters before, or ended in it."""
    told = []
    for change in changes:
        since = _day(points, change.first)
        until = None if change.last is None else _day(points, change.last)
        if since >= start - SEEN_FOR if until is None else until >= start:
            told.append(DatedChange(change, since, until))
    return tuple(told)


def _day(points: AuditPoints, place: int) -> date:
    return EPOCH + timedelta(int(points.day[place]))


def signal(told: DatedChange, who: str, coder_id: int | None = None, work_type_id: int | None = None) -> Signal:
    """Tell a change; who: the coder, the team, those who do a work type, or the auditor."""
    change = told.change
    asked = change.level == "coder" and not told.candidates
    text = f"{who}: accuracy {_points(change.size)} points {'higher' if change.size > 0 else 'lower'}"
    low, high = sorted((abs(change.low), abs(change.high)))
    text += f" ({_points(low)} to {_points(high)} points)"
    if change.level == "auditor":
        text += " than others find with the same coders"
    text += f" {_when(told)}"
    if change.level != "coder":
        text += f", seen in {change.shared[0]} of {change.shared[1]} coders"
    return Signal(
        kind="individual" if asked else "process",
        measure="accuracy",
        mark="shift",
        since=told.since,
        text=text + _question(told, asked=asked),
        candidates=told.candidates,
        until=told.until,
        size=change.size,
        low=change.low,
        high=change.high,
        level=change.level,
        coder_id=coder_id,
        work_type_id=work_type_id,
    )


def _question(told: DatedChange, *, asked: bool) -> str:
    if told.change.level == "auditor":
        return " – look at the process first: is the same rule read in the same way?"
    if told.candidates:
        return f" – look at the process first: {'; '.join(told.candidates)}"
    return " – has something changed in the work?" if asked else " – what changed in the work?"


def _when(told: DatedChange) -> str:
    first = day_label(told.since)
    if told.until is None:
        return f"since the audit of {first}"
    if told.until == told.since:
        return f"in the audit of {first}"
    return f"in the audits of {first} to {day_label(told.until)}"


def candidates(told: DatedChange, causes: Sequence[Cause]) -> Iterator[str]:
    """Name the causes, all of the change's scope, that begin before it, last while it begins, or end and let it go."""
    for cause in sorted(causes, key=lambda each: each.day):
        begins = cause.day <= told.since and told.since - cause.day <= BEFORE
        lasts = cause.until is not None and cause.day <= told.since <= cause.until
        ends = cause.until is not None and cause.until <= told.since and told.since - cause.until <= BEFORE
        lowers = cause.kind in _LOWERS
        if ends if lowers and told.change.size > 0 else begins or lasts or (ends and not lowers):
            yield f"{cause.text} ({day_label(cause.day)})"


def _points(value: float) -> str:
    return formats.fixed(abs(value) * 100, 1)
