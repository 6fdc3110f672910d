"""Due days in words: which are not entered, and what was worked beside them. One wording for screen and paper."""

from collections.abc import Mapping

from codedesk.formats import plural
from codedesk.metrics.figures import BesideWhy, DueGaps
from codedesk.periods import day_label

NAMED = 6
WHY: Mapping[BesideWhy, str] = {
    "future": "after the day of these figures",
    "before_start": "before the first day",
    "after_end": "after the last day",
    "before_records": "before records begin",
    "holiday": "a holiday",
    "away": "a planned absence",
    "not_scheduled": "not in the schedule",
    "weekend": "a weekend",
    "more_days": "more days than the week asks for",
}
# Work on these days cannot be right, or a date of the coder is not.
IMPOSSIBLE: frozenset[BesideWhy] = frozenset(("future", "before_start", "after_end"))


def missing_words(gaps: DueGaps, most: int = NAMED) -> str:
    """Name the due days that are not entered, a week where the day cannot be named; empty where none is missing."""
    named = [
        *(day_label(day) for day in gaps.missing),
        *(f"{number} in the week of {day_label(monday)}" for monday, number in gaps.missing_in_weeks),
    ]
    return _first(named, most)


def beside_words(gaps: DueGaps, most: int = NAMED) -> str:
    """Name the days that were worked beside the due ones, each with the reason why it was not due."""
    return _first([f"{day_label(day)} ({WHY[why]})" for day, why in gaps.beside], most)


def beside_count(days: int) -> str:
    """Say how many days were worked beside the due ones."""
    return f"{plural(days, 'day')} worked beside them"


def _first(named: list[str], most: int) -> str:
    more = len(named) - most
    return ", ".join(named if more <= 1 else [*named[:most], f"and {more} more"])
