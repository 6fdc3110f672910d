"""The rows that figures are made from, read once for the whole team into frames of numbers. Queries only, no formula.

Days become whole days since 1 January 1970; coders and work types become positions in lists ordered by name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnClause, Connection, Select, String, Table, and_, func, literal_column, select, type_coerce
from sqlmodel import SQLModel

from codedesk.metrics.pace import Days, Lines, sums
from codedesk.metrics.standards import EVERY_WORK_TYPE, Floats, Ints, Ramps, Standards, rate, stated
from codedesk.periods import Period

Values = npt.NDArray[np.object_]

EPOCH = date(1970, 1, 1)
_PIECE = 4096
# From this share of all work days on, reading a table as a whole is quicker than looking up each day's rows.
_MOST = 0.5
# Written out, not bound: so that the indexes over live rows serve.
LIVE: ColumnClause[Any] = literal_column("false")


@dataclass(frozen=True, slots=True)
class Person:
    """A coder as figures need one."""

    id: int
    name: str
    started_on: date
    left_on: date | None
    weekly_hours: float


@dataclass(frozen=True, slots=True)
class Frames:
    """The log of a period, with the standards and ramps of all time. accuracy: the department's, nan if none is set."""

    people: tuple[Person, ...]
    person_at: dict[int, int]
    work_types: tuple[str, ...]
    work_type_at: dict[int, int]
    usual_hours: float
    accuracy: float
    days: Days
    lines: Lines
    standards: Standards
    ramps: Ramps


def table(name: str) -> Table:
    """Return a stored table."""
    return SQLModel.metadata.tables[name]


def live(stored: Table) -> Any:
    """Say that a row is not voided."""
    return stored.c.voided == LIVE


def rows(connection: Connection, question: Select[Any]) -> list[tuple[Any, ...]]:
    """Return the plain rows of a question."""
    return list(map(tuple, connection.execute(question).all()))


def raw_columns(connection: Connection, question: Select[Any], width: int) -> list[Values]:
    """Return the columns of a question as the driver gives them: for many rows of numbers, and days as text or dates.

    This spares SQLAlchemy's row objects; rows are let go piece by piece, so that the garbage collector, which would
    look at all of them again and again, never sees many.
    """
    result = connection.execute(question)
    assert result.cursor is not None
    pieces = [np.empty((0, width), dtype=object)]
    while found := result.cursor.fetchmany(_PIECE):
        values = np.fromiter(chain.from_iterable(found), dtype=object, count=width * len(found))
        pieces.append(values.reshape(len(found), width))
    result.close()
    return list(np.concatenate(pieces).T)


def columns(found: Sequence[tuple[Any, ...]], width: int) -> list[tuple[Any, ...]]:
    """Turn rows into columns, empty ones where there is no row."""
    return list(zip(*found, strict=True)) if found else [()] * width


def ints(values: Sequence[int] | Values) -> Ints:
    """Return whole numbers as an array."""
    return np.array(values, dtype=np.int64)


def floats(values: Sequence[float | None] | Values) -> Floats:
    """Return numbers as an array, nan for None."""
    return np.array(values, dtype=np.float64)


def ordinal(day: date) -> int:
    """Return the number of a day."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """Return the day of a number."""
    return EPOCH + timedelta(int(number))


def day_numbers(values: Sequence[object] | Values) -> Ints:
    """Return the numbers of days given as dates or as ISO text (which saves making dates of them)."""
    return np.array(list(values), dtype="datetime64[D]").astype(np.int64)


def positions(values: Sequence[int | None] | Values, at: Mapping[int, int]) -> Ints:
    """Return the position of each number, -1 for None or one that is not there."""
    wanted = floats(values)
    ids = floats(sorted(at))
    if not len(ids):
        return np.full(len(wanted), EVERY_WORK_TYPE, np.int64)
    row = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    places = ints([at[key] for key in sorted(at)])
    return np.where(ids[row] == wanted, places[row], EVERY_WORK_TYPE)


def read_frames(connection: Connection, period: Period) -> Frames:
    """Read what the figures of a period need, except the audits."""
    usual, accuracy = _department(connection)
    people = _people(connection, usual)
    person_at = {person.id: row for row, person in enumerate(people)}
    work_types, work_type_at = _work_types(connection)
    days, ids = _days(connection, period, person_at)
    return Frames(
        people=people,
        person_at=person_at,
        work_types=work_types,
        work_type_at=work_type_at,
        usual_hours=usual,
        accuracy=accuracy,
        days=days,
        lines=_lines(_Wanted(connection, period, ids), work_type_at),
        standards=_standards(connection, work_type_at),
        ramps=_ramps(connection, person_at, work_type_at),
    )


def _department(connection: Connection) -> tuple[float, float]:
    stored = table("department")
    found = rows(connection, select(stored.c.usual_hours_per_day, stored.c.accuracy_standard))
    usual, accuracy = found[0] if found else (8.0, None)
    return usual, np.nan if accuracy is None else accuracy / 100


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


def _work_types(connection: Connection) -> tuple[tuple[str, ...], dict[int, int]]:
    stored = table("work_type")
    found = rows(connection, select(stored.c.id, stored.c.name).order_by(stored.c.position, stored.c.name, stored.c.id))
    return tuple(name for _, name in found), {key: row for row, (key, _) in enumerate(found)}


def _in_period(period: Period) -> Any:
    stored = table("work_day")
    return and_(stored.c.day.between(period.start, period.end), live(stored))


def _days(connection: Connection, period: Period, person_at: dict[int, int]) -> tuple[Days, Ints]:
    """Return the work days of known coders and, in rising order, their numbers."""
    c = table("work_day").c
    day = type_coerce(c.day, String)
    question = select(c.id, c.coder_id, day, c.paid_hours).where(_in_period(period))
    key, coder, on, paid = raw_columns(connection, question, 4)
    ids, people = ints(key), positions(coder, person_at)
    order = np.argsort(ids)
    order = order[people[order] >= 0]
    excused, other = _other_time(connection, _Wanted(connection, period, ids[order]))
    return Days(people[order], day_numbers(on)[order], floats(paid)[order], excused, other), ids[order]


@dataclass
class _Wanted:
    """The days of a period whose rows are asked for, by their numbers in rising order."""

    connection: Connection
    period: Period
    ids: Ints

    def columns_of(self, stored: Table, *names: str) -> list[Values]:
        """Return columns of the live rows of (at least) these days: the day's number first, then the given ones."""
        day = table("work_day")
        question = select(stored.c.work_day_id, *(stored.c[name] for name in names)).where(live(stored))
        if len(self.ids) < _MOST * self.logged:
            question = question.select_from(day).join(stored, stored.c.work_day_id == day.c.id)
            question = question.where(_in_period(self.period))
        return raw_columns(self.connection, question, 1 + len(names))

    @cached_property
    def logged(self) -> int:
        """Return how many work days there are in all."""
        return int(self.connection.execute(select(func.count()).select_from(table("work_day"))).scalar_one())


