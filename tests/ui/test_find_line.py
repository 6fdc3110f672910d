"""Ctrl+F finds in what the page shows, typing in a list narrows it, F5 reads anew."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.widgets.find_line import FindLine
from codedesk.ui.widgets.table import Table
from tests.ui.pages.day_window import DayWindow

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def audits(qtbot: QtBot, shared_sample: Desk) -> Iterator[Frame]:
    context = Context(shared_sample, Settings(), lambda: date(2026, 3, 31))
    frame = Frame(context)
    qtbot.addWidget(frame)
    frame.resize(1180, 680)
    frame.show()
    frame.show_page("audits")
    with qtbot.waitActive(frame):
        frame.activateWindow()
    qtbot.waitUntil(lambda: not context.background.busy)
    yield frame
    context.close()


def press(key: str | Key, held: Modifier = Modifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)


def test_a_key_that_the_page_does_not_have_begins_no_search(audits: Frame) -> None:
    table = listed(audits)
    table.setFocus()
    press("9", Modifier.AltModifier)
    press("q", CONTROL)
    assert audits.page is not None
    assert audits.page.findChild(FindLine) is None
    press("d")
    assert line_of(audits).isVisible()


def line_of(frame: Frame) -> FindLine:
    assert frame.page is not None
    found = frame.page.findChild(FindLine)
    assert found is not None
    return found


def listed(frame: Frame) -> Table[object]:
    assert frame.page is not None
    table: Table[object] = frame.page.table
    return table


def test_typing_in_a_list_narrows_it_and_esc_gives_it_back(audits: Frame) -> None:
    table = listed(audits)
    whole = len(table.rows)
    table.setFocus()
    for letter in "tolliver":
        press(letter)
    line = line_of(audits)
    assert line.line.text() == "tolliver" and line.line.hasFocus()
    assert 0 < len(table.rows) < whole
    assert line.words.text() == f"{len(table.rows)} of {whole} rows"
    press(Key.Key_Return)
    assert table.hasFocus()
    audits.page.find_words()
    press(Key.Key_Escape)
    assert len(table.rows) == whole and line.isHidden() and table.hasFocus()


def test_esc_in_the_list_gives_it_back_too(audits: Frame) -> None:
    table = listed(audits)
    whole = len(table.rows)
    table.setFocus()
    for letter in "tolliver":
        press(letter)
    press(Key.Key_Return)
    assert table.hasFocus() and len(table.rows) < whole
    press(Key.Key_Escape)
    assert len(table.rows) == whole and line_of(audits).isHidden() and table.hasFocus()


def test_words_are_found_in_any_order_and_their_close_button_closes(audits: Frame, qtbot: QtBot) -> None:
    table = listed(audits)
    press(Key.Key_F, CONTROL)
    line = line_of(audits)
    assert line.isVisible() and line.line.hasFocus()
    for letter in "surgery mar 2026 xyz":
        press(letter)
    assert table.rows == () and line.words.text().startswith("0 of ")
    for _ in "xyz":
        press(Key.Key_Backspace)
    assert table.rows
    line.close_line()
    assert line.isHidden()


def test_in_a_grid_it_leads_to_the_cells_one_after_the_other(window: DayWindow) -> None:
    window.press(Key.Key_F, CONTROL)
    window.type("inpat")
    line = line_of(window.frame)
    assert line.words.text() == "1 of 2 places"
    assert window.at()[:2] == ("Ana Diaz", "Inpatient")
    window.press(Key.Key_Return)
    assert window.at()[:2] == ("Bo Chen", "Inpatient")
    window.press(Key.Key_Return, SHIFT)
    assert window.at()[:2] == ("Ana Diaz", "Inpatient")
    window.press(Key.Key_Escape)
    assert window.focus is window.grid.view and window.at()[:2] == ("Ana Diaz", "Inpatient")


def test_f5_reads_the_page_anew_and_says_so(window: DayWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    refresh = type(window.page).refresh
    monkeypatch.setattr(type(window.page), "refresh", lambda page: (asked.append(True), refresh(page))[1])
    window.go("Ana Diaz", "charts", "Inpatient")
    window.press(Key.Key_F5)
    window.settle()
    assert asked and window.frame.strip.text == "Today was read anew."
    assert window.at() == ("Ana Diaz", "Inpatient", "charts")
