"""Page 2: two control charts on one time axis, the table by work type, and the hours behind the denominator."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from codedesk import formats
from codedesk.charts import mix
from codedesk.charts.control import accuracy_chart, pace_chart
from codedesk.charts.findings import Subject
from codedesk.charts.picture import Chart, MarkKind, ValueAxis
from codedesk.metrics.charted import UNLIKELY_PACE
from codedesk.metrics.figures import Part, WorkTypeFigures
from codedesk.periods import Period
from codedesk.reports.chart import TimeChart
from codedesk.reports.grid import Cell, Grid, PrintColumn, figure, strong
from codedesk.reports.marks import MarkKey, Shape
from codedesk.reports.packet_words import accuracy_cell, pace_cell, sentence
from codedesk.reports.page import Heading, kept
from codedesk.reports.prose import Prose
from codedesk.reports.style import CAPTION, CAPTION_STRONG, QUIET, TABLE, TABLE_STRONG
from codedesk.reports.terms import Term, TermsInColumns
from codedesk.services.figures.mix_rows import MixRow
from codedesk.services.reviews import sentences as say
from codedesk.services.reviews.rows import HoursRow, PacketRow

_DUST, _KEPT_ROWS, _EARNED = 0.005, 1, "Earned, "
_HOURS_NOTE = "The hours of all work are the productive hours of the days, whether or not they are known for each line."
PLOT, _HANG = 72.0, 14.0
_EVENTS_IN_LINES = 2
SPECIAL = "look at the hours first"
_MARK_WORDS: tuple[tuple[MarkKind, str], ...] = (
    ("common", "usual variation"),
    ("improvement", "marked, upwards"),
    ("concern", "marked, downwards"),
    ("special", SPECIAL),
)


def pages(row: PacketRow) -> list[Flowable]:
    """Return pace with accuracy."""
    return [
        Heading("Pace with accuracy", 0),
        *charts(row, row.period),
        *_trends(row),
        *_work_types(row),
        *_hours(row),
        *_signals(row),
    ]


def charts(
    subject: Subject, period: Period, plot_height: float = PLOT, pace_y: ValueAxis | None = None
) -> list[Flowable]:
    """Return both charts on one time axis, the key of their marks, and the events in full.

    They begin with what is known of the three quarters before the period, which is set off from them.
    """
    span = shown(subject, period)
    pace, accuracy = pace_chart(subject, span, pace_y, reviewed=period), accuracy_chart(subject, span, reviewed=period)
    return drawn_pair(pace, accuracy, plot_height)


def drawn_pair(pace: Chart, accuracy: Chart, plot_height: float) -> list[Flowable]:
    """Return two charts that are made already, the key of their marks, and the events in full."""
    used = {point.mark for chart in (pace, accuracy) for point in chart.points if point.value is not None}
    words_of = {**dict(_MARK_WORDS), "special": _special_words(pace, accuracy)}
    marks: list[tuple[Shape, str]] = [(mark, words_of[mark]) for mark, _ in _MARK_WORDS if mark in used]
    if any(point.part and point.value is not None for point in pace.points):
        marks.append(("part", "part of a week"))
    if any(point.value is not None for point in accuracy.points):
        marks.append(("audited", "audited, with its 95 % interval"))
    story: list[Flowable] = [
        TimeChart(pace, plot_height, dates=bool(accuracy.empty)),
        TimeChart(accuracy, plot_height),
    ]
    if marks:
        story.append(MarkKey(marks))
    return [*story, *_events_below(pace)]


def shown(subject: Subject, period: Period) -> Period:
    """Return the days that the charts show: from the first week behind the period that has a point."""
    first = next((point.week for point in subject.trend.behind if point.value is not None), period.start)
    return Period(min(first, period.start), period.end)


def _special_words(pace: Chart, accuracy: Chart) -> str:
    """Say what a square means here: a week that the process explains, or one whose hours are to be looked at."""
    values = [point.value for point in pace.points if point.mark == "special" and point.value is not None]
    unlikely = any(value > UNLIKELY_PACE for value in values)
    explained = any(value <= UNLIKELY_PACE for value in values) or any(
        each.mark == "special" for each in accuracy.points
    )
    words = ("explained by the process", SPECIAL)
    return " or ".join(word for word, there in zip(words, (explained, unlikely), strict=True) if there) or words[1]


def _events_below(chart: Chart) -> list[Flowable]:
    """Tell the events in full, under the numbers that they have in both charts; many in one paragraph."""
    if len(chart.bands) > _EVENTS_IN_LINES:
        words = [
            run
            for number, band in enumerate(chart.bands, 1)
            for run in ((f"{number}{formats.NO_BREAK}", CAPTION_STRONG), (f"{formats.NO_BREAK}{band.text}.  ", CAPTION))
        ]
        return [Prose(*words, after=6)]
    return [
        Prose(
            (band.text, CAPTION),
            lead=(str(number), CAPTION_STRONG),
            indent=_HANG,
            after=6 if number == len(chart.bands) else 1,
        )
        for number, band in enumerate(chart.bands, 1)
    ]


def _trends(row: PacketRow) -> list[Flowable]:
    words = f"{say.trend_sentence(row.trend)} {say.trend_sentence(row.accuracy_trend)}"
    story: list[Flowable] = [Prose((words + _points(row), CAPTION), after=2)]
    if row.mix is not None and mix.worth_telling(row.mix):
        story.append(Prose(("Mix: ", CAPTION_STRONG), (_mix_words(row.mix), CAPTION), after=2))
    return story


def _mix_words(row: MixRow) -> str:
    """Say what of the change of pace since the period before is mix, and the accuracy beside it."""
    return f"{mix.sentence(row)} {mix.accuracy_sentence(row)}"


def _points(row: PacketRow) -> str:
    """Print every point of both charts, so that their means can be checked by hand."""
    weekly = [(point.value, point.part) for point in row.trend.points]
    audited = [point.value for point in row.accuracy_trend.points if point.value is not None]
    if not any(value is not None for value, _ in weekly):
        return ""
    pace = ", ".join(
        ("–" if value is None else formats.percent_number(value)) + (f" ({part} only)" if part else "")
        for value, part in weekly
    )
    quality = ", ".join(map(formats.percent_number, audited)) or "not audited"
    return f" Points in %: weekly pace {pace} (– is a gap); accuracy {quality}."


def _signals(row: PacketRow) -> list[Flowable]:
    if not row.signals:
        return []
    quality = f"To be read with the accuracy of the period: {say.accuracy_words(row.paired.accuracy)}."
    story: list[Flowable] = [Heading("What stands out", keep=60, note=quality)]
    return [*story, *signal_lines(row)]


def signal_lines(row: PacketRow) -> list[Flowable]:
    """Tell each signal of a coder in a line: what of it is the process, and what is a question."""
    story: list[Flowable] = []
    for signal in row.signals:
        kind = "Process" if signal.kind == "process" else "Question"
        words = signal.text
        if signal.answer is not None:
            kind, words = "Answered", " – ".join(part for part in (signal.statement, signal.answer.said) if part)
        words = words.removeprefix(f"{row.coder.name}: ")
        story.append(Prose((f"{kind}: ", TABLE_STRONG), (sentence(words), TABLE), after=3))
    return story


def _work_types(row: PacketRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("By work type", keep=90)]
    if not row.work_types:
        return [*story, Prose("No charts were logged in this period.", style=QUIET)]
    columns = (
        PrintColumn("Work type", 4.6),
        PrintColumn("Charts", 1.2, "right"),
        PrintColumn("Hours", 1.3, "right"),
        PrintColumn("Per hour", 1.3, "right"),
        PrintColumn("Earned", 1.3, "right"),
        PrintColumn("Pace", 2.1, "right"),
        PrintColumn("Accuracy", 3.3, "right"),
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
    story.append(Grid(columns, [*rows, total], totals=(len(rows),), after=3))
    by_line = sum(figures.hours or 0.0 for figures in row.work_types)
    if abs(by_line - pooled.pace.productive_hours) > _DUST:
        story.append(Prose(_HOURS_NOTE, style=CAPTION, after=3))
    return kept(story) if len(rows) <= _KEPT_ROWS else story


def _earned(row: PacketRow) -> list[Flowable]:
    """Work each type's earned hours out, standard by standard, and name the charts that earn nothing."""
    parts = [part for part in row.paired.pace.explanation.parts if part.name.startswith(_EARNED)]
    story: list[Flowable] = []
    if parts:
        sums = "; ".join(_sum(part, parts) for part in parts)
        story.append(Prose(("Earned hours: ", CAPTION_STRONG), (f"{sums}.", CAPTION)))
    data = row.completeness
    if data.charts_hours_missing:
        days = formats.plural(data.days_hours_missing, "day")
        outside = ", ".join(f"{formats.count(charts)} {name}" for name, charts in data.charts_hours_missing)
        story.append(Prose(f"Charts of {days} without hours are counted and earn nothing: {outside}.", style=CAPTION))
    if data.charts_without_standard:
        words = f"{formats.plural(data.charts_without_standard, 'chart')} of work without a standard earn nothing."
        story.append(Prose(words, style=CAPTION))
    return story


