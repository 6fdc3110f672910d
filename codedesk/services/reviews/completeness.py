"""What the days of a review add up to: how complete they are, what stands outside the pace, the hours behind it.

Figures come from the figures service; here the log is counted beside them, so that a page can be recomputed by hand.
"""

from collections import Counter
from datetime import date

from codedesk.metrics.figures import Block, Pace
from codedesk.metrics.rates import rate
from codedesk.models import Standard
from codedesk.models.standards import Basis
from codedesk.services.days.checks import HIGH_PACE, LOW_PACE
from codedesk.services.reviews.inputs import CoderInputs, DayInput, Inputs
from codedesk.services.reviews.rows import CompletenessRow, HoursBalanceRow, HoursRow, UnlikelyDayRow


def completeness(made: Inputs, given: CoderInputs, block: Block) -> CompletenessRow:
    """Return how complete the log is, with the charts that stand outside the pace by work type."""
    pace = block.paired.pace
    return CompletenessRow(
        days_entered=pace.days_entered,
        days_due=pace.days_due,
        gaps=block.due_gaps,
        days_hours_missing=pace.days_hours_missing,
        charts_without_standard=pace.charts_without_standard,
        hours_without_standard=pace.hours_without_standard,
        unlikely=tuple(_unlikely(made, given)),
        charts_hours_missing=_hours_missing(made, given),
        summed=pace.summed,
    )


def _hours_missing(made: Inputs, given: CoderInputs) -> tuple[tuple[str, int], ...]:
    """Count the charts by work type of days without paid hours on which a line's hours are not known either."""
    found: Counter[int] = Counter()
    for day in given.days:
        entered = [(work_type, charts, hours) for work_type, charts, hours, _ in day.lines if charts is not None]
        if day.paid is None and any(hours is None for _, _, hours in entered):
            for work_type, charts, _ in entered:
                found[work_type] += charts
    return tuple((made.work_types[key][0], charts) for key, charts in sorted(found.items()) if charts)


def _unlikely(made: Inputs, given: CoderInputs) -> list[UnlikelyDayRow]:
    found = []
    for day in given.days:
        productive = _productive(made, day)
        earned = _earned(made, day, productive)
        share = _ramp_share(given, day.day)
        if productive and earned and not share * LOW_PACE <= earned / productive <= HIGH_PACE:
            found.append(UnlikelyDayRow(day.day, earned, productive))
    return found


def _productive(made: Inputs, day: DayInput) -> float:
    if day.paid is not None:
        return max(0.0, day.paid - _excused(made, day))
    entered = [hours for _, charts, hours, _ in day.lines if charts is not None]
    return sum(hours for hours in entered if hours is not None) if None not in entered else 0.0


def _excused(made: Inputs, day: DayInput) -> float:
    return sum(hours for category, hours in day.times if made.categories[category][1].leaves_the_hours)


def _earned(made: Inputs, day: DayInput, productive: float) -> float | None:
    """Return the earned hours of a day; None where a part of its work has no standard."""
    total = 0.0
    for work_type, charts, _, weight in day.lines:
        if not charts:
            continue
        standard = _in_force(made.standards, work_type, day.day)
        if standard is None:
            return None
        hours = (
            charts * weight / rate(standard.pace, standard.pace_unit, standard.hours_per_day, standard.units_per_chart)
        )
        total += hours * (productive / day.paid if standard.basis == Basis.PAID and day.paid else 1.0)
    return total


def _in_force(standards: list[Standard], work_type: int, day: date) -> Standard | None:
    dated = [row for row in standards if row.work_type_id == work_type and row.effective_from <= day]
    return dated[-1] if dated else None


def _ramp_share(given: CoderInputs, day: date) -> float:
    shares: list[float] = [pace_percent / 100 for _, from_day, pace_percent, _ in given.ramps if from_day <= day]
    return min(1.0, *shares[-1:], 1.0)


def balance(made: Inputs, given: CoderInputs, pace: Pace) -> HoursBalanceRow:
    """Return the sum that leads from paid to productive hours, by category."""
    paid_days = [day for day in given.days if day.paid is not None]
    paid = sum(day.paid or 0.0 for day in paid_days)
    excused, counted, absence = other_time(made, given)
    beyond = sum(max(0.0, _excused(made, day) - (day.paid or 0.0)) for day in paid_days)
    return HoursBalanceRow(
        paid_hours=paid,
        line_hours=sum(_productive(made, day) for day in given.days if day.paid is None),
        excused=excused,
        beyond_paid=beyond,
        counted=counted,
        absence=absence,
        without_standard=pace.hours_without_standard,
        productive_hours=pace.productive_hours,
        of_sums=pace.summed_hours,
    )


def other_time(made: Inputs, given: CoderInputs) -> tuple[tuple[HoursRow, ...], ...]:
    """Sum other time by category: what leaves the hours, what stays in them, what is not paid.

    Excused time counts only on days whose paid hours are known: of a day without them it lies outside the hours of its
    lines, so nothing is taken out for it.
    """
    sums: Counter[int] = Counter()
    for day in given.days:
        for category, hours in day.times:
            if not made.categories[category][1].leaves_the_hours or day.paid is not None:
                sums[category] += hours  # type: ignore[assignment]
    ordered = sorted(sums, key=lambda key: (made.categories[key][2], made.categories[key][0], key))
    found = [HoursRow(made.categories[key][0], made.categories[key][1], sums[key]) for key in ordered]
    return (
        tuple(row for row in found if row.kind.leaves_the_hours),
        tuple(row for row in found if row.kind.paid and not row.kind.leaves_the_hours),
        tuple(row for row in found if not row.kind.paid),
    )
