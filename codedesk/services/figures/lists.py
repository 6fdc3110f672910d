"""What the log is read with: the people, the work types, their standards and ramps. Queries only, no formula.

Coders and work types become positions in lists ordered by name, or as the manager ordered them.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from sqlalchemy import Connection, select
from sqlmodel import Session

from codedesk.metrics.prints import printed
from codedesk.metrics.standards import Floats, Ints, Ramps, Standards, rate, stated
from codedesk.models import Coder, Department, OtherTimeCategory, RampStep, Standard, WorkType
from codedesk.models.standards import Basis
from codedesk.models.work_days import OtherTimeKind
from codedesk.periods import Period
from codedesk.services.cache import kept
from codedesk.services.figures.columns import columns, day_numbers, floats, ints, live, positions, rows, table

TABLES = (Coder, Department, OtherTimeCategory, RampStep, Standard, WorkType)
_Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Person:
    """A coder as figures need one."""

    id: int
    name: str
    started_on: date
    left_on: date | None
    weekly_hours: float

    def employed_in(self, period: Period) -> bool:
        """Tell whether the coder was on the team on a day of a period."""
        return self.started_on <= period.end and (self.left_on is None or self.left_on >= period.start)


@dataclass(frozen=True, eq=False)
class Lists:
    """Everything that days are read with, of all time. accuracy: the department's, nan if none is set.

    records_begin: no day before it is due. excusing: the numbers of the categories whose hours leave the denominator.
    source: what was read.
    """

    people: tuple[Person, ...]
    person_at: dict[int, int]
    work_types: tuple[str, ...]
    work_type_at: dict[int, int]
    usual_hours: float
    accuracy: float
    records_begin: date
    excusing: Ints
    standards: Standards
    ramps: Ramps
    source: tuple[object, ...] = field(repr=False)

    @cached_property
    def print(self) -> bytes:
        """A print of all of it: the same print, the same lists, also in another program."""
        return printed(repr(self.source).encode())

    def says_as(self, other: "Lists") -> bool:
        """Tell whether days read with the other lists are as if they had been read with these."""
        return self is other or self.source == other.source


def lists_of(session: Session) -> Lists:
    """Return the lists as they stand; they are kept until one of them is changed."""
    connection = session.connection()
    return kept(session, "lists of figures", TABLES, lambda: read_lists(connection))


def read_lists(connection: Connection) -> Lists:
    """Read the lists."""
    choices = usual, accuracy, records_begin = _department(connection)
    people = _people(connection, usual)
    work_types = _work_types(connection)
    person_at = {person.id: row for row, person in enumerate(people)}
    work_type_at = {key: row for row, (key, _) in enumerate(work_types)}
    excusing, dated, ramps = _excusing(connection), _dated(connection), _steps(connection)
    return Lists(
        people=people,
        person_at=person_at,
        work_types=tuple(name for _, name in work_types),
        work_type_at=work_type_at,
        usual_hours=usual,
        accuracy=np.nan if accuracy is None else accuracy,
        records_begin=records_begin,
        excusing=ints(excusing),
        standards=_standards(dated, work_type_at),
        ramps=_ramps(ramps, person_at, work_type_at),
        source=(people, work_types, *choices, excusing, dated, ramps),
    )


def usual_week(people: tuple[Person, ...]) -> Floats:
    """Return the weekly hours of everybody without a schedule of their own."""
    return np.array([person.weekly_hours for person in people], dtype=np.float64)


def _department(connection: Connection) -> tuple[float, float | None, date]:
    stored = table("department")
    found = rows(connection, select(stored.c.usual_hours_per_day, stored.c.accuracy_standard, stored.c.records_begin))
    usual, accuracy, begin = found[0] if found else (8.0, None, None)
    return usual, None if accuracy is None else accuracy / 100, begin or date.min


def _people(connection: Connection, usual: float) -> tuple[Person, ...]:
    stored = table("coder")
    c = stored.c
    question = select(c.id, c.name, c.name_note, c.started_on, c.left_on, c.scheduled_hours_per_week).where(
        live(stored)
    )
    people = [
        Person(key, f"{name} ({note})" if note else name, started, left, 5 * usual if hours is None else hours)
        for key, name, note, started, left, hours in rows(connection, question)
    ]
    return tuple(sorted(people, key=lambda person: (person.name.casefold(), person.name, person.id)))


def _work_types(connection: Connection) -> _Rows:
    c = table("work_type").c
    return rows(connection, select(c.id, c.name).order_by(c.position, c.name, c.id))


def _excusing(connection: Connection) -> list[int]:
    c = table("other_time_category").c
    return sorted(key for key, kind in rows(connection, select(c.id, c.kind)) if OtherTimeKind(kind).leaves_the_hours)


def _dated(connection: Connection) -> _Rows:
    stored = table("standard")
    c = stored.c
    as_stated = c.pace, c.pace_unit, c.hours_per_day, c.basis, c.units_per_chart
    return rows(connection, select(c.work_type_id, c.effective_from, c.accuracy, *as_stated).where(live(stored)))


def _standards(dated: _Rows, work_type_at: dict[int, int]) -> Standards:
    work_type, since, accuracy, pace, unit, per_day, basis, units = columns(dated, 8)
    return Standards(
        work_type=positions(work_type, work_type_at),
        from_day=day_numbers(since),
        rate=floats([rate(*stated_as) for stated_as in zip(pace, unit, per_day, units, strict=True)]),
        paid_basis=np.array([word == Basis.PAID for word in basis], dtype=np.bool_),
        accuracy=floats(accuracy) / 100,
        stated=tuple(stated(*said) for said in zip(pace, unit, per_day, basis, units, strict=True)),
    )


def _steps(connection: Connection) -> _Rows:
    stored = table("ramp_step")
    c = stored.c
    return rows(
        connection, select(c.coder_id, c.work_type_id, c.from_day, c.pace_percent, c.accuracy).where(live(stored))
    )


def _ramps(steps: _Rows, person_at: dict[int, int], work_type_at: dict[int, int]) -> Ramps:
    coder, work_type, since, share, accuracy = columns([step for step in steps if step[0] in person_at], 5)
    return Ramps(
        coder=positions(coder, person_at),
        work_type=positions(work_type, work_type_at),
        from_day=day_numbers(since),
        share=floats(share) / 100,
        accuracy=floats(accuracy) / 100,
    )
