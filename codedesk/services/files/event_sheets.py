"""The open files of events, check-ins and notes, and of what was answered to signals."""

from codedesk import models
from codedesk.services.files.columns import columns_of
from codedesk.services.files.shapes import CsvSheet

_ANSWERS = ("workload", "pace_for_accuracy", "help")
EVENTS = CsvSheet("events.csv", columns_of(models.Event), models.Event)
CHECKINS = CsvSheet(
    "checkins.csv", columns_of(models.CheckIn, "day", "coder_id", *_ANSWERS, "note", "in_packet"), models.CheckIn
)
NOTES = CsvSheet("notes.csv", columns_of(models.Note, "day"), models.Note)
SIGNAL_ANSWERS = CsvSheet("answers.csv", columns_of(models.SignalAnswer), models.SignalAnswer)
