"""What all audits of the department show about how alike the codes of one chart are, held by months. No formula."""

from collections.abc import Iterator, Sequence

import numpy as np
from sqlmodel import Session

from codedesk.metrics.design_effect import AuditTallies, each_audit
from codedesk.metrics.likeness import Likeness
from codedesk.metrics.standards import EVERY_WORK_TYPE, Floats, Ints
from codedesk.models import Audit, AuditRecord, Finding, FindingCategory
from codedesk.services.cache import kept
from codedesk.services.copied import ReadableCopies, copies_of
from codedesk.services.figures import audit_years
from codedesk.services.figures.audit_frames import Policies
from codedesk.services.figures.audit_log import ALWAYS, AuditLog, audits_held
from codedesk.services.figures.audit_months import AuditMonth
from codedesk.services.figures.audits import framed, policies
from codedesk.services.figures.columns import matching
from codedesk.services.figures.lists import TABLES as LISTS
from codedesk.services.figures.lists import lists_of

AT_ONCE = 12
"""So many months are scored together: of more, what is in between would no longer lie near the processor."""
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
    """Put the months together; one is scored once, and again where the policy was changed."""
    connection, coders = session.connection(), list(lists_of(session).person_at)
    categories = policies(connection)
    log = audits_held(session)
    months = log.months(connection, ALWAYS)
    _take_years(log, copies_of(session), categories)
    anew = [month for month in months if month.alike is None or month.alike[0] != categories]
    for start in range(0, len(anew), AT_ONCE):
        some = anew[start : start + AT_ONCE]
        for month, made in zip(some, _of_months(some, categories), strict=True):
            month.alike = categories, made
    whole = AuditTallies.joined([month.alike[1] for month in months if month.alike is not None])
    return whole.of_rows(np.flatnonzero(np.isin(whole.coder, coders)))


def of_year(months: Sequence[AuditMonth], categories: Policies) -> list[AuditTallies]:
    """Return what each month of a year shows."""
    return list(_of_months(months, categories))


def _take_years(log: AuditLog, copies: ReadableCopies | None, categories: Policies) -> None:
    """Take what whole years show from their copies, where it is not known yet."""
    unknown = [each for each in log.years() if any(month.alike is None for month in each[1])]
    found = copies.read(audit_years.COPY, unknown[0][0], unknown[-1][0]) if copies is not None and unknown else {}
    for january, months, copied in unknown:
        source = audit_years.made_from(copied, categories)
        for month, made in zip(months, audit_years.from_bytes(january, source, found.get(january, b"")), strict=False):
            month.alike = categories, made


def _of_months(months: Sequence[AuditMonth], categories: Policies) -> Iterator[AuditTallies]:
    """Yield what each month shows; they are scored at once."""
    held = AuditMonth.joined(months, named=False)
    coder = held.audits.whole("coder_id")
    read = framed(held, np.arange(len(coder)), coder, _as_stored, categories)
    made = each_audit(read.audits, read.parts(final_only=True), read.ids)
    for month in months:
        yield made.of_rows(np.sort(matching(month.audits.ids, made.number)[0]))


def _as_stored(work_types: Floats) -> Ints:
    return np.where(np.isnan(work_types), EVERY_WORK_TYPE, work_types).astype(np.int64)
