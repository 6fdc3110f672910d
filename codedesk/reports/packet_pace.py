"""Page 2: two control charts on one time axis, the table by work type, and the hours behind the denominator."""

from reportlab.platypus import Flowable

from codedesk import formats
from codedesk.charts.control import accuracy_chart, pace_chart
from codedesk.charts.picture import Chart, MarkKind
from codedesk.metrics.figures import Accuracy, WorkTypeFigures
from codedesk.reports.chart import MarkKey, TimeChart
from codedesk.reports.grid import Cell, Column, Grid, figure, strong
from codedesk.reports.packet_words import accuracy_cell, pace_cell
from codedesk.reports.page import Heading, kept
from codedesk.reports.prose import Prose
from codedesk.reports.style import BODY_QUIET, BODY_STRONG, CAPTION, CAPTION_STRONG
from codedesk.services.reviews import sentences as say
from codedesk.services.reviews.rows import HoursRow, PacketRow

_MARK_WORDS: tuple[tuple[MarkKind, str], ...] = (
    ("common", "usual variation"),
    ("improvement", "signal upwards"),
    ("concern", "signal downwards"),
    ("special", "look at the hours first"),
)


def pages(row: PacketRow) -> list[Flowable]:
    """Return pace with accuracy."""
    return [
        Heading("Pace with accuracy", 0),
        *_charts(row),
        *_signals(row),
        *_work_types(row),
        *_hours(row),
    ]


def _charts(row: PacketRow) -> list[Flowable]:
    pace, accuracy = pace_chart(row, row.period), accuracy_chart(row, row.period)
    used = {point.mark for chart in (pace, accuracy) for point in chart.points if point.value is not None}
    story: list[Flowable] = [TimeChart(pace, dates=bool(accuracy.empty)), TimeChart(accuracy)]
    if used:
        story.append(MarkKey(tuple((mark, words) for mark, words in _MARK_WORDS if mark in used)))
    return [*story, *events_below(pace)]


def events_below(chart: Chart) -> list[Flowable]:
    """Tell the events in full, under the numbers that they have in both charts."""
    return [
        Prose((f"{number}  ", CAPTION_STRONG), (band.text, CAPTION), after=6 if number == len(chart.bands) else 1)
        for number, band in enumerate(chart.bands, 1)
    ]


def _signals(row: PacketRow) -> list[Flowable]:
    story: list[Flowable] = [
        Prose(f"{say.trend_sentence(row.trend)} {say.trend_sentence(row.accuracy_trend)}", after=3)
    ]
    if isinstance(row.paired.accuracy, Accuracy):
        words = say.accuracy_words(row.paired.accuracy).rstrip(")")
        story.append(Prose(f"Period: accuracy {words}; {say.independent_words(row.paired.accuracy)}).", after=3))
    for signal in row.signals:
        kind = "Process" if signal.kind == "process" else "Question"
        words = signal.text.removeprefix(f"{row.coder.name}: ")
        story.append(Prose((f"{kind}: ", BODY_STRONG), _sentence(words), after=2))
    if row.signals:
        quality = say.accuracy_words(row.paired.accuracy)
        story.append(Prose(f"To be read with the accuracy of the period: {quality}.", after=3))
    return story


def _sentence(words: str) -> str:
    return say.opened(words) if words.endswith((".", "?", "!")) else f"{say.opened(words)}."


def _work_types(row: PacketRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("By work type", keep=90)]
    if not row.work_types:
        return [*story, Prose("No charts were logged in this period.", style=BODY_QUIET)]
    columns = (
        Column("Work type", 3.6),
        Column("Charts", 1.2, "right"),
        Column("Hours", 1.3, "right"),
        Column("Per hour", 1.35, "right"),
        Column("Earned", 1.3, "right"),
        Column("Pace", 2.3, "right"),
        Column("Accuracy", 3.6, "right"),
    )
    rows = [_work_type(figures) for figures in row.work_types]
    pooled = row.paired
    total: tuple[Cell, ...] = (
        strong("All work"),
        strong(formats.count(sum(figures.charts for figures in row.work_types))),
        strong(formats.fixed(pooled.pace.productive_hours, 2)),
        "",
        strong(formats.fixed(pooled.pace.earned_hours, 2)),
        pace_cell(pooled.pace),
        accuracy_cell(pooled.accuracy),
    )
    note = "The hours of all work are the productive hours of the days, whether or not they are known for each line."
    grid = Grid(columns, [*rows, total], totals=(len(rows),), after=3)
    return kept([*story, grid, Prose(note, style=CAPTION)])


def _work_type(figures: WorkTypeFigures) -> tuple[Cell, ...]:
    hours = formats.NOT_ENTERED if figures.hours is None else formats.fixed(figures.hours, 2)
    rate = formats.NOT_AVAILABLE
    if figures.hours:
        rate = formats.fixed(figures.charts / figures.hours, 2)
    return (
        figure(figures.work_type, figures.standard or "no standard in force"),
        formats.count(figures.charts),
        hours,
        rate,
        formats.fixed(figures.earned_hours, 2),
        pace_cell(figures.paired.pace, "hours not by line"),
        accuracy_cell(figures.paired.accuracy),
    )


def _hours(row: PacketRow) -> list[Flowable]:
    balance = row.hours
    story: list[Flowable] = [Heading("The hours behind the pace", keep=80)]
    columns = (Column("Hours", 6), Column("Kind", 5), Column("Sum", 2, "right"))
    rows: list[tuple[Cell, ...]] = [("Paid hours entered", "", formats.fixed(balance.paid_hours, 2))]
    if balance.line_hours:
        rows.append(("Days logged by line", "hours of the lines", f"+{formats.fixed(balance.line_hours, 2)}"))
    rows += [(say.opened(entry.category), "excused: taken out", _minus(entry.hours)) for entry in balance.excused]
    if balance.beyond_paid:
        words = "a day has never less than 0 hours: added back"
        rows.append(("Excused beyond the paid hours of a day", words, f"+{formats.fixed(balance.beyond_paid, 2)}"))
    if balance.without_standard:
        words = "no standard in force: taken out"
        rows.append(("Work without a standard", words, _minus(balance.without_standard)))
    rows.append(("Productive hours", "", formats.fixed(balance.productive_hours, 2)))
    story.append(Grid(columns, rows, totals=(len(rows) - 1,), after=4))
    story += _aside("Counted as productive", balance.counted) + _aside("Absence, not in paid hours", balance.absence)
    return kept(story)


def _minus(value: float) -> str:
    return f"−{formats.fixed(value, 2)}"


def _aside(title: str, hours: tuple[HoursRow, ...]) -> list[Flowable]:
    if not hours:
        return []
    words = ", ".join(f"{entry.category} {formats.fixed(entry.hours, 2)}" for entry in hours)
    return [Prose(f"{title}: {words} hours.", style=CAPTION, after=2)]
