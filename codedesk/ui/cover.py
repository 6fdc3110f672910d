"""The cover: hides every window of the program after a time without a key or a mouse, and when it is asked for.

It hides and does not encrypt. Nothing below it is touched: what is being typed stays as it is and keeps its place, and
the key or the click that lifts the cover goes nowhere else. The windows' titles name nobody while they are covered.
"""

from collections.abc import Callable
from datetime import datetime
from time import time

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import ButtonPicture

LOOK_MS = 5_000
CLICK_MS = 600
"""How often it is looked whether somebody is there; how long a click that lifts the cover takes, and a second one."""
KEY = "Ctrl+Shift+L"
_TITLE = "CodeDesk"
_LINE = (
    "Any key or click goes on where you were. The cover hides what is on the screen; it does not encrypt the file, "
    "nor lock this computer."
)
_GUARDED = (
    "Any key or click asks for the passphrase of the department, and goes on where you were. The cover hides what is "
    "on the screen; the program below it is at work, and the computer is not locked."
)
Guard = Callable[[QWidget], bool]
_Type = QEvent.Type
_PRESSED = (_Type.KeyPress, _Type.MouseButtonPress, _Type.TouchBegin, _Type.Wheel)
_MOVED = (*_PRESSED, _Type.MouseMove, _Type.TouchUpdate)
_LIFTING = (_Type.KeyPress, _Type.MouseButtonPress, _Type.TouchBegin)
_SWALLOWED = (
    *_LIFTING, _Type.KeyRelease, _Type.ShortcutOverride, _Type.Shortcut, _Type.InputMethod,
    _Type.MouseButtonRelease, _Type.MouseButtonDblClick, _Type.MouseMove, _Type.HoverMove, _Type.Wheel,
    _Type.ContextMenu, _Type.TouchUpdate, _Type.TouchEnd, _Type.ToolTip, _Type.DragEnter, _Type.Drop,
)  # fmt: skip
_PLACED = (_Type.Resize, _Type.ChildAdded, _Type.LayoutRequest, _Type.Show)
_MOUSE = 0
_WIDTH = 480


