"""Happenings: events of the work, rework found outside audits, check-ins and notes."""

from datetime import date

from sqlmodel import Field

from codedesk.models.base import Row, check, one_of, within

EVENT_KINDS = (
    "go_live", "tool", "downtime", "guideline_change", "staffing", "documentation", "standard_change", "other",
)  # fmt: skip
NOTE_KINDS = ("praise", "concern", "training", "agreement", "one_to_one", "other")
CHECK_IN_SOURCES = ("said", "slip")


class Event(Row, table=True):
    """Something that happened to the work. Scope: the team, one work type, one coder, or both.

    kind tool: an encoder, computer-assisted coding, suggestions or autonomous coding; text says which.

    rebase: control limits start anew at from_day.
    """

    __table_args__ = (
        one_of("kind", EVENT_KINDS),
        check("text_given", "length(text) > 0"),
        check("to_after_from", "to_day IS NULL OR to_day >= from_day"),
    )

    from_day: date = Field(index=True)
    to_day: date | None = None
    kind: str = "other"
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    coder_id: int | None = Field(default=None, foreign_key="coder.id", index=True)
    text: str
    rebase: bool = False


class Rework(Row, table=True):
    """Charts reopened because of the coder's error, found outside audits."""

    __table_args__ = (check("charts_not_negative", "charts >= 0"),)

    day: date = Field(index=True)
    coder_id: int = Field(foreign_key="coder.id", index=True)
    work_type_id: int = Field(foreign_key="work_type.id", index=True)
    charts: int
    reason: str = ""


class CheckIn(Row, table=True):
    """A coder's short, voluntary answer on workload, 1 to 5 about the work; None where it was skipped."""

    __tablename__ = "check_in"
    __table_args__ = (
        within("workload", 1, 5),
        within("pace_for_accuracy", 1, 5),
        within("help", 1, 5),
        one_of("source", CHECK_IN_SOURCES),
    )

    coder_id: int = Field(foreign_key="coder.id", index=True)
    day: date
    workload: int | None = None
    pace_for_accuracy: int | None = None
    help: int | None = None
    note: str = ""
    source: str = "said"
    in_packet: bool = False


class Note(Row, table=True):
    """A dated note on a conversation; private unless in_packet."""

    __table_args__ = (one_of("kind", NOTE_KINDS), check("text_given", "length(text) > 0"))

    coder_id: int = Field(foreign_key="coder.id", index=True)
    day: date
    kind: str = "other"
    text: str
    in_packet: bool = False
