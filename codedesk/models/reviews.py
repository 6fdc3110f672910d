"""Reviews: one coder, one period; the manager's words, the agreements and the sign-off."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sqlmodel import Field, SQLModel

from codedesk.errors import Refused
from codedesk.models.base import Row, check, unique_live
from codedesk.models.fields import Draft, Fields, Text, checks
from codedesk.models.review_words import ReviewState
from codedesk.models.words import word
from codedesk.periods import day_label


class ReviewFields(Fields):
    """One coder's review of one period. Figures are not stored here: they are made from the log and the audits."""

    coder_id: int = Field(foreign_key="coder.id", index=True)
    period_from: date
    period_to: date
    state: ReviewState = word(ReviewState.DRAFT)
    went_well: str = ""
    work_on: str = ""
    agreed_last_time: str = ""
    coder_comments: str = ""
    private_note: str = ""
    sections_off: str = ""
    refused_reason: str = ""
    given_on: date | None = None
    signed_on: date | None = None

    def contradictions(self) -> Iterator[Refused]:
        """Yield that the period ends before it begins."""
        if self.period_to < self.period_from:
            yield Refused(f"the last day is before the first ({day_label(self.period_from)})", "period_to")


class ReviewDraft(ReviewFields, Draft):
    """A review as a file brings it."""


class Review(ReviewFields, Row, table=True):
    """A stored review."""

    said = "review"

    __table_args__ = (
        unique_live("review", "coder_id", "period_from", "period_to"),
        *checks(ReviewFields),
        check("period_order", "period_from <= period_to"),
    )


class AgreementFields(Fields):
    """A goal agreed in a review: its measure, its date, the support offered, and what became of it."""

    goal: Annotated[str, Text("say what the goal is, then how it is measured")]
    measure: str = ""
    due_on: date | None = None
    support: str = ""
    outcome: str = ""


class AgreementDraft(AgreementFields, Draft):
    """A goal as typed. id: the stored one that it is, where that is known."""

    id: int | None = None


class _OfReview(SQLModel):
    """Which review an agreement is of, and where it stands among the others."""

    review_id: int = Field(foreign_key="review.id", index=True)
    position: int = 0


class Agreement(AgreementFields, _OfReview, Row, table=True):
    """A stored agreement."""

    said = "agreement"

    __table_args__ = checks(AgreementFields)


class GivenPacket(Row, table=True):
    """A packet as it was given out: the PDF itself, its SHA-256, the figures behind it, and what changed since.

    revision is A for the first, B for the next. Nothing in it is ever changed.
    """

    __tablename__ = "given_packet"
    __table_args__ = (unique_live("given_packet", "review_id", "revision"),)

    review_id: int = Field(foreign_key="review.id", index=True)
    revision: str
    given_on: date
    pdf: bytes
    sha256: str
    fingerprint: str
    rows: str
    changes: str = ""
