"""Page 3: the audits with first and final result, the errors, causes apart, focused audits, rework."""

from dataclasses import replace
from operator import itemgetter

from reportlab.platypus import Flowable

from codedesk import formats
from codedesk.charts.pareto import error_pareto
from codedesk.methods import method_words
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.models.finding_lists import Origin
from codedesk.periods import day_label
from codedesk.reports.chart import BarsDrawn
from codedesk.reports.grid import Cell, Grid, PrintColumn, figure
from codedesk.reports.packet_words import accuracy_cell
from codedesk.reports.page import Heading, kept
from codedesk.reports.prose import Prose
from codedesk.reports.style import CAPTION, QUIET
from codedesk.services.reviews import sentences as say
from codedesk.services.reviews.counts import charts_behind
from codedesk.services.reviews.rework_rows import others_apart
from codedesk.services.reviews.rows import CauseRow, PacketAuditRow, PacketRow


def pages(row: PacketRow) -> list[Flowable]:
    """Return quality."""
    return [
        Heading("Quality", 0),
        Prose(say.accuracy_sentence(row.paired.accuracy), after=6),
        *_small_sample(row.paired.accuracy),
        *_audits(row),
        *_errors(row),
        *_causes(row),
        *_focused(row),
        *_rework(row),
    ]


def _small_sample(accuracy: Accuracy | NotAudited) -> list[Flowable]:
    """Say what would settle the question, and the likely range given the team."""
    if isinstance(accuracy, NotAudited):
        return []
    words = " ".join(filter(None, (say.settle_words(accuracy), say.likely_sentence(accuracy))))
    return [Prose(words, style=CAPTION, after=6)] if words else []


def _audits(row: PacketRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("Audits that feed the accuracy", keep=80)]
    if not row.audits:
        return [*story, Prose("No audit of this period feeds the accuracy.", style=QUIET)]
    story.append(_audit_table(row.audits))
    accuracy = row.paired.accuracy
    if isinstance(accuracy, Accuracy):
        story.append(Prose(_pooled(accuracy), style=CAPTION, after=2))
    for other in row.other_methods:
        words = f"Audited by another method, not pooled with the above: {method_words(other.method)} "
        story.append(Prose(words + say.accuracy_words(other), style=CAPTION, after=2))
    return story


def _pooled(accuracy: Accuracy) -> str:
    words = (
        f"Pooled over {formats.plural(accuracy.audits, 'audit')}: {say.sample_of(accuracy)} = "
        f"{formats.percent(accuracy.value, accuracy.standard)}; {say.interval_of(accuracy)}; "
        f"{say.independent_words(accuracy)}; {method_words(accuracy.method)}."
    )
    if abs(accuracy.first_value - accuracy.value) > 5e-7:
        words += f" Before answers: {formats.percent(accuracy.first_value, accuracy.standard)}."
    words += "".join(f" {remark}" for remark in accuracy.explanation.remarks[:1])
    if accuracy.deleted:
        words += f" Beside it, {formats.plural(accuracy.deleted, 'code')} deleted as not supported (over-coding)."
    return words


def _audit_table(audits: tuple[PacketAuditRow, ...]) -> Grid:
    columns = (
        PrintColumn("Date", 1.75),
        PrintColumn("Audit", 3.2),
        PrintColumn("Work and selection", 2.4),
        PrintColumn("Method", 2.1),
        PrintColumn("First result", 1.6, "right"),
        PrintColumn("Final result", 3.0, "right"),
    )
    return Grid(columns, [_audit(audit) for audit in audits], after=4)


def _audit(audit: PacketAuditRow) -> tuple[Cell, ...]:
    covered = ""
    if audit.period_from and audit.period_to:
        covered = f"{day_label(audit.period_from)} to {day_label(audit.period_to)}"
    version = f"version {audit.method_version}" if audit.method_version else ""
    return (
        figure(day_label(audit.day), audit.state.words),
        figure(audit.name, audit.auditor and f"by {audit.auditor}", covered),
        figure(audit.work_type or "all work", audit.selection.words, audit.phase.words),
        figure(method_words(audit.method), version),
        _first(audit),
        accuracy_cell(audit.result),
    )


def _first(audit: PacketAuditRow) -> Cell:
    if isinstance(audit.result, NotAudited):
        return figure("no result")
    withdrawn = f"{formats.plural(audit.withdrawn, 'finding')} withdrawn" if audit.withdrawn else ""
    return figure(formats.percent(audit.result.first_value, audit.result.standard), withdrawn)


