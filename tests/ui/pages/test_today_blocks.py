"""Today: blocks pasted from a spreadsheet, and the grid turned to one coder's days."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from codedesk.ui.widgets.buttons import Button
from codedesk.ui.widgets.clipboard import text_of
from tests.services.team import FRIDAY, MONDAY
from tests.ui.pages.day_window import DayWindow
from tests.ui.typist import Key, Modifier

LONG = "line of a megabyte\n" * 55_000
CONTROL = Modifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path)
    yield made
    made.close()


def paste(window: DayWindow, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    window.press(Key.Key_V, CONTROL)
    window.settle()
    preview = window.page._entering.preview
    if preview is not None:
        window.wait(lambda: preview.isActiveWindow() and preview.isAncestorOf(window.focus))


def said_by_buttons(window: DayWindow) -> list[tuple[str, str]]:
    """What the buttons of the preview show, and what is read out of them."""
    buttons = window.page._entering.preview.findChildren(Button)
    return [(made.text(), made.accessibleName()) for made in buttons if made.isVisible() and made.text()]


def back(window: DayWindow) -> None:
    window.wait(lambda: QApplication.focusWidget() is window.grid.view)
    window.settle()


def test_a_pasted_column_falls_on_the_cells_that_enter_would_go_to(window: DayWindow) -> None:
    window.go("Ana Diaz", "charts", "Same-day surgery")
    paste(window, "1\n2\n3\n4\n")
    preview = window.page._entering.preview
    labels = [(line.label, line.after) for line in preview.plan.lines]
    assert "Same-day surgery and Inpatient by turns" in preview._words.text()
    assert labels == [
        ("Ana Diaz, Same-day surgery, charts", "1"),
        ("Ana Diaz, Inpatient, charts", "2"),
        ("Bo Chen, Same-day surgery, charts", "3"),
        ("Bo Chen, Inpatient, charts", "4"),
    ]
    assert said_by_buttons(window) == [("Do not paste", "Do not paste"), ("Paste 4 values", "Paste 4 values")]
    assert window.team.block("Ana Diaz").empty
    window.press(Key.Key_Return)
    back(window)
    assert window.cell("Bo Chen", "charts", "Inpatient").text == "4"
    assert window.team.desk.undo_step == "Paste 4 values, 3 Jul 2026, 2 coders"
    window.press(Key.Key_Z, CONTROL)
    window.settle()
    assert window.team.block("Ana Diaz").empty
    assert window.team.block("Bo Chen").empty


def test_what_a_paste_refuses_is_listed_and_the_rest_is_kept(window: DayWindow) -> None:
    window.go("Bo Chen", "charts", "Inpatient")
    paste(window, "six\t2\r\n7\t1\r\n")
    plan = window.page._entering.preview.plan
    assert [(line.label, bool(line.reason)) for line in plan.lines] == [
        ("Bo Chen, Inpatient, charts", True),
        ("Bo Chen, Inpatient, hours", False),
        ("below the last line", True),
        ("below the last line", True),
    ]
    window.press(Key.Key_Return)
    back(window)
    line = next(line for line in window.team.block("Bo Chen").lines if line.work_type == "Inpatient")
    assert (line.charts, line.hours) == (None, 2.0)


def test_esc_leaves_everything_as_it_was(window: DayWindow) -> None:
    window.go("Ana Diaz", "charts", "Same-day surgery")
    paste(window, "1\n2\n")
    window.press(Key.Key_Escape)
    back(window)
    assert window.page._entering.preview is None
    assert window.team.block("Ana Diaz").empty


def test_a_single_pasted_cell_is_like_typing(window: DayWindow) -> None:
    window.go("Ana Diaz", "paid")
    paste(window, "7:30")
    assert window.page._entering.preview is None
    assert window.team.block("Ana Diaz").paid_hours == 7.5


def test_a_copied_block_pastes_back(window: DayWindow) -> None:
    for text in ("5", "6"):
        window.enter(text)
    window.settle()
    window.go("Ana Diaz", "charts", "Same-day surgery")
    window.press(Key.Key_Down, Modifier.ShiftModifier)
    window.press(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "5\n6"


@pytest.mark.parametrize(
    "text",
    ["two\nlines", "tab\there", "E&M <coder> =1+1 'O''Brien' 李雷 😀", '"quoted"', "  both ends  ", "Null", LONG],
    ids=lambda text: repr(text)[:20],
)
def test_a_note_of_any_text_is_pasted_kept_shown_and_edited_the_same(window: DayWindow, text: str) -> None:
    window.go("Ana Diaz", "note", "Inpatient")
    paste(window, text_of([[text]]))
    assert window.team.block("Ana Diaz").lines[1].note == text
    assert window.cell("Ana Diaz", "note", "Inpatient").text == text
    window.go("Ana Diaz", "note", "Inpatient")
    window.press(Key.Key_F2)
    window.press(Key.Key_End)
    window.enter("!")
    window.settle()
    assert window.team.block("Ana Diaz").lines[1].note == f"{text}!"
    window.go("Ana Diaz", "note", "Inpatient")
    window.press(Key.Key_C, CONTROL)
    window.go("Bo Chen", "note", "Inpatient")
    window.press(Key.Key_V, CONTROL)
    window.settle()
    assert window.team.block("Bo Chen").lines[1].note == f"{text}!"


def test_a_day_that_a_block_would_overfill_says_so_before_anything_is_kept(window: DayWindow) -> None:
    window.go("Ana Diaz", "hours", "Same-day surgery")
    paste(window, "13\n12\n8\n")
    preview = window.page._entering.preview
    assert [line.reason for line in preview.plan.lines] == [
        "",
        "that makes 25 h in the work lines, and a day has 24",
        "",
    ]
    window.press(Key.Key_Return)
    back(window)
    assert [line.hours for line in window.team.block("Ana Diaz").lines] == [13.0, None]
    assert window.team.block("Bo Chen").lines[0].hours == 8.0


def test_the_grid_is_turned_by_a_key_to_one_coders_week(window: DayWindow) -> None:
    window.go("Bo Chen", "charts", "Inpatient")
    window.press(Key.Key_T, CONTROL)
    window.settle()
    days = [row.cells["who"].text for row in window.grid.rows if row.opens_group]
    assert days[0] == "Mon 29 Jun 2026"
    assert len(days) == 7
    assert window.grid.model.columns[0].title == "Day"
    window.go("Bo Chen", "charts", "Same-day surgery", MONDAY)
    for text in ("1", "2", "3"):
        window.enter(text)
    window.settle()
    assert window.team.block("Bo Chen", MONDAY).charts == 3
    assert window.team.block("Bo Chen", MONDAY + timedelta(1)).charts == 3
    assert window.cell("Bo Chen", "paid", "", MONDAY + timedelta(5)).state == "normal"
    assert window.page.findChild(type(window.page.heading)) is not None
    window.press(Key.Key_T, CONTROL)
    window.settle()
    assert window.grid.model.columns[0].title == "Coder"


def test_turned_the_month_is_shown_and_paged(window: DayWindow) -> None:
    window.press(Key.Key_T, CONTROL)
    window.page._dates.spans["month"].click()
    window.settle()
    assert sum(row.opens_group for row in window.grid.rows) == 31
    window.grid.view.setFocus()
    window.press(Key.Key_Right, Modifier.AltModifier)
    window.settle()
    assert window.page.day == date(2026, 8, 1)
    assert "Ana Diaz, August 2026" in window.page._subline.text()


def test_turned_ctrl_enter_goes_on_with_the_next_coder(window: DayWindow) -> None:
    window.press(Key.Key_T, CONTROL)
    window.settle()
    window.grid.view.setFocus()
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert {row.key.coder_id for row in window.grid.rows} == {window.team.coders["Bo Chen"]}
    assert window.page.day == FRIDAY


def test_last_week_is_copied_for_all_chosen_cells(window: DayWindow) -> None:
    before = FRIDAY - timedelta(7)
    window.team.set("Ana Diaz", "charts", 9, "Same-day surgery", before)
    window.team.set("Ana Diaz", "charts", 8, "Inpatient", before)
    window.settle()
    window.go("Ana Diaz", "charts", "Same-day surgery")
    window.press(Key.Key_Down, Modifier.ShiftModifier)
    window.press(Key.Key_Apostrophe, CONTROL)
    window.settle()
    assert window.team.block("Ana Diaz").charts == 17
    assert window.team.desk.undo_step == "Copy last Friday, 2 cells, 3 Jul 2026"
    window.press(Key.Key_Apostrophe, CONTROL)
    window.settle()
    assert "nothing was changed" in window.frame.strip.text


def turned_to_monday(window: DayWindow) -> None:
    window.go("Bo Chen", "charts", "Inpatient")
    window.press(Key.Key_T, CONTROL)
    window.settle()
    window.go("Bo Chen", "charts", "Same-day surgery", MONDAY)


def shown_dates(window: DayWindow) -> list[str]:
    table = window.page._entering.preview._table
    column = [found.key for found in table.model().columns].index("day")
    return [table.model().index(row, column).data().replace("\u00a0", " ") for row in range(table.model().rowCount())]


def test_a_column_for_a_week_asks_which_cells_are_meant_and_names_every_date(window: DayWindow) -> None:
    turned_to_monday(window)
    paste(window, "12\n11\n10\n12\n")
    preview = window.page._entering.preview
    assert preview.plan is None
    assert [words for words, _ in preview.ways] == [
        "One value for each day: Same-day surgery, 29 Jun – 2 Jul 2026, Bo Chen",
        "Line by line, as they stand in the grid: Same-day surgery and Inpatient by turns",
    ]
    window.press(Key.Key_Return)  # nothing is pasted by place while nobody chose
    assert preview.isVisible()
    assert said_by_buttons(window)[-1] == ("Choose first", "Choose first")
    window.press(Key.Key_Down)
    assert shown_dates(window) == ["Mon 29 Jun 2026", "Tue 30 Jun 2026", "Wed 1 Jul 2026", "Thu 2 Jul 2026"]
    window.press(Key.Key_Return)
    back(window)
    days = [window.team.block("Bo Chen", MONDAY + timedelta(number)) for number in range(5)]
    assert [day.lines[0].charts for day in days] == [12, 11, 10, 12, None]
    assert {day.lines[1].charts for day in days} == {None}
    assert window.team.desk.undo_step == "Paste 4 values, 29 Jun – 2 Jul 2026, Bo Chen"
    window.press(Key.Key_Z, CONTROL)
    window.settle()
    assert window.team.block("Bo Chen", MONDAY).empty


def test_a_column_copied_from_the_turned_grid_can_go_back_line_by_line(window: DayWindow) -> None:
    turned_to_monday(window)
    paste(window, "1\n2\n3\n")
    preview = window.page._entering.preview
    window.press(Key.Key_Down)
    window.press(Key.Key_Down)
    assert shown_dates(window) == ["Mon 29 Jun 2026", "Mon 29 Jun 2026", "Tue 30 Jun 2026"]
    assert [line.label for line in preview.plan.lines] == [
        "Bo Chen, Same-day surgery, charts",
        "Bo Chen, Inpatient, charts",
        "Bo Chen, Same-day surgery, charts",
    ]
    window.press(Key.Key_Escape)
    back(window)
    assert window.team.block("Bo Chen", MONDAY).empty


def test_values_beyond_the_days_that_are_shown_are_refused(window: DayWindow) -> None:
    turned_to_monday(window)
    paste(window, "\n".join("1" * 9))
    preview = window.page._entering.preview
    window.press(Key.Key_Down)
    assert [line.reason for line in preview.plan.lines if line.reason] == ["there is no cell to fill here"] * 2
    assert len(preview.plan.drafts) == 7
    window.press(Key.Key_Escape)
    back(window)


def test_the_charts_after_midnight_join_their_shift_by_one_key(window: DayWindow) -> None:
    thursday = FRIDAY - timedelta(1)
    window.team.set("Ana Diaz", "paid_hours", 10.0, day=thursday)
    window.team.set("Ana Diaz", "charts", 4, "Inpatient", thursday)
    window.go("Ana Diaz", "charts", "Inpatient")
    window.enter("12")
    window.settle()
    window.go("Ana Diaz", "paid")
    assert "are hours missing?" in window.cell("Ana Diaz", "paid").note
    window.press(Key.Key_N, CONTROL | Modifier.ShiftModifier)
    window.settle()
    assert window.team.block("Ana Diaz").empty
    assert window.team.block("Ana Diaz", thursday).charts == 16
    assert window.team.desk.undo_step == "Join 3 Jul 2026 to the shift of 2 Jul 2026, Ana Diaz"
    window.press(Key.Key_Z, CONTROL)
    window.settle()
    assert window.team.block("Ana Diaz").charts == 12
