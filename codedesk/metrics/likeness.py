"""What all audits of the department show of how alike codes of one chart are, looked at for many figures at once.

A figure is read beside the others: the whole department without the figure's own charts (metrics/design_effect.py).
Rows of arrays are those of LikenessTally or Spread, in the order of their fields. No SQL, no Qt.
"""

from collections.abc import Mapping
from copy import copy
from typing import NamedTuple

import numpy as np

from codedesk.metrics.design_effect import NOTHING, LikenessTally, Spread, shown
from codedesk.metrics.standards import Bools, Floats, Ints

_NONE = [getattr(NOTHING, name) for name in Spread.__slots__]


class Shown(NamedTuple):
    """What the charts of some figures show: of which figure, of which coder, and a row of LikenessTally for both."""

    figure: Ints
    coder: Ints
    table: Floats

    @classmethod
    def of(cls, figure: Ints, coder: Ints, sums: Floats) -> "Shown":
        """Add up what was counted, rows of AuditSums, by figure and coder."""
        width = int(coder.max(initial=0)) + 1
        keys, at = np.unique(figure * width + coder, return_inverse=True)
        return cls(keys // width, keys % width, folded(at, shown(sums), len(keys)))

    @property
    def spread(self) -> Floats:
        """The spread of each figure and coder."""
        return spreads_of(self.table)


class Likeness:
    """What all audits that feed an accuracy show, by method and coder.

    inside: the figures asked about are made of these audits, and are taken out before the others are looked at.
    """

    def __init__(self, tallied: Mapping[tuple[int, int], LikenessTally]) -> None:
        """Take the tally of each method and coder."""
        self._tallied = tallied
        self._inside = True
        method, coder = np.array(list(tallied), np.int64).reshape(-1, 2).T
        self._width = int(coder.max(initial=0)) + 1
        keys, self._table = method * self._width + coder, _rows(list(tallied.values()), LikenessTally._fields)
        self._order = np.argsort(keys)
        self._keys = keys[self._order]
        self._spread = spreads_of(self._table)
        self._whole = folded(method, self._spread, int(method.max(initial=-1)) + 1)

    def of_places(self, place: Mapping[int, int]) -> "Likeness":
        """Return the same with each coder under a place, given by number."""
        return Likeness({(method, place[coder]): tally for (method, coder), tally in self._tallied.items()})

    def outside(self, audit: tuple[int, int, LikenessTally] | None) -> "Likeness":
        """Return what all audits but one (method, coder, tally) show, for a figure that is not made of them."""
        made = copy(self)
        made._inside = False
        if audit is not None:
            method, coder, tally = audit
            one = Shown(np.zeros(1, np.int64), np.array([coder]), _rows([tally], LikenessTally._fields))
            made._whole = self._whole.copy()
            made._whole[method] = self._without(np.array([method]), one)[0]
        return made

    def others(self, method: Ints, own: Shown) -> Floats:
        """Return the spread of the method of each figure without the figure's own charts."""
        return self._without(method, own) if self._inside else self._by(method)

    def _by(self, method: Ints) -> Floats:
        """Return the spread of everybody by these methods."""
        there = method < len(self._whole)
        found = np.tile(_NONE, (len(method), 1))
        found[there] = self._whole[method[there]]
        return found

    def _without(self, method: Ints, own: Shown) -> Floats:
        """Take the charts of one coder after the other out, and put back what is not the figure's own."""
        wanted = method[own.figure] * self._width + own.coder
        found = np.searchsorted(self._keys, wanted)
        assert np.array_equal(self._keys[found], wanted)  # what is taken out was put in
        at = self._order[found]
        steps = np.stack([-self._spread[at], spreads_of(self._table[at] - own.table)], axis=1)
        figure = np.concatenate([np.arange(len(method)), np.repeat(own.figure, 2)])
        return folded(figure, np.concatenate([self._by(method), steps.reshape(-1, len(_NONE))]), len(method))


def spreads_of(tallied: Floats) -> Floats:
    """Return the spread of each tally: see design_effect.spread_of."""
    records, correct, codes, squares, product, square_codes, charts, chart_codes = tallied.T
    there = ~((records < 0.5) | (codes <= 0))
    share = over(correct, codes, there)
    observed = squares - 2 * share * product + share * share * square_codes
    expected = over(share * (1 - share) * codes * (records - 1), records, there)
    found = records, codes, square_codes - codes, np.maximum(observed, 0.0), np.maximum(expected, 0.0)
    return np.stack([*(np.where(there, each, 0.0) for each in found), charts, chart_codes], axis=1)


def folded(group: Ints, rows: Floats, groups: int) -> Floats:
    """Add up rows by group, one after the other."""
    return np.stack([np.bincount(group, column, groups) for column in rows.T], axis=1)


def over(above: Floats, below: Floats, there: Bools) -> Floats:
    """Divide where there is something to divide by; 0 elsewhere."""
    return np.divide(above, below, out=np.zeros(len(above)), where=there)


def _rows(tallies: list[LikenessTally], names: tuple[str, ...]) -> Floats:
    return np.array(tallies, np.float64).reshape(-1, len(names))
