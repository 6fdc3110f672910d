"""The open files of the calendar: schedules, holidays, planned absence. Their place among all stands in sheets.py."""

from codedesk import models
from codedesk.models.coders import WEEKDAYS
from codedesk.services.files.columns import CODER, DATE, day, label, text
from codedesk.services.files.shapes import Column, Sheet

SCHEDULES = Sheet(
    "schedules.csv",
    (
        CODER,
        day("from", "from_day"),
        *(Column(weekday, "number", optional=True, default=0.0, low=0, high=24, unit="h") for weekday in WEEKDAYS),
    ),
    models.Schedule,
    key=("coder", "from"),
)
HOLIDAYS = Sheet("holidays.csv", (DATE, label("name")), models.Holiday, key=("date",))
ABSENCES = Sheet(
    "absences.csv",
    (
        CODER,
        day("from", "from_day"),
        day("to", "to_day"),
        Column("category", "name", "category_id", optional=True, refers="time_category"),
        text("note"),
    ),
    models.PlannedAbsence,
    key=("coder", "from"),
    dates=("from", "to"),
)
CALENDAR = (SCHEDULES, HOLIDAYS, ABSENCES)
