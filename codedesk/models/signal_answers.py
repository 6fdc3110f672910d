"""Answers to signals: what the manager said about a change, and which change was meant."""

from datetime import date

from sqlmodel import Field

from codedesk.models.base import Row, check, one_of

WAYS = ("", "up", "down")


class SignalAnswer(Row, table=True):
    """What was said about one signal. Signals are found anew each time: these columns tell which one was meant.

    Without coder and work type it is the team's. about is the signal in words, as it was told when it was answered.
    """

    __tablename__ = "signal_answer"
    __table_args__ = (
        one_of("way", WAYS),
        check("measure_given", "length(measure) > 0"),
        check("words_given", "length(words) > 0"),
        check("until_after_since", "until IS NULL OR until >= since"),
    )

    coder_id: int | None = Field(default=None, foreign_key="coder.id", index=True)
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    measure: str
    level: str = ""
    mark: str = ""
    way: str = ""
    since: date
    until: date | None = None
    size: float | None = None
    about: str = ""
    words: str
    said_by: str = ""
    said_on: date
    in_packet: bool = False
