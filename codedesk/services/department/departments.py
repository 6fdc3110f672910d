"""The department's own choices: its name, its quarter, its usual day, its audit policy and its paper.

Here live the questions and the change of Setup about the department.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlmodel import Session

from codedesk.errors import Refused
from codedesk.models import Department
from codedesk.models.departments import DepartmentDraft
from codedesk.periods import FiscalYear
from codedesk.services.cache import copies, kept
from codedesk.services.nouns import assign


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """The department as pages show it; sample says that its people are invented, country is that of its holidays."""

    draft: DepartmentDraft
    sample: bool
    country: str


def this_department(session: Session) -> Department:
    """Return the department, to be read; a file that has none is read as a new one."""
    return session.get(Department, 1) or Department(created_on=date.min)


def held_department(session: Session) -> Department:
    """Return what this_department does, as a copy that is kept until it changes."""
    make = lambda: next(iter(copies(session, Department)), None) or Department(created_on=date.min)  # noqa: E731
    return kept(session, "department held", (Department,), make)


def department(session: Session) -> DepartmentRow:
    """Read the department's choices."""
    return kept(session, "choices of the department", (Department,), partial(_department, session))


def _department(session: Session) -> DepartmentRow:
    stored = stored_department(session)
    return DepartmentRow(DepartmentDraft.of(stored), stored.sample, stored.holiday_country)


def year_of(session: Session) -> FiscalYear:
    """Return how the department's year runs; the calendar's year while a file has no department."""
    make = lambda: this_department(session).fiscal_year  # noqa: E731
    return kept(session, "year of the department", (Department,), make)


def change_department(session: Session, draft: DepartmentDraft) -> DepartmentRow:
    """Change the department's choices. Refused for what cannot be right."""
    draft.check()
    assign(stored_department(session), draft.kept())
    session.flush()
    return department(session)


def keep_names(session: Session, years: int) -> None:
    """Say for how many years the name of somebody who left is kept; 0: for as long as nobody erases it."""
    draft = department(session).draft.but(keep_years=years)
    change_department(session, draft)


def stored_department(session: Session) -> Department:
    """Return the department, to be changed. Refused where the file has none."""
    stored = session.get(Department, 1)
    if stored is None:
        raise Refused("this file has no department row: restore a backup")
    return stored
