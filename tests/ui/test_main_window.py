"""The first window stands whole on the screen, with the title bar that the system puts around it."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QScreen
from pytestqt.qtbot import QtBot

from codedesk.settings import Settings
from codedesk.ui.main_window import MainWindow

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
