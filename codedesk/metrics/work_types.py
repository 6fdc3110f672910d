"""What each work type took and earned, piece by piece of time, from one ledger: its weekly pace and its share. No SQL.

A work type's pace is taken over its own lines, as far as their hours are known.
"""

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from codedesk.metrics.histories import enough
from codedesk.metrics.pace import Ledger, pooled, shares, sums
from codedesk.metrics.standards import Bools, Floats, Ints


@dataclass(frozen=True)
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

    @cached_property
    def together(self) -> "WorkByType":
        """The same of all coders together, as of one."""
        return WorkByType(*(getattr(self, each.name).sum(axis=0, keepdims=True) for each in fields(self)))


@dataclass(frozen=True)
class WorkInPieces:
    """Pieces of time that follow each other, at least one, as one: read for whom one asks."""

    parts: tuple[WorkByType, ...]

    def of(self, coder: int | None) -> tuple[Floats, bool]:
        """Return the parts of a coder (or all) by piece and work type: hours if all are known, else earned hours."""
        hours, earned, unknown = (table.sum(axis=0) if coder is None else table[coder] for table in self._tables)
        known = not unknown.any()
        return (hours if known else earned), known

    def pace(self, kind: int, least: float) -> tuple[Floats, Floats]:
        """Return the pace of a work type piece by piece, all who do it pooled, and the hours that it is taken over.

        A piece with fewer such hours than the least is a gap (nan).
        """
        net = np.concatenate([part.net[0, :, kind] for part in self._together])
        earned = np.concatenate([part.earned_known[0, :, kind] for part in self._together])
        return np.where(enough(net, least), shares(earned, net, np.nan), np.nan), net

    @property
    def _together(self) -> list[WorkByType]:
        return [part.together for part in self.parts]

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
    known = counted & (ledger.standard >= 0) & ~unknown
    all_hours, all_earned = table(hours, counted), table(earned, counted)
    all_known = np.array_equal(known, counted)
    return WorkByType(
        hours=all_hours,
        earned=all_earned,
        net=all_hours if all_known else table(hours, known),
        earned_known=all_earned if all_known else table(earned, known),
        unknown=np.zeros_like(all_hours) if all_known else table(np.ones(len(hours)), counted & unknown),
    )
