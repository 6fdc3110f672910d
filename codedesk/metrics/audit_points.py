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
from codedesk.metrics.audits import Audits, AuditSums, Parts
from codedesk.metrics.design_effect import NOTHING, effect_of, spread_of, tallies
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
    def right(self) -> Floats:
        """How much of each point's size was found right."""
        return self.value * self.size

    def rows_of(self, coder: int) -> Ints:
        """Return the points of one coder, in their order."""
        order, ends = self._by_coder
        return order[ends[coder] : ends[coder + 1]] if 0 <= coder < len(ends) - 1 else order[:0]

    @cached_property
    def _by_coder(self) -> tuple[Ints, list[int]]:
        order = np.argsort(self.coder, kind="stable")
        ends: list[int] = np.searchsorted(self.coder[order], np.arange(int(self.coder.max(initial=-1)) + 2)).tolist()
        return order, ends

    @cached_property
    def centre(self) -> Floats:
        """The pooled share of each point's level, drawn towards that of all where its audits are few."""
        if not len(self):
            return np.zeros(0)
        whole = float(self.right.sum() / self.size.sum())
        right = np.bincount(self.level, self.right)
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
        level, kind, auditor = (self._fit[column] for column in self._columns)
        return np.asarray(level + kind + auditor)

    @cached_property
    def _counts(self) -> list[int]:
        """How many levels, work types and auditors there are."""
        return [int(group.max(initial=-1)) + 1 for group in (self.level, self.work_type, self.auditor)]

    @cached_property
    def _columns(self) -> list[Ints]:
        """The places of each point's level, work type and auditor among all; one after the last where none is named."""
        opens, groups = [0, *np.cumsum(self._counts).tolist()], (self.level, self.work_type, self.auditor)
        return [np.where(group >= 0, first + group, opens[-1]) for first, group in zip(opens, groups, strict=False)]

    @cached_property
    def _fit(self) -> Floats:
        """Return the coefficients of all levels, work types and auditors, and 0 after the last one.

        The normal equations of a design that holds three ones a row, added up cell by cell.
        """
        width, weight = sum(self._counts) + 1, 1 / self.binomial
        usual = np.zeros(width)
        usual[: self._counts[0]] = float(np.average(self.value, weights=self.size))
        normal, says = np.zeros(width * width), np.zeros(width)
        for one in self._columns:
            says += np.bincount(one, weight * (self.value - usual[self._columns[0]]), width)
            for other in self._columns:
                normal += np.bincount(one * width + other, weight, width * width)
        prior = np.repeat((_OF_LEVEL, _OF_TYPE, _OF_AUDITOR), self._counts)
        inner = normal.reshape(width, width)[:-1, :-1] + np.diag(1 / prior**2)
        return np.asarray(usual + np.append(np.linalg.solve(inner, says[:-1]), 0.0))

    def own_beside(self, new: Bools) -> Floats:
        """Return what is left without work type and auditor, but with what auditors who are new find more or less."""
        effect = self.value - self.own - self._of_types
        usual = float(np.average(effect[~new], weights=self.size[~new])) if (~new).any() else 0.0
        return np.asarray(self.value - self._of_types - np.where(new, 0.0, effect - usual))

    @cached_property
    def _of_types(self) -> Floats:
        return self._fit[self._columns[1]]

    @cached_property
    def own(self) -> Floats:
        """What is left of each point when work type and auditor are taken out, the level still in it."""
        return np.asarray(self.value - self._of_types - self._fit[self._columns[2]])


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
    stretch = np.zeros(len(coder), np.int64)
    for who, days in enumerate(cuts):
        stretch[coder == who] = np.searchsorted(sorted(days), day[coder == who], side="right")
    most = max(map(len, cuts), default=0) + 1
    _, level = np.unique(coder * most + stretch, return_inverse=True)
    right, seen = (sums[:, AuditSums._fields.index(name)] for name in ("correct", "reviewed"))
    effect, known = (np.where(reported, 1.0, each[audits.method[audit]]) for each in _effects(audits, parts))
    return AuditPoints(
        coder=coder,
        level=level.ravel().astype(np.int64),
        work_type=work_type,
        auditor=auditor[audit] if len(auditor) else np.full(len(audit), -1),
        week=week[keep],
        day=day,
        value=np.maximum(right / seen, 0.0),
        size=seen / effect,
        audit=audit,
        assumed=effect / known,
    )


def auditors_of(audits: Audits) -> tuple[str, ...]:
    """Return the names of the auditors, in the order of their places."""
    return tuple(sorted(set(audits.auditors) - {""}))


def _pieces(audits: Audits, parts: Parts) -> tuple[Ints, Ints, Bools, Floats]:
    """Return audit, work type, whether as reported, and sums of every point, in order of their days.

    Where withdrawn findings that name no record would leave a work type with less than nothing, or with more right
    than there is, the audit is one.
    """
    feeds = np.flatnonzero(audits.feeds[parts.audit])
    owner, kind = parts.audit[feeds], parts.work_type[feeds]
    right, seen = parts.sums[feeds, :2].T
    lost = np.unique(owner[(right < 0) | (right > seen)])
    kind = np.where(np.isin(owner, lost), audits.work_type[owner], kind)
    in_order = np.argsort(audits.day, kind="stable")
    rank = np.empty_like(in_order)
    rank[in_order] = np.arange(len(in_order))
    width = int(kind.max(initial=-1)) + 2
    keys = (rank[owner] * width + kind + 1) * 2 + parts.as_reported[feeds]
    found, place = np.unique(keys, return_inverse=True)
    sums = np.zeros((len(found), parts.sums.shape[1]))
    np.add.at(sums, place, parts.sums[feeds])
    named, there = found // 2, sums[:, 1] > 0
    return in_order[named // width][there], (named % width - 1)[there], (found % 2 > 0)[there], sums[there]


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
