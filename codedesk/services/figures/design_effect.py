"""What all audits of the department show about how alike the codes of one chart are. No formula."""

import numpy as np
from sqlmodel import Session

from codedesk.metrics.design_effect import AuditTallies, each_audit
from codedesk.metrics.likeness import Likeness
from codedesk.models import Audit, AuditRecord, Finding, FindingCategory
from codedesk.services.cache import kept
from codedesk.services.figures.audit_log import ALWAYS
from codedesk.services.figures.audit_months import AuditMonth
from codedesk.services.figures.audit_scores import as_stored, parts_of, scored_months
from codedesk.services.figures.lists import TABLES as LISTS
from codedesk.services.figures.lists import lists_of

TABLES = (Audit, AuditRecord, Finding, FindingCategory, *LISTS)


def history(session: Session) -> Likeness:
    """Return what the audits that feed an accuracy show, of any time, by the numbers of the coders."""
    return kept(session, "alike", TABLES, lambda: Likeness(_each(session).by_method_and_coder()))


def history_but(session: Session, audit_id: int | None) -> Likeness:
    """Return what history does, without one audit, for a figure that is not made of these audits."""
    return history(session).outside(None if audit_id is None else _each(session).of(audit_id))


def _each(session: Session) -> AuditTallies:
    """Return what each audit of a known coder shows."""
    return kept(session, "each audit alike", TABLES, lambda: _read(session))


def _read(session: Session) -> AuditTallies:
    """Put the months together."""
    months, coders = scored_months(session, ALWAYS), list(lists_of(session).person_at)
    held = AuditMonth.audits_of(months, named=False)
    whole = each_audit(as_stored(held), parts_of(months), held.ids)
    return whole.of_rows(np.flatnonzero(np.isin(whole.coder, coders)))
