"""The menu of a row: by the right button, by keys and by the button in the head of the table, on every page."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.models.audit_words import AuditDepth, AuditState
from codedesk.settings import Settings
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.widgets.table import Table, TableColumn
from tests.patience import PatientBot
from tests.services.team import FRIDAY
from tests.ui.asked import answered
from tests.ui.hand import click
from tests.ui.typing_window import TypingWindow, window

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def shown_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entries(menu: QMenu) -> list[str]:
    return [entry.text().partition("\t")[0] for entry in menu.actions() if not entry.isSeparator()]


def choose(words: str) -> None:
    menu = shown_menu()
    entry = next(each for each in menu.actions() if each.text().partition("\t")[0] == words)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())


def right_click(table: QWidget, at: QPoint) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, table.mapToGlobal(at))
    QApplication.sendEvent(table, event)


@pytest.fixture
def table(qtbot: QtBot) -> Table[str]:
    columns = (TableColumn("name", "Name", 120), TableColumn("size", "Size", 80, text=lambda _row: "1"))
    made: Table[str] = Table(columns, "T")
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show_rows(("one", "two", "three"))
    made.show()
    return made


def test_the_right_button_chooses_the_row_under_it_and_shows_what_can_be_done(table: Table[str]) -> None:
    done: list[str] = []
    table.activated.connect(lambda row: done.append(f"opened {row}"))
    table.row_menu.name_open("Open it")
    table.row_menu.offer(lambda: (Action("t.void", "Void it …", "Del", lambda: done.append("voided")),))
    right_click(table.viewport(), table.visualRect(table.model().index(2, 0)).center())
    assert table.selected_row() == "three"
    assert entries(shown_menu()) == ["Open it", "Void it …", "Copy the row"]
    choose("Open it")
    assert done == ["opened three"]
    right_click(table.viewport(), table.visualRect(table.model().index(1, 0)).center())
    choose("Copy the row")
    assert QGuiApplication.clipboard().text().splitlines()[-1] == "two\t1"
    QTest.keyClick(table, Key.Key_Delete)
    assert done == ["opened three", "voided"]


@pytest.mark.parametrize(("key", "held"), [(Key.Key_F10, Modifier.ShiftModifier), (Key.Key_Menu, Modifier.NoModifier)])
def test_the_menu_opens_by_keys_on_the_chosen_row(table: Table[str], key: Key, held: Modifier) -> None:
    table.choose(1)
    QTest.keyClick(table, key, held)
    assert table.selected_row() == "two"
    assert entries(shown_menu()) == ["Copy the row"]
    shown_menu().close()


def test_enter_shows_what_can_be_done_where_it_opens_nothing(table: Table[str]) -> None:
    table.row_menu.offer(lambda: (Action("t.test", "Test it", "", print),))
    table.choose(1)
    QTest.keyClick(table, Key.Key_Return)
    assert table.selected_row() == "two" and entries(shown_menu()) == ["Test it", "Copy the row"]
    assert shown_menu().activeAction() is shown_menu().actions()[0]
    shown_menu().close()


def test_enter_in_the_table_of_a_window_does_what_the_window_is_for(table: Table[str]) -> None:
    dialog, done = QDialog(), QPushButton("Paste")
    layout = QVBoxLayout(dialog)
    layout.addWidget(table)
    layout.addWidget(done)
    done.setDefault(True)
    done.clicked.connect(dialog.accept)
    dialog.show()
    QTest.keyClick(table, Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    table.setParent(None)


def test_the_button_in_the_head_opens_it_by_a_click_and_has_a_name(table: Table[str]) -> None:
    assert table.row_menu.button.accessibleName() == "Row menu of T"
    click(table.row_menu.button)
    assert entries(shown_menu()) == ["Copy the row"]
    shown_menu().close()


def test_of_a_pages_actions_only_the_named_ones_are_offered_in_their_order(table: Table[str]) -> None:
    named = [Action(name, name.upper(), "", print) for name in ("a", "b", "c")]
    table.row_menu.offer(lambda: named, "c", "a", "nowhere")
    assert [[each.text for each in found] for _, found in table.row_menu.groups()] == [["C", "A"], ["Copy the row"]]


def test_an_audit_of_the_list_is_voided_by_the_right_button_alone(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "audits") as seen:
        save_slip(seen)
        table = seen.page.table
        right_click(table.viewport(), table.visualRect(table.model().index(0, 0)).center())
        seen.settle()
        assert "Save the audit report" in entries(shown_menu())
        with answered("typed twice"):
            choose("Void the audit")
            seen.settle()
        assert table.rows == ()


def save_slip(seen: TypingWindow) -> None:
    seen.page.new_audit()
    seen.settle()
    form = seen.page.form
    form.set_depth(AuditDepth.RESULT)
    form.head.set_state(AuditState.DRAFT)
    form.head.set_values({"coder_id": 1, "name": "A-1"})
    form.slip.set_values({"reported_accuracy": 96.0, "records": 20})
    form.edited()
    seen.page.save()
    seen.settle()


def test_every_table_whose_rows_open_says_so_in_its_menu(qtbot: PatientBot, shared_sample: Desk) -> None:
    context = Context(shared_sample, Settings(), lambda: FRIDAY)
    frame = Frame(context)
    qtbot.addWidget(frame)
    silent = []
    for name in frame._entries:
        page = frame._loaded(name)
        for view in ("todo", "planning", "draw", "policy", "lessons", "compliance") if name == "audits" else ():
            page.show_view(view)  # type: ignore[attr-defined]
        for table in page.findChildren(Table):
            opens = table.receivers("2activated(PyObject)") > 0
            if opens and not any(each.name == "row.open" for _, found in table.row_menu.groups() for each in found):
                silent.append(f"{name}: {table.accessibleName()}")
    qtbot.waitUntil(lambda: not context.background.busy)
    assert silent == []
