"""Lines of log.csv, time.csv and day_notes.csv to work days: one day per coder and date holds all three.

Only days; names and comparisons are rows.py's, and which values a day refuses is said in days/rules.py, as for a cell.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, compress, repeat
from typing import Any

import sqlalchemy as sa

from codedesk import models, names
from codedesk.models import Row
from codedesk.models.work_days import OtherTimeKind
from codedesk.services.days import rules
from codedesk.services.files.import_state import FileLines, ImportState
from codedesk.services.files.rows import Attributes, insert_lines, may_change, opened, plan_changes, stored_by
from codedesk.services.files.sheets import DAY_NOTES, LOG, TIME

PAID = "paid"
_PAID_NUMBER = 0
DayKey = tuple[int, date]
StoredLines = Mapping[Hashable, tuple[int, Mapping[str, Any]]]


@dataclass
class FileDays:
    """Work days that the files touch: stored ones by key, and new ones as columns that are still being filled."""

    state: ImportState
    span: tuple[date, date]
    stored: dict[DayKey, tuple[int, float | None, str]]
    numbers: dict[DayKey, int]
    new: dict[DayKey, int]
    columns: dict[str, list[Any]]

    def numbers_of(self, rows: FileLines) -> list[int]:
        """Return the work day of every line."""
        return list(map(self.numbers.__getitem__, _keys(rows)))

    def stored_under(self, model: type[Row], key: Sequence[str], attributes: Sequence[str]) -> dict[Any, Any]:
        """Return the stored rows of the touched days by their key."""
        if not self.stored:
            return {}
        day = sa.inspect(models.WorkDay).local_table.c
        table = sa.inspect(model).local_table.c
        touched = sa.select(day.id).where(day.day.between(*self.span))
        return stored_by(self.state, model, key, attributes, table.work_day_id.in_(touched))


def plan_days(state: ImportState) -> None:
    """Plan log, paid hours, other time and day notes."""
    categories = state.directories["time_category"].numbers
    hidden = {name: number for name, number in categories.items() if names.key(name) == PAID}
    for name in hidden:
        state.forget("time_category", name)
    state.know("time_category", PAID, _PAID_NUMBER)
    log, time, notes = (opened(state, sheet) for sheet in (LOG, TIME, DAY_NOTES))
    state.forget("time_category", PAID)
    for name, number in hidden.items():
        state.know("time_category", name, number)
    if log is not None:
        _drop_empty_lines(state, log)
    days = _days(state, [rows for rows in (log, time, notes) if rows is not None and rows.size])
    if days is None:
        return
    if log is not None:
        _plan_log(days, log)
    if time is not None:
        _plan_time(days, time)
    if notes is not None:
        _plan_day_values(days, notes, range(notes.size), "note", notes.columns["note"])


def _keys(rows: FileLines) -> list[DayKey]:
    return list(zip(rows.columns["coder"], rows.columns["date"], strict=True))


def _drop_empty_lines(state: ImportState, rows: FileLines) -> None:
    if None not in rows.columns["charts"]:
        return
    columns = (rows.columns[name] for name in ("charts", "hours", "weight", "note"))
    lines = zip(*columns, strict=True)
    bad = {at for at, line in enumerate(lines) if line[0] is None and rules.says_nothing(*line)}
    for at in sorted(bad):
        state.problem(rows, at, "charts", "", "charts is empty; write 0 if there were none, or take the line out")
    rows.drop(bad)


def _days(state: ImportState, parts: Sequence[FileLines]) -> FileDays | None:
    if not parts:
        return None
    span = min(min(rows.columns["date"]) for rows in parts), max(max(rows.columns["date"]) for rows in parts)
    table = sa.inspect(models.WorkDay).local_table.c
    found = state.stored(models.WorkDay, ["coder_id", "day", "paid_hours", "note"], table.day.between(*span))
    stored = {(coder, day): (number, paid, note) for number, coder, day, paid, note in found}
    met = chain.from_iterable(map(_keys, parts))
    state.days.update(chain.from_iterable(map(_keys, parts)))
    missing = dict.fromkeys(met if not stored else (key for key in met if key not in stored))
    columns: dict[str, list[Any]] = {
        "coder_id": [coder for coder, _ in missing],
        "day": [day for _, day in missing],
        "paid_hours": [None] * len(missing),
        "note": [""] * len(missing),
    }
    new = dict(zip(missing, range(len(missing)), strict=True))
    numbers = dict(zip(missing, state.insert(models.WorkDay, columns), strict=True))
    return FileDays(state, span, stored, numbers | {key: row[0] for key, row in stored.items()}, new, columns)


def _plan_log(days: FileDays, rows: FileLines) -> None:
    attributes: Attributes = {
        "work_day_id": days.numbers_of(rows),
        "work_type_id": rows.columns["work_type"],
        **{name: rows.columns[name] for name in ("charts", "hours", "weight", "note")},
    }
    key = ["work_day_id", "work_type_id"]
    stored = days.stored_under(models.WorkLine, key, list(attributes))
    new = plan_changes(days.state, rows, attributes, key, stored)
    if any(hours is not None for hours in attributes["hours"]):
        parts = _parts(rows.lines, attributes, key, stored) + _stored_parts(attributes, key, stored)
        _refuse(days.state, rows, rules.overfull(lines=parts))
    insert_lines(days.state, models.WorkLine, attributes, new)


def _plan_time(days: FileDays, rows: FileLines) -> None:
    categories = rows.columns["category"]
    at_paid = [at for at, category in enumerate(categories) if category == _PAID_NUMBER]
    paid = _paid_parts(days, rows, at_paid)
    _plan_day_values(days, rows, at_paid, "paid_hours", rows.columns["hours"])
    rows.drop(set(at_paid))
    attributes: Attributes = {
        "work_day_id": days.numbers_of(rows),
        "category_id": rows.columns["category"],
        "hours": rows.columns["hours"],
    }
    key = ["work_day_id", "category_id"]
    stored = days.stored_under(models.OtherTime, key, list(attributes))
    new = plan_changes(days.state, rows, attributes, key, stored)
    parts = _parts(rows.lines, attributes, key, stored) + _stored_parts(attributes, key, stored)
    categories = [*rows.columns["category"], *_left(attributes, key, stored, "category_id")]
    away = days.state.numbers_with(models.OtherTimeCategory, "kind", *OtherTimeKind.unpaid())
    split = [category in away for category in categories]
    absence, other = (list(compress(parts, chosen)) for chosen in (split, [not each for each in split]))
    _refuse(days.state, rows, rules.overfull(paid=paid, absence=absence, other=other))
    insert_lines(days.state, models.OtherTime, attributes, new)


def _parts(lines: Sequence[int], attributes: Attributes, key: Sequence[str], stored: StoredLines) -> list[rules.Part]:
    """Return the hours of the lines of a file, each with what its row held before."""
    before: Iterable[float] = repeat(0.0)
    if stored:
        keys = zip(*(attributes[name] for name in key), strict=True)
        before = [stored[each][1]["hours"] or 0.0 if each in stored else 0.0 for each in keys]
    written = zip(attributes["work_day_id"], attributes["hours"], before, lines, strict=False)
    return [(number, hours or 0.0, was, line) for number, hours, was, line in written]


def _stored_parts(attributes: Attributes, key: Sequence[str], stored: StoredLines) -> list[rules.Part]:
    """Return the hours of the rows that no line of the file writes in."""
    numbers = _left(attributes, key, stored, "work_day_id")
    hours = [value or 0.0 for value in _left(attributes, key, stored, "hours")]
    return [(number, value, value, None) for number, value in zip(numbers, hours, strict=True)]


def _left(attributes: Attributes, key: Sequence[str], stored: StoredLines, name: str) -> list[Any]:
    if not stored:
        return []
    written = set(zip(*(attributes[each] for each in key), strict=True))
    return [row[name] for line_key, (_, row) in stored.items() if line_key not in written]


def _paid_parts(days: FileDays, rows: FileLines, places: Sequence[int]) -> list[rules.Part]:
    keys, hours = _keys(rows), rows.columns["hours"]
    before = {key: paid or 0.0 for key, (_, paid, _) in days.stored.items()}
    written = [(days.numbers[keys[at]], hours[at], before.get(keys[at], 0.0), rows.lines[at]) for at in places]
    left = set(before) - {keys[at] for at in places}
    return written + [(days.numbers[key], before[key], before[key], None) for key in left]


def _refuse(state: ImportState, rows: FileLines, found: Iterable[rules.Excess]) -> None:
    for excess in found:
        state.problem_at(rows.read, excess.place, "hours", "", excess.reason)


def _plan_day_values(
    days: FileDays, rows: FileLines, places: Sequence[int], attribute: str, values: Sequence[Any]
) -> None:
    """Set one value of the work days; a value that was not entered before is new, not changed."""
    state, tally = days.state, days.state.tally(rows)
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
            tally.note_same(rows.lines[at])
        elif was in (None, ""):
            tally.new += 1
            state.update(models.WorkDay, number, {attribute: value})
        elif may_change_day(days, rows, at, attribute, was, value):
            state.update(models.WorkDay, number, {attribute: value})


def may_change_day(days: FileDays, rows: FileLines, at: int, attribute: str, was: Any, value: Any) -> bool:
    """Ask whether a value of a day may be overwritten; name it where it may not."""
    name = "hours" if attribute == "paid_hours" else attribute
    return may_change(days.state, rows, at, {name: value}, {name: was})
