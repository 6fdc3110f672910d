"""The days of the sample: nine quarters counted back from the last, its holidays, dates named by quarter and week."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from codedesk.periods import Period, monday, quarter, quarter_number
from codedesk.services.people.calendars import YearDraft, public_holidays

QUARTERS = 9
KEPT_HOLIDAYS = (
    "New Year's Day",
    "Memorial Day",
    "Juneteenth National Independence Day",
    "Independence Day",
    "Labor Day",
    "Thanksgiving Day",
    "Christmas Day",
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Nine quarters. `ago` counts quarters back: 0 is the last one, 8 the first; -1 the one to come."""

    last: Period
    holidays: dict[date, str]

    @classmethod
    def ending(cls, last_day: date) -> "Calendar":
        """Return the nine quarters that end on this day; ValueError if no calendar quarter ends then."""
        last = quarter(*quarter_number(last_day))
        if last.end != last_day:
            msg = f"no calendar quarter ends on {last_day}"
            raise ValueError(msg)
        return cls(last, _holidays(last_day.year - 3, last_day.year))

    def quarter(self, ago: int) -> Period:
        """Return a quarter."""
        year, number = quarter_number(self.last.start)
        return quarter(year, number - ago)

    @property
    def first_day(self) -> date:
        """The first day of the first quarter."""
        return self.quarter(QUARTERS - 1).start

    def at(self, ago: int, week: int, weekday: int = 0) -> date:
        """Return a date by its quarter, its week (1: the first that starts in the quarter) and weekday (0: Monday)."""
        opening = monday(self.quarter(ago).start + timedelta(6))
        return opening + timedelta(7 * (week - 1) + weekday)

    def ago(self, day: date) -> int:
        """Return the quarter that a date lies in."""
        (last_year, last_number), (year, number) = quarter_number(self.last.start), quarter_number(day)
        return (last_year - year) * 4 + last_number - number

    def works(self, day: date) -> bool:
        """Tell whether the department works on this day."""
        return day.weekday() < 5 and day not in self.holidays

    def working_day(self, day: date) -> date:
        """Return this day, or the next one that the department works on."""
        while not self.works(day):
            day += timedelta(1)
        return day


def dice(*names: object) -> random.Random:
    """Return dice of their own for one purpose, so that a change in one place leaves every other draw as it was."""
    return random.Random(" · ".join(map(str, names)))


def holidays(calendar: Calendar) -> list[dict[str, str]]:
    """Return holidays.csv: from the first quarter to the end of the last year."""
    kept = ((day, name) for day, name in calendar.holidays.items() if day >= calendar.first_day)
    return [{"date": day.isoformat(), "name": name} for day, name in kept]


def _holidays(first_year: int, last_year: int) -> dict[date, str]:
    found = (public_holidays(YearDraft("US", "", year)) for year in range(first_year, last_year + 1))
    every = (each for year in found for each in year)
    return {day: name for day, name in every if name.removesuffix(" (observed)") in KEPT_HOLIDAYS}
