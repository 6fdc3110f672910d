"""What the standards sheet prints: every standard in force, the ramps, who changed what and why, who receives it.

Here lives how its rows are gathered. No layout; and without a coder asked for, no coder's ramp can be told by name.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from codedesk import __version__
from codedesk.formats import typed
from codedesk.models import Coder, RampStep, Standard, WorkType
from codedesk.services.department.departments import this_department
from codedesk.services.live import live
from codedesk.services.people.coders import CODERS
from codedesk.services.standards import standards
from codedesk.services.standards.receipts import receipts
from codedesk.services.standards.standards import RampStepRow, StandardRow, WorkTypeStandardRow

_FIRST_DAY = date(2000, 1, 3)
_FINGERPRINT = 16


@dataclass(frozen=True, slots=True)
class RampPlanRow:
    """One ramp as the sheet prints it. work_type "" stands for every work type.

    In a coder's own sheet starts are dates; in the team's sheet they are weeks since the first step, and nobody is
    named.
    """

    work_type: str
    steps: tuple[RampStepRow, ...]
    dated: bool


@dataclass(frozen=True, slots=True)
class SheetChangeRow:
    """One line of the change log: from which day, what holds now and held before, who approved it, why, its source."""

    day: date
    work_type: str
    what: str
    before: str
    who: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class StandardsSheetRow:
    """Everything that the sheet prints. coder "" is the team's sheet; readers are those who sign for it."""

    department: str
    manager: str
    sample: bool
    paper: str
    as_of: date
    coder: str
    standards: tuple[StandardRow, ...]
    announced: tuple[StandardRow, ...]
    without: tuple[str, ...]
    ramps: tuple[RampPlanRow, ...]
    log: tuple[SheetChangeRow, ...]
    readers: tuple[str, ...]
    version: str

    @property
    def fingerprint(self) -> str:
        """The start of a SHA-256 over all that is printed, apart from the day and the program's version."""
        said = (self.standards, self.announced, self.without, self.ramps, self.log, self.readers, self.coder)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:_FINGERPRINT]


def standards_sheet(session: Session, today: date, coder_id: int | None = None) -> StandardsSheetRow:
    """Gather the sheet as of today, for the team or for one coder. Refused for a coder who is no longer there."""
    department = this_department(session)
    coder = CODERS.found(session, coder_id) if coder_id is not None else None
    types = [row for row in standards.work_types(session, today) if row.active]
    lines = standards.time_lines(session, tuple(row.id for row in types), today)
    return StandardsSheetRow(
        department=department.name,
        manager=department.manager,
        sample=department.sample,
        paper=department.paper,
        as_of=today,
        coder=coder.shown_name if coder else "",
        standards=tuple(row.in_force for row in types if row.in_force is not None),
        announced=tuple(row for row_type in types for row in lines[row_type.id] if row.effective_from > today),
        without=tuple(row.name for row in types if row.in_force is None),
        ramps=_own_ramps(session, coder) if coder else _ramp_plans(session),
        log=_log(session, types, lines),
        readers=(coder.shown_name,) if coder else tuple(row.coder for row in receipts(session, today)),
        version=__version__,
    )


def standards_sheets(session: Session, today: date, coder_ids: Iterable[int]) -> tuple[StandardsSheetRow, ...]:
    """Gather the sheets of several coders as of today, in their order. Refused for one who is no longer there."""
    return tuple(standards_sheet(session, today, coder_id) for coder_id in coder_ids)


def _steps(session: Session, coder: Coder | None) -> dict[tuple[int, str], list[RampStep]]:
    query = select(RampStep, WorkType).join(WorkType, col(WorkType.id) == RampStep.work_type_id, isouter=True)
    query = query.join(Coder, col(Coder.id) == RampStep.coder_id).where(live(RampStep), live(Coder))
    if coder is not None:
        query = query.where(col(RampStep.coder_id) == coder.key)
    found: dict[tuple[int, str], list[RampStep]] = {}
    for step, work_type in session.exec(query.order_by(col(RampStep.from_day))):
        if work_type is None or not work_type.voided:
            found.setdefault((step.coder_id, work_type.name if work_type else ""), []).append(step)
    return found


def _own_ramps(session: Session, coder: Coder) -> tuple[RampPlanRow, ...]:
    found = _steps(session, coder).items()
    plans = (RampPlanRow(name, standards.ramp_steps(steps), dated=True) for (_, name), steps in found)
    return tuple(sorted(plans, key=lambda plan: plan.work_type))


def _ramp_plans(session: Session) -> tuple[RampPlanRow, ...]:
    """Return each plan once: its steps by the weeks since they began, whosever it is and whenever it was."""
    plans = set()
    for (_, name), steps in _steps(session, None).items():
        away = steps[0].from_day - _FIRST_DAY
        moved = [
            RampStepRow(
                row.from_day - away, row.until - away if row.until is not None else None, row.pace_percent, row.accuracy
            )
            for row in standards.ramp_steps(steps)
        ]
        plans.add(RampPlanRow(name, tuple(moved), dated=False))
    return tuple(sorted(plans, key=lambda plan: (plan.work_type, str(plan.steps))))


def weeks_in(step: RampStepRow) -> int:
    """Return the whole weeks from the start of an undated plan to a step."""
    return round((step.from_day - _FIRST_DAY) / timedelta(7))


def _log(
    session: Session, types: list[WorkTypeStandardRow], lines: dict[int, tuple[StandardRow, ...]]
) -> tuple[SheetChangeRow, ...]:
    rows = [row for row_type in types for row in _changes(lines[row_type.id])]
    names = {row.id: (row.name, row.unit) for row in types}
    voided = select(Standard).where(col(Standard.voided).is_(True), col(Standard.work_type_id).in_(names))
    for stored in session.exec(voided):
        name, unit = names[stored.work_type_id]
        what = f"voided: {standards.stated_words(stored, unit)}"
        rows.append(SheetChangeRow(stored.effective_from, name, what, "", "", stored.void_reason, ""))
    return tuple(sorted(rows, key=lambda row: (-row.day.toordinal(), row.work_type, row.what)))


def _changes(line: tuple[StandardRow, ...]) -> list[SheetChangeRow]:
    oldest_first = tuple(reversed(line))
    found = []
    for before, row in zip((None, *oldest_first), oldest_first, strict=False):
        was = _short(before) if before is not None else ""
        words = (row.approved_by, row.reason, row.source)
        found.append(SheetChangeRow(row.effective_from, row.work_type, _short(row), was, *words))
    return found


def _short(row: StandardRow) -> str:
    return f"{row.statement}, {row.basis} hours, {typed(row.accuracy)}\u00a0%"
