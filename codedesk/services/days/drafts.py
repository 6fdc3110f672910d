"""What enters in the day grid: a place in it, and a value for that place.

Here live the shapes that a grid or a paste fills. What a value may be is rules.py's. No query, no change.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from codedesk.errors import Refused
from codedesk.periods import day_label

CellField = Literal[
    "paid_hours",
    "day_note",
    "charts",
    "hours",
    "weight",
    "note",
    "other_hours",
    "waiting",
    "received",
    "dollars",
    "oldest",
    "covers",
]
DEPARTMENT = 0
"""Whose the cells of what waits are: no coder's."""
Value = int | float | str | None

_WORDS: dict[CellField, str] = {
    "paid_hours": "paid hours",
    "day_note": "note of the day",
    "charts": "charts",
    "hours": "hours",
    "weight": "weight",
    "note": "note",
    "other_hours": "hours",
    "waiting": "charts waiting",
    "received": "charts received",
    "dollars": "dollars waiting",
    "oldest": "age of the oldest",
    "covers": "time in which they came in",
}
_OF_DEPARTMENT = ("waiting", "received", "dollars", "oldest", "covers")
_OF_LINE = ("charts", "hours", "weight", "note")


@dataclass(frozen=True, slots=True)
class CellPlace:
    """One cell of the day grid: whose day, and what of it.

    A cell of a work line, or of what waits, names its work type, a cell of other time its category, others neither.
    """

    coder_id: int
    day: date
    field: CellField
    work_type_id: int | None = None
    category_id: int | None = None

    def __post_init__(self) -> None:
        """Refuse a place that no grid has."""
        of_type = self.field in (*_OF_LINE, *_OF_DEPARTMENT)
        if (self.work_type_id is not None) != of_type or self.of_department != (self.field in _OF_DEPARTMENT):
            raise Refused(f"{_WORDS[self.field]} cannot be kept there", self.field)
        if (self.category_id is not None) != (self.field == "other_hours"):
            raise Refused(f"{_WORDS[self.field]} cannot be kept there", self.field)

    @property
    def of_department(self) -> bool:
        """Whether it is a cell of what waits, which is no coder's."""
        return self.coder_id == DEPARTMENT


@dataclass(frozen=True, slots=True)
class CellDraft:
    """A value for one cell. None clears it: "not entered", which is not 0. Charts are whole, dollars no cents."""

    place: CellPlace
    value: Value


def step_name(field: CellField, what: str, coder: str, day: date, *, clear: bool = False) -> str:
    """Name the step of one cell: "Set charts, Inpatient, Ana Diaz, 3 Jul 2026"."""
    parts = (_WORDS[field], what, coder, day_label(day))
    return f"{'Clear' if clear else 'Set'} {', '.join(part for part in parts if part)}"
