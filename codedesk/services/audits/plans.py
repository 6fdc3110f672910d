"""The quarter's audit plan: how many charts of whom, what of it is done, and the hours that it takes.

Here live the plan's lines and their coverage. Which charts are audited is drawn in draws.py.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from codedesk.errors import Refused
from codedesk.models import Audit, AuditPlan, AuditRecord, Coder, CoderWorkType, WorkType
from codedesk.models.audit_plans import AuditPlanDraft
from codedesk.models.audit_words import AuditDepth, AuditState, Selection
from codedesk.periods import Period, quarter_of
from codedesk.services.audits.policies import policies, policy_on
from codedesk.services.department.departments import stored_department, this_department, year_of
from codedesk.services.live import live
from codedesk.services.nouns import Noun

PLAN = Noun(AuditPlan, AuditPlanDraft)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line of the plan: a coder, or one work type of theirs. planned None: nothing is planned.

    audited counts charts of audits that feed the accuracy, others those that do not (focused and the like), drafts
    those of audits that are not shared yet. open_audits: audits that are not final, drafts among them.
    """

    coder_id: int
    work_type_id: int | None
    coder: str
    work_type: str
    planned: int | None
    audited: int
    others: int
    drafts: int
    charts_unknown: int
    open_audits: int
    latest: date | None

    @property
    def to_go(self) -> int | None:
        """How many charts are still to be audited; None where nothing is planned."""
        return None if self.planned is None else max(0, self.planned - self.audited)


@dataclass(frozen=True, slots=True)
class _Audited:
    """What the plan counts of an audit; charts None: not known."""

    coder_id: int
    work_type_id: int | None
    day: date
    selection: Selection
    state: AuditState
    feeds_accuracy: bool
    charts: int | None


@dataclass(frozen=True, slots=True)
class PlanOfPeriod:
    """The plan with its sums. by_selection: audits and charts of each kind, in the order of the kinds.

    minutes_per_chart is the department's; hours None while it is not entered.
    """

    rows: tuple[PlanRow, ...]
    by_selection: tuple[tuple[Selection, int, int], ...]
    minutes_per_chart: float | None

    @property
    def planned(self) -> int:
        """How many charts are planned in all."""
        return sum(row.planned or 0 for row in self.rows)

    @property
    def to_go(self) -> int:
        """How many planned charts are still to be audited."""
        return sum(row.to_go or 0 for row in self.rows)

    def hours(self, charts: int) -> float | None:
        """Return the hours that it takes to audit so many charts."""
        return None if self.minutes_per_chart is None else charts * self.minutes_per_chart / 60


def plan(session: Session, period: Period) -> PlanOfPeriod:
    """Return the plan of a period: a line per coder who is there, and one per planned work type of theirs."""
    found = _audited(session, period)
    lines = _lines(session, period)
    types = {row.key: row.name for row in session.exec(select(WorkType))}
    rows = []
    for key, name in _coders(session, period).items():
        for scope in [None, *sorted(place for coder, place in lines if coder == key and place is not None)]:
            stored = lines.get((key, scope))
            mine = [row for row in found if row.coder_id == key and scope in (None, row.work_type_id)]
            rows.append(_row((key, name), (scope, types.get(scope or 0, "")), stored, mine))
    counted = [row for row in found if row.state != AuditState.DRAFT]
    kinds = Counter(row.selection for row in counted)
    charts: Counter[str] = Counter()
    for row in counted:
        charts[row.selection] += row.charts or 0
    return PlanOfPeriod(
        rows=tuple(rows),
        by_selection=tuple((kind, kinds[kind], charts[kind]) for kind in Selection),
        minutes_per_chart=this_department(session).minutes_per_audited_chart,
    )


def set_plan(
    session: Session, coder_id: int, period: Period, charts: int | None, work_type_id: int | None = None
) -> None:
    """Plan so many charts of a coder (of one work type, or of any) in a period; None takes the line out."""
    stored = _lines(session, period).get((coder_id, work_type_id))
    if charts is None:
        if stored is not None:
            PLAN.void(session, stored.key, "taken out of the plan")
    elif stored is not None:
        PLAN.change(session, stored.key, PLAN.draft_of(stored).but(charts=charts))
    else:
        PLAN.add(session, AuditPlanDraft(
            coder_id=coder_id, work_type_id=work_type_id, period_from=period.start, period_to=period.end, charts=charts,
        ))  # fmt: skip
    session.flush()


