"""While a page is read it stays as it is; what is typed or clicked meanwhile waits or is refused, never goes astray."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from codedesk.errors import CodeDeskError
from codedesk.ui import waiting
from codedesk.ui.dialogs.palette import Palette
from codedesk.ui.waiting import Veil
from codedesk.ui.widgets.action_menu import ActionMenu
from tests.services.team import FRIDAY
from tests.ui.pages.day_window import DayWindow

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CONTROL = Modifier.ControlModifier
EMPTY = ("no ", "nobody ", "nothing ", "there is no", "there are no")


class SlowDesk:
    """Lets the questions of a window wait until they are let go, one after the other."""

    def __init__(self, window: DayWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        self._read = window.context.desk.reading
        self._waiting: list[tuple[Future[Any], Callable[[], Future[Any]]]] = []
        monkeypatch.setattr(window.context.desk, "reading", self._reading)

    def _reading(self, *asked: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._waiting.append((future, lambda: self._read(*asked, **named)))
        return future

    def answer(self, window: DayWindow) -> None:
        """Answer everything, and what is asked because of it."""

        def answered() -> bool:
            while self._waiting:
                future, ask = self._waiting.pop(0)
                if future.set_running_or_notify_cancel():
                    future.set_result(ask().result())
            return not window.context.background.busy

        window.wait(answered)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def slow(window: DayWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDesk]:
    made = SlowDesk(window, monkeypatch)
    yield made
    made.answer(window)


def seen(window: DayWindow, kind: type[QWidget]) -> list[Any]:
    """What of a kind a person sees: not what lies under the veil of a part that was never read."""
    page = window.page
    blank = [veil for veil in page.findChildren(Veil) if veil.isVisible() and veil._blank]

    def hidden(widget: QWidget) -> bool:
        return any(
            veil.parentWidget().isAncestorOf(widget)
            and veil.mask().contains(widget.mapTo(veil.parentWidget(), widget.rect().center()))
            for veil in blank
        )

    return [each for each in page.findChildren(kind) if not each.visibleRegion().isEmpty() and not hidden(each)]


def test_what_is_typed_after_the_next_day_was_asked_for_is_typed_into_the_next_day(
    window: DayWindow, slow: SlowDesk
) -> None:
    """It was stored in the day before: the grid still showed that one."""
    window.go("Ana Diaz", "charts", "Inpatient")
    window.press(Key.Key_Left, Modifier.AltModifier)
    window.enter("17")
    assert stored(window, FRIDAY) == []
    slow.answer(window)
    thursday = FRIDAY.replace(day=FRIDAY.day - 1)
    assert window.page.day == thursday
    assert stored(window, thursday) == ["17"]


def test_keys_wait_in_the_order_in_which_they_came(window: DayWindow, slow: SlowDesk) -> None:
    """Digits, then the key of another page, then letters that are meant for that one."""
    window.go("Ana Diaz", "charts", "Inpatient")
    window.press(Key.Key_Left, Modifier.AltModifier)
    window.enter("17")
    window.press(Key.Key_7, CONTROL)
    assert window.frame.page_name == "today"
    slow.answer(window)
    assert window.frame.page_name == "history"
    window.frame.show_page("today")
    slow.answer(window)
    thursday = FRIDAY.replace(day=FRIDAY.day - 1)
    assert stored(window, thursday) == ["17"]


def test_another_page_can_be_gone_to_at_once_and_nothing_typed_for_the_one_that_is_left_lands_there(
    window: DayWindow, slow: SlowDesk
) -> None:
    window.press(Key.Key_Left, Modifier.AltModifier)
    window.press(Key.Key_7, CONTROL)
    assert window.frame.page_name == "history"
    slow.answer(window)
    window.frame.show_page("today")
    window.press(Key.Key_Left, Modifier.AltModifier)
    window.type("17")
    window.frame.rail.chosen.emit("history")
    slow.answer(window)
    assert window.page._filter.text() == ""


def test_an_action_of_the_page_waits_too(window: DayWindow, slow: SlowDesk) -> None:
    window.press(Key.Key_Left, Modifier.AltModifier)
    finish = window.page.findChild(QAbstractButton, "today.finish")
    finish.click()
    assert not (window.context.desk.undo_step or "").startswith("Finish")
    slow.answer(window)
    assert (window.context.desk.undo_step or "").startswith("Finish")


def test_what_is_chosen_in_the_menu_the_palette_or_the_menu_of_a_row_waits_too(
    window: DayWindow, slow: SlowDesk
) -> None:
    """They took the day, or the step, that was still shown."""
    assert not window.context.settings.log_waiting
    window.press(Key.Key_Left, Modifier.AltModifier)
    window.frame.open_menu(QPoint(600, 40))
    choose(window, "Log what waits")
    assert not window.context.settings.log_waiting
    slow.answer(window)
    assert window.context.settings.log_waiting
    window.page.step_back()
    window.frame.open_palette()
    palette = window.frame.findChildren(Palette)[-1]
    QTest.keyClicks(palette.line, "Finish")
    QTest.keyClick(palette.line, Key.Key_Return)
    assert not (window.context.desk.undo_step or "").startswith("Finish")
    slow.answer(window)
    assert (window.context.desk.undo_step or "").startswith("Finish")
    window.frame.show_page("history")
    slow.answer(window)
    before = window.context.desk.undo_step
    window.page.steps.choose(0)
    slow.answer(window)
    window.page.steps.row_menu.show_at_head()
    window.page.read_anew()
    choose(window, "Undo this")
    assert window.context.desk.undo_step == before
    slow.answer(window)
    assert window.context.desk.undo_step != before


def choose(window: DayWindow, words: str) -> None:
    """Choose a line of the menu that is open, by how it begins."""
    menu = window.frame.findChildren(ActionMenu)[-1]
    next(line for line in menu.actions() if line.text().startswith(words)).trigger()
    menu.close()


def stored(window: DayWindow, day: date) -> list[str]:
    """The charts that the grid shows of a day."""
    return [row.cells["charts"].text for row in window.grid.rows if row.key.day == day and row.cells["charts"].text]


def test_a_click_on_what_is_read_anew_is_refused(window: DayWindow, slow: SlowDesk) -> None:
    page = window.page
    window.press(Key.Key_Left, Modifier.AltModifier)
    window.grid.view.clearSelection()
    place = window.grid.view.mapTo(window.frame, window.grid.view.rect().center())
    assert isinstance(window.frame.childAt(place), Veil)
    dates = page._dates
    assert not isinstance(window.frame.childAt(dates.mapTo(window.frame, dates.rect().center())), Veil)
    slow.answer(window)
    assert not isinstance(window.frame.childAt(place), Veil)


def test_a_view_is_chosen_while_the_page_is_read(
    window: DayWindow, slow: SlowDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line "Reading …" took the place of the whole page, and with it the buttons: the click was lost."""
    monkeypatch.setattr(waiting, "BUSY_AFTER_MS", 0)
    window.frame.show_page("audits")
    page = window.page
    window.wait(lambda: any(veil.line == "Reading …" for veil in page.findChildren(Veil)))
    policy = next(each for each in page.findChildren(QAbstractButton) if each.text() == "Policy")
    assert policy.isVisible()
    place = policy.mapTo(window.frame, policy.rect().center())
    target = window.frame.childAt(place)
    assert target is policy
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.rect().center())
    assert page.view is not None and page.view.name == "policy"
    slow.answer(window)
    assert page.view.name == "policy" and not any(veil.isVisible() for veil in page.findChildren(Veil))


