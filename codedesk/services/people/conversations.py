"""Conversations with one coder: notes by kind, goals of the reviews, education. Private unless marked for the packet.

Here live the goals across reviews and the one question behind the Conversations part of the coder's page. Notes
themselves are in events_and_notes.py, agreements are written in reviews/texts.py.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from codedesk import periods
from codedesk.models import Agreement, Review
from codedesk.periods import FiscalYear, Period
from codedesk.services.department import events_and_notes
from codedesk.services.department.departments import year_of
from codedesk.services.department.events_and_notes import NoteRow
from codedesk.services.live import live
from codedesk.services.people import education
from codedesk.services.people.coders import CODERS
from codedesk.services.people.education import EducationRow


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal agreed in a review. A goal without an outcome is open, whatever its date."""

    id: int
    review: str
    goal: str
    measure: str
    due_on: date | None
    support: str
    outcome: str

    @property
    def open(self) -> bool:
        """Tell whether nothing is written yet on what became of it."""
        return not self.outcome.strip()

    def state(self, today: date) -> str:
        """Say in words where the goal stands on a day."""
        if not self.open:
            return "closed"
        if self.due_on is None:
            return "open, no date"
        return "open" if self.due_on >= today else "open, its date has passed"


@dataclass(frozen=True, slots=True)
class ConversationsRow:
    """What the Conversations part of the page shows: notes the newest first, open goals before past ones."""

    coder_id: int
    coder: str
    notes: tuple[NoteRow, ...]
    goals: tuple[GoalRow, ...]
    education: tuple[EducationRow, ...]

    @property
    def open_goals(self) -> int:
        """How many goals are open."""
        return sum(goal.open for goal in self.goals)


def conversations(session: Session, coder_id: int, today: date) -> ConversationsRow:
    """Look at what was said, agreed and learned with one coder. Refused where the coder is no longer there."""
    coder = CODERS.found(session, coder_id)
    return ConversationsRow(
        coder_id=coder_id,
        coder=coder.shown_name,
        notes=events_and_notes.notes(session, coder_id),
        goals=goals(session, coder_id),
        education=education.items(session, coder_id, today),
    )


def goals(session: Session, coder_id: int) -> tuple[GoalRow, ...]:
    """List the goals of all reviews of a coder: open ones by their date first, then past ones, the newest first."""
    query = (
        select(Agreement, Review)
        .join(Review, col(Review.id) == col(Agreement.review_id))
        .where(live(Agreement), live(Review), col(Review.coder_id) == coder_id)
        .order_by(col(Review.period_to).desc(), col(Agreement.position), col(Agreement.id))
    )
    fiscal_year = year_of(session)
    found = [_goal(agreement, review, fiscal_year) for agreement, review in session.exec(query)]
    still_open = sorted((row for row in found if row.open), key=lambda row: row.due_on or date.max)
    return (*still_open, *(row for row in found if not row.open))


def _goal(agreement: Agreement, review: Review, fiscal_year: FiscalYear) -> GoalRow:
    return GoalRow(
        id=agreement.key,
        review=periods.label(Period(review.period_from, review.period_to), fiscal_year),
        goal=agreement.goal,
        measure=agreement.measure,
        due_on=agreement.due_on,
        support=agreement.support,
        outcome=agreement.outcome,
    )