def fill_from_policy(session: Session, period: Period) -> int:
    """Plan what the policy of the period's first day asks for, where nothing is planned; return how many lines.

    A policy of one work type gives lines to the coders who usually do it. Refused of anything but a quarter, for which
    policies ask.
    """
    if period != quarter_of(period.start, year_of(session)):
        raise Refused("the policy asks for charts by the quarter: choose a whole quarter above, or plan by hand", "")
    rules, lines = policies(session), _lines(session, period)
    usual = [(row.coder_id, row.work_type_id) for row in session.exec(select(CoderWorkType).where(live(CoderWorkType)))]
    filled = 0
    for key in _coders(session, period):
        for scope in (None, *sorted(place for coder, place in usual if coder == key)):
            policy = policy_on(rules, period.start, scope)
            written = policy is not None and policy.work_type_id == scope and policy.charts_per_quarter is not None
            if policy is not None and written and (key, scope) not in lines:
                set_plan(session, key, period, policy.charts_per_quarter, scope)
                filled += 1
    if not filled:
        raise Refused("nothing was filled: the policy of this period names no number of charts, or all is planned", "")
    return filled


def set_minutes(session: Session, minutes: float | None) -> None:
    """Set how long the audit of one chart takes, in minutes; Refused unless above 0 and under a day."""
    if minutes is not None and not 0 < minutes <= 24 * 60:
        raise Refused("the minutes of one audited chart are above 0 and at most a day", "minutes")
    stored_department(session).minutes_per_audited_chart = minutes


def _lines(session: Session, period: Period) -> dict[tuple[int, int | None], AuditPlan]:
    query = select(AuditPlan).where(live(AuditPlan), col(AuditPlan.period_from) == period.start)
    found = session.exec(query.where(col(AuditPlan.period_to) == period.end))
    return {(row.coder_id, row.work_type_id): row for row in found}


def _coders(session: Session, period: Period) -> dict[int, str]:
    query = select(Coder).where(live(Coder), col(Coder.started_on) <= period.end)
    query = query.where(col(Coder.left_on).is_(None) | (col(Coder.left_on) >= period.start))
    return {row.key: row.shown_name for row in session.exec(query.order_by(col(Coder.name), col(Coder.name_note)))}


def _audited(session: Session, period: Period) -> list[_Audited]:
    """Read what the plan counts of each audit of a period; no result is scored for it."""
    lines = select(func.count()).where(live(AuditRecord), col(AuditRecord.audit_id) == col(Audit.id))
    query = select(Audit, lines.correlate(Audit).scalar_subquery()).where(live(Audit))
    found = session.exec(query.where(col(Audit.day).between(period.start, period.end)))
    return [
        _Audited(
            row.coder_id,
            row.work_type_id,
            row.day,
            row.selection,
            row.state,
            row.feeds_accuracy,
            records if row.depth == AuditDepth.RECORDS else row.records,
        )
        for row, records in found
    ]


def _row(
    coder: tuple[int, str], scope: tuple[int | None, str], stored: AuditPlan | None, mine: list[_Audited]
) -> PlanRow:
    counted = [row for row in mine if row.state != AuditState.DRAFT]
    return PlanRow(
        coder_id=coder[0],
        work_type_id=scope[0],
        coder=coder[1],
        work_type=scope[1],
        planned=None if stored is None else stored.charts,
        audited=sum(row.charts or 0 for row in counted if row.feeds_accuracy),
        others=sum(row.charts or 0 for row in counted if not row.feeds_accuracy),
        drafts=sum(row.charts or 0 for row in mine if row.state == AuditState.DRAFT),
        charts_unknown=sum(row.charts is None for row in counted),
        open_audits=sum(row.state != AuditState.FINAL for row in mine),
        latest=max((row.day for row in counted), default=None),
    )
