"""What waits at the end of one day, by work type: what is logged, what it was last time, and what is to be expected.

Here live the questions, and how a cell of the grid is kept. What a department logs is waiting.py's.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk.formats import count, plural
from codedesk.models import Backlog, Coder, WorkDay, WorkLine, WorkType
from codedesk.models.backlogs import BacklogDraft, Covers
from codedesk.periods import Period, day_label
from codedesk.services.cache import by_number, kept
from codedesk.services.days.checks import MarkRow, confirmed
from codedesk.services.days.drafts import CellDraft, CellPlace, Value
from codedesk.services.live import live
from codedesk.services.nouns import assign
from codedesk.services.people.schedules import Rota

WAITS = "Work that waits"
"""Whose a line is called where others say a coder."""
LOOK_BACK = 31
"""So many days before a day the last known line may lie, in days."""
ASKED = "waiting"
"""Under this question a number is confirmed."""
FIELDS = ("waiting", "received", "dollars", "oldest")
_SMALL, _TIMES = 20, 10
_CLEARED = "cleared in the day grid"
_CENTS = 100
NOTHING_CAME_IN = "enter first how many came in"
NO_WORK_TYPE = "this work type is no longer there"


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """What waits of one work type on a day: what is logged (None: nothing), and what is known beside it.

    before: the last charts known to wait, on before_day; coded: charts of the day's log; expected: before and what came
    in since, without what was coded, None where what came in is not known of every day between. confirmed: somebody
    looked at the number and said that it is right.
    """

    work_type_id: int
    name: str
    draft: BacklogDraft | None = None
    row_id: int | None = None
    before: int | None = None
    before_day: date | None = None
    coded: int = 0
    expected: int | None = None
    confirmed: bool = False

    @property
    def mark(self) -> MarkRow | None:
        """What is to be asked of a number ten times, or a tenth, of what is to be expected, unless it was confirmed."""
        value, last = self.draft.waiting if self.draft else None, self.before
        known = last if self.expected is None else self.expected
        if self.confirmed or value is None or not known or max(value, known) < _SMALL:
            return None
        if known < _TIMES * value and value < _TIMES * known:
            return None
        where = "expected" if self.expected is not None else f"on {day_label(self.before_day or date.min)}"
        reason = f"{plural(value, 'chart')} after {count(known)} {where}: is that right?"
        return MarkRow("waiting", reason, ASKED, str(value), self.work_type_id)


@dataclass(frozen=True, slots=True)
class WaitingDay:
    """What waits at the end of a day: a line for each work type in use."""

    day: date
    lines: tuple[WaitingLine, ...]


def logs_waiting(session: Session, day: date) -> bool:
    """Tell whether the department logged what waits in the two months before a day, or since then."""
    last = kept(session, "last backlog", (Backlog,), lambda: _last_day(session))
    return last is not None and last >= day - timedelta(2 * LOOK_BACK)


def _last_day(session: Session) -> date | None:
    found: date | None = session.scalar(sa.select(sa.func.max(Backlog.day)).where(live(Backlog)))
    return found


def waiting_day(session: Session, day: date) -> WaitingDay:
    """Read what waits at the end of a day."""
    return _Waits(session, Period(day, day)).day(day)


def asked_of_waiting(session: Session, period: Period) -> tuple[tuple[date, WaitingLine], ...]:
    """Return the lines of a period whose number is to be looked at, with their days."""
    if not (logged := _logged_days(session, period)):
        return ()
    reading = _Waits(session, period)
    return tuple((day, line) for day in logged for line in reading.day(day).lines if line.mark is not None)


def _logged_days(session: Session, period: Period) -> list[date]:
    within = col(Backlog.day).between(period.start, period.end)
    query = select(col(Backlog.day)).where(live(Backlog), col(Backlog.waiting).is_not(None), within)
    return sorted(set(session.exec(query)))


class _Waits:
    """What waited on the days of a period and in the weeks before, what was coded, and on which nobody was due."""

    def __init__(self, session: Session, period: Period) -> None:
        reach = Period(period.start - timedelta(LOOK_BACK), period.end)
        used = [row for row in by_number(session, WorkType).values() if row.active and not row.voided]
        self._types = sorted(used, key=lambda row: (row.position, row.name))
        self._stored: dict[int, dict[date, Backlog]] = defaultdict(dict)
        query = select(Backlog).where(live(Backlog), col(Backlog.day).between(reach.start, reach.end))
        for row in session.exec(query.order_by(col(Backlog.day))):
            self._stored[row.work_type_id][row.day] = row
        self._rota = Rota(session, reach)
        self._coders = [row for row in by_number(session, Coder).values() if not row.voided]
        self._confirmed = confirmed(session, period)
        coded = (
            select(col(WorkLine.work_type_id), col(WorkDay.day), sa.func.sum(WorkLine.charts))
            .join(WorkDay, col(WorkDay.id) == col(WorkLine.work_day_id))
            .where(live(WorkDay), live(WorkLine), col(WorkDay.day).between(reach.start, reach.end))
            .group_by(col(WorkLine.work_type_id), col(WorkDay.day))
        )
        self._coded = {(kind, day): charts or 0 for kind, day, charts in session.exec(coded)}

    def day(self, day: date) -> WaitingDay:
        """Make the lines of a day."""
        return WaitingDay(day, tuple(self._line(kind, day) for kind in self._types))

    def _line(self, kind: WorkType, day: date) -> WaitingLine:
        known = self._stored.get(kind.key, {})
        stored = {at: row for at, row in known.items() if day - timedelta(LOOK_BACK) <= at <= day}
        today = stored.get(day)
        earlier = [row for row in stored.values() if row.day < day and row.waiting is not None]
        last = earlier[-1] if earlier else None
        said = (None, day, kind.key, ASKED, str(today.waiting if today else None))
        return WaitingLine(
            kind.key,
            kind.name,
            BacklogDraft.of(today) if today else None,
            today.key if today else None,
            last.waiting if last else None,
            last.day if last else None,
            self._coded.get((kind.key, day), 0),
            self._expected(kind.key, day, last, stored) if last else None,
            said in self._confirmed,
        )

    def _expected(self, kind: int, day: date, last: Backlog, stored: Mapping[date, Backlog]) -> int | None:
        between = Period(last.day + timedelta(1), day).days
        received, open_days = 0, set(between)
        for row in stored.values():
            if row.received is None or row.day <= last.day:
                continue
            days = {row.day - timedelta(back) for back in range(7 if row.covers == Covers.WEEK else 1)}
            if not days <= open_days:
                return None  # of a week that began before, or told twice
            open_days -= days
            received += row.received
        if any(self._rota.due(coder, day) for day in open_days for coder in self._coders):
            return None
        coded = sum(self._coded.get((kind, day), 0) for day in between)
        return max(0, (last.waiting or 0) + received - coded)


class StoredWaiting:
    """The lines of what waits on some places, as they are stored, and values put into them."""

    def __init__(self, session: Session, places: Iterable[CellPlace]) -> None:
        """Read the lines that the places stand in."""
        self._session = session
        asked = tuple(places)
        wanted = {(place.day, place.work_type_id) for place in asked}
        self._told = {_key(place) for place in asked if place.field == "received"}
        query = select(Backlog).where(live(Backlog), col(Backlog.day).in_({day for day, _ in wanted}))
        found = session.exec(query) if wanted else ()
        self._put: dict[tuple[date, int], dict[str, Value]] = defaultdict(dict)
        self._rows = {(row.day, row.work_type_id): row for row in found if (row.day, row.work_type_id) in wanted}

    def value(self, place: CellPlace) -> Value:
        """Return what a cell holds; None where nothing is entered. Dollars are dollars, not cents."""
        row, put = self._rows.get(_key(place)), self._put[_key(place)]
        value: Value = put[place.field] if place.field in put else getattr(row, place.field, None)
        if place.field == "covers":
            return None if value is None or self._received(place) is None else str(value)
        return value / _CENTS if place.field == "dollars" and isinstance(value, int) else value

    def refused(self, draft: CellDraft) -> str:
        """Say why a draft cannot be stored, whatever its value; "" where it can."""
        place = draft.place
        if draft.value is None:
            return ""
        if place.field == "covers" and _key(place) not in self._told and self._received(place) is None:
            return NOTHING_CAME_IN
        if _key(place) in self._rows:
            return ""
        kind = by_number(self._session, WorkType).get(place.work_type_id or 0)
        return NO_WORK_TYPE if kind is None or kind.voided else ""

    def _received(self, place: CellPlace) -> Value:
        row, put = self._rows.get(_key(place)), self._put[_key(place)]
        received: Value = put.get("received", row.received if row is not None else None)
        return received

    def put(self, draft: CellDraft) -> bool:
        """Put a value into a cell; return whether it differs from what was there."""
        place, value = draft.place, draft.value
        if place.field == "covers":
            value = Covers(str(value)) if value is not None else Covers.DAY
        if self.value(place) == value:
            return False
        cents = place.field == "dollars" and value is not None
        self._put[_key(place)][place.field] = round(float(value or 0) * _CENTS) if cents else value
        return True

    def close(self) -> None:
        """Store what was put; a line that says nothing any more is voided with what it said last."""
        for (day, kind), put in self._put.items():
            row = self._rows.get((day, kind))
            before = {name: getattr(row, name, None) for name in FIELDS}
            if not all(value is None for value in (before | put).values()):
                made = row or Backlog(day=day, work_type_id=kind)
                assign(made, put)
                self._session.add(made)
            elif row is not None:
                row.voided, row.void_reason = True, _CLEARED
        self._session.flush()


def _key(place: CellPlace) -> tuple[date, int]:
    return place.day, place.work_type_id or 0


def lines_of(session: Session, day: date, *, wanted: bool = False) -> tuple[WaitingLine, ...] | None:
    """Return the lines of a day where the department logs what waits, or somebody wants to; else None."""
    return waiting_day(session, day).lines if wanted or logs_waiting(session, day) else None
