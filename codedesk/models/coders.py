"""Coders: the people of the team, and the work types each of them usually does."""

from datetime import date

from sqlmodel import Field

from codedesk.models.base import Row, check, unique_live, within

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Coder(Row, table=True):
    """A person on the team. `name_note` tells two coders of one name apart and is shown after the name."""

    said = "coder"

    __table_args__ = (
        unique_live("coder", "name", "name_note"),
        check("name_given", "length(name) > 0"),
        check("left_after_start", "left_on IS NULL OR left_on >= started_on"),
        within("scheduled_hours_per_week", 0, 168),
        within("fte", 0, 2),
    )

    name: str
    name_note: str = ""
    credentials: str = ""
    started_on: date
    left_on: date | None = None
    scheduled_hours_per_week: float | None = None
    fte: float | None = None
    mentor_id: int | None = Field(default=None, foreign_key="coder.id")

    @property
    def shown_name(self) -> str:
        """The name as people see it: "Ana Diaz", or "Ana Diaz (night)" where two share a name."""
        return f"{self.name} ({self.name_note})" if self.name_note else self.name


class CoderWorkType(Row, table=True):
    """A work type that a coder usually does: a line of the day grid that is there before anything is typed."""

    __tablename__ = "coder_work_type"
    __table_args__ = (unique_live("coder_work_type", "coder_id", "work_type_id"),)

    coder_id: int = Field(foreign_key="coder.id", index=True)
    work_type_id: int = Field(foreign_key="work_type.id", index=True)
    position: int = 0


class RampStep(Row, table=True):
    """From one date on, a learner is read against this share of the standard (for one work type, or all).

    pace_percent of the pace standard; accuracy in per cent, None where the standard's own holds.
    """

    __tablename__ = "ramp_step"
    __table_args__ = (
        unique_live("ramp_step", "coder_id", "work_type_id", "from_day"),
        within("pace_percent", 0, 200),
        within("accuracy", 0, 100),
    )

    coder_id: int = Field(foreign_key="coder.id", index=True)
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    from_day: date
    pace_percent: float
    accuracy: float | None = None


class Schedule(Row, table=True):
    """From one date on, the hours that a coder is scheduled for on each weekday; 0 is a day off."""

    __table_args__ = (
        unique_live("schedule", "coder_id", "from_day"),
        *(within(day, 0, 24) for day in WEEKDAYS),
    )

    coder_id: int = Field(foreign_key="coder.id", index=True)
    from_day: date
    monday: float = 0.0
    tuesday: float = 0.0
    wednesday: float = 0.0
    thursday: float = 0.0
    friday: float = 0.0
    saturday: float = 0.0
    sunday: float = 0.0


class PlannedAbsence(Row, table=True):
    """Days on which a coder is known to be away; no reason is kept beyond the category."""

    __tablename__ = "planned_absence"
    __table_args__ = (check("to_after_from", "to_day >= from_day"),)

    coder_id: int = Field(foreign_key="coder.id", index=True)
    from_day: date
    to_day: date
    category_id: int | None = Field(default=None, foreign_key="other_time_category.id", index=True)
    note: str = ""
