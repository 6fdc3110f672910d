"""Work types and their dated standards."""

from datetime import date

from sqlmodel import Field

from codedesk.models.base import Row, check, one_of, unique_live, within

PACE_UNITS = ("per_hour", "per_day", "per_week", "minutes_per_chart")
BASES = ("productive", "paid")


class WorkType(Row, table=True):
    """A kind of coding work with its own standard: setting, specialty and complexity tier."""

    __tablename__ = "work_type"
    __table_args__ = (unique_live("work_type", "name"), check("name_given", "length(name) > 0"))

    name: str
    unit: str = "chart"
    setting: str = ""
    specialty: str = ""
    tier: str = ""
    active: bool = True
    position: int = 0


class Standard(Row, table=True):
    """What is expected of one work type from one date on, kept as the department states it.

    pace is the number as stated, in pace_unit; hours_per_day are the hours a stated day has (a week has five of
    them); accuracy is in per cent. The rate in charts per hour is derived (metrics.standards), never stored.
    """

    __table_args__ = (
        unique_live("standard", "work_type_id", "effective_from"),
        one_of("pace_unit", PACE_UNITS),
        one_of("basis", BASES),
        check("pace_positive", "pace > 0"),
        check("hours_per_day", "hours_per_day > 0 AND hours_per_day <= 24"),
        within("accuracy", 0, 100),
    )

    work_type_id: int = Field(foreign_key="work_type.id", index=True)
    effective_from: date
    pace: float
    pace_unit: str = "per_hour"
    hours_per_day: float = 8.0
    basis: str = "productive"
    accuracy: float
    reason: str = ""
    source: str = ""
    approved_by: str = ""
    review_due: date | None = None
