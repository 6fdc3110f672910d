"""The change of pace (and of accuracy) of a team and its coders between two periods, as mix and as rate. No SQL."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from codedesk.metrics.audits import Audits, Parts
from codedesk.metrics.intervals import Z_95
from codedesk.metrics.mix import Pile, effects, split
from codedesk.metrics.pace import Ledger, sums
from codedesk.metrics.splits import Effect, Split
from codedesk.metrics.standards import Floats, Standards
from codedesk.metrics.type_hours import Laying, TypeHours, usual_draws, usual_slowness

_DRAWS = 40
_SAID_ENOUGH = 0.01  # of the hours may be said by no line before that is a doubt of its own


@dataclass(frozen=True, slots=True)
class PaceSplit:
    """A change of pace as mix and pace, and what of the pace effect is only another standard for the same work.

    restated: the work types of which a standard changed. hours_said: of both periods, the hours that lines say
    themselves; the others of hours_all are laid out.
    """

    split: Split
    by_standard: float
    restated: tuple[int, ...]
    hours_said: float
    hours_all: float

    @property
    def laid_out(self) -> float:
        """The share of the hours that no line says."""
        return max(0.0, 1 - self.hours_said / self.hours_all) if self.hours_all else 0.0


@dataclass(frozen=True)
class Compared:
    """Two periods side by side. A coder is asked for by position; None for all pooled.

    day: whose standards restate the work of both, mostly the last of the later period. coders and types: how many.
    """

    before: Ledger
    now: Ledger
    standards: Standards
    day: int
    coders: int
    types: int

    @cached_property
    def tables(self) -> tuple[TypeHours, TypeHours]:
        """Return both periods by coder, week and work type."""
        slow = usual_slowness(self._layings)
        first, second = (each.table(slow, self.standards, self.day) for each in self._layings)
        return first, second

    def of(self, coder: int | None) -> PaceSplit | None:
        """Decompose the change of pace; None where a period has no hours, or work of which no hours can be told."""
        made = split(*(Pile(_rows(each.earned, coder), _rows(each.hours, coder)) for each in self.tables))
        if made is None:
            return None
        if self._drawn is not None:
            made = self._doubted(made, coder)
        moved = self._by_standard(coder)
        said, whole = (sum(float(_rows(each, coder).sum()) for each in pair) for pair in self._hours)
        restated = tuple(np.flatnonzero(np.abs(moved) > 1e-12).tolist())
        return PaceSplit(made, float(moved.sum()), restated, said, whole)

    @cached_property
    def _layings(self) -> tuple[Laying, Laying]:
        return Laying(self.before, self.coders, self.types), Laying(self.now, self.coders, self.types)

    @cached_property
    def _drawn(self) -> tuple[Floats, Floats] | None:
        """Return the hours of both periods as they may as well be, by draw, coder and type; None if lines say them."""
        said, whole = (sum(float(each.sum()) for each in pair) for pair in self._hours)
        if said >= whole * (1 - _SAID_ENOUGH):
            return None
        draws = usual_draws(self._layings, _DRAWS)
        first, second = (
            np.stack([each.table(slow, self.standards, self.day).hours.sum(axis=1) for slow in draws])
            for each in self._layings
        )
        return first, second

    def _doubted(self, made: Split, coder: int | None) -> Split:
        """Widen the intervals of both effects by what the laying out of hours leaves open; the change is known."""
        assert self._drawn is not None
        earned = [_rows(each.earned, coder).sum(axis=0) for each in self.tables]
        hours = [each.sum(axis=1) if coder is None else each[:, coder] for each in self._drawn]
        shape = hours[0].shape
        mix, _ = effects(np.broadcast_to(earned[0], shape), hours[0], np.broadcast_to(earned[1], shape), hours[1])
        half = Z_95 * float(np.sqrt(((mix - made.mix.value) ** 2).mean()))
        return replace(made, mix=_widened(made.mix, half), rate=_widened(made.rate, half))

    @property
    def _hours(self) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
        first, second = self.tables
        return (first.hours_said, second.hours_said), (first.hours, second.hours)

    def _by_standard(self, coder: int | None) -> Floats:
        """Return by work type how far the pace effect is another standard: charts restated by those of one day."""
        extra, hours = (
            [_rows(what, coder).sum(axis=0) for what in pair]
            for pair in ([each.earned - each.restated for each in self.tables], [each.hours for each in self.tables])
        )
        share = sum(each / each.sum() for each in hours) / 2
        both = (hours[0] > 0) & (hours[1] > 0)
        over = [np.divide(e, h, out=np.zeros_like(e), where=h > 0) for e, h in zip(extra, hours, strict=True)]
        return np.where(both, share * (over[1] - over[0]), 0.0)


def _widened(effect: Effect, half: float) -> Effect:
    """Add another doubt, independent of the first one, to an interval."""
    if effect.low is None or effect.high is None:
        return effect
    whole = float(np.hypot(effect.high - effect.value, half))
    return Effect(effect.value, effect.value - whole, effect.value + whole)


def _rows(table: Floats, coder: int | None) -> Floats:
    rows: Floats = table.sum(axis=0) if coder is None else table[coder]
    return rows


@dataclass(frozen=True, slots=True)
class AuditedMix:
    """The audits of a period with their parts. types: how many work types there are; work that names none is apart."""

    audits: Audits
    parts: Parts
    types: int

    def split_to(self, now: "AuditedMix", method: int, coder: int | None) -> Split | None:
        """Decompose the change of accuracy by work type from this period to another, from the counts of one method.

        None where they name fewer than two work types, or where results stand there as reported.
        """
        piles = [each._pile(method, coder) for each in (self, now)]
        made = split(piles[0], piles[1])
        return made if made is not None and len(made.kinds) > 1 else None

    def _pile(self, method: int, coder: int | None) -> Pile:
        audit = self.parts.audit
        use = self.audits.feeds[audit] & (self.audits.method[audit] == method) & ~self.parts.as_reported
        if coder is not None:
            use &= self.audits.coder[audit] == coder
        rows = np.flatnonzero(use)
        cell = audit[rows] * (self.types + 1) + self.parts.work_type[rows] + 1
        shape = (len(self.audits.coder), self.types + 1)
        right, seen = (sums(cell, self.parts.sums[rows, n], shape[0] * shape[1]).reshape(shape) for n in (0, 1))
        return Pile(right, seen)
