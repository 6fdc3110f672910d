"""What the log of a whole year adds up to, as the bytes of a copy: a program just started takes it instead of rows.

A copy of a year names all that it was made from: the copies of its twelve months, the lists that they were read with,
and the version that added them up. Where one of these is another now, it is no copy of this year.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np

import codedesk
from codedesk.metrics.due_days import Logged
from codedesk.metrics.pace import Pools
from codedesk.metrics.prints import printed
from codedesk.metrics.standards import Floats, Ints
from codedesk.metrics.tallies import OF_DAYS, OF_TYPES, ByStandard, TallyRun
from codedesk.metrics.week_runs import WeekRun
from codedesk.metrics.week_sums import SUMS_OF_CELLS, TABLES, Cells, WeekSums, by_coder
from codedesk.services.figures.lists import Lists
from codedesk.services.figures.month_numbers import MONTHS
from codedesk.services.figures.months import TABLES as TABLES_OF_MONTH
from codedesk.services.figures.months import Numbers
from codedesk.services.figures.packed import Narrow, meant, packed, unpacked, widened

COPY = "years"
_TABLES = {
    "sums_of_pools": tuple(each.name for each in fields(Pools)),
    "sums_of_types": OF_TYPES,
    "sums_of_days": OF_DAYS,
    "sums_of_standards": ByStandard._fields,
}
_OF_WORK = 3
_FORM = repr((codedesk.__version__, _TABLES, TABLES, SUMS_OF_CELLS, TABLES_OF_MONTH))


def made_from(months: Sequence[bytes], lists: Lists) -> bytes:
    """Return a print of all that a year is made from; months: the prints of the copies of its months."""
    return printed(*months, lists.print)


def to_bytes(january: int, source: bytes, run: TallyRun, numbers: Sequence[tuple[Numbers, ...]]) -> bytes:
    """Return what the months of a year add up to as bytes, and the numbers of the rows of each.

    january: the number of its first month.
    """
    columns: list[Floats | Ints] = [*_of_numbers(numbers), _of_prints(run.prints), _of_prints(run.weeks.prints)]
    columns += _of_logged(run.logged)
    columns += [run.used, *(row for name in _TABLES for row in getattr(run, name).reshape(len(_TABLES[name]), -1))]
    columns += [*np.moveaxis(run.work, 1, 0).reshape(_OF_WORK, -1)]
    return packed(_meant_for(january, source), [*columns, *_of_weeks(run.weeks)])


def is_of(january: int, source: bytes, data: bytes) -> bool:
    """Tell whether bytes are the copy of a year that was made from this source."""
    return meant(_meant_for(january, source), data)


def from_bytes(
    january: int, source: bytes, data: bytes, lists: Lists
) -> tuple[Mapping[str, Any], list[tuple[Numbers, ...]]] | None:
    """Return what a TallyRun takes of a year, and the numbers of the rows of each month.

    None where the bytes are not just what was made from this source.
    """
    columns = unpacked(_meant_for(january, source), data)
    if columns is None:
        return None
    given, coders, types = iter(columns), len(lists.people), len(lists.work_types)
    numbers = _numbers(given)
    prints, of_weeks = (_prints(next(given), coders) for _ in range(2))
    held: dict[str, Any] = {"prints": prints, "logged": _logged(given, coders), "used": next(given).astype(np.int64)}
    wide = {"sums_of_types": (types,), "sums_of_standards": (len(held["used"]),)}
    for name, of in _TABLES.items():
        held[name] = _table(given, len(of)).reshape(len(of), coders, *wide.get(name, ()))
    held["work"] = np.moveaxis(_table(given, _OF_WORK).reshape(_OF_WORK, MONTHS, coders, types), 0, 1)
    held["weeks"] = _weeks(given, coders)
    held["weeks"].__dict__["prints"] = of_weeks
    return held, numbers


def _of_numbers(numbers: Sequence[tuple[Numbers, ...]]) -> Iterator[Ints]:
    """Yield of each table how many runs of numbers each month has, and the first and the last of all of them."""
    for own in zip(*numbers, strict=True):
        yield np.array([len(each.first) for each in own])
        yield np.concatenate([each.first for each in own])
        yield np.concatenate([each.last for each in own])


def _numbers(given: Iterator[Narrow]) -> list[tuple[Numbers, ...]]:
    of_tables = []
    for _ in TABLES_OF_MONTH:
        lengths, first, last = (next(given).astype(np.int64) for _ in range(3))
        ends = np.cumsum(lengths)[:-1]
        of_tables.append(map(Numbers, np.split(first, ends), np.split(last, ends)))
    return list(zip(*of_tables, strict=True))


def _of_prints(prints: Sequence[bytes]) -> Ints:
    return np.frombuffer(b"".join(prints), np.uint8).astype(np.int64)


def _prints(column: Narrow, coders: int) -> tuple[bytes, ...]:
    every = column.astype(np.uint8).tobytes()
    size = len(every) // max(coders, 1)
    return tuple(every[place * size : (place + 1) * size] for place in range(coders))


def _of_logged(logged: Logged) -> Iterator[Ints]:
    yield np.array([logged.first_day, logged.held.shape[1]])
    yield from (np.packbits(table).astype(np.int64) for table in (logged.held, logged.worked))


def _logged(given: Iterator[Narrow], coders: int) -> Logged:
    first_day, days = next(given).astype(np.int64).tolist()
    tables = (np.unpackbits(next(given).astype(np.uint8), count=coders * days) for _ in range(2))
    return Logged(first_day, *(table.astype(np.bool_).reshape(coders, days) for table in tables))


def _table(given: Iterator[Narrow], rows: int) -> Floats:
    """Return so many columns as the rows of one table."""
    found = [next(given) for _ in range(rows)]
    table = np.empty((rows, len(found[0])))
    for place, row in enumerate(found):
        table[place] = row
    return table


def _of_weeks(run: WeekRun) -> Iterator[Floats | Ints]:
    """Yield the columns of weeks; sums that are one and the same only once."""
    own = run.sums
    every = [getattr(own, name) for name in SUMS_OF_CELLS]
    same = [next(place for place, other in enumerate(every) if other is each) for each in every]
    yield np.array([own.first_monday, own.weeks, *same])
    yield from own.by_day.reshape(TABLES, -1)
    yield from (own.coder, own.week, own.row)
    yield from (each for place, each in enumerate(every) if same[place] == place)
    yield from (run.together.ravel(), *run.cells_together)


def _weeks(given: Iterator[Narrow], coders: int) -> WeekRun:
    first_monday, weeks, *same = next(given).astype(np.int64).tolist()
    by_day = by_coder(_table(given, TABLES).reshape(TABLES, coders, weeks))
    coder, week, row = (next(given).astype(np.int64) for _ in range(3))
    every: list[Floats] = []
    for place, first in enumerate(same):
        every.append(widened(next(given)) if first == place else every[first])
    together = widened(next(given)).reshape(TABLES, weeks)
    of_all = Cells(next(given).astype(np.int64), next(given).astype(np.int64), widened(next(given)))
    return WeekRun(WeekSums(first_monday, by_day, coder, week, row, *every), together, of_all)


def _meant_for(january: int, source: bytes) -> str:
    return f"log of the year from month {january} on, {_FORM}, of {source.hex()}"
