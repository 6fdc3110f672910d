"""What is to do after audits, in one list: what waits for whom, actions and education that are open, overdue first.

Here lives what belongs to it. What waits is found by answers.py, education by people/education.py.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from codedesk.services.audits import answers
from codedesk.services.audits.answers import ActionRow, Party, WaitingRow
from codedesk.services.people import education
from codedesk.services.people.education import EducationRow


@dataclass(frozen=True, slots=True)
class TodoRow:
    """One thing to do, for whom and until when. audit and state are "" where it follows from no audit.

    It is done in its action, in the education item of the number education_id, or else in its audit.
    """

    party: Party
    coder_id: int
    coder: str
    what: str
    due_on: date | None
    overdue: bool
    audit: str = ""
    state: str = ""
    audit_id: int | None = None
    action: ActionRow | None = None
    education_id: int | None = None


def todo(session: Session, today: date, coder_id: int | None = None) -> tuple[TodoRow, ...]:
    """List what is to do, of one coder or of all, whatever the period: overdue first, then by date, undated last."""
    rows = [_waiting(row) for row in answers.waiting(session, today) if coder_id in (None, row.coder_id)]
    rows += [_education(row) for row in education.items(session, coder_id, today) if row.state != "done"]
    return tuple(sorted(rows, key=lambda row: (not row.overdue, row.due_on or date.max)))


def _waiting(row: WaitingRow) -> TodoRow:
    return TodoRow(
        party=row.party,
        coder_id=row.coder_id,
        coder=row.coder,
        what=row.waits_for,
        due_on=row.due_on,
        overdue=row.overdue,
        audit=row.name,
        state=row.state.words,
        audit_id=row.audit_id,
        action=row.action,
    )


def _education(row: EducationRow) -> TodoRow:
    draft = row.draft
    return TodoRow(
        party="coder",
        coder_id=draft.coder_id,
        coder=row.coder,
        what=f"education: {draft.topic}",
        due_on=draft.due_on,
        overdue=row.state == "overdue",
        audit=row.audit,
        education_id=row.id,
    )
