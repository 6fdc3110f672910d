"""Which answer belongs to which signal. Signals are found anew in every period, and their first week may move a little.

Nothing is matched by its words: whose it is, its measure, level, mark and way, and how near their weeks lie.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from codedesk.metrics.figures import Answer, Signal, Way

MOVES = timedelta(14)
"""By how much the first week of a change may move while more weeks come in, and it is still the same change."""
GOES_ON = timedelta(28)
"""How much longer than it was known to last a change may be before it is asked about again."""
_LARGER = 2.0
_LARGER_BY = 0.05


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with what it was given to: the signal as it was told then.

    until: its last day, None where it lasted; of a learner below the ramp always the last day that was looked at.
    """

    answer: Answer
    coder_id: int | None
    work_type_id: int | None
    measure: str
    level: str
    mark: str
    way: Way
    since: date
    until: date | None
    size: float | None

    def meant(self, signal: Signal, end: date) -> bool:
        """Tell whether this may be the answer to a signal that is told at the end of a period."""
        same = (self.coder_id, self.work_type_id, self.measure, self.level, self.mark, self.way) == _kind(signal)
        return same and self._in_time(signal, signal.until or end) and not self._grown(signal)

    def _in_time(self, signal: Signal, last: date) -> bool:
        if self.level == "ramp":  # the last weeks below a ramp move on with every week
            return signal.since <= (self.until or last) and self.since <= last
        latest = signal.since if signal.whole_since is None else signal.whole_since
        if not signal.since - MOVES <= self.since <= latest + MOVES:  # where it grew, the first week moves further
            return False
        return self.until is None or last <= self.until + GOES_ON

    def _grown(self, signal: Signal) -> bool:
        """Tell whether the change is so much larger now that what was said cannot be about all of it."""
        if self.size is None or signal.size is None:
            return False
        now, then = abs(signal.size), abs(self.size)
        return now > _LARGER * then and now - then > _LARGER_BY


def with_answers(signals: Sequence[Signal], answered: Sequence[Answered], end: date) -> tuple[Signal, ...]:
    """Return the signals of one block, each with its answer if it has one; an answer belongs to one signal only.

    end: the last day that the signals were told from.
    """
    found: dict[int, Answer] = {}
    used: set[int] = set()
    for _, _, place, number in sorted(_near(signals, answered, end)):
        if place not in found and number not in used:
            found[place] = answered[number].answer
            used.add(number)
    return tuple(replace(signal, answer=found.get(place)) for place, signal in enumerate(signals))


def _near(signals: Sequence[Signal], answered: Sequence[Answered], end: date) -> Iterator[tuple[int, int, int, int]]:
    """Yield what may belong together, the nearest first, the latest answer first among equals."""
    for number, one in enumerate(answered):
        for place, signal in enumerate(signals):
            if one.meant(signal, end):
                yield abs((signal.since - one.since).days), -one.answer.id, place, number


def _kind(signal: Signal) -> tuple[int | None, int | None, str, str, str, str]:
    return (
        signal.coder_id, signal.work_type_id, signal.measure, signal.level or "", signal.mark, signal.way
    )  # fmt: skip
