"""Well-being from a real log: whole weeks, weekday schedules, the balance, and nothing of it in an export or packet."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from codedesk.desk import Desk
from codedesk.models import (
    CheckIn,
    Coder,
    EducationItem,
    Holiday,
    Note,
    OtherTime,
    OtherTimeCategory,
    PlannedAbsence,
    Schedule,
    Standard,
    WorkDay,
    WorkLine,
    WorkType,
)
from codedesk.periods import Period
from codedesk.services.department.starters import starters
from codedesk.services.files.exporting import everything
from codedesk.services.people.wellbeing import WellBeingRow, is_hard, well_being
from codedesk.services.reviews.reviews import packet
from tests.departments import new_department

Q3 = Period(date(2026, 7, 1), date(2026, 9, 30))
FIRST = date(2026, 6, 29)
TODAY = date(2026, 10, 1)


def fill(session: Session) -> None:
    """Thirteen weeks of Ana, Monday to Friday, 9 hours and 18 charts a day at 2 an hour: 45 hours, pace 100 %.

    Half of each day's charts are of the hard work type. Bo is there and has logged nothing.
    """
    session.add(Coder(name="Ana Diaz", started_on=date(2024, 1, 1), scheduled_hours_per_week=40.0))
    session.add(Coder(name="Bo Chen", started_on=date(2024, 1, 1), scheduled_hours_per_week=20.0))
    for name, tier in (("Ward", ""), ("Long stay", "complex")):
        session.add(WorkType(name=name, tier=tier))
    session.flush()
    for work_type in (1, 2):
        session.add(Standard(work_type_id=work_type, effective_from=date(2024, 1, 1), pace=2.0, pace_unit="per_hour",
                             accuracy=95.0))  # fmt: skip
    for number in range(13 * 7):
        day = FIRST + timedelta(number)
        if day.weekday() < 5:
            log(session, day, 9.0)


def log(session: Session, day: date, hours: float) -> None:
    work_day = WorkDay(coder_id=1, day=day, paid_hours=hours)
    session.add(work_day)
    session.flush()
    for work_type in (1, 2):
        session.add(WorkLine(work_day_id=work_day.key, work_type_id=work_type, charts=round(hours)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_department(tmp_path / "Department.codedesk", "manager", starters, _prepare)
    yield made
    made.close()


def _prepare(desk: Desk) -> None:
    desk.write("Fill", fill)


def look(desk: Desk, today: date = TODAY) -> WellBeingRow:
    return desk.read(well_being, 1, Q3, today)  # type: ignore[no-any-return]


def kinds(desk: Desk, today: date = TODAY) -> list[str]:
    return [signal.kind for signal in look(desk, today).signals]


def test_nine_hours_a_day_without_a_day_off_or_education_are_worth_a_conversation(desk: Desk) -> None:
    row = look(desk)
    assert row.looked_at == Period(FIRST, date(2026, 9, 27))
    assert [signal.kind for signal in row.signals] == ["overtime", "no_day_off", "no_education"]
    assert row.signals[0].explanation.parts[0].value == "45 h worked, 40 h scheduled"
    assert row.signals[0].explanation.parts[0].source == "12.5 % over"


def test_an_unfinished_week_is_not_looked_at(desk: Desk) -> None:
    assert look(desk, date(2026, 9, 26)).looked_at == Period(date(2026, 6, 22), date(2026, 9, 20))
    assert "no_day_off" not in kinds(desk, date(2026, 9, 26))


def test_a_weekday_schedule_in_force_says_what_was_scheduled(desk: Desk) -> None:
    nine = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), 9.0)
    desk.write("Set schedule", lambda session: session.add(Schedule(coder_id=1, from_day=date(2026, 8, 17), **nine)))
    row = look(desk)
    assert "overtime" not in [signal.kind for signal in row.signals]
    # From 1 July: 33 weekdays of 8 h up to 14 August, then 33 of 9 h up to 30 September.
    assert row.balance[0].scheduled_hours == pytest.approx(33 * 8 + 33 * 9)


def test_one_day_off_and_one_hour_of_education_end_these_questions(desk: Desk) -> None:
    def change(session: Session) -> None:
        day = session.get(WorkDay, 20)
        assert day is not None
        day.voided = True
        education = next(
            row for row in session.exec(OtherTimeCategory.__table__.select()) if row.name == "education"  # type: ignore[attr-defined]
        )  # fmt: skip
        session.add(OtherTime(work_day_id=60, category_id=education.id, hours=1.0))

    desk.write("Change", change)
    assert kinds(desk) == ["overtime"]


def test_education_marked_as_done_counts_even_without_hours(desk: Desk) -> None:
    item = EducationItem(coder_id=1, topic="Modifiers", done_on=date(2026, 9, 15))
    desk.write("Add", lambda session: session.add(item))
    assert "no_education" not in kinds(desk)


def test_saturdays_in_three_weeks_are_long_weeks(desk: Desk) -> None:
    for day in (date(2026, 7, 4), date(2026, 7, 11)):
        desk.write("Log", log, day, 4.0)
    assert "long_weeks" not in kinds(desk)
    desk.write("Log", log, date(2026, 9, 26), 4.0)
    assert "long_weeks" in kinds(desk)


def test_the_balance_is_earned_against_scheduled_and_half_of_it_hard(desk: Desk) -> None:
    own, team = look(desk).balance
    # 63 logged days from 1 July on, 9 earned hours each; 66 weekdays of 8 h scheduled, 4 h for Bo.
    assert own.paired.pace.earned_hours == pytest.approx(63 * 9)
    assert own.scheduled_hours == pytest.approx(66 * 8)
    assert own.earned_share == pytest.approx(63 * 9 / (66 * 8))
    assert own.hard_share == pytest.approx(0.5)
    assert team.scheduled_hours == pytest.approx(66 * 12)
    assert look(desk).hard_types == ("Long stay",)


def rest(session: Session) -> None:
    """A holiday on Monday 7 September, and Ana away on 8 and 9 September; nothing is logged on these days."""
    session.add(Holiday(day=date(2026, 9, 7), name="Labor Day"))
    session.add(PlannedAbsence(coder_id=1, from_day=date(2026, 9, 8), to_day=date(2026, 9, 9)))
    for number in (7, 8, 9):
        row = session.exec(select(WorkDay).where(WorkDay.coder_id == 1, WorkDay.day == date(2026, 9, number))).one()
        row.voided, row.void_reason = True, "not worked"


def test_days_off_are_not_scheduled_hours_of_the_balance(desk: Desk) -> None:
    desk.write("Rest", rest)
    own, team = look(desk).balance
    # Ana: 66 weekdays less a holiday and two days away, 8 h each. Bo: 66 weekdays less the holiday, 4 h each.
    assert own.scheduled_hours == pytest.approx(63 * 8)
    assert team.scheduled_hours == pytest.approx(63 * 8 + 65 * 4)
    assert own.earned_share == pytest.approx(60 * 9 / (63 * 8))


def test_overtime_is_read_against_the_hours_of_the_days_that_were_there_to_work(desk: Desk) -> None:
    def short(session: Session) -> None:
        """Ana works 8.6 h a day in the last six weeks: 7.5 % over."""
        for row in session.exec(select(WorkDay).where(WorkDay.coder_id == 1, WorkDay.day >= date(2026, 8, 17))):
            row.paid_hours = 8.6

    desk.write("Work less", short)
    assert "overtime" not in kinds(desk)
    desk.write("Rest", rest)
    assert "overtime" not in kinds(desk)

    def longer(session: Session) -> None:
        """Thursday and Friday of the week with the days off: 9 h each in 8 h each is 12.5 % over, as in the others."""
        for row in session.exec(select(WorkDay).where(WorkDay.coder_id == 1, WorkDay.day >= date(2026, 8, 31))):
            row.paid_hours = 9.0

    desk.write("Work longer", longer)
    signal = next(signal for signal in look(desk).signals if signal.kind == "overtime")
    week = next(part for part in signal.explanation.parts if part.name == "Week of 7 Sep 2026")
    assert (week.value, week.source) == ("18 h worked, 16 h scheduled", "12.5 % over")


def test_a_holiday_that_was_worked_is_a_day_like_the_others_and_one_that_was_not_is_a_day_off(desk: Desk) -> None:
    desk.write("Holiday", lambda session: session.add(Holiday(day=date(2026, 9, 7), name="Labor Day")))
    assert look(desk).balance[0].scheduled_hours == pytest.approx(66 * 8)
    assert "no_day_off" in kinds(desk)
    desk.write("Rest", lambda session: setattr(session.get(WorkDay, 51), "voided", True))
    assert desk.read(lambda session: session.get(WorkDay, 51).day) == date(2026, 9, 7)
    assert "no_day_off" not in kinds(desk)


def test_a_newcomer_has_no_whole_week_yet(desk: Desk) -> None:
    newcomer = Coder(name="Cy Dahl", started_on=date(2026, 9, 29))
    desk.write("Add", lambda session: session.add(newcomer))
    row = desk.read(well_being, 3, Q3, TODAY)
    assert row.looked_at is None
    assert row.signals == ()


@pytest.mark.parametrize(("tier", "hard"), [("complex", True), ("High acuity", True), ("", False), ("routine", False)])
def test_hard_work_is_named_by_the_complexity_of_the_department_s_own_words(tier: str, hard: bool) -> None:
    assert is_hard(tier) is hard


def test_private_words_are_in_no_packet_and_in_no_export_unless_asked_for_by_name(desk: Desk) -> None:
    secret = "only between the two of us"
    rows = (
        Note(coder_id=1, day=date(2026, 8, 3), kind="concern", text=secret),
        CheckIn(coder_id=1, day=date(2026, 8, 3), workload=1, note=secret),
        EducationItem(coder_id=1, topic=secret, done_on=date(2026, 8, 3)),
    )
    desk.write("Add", lambda session: session.add_all(rows))
    printed = repr(desk.read(packet, 1, Q3, TODAY))
    assert secret not in printed
    assert "worth a conversation" not in printed.lower()
    export = desk.read(everything)
    told = {table.sheet.file: table for table in export.tables}
    for file in ("notes.csv", "checkins.csv"):
        assert secret not in repr(told[file].lines)
    assert secret in repr(desk.read(everything, private=True))
