"""The department that the actions work on: three coders, one work type, three weeks, an audit, a review that is ready.

Small, so that a run takes milliseconds; whole, so that every kind of row is there.
"""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

from codedesk.desk import Desk
from codedesk.models.audits import AuditDraft, FindingDraft, RecordDraft
from codedesk.models.coders import CoderDraft
from codedesk.models.departments import DepartmentDraft
from codedesk.models.standards import StandardDraft
from codedesk.models.work_types import WorkTypeDraft
from codedesk.periods import quarter
from codedesk.services.audits.audits import save_audit
from codedesk.services.days.changes import set_cells
from codedesk.services.days.drafts import CellDraft, CellPlace
from codedesk.services.department.founding import begin
from codedesk.services.people.coders import add_coder
from codedesk.services.reviews import reviews
from codedesk.services.standards.standards import STANDARDS
from codedesk.services.standards.work_types import WORK_TYPES
from tests.faults.looking import WHO

NAMES = ("Ana Diaz", "Bo Lind", "Cy Marsh")
ANA, WARD = 1, 1
Q3, GIVEN = quarter(2026, 3), date(2026, 10, 5)
founding = partial(begin, draft=DepartmentDraft(name="North", manager=WHO))


def hours(number: int, coder: int = ANA) -> CellPlace:
    """Return a cell of hours on a day in September, which is empty."""
    return CellPlace(coder, date(2026, 9, 1) + timedelta(number), "paid_hours")


def a_standard(start: date, pace: float) -> StandardDraft:
    """Return a draft of a standard from a day on."""
    return StandardDraft(work_type_id=WARD, effective_from=start, pace=pace, accuracy=95.0, reason="because " * 20)


def an_audit(name: str, records: int) -> AuditDraft:
    """Return a draft of an audit with records, and findings on every other of them."""
    lines = tuple(RecordDraft(reference=f"R{number}", matched=8, note="seen " * 30) for number in range(records))
    findings = tuple(
        FindingDraft(category_id=1, record=f"R{number}", note="because " * 30) for number in range(0, records, 2)
    )
    words = {"depth": "records", "state": "draft", "record_lines": lines, "findings": findings}
    return AuditDraft(name=name, coder_id=ANA, day=date(2026, 9, 4), **words)


def make(path: Path) -> None:
    """Make the department as a person would, step by step."""
    desk = Desk.create(path, WHO, founding)
    for name in NAMES:
        desk.write("Add a coder", add_coder, CoderDraft(name=name, started_on=date(2026, 1, 5)))
    desk.write("Add a work type", WORK_TYPES.add, WorkTypeDraft(name="Inpatient"))
    desk.write("Add a standard", STANDARDS.add, a_standard(date(2026, 1, 5), 2.5))
    desk.write("Set hours and charts", set_cells, list(_weeks()))
    desk.write("Save an audit", save_audit, an_audit("August", 4))
    desk.write("Ready", reviews.set_state, ANA, Q3, "ready", GIVEN)
    desk.close()


def _weeks() -> "list[CellDraft]":
    days = [date(2026, 8, 3) + timedelta(number) for number in range(19) if number % 7 < 5]
    cells = [
        (CellPlace(coder, day, "paid_hours"), CellPlace(coder, day, "charts", WARD, None))
        for coder in range(1, len(NAMES) + 1)
        for day in days
    ]
    return [draft for paid, charts in cells for draft in (CellDraft(paid, 8.0), CellDraft(charts, 18))]
