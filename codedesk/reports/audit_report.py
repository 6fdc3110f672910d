"""The report of one audit, for the coder to read and to answer on: result, records, findings, lines for the answer.

The result before and after the answers stand side by side. No pace stands here: it is one audit, not a review.
"""

from reportlab.platypus import Flowable, PageBreak

from codedesk import formats
from codedesk.charts.evidence import SHOWN_BY
from codedesk.formats import NO_BREAK
from codedesk.methods import PRINTED_FORMULAS, method_words, not_followed_words
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.models.audit_words import AuditState
from codedesk.models.audits import CODE_COUNTS
from codedesk.reports.boxes import HAND, Facts
from codedesk.reports.grid import Cell, Grid, PrintColumn, figure, strong
from codedesk.reports.packet_agreements import Signatures, WritingLines
from codedesk.reports.page import Document, Heading, document, kept
from codedesk.reports.prose import Prose, Run, colour
from codedesk.reports.style import BODY, BODY_STRONG, CAPTION, LINE, TABLE, TABLE_STRONG
from codedesk.reports.tags import ARTIFACT, TaggedPart
from codedesk.services.audits.papers import AuditReportRow, PaperMoneyRow, ReportFindingRow, ReportRecordRow
from codedesk.services.audits.policy_results import AgainstPolicy
from codedesk.services.reviews.sentences import interval_of, sample_of

_WAITS = {
    AuditState.DRAFT: ": part of no figure yet",
    AuditState.SHARED: ": waits for the coder’s answers",
    AuditState.ANSWERED: ": waits for outcomes",
    AuditState.FINAL: "",
}
_SAME = 1e-9


def document_of(rows: tuple[AuditReportRow, ...], paper: str) -> bytes:
    """Return the reports of one coder's audits as PDF, each from a new page on."""
    first = rows[0]
    one = len(rows) == 1
    sheet = Document(
        title=f"Audit report, {first.coder}, {first.audit.name if one else f'{len(rows)} audits'}",
        subject="What an audit found, for the coder to answer",
        author=first.head.manager or first.head.department or "CodeDesk",
        who=first.coder,
        when=f"audit of {formats.day(first.audit.day)}" if one else f"{len(rows)} audits",
        department=first.head.department,
        fingerprint="",
        version=first.head.version,
        made_on=first.head.made_on,
        sample=first.head.sample,
        pair=_running_head(rows),
    )

    def story() -> list[Flowable]:
        flowing: list[Flowable] = []
        for row in rows:
            flowing += [PageBreak()] if flowing else []
            flowing += _report(row)
        return flowing

    return document(sheet, story, paper)


def _running_head(rows: tuple[AuditReportRow, ...]) -> tuple[str, str]:
    row = rows[0]
    if len(rows) > 1:
        days = f"{formats.day(rows[0].audit.day)} to {formats.day(rows[-1].audit.day)}"
        return f"Audit reports\n{len(rows)} audits, {days}", row.coder
    if isinstance(row.final, NotAudited):
        return f"Audit report\n{row.audit.name}", f"No result\n{row.final.reason}"
    value = formats.percent(row.final.value, row.final.standard)
    right = f"Accuracy {value}\n{sample_of(row.final)}; {interval_of(row.final)}"
    return f"Audit report\n{row.audit.name}", right


def _report(row: AuditReportRow) -> list[Flowable]:
    story: list[Flowable] = [
        Heading("Audit report", 0, outline=row.audit.name, note=f"{row.coder} · {row.audit.name}"),
        Facts(_head(row)),
        *_result(row),
        *_records(row),
        *_findings(row),
    ]
    return [*story, *_sign_off(row)]


def _head(row: AuditReportRow) -> tuple[tuple[str, str], ...]:
    audit = row.audit
    covers = (
        f"{formats.day(audit.period_from)} to {formats.day(audit.period_to)}"
        if audit.period_from and audit.period_to
        else "not entered"
    )
    version = f", version {audit.method_version}" if audit.method_version else ""
    unshared = "not yet" if audit.state == AuditState.DRAFT else "not entered"
    return (
        ("Date", formats.day(audit.day)),
        ("Auditor", audit.auditor or "not entered"),
        ("Work type", row.work_type or "not one alone"),
        ("Covers", covers),
        ("Selection", audit.selection.words),
        ("Phase", audit.phase.words),
        ("Method", f"{method_words(audit.method)}{version}"),
        ("State", f"{audit.state.words}{_WAITS[audit.state]}"),
        ("Shared on", formats.day(audit.shared_on) if audit.shared_on else unshared),
        ("Answer due", formats.day(audit.answer_due) if audit.answer_due else "no date set"),
    )


