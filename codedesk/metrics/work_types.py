"""What each work type took and earned, piece by piece of time: its share of the work. No SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from codedesk.metrics.pace import Ledger, pooled, sums
from codedesk.metrics.standards import Bools, Floats, Ints
from codedesk.metrics.tallies import LogTally


@dataclass(frozen=True)
class WorkByType:
    """Hours of lines by coder, piece of time and work type. earned: earned hours; unknown: how many lines have none.

    Of all lines that count.
    """

    hours: Floats
    earned: Floats
    unknown: Floats

    @classmethod
    def of_months(cls, months: Sequence[LogTally]) -> "WorkByType":
        """Take months as one piece, none of whose lines is read by a standard on paid hours."""
        return cls(*np.sum([each.work for each in months], axis=0)[:, :, None])


@dataclass(frozen=True)
class WorkInPieces:
    """Pieces of time that follow each other, at least one, as one: read for whom one asks."""

    parts: tuple[WorkByType, ...]

    def of(self, coder: int | None) -> tuple[Floats, bool]:
        """Return the parts of a coder (or all) by piece and work type: hours if all are known, else earned hours."""
        hours, earned, unknown = (table.sum(axis=0) if coder is None else table[coder] for table in self._tables)
        known = not unknown.any()
        return (hours if known else earned), known

    @cached_property
    def _tables(self) -> tuple[Floats, Floats, Floats]:
        """Hours, earned hours and lines of unknown hours, of all pieces."""
        hours, earned, unknown = (
            np.concatenate([getattr(part, name) for part in self.parts], axis=1)
            for name in ("hours", "earned", "unknown")
        )
        return hours, earned, unknown


def work_by_type(ledger: Ledger, piece: Ints, pieces: int, coders: int, kinds: int) -> WorkByType:
    """Sum the lines of a ledger by coder, piece of time and work type. piece: that of each day.

    Earned hours of a paid-basis line are multiplied by the coder's utilisation of the piece.
    """
    lines, counted, earned = ledger.lines, ledger.counted[ledger.lines.day], ledger.earned
    group = ledger.days.coder * pieces + piece
    of_line = group[lines.day]
    keys = of_line * kinds + lines.work_type
    if ledger.paid_basis.any():
        factor = pooled(ledger, group, coders * pieces).factor[of_line]
        earned = np.where(ledger.paid_basis, earned * factor, earned)

    def table(what: Floats, use: Bools) -> Floats:
        used = what if use.all() else np.where(use, what, 0.0)
        return sums(keys, used, coders * pieces * kinds).reshape(coders, pieces, kinds)

    hours, unknown = np.nan_to_num(lines.hours), np.isnan(lines.hours)
    return WorkByType(
        hours=table(hours, counted),
        earned=table(earned, counted),
        unknown=table(np.ones(len(hours)), counted & unknown),
    )
