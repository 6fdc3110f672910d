"""Random sequences of changes as a manager makes them, through the services, and everything that a department holds."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlmodel import Session, col, select

from codedesk import models
from codedesk.exchange.csv_reading import read_text
from codedesk.models import Row
from codedesk.models.audits import AuditDraft, FindingDraft, RecordDraft
from codedesk.models.coders import CoderDraft, RampStepDraft
from codedesk.models.events import EventDraft, NoteDraft
from codedesk.models.standards import StandardDraft
from codedesk.models.work_days import OtherTimeCategoryDraft
from codedesk.models.work_types import WorkTypeDraft
from codedesk.services.audits.audits import as_new, open_audit, save_audit, void_audit
from codedesk.services.days.changes import copy_last_week, day_off, set_cells
from codedesk.services.days.drafts import CellDraft, CellPlace
from codedesk.services.days.finishing import finish_day, reopen_day
from codedesk.services.department import other_time
from codedesk.services.department.events_and_notes import EVENTS, NOTES
from codedesk.services.files import importing
from codedesk.services.files.plans import ImportDraft
from codedesk.services.files.sheets import LOG, TIME
from codedesk.services.people import coders as people
from codedesk.services.standards import standards, work_types

TEXTS = ("CCS", "E&M", "=1+1", "<coder>", "陳", "two\nlines", "Null", "😀", "")
OPENING = date(2026, 6, 29)
Change = Callable[[Session, random.Random], object]


def dump(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every live row of every table but the history's own."""
    driver: Any = session.connection().connection.driver_connection
    query = "SELECT * FROM {} WHERE voided = false ORDER BY id"
    return {name: driver.execute(query.format(name)).fetchall() for name in _tables()}


@cache
def _tables() -> tuple[str, ...]:
    return tuple(table.name for table in models.metadata().sorted_tables if "voided" in table.c)


def change(session: Session, chance: random.Random) -> None:
    """Change something, as a manager might. Refused where it cannot be."""
    chance.choice(CHANGES)(session, chance)


def _any(session: Session, chance: random.Random, table: type[Row]) -> int:
    """Return the number of a live row, 0 if there is none."""
    numbers = list(session.exec(select(table.id).where(col(table.voided).is_(False)).order_by(col(table.id))))
    return chance.choice(numbers or [0]) or 0


def _day(chance: random.Random) -> date:
    return OPENING + timedelta(chance.randrange(14))


def _place(session: Session, chance: random.Random) -> CellPlace:
    coder, day = _any(session, chance, models.Coder), _day(chance)
    field = chance.choice(["paid_hours", "day_note", "charts", "charts", "hours", "weight", "note", "other_hours"])
    kind = _any(session, chance, models.WorkType) if field in ("charts", "hours", "weight", "note") else None
    category = _any(session, chance, models.OtherTimeCategory) if field == "other_hours" else None
    return CellPlace(coder, day, field, kind, category)  # type: ignore[arg-type]


def _draft(session: Session, chance: random.Random) -> CellDraft:
    place = _place(session, chance)
    if chance.random() < 0.25:
        return CellDraft(place, None)
    if place.field in ("note", "day_note"):
        return CellDraft(place, chance.choice(TEXTS))
    if place.field == "charts":
        return CellDraft(place, chance.randrange(30))
    return CellDraft(place, chance.choice([0.25, 1.0, 4.0, 7.75, 12.0]))


def _cells(session: Session, chance: random.Random) -> None:
    set_cells(session, [_draft(session, chance) for _ in range(chance.choice([1, 1, 2, 6]))])


def _day_off(session: Session, chance: random.Random) -> None:
    place = CellPlace(_any(session, chance, models.Coder), _day(chance), "paid_hours")
    day_off(session, place, _any(session, chance, models.OtherTimeCategory))


def _last_week(session: Session, chance: random.Random) -> None:
    copy_last_week(session, [_place(session, chance) for _ in range(5)])


def _finish(session: Session, chance: random.Random) -> None:
    chance.choice([finish_day, reopen_day])(session, _day(chance))


def _new_coder(session: Session, chance: random.Random) -> None:
    name = f"Coder {chance.randrange(40)}"
    usual = [_any(session, chance, models.WorkType) for _ in range(2)]
    people.add_coder(session, CoderDraft(name=name, started_on=OPENING, credentials=chance.choice(TEXTS)), usual)


def _changed_coder(session: Session, chance: random.Random) -> None:
    chosen = chance.choice(people.coders(session, OPENING))
    draft = chosen.draft.but(name=f"Coder {chance.randrange(40)}", credentials=chance.choice(TEXTS))
    people.change_coder(session, chosen.id, draft, [_any(session, chance, models.WorkType) for _ in range(3)])


