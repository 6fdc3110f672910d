"""Consistency between auditors: what each found in the same work by the same method, and how far they differ.

Worded as a question about reading alike, never as a verdict on an auditor. The interval is metrics/consistency's.
"""

from dataclasses import dataclass
from itertools import combinations

from sqlmodel import Session

from codedesk import formats
from codedesk.metrics.consistency import Difference, difference
from codedesk.metrics.figures import Accuracy
from codedesk.periods import Period
from codedesk.services.audits.pools import PooledAudit, pools


@dataclass(frozen=True, slots=True)
class AuditorRow:
    """One auditor's pooled accuracy, with the coders whose work it is."""

    auditor: str
    accuracy: Accuracy
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsistencyRow:
    """Two auditors of one work type and method in a period. The difference: the first's accuracy less the second's.

    as_reported: both are from results alone.
    """

    work_type: str
    method: str
    as_reported: bool
    first: AuditorRow
    second: AuditorRow
    difference: Difference

    @property
    def small(self) -> bool:
        """Tell whether one of the two samples is under 30 charts."""
        return self.first.accuracy.small_sample or self.second.accuracy.small_sample

    @property
    def only_first(self) -> tuple[str, ...]:
        """The coders whom only the first audited."""
        return tuple(name for name in self.first.coders if name not in self.second.coders)

    @property
    def only_second(self) -> tuple[str, ...]:
        """The coders whom only the second audited."""
        return tuple(name for name in self.second.coders if name not in self.first.coders)

    @property
    def question(self) -> str:
        """The finding as a question, with what bounds it."""
        size = formats.points(abs(self.difference.value)).lstrip("+")
        if not self.difference.clear:
            asked = f"The samples cannot tell them apart ({size} between them)."
        else:
            asked = f"{size} apart, more than chance explains: do both read the guidelines alike?"
        if self.only_first or self.only_second:
            asked += " They audited different coders, which may be all of it."
        if not self.work_type:
            asked += " No work type is named, so the work may differ."
        if self.small:
            asked += " Small sample: under 30 charts."
        return asked


def consistency(
    session: Session, period: Period, coder_id: int | None = None, work_type_id: int | None = None
) -> tuple[ConsistencyRow, ...]:
    """Compare each two auditors of the same work type and method in a period, by their names.

    Only audits that feed the accuracy (at random, as a rule): focused ones look for errors and find more of them.
    """
    found = pools(session, period, lambda audit: _key(audit, coder_id, work_type_id))
    groups: dict[tuple[str, str], list[AuditorRow]] = {}
    for (work_type, method, auditor), (accuracy, audits) in found.items():
        coders = tuple(sorted({audit.coder for audit in audits}))
        groups.setdefault((work_type, method), []).append(AuditorRow(auditor, accuracy, coders))
    return tuple(
        ConsistencyRow(
            *group,
            first.accuracy.as_reported and second.accuracy.as_reported,
            first,
            second,
            difference(first.accuracy, second.accuracy),
        )
        for group, auditors in sorted(groups.items())
        for first, second in combinations(sorted(auditors, key=lambda row: row.auditor.casefold()), 2)
    )


def _key(audit: PooledAudit, coder_id: int | None, work_type_id: int | None) -> tuple[str, str, str] | None:
    wanted = (coder_id is None or audit.coder_id == coder_id) and (
        work_type_id is None or audit.work_type_id == work_type_id
    )
    if not wanted or not audit.auditor:
        return None
    return audit.work_type, audit.method, audit.auditor
