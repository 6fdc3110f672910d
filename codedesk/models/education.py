"""Education: what a coder is to learn after an audit, or simply learned."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sqlmodel import Field

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.models.base import Row
from codedesk.models.fields import Draft, Fields, Number, Text, checks


class EducationFields(Fields):
    """What a coder is to learn: topic, hours, due date, re-audit, outcome. Done from the day that done_on names.

    Category and audit say what it came from.
    """

    coder_id: int = Field(foreign_key="coder.id", index=True)
    audit_id: int | None = Field(default=None, foreign_key="audit.id", index=True)
    category_id: int | None = Field(default=None, foreign_key="finding_category.id", index=True)
    topic: Annotated[str, Text("say what is to be learned")]
    due_on: date | None = None
    done_on: date | None = None
    hours: Annotated[float | None, Number(Bounds(0, 1000, "h"))] = None
    reaudit_on: date | None = None
    outcome: str = ""
    in_packet: bool = False

    def contradictions(self) -> Iterator[Refused]:
        """Yield that the re-audit comes before the education."""
        earliest = self.done_on or self.due_on
        if self.reaudit_on is not None and earliest is not None and self.reaudit_on < earliest:
            yield Refused("the re-audit comes after the education", "reaudit_on")


class EducationDraft(EducationFields, Draft):
    """An education item as typed."""


class EducationItem(EducationFields, Row, table=True):
    """A stored education item."""

    said = "education item"

    __tablename__ = "education_item"
    __table_args__ = checks(EducationFields)
