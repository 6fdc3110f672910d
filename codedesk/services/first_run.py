"""The first-run list: what an empty department needs before its first figures, each step with whether it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk import formats
from codedesk.models import (
    Audit,
    Coder,
    CoderWorkType,
    Holiday,
    MonthSum,
    Row,
    Schedule,
    Standard,
    WorkDay,
    WorkLine,
    WorkType,
)
from codedesk.services.department.departments import this_department
from codedesk.services.live import live

StepName = Literal["coders", "work_types", "standards", "hours", "holidays", "dates", "records"]


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step: whether it is done, and what is there in words ("4 coders"; "" for nothing)."""

    name: StepName
    done: bool
    words: str


@dataclass(frozen=True, slots=True)
class FirstRunRow:
    """The steps in their order; begun: whether a day or an audit was ever entered."""

    steps: tuple[StepRow, ...]
    begun: bool

    @property
    def whole(self) -> bool:
        """Tell whether nothing is left that figures need: coders, work types and their standards."""
        return all(step.done for step in self.steps if step.name in ("coders", "work_types", "standards"))


def first_run(session: Session) -> FirstRunRow:
    """Say how far the department is set up."""
    coders = _count(session, Coder)
    types = session.exec(select(WorkType).where(live(WorkType), col(WorkType.active))).all()
    without = _without_standard(session, types)
    own, schedules, holidays = this_department(session), *_counts(session)
    usual, begin = own.usual_hours_per_day, own.records_begin
    steps = (
        StepRow("coders", coders > 0, _many(coders, "coder")),
        StepRow("work_types", bool(types), _many(len(types), "work type")),
        StepRow("standards", bool(types) and not without, f"none yet for {', '.join(without)}" if without else ""),
        StepRow("hours", schedules > 0 or bool(usual), f"{usual:g} hours on a usual day" if usual else ""),
        StepRow("holidays", holidays > 0, _many(holidays, "holiday")),
        StepRow("dates", own.date_order is not None, "" if own.date_order else "is 7/3 July or March?"),
        StepRow("records", begin is not None, f"on {formats.day(begin)}" if begin else "no day before it is missing"),
    )
    return FirstRunRow(steps, begun=_any(session, WorkDay) or _any(session, Audit))


def _without_standard(session: Session, types: Sequence[WorkType]) -> list[str]:
    """Name the types whose charts earn nothing yet: of those that somebody does, or all while none has a standard."""
    with_standard = set(session.exec(select(Standard.work_type_id).where(live(Standard))))
    without = [row for row in types if row.key not in with_standard]
    done = _done_by_somebody(session, [row.key for row in without]) if 0 < len(without) < len(types) else None
    return [row.name for row in without if done is None or row.key in done]


def _done_by_somebody(session: Session, work_types: Sequence[int]) -> set[int]:
    """Return which work types are usual for anybody or were logged; one of the starter list may be neither."""
    kept = (CoderWorkType, WorkLine, MonthSum)
    own = col(WorkType.id)
    found = [sa.exists().where(live(table), col(table.work_type_id) == own) for table in kept]
    return {key for key in session.exec(select(own).where(own.in_(work_types), sa.or_(*found))) if key is not None}


def _counts(session: Session) -> tuple[int, int]:
    return _count(session, Schedule), _count(session, Holiday)


def _count(session: Session, table: type[Row]) -> int:
    return session.scalar(select(sa.func.count()).select_from(table).where(live(table))) or 0


def _any(session: Session, table: type[Row]) -> bool:
    return session.exec(select(sa.literal(1)).select_from(table).where(live(table)).limit(1)).first() is not None


def _many(amount: int, word: str) -> str:
    return "" if not amount else f"{amount} {word}" if amount == 1 else f"{amount} {word}s"
