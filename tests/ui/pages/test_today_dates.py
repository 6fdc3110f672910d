"""Today: which date is shown, how it is reached by keys, and how it is finished."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from codedesk.entry import DateReader
from codedesk.models.departments import DepartmentDraft
from codedesk.services.days.weeks import week_strip
from codedesk.services.department.departments import change_department
from codedesk.ui.widgets.date_field import DateField
from tests.services.team import FRIDAY, MONDAY
from tests.ui.asked import answered
from tests.ui.pages.day_window import DayWindow
from tests.ui.typist import Key, Modifier

CONTROL, ALT = Modifier.ControlModifier, Modifier.AltModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path)
    yield made
    made.close()


def test_a_day_on_which_nobody_is_due_says_so(window: DayWindow) -> None:
    window.page.go_to(MONDAY - timedelta(days=1))
    window.settle()
    assert "nobody due · nothing entered yet" in window.page._subline.text()


def test_finishing_goes_to_the_next_day_that_is_not_finished(window: DayWindow) -> None:
    window.page.go_to(MONDAY)
    window.settle()
    window.type("4")
    with answered("finish") as asked:
        window.press(Key.Key_Return, CONTROL)
        window.wait(lambda: bool(asked.asked))
    window.wait(lambda: window.page.day == MONDAY + timedelta(1))
    window.settle()
    assert window.team.desk.read(week_strip, MONDAY)[0].finished
    assert window.team.block("Ana Diaz", MONDAY).charts == 4
    assert window.at() == ("Ana Diaz", "Same-day surgery", "charts")


def test_work_without_hours_is_named_and_the_scheduled_ones_are_offered_before_the_day_is_finished(
    window: DayWindow,
) -> None:
    window.type("6")
    with answered("take") as asked:
        window.press(Key.Key_Return, CONTROL)
        window.wait(lambda: window.page.day != FRIDAY)
    window.settle()
    assert asked.asked == ["Finish 3 Jul 2026?"]
    assert "Paid hours are missing: Ana Diaz. The pace then counts only work with hours of its own." in asked.told
    assert "Left out, whatever you choose: Bo Chen" in asked.told
    block = window.team.block("Ana Diaz", FRIDAY)
    assert (block.charts, block.paid_hours, block.done) == (6, 8.0, True)
    assert window.frame.strip.text.startswith("3 Jul 2026 is finished: 1 of ")
    assert "Left out, as not whole: Bo Chen" in window.frame.strip.text and "Ana Diaz" not in window.frame.strip.text
    window.press(Key.Key_Z, CONTROL)
    window.settle()
    assert window.team.block("Ana Diaz", FRIDAY).paid_hours is None
    assert not window.team.desk.read(week_strip, MONDAY)[4].finished


@pytest.mark.parametrize("way", ["typed right", "emptied", "Esc", "Discard"])
def test_what_holds_a_day_up_is_said_until_it_does_not(window: DayWindow, way: str) -> None:
    at = window.page.grid.current
    window.enter("six")
    window.press(Key.Key_Return, CONTROL)
    assert "was not saved yet" in window.frame.strip.text
    window.page.grid.set_current(*at)
    if way == "typed right":
        window.enter("6")
    elif way == "emptied":
        window.press(Key.Key_Delete)
    elif way == "Esc":
        window.press(Key.Key_Escape)
    else:
        window.page._entering.typed.bar.discard.click()
    window.settle()
    assert "was not saved yet" not in window.frame.strip.text


def test_the_last_day_to_finish_names_whom_it_leaves_out_too(window: DayWindow) -> None:
    window.team.desk.write("Begin", change_department, DepartmentDraft(name="Team", records_begin=FRIDAY))
    window.settle()
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    said = window.frame.strip.text
    assert said.startswith("3 Jul 2026 is finished: 0 of ") and said.endswith(" Every day up to today is finished.")
    assert "Left out, as not whole: Ana Diaz, Bo Chen" in said


def test_who_goes_on_entering_finishes_nothing(window: DayWindow) -> None:
    window.type("6")
    with answered("") as asked:
        window.press(Key.Key_Return, CONTROL)
        window.wait(lambda: bool(asked.asked))
    window.settle()
    assert window.page.day == FRIDAY and not window.team.desk.read(week_strip, MONDAY)[4].finished
    window.enter("7")
    window.settle()
    assert window.team.block("Ana Diaz", FRIDAY).paid_hours is None


def test_a_day_that_does_not_count_is_never_ticked(window: DayWindow) -> None:
    window.press(Key.Key_Return, CONTROL)
    window.wait(lambda: window.page.day != FRIDAY)
    window.settle()
    day = window.team.desk.read(week_strip, MONDAY)[4]
    assert day.finished and not day.ticked
    assert "Left out, as not whole: Ana Diaz, Bo Chen" in window.frame.strip.text


def test_a_day_with_a_refused_cell_is_not_finished(window: DayWindow) -> None:
    window.enter("six")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert window.page.day == FRIDAY
    assert "was not saved yet" in window.frame.strip.text
    assert not window.team.desk.read(week_strip, MONDAY)[4].finished


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("+", date(2026, 7, 4)),
        ("-", date(2026, 7, 2)),
        ("]", date(2026, 8, 3)),
        ("[", date(2026, 6, 3)),
        ("t", FRIDAY),
    ],
)
def test_the_date_is_moved_by_keys(window: DayWindow, text: str, day: date) -> None:
    window.press(Key.Key_D, ALT)
    window.type(text)
    window.settle()
    assert window.page.day == day


def test_a_date_is_typed_and_a_wrong_one_is_refused_beside_it(window: DayWindow) -> None:
    window.press(Key.Key_D, ALT)
    week = window.page._dates.week.pos()
    window.enter("30 feb")
    assert window.page.day == FRIDAY
    problem = window.page._dates.field.problem
    assert problem.isVisible() and "does not exist" in problem.text
    assert window.page._dates.week.pos() == week and window.page._dates._under.text() == "Friday"
    window.page._dates.field.selectAll()
    window.enter("29 jun")
    window.settle()
    assert window.page.day == MONDAY
    assert window.focus is window.grid.view and not problem.isVisible()


@pytest.mark.parametrize(("end_of_two", "year"), [(False, 2026), (True, 2027)])
def test_a_day_without_a_year_is_the_last_one_in_january_but_an_end_of_two_is_of_this_year(
    qtbot: QtBot, end_of_two: bool, year: int
) -> None:
    field = DateField(DateReader(lambda: date(2027, 1, 5)), optional=end_of_two)
    qtbot.addWidget(field)
    picked: list[date] = []
    field.picked.connect(picked.append)
    qtbot.keyClicks(field, "30 dec")
    qtbot.keyClick(field, Key.Key_Return)
    assert picked == [date(year, 12, 30)]


def test_one_of_two_dates_is_clicked_under_the_field_and_nothing_moves(window: DayWindow) -> None:
    dates = window.page._dates
    places = [part.geometry() for part in (dates.week, dates.field)]
    window.press(Key.Key_D, ALT)
    window.enter("6/7/2026")
    assert [part.geometry() for part in (dates.week, dates.field)] == places
    assert dates.field.problem.text.startswith("“6/7/2026” can be 7 Jun 2026 or 6 Jul 2026: choose")
    june, july = dates.field.problem.answers.buttons
    answers = dates.field.problem.answers
    assert answers.height() >= answers.sizeHint().height(), "the answers are not cut off below"
    assert (june.text(), july.text()) == ("7 Jun 2026", "6 Jul 2026")
    QTest.mouseClick(july, Qt.MouseButton.LeftButton)
    window.settle()
    assert window.page.day == date(2026, 7, 6) and not dates.field.problem.isVisible()


def test_alt_with_an_arrow_turns_the_days_and_pages_only_scroll(window: DayWindow) -> None:
    for key in (Key.Key_PageDown, Key.Key_PageUp, Key.Key_PageUp):
        window.press(key)
        window.settle()
        assert window.page.day == FRIDAY
    window.press(Key.Key_Left, ALT)
    window.settle()
    assert window.page.day == FRIDAY - timedelta(1)
    window.press(Key.Key_Right, ALT)
    window.press(Key.Key_Right, ALT)
    window.settle()
    assert window.page.day == FRIDAY + timedelta(1)


def test_the_week_strip_is_walked_by_keys(window: DayWindow) -> None:
    window.page._dates.week.setFocus()
    window.press(Key.Key_Left)
    window.press(Key.Key_Left)
    window.press(Key.Key_Return)
    window.settle()
    assert window.page.day == date(2026, 7, 1)
    assert "Wednesday, 1 Jul 2026: empty, 0 of 2 coders" in window.page._dates.week.accessibleDescription()


def test_a_date_before_everyone_started_says_so(window: DayWindow) -> None:
    window.page.go_to(date(2020, 1, 6))
    window.settle()
    assert window.page._nobody.text() == "Nobody works on Monday, 6 Jan 2020."
    assert not window.grid.isVisible()
    window.press(Key.Key_D, ALT)
    window.type("t")
    window.settle()
    assert window.grid.isVisible()


def test_the_right_button_takes_back_the_last_step_by_its_name(window: DayWindow) -> None:
    window.go("Ana Diaz", "charts", "Inpatient")
    window.enter("12")
    window.settle()
    groups = window.grid.menu_groups()
    undo = groups[-1][-1]
    assert undo.text == "Undo: Set charts, Inpatient, Ana Diaz, 3 Jul 2026"
    undo.run()
    window.settle()
    assert window.team.block("Ana Diaz").empty
