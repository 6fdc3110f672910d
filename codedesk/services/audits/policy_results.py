"""The quarter against the written policy: per coder what was audited, what it shows, and which target applies.

Here live the two statements against the policy's target and the education that a result proposes. The accuracy itself
is the figures service's; its standard there stays what it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from sqlmodel import Session, col, select

from codedesk import formats
from codedesk.errors import Refused
from codedesk.methods import method_words
from codedesk.metrics.figures import Accuracy, Block, Evidence, NotAudited, Observed
from codedesk.metrics.intervals import evidence, observed
from codedesk.models import Audit, Coder, EducationItem, MethodPolicy, WorkType
from codedesk.models.audit_words import AuditState
from codedesk.models.audits import AuditDraft
from codedesk.models.education import EducationDraft
from codedesk.periods import FiscalYear, Period, label, quarter_of
from codedesk.services.audits.policies import PolicyRow, Target, policies, policy_on, target_on, time_line
from codedesk.services.audits.results import scores
from codedesk.services.cache import copies, kept
from codedesk.services.department.departments import this_department, year_of
from codedesk.services.figures.figures import plain_figures
from codedesk.services.live import live
from codedesk.services.people.education import EDUCATION

SMALL_REMARK = "small sample"
_EDUCATION_DUE = timedelta(30)
_TABLES = (Audit, Coder, EducationItem, MethodPolicy)


@dataclass(frozen=True, slots=True)
class PolicyResultRow:
    """One coder against the policy. charts: of all audits that feed the accuracy; asked None: no number is written.

    A number is written for a quarter, so a period of another length is asked for none. remarks say what bounds the
    statement. education: the topic of the item that an audit of the period led to.
    """

    coder_id: int
    coder: str
    asked: int | None
    charts: int
    result: Accuracy | NotAudited
    target: Target | None
    observed: Observed | None
    evidence: Evidence | None
    remarks: tuple[str, ...]
    education: str
    latest_audit_id: int | None

    @property
    def remark(self) -> str:
        """Return all remarks as one line."""
        return "; ".join(self.remarks)

    @property
    def short(self) -> bool:
        """Tell whether something was audited, but fewer charts than the policy asks for."""
        return self.asked is not None and 0 < self.charts < self.asked

    @property
    def needs_education(self) -> bool:
        """Tell whether the result is below the target and nothing to learn was agreed on yet."""
        return self.observed == "below" and not self.education

    @property
    def attention(self) -> int:
        """Return the place in order of attention: not audited, shown below, below, too few charts, cannot tell, met."""
        if isinstance(self.result, NotAudited):
            return 0
        if self.observed == "below":
            return 1 if self.evidence == "below" else 2
        if self.asked is not None and self.charts < self.asked:
            return 3
        return 5 if self.evidence == "meets" else 4


class _ReadForPolicy(NamedTuple):
    """What is read for the policy view. education: the topic of the first item that each audit led to."""

    rules: tuple[MethodPolicy, ...]
    audits: dict[int, list[Audit]]
    coders: dict[int, Coder]
    education: dict[int, tuple[int, str]]


def policy_results(session: Session, period: Period, today: date) -> tuple[PolicyResultRow, ...]:
    """Return every coder of a period against the policy, those who need attention first, then by name."""
    read = kept(session, ("policy", period), _TABLES, partial(_read, session, period))
    when = period, year_of(session), today
    blocks = plain_figures(session, period, today=today).coders
    there = ((read.coders.get(block.coder_id or 0), block) for block in blocks)
    rows = (_row(coder, block, read, when) for coder, block in there if coder is not None)
    return tuple(sorted(rows, key=lambda row: (row.attention, row.coder.casefold())))


@dataclass(frozen=True, slots=True)
class AgainstPolicy:
    """What one audit alone says against the policy's target of its coder, day and work type."""

    target: Target
    observed: Observed | None
    evidence: Evidence | None


def against_policy(session: Session, draft: AuditDraft, result: Accuracy | NotAudited) -> AgainstPolicy | None:
    """Set the result of one audit against the policy; None where no coder is chosen or no accuracy is written."""
    coder = session.get(Coder, draft.coder_id)
    if coder is None or not isinstance(result, Accuracy):
        return None
    target = target_on(policy_on(policies(session), draft.day, draft.work_type_id), coder, draft.day,
                       year_of(session))  # fmt: skip
    if target is None:
        return None
    share = target.accuracy / 100
    return AgainstPolicy(target, observed(result.value, share), evidence(result.low, result.high, share))


def scores_against_policy(
    session: Session, draft: AuditDraft
) -> tuple[Accuracy | NotAudited, tuple[Accuracy, ...], AgainstPolicy | None]:
    """Score a draft as it stands, by every method, and against the policy: what stands beside the form."""
    found, others = scores(session, draft)
    return found, others, against_policy(session, draft, found)


