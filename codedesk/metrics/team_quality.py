"""The accuracy of a whole team from the parts of its audits: of each coder, work type, audit and month. No SQL."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

import numpy as np

from codedesk.methods import METHODS, method_words
from codedesk.metrics.accuracy import EPOCH, Bars, Expected, accuracy, pool
from codedesk.metrics.audit_limits import AuditLimits
from codedesk.metrics.audit_points import points_of
from codedesk.metrics.audits import Audits, Parts
from codedesk.metrics.audits_alone import Alone, each_alone
from codedesk.metrics.design_effect import Likeness
from codedesk.metrics.figures import Accuracy, Likely, NotAudited, TrendPoint
from codedesk.metrics.memo import once
from codedesk.metrics.small_samples import likely, with_likely
from codedesk.metrics.standards import Bools, Ints

Quality = Accuracy | NotAudited


@dataclass(frozen=True)
class TeamQuality:
    """All audits of a period with their parts and standards. A coder is asked for by position; None for all pooled.

    Audits are pooled within one method, whatever their depth: that of the latest audit makes the figure. history: what
    the department's audits of all time show about how alike codes of one chart are.
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

    def _rows(self, coder: int | None, feeding: bool = True) -> Ints:
        use = self._feeding if feeding else ~self._feeding
        return np.flatnonzero(use if coder is None else use & (self._coder == coder))

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
            return self._figure(rows, self.bars.audit, unscored)
        return NotAudited(f"not scored ({' '.join(unscored)})") if unscored else NotAudited(), ()

    @once
    def of_type(self, coder: int | None, work_type: int) -> Quality:
        """Return the accuracy from the audits and records of one work type."""
        rows = self._rows(coder)
        rows = rows[self.parts.work_type[rows] == work_type]
        return self._figure(rows, self.bars.work_type)[0] if len(rows) else NotAudited()

    @once
    def types_of(self, coder: int | None) -> tuple[int, ...]:
        """Return the work types that audits or their records name."""
        found = np.unique(self.parts.work_type[self._rows(coder)])
        return tuple(found[found >= 0].tolist())

    @once
    def focused(self, coder: int | None) -> tuple[Accuracy, ...]:
        """Return one accuracy per audit that does not feed the coder's accuracy, in order of their dates."""
        return tuple(self._one(rows) for _, rows in self._by_audit(self._rows(coder, feeding=False)))

    @once
    def points(self, coder: int) -> tuple[tuple[TrendPoint, ...], tuple[date, ...]]:
        """Return a point per audit in order of their dates, and the dates from which another method holds."""
        audits = np.unique(self.parts.audit[self._rows(coder)])
        audits = audits[np.argsort(self.audits.day[audits], kind="stable")]
        days = self.audits.day[audits].astype("datetime64[D]").tolist()
        measured = zip(*(each[audits].tolist() for each in self._each), strict=True)
        points = [
            TrendPoint(day, value, None, low, high, self.audits.names[audit])
            for audit, day, (value, low, high) in zip(audits.tolist(), days, measured, strict=True)
        ]
        return tuple(points), _cuts(points, self.audits.method[audits].tolist())

    @cached_property
    def _each(self) -> Alone:
        return each_alone(self.audits, self.parts, self.history)

    @once
    def months(self, work_type: int | None = None) -> tuple[tuple[TrendPoint, ...], tuple[date, ...]]:
        """Return a point per month, pooled over the team, and the dates from which another method holds.

        work_type: only what audits found in this one.
        """
        points, methods = [], []
        rows = self._rows(None)
        audits = self._by_audit(rows if work_type is None else rows[self.parts.work_type[rows] == work_type])
        for month, members in groupby(audits, key=lambda entry: self._day(entry[0]).replace(day=1)):
            chosen, method = self._groups(np.concatenate([rows for _, rows in members]))[0]
            pooled = pool(self.audits, self.parts, chosen, self.history)
            points.append(TrendPoint(month, pooled.value, None, *pooled.limits, f"{month:%Y-%m}"))
            methods.append(method)
        return tuple(points), _cuts(points, methods)

    @once
    def limits(self, start: int, first_monday: int, weeks: int, coders: int) -> AuditLimits:
        """Return what these audits alone let expect of the weeks given; start: the first day of the period."""
        points = points_of(self.audits, self.parts, first_monday, weeks, ((),) * coders)
        return AuditLimits(points, start, self.audits.names)

    def _day(self, audit: int) -> date:
        return EPOCH + timedelta(int(self.audits.day[audit]))

    def _one(self, rows: Ints) -> Accuracy:
        return accuracy(self.audits, self.parts, rows, self.bars.audit, self.history)

    def _by_audit(self, rows: Ints) -> list[tuple[int, Ints]]:
        """Group the parts by their audits, in order of their dates."""
        audit = self.parts.audit[rows]
        order = np.lexsort((audit, self.audits.day[audit]))
        ordered = rows[order]
        opens = np.flatnonzero(np.diff(self.parts.audit[ordered], prepend=-1))
        pieces = np.split(ordered, opens[1:]) if len(ordered) else []
        return [(int(self.parts.audit[piece[0]]), piece) for piece in pieces]

    def _figure(
        self, rows: Ints, bars: Expected, remarks: tuple[str, ...] = ()
    ) -> tuple[Accuracy, tuple[Accuracy, ...]]:
        """Pool rows of any methods into the figure, by the latest audit's method, and the others."""
        made = [
            accuracy(self.audits, self.parts, chosen, bars, self.history, () if n else remarks)
            for n, (chosen, _) in enumerate(self._groups(rows))
        ]
        return made[0], tuple(made[1:])

    def _groups(self, rows: Ints) -> list[tuple[Ints, int]]:
        """Group rows by their method; the latest audit's, which makes the figure, comes first."""
        audit = self.parts.audit[rows]
        method = self.audits.method[audit]
        latest = int(method[np.lexsort((audit, self.audits.day[audit]))[-1]])
        kinds = sorted(set(method.tolist()), key=lambda kind: (kind != latest, kind))
        return [(rows[method == kind], kind) for kind in kinds]

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
