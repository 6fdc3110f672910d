"""What opens over the window is on the screen: also on 1366 × 768 at 1.5, which has 911 × 512 points."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.dialogs.about import About
from codedesk.ui.dialogs.asking import WayOut, Ways
from codedesk.ui.dialogs.crash_report import CrashReport
from codedesk.ui.period_popup import PeriodPopup
from codedesk.ui.top_bar import TopBar
from codedesk.ui.widgets.calendar import place_beside
from codedesk.ui.widgets.dialog import Dialog
from tests.services.team import FRIDAY, Team

ROOM = QSize(909, 424)  # with a bar of the system below, and a title bar above


@pytest.fixture(autouse=True)
def small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Dialog, "room", lambda _dialog: ROOM)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


def shown(window: QMainWindow, name: str) -> Dialog:
    ways = [WayOut(str(number), "print", f"Way {number}", "All with the same password.") for number in range(6)]
    made: Dialog
    if name == "about":
        made = About(Path("nowhere"), window)
    elif name == "ways":
        made = Ways(window, "Save with a password", "What is to be saved?", ways, "Cancel")
    else:
        made = CrashReport("Something went wrong.", "KeyError\n" * 60, Path("nowhere"), window)
    made.show()
    return made


@pytest.mark.parametrize("name", ["about", "ways", "report"])
def test_every_button_of_the_foot_is_on_a_small_screen(window: QMainWindow, name: str) -> None:
    dialog = shown(window, name)
    assert dialog.size() == dialog.size().boundedTo(ROOM)
    closing = [made for made in dialog.findChildren(QPushButton) if made.text() in ("Close", "Cancel", "Let it go")]
    assert len(closing) == 1
    assert closing[0].mapTo(dialog, QPoint(0, closing[0].height())).y() <= ROOM.height()


def test_some_of_what_the_program_is_made_of_is_seen_on_a_small_screen(window: QMainWindow) -> None:
    """One line of the list was."""
    table = shown(window, "about").findChild(QTableView)
    assert isinstance(table, QTableView)
    assert table.viewport().height() > 2.5 * theme.ROW_HEIGHT


def test_a_dialog_that_grows_keeps_its_foot_on_the_screen(qtbot: QtBot, window: QMainWindow) -> None:
    """The answers that were given before are read after the form was shown: they pushed Save below the screen."""
    made = Dialog(window)
    lines = theme.column(made)
    lines.addWidget(QLabel("Answer a signal"))
    made.show()
    screen = made.screen().availableGeometry()
    made.move(40, screen.bottom() - made.height())
    offered = QLabel("What was said before")
    offered.setMinimumHeight(200)
    lines.addWidget(offered)
    qtbot.waitUntil(lambda: made.height() >= 200)
    assert screen.contains(made.frameGeometry())


def test_a_way_further_down_comes_into_sight_with_the_keyboard(qtbot: QtBot, window: QMainWindow) -> None:
    dialog = shown(window, "ways")
    assert isinstance(dialog, Ways)
    last = dialog.buttons[-1]
    assert last.visibleRegion().isEmpty()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    last.setFocus()
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().height() == last.height())


@pytest.mark.parametrize(
    ("top", "wanted"),
    [(100, 133), (460, 162), (200, 216)],
    ids=["under the field", "above it", "where neither has room: at the lower edge"],
)
def test_a_calendar_is_under_its_field_or_above_it_and_never_beyond_the_screen(top: int, wanted: int) -> None:
    place = place_beside(QRect(880, top, 144, 31), QSize(282, 295), QRect(0, 0, 911, 512))
    assert (place.x(), place.y()) == (628, wanted)


def test_the_periods_end_where_the_screen_ends(qtbot: QtBot, tmp_path: Path) -> None:
    team = Team(tmp_path)
    context = Context(team.desk, Settings(), lambda: FRIDAY)
    bar = TopBar(context)
    qtbot.addWidget(bar)
    bar.show()
    popup = PeriodPopup(context, bar)
    popup.open_at(QPoint(90, 45), QRect(0, 0, 911, 512))
    assert 45 + popup.height() <= 512 and popup.height() > 400
    word = next(label for label in popup.findChildren(QLabel) if label.text() == "to")
    between = (popup.start.geometry().right() + popup.end.geometry().left()) / 2
    assert abs(word.geometry().center().x() - between) <= 1, "and the word between two dates is between them"
    context.close()
    team.desk.close()
