"""The audits of a period with what the form offers: all that the audits page shows at once. Queries live elsewhere."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from codedesk.periods import Period
from codedesk.services.audits.audits import AuditRow, audits
from codedesk.services.audits.lists import AuditLists, audit_lists


@dataclass(frozen=True, slots=True)
class AuditsOfPeriod:
    """What the audits page shows at once: the form's lists and the audits."""

    lists: AuditLists
    audits: tuple[AuditRow, ...]


def audits_and_lists(session: Session, period: Period, coder_ids: tuple[int, ...], today: date) -> AuditsOfPeriod:
    """Return the audits of a period and of coders (none named: all) with what the form offers."""
    return AuditsOfPeriod(audit_lists(session, today), audits(session, period, coder_ids, today))
