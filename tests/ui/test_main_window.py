"""The first window stands whole on the screen, with the title bar that the system puts around it."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.main_window import SMALLEST, MainWindow
from codedesk.ui.pages.welcome import Welcome
from tests.patience import LOOK_AGAIN_MS

TITLE_BAR = 40


@pytest.mark.parametrize(
    ("screen", "size"),
    [
        (QSize(1366, 768), QSize(1280, 728)),
        (QSize(1920, 1080), QSize(1280, 760)),
        (QSize(910, 512), QSize(908, 472)),
    ],
)
def test_the_first_window_fits_the_screen_with_its_title_bar(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, screen: QSize, size: QSize
) -> None:
    """On a screen of 768 it was 12 px taller; the last screen is one of 1366 × 768 at 1.5."""
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: screen)
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    assert window.size() == size
    assert window.height() + TITLE_BAR <= screen.height()
    assert window.minimumSize().height() <= window.height() and window.minimumSize().width() <= window.width()


def test_the_keyboard_stands_where_it_was_put_though_the_window_came_forward_in_that_moment(qtbot: QtBot) -> None:
    """What is put into a window is seen a turn later; until then nothing in it can take the keyboard."""
    window, shown = MainWindow(Settings()), QWidget()
    qtbot.addWidget(window)
    other = QLineEdit(shown)
    field = QLineEdit(shown)
    window.show()
    window.show_department(shown, "Department")
    field.setFocus()
    with pytest.deprecated_call():
        QApplication.setActiveWindow(window)  # at once, as only the system can
    qtbot.waitUntil(field.isVisible)
    qtbot.wait(LOOK_AGAIN_MS)
    assert field.hasFocus() and not other.hasFocus()


def in_little_room(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, shown: QWidget) -> MainWindow:
    """Show a window on a screen that is smaller than it needs: one of 1366 × 768 at 1.5."""
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: QSize(910, 512))
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    if isinstance(shown, Welcome):
        window.show_welcome(shown)
    else:
        window.show_department(shown, "Department")
    with qtbot.waitActive(window):
        window.show()
    return window


def test_the_ways_in_and_the_first_questions_are_in_sight_on_a_small_screen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ways were cut at the right, and Start was below a second scroll bar."""
    welcome = Welcome()
    window = in_little_room(qtbot, monkeypatch, welcome)
    for words in ("Start an empty department", "Start the department"):
        made = next(made for made in welcome.findChildren(QPushButton) if made.accessibleName().startswith(words))
        seen = QRect(made.mapTo(window, QPoint(0, 0)), made.size())
        assert made.isVisible() and QRect(QPoint(0, 0), window.size()).contains(seen)
        QTest.mouseClick(made, Qt.MouseButton.LeftButton)


def test_the_foot_of_the_first_questions_stands_under_them_beside_a_scroll_bar(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stood six points further to the right as soon as the questions scrolled."""
    welcome = Welcome()
    window = in_little_room(qtbot, monkeypatch, welcome)
    welcome.show_questions()
    back = next(made for made in welcome.findChildren(QPushButton) if made.text() == "Back")
    head = next(made for made in welcome.findChildren(QLabel) if made.text() == "A new department")
    qtbot.waitUntil(lambda: back.mapTo(window, QPoint(0, 0)).x() == head.mapTo(window, QPoint(0, 0)).x())


def test_a_screen_with_too_little_room_scrolls_the_window_and_squeezes_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On 1366 × 768 at 1.5 words lay over each other, buttons lost letters, and an audit had no coder to choose."""
    shown = QWidget()
    fields = [QLineEdit(shown) for _ in range(2)]
    fields[0].resize(120, 24)
    fields[1].setGeometry(SMALLEST.width() - 120, SMALLEST.height() - 24, 120, 24)
    window = in_little_room(qtbot, monkeypatch, shown)
    assert window.shown is shown and shown.size() == SMALLEST
    for field in (*reversed(fields), fields[1]):
        field.setFocus()
        corner = field.mapTo(window, QPoint(0, 0))
        assert QRect(QPoint(0, 0), window.size()).contains(QRect(corner, field.size()))


def test_a_small_window_does_not_move_under_a_button_that_is_held(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = QWidget()
    field, edge = QLineEdit(shown), QLineEdit(shown)
    edge.setGeometry(0, 440, 120, 40)  # half of it is in sight
    window = in_little_room(qtbot, monkeypatch, shown)
    field.setFocus()
    before = edge.mapTo(window, QPoint(0, 0))
    handle = window.windowHandle()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=before + QPoint(5, 5))
    assert edge.hasFocus() and edge.mapTo(window, QPoint(0, 0)) == before
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=before + QPoint(5, 5))


def test_a_small_window_follows_the_cell_that_keys_go_to(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = QWidget()
    grid = QTableWidget(20, 8, shown)
    grid.setGeometry(0, 0, SMALLEST.width(), SMALLEST.height())
    window = in_little_room(qtbot, monkeypatch, shown)
    grid.setFocus()
    grid.setCurrentCell(0, 0)
    inside = QRect(QPoint(0, 0), window.size())
    for key, cell in ((Qt.Key.Key_Down, (17, 0)), (Qt.Key.Key_Right, (17, 7)), (Qt.Key.Key_Up, (0, 7))):
        while (grid.currentRow(), grid.currentColumn()) != cell:
            QTest.keyClick(grid, key)
        seen = grid.visualRect(grid.currentIndex())
        assert inside.contains(QRect(grid.viewport().mapTo(window, seen.topLeft()), seen.size()))


def test_the_rail_stays_in_sight_beside_what_is_wider_than_a_small_window(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = QWidget()
    wide = QLineEdit(shown)
    wide.setGeometry(160, 100, SMALLEST.width() - 184, 30)  # a list of a page
    window = in_little_room(qtbot, monkeypatch, shown)
    window.setFocus()
    wide.setFocus()
    assert wide.hasFocus() and shown.mapTo(window, QPoint(0, 0)) == QPoint(0, 0)
    far, field = QPushButton("Copy", shown), QLineEdit(shown)
    far.setGeometry(SMALLEST.width() - 80, 100, 60, 30)
    field.setGeometry(450, 140, 320, 30)  # with its name before it
    for made in (far, field):
        made.show()
    far.setFocus()
    assert shown.mapTo(window, QPoint(0, 0)).x() < -200
    field.setFocus()
    assert shown.mapTo(window, QPoint(0, 0)) == QPoint(0, 0)


def test_a_small_window_shows_the_beginning_of_what_gets_its_place_after_the_keyboard(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The two-way picture of Team took the keyboard at the edge, then its place: its left half was out of sight."""
    shown = QWidget()
    picture = QLineEdit(shown)
    picture.setGeometry(SMALLEST.width() - 20, 100, 20, 20)
    window = in_little_room(qtbot, monkeypatch, shown)
    picture.setFocus()
    picture.setGeometry(160, 100, SMALLEST.width() - 184, 400)
    qtbot.waitUntil(lambda: picture.mapTo(window, QPoint(0, 0)).x() == 160)


def test_a_window_with_room_scrolls_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: QSize(1920, 1080))
    window, shown = MainWindow(Settings()), QWidget()
    qtbot.addWidget(window)
    long = theme.label("Words that would like to be very high. " * 400, wrap=True)
    theme.column(shown).addWidget(long)
    window.show_department(shown, "Department")
    window.resize(SMALLEST)
    window.show()
    assert shown.size() == window.size() == SMALLEST
