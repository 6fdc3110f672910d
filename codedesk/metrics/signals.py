"""Signals: what was sighted in trends, told as a question about the work before one about a person. Words and dates."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from codedesk.metrics.figures import Signal
from codedesk.metrics.trends import Drawn, Sighting
from codedesk.periods import day_label

ENOUGH_POINTS = 7
TOGETHER_DAYS = 14
NEAR_DAYS = 7
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Cause:
    """Something dated that may explain a change: event, new standard, ramp. work_type and coder None: everyone's.

    until: it explains everything up to that day, as a ramp does while the coder learns.
    """

    day: date
    text: str
    work_type: str | None = None
    coder: str | None = None
    until: date | None = None


@dataclass(frozen=True)
class Watched:
    """One coder's trend of one measure, and the work types done in the period."""

    coder: str
    work_types: frozenset[str]
    drawn: Drawn

    def shares(self, sighting: Sighting) -> bool:
        """Tell whether a pattern in the same direction starts within two weeks of the sighting."""
        starts = self._starts[sighting.up]
        first = bisect_left(starts, sighting.since - timedelta(TOGETHER_DAYS))
        return first < len(starts) and starts[first] <= sighting.since + timedelta(TOGETHER_DAYS)

    @cached_property
    def _starts(self) -> dict[bool, list[date]]:
        return {way: sorted(own.since for own in self.drawn.sightings if own.up == way) for way in (False, True)}

    def concerned_by(self, cause: Cause) -> bool:
        """Tell whether a cause lies in the scope of this coder."""
        return cause.coder in (None, self.coder) and (
            cause.work_type is None or cause.work_type in self.work_types or cause.coder == self.coder
        )


def of_coder(own: Watched, team: Sequence[Watched], causes: Sequence[Cause]) -> tuple[Signal, ...]:
    """Return the signals of one coder: process signals with their candidates, and what is left as questions."""
    return tuple(_told(sighting, own, team, causes) for sighting in own.drawn.sightings)


def of_team(drawn: Drawn, causes: Sequence[Cause]) -> tuple[Signal, ...]:
    """Return the signals of the pooled team: always of the process; what concerns one coder explains none."""
    common = [cause for cause in causes if cause.coder is None]
    return tuple(
        _process(sighting, drawn, "The team as a whole", _near(sighting, drawn, common)) for sighting in drawn.sightings
    )


def _told(sighting: Sighting, own: Watched, team: Sequence[Watched], causes: Sequence[Cause]) -> Signal:
    near = _near(sighting, own.drawn, [cause for cause in causes if own.concerned_by(cause)])
    shared = tuple(_shared(sighting, own, team))
    if near or shared:
        return _process(sighting, own.drawn, own.coder, (*near, *shared))
    said = _pattern(sighting, own.drawn.trend.measure, "their own")
    text = f"{own.coder}: {said} – has something changed in the work?"
    return Signal("individual", own.drawn.trend.measure, sighting.mark, sighting.since, text)


def _process(sighting: Sighting, drawn: Drawn, who: str, candidates: tuple[str, ...]) -> Signal:
    measure = drawn.trend.measure
    text = f"{who}: {_pattern(sighting, measure, 'the')}"
    text += f" – look at the process first: {'; '.join(candidates)}" if candidates else " – what changed in the work?"
    return Signal("process", measure, sighting.mark, sighting.since, text, candidates)


def _near(sighting: Sighting, drawn: Drawn, causes: Sequence[Cause]) -> tuple[str, ...]:
    """Name what happened within the week before; a weekly point stands for all of its days."""
    ahead = 6 if drawn.trend.measure == "pace" else 0
    near = [cause for cause in causes if _explains(cause, sighting.since, ahead)]
    return tuple(f"{cause.text} ({day_label(cause.day)})" for cause in sorted(near, key=lambda cause: cause.day))


def _explains(cause: Cause, since: date, ahead: int) -> bool:
    after = (since - cause.day).days
    lasting = cause.until is not None and since <= cause.until
    return -ahead <= after <= NEAR_DAYS or (lasting and after >= -ahead)


def _shared(sighting: Sighting, own: Watched, team: Sequence[Watched]) -> Iterator[str]:
    peers = [watched for watched in team if watched.drawn.count >= ENOUGH_POINTS]
    same = [watched for watched in peers if watched.shares(sighting)]
    if len(same) >= max(2, len(peers) / 2):
        yield f"shared by {len(same)} of {len(peers)} coders"
    if peers and len(same) == len(peers):
        return
    for work_type in sorted(own.work_types):
        doing = [watched for watched in peers if work_type in watched.work_types]
        if len(doing) >= 2 and all(watched.shares(sighting) for watched in doing):
            yield f"shared by all who do {work_type}"


def _pattern(sighting: Sighting, measure: Literal["pace", "accuracy"], whose: str) -> str:
    unit = "week" if measure == "pace" else "audit"
    count = _NUMBERS[sighting.count] if sighting.count < len(_NUMBERS) else str(sighting.count)
    since, side = f"since {day_label(sighting.since)}", "above" if sighting.up else "below"
    when = f"in {count} {unit}s {since}" if sighting.count > 1 else f"in the {unit} of {day_label(sighting.since)}"
    said = {
        "outside": f"{measure} {side} the limits {when}",
        "run": f"{measure} {side} {whose} mean in {count} {unit}s in a row {since}",
        "trend": f"{measure} {'rising' if sighting.up else 'falling'} over {count} {unit}s in a row {since}",
        "two_of_three": f"{measure} far {side} {whose} mean in {count} {unit}s close together {since}",
    }
    return said[sighting.mark]
