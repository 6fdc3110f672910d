"""The accuracy of every audit by itself, of all audits at once: the points of a coder's accuracy chart. No SQL.

Each is what pooling its parts says (metrics/accuracy.py, metrics/design_effect.py), reckoned for all audits in a few
arrays: of twenty years of a hundred coders there are twenty thousand.
"""

from typing import NamedTuple

import numpy as np

from codedesk.methods import METHODS
from codedesk.metrics.audit_pools import DIGITS as REPORTED_DIGITS
from codedesk.metrics.audits import Audits, AuditSums, Parts
from codedesk.metrics.design_effect import (
    ASSUMED,
    DIGITS,
    DUST,
    MOST,
    TOWARDS_ASSUMED,
    TOWARDS_OTHERS,
    USUAL_CODES,
    shown,
)
from codedesk.metrics.intervals import Z_95
from codedesk.metrics.likeness import Likeness, Shown, over
from codedesk.metrics.scoring import CODE_METHODS
from codedesk.metrics.standards import Floats, Ints

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

    @classmethod
    def of(cls, spreads: Floats) -> "_Spreads":
        """Take rows of Spread."""
        return cls(*spreads.T[: len(cls._fields)])

    def plus(self, other: "_Spreads") -> "_Spreads":
        return _Spreads(*(mine + its for mine, its in zip(self, other, strict=True)))

    @property
    def more_codes(self) -> Floats:
        return over(np.maximum(self.pairs, 0.0), self.codes, self.codes > DUST)

    def drawn(self, towards: Floats | float, weight: Floats) -> Floats:
        """Return how alike codes are, drawn towards a value that counts as `weight` expected errors."""
        there = (self.expected > DUST) & (self.more_codes > DUST)
        alike = np.clip(over(self.observed - self.expected, self.expected * self.more_codes, there), 0.0, MOST)
        return np.where(there, over(self.expected * alike + weight * towards, self.expected + weight, there), towards)


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
    mine = Shown(np.arange(len(rows)), audits.coder[rows], shown(sums))
    own, others = map(_Spreads.of, (mine.spread, history.others(audits.method[rows], mine)))
    away = np.round(others.drawn(ASSUMED, TOWARDS_ASSUMED * others.more_codes), DIGITS)
    pairs = own.pairs + np.maximum(codes - own.codes, 0.0) * own.plus(others).more_codes
    more = np.where(codes > DUST, np.maximum(own.more_codes, pairs / codes), own.more_codes)
    alike = np.round(own.drawn(away, over(TOWARDS_OTHERS * more * codes, own.codes, own.codes > DUST)), DIGITS)
    by_charts = np.where(np.isnan(charts), codes / USUAL_CODES, charts)
    independent = np.where(by_charts > 0, by_charts, codes)
    known = own.records + others.records >= 0.5
    worth = np.where(known, codes**2 / (codes * (1 + pairs * alike / codes)), independent)
    return np.where(_BY_CODES[audits.method[rows]], worth, codes)


def _wilson(share: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Return the Wilson interval of each: see intervals.wilson."""
    squared = Z_95 * Z_95
    centre = (share * n + squared / 2) / (n + squared)
    half = Z_95 * np.sqrt(np.maximum(share * n * (1 - share), 0.0) + squared / 4) / (n + squared)
    return np.maximum(0.0, np.minimum(centre - half, share)), np.minimum(1.0, np.maximum(centre + half, share))
