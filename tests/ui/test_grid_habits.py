"""What a hand brings along from a spreadsheet: mouse and right button, Home and End, pages, cut, where Enter goes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from codedesk.ui.widgets.grid import GridCell, GridRow
from tests.ui.test_grid import Sheet, press, row

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CONTROL, SHIFT, LEFT = Modifier.ControlModifier, Modifier.ShiftModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def sheet(qtbot: QtBot) -> Iterator[Sheet]:
    made = Sheet(rows=40)
    qtbot.addWidget(made.grid)
    made.grid.resize(600, 300)
    with qtbot.waitExposed(made.grid):
        made.grid.show()
    made.grid.focus_first()
    yield made
    if made.grid.view.menu is not None and isValid(made.grid.view.menu):
        made.grid.view.menu.close()


def at(sheet: Sheet, place: int, column: str) -> QPoint:
    model = sheet.grid.model
    return sheet.grid.view.visualRect(model.index(place, model.column_of(column))).center()


def chosen(sheet: Sheet) -> tuple[list[int], list[str]]:
    rows, columns = sheet.grid.view.chosen()
    return rows, [sheet.grid.model.columns[column].key for column in columns]


def menu(sheet: Sheet, place: int, column: str) -> dict[str, bool]:
    """Press the right button on a cell; return the words of the menu with whether they can be chosen."""
    view, where = sheet.grid.view, at(sheet, place, column)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, where, view.viewport().mapToGlobal(where)))
    assert view.menu is not None and view.menu.isVisible()
    actions = (action for action in view.menu.actions() if not action.isSeparator())
    return {action.text().partition("\t")[0]: action.isEnabled() for action in actions}


def choose(sheet: Sheet, words: str) -> None:
    assert sheet.grid.view.menu is not None
    next(one for one in sheet.grid.view.menu.actions() if one.text().startswith(words)).trigger()
    sheet.grid.view.menu.close()


def test_enter_after_tabs_goes_on_under_the_cell_where_the_row_began(sheet: Sheet, qtbot: QtBot) -> None:
    press(qtbot, "5", Key.Key_Tab, "1", Key.Key_Return)
    assert sheet.grid.current == (1, "charts")
    press(qtbot, "6", Key.Key_Tab, "2", Key.Key_Tab, "o", "v", Key.Key_Return)
    assert sheet.grid.current == (2, "charts")
    assert sheet.texts("charts")[:2] == ["5", "6"] and sheet.texts("hours")[:2] == ["1", "2"]


def test_an_arrow_or_a_click_ends_the_row_that_tabs_began(sheet: Sheet, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_Tab, Key.Key_Down, Key.Key_Return)
    assert sheet.grid.current == (2, "hours")
    press(qtbot, "5", Key.Key_Backtab, "7", Key.Key_Down)
    assert sheet.grid.current == (3, "charts")


def test_home_and_end_go_to_the_ends_of_the_row_and_with_ctrl_of_the_grid(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.grid.set_current(3, "hours")
    press(qtbot, Key.Key_Home)
    assert sheet.grid.current == (3, "charts")
    press(qtbot, Key.Key_End)
    assert sheet.grid.current == (3, "side")
    press(qtbot, Key.Key_Home, held=CONTROL)
    assert sheet.grid.current == (0, "charts")
    press(qtbot, Key.Key_End, held=CONTROL)
    assert sheet.grid.current == (39, "side")


def test_ctrl_with_an_arrow_goes_as_far_as_cells_can_be_typed_into_and_chooses_that_one(
    sheet: Sheet, qtbot: QtBot
) -> None:
    shut = GridRow(39, {"hours": GridCell("", "read_only")})
    sheet.grid.show_rows([*(row(number) for number in range(39)), shut])
    sheet.grid.set_current(3, "hours")
    press(qtbot, Key.Key_Down, held=CONTROL)
    assert sheet.grid.current == (38, "hours") and chosen(sheet) == ([38], ["hours"])
    press(qtbot, Key.Key_Up, held=CONTROL)
    press(qtbot, Key.Key_Right, held=CONTROL)
    assert sheet.grid.current == (0, "side")


def test_shift_chooses_from_where_enter_tab_or_home_led_and_not_from_where_an_arrow_was(
    sheet: Sheet, qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_Down, Key.Key_Down, Key.Key_Return, Key.Key_Tab)
    press(qtbot, Key.Key_Down, held=SHIFT)
    assert chosen(sheet) == ([3, 4], ["hours"])
    press(qtbot, Key.Key_Home, held=CONTROL)
    press(qtbot, Key.Key_Down, Key.Key_Right, held=SHIFT)
    assert chosen(sheet) == ([0, 1], ["charts", "hours"])
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Down, held=SHIFT)
    assert chosen(sheet) == ([2, 3], ["hours"])


def test_pages_scroll(sheet: Sheet, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_PageDown)
    assert sheet.grid.current is not None and sheet.grid.current[0] in range(5, 15)
    press(qtbot, Key.Key_PageUp)
    assert sheet.grid.current == (0, "charts")


def test_dragging_chooses_and_delete_clears_what_is_chosen(sheet: Sheet, qtbot: QtBot) -> None:
    viewport = sheet.grid.view.viewport()
    QTest.mousePress(viewport, LEFT, pos=at(sheet, 1, "charts"))
    QTest.mouseMove(viewport, at(sheet, 2, "hours"))
    QTest.mouseMove(viewport, at(sheet, 3, "hours"))
    QTest.mouseRelease(viewport, LEFT, pos=at(sheet, 3, "hours"))
    assert chosen(sheet) == ([1, 2, 3], ["charts", "hours"])
    press(qtbot, Key.Key_Delete)
    assert sheet.blocks == [(1, "charts", (("", ""),) * 3)]


def test_a_double_click_edits(sheet: Sheet, qtbot: QtBot) -> None:
    qtbot.mouseDClick(sheet.grid.view.viewport(), LEFT, pos=at(sheet, 2, "hours"))
    press(qtbot, "3", Key.Key_Return)
    assert sheet.calls == [(2, "hours", "3")]


def test_a_click_elsewhere_while_a_cell_is_open_takes_the_keyboard_there(qtbot: QtBot) -> None:
    """The grid took it back: a record typed into a finding went into the counts of the audit, out of sight."""
    sheet, other, window = Sheet(), QLineEdit(), QWidget()
    lines = QVBoxLayout(window)
    lines.addWidget(sheet.grid)
    lines.addWidget(other)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    sheet.grid.focus_first()
    press(qtbot, "4")
    assert sheet.grid.view.is_typing()
    QTest.mouseClick(window.windowHandle(), LEFT, pos=other.mapTo(window, QPoint(5, 5)))
    assert sheet.texts("charts")[0] == "4"
    assert QApplication.focusWidget() is other
    press(qtbot, "7")
    assert (other.text(), sheet.texts("charts")[0]) == ("7", "4")


def test_ctrl_x_copies_and_clears(sheet: Sheet, qtbot: QtBot) -> None:
    press(qtbot, "12", Key.Key_Return, "7", Key.Key_Return, Key.Key_Up, Key.Key_Up)
    press(qtbot, Key.Key_Down, held=SHIFT)
    press(qtbot, Key.Key_X, held=CONTROL)
    assert QGuiApplication.clipboard().text() == "12\n7"
    assert sheet.blocks == [(0, "charts", (("",), ("",)))]


def test_the_right_button_offers_by_words_what_the_keys_do(sheet: Sheet, qtbot: QtBot) -> None:
    press(qtbot, "12", Key.Key_Return)
    found = menu(sheet, 0, "charts")
    assert found == dict.fromkeys(("Cut", "Copy", "Paste", "Clear", "Fill down", "Same as last week"), True)
    assert sheet.grid.current == (0, "charts")
    choose(sheet, "Cut")
    assert QGuiApplication.clipboard().text() == "12" and sheet.texts("charts")[0] == ""
    menu(sheet, 2, "hours")
    choose(sheet, "Paste")
    assert sheet.calls[-1] == (2, "hours", "12")
    assert "Choose from the list" in menu(sheet, 2, "side")


def test_the_right_button_keeps_what_is_chosen_and_leaves_a_refused_cell_as_it_was(sheet: Sheet, qtbot: QtBot) -> None:
    press(qtbot, "abc", Key.Key_Return, Key.Key_Up)
    press(qtbot, Key.Key_Down, held=SHIFT)
    menu(sheet, 0, "charts")
    assert chosen(sheet) == ([0, 1], ["charts"])
    choose(sheet, "Copy")
    assert QGuiApplication.clipboard().text() == "abc\n"
    sheet.grid.set_current(0, "charts")
    menu(sheet, 0, "charts")
    choose(sheet, "Leave the cell as it was")
    assert sheet.grid.refusals == () and sheet.texts("charts")[0] == ""


def test_the_menu_key_opens_the_menu_at_the_cell(sheet: Sheet) -> None:
    view = sheet.grid.view
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    assert view.menu is not None and view.menu.isVisible()
    cell = view.visualRect(view.currentIndex())
    assert view.viewport().mapFromGlobal(view.menu.pos()).y() == cell.bottom()


@pytest.mark.parametrize("how", ["type", "delete", "edit", "paste", "cut"])
def test_where_nothing_can_be_typed_it_is_said_why(sheet: Sheet, qtbot: QtBot, how: str) -> None:
    sheet.grid.set_current(1, "coder")
    QGuiApplication.clipboard().setText("12")
    bare = {"type": Key.Key_5, "delete": Key.Key_Delete, "edit": Key.Key_F2}
    key = bare.get(how, Key.Key_V if how == "paste" else Key.Key_X)
    held = Modifier.NoModifier if how in bare else CONTROL
    press(qtbot, key, held=held)
    assert sheet.grid._strip.text() == "This cell takes no value. Tab goes to the next one that does"
    assert sheet.grid.current == (1, "coder"), "a letter leads to no other row, where the next one would be typed"
    assert sheet.calls == [] and sheet.blocks == []
    assert menu(sheet, 1, "coder")["Clear"] is False
    sheet.grid.set_current(1, "charts")
    assert sheet.grid._strip.text() == ""


def test_a_grid_for_reading_only_says_so(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.grid.set_read_only(True)
    press(qtbot, "5")
    assert "for reading only" in sheet.grid._strip.text()
    press(qtbot, Key.Key_C, held=CONTROL)
    assert not menu(sheet, 0, "charts")["Paste"]
