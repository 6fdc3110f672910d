"""Today through the real window, by keyboard alone: what a manager presses, sees and finds stored."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from codedesk.errors import CannotSave
from codedesk.services.days.weeks import week_strip
from codedesk.ui import ask
from codedesk.ui.pages.today.grid import DayGrid
from codedesk.ui.widgets.explain import ExplainDialog
from tests.services.team import FRIDAY, MONDAY
from tests.ui.pages.day_window import DayWindow
from tests.ui.typist import Key, Modifier

CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def many(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[int], DayWindow]]:
    made: list[DayWindow] = []

    def make(coders: int) -> DayWindow:
        made.append(DayWindow(qtbot, tmp_path, coders=coders))
        return made[-1]

    yield make
    for window in made:
        window.close()


def test_twenty_coders_with_three_cells_take_at_most_220_keystrokes(many: Callable[[int], DayWindow]) -> None:
    window = many(20)
    for number in range(40):
        window.enter(str(10 + number))
    for _ in range(20):
        window.enter("7.5")
    window.settle()
    assert window.keys <= 220
    blocks = [window.team.block(name) for name in window.team.coders]
    assert len(blocks) == 20
    assert sorted(line.charts for block in blocks for line in block.lines) == list(range(10, 50))
    assert [block.paid_hours for block in blocks] == [7.5] * 20
    assert all(block.done for block in blocks)


def test_eight_coders_take_under_60_keystrokes_beyond_the_digits(many: Callable[[int], DayWindow]) -> None:
    window = many(8)
    digits = 0
    for number in range(16):
        window.enter(str(20 + number))
        digits += 2
    window.press(Key.Key_Return, times=8)  # the suggested paid hours
    window.press(Key.Key_Return, CONTROL)
    window.wait(lambda: window.page.day != FRIDAY)
    window.settle()
    assert window.keys - digits < 60
    row = window.team.desk.read(week_strip, MONDAY)[4]
    assert (row.state, row.finished, row.done) == ("full", True, 8)
    assert window.team.block("Coder 07").paid_hours == 8.0
    assert window.team.block("Bo Chen").paid_hours == 4.0


def test_enter_goes_down_the_charts_and_then_to_the_paid_hours(window: DayWindow) -> None:
    seen = [window.at()]
    for _ in range(5):
        window.press(Key.Key_Return)
        seen.append(window.at())
    assert seen == [
        ("Ana Diaz", "Same-day surgery", "charts"),
        ("Ana Diaz", "Inpatient", "charts"),
        ("Bo Chen", "Same-day surgery", "charts"),
        ("Bo Chen", "Inpatient", "charts"),
        ("Ana Diaz", "", "paid"),
        ("Bo Chen", "", "paid"),
    ]
    window.press(Key.Key_Return)
    assert "Ctrl+Enter finishes the day" in window.frame.strip.text


def test_the_suggested_hours_are_grey_until_enter_accepts_them(window: DayWindow) -> None:
    assert (window.cell("Ana Diaz", "paid").text, window.cell("Ana Diaz", "paid").state) == ("8", "suggested")
    assert window.team.block("Ana Diaz").paid_hours is None
    window.go("Ana Diaz", "paid")
    window.press(Key.Key_Return)
    window.settle()
    assert (window.cell("Ana Diaz", "paid").text, window.cell("Ana Diaz", "paid").state) == ("8", "normal")
    assert window.team.block("Ana Diaz").paid_hours == 8.0
    assert window.team.desk.undo_step == "Set paid hours, Ana Diaz, 3 Jul 2026"
    assert window.context.saved_words.startswith("Saved ")


def test_typing_replaces_f2_edits_tab_goes_right_and_shift_back(window: DayWindow) -> None:
    window.enter("12")
    window.press(Key.Key_Return, SHIFT)
    assert window.at() == ("Ana Diaz", "Same-day surgery", "charts")
    window.type("7")
    window.press(Key.Key_Tab)
    window.settle()
    assert window.cell("Ana Diaz", "charts", "Same-day surgery").text == "7"
    assert window.at() == ("Ana Diaz", "Same-day surgery", "hours")
    window.press(Key.Key_Backtab)
    window.press(Key.Key_F2)
    window.type("5")
    window.press(Key.Key_Return)
    window.settle()
    assert window.cell("Ana Diaz", "charts", "Same-day surgery").text == "75"
    assert window.team.desk.undo_step == "Set charts, Same-day surgery, Ana Diaz, 3 Jul 2026"


@pytest.mark.parametrize("column", ["paid", "what", "charts", "hours", "weight", "note"])
def test_enter_and_tab_go_on_from_every_column(window: DayWindow, column: str) -> None:
    what = "Same-day surgery" if column in ("charts", "hours", "weight") else ""
    window.go("Ana Diaz", column, what)
    window.press(Key.Key_Return)
    assert window.at()[2] == column
    assert window.at() != ("Ana Diaz", what, column)
    window.press(Key.Key_Return, SHIFT)
    assert window.at() == ("Ana Diaz", what, column)
    window.press(Key.Key_Tab)
    assert window.at() != ("Ana Diaz", what, column)
    window.press(Key.Key_Backtab)
    assert window.at() == ("Ana Diaz", what, column)


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("charts", "six", "is not a number"),
        ("charts", "-3", "is under 0"),
        ("charts", "1,234", "two ways"),
        ("hours", "24.5", "is over 24"),
        ("weight", "0", "more than 0"),
    ],
)
def test_a_wrong_value_stays_in_its_cell_with_the_reason(
    window: DayWindow, column: str, text: str, reason: str
) -> None:
    window.go("Ana Diaz", column, "Inpatient")
    window.type(text)
    window.press(Key.Key_Tab)
    cell = window.cell("Ana Diaz", column, "Inpatient")
    assert (cell.text, cell.state) == (text, "refused")
    assert reason in cell.note
    window.go("Bo Chen", "charts", "Inpatient")
    window.enter("5")
    window.settle()
    assert window.team.block("Bo Chen").charts == 5
    assert window.cell("Ana Diaz", column, "Inpatient").text == text
    assert window.team.block("Ana Diaz").empty
    window.go("Ana Diaz", column, "Inpatient")
    window.press(Key.Key_Escape)
    assert window.cell("Ana Diaz", column, "Inpatient").text == ""


def test_more_than_24_hours_in_a_day_are_refused_in_the_cell(window: DayWindow) -> None:
    window.go("Ana Diaz", "hours", "Inpatient")
    window.enter("20")
    window.go("Ana Diaz", "hours", "Same-day surgery")
    window.enter("5")
    window.settle()
    cell = window.cell("Ana Diaz", "hours", "Same-day surgery")
    assert (cell.text, cell.state) == ("5", "refused")
    assert cell.note == "that makes 25 h in the work lines, and a day has 24"


def test_a_surprising_value_is_saved_with_a_mark_and_asks(window: DayWindow) -> None:
    for weeks in range(1, 6):
        window.team.set("Ana Diaz", "charts", 6, "Inpatient", FRIDAY - timedelta(weeks=weeks))
    window.settle()
    window.go("Ana Diaz", "charts", "Inpatient")
    window.type("40")
    window.press(Key.Key_Tab)
    window.settle()
    window.press(Key.Key_Backtab)
    cell = window.cell("Ana Diaz", "charts", "Inpatient")
    assert (cell.text, cell.state) == ("40", "marked")
    assert "where 6 are usual" in window.grid._strip.text()
    assert window.team.block("Ana Diaz").lines[1].charts == 40


def test_hours_that_are_offered_stay_an_offer_beside_a_question_and_enter_takes_them(window: DayWindow) -> None:
    window.team.set("Ana Diaz", "paid_hours", 8.0, day=FRIDAY - timedelta(1))
    window.go("Ana Diaz", "charts", "Inpatient")
    window.type("12")
    window.press(Key.Key_Tab)
    window.enter("7.5")
    window.settle()
    window.go("Ana Diaz", "paid")
    cell = window.cell("Ana Diaz", "paid")
    assert "are hours missing?" in cell.note and (cell.text, cell.state, cell.asked) == ("8", "suggested", True)
    assert "are hours missing?" in window.grid._strip.text()
    window.press(Key.Key_Return)
    window.settle()
    assert window.team.block("Ana Diaz").paid_hours == 8.0
    assert (window.cell("Ana Diaz", "paid").state, window.cell("Ana Diaz", "paid").asked) == ("normal", False)


def test_a_failed_save_keeps_what_was_typed_and_retry_saves_it(
    window: DayWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> "Future[Any]":
        failed: Future[Any] = Future()
        failed.set_exception(CannotSave("The disk is full. Make room, then try again."))
        return failed

    with monkeypatch.context() as broken:
        broken.setattr(window.team.desk, "writing", fail)
        window.enter("31")
        window.settle()
    cell = window.cell("Ana Diaz", "charts", "Same-day surgery")
    assert (cell.text, cell.state) == ("31", "refused")
    assert "“31” is not saved yet. The disk is full." in window.frame.strip.text
    window.frame.strip._copy.click()
    window.frame.strip._again.click()
    window.settle()
    assert window.cell("Ana Diaz", "charts", "Same-day surgery").state == "normal"
    assert window.team.block("Ana Diaz").charts == 31


def test_a_line_is_added_by_typing_the_first_letters(window: DayWindow) -> None:
    window.go("Bo Chen", "what")
    window.enter("em")
    assert window.at() == ("Bo Chen", "Emergency", "charts")
    window.enter("18")
    window.settle()
    assert [line.work_type for line in window.team.block("Bo Chen").lines][-1] == "Emergency"
    window.go("Bo Chen", "what")
    window.enter("meet")
    assert window.at() == ("Bo Chen", "meeting", "hours")
    window.enter("0:30")
    window.settle()
    assert window.team.block("Bo Chen").other_times[0].hours == 0.5


def test_a_work_type_that_is_not_there_is_refused_in_words(window: DayWindow) -> None:
    window.go("Bo Chen", "what")
    window.enter("zebra")
    cell = window.cell("Bo Chen", "what")
    assert (cell.text, cell.state) == ("zebra", "refused")
    assert "is none of Inpatient" in cell.note


def test_delete_clears_and_several_cells_are_one_step(window: DayWindow) -> None:
    window.enter("12")
    window.enter("13")
    window.settle()
    window.go("Ana Diaz", "charts", "Same-day surgery")
    window.press(Key.Key_Down, SHIFT)
    window.press(Key.Key_Delete)
    window.settle()
    assert window.team.block("Ana Diaz").empty
    window.context.undo()
    window.wait(lambda: window.team.block("Ana Diaz").charts == 25)
    window.settle()
    assert window.cell("Ana Diaz", "charts", "Inpatient").text == "13"


def test_ctrl_d_fills_down_over_the_rows_that_take_a_value(window: DayWindow) -> None:
    window.go("Ana Diaz", "paid")
    window.enter("7,5")
    window.settle()
    assert window.at() == ("Bo Chen", "", "paid")
    window.press(Key.Key_D, CONTROL)
    window.settle()
    assert window.team.block("Bo Chen").paid_hours == 7.5


def test_the_same_weekday_of_last_week_is_copied_by_a_key(window: DayWindow) -> None:
    window.team.set("Ana Diaz", "charts", 9, "Same-day surgery", FRIDAY - timedelta(7))
    window.settle()
    window.go("Ana Diaz", "charts", "Same-day surgery")
    window.press(Key.Key_Apostrophe, CONTROL)
    window.settle()
    assert window.cell("Ana Diaz", "charts", "Same-day surgery").text == "9"
    assert window.team.desk.undo_step == "Copy last Friday, charts, Ana Diaz, 3 Jul 2026"


class Answers(ask.Asker):
    def __init__(self, answer: str) -> None:
        self.answer, self.offered = answer, ()

    def choice(self, parent: Any, title: str, label: str, choices: tuple[str, ...]) -> str | None:
        self.offered = choices
        return self.answer


def test_a_whole_day_off_takes_a_key_and_a_choice(window: DayWindow) -> None:
    answers = Answers("PTO")
    before = ask.replace(answers)
    window.go("Bo Chen", "charts", "Inpatient")
    window.press(Key.Key_O, CONTROL | SHIFT)
    window.settle()
    ask.replace(before)
    assert answers.offered == ("PTO", "holiday", "sick")
    assert window.team.block("Bo Chen").done
    assert window.cell("Bo Chen", "hours", "PTO").text == "4"
    assert window.cell("Bo Chen", "paid").state == "normal"


def test_pace_never_stands_without_its_accuracy(window: DayWindow) -> None:
    window.go("Ana Diaz", "charts", "Inpatient")
    window.enter("6")
    window.go("Ana Diaz", "paid")
    window.enter("6")
    window.go("Ana Diaz", "paid")
    for span in ("day", "week", "quarter"):
        window.wait(lambda span=span: "50" in window.page._pair.words(span))
        words = window.page._pair.words(span)
        assert words == "pace 50.0\u00a0%, 3 h earned in 6; accuracy not audited, 0 charts"


def test_an_empty_department_says_what_to_do_first(qtbot: QtBot, tmp_path: Path) -> None:
    window = DayWindow(qtbot, tmp_path, empty=True)
    words = [label.text() for label in window.page.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("No coders yet.") for text in words)
    assert not any(window.page.findChild(QPushButton, name).isEnabled() for name in ("today.finish", "today.next"))
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert window.team.desk.undo_step is None, "a day without coders was finished"
    window.close()


def test_reading_only_lets_nothing_be_typed(window: DayWindow) -> None:
    window.grid.set_read_only(True)
    window.type("9")
    assert not window.grid.view.is_typing()


def test_a_figure_says_how_it_is_made_by_a_key(window: DayWindow) -> None:
    window.go("Ana Diaz", "charts", "Inpatient")
    window.enter("6")
    window.go("Ana Diaz", "paid")
    window.enter("6")
    window.go("Ana Diaz", "paid")
    window.wait(lambda: "50" in window.page._pair.words("day"))
    window.press(Key.Key_I, CONTROL)
    dialog = window.page.findChild(ExplainDialog)
    assert dialog is not None
    assert "Ana Diaz, this day" in dialog.accessibleName()
    dialog.close()


def test_columns_keep_the_width_they_were_given(window: DayWindow) -> None:
    window.grid.view.setColumnWidth(0, 210)
    assert window.context.settings.column_widths["Work of the day"][0] == 210


def test_a_number_that_can_be_two_asks_and_a_key_answers(window: DayWindow) -> None:
    window.go("Ana Diaz", "charts", "Inpatient")
    window.enter("1,234")
    window.go("Ana Diaz", "charts", "Inpatient")
    cell = window.cell("Ana Diaz", "charts", "Inpatient")
    assert (cell.state, cell.text) == ("refused", "1,234")
    assert "write 1234" in cell.note and "Alt+Down" in cell.note
    window.press(Key.Key_Down, Modifier.AltModifier)
    window.settle()
    assert [line.charts for line in window.team.block("Ana Diaz").lines if line.id] == [1234]


def test_columns_move_by_keys_and_tab_follows_them(qtbot: QtBot, window: DayWindow) -> None:
    window.go("Ana Diaz", "hours", "Inpatient")
    window.press(Key.Key_Left, Modifier.AltModifier | SHIFT)
    assert window.grid.column_keys()[3:5] == ["hours", "charts"]
    assert window.context.settings.column_orders["Work of the day"][3:5] == ["hours", "charts"]
    window.press(Key.Key_Tab)
    assert window.at() == ("Ana Diaz", "Inpatient", "charts")
    window.press(Key.Key_Backtab)
    assert window.at() == ("Ana Diaz", "Inpatient", "hours")
    again = DayGrid(*[lambda *_: None] * 4, 26)
    qtbot.addWidget(again)
    again.remember_columns({}, window.context.settings.column_orders)
    assert again.column_keys() == window.grid.column_keys()


def test_the_sums_of_a_day_are_read_whole_in_the_smallest_window(window: DayWindow) -> None:
    """Room was kept for what is not saved: productive hours were never seen."""
    window.enter("15")
    window.settle()
    (said,) = (label for label in window.page.findChildren(QLabel) if "15 charts" in label.text())
    window.wait(lambda: said.fontMetrics().horizontalAdvance(said.text()) <= said.width())
    assert said.width() > 480 and "h productive" in said.text()
