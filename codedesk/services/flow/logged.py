"""What was logged of work that waits, read once and kept until one of its tables changes. Queries only, no formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import func, select
from sqlmodel import Session

from codedesk.metrics.reworks import Reopened
from codedesk.metrics.waiting_columns import WaitingColumns
from codedesk.models import Backlog, ChartWait, Hold, OtherTime, OtherTimeCategory, Revenue, Rework, Row, WorkDay
from codedesk.models.backlogs import Covers
from codedesk.models.work_days import OtherTimeKind
from codedesk.periods import Period
from codedesk.services.cache import kept
from codedesk.services.figures.columns import columns, day_numbers, floats, live, positions, rows, table
from codedesk.services.figures.lists import TABLES as LISTS
from codedesk.services.figures.lists import Lists

CENTS = 100


@dataclass(frozen=True, slots=True)
class HeldLine:
    """Charts held on a day, as logged; work_type is a place in the list, None for all."""

    work_type: int | None
    reason: str
    group: str
    charts: int
    late: int | None
    oldest: int | None


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Gross revenue and labour cost of a span, in dollars."""

    first: date
    last: date
    revenue: float | None
    cost: float | None


@dataclass(frozen=True, slots=True)
class WaitedLine:
    """Charts of one work type with the same days."""

    work_type: int
    discharged: date | None
    available: date | None
    coded: date | None
    listed: date
    charts: int


def backlog_of(session: Session, lists: Lists) -> WaitingColumns:
    """Return every line of the backlog in order of its day."""
    return kept(session, "backlog", (Backlog, *LISTS), lambda: _backlog(session, lists))


def _backlog(session: Session, lists: Lists) -> WaitingColumns:
    c = table("backlog").c
    asked = c.day, c.work_type_id, c.waiting, c.received, c.covers, c.dollars, c.oldest
    found = _live(session, Backlog, asked, (c.day, c.id))
    day, kind, waiting, received, covers, dollars, oldest = columns(found, len(asked))
    return WaitingColumns(
        day=day_numbers(day),
        work_type=positions(kind, lists.work_type_at),
        waiting=floats(waiting),
        received=floats(received),
        weekly=np.array([each == Covers.WEEK for each in covers], np.bool_),
        dollars=floats(dollars) / CENTS,
        oldest=floats(oldest),
    )


def held_of(session: Session, lists: Lists, period: Period) -> tuple[date | None, tuple[HeldLine, ...]]:
    """Return the last day of a period on which holds are logged, and its lines; None and nothing without one."""
    return kept(session, ("held", period), (Hold, *LISTS), lambda: _held(session, lists, period))


def _held(session: Session, lists: Lists, period: Period) -> tuple[date | None, tuple[HeldLine, ...]]:
    stored = table("hold")
    c = stored.c
    last = session.connection().execute(
        select(func.max(c.day)).where(live(stored), c.day.between(period.start, period.end))
    ).scalar_one()  # fmt: skip
    if last is None:
        return None, ()
    asked = c.work_type_id, c.reason, c.provider_group, c.charts, c.late, c.oldest
    found = rows(session.connection(), select(*asked).where(live(stored), c.day == last).order_by(c.id))
    return last, tuple(HeldLine(lists.work_type_at.get(kind), *rest) for kind, *rest in found)


def money_of(session: Session) -> tuple[MoneyLine, ...]:
    """Return all revenue and cost, the earliest first."""
    return kept(session, "revenue", (Revenue,), lambda: _money(session))


def _money(session: Session) -> tuple[MoneyLine, ...]:
    c = table("revenue").c
    found = _live(session, Revenue, (c.from_day, c.to_day, c.dollars, c.cost), (c.from_day,))
    return tuple(MoneyLine(first, last, _dollars(revenue), _dollars(cost)) for first, last, revenue, cost in found)


def waited_of(session: Session, lists: Lists) -> tuple[WaitedLine, ...]:
    """Return all charts of lists; of those that wait only the ones on the newest list of their work type."""
    return kept(session, "waited", (ChartWait, *LISTS), lambda: _waited(session, lists))


def _waited(session: Session, lists: Lists) -> tuple[WaitedLine, ...]:
    c = table("chart_wait").c
    asked = c.work_type_id, c.discharged, c.available, c.coded, c.listed, c.charts
    found = [WaitedLine(lists.work_type_at[kind], *rest) for kind, *rest in _live(session, ChartWait, asked, (c.id,))]
    newest: dict[int, date] = {}
    for each in found:
        newest[each.work_type] = max(newest.get(each.work_type, each.listed), each.listed)
    return tuple(each for each in found if each.coded is not None or each.listed == newest[each.work_type])


def reopened_in(session: Session, period: Period) -> tuple[Reopened, ...]:
    """Return what was reopened in a period; coders and work types by their numbers."""
    return kept(session, ("reopened", period), (Rework,), lambda: _reopened(session, period))


def _reopened(session: Session, period: Period) -> tuple[Reopened, ...]:
    stored = table("rework")
    c = stored.c
    asked = (
        c.charts,
        c.source,
        c.cause,
        c.outcome,
        c.coder_id,
        c.work_type_id,
        c.at_stake,
        c.recovered,
        c.day,
        c.resolved,
    )
    question = select(*asked).where(live(stored), c.day.between(period.start, period.end)).order_by(c.day, c.id)
    return tuple(
        Reopened(
            charts, source, cause, outcome, coder, kind, _dollars(stake), _dollars(back), _days_between(day, resolved)
        )
        for charts, source, cause, outcome, coder, kind, stake, back, day, resolved in rows(
            session.connection(), question
        )
    )


def other_hours(session: Session, period: Period) -> tuple[tuple[str, date, float], ...]:
    """Return the paid hours of a period that were not coding: category, day and hours, in the order of the list."""
    tables = (OtherTime, OtherTimeCategory, WorkDay)
    return kept(session, ("other hours", period), tables, lambda: _other_hours(session, period))


def _other_hours(session: Session, period: Period) -> tuple[tuple[str, date, float], ...]:
    day, other, category = table("work_day"), table("other_time"), table("other_time_category")
    paid = [kind.value for kind in OtherTimeKind if kind is not OtherTimeKind.ABSENCE]
    question = (
        select(category.c.name, day.c.day, func.sum(other.c.hours))
        .select_from(day.join(other, other.c.work_day_id == day.c.id))
        .join(category, category.c.id == other.c.category_id)
        .where(live(day), live(other), day.c.day.between(period.start, period.end), category.c.kind.in_(paid))
        .group_by(category.c.position, category.c.name, day.c.day)
        .order_by(category.c.position, category.c.name, day.c.day)
    )
    return tuple((name, on, float(hours)) for name, on, hours in rows(session.connection(), question))


def _live(session: Session, stored: type[Row], asked: Sequence[Any], order: Sequence[Any]) -> list[tuple[Any, ...]]:
    known = table(str(stored.__tablename__))
    return rows(session.connection(), select(*asked).where(live(known)).order_by(*order))


def _dollars(cents: int | None) -> float | None:
    return None if cents is None else cents / CENTS


def _days_between(first: date, last: date | None) -> int | None:
    return None if last is None else (last - first).days
