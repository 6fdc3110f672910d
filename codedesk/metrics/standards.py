"""Standards and ramps: the rate that a statement means, and what was in force on a date. No SQL, no Qt.

A frame here is a small set of equally long numpy arrays. Days are whole days since 1 January 1970; work types and
coders are positions in the lists that the caller keeps; accuracy and ramp shares are fractions.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from codedesk.metrics.rates import DAYS_PER_WEEK, Assumed, rate, stated

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

__all__ = [
    "DAYS_PER_WEEK",
    "EVERY_WORK_TYPE",
    "Assumed",
    "Bools",
    "Floats",
    "Ints",
    "Ramps",
    "Standards",
    "rate",
    "stated",
]

EVERY_WORK_TYPE = -1
_SPAN = 1 << 24
_SHIFT = 1 << 23
_FEWER = 4
"""From so many questions on for each work type and day, each is looked up once, and read from a table then."""


def _steps(group: Ints, from_day: Ints) -> Ints:
    """One sortable number per dated step; the caller keeps the frame sorted by it."""
    return group * _SPAN + from_day + _SHIFT


def _latest(steps: Ints, group: Ints, day: Ints) -> Ints:
    """For each asked group and day: the row of the latest step from on or before the day, or -1."""
    if not len(steps):
        return np.full(len(group), -1, np.int64)
    row = np.searchsorted(steps, _steps(group, day), side="right") - 1
    found = (row >= 0) & (steps[row] // _SPAN == group)
    return np.where(found, row, -1)


@dataclass(frozen=True, slots=True)
class Standards:
    """The dated standards of all work types, in any order; kept sorted by work type and day."""

    work_type: Ints
    from_day: Ints
    rate: Floats
    paid_basis: Bools
    accuracy: Floats
    stated: tuple[str, ...]
    _steps: Ints = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Sort the rows so that they can be looked up."""
        steps = _steps(self.work_type, self.from_day)
        order = np.argsort(steps, kind="stable")
        for name in ("work_type", "from_day", "rate", "paid_basis", "accuracy"):
            object.__setattr__(self, name, getattr(self, name)[order])
        object.__setattr__(self, "stated", tuple(self.stated[row] for row in order.tolist()))
        object.__setattr__(self, "_steps", steps[order])

    def in_force(self, work_type: Ints, day: Ints) -> Ints:
        """Return for each work type and day the row of the standard in force on that day, -1 where there is none."""
        first, kinds = int(day.min(initial=_SHIFT)), int(work_type.max(initial=-1)) + 2
        days = int(day.max(initial=first)) - first + 1
        if len(day) < _FEWER * kinds * days:
            return _latest(self._steps, work_type, day)
        of_kinds, of_days = np.arange(kinds) - 1, np.arange(days) + first
        table = _latest(self._steps, np.repeat(of_kinds, days), np.tile(of_days, kinds))
        return np.asarray(table[(work_type + 1) * days + day - first])

    def revised(self, work_types: Collection[int] | None = None) -> tuple[int, ...]:
        """Return the days on which a standard of these work types, or of any, followed another one; each once."""
        follows = np.diff(self.work_type, prepend=EVERY_WORK_TYPE) == 0
        if work_types is not None:
            follows &= np.isin(self.work_type, list(work_types))
        return tuple(sorted(set(self.from_day[follows].tolist())))

    def with_one(self, one: Assumed, work_type: int) -> "Standards":
        """Return these standards with another laid over them; nothing that is stored is touched."""
        own = self.work_type == work_type
        gone = own & (self.from_day == one.from_day)
        if one.in_place_of is not None:
            gone |= own & (self.from_day == one.in_place_of)
        if one.alone:
            gone |= own & (self.from_day > one.from_day)
        keep = ~gone
        return Standards(
            work_type=np.append(self.work_type[keep], work_type),
            from_day=np.append(self.from_day[keep], one.from_day),
            rate=np.append(self.rate[keep], one.rate),
            paid_basis=np.append(self.paid_basis[keep], one.paid_basis),
            accuracy=np.append(self.accuracy[keep], one.accuracy),
            stated=(*(words for words, kept in zip(self.stated, keep.tolist(), strict=True) if kept), one.stated),
        )


@dataclass(frozen=True, slots=True)
class Ramps:
    """The dated ramp steps of all coders; work_type -1 stands for all, accuracy nan for "the standard's"."""

    coder: Ints
    work_type: Ints
    from_day: Ints
    share: Floats
    accuracy: Floats
    _steps: Ints = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Sort the rows so that they can be looked up."""
        steps = _steps(self._group(self.coder, self.work_type), self.from_day)
        order = np.argsort(steps, kind="stable")
        for name in ("coder", "work_type", "from_day", "share", "accuracy"):
            object.__setattr__(self, name, getattr(self, name)[order])
        object.__setattr__(self, "_steps", steps[order])

    @staticmethod
    def _group(coder: Ints, work_type: Ints) -> Ints:
        return coder * (1 << 20) + work_type + 1

    def in_force(self, coder: Ints, work_type: Ints, day: Ints) -> Ints:
        """Return the row of the step in force, -1 before the first; a step for the work type wins over one for all."""
        found = np.full(len(coder), -1, np.int64)
        asked = np.flatnonzero(self._learns(coder))
        if not len(asked):
            return found
        coder, work_type, day = coder[asked], work_type[asked], day[asked]
        own = _latest(self._steps, self._group(coder, work_type), day)
        every = _latest(self._steps, self._group(coder, np.full_like(work_type, EVERY_WORK_TYPE)), day)
        found[asked] = np.where(own >= 0, own, every)
        return found

    def _learns(self, coder: Ints) -> Bools:
        """Tell which of some coders have steps: most have none, and need no search."""
        those = np.zeros(int(max(coder.max(initial=0), self.coder.max(initial=0))) + 1, np.bool_)
        those[self.coder] = True
        return np.asarray(those[coder])

    def shares(self, coder: Ints, work_type: Ints, day: Ints) -> Floats:
        """Return the share of the pace standard that is expected, 1.00 where no step is in force."""
        found = np.ones(len(coder))
        if day.max(initial=-_SHIFT) < self.from_day.min(initial=_SHIFT):
            return found
        asked = np.flatnonzero(self._learns(coder))
        if len(asked):
            row = self.in_force(coder[asked], work_type[asked], day[asked])
            found[asked] = np.where(row >= 0, self.share[row], 1.0)
        return found
