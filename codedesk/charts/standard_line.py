"""The standards of one work type as a picture: each as a span drawn to scale, its rate and accuracy, and today's line.

Nothing is drawn here. Spans follow each other; the last one is open.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from codedesk import formats
from codedesk.charts.axes import date_axis
from codedesk.charts.picture import DateAxis
from codedesk.periods import Period
from codedesk.services.standards.standards import StandardRow

_AHEAD = timedelta(90)
_BEFORE = timedelta(30)


@dataclass(frozen=True, slots=True)
class Span:
    """One standard: the days that it covers of the axis, what is written into it, and its words in full."""

    from_day: date
    to_day: date
    label: str
    words: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class StandardLine:
    """A work type's standards to scale. review_due is the day marked for the one in force, where it is on the axis."""

    x: DateAxis
    spans: tuple[Span, ...]
    today: date
    review_due: date | None
    summary: str


def standard_line(rows: tuple[StandardRow, ...], today: date) -> StandardLine | None:
    """Draw dated standards, given in any order, to scale; None where there is none."""
    if not rows:
        return None
    dated = sorted(rows, key=lambda row: row.effective_from)
    due = [row.review_due for row in dated if row.review_due is not None]
    first = min(dated[0].effective_from, today - _BEFORE)
    last = max(dated[-1].effective_from + _AHEAD, today + _AHEAD, *due, today)
    axis = date_axis(Period(first, last))
    in_force = next((row for row in dated if row.in_force), None)
    return StandardLine(
        x=axis,
        spans=tuple(_span(row, axis) for row in dated),
        today=today,
        review_due=in_force.review_due if in_force is not None else None,
        summary=_summary(dated, in_force),
    )


def _span(row: StandardRow, axis: DateAxis) -> Span:
    until = f" until {formats.day(row.until)}" if row.until else " on"
    rate = f"{formats.rate(row.rate)} per hour"
    return Span(
        from_day=row.effective_from,
        to_day=row.until or axis.end,
        label=f"{rate}, {formats.typed(row.accuracy)} %",
        words=f"From {formats.day(row.effective_from)}{until}: {row.statement} = {rate}, {row.basis} hours, "
        f"accuracy {formats.typed(row.accuracy)} %",
        in_force=row.in_force,
    )


def _summary(dated: list[StandardRow], in_force: StandardRow | None) -> str:
    count = formats.plural(len(dated), "standard")
    if in_force is None:
        return f"{count}, none in force today: the first begins {formats.day(dated[0].effective_from)}."
    return f"{count}; in force since {formats.day(in_force.effective_from)}: {in_force.statement}."
