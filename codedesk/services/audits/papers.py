"""Frozen rows for the papers of audits: a blank worksheet for the auditor's hand, a report for the coder to answer on.

Here live what stands on these papers and the questions that read it. No layout, and no figure of more than one audit.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

import codedesk
from codedesk.methods import method_words
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.models import Audit, AuditDraw, Coder, FindingCategory, RootCause, WorkType
from codedesk.models.audit_words import AuditState, FindingOutcome, Phase, Selection
from codedesk.models.audits import AuditDraft, FindingDraft, RecordDraft
from codedesk.periods import Period, day_label
from codedesk.services.audits.audits import open_audit
from codedesk.services.audits.lists import audit_lists
from codedesk.services.audits.policy_results import AgainstPolicy, against_policy
from codedesk.services.audits.results import cleared, preview
from codedesk.services.department.departments import this_department
from codedesk.services.live import live

FEWEST_LINES = 20
Keyed = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What every paper of an audit carries: whose department, on which paper, made when, and whether it is a sample."""

    department: str
    manager: str
    sample: bool
    paper: str
    version: str
    made_on: date


@dataclass(frozen=True, slots=True)
class WorksheetRow:
    """A blank worksheet in the order of the form; what is known already is filled in, "" is left to the hand.

    references stand on the first lines as they were drawn; keyed words are (key, name), as the form takes them.
    """

    head: PaperHead
    coder: str
    work_type: str
    auditor: str
    period: Period | None
    selection: Selection | None
    phase: Phase | None
    method: str
    references: tuple[str, ...]
    drawn: str
    lines: int
    categories: tuple[Keyed, ...]
    causes: tuple[Keyed, ...]
    severities: tuple[Keyed, ...]


@dataclass(frozen=True, slots=True)
class ReportRecordRow:
    """An audited chart on the report, with its payment before and after in cents where it is known.

    cleared: all its findings were withdrawn, so that it is as the coder left it.
    """

    draft: RecordDraft
    work_type: str
    findings: int
    cleared: bool = False

    @property
    def difference(self) -> int | None:
        """Payment after less payment before, in cents; None unless both are known, 0 where the record is cleared."""
        before, after = self.draft.payment_before_cents, self.draft.payment_after_cents
        if before is None or after is None:
            return None
        return 0 if self.cleared else after - before


@dataclass(frozen=True, slots=True)
class ReportFindingRow:
    """A finding on the report with its words; difference is its record's payment after less before, in cents."""

    draft: FindingDraft
    category: str
    root_cause: str
    points: float | None
    difference: int | None


@dataclass(frozen=True, slots=True)
class PaperMoneyRow:
    """Over-coded, under-coded, net and absolute sums of an audit in cents, from so many records; net alone hides."""

    over: int
    under: int
    records: int

    @property
    def net(self) -> int:
        """Under-coded less over-coded."""
        return self.under - self.over

    @property
    def absolute(self) -> int:
        """Both together."""
        return self.under + self.over


@dataclass(frozen=True, slots=True)
class AuditReportRow:
    """One audit as its report says it: first is its result before, final after what came of the coder's answers.

    policy: how the final result stands to what the written policy asks of this coder on that day, None without one.
    """

    head: PaperHead
    audit: AuditDraft
    coder: str
    work_type: str
    first: Accuracy | NotAudited
    final: Accuracy | NotAudited
    records: tuple[ReportRecordRow, ...]
    findings: tuple[ReportFindingRow, ...]
    money: PaperMoneyRow | None
    policy: AgainstPolicy | None = None


@dataclass(frozen=True, slots=True)
class CoderReportsRow:
    """The reports of one coder's audits of a period, the oldest first: one document."""

    coder: str
    reports: tuple[AuditReportRow, ...]


def worksheet(session: Session, draft: AuditDraft | None, today: date) -> WorksheetRow:
    """Make a blank worksheet with what the head of a draft says; None leaves everything to the hand.

    The references are those of the draft's records, else of the coder's newest draw that no audit has used.
    """
    lists = audit_lists(session, today)
    known = draft or AuditDraft(name="", coder_id=0, day=today)
    references = tuple(line.reference for line in known.record_lines)
    drawn = ""
    if not references and (draw := _draw(session, known)) is not None:
        references = tuple(line.strip() for line in draw.drawn.splitlines() if line.strip())
        drawn = f"{len(references)} drawn on {day_label(draw.drawn_on)}, seed {draw.seed}"
    period = Period(known.period_from, known.period_to) if known.period_from and known.period_to else None
    return WorksheetRow(
        head=paper_head(session, today),
        coder=_coder(session, known.coder_id),
        work_type=_work_type(session, known.work_type_id),
        auditor=known.auditor,
        period=period,
        selection=known.selection if draft else None,
        phase=known.phase if draft else None,
        method=_method(known) if draft else "",
        references=references,
        drawn=drawn,
        lines=max(len(references), FEWEST_LINES),
        categories=tuple((row.short_key, row.name) for row in lists.categories),
        causes=tuple((row.short_key, row.name) for row in lists.root_causes),
        severities=tuple((row.short_key, row.name) for row in lists.severities),
    )


