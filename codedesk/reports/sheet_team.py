"""The team's quarter: pooled pair, everybody by name, events, signals, errors, rework and what was audited."""

from dataclasses import replace

from reportlab.platypus import Flowable

from codedesk import formats
from codedesk.charts.axes import close_pace_axis
from codedesk.charts.pareto import error_pareto
from codedesk.methods import method_words
from codedesk.metrics.figures import Block, Paired
from codedesk.models.rework import ReworkCause, ReworkOutcome
from codedesk.periods import day_label
from codedesk.reports.chart import BarsDrawn
from codedesk.reports.grid import Cell, Grid, PrintColumn, figure, strong
from codedesk.reports.packet_pace import charts
from codedesk.reports.packet_summary import pair_of
from codedesk.reports.packet_words import accuracy_cell, pace_cell, pair_heads
from codedesk.reports.page import Document, Heading, document, kept
from codedesk.reports.pair import Pair
from codedesk.reports.prose import Prose
from codedesk.reports.style import CAPTION, QUIET, TABLE, TABLE_STRONG
from codedesk.services.reviews import sentences as say
from codedesk.services.reviews.sheets import TeamCoderRow, TeamSheetRow

_PLOT = 66.0
_PROCESSES = (ReworkCause.DOCUMENTATION, ReworkCause.SYSTEM, ReworkCause.PAYER)


def document_of(row: TeamSheetRow, paper: str) -> bytes:
    """Return the PDF of the team's quarter."""
    sheet = Document(
        title=f"The team’s quarter, {row.department}, {row.label}".replace(", ,", ","),
        subject=f"Pace and accuracy of the team, {row.label}",
        author=row.manager or row.department or "CodeDesk",
        who=row.department or "The team",
        when=row.label,
        department=row.department,
        fingerprint=row.fingerprint,
        version=row.version,
        made_on=row.printed_on,
        sample=row.sample,
        pair=pair_heads(row.figures.team.paired),
        confidential="Confidential: personnel records",
    )
    return document(sheet, lambda: _pages(row), paper)


def _pages(row: TeamSheetRow) -> list[Flowable]:
    return [
        Heading(f"The team’s quarter: {row.label}", 0),
        Prose(_who(row), style=CAPTION, after=8),
        *_pair(row),
        *_coders(row),
        *_charts(row),
        *_signals(row),
        *_errors(row),
        *_rework(row),
    ]


def _who(row: TeamSheetRow) -> str:
    days = f"{day_label(row.period.start)} to {day_label(row.period.end)}"
    manager = f" · manager {row.manager}" if row.manager else ""
    return f"{days} · {formats.plural(len(row.coders), 'coder')}{manager} · printed {day_label(row.printed_on)}"


def _pair(row: TeamSheetRow) -> list[Flowable]:
    then = say.change_sentence(row.figures.team.paired, row.earlier, row.earlier_label)
    story: list[Flowable] = [_blocks(row.figures.team.paired, row), Prose(say.opened(then), style=CAPTION, after=4)]
    for other in row.figures.team.other_methods:
        words = f"Audited by another method, not pooled with the above: {method_words(other.method)} "
        story.append(Prose(words + say.accuracy_words(other), style=CAPTION, after=2))
    return story


def _blocks(paired: Paired, row: TeamSheetRow) -> Pair:
    pace = paired.pace
    if not pace.on_ramp or pace.value is None or pace.to_ramp is None:
        return pair_of(row.figures.team)
    sentence = (
        f"With learners on ramps {formats.percent(pace.expected)} of the standard was expected; "
        f"{formats.percent(pace.value, 1.0)} is {formats.percent(pace.to_ramp, 1.0)} of that."
    )
    return pair_of(row.figures.team, pace_words=(sentence, "expected with ramps"))


def _coders(row: TeamSheetRow) -> list[Flowable]:
    columns = (
        PrintColumn("Coder, by name", 2.8),
        PrintColumn("Data", 2.5),
        PrintColumn("Pace", 2.2, "right"),
        PrintColumn("Accuracy", 4.1, "right"),
        PrintColumn("Audited", 1.5, "right"),
    )
    rows = [_coder(block, data) for block, data in zip(row.figures.coders, row.coders, strict=True)]
    team = row.figures.team.paired
    audited = sum(data.charts_audited for data in row.coders)
    total: tuple[Cell, ...] = (
        strong("All, pooled"), _days(row.figures.team), pace_cell(team.pace), accuracy_cell(team.accuracy),
        figure(formats.plural(audited, "chart"), f"{formats.plural(sum(d.audits for d in row.coders), 'audit')}"),
    )  # fmt: skip
    note = (
        "Pooled figures are made from all charts and hours together; they are no average of the rows. Audited counts "
        "every audit of the quarter, also focused ones and those by another method, which do not feed the accuracy."
    )
    return [
        Heading("Everybody, by name", keep=90, note="The order says nothing; case mix and ramps differ."),
        Grid(columns, [*rows, total], totals=(len(rows),), after=3),
        Prose(note, style=CAPTION, after=4),
    ]


