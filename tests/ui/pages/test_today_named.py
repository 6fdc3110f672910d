"""Today: what is copied comes back to its place, and a block that carries names is matched by them, in any order."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from codedesk.services.days.drafts import CellField
from codedesk.services.days.finishing import finish_day
from tests.services.team import FRIDAY, MONDAY
from tests.ui.pages.day_window import DayWindow
from tests.ui.pages.test_today_blocks import back, paste
from tests.ui.typist import Key, Modifier

CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path)
    yield made
    made.close()


def charts(window: DayWindow, coder: str) -> dict[str, int | None]:
    return {line.work_type: line.charts for line in window.team.block(coder).lines}


def enter(window: DayWindow, coder: str, field: CellField, value: float, what: str = "") -> None:
    """Have a value stored and shown."""
    window.team.set(coder, field, value, what)
    column = {"paid_hours": "paid", "other_hours": "hours"}.get(field, field)
    key = window.key(coder, what)
    model = window.grid.model

    def there() -> bool:
        place = model.place_of(key)
        cell = model.cell(place, model.column_of(column)) if place is not None else None
        return cell is not None and bool(cell.text) and cell.state == "normal"

    window.wait(there)


def shown(window: DayWindow) -> list[tuple[str, str, str]]:
    """Return cell, text and reason of each line of the preview."""
    return [(line.label, line.text, line.reason) for line in window.page._entering.preview.plan.lines]


def test_a_block_that_goes_over_two_coders_comes_back_to_the_cells_it_was_copied_from(window: DayWindow) -> None:
    """Between two coders' lines stands a line of the day, which takes no charts: it moved all below it by a row."""
    for number, (coder, what) in enumerate(
        (c, w) for c in ("Ana Diaz", "Bo Chen") for w in ("Same-day surgery", "Inpatient")
    ):
        enter(window, coder, "charts", number + 1, what)
    window.go("Ana Diaz", "charts", "Same-day surgery")
    window.press(Key.Key_Down, SHIFT, times=4)
    window.press(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "1\n2\n3\n4"
    window.press(Key.Key_V, CONTROL)
    window.settle()
    assert window.page._entering.preview.plan.drafts == ()
    assert len(shown(window)) == 4
    window.press(Key.Key_Escape)
    back(window)


def test_a_block_of_several_columns_comes_back_too_where_a_line_takes_only_some_of_them(window: DayWindow) -> None:
    enter(window, "Ana Diaz", "charts", 5, "Inpatient")
    enter(window, "Ana Diaz", "other_hours", 1.5, "education")
    enter(window, "Bo Chen", "charts", 7, "Same-day surgery")
    window.settle()
    window.go("Ana Diaz", "charts", "Same-day surgery")
    window.press(Key.Key_Right, SHIFT)
    window.press(Key.Key_Down, SHIFT, times=4)
    window.press(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "\t\n5\t\n\t1.5\n7\t"
    window.press(Key.Key_V, CONTROL)
    window.settle()
    assert [line.reason for line in window.page._entering.preview.plan.lines] == ["", "", ""]
    assert window.page._entering.preview.plan.drafts == ()
    window.press(Key.Key_Escape)
    back(window)


def test_grey_hours_are_not_copied_as_if_they_were_entered(window: DayWindow) -> None:
    window.go("Ana Diaz", "paid")
    assert window.cell("Ana Diaz", "paid").text == "8"
    window.press(Key.Key_C, CONTROL)
    window.press(Key.Key_V, CONTROL)
    window.settle()
    assert window.team.block("Ana Diaz").paid_hours is None


def test_a_copied_value_goes_into_each_of_the_chosen_cells(window: DayWindow) -> None:
    window.go("Ana Diaz", "charts", "Same-day surgery")
    window.press(Key.Key_Down, SHIFT)
    paste(window, "6")
    window.press(Key.Key_Return)
    back(window)
    assert charts(window, "Ana Diaz") == {"Same-day surgery": 6, "Inpatient": 6}


def test_rows_that_carry_names_are_matched_by_them_in_any_order(window: DayWindow) -> None:
    window.go("Ana Diaz", "charts", "Same-day surgery")
    paste(window, "Chen, Bo\tinpatient\t3\t1,5\nana diaz\tSame-day surgery\t12\t\n\tInpatient\t4\t\n")
    assert "Matched by coder and work type." in window.page._entering.preview._words.text()
    assert shown(window) == [
        ("Bo Chen, Inpatient, charts", "3", ""),
        ("Bo Chen, Inpatient, hours", "1,5", ""),
        ("Ana Diaz, Same-day surgery, charts", "12", ""),
        ("Ana Diaz, Inpatient, charts", "4", ""),
    ]
    window.press(Key.Key_Return)
    back(window)
    assert charts(window, "Ana Diaz") == {"Same-day surgery": 12, "Inpatient": 4}
    assert charts(window, "Bo Chen") == {"Same-day surgery": None, "Inpatient": 3}
    window.press(Key.Key_Z, CONTROL)
    window.settle()
    assert window.team.block("Ana Diaz").empty and window.team.block("Bo Chen").empty


def test_what_does_not_match_is_named_and_the_rest_is_kept(window: DayWindow) -> None:
    window.go("Bo Chen", "paid")
    text = (
        "Name\tWork type\tCharts\tTeam\nAna Diaz\tInpatient\t9\tA\nAna Dias\tInpatient\t8\tA\nBo Chen\tPro fee\t7\tB\n"
    )
    paste(window, text + "Ana Diaz\tInpatient\t6\tA\nBo Chen\tEmergency\tsix\tB\n")
    assert "Left out: “Team”" in window.page._entering.preview._words.text()
    assert shown(window) == [
        ("Ana Diaz, Inpatient, charts", "9", ""),
        ("Ana Dias, Inpatient", "8", "“Ana Dias” is none of the coders shown"),
        ("Bo Chen, Pro fee", "7", "“Pro fee” is no work type or other time here"),
        ("Ana Diaz, Inpatient, charts", "6", "the block says 9 for it above"),
        ("Bo Chen, Emergency, charts", "six", "“six” is not a number"),
    ]
    window.press(Key.Key_Return)
    back(window)
    assert charts(window, "Ana Diaz")["Inpatient"] == 9
    assert window.team.block("Bo Chen").empty


def test_a_table_with_work_types_as_heads_and_paid_hours_is_matched(window: DayWindow) -> None:
    window.go("Ana Diaz", "charts", "Inpatient")
    paste(window, "Coder\tInpatient\tEmergency\teducation\tHours\nBo Chen\t5\t\t1\t7.5\nAna Diaz\t6\t2\t\t8\n")
    window.press(Key.Key_Return)
    back(window)
    bo, ana = window.team.block("Bo Chen"), window.team.block("Ana Diaz")
    assert (bo.paid_hours, ana.paid_hours) == (7.5, 8.0)
    assert charts(window, "Ana Diaz") == {"Same-day surgery": None, "Inpatient": 6, "Emergency": 2}
    assert [(time.category, time.hours) for time in bo.other_times] == [("education", 1.0)]


def test_whole_lines_copied_with_their_names_come_back_to_their_coders(window: DayWindow) -> None:
    enter(window, "Ana Diaz", "paid_hours", 8.0)
    enter(window, "Ana Diaz", "charts", 1234, "Inpatient")
    window.settle()
    window.go("Ana Diaz", "who")
    window.press(Key.Key_Right, SHIFT, times=8)
    window.press(Key.Key_Down, SHIFT, times=2)
    window.press(Key.Key_C, CONTROL)
    rows = [row.split("\t") for row in QGuiApplication.clipboard().text().splitlines()]
    assert [row[:4] for row in rows] == [
        ["Ana Diaz", "8", "", ""],
        ["Ana Diaz", "", "Same-day surgery", ""],
        ["Ana Diaz", "", "Inpatient", "1234"],
    ]
    assert rows[0][7] == "1234"
    window.go("Bo Chen", "who")
    window.press(Key.Key_V, CONTROL)
    window.settle()
    assert shown(window) == [("Ana Diaz, paid hours", "8", ""), ("Ana Diaz, Inpatient, charts", "1234", "")]
    window.press(Key.Key_Escape)
    back(window)


def test_turned_to_one_coder_the_dates_of_a_block_are_matched(window: DayWindow) -> None:
    window.go("Bo Chen", "charts", "Inpatient")
    window.press(Key.Key_T, CONTROL)
    window.settle()
    window.go("Bo Chen", "paid", "", MONDAY)
    paste(window, "Date\tPaid hours\n2026-07-01\t6\n29 Jun 2026\t5\n2026-08-01\t4\n")
    assert shown(window) == [
        ("Bo Chen, paid hours", "6", ""),
        ("Bo Chen, paid hours", "5", ""),
        ("2026-08-01", "4", "this date is not shown"),
    ]
    window.press(Key.Key_Return)
    back(window)
    assert window.team.block("Bo Chen", MONDAY).paid_hours == 5.0
    assert window.team.block("Bo Chen", MONDAY + timedelta(2)).paid_hours == 6.0


def test_notes_that_happen_to_be_names_are_notes(window: DayWindow) -> None:
    window.go("Ana Diaz", "note", "Same-day surgery")
    paste(window, "Bo Chen\nInpatient\n")
    window.press(Key.Key_Return)
    back(window)
    assert [line.note for line in window.team.block("Ana Diaz").lines] == ["Bo Chen", "Inpatient"]


def test_an_empty_weekday_of_last_week_is_not_said_to_hold_the_same(window: DayWindow) -> None:
    window.go("Ana Diaz", "charts", "Same-day surgery")
    window.press(Key.Key_Apostrophe, CONTROL)
    window.settle()
    assert window.frame.strip.text == "Last Friday has nothing there: nothing was changed."


def test_an_empty_weekday_of_last_week_takes_nothing_away(window: DayWindow) -> None:
    enter(window, "Ana Diaz", "charts", 9, "Same-day surgery")
    window.go("Ana Diaz", "charts", "Same-day surgery")
    window.press(Key.Key_Apostrophe, CONTROL)
    window.settle()
    assert window.frame.strip.text == "Last Friday has nothing there: nothing was changed."
    assert charts(window, "Ana Diaz")["Same-day surgery"] == 9


def test_the_end_of_an_empty_or_a_finished_day_offers_no_finishing(window: DayWindow) -> None:
    window.go("Bo Chen", "note", "Inpatient")
    window.press(Key.Key_Return)
    assert window.frame.strip.text == "That was the last line. Nothing is entered yet."
    window.enter("one")
    assert window.frame.strip.text == "That was the last line. Ctrl+Enter finishes the day."
    window.settle()
    window.team.desk.write("Finish", finish_day, FRIDAY)
    window.wait(lambda: "finished" in window.page._subline.text())
    window.frame.strip.hide()
    window.press(Key.Key_Return)
    assert not window.frame.strip.isVisible()
