"""Former names in Setup: shown under the name, removed with a key, and in the way of something new of that name."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from codedesk.services.standards.work_types import work_types
from codedesk.ui.widgets.buttons import Button
from tests.ui.pages.day_window import DayWindow
from tests.ui.typist import Key, Modifier

CONTROL = Modifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path, page="setup")
    made.page.show_section("work_types")
    made.settle()
    yield made
    made.close()


def section(window: DayWindow) -> Any:
    return window.page.section


def rename(window: DayWindow, name: str) -> None:
    editor = section(window).form.editor("name")
    editor.setFocus()
    editor.selectAll()
    window.type(name)
    window.press(Key.Key_Return)
    window.settle()


def shown(window: DayWindow) -> list[str]:
    part = section(window).former
    return [label.text() for label in part.findChildren(QLabel) if label.isVisibleTo(section(window))]


def test_a_renamed_work_type_says_what_it_was_called(window: DayWindow) -> None:
    assert not section(window).former.isVisibleTo(section(window))
    rename(window, "Acute care")
    assert section(window).heading.text() == "Acute care"
    assert [words.partition(", until")[0] for words in shown(window)] == ["formerly Inpatient"]
    section(window).table.setFocus()
    window.press(Key.Key_Down)
    window.settle()
    assert shown(window) == []


def test_a_former_name_is_removed_with_the_keyboard_and_undone(window: DayWindow) -> None:
    rename(window, "Acute care")
    remove = next(each for each in section(window).former.findChildren(Button))
    assert remove.accessibleName() == "Remove the former name Inpatient"
    remove.setFocus()
    window.press(Key.Key_Return)
    window.settle()
    assert shown(window) == []
    assert window.focus is section(window).table
    assert window.team.desk.undo_step == "Remove the former name Inpatient"
    window.context.undo()
    window.wait(lambda: len(shown(window)) == 1)


def test_something_new_of_a_former_name_is_told_whose_it_was(window: DayWindow) -> None:
    rename(window, "Acute care")
    window.press(Key.Key_N, CONTROL)
    window.type("inpatient")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    editor = section(window).form.editor("name")
    assert window.focus is editor
    assert "Acute care was called “Inpatient” until" in editor.accessibleDescription()
    assert [row.draft.name for row in window.team.desk.read(work_types)][:1] == ["Acute care"]
    assert shown(window) == []


def test_a_renamed_work_type_has_its_new_name_among_the_usual_ones_of_a_coder(window: DayWindow) -> None:
    window.page.show_section("coders")
    window.settle()
    window.page.show_section("work_types")
    window.settle()
    rename(window, "Acute care")
    window.page.show_section("coders")
    window.settle()
    window.wait(lambda: "Acute care" in section(window).usual.offered.values())
    assert "Inpatient" not in section(window).usual.offered.values()


def test_undo_of_the_rename_takes_the_former_name_away(window: DayWindow) -> None:
    rename(window, "Acute care")
    window.context.undo()
    window.wait(lambda: section(window).heading.text() == "Inpatient")
    window.wait(lambda: shown(window) == [])
