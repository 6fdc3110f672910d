"""How long figures take against the plain SQL floor over the same rows: 20 coders × 10 years.

Run as `python -m tests.bench.bench_figures [coders] [years]`. The floor is one SQL statement that gives the pooled pace
of each coder with the standard looked up per line, plus the audit sums. Both are taken in turn, in one run.
"""

import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session

from codedesk import models
from codedesk.desk import Desk
from codedesk.periods import Period
from codedesk.services.figures.figures import team_figures
from tests.many_rows import insert_many

LAST = date(2026, 9, 30)
QUARTER = Period(date(2026, 7, 1), LAST)
ALLOWED_RATIO, ALLOWED_MORE_MS = 3, 20
FLOOR = """
WITH earned AS (
  SELECT d.coder_id, SUM(l.charts * l.weight / (
    SELECT s.pace FROM standard s
    WHERE s.work_type_id = l.work_type_id AND s.effective_from <= d.day AND s.voided = false
    ORDER BY s.effective_from DESC LIMIT 1)) AS hours
  FROM work_day d JOIN work_line l ON l.work_day_id = d.id AND l.voided = false
  WHERE d.voided = false AND d.day BETWEEN :first AND :last GROUP BY d.coder_id),
excused AS (
  SELECT d.coder_id, SUM(o.hours) AS hours
  FROM work_day d JOIN other_time o ON o.work_day_id = d.id AND o.voided = false
  JOIN other_time_category c ON c.id = o.category_id AND c.kind = 'excused'
  WHERE d.voided = false AND d.day BETWEEN :first AND :last GROUP BY d.coder_id),
paid AS (
  SELECT coder_id, SUM(paid_hours) AS hours FROM work_day
  WHERE voided = false AND day BETWEEN :first AND :last GROUP BY coder_id),
audited AS (
  SELECT a.coder_id, SUM(r.matched) AS matched, SUM(r.matched + r.revised + r.added) AS reviewed
  FROM audit a JOIN audit_record r ON r.audit_id = a.id AND r.voided = false
  WHERE a.voided = false AND a.state <> 'draft' AND a.feeds_accuracy AND a.day BETWEEN :first AND :last
  GROUP BY a.coder_id)
SELECT p.coder_id, e.hours / (p.hours - COALESCE(x.hours, 0)), u.matched * 1.0 / u.reviewed
FROM paid p LEFT JOIN earned e ON e.coder_id = p.coder_id LEFT JOIN excused x ON x.coder_id = p.coder_id
LEFT JOIN audited u ON u.coder_id = p.coder_id
"""


def fill(coders: int, years: int) -> Callable[[Session], None]:
    """Return what puts a seeded department into a new file: six work types, two lines a day, an audit a month."""

    def filling(session: Session) -> None:
        chance = random.Random(7)
        if session.get(models.Department, 1) is None:
            session.add(models.Department(id=1, created_on=LAST))
        first = date(LAST.year - years, LAST.month, LAST.day) + timedelta(1)
        _lists(session, coders, first, years)
        days = [first + timedelta(n) for n in range((LAST - first).days + 1)]
        weekdays = [day for day in days if day.weekday() < 5]
        _log(session, chance, coders, weekdays)
        _audits(session, chance, coders, weekdays[::21])
        _waits(session, chance, weekdays[-260:])

    return filling


def _waits(session: Session, chance: random.Random, weekdays: list[date]) -> None:
    rows = [
        {"day": day, "work_type_id": kind, "waiting": chance.randint(100, 300), "received": chance.randint(20, 80)}
        for day in weekdays for kind in range(1, 7)
    ]  # fmt: skip
    insert_many(session, models.Backlog, rows)


def _lists(session: Session, coders: int, first: date, years: int) -> None:
    insert_many(session, models.Coder, [{"name": f"Coder {n:03}", "started_on": first} for n in range(coders)])
    insert_many(session, models.WorkType, [{"name": f"Work type {n}", "position": n} for n in range(6)])
    standards = [
        {"work_type_id": kind + 1, "effective_from": first + timedelta(365 * year), "pace": 2.0 + kind + year / 10,
         "accuracy": 95.0}
        for kind in range(6) for year in range(years)
    ]  # fmt: skip
    insert_many(session, models.Standard, standards)
    insert_many(session, models.RampStep, [{"coder_id": 1, "from_day": LAST - timedelta(120), "pace_percent": 75.0}])
    insert_many(session, models.OtherTimeCategory, [{"name": "bench meeting", "kind": "excused"}])
    insert_many(session, models.FindingCategory, [{"name": "bench secondary", "points": 3.0}])


