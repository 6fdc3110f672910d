"""The open files of the calendar: schedules, holidays, planned absence. Their place among all stands in sheets.py."""

from codedesk import models
from codedesk.services.files.columns import columns_of
from codedesk.services.files.shapes import CsvSheet

SCHEDULES = CsvSheet("schedules.csv", columns_of(models.Schedule), models.Schedule, key=("coder", "from"))
HOLIDAYS = CsvSheet("holidays.csv", columns_of(models.Holiday), models.Holiday, key=("date",))
ABSENCES = CsvSheet("absences.csv", columns_of(models.PlannedAbsence), models.PlannedAbsence, key=("coder", "from"))
CALENDAR = (SCHEDULES, HOLIDAYS, ABSENCES)
