"""One coder's year on two pages: the pair of each quarter, one time axis, agreements, standards, training."""

from reportlab.platypus import Flowable, PageBreak

from codedesk import formats
from codedesk.metrics.figures import Pace
from codedesk.periods import day_label
from codedesk.reports.grid import Cell, Grid, PrintColumn, figure, strong
from codedesk.reports.packet_pace import charts
from codedesk.reports.packet_summary import pair_of
from codedesk.reports.packet_words import accuracy_cell, pace_cell, pair_heads
from codedesk.reports.page import Document, Heading, document, height_of, kept
from codedesk.reports.prose import Prose
from codedesk.reports.style import BOTTOM, CAPTION, MARGIN, PAPERS, QUIET, TOP
from codedesk.services.reviews import sentences as say
from codedesk.services.reviews.sheets import YearRow

_PLOTS, _SPARE = (132.0, 116.0, 100.0, 86.0), 40.0


def document_of(row: YearRow, paper: str) -> bytes:
    """Return the PDF of a coder's year."""
    year = row.year
    sheet = Document(
        title=f"The year, {year.coder.name}, {row.label}",
        subject=f"Four quarters of pace and accuracy, {row.label}",
        author=year.manager or year.department or "CodeDesk",
        who=year.coder.name,
        when=row.label,
        department=year.department,
        fingerprint=year.fingerprint,
        version=year.version,
        made_on=year.printed_on,
        sample=year.sample,
        pair=pair_heads(year.paired),
    )
    width, height = PAPERS[paper]
    inside = width - 2 * MARGIN, height - TOP - BOTTOM
    return document(sheet, lambda: [*_first(row), PageBreak(), *_second(row, inside)], paper)


def _first(row: YearRow) -> list[Flowable]:
    year = row.year
    who = f"{year.coder.name}, {year.coder.credentials}" if year.coder.credentials else year.coder.name
    days = f"{day_label(year.period.start)} to {day_label(year.period.end)}"
    return [
        Heading(who, 0, outline=f"The year: {year.coder.name}"),
        Prose(f"The year {row.label} · {days} · printed {day_label(year.printed_on)}", style=CAPTION, after=8),
        pair_of(year),
        *kept([Heading("Quarter by quarter"), _quarters(row)]),
        *_agreements(row),
    ]


def _quarters(row: YearRow) -> Flowable:
    columns = (
        PrintColumn("Quarter", 2.2),
        PrintColumn("Days entered", 2.2),
        PrintColumn("Charts", 1.4, "right"),
        PrintColumn("Pace", 2.5, "right"),
        PrintColumn("Accuracy", 4.8, "right"),
    )
    rows: list[tuple[Cell, ...]] = []
    for quarter in row.quarters:
        pace = quarter.paired.pace
        days = _days(pace)
        quality = accuracy_cell(quarter.paired.accuracy, wide=True)
        rows.append((quarter.label, days, formats.count(pace.charts), pace_cell(pace), quality))
    pooled = row.year.paired
    days = _days(pooled.pace)
    charts = strong(formats.count(pooled.pace.charts))
    rows.append(
        (strong("The year, pooled"), days, charts, pace_cell(pooled.pace), accuracy_cell(pooled.accuracy, wide=True))
    )
    return Grid(columns, rows, totals=(len(rows) - 1,), after=8)


def _second(row: YearRow, page: tuple[float, float]) -> list[Flowable]:
    """Return the second page, its charts as high as the rest allows; page: width and height inside the margins."""
    story: list[Flowable] = []
    for plot in _PLOTS:
        weeks = charts(row.year, row.year.period, plot)
        story = [Heading("The year week by week", 0), *weeks, *_standards(row), *_training(row)]
        if height_of(story, page[0]) + _SPARE <= page[1]:
            break
    return story


def _agreements(row: YearRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("What was agreed, and what became of it", keep=60)]
    rows: list[tuple[Cell, ...]] = [
        (quarter.label, figure(goal.goal, goal.measure), goal.outcome or "open")
        for quarter in row.quarters
        for goal in quarter.agreements
    ]
    if not rows:
        return [*story, Prose("No agreement is recorded in these quarters.", style=QUIET)]
    return [
        *story,
        Grid(
            (PrintColumn("Agreed in", 1.6), PrintColumn("Goal and measure", 5), PrintColumn("Outcome", 4)),
            rows,
            after=4,
        ),
    ]


def _standards(row: YearRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("Standards that changed", keep=60)]
    if not row.changed:
        return [*story, Prose("No standard of this work changed in the year.", style=QUIET)]
    columns = (
        PrintColumn("Work type", 3),
        PrintColumn("From", 2),
        PrintColumn("As stated, and accuracy", 4),
        PrintColumn("Reason", 5),
    )
    rows = [
        (
            line.work_type,
            day_label(line.effective_from),
            figure(line.statement, f"accuracy {say.standard_words(line.accuracy / 100)}"),
            line.reason or "no reason recorded",
        )
        for line in row.changed
    ]
    return [*story, Grid(columns, rows, after=4)]


def _training(row: YearRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("Training and education", keep=50)]
    logged = [
        entry for entry in (*row.year.hours.excused, *row.year.hours.counted) if "educat" in entry.category.lower()
    ]
    logged += [
        entry for entry in (*row.year.hours.excused, *row.year.hours.counted) if "train" in entry.category.lower()
    ]
    for entry in logged:
        words = f"{say.opened(entry.category)}: {formats.fixed(entry.hours, 2)} hours in the log of the year."
        story.append(Prose(words, after=3))
    if row.training:
        columns = (
            PrintColumn("Topic", 5),
            PrintColumn("Done", 2),
            PrintColumn("Hours", 1.4, "right"),
            PrintColumn("Outcome", 4),
        )
        rows = [
            (
                item.topic,
                day_label(item.done_on) if item.done_on else "not yet",
                formats.NOT_ENTERED if item.hours is None else formats.fixed(item.hours, 2),
                item.outcome or "–",
            )
            for item in row.training
        ]
        story.append(Grid(columns, rows, after=4))
    if not logged and not row.training:
        story.append(Prose("No training is recorded in the year.", style=QUIET))
    return story


def _days(pace: Pace) -> str:
    beside = f", {formats.count(pace.days_beside)} beside" if pace.days_beside else ""
    return f"{formats.count(pace.days_entered)} of {formats.count(pace.days_due)} due{beside}"
