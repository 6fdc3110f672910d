"""Work that waits as plain data for JSON: the key `capacity` that `figures --json` promises to keep.

A number is an object of its value at full precision, its unit, why it is None where it cannot be had, and how it is
made: the formula, its steps in order, and remarks that bound it.
"""

from collections.abc import Iterable
from typing import Any

from codedesk.metrics.charted import EventMark, WaitingTrend
from codedesk.metrics.figures import Accuracy, Explanation, Part
from codedesk.metrics.quantities import Quantity
from codedesk.services.flow.rows import (
    FlowRow,
    ForecastRow,
    GroupRow,
    HoldupRow,
    LostHoursRow,
    ReworkLineRow,
    ReworkTableRow,
    StaffingRow,
    StaffingWeeks,
    TurnaroundRow,
    TypeFlowRow,
    TypeWeeks,
)

Document = dict[str, Any]
_OF_TYPES = ("waiting", "hours", "days", "to_clear", "inflow", "coded", "capacity", "oldest", "dollars")
_OF_STAFFING = (
    *("needed", "there", "difference", "at_standard", "at_actual_pace", "one_fte", "utilisation", "overtime"),
)
_OF_REWORK = ("charts", "coder", "documentation", "system", "payer", "overturned", "denials", "coded")


def flow_document(row: FlowRow) -> Document:
    """Return what a period says of work that waits as dictionaries, lists, numbers, text and None."""
    return {
        "as_of": None if row.as_of is None else row.as_of.isoformat(),
        "days_logged": row.days_logged[0],
        "working_days": row.days_logged[1],
        "work_types": [_type(each) for each in row.types],
        "team": _type(row.team),
        "staffing": _staffing(row.staffing),
        "rework": _rework(row.rework),
        "holdups": [_holdup(each) for each in row.holdups],
        "provider_groups": [_group(each) for each in row.groups],
        "hours_not_coding": [_lost(each) for each in row.hours_lost],
        "turnaround": [_turnaround(each) for each in row.turnaround],
        "dnfb_days": _number(row.dnfb),
        "unit_cost": _number(row.unit_cost),
        "events": [_event(each) for each in row.events],
    }


def _number(of: Quantity) -> Document:
    return {"value": of.value, "unit": of.unit, "why_not": of.why_not or None} | _made(of.explanation)


def _made(of: Explanation) -> Document:
    return {"formula": of.formula, "steps": _steps(of.parts), "remarks": list(of.remarks)}


def _steps(parts: Iterable[Part]) -> list[Document]:
    return [{"name": each.name, "value": each.value, "source": each.source} for each in parts]


def _type(row: TypeFlowRow) -> Document:
    numbers = {name: _number(getattr(row, name)) for name in _OF_TYPES}
    name = {} if row.work_type_id is None else {"work_type": row.name}
    weeks = _weeks(row.weeks, "came", "coded", "capacity", "days")
    return name | numbers | {"trend": _trend(row.trend), "forecast": _forecast(row.forecast), "weeks": weeks}


def _weeks(of: TypeWeeks | StaffingWeeks, *names: str) -> list[Document]:
    columns = [getattr(of, name) for name in names]
    return [
        {"week": week.isoformat(), **dict(zip(names, values, strict=True))}
        for week, *values in zip(of.mondays, *columns, strict=True)
    ]


def _event(event: EventMark) -> Document:
    last = None if event.to_day is None else event.to_day.isoformat()
    return {
        "from": event.from_day.isoformat(),
        "to": last,
        "kind": event.kind,
        "text": event.text,
        "scope": event.scope,
    }


def _trend(trend: WaitingTrend) -> Document:
    read = ("value", "signal", "centre", "lower", "upper")
    points = [{"week": each.week.isoformat()} | {name: getattr(each, name) for name in read} for each in trend.points]
    limits = {name: getattr(trend, name) for name in ("unit", "centre", "lower", "upper", "limits_from", "alike")}
    return {"points": points, **limits}


def _forecast(row: ForecastRow) -> Document:
    names = ("expected", "low", "high", "working_days", "hours_there")
    weeks = [{"week": each.monday.isoformat()} | {name: getattr(each, name) for name in names} for each in row.weeks]
    return {"unit": row.unit, "weeks": weeks, "why_not": row.why_not or None} | _made(row.explanation)


def _staffing(row: StaffingRow) -> Document:
    numbers = {name: _number(getattr(row, name)) for name in _OF_STAFFING}
    return numbers | {"steps": _steps(row.steps), "weeks": _weeks(row.weeks, "needed", "there")}


def _rework(row: ReworkTableRow) -> Document:
    return {
        "all": _line(row.total),
        "denied_dollars": _number(row.denied_dollars),
        "days_to_resolve": _number(row.days_to_resolve),
        "open": row.open,
        "coders": [_line(each) | {"accuracy": _accuracy(each)} for each in row.by_coder],
        "work_types": [_line(each) for each in row.by_type],
        "causes": [_line(each) for each in row.by_cause],
        "sources": [_line(each) for each in row.by_source],
    }


def _line(row: ReworkLineRow) -> Document:
    shares = {"share": row.share, "denial_share": row.denial_share}
    money = {"at_stake": row.at_stake, "recovered": row.recovered}
    numbers = {name: _number(each) for name, each in (shares | money).items()}
    return {"name": row.name, **{name: getattr(row, name) for name in _OF_REWORK}, **numbers}


def _accuracy(row: ReworkLineRow) -> Document | None:
    if not isinstance(row.accuracy, Accuracy):
        return None
    return {name: getattr(row.accuracy, name) for name in ("value", "low", "high", "records", "method")}


def _holdup(row: HoldupRow) -> Document:
    plain = {name: getattr(row, name) for name in ("reason", "charts", "late", "oldest", "share", "so_far")}
    return plain | {name: _number(getattr(row, name)) for name in ("hours", "freed", "freed_hours")}


def _group(row: GroupRow) -> Document:
    plain = {name: getattr(row, name) for name in ("group", "charts", "late", "oldest")}
    return plain | {"late_share": _number(row.late_share)}


def _lost(row: LostHoursRow) -> Document:
    weeks = [{"week": week.isoformat(), "hours": hours} for week, hours in row.weeks]
    numbers = {name: _number(getattr(row, name)) for name in ("hours", "freed", "freed_hours")}
    return {"category": row.category, "weeks": weeks, **numbers}


def _turnaround(row: TurnaroundRow) -> Document:
    week = None if row.week is None else row.week.isoformat()
    plain = {"work_type": row.work_type, "week": week, "from": row.of, "charts": row.n, "waiting": row.waiting}
    return plain | {"median": _number(row.median), "p90": _number(row.p90)}
