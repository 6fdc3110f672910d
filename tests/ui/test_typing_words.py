"""A word in a closed list of the day grid that is refused, or only begun, is kept as every other cell is."""

from pathlib import Path

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from codedesk import formats
from tests.services.team import FRIDAY
from tests.ui.test_typing import at_cell, to_cell
from tests.ui.typing_window import after_a_kill, window
from tests.ui.typist import Key


def test_a_word_of_no_work_type_and_half_a_word_are_there_after_a_kill(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "today") as first:
        to_cell(first, 0, "what")
        first.type("something else")
        first.press(Key.Key_Return)
        assert at_cell(first, 0, "what").state == "refused"
        first.page.step_back()
        first.settle()
        assert [row.title for row in first.waiting] == [f"Cells of {formats.full_day(FRIDAY)}"]
        to_cell(first, 0, "what")
        first.type("PT")
        with after_a_kill(qtbot, first, "today") as second:
            assert at_cell(second, 0, "what").text == "something else"
            second.page.step_back()
            second.settle()
            assert at_cell(second, 0, "what").text == "PTO" and at_cell(second, 0, "what").state == "refused"
            to_cell(second, 0, "what")
            QTest.keyClick(second.page.grid.view, Key.Key_Return)
            second.settle()
            assert "PTO (absence)" in [row.cells["what"].text for row in second.page.grid.rows]
