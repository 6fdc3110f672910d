"""Work that waits as pictures: backlog with forecast, days of work, in and coded, FTE, holds, hours lost, turnaround.

Rows in, plain data out; nothing is drawn and no figure is made here.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from codedesk import formats
from codedesk.charts.axes import count_ticks, date_axis
from codedesk.charts.control import bands
from codedesk.charts.flow_chart import FlowChart, FlowColumn, FlowLevel, FlowLine, FlowPoint
from codedesk.charts.picture import AltTable, Band, BarChart, CountBar, DateAxis, MarkKind, ValueAxis
from codedesk.metrics.charted import EventMark, TrendPoint, WaitingTrend
from codedesk.metrics.quantities import Quantity, Unit, aligned, written
from codedesk.periods import Period
from codedesk.services.flow.rows import (
    ForecastRow,
    ForecastWeek,
    HoldupRow,
    LostHoursRow,
    StaffingRow,
    TurnaroundRow,
    TypeFlowRow,
)

MOST_LAYERS = 5
_REST = "All other"
_WEEK = timedelta(7)
_NONE = "–"
UNITS = {"charts": "charts", "h": "hours", "days": "days"}


def backlog_chart(row: TypeFlowRow, forecast: ForecastRow | None = None, events: Sequence[EventMark] = ()) -> FlowChart:
    """Draw what waited at the end of each week with its mean and limits, and eight weeks to come with their band."""
    trend, ahead = row.trend, forecast or row.forecast
    unit = UNITS[trend.unit]
    values = [point.value for point in trend.points if point.value is not None]
    first = next((n for n, point in enumerate(trend.points) if point.value is not None), 0)  # before it was nothing
    title = waiting_title(row)
    weeks = [point.week for point in trend.points[first:]] + [week.monday for week in ahead.weeks]
    limits = [point.upper for point in trend.points if point.upper is not None]
    high = max([*values, *(week.high for week in ahead.weeks), *limits], default=0.0)
    waited = FlowLine("waits", tuple(_waited(point, trend) for point in trend.points[first:]))
    expected = (FlowLine("expected", _expected(trend, ahead), "dashed"),) if ahead.weeks else ()
    lines = (waited, *_limits(trend.points[first:]), *expected)
    rest = f" · shaded: 80{formats.NO_BREAK}% of what is likely" if ahead.weeks else ""
    rest = f" · no forecast: {ahead.why_not}" if values and not ahead.weeks and ahead.why_not else rest
    x = weeks_axis(weeks)
    return FlowChart(
        title=title,
        subtitle=f"{row.name} · {unit} waiting at the end of each week{_limits_words(trend)}{rest}",
        x=x,
        y=axis_from_zero(high, unit),
        lines=lines,
        levels=_levels(trend),
        ahead=ahead.weeks[0].monday if ahead.weeks else None,
        summary=f"{row.name}: {title}.",
        table=_waiting_table(trend, ahead),
        empty="" if values else f"{_capital(row.waiting.text)}.",
        bands=bands_of(row, events, x),
    )


def bands_of(row: TypeFlowRow | None, events: Iterable[EventMark], x: DateAxis) -> tuple[Band, ...]:
    """Cut what concerns a work type, or the team (None too), to the axis."""
    alone = row is not None and row.work_type_id is not None and row.name
    return bands((event for event in events if not alone or event.scope in ("team", alone)), x)


def staffing_words(staffing: StaffingRow) -> str:
    """Say in one line whether the people are there whom the work needs."""
    gap = staffing.difference.value
    if gap is None:
        return f"FTE needed against there cannot be told: {staffing.difference.why_not or 'not known'}"
    if abs(gap) < 0.005:
        return "As many FTE are there as the work needs"
    return f"{short(abs(gap))} FTE {'more are there than' if gap > 0 else 'fewer are there than'} the work needs"


def hold_bars(rows: Sequence[HoldupRow]) -> BarChart:
    """Draw the held charts by reason, the most first, as the rows stand."""
    bars = tuple(
        CountBar(row.name, row.charts, None,
                 f"{row.name}: {formats.plural(row.charts, 'chart')}, {formats.percent(row.share)} of all held")
        for row in rows
    )  # fmt: skip
    total = sum(row.charts for row in rows)
    title = (
        f"{rows[0].name} holds {rows[0].charts} of {formats.plural(total, 'held chart')}"
        if rows
        else "No held charts are logged"
    )
    table = AltTable(
        ("Reason", "Charts", "Share", "So far", "Late", "Oldest", "A day less frees"),
        tuple(
            (row.name, str(row.charts), formats.percent(row.share), formats.percent(row.so_far), _maybe(row.late),
             _days(row.oldest), freed_words(row.freed, row.freed_hours))
            for row in rows
        ),
    )  # fmt: skip
    return _bars(title, "Charts held on the last day logged, by reason", bars, table, "No held charts are logged.")


def freed_words(charts: Quantity, hours: Quantity) -> str:
    """Say what a day less would free: "12 charts = 6 h"."""
    if charts.value is None:
        return charts.text
    return aligned(charts) if hours.value is None else f"{aligned(charts)} = {aligned(hours)}"


def lost_chart(rows: Sequence[LostHoursRow]) -> FlowChart:
    """Stack the paid hours that were not coding, week by week; the smallest categories as one."""
    ordered = sorted(rows, key=lambda row: -(row.hours.value or 0.0))
    most = len(ordered) if len(ordered) <= MOST_LAYERS else MOST_LAYERS - 1
    layers = (*(row.category for row in ordered[:most]), *((_REST,) if ordered[most:] else ()))
    hours = [dict(row.weeks) for row in ordered]
    columns = tuple(
        _lost_column(monday, hours, most, layers) for monday in sorted({day for each in hours for day in each})
    )
    total = sum(row.hours.value or 0.0 for row in rows)
    title = "No other time is logged"
    if ordered:
        title = f"{_capital(ordered[0].category)} took most of the {written(total, 'h')} that were not coding"
    cells = tuple(
        (formats.day(column.day), *(short(part) for part in column.parts), short(sum(column.parts)))
        for column in columns
    )
    return FlowChart(
        title=title,
        subtitle="Paid hours that are not coding, a week, all coders together",
        x=weeks_axis([column.day for column in columns]),
        y=axis_from_zero(max((sum(column.parts) for column in columns), default=0.0), "hours"),
        lines=(),
        layers=layers,
        columns=columns,
        summary=f"{title}.",
        table=AltTable(("Week of", *layers, "Together"), cells),
        empty="" if columns and total else "No other time is logged in this period: it is entered in Today.",
    )


def _lost_column(monday: date, hours: Sequence[dict[date, float]], most: int, layers: Sequence[str]) -> FlowColumn:
    found = [each.get(monday, 0.0) for each in hours]
    parts = (*found[:most], *((sum(found[most:]),) if found[most:] else ()))
    told = ", ".join(f"{name} {written(part, 'h')}" for name, part in zip(layers, parts, strict=True) if part)
    return FlowColumn(monday, parts, f"Week of {formats.day(monday)}: {told or 'none'}.")


def turnaround_chart(rows: Iterable[TurnaroundRow], name: str, of: str) -> FlowChart:
    """Draw median and 90th percentile of the days to coded, week by week, of one work type or all."""
    weeks = sorted((row for row in rows if row.week is not None), key=lambda row: row.week or date.min)
    medians = FlowLine("median", tuple(_turned(row, row.median, told=True) for row in weeks))
    highest = FlowLine("90th percentile", tuple(_turned(row, row.p90) for row in weeks), "dotted")
    known = [value for row in weeks for value in (row.median.value, row.p90.value) if value is not None]
    last = next((row for row in reversed(weeks) if row.median.value is not None), None)
    title = (
        f"Half of the charts of the last week took {last.median.text} or less" if last else "No week has a median yet"
    )
    since = "discharge" if of == "discharge" else "available to code"
    return FlowChart(
        title=title,
        subtitle=f"{name} · days from {since} to coded, by the week; charts still waiting count as waiting",
        x=weeks_axis([row.week for row in weeks if row.week is not None]),
        y=axis_from_zero(max(known, default=0.0), "days"),
        lines=(medians, highest),
        summary=f"{name}: {title}.",
        table=AltTable(
            ("Week of", "Charts", "Still waiting", "Median", "90th percentile"),
            tuple(
                (formats.day(row.week), str(row.n), str(row.waiting), row.median.text, row.p90.text) for row in weeks
            ),
        ),
        empty="" if known else "No list with days of discharge, or of availability, is known in this time.",
    )


def _turned(row: TurnaroundRow, value: Quantity, *, told: bool = False) -> FlowPoint:
    words = ""
    if told and row.week is not None:
        words = (
            f"Week of {formats.day(row.week)}: median {row.median.text}, 90th percentile {row.p90.text}; "
            f"{formats.plural(row.n, 'chart')}, {row.waiting} of them still waiting."
        )
    return FlowPoint(row.week or date.min, value.value, "common", words=words)


def _bars(
    title: str, subtitle: str, bars: tuple[CountBar, ...], table: AltTable, empty: str = "Nothing of it is known yet."
) -> BarChart:
    high, ticks = count_ticks(max((bar.value for bar in bars), default=1) or 1)
    return BarChart(title, subtitle, bars, high, ticks, "", f"{title}.", table, "" if bars else empty)


def _waited(point: TrendPoint, trend: WaitingTrend) -> FlowPoint:
    mark: MarkKind = "common"
    if point.signal is not None and point.value is not None:
        above = point.centre is None or point.value > point.centre
        mark = "concern" if above else "improvement"
    said = "not logged" if point.value is None else written(point.value, trend.unit)
    marked = f" ({_SIGNALS[point.signal]})" if point.signal else ""
    return FlowPoint(point.week, point.value, mark, words=f"Week of {formats.day(point.week)}: {said}{marked}.")


_SIGNALS = {
    "outside": "outside its limits",
    "run": "seven on one side of what the week before made likely",
    "trend": "seven rising or falling",
    "two_of_three": "two of three far from what the week before made likely",
}


def trend_words(trend: WaitingTrend) -> str:
    """Say in a few words what the weeks of a backlog tell."""
    known = [point for point in trend.points if point.value is not None]
    if not known:
        return "not logged"
    if trend.centre is None or trend.upper is None:
        return f"{formats.plural(len(known), 'week')} so far"
    last = known[-1]
    if last.signal is None:
        return "within its limits"
    over = last.value is not None and (last.centre is None or last.value > last.centre)
    words = {
        "outside": f"{'over' if over else 'under'} its limits",
        "run": f"{'more' if over else 'less'} than likely",
        "trend": f"{'rising' if over else 'falling'} seven weeks",
        "two_of_three": f"much {'more' if over else 'less'} than likely",
    }
    return words[last.signal]


def _expected(trend: WaitingTrend, ahead: ForecastRow) -> tuple[FlowPoint, ...]:
    """Begin where the weeks that have been end, so that line and band grow out of them."""
    last = next((point for point in reversed(trend.points) if point.value is not None), None)
    start = () if last is None else (FlowPoint(last.week, last.value, None, last.value, last.value),)
    return (*start, *(FlowPoint(week.monday, week.expected, None, week.low, week.high, _ahead_words(week, ahead.unit))
                      for week in ahead.weeks))  # fmt: skip


def _ahead_words(week: ForecastWeek, unit: Unit) -> str:
    return (
        f"Week of {formats.day(week.monday)}: {written(week.expected, unit)} expected, {short(week.low)} to "
        f"{short(week.high)} likely; {formats.plural(week.working_days, 'working day')}, "
        f"{written(week.hours_there, 'h')} there."
    )


def _levels(trend: WaitingTrend) -> tuple[FlowLevel, ...]:
    if trend.centre is None or not trend.points:
        return ()
    return (FlowLevel("mean", f"mean {short(trend.centre)}", trend.centre, trend.points[-1].week),)


def _limits(points: Sequence[TrendPoint]) -> tuple[FlowLine, ...]:
    """Draw the limits that each week is read against, where there are any."""
    made = []
    for which in ("upper", "lower"):
        ends = [FlowPoint(point.week, getattr(point, which)) for point in points]
        if any(end.value for end in ends):
            made.append(FlowLine("limit", tuple(ends), "dotted"))
    return tuple(made)


def _limits_words(trend: WaitingTrend) -> str:
    if trend.upper is None:
        return " · limits come with twelve weeks"
    return f" · limits of {formats.plural(trend.limits_from or 0, 'week')}"


def waiting_title(row: TypeFlowRow) -> str:
    """Say what waits, in days of work too, and when it is cleared."""
    if row.waiting.value is None:
        return "What waits is not known"
    days = f", {row.days.text} of work" if row.days.value is not None else ""
    return f"{row.waiting.text} wait{'s' if row.waiting.text.startswith('1 ') else ''}{days}; {_clearing(row)}"


def _clearing(row: TypeFlowRow) -> str:
    if row.to_clear.value is None:
        return f"to clear: {row.to_clear.text}"
    return f"cleared in {row.to_clear.text}"


def _waiting_table(trend: WaitingTrend, ahead: ForecastRow) -> AltTable:
    past = tuple(
        (
            formats.day(point.week),
            _NONE if point.value is None else short(point.value),
            _SIGNALS[point.signal] if point.signal else "",
            "",
            "",
        )
        for point in trend.points
    )
    future = tuple(
        (
            formats.day(week.monday),
            short(week.expected),
            "expected",
            f"{short(week.low)} to {short(week.high)}",
            written(week.hours_there, "h"),
        )
        for week in ahead.weeks
    )
    heads = ("Week of", UNITS[trend.unit].capitalize(), "Remark", f"80{formats.NO_BREAK}% likely", "Hours there")
    return AltTable(heads, (*past, *future))


def weeks_axis(weeks: Sequence[date]) -> DateAxis:
    """Hold these weeks; one that stands alone has room too."""
    first, last = min(weeks, default=date(2000, 1, 3)), max(weeks, default=date(2000, 1, 3))
    return date_axis(Period(first, last + _WEEK))


def axis_from_zero(high: float, unit: str) -> ValueAxis:
    """Hold everything up to a value, from 0 on."""
    top, ticks = count_ticks(high or 1)
    return ValueAxis(0.0, float(top), ticks, unit)


def short(value: float) -> str:
    """Write a number as a picture has it: with one decimal from 10 on, else with two."""
    return formats.number(value, 1 if abs(value) >= 10 else 2)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _maybe(value: int | None) -> str:
    return _NONE if value is None else formats.count(value)


def _days(value: int | None) -> str:
    return _NONE if value is None else formats.plural(value, "day")
