"""What waited in the sample in its last year: the go-live builds a backlog up, and more work than comes in clears it.

Each week's received charts are those that lead from what waited before, over what the log says was coded, to what
waits after it: so that the tables agree with each other.
"""

from collections import defaultdict
from datetime import date, timedelta

from codedesk.exchange.sample.calendar import Calendar, dice
from codedesk.exchange.sample.slowdowns import GO_LIVE
from codedesk.exchange.sample.team import ANCILLARY, CARDIAC, CLINIC, EMERGENCY, INPATIENT, SURGERY, YLVA

Rows = list[dict[str, str]]
YEAR = 3
"""The quarter, counted back, in which the year begins."""
# Working days of coding that wait, by weeks from the go-live on; before it and after these as at their end.
_COURSE = (1.7, 2.4, 3.2, 4.1, 4.9, 5.6, 6.0, 6.1, 6.0, 5.8, 5.5, 5.1, 4.8, 4.4, 4.0, 3.6, 3.2, 2.9, 2.6, 2.3, 2.1, 1.8)
# How much of that each work type has, and dollars a chart.
_SHARES = {INPATIENT: 1.3, SURGERY: 1.1, EMERGENCY: 0.8, ANCILLARY: 0.5, CLINIC: 0.7, CARDIAC: 1.2}
_DOLLARS = {INPATIENT: 9_400, SURGERY: 3_100, EMERGENCY: 620, ANCILLARY: 140, CLINIC: 170, CARDIAC: 4_800}
_HELD = (
    (INPATIENT, "query", "Hospital medicine", 0.10),
    (INPATIENT, "document", "Hospital medicine", 0.08),
    (SURGERY, "document", "Orthopaedics", 0.07),
    (SURGERY, "query", "General surgery", 0.04),
    (EMERGENCY, "edit", "", 0.02),
)
# Days from discharge to coded with their share of the charts, while little waits.
_DAYS = ((1, 0.15), (2, 0.35), (3, 0.3), (5, 0.15), (8, 0.05))
_COST_OF_A_MONTH = 46_500
_REQUEST = (
    "A go-live comes with a backlog of a week. For the next one I ask for 60 hours of overtime in its first six weeks, "
    "and for documentation help in orthopaedics, whose missing notes hold up most charts of surgery."
)


def tables(calendar: Calendar, log: Rows) -> dict[str, Rows]:
    """Return the files of work that waits."""
    coded = _coded(calendar, log)
    waits = _backlog(calendar, coded)
    return {
        "backlog.csv": waits,
        "holds.csv": _holds(calendar, waits),
        "revenue.csv": _revenue(calendar, coded),
        "turnaround.csv": _turnaround(calendar, coded),
        "scenarios.csv": _scenarios(calendar),
        "staffing.csv": [_request(calendar)],
    }


