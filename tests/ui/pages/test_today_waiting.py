"""Today: what waits at the end of the day, by keys and by mouse, asked for only where the department wants it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlmodel import Session, select

from codedesk.models import Backlog, WorkType
from codedesk.models.backlogs import BacklogDraft
from codedesk.services.flow.waiting import BACKLOG
from codedesk.ui.pages.today.row_keys import RowKey
from tests.services.team import FRIDAY
from tests.ui.hand import click
from tests.ui.pages.day_window import DayWindow
from tests.ui.pages.test_today_blocks import paste
from tests.ui.typist import Key, Modifier

CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
THURSDAY = date(2026, 7, 2)
TYPES = ("Inpatient", "Same-day surgery", "Emergency", "Ancillary", "Clinic", "Observation")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path)
    yield made
    made.close()


def six_types(window: DayWindow) -> None:
    """Six work types; Thursday's charts that waited are known, and of three what came in on Friday."""

    def add(session: Session) -> None:
        session.add_all([WorkType(name=name, position=4 + at) for at, name in enumerate(TYPES[4:])])

    window.team.desk.write("Add work types", add)
    window.team.types |= window.team.desk.read(lambda s: {row.name: row.key for row in s.exec(select(WorkType))})
    for number, name in enumerate(TYPES):
        kind = window.team.types[name]
        log(window, THURSDAY, kind, waiting=20 + number)
        if number < 3:
            log(window, FRIDAY, kind, received=8)
    window.settle()


def log(window: DayWindow, day: date, kind: int, **values: int) -> None:
    window.team.desk.write("Log", BACKLOG.add, BacklogDraft(day=day, work_type_id=kind, **values))


def stored(window: DayWindow, day: date = FRIDAY) -> dict[str, int | None]:
    names = {number: name for name, number in window.team.types.items()}
    rows = window.team.desk.read(lambda s: s.exec(select(Backlog.work_type_id, Backlog.waiting, Backlog.day)).all())
    return {names[kind]: waiting for kind, waiting, of in rows if of == day}


def waiting_cell(window: DayWindow, kind: str, column: str = "charts") -> tuple[str, str]:
    place = window.grid.model.place_of(RowKey(0, FRIDAY, window.team.types[kind]))
    assert place is not None
    cell = window.grid.model.cell(place, window.grid.model.column_of(column))
    return cell.text, cell.state


def blocks_of_waiting(window: DayWindow) -> int:
    return sum(row.key.coder_id == 0 for row in window.grid.rows)


def test_what_waits_in_six_types_of_work_takes_under_fifteen_keys(window: DayWindow) -> None:
    six_types(window)
    window.wait(lambda: blocks_of_waiting(window) == 6)
    window.team.set("Ana Diaz", "charts", 5, "Inpatient")
    window.wait(lambda: waiting_cell(window, "Inpatient") == ("23", "suggested"))  # 20 + 8 − 5
    assert waiting_cell(window, "Same-day surgery") == ("29", "suggested")  # 21 + 8
    assert waiting_cell(window, "Ancillary") == ("", "normal")  # nobody said what came in
    window.page.first_focus().setFocus()
    window.keys = 0
    window.press(Key.Key_Q, CONTROL | SHIFT)
    window.settle()
    window.press(Key.Key_Return, times=3)
    window.enter("7")
    window.enter("21")
    window.enter("9")
    window.settle()
    assert window.keys <= 14
    assert stored(window) == {
        "Inpatient": 23, "Same-day surgery": 29, "Emergency": 30, "Ancillary": 7, "Clinic": 21, "Observation": 9,
    }  # fmt: skip


def test_a_department_that_does_not_log_what_waits_sees_nothing_of_it_until_it_wants_to(window: DayWindow) -> None:
    assert blocks_of_waiting(window) == 0
    assert not window.page._views.waiting.isVisible()
    window.press(Key.Key_Q, CONTROL | SHIFT)
    window.wait(lambda: blocks_of_waiting(window) == 4)
    assert window.context.settings.log_waiting
    assert window.grid.current == (RowKey(0, FRIDAY, window.team.types["Inpatient"]), "charts")
    window.enter("40")
    window.settle()
    assert stored(window) == {"Inpatient": 40}
    window.press(Key.Key_Z, CONTROL)
    window.settle()
    assert window.team.desk.read(lambda s: [row.voided for row in s.exec(select(Backlog))]) == [True]


def test_ten_times_the_last_is_asked_what_cannot_be_is_refused_and_an_emptied_cell_is_taken_out(
    window: DayWindow,
) -> None:
    log(window, THURSDAY, window.team.types["Inpatient"], waiting=40)
    window.wait(lambda: blocks_of_waiting(window) == 4)
    window.press(Key.Key_Q, CONTROL | SHIFT)
    window.settle()
    window.enter("400")
    window.wait(lambda: waiting_cell(window, "Inpatient") == ("400", "marked"))
    assert "400 charts after 40 on 2 Jul 2026: is that right?" in note(window)
    window.press(Key.Key_Up)
    window.press(Key.Key_M, CONTROL)
    window.wait(lambda: waiting_cell(window, "Inpatient") == ("400", "normal"))
    assert window.team.desk.undo_step == "Confirm 400 charts, Inpatient, Work that waits, 3 Jul 2026"
    window.press(Key.Key_Z, CONTROL)
    window.wait(lambda: waiting_cell(window, "Inpatient") == ("400", "marked"))
    window.enter("-3")
    assert waiting_cell(window, "Inpatient") == ("-3", "refused")
    window.press(Key.Key_Up)
    window.press(Key.Key_Escape)
    window.press(Key.Key_Delete)
    window.wait(lambda: waiting_cell(window, "Inpatient") == ("", "normal"))
    rows = window.team.desk.read(lambda s: [(r.day, r.waiting, r.voided) for r in s.exec(select(Backlog))])
    assert rows == [(THURSDAY, 40, False), (FRIDAY, 400, True)]


