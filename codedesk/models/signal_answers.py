"""Answers to signals: what the manager said about a change, and which change was meant."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sqlmodel import Field

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.models.base import Row, check
from codedesk.models.fields import LABEL, Draft, Fields, InFiles, Number, Text, checks
from codedesk.models.words import word
from codedesk.periods import day_label
from codedesk.words import Word


class Way(Word):
    """Which way a measure went."""

    NONE = ""
    UP = "up"
    DOWN = "down"


class SignalAnswerFields(Fields):
    """What was said about one signal. Signals are found anew each time: these fields tell which one was meant.

    Without coder and work type it is the team's. about is the signal in words, as it was told when it was answered.
    """

    coder_id: int | None = Field(default=None, foreign_key="coder.id", index=True)
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    measure: Annotated[str, Text("say of which measure", line=True)]
    level: Annotated[str, LABEL] = ""
    mark: Annotated[str, LABEL] = ""
    way: Way = word(Way.NONE)
    since: date
    until: date | None = None
    size: Annotated[float | None, Number(Bounds(-1, 1000), checked="nothing")] = None
    about: str = ""
    words: Annotated[
        str,
        Text("say what it was, or choose one of the words offered", 300, "it may stand beside a chart"),
        InFiles("answer"),
    ]
    said_by: Annotated[str, InFiles("by")] = ""
    said_on: Annotated[date, InFiles("on")]
    in_packet: bool = False

    def contradictions(self) -> Iterator[Refused]:
        """Yield that what was meant ends before it begins."""
        if self.until is not None and self.until < self.since:
            yield Refused(f"the last day is before the first ({day_label(self.since)})", "until")


class SignalAnswerDraft(SignalAnswerFields, Draft):
    """An answer with the signal that it was given to."""


class SignalAnswer(SignalAnswerFields, Row, table=True):
    """A stored answer."""

    said = "answer"

    __tablename__ = "signal_answer"
    __table_args__ = (
        *checks(SignalAnswerFields, "way", "measure", "words"),
        check("until_after_since", "until IS NULL OR until >= since"),
    )
