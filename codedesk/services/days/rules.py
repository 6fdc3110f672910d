"""The rules of a work day: what each of its values may be, and what a day of 24 hours cannot hold together.

A single cell, a whole day off, fill down, a pasted block and the lines of log.csv, time.csv and day_notes.csv are all
checked here, so that they refuse the same with the same words. What is only surprising is checks.py's. No query.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.formats import typed
from codedesk.models import Backlog, OtherTime, WorkDay, WorkLine
from codedesk.models.amounts import HIGHEST_DOLLARS
from codedesk.models.backlogs import Covers
from codedesk.models.fields import not_one_of
from codedesk.models.work_days import USUAL_WEIGHT
from codedesk.services.days.drafts import CellDraft, CellField, Value

# Hours in one sum of a day: whose day, how many, how many stood there before, and where they were written (numbered in
# the order of writing). Hours that are stored and stay have no place.
Part = tuple[Hashable, float, float, int | None]

HOURS_PER_DAY = 24.0
TEXTS = ("day_note", "note")
WHOLE = ("charts", "waiting", "received", "oldest")
BOUNDS: Mapping[CellField, Bounds] = {
    "paid_hours": WorkDay.bounds_of("paid_hours"),
    "other_hours": OtherTime.bounds_of("hours"),
    "hours": WorkLine.bounds_of("hours"),
    "charts": WorkLine.bounds_of("charts"),
    "weight": WorkLine.bounds_of("weight"),
    "waiting": Backlog.bounds_of("waiting"),
    "received": Backlog.bounds_of("received"),
    "oldest": Backlog.bounds_of("oldest"),
    "dollars": Bounds(0, HIGHEST_DOLLARS),
}
NO_CODER = "this coder is no longer there"
NO_WORK_TYPE = "this work type is no longer there"
NO_CATEGORY = "this category of other time is no longer there"
_TOLERANCE = 1e-9


def check(draft: CellDraft) -> None:
    """Refuse a draft whose value cannot be right whatever else is stored."""
    check_value(draft.place.field, draft.value)


def check_value(field: CellField, value: Value) -> None:
    """Refuse a value that cannot be right whatever else the day holds. None, "not entered", always can."""
    if value is None:
        return
    if field in TEXTS:
        _check_text(value, field)
        return
    if field == "covers":
        if value not in Covers.values():
            raise Refused(not_one_of(value, Covers), field)
        return
    if isinstance(value, bool) or not isinstance(value, int | float) or isnan(value):
        reason = f"“{value}” is not a number"
        raise Refused(reason, field)
    if field in WHOLE and not isinstance(value, int):
        reason = f"“{typed(value)}” is not a whole number"
        raise Refused(reason, field)
    try:
        BOUNDS[field].check(value, typed(value))
    except Refused as refused:
        raise Refused(refused.reason, field) from None


def as_kept(field: CellField, value: Value) -> Value:
    """Return a value as it is kept: an empty text and the usual weight are "not entered"."""
    if isinstance(value, str):
        return value or None
    if value is None or field in WHOLE:
        return value
    return None if field == "weight" and value == USUAL_WEIGHT else float(value) + 0.0  # -0 is 0


def says_nothing(charts: int | None, hours: float | None, weight: float, note: str) -> bool:
    """Tell whether a work line holds nothing at all."""
    return charts is None and hours is None and weight == USUAL_WEIGHT and not note


@dataclass(frozen=True, slots=True)
class Excess:
    """Hours that a day does not hold beside the others: where they were written, and why they are refused."""

    place: int
    reason: str


def overfull(
    *,
    lines: Sequence[Part] = (),
    paid: Sequence[Part] = (),
    absence: Sequence[Part] = (),
    other: Sequence[Part] = (),
) -> list[Excess]:
    """Find the days of over 24 hours: of their lines, of paid hours with absence, of absence with other time.

    The hours written last are refused first, until what is left fits; hours that are no more than before never are.
    """
    found = [*_over("in the work lines", lines), *_over("of paid hours and absence", [*paid, *absence])]
    gone = {excess.place for excess in found}
    kept = [(part[0], part[2], part[2], None) if part[3] in gone else part for part in absence]
    return found + _over("of other time", [*kept, *other])


def _over(what: str, parts: Sequence[Part]) -> list[Excess]:
    totals: dict[Hashable, float] = defaultdict(float)
    for day, hours, _, _ in parts:
        totals[day] += hours
    over = {day for day, total in totals.items() if total > HOURS_PER_DAY + _TOLERANCE}
    if not over:
        return []
    written = [(place, part) for part in parts if (place := part[3]) is not None and part[0] in over]
    found: list[Excess] = []
    for place, (day, hours, before, _) in sorted(written, reverse=True):
        if hours > before and totals[day] > HOURS_PER_DAY + _TOLERANCE:
            found.append(Excess(place, f"that makes {typed(round(totals[day], 6))} h {what}, and a day has 24"))
            totals[day] += before - hours
    return found[::-1]


def _check_text(value: Value, field: str) -> None:
    if not isinstance(value, str):
        raise Refused("a note is text", field)
    broken = next((letter for letter in value if letter == "\0" or "\ud800" <= letter <= "\udfff"), None)
    if broken is not None:
        reason = f"the note has a character that no file can keep (U+{ord(broken):04X})"
        raise Refused(reason, field)
