"""What audits found, point by point, as changes over time are looked for in it. No SQL.

A point is one audit, or one work type of an audit whose records name work types. It is read against what lets expect
it: the coder's own level, the work type and the auditor, both drawn towards no difference where they are seldom seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

import numpy as np

from codedesk.methods import METHODS
from codedesk.metrics.alike import NOTHING, effect_of, spread_of, tallies
from codedesk.metrics.audits import Audits, Parts, Sums
from codedesk.metrics.proportions import USUAL, widening
from codedesk.metrics.schedules import week_of
from codedesk.metrics.scoring import CODE_METHODS
from codedesk.metrics.standards import Bools, Floats, Ints

_OF_TYPE = 0.03
_OF_AUDITOR = 0.02
_OF_LEVEL = 0.2
_TOWARDS_TEAM = 60.0
LEAST_WRONG = 0.01
_CODES = [METHODS.index(name) for name in CODE_METHODS]


@dataclass(frozen=True)
class AuditPoints:
    """Audits of one method for each coder, one entry each, in order of their days.

    coder and work_type are places, auditor a place in a list (-1: none named); level: a number for each coder and
    stretch between re-basing events; week: the place of the week in the panel. value: the share found right; size: as
    how many independent codes or records it counts; audit: the number of its audit; assumed: the design effect by
    which its size was lowered though no chart shows it (else 1).
    """

    coder: Ints
    level: Ints
    work_type: Ints
    auditor: Ints
    week: Ints
    day: Ints
    value: Floats
    size: Floats
    audit: Ints
    assumed: Floats

    def where(self, keep: Bools | Ints) -> "AuditPoints":
        """Return the points that are kept."""
        return AuditPoints(*(getattr(self, name)[keep] for name in self.__dataclass_fields__))

    def __len__(self) -> int:
        """Count the points."""
        return len(self.value)

    @cached_property
    def centre(self) -> Floats:
        """The pooled share of each point's level, drawn towards that of all where its audits are few."""
        if not len(self):
            return np.zeros(0)
        whole = float((self.value * self.size).sum() / self.size.sum())
        right = np.bincount(self.level, self.value * self.size)
        seen = np.bincount(self.level, self.size)
        return np.asarray((right + _TOWARDS_TEAM * whole) / (seen + _TOWARDS_TEAM))[self.level]

    @cached_property
    def binomial(self) -> Floats:
        """The variance of each point if its codes were independent, at its own level."""
        wrong = np.clip(1 - self.centre, LEAST_WRONG, 1 - LEAST_WRONG)
        return np.asarray(wrong * (1 - wrong) / self.size)

    @cached_property
    def spread(self) -> float:
        """By how much points vary more than their sizes let expect, or less (Laney 2002, σz).

        From the steps between neighbouring audits of a coder, which a change of level hardly touches. At least 1, where
        a design effect is only assumed 1 ÷ its root: the steps know better, but never less than independent codes vary.
        """
        if not len(self):
            return USUAL
        order = np.lexsort((self.day, self.level))
        off = (self.value - self.expected) / np.sqrt(self.binomial)
        return max(1 / sqrt(float(self.assumed.min())), widening(off[order], self.level[order]))

    @cached_property
    def variance(self) -> Floats:
        """The variance of each point as it is seen."""
        return np.asarray(self.binomial * self.spread**2)

    @cached_property
    def expected(self) -> Floats:
        """What level, work type and auditor let expect of each point: a ridge over all of them."""
        return np.asarray(self._design @ self._fit)

    @cached_property
    def _design(self) -> Floats:
        groups = (self.level, self.work_type, self.auditor)
        return np.hstack([group[:, None] == np.arange(group.max(initial=-1) + 1) for group in groups]).astype(float)

    @cached_property
    def _fit(self) -> Floats:
        spreads = (_OF_LEVEL, _OF_TYPE, _OF_AUDITOR)
        groups = (self.level, self.work_type, self.auditor)
        counts = [int(group.max(initial=-1)) + 1 for group in groups]
        prior = np.concatenate([np.full(count, spread) for count, spread in zip(counts, spreads, strict=True)])
        usual = np.concatenate([np.full(counts[0], float(np.average(self.value, weights=self.size))),
                                np.zeros(counts[1] + counts[2])])  # fmt: skip
        weighted = self._design / self.binomial[:, None]
        normal = weighted.T @ self._design + np.diag(1 / prior**2)
        found = np.linalg.solve(normal, weighted.T @ (self.value - self._design @ usual))
        return np.asarray(usual + found)

    def own_beside(self, new: Bools) -> Floats:
        """Return what is left without work type and auditor, but with what auditors who are new find more or less."""
        effect = self.value - self.own - self._of_types
        usual = float(np.average(effect[~new], weights=self.size[~new])) if (~new).any() else 0.0
        return np.asarray(self.value - self._of_types - np.where(new, 0.0, effect - usual))

    @cached_property
    def _of_types(self) -> Floats:
        levels, types = (int(group.max(initial=-1)) + 1 for group in (self.level, self.work_type))
        some = slice(levels, levels + types)
        return np.asarray(self._design[:, some] @ self._fit[some])

    @cached_property
    def own(self) -> Floats:
        """What is left of each point when work type and auditor are taken out, the level still in it."""
        levels = int(self.level.max(initial=-1)) + 1
        return np.asarray(self.value - self._design[:, levels:] @ self._fit[levels:])


