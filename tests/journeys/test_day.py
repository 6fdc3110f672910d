"""A first day, from an empty department to a finished date, by keyboard alone."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from codedesk.services.days.weeks import week_strip
from codedesk.services.people.coders import coders
from tests.services.team import FRIDAY, MONDAY
from tests.ui.pages.day_window import DayWindow
from tests.ui.typist import Key, Modifier

CONTROL = Modifier.ControlModifier


def test_a_first_day_from_nothing_to_finished_and_back(qtbot: QtBot, tmp_path: Path) -> None:
    window = DayWindow(qtbot, tmp_path, page="setup", empty=True)
    window.page.show_section("work_types")
    window.settle()
    window.page.section.starter.setFocus()
    window.press(Key.Key_Space)
    window.settle()

    window.page.show_section("coders")
    window.settle()
    for name in ("Ana Diaz", "Bo Chen"):
        window.press(Key.Key_N, CONTROL)
        for text in (name, "", "CCS", "2026-01-05", "", "40", "", ""):
            window.enter(text)
        window.settle()
        window.page.section.usual.setFocus()
        window.page.section.usual.setCurrentRow(0)
        window.press(Key.Key_Space)
        window.settle()
    window.team.coders = {row.shown_name: row.id for row in window.team.desk.read(coders, FRIDAY)}

    window.press(Key.Key_1, CONTROL)
    window.settle()
    assert [block.coder for block in window.page._entering.blocks] == ["Ana Diaz", "Bo Chen"]
    window.enter("12")
    window.enter("14")
    window.press(Key.Key_Return, times=2)
    window.settle()
    assert "2 of 2 coders whole · 26 charts · 16 h paid" in window.page._subline.text()

    window.press(Key.Key_Return, CONTROL)
    window.wait(lambda: window.page.day != FRIDAY)
    window.settle()
    row = window.team.desk.read(week_strip, MONDAY)[4]
    assert (row.state, row.finished) == ("full", True)

    window.press(Key.Key_Z, CONTROL)
    window.wait(lambda: not window.team.desk.read(week_strip, MONDAY)[4].finished)
    window.press(Key.Key_Z, CONTROL)
    window.wait(lambda: window.team.desk.read(week_strip, MONDAY)[4].state == "part")
    window.close()
