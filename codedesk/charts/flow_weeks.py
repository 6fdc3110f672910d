"""Came in and coded, days of work, FTE needed and there: week by week on one axis, with what happened meanwhile.

Rows in, plain data out; nothing is drawn and no figure is made here.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from codedesk import formats
from codedesk.charts.flow_chart import FlowChart, FlowLine, FlowPoint
from codedesk.charts.flows import UNITS, axis_from_zero, bands_of, short, staffing_words, waiting_title, weeks_axis
from codedesk.charts.picture import AltTable
from codedesk.metrics.charted import EventMark
from codedesk.metrics.quantities import Unit, written
from codedesk.services.flow.rows import StaffingRow, TypeFlowRow, Weekly

_NONE = "–"
Named = tuple[str, Weekly]


def rates_chart(row: TypeFlowRow, events: Sequence[EventMark] = ()) -> FlowChart:
    """Draw what came in, was coded and could be coded on a working day of each week."""
    weeks, unit = row.weeks, UNITS[row.trend.unit]
    named = (("came in", weeks.came), ("coded", weeks.coded), ("could be coded", weeks.capacity))
    shown = _begun(weeks.mondays, weeks.came, weeks.coded)
    return _chart(
        row, f"{_rates_title(row)}{_more_came(row)}", f"{row.name} · {unit} a working day, by the week",
        weeks.mondays[shown:], [(name, values[shown:]) for name, values in named], row.trend.unit, events,
        "What came in and what was coded is not logged in this time.",
    )  # fmt: skip


def days_chart(row: TypeFlowRow, events: Sequence[EventMark] = ()) -> FlowChart:
    """Draw the days of work that waited at the end of each week, at what could be coded in that week."""
    weeks = row.weeks
    shown = _begun(weeks.mondays, weeks.days)
    days = weeks.days[shown:]
    known = [(value, week) for value, week in zip(days, weeks.mondays[shown:], strict=True) if value is not None]
    most = max(known, default=None)
    title = waiting_title(row)
    if most is not None and len(known) > 1:
        title = f"{title}; the most, {written(most[0], 'days')}, in the week of {formats.day(most[1])}"
    return _chart(
        row, title, f"{row.name} · days of work that waited at the end of each week, at what could be coded in it",
        weeks.mondays[shown:], [("days of work", days)], "days", events, "How many days of work wait is not known.",
    )  # fmt: skip


def fte_chart(staffing: StaffingRow, events: Sequence[EventMark] = ()) -> FlowChart:
    """Draw the FTE that the work of each week needed at the standards, and those that were there."""
    weeks = staffing.weeks
    shown = _begun(weeks.mondays, weeks.needed)
    named = [("needed", weeks.needed[shown:]), ("there", weeks.there[shown:])]
    pairs = [(one, two) for one, two in zip(named[0][1], named[1][1], strict=True) if one is not None is not two]
    short_of = sum(1 for needed, there in pairs if needed is not None and there is not None and there < needed)
    title = staffing_words(staffing)
    if len(pairs) > 1:
        title = f"{title}; too few were there in {short_of} of {formats.plural(len(pairs), 'week')}"
    actual = staffing.at_actual_pace
    late = "" if actual.value is None else f" · at the pace of late {actual.text} are needed"
    return _chart(
        None, title, f"Team · full-time equivalents (FTE), by the week{late}",
        weeks.mondays[shown:], named, "FTE", events, "How many FTE the work of a week needed is not known.",
    )  # fmt: skip


def _chart(
    row: TypeFlowRow | None,
    title: str,
    subtitle: str,
    mondays: Sequence[date],
    named: Sequence[Named],
    unit: Unit,
    events: Iterable[EventMark],
    empty: str,
) -> FlowChart:
    """Put lines over the same weeks; each week is told once, by the first line that has it."""
    known = [value for _, values in named for value in values if value is not None]
    x, said = weeks_axis(mondays), UNITS.get(unit, unit)
    return FlowChart(
        title=title,
        subtitle=subtitle,
        x=x,
        y=axis_from_zero(max(known, default=0.0), said),
        lines=_lines(mondays, named, unit),
        summary=f"{'Team' if row is None else row.name}: {title}.",
        table=AltTable(
            ("Week of", *(name.capitalize() for name, _ in named)),
            tuple(
                (formats.day(week), *(_NONE if value is None else short(value) for value in values))
                for week, *values in zip(mondays, *(values for _, values in named), strict=True)
            ),
        ),
        empty="" if known else empty,
        bands=bands_of(row, events, x),
    )


def _lines(mondays: Sequence[date], named: Sequence[Named], unit: Unit) -> tuple[FlowLine, ...]:
    """Measured lines carry marks, filled and hollow; what could have been, and who was there, is planned: dashed."""
    told: set[date] = set()
    made = []
    for number, (name, values) in enumerate(named):
        planned = number == len(named) - 1 and number > 0
        points = []
        for place, (week, value) in enumerate(zip(mondays, values, strict=True)):
            words = "" if value is None or week in told else _words(week, [(n, v[place]) for n, v in named], unit)
            told |= {week} if words else set()
            points.append(FlowPoint(week, value, None if planned else "common", words=words))
        made.append(FlowLine(name, tuple(points), "dashed" if planned else "dotted" if number else "solid"))
    return tuple(made)


def _words(week: date, values: Iterable[tuple[str, float | None]], unit: Unit) -> str:
    told = ", ".join(f"{name} {'not known' if value is None else written(value, unit)}" for name, value in values)
    return f"Week of {formats.day(week)}: {told}."


def _begun(mondays: Sequence[date], *columns: Weekly) -> int:
    """Return the place of the first week of which one of the columns says more than nothing."""
    return next((place for place in range(len(mondays)) if any(values[place] for values in columns)), len(mondays))


def _rates_title(row: TypeFlowRow) -> str:
    came, coded = row.inflow.value, row.coded.value
    if came is None or coded is None:
        return "What comes in is not logged" if came is None else "What is coded is not known"
    if abs(came - coded) < 0.005:
        return "As much is coded as comes in"
    return f"{'More' if came > coded else 'Less'} comes in than is coded ({short(came)} against {short(coded)})"


def _more_came(row: TypeFlowRow) -> str:
    """Say in how many of the weeks shown more came in, where there are some."""
    both = [(came, coded) for came, coded in zip(row.weeks.came, row.weeks.coded, strict=True)
            if came is not None and coded is not None]  # fmt: skip
    more = sum(1 for came, coded in both if came > coded)
    return f"; in {more} of {formats.plural(len(both), 'week')} more came in" if len(both) > 1 else ""
