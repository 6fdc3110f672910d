"""What happened to the work of the sample, as the days show it: how much of the usual pace is left, and what is asked.

The go-live slows everybody, late summaries and the new template all who do one work type, and the tool helps in one.
Days without network are no slowdown: their hours are logged as downtime, which `days` takes out.
"""

from dataclasses import dataclass
from datetime import date

from codedesk.exchange.sample.calendar import Calendar
from codedesk.exchange.sample.team import CARDIAC, INPATIENT, SURGERY, Mix

When = tuple[int, int, int]
GO_LIVE, GO_LIVE_WEEKS = (1, 1, 0), 5
LATE_SUMMARIES, LATE_WEEKS = (6, 6, 0), 4
TEMPLATE = (0, 8, 0)
TOOL = (2, 3, 0)
# While the summaries of long stays are late, so much of the day goes to other work, and so many hours are asked for.
MOVED = 0.15
ASKED_WHILE_LATE = (0.5, 0.75, 1.0)
ASKED_OF_TEMPLATE = (0.25, 0.5, 0.5)


@dataclass(frozen=True, slots=True)
class Slowdown:
    """Shares of the usual pace, week by week, from a day on; the last one lasts where it says so. None: all work."""

    since: When
    shares: tuple[float, ...]
    work_type: str | None = None
    lasts: bool = False

    def on(self, calendar: Calendar, work_type: str, day: date) -> float:
        """Return the share of the usual pace that is left on a day."""
        week = (day - calendar.at(*self.since)).days // 7
        if week < 0 or self.work_type not in (None, work_type) or (week >= len(self.shares) and not self.lasts):
            return 1.0
        return self.shares[min(week, len(self.shares) - 1)]


SLOWDOWNS = (
    # Learned within a quarter.
    Slowdown(GO_LIVE, (0.76, 0.77, 0.79, 0.81, 0.84, 0.88, 0.90, 0.92, 0.94, 0.96, 0.97, 0.99)),
    # Charts are opened, held, and opened again when the summary is there.
    Slowdown(LATE_SUMMARIES, (0.84, 0.80, 0.81, 0.85), INPATIENT),
    # What was done stands in another place of the note: more minutes for each.
    Slowdown(TEMPLATE, (0.83, 0.84), SURGERY, lasts=True),
    # The encoder suggests the codes of devices.
    Slowdown(TOOL, (1.05, 1.09), CARDIAC, lasts=True),
)


def share_of_pace(calendar: Calendar, work_type: str, day: date) -> float:
    """Return how much of the usual pace there is in a work type on a day."""
    share = 1.0
    for each in SLOWDOWNS:
        share *= each.on(calendar, work_type, day)
    return share


def held_back(calendar: Calendar, mix: Mix, day: date) -> Mix:
    """Return a day's mix: while summaries are late, long stays are held and other work is taken."""
    if not _late(calendar, day) or mix[0][0] != INPATIENT:
        return mix
    (first, share), (second, rest), *others = mix
    return ((first, share - MOVED), (second, rest + MOVED), *others)


def query_chance(calendar: Calendar, doing: frozenset[str], usual_inpatient: bool, day: date) -> float:
    """Return how likely it is that providers are asked on a day."""
    if (_late(calendar, day) and INPATIENT in doing) or (_templated(calendar, day) and SURGERY in doing):
        return 0.8
    return 0.45 if usual_inpatient else 0.12


def query_hours(calendar: Calendar, doing: frozenset[str], day: date) -> tuple[float, ...]:
    """Return how long that may take: more where charts are held, or where a note has to be asked about."""
    if _late(calendar, day) and INPATIENT in doing:
        return ASKED_WHILE_LATE
    return ASKED_OF_TEMPLATE if _templated(calendar, day) and SURGERY in doing else (0.25, 0.25, 0.5)


def _late(calendar: Calendar, day: date) -> bool:
    return 0 <= (day - calendar.at(*LATE_SUMMARIES)).days < 7 * LATE_WEEKS


def _templated(calendar: Calendar, day: date) -> bool:
    return day >= calendar.at(*TEMPLATE)
