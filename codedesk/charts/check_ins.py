"""The trend of a coder's check-ins as plain data: one strip of answers for each item on one time axis, with words.

Answers of 1 to 5 are never averaged over items; a skipped item is a gap and nothing more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from codedesk import formats
from codedesk.charts.picture import AltTable
from codedesk.services.people.checkins import ITEMS, CheckInRow

LOWEST, HIGHEST = 1, 5
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class CheckInAnswer:
    """One answer; value None is a gap (skipped)."""

    day: date
    value: int | None


@dataclass(frozen=True, slots=True)
class Strip:
    """The answers to one item in the order of time, and one sentence about them."""

    item: str
    answers: tuple[CheckInAnswer, ...]
    words: str


@dataclass(frozen=True, slots=True)
class CheckInChart:
    """The three strips. summary says them in one go; empty, if not "", is said in place of the drawing."""

    title: str
    subtitle: str
    start: date
    end: date
    strips: tuple[Strip, ...]
    summary: str
    table: AltTable
    empty: str = ""

    def share(self, day: date) -> float:
        """Say how far along the axis a day lies: 0 at the first, 1 at the last."""
        return (day - self.start).days / max(1, (self.end - self.start).days)


def check_in_chart(rows: Sequence[CheckInRow], today: date) -> CheckInChart:
    """Make the picture of the check-ins of one coder, given in any order."""
    ordered = sorted((row.draft for row in rows), key=lambda draft: draft.day)
    days = [draft.day for draft in ordered] or [today]
    strips = tuple(
        _strip(words, tuple(CheckInAnswer(draft.day, getattr(draft, name)) for draft in ordered))
        for name, words in ITEMS
    )
    empty = "" if len(ordered) >= _ENOUGH else "A trend needs two check-ins. There is no duty to answer."
    return CheckInChart(
        title="Answers over time",
        subtitle=f"1 to 5, about the work; {formats.plural(len(ordered), 'check-in')}; a gap is an item left out",
        start=days[0],
        end=days[-1],
        strips=strips,
        summary=" ".join(strip.words for strip in strips),
        table=AltTable(
            ("Day", *(words for _, words in ITEMS)),
            tuple((formats.day(draft.day), *(_said(getattr(draft, name)) for name, _ in ITEMS)) for draft in ordered),
        ),
        empty=empty,
    )


def _strip(item: str, answers: tuple[CheckInAnswer, ...]) -> Strip:
    given = [answer for answer in answers if answer.value is not None]
    if not given:
        return Strip(item, answers, f"“{item}”: no answer.")
    last = given[-1]
    words = f"“{item}”: {last.value} of 5 on {formats.day(last.day)}"
    if len(given) >= _ENOUGH:
        lowest, highest = min(given, key=_value), max(given, key=_value)
        same = _value(lowest) == _value(highest)
        words += f", always {last.value}" if same else f", from {lowest.value} to {highest.value} so far"
    return Strip(item, answers, f"{words}.")


def _value(answer: CheckInAnswer) -> int:
    return answer.value or 0


def _said(value: int | None) -> str:
    return "left out" if value is None else str(value)
