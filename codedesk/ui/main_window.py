"""The main window: holds the welcome or the frame of an open department, keeps its place, closes in order.

It opens nothing itself: app.py joins the parts and hands them in.
"""

import base64
from collections.abc import Callable

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from typing_extensions import override

from codedesk import paths
from codedesk.settings import Settings
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame

SMALLEST = QSize(1180, 680)


class MainWindow(QMainWindow):
    """The one window of the program."""

    def __init__(self, settings: Settings) -> None:
        """Restore the place of the last time."""
        super().__init__()
        self._settings = settings
        self._closing: Callable[[], None] | None = None
        self.frame: Frame | None = None
        self.setWindowTitle("CodeDesk")
        self.setWindowIcon(QIcon(str(paths.resource("icons/codedesk.svg"))))
        self.setMinimumSize(self._smallest())
        self.resize(1280, 760)
        if settings.window:
            self.restoreGeometry(QByteArray(base64.b64decode(settings.window)))

    def show_welcome(self, welcome: QWidget) -> None:
        """Show the welcome, or another page without a department."""
        self.frame = None
        self.setWindowTitle("CodeDesk")
        self.setCentralWidget(welcome)

    def show_department(self, context: Context, actions: tuple[Action, ...] = ()) -> Frame:
        """Show an open department; return its frame, which shows no page yet."""
        self.frame = Frame(context, actions)
        name = context.department_name or context.desk.path.stem
        self.setWindowTitle(f"{name} — CodeDesk" + (" — SAMPLE" if context.sample else ""))
        self.setCentralWidget(self.frame)
        return self.frame

    def when_closed(self, run: Callable[[], None]) -> None:
        """Run this after the window was closed."""
        self._closing = run

    def come_forward(self) -> None:
        """Come to the front, as a second start asks for."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        if self.frame is not None and not self.frame.close_department():
            event.ignore()
            return
        self._settings.window = base64.b64encode(self.saveGeometry().data()).decode()
        self._settings.save()
        event.accept()
        if self._closing is not None:
            self._closing()

    def _smallest(self) -> QSize:
        screen = QApplication.primaryScreen()
        return SMALLEST.boundedTo(screen.availableSize()) if screen is not None else SMALLEST
