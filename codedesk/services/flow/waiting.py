"""What waits at the end of a day, and what is held: logged, changed and voided."""

from sqlmodel import Session

from codedesk.errors import Refused
from codedesk.models import Backlog, Hold
from codedesk.models.backlogs import BacklogDraft
from codedesk.models.flow import HoldDraft
from codedesk.periods import day_label
from codedesk.services.flow.once import is_other, same_key
from codedesk.services.nouns import Noun


def _once(session: Session, draft: BacklogDraft, row: Backlog | None) -> None:
    if is_other(same_key(session, Backlog, draft, ("day", "work_type_id")), row):
        raise Refused(f"what waits on {day_label(draft.day)} is there already: change that line", "work_type_id")


def _held_once(session: Session, draft: HoldDraft, row: Hold | None) -> None:
    if is_other(same_key(session, Hold, draft, ("day", "work_type_id", "reason", "provider_group")), row):
        raise Refused(f"{day_label(draft.day)} has these holds already: change that line", "reason")


BACKLOG = Noun(Backlog, BacklogDraft, rules=_once)
HOLDS = Noun(Hold, HoldDraft, rules=_held_once)
