"""The trends of the team, of work types and of every coder over any span: the question of the Trends page.

Here live the span and the order in which things are asked; how each subject is cut stands in subjects.py.
"""

from datetime import date
from functools import partial

import sqlalchemy as sa
from sqlmodel import Session, select

import codedesk
from codedesk import periods
from codedesk.models import Audit, Department, WorkDay
from codedesk.periods import Period
from codedesk.services.cache import until_a_change
from codedesk.services.department.departments import held_department
from codedesk.services.figures.blocks import Making, making
from codedesk.services.figures.subject_rows import TrendsRow
from codedesk.services.figures.subjects import Subjects
from codedesk.services.figures.type_charting import type_charting
from codedesk.services.live import live


def trends(
    session: Session, start: date | None, end: date | None, today: date, work_types: tuple[int, ...] | None = None
) -> TrendsRow:
    """Read the trends of the team, of work types and of every coder from one day to another, both included.

    Without a first day it begins with the first day or audit that is entered, without a last day it ends today.
    work_types: those that are asked for; None: all.
    """
    department = held_department(session)
    last = end or max(today, start or today)
    span = Period(start or min(_first_day(session), last), last)
    make = lambda: _row(session, making(session, span, today), department, work_types)  # noqa: E731
    return until_a_change(session, ("trends", span, today, work_types), make)


def _first_day(session: Session) -> date:
    days = (session.exec(select(sa.func.min(table.day)).where(live(table))).one() for table in (WorkDay, Audit))
    return min((day for day in days if day is not None), default=date.max)


def _row(session: Session, made: Making, department: Department, work_types: tuple[int, ...] | None) -> TrendsRow:
    figures, span = made.figures(), made.period
    cut = Subjects(made, figures, partial(type_charting, session, span, made.charting), department.fiscal_year)
    return TrendsRow(
        span=span,
        label=periods.label(span, department.fiscal_year),
        figures=figures,
        named=tuple(cut.named()),
        subjects=tuple(cut.asked_for(work_types)),
        department=department.name,
        sample=department.sample,
        paper=department.paper,
        version=codedesk.__version__,
    )
