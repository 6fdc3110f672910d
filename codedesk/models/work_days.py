"""Work days: what was done on a date, by whom, in which hours. An empty value is "not entered"; 0 is zero."""

from datetime import date

from sqlmodel import Field

from codedesk.models.base import Row, check, one_of, unique_live, within

OTHER_TIME_KINDS = ("excused", "counted", "absence")


class WorkDay(Row, table=True):
    """One coder on one calendar date. paid_hours is None where they were not entered."""

    __tablename__ = "work_day"
    __table_args__ = (unique_live("work_day", "coder_id", "day"), within("paid_hours", 0, 24))

    coder_id: int = Field(foreign_key="coder.id")
    day: date = Field(index=True)
    paid_hours: float | None = None
    note: str = ""


class WorkLine(Row, table=True):
    """Charts of one work type on one work day; hours of its own if known; a case-mix weight."""

    __tablename__ = "work_line"
    __table_args__ = (
        unique_live("work_line", "work_day_id", "work_type_id"),
        check("charts_not_negative", "charts IS NULL OR charts >= 0"),
        within("hours", 0, 24),
        check("weight_positive", "weight > 0"),
    )

    work_day_id: int = Field(foreign_key="work_day.id")
    work_type_id: int = Field(foreign_key="work_type.id", index=True)
    charts: int | None = None
    hours: float | None = None
    weight: float = 1.0
    note: str = ""


class OtherTimeCategory(Row, table=True):
    """A kind of other time: excused leaves the denominator, counted stays in it, absence was never paid work."""

    __tablename__ = "other_time_category"
    __table_args__ = (unique_live("other_time_category", "name"), one_of("kind", OTHER_TIME_KINDS))

    name: str
    kind: str
    active: bool = True
    position: int = 0


class OtherTime(Row, table=True):
    """Paid hours that were not coding (or hours of absence), by category."""

    __tablename__ = "other_time"
    __table_args__ = (unique_live("other_time", "work_day_id", "category_id"), within("hours", 0, 24))

    work_day_id: int = Field(foreign_key="work_day.id")
    category_id: int = Field(foreign_key="other_time_category.id", index=True)
    hours: float


class FinishedDay(Row, table=True):
    """A date that the manager has declared finished for the whole team."""

    __tablename__ = "finished_day"
    __table_args__ = (unique_live("finished_day", "day"),)

    day: date


class ConfirmedMark(Row, table=True):
    """A surprising value that the manager has looked at and confirmed: it is no longer listed as "to look at".

    kind names the question, value the value as it was confirmed; another value raises the question again.
    """

    __tablename__ = "confirmed_mark"
    __table_args__ = (unique_live("confirmed_mark", "coder_id", "day", "work_type_id", "kind", "value"),)

    coder_id: int = Field(foreign_key="coder.id", index=True)
    day: date = Field(index=True)
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id")
    kind: str
    value: str = ""
    note: str = ""
