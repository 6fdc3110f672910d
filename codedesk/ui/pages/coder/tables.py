"""The tables of the page as columns: work types, hours taken out, rework and events. No figure is made here."""

from dataclasses import replace

from codedesk import formats
from codedesk.charts import findings
from codedesk.metrics.figures import Accuracy, Answer, ReworkShare, WorkTypeFigures
from codedesk.periods import monday
from codedesk.services.flow.reworks import ReworkEntryRow
from codedesk.services.people.coder_view import CoderPageRow
from codedesk.services.reviews.rework_rows import others_apart
from codedesk.services.reviews.rows import CauseRow, HoursRow
from codedesk.ui.dialogs.reworks import REWORKS
from codedesk.ui.widgets.table import TableColumn

OF_CODER = replace(
    REWORKS,
    columns=tuple(column for column in REWORKS.columns if column.key != "coder"),
    title="Rework",
    empty="Nothing was reopened.",
)
"""Rework and denials of one coder."""


def work_type_columns() -> tuple[TableColumn[WorkTypeFigures], ...]:
    """Return work type, charts, hours, rate, standard, pace, and that type's accuracy with its sample."""
    return (
        TableColumn("work_type", "Work type", 132, text=lambda row: row.work_type, tooltip=_pair),
        TableColumn("charts", "Charts", 60, "right", text=lambda row: formats.count(row.charts)),
        TableColumn("hours", "Hours", 64, "right", text=_hours),
        TableColumn("rate", "Rate", 76, "right", text=_rate),
        TableColumn("standard", "Standard", 180, text=_standard, tooltip=_standard, stretch=True),
        TableColumn("pace", "Pace", 72, "right", text=_pace, tooltip=_pair),
        TableColumn("accuracy", "Accuracy", 80, "right", text=_accuracy, tooltip=_pair),
        TableColumn("sample", "Interval and sample", 204, text=_sample, tooltip=_pair),
    )


def hours_columns() -> tuple[TableColumn[HoursRow], ...]:
    """Return category, hours and what they do to the productive hours."""
    return (
        TableColumn("category", "Other time", 150, text=lambda row: row.category, stretch=True),
        TableColumn("hours", "Hours", 70, "right", text=lambda row: formats.hours(row.hours)),
        TableColumn("kind", "Hours of the pace", 160, text=lambda row: row.kind.effect),
    )


def cause_columns() -> tuple[TableColumn[CauseRow], ...]:
    """Return the cause, where it lies, and how many findings."""
    return (
        TableColumn(
            "cause", "Root cause", 180, text=lambda row: row.cause, tooltip=lambda row: row.cause, stretch=True
        ),
        TableColumn("origin", "Lies in", 110, text=lambda row: row.lies_in),
        TableColumn("count", "Findings", 96, "right", text=lambda row: formats.count(row.count)),
    )


def answer_columns() -> tuple[TableColumn[Answer], ...]:
    """Return the week and the scope of the signal, what was said, by whom and when, and whether it may be printed."""
    return (
        TableColumn("since", "Week of", 110, text=lambda row: formats.day(monday(row.since))),
        TableColumn("scope", "Signal of", 160, text=lambda row: row.scope, tooltip=lambda row: row.scope),
        TableColumn("words", "Answer", 220, text=lambda row: row.words, tooltip=lambda row: row.words, stretch=True),
        TableColumn("by", "By", 140, text=lambda row: row.by, tooltip=lambda row: row.by),
        TableColumn("on", "On", 96, text=lambda row: formats.day(row.on)),
        TableColumn("packet", "Packet", 90, text=lambda row: "may stand in" if row.in_packet else "private"),
    )


def hours_words(page: CoderPageRow) -> str:
    """Say how the productive hours came about, so that the denominator can be checked."""
    pace = page.block.paired.pace
    if pace.paid_hours is None:
        return f"Productive hours: {formats.hours(pace.productive_hours)}."
    return (
        f"Paid {formats.hours(pace.paid_hours)} h − excused {formats.hours(pace.excused_hours)} h → "
        f"productive {formats.hours(pace.productive_hours)} h; utilisation {formats.percent(pace.utilisation)}."
    )


def rework_words(rework: ReworkShare | None, reworked: tuple[ReworkEntryRow, ...] = ()) -> str:
    """Say how much was reopened, of how much; what is no coder's error apart."""
    if rework is None:
        return f"No rework was entered for this period.{others_apart(reworked)}"
    share = formats.percent(rework.value)
    of = formats.plural(rework.of, "chart")
    words = f"{formats.plural(rework.charts, 'chart')} reopened for the coder's error, of {of} coded: {share}."
    return words + others_apart(reworked)


def _standard(row: WorkTypeFigures) -> str:
    return row.standard


def _hours(row: WorkTypeFigures) -> str:
    return "by day only" if row.hours is None else formats.hours(row.hours)


def _rate(row: WorkTypeFigures) -> str:
    return f"{formats.number(row.charts / row.hours)} /h" if row.hours else formats.NOT_AVAILABLE


def _pace(row: WorkTypeFigures) -> str:
    return formats.percent(row.paired.pace.value)


def _accuracy(row: WorkTypeFigures) -> str:
    accuracy = row.paired.accuracy
    return formats.percent(accuracy.value, accuracy.standard) if isinstance(accuracy, Accuracy) else "not audited"


def _sample(row: WorkTypeFigures) -> str:
    accuracy = row.paired.accuracy
    if not isinstance(accuracy, Accuracy):
        return "0 charts"
    return f"{formats.interval(accuracy.low, accuracy.high)}, {findings.sample_words(accuracy)}"


def _pair(row: WorkTypeFigures) -> str:
    return f"{row.work_type}: {findings.pair_words(row.paired)}\nEnter tells how both are made."