def points_of(
    audits: Audits, parts: Parts, first_monday: int, weeks: int, cuts: Sequence[Sequence[int]]
) -> AuditPoints:
    """Return the points of all audits that feed the accuracy, of each coder those of the latest one's method.

    cuts: of each coder, the days on which a re-basing event opens a level of its own. Points lie in the weeks given.
    """
    audit, work_type, reported, sums = _pieces(audits, parts)
    latest = np.full(len(cuts), -1, np.int64)
    latest[audits.coder[audit]] = audits.method[audit]
    week = week_of(audits.day[audit], first_monday)
    keep = (audits.method[audit] == latest[audits.coder[audit]]) & (week >= 0) & (week < weeks)
    audit, work_type, reported, sums = audit[keep], work_type[keep], reported[keep], sums[keep]
    coder, day = audits.coder[audit], audits.day[audit]
    names = {name: place for place, name in enumerate(auditors_of(audits))}
    auditor = np.array([names.get(name, -1) for name in audits.auditors], np.int64)
    stretch = [sum(cut <= on for cut in cuts[who]) for who, on in zip(coder.tolist(), day.tolist(), strict=True)]
    _, level = np.unique(np.column_stack([coder, stretch]).reshape(-1, 2), axis=0, return_inverse=True)
    right, seen = (sums[:, Sums._fields.index(name)] for name in ("correct", "reviewed"))
    effect, known = (np.where(reported, 1.0, each[audits.method[audit]]) for each in _effects(audits, parts))
    return AuditPoints(
        coder=coder,
        level=level.reshape(-1).astype(np.int64),
        work_type=work_type,
        auditor=auditor[audit] if len(auditor) else np.full(len(audit), -1),
        week=week[keep],
        day=day,
        value=np.clip(right / seen, 0.0, 1.0),
        size=seen / effect,
        audit=audit,
        assumed=effect / known,
    )


def auditors_of(audits: Audits) -> tuple[str, ...]:
    """Return the names of the auditors, in the order of their places."""
    return tuple(sorted(set(audits.auditors) - {""}))


def _pieces(audits: Audits, parts: Parts) -> tuple[Ints, Ints, Bools, Floats]:
    """Return audit, work type, whether as reported, and sums of every point, in order of their days.

    Where withdrawn findings that name no record would leave a work type with less than nothing, the audit is one.
    """
    feeds = np.flatnonzero(audits.feeds[parts.audit])
    owner, kind = parts.audit[feeds], parts.work_type[feeds]
    lost = np.unique(owner[(parts.sums[feeds, :2] < 0).any(axis=1)])
    kind = np.where(np.isin(owner, lost), audits.work_type[owner], kind)
    keys = np.column_stack([audits.day[owner], owner, kind, parts.as_reported[feeds]]).reshape(-1, 4)
    found, place = np.unique(keys, axis=0, return_inverse=True)
    sums = np.zeros((len(found), parts.sums.shape[1]))
    np.add.at(sums, place.reshape(-1), parts.sums[feeds])
    there = sums[:, 1] > 0
    return found[there, 1], found[there, 2], found[there, 3] > 0, sums[there]


def _effects(audits: Audits, parts: Parts) -> tuple[Floats, Floats]:
    """Return by method how many codes count as one independent one, and as far as charts known one by one show it.

    Of all audits of the department that feed the accuracy; 1 where the sample is records.
    """
    effect, known = np.ones(len(METHODS)), np.ones(len(METHODS))
    rows = np.flatnonzero(audits.feeds[parts.audit])
    coders, owner = int(audits.coder.max(initial=0)) + 1, parts.audit[rows]
    spreads = dict.fromkeys(_CODES, NOTHING)
    for key, tally in tallies(parts, rows, audits.method[owner] * coders + audits.coder[owner]).items():
        if key // coders in spreads:
            spreads[key // coders] += spread_of(tally)
    for method, spread in spreads.items():
        effect[method] = effect_of(spread)
        known[method] = effect[method] if spread.records else 1.0
    return effect, known
