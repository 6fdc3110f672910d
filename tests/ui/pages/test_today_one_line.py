"""Today: a coder with one work type is one line, which opens into a head and lines when something is added to it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from codedesk.models.coders import CoderDraft
from codedesk.services.people.coders import add_coder
from tests.ui.pages.day_window import DayWindow
from tests.ui.pages.test_today_blocks import back, paste
from tests.ui.typist import Key, Modifier

CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
ONE_LINERS = ("Cy Moss", "Di Reyes", "Ed Lund", "Flo Tan")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path)
    for name in ONE_LINERS:
        draft = CoderDraft(name=name, started_on=date(2025, 1, 6), scheduled_hours_per_week=40.0)
        made.team.coders[name] = made.team.desk.write("Add", add_coder, draft, (1,))
    made.wait(lambda: len(made.page._entering.blocks) == 6)
    made.settle()
    yield made
    made.close()


def rows_of(window: DayWindow, coder: str) -> list[tuple[str, str, str, str]]:
    """Return name, paid hours, work and charts of each row of a coder, as they are shown."""
    model = window.grid.model
    at = [model.column_of(name) for name in ("who", "paid", "what", "charts")]
    found = [place for place, row in enumerate(window.grid.rows) if row.key.coder_id == window.team.coders[coder]]
    return [tuple(model.cell(place, column).text for column in at) for place in found]  # type: ignore[misc]


def test_a_coder_with_one_work_type_is_one_line_and_one_with_two_keeps_a_head(window: DayWindow) -> None:
    assert rows_of(window, "Cy Moss") == [("Cy Moss", "8", "Inpatient", "")]
    assert [row[2] for row in rows_of(window, "Ana Diaz")] == ["+ work, other time", "Same-day surgery", "Inpatient"]


def test_a_day_of_four_one_liners_takes_no_more_keys_than_with_two_rows_each(window: DayWindow) -> None:
    window.go("Cy Moss", "charts", "Inpatient")
    before = window.keys
    for text in ("14", "15", "16", "17"):
        window.enter(text)
    assert window.at()[2] == "paid", "after the last charts come the hours"
    window.go("Cy Moss", "paid")
    window.press(Key.Key_Return, times=4)
    window.settle()
    assert window.keys - before <= 16
    assert [window.team.block(name).charts for name in ONE_LINERS] == [14, 15, 16, 17]
    assert [window.team.block(name).paid_hours for name in ONE_LINERS] == [8.0] * 4
    assert rows_of(window, "Flo Tan") == [("Flo Tan", "8", "Inpatient", "17")]
    assert "4 of 6 coders whole" in window.page._subline.text()


def test_a_second_work_type_opens_the_line_and_undo_closes_it_with_the_keyboard_on_it(window: DayWindow) -> None:
    window.go("Cy Moss", "paid")
    window.enter("six")
    window.go("Cy Moss", "charts", "Inpatient")
    window.enter("12")
    window.settle()
    window.go("Cy Moss", "what")
    window.enter("em")
    assert window.at() == ("Cy Moss", "Emergency", "charts")
    assert rows_of(window, "Cy Moss") == [
        ("Cy Moss", "six", "+ work, other time", ""),
        ("", "", "Inpatient", "12"),
        ("", "", "Emergency", ""),
    ]
    assert window.cell("Cy Moss", "paid").state == "refused"
    window.type("3")
    window.press(Key.Key_Tab)
    window.settle()
    assert window.at() == ("Cy Moss", "Emergency", "hours"), "the keyboard stays where it was"
    assert window.team.block("Cy Moss").charts == 15
    window.page._entering.forget_added()
    window.context.undo()
    window.wait(lambda: len(rows_of(window, "Cy Moss")) == 1)
    window.settle()
    assert rows_of(window, "Cy Moss") == [("Cy Moss", "six", "Inpatient", "12")]
    assert window.at() == ("Cy Moss", "Inpatient", "hours")


def test_one_liners_copied_and_pasted_at_their_place_change_nothing(window: DayWindow) -> None:
    for place, coder in enumerate(ONE_LINERS[:2]):
        window.team.set(coder, "charts", 10 + place, "Inpatient")
        window.team.set(coder, "paid_hours", 8.0)
    window.wait(lambda: rows_of(window, "Di Reyes") == [("Di Reyes", "8", "Inpatient", "11")])
    window.settle()
    for start, right, copied in (
        ("paid", 2, "8\tInpatient\t10\n8\tInpatient\t11"),
        ("who", 3, "Cy Moss\t8\tInpatient\t10"),
    ):
        window.go("Cy Moss", start)
        window.press(Key.Key_Right, SHIFT, times=right)
        window.press(Key.Key_Down, SHIFT)
        window.press(Key.Key_C, CONTROL)
        assert QGuiApplication.clipboard().text().startswith(copied)
        window.press(Key.Key_V, CONTROL)
        window.settle()
        plan = window.page._entering.preview.plan
        assert (plan.drafts, len(plan.lines), [line.reason for line in plan.lines]) == ((), 4, [""] * 4)
        window.press(Key.Key_Escape)
        back(window)


def test_a_block_of_hours_and_one_with_names_fall_on_one_liners_and_on_coders_with_two_types(window: DayWindow) -> None:
    window.go("Bo Chen", "paid")
    paste(window, "4\n8\n7.5\n")
    assert [line.label for line in window.page._entering.preview.plan.lines] == [
        "Bo Chen, paid hours", "Cy Moss, paid hours", "Di Reyes, paid hours",
    ]  # fmt: skip
    window.press(Key.Key_Return)
    back(window)
    window.go("Ana Diaz", "charts", "Inpatient")
    paste(window, "Coder\tCharts\tNote\nDi Reyes\t9\tlate\nCy Moss\t7\t\n")
    window.press(Key.Key_Return)
    back(window)
    assert [window.team.block(name).paid_hours for name in ("Bo Chen", "Cy Moss", "Di Reyes")] == [4.0, 8.0, 7.5]
    assert (window.team.block("Di Reyes").lines[0].note, window.team.block("Di Reyes").note) == ("late", "")
    assert window.team.block("Cy Moss").charts == 7


def test_a_mark_on_the_hours_and_one_on_the_charts_stand_in_the_same_line(window: DayWindow) -> None:
    window.team.set("Cy Moss", "charts", 500, "Inpatient")
    window.team.set("Cy Moss", "paid_hours", 20.0)
    window.wait(lambda: window.cell("Cy Moss", "paid").text == "20")
    window.settle()
    marked = {mark.field for mark in window.team.block("Cy Moss").marks}
    found = {name for name in ("paid", "charts") if window.cell("Cy Moss", name, "Inpatient").state == "marked"}
    assert found == {{"paid_hours": "paid"}.get(field, field) for field in marked} and found


def test_the_menu_of_a_cell_takes_back_its_own_last_change_not_the_last_of_all(window: DayWindow) -> None:
    window.go("Cy Moss", "charts", "Inpatient")
    for text in ("14", "15"):
        window.enter(text)
    window.settle()
    window.go("Cy Moss", "charts", "Inpatient")
    undo, last = (action for action in window.grid.menu_groups()[-1])
    assert undo.text == "Undo the last change of this cell"
    assert last.text == "Undo: Set charts, Inpatient, Di Reyes, 3 Jul 2026"
    undo.run()
    window.wait(lambda: rows_of(window, "Cy Moss") == [("Cy Moss", "8", "Inpatient", "")])
    window.settle()
    assert window.team.block("Di Reyes").charts == 15
    assert "Set charts, Inpatient, Cy Moss" in window.frame.strip.text
    undo.run()
    window.settle()
    assert window.frame.strip.text == "Nobody changed this cell, or each change of it is taken back already."
