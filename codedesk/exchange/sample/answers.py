"""What the sample's manager answered to signals. Declared as data: which signals there are, the figures find anew."""

from dataclasses import dataclass
from datetime import date

from codedesk.exchange.sample.calendar import Calendar
from codedesk.exchange.sample.slowdowns import TEMPLATE, When
from codedesk.exchange.sample.team import DAX, MANAGER, SURGERY, Rows
from codedesk.periods import day_label


@dataclass(frozen=True, slots=True)
class Said:
    """An answer to a change of pace: of whom or of which work, which way, since when, what was said, and on which day.

    about: the signal in words with {} for its first week, without the numbers, which the figures tell.
    """

    coder: str
    work_type: str
    level: str
    way: str
    since: When
    about: str
    words: str
    on: When
    in_packet: bool

    def row(self, calendar: Calendar) -> dict[str, str]:
        """Return it as a line of answers.csv."""
        since: date = calendar.at(*self.since)
        return {
            "coder": self.coder,
            "work_type": self.work_type,
            "measure": "pace",
            "level": self.level,
            "mark": "shift",
            "way": self.way,
            "since": since.isoformat(),
            "until": "",
            "size": "",
            "about": self.about.format(day_label(since)),
            "answer": self.words,
            "by": MANAGER,
            "on": calendar.working_day(calendar.at(*self.on)).isoformat(),
            "in_packet": "yes" if self.in_packet else "no",
        }


_SAID = (
    Said(
        DAX,
        "",
        "coder",
        "up",
        (3, 9, 0),
        f"{DAX}: pace higher since the week of {{}}",
        "Talked about it: takes the emergency queue of two who are away",
        (2, 5, 3),
        in_packet=False,
    ),
    Said(
        "",
        SURGERY,
        "work_type",
        "down",
        TEMPLATE,
        f"{SURGERY}, all who do it: pace lower since the week of {{}}",
        "The new template: a summary of what was done is asked for",
        (0, 12, 1),
        in_packet=True,
    ),
)


def answers(calendar: Calendar) -> Rows:
    """Return answers.csv: one answer for the manager alone, one that may stand in the packet."""
    return [said.row(calendar) for said in _SAID]
