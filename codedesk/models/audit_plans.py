"""Which charts are to be audited: the plan of a period, and random draws that can be repeated."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sqlmodel import Field

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.models.base import Row, check, unique_live
from codedesk.models.fields import Draft, Fields, InFiles, Number, Text, checks
from codedesk.periods import day_label


class AuditPlanFields(Fields):
    """How many charts of a coder (of one work type, or of any) are to be audited in a period."""

    coder_id: int = Field(foreign_key="coder.id", index=True)
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    period_from: date
    period_to: date
    charts: Annotated[int, Number(Bounds(0, 10_000), checked="low")]
    note: str = ""

    def contradictions(self) -> Iterator[Refused]:
        """Yield that the period ends before it begins."""
        if self.period_to < self.period_from:
            yield Refused(f"the last day is before the first ({day_label(self.period_from)})", "period_to")


class AuditPlanDraft(AuditPlanFields, Draft):
    """A line of the plan as typed."""


class AuditPlan(AuditPlanFields, Row, table=True):
    """A stored line of the plan."""

    said = "line of the plan"

    __tablename__ = "audit_plan"
    __table_args__ = (
        unique_live("audit_plan", "coder_id", "period_from", "period_to", "work_type_id"),
        *checks(AuditPlanFields),
        check("period_order", "period_from <= period_to"),
    )


class AuditDrawFields(Fields):
    """A random draw that can be repeated: the frame in its order (one reference a line), the seed, what was drawn.

    Without a coder it is of nobody in particular; audit_id names the audit that it was made for.
    """

    coder_id: int | None = Field(default=None, foreign_key="coder.id", index=True)
    audit_id: int | None = Field(default=None, foreign_key="audit.id", index=True)
    drawn_on: Annotated[date, InFiles("date")]
    drawn_by: str = ""
    source: str = ""
    frame: Annotated[str, Text("paste the references to draw from, one per line")]
    seed: Annotated[int, Number(Bounds(0, 999_999_999), checked="nothing")]
    size: Annotated[int, Number(Bounds(1, 100_000), checked="nothing")]
    drawn: Annotated[str, Text("say which references were drawn", checked=False), InFiles(needed=True)] = ""
    note: str = ""

    @property
    def references(self) -> tuple[str, ...]:
        """The references that were drawn from, in their order."""
        return tuple(self.frame.split("\n"))

    def contradictions(self) -> Iterator[Refused]:
        """Yield that more was drawn than the list holds."""
        held = len(self.references)
        if self.size > held:
            yield Refused(f"draw from 1 to {held:,}: the list holds no more", "size")


class AuditDrawDraft(AuditDrawFields, Draft):
    """A draw as asked for; what comes out is drawn when it is stored."""


class AuditDraw(AuditDrawFields, Row, table=True):
    """A stored draw."""

    said = "draw"

    __tablename__ = "audit_draw"
    __table_args__ = (check("size", "size > 0"), *checks(AuditDrawFields))
