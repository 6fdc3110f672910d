"""The accuracy of every audit by itself, of all audits at once: the points of a coder's accuracy chart. No SQL.

Each is what pooling its parts says (metrics/accuracy.py, metrics/design_effect.py), reckoned for all audits in a few
arrays: of twenty years of a hundred coders there are twenty thousand.
"""

from typing import NamedTuple

import numpy as np

from codedesk.methods import METHODS
from codedesk.metrics.accuracy import DIGITS as REPORTED_DIGITS
from codedesk.metrics.audits import Audits, AuditSums, Parts
from codedesk.metrics.design_effect import (
    ASSUMED,
    DIGITS,
    DUST,
    KNOWN,
    MOST,
    TOWARDS_ASSUMED,
    TOWARDS_OTHERS,
    USUAL_CODES,
    Likeness,
    LikenessTally,
    Spread,
)
from codedesk.metrics.intervals import Z_95
from codedesk.metrics.scoring import CODE_METHODS
from codedesk.metrics.standards import Bools, Floats, Ints

_BY_CODES = np.array([name in CODE_METHODS for name in METHODS])
_PLACE = {name: place for place, name in enumerate(AuditSums._fields)}


class Alone(NamedTuple):
    """The share found right in each audit, and its 95 % interval; nan where an audit has no parts that are scored."""

    value: Floats
    low: Floats
    high: Floats


class _Spreads(NamedTuple):
    """What Spread holds, of many at once."""

    records: Floats
    codes: Floats
    pairs: Floats
    observed: Floats
    expected: Floats

    def plus(self, other: "_Spreads") -> "_Spreads":
        return _Spreads(*(mine + its for mine, its in zip(self, other, strict=True)))

    def less(self, other: "_Spreads") -> "_Spreads":
        return _Spreads(*(mine - its for mine, its in zip(self, other, strict=True)))

    @property
    def more_codes(self) -> Floats:
        return _over(np.maximum(self.pairs, 0.0), self.codes, self.codes > DUST)

    def drawn(self, towards: Floats | float, weight: Floats) -> Floats:
        """Return how alike codes are, drawn towards a value that counts as `weight` expected errors."""
        there = (self.expected > DUST) & (self.more_codes > DUST)
        alike = np.clip(_over(self.observed - self.expected, self.expected * self.more_codes, there), 0.0, MOST)
        return np.where(there, _over(self.expected * alike + weight * towards, self.expected + weight, there), towards)


def each_alone(audits: Audits, parts: Parts, history: Likeness) -> Alone:
    """Pool the parts of every audit that feeds the accuracy."""
    sums = np.zeros((len(audits.coder), len(AuditSums._fields)))
    np.add.at(sums, parts.audit, parts.sums)
    reported = np.zeros(len(sums), np.bool_)
    reported[parts.audit] = parts.as_reported
    scored = audits.feeds & (sums[:, _PLACE["reviewed"]] > 0)
    n, value = (np.full(len(sums), np.nan) for _ in range(2))
    results, counted = (np.flatnonzero(scored & each) for each in (reported, ~reported))
    n[results] = sums[results, _PLACE["reviewed"]]
    n[counted] = _worth(audits, sums[counted], counted, history)
    right = np.where(reported, np.round(sums[:, _PLACE["correct"]], REPORTED_DIGITS), sums[:, _PLACE["correct"]])
    value[scored] = np.clip(right[scored] / sums[scored, _PLACE["reviewed"]], 0.0, 1.0)
    return Alone(value, *_wilson(value, n))


def _worth(audits: Audits, sums: Floats, rows: Ints, history: Likeness) -> Floats:
    """Return how many independent codes (or records) the counted audits in these rows are worth: see alike.worth."""
    codes, charts = sums[:, _PLACE["reviewed"]], sums[:, _PLACE["records"]]
    own, others = _spreads(sums), _others(audits, sums, rows, history)
    away = np.round(others.drawn(ASSUMED, TOWARDS_ASSUMED * others.more_codes), DIGITS)
    pairs = own.pairs + np.maximum(codes - own.codes, 0.0) * own.plus(others).more_codes
    more = np.where(codes > DUST, np.maximum(own.more_codes, pairs / codes), own.more_codes)
    alike = np.round(own.drawn(away, _over(TOWARDS_OTHERS * more * codes, own.codes, own.codes > DUST)), DIGITS)
    by_charts = np.where(np.isnan(charts), codes / USUAL_CODES, charts)
    independent = np.where(by_charts > 0, by_charts, codes)
    shown = own.records + others.records >= 0.5
    worth = np.where(shown, codes**2 / (codes * (1 + pairs * alike / codes)), independent)
    return np.where(_BY_CODES[audits.method[rows]], worth, codes)


def _others(audits: Audits, sums: Floats, rows: Ints, history: Likeness) -> _Spreads:
    """Return what the other audits of the department by the method of each show: all of it without the audit's own."""
    methods, coders = audits.method[rows], audits.coder[rows]
    width = int(coders.max(initial=0)) + 1
    keys, at = np.unique(methods * width + coders, return_inverse=True)
    known = [history.of(key // width, key % width) for key in keys.tolist()]
    tallied = np.array([tally for tally, _, _ in known]).reshape(len(keys), len(LikenessTally._fields))[at]
    spread, whole = _held([own for _, own, _ in known], at), _held([every for _, _, every in known], at)
    left = np.zeros(sums.shape)
    for place, name in enumerate(KNOWN):
        left[:, _PLACE[name]] = tallied[:, place] - sums[:, _PLACE[name]]
    return whole.less(spread).plus(_spreads(left))


def _held(held: list[Spread], at: Ints) -> _Spreads:
    return _Spreads(*(np.array([getattr(each, name) for each in held], float)[at] for name in _Spreads._fields))


def _spreads(sums: Floats) -> _Spreads:
    """Return the spread of the charts known one by one of each audit: see alike.spread_of."""
    records, correct, codes, squares, product, square_codes = (sums[:, _PLACE[name]] for name in KNOWN)
    there = (records >= 0.5) & (codes > 0)
    share = _over(correct, codes, there)
    observed = squares - 2 * share * product + share * share * square_codes
    expected = share * (1 - share) * codes * _over(records - 1, records, there)
    found = records, codes, square_codes - codes, np.maximum(observed, 0.0), np.maximum(expected, 0.0)
    return _Spreads(*(np.where(there, each, 0.0) for each in found))


def _over(above: Floats, below: Floats, there: Bools) -> Floats:
    """Divide where there is something to divide by; 0 elsewhere."""
    return np.divide(above, below, out=np.zeros(len(above)), where=there)


def _wilson(share: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Return the Wilson interval of each: see intervals.wilson."""
    squared = Z_95 * Z_95
    centre = (share * n + squared / 2) / (n + squared)
    half = Z_95 * np.sqrt(np.maximum(share * n * (1 - share), 0.0) + squared / 4) / (n + squared)
    return np.maximum(0.0, np.minimum(centre - half, share)), np.minimum(1.0, np.maximum(centre + half, share))
