"""The department's own choices: its name, its quarter, its usual day, its audit policy and its paper.

Here live the questions and the change of Setup about the department.
"""

from dataclasses import dataclass
from functools import partial

from sqlmodel import Session

from codedesk.errors import Refused
from codedesk.methods import METHODS
from codedesk.models import Department
from codedesk.models.departments import PAPERS, YEAR_NAMES
from codedesk.periods import CALENDAR_YEAR, FiscalYear, NamedBy
from codedesk.services.kept import kept

_TEXTS = ("name", "manager")


@dataclass(frozen=True, slots=True)
class DepartmentDraft:
    """The choices as typed. accuracy_standard is in per cent, None while none is set."""

    name: str = ""
    manager: str = ""
    quarter_start_month: int = 1
    fiscal_year_named_by: NamedBy = "end"
    usual_hours_per_day: float = 8.0
    default_method: str = "code_over_code"
    accuracy_standard: float | None = None
    paper: str = "letter"

    @property
    def fiscal_year(self) -> FiscalYear:
        """How the department's year runs."""
        return FiscalYear(self.quarter_start_month, self.fiscal_year_named_by)


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
    values = {name: getattr(stored, name) for name in DepartmentDraft.__dataclass_fields__}
    return DepartmentRow(DepartmentDraft(**values), stored.sample, stored.holiday_country)


def year_of(session: Session) -> FiscalYear:
    """Return how the department's year runs; the calendar's year while a file has no department."""
    return kept(session, "year of the department", (Department,), partial(_year_of, session))


def _year_of(session: Session) -> FiscalYear:
    stored = session.get(Department, 1)
    return stored.fiscal_year if stored is not None else CALENDAR_YEAR


def change_department(session: Session, draft: DepartmentDraft) -> DepartmentRow:
    """Change the department's choices. Refused for what cannot be right."""
    _check(draft)
    stored = _stored(session)
    for name in DepartmentDraft.__dataclass_fields__:
        value = getattr(draft, name)
        wanted = value.strip() if name in _TEXTS else value
        if getattr(stored, name) != wanted:
            setattr(stored, name, wanted)
    session.flush()
    return department(session)


def _check(draft: DepartmentDraft) -> None:
    if not 1 <= draft.quarter_start_month <= 12:
        raise Refused("a year has the months 1 to 12", "quarter_start_month")
    if draft.fiscal_year_named_by not in YEAR_NAMES:
        raise Refused("a fiscal year is named by its end or its start", "fiscal_year_named_by")
    if not 0 < draft.usual_hours_per_day <= 24:
        raise Refused("a usual day has more than 0 and at most 24 hours", "usual_hours_per_day")
    if draft.accuracy_standard is not None and not 0 <= draft.accuracy_standard <= 100:
        raise Refused("the accuracy standard is a percentage from 0 to 100", "accuracy_standard")
    if draft.default_method not in METHODS:
        raise Refused(f"“{draft.default_method}” is not an audit method", "default_method")
    if draft.paper not in PAPERS:
        raise Refused(f"“{draft.paper}” is not a paper size: letter or a4", "paper")


def _stored(session: Session) -> Department:
    stored = session.get(Department, 1)
    if stored is None:
        raise Refused("this file has no department row: restore a backup")
    return stored
