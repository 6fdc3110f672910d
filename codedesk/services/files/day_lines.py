"""Lines of log.csv, time.csv and day_notes.csv to work days: one day per coder and date holds all three.

Only days; names and comparisons are import_rows'.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from codedesk import models
from codedesk.models import Row
from codedesk.services.files.ledger import Ledger, Rows
from codedesk.services.files.rows import Attributes, insert_lines, may_change, opened, plan_changes, stored_by
from codedesk.services.files.sheets import DAY_NOTES, LOG, TIME

PAID = "paid"
HOURS_OF_A_DAY = 24
_PAID_NUMBER = 0
_ROUNDING = 1e-9
DayKey = tuple[int, date]


@dataclass
class Days:
    """Work days that the files touch: stored ones by key, and new ones as columns that are still being filled."""

    ledger: Ledger
    span: tuple[date, date]
    stored: dict[DayKey, tuple[int, float | None, str]]
    numbers: dict[DayKey, int]
    new: dict[DayKey, int]
    columns: dict[str, list[Any]]

    def numbers_of(self, rows: Rows) -> list[int]:
        """Return the work day of every line."""
        return list(map(self.numbers.__getitem__, _keys(rows)))

    def stored_under(self, model: type[Row], key: Sequence[str], attributes: Sequence[str]) -> dict[Any, Any]:
        """Return the stored rows of the touched days by their key."""
        if not self.stored:
            return {}
        day = sa.inspect(models.WorkDay).local_table.c
        table = sa.inspect(model).local_table.c
        touched = sa.select(day.id).where(day.day.between(*self.span))
        return stored_by(self.ledger, model, key, attributes, table.work_day_id.in_(touched))


def plan_days(ledger: Ledger) -> None:
    """Plan log, paid hours, other time and day notes."""
    hidden = ledger.names["time_category"].pop(PAID, None)
    ledger.know("time_category", PAID, _PAID_NUMBER)
    log, time, notes = (opened(ledger, sheet) for sheet in (LOG, TIME, DAY_NOTES))
    ledger.forget("time_category", PAID)
    if hidden is not None:
        ledger.know("time_category", PAID, hidden)
    if log is not None:
        _drop_empty_lines(ledger, log)
    days = _days(ledger, [rows for rows in (log, time, notes) if rows is not None and rows.size])
    if days is None:
        return
    if log is not None:
        _plan_log(days, log)
    if time is not None:
        _plan_time(days, time)
    if notes is not None:
        _plan_day_values(days, notes, range(notes.size), "note", notes.columns["note"])


def _keys(rows: Rows) -> list[DayKey]:
    return list(zip(rows.columns["coder"], rows.columns["date"], strict=True))


def _drop_empty_lines(ledger: Ledger, rows: Rows) -> None:
    lines = zip(rows.columns["charts"], rows.columns["hours"], rows.columns["note"], strict=True)
    bad = {at for at, (charts, hours, note) in enumerate(lines) if charts is None and hours is None and not note}
    for at in sorted(bad):
        ledger.problem(rows, at, "charts", "", "charts is empty; write 0 if there were none, or take the line out")
    rows.drop(bad)


def _days(ledger: Ledger, parts: Sequence[Rows]) -> Days | None:
    if not parts:
        return None
    span = min(min(rows.columns["date"]) for rows in parts), max(max(rows.columns["date"]) for rows in parts)
    table = sa.inspect(models.WorkDay).local_table.c
    found = ledger.stored(models.WorkDay, ["coder_id", "day", "paid_hours", "note"], table.day.between(*span))
    stored = {(coder, day): (number, paid, note) for number, coder, day, paid, note in found}
    missing = dict.fromkeys(key for rows in parts for key in _keys(rows) if key not in stored)
    columns: dict[str, list[Any]] = {
        "coder_id": [coder for coder, _ in missing],
        "day": [day for _, day in missing],
        "paid_hours": [None] * len(missing),
        "note": [""] * len(missing),
    }
    new = dict(zip(missing, range(len(missing)), strict=True))
    numbers = dict(zip(missing, ledger.insert(models.WorkDay, columns), strict=True))
    return Days(ledger, span, stored, numbers | {key: row[0] for key, row in stored.items()}, new, columns)


def _plan_log(days: Days, rows: Rows) -> None:
    attributes: Attributes = {
        "work_day_id": days.numbers_of(rows),
        "work_type_id": rows.columns["work_type"],
        **{name: rows.columns[name] for name in ("charts", "hours", "weight", "note")},
    }
    _plan_parts(days, rows, models.WorkLine, attributes, ["work_day_id", "work_type_id"], "hours of the lines")


def _plan_time(days: Days, rows: Rows) -> None:
    categories = rows.columns["category"]
    paid = [at for at, category in enumerate(categories) if category == _PAID_NUMBER]
    _plan_day_values(days, rows, paid, "paid_hours", rows.columns["hours"])
    rows.drop(set(paid))
    attributes: Attributes = {
        "work_day_id": days.numbers_of(rows),
        "category_id": rows.columns["category"],
        "hours": rows.columns["hours"],
    }
    _plan_parts(days, rows, models.OtherTime, attributes, ["work_day_id", "category_id"], "hours of other time")


def _plan_parts(
    days: Days, rows: Rows, model: type[Row], attributes: Attributes, key: Sequence[str], words: str
) -> None:
    stored = days.stored_under(model, key, list(attributes))
    new = plan_changes(days.ledger, rows, attributes, key, stored)
    _check_sums(days, rows, attributes, key, stored, words)
    insert_lines(days.ledger, model, attributes, new)


def _check_sums(
    days: Days, rows: Rows, attributes: Attributes, key: Sequence[str], stored: dict[Any, Any], words: str
) -> None:
    hours = attributes["hours"]
    if all(value is None for value in hours):
        return
    total: dict[int, float] = defaultdict(float)
    last: dict[int, int] = {}
    for at, (number, value) in enumerate(zip(attributes["work_day_id"], hours, strict=True)):
        if value is not None:
            total[number] += value
            last[number] = at
    written = set(zip(*(attributes[name] for name in key), strict=True)) if stored else set()
    for line_key, (_, row) in stored.items():
        if line_key not in written and row["hours"] is not None and row["work_day_id"] in last:
            total[row["work_day_id"]] += row["hours"]
    for number, at in last.items():
        if total[number] > HOURS_OF_A_DAY + _ROUNDING:
            reason = f"the {words} of this coder and day come to {total[number]:g}, over 24"
            days.ledger.problem(rows, at, "hours", f"{hours[at]:g}", reason)


def _plan_day_values(days: Days, rows: Rows, places: Sequence[int], attribute: str, values: Sequence[Any]) -> None:
    """Set one value of the work days; a value that was not entered before is new, not changed."""
    ledger, tally = days.ledger, days.ledger.tally(rows)
    keys = _keys(rows)
    filling = days.columns[attribute]
    for at in places:
        key, value = keys[at], values[at]
        if key in days.new:
            filling[days.new[key]] = value
            tally.new += 1
            continue
        number, paid_hours, note = days.stored[key]
        was = paid_hours if attribute == "paid_hours" else note
        if was == value:
            tally.same += 1
        elif was in (None, ""):
            tally.new += 1
            ledger.update(models.WorkDay, number, {attribute: value})
        elif may_change_day(days, rows, at, attribute, was, value):
            ledger.update(models.WorkDay, number, {attribute: value})


def may_change_day(days: Days, rows: Rows, at: int, attribute: str, was: Any, value: Any) -> bool:
    """Ask whether a value of a day may be overwritten; name it where it may not."""
    name = "hours" if attribute == "paid_hours" else attribute
    return may_change(days.ledger, rows, at, {name: value}, {name: was})
