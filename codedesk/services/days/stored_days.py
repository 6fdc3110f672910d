"""Some work days as they are stored: what they hold, read once, and values put into it.

Here lives how a value of the grid is kept in rows. Which values are refused is rules.py's, what a change means to the
manager changes.py's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.models import Coder, OtherTime, OtherTimeCategory, Row, WorkDay, WorkLine, WorkType
from codedesk.models.work_days import USUAL_WEIGHT
from codedesk.services.cache import by_number
from codedesk.services.days import rules
from codedesk.services.days.drafts import CellDraft, CellField, CellPlace, Value
from codedesk.services.days.log import DayKey, DayLog, log_of
from codedesk.services.live import live

HOURS_FIELDS = ("paid_hours", "hours", "other_hours")
_EMPTY: Mapping[CellField, Value] = {"note": "", "weight": USUAL_WEIGHT}
_CLEARED = "cleared in the day grid"
# Made once: it is asked with every cell.
_DAYS = select(WorkDay).where(
    live(WorkDay),
    col(WorkDay.coder_id).in_(sa.bindparam("coders", expanding=True)),
    col(WorkDay.day).in_(sa.bindparam("days", expanding=True)),
)


class StoredDays:
    """The work days of some places, with their lines and their other time."""

    def __init__(self, session: Session, places: Iterable[CellPlace]) -> None:
        """Read the days that the places stand in."""
        self._session = session
        self._unpaid: dict[int, bool] = {}
        wanted = {(place.coder_id, place.day) for place in places}
        self._days = self._read_days(wanted)
        keys = {row.key: key for key, row in self._days.items()}
        self._lines: dict[DayKey, dict[int, WorkLine]] = defaultdict(dict)
        self._times: dict[DayKey, dict[int, OtherTime]] = defaultdict(dict)
        log = log_of(session, self._days)
        for number, lines in log.lines.items():
            self._lines[keys[number]] = {line.work_type_id: line for line in lines}
        for number, times in log.times.items():
            self._times[keys[number]] = {time.category_id: time for time in times}

    def _read_days(self, wanted: set[DayKey]) -> dict[DayKey, WorkDay]:
        if not wanted:
            return {}
        asked = {"coders": list({coder for coder, _ in wanted}), "days": list({day for _, day in wanted})}
        found = {(row.coder_id, row.day): row for row in self._session.exec(_DAYS, params=asked)}
        return {key: row for key, row in found.items() if key in wanted}

    def value(self, place: CellPlace) -> Value:
        """Return what a cell holds; None where nothing is entered."""
        key = _key(place)
        day = self._days.get(key)
        if day is None:
            return None
        if place.field == "paid_hours":
            return day.paid_hours
        if place.field == "day_note":
            return day.note or None
        if place.field == "other_hours":
            time = self._times[key].get(place.category_id or 0)
            return time.hours if time else None
        line = self._lines[key].get(place.work_type_id or 0)
        value: Value = None if line is None else getattr(line, place.field)
        return rules.as_kept(place.field, value)

    def refusals(self, drafts: Sequence[CellDraft]) -> dict[int, str]:
        """Say which drafts cannot be stored, by their place in the list, and why; all of them are stored together."""
        found = {at: reason for at, draft in enumerate(drafts) if (reason := self._refused(draft))}
        for excess in self._overfull({draft.place: at for at, draft in enumerate(drafts) if at not in found}, drafts):
            found[excess.place] = excess.reason
        return found

    def put(self, draft: CellDraft) -> bool:
        """Put a value into a cell; return whether it differs from what was there. It has to be one that is taken."""
        place, value = draft.place, rules.as_kept(draft.place.field, draft.value)
        if self.value(place) == value:
            return False
        day = self._day(place)
        if place.field == "paid_hours":
            day.paid_hours = None if value is None else float(value)
        elif place.field == "day_note":
            day.note = str(value or "")
        elif place.field == "other_hours":
            self._put_time(day, place, value)
        else:
            self._put_line(day, place, value)
        return True

    def close(self) -> None:
        """Void what holds nothing any more, and store everything."""
        for key, lines in self._lines.items():
            for number, line in list(lines.items()):
                if rules.says_nothing(line.charts, line.hours, line.weight, line.note):
                    _clear(line)
                    del self._lines[key][number]
        for key, day in list(self._days.items()):
            if day.paid_hours is None and not day.note and not self._lines[key] and not self._times[key]:
                _clear(day)
                del self._days[key]
        self._session.flush()

    def log(self) -> DayLog:
        """Return what the days hold now; after `close` that is what is stored."""
        lines = {day.key: list(self._lines[key].values()) for key, day in self._days.items()}
        times = {day.key: list(self._times[key].values()) for key, day in self._days.items()}
        return DayLog(dict(self._days), lines, times)

    def _refused(self, draft: CellDraft) -> str:
        try:
            rules.check(draft)
        except Refused as refused:
            return refused.reason
        place, key = draft.place, _key(draft.place)
        if draft.value is None:
            return ""
        if key not in self._days and self._gone(Coder, place.coder_id):
            return rules.NO_CODER
        if place.work_type_id is not None and place.work_type_id not in self._lines[key]:
            return rules.NO_WORK_TYPE if self._gone(WorkType, place.work_type_id) else ""
        if place.category_id is not None and place.category_id not in self._times[key]:
            return rules.NO_CATEGORY if self._gone(OtherTimeCategory, place.category_id) else ""
        return ""

    def _gone(self, table: type[Row], number: int) -> bool:
        row = by_number(self._session, table).get(number)
        return row is None or row.voided

    def _overfull(self, written: dict[CellPlace, int], drafts: Sequence[CellDraft]) -> list[rules.Excess]:
        """Give the hours of the days that are written in to the rules, in the order in which they were written."""
        parts: dict[str, list[rules.Part]] = {"lines": [], "paid": [], "absence": [], "other": []}
        timed = [place for place in written if place.field in HOURS_FIELDS]
        touched = {_key(place) for place in timed}
        for place in self._kept(touched):
            if place not in written:
                hours = _hours(self.value(place))
                parts[self._sum_of(place)].append((_key(place), hours, hours, None))
        for place in timed:
            at = written[place]
            part = (_key(place), _hours(drafts[at].value), _hours(self.value(place)), at)
            parts[self._sum_of(place)].append(part)
        return rules.overfull(**parts)

    def _kept(self, keys: Iterable[DayKey]) -> Iterator[CellPlace]:
        for key in keys:
            yield CellPlace(*key, "paid_hours")
            yield from (CellPlace(*key, "hours", work_type_id=number) for number in self._lines[key])
            yield from (CellPlace(*key, "other_hours", category_id=number) for number in self._times[key])

    def _sum_of(self, place: CellPlace) -> str:
        if place.category_id is None:
            return "paid" if place.field == "paid_hours" else "lines"
        if place.category_id not in self._unpaid:
            category = by_number(self._session, OtherTimeCategory).get(place.category_id)
            self._unpaid[place.category_id] = category is not None and not category.kind.paid
        return "absence" if self._unpaid[place.category_id] else "other"

    def _day(self, place: CellPlace) -> WorkDay:
        key = _key(place)
        if key not in self._days:
            self._days[key] = WorkDay(coder_id=place.coder_id, day=place.day)
            self._session.add(self._days[key])
            self._session.flush()
        return self._days[key]

    def _put_time(self, day: WorkDay, place: CellPlace, value: Value) -> None:
        times, number = self._times[_key(place)], place.category_id or 0
        if value is None:
            _clear(times.pop(number))
        elif number in times:
            times[number].hours = float(value)
        else:
            times[number] = OtherTime(work_day_id=day.key, category_id=number, hours=float(value))
            self._session.add(times[number])

    def _put_line(self, day: WorkDay, place: CellPlace, value: Value) -> None:
        lines, number = self._lines[_key(place)], place.work_type_id or 0
        if number not in lines:
            lines[number] = WorkLine(work_day_id=day.key, work_type_id=number)
            self._session.add(lines[number])
        setattr(lines[number], place.field, _EMPTY.get(place.field) if value is None else value)


def _key(place: CellPlace) -> DayKey:
    return place.coder_id, place.day


def _hours(value: Value) -> float:
    return 0.0 if value is None else float(value)


def _clear(row: Row) -> None:
    row.voided, row.void_reason = True, _CLEARED