def test_the_keyboard_stays_where_it_is_while_a_page_is_read(window: DayWindow, slow: SlowDesk) -> None:
    window.go("Ana Diaz", "charts", "Inpatient")
    before = window.focus
    window.page.go_to(FRIDAY.replace(day=FRIDAY.day - 1))
    QTest.qWait(0)
    assert window.focus is before
    slow.answer(window)
    assert window.focus is before


def test_what_was_only_stored_lets_nobody_wait(window: DayWindow, slow: SlowDesk) -> None:
    window.go("Ana Diaz", "charts", "Inpatient")
    window.enter("31")
    window.type("4")
    assert not any(veil.isVisible() for veil in window.page.findChildren(Veil))
    assert window.grid.view.is_typing()
    window.press(Key.Key_Escape)
    slow.answer(window)


def test_a_read_that_fails_lets_go_of_what_was_typed(window: DayWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    failing: Future[Any] = Future()
    monkeypatch.setattr(window.context.desk, "reading", lambda *_asked, **_named: failing)
    window.go("Ana Diaz", "charts", "Inpatient")
    window.press(Key.Key_Left, Modifier.AltModifier)
    window.type("17")
    failing.set_exception(CodeDeskError("The file went away."))
    window.settle()
    monkeypatch.undo()
    window.page.refresh()
    window.settle()
    assert not window.grid.view.is_typing()
    assert not window.grid.refusals


@pytest.mark.parametrize(
    "page", ["today", "team", "audits", "standards", "trends", "reviews", "history", "safety", "setup", "coder"]
)
def test_a_page_that_is_being_read_does_not_look_empty(qtbot: QtBot, tmp_path: Path, page: str) -> None:
    """Setup said “No coders yet”, and Standards “Nobody is on a ramp”, until they were read."""
    made = DayWindow(qtbot, tmp_path, page="safety" if page != "safety" else "today")
    with pytest.MonkeyPatch.context() as patched:
        slow = SlowDesk(made, patched)
        made.frame.show_page(page)
        QApplication.processEvents()
        words = [label.text() for label in seen(made, QLabel) if label.text().lower().startswith(EMPTY)]
        slow.answer(made)
    made.close()
    assert words == []


@pytest.mark.parametrize("view", ["todo", "planning", "draw", "policy", "lessons", "compliance"])
def test_a_view_of_audits_that_is_being_read_does_not_look_empty(window: DayWindow, slow: SlowDesk, view: str) -> None:
    window.frame.show_page("audits")
    slow.answer(window)
    window.page.show_view(view)
    QApplication.processEvents()
    words = [label.text() for label in seen(window, QLabel) if label.text().lower().startswith(EMPTY)]
    slow.answer(window)
    assert words == []


def test_the_veil_leaves_what_chooses_free(window: DayWindow, slow: SlowDesk) -> None:
    window.frame.show_page("history")
    page = window.page
    middle = page._filter.mapTo(window.frame, page._filter.rect().center())
    assert window.frame.childAt(middle) is page._filter
    below = page.mapTo(window.frame, QPoint(page.width() // 2, page.height() - 60))
    assert isinstance(window.frame.childAt(below), Veil)
    slow.answer(window)
