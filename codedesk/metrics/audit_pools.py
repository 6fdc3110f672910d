"""Parts of audits pooled into shares with their intervals, all groups of them at once. No SQL, no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from codedesk.methods import METHODS
from codedesk.metrics.audits import Audits, AuditSums, Parts
from codedesk.metrics.design_effect import Counted, Spread, Worth, chart_codes, worth
from codedesk.metrics.intervals import wilson
from codedesk.metrics.likeness import Likeness, Shown, folded
from codedesk.metrics.scoring import CODE_METHODS
from codedesk.metrics.standards import Ints

DIGITS = 9
_RECORDS, _REVIEWED = (AuditSums._fields.index(name) for name in ("records", "reviewed"))


@dataclass(frozen=True, slots=True)
class Pool:
    """What parts of one method add up to, whatever their depth.

    sums are of all parts, tally of what was counted (None: only results); own: how its charts differ, others: those of
    the department's other audits.
    """

    method: str
    sums: AuditSums
    tally: AuditSums | None
    counted: Counted
    own: Spread
    others: Spread
    worth: Worth

    @property
    def value(self) -> float:
        """The share that was found right, as a fraction."""
        return share_of(self.sums.correct, self.sums.reviewed)

    @property
    def limits(self) -> tuple[float, float]:
        """The 95 % interval of the value."""
        return wilson(self.value * self.worth.n, self.worth.n)

    @property
    def by_codes(self) -> bool:
        """Whether codes are the unit, so that those of one chart may be alike."""
        return self.tally is not None and self.method in CODE_METHODS

    @property
    def reported_share(self) -> float:
        """How much of what was reviewed is as reported."""
        return self.counted.reported * self.counted.chart_codes / self.sums.reviewed


class AuditPools:
    """Groups of parts, each of one method: added up together, a pool is joined when it is asked for."""

    def __init__(self, audits: Audits, parts: Parts, groups: Sequence[Ints], history: Likeness) -> None:
        """Take the rows of the parts of each group; there must be at least one in each."""
        every = np.concatenate([np.zeros(0, np.int64), *groups])
        at = np.repeat(np.arange(len(groups)), [len(rows) for rows in groups])
        said = parts.as_reported[every]
        rows, of, count = every[~said], at[~said], len(groups)
        sums, owner = parts.sums[rows], parts.audit[rows]
        self._method = audits.method[parts.audit[[int(rows[0]) for rows in groups]]]
        self._counted = np.bincount(of, minlength=count) > 0
        self._tally, self._reported = (
            folded(*each, count).tolist() for each in ((of, sums), (at[said], parts.sums[every[said]]))
        )
        unknown = np.where(np.isnan(sums[:, _RECORDS]), sums[:, _REVIEWED], 0.0)
        self._unknown = np.bincount(of, unknown, count)
        own, feeds = Shown.of(of, audits.coder[owner], sums), audits.feeds[owner]
        inside = own if feeds.all() else Shown.of(of[feeds], audits.coder[owner][feeds], sums[feeds])
        self._own = folded(own.figure, own.spread, count).tolist()
        self._others = history.others(self._method, inside).tolist()

    def of(self, group: int) -> Pool:
        """Return the pool of a group.

        A result as reported weighs by its charts: each as many codes as a chart has where they are counted, in these
        parts or else in the department's other audits of the method. Results alone stay charts.
        """
        method = METHODS[int(self._method[group])]
        tally = AuditSums(*self._tally[group]) if self._counted[group] else None
        reported = AuditSums(*self._reported[group])
        own, others = Spread(*self._own[group]), Spread(*self._others[group])
        # the same in whatever order results are added up
        right, first = round(reported.correct, DIGITS), round(reported.first_correct, DIGITS)
        reported = reported._replace(correct=right, first_correct=first)
        by_codes = method in CODE_METHODS and tally is not None
        weight = chart_codes(own, others) if by_codes else 1.0
        sums = reported if tally is None else _joined(tally, reported, weight)
        codes, unknown = 0.0 if tally is None else tally.reviewed, float(self._unknown[group])
        counted = Counted(codes, codes - own.codes, own.charts, unknown, reported.reviewed, weight)
        found = worth(counted, own, others) if by_codes else Worth(sums.reviewed)
        return Pool(method, sums, tally, counted, own, others, found)


def _joined(counted: AuditSums, reported: AuditSums, weight: float) -> AuditSums:
    """Add results, each chart by its weight, to what was counted."""
    return counted._replace(
        correct=counted.correct + weight * reported.correct,
        reviewed=counted.reviewed + weight * reported.reviewed,
        first_correct=counted.first_correct + weight * reported.first_correct,
        first_reviewed=counted.first_reviewed + weight * reported.first_reviewed,
        records=counted.records + reported.records,
    )


def share_of(right: float, seen: float) -> float:
    """Return a share of what was seen, from 0 to 1."""
    return min(1.0, max(0.0, right / seen))