def test_what_is_asked_of_what_waits_is_confirmed_by_mouse_here_and_in_the_list_of_values(window: DayWindow) -> None:
    for kind, before, now in (("Inpatient", 40, 400), ("Emergency", 300, 25)):
        log(window, THURSDAY, window.team.types[kind], waiting=before)
        log(window, FRIDAY, window.team.types[kind], waiting=now)
    window.wait(lambda: blocks_of_waiting(window) == 4)
    pick(window, "Emergency", "charts")
    (confirm,) = (each for group in window.grid.menu_groups() for each in group if each.name == "grid.confirm")
    assert confirm.text == "Confirm the marked value"
    confirm.run()
    window.wait(lambda: waiting_cell(window, "Emergency") == ("25", "normal"))
    window.press(Key.Key_U, CONTROL | SHIFT)
    window.settle()
    (row,) = window.page.table.rows
    assert (row.coder, row.work_type, row.value) == ("Work that waits", "Inpatient", "400 charts")
    window.press(Key.Key_Return)
    window.settle()
    assert window.grid.current == (RowKey(0, FRIDAY, window.team.types["Inpatient"]), "charts")


def note(window: DayWindow) -> str:
    place = window.grid.model.place_of(RowKey(0, FRIDAY, window.team.types["Inpatient"]))
    return window.grid.model.cell(place, window.grid.model.column_of("charts")).note


def test_what_waits_alone_takes_what_came_in_dollars_and_the_oldest_by_mouse(window: DayWindow) -> None:
    log(window, THURSDAY, window.team.types["Inpatient"], waiting=40)
    window.wait(lambda: blocks_of_waiting(window) == 4)
    click(window.page._views.waiting)
    window.settle()
    assert [column.title for column in window.grid.model.columns][:5] == [
        "Work type", "Waiting", "Received", "Dollars", "Oldest, days",
    ]  # fmt: skip
    for column, text in (("received", "12"), ("dollars", "$4,200.50"), ("oldest", "9")):
        pick(window, "Inpatient", column)
        window.type(text)
    pick(window, "Emergency", "charts")
    window.settle()
    assert waiting_cell(window, "Inpatient", "in") == ("day", "normal")
    pick(window, "Inpatient", "in")
    window.type("w")
    pick(window, "Emergency", "charts")
    window.wait(lambda: waiting_cell(window, "Inpatient", "in") == ("week", "normal"))
    assert waiting_cell(window, "Inpatient")[0] == ""  # a week that began before the last time: nothing to be expected
    window.press(Key.Key_Z, CONTROL)
    window.wait(lambda: waiting_cell(window, "Inpatient") == ("52", "suggested"))
    assert waiting_cell(window, "Inpatient", "dollars") == ("4200.5", "normal")
    assert waiting_cell(window, "Inpatient", "last")[0] == "40 on 2 Jul 2026"
    (row,) = window.team.desk.read(lambda s: list(s.exec(select(Backlog).where(Backlog.day == FRIDAY))))
    assert (row.waiting, row.received, row.dollars, row.oldest) == (None, 12, 420050, 9)
    click(window.page._views.team)
    window.settle()
    assert waiting_cell(window, "Inpatient") == ("52", "suggested")


def pick(window: DayWindow, kind: str, column: str) -> None:
    model, view = window.grid.model, window.grid.view
    place = model.place_of(RowKey(0, FRIDAY, window.team.types[kind]))
    at = view.visualRect(model.index(place, model.column_of(column))).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_pasted_block_goes_by_the_names_of_the_work_types(window: DayWindow) -> None:
    log(window, THURSDAY, window.team.types["Inpatient"], waiting=40)
    window.wait(lambda: blocks_of_waiting(window) == 4)
    window.press(Key.Key_Q, CONTROL | SHIFT)
    window.settle()
    paste(window, "Emergency\t12\nInpatient\t38\nDialysis\t3")
    lines = window.page._entering.preview.plan.lines
    assert [(line.label, line.reason) for line in lines] == [
        ("Work that waits, Emergency, waiting", ""),
        ("Work that waits, Inpatient, waiting", ""),
        ("Dialysis", "“Dialysis” is no work type here"),
    ]
    window.press(Key.Key_Return)
    window.settle()
    assert stored(window) == {"Emergency": 12, "Inpatient": 38}


def test_the_day_is_finished_without_it(window: DayWindow) -> None:
    log(window, THURSDAY, window.team.types["Inpatient"], waiting=40)
    for coder in ("Ana Diaz", "Bo Chen"):
        window.team.set(coder, "charts", 16, "Inpatient")
        window.team.set(coder, "paid_hours", 8.0)
    window.settle()
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert window.page.day != FRIDAY or window.page._state.finished
