"""What each work type took and earned, piece by piece of time, from one ledger: its weekly pace and its share. No SQL.

A work type's pace is taken over its own lines, as far as their hours are known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from codedesk.metrics.histories import enough
from codedesk.metrics.pace import Ledger, pooled, shares, sums
from codedesk.metrics.standards import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class WorkByType:
    """Hours of lines by coder, piece of time and work type. earned: earned hours, of all lines that count.

    net and earned_known: hours and earned hours of the lines that have a standard and whose hours are known; unknown:
    how many lines have none.
    """

    hours: Floats
    earned: Floats
    net: Floats
    earned_known: Floats
    unknown: Floats

    @classmethod
    def one_after_the_other(cls, parts: Sequence["WorkByType"]) -> "WorkByType":
        """Put pieces of time together that follow each other; there must be at least one."""
        columns = (np.concatenate([getattr(part, each.name) for part in parts], axis=1) for each in fields(cls))
        return cls(*columns)

    def of(self, coder: int | None) -> tuple[list[list[float]], bool]:
        """Return the parts of a coder (or all) by piece and work type: hours if all are known, else earned hours."""
        known = not self._sum(self.unknown, coder).any()
        return self._sum(self.hours if known else self.earned, coder).tolist(), known

    def pace(self, kind: int, least: float) -> tuple[Floats, Floats]:
        """Return the pace of a work type piece by piece, all who do it pooled, and the hours that it is taken over.

        A piece with fewer such hours than the least is a gap (nan).
        """
        net, earned = (table[:, :, kind].sum(axis=0) for table in (self.net, self.earned_known))
        return np.where(enough(net, least), shares(earned, net, np.nan), np.nan), net

    @staticmethod
    def _sum(table: Floats, coder: int | None) -> Floats:
        part: Floats = table.sum(axis=0) if coder is None else table[coder]
        return part


def work_by_type(ledger: Ledger, piece: Ints, pieces: int, coders: int, kinds: int) -> WorkByType:
    """Sum the lines of a ledger by coder, piece of time and work type. piece: that of each day.

    Earned hours of a paid-basis line are multiplied by the coder's utilisation of the piece.
    """
    lines, counted = ledger.lines, ledger.counted[ledger.lines.day]
    group = ledger.days.coder * pieces + piece
    of_line = group[lines.day]
    factor = pooled(ledger, group, coders * pieces).factor[of_line]

    def table(what: Floats, use: Bools) -> Floats:
        keys = of_line[use] * kinds + lines.work_type[use]
        return sums(keys, what[use], coders * pieces * kinds).reshape(coders, pieces, kinds)

    hours, unknown = np.nan_to_num(lines.hours), np.isnan(lines.hours)
    earned = np.where(ledger.paid_basis, ledger.earned * factor, ledger.earned)
    known = counted & (ledger.standard >= 0) & ~unknown
    return WorkByType(
        hours=table(hours, counted),
        earned=table(earned, counted),
        net=table(hours, known),
        earned_known=table(earned, known),
        unknown=table(np.ones(len(hours)), counted & unknown),
    )
