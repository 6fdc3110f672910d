"""How alike the codes of one chart are, and how many independent codes a sample is worth. Plain numbers, no SQL.

Codes of one chart go wrong together. How much is a correlation, estimated from charts known one by one as the ANOVA
estimator of survey sampling does (Kish 1965; Ridout, Demétrio and Firth 1999), for each coder about the own accuracy,
and drawn towards what the department's other audits show, the more the fewer the errors found. The department's own is
drawn towards ASSUMED. What draws is known before the records of a figure are read, so that a code more that is right
does not lower its limit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from math import isnan
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from codedesk.metrics import explaining
from codedesk.metrics.audits import Audits, AuditSums, Parts
from codedesk.metrics.figures import Part
from codedesk.metrics.standards import Floats, Ints

ASSUMED = 0.15
MOST = 0.5
TOWARDS_OTHERS = 3.0
TOWARDS_ASSUMED = 4.0
USUAL_CODES = 10.0
DUST = 1e-9
DIGITS = 12  # so that it is the same in whatever order coders are added up
_MOVES = "What other audits show of it moves this interval, too, though nothing of its own audits changed."
KNOWN = ("known", "known_correct", "known_reviewed", "square_correct", "product", "square_reviewed")


class LikenessTally(NamedTuple):
    """What charts known one by one add up to (their right codes, codes and squares), and charts with codes counted."""

    records: float = 0.0
    correct: float = 0.0
    codes: float = 0.0
    square_correct: float = 0.0
    product: float = 0.0
    square_codes: float = 0.0
    charts: float = 0.0
    chart_codes: float = 0.0

    def plus(self, other: "LikenessTally") -> "LikenessTally":
        """Add another to this one."""
        return LikenessTally(*(mine + its for mine, its in zip(self, other, strict=True)))


@dataclass(frozen=True, slots=True)
class Spread:
    """How much charts differ: observed Σ(c − Rt)², and expected if their codes were independent.

    pairs: Σt(t − 1). Of several coders each about the own accuracy R, added up.
    """

    records: float = 0.0
    codes: float = 0.0
    pairs: float = 0.0
    observed: float = 0.0
    expected: float = 0.0
    charts: float = 0.0
    chart_codes: float = 0.0

    def __add__(self, other: "Spread") -> "Spread":
        """Add up the charts of two coders."""
        return Spread(*(mine + its for mine, its in zip(_each(self), _each(other), strict=True)))

    @property
    def more_codes(self) -> float:
        """How many more codes the chart of a code has, on average."""
        return max(self.pairs, 0.0) / self.codes if self.codes > DUST else 0.0

    @property
    def alike(self) -> float | None:
        """How alike codes of one chart are, from 0 to MOST; None where nothing shows it."""
        if self.expected <= DUST or self.more_codes <= DUST:
            return None
        return min(max((self.observed - self.expected) / (self.expected * self.more_codes), 0.0), MOST)

    def drawn(self, towards: float, weight: float) -> float:
        """Return how alike codes are, drawn towards a value that counts as `weight` expected errors."""
        alike = self.alike
        return towards if alike is None else (self.expected * alike + weight * towards) / (self.expected + weight)


_each = attrgetter(*(each.name for each in fields(Spread)))
NOTHING = Spread()


def spread_of(tally: LikenessTally) -> Spread:
    """Return the spread of one coder's charts; the expected one is R(1 − R)Σt × (k − 1) ÷ k of k charts."""
    if tally.records < 0.5 or tally.codes <= 0:
        return Spread(charts=tally.charts, chart_codes=tally.chart_codes)
    share = tally.correct / tally.codes
    observed = tally.square_correct - 2 * share * tally.product + share * share * tally.square_codes
    expected = share * (1 - share) * tally.codes * (tally.records - 1) / tally.records
    return Spread(
        records=tally.records,
        codes=tally.codes,
        pairs=tally.square_codes - tally.codes,
        observed=max(observed, 0.0),
        expected=max(expected, 0.0),
        charts=tally.charts,
        chart_codes=tally.chart_codes,
    )


def tallies(parts: Parts, rows: Ints, by: Ints) -> dict[int, LikenessTally]:
    """Add up what was counted in the given rows by the key of each row."""
    keys, table = _tallied(parts, rows, by)
    return {key: LikenessTally(*row) for key, row in zip(keys.tolist(), table.tolist(), strict=True)}