def _other_time(connection: Connection, wanted: _Wanted) -> tuple[Floats, Any]:
    """Return each day's excused hours, and whether it holds any other time."""
    category, days = table("other_time_category").c, len(wanted.ids)
    excusing = {key for key, kind in rows(connection, select(category.id, category.kind)) if kind == "excused"}
    found, kind, hours = wanted.columns_of(table("other_time"), "category_id", "hours")
    at, keep = matching(ints(found), wanted.ids)
    excused = np.isin(ints(kind)[keep], ints(sorted(excusing)))
    return sums(at, np.where(excused, floats(hours)[keep], 0.0), days), sums(at, None, days) > 0


def matching(wanted: Ints, ids: Ints) -> tuple[Ints, Any]:
    """Return the rows of those wanted numbers that are among ids (in rising order), and which these are."""
    at = np.minimum(np.searchsorted(ids, wanted), max(len(ids) - 1, 0))
    keep = ids[at] == wanted if len(ids) else np.zeros(len(wanted), np.bool_)
    return at[keep], keep


def _lines(wanted: _Wanted, work_type_at: dict[int, int]) -> Lines:
    """Return the work lines of the wanted days."""
    on, work_type, charts, hours, weight = wanted.columns_of(
        table("work_line"), "work_type_id", "charts", "hours", "weight"
    )
    at, keep = matching(ints(on), wanted.ids)
    kind = positions(work_type, work_type_at)
    if keep.all():
        return Lines(at, kind, floats(charts), floats(hours), floats(weight))
    return Lines(at, kind[keep], floats(charts)[keep], floats(hours)[keep], floats(weight)[keep])


def read_charts(connection: Connection, frames: Frames, coder: int, period: Period) -> Floats:
    """Return the charts that a coder (by position) logged in a period, by work type."""
    stored, day = table("work_line"), table("work_day")
    question = (
        select(stored.c.work_type_id, func.sum(stored.c.charts))
        .select_from(day)
        .join(stored, stored.c.work_day_id == day.c.id)
        .where(_in_period(period), live(stored), day.c.coder_id == frames.people[coder].id)
        .group_by(stored.c.work_type_id)
    )
    charts = np.zeros(len(frames.work_types))
    for work_type, count in rows(connection, question):
        charts[frames.work_type_at[work_type]] = count or 0
    return charts


def _standards(connection: Connection, work_type_at: dict[int, int]) -> Standards:
    stored = table("standard")
    c = stored.c
    as_stated = c.pace, c.pace_unit, c.hours_per_day, c.basis, c.units_per_chart
    found = rows(connection, select(c.work_type_id, c.effective_from, c.accuracy, *as_stated).where(live(stored)))
    work_type, since, accuracy, pace, unit, per_day, basis, units = columns(found, 8)
    return Standards(
        work_type=positions(work_type, work_type_at),
        from_day=day_numbers(since),
        rate=floats([rate(*stated_as) for stated_as in zip(pace, unit, per_day, units, strict=True)]),
        paid_basis=np.array([word == "paid" for word in basis], dtype=np.bool_),
        accuracy=floats(accuracy) / 100,
        stated=tuple(stated(*said) for said in zip(pace, unit, per_day, basis, units, strict=True)),
    )


def _ramps(connection: Connection, person_at: dict[int, int], work_type_at: dict[int, int]) -> Ramps:
    stored = table("ramp_step")
    c = stored.c
    question = select(c.coder_id, c.work_type_id, c.from_day, c.pace_percent, c.accuracy)
    known = question.where(live(stored), c.coder_id.in_(list(person_at)))
    coder, work_type, since, share, accuracy = columns(rows(connection, known), 5)
    return Ramps(
        coder=positions(coder, person_at),
        work_type=positions(work_type, work_type_at),
        from_day=day_numbers(since),
        share=floats(share) / 100,
        accuracy=floats(accuracy) / 100,
    )
