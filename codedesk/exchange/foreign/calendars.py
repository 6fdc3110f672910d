"""Calendars: a box for every day, Sunday to Saturday, in which the figures stand under the number of the day."""

from collections.abc import Mapping
from datetime import date, timedelta

from codedesk.exchange.foreign.book import Row
from codedesk.exchange.foreign.maps import PageMap
from codedesk.exchange.foreign.values import Written, month, text_of, weekday

_DAYS = 7


class CalendarWeeks:
    """Knows the lines of a page that number the days of its month, under heads that are days of the week."""

    def __init__(self, page_map: PageMap) -> None:
        """Take the map of a page."""
        heads = {column.place: dict(column.says).get("weekday", "") for column in page_map.columns}
        named = {place: weekday(text) for place, text in heads.items() if text}
        self._places = {place: day for place, day in named.items() if day is not None}
        says = dict(page_map.says)
        self._year = int(says["year"]) if says.get("year", "").isdecimal() else 0
        self._month: date | None = None
        self.turn_to(says.get("month", ""))

    def turn_to(self, text: str) -> None:
        """Go on in the month that a text says; a text that says none changes nothing."""
        self._month = month(text, Written(year=self._year)) or self._month

    def numbers(self, row: Row) -> bool:
        """Tell whether a row numbers just the days of one week of the month."""
        found = {place: text for place in self._places if place < len(row) and (text := text_of(row[place]))}
        first = next(iter(found.items()), None)
        if self._month is None or first is None or not first[1].isdecimal() or not 0 < int(first[1]) <= 31:
            return False
        day = self._month + timedelta(int(first[1]) - 1)
        if day.weekday() != self._places[first[0]]:
            return False
        return found == self._week_of(day)

    def _week_of(self, day: date) -> Mapping[int, str]:
        """Return the days of the month that stand in one line with a day, by the place of their column."""
        order = list(self._places.values())
        sunday = day - timedelta((day.weekday() - order[0]) % _DAYS)
        days = {(sunday + timedelta(each)).weekday(): sunday + timedelta(each) for each in range(_DAYS)}
        assert self._month is not None
        there = {place: days[named] for place, named in self._places.items()}
        return {place: f"{each.day}" for place, each in there.items() if each.month == self._month.month}
