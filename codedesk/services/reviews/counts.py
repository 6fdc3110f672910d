"""What audits found, counted: findings that stand by category and by root cause. The one home of these counts.

Pure functions of what inputs.py read; the packet, the coder's page and the team's quarter all count here.
"""

from collections import Counter

from codedesk.models.audit_words import Direction
from codedesk.models.finding_lists import Origin
from codedesk.services.reviews.inputs import CoderInputs, FindingInput
from codedesk.services.reviews.rows import CauseRow, ErrorRow, PacketRow

_ORIGINS = (*Origin.values(), "")


def errors_of(given: CoderInputs, then: CoderInputs) -> tuple[ErrorRow, ...]:
    """Count the findings that stand by category, most first, beside those of the period before."""
    counted = [row for row in given.findings if _stands(row)]
    now = Counter(row.category for row in counted)
    before = Counter(row.category for row in then.findings if _stands(row))
    over = Counter(row.category for row in counted if row.direction == Direction.OVER)
    under = Counter(row.category for row in counted if row.direction == Direction.UNDER)
    names = sorted({*now, *before}, key=lambda name: (-now[name], -before[name], name))
    return tuple(ErrorRow(name, now[name], before[name], over[name], under[name]) for name in names)


def causes_of(given: CoderInputs) -> tuple[CauseRow, ...]:
    """Count the same findings by root cause, the coder's own before those of documents and systems."""
    counted = Counter((row.cause, row.origin) for row in given.findings if _stands(row))
    ordered = sorted(counted, key=lambda cause: (_ORIGINS.index(cause[1]), -counted[cause], cause[0]))
    return tuple(CauseRow(name, origin, counted[name, origin]) for name, origin in ordered)


def charts_behind(row: PacketRow) -> int | None:
    """Return the charts that the findings of a packet come from, focused audits too; None where they are not known."""
    found = [getattr(audit.result, "records", 0) for audit in (*row.audits, *row.focused)]
    return None if None in found else sum(found)


def _stands(finding: FindingInput) -> bool:
    return finding.scored and not finding.withdrawn
