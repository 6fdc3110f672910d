"""A small department for the tests of figures, built row by row in a real file, in the manager's words."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlmodel import Session

from codedesk import models
from codedesk.exchange.figures_json import figures_document
from codedesk.metrics.figures import Block, TeamFigures
from codedesk.periods import Period
from codedesk.services.department.starters import role_of
from codedesk.services.figures.figures import team_figures

LONG_AGO = date(2020, 1, 1)
WEEK = Period(date(2026, 7, 6), date(2026, 7, 10))
MONDAY = WEEK.start
QUARTER = Period(date(2026, 7, 1), date(2026, 9, 30))


@dataclass
class SmallDepartment:
    """An open session on a department, with short words for putting things into it. Names stand for rows."""

    session: Session
    ids: dict[str, int]

    def add(self, row: Any) -> int:
        self.session.add(row)
        self.session.flush()
        return row.key

    def coder(self, name: str, **more: Any) -> int:
        more = {"started_on": LONG_AGO, **more}
        self.ids[name] = self.add(models.Coder(name=name, **more))
        return self.ids[name]

    def work_type(self, name: str, **more: Any) -> int:
        self.ids[name] = self.add(models.WorkType(name=name, position=len(self.ids), **more))
        return self.ids[name]

    def standard(self, work_type: str, pace: float, since: date = LONG_AGO, **more: Any) -> int:
        if work_type not in self.ids:
            self.work_type(work_type)
        more = {"accuracy": 95.0, **more}
        return self.add(models.Standard(work_type_id=self.ids[work_type], effective_from=since, pace=pace, **more))

    def ramp(self, coder: str, percent: float, since: date, work_type: str | None = None, **more: Any) -> int:
        kind = None if work_type is None else self.ids[work_type]
        return self.add(
            models.RampStep(coder_id=self.ids[coder], work_type_id=kind, from_day=since, pace_percent=percent, **more)
        )

    def day(
        self,
        coder: str,
        day: date,
        paid: float | None = None,
        lines: dict[str, Any] | None = None,
        other: dict[str, float] | None = None,
    ) -> int:
        """Log a day. lines: charts, or (charts, hours), or (charts, hours, weight), by work type."""
        key = self.add(models.WorkDay(coder_id=self.ids[coder], day=day, paid_hours=paid))
        for work_type, said in (lines or {}).items():
            charts, hours, weight = (*(said if isinstance(said, tuple) else (said,)), None, None)[:3]
            self.add(
                models.WorkLine(
                    work_day_id=key,
                    work_type_id=self.ids[work_type],
                    charts=charts,
                    hours=hours,
                    weight=1.0 if weight is None else weight,
                )
            )
        for category, spent in (other or {}).items():
            self.add(models.OtherTime(work_day_id=key, category_id=self.ids[category], hours=spent))
        return key

    def audit(self, coder: str, name: str, day: date, work_type: str | None = None, **more: Any) -> int:
        kind = None if work_type is None else self.ids[work_type]
        return self.add(models.Audit(name=name, coder_id=self.ids[coder], work_type_id=kind, day=day, **more))

    def record(self, audit: int, reference: str, counts: tuple[int, int, int, int], **more: Any) -> int:
        matched, revised, added, deleted = counts
        return self.add(
            models.AuditRecord(
                audit_id=audit,
                reference=reference,
                matched=matched,
                revised=revised,
                added=added,
                deleted=deleted,
                **more,
            )
        )

    def category(self, name: str, points: float = 0.0, **more: Any) -> int:
        self.ids[name] = self.add(models.FindingCategory(name=name, points=points, **({"role": role_of(name)} | more)))
        return self.ids[name]

    def finding(self, audit: int, category: str, change: str, record: int | None = None, **more: Any) -> int:
        return self.add(
            models.Finding(audit_id=audit, record_id=record, category_id=self.ids[category], change=change, **more)
        )

    def event(self, day: date, text: str, **more: Any) -> int:
        return self.add(models.Event(from_day=day, text=text, **more))

    def rework(self, coder: str, day: date, work_type: str, charts: int, **more: Any) -> int:
        whose = self.ids[coder] if coder else None
        return self.add(models.Rework(coder_id=whose, day=day, work_type_id=self.ids[work_type], charts=charts, **more))

    def figures(self, period: Period, today: date = date(2030, 1, 1)) -> TeamFigures:
        return team_figures(self.session, period, today=today)

    def block(self, coder: str, period: Period, today: date = date(2030, 1, 1)) -> Block:
        return next(block for block in self.figures(period, today).coders if block.coder == coder)

    def document(self, period: Period) -> dict[str, Any]:
        return figures_document(self.figures(period))


@cache
def _empty_file() -> bytes:
    """The tables of a department, made once for all tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        engine = create_engine(f"sqlite:///{path}")
        models.metadata().create_all(engine)
        engine.dispose()
        return path.read_bytes()


def engine_at(path: Path) -> Engine:
    """Put the tables of a department into a new file."""
    path.write_bytes(_empty_file())
    return create_engine(f"sqlite:///{path}")


def fill_lists(department: SmallDepartment, **more: Any) -> SmallDepartment:
    """Put in the department's own row and other-time categories: meeting, downtime, e-mail, holiday."""
    department.session.add(models.Department(id=1, created_on=LONG_AGO, **more))
    for name, kind in (("meeting", "excused"), ("downtime", "excused"), ("e-mail", "counted"), ("holiday", "absence")):
        department.ids[name] = department.add(models.OtherTimeCategory(name=name, kind=kind))
    return department
