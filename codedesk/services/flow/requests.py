"""What the manager asks the director for, one text for each period."""

from sqlmodel import Session

from codedesk.errors import Refused
from codedesk.models import StaffingRequest
from codedesk.models.flow import StaffingRequestDraft
from codedesk.services.flow.once import is_other, same_key
from codedesk.services.nouns import Noun


def _once(session: Session, draft: StaffingRequestDraft, row: StaffingRequest | None) -> None:
    if is_other(same_key(session, StaffingRequest, draft, ("from_day", "to_day")), row):
        raise Refused("this period has its request already: change that one", "from_day")


REQUESTS = Noun(StaffingRequest, StaffingRequestDraft, rules=_once)
