"""The department's written audit policy, dated: the scoring method, the accuracy on so many charts, learners' targets.

Here live its time line, its changes, and which target applies to whom on which day. Who met it is in
policy_results.py. No stored audit is ever touched: a policy only says how audits after its date are begun and read.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from codedesk import formats, periods
from codedesk.errors import Refused
from codedesk.methods import method_words
from codedesk.models import Coder, MethodPolicy, WorkType
from codedesk.models.departments import PolicyDraft
from codedesk.periods import CALENDAR_YEAR, FiscalYear
from codedesk.services.live import live
from codedesk.services.nouns import Noun


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One dated policy: its statement in words, and the days on which it is in force (until None: no end is known)."""

    id: int
    work_type: str
    statement: str
    until: date | None
    in_force: bool
    draft: PolicyDraft


@dataclass(frozen=True, slots=True)
class Target:
    """The accuracy, in per cent, that a policy asks of a coder on a day, and why this one."""

    accuracy: float
    why: str
    learner: bool = False


def statement(draft: PolicyDraft) -> str:
    """Say a policy's targets as it is written: "94 % on 20 charts a quarter; learners in their first 6 months 80 %"."""
    parts = []
    if draft.accuracy is not None:
        on = f" on {formats.plural(draft.charts_per_quarter, 'chart')}" if draft.charts_per_quarter else ""
        parts.append(f"{formats.typed(draft.accuracy)} %{on}{' a quarter' if on else ''}")
    elif draft.charts_per_quarter:
        parts.append(f"{formats.plural(draft.charts_per_quarter, 'chart')} a quarter")
    if draft.learner_months:
        end = draft.learner_accuracy_at_end
        said = [f"learners in their first {formats.plural(draft.learner_months, 'month')}"]
        said += [f" {formats.typed(draft.learner_accuracy)} %"] if draft.learner_accuracy is not None else []
        said += [f", {formats.typed(end)} % at the end"] if end is not None else []
        parts.append("".join(said))
    return "; ".join(parts) or "no target is written"


def time_line(session: Session, today: date) -> tuple[PolicyRow, ...]:
    """List the policies: the ones for all work types before those of one, the newest first."""
    names = {row.key: row.name for row in session.exec(select(WorkType))}
    rows, following = [], dict[int | None, date]()
    for stored in reversed(policies(session)):
        start, after = stored.effective_from, following.get(stored.work_type_id)
        following[stored.work_type_id] = start
        until = None if after is None else after - timedelta(1)
        draft = POLICIES.draft_of(stored)
        name = names.get(stored.work_type_id or 0, "")
        in_force = start <= today and (until is None or today <= until)
        rows.append(PolicyRow(stored.key, name, statement(draft), until, in_force, draft))
    return tuple(sorted(rows, key=lambda row: (bool(row.work_type), row.work_type)))


def policies(session: Session) -> tuple[MethodPolicy, ...]:
    """Return the stored policies in order of their dates, for services that read them."""
    query = select(MethodPolicy).where(live(MethodPolicy))
    return tuple(session.exec(query.order_by(col(MethodPolicy.effective_from), col(MethodPolicy.id))))


def _one_a_day(session: Session, draft: PolicyDraft, row: MethodPolicy | None) -> None:
    """Forbid a second policy from one date on for the same work."""
    for stored in policies(session):
        same = (stored.effective_from, stored.work_type_id) == (draft.effective_from, draft.work_type_id)
        if same and stored is not row:
            reason = "there is a policy from this date already: correct it, or choose another date"
            raise Refused(reason, "effective_from")


POLICIES = Noun(MethodPolicy, PolicyDraft, _one_a_day)


def correct_policy(session: Session, policy_id: int, draft: PolicyDraft, correction: str) -> int:
    """Put a corrected policy in the place of a stored one, for a reason; return its number.

    The one before stays in the history as it was written, voided with the reason. No stored audit changes.
    """
    if not correction.strip():
        raise Refused("say what was wrong: the reason stays in the history", "correction")
    draft.check()
    stored = POLICIES.found(session, policy_id)
    if POLICIES.draft_of(stored) == draft:
        raise Refused("nothing was changed", "correction")
    stored.voided, stored.void_reason = True, f"corrected: {correction.strip()}"
    session.flush()
    return POLICIES.add(session, draft)


def policy_on(found: tuple[MethodPolicy, ...], day: date, work_type_id: int | None) -> MethodPolicy | None:
    """Return the policy in force on a day: the work type's, else the one for all, else None."""
    for scope in (work_type_id, None):
        fitting = [each for each in found if each.work_type_id == scope and each.effective_from <= day]
        if fitting:
            return fitting[-1]
    return None


def learning_ends(started_on: date, months: int) -> date:
    """Return the first day after the first `months` months: from 31 August, 6 months end on 28 (or 29) February."""
    place = started_on.month - 1 + months
    year, month = started_on.year + place // 12, place % 12 + 1
    return date(year, month, min(started_on.day, monthrange(year, month)[1]))


def target_on(
    policy: MethodPolicy | None, coder: Coder, day: date, fiscal_year: FiscalYear = CALENDAR_YEAR
) -> Target | None:
    """Return what a policy asks of a coder on a day; None where it names no accuracy.

    In the first learner_months it is learner_accuracy; from their end to the end of that quarter it is
    learner_accuracy_at_end; later it is accuracy. Nothing between them is interpolated.
    """
    if policy is None:
        return None
    usual, at_end, learner = policy.accuracy, policy.learner_accuracy_at_end, policy.learner_accuracy
    if policy.learner_months and (learner is not None or at_end is not None):
        end = learning_ends(coder.started_on, policy.learner_months)
        months = f"first {formats.plural(policy.learner_months, 'month')}"
        if day < end and learner is not None:
            return Target(learner, f"in the {months}, which end on {formats.day(end)}", learner=True)
        just_ended = end <= day <= periods.quarter_of(end, fiscal_year).end
        if at_end is not None and (just_ended or (usual is None and day >= end)):
            return Target(at_end, f"at the end of the {months} ({formats.day(end)})", learner=True)
    return None if usual is None else Target(usual, "the policy’s accuracy")


def method_name(draft: PolicyDraft) -> str:
    """Name the method of a policy with its version: "code over code, version 2"."""
    return method_words(draft.method) + (f", version {draft.version}" if draft.version else "")
