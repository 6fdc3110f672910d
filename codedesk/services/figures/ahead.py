"""The figures of a period read ahead in short steps: whoever saves meanwhile waits for one of them, not for all.

What a step reads is kept as every reading keeps it; nothing is returned but whether there is more.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from sqlmodel import Session

from codedesk.periods import Period
from codedesk.services.figures.blocks import making
from codedesk.services.figures.charting import charting
from codedesk.services.figures.explained import explained
from codedesk.services.figures.lists import lists_of
from codedesk.services.figures.log import log_of, months_logged
from codedesk.services.figures.month_numbers import first_of_month, last_of_month

_MONTHS = 12
_CODERS = 5


def read_step(session: Session, period: Period, today: date, step: int) -> bool:
    """Read one part of what the figures of a period are made from, by its number from 0; tell whether there is a next.

    First the log, a year at a time, then what charts and signals rest on, then the team, then a few coders at a time.
    """
    steps = tuple(_steps(session, period, today))
    if step < len(steps):
        steps[step]()
    return step + 1 < len(steps)


def _steps(session: Session, period: Period, today: date) -> Iterator[Callable[[], object]]:
    months = months_logged(session)
    for first in range(months.start, months.stop, _MONTHS):
        yield partial(
            _log, session, Period(first_of_month(first), last_of_month(min(first + _MONTHS, months.stop) - 1))
        )
    yield partial(charting, session, period)
    yield partial(explained, session, period)
    yield partial(making, session, period, today)
    yield lambda: making(session, period, today).team()
    for place in range(0, len(lists_of(session).people), _CODERS):
        yield partial(_blocks, session, period, today, place)


def _log(session: Session, span: Period) -> None:
    log_of(session).tallies(session.connection(), span, lists_of(session))


def _blocks(session: Session, period: Period, today: date, place: int) -> None:
    made = making(session, period, today)
    for row in made.included[place : place + _CODERS]:
        made.block(row)
