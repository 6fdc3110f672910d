"""The open files of events, and of what was answered to signals."""

from codedesk import models
from codedesk.models.happenings import EVENT_KINDS
from codedesk.models.signal_answers import WAYS
from codedesk.services.files.columns import ANY_WORK_TYPE, day, label, ref, text, word, yes
from codedesk.services.files.shapes import Column, Sheet

EVENTS = Sheet(
    "events.csv",
    (
        day("from", "from_day"),
        day("to", "to_day", optional=True),
        word("kind", EVENT_KINDS),
        ANY_WORK_TYPE,
        ref("coder", optional=True),
        Column("text", "text"),
        yes("rebase"),
    ),
    models.Event,
    dates=("from", "to"),
)
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
