"""Rework and denials are entered in the window, by keys and by mouse; each cause stands for itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import select

from codedesk.models import Rework
from codedesk.settings import Settings
from codedesk.ui.context import Context
from codedesk.ui.pages.capacity.reworks import ReworkPanel
from tests.services.team import FRIDAY, Team
from tests.ui.hand import pick, press, seen_button
from tests.ui.typist import Key, Modifier, Typist

CONTROL = Modifier.ControlModifier


class EntryWindow(Typist):
    """A panel of the Capacity page alone, on a small team."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.team = Team(folder)
        super().__init__(qtbot, Context(self.team.desk, Settings(), lambda: FRIDAY))
        self.holder = QWidget()
        qtbot.addWidget(self.holder)
        self.panel = ReworkPanel(self.context)
        self.panel.setParent(self.holder)
        self.holder.resize(1000, 500)
        self.panel.resize(980, 480)
        with qtbot.waitActive(self.holder):
            self.holder.show()
        self.refresh()

    def refresh(self) -> None:
        self.panel.refresh()
        self.settle()

    @property
    def dialog(self) -> Any:
        return self.panel.editing.shown

    def rows(self) -> list[Rework]:
        return self.team.desk.read(lambda session: list(session.exec(select(Rework))))

    def close(self) -> None:
        self.settle()
        self.context.close()
        self.team.desk.close()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[EntryWindow]:
    usual = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(20)
    made = EntryWindow(qtbot, tmp_path)
    yield made
    made.close()
    QApplication.setDoubleClickInterval(usual)


def test_a_denial_takes_under_twenty_keys(window: EntryWindow) -> None:
    window.panel.add()
    window.bot.waitUntil(lambda: window.dialog is not None and window.dialog.isActiveWindow())
    window.keys = 1  # the one that opened the form
    window.press(Key.Key_Return)  # today
    window.enter("d")  # denial
    window.enter("i")  # Inpatient
    window.enter("a")  # Ana Diaz
    window.press(Key.Key_Return)  # the coder's error
    window.press(Key.Key_Return)  # one chart
    for letter in "1250.5":
        window.keys += 1
        QTest.keyClick(window.focus, letter)
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert window.keys < 20
    (row,) = window.rows()
    assert (row.day, row.source, row.cause, row.outcome) == (FRIDAY, "denial", "coder", "open")
    assert (row.coder_id, row.work_type_id, row.charts, row.at_stake) == (
        window.team.coders["Ana Diaz"], window.team.types["Inpatient"], 1, 125050,
    )  # fmt: skip


def test_a_denial_by_mouse_and_its_end_later(window: EntryWindow) -> None:
    void = seen_button(window.holder, "Void")
    assert not void.isEnabled(), "no line is chosen"
    press(window.holder, "Add rework")
    window.bot.waitUntil(lambda: window.dialog is not None and window.dialog.isActiveWindow())
    form = window.dialog.form
    for name, words in (("source", "Denial"), ("work_type_id", "Emergency"), ("cause", "Payer’s error")):
        pick(window.bot, form.editor(name), words)
    press(window.dialog, "Save")
    window.settle()
    (row,) = window.rows()
    assert (row.source, row.cause, row.coder_id) == ("denial", "payer", None)
    window.refresh()
    table = window.panel.table
    assert [row.draft.cause for row in table.rows] == ["payer"]
    at = table.visualRect(table.model().index(0, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert void.isEnabled()
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    window.bot.waitUntil(lambda: window.dialog is not None and window.dialog.isActiveWindow())
    pick(window.bot, window.dialog.form.editor("outcome"), "Overturned")
    press(window.dialog, "Save")
    window.settle()
    (row,) = window.rows()
    assert row.outcome == "overturned" and not row.counted


def test_a_coders_error_without_a_coder_and_money_with_three_decimals_are_refused_beside_their_fields(
    window: EntryWindow,
) -> None:
    window.panel.add()
    window.bot.waitUntil(lambda: window.dialog is not None and window.dialog.isActiveWindow())
    form = window.dialog.form
    form.set_values({"source": "denial", "work_type_id": 1})
    form.show_texts({**form.texts, "at_stake": "1.2345"})
    assert "at most two decimals" in form.errors["at_stake"]
    form.show_texts({**form.texts, "at_stake": "12.34"})
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert window.rows() == []
    assert "say whose error it was, or choose another cause" in form.editor("coder_id").accessibleDescription()
    window.dialog.done(0)


def test_a_form_that_is_asked_for_before_its_lists_are_read_gets_them(window: EntryWindow) -> None:
    """From the palette of another view the work types of a denial were an empty list, and it could not be saved."""
    window.panel.editing.choices = {}
    window.panel.add()
    form = window.dialog.form
    assert form.editor("work_type_id").count() == 0
    window.refresh()
    assert form.editor("work_type_id").count() > 1 and not form.unsaved
    assert form.editor("coder_id").currentText() == "Nobody in particular"
    window.dialog.reject()
