"""A cell with a closed list opens it: by Alt+Down, by a click, by typing, which narrows it."""

from collections.abc import Hashable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from codedesk.ui.widgets.grid import EntryGrid, GridColumn, GridRow

Key, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
WORDS = ("principal diagnosis", "procedure", "sequencing", "secondary diagnosis", "laterality")
COLUMNS = (
    GridColumn("charts", "Charts", "count"),
    GridColumn("category", "Category", width=160, choices=WORDS, keys=("pd", "pr", "sq", "sd", "lat")),
)
Call = tuple[Hashable, str, str]


class Sheet:
    def __init__(self, bot: QtBot) -> None:
        self.calls: list[Call] = []
        self.window = QWidget()
        bot.addWidget(self.window)
        self.grid = EntryGrid(COLUMNS, "Findings", commit=self.commit)
        self.grid.setParent(self.window)
        self.grid.show_rows([GridRow(number) for number in range(3)])
        self.window.resize(500, 400)
        self.grid.resize(500, 120)
        with bot.waitExposed(self.window):
            self.window.show()
        self.grid.view.setFocus()
        self.grid.set_current(0, "category")

    def commit(self, row: Hashable, column: str, text: str) -> None:
        self.calls.append((row, column, text))
        self.grid.accept(row, column, text)

    @property
    def shown(self) -> QListWidget | None:
        lists = self.window.findChildren(QListWidget, "choices")
        return next((each for each in lists if each.isVisible()), None)

    @property
    def offered(self) -> list[str]:
        return [self.shown.item(row).text() for row in range(self.shown.count())] if self.shown else []

    def press(self, *keys: str | Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, key, held)

    def at(self, row: int, column: str) -> QPoint:
        view, model = self.grid.view, self.grid.model
        return view.visualRect(model.index(row, model.column_of(column))).center()


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    return Sheet(qtbot)


def test_alt_down_opens_the_list_and_the_arrows_and_enter_take_a_word(sheet: Sheet) -> None:
    sheet.press(Key.Key_Down, held=ALT)
    assert sheet.offered[:2] == ["principal diagnosis (pd)", "procedure (pr)"] and len(sheet.offered) == 5
    sheet.press(Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Down, Key.Key_Return)
    assert sheet.calls == [(0, "category", "procedure")]
    assert sheet.grid.current == (1, "category") and sheet.shown is None


def test_typing_narrows_the_list_by_key_and_by_the_beginning_of_any_word(sheet: Sheet) -> None:
    sheet.press("d")
    assert sheet.offered == ["principal diagnosis (pd)", "secondary diagnosis (sd)"]
    sheet.press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    sheet.press("s", "q")
    assert sheet.offered == ["sequencing (sq)"]
    sheet.press(Key.Key_Return)
    sheet.press("p", "d", " ", "r")
    assert sheet.shown is None
    assert [text for _, _, text in sheet.calls] == ["secondary diagnosis", "sequencing"]


def test_esc_leaves_the_cell_as_it_was_with_one_key(sheet: Sheet) -> None:
    sheet.press(Key.Key_Down, held=ALT)
    sheet.press(Key.Key_Down, Key.Key_Escape)
    assert sheet.calls == [] and sheet.shown is None and not sheet.grid.view.is_typing()


def test_a_click_opens_the_list_and_a_click_on_a_word_takes_it(sheet: Sheet, qtbot: QtBot) -> None:
    viewport, left = sheet.grid.view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mouseClick(viewport, left, pos=sheet.at(1, "charts"))
    assert not sheet.grid.view.is_typing()
    qtbot.mouseClick(viewport, left, pos=sheet.at(1, "category"))
    assert sheet.shown is not None
    word = sheet.shown.visualItemRect(sheet.shown.item(4)).center()
    qtbot.mouseClick(sheet.shown.viewport(), left, pos=word)
    assert sheet.calls == [(1, "category", "laterality")]
    assert sheet.shown is None and sheet.grid.view.hasFocus()


def test_the_list_is_not_cut_off_by_the_grid(sheet: Sheet) -> None:
    sheet.grid.set_current(2, "category")
    sheet.press(Key.Key_Down, held=ALT)
    assert sheet.shown is not None
    row = sheet.shown.visualItemRect(sheet.shown.item(4))
    assert sheet.shown.viewport().rect().contains(row)
    assert sheet.window.rect().contains(sheet.shown.geometry())
    assert sheet.shown.geometry().bottom() > sheet.grid.geometry().bottom()


def test_alt_down_moves_no_row_where_there_is_no_list(sheet: Sheet) -> None:
    sheet.grid.set_current(0, "charts")
    sheet.press(Key.Key_Down, held=ALT)
    assert sheet.grid.current == (0, "charts") and not sheet.grid.view.is_typing()


def test_a_list_is_not_opened_where_nothing_can_be_typed(sheet: Sheet) -> None:
    sheet.grid.set_read_only(True)
    sheet.press(Key.Key_Down, held=ALT)
    assert sheet.shown is None


@pytest.mark.parametrize(
    ("typed", "meant"), [("pdx", "principal diagnosis"), ("Primary d", "principal diagnosis"), ("later", "laterality")]
)
def test_a_word_is_found_by_what_people_call_it(sheet: Sheet, typed: str, meant: str) -> None:
    sheet.press(*typed)
    assert [each.partition(" (")[0] for each in sheet.offered] == [meant]
    sheet.press(Key.Key_Return)
    assert sheet.calls == [(0, "category", meant)]
