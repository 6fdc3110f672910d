"""Makes the file of the newest revision that is kept for ever, once: `python -m tests.store.make_released`.

It holds what every kept file holds (Ana Diaz with 25 charts, a step of history for each) and rows of what the revision
brought. A file that is there is never written again: it is what that version really made.
"""

import shutil
import sys
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from codedesk.desk import Desk
from codedesk.metrics.figures import Signal
from codedesk.models.audits import AuditDraft, RecordDraft
from codedesk.models.backlogs import BacklogDraft
from codedesk.models.coders import CoderDraft
from codedesk.models.departments import DepartmentDraft
from codedesk.models.events import EventDraft
from codedesk.models.fields import Draft
from codedesk.models.flow import ChartWaitDraft, HoldDraft, RevenueDraft, ScenarioPartDraft, StaffingRequestDraft
from codedesk.models.month_sums import MonthSumDraft
from codedesk.models.rework import ReworkDraft
from codedesk.models.work_days import ConfirmedMarkDraft
from codedesk.models.work_types import WorkTypeDraft
from codedesk.services.audits.audits import save_audit
from codedesk.services.days.changes import set_cell
from codedesk.services.days.drafts import CellDraft, CellPlace
from codedesk.services.days.marks import MARKS
from codedesk.services.department.departments import change_department
from codedesk.services.department.events_and_notes import EVENTS
from codedesk.services.figures.copying import KINDS
from codedesk.services.flow.requests import REQUESTS
from codedesk.services.flow.revenues import REVENUES
from codedesk.services.flow.reworks import REWORK
from codedesk.services.flow.scenarios import SCENARIO_PARTS
from codedesk.services.flow.turnarounds import CHART_WAITS
from codedesk.services.flow.waiting import BACKLOG, HOLDS
from codedesk.services.flow.waiting_days import ASKED
from codedesk.services.nouns import Noun
from codedesk.services.people.coders import add_coder
from codedesk.services.people.month_sums import MONTH_SUMS
from codedesk.services.signal_answers import AnswerDraft, answer_signal
from codedesk.services.standards.work_types import WORK_TYPES
from codedesk.store import schema
from codedesk.store.copying import copy_some

RELEASED = Path(__file__).parent / "released"


def waiting(coder: int, ward: int) -> tuple[tuple[str, Noun[Any, Any], Draft], ...]:
    """Return a row of each kind of work that waits."""
    day, friday = date(2026, 7, 1), date(2026, 7, 3)
    denial = {"source": "denial", "cause": "payer", "outcome": "overturned", "at_stake": 1250000, "recovered": 1250000}
    return (
        ("a denial", REWORK, ReworkDraft(day=day, work_type_id=ward, charts=1, resolved=friday, **denial)),
        ("what waits", BACKLOG, BacklogDraft(day=day, work_type_id=ward, waiting=210, received=44, dollars=420000000)),
        ("a hold", HOLDS, HoldDraft(day=day, work_type_id=ward, reason="query", charts=12, late=3, oldest=9)),
        ("revenue", REVENUES, RevenueDraft(from_day=day, to_day=friday, dollars=5400000000, cost=1200000)),
        ("a turnaround", CHART_WAITS, ChartWaitDraft(work_type_id=ward, discharged=day, listed=friday, charts=4)),
        (
            "a part of a scenario",
            SCENARIO_PARTS,
            ScenarioPartDraft(scenario="Leave", kind="leave", coder_id=coder, from_day=day, value=40.0),
        ),
        ("a request", REQUESTS, StaffingRequestDraft(from_day=day, to_day=friday, text="One more coder")),
    )


def make(path: Path) -> None:
    """Make a small department as a person would, step by step."""
    desk = Desk.create(path, "manager")
    coder = desk.write("Add a coder", add_coder, CoderDraft(name="Ana Diaz", started_on=date(2026, 1, 5)))
    ward = desk.write("Add a work type", WORK_TYPES.add, WorkTypeDraft(name="Inpatient"))
    place = CellPlace(coder, date(2026, 7, 1), "charts", ward, None)
    desk.write("Set charts", set_cell, CellDraft(place, 25))
    desk.write("Rename", WORK_TYPES.change, ward, WorkTypeDraft(name="Acute care"))
    draft = DepartmentDraft(
        name="North",
        quarter_start_month=10,
        fiscal_year_named_by="start",
        records_begin=date(2026, 6, 29),
        date_order="day_first",
        keep_years=7,
    )
    desk.write("Change the department", change_department, draft)
    tool = EventDraft(from_day=date(2026, 7, 6), text="New encoder", kind="tool", coder_id=coder)
    desk.write("Add an event", EVENTS.add, tool)
    change = Signal("individual", "pace", "shift", date(2026, 7, 6), "Ana Diaz: pace 18 % lower – why?", size=-0.18,
                    level="coder", coder_id=coder)  # fmt: skip
    said = AnswerDraft(change, date(2026, 9, 30), "new encoder", in_packet=True)
    desk.write("Answer a signal", answer_signal, said, date(2026, 10, 1))
    chart = RecordDraft(reference="1", matched=8, revised=1)
    audit = AuditDraft(name="July", coder_id=coder, day=date(2026, 7, 8), depth="records", record_lines=(chart,))
    desk.write("Add an audit", save_audit, audit)
    july = MonthSumDraft(month=date(2026, 7, 1), coder_id=coder, work_type_id=ward, charts=412, hours=152.5)
    desk.write("Add a month’s sum", MONTH_SUMS.add, july)
    for what, noun, draft in waiting(coder, ward):
        desk.write(f"Add {what}", noun.add, draft)
    waits = ConfirmedMarkDraft(day=date(2026, 7, 1), work_type_id=ward, kind=ASKED, value="210")
    desk.write("Confirm what waits", MARKS.add, waits)
    while desk.use(partial(copy_some, kinds=KINDS)):
        pass
    desk.close()


if __name__ == "__main__":
    kept = RELEASED / f"{schema.HEAD}.codedesk"
    if kept.exists():
        sys.exit(f"{kept.name} is kept already.")
    with TemporaryDirectory() as scratch:
        make(Path(scratch) / "team.codedesk")
        shutil.copyfile(Path(scratch) / "team.codedesk", kept)
