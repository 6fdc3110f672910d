"""The open files of events, rework, check-ins and notes, and of what was answered to signals."""

from codedesk import models
from codedesk.models.signal_answers import WAYS
from codedesk.services.files.columns import ANY_WORK_TYPE, columns_of, day, label, ref, text, yes
from codedesk.services.files.shapes import Column, Sheet

_ANSWERS = ("workload", "pace_for_accuracy", "help")
EVENTS = Sheet("events.csv", columns_of(models.Event), models.Event)
REWORK = Sheet("rework.csv", columns_of(models.Rework), models.Rework)
CHECKINS = Sheet(
    "checkins.csv", columns_of(models.CheckIn, "day", "coder_id", *_ANSWERS, "note", "in_packet"), models.CheckIn
)
NOTES = Sheet("notes.csv", columns_of(models.Note, "day"), models.Note)
SIGNAL_ANSWERS = Sheet(
    "answers.csv",
    (
        ref("coder", optional=True),
        ANY_WORK_TYPE,
        Column("measure", "name"),
        label("level"),
        label("mark"),
        Column("way", "word", words=WAYS, optional=True, default=""),
        day("since"),
        day("until", optional=True),
        Column("size", "number", optional=True, low=-1, high=1000),
        text("about"),
        Column("answer", "text", "words"),
        text("by", "said_by"),
        day("on", "said_on"),
        yes("in_packet"),
    ),
    models.SignalAnswer,
    dates=("since", "until"),
)
