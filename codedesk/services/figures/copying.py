"""What figures are read from that an open file may hold copies of."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from sqlmodel import Session

from codedesk.metrics.tallies import TallyRun
from codedesk.periods import Period
from codedesk.services.copied import Copied, copies_of, first_missing
from codedesk.services.figures import audit_log, audit_years, log, years
from codedesk.services.figures.audit_scores import policies, scored
from codedesk.services.figures.lists import lists_of
from codedesk.services.figures.month_numbers import MONTHS, first_of_month, last_of_month, month_of

_Holds = Callable[[int, bytes, bytes], bool]
"""Tells whether bytes are the copy of a year (its first month) that was made from a source."""


def _without(session: Session, name: str, found: Iterable[tuple[int, bytes]], is_of: _Holds) -> range:
    """Return the months of the first year without a copy that holds. found: years, and what each is made from."""
    copies = copies_of(session)
    there = {} if copies is None else copies.read(name, 0, month_of(date.max))
    january = next((at for at, source in found if not is_of(at, source, there.get(at, b""))), None)
    return range(0) if january is None else range(january, january + MONTHS)


def _year_missing(session: Session) -> range:
    """Return the first year without a copy that holds, of those before the last whose months all have one."""
    held, lists, logged = log.LogColumns(copies=copies_of(session)), lists_of(session), log.months_logged(session)
    sources = ((at, held.source_of(at, lists)) for at in range(logged.start, logged.stop - MONTHS, MONTHS))
    return _without(session, years.COPY, ((at, each) for at, each in sources if each is not None), years.is_of)


def _copied_year(session: Session, months: range) -> dict[int, bytes]:
    """Add a year up from the copies of its months; nothing where one is gone by now."""
    held, lists = log.LogColumns(copies=copies_of(session)), lists_of(session)
    year = Period(first_of_month(months.start), last_of_month(months[-1]))
    source, run = held.source_of(months.start, lists), TallyRun(held.tallies(session.connection(), year, lists))
    if source is None:
        return {}
    return {months.start: years.to_bytes(months.start, source, run, held.numbers(months))}


def _audited_year_missing(session: Session) -> range:
    held, categories = audit_log.AuditLog(copies=copies_of(session)), policies(session.connection())
    held.months(session.connection(), audit_log.ALWAYS)
    sources = ((at, audit_years.made_from(copied, categories)) for at, _, copied in held.years())
    return _without(session, audit_years.COPY, sources, audit_years.is_of)


def _copied_audited_year(session: Session, months: range) -> dict[int, bytes]:
    held, categories = audit_log.AuditLog(copies=copies_of(session)), policies(session.connection())
    held.months(session.connection(), Period(first_of_month(months.start), last_of_month(months[-1])))
    return {
        january: audit_years.to_bytes(
            january, audit_years.made_from(copied, categories), audited, scored(audited, categories)
        )
        for january, audited, copied in held.years()
    }


KINDS = (
    Copied(log.COPY, partial(first_missing, log.COPY, log.months_logged), log.copied_months),
    Copied(years.COPY, _year_missing, _copied_year),
    Copied(audit_log.COPY, partial(first_missing, audit_log.COPY, audit_log.months_audited), audit_log.copied_months),
    Copied(audit_years.COPY, _audited_year_missing, _copied_audited_year),
)
