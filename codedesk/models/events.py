"""Happenings: events of the work, check-ins and notes."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sqlmodel import Field

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.models.base import Row, check
from codedesk.models.fields import Draft, Fields, InFiles, Number, Text, checks
from codedesk.models.words import Word, word
from codedesk.periods import day_label

_ANSWER = Number(Bounds(1, 5), said="an answer is 1, 2, 3, 4 or 5; leave it empty where it was skipped")


class EventKind(Word):
    """What happened. A tool is an encoder, computer-assisted coding, suggestions or autonomous coding."""

    GO_LIVE = "go_live", "Go-live"
    TOOL = "tool"
    DOWNTIME = "downtime"
    GUIDELINE_CHANGE = "guideline_change"
    STAFFING = "staffing"
    DOCUMENTATION = "documentation"
    STANDARD_CHANGE = "standard_change"
    OTHER = "other"


class NoteKind(Word):
    """What a note is about."""

    PRAISE = "praise"
    CONCERN = "concern"
    TRAINING = "training"
    AGREEMENT = "agreement"
    ONE_TO_ONE = "one_to_one", "One-to-one"
    OTHER = "other"


class CheckInSource(Word):
    """Where the answers of a check-in come from."""

    SAID = "said", "Said in a talk"
    SLIP = "slip", "Handed in on a slip"


class EventFields(Fields):
    """Something that happened to the work. Scope: the team, one work type, one coder, or both.

    Of a tool, text says which. rebase: control limits start anew at from_day.
    """

    from_day: Annotated[date, InFiles("from")] = Field(index=True)
    to_day: Annotated[date | None, InFiles("to")] = None
    kind: Annotated[EventKind, InFiles(needed=True)] = word(EventKind.OTHER)
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    coder_id: int | None = Field(default=None, foreign_key="coder.id", index=True)
    text: Annotated[str, Text("say what happened", 300, "it is printed into charts")]
    rebase: bool = False

    def contradictions(self) -> Iterator[Refused]:
        """Yield that it ends before it begins."""
        if self.to_day is not None and self.to_day < self.from_day:
            yield Refused(f"the last day is before the first ({day_label(self.from_day)})", "to_day")


class EventDraft(EventFields, Draft):
    """An event as typed."""


class Event(EventFields, Row, table=True):
    """A stored event."""

    said = "event"

    __table_args__ = (*checks(EventFields), check("to_after_from", "to_day IS NULL OR to_day >= from_day"))


class CheckInFields(Fields):
    """A coder's short, voluntary answer on workload, 1 to 5 about the work; None where it was skipped.

    Private unless in_packet.
    """

    coder_id: int = Field(foreign_key="coder.id", index=True)
    day: Annotated[date, InFiles("date")]
    workload: Annotated[int | None, _ANSWER] = None
    pace_for_accuracy: Annotated[int | None, _ANSWER] = None
    help: Annotated[int | None, _ANSWER] = None
    note: Annotated[str, Text(longest=500, why="one line is enough")] = ""
    source: CheckInSource = word(CheckInSource.SAID)
    in_packet: bool = False

    def contradictions(self) -> Iterator[Refused]:
        """Yield that nothing was answered."""
        if self.workload is self.pace_for_accuracy is self.help is None and not self.note.strip():
            yield Refused("nothing was answered: a check-in that was skipped is not entered", "workload")


class CheckInDraft(CheckInFields, Draft):
    """A check-in as told or handed in."""


class CheckIn(CheckInFields, Row, table=True):
    """A stored check-in."""

    said = "check-in"

    __tablename__ = "check_in"
    __table_args__ = checks(CheckInFields)


class NoteFields(Fields):
    """A dated note on a conversation; private unless in_packet."""

    coder_id: int = Field(foreign_key="coder.id", index=True)
    day: Annotated[date, InFiles("date")]
    kind: Annotated[NoteKind, InFiles(needed=True)] = word(NoteKind.OTHER)
    text: Annotated[str, Text("a note needs words")]
    in_packet: bool = False


class NoteDraft(NoteFields, Draft):
    """A note as typed."""


class Note(NoteFields, Row, table=True):
    """A stored note."""

    said = "note"

    __table_args__ = checks(NoteFields)