def _void_coder(session: Session, chance: random.Random) -> None:
    people.void_coder(session, _any(session, chance, models.Coder), "entered twice")


def _ramp(session: Session, chance: random.Random) -> None:
    if chance.random() < 0.3:
        people.RAMP_STEPS.void(session, _any(session, chance, models.RampStep), "another plan")
    else:
        coder, percent = _any(session, chance, models.Coder), chance.choice([25.0, 50.0, 75.0])
        people.RAMP_STEPS.add(session, RampStepDraft(coder_id=coder, from_day=_day(chance), pace_percent=percent))


def _standard(session: Session, chance: random.Random) -> None:
    number, pace = _any(session, chance, models.Standard), chance.choice([1.5, 2.0, 12.0])
    draft = StandardDraft(
        work_type_id=_any(session, chance, models.WorkType), effective_from=_day(chance), pace=pace, accuracy=95.0
    )
    choice = chance.randrange(3)
    if choice == 0:
        standards.STANDARDS.void(session, number, "a slip")
    elif choice == 1:
        standards.STANDARDS.change(session, number, draft)
    else:
        standards.STANDARDS.add(session, draft)


def _work_type(session: Session, chance: random.Random) -> None:
    number, name = _any(session, chance, models.WorkType), f"Work {chance.randrange(20)}"
    chance.choice(
        [
            lambda: work_types.WORK_TYPES.add(session, WorkTypeDraft(name=name)),
            lambda: work_types.WORK_TYPES.change(session, number, WorkTypeDraft(name=name, active=False)),
            lambda: work_types.void_work_type(session, number, "not ours"),
            lambda: work_types.WORK_TYPES.move(session, number, chance.choice([-1, 1])),
        ]
    )()


def _category(session: Session, chance: random.Random) -> None:
    number, name = _any(session, chance, models.OtherTimeCategory), f"Time {chance.randrange(20)}"
    chance.choice(
        [
            lambda: other_time.CATEGORIES.add(session, OtherTimeCategoryDraft(name=name)),
            lambda: other_time.CATEGORIES.change(session, number, OtherTimeCategoryDraft(name=name, kind="counted")),
            lambda: other_time.CATEGORIES.void(session, number, "not ours"),
            lambda: other_time.CATEGORIES.move(session, number, chance.choice([-1, 1])),
        ]
    )()


def _happening(session: Session, chance: random.Random) -> None:
    coder, text = _any(session, chance, models.Coder), chance.choice(TEXTS)
    chance.choice(
        [
            lambda: EVENTS.add(session, EventDraft(from_day=_day(chance), text=text, coder_id=coder)),
            lambda: NOTES.add(session, NoteDraft(coder_id=coder, day=_day(chance), text=text)),
            lambda: EVENTS.void(session, _any(session, chance, models.Event), "twice"),
            lambda: NOTES.void(session, _any(session, chance, models.Note), "twice"),
        ]
    )()


def _audit(session: Session, chance: random.Random) -> None:
    number = _any(session, chance, models.Audit)
    if number and chance.random() < 0.3:
        void_audit(session, number, "of another coder")
        return
    category = _any(session, chance, models.FindingCategory)
    records = tuple(
        RecordDraft(reference=f"r{at}", matched=5 + at, revised=at % 2) for at in range(chance.randrange(1, 5))
    )
    findings = tuple(
        FindingDraft(category_id=category, record=record.reference) for record in records if record.revised
    )
    if number and chance.random() < 0.6:
        save_audit(session, open_audit(session, number).but(record_lines=records, findings=findings))
        return
    draft = AuditDraft(name="", coder_id=_any(session, chance, models.Coder), day=_day(chance), depth="records")
    save_audit(session, as_new(draft.but(record_lines=records, findings=findings), f"A{chance.randrange(1000)}"))


def _import(session: Session, chance: random.Random) -> None:
    coder = session.get(models.Coder, _any(session, chance, models.Coder))
    kind = session.get(models.WorkType, _any(session, chance, models.WorkType))
    if coder is None or kind is None:
        return
    days = sorted({_day(chance) for _ in range(6)})
    log = "".join(f"{day},{coder.shown_name},{kind.name},{chance.randrange(30)}\n" for day in days)
    time = "".join(f"{day},{coder.shown_name},paid,{chance.choice([4, 7.5, 8])}\n" for day in days)
    sheets = (
        read_text(LOG, f"date,coder,work_type,charts\n{log}", "log.csv"),
        read_text(TIME, f"date,coder,category,hours\n{time}", "time.csv"),
    )
    importing.apply(session, ImportDraft(sheets, update=True))


CHANGES: tuple[Change, ...] = (
    *[_cells] * 8, _day_off, _last_week, _finish, _new_coder, _changed_coder, _void_coder, _ramp, _standard,
    _work_type, _category, _happening, _audit, _import,
)  # fmt: skip