def propose_education(session: Session, coder_id: int, period: Period, today: date) -> int:
    """Store an education item for a coder who is below the target, due in 30 days; Refused where nothing calls for it.

    What it says is figures only; the manager writes the rest.
    """
    row = next((each for each in policy_results(session, period, today) if each.coder_id == coder_id), None)
    if row is None or row.observed != "below" or row.target is None or not isinstance(row.result, Accuracy):
        raise Refused("only a result below the policy’s target leads to an education item", "")
    if row.education:
        raise Refused(f"there is an education item already: {row.education}", "")
    charts = formats.plural(row.result.records or 0, "chart")
    topic = (
        f"Audit result {formats.percent(row.result.value)} on {charts}, "
        f"{label(period, year_of(session))}: the policy asks for {formats.typed(row.target.accuracy)} %"
    )
    return EDUCATION.add(session, EducationDraft(
        coder_id=row.coder_id, topic=topic, due_on=today + _EDUCATION_DUE, audit_id=row.latest_audit_id,
    ))  # fmt: skip


def propose_all(session: Session, period: Period, today: date) -> int:
    """Store an education item for everybody who is below the target and has none; Refused where nobody needs one."""
    wanted = [row for row in policy_results(session, period, today) if row.needs_education]
    if not wanted:
        raise Refused("nobody below the policy’s target is without an education item", "")
    for row in wanted:
        propose_education(session, row.coder_id, period, today)
    return len(wanted)


def _read(session: Session, period: Period) -> _ReadForPolicy:
    found: dict[int, list[Audit]] = {}
    wanted = live(Audit), col(Audit.day).between(period.start, period.end), col(Audit.state) != AuditState.DRAFT
    for audit in copies(session, Audit, *wanted, order_by=(col(Audit.day), col(Audit.id))):
        if audit.feeds_accuracy:
            found.setdefault(audit.coder_id, []).append(audit)
    coders = {row.key: row for row in copies(session, Coder, live(Coder))}
    items = copies(session, EducationItem, live(EducationItem), order_by=(col(EducationItem.id).desc(),))
    education = {item.audit_id: (item.key, item.topic) for item in items if item.audit_id is not None}
    order = col(MethodPolicy.effective_from), col(MethodPolicy.id)
    return _ReadForPolicy(
        tuple(copies(session, MethodPolicy, live(MethodPolicy), order_by=order)), found, coders, education
    )


def _row(coder: Coder, block: Block, read: _ReadForPolicy, when: tuple[Period, FiscalYear, date]) -> PolicyResultRow:
    period, fiscal_year, today = when
    rules, audits = read.rules, read.audits.get(coder.key, [])
    result = block.paired.accuracy
    day = audits[-1].day if audits else min(period.end, max(today, period.start))
    types = {audit.work_type_id for audit in audits}
    work_type = next(iter(types)) if len(types) == 1 else None
    policy = policy_on(rules, day, work_type)
    target = target_on(policy, coder, day, fiscal_year)
    share = target.accuracy / 100 if target is not None else None
    earlier = (
        target_on(policy_on(rules, audits[0].day, work_type), coder, audits[0].day, fiscal_year) if audits else None
    )
    several = any(rule.work_type_id in types for rule in rules if rule.work_type_id is not None) and len(types) > 1
    whole = period == quarter_of(period.start, fiscal_year)
    return PolicyResultRow(
        coder_id=coder.key,
        coder=coder.shown_name,
        asked=policy.charts_per_quarter if policy and whole else None,
        charts=sum(each.records or 0 for each in (result, *block.other_methods) if isinstance(each, Accuracy)),
        result=result,
        target=target,
        observed=observed(result.value, share) if isinstance(result, Accuracy) else None,
        evidence=evidence(result.low, result.high, share) if isinstance(result, Accuracy) else None,
        remarks=(*_target_remarks(target, earlier, several), *_sample_remarks(block)),
        education=min((read.education[each.key] for each in audits if each.key in read.education), default=(0, ""))[1],
        latest_audit_id=audits[-1].key if audits else None,
    )


def _target_remarks(target: Target | None, earlier: Target | None, several: bool) -> Iterator[str]:
    if target is None:
        yield "the policy names no accuracy"
    elif earlier is not None and earlier.accuracy != target.accuracy:
        yield f"the first audit was under {formats.typed(earlier.accuracy)} %: read by the target of the latest"
    if several:
        yield "audited in several work types: read by the policy for all of them"


def _sample_remarks(block: Block) -> Iterator[str]:
    result = block.paired.accuracy
    for other in block.other_methods:
        charts = formats.plural(other.records, "chart") if other.records is not None else "charts not counted"
        how = "as reported" if other.as_reported else f"by {method_words(other.method)}"
        yield f"audited {how} too ({formats.percent(other.value)}, {charts}): not pooled with it"
    if isinstance(result, Accuracy) and result.records is None:
        yield "of some audits the number of charts is not known"
    if isinstance(result, Accuracy) and result.small_sample:
        yield SMALL_REMARK


@dataclass(frozen=True, slots=True)
class PolicyOfPeriod:
    """What the policy view shows at once: the results, the policies, the work types that one can be written for.

    usual_method is the department's, with which the first policy begins.
    """

    results: tuple[PolicyResultRow, ...]
    policies: tuple[PolicyRow, ...]
    work_types: tuple[tuple[str, int], ...]
    usual_method: str


def policy_of_period(session: Session, period: Period, today: date) -> PolicyOfPeriod:
    """Return the quarter against the policy, with the policies themselves."""
    query = select(WorkType).where(live(WorkType), col(WorkType.active)).order_by(col(WorkType.position))
    types = tuple((row.name, row.key) for row in session.exec(query))
    usual = this_department(session).default_method
    return PolicyOfPeriod(policy_results(session, period, today), time_line(session, today), types, usual)
