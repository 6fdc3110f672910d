"""The trends of the team, of every work type and of every coder over any span: the question of the Trends page.

Here live the span and the order in which things are asked; how each subject is cut stands in subjects.py.
"""

from datetime import date

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


def trends(session: Session, start: date | None, end: date | None, today: date) -> TrendsRow:
    """Read the trends of the team, of every work type and of every coder from one day to another, both included.

    Without a first day it begins with the first day or audit that is entered, without a last day it ends today.
    """
    department = held_department(session)
    last = end or max(today, start or today)
    span = Period(start or min(_first_day(session), last), last)
    make = lambda: _row(session, making(session, span, today), department)  # noqa: E731
    return until_a_change(session, ("trends", span, today), make)


def _first_day(session: Session) -> date:
    days = (session.exec(select(sa.func.min(table.day)).where(live(table))).one() for table in (WorkDay, Audit))
    return min((day for day in days if day is not None), default=date.max)


def _row(session: Session, made: Making, department: Department) -> TrendsRow:
    figures, span = made.figures(), made.period
    of_types = type_charting(session, span, made.charting)
    return TrendsRow(
        span=span,
        label=periods.label(span, department.fiscal_year),
        figures=figures,
        subjects=tuple(Subjects(made, figures, of_types, department.fiscal_year).all()),
        department=department.name,
        sample=department.sample,
        paper=department.paper,
        version=codedesk.__version__,
    )
