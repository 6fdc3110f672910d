"""A small department whose work that waits can be reckoned by hand: four coders, inpatient charts at 2 an hour."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session

from codedesk import models
from codedesk.models.flow import ScenarioPartDraft
from codedesk.periods import Period
from codedesk.services.flow.figures import flow_figures
from codedesk.services.flow.rows import FlowRow
from tests.services.figures.figure_department import SmallDepartment, engine_at, fill_lists

MONDAY = date(2026, 7, 6)
WEEK = Period(MONDAY, MONDAY + timedelta(6))
FRIDAY = MONDAY + timedelta(4)


@contextmanager
def four_coders(folder: Path) -> Iterator[SmallDepartment]:
    """Four coders of 35 paid hours a week, a usual day of 7 hours; inpatient charts at 2 an hour."""
    engine = engine_at(folder / "flow.db")
    with Session(engine) as session:
        small = fill_lists(SmallDepartment(session, {}), usual_hours_per_day=7.0)
        small.standard("IP", 2)
        for name in ("Ana", "Ben", "Cleo", "Dev"):
            small.coder(name)
        yield small
    engine.dispose()


def backlog(department: SmallDepartment, day: date, work_type: str = "IP", **more: Any) -> None:
    """Log what waits."""
    department.add(models.Backlog(day=day, work_type_id=department.ids[work_type], **more))


def told(
    department: SmallDepartment, period: Period = WEEK, today: date = FRIDAY, *parts: ScenarioPartDraft
) -> FlowRow:
    """Make the figures of a period."""
    department.session.flush()
    return flow_figures(department.session, period, today, parts)