def _tallied(parts: Parts, rows: Ints, by: Ints) -> tuple[Ints, Floats]:
    """Return the different keys in order, and what the rows of each add up to, in the order of LikenessTally."""
    keep = ~parts.as_reported[rows]
    return _added(by[keep], list(shown(parts.sums[rows[keep]]).T))


def shown(sums: Floats) -> Floats:
    """Return what was counted, rows of AuditSums, as rows of LikenessTally."""
    charts = sums[:, AuditSums._fields.index("records")]
    counted = np.where(np.isnan(charts), 0.0, sums[:, AuditSums._fields.index("reviewed")])
    known = (sums[:, AuditSums._fields.index(name)] for name in KNOWN)
    return np.stack([*known, np.nan_to_num(charts), counted], axis=1)


def _added(by: Ints, columns: Sequence[Floats]) -> tuple[Ints, Floats]:
    """Return the different keys in order, and a row of what each column adds up to for each."""
    keys, at = np.unique(by, return_inverse=True)
    return keys, np.stack([np.bincount(at, column, len(keys)) for column in columns], axis=1)


@dataclass(frozen=True, slots=True)
class AuditTallies:
    """What each audit that feeds an accuracy shows: its number, method, coder, and a row of LikenessTally."""

    number: Ints
    method: Ints
    coder: Ints
    shown: Floats

    def of_rows(self, rows: Ints) -> "AuditTallies":
        """Return some of the audits."""
        return AuditTallies(self.number[rows], self.method[rows], self.coder[rows], self.shown[rows])

    def of(self, number: int) -> tuple[int, int, LikenessTally] | None:
        """Return method, coder and tally of an audit; None where it shows nothing."""
        for row in np.flatnonzero(self.number == number).tolist():
            return int(self.method[row]), int(self.coder[row]), LikenessTally(*self.shown[row].tolist())
        return None

    def by_method_and_coder(self) -> dict[tuple[int, int], LikenessTally]:
        """Add up the audits of each method and coder."""
        width = int(self.coder.max(initial=0)) + 1
        keys, table = _added(self.method * width + self.coder, list(self.shown.T))
        found = zip(keys.tolist(), table.tolist(), strict=True)
        return {(key // width, key % width): LikenessTally(*row) for key, row in found}


def each_audit(audits: Audits, parts: Parts, ids: Ints) -> AuditTallies:
    """Return what each audit that feeds an accuracy shows; ids: the number of each."""
    feeding = np.flatnonzero(audits.feeds[parts.audit])
    place, shown = _tallied(parts, feeding, parts.audit[feeding])
    return AuditTallies(ids[place], audits.method[place], audits.coder[place], shown)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure by codes is made of: codes in all, and of charts not known one by one.

    charts: how many charts these are of, as far as it is known; unknown: their codes of which it is not.
    reported: charts of results alone, each worth chart_codes codes.
    """

    codes: float
    loose: float
    charts: float
    unknown: float
    reported: float
    chart_codes: float


@dataclass(frozen=True, slots=True)
class Worth:
    """How many independent codes a sample is worth, and the steps to it.

    away: how alike codes of one chart are in other audits; weight: as how many errors that counts; alike: both drawn
    together; effect: 1 + (m − 1) × alike, of the codes counted. None where the charts are the sample.
    """

    n: float
    away: float | None = None
    weight: float = 0.0
    alike: float | None = None
    effect: float | None = None


def worth(counted: Counted, own: Spread, others: Spread) -> Worth:
    """Return how many independent codes tell as much: the codes ÷ the design effect 1 + (m − 1)ρ.

    m: the mean size of a code's chart. Where no chart of the department is known one by one, every chart counts as one
    code. A chart of a result alone counts as one code wherever it stands. Nothing is worth nothing.
    """
    whole = counted.reported * counted.chart_codes**2
    every = counted.codes + counted.reported * counted.chart_codes
    if every <= DUST:
        return Worth(0.0)
    if own.records + others.records < 0.5:
        charts = counted.charts + counted.unknown / USUAL_CODES
        return Worth(every**2 / (whole + (counted.codes**2 / charts if charts else counted.codes)))
    away = round(others.drawn(ASSUMED, TOWARDS_ASSUMED * others.more_codes), DIGITS)
    pairs = own.pairs + max(counted.loose, 0.0) * (own + others).more_codes
    more = max(own.more_codes, pairs / counted.codes) if counted.codes > DUST else own.more_codes
    weight = TOWARDS_OTHERS * more * every / own.codes if own.codes > DUST else 0.0
    alike = round(own.drawn(away, weight), DIGITS)
    effect = 1 + pairs * alike / counted.codes if counted.codes > DUST else 1.0
    return Worth(every**2 / (whole + counted.codes * effect), away, weight, alike, effect)


def effect_of(whole: Spread) -> float:
    """Return the design effect of a department's codes: 1 + (m − 1)ρ of all its charts, ρ drawn towards ASSUMED.

    Where no chart is known one by one, m is the mean size of the charts that are counted, else the usual one.
    """
    if whole.records < 0.5:
        return 1 + max(chart_codes(whole, NOTHING) - 1, 0.0) * ASSUMED
    return 1 + whole.more_codes * whole.drawn(ASSUMED, TOWARDS_ASSUMED * whole.more_codes)


def steps(counted: Counted, own: Spread, others: Spread, found: Worth) -> Iterator[Part]:
    """Show every step to the worth of a sample, so that it can be reckoned again by hand."""
    number = explaining.number
    if found.away is None or found.alike is None or found.effect is None:
        yield Part("Worth as many charts (n)", number(found.n))
        return
    yield Part("Codes of one chart alike, in other audits (ρ₀)", number(found.away), _from_others(others))
    if own.alike is not None:
        yield Part(
            "Codes of one chart alike, in these (ρ₁)",
            f"({number(own.observed)} − {number(own.expected)}) ÷ ({number(own.expected)} × "
            f"{number(own.more_codes)}), from 0 to {MOST}, = {number(own.alike)}",
            f"{explaining.charts(round(own.records))}: spread seen − spread of independent codes",
        )
        yield Part(
            "Drawn together (ρ)",
            f"({number(own.expected)} × {number(own.alike)} + {number(found.weight)} × {number(found.away)}) ÷ "
            f"{number(own.expected + found.weight)} = {number(found.alike)}",
        )
    more = (found.effect - 1) / found.alike
    yield Part("Design effect", f"1 + {number(more)} × {number(found.alike)} = {number(found.effect)}")
    if counted.reported:
        yield Part("Charts as reported, each as one code", number(counted.reported))
    yield Part("Worth as many independent codes (n)", number(found.n))


def _from_others(others: Spread) -> str:
    if others.alike is None:
        return f"no other audit shows it: {ASSUMED} is assumed"
    return (
        f"{explaining.charts(round(others.records))}: ({explaining.number(others.observed)} − "
        f"{explaining.number(others.expected)}) ÷ ({explaining.number(others.expected)} × "
        f"{explaining.number(others.more_codes)}), from 0 to {MOST}, = {explaining.number(others.alike)}, "
        f"with {ASSUMED} as {explaining.number(TOWARDS_ASSUMED * others.more_codes)} errors more"
    )


def said_of(counted: Counted, own: Spread, others: Spread, found: Worth) -> str:
    """Say in one sentence what the interval takes as the sample."""
    if found.effect is None:
        words = "No chart of the department is known one by one: the interval takes the charts as the sample"
        if counted.unknown:
            words += f", {explaining.number(USUAL_CODES)} codes as one chart where their number is not known"
        return f"{words}."
    if own.alike is not None and others.alike is not None:
        source = "from these charts, drawn towards the department’s other audits"
    elif own.alike is not None:
        source = f"from these charts, drawn towards the {ASSUMED} assumed where no other audit shows it"
    elif others.alike is not None:
        source = "the department’s, from its other audits"
    else:
        source = f"{ASSUMED} is assumed, for no audit shows it"
    words = f"Codes of one chart are alike: design effect {explaining.number(found.effect)}, {source}."
    return f"{words} {_MOVES}"


def chart_codes(own: Spread, others: Spread) -> float:
    """Return how many codes a chart has on average: in the figure itself, else in other audits, else the usual ones."""
    for spread in (own, others):
        if spread.charts >= 0.5 and not isnan(spread.chart_codes) and spread.chart_codes > DUST:
            return spread.chart_codes / spread.charts
    return USUAL_CODES
