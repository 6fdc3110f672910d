"""Work types: what is coded, in the department's own words and order."""

from typing import Annotated, Any

from codedesk.models.base import Row, unique_live
from codedesk.models.fields import LABEL, Draft, Fields, InFiles, Text, checks

USUAL_UNIT = "chart"


class WorkTypeFields(Fields):
    """A kind of coding work with its own standard: setting, specialty and complexity tier, in words.

    unit: what is counted (chart, encounter, account …). active: it is offered in the day grid.
    """

    name: Annotated[str, Text("a name is needed", 300, line=True, name=True), InFiles("work_type")]
    unit: Annotated[str, LABEL] = USUAL_UNIT
    setting: Annotated[str, LABEL] = ""
    specialty: Annotated[str, LABEL] = ""
    tier: Annotated[str, LABEL] = ""
    active: bool = True

    def kept(self) -> dict[str, Any]:
        """Return the values as they are kept: charts are counted where nothing else is said."""
        kept = super().kept()
        return kept | {"unit": kept["unit"] or USUAL_UNIT}


class WorkTypeDraft(WorkTypeFields, Draft):
    """A work type as typed."""


class WorkType(WorkTypeFields, Row, table=True):
    """A stored work type."""

    said = "work type"

    __tablename__ = "work_type"
    __table_args__ = (unique_live("work_type", "name"), *checks(WorkTypeFields))

    position: int = 0
