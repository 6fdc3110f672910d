"""What enters in the day grid: a place in it, a value for that place, and the rules that need no stored data.

Here live the shapes that a grid or a paste fills, and what can never be right. No query, no change.
"""

from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Literal

from codedesk.errors import Refused
from codedesk.periods import day_label

HOURS_PER_DAY = 24.0
CellField = Literal["paid_hours", "day_note", "charts", "hours", "weight", "note", "other_hours"]
Value = int | float | str | None

_WORDS: dict[CellField, str] = {
    "paid_hours": "paid hours",
    "day_note": "note of the day",
    "charts": "charts",
    "hours": "hours",
    "weight": "weight",
    "note": "note",
    "other_hours": "hours",
}
_OF_LINE = ("charts", "hours", "weight", "note")


@dataclass(frozen=True, slots=True)
class CellPlace:
    """One cell of the day grid: whose day, and what of it.

    A cell of a work line names its work type, a cell of other time its category, others neither.
    """

    coder_id: int
    day: date
    field: CellField
    work_type_id: int | None = None
    category_id: int | None = None

    def __post_init__(self) -> None:
        """Refuse a place that no grid has."""
        if (self.work_type_id is not None) != (self.field in _OF_LINE):
            raise Refused(f"{_WORDS[self.field]} cannot be kept there", self.field)
        if (self.category_id is not None) != (self.field == "other_hours"):
            raise Refused(f"{_WORDS[self.field]} cannot be kept there", self.field)


@dataclass(frozen=True, slots=True)
class CellDraft:
    """A value for one cell. None clears it: "not entered", which is not 0. Charts are whole, hours are hours."""

    place: CellPlace
    value: Value


def check(draft: CellDraft) -> None:
    """Refuse a value that cannot be right whatever else is stored."""
    if draft.value is None:
        return
    _CHECKS[draft.place.field](draft.value, draft.place.field)


def step_name(field: CellField, what: str, coder: str, day: date, *, clear: bool = False) -> str:
    """Name the step of one cell: "Set charts, Inpatient, Ana Diaz, 3 Jul 2026"."""
    parts = (_WORDS[field], what, coder, day_label(day))
    return f"{'Clear' if clear else 'Set'} {', '.join(part for part in parts if part)}"


def _check_charts(value: Value, field: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused("charts are counted in whole numbers", field)
    if value < 0:
        raise Refused("charts cannot be under 0", field)


def _check_hours(value: Value, field: str) -> None:
    number = _number(value, field)
    if number < 0:
        raise Refused("hours cannot be under 0", field)
    if number > HOURS_PER_DAY:
        raise Refused("a day has 24 hours", field)


def _check_weight(value: Value, field: str) -> None:
    if not _number(value, field) > 0:
        raise Refused("a weight is more than 0; 1.00 is the usual one", field)


def _check_text(value: Value, field: str) -> None:
    if not isinstance(value, str):
        raise Refused("a note is text", field)


def _number(value: Value, field: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or isnan(value):
        raise Refused("that is not a number", field)
    return float(value)


_CHECKS = {
    "paid_hours": _check_hours,
    "day_note": _check_text,
    "charts": _check_charts,
    "hours": _check_hours,
    "weight": _check_weight,
    "note": _check_text,
    "other_hours": _check_hours,
}
