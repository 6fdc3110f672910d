"""Audits of a period that are not part of a coder's accuracy, and why: the charts that are audited and not counted.

An audit counts when it is no draft, feeds the accuracy, and has the method of the coder's latest audit that does; for
the team, that by which most coders' accuracy is.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from codedesk.formats import plural
from codedesk.methods import Method, method_words
from codedesk.metrics.scoring import method_of_most
from codedesk.models import Audit, AuditRecord
from codedesk.models.audit_words import AuditDepth, AuditState, Selection
from codedesk.periods import Period
from codedesk.services.live import live


@dataclass(frozen=True, slots=True)
class UncountedRow:
    """The audits of one coder that one reason leaves out. charts None: of one of them they are not known."""

    why: str
    audits: int
    charts: int | None

    @property
    def words(self) -> str:
        """How many charts, in how many audits, and why."""
        of = plural(self.audits, "audit")
        return f"{of} {self.why}" if self.charts is None else f"{plural(self.charts, 'chart')} in {of} {self.why}"


@dataclass(frozen=True, slots=True)
class _Seen:
    day: date
    number: int
    coder: int
    method: Method
    selection: Selection
    draft: bool
    feeds: bool
    charts: int | None


def uncounted(session: Session, period: Period) -> dict[int | None, tuple[UncountedRow, ...]]:
    """Return what is audited in a period and not counted, by the number of the coder (None: the team, pooled)."""
    lines = (
        select(AuditRecord.audit_id, func.count().label("lines"))
        .where(live(AuditRecord))
        .group_by(col(AuditRecord.audit_id))
        .subquery()
    )
    query = (
        select(Audit, lines.c.lines)
        .join(lines, lines.c.audit_id == col(Audit.id), isouter=True)
        .where(live(Audit), col(Audit.day).between(period.start, period.end))
    )
    by_coder: dict[int | None, list[_Seen]] = defaultdict(list)
    for audit, entered in session.exec(query):
        charts = (entered or 0) if audit.depth == AuditDepth.RECORDS else audit.records
        draft = audit.state == AuditState.DRAFT
        seen = _Seen(
            audit.day, audit.key, audit.coder_id, audit.method, audit.selection, draft, audit.feeds_accuracy, charts
        )
        for whose in (None, audit.coder_id):
            by_coder[whose].append(seen)
    return {coder: rows for coder, found in by_coder.items() if (rows := _left_out(found))}


def _left_out(found: Iterable[_Seen]) -> tuple[UncountedRow, ...]:
    feeding = sorted(
        (each for each in found if each.feeds and not each.draft), key=lambda each: (each.day, each.number)
    )
    method = method_of_most([(each.coder, each.method) for each in feeding]) if feeding else None
    reasons: dict[str, list[_Seen]] = defaultdict(list)
    for each in found:
        if why := _why(each, method):
            reasons[why].append(each)
    rows = []
    for why, left in reasons.items():
        counts = [each.charts for each in left]
        charts = None if None in counts else sum(count or 0 for count in counts)
        rows.append(UncountedRow(why, len(left), charts))
    return tuple(rows)


def _why(seen: _Seen, method: Method | None) -> str:
    """Say why an audit is not counted; "" of one that is."""
    if seen.draft:
        return "still in draft"
    if not seen.feeds:
        chosen = "drawn at random, yet marked not to count"
        return chosen if seen.selection == Selection.RANDOM else f"chosen, not drawn at random ({seen.selection.words})"
    return "" if seen.method == method else f"by another method ({method_words(seen.method)})"
