"""Work that waits in a period: the one question that pages, papers and files ask of backlog, staffing and rework.

The making lives beside this and in metrics; it is loaded with the first question, not at the start.
"""

from datetime import date

from sqlmodel import Session

from codedesk.models.flow import ScenarioPartDraft
from codedesk.periods import Period
from codedesk.services.flow.rows import FlowRow


def flow_figures(
    session: Session, period: Period, today: date | None = None, scenario: tuple[ScenarioPartDraft, ...] = ()
) -> FlowRow:
    """Make what a period says of work that waits, up to today (the date of the computer unless given).

    scenario: what if; nothing of it is stored. It changes capacity, staffing, days to clear and the weeks to come.
    """
    from codedesk.services.flow.making import made  # noqa: PLC0415 - numpy is loaded at first use

    return made(session, period, today or date.today(), scenario)
