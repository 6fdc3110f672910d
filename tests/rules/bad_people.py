"""Coders, ramps, schedules, holidays and planned absence that cannot be right."""

from datetime import date

from codedesk.services.files import calendar_sheets, sheets
from codedesk.services.people.calendars import ABSENCES, HOLIDAYS
from codedesk.services.people.coders import CODERS, RAMP_STEPS
from codedesk.services.people.month_sums import MONTH_SUMS
from codedesk.services.people.schedules import SCHEDULES
from tests.rules.both_ways import Tried

DAY = date(2026, 8, 3)
TRIED = (
    Tried(
        CODERS,
        sheets.CODERS,
        {"name": "Cy Olsen", "started_on": DAY},
        (
            ({"name": " "}, "name", "a coder needs a name"),
            ({"name": "x" * 301}, "name", "at most 300 characters"),
            ({"name": "Cy Оlsen"}, "name", "“Cy Оlsen” has letters of two alphabets in one word (Cyrillic О)"),
            ({"name_note": "nіghts"}, "name_note", "letters of two alphabets in one word (Cyrillic і)"),
            ({"left_on": date(2026, 8, 2)}, "left_on", "the day of leaving is before the start"),
            ({"scheduled_hours_per_week": 168.5}, "scheduled_hours_per_week", "“168.5” is over 168 h"),
            ({"fte": 2.5}, "fte", "“2.5” is over 2"),
            ({"fte": -1.0}, "fte", "“-1” is under 0"),
        ),
    ),
    Tried(
        RAMP_STEPS,
        sheets.RAMPS,
        {"coder_id": 1, "from_day": DAY, "pace_percent": 50.0},
        (
            ({"pace_percent": 0.0}, "pace_percent", "“0” has to be more than 0"),
            ({"pace_percent": 200.5}, "pace_percent", "“200.5” is over 200 %"),
            ({"accuracy": 100.5}, "accuracy", "“100.5” is over 100 %"),
        ),
    ),
    Tried(
        MONTH_SUMS,
        sheets.MONTHS,
        {"coder_id": 1, "month": date(2026, 8, 1), "work_type_id": 1, "charts": 412, "hours": 152.5},
        (
            ({"month": DAY}, "month", "a month is named by its first day, as in 2026-08-01"),
            ({"charts": -1}, "charts", "“-1” is under 0"),
            ({"charts": None}, "charts", "charts is empty: a work type’s month holds its charts"),
            ({"work_type_id": None}, "work_type_id", "say of which work type these charts are"),
            ({"work_type_id": None, "charts": None, "hours": None}, "hours", "the hours of the whole month"),
            ({"hours": 744.5}, "hours", "“744.5” is over 744 h"),
        ),
    ),
    Tried(
        SCHEDULES,
        calendar_sheets.SCHEDULES,
        {"coder_id": 1, "from_day": DAY, "monday": 8.0},
        (
            ({"monday": 24.5}, "monday", "“24.5” is over 24 h"),
            ({"sunday": -1.0}, "sunday", "“-1” is under 0"),
            ({"coder_id": 3}, "from_day", "Dax Reed leaves on 31 Jul 2026, before that"),
        ),
    ),
    Tried(
        HOLIDAYS,
        calendar_sheets.HOLIDAYS,
        {"day": DAY, "name": "Town day"},
        (
            ({"name": " "}, "name", "a holiday needs a name"),
            ({"name": "x" * 201}, "name", "at most 200 characters"),
            ({"name": "Tоwn day"}, "name", "letters of two alphabets in one word (Cyrillic о)"),
        ),
    ),
    Tried(
        ABSENCES,
        calendar_sheets.ABSENCES,
        {"coder_id": 1, "from_day": DAY, "to_day": DAY},
        (({"to_day": date(2026, 8, 2)}, "to_day", "the last day is before the first (3 Aug 2026)"),),
    ),
)
