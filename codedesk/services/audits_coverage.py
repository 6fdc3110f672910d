"""Coverage: who has how many audits and audited charts in a period, those without any first.

Here lives the count of audits by coder. Accuracy figures of coders belong to the figures service.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from codedesk.models import Coder
from codedesk.periods import Period
from codedesk.services.audits import AuditRow, audits
from codedesk.services.audits_lists import AuditLists, audit_lists
from codedesk.services.live import live


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One coder's audits in a period. feeding counts the charts whose result is part of the coder's accuracy.

    charts_unknown is the number of audits whose charts were not entered.
    """

    coder_id: int
    coder: str
    audits: int
    charts: int
    feeding: int
    charts_unknown: int
    open_audits: int
    latest: date | None


@dataclass(frozen=True, slots=True)
class AuditsOfPeriod:
    """What the audits page shows at once: the form's lists and the audits."""

    lists: AuditLists
    audits: tuple[AuditRow, ...]


def audits_and_lists(session: Session, period: Period, coder_ids: tuple[int, ...], today: date) -> AuditsOfPeriod:
    """Return the audits of a period and of coders (none named: all) with what the form offers."""
    return AuditsOfPeriod(audit_lists(session, today), audits(session, period, coder_ids, today))


def coverage(session: Session, period: Period) -> tuple[CoverageRow, ...]:
    """List every coder who was there in the period with their audits of it, the ones not audited first."""
    found: dict[int, list[AuditRow]] = {}
    for row in audits(session, period):
        found.setdefault(row.coder_id, []).append(row)
    query = select(Coder).where(live(Coder), col(Coder.started_on) <= period.end)
    query = query.where(col(Coder.left_on).is_(None) | (col(Coder.left_on) >= period.start))
    coders = {coder.key: coder.shown_name for coder in session.exec(query)}
    names = coders | {rows[0].coder_id: rows[0].coder for rows in found.values()}
    rows = [_row(key, name, found.get(key, [])) for key, name in names.items()]
    return tuple(sorted(rows, key=lambda row: (row.feeding > 0, row.audits > 0, row.coder)))


def _row(coder_id: int, coder: str, found: list[AuditRow]) -> CoverageRow:
    return CoverageRow(
        coder_id=coder_id,
        coder=coder,
        audits=len(found),
        charts=sum(row.charts or 0 for row in found),
        feeding=sum(row.charts or 0 for row in found if row.feeds_accuracy),
        charts_unknown=sum(row.charts is None for row in found),
        open_audits=sum(row.state != "final" for row in found),
        latest=max((row.day for row in found), default=None),
    )
