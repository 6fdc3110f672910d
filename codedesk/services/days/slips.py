"""Sheets to write on by hand: what a day sheet and a check-in slip need of each coder. Nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

import codedesk
from codedesk import periods
from codedesk.errors import Refused
from codedesk.models import Coder, CoderWorkType, OtherTimeCategory, WorkType
from codedesk.services.department.departments import this_department
from codedesk.services.live import live


@dataclass(frozen=True, slots=True)
class SlipRow:
    """One coder and one week: the usual work types as (name, unit), and the active categories of other time."""

    coder: str
    department: str
    manager: str
    paper: str
    sample: bool
    monday: date
    made_on: date
    work_types: tuple[tuple[str, str], ...]
    categories: tuple[str, ...]
    version: str


def slips(session: Session, coder_ids: Sequence[int] | None, day: date) -> tuple[SlipRow, ...]:
    """Return the sheets of the week of a day for the asked coders, or for everyone employed in it, by name.

    Refused where there is nobody.
    """
    department = this_department(session)
    monday = periods.monday(day)
    query = select(Coder).where(live(Coder))
    found = [
        coder
        for coder in session.exec(query)
        if (coder.key in coder_ids if coder_ids is not None else _employed(coder, monday))
    ]
    if not found:
        raise Refused("there is nobody to make a sheet for: add coders in Setup")
    categories = _categories(session)
    return tuple(
        SlipRow(
            coder=coder.shown_name,
            department=department.name,
            manager=department.manager,
            paper=department.paper,
            sample=department.sample,
            monday=monday,
            made_on=day,
            work_types=_usual(session, coder.key),
            categories=categories,
            version=codedesk.__version__,
        )
        for coder in sorted(found, key=lambda coder: coder.shown_name.casefold())
    )


def _employed(coder: Coder, monday: date) -> bool:
    there_before_end = coder.started_on <= monday + timedelta(6)
    return there_before_end and (coder.left_on is None or coder.left_on >= monday)


def _usual(session: Session, coder_id: int) -> tuple[tuple[str, str], ...]:
    query = (
        select(WorkType)
        .join(CoderWorkType, col(CoderWorkType.work_type_id) == col(WorkType.id))
        .where(live(CoderWorkType), live(WorkType), col(CoderWorkType.coder_id) == coder_id)
        .order_by(col(CoderWorkType.position), col(CoderWorkType.id))
    )
    return tuple((row.name, row.unit) for row in session.exec(query))


def _categories(session: Session) -> tuple[str, ...]:
    query = select(OtherTimeCategory).where(live(OtherTimeCategory), col(OtherTimeCategory.active).is_(True))
    return tuple(row.name for row in session.exec(query.order_by(col(OtherTimeCategory.position))))
