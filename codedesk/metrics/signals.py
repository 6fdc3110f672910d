"""Signals of accuracy: what its trends show, told of the work before a person. Of pace: change_words.py."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

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
    kind: str = ""


@dataclass(frozen=True)
class Watched:
    """One coder's trend of accuracy, and the work types done in the period."""

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
    return tuple(_process(sighting, "The team as a whole", _near(sighting, common)) for sighting in drawn.sightings)


def _told(sighting: Sighting, own: Watched, team: Sequence[Watched], causes: Sequence[Cause]) -> Signal:
    near = _near(sighting, [cause for cause in causes if own.concerned_by(cause)])
    shared = tuple(_shared(sighting, own, team))
    if near or shared:
        return _process(sighting, own.coder, (*near, *shared))
    said = _pattern(sighting, "their own")
    text = f"{own.coder}: {said} – has something changed in the work?"
    return Signal("individual", "accuracy", sighting.mark, sighting.since, text)


def _process(sighting: Sighting, who: str, candidates: tuple[str, ...]) -> Signal:
    text = f"{who}: {_pattern(sighting, 'the')}"
    text += f" – look at the process first: {'; '.join(candidates)}" if candidates else " – what changed in the work?"
    return Signal("process", "accuracy", sighting.mark, sighting.since, text, candidates)


def _near(sighting: Sighting, causes: Sequence[Cause]) -> tuple[str, ...]:
    """Name what happened within the week before, or was going on."""
    near = [cause for cause in causes if _explains(cause, sighting.since)]
    return tuple(f"{cause.text} ({day_label(cause.day)})" for cause in sorted(near, key=lambda cause: cause.day))


def _explains(cause: Cause, since: date) -> bool:
    after = (since - cause.day).days
    return 0 <= after <= NEAR_DAYS or (after >= 0 and cause.until is not None and since <= cause.until)


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


def _pattern(sighting: Sighting, whose: str) -> str:
    count = _NUMBERS[sighting.count] if sighting.count < len(_NUMBERS) else str(sighting.count)
    since, side = f"since {day_label(sighting.since)}", "above" if sighting.up else "below"
    when = f"in {count} audits {since}" if sighting.count > 1 else f"in the audit of {day_label(sighting.since)}"
    said = {
        "outside": f"accuracy {side} the limits {when}",
        "run": f"accuracy {side} {whose} mean in {count} audits in a row {since}",
        "trend": f"accuracy {'rising' if sighting.up else 'falling'} over {count} audits in a row {since}",
        "two_of_three": f"accuracy far {side} {whose} mean in {count} audits close together {since}",
    }
    return said[sighting.mark]
