"""Work days: what was done on a date, by whom, in which hours. An empty value is "not entered"; 0 is zero."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Self

from sqlmodel import Field

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.models.base import Row, check, unique_live
from codedesk.models.fields import LABEL, NAME, Draft, Fields, InFiles, Number, Text, checks
from codedesk.models.words import word
from codedesk.words import Word

USUAL_WEIGHT = 1.0
_HOURS_OF_A_DAY = Number(Bounds(0, 24, "h"))


class OtherTimeKind(Word):
    """A kind of other time, and what it does to the hours of the pace. What a kind means is asked of its member.

    effect: what it does to those hours, in words. paid: it lies inside the paid hours. leaves_the_hours: it is taken
    out of them.
    """

    effect: str
    paid: bool
    leaves_the_hours: bool

    def __new__(cls, value: str, effect: str = "", paid: bool = True, leaves_the_hours: bool = False) -> Self:
        """Take the word, what it does in words, and what it does."""
        member = str.__new__(cls, value)
        member._value_ = member.words = value
        member.effect, member.paid, member.leaves_the_hours = effect, paid, leaves_the_hours
        return member

    # the word, its effect in words, paid, leaves the hours
    EXCUSED = "excused", "leaves the hours", True, True
    COUNTED = "counted", "stays in the hours", True, False
    ABSENCE = "absence", "not paid work", False, False

    @classmethod
    def unpaid(cls) -> tuple["OtherTimeKind", ...]:
        """Return the kinds that are no paid work: absence."""
        return tuple(kind for kind in cls if not kind.paid)


class WorkDayFields(Fields):
    """One coder on one calendar date. paid_hours is None where they were not entered."""

    coder_id: int = Field(foreign_key="coder.id")
    day: Annotated[date, InFiles("date")] = Field(index=True)
    paid_hours: Annotated[float | None, _HOURS_OF_A_DAY] = None
    note: str = ""


class WorkDay(WorkDayFields, Row, table=True):
    """A stored work day."""

    said = "day"

    __tablename__ = "work_day"
    __table_args__ = (unique_live("work_day", "coder_id", "day"), *checks(WorkDayFields))


class WorkLineFields(Fields):
    """Charts of one work type on one work day; hours of its own if known; a case-mix weight."""

    work_day_id: int = Field(foreign_key="work_day.id")
    work_type_id: int = Field(foreign_key="work_type.id", index=True)
    charts: Annotated[int | None, Number(Bounds(0, 1_000_000), checked="low"), InFiles(needed=True, blank=True)] = None
    hours: Annotated[float | None, _HOURS_OF_A_DAY] = None
    weight: Annotated[float, Number(Bounds(0, 100, above=True), checked="nothing")] = USUAL_WEIGHT
    note: str = ""


class WorkLine(WorkLineFields, Row, table=True):
    """A stored line of a work day."""

    said = "work line"

    __tablename__ = "work_line"
    __table_args__ = (
        unique_live("work_line", "work_day_id", "work_type_id"),
        *checks(WorkLineFields),
        check("weight_positive", "weight > 0"),
    )


class OtherTimeCategoryFields(Fields):
    """A kind of other time of the department's own. active: it is offered in the day grid."""

    name: Annotated[str, NAME, InFiles("category")]
    kind: Annotated[OtherTimeKind, InFiles(needed=True)] = word(OtherTimeKind.EXCUSED)
    active: bool = True


class OtherTimeCategoryDraft(OtherTimeCategoryFields, Draft):
    """A category of other time as typed."""


class OtherTimeCategory(OtherTimeCategoryFields, Row, table=True):
    """A stored category of other time."""

    said = "category of other time"

    __tablename__ = "other_time_category"
    __table_args__ = (unique_live("other_time_category", "name"), *checks(OtherTimeCategoryFields))

    position: int = 0


class OtherTimeFields(Fields):
    """Paid hours that were not coding (or hours of absence), by category."""

    work_day_id: int = Field(foreign_key="work_day.id")
    category_id: Annotated[int, InFiles("category")] = Field(foreign_key="other_time_category.id", index=True)
    hours: Annotated[float, _HOURS_OF_A_DAY]


class OtherTime(OtherTimeFields, Row, table=True):
    """Stored other time."""

    said = "other time"

    __tablename__ = "other_time"
    __table_args__ = (unique_live("other_time", "work_day_id", "category_id"), *checks(OtherTimeFields))


class FinishedDayFields(Fields):
    """A date that the manager has declared finished for the whole team."""

    day: Annotated[date, InFiles("date")]


class FinishedDayDraft(FinishedDayFields, Draft):
    """A day to be declared finished."""


class FinishedDay(FinishedDayFields, Row, table=True):
    """A stored finished day."""

    said = "finished day"

    __tablename__ = "finished_day"
    __table_args__ = (unique_live("finished_day", "day"),)


class ConfirmedMarkFields(Fields):
    """A surprising value that the manager has looked at and confirmed: it is no longer listed as "to look at".

    kind names the question, value the value as it was confirmed; another value raises the question again. coder_id is
    None for what the department logs of a work type, which is no coder's.
    """

    coder_id: int | None = Field(default=None, foreign_key="coder.id", index=True)
    day: Annotated[date, InFiles("date")] = Field(index=True)
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id")
    kind: Annotated[str, Text("say which question was looked at", line=True, checked=False), InFiles("question")]
    value: Annotated[str, LABEL] = ""
    note: Annotated[str, LABEL] = ""

    def contradictions(self) -> Iterator[Refused]:
        """Yield that it is of nobody and of no work type."""
        if self.coder_id is self.work_type_id is None:
            yield Refused("say whose value it is, or of which work type", "coder_id")


class ConfirmedMarkDraft(ConfirmedMarkFields, Draft):
    """A value that was looked at."""


class ConfirmedMark(ConfirmedMarkFields, Row, table=True):
    """A stored confirmation."""

    said = "confirmation"

    __tablename__ = "confirmed_mark"
    __table_args__ = (
        unique_live("confirmed_mark", "coder_id", "day", "work_type_id", "kind", "value"),
        check("of_something", "coder_id IS NOT NULL OR work_type_id IS NOT NULL"),
    )
