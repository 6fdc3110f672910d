"""Standards in words and columns: the list of work types, the time line, the ramps, and what a change reaches.

Here lives how standards look and what is said about them. No query, no change.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QPalette

from codedesk import formats
from codedesk.services.standards.affected import AffectedByStandard, AffectedCoder
from codedesk.services.standards.standards import RampRow, RampStepRow, StandardRow, WorkTypeStandardRow
from codedesk.ui import theme
from codedesk.ui.widgets.table import TableColumn
from codedesk.ui.widgets.two_lines import draw_line, halves

_CODERS_NAMED = 12
_DETAIL = 400


def rate_words(rate: float) -> str:
    """Say a derived rate: "= 3.000 per hour"."""
    return f"= {formats.rate(rate)} per hour"


def work_type_columns() -> tuple[TableColumn[WorkTypeStandardRow], ...]:
    """Declare the list of work types with what is in force."""
    return (TableColumn("work_type", "Work type", 240, text=_work_type_words, paint=_paint_work_type, stretch=True),)


def time_line_columns() -> tuple[TableColumn[StandardRow], ...]:
    """Declare the dated standards of one work type."""
    return (
        TableColumn("since", "In force", 164, text=_since_words, paint=_paint_since),
        TableColumn("standard", "Standard", 182, text=_standard_words, paint=_paint_standard),
        TableColumn("accuracy", "Accuracy", 76, "right", text=_accuracy_words, strong=True),
        TableColumn(
            "reason", "Reason", 150, text=_reason_words, tooltip=_reason_words, paint=_paint_reason, stretch=True
        ),
        TableColumn("review", "Review due", 124, "right", text=_review_words, tone=_review_tone),
    )


@dataclass(frozen=True, slots=True)
class RampLine:
    """One step of a coder's ramp as a line of the table; label stands in the coder's column, "" under the first two."""

    coder: str
    for_all: bool
    label: str
    step: RampStepRow


def ramp_lines(rows: tuple[RampRow, ...]) -> tuple[RampLine, ...]:
    """Turn ramps into lines, a line per step."""
    return tuple(
        RampLine(row.coder, row.for_all, label, step)
        for row in rows
        for label, step in zip(_ramp_labels(row), row.steps, strict=True)
    )


def ramp_columns() -> tuple[TableColumn[RampLine], ...]:
    """Declare the ramps of one work type, a line per step."""
    return (
        TableColumn("coder", "Coder", 96, text=_label, tooltip=_label, paint=_paint_ramp_coder, stretch=True),
        TableColumn("since", "From", 86, "right", text=lambda row: formats.day(row.step.from_day)),
        TableColumn("until", "Until", 92, "right", text=_ramp_until_words),
        TableColumn("pace", "Pace", 58, "right", text=lambda row: f"{formats.typed(row.step.pace_percent)} %"),
        TableColumn("accuracy", "Accuracy", 92, "right", text=_ramp_accuracy_words),
    )


def detail_words(row: StandardRow) -> str:
    """Say what stands behind a standard: its reason, source and approval; a very long reason is read in the form."""
    said = " ".join(_reason_words(row).split())
    return f"From {formats.day(row.effective_from)}: {said if len(said) <= _DETAIL else f'{said[:_DETAIL]} …'}."


def reach_words(reach: AffectedByStandard) -> str:
    """Name what a change would make read differently, and what stays."""
    since = formats.day(reach.start)
    until = f" to {formats.day(reach.until)}" if reach.until else ""
    named = [_coder_words(row) for row in reach.coders[:_CODERS_NAMED]]
    more = len(reach.coders) - len(named)
    coders = "; ".join([*named, *([f"and {more} more"] if more else [])])
    parts = [f"Figures from {since}{until} will read differently for: {coders}."]
    if reach.closed_quarters:
        parts.append(f"Quarters that are over: {', '.join(reach.closed_quarters)}.")
    if reach.given_reviews:
        parts.append(f"Reviews already given keep their figures: {'; '.join(reach.given_reviews)}.")
    parts.append(f"Nothing before {since} changes.")
    return "\n\n".join(parts)


def _coder_words(row: AffectedCoder) -> str:
    parts = []
    if row.days:
        parts.append(f"{formats.plural(row.charts, 'chart')} on {formats.plural(row.days, 'day')}")
    if row.audits:
        parts.append(formats.plural(row.audits, "audit"))
    return f"{row.coder} ({', '.join(parts)})"


def _label(row: RampLine) -> str:
    return row.label


def _ramp_labels(row: RampRow) -> tuple[str, ...]:
    """Name the coder beside the first step, and what the ramp is for beside the second one, or beside both if alone."""
    if len(row.steps) == 1:
        return (f"{row.coder}, every work type" if row.for_all else row.coder,)
    return (row.coder, "every work type" if row.for_all else "", *("" for _ in row.steps[2:]))


def _paint_ramp_coder(painter: QPainter, rect: QRect, row: RampLine, _palette: QPalette) -> None:
    named = row.label.startswith(row.coder)
    draw_line(painter, rect, row.label, "text" if named else "text-2", strong=named)


def _ramp_until_words(row: RampLine) -> str:
    return formats.day(row.step.until) if row.step.until else "further notice"


def _ramp_accuracy_words(row: RampLine) -> str:
    return "standard" if row.step.accuracy is None else f"{formats.typed(row.step.accuracy)} %"


def _work_type_words(row: WorkTypeStandardRow) -> str:
    return f"{row.name}: {_in_force_words(row)}"


def _in_force_words(row: WorkTypeStandardRow) -> str:
    if row.in_force is None:
        return f"none yet; {comes_words(row)}" if row.comes is not None else "no standard in force"
    return f"{row.in_force.statement} · {formats.typed(row.in_force.accuracy)} %"


def comes_words(row: WorkTypeStandardRow) -> str:
    """Say the standard to come: "from 1 Aug 2026 2.1 per hour"; nothing where none does."""
    return "" if row.comes is None else f"from {formats.day(row.comes.effective_from)} {row.comes.statement}"


def _since_words(row: StandardRow) -> str:
    return f"from {formats.day(row.effective_from)}" + (f" until {formats.day(row.until)}" if row.until else "")


def _standard_words(row: StandardRow) -> str:
    return f"{row.statement} {rate_words(row.rate)}, {row.basis.words}"


def _accuracy_words(row: StandardRow) -> str:
    return f"{formats.typed(row.accuracy)} %"


def _reason_words(row: StandardRow) -> str:
    return " · ".join(part for part in (row.reason or "no reason given", _source_words(row)) if part)


def _source_words(row: StandardRow) -> str:
    approved = f"approved by {row.approved_by}" if row.approved_by else ""
    return " · ".join(part for part in (row.source, approved) if part)


def _review_words(row: StandardRow) -> str:
    if row.review_due is None:
        return "–"
    return f"{formats.day(row.review_due)}{', due' if row.overdue else ''}"


def _review_tone(row: StandardRow) -> theme.Tone:
    return "caution" if row.overdue else ""


def _paint_work_type(painter: QPainter, rect: QRect, row: WorkTypeStandardRow, _palette: QPalette) -> None:
    upper, lower = halves(rect)
    draw_line(painter, upper, row.name, "text" if row.active else "text-3", strong=True)
    width = min(painter.fontMetrics().horizontalAdvance(row.name) + 8, upper.width())
    beside = "review due" if row.overdue else "" if row.active else "inactive"
    draw_line(painter, upper.adjusted(width, 1, 0, 1), beside, "caution" if row.overdue else "text-3", small=True)
    token = "text-2" if row.in_force or row.comes else "caution"
    draw_line(painter, lower, _in_force_words(row), token, small=True)


def _paint_since(painter: QPainter, rect: QRect, row: StandardRow, _palette: QPalette) -> None:
    upper, lower = halves(rect.adjusted(20, 0, 0, 0))
    colours = theme.theme()
    x, y = rect.left() + 6.0, rect.center().y() + 0.5
    painter.setPen(colours.colour("divider"))
    painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
    painter.setPen(colours.colour("accent" if row.in_force else "control"))
    painter.setBrush(colours.colour("accent" if row.in_force else "surface"))
    painter.drawEllipse(QPointF(x, y), 5, 5)
    draw_line(painter, upper, formats.day(row.effective_from), "text", strong=row.in_force)
    until = f"until {formats.day(row.until)}" if row.until else "until further notice"
    draw_line(painter, lower, f"in force, {until}" if row.in_force else until, "text-2", small=True)


def _paint_standard(painter: QPainter, rect: QRect, row: StandardRow, _palette: QPalette) -> None:
    upper, lower = halves(rect)
    draw_line(painter, upper, row.statement, "text", strong=True)
    draw_line(painter, lower, f"{rate_words(row.rate)}, {row.basis.words}", "text-2", small=True)


def _paint_reason(painter: QPainter, rect: QRect, row: StandardRow, _palette: QPalette) -> None:
    upper, lower = halves(rect)
    draw_line(painter, upper, row.reason or "no reason given", "text" if row.reason else "text-3")
    draw_line(painter, lower, _source_words(row), "text-2", small=True)


def count_words(rows: Sequence[WorkTypeStandardRow]) -> str:
    """Count the work types, the reviews that are due, and those that have no standard, or only one to come."""
    due = sum(row.overdue and row.active for row in rows)
    none = [row for row in rows if row.in_force is None and row.active]
    later = sum(row.comes is not None for row in none)
    parts = [
        formats.plural(len(rows), "work type"),
        f"{formats.plural(due, 'review')} due" if due else "",
        f"{len(none) - later} without a standard" if len(none) > later else "",
        f"{later} with a standard to come" if later else "",
    ]
    return " · ".join(part for part in parts if part)
