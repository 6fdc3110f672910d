"""What is typed or clicked at a window before what it opens can be seen: it is refused, and somebody is told.

Nobody can mean a page that is not there yet. The system keeps what is typed while the program works, and would hand it
to whatever stands there afterwards: digits were stored in Today.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_TYPED = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod)
_CLICKED = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)
_BARE = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class TypedEarly(QObject):
    """Refuses for one window, from `begin` until what came before `end` has been handed out; not for its dialogs.

    Signal: refused() afterwards, where something was.
    """

    refused = Signal()

    def __init__(self, window: QWidget) -> None:
        """Refuse nothing yet."""
        super().__init__(window)
        self._window = window
        self._on = self._any = self._ends = False

    def begin(self) -> None:
        """Refuse from now on."""
        self._ends = False
        if not self._on and (app := QCoreApplication.instance()) is not None:
            self._on = True
            app.installEventFilter(self)

    def end(self) -> None:
        """Refuse what has come until now: it is handed out before a timer of nothing."""
        self._ends = True
        if self._on:
            QTimer.singleShot(0, self, self._ended)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _TYPED + _CLICKED or not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        self._any = self._any or not (isinstance(event, QKeyEvent) and event.key() in _BARE)
        event.accept()  # what nobody accepts would be taken for a shortcut
        return True

    def _ended(self) -> None:
        if not self._ends or not self._on:
            return
        if (app := QCoreApplication.instance()) is not None:
            app.removeEventFilter(self)
        told, self._on, self._any = self._any, False, False
        if told:
            self.refused.emit()