def _coder(block: Block, data: TeamCoderRow) -> tuple[Cell, ...]:
    pace = block.paired.pace
    charts = formats.plural(data.charts_audited, "chart")
    unknown = f"{formats.plural(data.charts_unknown, 'audit')} of unknown size" if data.charts_unknown else ""
    ramp = f"on a ramp: {formats.percent(pace.expected)} expected" if pace.on_ramp else ""
    return (
        figure(block.coder, ramp),
        figure("; ".join(data.gaps) or _days(block)),
        pace_cell(pace),
        accuracy_cell(block.paired.accuracy),
        figure(charts, formats.plural(data.audits, "audit"), unknown),
    )


def _days(block: Block) -> str:
    pace = block.paired.pace
    beside = f", {formats.count(pace.days_beside)} beside" if pace.days_beside else ""
    return f"{formats.count(pace.days_entered)} of {formats.plural(pace.days_due, 'due day')}{beside}"


def _charts(row: TeamSheetRow) -> list[Flowable]:
    team = row.figures.team
    whole = replace(team.trend, points=(*team.trend.behind, *team.trend.points))
    return [
        Heading("The quarter week by week", keep=300),
        *charts(team, row.period, _PLOT, pace_y=close_pace_axis(whole)),
    ]


def _signals(row: TeamSheetRow) -> list[Flowable]:
    title = "Signals of the team’s work"
    found = [signal.with_answer for signal in row.figures.team.signals]
    if not found:
        return [Heading(title, keep=30), Prose("None in this quarter.", style=QUIET)]
    quality = f"To be read with the team’s accuracy: {say.accuracy_words(row.figures.team.paired.accuracy)}."
    lines = [Prose(("Process: ", TABLE_STRONG), (text, TABLE), after=2) for text in found]
    return [Heading(title, keep=30, note=quality), *lines]


def _errors(row: TeamSheetRow) -> list[Flowable]:
    known = not any(coder.charts_unknown for coder in row.coders)
    charts = sum(coder.charts_audited for coder in row.coders) if known else None
    errors = [replace(error, category=say.opened(error.category)) for error in row.errors]
    bars = BarsDrawn(error_pareto(errors, row.label, row.earlier_label, charts))
    return kept([Heading("What audits found, all coders together"), bars])


def _rework(row: TeamSheetRow) -> list[Flowable]:
    """Tell what came back by cause: documentation, systems and payers ask about a process, and stand before persons."""
    reopened, title = row.reopened, "What came back outside audits"
    if not reopened.charts:
        return [Heading(title, keep=14), Prose("No chart was reopened in this quarter.", style=QUIET)]
    causes: tuple[tuple[str, int, str], ...] = (
        *((cause.words, getattr(reopened, cause.value), "a process") for cause in _PROCESSES),
        (ReworkCause.CODER.words, reopened.coder, "counts as rework"),
        (ReworkOutcome.OVERTURNED.words, reopened.overturned, "nobody’s error"),
    )
    columns = (
        PrintColumn("Cause", 3.0),
        PrintColumn("Charts", 1.2, "right"),
        PrintColumn("Of charts coded", 1.8, "right"),
        PrintColumn("What it is", 4.6),
    )
    lines: list[tuple[Cell, ...]] = [
        (name, formats.count(charts), _of(charts, reopened.coded), what) for name, charts, what in causes if charts
    ]
    total = strong("All"), formats.count(reopened.charts), _of(reopened.charts, reopened.coded), ""
    note = (
        f"Rework by a coder’s error: {formats.plural(reopened.coder, 'chart')} of {formats.count(reopened.coded or 0)}"
    )
    return [
        Heading(title, keep=90),
        Grid(columns, [*lines, total], totals=(len(lines),), after=3),
        Prose(f"{note} coded. By coder it stands in each packet, beside the accuracy.", style=CAPTION),
    ]


def _of(charts: int, coded: int | None) -> str:
    return f"{formats.fixed(100 * charts / coded, 2)}{formats.NO_BREAK}%" if coded else ""
