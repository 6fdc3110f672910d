"""What waits until the button of the mouse is let go, so that nothing moves between press and release."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from typing_extensions import override


class AtRelease(QObject):
    """Runs something once the mouse is let go, after what was clicked has heard of it."""

    def __init__(self, parent: QObject, run: Callable[[], object]) -> None:
        """Wait for nothing yet; what is run ends with the parent."""
        super().__init__(parent)
        self._run, self._waits = run, False

    def watch(self) -> None:
        """Wait for the next release."""
        app, self._waits = QApplication.instance(), True
        if app is not None:
            app.installEventFilter(self)

    def forget(self) -> None:
        """Run nothing at the release that was waited for."""
        self._waits = False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease:
            app = QApplication.instance()
            if app is not None:
                app.removeEventFilter(self)
            QTimer.singleShot(0, self, self._fire)
        return False

    def _fire(self) -> None:
        if self._waits:
            self._run()
