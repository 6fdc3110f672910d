"""The accuracy of a whole team from the parts of its audits: of each coder, work type, audit and month. No SQL."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

import numpy as np

from codedesk.metrics.accuracy import EPOCH, Bars, Expected, accuracy, measured
from codedesk.metrics.audits import Audits, Parts, Sums
from codedesk.metrics.figures import Accuracy, NotAudited, TrendPoint
from codedesk.metrics.methods import METHOD_NAMES, METHODS
from codedesk.metrics.once import once
from codedesk.metrics.standards import Bools, Ints

Quality = Accuracy | NotAudited


@dataclass(frozen=True)
class TeamQuality:
    """All audits of a period with their parts and standards. A coder is asked for by position; None for all pooled.

    Counts are pooled within one method: that of the latest audit. A result as reported is no count: it makes the
    figure only where its method has nothing better.
    """

    audits: Audits
    parts: Parts
    bars: Bars

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
        """Return the accuracy that stands beside the pace, and those of other methods."""
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
        points, methods = [], []
        sums, reported = self._sums_by_audit
        audits = np.unique(self.parts.audit[self._rows(coder)])
        for audit in audits[np.argsort(self.audits.day[audits], kind="stable")].tolist():
            method = int(self.audits.method[audit])
            value, low, high = measured(METHODS[method], Sums(*sums[audit]), reported[audit])
            points.append(TrendPoint(self._day(audit), value, None, low, high, self.audits.names[audit]))
            methods.append(method)
        return tuple(points), _cuts(points, methods)

    @cached_property
    def _sums_by_audit(self) -> tuple[list[list[float]], list[bool]]:
        """Return what each audit adds up to, and whether it is a result as reported."""
        table = np.zeros((len(self.audits.coder), len(Sums._fields)))
        np.add.at(table, self.parts.audit, self.parts.sums)
        reported = np.zeros(len(self.audits.coder), np.bool_)
        reported[self.parts.audit] = self.parts.as_reported
        return table.tolist(), reported.tolist()

    @once
    def months(self) -> tuple[tuple[TrendPoint, ...], tuple[date, ...]]:
        """Return a point per month, pooled over the team, and the dates from which another method holds."""
        points, methods = [], []
        audits = self._by_audit(self._rows(None))
        for month, members in groupby(audits, key=lambda entry: self._day(entry[0]).replace(day=1)):
            chosen, method, reported = self._groups(np.concatenate([rows for _, rows in members]))[0]
            value, low, high = measured(METHODS[method], self.parts.pooled(chosen), reported)
            points.append(TrendPoint(month, value, None, low, high, f"{month:%Y-%m}"))
            methods.append(method)
        return tuple(points), _cuts(points, methods)

    def _day(self, audit: int) -> date:
        return EPOCH + timedelta(int(self.audits.day[audit]))

    def _one(self, rows: Ints) -> Accuracy:
        return accuracy(self.audits, self.parts, rows, self.bars.audit)

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
            accuracy(self.audits, self.parts, chosen, bars, () if n else remarks)
            for n, (chosen, _, _) in enumerate(self._groups(rows))
        ]
        return made[0], tuple(made[1:])

    def _groups(self, rows: Ints) -> list[tuple[Ints, int, bool]]:
        """Group rows by their method and whether they are as reported; what makes the figure comes first."""
        audit = self.parts.audit[rows]
        method, reported = self.audits.method[audit], self.parts.as_reported[rows]
        latest = method[np.lexsort((audit, self.audits.day[audit]))[-1]]
        if (method == latest).all() and not reported.any():
            return [(rows, int(latest), False)]
        kinds = sorted(set(zip((method != latest).tolist(), reported.tolist(), method.tolist(), strict=True)))
        return [(rows[(method == kind) & (reported == said)], kind, said) for _, said, kind in kinds]

    def _unscored(self, coder: int | None) -> tuple[str, ...]:
        """Say which audits cannot be scored by their method from what was entered."""
        wanted = [
            audit
            for audit in self.parts.unscored.tolist()
            if self.audits.feeds[audit] and coder in (None, int(self.audits.coder[audit]))
        ]
        return tuple(
            f"{self.audits.names[audit]}: {METHOD_NAMES[METHODS[int(self.audits.method[audit])]]} cannot be had from "
            "what was entered; it is left out."
            for audit in wanted
        )


def _cuts(points: list[TrendPoint], methods: list[int]) -> tuple[date, ...]:
    """Return the dates from which the method is another than before."""
    return tuple(points[row].week for row in range(1, len(points)) if methods[row] != methods[row - 1])
