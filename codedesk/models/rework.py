"""Rework: charts opened again, found outside audits: where they came from, whose error it was, what became of them."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sqlmodel import Field

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.models.amounts import Dollars
from codedesk.models.base import Row, check
from codedesk.models.fields import Draft, Fields, InFiles, Number, checks
from codedesk.models.words import Word, word
from codedesk.periods import day_label


class ReworkSource(Word):
    """Where charts came back from."""

    DENIAL = "denial"
    CLAIM_EDIT = "claim_edit"
    QUERY = "query"
    INTERNAL = "internal", "Internal return"


class ReworkCause(Word):
    """Whose error it was."""

    CODER = "coder"
    DOCUMENTATION = "documentation"
    SYSTEM = "system"
    PAYER = "payer", "Payer’s error"


class ReworkOutcome(Word):
    """What became of it. An overturned denial was no error."""

    OPEN = "open"
    CORRECTED = "corrected"
    UPHELD = "upheld"
    OVERTURNED = "overturned"
    WRITTEN_OFF = "written_off"


def counts_as_rework(cause: ReworkCause, outcome: ReworkOutcome) -> bool:
    """Tell whether it counts as a coder's rework: the coder's error, and not overturned."""
    return cause == ReworkCause.CODER and outcome != ReworkOutcome.OVERTURNED


class ReworkFields(Fields):
    """Charts opened again, found outside audits. at_stake, recovered: in cents; resolved: the day on which it ended."""

    day: Annotated[date, InFiles("date")] = Field(index=True)
    coder_id: Annotated[int | None, InFiles(needed=True, blank=True)] = Field(
        default=None, foreign_key="coder.id", index=True
    )
    work_type_id: int = Field(foreign_key="work_type.id", index=True)
    charts: Annotated[int, Number(Bounds(0, 1_000_000), checked="low"), InFiles(needed=True, blank=True)] = 1
    reason: str = ""
    source: ReworkSource = word(ReworkSource.INTERNAL)
    cause: ReworkCause = word(ReworkCause.CODER)
    outcome: ReworkOutcome = word(ReworkOutcome.OPEN)
    at_stake: Dollars = None
    recovered: Dollars = None
    resolved: date | None = None

    @property
    def counted(self) -> bool:
        """Whether it counts as rework: the coder's error, and not overturned."""
        return counts_as_rework(self.cause, self.outcome)

    def contradictions(self) -> Iterator[Refused]:
        """Yield that nobody made a coder's error, or that it ended before it began."""
        if self.cause == ReworkCause.CODER and self.coder_id is None:
            yield Refused("say whose error it was, or choose another cause", "coder_id")
        if self.resolved is not None and self.resolved < self.day:
            yield Refused(f"it was resolved before it came back ({day_label(self.day)})", "resolved")


class ReworkDraft(ReworkFields, Draft):
    """Rework as typed."""


class Rework(ReworkFields, Row, table=True):
    """Stored rework."""

    said = "rework"

    __table_args__ = (
        *checks(ReworkFields),
        check("coder_of_error", "cause <> 'coder' OR coder_id IS NOT NULL"),
        check("resolved_after", "resolved IS NULL OR resolved >= day"),
    )
