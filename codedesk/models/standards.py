"""What is expected of a work type from a date on, published figures beside it, and who was given the sheet of it."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sqlmodel import Field

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.models.base import Row, check, unique_live
from codedesk.models.fields import LABEL, PERCENT, Draft, Fields, InFiles, Number, Text, checks
from codedesk.models.words import word
from codedesk.periods import day_label
from codedesk.words import Word

_PACE = Number(Bounds(0, 1_000_000, above=True))
_DAY = Number(Bounds(0, 24, "h", above=True))


class PaceUnit(Word):
    """How a pace is stated."""

    PER_HOUR = "per_hour", "per hour"
    PER_DAY = "per_day", "per day"
    PER_WEEK = "per_week", "per week (5 days)"
    MINUTES_PER_CHART = "minutes_per_chart", "minutes per chart"
    UNITS_PER_HOUR = "units_per_hour", "units per hour"
    UNITS_PER_DAY = "units_per_day", "units per day"


IN_UNITS = (PaceUnit.UNITS_PER_HOUR, PaceUnit.UNITS_PER_DAY)


class Basis(Word):
    """The hours that a pace is measured in."""

    PRODUCTIVE = "productive", "productive hours"
    PAID = "paid", "paid hours"


class PublishedBasis(Word):
    """The hours that a published figure is measured in, as far as its source says so."""

    PRODUCTIVE = "productive", Basis.PRODUCTIVE.words
    PAID = "paid", Basis.PAID.words
    NOT_STATED = "not_stated", "not stated"


class StandardFields(Fields):
    """What is expected of one work type from one date on, kept as the department states it.

    pace is the number as stated, in pace_unit; hours_per_day are the hours a stated day has (a week has five of
    them); units_per_chart are the workload units that one chart counts, where the standard is stated in such units;
    accuracy is in per cent. The rate in charts per hour is derived (metrics.standards), never stored.
    """

    work_type_id: int = Field(foreign_key="work_type.id", index=True)
    effective_from: date
    pace: Annotated[float, _PACE]
    pace_unit: Annotated[PaceUnit, InFiles(needed=True)] = word(PaceUnit.PER_HOUR)
    hours_per_day: Annotated[float, _DAY, InFiles(unsaid=None)] = 8.0
    units_per_chart: Annotated[float | None, _PACE] = None
    basis: Basis = word(Basis.PRODUCTIVE)
    accuracy: Annotated[float, PERCENT]
    reason: str = ""
    source: str = ""
    approved_by: str = ""
    review_due: date | None = None

    def contradictions(self) -> Iterator[Refused]:
        """Yield that the units of a chart are missing or too many, and that the review is due before the start."""
        if self.pace_unit in IN_UNITS and self.units_per_chart is None:
            yield Refused("say how many workload units one chart counts", "units_per_chart")
        if self.pace_unit not in IN_UNITS and self.units_per_chart is not None:
            yield Refused("units per chart belong to a standard stated in workload units", "units_per_chart")
        if self.review_due is not None and self.review_due < self.effective_from:
            yield Refused("the review is due before the standard starts", "review_due")


class StandardDraft(StandardFields, Draft):
    """A standard as a person states it."""


class Standard(StandardFields, Row, table=True):
    """A stored standard."""

    said = "standard"

    __table_args__ = (
        unique_live("standard", "work_type_id", "effective_from"),
        *checks(StandardFields, "pace_unit", "basis"),
        check("pace_positive", "pace > 0"),
        check("hours_per_day", "hours_per_day > 0 AND hours_per_day <= 24"),
        *checks(StandardFields, "accuracy"),
        check(
            "units_stated",
            "(pace_unit NOT LIKE 'units%' AND units_per_chart IS NULL) OR units_per_chart > 0",
        ),
    )


class BenchmarkFields(Fields):
    """A published figure to look at beside a standard: its source, year, unit and basis. Never a default.

    work_type_id None: it stands beside every work type. pace_high where a range is given. accuracy is in per cent.
    """

    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    setting: Annotated[str, LABEL] = ""
    source: Annotated[str, Text("name the source: a figure without one cannot be looked up")]
    year: Annotated[int, Number(Bounds(1900, 2199), said="the year lies between 1900 and 2199")]
    pace_low: Annotated[float, _PACE]
    pace_high: Annotated[float | None, _PACE] = None
    pace_unit: Annotated[PaceUnit, InFiles(needed=True)] = word(PaceUnit.PER_HOUR)
    hours_per_day: Annotated[float, _DAY] = 8.0
    basis: PublishedBasis = word(PublishedBasis.NOT_STATED)
    accuracy: Annotated[float | None, PERCENT] = None
    note: str = ""

    def contradictions(self) -> Iterator[Refused]:
        """Yield that the range ends below its start."""
        if self.pace_high is not None and self.pace_high < self.pace_low:
            yield Refused("the upper end of the range is below the lower one", "pace_high")


class BenchmarkDraft(BenchmarkFields, Draft):
    """A published figure as its source states it."""


class Benchmark(BenchmarkFields, Row, table=True):
    """A stored published figure."""

    said = "published figure"

    __table_args__ = (
        *checks(BenchmarkFields, "pace_unit", "basis", "source"),
        check("range_order", "pace_high IS NULL OR pace_high >= pace_low"),
    )


class AcknowledgementFields(Fields):
    """A coder has been given the standards sheet of a date, and has said so (or has not yet)."""

    coder_id: int = Field(foreign_key="coder.id", index=True)
    sheet_of: date
    acknowledged_on: date | None = None
    note: str = ""

    def contradictions(self) -> Iterator[Refused]:
        """Yield that the sheet was received before its date."""
        if self.acknowledged_on is not None and self.acknowledged_on < self.sheet_of:
            reason = f"the sheet is of {day_label(self.sheet_of)}: it cannot be received before"
            yield Refused(reason, "acknowledged_on")


class AcknowledgementDraft(AcknowledgementFields, Draft):
    """A receipt as it is recorded."""


class Acknowledgement(AcknowledgementFields, Row, table=True):
    """A stored receipt."""

    said = "receipt"

    __table_args__ = (unique_live("acknowledgement", "coder_id", "sheet_of"),)
