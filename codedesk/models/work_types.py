"""Work types and their dated standards."""

from datetime import date

from sqlmodel import Field

from codedesk.models.base import Row, check, one_of, unique_live, within

PACE_UNITS = ("per_hour", "per_day", "per_week", "minutes_per_chart", "units_per_hour", "units_per_day")
BASES = ("productive", "paid")


class WorkType(Row, table=True):
    """A kind of coding work with its own standard: setting, specialty and complexity tier."""

    said = "work type"

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
    them); units_per_chart are the workload units that one chart counts, where the standard is stated in such units;
    accuracy is in per cent. The rate in charts per hour is derived (metrics.standards), never stored.
    """

    __table_args__ = (
        unique_live("standard", "work_type_id", "effective_from"),
        one_of("pace_unit", PACE_UNITS),
        one_of("basis", BASES),
        check("pace_positive", "pace > 0"),
        check("hours_per_day", "hours_per_day > 0 AND hours_per_day <= 24"),
        within("accuracy", 0, 100),
        check(
            "units_stated",
            "(pace_unit NOT LIKE 'units%' AND units_per_chart IS NULL) OR units_per_chart > 0",
        ),
    )

    work_type_id: int = Field(foreign_key="work_type.id", index=True)
    effective_from: date
    pace: float
    pace_unit: str = "per_hour"
    hours_per_day: float = 8.0
    units_per_chart: float | None = None
    basis: str = "productive"
    accuracy: float
    reason: str = ""
    source: str = ""
    approved_by: str = ""
    review_due: date | None = None


class Benchmark(Row, table=True):
    """A published figure to look at beside a standard: its source, year, unit and basis. Never a default."""

    __table_args__ = (
        one_of("pace_unit", PACE_UNITS),
        one_of("basis", (*BASES, "not_stated")),
        check("source_given", "length(source) > 0"),
        check("range_order", "pace_high IS NULL OR pace_high >= pace_low"),
    )

    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    setting: str = ""
    source: str
    year: int
    pace_low: float
    pace_high: float | None = None
    pace_unit: str = "per_hour"
    hours_per_day: float = 8.0
    basis: str = "not_stated"
    accuracy: float | None = None
    note: str = ""


class Acknowledgement(Row, table=True):
    """A coder has been given the standards sheet of a date, and has said so (or has not yet)."""

    __table_args__ = (unique_live("acknowledgement", "coder_id", "sheet_of"),)

    coder_id: int = Field(foreign_key="coder.id", index=True)
    sheet_of: date
    acknowledged_on: date | None = None
    note: str = ""