def _errors(row: PacketRow) -> list[Flowable]:
    errors = [replace(error, category=say.opened(error.category)) for error in row.errors]
    chart = error_pareto(errors, row.label, row.earlier.label, charts_behind(row))
    body = Prose(chart.empty, style=QUIET) if chart.empty else BarsDrawn(chart)
    return kept([Heading("What was found"), body])


def _causes(row: PacketRow) -> list[Flowable]:
    if not row.causes:
        return []
    apart = tuple(cause for cause in row.causes if cause.origin not in (Origin.CODER, ""))
    unknown = sum(cause.count for cause in row.causes if cause.origin == "")
    rows = [_origin(origin, found) for origin in Origin if (found := _of_origin(row.causes, origin))]
    story: list[Flowable] = [Heading("Why it came about", keep=60)]
    if rows:
        columns = (PrintColumn("Lies in", 2.4), PrintColumn("Findings", 1.6, "right"), PrintColumn("Causes", 8.6))
        story.append(Grid(columns, rows, after=3))
    story.append(Prose(_apart_words(apart, unknown), style=CAPTION, after=2))
    return kept(story)


def _of_origin(causes: tuple[CauseRow, ...], origin: Origin) -> tuple[CauseRow, ...]:
    return tuple(cause for cause in causes if cause.origin == origin)


def _origin(origin: Origin, causes: tuple[CauseRow, ...]) -> tuple[Cell, ...]:
    """Name what the causes lie in, how many findings they have together, and how many each."""
    listed = ", ".join(f"{cause.cause} {cause.count}" for cause in causes)
    return origin.words, str(sum(cause.count for cause in causes)), say.opened(listed)


def _apart_words(apart: tuple[CauseRow, ...], unknown: int) -> str:
    total = sum(cause.count for cause in apart)
    words = (
        f"{formats.plural(total, 'finding')} came from documentation, systems or the audit itself and "
        f"{'says' if total == 1 else 'say'} nothing "
        "about the coder’s own coding."
        if total
        else "No finding was put down to documentation or systems."
    )
    return f"{words} {formats.plural(unknown, 'finding')} without a recorded cause." if unknown else words


def _focused(row: PacketRow) -> list[Flowable]:
    if not row.focused:
        return []
    story: list[Flowable] = [
        Heading("Audits that do not feed the accuracy", keep=90),
        Prose(
            "Focused and other chosen samples look where errors are expected. Their results stand here, apart from "
            "the accuracy above.",
            style=CAPTION,
            after=4,
        ),
        _audit_table(row.focused),
    ]
    return story


def _rework(row: PacketRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("Rework found outside audits", keep=50)]
    if row.rework is None:
        words = f"No chart was reopened for the coder’s error in this period.{others_apart(row.reworked)}"
        return [*story, Prose(words, style=QUIET)]
    rework = row.rework
    share = "" if rework.value is None else f" = {formats.percent(rework.value)}"
    words = f"{formats.plural(rework.charts, 'chart')} reopened of {formats.count(rework.of)} coded{share}."
    story.append(Prose(words + others_apart(row.reworked), after=4))
    if row.reworked:
        columns = (
            PrintColumn("Work type", 3.4),
            PrintColumn("Charts", 1.4, "right"),
            PrintColumn("On which day, and why", 7.8),
        )
        kinds = dict.fromkeys((not again.counted, again.work_type) for again in row.reworked)
        story.append(
            Grid(columns, [_reopened(name, row, counted=not apart) for apart, name in sorted(kinds, key=itemgetter(0))])
        )
    return kept(story)


def _reopened(work_type: str, row: PacketRow, *, counted: bool) -> tuple[Cell, ...]:
    """Tell the charts of a work type that were reopened, and on which days for what; what is not counted apart."""
    own = [again for again in row.reworked if again.work_type == work_type and again.counted is counted]
    one_year = row.period.start.year == row.period.end.year
    days = (day_label(again.day).removesuffix(f" {again.day.year}" if one_year else "") for again in own)
    listed = (
        f"{day}: {formats.count(again.charts)}" + (f" ({again.why})" if again.why else "")
        for day, again in zip(days, own, strict=True)
    )
    called = work_type if counted else f"{work_type}, not counted"
    return called, formats.count(sum(again.charts for again in own)), "; ".join(listed)
