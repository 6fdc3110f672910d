"""The pace of a whole team from what its log adds up to: of each coder, of each work type, and pooled. No SQL, no Qt.

All sums are made once for everybody; what is asked for is then only read off.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import isnan

import numpy as np

from codedesk.metrics import explaining
from codedesk.metrics.due_days import DueDays
from codedesk.metrics.figures import Explanation, Pace, Part
from codedesk.metrics.memo import once
from codedesk.metrics.month_sums import CountedSums
from codedesk.metrics.pace import Pools
from codedesk.metrics.standards import Floats, Ints, Standards
from codedesk.metrics.tallies import ByStandard, Tally, by_standard, days_of, pools_of, types_of
from codedesk.periods import months_label


@dataclass(frozen=True)
class TeamPace:
    """The tallies of a period, piece by piece, with the standards they were made by and the names of the work types.

    due: who was due when; sums: months that are known as sums only. A coder is asked for by position; None stands for
    all coders pooled.
    """

    tallies: tuple[Tally, ...]
    standards: Standards
    work_types: tuple[str, ...]
    due: DueDays
    sums: CountedSums | None = None

    @cached_property
    def _pieces(self) -> tuple[Tally, ...]:
        return self.tallies if self.sums is None else (*self.tallies, self.sums.tally)

    def _with_sums(self, kind: str, coder: int | None) -> float:
        """Count the days of a kind, a month that is known as a sum as one."""
        of_sums = 0.0 if self.sums is None else _total(self.sums.tally.of_days[kind], coder)
        return _total(self._counts[kind], coder) + of_sums

    def _hours_of_sums(self, coder: int | None) -> float:
        return 0.0 if self.sums is None else _total(self.sums.tally.pools.net + self.sums.tally.pools.removed, coder)

    @cached_property
    def due_days(self) -> DueDays:
        """Return the due days of everybody, matched with the days logged."""
        return self.due.holding(each.logged for each in self.tallies)

    @cached_property
    def with_data(self) -> frozenset[int]:
        """Return the coders who have a day with paid hours, charts or other time, or a month's sum."""
        held = np.array([each.logged.who for each in self.tallies])
        summed = () if self.sums is None else (coder for coder, _ in self.sums.counted)
        return frozenset([*np.flatnonzero(held.any(axis=0)).tolist(), *summed])

    @cached_property
    def pools(self) -> Pools:
        """Return the sums of each coder."""
        return pools_of(self._pieces)

    @cached_property
    def _by_standard(self) -> ByStandard:
        """Return what standards made of the lines, those of a paid basis times the coder's utilisation."""
        found = by_standard(self._pieces)
        factor = np.where(self.standards.paid_basis[None, :], self.pools.factor[:, None], 1.0)
        return found._replace(earned=found.earned * factor, earned_known=found.earned_known * factor)

    @cached_property
    def _types(self) -> dict[str, Floats]:
        """Return all that work types add up to, each by coder and work type."""
        return types_of(self._pieces)

    @cached_property
    def _of_all_types(self) -> dict[str, Floats]:
        """Return what all work types together add up to, by coder, of what is asked of them together."""
        asked = "charts", "charts_without", "without_unknown", "paid_basis"
        return {name: np.asarray(self._types[name].sum(axis=1)) for name in asked}

    @cached_property
    def _counts(self) -> dict[str, Floats]:
        """Return how many days of each coder are of a kind."""
        return days_of(self.tallies)

    def charts(self, coder: int | None) -> int:
        """Return all charts entered, with hours and standard or without."""
        return round(_total(self._of_all_types["charts"], coder))

    def types_of(self, coder: int | None) -> tuple[int, ...]:
        """Return the work types with a line entered."""
        return tuple(np.flatnonzero(_rows(self._types["lines"], coder)).tolist())

    def of(self, coder: int | None) -> Pace:
        """Return the pace of a coder, or of all pooled."""
        sums_ = self.pools
        net, paid_days = _total(sums_.net, coder), _total(sums_.paid_days, coder)
        earned, removed = _total(sums_.earned, coder), _total(sums_.removed, coder)
        paid = _total(sums_.paid, coder) if paid_days else None
        utilisation = _total(sums_.paid_gross, coder) / paid if paid else None
        expected = _total(sums_.expected_hours, coder) / net if net > 0 else 1.0
        value = earned / net if net > 0 else None
        return Pace(
            value=value,
            earned_hours=earned,
            productive_hours=net,
            paid_hours=paid,
            excused_hours=_total(sums_.excused, coder),
            utilisation=utilisation,
            expected=expected,
            to_ramp=value / expected if value is not None and expected > 0 else None,
            charts=self.charts(coder),
            hours_without_standard=removed,
            charts_without_standard=round(_total(self._of_all_types["charts_without"], coder)),
            days_entered=self.due_days.entered_of(coder),
            days_due=int(_total(self.due_days.due, coder)),
            days_beside=self.due_days.worked_beside_of(coder),
            days_hours_missing=round(_total(self._counts["missing"], coder)),
            on_ramp=self._with_sums("ramped", coder) > 0,
            paid_basis=_total(self._of_all_types["paid_basis"], coder) > 0,
            explanation=Explanation.later(
                lambda: explaining.pace(
                    "Pace", self._earned_parts(coder, None), self._hour_parts(coder), self._remarks(coder)
                )
            ),
            summed=() if self.sums is None else self.sums.months_of(coder),
            summed_hours=self._hours_of_sums(coder),
        )

    def hours_of_type(self, coder: int | None, work_type: int) -> float | None:
        """Return the hours of the lines of a work type, None where they are not all known."""
        known = self._type("counted", coder, work_type) > 0 and self._type("unknown", coder, work_type) == 0
        return self._type("hours", coder, work_type) if known else None

    def known_of_type(self, coder: int | None, work_type: int) -> tuple[float, float]:
        """Return hours and earned hours of the lines of a work type whose hours are known and have a standard."""
        earned = float(_rows(self._by_standard.earned_known, coder)[self._own(work_type)].sum())
        return self._type("net", coder, work_type), earned

    def of_type(self, coder: int | None, work_type: int) -> Pace:
        """Return the pace of a work type over its lines' hours: None where these are not all known."""
        hours = self.hours_of_type(coder, work_type)
        net = 0.0 if hours is None else self._type("net", coder, work_type)
        earned = float(_rows(self._by_standard.earned, coder)[self._own(work_type)].sum())
        expected = self._type("expected", coder, work_type) / net if net > 0 else 1.0
        value = earned / net if net > 0 else None
        remark = "The hours of its lines are not all known: no pace of its own can be had."
        return Pace(
            value=value,
            earned_hours=earned,
            productive_hours=net,
            paid_hours=None,
            excused_hours=0.0,
            utilisation=None,
            expected=expected,
            to_ramp=value / expected if value is not None and expected > 0 else None,
            charts=round(self._type("charts", coder, work_type)),
            hours_without_standard=0.0 if hours is None else hours - net,
            charts_without_standard=round(self._type("charts_without", coder, work_type)),
            days_entered=round(self._type("lines", coder, work_type)),
            days_due=0,
            days_beside=0,
            days_hours_missing=round(self._type("lines", coder, work_type) - self._type("counted", coder, work_type)),
            on_ramp=self._type("ramped", coder, work_type) > 0,
            paid_basis=self._type("paid_basis", coder, work_type) > 0,
            explanation=Explanation.later(
                lambda: explaining.pace(
                    f"Pace, {self.work_types[work_type]}",
                    self._earned_parts(coder, work_type),
                    (
                        Part("Hours of its lines with a standard", explaining.hours(net)),
                        explaining.ratio("Pace", value, earned, net),
                    ),
                    (remark,) if hours is None else (),
                )
            ),
        )

    def standards_of(self, coder: int | None, work_type: int) -> tuple[int, ...]:
        """Return the standards that lines of a work type were read against, in order of their dates."""
        own = self._own(work_type)
        return tuple(own[_rows(self._by_standard.charts, coder)[own] > 0].tolist())

    @once
    def _own(self, work_type: int) -> Ints:
        """Return the standards of a work type."""
        return np.flatnonzero(self.standards.work_type == work_type)

    @cached_property
    def _types_of_each(self) -> dict[str, list[list[float]]]:
        """Return the same as plain numbers, which are read one by one for every coder."""
        return {kind: table.tolist() for kind, table in self._types.items()}

    def _type(self, kind: str, coder: int | None, work_type: int) -> float:
        if coder is None:
            return float(self._types[kind][:, work_type].sum())
        return self._types_of_each[kind][coder][work_type]

    def _earned_parts(self, coder: int | None, work_type: int | None) -> Iterator[Part]:
        """Show each standard's earned hours; pooled ones of a paid basis carry each coder's own utilisation."""
        charts = _rows(self._by_standard.charts, coder)
        weighted = _rows(self._by_standard.weighted, coder)
        earned = _rows(self._by_standard.earned, coder)
        for row in np.flatnonzero(charts).tolist():
            kind = int(self.standards.work_type[row])
            if work_type not in (None, kind):
                continue
            rate = float(self.standards.rate[row])
            plain = float(weighted[row]) / rate
            factor = float(earned[row]) / plain if self.standards.paid_basis[row] and plain else 1.0
            units = (float(charts[row]), float(weighted[row]))
            yield explaining.earned_part(self.work_types[kind], units, rate, factor, self.standards.stated[row])

    def _hour_parts(self, coder: int | None) -> Iterator[Part]:
        pools, show = self.pools, explaining.hours
        net, paid, gross = (_total(what, coder) for what in (pools.net, pools.paid, pools.paid_gross))
        removed, earned = _total(pools.removed, coder), _total(pools.earned, coder)
        yield Part("Earned hours in all", show(earned))
        if _total(pools.paid_days, coder):
            yield Part("Paid hours", show(paid), explaining.days(round(_total(pools.paid_days, coder))))
            yield Part("Excused other time", show(_total(pools.excused, coder)), "on days with paid hours")
            yield explaining.ratio("Utilisation", gross / paid if paid else None, gross, paid)
        of_sums = self._hours_of_sums(coder)
        if by_lines := round(_total(self._counts["by_lines"], coder)):
            rest = show(net + removed - gross - of_sums)
            yield Part("Hours of lines on days without paid hours", rest, explaining.days(by_lines))
        if of_sums and self.sums is not None:
            yield Part("Hours of months known as sums", show(of_sums), months_label(self.sums.months_of(coder)))
        if removed:
            yield Part("Hours without a standard, taken out", show(removed))
        yield Part("Productive hours", show(net))
        yield explaining.ratio("Pace", earned / net if net else None, earned, net)
        if net and self._with_sums("ramped", coder):
            expected = _total(pools.expected_hours, coder)
            yield explaining.ratio("Expected by the ramp, weighted by hours", expected / net, expected, net)
            yield explaining.ratio("Pace to the ramp", earned / expected if expected else None, earned, expected)

    def _remarks(self, coder: int | None) -> Iterator[str]:
        said = (
            ("missing", "with charts but no hours: the charts are counted, the day is outside the pace."),
            ("idle", "with paid hours and no charts entered: the hours count."),
            ("over_excused", "with more excused time than paid hours: productive hours are 0."),
            ("by_lines", "without paid hours: the hours of the lines are taken."),
            ("by_earned", "with different ramp steps and unknown line hours: weighted by earned hours ÷ ramp share."),
        )
        for kind, words in said:
            if count := round(_total(self._counts[kind], coder)):
                yield f"{explaining.days(count)} {words}"
        yield from () if self.sums is None else self.sums.remarks(coder)
        if charts := round(_total(self._of_all_types["charts_without"], coder)):
            yield f"Work without a standard: {explaining.charts(charts)}, which earn nothing."
        if lines := round(_total(self._of_all_types["without_unknown"], coder)):
            yield f"The hours of {lines} of its lines are not known, so they stay in the productive hours."
        if _total(self._of_all_types["paid_basis"], coder):
            yield "Standards on paid hours: their earned hours are multiplied by the coder’s utilisation of the period."
            if isnan(_total(self.pools.utilisation, coder)):
                yield "Where no paid hours are known, the utilisation is taken as 1."


def _total(values: Floats | Ints, coder: int | None) -> float:
    return float(values.sum() if coder is None else values[coder])


def _rows(table: Floats, coder: int | None) -> Floats:
    row: Floats = table.sum(axis=0) if coder is None else table[coder]
    return row
