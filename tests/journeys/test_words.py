"""Names and notes of every kind, typed through the window: kept, shown, exported, and read back the same.

And what a long day must hold: no wheel changes a value on any page, and a hundred steps go back and forth across pages.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.exchange.csv_reading import read_draft
from codedesk.exchange.exports import write_csv
from codedesk.models.coders import CoderDraft
from codedesk.services.days.days import day_grid
from codedesk.services.department.starters import starters
from codedesk.services.files import exporting, importing
from codedesk.services.people.coders import add_coder
from codedesk.ui.registry import PAGES
from tests.services.team import FRIDAY
from tests.ui.pages.day_window import DayWindow
from tests.ui.typist import Key, Modifier

NAMES = (
    ("Siobhán O’Brien-D'Arcy", ""),
    ("José Núñez", ""),
    ("王小明", ""),
    ("Null", ""),
    ("NA", ""),
    ("Maria Lopez", "days"),
    ("Maria Lopez", "nights"),
    ("Å" * 300, ""),
)
NOTES = ("E&M", "<coder>", "=1+1", "👩🏽‍⚕️ emoji 🎉", "NULL", "N/A", 'tab and "quotes", commas; semis', "x" * 1_000_000)
VALUED = (QLineEdit, QComboBox, QPlainTextEdit, QAbstractButton, QAbstractItemView)
CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path)
    yield made
    made.close()


def test_names_and_notes_are_kept_shown_and_read_back_the_same(window: DayWindow, tmp_path: Path) -> None:
    desk = window.team.desk
    for name, note in NAMES:
        draft = CoderDraft(name=name, started_on=date(2025, 1, 6), scheduled_hours_per_week=40.0, name_note=note)
        shown = f"{name} ({note})" if note else name
        window.team.coders[shown] = desk.write(f"Add {name}", add_coder, draft, (1, 2))
    window.wait(lambda: len(window.page._entering.blocks) == len(NAMES) + 2)
    window.settle()
    names = list(window.team.coders)[2:]
    for name, note in zip(names, NOTES, strict=True):
        window.go(name, "note", "Inpatient")
        window.press(Key.Key_F2)
        QGuiApplication.clipboard().setText(note)
        window.press(Key.Key_V, CONTROL)
        window.press(Key.Key_Return)
        window.settle()
        assert window.cell(name, "note", "Inpatient").text == note
        assert window.cell(name, "who").text == name
    kept = {block.coder: line.note for block in desk.read(day_grid, FRIDAY).blocks for line in block.lines if line.note}
    assert kept == dict(zip(names, NOTES, strict=True))
    write_csv(desk.read(exporting.everything), tmp_path / "files")
    with_draft = read_draft(tmp_path / "files")
    again = Desk.create(tmp_path / "again.codedesk", "manager", starters)
    again.write("Import", importing.apply, with_draft)
    back = {
        block.coder: line.note for block in again.read(day_grid, FRIDAY).blocks for line in block.lines if line.note
    }
    assert back == kept
    assert again.undo() == "Import" and again.read(day_grid, FRIDAY).blocks == ()
    assert again.redo() == "Import" and len(again.read(day_grid, FRIDAY).blocks) == len(NAMES) + 2
    again.close()


def test_no_wheel_changes_a_value_on_any_page(window: DayWindow) -> None:
    window.team.set("Ana Diaz", "charts", 12, "Inpatient")
    revision = window.team.desk.revision
    walked = 0
    for entry in PAGES:
        window.frame.show_page(entry.name)
        window.settle()
        editors = [found for found in window.frame.findChildren(QWidget) if isinstance(found, VALUED)]
        for widget in window.frame.findChildren(QWidget):
            if shiboken6.isValid(widget) and widget.isVisibleTo(window.frame):
                widget.setFocus()
                chosen = {found: _value(found) for found in editors if shiboken6.isValid(found)}
                for delta in (-120, 120, 120, -120):
                    QApplication.sendEvent(widget, _wheel(widget, delta))
                    told = (entry.name, type(widget).__name__, widget.accessibleName())
                    assert {found: _value(found) for found in editors if shiboken6.isValid(found)} == chosen, told
                walked += 1
        assert not window.page.findChildren(QSpinBox), entry.name
        window.settle()
        assert window.team.desk.revision == revision, (entry.name, window.team.desk.undo_step)
    window.settle()
    assert walked > 400
    assert window.team.desk.revision == revision, window.team.desk.undo_step


def test_three_quick_keys_take_three_steps_back(window: DayWindow) -> None:
    for charts in (1, 2, 3, 4):
        window.team.set("Ana Diaz", "charts", charts, "Inpatient")
    window.settle()
    for _ in range(3):
        window.press(Key.Key_Z, CONTROL)
    window.wait(lambda: window.team.block("Ana Diaz").charts == 1)
    window.settle()
    assert window.team.block("Ana Diaz").charts == 1


def test_a_hundred_steps_of_several_pages_go_back_and_forth_by_keys(window: DayWindow) -> None:
    desk = window.team.desk
    for number in range(100):
        if number % 10 == 9:
            draft = CoderDraft(name=f"Coder {number}", started_on=date(2025, 1, 6))
            desk.write(f"Add coder {number}", add_coder, draft)
        else:
            window.team.set("Ana Diaz", "charts", number + 1, "Inpatient")
    window.settle()
    last = desk.read(exporting.everything)
    for page, key, shifted in (("history", Key.Key_Z, CONTROL), ("team", Key.Key_Z, CONTROL | SHIFT)):
        window.frame.show_page(page)
        window.settle()
        for _ in range(100):
            revision = desk.revision
            window.press(key, shifted)
            window.wait(partial(_stepped, window, revision))
        window.settle()
        if page == "history":
            assert desk.undo_step is None
            assert {block.coder for block in desk.read(day_grid, FRIDAY).blocks} == {"Ana Diaz", "Bo Chen"}
            assert all(block.charts is None for block in desk.read(day_grid, FRIDAY).blocks)
    assert desk.redo_step is None
    assert desk.read(exporting.everything) == last


def _stepped(window: DayWindow, before: int) -> bool:
    """Tell whether the window said that the step was made: while it says "Taking back …" it hears no key."""
    return window.team.desk.revision > before and not window.context.background.busy


def _value(editor: QWidget) -> object:
    if isinstance(editor, QLineEdit):
        return editor.text()
    if isinstance(editor, QComboBox):
        return editor.currentIndex()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QAbstractItemView):
        return editor.currentIndex().row(), editor.currentIndex().column()
    assert isinstance(editor, QAbstractButton)
    return editor.isChecked()


def _wheel(editor: QWidget, delta: int) -> QWheelEvent:
    middle = QPointF(editor.rect().center())
    return QWheelEvent(
        middle,
        editor.mapToGlobal(middle),
        QPoint(0, 0),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
