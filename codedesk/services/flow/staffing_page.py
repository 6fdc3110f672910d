"""The director's page as a row: what waits, the people for it, what was lost, quality beside it, the request."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

import codedesk
from codedesk import periods
from codedesk.metrics.figures import Paired
from codedesk.periods import Period
from codedesk.services.department.departments import this_department
from codedesk.services.figures.figures import plain_figures
from codedesk.services.flow.figures import flow_figures
from codedesk.services.flow.listed import staffing_request
from codedesk.services.flow.rows import FlowRow


@dataclass(frozen=True, slots=True)
class StaffingPageRow:
    """All that the page says. paired: pace and accuracy of the team in the period; request: the manager's words."""

    department: str
    manager: str
    sample: bool
    paper: str
    label: str
    printed_on: date
    version: str
    flow: FlowRow
    paired: Paired
    request: str

    @property
    def name(self) -> str:
        """What its files are called: "Staffing Q3 2026", of the sample so."""
        return f"{'SAMPLE ' if self.sample else ''}Staffing {self.label}"


def staffing_page(session: Session, period: Period, today: date) -> StaffingPageRow:
    """Return the staffing page of a period."""
    department = this_department(session)
    return StaffingPageRow(
        department=department.name,
        manager=department.manager,
        sample=department.sample,
        paper=department.paper,
        label=periods.label(period, department.fiscal_year),
        printed_on=today,
        version=codedesk.__version__,
        flow=flow_figures(session, period, today),
        paired=plain_figures(session, period, None, today).team.paired,
        request=staffing_request(session, period),
    )