def _log(session: Session, chance: random.Random, coders: int, weekdays: list[date]) -> None:
    meeting = session.connection().exec_driver_sql(
        "SELECT id FROM other_time_category WHERE name = 'bench meeting'"
    ).scalar_one()  # fmt: skip
    days, lines, other = [], [], []
    for day in weekdays:
        for coder in range(1, coders + 1):
            days.append({"coder_id": coder, "day": day, "paid_hours": 8.0})
            key = len(days)
            for kind in chance.sample(range(1, 7), 2):
                lines.append({"work_day_id": key, "work_type_id": kind, "charts": chance.randint(5, 20), "hours": 3.5})
            if chance.random() < 0.25:
                other.append({"work_day_id": key, "category_id": meeting, "hours": 0.5})
    insert_many(session, models.WorkDay, days)
    insert_many(session, models.WorkLine, lines)
    insert_many(session, models.OtherTime, other)


def _audits(session: Session, chance: random.Random, coders: int, dates: list[date]) -> None:
    category = session.connection().exec_driver_sql(
        "SELECT id FROM finding_category WHERE name = 'bench secondary'"
    ).scalar_one()  # fmt: skip
    audits, records, findings = [], [], []
    for day in dates:
        for coder in range(1, coders + 1):
            audits.append({"name": f"{coder} {day}", "coder_id": coder, "work_type_id": chance.randint(1, 6),
                           "day": day, "depth": "records"})  # fmt: skip
            for number in range(10):
                revised = int(chance.random() < 0.3)
                records.append({"audit_id": len(audits), "reference": str(number), "matched": chance.randint(5, 15),
                                "revised": revised})  # fmt: skip
                if revised:
                    findings.append({"audit_id": len(audits), "record_id": len(records), "category_id": category,
                                     "outcome": chance.choice(["upheld", "withdrawn"])})  # fmt: skip
    insert_many(session, models.Audit, audits)
    insert_many(session, models.AuditRecord, records)
    insert_many(session, models.Finding, findings)


def milliseconds(what: Callable[[], Any]) -> float:
    """Time one call."""
    start = time.perf_counter()
    what()
    return (time.perf_counter() - start) * 1000


def compare(desk: Desk, floor: sqlite3.Connection, period: Period, rounds: int) -> tuple[float, float]:
    """Return the median milliseconds of the figures and of the floor, taken in turn."""
    bounds = {"first": period.start.isoformat(), "last": period.end.isoformat()}
    made = lambda: desk.read(team_figures, period, None, LAST)  # noqa: E731
    plain = lambda: floor.execute(FLOOR, bounds).fetchall()  # noqa: E731
    made(), plain()
    pairs = [(milliseconds(made), milliseconds(plain)) for _ in range(rounds)]
    figures, floors = zip(*pairs, strict=True)
    return statistics.median(figures), statistics.median(floors)


def main(coders: int = 20, years: int = 10) -> int:
    """Print both ratios; return 1 if one is over what is allowed."""
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.codedesk"
        desk = Desk.create(path, "bench", fill(coders, years))
        desk.close()
        copy = shutil.copy(path, Path(folder) / "floor.db")
        desk, floor = Desk.open(path, "bench"), sqlite3.connect(copy)
        whole = Period(date(LAST.year - years, LAST.month, LAST.day) + timedelta(1), LAST)
        lines = floor.execute("SELECT COUNT(*) FROM work_line").fetchone()[0]
        sys.stdout.write(f"{coders} coders, {years} years, {lines:,} lines\n")
        for name, period, rounds in (("one quarter", QUARTER, 15), ("all time", whole, 5)):
            figures, least = compare(desk, floor, period, rounds)
            allowed = ALLOWED_RATIO * least + ALLOWED_MORE_MS
            failed |= figures > allowed
            said = (
                f"figures {figures:.1f} ms, floor {least:.1f} ms, ratio {figures / least:.2f}, allowed {allowed:.1f} ms"
            )
            sys.stdout.write(f"{name:12} {said}\n")
        desk.close()
        floor.close()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
