"""To look at, through the real window: reached by keys from Today, confirmed by a key, and back in the cell."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from codedesk.periods import Period
from codedesk.services.days.marks import to_look_at
from tests.services.team import FRIDAY
from tests.ui.pages.day_window import DayWindow
from tests.ui.typist import Key, Modifier

CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path)
    made.team.set("Bo Chen", "charts", 4, "Inpatient", date(2026, 7, 4))
    made.team.set("Ana Diaz", "paid_hours", 17.0)
    made.settle()
    yield made
    made.close()


def test_the_list_is_reached_by_a_key_and_enter_goes_to_the_cell(window: DayWindow) -> None:
    window.press(Key.Key_U, CONTROL | SHIFT)
    window.settle()
    assert window.frame.page_name == "looking"
    assert [(row.coder, row.mark.kind) for row in window.page.table.rows] == [
        ("Bo Chen", "weekend"),
        ("Ana Diaz", "schedule"),
    ]
    window.press(Key.Key_Return)
    window.settle()
    assert (window.frame.page_name, window.page.day) == ("today", date(2026, 7, 4))
    assert window.at() == ("Bo Chen", "", "paid")


def test_a_key_confirms_here_and_in_the_grid_and_undo_brings_the_mark_back(window: DayWindow) -> None:
    window.press(Key.Key_U, CONTROL | SHIFT)
    window.settle()
    window.press(Key.Key_M, CONTROL)
    window.wait(lambda: len(window.page.table.rows) == 1)
    window.press(Key.Key_Escape)
    window.settle()
    window.go("Ana Diaz", "paid")
    assert window.cell("Ana Diaz", "paid").state == "marked"
    window.press(Key.Key_M, CONTROL)
    window.wait(lambda: window.cell("Ana Diaz", "paid").state == "normal")
    assert window.team.desk.undo_step == f"Confirm 17 h paid, Ana Diaz, {FRIDAY.day} Jul 2026"
    window.press(Key.Key_Z, CONTROL)
    window.wait(lambda: window.cell("Ana Diaz", "paid").state == "marked")


def test_nothing_to_look_at_says_so_with_a_way_back(window: DayWindow) -> None:
    window.press(Key.Key_U, CONTROL | SHIFT)
    window.settle()
    window.press(Key.Key_A, CONTROL)
    window.press(Key.Key_M, CONTROL)
    window.wait(lambda: window.team.desk.read(to_look_at, window.context.period) == ())
    window.settle()
    assert window.team.desk.undo_step == "Confirm 2 values"
    assert window.page._notice is not None and window.page._notice.isVisibleTo(window.page)
    assert "value" not in window.page._subline.text(), "it went on counting what was confirmed"
    assert [made.text() for _, made in window.page._buttons if made.isEnabled()] == ["Back to Today"]


def test_team_counts_the_values_in_its_first_line_and_enter_leads_to_them(window: DayWindow) -> None:
    window.frame.show_page("team")
    window.settle()
    button = window.page.attention.looking
    assert button.isVisible() and button.text() == "2 values to look at"
    window.context.coder_id = window.team.coders["Ana Diaz"]
    window.settle()
    assert button.text() == "1 value to look at of Ana Diaz"
    window.context.coder_id = None
    window.settle()
    button.setFocus()
    window.press(Key.Key_Return)
    window.settle()
    assert window.frame.page_name == "looking"
    window.press(Key.Key_A, CONTROL)
    window.press(Key.Key_M, CONTROL)
    window.wait(lambda: window.team.desk.undo_step == "Confirm 2 values")
    window.frame.show_page("team")
    window.settle()
    assert not button.isVisible()


def test_of_ten_years_the_values_are_not_counted_but_offered(window: DayWindow) -> None:
    window.context.period = Period(date(2017, 1, 1), date(2026, 9, 30))
    window.frame.show_page("team")
    window.settle()
    assert window.page.attention.looking.text() == "Values to look at"


def test_reading_years_can_be_stopped_and_says_so(window: DayWindow) -> None:
    window.context.period = Period(date(2017, 1, 1), date(2026, 9, 30))
    window.frame.show_page("looking")
    window.page._stop()
    window.settle()
    assert "reading was stopped, older ones are not listed" in window.page._subline.text()
    window.page.refresh()
    window.settle()
    assert [row.coder for row in window.page.table.rows] == ["Bo Chen", "Ana Diaz"]
    assert "stopped" not in window.page._subline.text()
