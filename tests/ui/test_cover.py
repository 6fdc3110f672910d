"""The cover: everything is hidden, nothing that was typed is lost, and the key that lifts it goes nowhere else."""

from collections.abc import Iterator
from time import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from codedesk.app.session_lock import SessionLock
from codedesk.settings import Settings
from codedesk.ui import cover as covering
from codedesk.ui.cover import Cover
from codedesk.ui.main_window import MainWindow


class Desk:
    """A window with a field in which somebody types, and a dialog over it that names a person."""

    def __init__(self, qtbot: QtBot) -> None:
        self.settings = Settings()
        self.window = MainWindow(self.settings)
        qtbot.addWidget(self.window)
        self.cover = Cover(self.window, self.settings)
        inside = QWidget()
        self.field = QLineEdit("Ana D")
        QVBoxLayout(inside).addWidget(self.field)
        self.window.show_department(inside, "Inpatient coding, North")
        self.pressed: list[str] = []
        QShortcut(QKeySequence("Ctrl+B"), self.window).activated.connect(lambda: self.pressed.append("Ctrl+B"))
        self.window.show()
        with qtbot.waitActive(self.window):
            self.window.activateWindow()
        self.field.setFocus()
        self.field.deselect()
        self.field.end(False)
        self.cover.watch(True)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key as the system does: it comes to the window first."""
        QTest.keyClick(self.window.windowHandle(), key, modifiers)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.cover.watch(False)


def is_hidden(window: QWidget) -> bool:
    """Tell whether the cover is all that is seen at the corners and in the middle of a window."""
    rect = window.rect().adjusted(1, 1, -1, -1)
    places = (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight(), rect.center())
    sheet = window.findChild(QWidget, "cover", Qt.FindChildOption.FindDirectChildrenOnly)
    found = [window.childAt(place) for place in places]
    return sheet is not None and all(each is sheet or sheet.isAncestorOf(each) for each in found if each is not None)


def test_what_was_typed_stays_and_the_key_that_lifts_the_cover_lands_nowhere(desk: Desk) -> None:
    desk.press(Qt.Key.Key_I)
    assert desk.field.text() == "Ana Di"
    desk.cover.cover()
    assert is_hidden(desk.window) and desk.window.windowTitle() == "CodeDesk"
    desk.press(Qt.Key.Key_X)
    assert not desk.cover.covered and desk.field.text() == "Ana Di"
    assert desk.window.windowTitle() == "Inpatient coding, North — CodeDesk"
    assert QApplication.focusWidget() is desk.field
    desk.press(Qt.Key.Key_A)
    assert desk.field.text() == "Ana Dia"


def test_a_shortcut_pressed_on_the_cover_lifts_it_and_does_nothing_else(desk: Desk) -> None:
    desk.cover.cover()
    desk.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert not desk.cover.covered and desk.pressed == []
    desk.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert desk.pressed == ["Ctrl+B"]


def test_a_click_lifts_the_cover_and_clicks_on_nothing(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(covering, "CLICK_MS", 0)
    desk.field.home(False)
    desk.cover.cover()
    place = desk.field.mapTo(desk.window, QPoint(60, 8))
    QTest.mouseClick(desk.window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert not desk.cover.covered and desk.field.cursorPosition() == 0
    qtbot.waitUntil(lambda: desk.cover._held is None)
    QTest.mouseClick(desk.window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.field.cursorPosition() > 0


def test_a_dialog_stays_open_below_the_cover_and_one_that_comes_later_is_covered_too(desk: Desk, qtbot: QtBot) -> None:
    open_before, later = QDialog(desk.window), QDialog(desk.window)
    for dialog, name in ((open_before, "Ana Diaz"), (later, "Bo Quist")):
        dialog.setWindowTitle(name)
        QVBoxLayout(dialog).addWidget(QLineEdit(name))
    open_before.open()
    menu = QMenu(desk.window)
    menu.addAction("Ana Diaz")
    menu.popup(QPoint(10, 10))
    desk.cover.cover()
    later.open()
    assert menu.isHidden() and open_before.isVisible() and later.isVisible()
    for dialog in (open_before, later):
        dialog.resize(900, 500)
        assert is_hidden(dialog) and dialog.windowTitle() == "CodeDesk"
    later.setWindowTitle("Bo Quist, edited")
    assert later.windowTitle() == "CodeDesk"
    QTest.keyClick(later.windowHandle(), Qt.Key.Key_Escape)  # which would have closed it
    assert not desk.cover.covered and open_before.isVisible() and later.isVisible()
    assert (open_before.windowTitle(), later.windowTitle()) == ("Ana Diaz", "Bo Quist, edited")


def test_another_page_that_is_shown_meanwhile_is_covered(desk: Desk, qtbot: QtBot) -> None:
    desk.cover.cover()
    desk.window.show_welcome(QLineEdit("Ana Diaz"))
    QApplication.sendPostedEvents()
    assert is_hidden(desk.window)


@pytest.mark.parametrize(
    ("minutes", "gone", "covered"), [(10, 599, False), (10, 601, True), (1, 61, True), (0, 90_000, False)]
)
def test_it_covers_after_the_minutes_that_were_chosen(desk: Desk, minutes: int, gone: int, covered: bool) -> None:
    desk.settings.cover_minutes = minutes
    desk.cover.look(time() + gone)
    assert desk.cover.covered == covered


def test_a_key_begins_the_minutes_anew(desk: Desk) -> None:
    desk.cover._last = time() - 3_600
    desk.press(Qt.Key.Key_A)
    desk.cover.look()
    assert not desk.cover.covered


def test_it_stays_where_the_passphrase_is_asked_for_and_not_given(desk: Desk) -> None:
    answers = [False, True]
    desk.cover.guard = lambda: lambda _over: answers.pop(0)
    desk.cover.cover()
    desk.press(Qt.Key.Key_X)
    assert desk.cover.covered and is_hidden(desk.window) and desk.field.text() == "Ana D"
    desk.press(Qt.Key.Key_X)
    assert not desk.cover.covered and answers == [] and desk.field.text() == "Ana D"


def test_without_a_department_nothing_is_covered(desk: Desk) -> None:
    desk.cover.cover()
    desk.cover.watch(False)
    assert not desk.cover.covered and desk.window.windowTitle() == "Inpatient coding, North — CodeDesk"
    desk.cover.cover()
    assert not desk.cover.covered
    desk.press(Qt.Key.Key_I)
    assert desk.field.text() == "Ana Di"


def test_it_says_that_it_hides_and_does_not_encrypt(desk: Desk) -> None:
    desk.cover.cover()
    sheet = desk.window.findChild(QWidget, "cover", Qt.FindChildOption.FindDirectChildrenOnly)
    assert sheet is not None
    said = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert "hides what is on the screen; it does not encrypt the file, nor lock this computer" in said


def test_a_locked_session_and_a_computer_that_goes_to_sleep_cover_and_the_end_of_either_does_not(desk: Desk) -> None:
    heard = SessionLock(desk.cover.cover, desk.window)
    heard.turned(False)
    assert not desk.cover.covered
    heard.turned(True)
    assert desk.cover.covered and is_hidden(desk.window)
    desk.press(Qt.Key.Key_Space)
    assert not desk.cover.covered
    heard.told()
    assert desk.cover.covered