class Cover(QObject):
    """Covers all windows of the program while a department is open. One, a child of the main window.

    `guard` gives what asks before the cover is lifted, and whether it may be, shown on top of a window; None where
    nothing is to be asked. Signal: changed(covered).
    """

    changed = Signal(bool)

    def __init__(self, window: QWidget, settings: Settings) -> None:
        """Look how long nothing was pressed or moved, as soon as `watch` says so."""
        super().__init__(window)
        self._settings = settings
        self.guard: Callable[[], Guard | None] = _nobody
        self.watching = False
        self._window = window
        self._sheets: list[_Sheet] = []
        self._titles: dict[QWidget, str] = {}
        self._asking = False
        self._held: int | None = None
        self._last = time()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._application = application
        application.focusWindowChanged.connect(self._watch_window)

    @property
    def covered(self) -> bool:
        """Tell whether the cover is on."""
        return bool(self._sheets)

    def watch(self, watching: bool) -> None:
        """Cover when nobody is there, or stop: without a department there is nothing to hide."""
        self.watching, self._last = watching, time()
        if watching:
            self._timer.start()
        else:
            self._timer.stop()
            self._take_off()

    def look(self, now: float | None = None) -> None:
        """Cover where nothing was pressed or moved for the minutes that are chosen (0: never)."""
        minutes, gone = self._settings.cover_minutes, (now or time()) - self._last
        if self.watching and minutes > 0 and gone >= 60 * minutes:
            self.cover()

    def cover(self) -> None:
        """Hide every window of the program now."""
        if self.covered or not self.watching:
            return
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QToolTip.hideText()
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._cover_window(window)
        if self.covered:
            self._application.installEventFilter(self)
            self.changed.emit(True)

    def lift(self) -> None:
        """Show everything again, if it may be."""
        if not self.covered or self._asking:
            return
        self._asking = True
        try:
            guard = self.guard()
            may = guard is None or guard(self._window)
        finally:
            self._asking = False
        if may:
            self._take_off()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(watched, QWindow):
            if kind in _MOVED:
                self._last = time()
            if not self.covered and self._held is None:
                return False
        if self._asking:
            return False
        if self.covered:
            return self._while_covered(watched, event, kind)
        return self._held is not None and self._after_lifting(event, kind)

    def _while_covered(self, watched: QObject, event: QEvent, kind: QEvent.Type) -> bool:
        if kind in _SWALLOWED:
            if kind in _LIFTING and not (isinstance(event, QKeyEvent) and event.isAutoRepeat()):
                self._held = event.key() if isinstance(event, QKeyEvent) else _MOUSE
                self.lift()
                if self._held == _MOUSE:
                    QTimer.singleShot(CLICK_MS, self, self._end)
            event.accept()
            return True
        if isinstance(watched, QWidget) and watched.isWindow():
            if kind == _Type.Show and watched not in self._titles and _stays(watched):
                self._cover_window(watched)
            elif kind == _Type.WindowTitleChange and watched in self._titles:
                self._retitle(watched)
        return False

    def _after_lifting(self, event: QEvent, kind: QEvent.Type) -> bool:
        """Let nothing of the key or the click that lifted the cover reach what was below it."""
        if kind not in _SWALLOWED:
            return False
        mine = isinstance(event, QKeyEvent) and event.key() == self._held
        if not mine and (kind == _Type.KeyPress or (kind == _Type.MouseButtonPress and self._held != _MOUSE)):
            self._end()  # another key, or a click after a key: meant for what is seen now
            return False
        if not mine and isinstance(event, QKeyEvent):
            return False
        if mine and kind == _Type.KeyRelease and isinstance(event, QKeyEvent) and not event.isAutoRepeat():
            self._end()
        event.accept()
        return True

    def _end(self) -> None:
        self._held = None
        if not self.covered:
            self._application.removeEventFilter(self)

    def _cover_window(self, window: QWidget) -> None:
        self._titles[window] = window.windowTitle()
        window.setWindowTitle(_TITLE)
        self._sheets.append(_Sheet(window, _LINE if self.guard() is None else _GUARDED))

    def _retitle(self, window: QWidget) -> None:
        if window.windowTitle() != _TITLE:
            self._titles[window] = window.windowTitle()
            window.setWindowTitle(_TITLE)

    def _take_off(self) -> None:
        if not self.covered:
            return
        sheets, self._sheets = self._sheets, []
        titles, self._titles = self._titles, {}
        for window, title in titles.items():
            if shiboken6.isValid(window):
                window.setWindowTitle(title)
        for sheet in sheets:
            if shiboken6.isValid(sheet):
                sheet.take_off()
        self._last = time()
        if self._held is None:
            self._application.removeEventFilter(self)
        self.changed.emit(False)

    def _watch_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)


class _Sheet(QWidget):
    """What lies over one window, however large it becomes."""

    def __init__(self, window: QWidget, line: str) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("cover")
        self.setAutoFillBackground(True)
        self.setAccessibleName(f"CodeDesk is covered. {line}")
        inside = theme.column(self, 12, margins=(24, 16, 24, 16))
        words = theme.label(line, "body", "second", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        width = min(_WIDTH, max(1, window.width() - 48))
        words.setFixedSize(width, words.heightForWidth(width))
        inside.addStretch(2)
        inside.addWidget(ButtonPicture("lock", "text-3", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        since = formats.clock(datetime.now().astimezone())
        inside.addWidget(theme.label(f"Covered since {since}", "section"), 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(3)
        window.installEventFilter(self)
        self._fit()
        self.show()

    def take_off(self) -> None:
        """Uncover the window."""
        self._window.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _PLACED:
            self._fit()
        return False

    def _fit(self) -> None:
        if self.geometry() != self._window.rect():
            self.setGeometry(self._window.rect())
        self.raise_()


def _stays(window: QWidget) -> bool:
    """Tell whether it is a window of its own, and not a popup that closes by itself."""
    return window.windowType() not in (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)


def _nobody() -> Guard | None:
    """Let the cover be lifted without a question."""
    return None