def _fridays(calendar: Calendar) -> list[date]:
    first = calendar.at(YEAR, 1, 4)
    return [first + timedelta(7 * week) for week in range((calendar.last.end - first).days // 7 + 1)]


def _coded(calendar: Calendar, log: Rows) -> dict[tuple[str, date], int]:
    """Return the charts of each work type and week, by its Friday; the days after a Friday belong to the next one."""
    charts: dict[tuple[str, date], int] = defaultdict(int)
    first = (calendar.at(YEAR, 1) - timedelta(7)).isoformat()
    for line in log:
        if line["date"] >= first:
            day = date.fromisoformat(line["date"])
            charts[line["work_type"], day + timedelta((4 - day.weekday()) % 7)] += int(line["charts"])
    return charts


def level(calendar: Calendar, friday: date) -> float:
    """Return the working days of coding that wait at the end of a week, as the story goes."""
    week = (friday - calendar.at(*GO_LIVE)).days // 7
    return _COURSE[min(max(week, 0), len(_COURSE) - 1)] if week >= 0 else _COURSE[0]


def _backlog(calendar: Calendar, coded: dict[tuple[str, date], int]) -> Rows:
    rows: Rows = []
    for work_type, share in _SHARES.items():
        fridays = _fridays(calendar)
        a_day = sum(coded[work_type, friday] for friday in fridays) / len(fridays) / 4.9
        before: int | None = None
        draw = dice("waits", work_type)
        for friday in fridays:
            days = level(calendar, friday) * share * draw.uniform(0.9, 1.1)
            waiting = max(round(a_day * days), 0 if before is None else before - coded[work_type, friday])
            received = None if before is None else waiting - before + coded[work_type, friday]
            rows.append(
                {
                    "date": friday.isoformat(),
                    "work_type": work_type,
                    "waiting": str(waiting),
                    "received": "" if received is None else str(received),
                    "covers": "week",
                    "dollars": str(waiting * _DOLLARS[work_type]),
                    "oldest": str(round(days * 1.5) + draw.randint(2, 4)),
                }
            )
            before = waiting
    return sorted(rows, key=lambda row: row["date"])


def _holds(calendar: Calendar, waits: Rows) -> Rows:
    """Return holds.csv: shares of what waits, at the end of each week."""
    waiting = {(row["date"], row["work_type"]): int(row["waiting"]) for row in waits}
    rows: Rows = []
    for friday in _fridays(calendar):
        for work_type, reason, group, share in _HELD:
            draw = dice("held", work_type, reason, friday)
            charts = max(round(waiting[friday.isoformat(), work_type] * share * draw.uniform(0.8, 1.2)), 1)
            keys = {"date": friday.isoformat(), "work_type": work_type, "reason": reason, "provider_group": group}
            late = str(round(charts * draw.uniform(0.1, 0.3)))
            rows.append(keys | {"charts": str(charts), "late": late, "oldest": str(draw.randint(4, 12))})
    return rows


def _revenue(calendar: Calendar, coded: dict[tuple[str, date], int]) -> Rows:
    """Return revenue.csv: of each quarter of the year, what was coded in it stands for, and what the team cost."""
    rows: Rows = []
    for ago in range(YEAR, -1, -1):
        period = calendar.quarter(ago)
        dollars = sum(count * _DOLLARS[kind] for (kind, friday), count in coded.items() if friday in period)
        named = {"from": period.start.isoformat(), "to": period.end.isoformat(), "dollars": str(dollars)}
        rows.append(named | {"cost": str(3 * _COST_OF_A_MONTH)})
    return rows


def _turnaround(calendar: Calendar, coded: dict[tuple[str, date], int]) -> Rows:
    """Return turnaround.csv: the charts discharged on the Mondays of the year, by when they were coded."""
    listed, rows = calendar.last.end, []
    for work_type in (INPATIENT, SURGERY):
        for friday in _fridays(calendar):
            discharged, slower = friday - timedelta(4), level(calendar, friday) / _COURSE[0]
            count: dict[date | None, int] = defaultdict(int)
            for days, share in _DAYS:
                day = calendar.working_day(discharged + timedelta(round(days * slower)))
                count[day if day <= listed else None] += round(coded[work_type, friday] / 5 * share)
            for on, charts in count.items():
                if charts:
                    keys = {"work_type": work_type, "discharged": discharged.isoformat()}
                    keys |= {"coded": "" if on is None else on.isoformat(), "listed": listed.isoformat()}
                    rows.append(keys | {"charts": str(charts)})
    return rows


def _scenarios(calendar: Calendar) -> Rows:
    first, last = calendar.at(-1, 1), calendar.at(-1, 6, 4)
    span = {"from": first.isoformat(), "to": last.isoformat()}
    return [
        {"scenario": "Ylva away, two hours of overtime a day", "kind": "leave", "coder": YLVA} | span | {"value": "40"},
        {"scenario": "Ylva away, two hours of overtime a day", "kind": "overtime", "coder": ""}
        | span
        | {"value": "10"},
    ]


def _request(calendar: Calendar) -> dict[str, str]:
    return {"from": calendar.last.start.isoformat(), "to": calendar.last.end.isoformat(), "text": _REQUEST}