def _result(row: AuditReportRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("Result", keep=90)]
    final = row.final
    if isinstance(final, NotAudited) or isinstance(row.first, NotAudited):
        reason = final.reason if isinstance(final, NotAudited) else ""
        return [*story, Prose(f"No result: {reason}.", after=6)]
    columns = (
        PrintColumn("", 1.5), PrintColumn("Accuracy", 1.0, "right"), PrintColumn("95 % interval", 1.4, "right"),
        PrintColumn("Counted", 2.2), PrintColumn("Standard", 0.9, "right"),
    )  # fmt: skip
    closed = row.audit.state == AuditState.FINAL
    rows = (
        _result_cells("First, before answers", row.first),
        _result_cells("Final, after answers" if closed else "As it stands now", final),
    )
    story.append(Grid(columns, rows, after=4))
    story += [Prose(words, after=2) for words in _statements(row, final)]
    story[-1].spaceAfter = 6.0
    return story


def _result_cells(name: str, result: Accuracy) -> tuple[Cell, ...]:
    standard = formats.percent(result.standard) if result.standard is not None else "none set"
    value = formats.percent(result.value, result.standard)
    return (strong(name), strong(value), formats.interval(result.low, result.high), sample_of(result), standard)


def _statements(row: AuditReportRow, result: Accuracy) -> list[str]:
    found = []
    if result.standard is None and row.policy is None:
        found.append("No accuracy standard is set for this date and work type.")
    elif result.standard is not None:
        observed = "meets" if result.observed == "met" else "is below"
        shown = SHOWN_BY[result.evidence] if result.evidence else "not known"
        found.append(
            f"Observed: the result {observed} the standard of {formats.percent(result.standard)}. Evidence: {shown}."
        )
    if row.policy is not None:
        found.append(_policy_words(row.policy, result.standard))
    if result.small_sample:
        found.append("Under 30 charts: a small sample. It says little about the work as a whole.")
    if result.as_reported:
        found.append("The result is kept as the auditor reported it, without the counts behind it.")
    else:
        found.append(f"How it is made: {PRINTED_FORMULAS[result.method]}.")
    if result.not_followed:
        found.append(not_followed_words(result.method, result.not_followed))
    if result.deleted:
        found.append(f"Over-coding beside it: {formats.plural(result.deleted, 'code')} deleted.")
    if not row.audit.feeds_accuracy:
        found.append("This audit is not part of the coder’s accuracy: its charts were not drawn at random for it.")
    return found


def _policy_words(policy: AgainstPolicy, standard: float | None) -> str:
    asked = f"{formats.typed(policy.target.accuracy)}{NO_BREAK}%"
    why = f" ({policy.target.why})" if policy.target.learner else ""
    if standard is not None and abs(policy.target.accuracy / 100 - standard) < _SAME:
        return f"The written audit policy asks for the same {asked}{why}."
    met = "met" if policy.observed == "met" else "not met"
    shown = f"; evidence: {SHOWN_BY[policy.evidence]}" if policy.evidence else ""
    return f"The written audit policy asks for {asked}{why}: observed {met}{shown}."


def _records(row: AuditReportRow) -> list[Flowable]:
    if not row.records:
        return []
    money = row.money is not None
    columns = [
        PrintColumn("Record", 1.75), PrintColumn("Matched", 1.05, "right"), PrintColumn("Revised", 1.0, "right"),
        PrintColumn("Added", 0.85, "right"), PrintColumn("Deleted", 1.05, "right"), PrintColumn("Principal", 1.35),
        PrintColumn("DRG", 1.25), PrintColumn("Findings", 1.0, "right"),
    ]  # fmt: skip
    columns += [PrintColumn("Payment", 2.6, "right")] if money else []
    rows = [_record_cells(record, row.work_type, money=money) for record in row.records]
    totals: tuple[Cell, ...] = (
        "All",
        *(str(sum(getattr(one.draft, name) for one in row.records)) for name in CODE_COUNTS),
    )
    found = str(sum(record.findings for record in row.records))
    rows.append((*totals, "", "", found, *[""] * (len(columns) - len(totals) - 3)))
    lead = [Prose(_money_words(row.money), after=4)] if row.money is not None else []
    return [Heading("Records", keep=100), *lead, Grid(columns, rows, totals=(len(rows) - 1,), after=4)]


def _record_cells(record: ReportRecordRow, usual: str, *, money: bool) -> tuple[Cell, ...]:
    draft = record.draft
    other = record.work_type if record.work_type != usual else ""
    reference: Cell = figure(draft.reference, other) if other else draft.reference
    flags = (_right(draft.principal_right), _right(draft.drg_right))
    counts = (str(getattr(draft, name)) for name in CODE_COUNTS)
    cells: tuple[Cell, ...] = (reference, *counts, *flags, str(record.findings) if record.findings else "")
    if not money:
        return cells
    return (*cells, _payment(record))


def _payment(record: ReportRecordRow) -> Cell:
    before, after = record.draft.payment_before_cents, record.draft.payment_after_cents
    if before is None and after is None:
        return ""
    sums = " → ".join("not known" if cents is None else formats.money(cents) for cents in (before, after))
    if record.cleared:
        return figure(sums, "withdrawn: stays as it was")
    return figure(sums, _signed(record.difference) if record.difference is not None else "")


