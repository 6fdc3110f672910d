"""A small team for the tests of services: a real department file, coders, work types and standards by name."""

from datetime import date
from pathlib import Path

from sqlmodel import Session, col, select

from codedesk.models import Coder, CoderWorkType, OtherTimeCategory, Standard, WorkType
from codedesk.services.days.changes import set_cell
from codedesk.services.days.days import CoderDayRow, day_grid
from codedesk.services.days.drafts import CellDraft, CellField, CellPlace, Value
from codedesk.services.department.starters import starters
from tests.departments import new_department

FRIDAY = date(2026, 7, 3)
MONDAY = date(2026, 6, 29)
RATES = {"Inpatient": 2.0, "Same-day surgery": 5.0, "Emergency": 12.0, "Ancillary": 30.0}


class Team:
    """A department with Ana Diaz (40 h), Bo Chen (20 h, part-time) and the work types of the worked examples."""

    def __init__(self, folder: Path, *, empty: bool = False) -> None:
        self.desk = new_department(folder / "team.codedesk", "manager", starters if empty else _fill)
        self.coders, self.types, self.categories = self.desk.read(_numbers)

    def place(self, coder: str, field: CellField, what: str = "", day: date = FRIDAY) -> CellPlace:
        return CellPlace(self.coders[coder], day, field, self.types.get(what), self.categories.get(what))

    def draft(self, coder: str, field: CellField, value: Value, what: str = "", day: date = FRIDAY) -> CellDraft:
        return CellDraft(self.place(coder, field, what, day), value)

    def set(self, coder: str, field: CellField, value: Value, what: str = "", day: date = FRIDAY) -> CoderDayRow | None:
        """Set a cell; return the coder's day as it then is."""
        return self.desk.write("Set a cell", set_cell, self.draft(coder, field, value, what, day)).block

    def block(self, coder: str, day: date = FRIDAY) -> CoderDayRow:
        grid = self.desk.read(day_grid, day)
        return next(block for block in grid.blocks if block.coder_id == self.coders[coder])


def _fill(session: Session) -> None:
    starters(session)
    for position, (name, pace) in enumerate(RATES.items()):
        session.add(WorkType(name=name, position=position))
        session.flush()
        work_type = session.exec(select(WorkType).where(col(WorkType.name) == name)).one()
        session.add(Standard(work_type_id=work_type.key, effective_from=date(2020, 1, 1), pace=pace, accuracy=95.0))
    session.add(Coder(name="Ana Diaz", started_on=date(2025, 1, 6), scheduled_hours_per_week=40.0))
    session.add(Coder(name="Bo Chen", started_on=date(2026, 6, 29), scheduled_hours_per_week=20.0))
    session.flush()
    for coder in session.exec(select(Coder)):
        session.add(CoderWorkType(coder_id=coder.key, work_type_id=1, position=1))
        session.add(CoderWorkType(coder_id=coder.key, work_type_id=2, position=0))


def _numbers(session: Session) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    coders = {row.name: row.key for row in session.exec(select(Coder))}
    types = {row.name: row.key for row in session.exec(select(WorkType))}
    return coders, types, {row.name: row.key for row in session.exec(select(OtherTimeCategory))}
