"""Taking files in: plan first, then apply, all or nothing, as one step.

Here the files are taken in their order. What a file means lives in rows, day_lines and audit_lines; reading
text lives in exchange.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from codedesk.services.days.drafts import DEPARTMENT
from codedesk.services.days.marks import to_look_at_on
from codedesk.services.files import sheets
from codedesk.services.files.absence_lines import plan_absences
from codedesk.services.files.audit_lines import plan_audits
from codedesk.services.files.calendar_sheets import HOLIDAYS, SCHEDULES
from codedesk.services.files.coder_lines import plan_coders
from codedesk.services.files.dates import check_years
from codedesk.services.files.day_lines import plan_days
from codedesk.services.files.event_sheets import CHECKINS, EVENTS, NOTES, SIGNAL_ANSWERS
from codedesk.services.files.flow_sheets import BACKLOG, FLOW
from codedesk.services.files.former_lines import plan_former_names
from codedesk.services.files.import_state import ImportState
from codedesk.services.files.planning_sheets import AUDIT_DRAWS, AUDIT_PLANS, METHOD_POLICIES
from codedesk.services.files.plans import ImportDraft, ImportPlan, ImportRefused, ImportStopped
from codedesk.services.files.review_lines import plan_agreements
from codedesk.services.files.rows import plan_list, plan_settings, plan_sheet

__all__ = ["apply", "look", "plan", "rehearse", "step_name"]


def plan(session: Session, draft: ImportDraft) -> ImportPlan:
    """Return what the import would do, with every problem. Nothing is stored."""
    return _planned(session, draft).plan()


def apply(session: Session, draft: ImportDraft, stopped: Callable[[], bool] = lambda: False) -> ImportPlan:
    """Store what the files bring; ImportRefused with every problem, and nothing stored, if there is one.

    stopped is asked between the parts of the work; where it says yes, ImportStopped is raised: nothing is stored.
    """
    state = _planned(session, draft)
    done = state.plan()
    if done.problems:
        raise ImportRefused(done)
    _go_on(stopped)
    state.store()
    _go_on(stopped)
    return replace(done, days=frozenset(state.touched | _waiting_days(state)))


def rehearse(session: Session, draft: ImportDraft) -> ImportPlan:
    """Store what the files bring and look at it, for a step that is taken back; ImportRefused as in apply."""
    return look(session, apply(session, draft))


def look(session: Session, plan: ImportPlan) -> ImportPlan:
    """Add the surprising values of the days that a stored import named, as the window marks them."""
    return replace(plan, to_look_at=to_look_at_on(session, plan.days))


def step_name(draft: ImportDraft) -> str:
    """Name the step of history: "Import 3 files: 100,000 lines of log.csv"."""
    if not draft.sheets:
        return "Import"
    largest = max(draft.sheets, key=lambda read: read.total)
    files = "1 file" if len(draft.sheets) == 1 else f"{len(draft.sheets)} files"
    lines = "1 line" if largest.total == 1 else f"{largest.total:,} lines"
    return f"Import {files}: {lines} of {largest.sheet.file}"


def _go_on(stopped: Callable[[], bool]) -> None:
    if stopped():
        raise ImportStopped("The import was cancelled. Nothing was stored.")


def _waiting_days(state: ImportState) -> set[tuple[int, date]]:
    """Return the days of which the files say what waits, as the department's."""
    lines = state.sheet(BACKLOG)
    days = () if lines is None else lines.columns["date"]
    return {(DEPARTMENT, day) for day in days if isinstance(day, date)}


def _planned(session: Session, draft: ImportDraft) -> ImportState:
    state = ImportState(session, draft)
    check_years(state)
    plan_settings(state, state.sheet(sheets.SETTINGS))
    for sheet in sheets.LISTS:
        plan_list(state, sheet)
    plan_coders(state)
    plan_sheet(state, sheets.WORK_TYPES)
    plan_former_names(state)
    early = (
        sheets.USUAL_WORK_TYPES,
        sheets.STANDARDS,
        sheets.RAMPS,
        METHOD_POLICIES,
        AUDIT_PLANS,
        sheets.BENCHMARKS,
        sheets.ACKNOWLEDGEMENTS,
    )
    for sheet in (*early, SCHEDULES, HOLIDAYS):
        plan_sheet(state, sheet)
    plan_absences(state)
    plan_days(state)
    plan_sheet(state, sheets.MONTHS)
    plan_sheet(state, sheets.FINISHED_DAYS)
    plan_sheet(state, sheets.CONFIRMED_MARKS)
    plan_audits(state)
    late = (
        sheets.ACTIONS,
        sheets.EDUCATION,
        AUDIT_DRAWS,
        *FLOW,
        EVENTS,
        SIGNAL_ANSWERS,
        CHECKINS,
        NOTES,
        sheets.REVIEWS,
    )
    for sheet in late:
        plan_sheet(state, sheet)
    plan_agreements(state, sheets.AGREEMENTS)
    return state
