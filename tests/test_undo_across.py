"""Undo of what was done elsewhere: at the command line, and before the window was closed."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlmodel import Session, select

from codedesk.cli import main
from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import Change, Coder
from codedesk.services.department.starters import starters
from codedesk.settings import Settings
from codedesk.store import steps
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from tests.departments import new_department

LOG = "date,coder,work_type,charts,hours\n"
IMPORT = "Import 1 file: {} of log.csv"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A new, closed department file."""
    made = tmp_path / "team.codedesk"
    new_department(made, "manager", starters).close()
    return made


@pytest.fixture
def reopened(path: Path) -> Iterator[Callable[[], Desk]]:
    """Close the department and open it again."""
    opened: list[Desk] = []

    def again() -> Desk:
        if opened:
            opened[-1].close()
        opened.append(Desk.open(path, "manager"))
        return opened[-1]

    yield again
    opened[-1].close()


def take_in(path: Path, lines: str, *words: str) -> None:
    log = path.parent / "log.csv"
    log.write_text(LOG + lines, encoding="utf-8")
    assert main(["import", str(log), "--into", str(path), "--create-missing", *words]) == 0


def _add(session: Session, name: str) -> None:
    session.add(Coder(name=name, started_on=date(2026, 1, 1)))


def names(desk: Desk) -> list[str]:
    return desk.read(lambda session: [row.name for row in session.exec(select(Coder)) if not row.voided])


def charts(desk: Desk) -> list[int]:
    query = "SELECT charts FROM work_line WHERE NOT voided ORDER BY id"
    return [row[0] for row in desk.use(lambda connection: connection.raw.execute(query).fetchall())]


def test_an_import_from_the_command_line_is_one_step_which_undo_takes_back(
    path: Path, reopened: Callable[[], Desk]
) -> None:
    take_in(path, "2026-11-23,Ana Okoro,Inpatient,12,6\n")
    desk = reopened()
    assert desk.undo_step == IMPORT.format("1 line")
    desk.undo()
    assert (names(desk), charts(desk), desk.undo_step) == ([], [], None)
    desk.redo()
    assert (names(desk), charts(desk)) == (["Ana Okoro"], [12])


def test_ctrl_z_in_the_window_takes_it_back_and_says_so(path: Path, reopened: Callable[[], Desk], qtbot: QtBot) -> None:
    take_in(path, "2026-11-23,Ana Okoro,Inpatient,12,6\n")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.theme().apply(app, "light")
    desk = reopened()
    context = Context(desk, Settings(), lambda: date(2026, 11, 24))
    frame = Frame(context)
    qtbot.addWidget(frame)
    frame.show()
    frame.show_first("history")
    with qtbot.waitActive(frame):
        frame.activateWindow()
    for said in (f"Undone: {IMPORT.format('1 line')}", "There is nothing to undo."):
        qtbot.keyClick(frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: not context.background.busy)
        assert frame.strip.text == said
    assert names(desk) == []
    context.close()


def test_a_hundred_steps_of_earlier_sessions_go_back_and_forth(reopened: Callable[[], Desk]) -> None:
    every = [f"Coder {number}" for number in range(100)]
    for start in range(0, 100, 25):
        desk = reopened()
        for name in every[start : start + 25]:
            desk.write(f"Add {name}", _add, name)
    desk = reopened()
    assert [desk.undo() for _ in every] == [f"Add {name}" for name in reversed(every)]
    assert names(desk) == [] and desk.undo() is None
    desk = reopened()
    assert [desk.redo() for _ in every] == [f"Add {name}" for name in every]
    assert names(desk) == every and desk.check().sound


def test_what_was_undone_before_closing_is_done_again_and_a_new_step_ends_that(reopened: Callable[[], Desk]) -> None:
    desk = reopened()
    for name in ("Ana", "Ben", "Cy"):
        desk.write(f"Add {name}", _add, name)
    desk.undo()
    desk.undo()
    desk = reopened()
    assert (desk.undo_step, desk.redo_step) == ("Add Ana", "Add Ben")
    desk.redo()
    desk = reopened()
    assert (desk.undo_step, desk.redo_step) == ("Add Ben", "Add Cy")
    desk.write("Add Dee", _add, "Dee")
    desk = reopened()
    assert (desk.undo_step, desk.redo_step) == ("Add Dee", None)
    assert names(desk) == ["Ana", "Ben", "Dee"]


def test_a_step_that_was_put_back_is_a_step_too(reopened: Callable[[], Desk]) -> None:
    desk = reopened()
    for name in ("Ana", "Ben"):
        desk.write(f"Add {name}", _add, name)
    number = desk.read(lambda session: session.exec(select(Change.id).where(Change.step == "Add Ana")).one())
    assert number is not None
    desk.put_back(number)
    desk = reopened()
    assert desk.undo_step == "Put back: Add Ana" and names(desk) == ["Ben"]
    desk.undo()
    assert names(desk) == ["Ana", "Ben"]


def test_the_step_that_made_the_department_is_none(reopened: Callable[[], Desk]) -> None:
    desk = reopened()
    assert desk.undo_step is None and desk.undo() is None
    assert desk.check().sound


def test_an_undo_that_reaches_beyond_the_newest_changes_is_no_step(
    reopened: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = reopened()
    for name in ("Ana", "Ben"):
        desk.write(f"Add {name}", _add, name)
    desk.undo()
    monkeypatch.setattr(steps, "KEPT", 1)
    desk = reopened()
    assert (desk.undo_step, desk.redo_step) == (None, None)


def test_a_big_update_is_taken_back_in_a_few_statements(path: Path, reopened: Callable[[], Desk]) -> None:
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 11) for day in range(1, 29)]
    for number in (5, 6):
        take_in(path, "".join(f"{day},Ana Okoro,Inpatient,{number},6\n" for day in days), "--update")
    desk = reopened()
    run: list[str] = []
    count = run.append
    desk.use(
        lambda connection: sa.event.listen(
            connection.engine, "before_cursor_execute", lambda _c, _u, statement, *_rest: count(statement)
        )
    )
    desk.undo()
    assert charts(desk) == [5] * 280 and len(run) < 60
    desk.redo()
    assert charts(desk) == [6] * 280 and desk.check().sound


def test_a_row_that_is_not_there_stops_the_whole_step(reopened: Callable[[], Desk]) -> None:
    desk = reopened()
    desk.write("Add Ana", _add, "Ana")
    desk.use(lambda connection: connection.raw.execute("DELETE FROM coder WHERE name = 'Ana'"))
    with pytest.raises(Refused, match="no longer there"):
        desk.undo()
