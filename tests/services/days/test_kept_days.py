"""What is kept between two readings is never seen to be old: after any change a reading equals one that starts cold."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from codedesk.errors import Refused
from codedesk.models import Coder, Row, Schedule
from codedesk.models.calendars import WEEKDAYS, AbsenceDraft, HolidayDraft, ScheduleDraft
from codedesk.models.coders import CoderDraft, RampStepDraft
from codedesk.models.departments import DepartmentDraft
from codedesk.models.standards import StandardDraft
from codedesk.models.work_days import OtherTimeCategoryDraft, OtherTimeKind
from codedesk.models.work_types import WorkTypeDraft
from codedesk.periods import Period
from codedesk.services.days.changes import CellRow, copy_last_week, day_off, set_cell, set_cells
from codedesk.services.days.days import coder_day, entered_days
from codedesk.services.days.drafts import CellField
from codedesk.services.days.finishing import finish_day, reopen_day
from codedesk.services.days.marks import confirm_marks, look_rows
from codedesk.services.days.weeks import coder_and_week, day_and_week
from codedesk.services.department.departments import change_department, department
from codedesk.services.department.other_time import CATEGORIES
from codedesk.services.people.calendars import ABSENCES, HOLIDAYS
from codedesk.services.people.coders import RAMP_STEPS, add_coder, change_coder, coders
from codedesk.services.people.schedules import SCHEDULES
from codedesk.services.standards.standards import STANDARDS
from codedesk.services.standards.work_types import WORK_TYPES
from codedesk.store.cache import Kept
from tests.services.team import FRIDAY, MONDAY, Team
from tests.thorough import times

WEEK = Period(MONDAY, MONDAY + timedelta(6))
ANA, TODAY = "Ana Diaz", FRIDAY
QUESTIONS: tuple[tuple[Callable[..., Any], tuple[Any, ...]], ...] = (
    (day_and_week, (FRIDAY,)),
    (day_and_week, (FRIDAY, (1,))),
    (coder_and_week, (1, WEEK, FRIDAY)),
    (entered_days, (WEEK,)),
    (coders, (TODAY,)),
    (department, ()),
)
Action = Callable[[Team], object]

people = st.sampled_from((ANA, "Bo Chen"))
dates = st.sampled_from((MONDAY - timedelta(14), MONDAY - timedelta(7), MONDAY, FRIDAY, FRIDAY + timedelta(1)))
work = st.sampled_from(("Inpatient", "Same-day surgery", "Ancillary"))
hours = st.one_of(st.none(), st.sampled_from((0.0, 4.0, 7.5, 8.0, 20.0)))
counts = st.one_of(st.none(), st.integers(0, 90))
numbers = st.integers(1, 99)


def cold(session: Session, service: Callable[..., Any], *args: Any) -> Any:
    """Ask as a program would that has just been started; over another database nothing is kept anyway."""
    session.info.pop("kept", None)
    return service(session, *args)


def in_a_step(service: Callable[..., Any], *args: Any) -> Action:
    def act(team: Team) -> None:
        team.desk.write("Change", service, *args)

    return act


def typed(coder: str, field: CellField, value: Any, what: str, day: date) -> Action:
    """Type one cell, and look whether the reply is what a cold reading says."""

    def act(team: Team) -> None:
        draft = team.draft(coder, field, value, what, day)
        row: CellRow = team.desk.write("Set a cell", set_cell, draft)
        assert row.block == team.desk.read(cold, coder_day, team.coders[coder], day)

    return act


def filled(coder: str, what: str, day: date, values: list[int]) -> Action:
    def act(team: Team) -> None:
        drafts = [team.draft(coder, "charts", value, what, day + timedelta(at)) for at, value in enumerate(values)]
        team.desk.write("Fill", set_cells, drafts)

    return act


def confirmed(team: Team) -> None:
    blocks = team.desk.read(entered_days, WEEK)
    team.desk.write("Confirm", confirm_marks, [row for block in blocks for row in look_rows(block)])


def finished(team: Team) -> None:
    try:
        team.desk.write("Open again", reopen_day, FRIDAY)
    except Refused:
        team.desk.write("Finish", finish_day, FRIDAY)


def renamed(name: str, started_on: date, left_on: date | None, usual: list[int]) -> Action:
    return in_a_step(change_coder, 1, CoderDraft(name=name, started_on=started_on, left_on=left_on), usual)


cells = st.one_of(
    st.builds(typed, people, st.just("charts"), counts, work, dates),
    st.builds(typed, people, st.just("hours"), hours, work, dates),
    st.builds(typed, people, st.just("weight"), st.sampled_from((None, 0.5, 1.0, 1.5)), work, dates),
    st.builds(typed, people, st.just("note"), st.sampled_from((None, "", "slow day")), work, dates),
    st.builds(typed, people, st.just("paid_hours"), hours, st.just(""), dates),
    st.builds(typed, people, st.just("day_note"), st.sampled_from((None, "system down")), st.just(""), dates),
    st.builds(typed, people, st.just("other_hours"), hours, st.sampled_from(("PTO", "Meeting")), dates),
    st.builds(filled, people, work, dates, st.lists(st.integers(0, 60), min_size=2, max_size=4)),
)
lists = st.one_of(
    st.builds(renamed, st.sampled_from((ANA, "Ana Dias")), st.sampled_from((date(2025, 1, 6), FRIDAY)),
              st.sampled_from((None, FRIDAY)), st.lists(st.integers(1, 4), unique=True, max_size=3)),
    st.builds(lambda n: in_a_step(add_coder, CoderDraft(name=f"Coder {n}", started_on=MONDAY), (3,)), numbers),
    st.builds(lambda n: in_a_step(RAMP_STEPS.add, RampStepDraft(
        coder_id=1, from_day=MONDAY - timedelta(n), pace_percent=50.0 + n)), numbers),
    st.builds(lambda n, w: in_a_step(STANDARDS.add, StandardDraft(
        work_type_id=w, effective_from=MONDAY - timedelta(n), pace=n / 10, accuracy=95.0, reason="new")),
              numbers, st.integers(1, 4)),
    st.builds(lambda n: in_a_step(WORK_TYPES.change, 1, WorkTypeDraft(name=f"Type {n}", active=n % 2 == 0)), numbers),
    st.builds(lambda n: in_a_step(WORK_TYPES.move, n % 4 + 1, 1), numbers),
    st.builds(lambda n: in_a_step(CATEGORIES.move, n % 4 + 1, 1), numbers),
    st.builds(lambda n: in_a_step(CATEGORIES.add, OtherTimeCategoryDraft(name=f"C {n}", kind=OtherTimeKind.ABSENCE)),
              numbers),
    st.builds(lambda day: in_a_step(HOLIDAYS.add, HolidayDraft(day=day, name="Town day")), dates),
    st.builds(lambda day, n: in_a_step(ABSENCES.add, AbsenceDraft(
        coder_id=n % 2 + 1, from_day=day, to_day=day + timedelta(n % 9))),
              dates, numbers),
    st.builds(lambda day, n: in_a_step(SCHEDULES.add, ScheduleDraft(
        coder_id=1, from_day=day, **dict.fromkeys(WEEKDAYS, float(n % 9)))), dates, numbers),
    st.builds(lambda n: in_a_step(change_department, DepartmentDraft(
        name=f"Team {n}", usual_hours_per_day=n % 8 + 1.0)), numbers),
)  # fmt: skip
others = st.one_of(
    st.just(confirmed),
    st.just(finished),
    st.builds(lambda coder, day: lambda team: team.desk.write(
        "Day off", day_off, team.place(coder, "paid_hours", day=day), team.categories["PTO"]), people, dates),
    st.builds(lambda coder, what, day: lambda team: team.desk.write(
        "Copy", copy_last_week, [team.place(coder, "charts", what, day)]), people, work, dates),
    st.just(lambda team: team.desk.undo()),
    st.just(lambda team: team.desk.redo()),
)  # fmt: skip


@settings(max_examples=times(8), deadline=None)
@given(st.lists(st.one_of(cells, cells, lists, others, others), min_size=1, max_size=12))
def test_after_any_change_every_question_is_answered_as_by_a_program_just_started(actions: list[Action]) -> None:
    with TemporaryDirectory() as folder:
        team = Team(Path(folder))
        for action in actions:
            with suppress(Refused):  # a refused step leaves nothing behind either
                action(team)
            for service, args in QUESTIONS:
                assert _answer(team, service, *args) == _answer(team, cold, service, *args), service
        team.desk.close()


def _answer(team: Team, service: Callable[..., Any], *args: Any) -> Any:
    try:
        return team.desk.read(service, *args)
    except Refused as refused:
        return refused.reason


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[Any, frozenset[str], Callable[[], Any]]]]:
    """Everything that was asked to be kept, with the tables it named."""
    asked: list[tuple[Any, frozenset[str], Callable[[], Any]]] = []

    def get(_self: Kept, name: Any, tables: frozenset[str], make: Callable[[], Any]) -> Any:
        asked.append((name, tables, make))
        return make()

    monkeypatch.setattr(Kept, "get", get)
    yield asked


@pytest.mark.file
def test_what_is_kept_names_every_table_that_it_is_read_from(
    tmp_path: Path, made: list[tuple[Any, frozenset[str], Callable[[], Any]]]
) -> None:
    team = Team(tmp_path)
    statements: list[str] = []
    listener = lambda *call: statements.append(call[2])  # noqa: E731
    sa.event.listen(sa.Engine, "before_cursor_execute", listener)
    wrong: list[str] = []

    def look(session: Session, service: Callable[..., Any], args: tuple[Any, ...]) -> None:
        made.clear()
        service(session, *args)
        for name, tables, make in list(made):
            statements.clear()
            make()
            read = set(re.findall(r"(?:FROM|JOIN) (\w+)", " ".join(statements)))
            wrong.extend(f"{name}: {table}" for table in read - tables)
            assert read or not statements, name

    team.set(ANA, "charts", 12, "Inpatient")
    for service, args in QUESTIONS:
        team.desk.read(look, service, args)
    team.desk.close()
    sa.event.remove(sa.Engine, "before_cursor_execute", listener)
    assert made, "nothing was asked to be kept"
    assert not wrong


@pytest.mark.file
def test_no_row_of_a_session_is_kept(tmp_path: Path) -> None:
    team = Team(tmp_path)
    team.desk.write(
        "Schedule", SCHEDULES.add, ScheduleDraft(coder_id=1, from_day=MONDAY, **dict.fromkeys(WEEKDAYS, 8.0))
    )
    team.desk.write("Ramp", RAMP_STEPS.add, RampStepDraft(coder_id=1, from_day=MONDAY, pace_percent=50.0))
    team.set(ANA, "charts", 12, "Inpatient")

    def look(session: Session) -> list[object]:
        for service, args in QUESTIONS:
            service(session, *args)
        kept = [value for _, value in session.info["kept"]._values.values()]
        return [row for row in _rows(kept) if sa.inspect(row).session is not None]

    assert team.desk.read(look) == []
    assert team.desk.read(lambda session: [type(row) for row in _rows(session.exec(select(Schedule)).all())]) == [
        Schedule
    ]
    team.desk.close()


def _rows(value: Any) -> Iterator[Row]:
    """Find every row in a value, however deep."""
    if isinstance(value, Row):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _rows(part)
    elif isinstance(value, list | tuple | set):
        for part in value:
            yield from _rows(part)


def test_the_finders_of_this_file_find(tmp_path: Path) -> None:
    team = Team(tmp_path)
    found = team.desk.read(lambda session: [sa.inspect(row).session is session for row in _rows(
        {"a": [(session.get_one(Coder, 1),)]})])  # fmt: skip
    team.desk.close()
    assert found == [True]
