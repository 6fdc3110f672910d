"""The department's own choices: its name, its quarter, its usual day, its audit policy and its paper.

Here live the questions and the change of Setup about the department.
"""

from dataclasses import dataclass
from functools import partial

from sqlmodel import Session

from codedesk.errors import Refused
from codedesk.models import Department
from codedesk.models.departments import DepartmentDraft
from codedesk.periods import CALENDAR_YEAR, FiscalYear
from codedesk.services.cache import kept
from codedesk.services.nouns import assign


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """The department as pages show it; sample says that its people are invented, country is that of its holidays."""

    draft: DepartmentDraft
    sample: bool
    country: str


def department(session: Session) -> DepartmentRow:
    """Read the department's choices."""
    return kept(session, "choices of the department", (Department,), partial(_department, session))


def _department(session: Session) -> DepartmentRow:
    stored = _stored(session)
    return DepartmentRow(DepartmentDraft.of(stored), stored.sample, stored.holiday_country)


def year_of(session: Session) -> FiscalYear:
    """Return how the department's year runs; the calendar's year while a file has no department."""
    return kept(session, "year of the department", (Department,), partial(_year_of, session))


def _year_of(session: Session) -> FiscalYear:
    stored = session.get(Department, 1)
    return stored.fiscal_year if stored is not None else CALENDAR_YEAR


def change_department(session: Session, draft: DepartmentDraft) -> DepartmentRow:
    """Change the department's choices. Refused for what cannot be right."""
    draft.check()
    assign(_stored(session), draft.kept())
    session.flush()
    return department(session)


def _stored(session: Session) -> Department:
    stored = session.get(Department, 1)
    if stored is None:
        raise Refused("this file has no department row: restore a backup")
    return stored
