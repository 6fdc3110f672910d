"""Reviews: one coder, one period; the manager's words, the agreements and the sign-off."""

from datetime import date

from sqlmodel import Field

from codedesk.models.base import Row, check, one_of, unique_live

REVIEW_STATES = ("draft", "ready", "given", "signed", "signature_refused")


class Review(Row, table=True):
    """One coder's review of one period. Figures are not stored here: they are made from the log and the audits."""

    __table_args__ = (
        unique_live("review", "coder_id", "period_from", "period_to"),
        one_of("state", REVIEW_STATES),
        check("period_order", "period_from <= period_to"),
    )

    coder_id: int = Field(foreign_key="coder.id", index=True)
    period_from: date
    period_to: date
    state: str = "draft"
    went_well: str = ""
    work_on: str = ""
    agreed_last_time: str = ""
    coder_comments: str = ""
    private_note: str = ""
    sections_off: str = ""
    refused_reason: str = ""
    given_on: date | None = None
    signed_on: date | None = None


class Agreement(Row, table=True):
    """A goal agreed in a review: its measure, its date, the support offered, and what became of it."""

    __table_args__ = (check("goal_given", "length(goal) > 0"),)

    review_id: int = Field(foreign_key="review.id", index=True)
    position: int = 0
    goal: str
    measure: str = ""
    due_on: date | None = None
    support: str = ""
    outcome: str = ""


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