def _right(value: bool | None) -> str:
    return "" if value is None else "right" if value else "changed"


def _money_words(money: PaperMoneyRow) -> str:
    return (
        f"Payment, from {formats.plural(money.records, 'record')}: over-coded {formats.money(money.over)}; under-coded "
        f"{formats.money(money.under)}; net {formats.money(money.net)}; absolute {formats.money(money.absolute)}."
    )


def _findings(row: AuditReportRow) -> list[Flowable]:
    if not row.findings:
        words = "No finding is kept with this audit."
        return [Heading("Findings", keep=40), Prose(words, after=2), Prose("Your answer:", style=CAPTION),
                WritingLines(3)]  # fmt: skip
    story: list[Flowable] = [Heading("Findings", keep=120)]
    for number, finding in enumerate(row.findings, 1):
        story += _finding(number, finding)
    return story


def _finding(number: int, finding: ReportFindingRow) -> list[Flowable]:
    draft = finding.draft
    record = f"Record {draft.record}: " if draft.record else ""
    lead: tuple[Run, ...] = ((f"{number}.{NO_BREAK}{record}{finding.category}", BODY_STRONG),)
    top: list[Flowable] = [Prose(*lead, after=1), Prose(_finding_words(finding), style=TABLE, indent=_INDENT, after=1)]
    if draft.guideline.strip():
        top.append(Prose(("Guideline: ", TABLE_STRONG), (draft.guideline, TABLE), indent=_INDENT, after=1))
    if draft.note.strip():
        top.append(Prose(("Note: ", TABLE_STRONG), (draft.note, TABLE), indent=_INDENT, after=1))
    below = [*_answer(finding), *_outcome(finding)]
    long = len(draft.guideline) + len(draft.note) + len(draft.answer_reason) + len(draft.outcome_reason) > _LONG
    return [*top, *below] if long else kept([*top, *below])


_LONG = 900


def _finding_words(finding: ReportFindingRow) -> str:
    draft = finding.draft
    parts = [draft.change.words, draft.direction.words, f"severity {draft.severity}"]
    codes = " → ".join(code or "no code" for code in (draft.original_code, draft.corrected_code))
    if draft.original_code or draft.corrected_code:
        parts.append(f"coder’s → auditor’s code: {codes}")
    if finding.root_cause:
        parts.append(f"cause: {finding.root_cause}")
    if not draft.scored:
        parts.append("advisory, not scored")
    elif finding.points:
        parts.append(f"{formats.number(finding.points)} points")
    if finding.difference is not None:
        parts.append(f"payment of the record {_signed(finding.difference)}")
    return f"{'; '.join(parts)}."


def _signed(cents: int) -> str:
    return f"{'+' if cents > 0 else ''}{formats.money(cents)}"


def _answer(finding: ReportFindingRow) -> list[Flowable]:
    draft = finding.draft
    if draft.answer:
        reason = f": {draft.answer_reason}" if draft.answer_reason else "."
        said = f"{draft.answer.words}{reason}"
        return [Prose(("The coder ", TABLE_STRONG), (said, TABLE), indent=_INDENT, after=1)]
    return [Prose(_CHOICE, style=BODY, indent=_INDENT), _AnswerLines()]


_INDENT = 16.0
_GAP = NO_BREAK * 6
_CHOICE = f"☐{NO_BREAK}I agree{_GAP}☐{NO_BREAK}I rebut, because:"


class _AnswerLines(TaggedPart):
    """Two ruled lines for a hand, as far in as the words of the finding."""

    role = ARTIFACT

    def __init__(self) -> None:
        """Keep room below."""
        super().__init__()
        self.spaceAfter = 8.0

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take a hand's height for each line."""
        self.width, self.height = available, 2 * HAND
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines."""
        self.canv.setStrokeColor(colour(LINE))
        self.canv.setLineWidth(0.4)
        for y in (HAND, 2.0):
            self.canv.line(_INDENT, y, self.width, y)


def _outcome(finding: ReportFindingRow) -> list[Flowable]:
    draft = finding.draft
    if not draft.outcome:
        waits = "No outcome yet." if draft.waits else ""
        return [Prose(waits, style=TABLE, indent=_INDENT, after=8)] if waits else [Prose("", style=CAPTION)]
    reason = f": {draft.outcome_reason}" if draft.outcome_reason else "."
    return [Prose(("Outcome: ", TABLE_STRONG), (f"{draft.outcome.words}{reason}", TABLE), indent=_INDENT, after=8)]


def _sign_off(row: AuditReportRow) -> list[Flowable]:
    words = "The signature confirms that this report was read. It does not say that its reader agrees with it."
    asked = row.audit.answer_due if row.audit.state == AuditState.SHARED else None
    due = f" Please answer by {formats.day(asked).replace(' ', NO_BREAK)}." if asked else ""
    signed = Signatures(row.coder, row.audit.auditor, ("I have read this.", "I have explained it."), "Auditor")
    return kept([Heading("Sign-off", keep=120), Prose(f"{words}{due}", after=6), signed])
