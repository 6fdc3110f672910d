"""The accuracy of a whole team from the parts of its audits: of each coder, work type, audit and month. No SQL."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from codedesk.methods import METHODS, method_words
from codedesk.metrics.accuracy import Bars, Expected, accuracy
from codedesk.metrics.audit_limits import AuditLimits
from codedesk.metrics.audit_points import points_of
from codedesk.metrics.audit_pools import AuditPools, Pool
from codedesk.metrics.audits import Audits, AuditSums, Parts
from codedesk.metrics.audits_alone import Alone, each_alone
from codedesk.metrics.charted import points_of_columns
from codedesk.metrics.figures import Accuracy, Likely, NotAudited, TrendPoint
from codedesk.metrics.likeness import Likeness
from codedesk.metrics.memo import once
from codedesk.metrics.scoring import method_of_most
from codedesk.metrics.small_samples import likely, with_likely
from codedesk.metrics.standards import Bools, Ints

Quality = Accuracy | NotAudited
_REVIEWED = AuditSums._fields.index("reviewed")
_NONE = np.zeros(0, np.int64)


class Months(NamedTuple):
    """A point per month, the dates from which another method holds, and by which method each point is."""

    points: tuple[TrendPoint, ...] = ()
    cuts: tuple[date, ...] = ()
    methods: tuple[int, ...] = ()


@dataclass(frozen=True)
class TeamQuality:
    """All audits of a period with their parts and standards. A coder is asked for by position; None for all pooled.

    Audits are pooled within one method, whatever their depth: of a coder that of the latest audit makes the figure, of
    the team that by which most coders' figures are. history: what the department's audits of all time show about how
    alike codes of one chart are.
    """

    audits: Audits
    parts: Parts
    bars: Bars
    history: Likeness

    @cached_property
    def _feeding(self) -> Bools:
        return self.audits.feeds[self.parts.audit]

    @cached_property
    def _coder(self) -> Ints:
        return self.audits.coder[self.parts.audit]

    def feeding(self, coder: int | None) -> Ints:
        """Return the rows of the parts that feed the accuracy, of a coder or of all."""
        return self._rows(coder)

    @once
    def _rows(self, coder: int | None, feeding: bool = True) -> Ints:
        if coder is not None:
            return self._by_coder(feeding).get((coder,), _NONE)
        return np.flatnonzero(self._feeding if feeding else ~self._feeding)

    @once
    def _by_coder(self, feeding: bool) -> dict[tuple[int, ...], Ints]:
        rows = self._rows(None, feeding)
        return _grouped(rows, self._coder[rows])

    @once
    def _by_type(self, every_coder: bool) -> dict[tuple[int, ...], Ints]:
        """Return the rows of each coder (or of all) and work type in which something was reviewed."""
        rows = self._rows(None)
        # a record may have no code, and be all that was audited of its work type
        rows = rows[self.parts.sums[rows, _REVIEWED] > 0]
        return _grouped(rows, self._coder[rows] * (not every_coder), self.parts.work_type[rows])

    @once
    def of(self, coder: int | None) -> tuple[Quality, tuple[Accuracy, ...]]:
        """Return the accuracy beside the pace, of a coder with the likely range, and those of other methods."""
        figure, others = self._alone(coder)
        found = self.likely.get(coder)
        return (figure if found is None or isinstance(figure, NotAudited) else with_likely(figure, found)), others

    @cached_property
    def likely(self) -> dict[int | None, Likely]:
        """Return the likely range of each coder given the coders whose accuracy is by the same method."""
        by_method: dict[str, list[tuple[int, Accuracy]]] = {}
        for coder in np.unique(self._coder[self._feeding]).tolist():
            figure = self._alone(coder)[0]
            if isinstance(figure, Accuracy):
                by_method.setdefault(figure.method, []).append((coder, figure))
        return {
            coder: found
            for figures in by_method.values()
            for (coder, _), found in zip(
                figures, likely([(each.value, each.n_effective) for _, each in figures]), strict=False
            )
        }

    @once
    def _alone(self, coder: int | None) -> tuple[Quality, tuple[Accuracy, ...]]:
        rows, unscored = self._rows(coder), self._unscored(coder)
        if len(rows):
            return self._figure(rows, self.bars.audit, (coder, None), unscored)
        return NotAudited("not scored", " ".join(unscored)) if unscored else NotAudited(), ()

    @once
    def of_type(self, coder: int | None, work_type: int) -> Quality:
        """Return the accuracy from the audits and records of one work type."""
        rows = self._by_type(coder is None).get((coder or 0, work_type), _NONE)
        return self._figure(rows, self.bars.work_type, (coder, work_type))[0] if len(rows) else NotAudited()

    @once
    def types_of(self, coder: int | None) -> tuple[int, ...]:
        """Return the work types that audits or their records name."""
        found = self.parts.work_type[self._rows(coder)]
        return tuple(np.flatnonzero(np.bincount(found[found >= 0])).tolist())

    @once
    def focused(self, coder: int | None) -> tuple[Accuracy, ...]:
        """Return one accuracy per audit that does not feed the coder's accuracy, in order of their dates."""
        groups = self._by_audit(self._rows(coder, feeding=False))
        if not groups:
            return ()
        pools = AuditPools(self.audits, self.parts, groups, self.history)
        return tuple(
            accuracy(self.audits, self.parts, rows, self.bars.audit, pools.of(place))
            for place, rows in enumerate(groups)
        )

    @once
    def points(self, coder: int) -> tuple[tuple[TrendPoint, ...], tuple[date, ...]]:
        """Return a point per audit in order of their dates, and the dates from which another method holds."""
        audits = np.unique(self.parts.audit[self._rows(coder)])
        audits = audits[np.argsort(self.audits.day[audits], kind="stable")]
        days = self.audits.day[audits].astype("datetime64[D]").tolist()
        value, low, high = (each[audits].tolist() for each in self._each)
        names = map(self.audits.names.__getitem__, audits.tolist())
        none, blank = repeat(None), repeat("")
        points = points_of_columns(days, value, none, low, high, names, none, none, none, blank, blank)
        return tuple(points), _cuts(points, self.audits.method[audits].tolist())

    @cached_property
    def _each(self) -> Alone:
        return each_alone(self.audits, self.parts, self.history)

    @once
    def months(self, work_type: int | None = None) -> Months:
        """Return a point per month, pooled over the team.

        work_type: only what audits found in this one.
        """
        rows = self._by_day(self._rows(None))
        if work_type is not None:
            rows = rows[self.parts.work_type[rows] == work_type]
        audit = self.parts.audit[rows]
        days, method = self.audits.day[audit].astype("datetime64[D]"), self.audits.method[audit]
        month = days.astype("datetime64[M]")
        opens = _opens(month)
        pieces = [np.split(each, opens[1:]) for each in (rows, method)] if len(rows) else [[], []]
        chosen = [self._method_of(piece) for piece in pieces[0]]
        groups = [piece[how == kind] for piece, how, kind in zip(*pieces, chosen, strict=True)]
        pools = AuditPools(self.audits, self.parts, groups, self.history)
        firsts = month[opens].astype("datetime64[D]").tolist()
        pooled = zip(firsts, chosen, map(pools.of, range(len(groups))), strict=True)
        found = [(day, kind, pool) for day, kind, pool in pooled if pool.sums.reviewed > 0]
        points = [TrendPoint(day, pool.value, None, *pool.limits, f"{day:%Y-%m}") for day, _, pool in found]
        kinds = [kind for _, kind, _ in found]
        return Months(tuple(points), _cuts(points, kinds), tuple(kinds))

    @once
    def limits(self, start: int, first_monday: int, weeks: int, coders: int) -> AuditLimits:
        """Return what these audits alone let expect of the weeks given; start: the first day of the period."""
        points = points_of(self.audits, self.parts, first_monday, weeks, ((),) * coders)
        return AuditLimits(points, start, self.audits.names, self.audits.method)

    def _by_day(self, rows: Ints) -> Ints:
        """Put parts in the order of the dates of their audits."""
        audit = self.parts.audit[rows]
        return rows[np.lexsort((audit, self.audits.day[audit]))]

    def _by_audit(self, rows: Ints) -> list[Ints]:
        """Group the parts by their audits, in order of their dates."""
        ordered = self._by_day(rows)
        return np.split(ordered, _opens(self.parts.audit[ordered])[1:]) if len(ordered) else []

    def _figure(
        self, rows: Ints, bars: Expected, of: tuple[int | None, int | None], remarks: tuple[str, ...] = ()
    ) -> tuple[Accuracy, tuple[Accuracy, ...]]:
        """Pool rows of any methods into the figure, by the method of most coders in them, and the others.

        of: of which coder (None: all) and work type (None: all) they are all parts that feed the accuracy.
        """
        made = [
            accuracy(self.audits, self.parts, chosen, bars, self._pool(*of, kind), () if n else remarks)
            for n, (chosen, kind) in enumerate(self._groups(rows))
        ]
        return made[0], tuple(made[1:])

    def _pool(self, coder: int | None, work_type: int | None, method: int) -> Pool:
        pools, place = self._pools(coder is None, work_type is None)
        return pools.of(place[coder or 0, work_type or 0, method])

    @once
    def _pools(self, every_coder: bool, every_type: bool) -> tuple[AuditPools, dict[tuple[int, ...], int]]:
        """Return the pools of all coders (or of everybody) by work type (or of all) and method, with their places."""
        rows = self._rows(None)
        coder, kind = self._coder[rows] * (not every_coder), self.parts.work_type[rows] * (not every_type)
        groups = _grouped(rows, coder, kind, self.audits.method[self.parts.audit[rows]])
        place = {by: at for at, by in enumerate(groups)}
        return AuditPools(self.audits, self.parts, [*groups.values()], self.history), place

    def _groups(self, rows: Ints) -> list[tuple[Ints, int]]:
        """Group rows by their method; the one that makes the figure comes first."""
        method, first = self.audits.method[self.parts.audit[rows]], self._method_of(rows)
        if (method == first).all():
            return [(rows, first)]
        kinds = sorted(set(method.tolist()), key=lambda kind: (kind != first, kind))
        return [(rows[method == kind], kind) for kind in kinds]

    def _method_of(self, rows: Ints) -> int:
        """Return the method by which most coders' figures from these rows are."""
        audit = self.parts.audit[rows]
        method = self.audits.method[audit]
        if (method == method[0]).all():
            return int(method[0])
        audit = np.unique(audit)
        audit = audit[np.argsort(self.audits.day[audit], kind="stable")]
        coders, methods = self.audits.coder[audit].tolist(), self.audits.method[audit].tolist()
        made: int = method_of_most([*zip(coders, methods, strict=True)])
        return made

    def _unscored(self, coder: int | None) -> tuple[str, ...]:
        """Say which audits cannot be scored by their method from what was entered."""
        wanted = [
            audit
            for audit in self.parts.unscored.tolist()
            if self.audits.feeds[audit] and coder in (None, int(self.audits.coder[audit]))
        ]
        return tuple(
            f"{self.audits.names[audit]}: {method_words(METHODS[int(self.audits.method[audit])])} cannot be had from "
            "what was entered; it is left out."
            for audit in wanted
        )


def _cuts(points: list[TrendPoint], methods: list[int]) -> tuple[date, ...]:
    """Return the dates from which the method is another than before."""
    return tuple(points[row].week for row in range(1, len(points)) if methods[row] != methods[row - 1])


def _grouped(rows: Ints, *columns: Ints) -> dict[tuple[int, ...], Ints]:
    """Group rows by what stands beside them in some columns, in order of it; within a group they keep their order."""
    order = np.lexsort(columns[::-1])
    opens = _opens(*(each[order] for each in columns))
    keys = zip(*(each[order[opens]].tolist() for each in columns), strict=True)
    ordered, ends = rows[order], [*opens.tolist(), len(rows)]
    return {key: ordered[first:end] for key, (first, end) in zip(keys, pairwise(ends), strict=True)}


def _opens(*columns: npt.NDArray[np.generic]) -> Ints:
    """Return the places where a value of some columns is another than before."""
    opens = np.ones(len(columns[0]), np.bool_)
    opens[1:] = np.any([each[1:] != each[:-1] for each in columns], axis=0)
    return np.flatnonzero(opens)
