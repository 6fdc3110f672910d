"""When coders are due: dated schedules, the department's holidays, and planned absence."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sqlmodel import Field

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.models.base import Row, check, unique_live
from codedesk.models.fields import Draft, Fields, InFiles, Number, Text, checks
from codedesk.periods import day_label

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOURS = Number(Bounds(0, 24, "h"))


class ScheduleFields(Fields):
    """From one date on, the hours that a coder is scheduled for on each weekday; 0 is a day off."""

    coder_id: int = Field(foreign_key="coder.id", index=True)
    from_day: Annotated[date, InFiles("from")]
    monday: Annotated[float, _HOURS] = 0.0
    tuesday: Annotated[float, _HOURS] = 0.0
    wednesday: Annotated[float, _HOURS] = 0.0
    thursday: Annotated[float, _HOURS] = 0.0
    friday: Annotated[float, _HOURS] = 0.0
    saturday: Annotated[float, _HOURS] = 0.0
    sunday: Annotated[float, _HOURS] = 0.0

    @property
    def hours(self) -> tuple[float, ...]:
        """The hours of each weekday, from Monday to Sunday."""
        return tuple(float(getattr(self, day)) for day in WEEKDAYS)

    @property
    def week(self) -> float:
        """The hours of the whole week."""
        return round(sum(self.hours), 4)


class ScheduleDraft(ScheduleFields, Draft):
    """A schedule as typed."""


class Schedule(ScheduleFields, Row, table=True):
    """A stored schedule."""

    said = "schedule"

    __table_args__ = (unique_live("schedule", "coder_id", "from_day"), *checks(ScheduleFields))


class HolidayFields(Fields):
    """A day on which nobody of the department is due."""

    day: Annotated[date, InFiles("date")]
    name: Annotated[str, Text("a holiday needs a name", 200, name=True)]


class HolidayDraft(HolidayFields, Draft):
    """A holiday as typed."""


class Holiday(HolidayFields, Row, table=True):
    """A stored holiday."""

    said = "holiday"

    __table_args__ = (unique_live("holiday", "day"),)


class AbsenceFields(Fields):
    """Days on which a coder is known to be away, both included; no reason is kept beyond the category."""

    coder_id: int = Field(foreign_key="coder.id", index=True)
    from_day: Annotated[date, InFiles("from")]
    to_day: Annotated[date, InFiles("to")]
    category_id: Annotated[int | None, InFiles("category")] = Field(
        default=None, foreign_key="other_time_category.id", index=True
    )
    note: str = ""

    def contradictions(self) -> Iterator[Refused]:
        """Yield that it ends before it begins."""
        if self.to_day < self.from_day:
            yield Refused(f"the last day is before the first ({day_label(self.from_day)})", "to_day")


class AbsenceDraft(AbsenceFields, Draft):
    """A planned absence as typed."""


class PlannedAbsence(AbsenceFields, Row, table=True):
    """A stored planned absence."""

    said = "absence"

    __tablename__ = "planned_absence"
    __table_args__ = (check("to_after_from", "to_day >= from_day"),)
