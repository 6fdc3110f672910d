"""Coders: the people of the team, the work types each of them usually does, and the ramps of learners."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sqlmodel import Field

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.models.base import Row, check, unique_live
from codedesk.models.fields import LABEL, PERCENT, Draft, Fields, InFiles, Number, Text, checks


class CoderFields(Fields):
    """A person on the team. `name_note` tells two coders of one name apart and is shown after the name.

    scheduled_hours_per_week are those of a week where no schedule is in force; fte 1.0 is a full post.
    """

    name: Annotated[str, Text("a coder needs a name", 300, line=True, name=True), InFiles("coder")]
    name_note: Annotated[str, Text(line=True, name=True)] = ""
    credentials: Annotated[str, LABEL] = ""
    started_on: date
    left_on: date | None = None
    scheduled_hours_per_week: Annotated[float | None, Number(Bounds(0, 168, "h"))] = None
    fte: Annotated[float | None, Number(Bounds(0, 2))] = None
    mentor_id: int | None = Field(default=None, foreign_key="coder.id")

    def contradictions(self) -> Iterator[Refused]:
        """Yield that somebody left before the start."""
        if self.left_on is not None and self.left_on < self.started_on:
            yield Refused("the day of leaving is before the start", "left_on")


class CoderDraft(CoderFields, Draft):
    """A coder as typed."""


class Coder(CoderFields, Row, table=True):
    """A stored coder."""

    said = "coder"

    __table_args__ = (
        unique_live("coder", "name", "name_note"),
        *checks(CoderFields, "name"),
        check("left_after_start", "left_on IS NULL OR left_on >= started_on"),
        *checks(CoderFields, "scheduled_hours_per_week", "fte"),
    )

    @property
    def shown_name(self) -> str:
        """The name as people see it: "Ana Diaz", or "Ana Diaz (night)" where two share a name."""
        return shown_name(self.name, self.name_note)


def shown_name(name: str, note: str) -> str:
    """Return a name with the note behind it that tells it from another one."""
    return f"{name} ({note})" if note else name


class CoderWorkTypeFields(Fields):
    """A work type that a coder usually does: a line of the day grid that is there before anything is typed."""

    coder_id: int = Field(foreign_key="coder.id", index=True)
    work_type_id: int = Field(foreign_key="work_type.id", index=True)


class CoderWorkType(CoderWorkTypeFields, Row, table=True):
    """A stored usual work type, in the coder's order."""

    __tablename__ = "coder_work_type"
    __table_args__ = (unique_live("coder_work_type", "coder_id", "work_type_id"),)

    position: int = 0


class RampStepFields(Fields):
    """From one date on, a learner is read against this share of the standard (for one work type, or all).

    pace_percent of the pace standard; accuracy in per cent, None where the standard's own holds.
    """

    coder_id: int = Field(foreign_key="coder.id", index=True)
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    from_day: Annotated[date, InFiles("from")]
    pace_percent: Annotated[float, Number(Bounds(0, 200, "%", above=True), "percent")]
    accuracy: Annotated[float | None, PERCENT] = None


class RampStepDraft(RampStepFields, Draft):
    """A step of a ramp as typed."""


class RampStep(RampStepFields, Row, table=True):
    """A stored step of a ramp."""

    said = "step"

    __tablename__ = "ramp_step"
    __table_args__ = (
        unique_live("ramp_step", "coder_id", "work_type_id", "from_day"),
        *checks(RampStepFields),
    )