def audit_report(session: Session, audit_id: int, today: date) -> AuditReportRow:
    """Return the report of one stored audit; Refused if it is no longer there."""
    draft = open_audit(session, audit_id)
    before = draft.but(state=AuditState.DRAFT, findings=tuple(_as_first_scored(one) for one in draft.findings))
    categories = {row.key: row for row in session.exec(select(FindingCategory))}
    causes = {row.key: row.name for row in session.exec(select(RootCause))}
    named = Counter(finding.record for finding in draft.findings)
    records = tuple(
        ReportRecordRow(line, _work_type(session, line.work_type_id), named[line.reference], gone)
        for line, gone in zip(draft.record_lines, cleared(session, draft), strict=True)
    )
    final = preview(session, draft.but(state=AuditState.DRAFT))
    by_reference = {row.draft.reference: row for row in records}
    return AuditReportRow(
        head=paper_head(session, today),
        audit=draft,
        coder=_coder(session, draft.coder_id),
        work_type=_work_type(session, draft.work_type_id),
        first=preview(session, before),
        final=final,
        records=records,
        findings=tuple(_finding(one, categories, causes, by_reference) for one in draft.findings),
        money=money_of(tuple(row.difference for row in records)),
        policy=against_policy(session, draft, final),
    )


def period_reports(session: Session, period: Period, today: date) -> tuple[CoderReportsRow, ...]:
    """Return the reports of every audit of a period, coder by coder in the order of their names."""
    query = select(Audit, Coder).join(Coder, col(Coder.id) == Audit.coder_id).where(live(Audit))
    query = query.where(col(Audit.day).between(period.start, period.end))
    found = session.exec(query.order_by(col(Coder.name), col(Coder.name_note), col(Audit.day), col(Audit.id))).all()
    reports: dict[str, list[AuditReportRow]] = {}
    for audit, coder in found:
        reports.setdefault(coder.shown_name, []).append(audit_report(session, audit.key, today))
    return tuple(CoderReportsRow(coder, tuple(rows)) for coder, rows in reports.items())


def money_of(differences: tuple[int | None, ...]) -> PaperMoneyRow | None:
    """Add up what records were paid too much and too little, in cents; None where no record says."""
    known = [cents for cents in differences if cents is not None]
    if not known:
        return None
    return PaperMoneyRow(
        -sum(cents for cents in known if cents < 0), sum(cents for cents in known if cents > 0), len(known)
    )


def _as_first_scored(finding: FindingDraft) -> FindingDraft:
    return finding.but(outcome=FindingOutcome.OPEN, outcome_reason="")


def _finding(
    draft: FindingDraft,
    categories: dict[int, FindingCategory],
    causes: dict[int, str],
    records: dict[str, ReportRecordRow],
) -> ReportFindingRow:
    category = categories[draft.category_id]
    record = records.get(draft.record)
    return ReportFindingRow(
        draft=draft,
        category=category.name,
        root_cause=causes.get(draft.root_cause_id, "") if draft.root_cause_id is not None else "",
        points=category.points if draft.points is None else draft.points,
        difference=record.difference if record is not None and not record.cleared else None,
    )


def paper_head(session: Session, today: date) -> PaperHead:
    """Return what every paper of an audit carries."""
    its = this_department(session)
    return PaperHead(its.name, its.manager, its.sample, its.paper, codedesk.__version__, today)


def _draw(session: Session, draft: AuditDraft) -> AuditDraw | None:
    if not draft.coder_id:
        return None
    query = select(AuditDraw).where(live(AuditDraw), col(AuditDraw.coder_id) == draft.coder_id)
    query = query.where(col(AuditDraw.audit_id).is_(None))
    return session.exec(query.order_by(col(AuditDraw.drawn_on).desc(), col(AuditDraw.id).desc())).first()


def _coder(session: Session, coder_id: int) -> str:
    found = session.get(Coder, coder_id) if coder_id else None
    return found.shown_name if found is not None else ""


def _work_type(session: Session, work_type_id: int | None) -> str:
    found = session.get(WorkType, work_type_id) if work_type_id is not None else None
    return found.name if found is not None else ""


def _method(draft: AuditDraft) -> str:
    words = method_words(draft.method)
    return f"{words}, version {draft.method_version}" if draft.method_version else words
