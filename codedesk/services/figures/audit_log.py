"""The audits as columns, month by month: each month is read once, and again only after one of its rows was changed.

Where the file holds a copy of a month, the copy is read: it goes with the first change of a row (store/copies.py). A
month is never changed: where a row of it was, another one is read in its place. So the log is held too (log.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, String, and_, bindparam, func, select, type_coerce
from sqlmodel import Session

from codedesk.metrics.standards import Floats, Ints
from codedesk.models import Audit, AuditRecord, Finding
from codedesk.models.audit_words import AuditState
from codedesk.periods import Period
from codedesk.services.cache import Spans, followed
from codedesk.services.copied import ReadableCopies, copies_of
from codedesk.services.figures.audit_months import KINDS, NOTHING, AuditMonth, HeldRows, Kind
from codedesk.services.figures.columns import (
    TextColumn,
    Values,
    day_numbers,
    floats,
    live,
    matching,
    ordinal,
    raw_columns,
    table,
)
from codedesk.services.figures.month_numbers import MONTHS, first_of_month, last_of_month, month_of, runs_of

COPY = "audits"
TABLES = (Audit, AuditRecord, Finding)
ALWAYS = Period(date.min, date.max)
_DAYS = ("day", "period_from", "period_to")


class AuditLog:
    """The months that were asked for so far, by their number (12 × year + month, from 0)."""

    def __init__(self, months: Mapping[int, AuditMonth] | None = None, copies: ReadableCopies | None = None) -> None:
        """Start with nothing, or with the months that still hold; copies are looked for before rows are read."""
        self._months = dict(months or {})
        self._copies = copies

    def months(self, connection: Connection, period: Period) -> list[AuditMonth]:
        """Return the audits of the months that a period touches, and read what is not there yet."""
        there = _months_of_audits(connection)
        first, last = max(month_of(period.start), there.start), min(month_of(period.end) + 1, there.stop)
        wanted = range(first, last)
        self._months.update(self._copied([month for month in wanted if month not in self._months]))
        for run in runs_of(month for month in wanted if month not in self._months):
            self._months.update(_read(connection, run))
        return [self._months[month] for month in wanted]

    def years(self) -> Iterator[tuple[int, list[AuditMonth], list[bytes]]]:
        """Yield the years whose months were all read from copies: the first month, the months, a print of each copy."""
        for january in sorted(month for month in self._months if month % MONTHS == 0):
            months = [self._months[month] for month in range(january, january + MONTHS) if month in self._months]
            copied = [each.copied for each in months if each.copied is not None]
            if len(copied) == MONTHS:
                yield january, months, copied

    def _copied(self, wanted: Sequence[int]) -> dict[int, AuditMonth]:
        """Return those months of which there is a copy."""
        if self._copies is None or not wanted:
            return {}
        copies = self._copies.read(COPY, wanted[0], wanted[-1])
        found = ((month, AuditMonth.from_bytes(month, copies[month])) for month in wanted if month in copies)
        return {month: audits for month, audits in found if audits is not None}

    def onward(self, connection: Connection, changed: Mapping[str, Spans]) -> "AuditLog":
        """Return the audits after rows were changed, without the months that held one of them, or hold one now."""
        now = {month for name, spans in changed.items() for month in _months_of(connection, name, spans)}
        left = ((month, held) for month, held in self._months.items() if month not in now and not held.holds(changed))
        return AuditLog(dict(left), self._copies)


def audits_held(session: Session) -> AuditLog:
    """Return the audits as they stand, with what was read of them before."""
    connection = session.connection()
    make = lambda: AuditLog(copies=copies_of(session))  # noqa: E731
    log: AuditLog = followed(session, "audits", TABLES, make, lambda log, changed: log.onward(connection, changed))
    return log


def months_audited(session: Session) -> range:
    """Return the months from the first audit to the last."""
    return _months_of_audits(session.connection())


def copied_months(session: Session, months: range) -> dict[int, bytes]:
    """Read months that follow each other from their rows, and return the copy of each."""
    return {month: held.to_bytes(month) for month, held in _read(session.connection(), months).items()}


def _months_of_audits(connection: Connection) -> range:
    day = table("audit").c.day
    # Asked for one by one, each is looked up in the index; asked for together, every audit would be walked through.
    first, last = (connection.execute(select(find(day))).scalar_one() for find in (func.min, func.max))
    return range(0) if first is None else range(month_of(first), month_of(last) + 1)


def _months_of(connection: Connection, name: str, spans: Spans) -> set[int]:
    """Return the months in which rows of a table are now, by their numbers."""
    stored, audit = table(name), table("audit")
    question = select(audit.c.day).distinct()
    if stored is not audit:
        question = question.select_from(stored).join(audit, stored.c.audit_id == audit.c.id)
    asked = (question.where(stored.c.id.between(first, last)) for first, last in spans)
    return {month_of(day) for each in asked for (day,) in connection.execute(each)}


def _read(connection: Connection, months: range) -> dict[int, AuditMonth]:
    """Read months that follow each other."""
    period = Period(first_of_month(months.start), last_of_month(months[-1]))
    audits, records, findings = (_rows(connection, kind, period) for kind in KINDS)
    opens = [ordinal(first_of_month(month)) for month in months]
    of_audits = np.searchsorted(opens, audits.column("day"), side="right") - 1
    places = [of_audits, *(_through(rows, audits.ids, of_audits) for rows in (records, findings))]
    tables = (_split(rows, at, len(months)) for rows, at in zip((audits, records, findings), places, strict=True))
    found = zip(*tables, strict=True)
    return {
        month: AuditMonth.of(*rows) if len(rows[0].ids) else NOTHING for month, rows in zip(months, found, strict=True)
    }


def _through(rows: HeldRows, ids: Ints, places: Ints) -> Ints:
    """Return the place of the audit that each row belongs to, -1 where it is not there."""
    at, keep = matching(rows.whole("audit_id"), ids)
    found = np.full(len(keep), -1, np.int64)
    found[keep] = places[at]
    return found


def _split(rows: HeldRows, places: Ints, count: int) -> list[HeldRows]:
    """Return the rows of each place, in the order in which they are."""
    order = np.argsort(places, kind="stable")
    ends = np.searchsorted(places[order], np.arange(count + 1)).tolist()
    return [rows.of_rows(order[first:last]) for first, last in pairwise(ends)]


@cache
def _asked(kind: Kind) -> Select[Any]:
    """Ask for the rows of a table whose audits are dated from first to last."""
    stored, audit = table(kind.table), table("audit")
    names = (*kind.numbers, *kind.texts)
    question = select(*(_plain(stored.c[name]) for name in names))
    wanted = audit.c.day.between(bindparam("first"), bindparam("last")), live(audit), audit.c.state != AuditState.DRAFT
    if stored is not audit:
        question = question.join(audit, audit.c.id == stored.c.audit_id).where(live(stored))
    if "scored" in stored.c:
        question = question.where(stored.c.scored)
    return question.where(and_(*wanted))


def _rows(connection: Connection, kind: Kind, period: Period) -> HeldRows:
    """Return the rows of a table, in the order of their numbers."""
    bounds = {"first": period.start, "last": period.end}
    found = raw_columns(connection, _asked(kind), len(kind.numbers) + len(kind.texts), bounds)
    columns = dict(zip((*kind.numbers, *kind.texts), found, strict=True))
    numbers = {name: _days(columns[name]) if name in _DAYS else floats(columns[name]) for name in kind.numbers}
    made = HeldRows(numbers, {name: TextColumn.of(columns[name].tolist()) for name in kind.texts})
    return made.of_rows(np.argsort(made.ids))


def _plain(column: Any) -> Any:
    return type_coerce(column, String) if column.name in _DAYS else column


def _days(column: Values) -> Floats:
    """Return the numbers of days, nan where there is none."""
    said = np.array([each is not None for each in column.tolist()], dtype=np.bool_)
    numbers = np.full(len(column), np.nan)
    numbers[said] = day_numbers(column[said])
    return numbers