def _sum(part: Part, parts: Sequence[Part]) -> str:
    """Write one sum, with its standard where a work type had more than one."""
    several = sum(part.name == other.name for other in parts) > 1
    stated = f" ({part.source})" if several and part.source else ""
    return f"{part.name.removeprefix(_EARNED)} {part.value}{stated}"


def _work_type(figures: WorkTypeFigures) -> tuple[Cell, ...]:
    hours = formats.NOT_AVAILABLE if figures.hours is None else formats.fixed(figures.hours, 2)
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
    terms = [Term("Paid hours entered", "", formats.fixed(balance.paid_hours, 2))]
    if balance.line_hours:
        terms.append(Term("Days logged by line", "hours of the lines", f"+{formats.fixed(balance.line_hours, 2)}"))
    if balance.of_sums:
        terms.append(Term("Months known as sums", "their productive hours", f"+{formats.fixed(balance.of_sums, 2)}"))
    terms += [
        Term(say.opened(entry.category), f"{entry.kind.words}: taken out", _minus(entry.hours))
        for entry in balance.excused
    ]
    if balance.beyond_paid:
        words = "a day has never less than 0 hours: added back"
        added = f"+{formats.fixed(balance.beyond_paid, 2)}"
        terms.append(Term("Excused beyond the paid hours of a day", words, added))
    if balance.without_standard:
        words = "no standard in force: taken out"
        terms.append(Term("Work without a standard", words, _minus(balance.without_standard)))
    terms.append(Term("Productive hours", "", f"= {formats.fixed(balance.productive_hours, 2)}", result=True))
    story: list[Flowable] = [Heading("The hours behind the pace", keep=80), TermsInColumns(terms)]
    beside = _aside("Counted as productive", balance.counted), _aside("Absence, not in paid hours", balance.absence)
    if any(beside):
        story.append(Prose(" ".join(words for words in beside if words), style=CAPTION, after=2))
    return kept([*story, *_earned(row)])


def _minus(value: float) -> str:
    return f"−{formats.fixed(value, 2)}"


def _aside(title: str, hours: tuple[HoursRow, ...]) -> str:
    if not hours:
        return ""
    words = ", ".join(f"{entry.category} {formats.fixed(entry.hours, 2)}" for entry in hours)
    return f"{title}: {words} hours."
