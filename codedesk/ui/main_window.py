"""The main window: holds the opening, the welcome or the frame of a department, keeps its place, closes in order.

It opens nothing itself: the program joins the parts and hands them in. Nothing here needs more than Qt, so that the
window can be painted first.
"""

import base64
from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import QByteArray, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QIcon, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from codedesk import paths
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.typed_early import TypedEarly

SMALLEST = QSize(1180, 680)
_FIRST, _AROUND, _BESIDE = QSize(1280, 760), QSize(2, 40), 24
BAR_HEIGHT = 48
RAIL_WIDTH = 136


class MainWindow(QMainWindow):
    """The one window of the program."""

    def __init__(self, settings: Settings) -> None:
        """Restore the place of the last time."""
        super().__init__()
        self._settings = settings
        self._may_close: Callable[[], bool] | None = None
        self._closed: Callable[[], None] | None = None
        self.typed_early = TypedEarly(self)
        self.setWindowTitle("CodeDesk")
        self.setWindowIcon(QIcon(str(paths.resource("icons/codedesk.svg"))))
        self.setMinimumSize(SMALLEST.boundedTo(_room()))
        self.resize(_FIRST.boundedTo(_room()))
        if settings.window:
            self.restoreGeometry(QByteArray(base64.b64decode(settings.window)))

    @property
    def shown(self) -> QWidget | None:
        """What the window shows: the opening, the welcome or the frame of a department."""
        whole = self.centralWidget()
        return whole.widget() if isinstance(whole, _Whole) else None

    def show_opening(self, words: str, then: Callable[[], None]) -> None:
        """Show the empty frame at once, and call `then` as soon as it was painted."""
        self.typed_early.begin()
        self._show(_Opening(words, then))

    def show_welcome(self, welcome: QWidget) -> None:
        """Show the welcome, or another page without a department: it scrolls by itself where it has little room."""
        self.setWindowTitle("CodeDesk")
        self._show(welcome, QSize())
        self.typed_early.end()

    def show_department(self, frame: QWidget, name: str, *, sample: bool = False) -> None:
        """Show the frame of an open department under its name."""
        self.setWindowTitle(f"{name}{' — SAMPLE' if sample else ''} — CodeDesk")
        self._show(frame)
        self.typed_early.end()

    def when_closed(self, may_close: Callable[[], bool], closed: Callable[[], None]) -> None:
        """Ask may_close before the window closes, and call closed after it did."""
        self._may_close, self._closed = may_close, closed

    def come_forward(self) -> None:
        """Come to the front, as a second start asks for."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def _show(self, shown: QWidget, least: QSize = SMALLEST) -> None:
        self.setCentralWidget(_Whole(self, shown, least))
        QTimer.singleShot(0, self, self._give_keyboard)

    def _give_keyboard(self) -> None:
        """Let what was given the keyboard have it, where the window came forward before that could be seen."""
        wanted = self.focusWidget()
        if wanted is not None and self.isActiveWindow() and QApplication.focusWidget() is None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        if self._may_close is not None and not self._may_close():
            event.ignore()
            if focused is not None and shiboken6.isValid(focused) and QApplication.focusWidget() is None:
                focused.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._settings.window = base64.b64encode(self.saveGeometry().data()).decode()
        self._settings.save()
        event.accept()
        if self._closed is not None:
            self._closed()


def _room() -> QSize:
    """Return what the screen has room for, inside the frame and the title bar that the system puts around."""
    screen = QApplication.primaryScreen()
    return _FIRST if screen is None else screen.availableSize() - _AROUND


class _Whole(QScrollArea):
    """Gives what the window shows the room that it needs; a window that has less is scrolled, and nothing is squeezed.

    So on a screen of 1366 × 768 at 1.5, which has 910 × 512 of the points that everything is measured in.
    """

    def __init__(self, within: QWidget, shown: QWidget, least: QSize) -> None:
        super().__init__(within)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown, self._least = shown, least
        self._rows: QItemSelectionModel | None = None
        self.setWidget(shown)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask no page how high it likes to be, as a scroll area would: from its smallest size on nothing scrolls."""
        super().resizeEvent(event)
        self._shown.resize(self.maximumViewportSize().expandedTo(self._least))

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Bring what has the keyboard into sight, whole where there is room, else from its beginning.

        What a mouse came to is in sight: nothing moves under a button that is held.
        """
        if self._rows is not None and shiboken6.isValid(self._rows):
            self._rows.currentChanged.disconnect(self._follow_row)
        self._rows = now.selectionModel() if isinstance(now, QAbstractItemView) else None
        if self._rows is not None:
            self._rows.currentChanged.connect(self._follow_row)
        if now is not None and self.isAncestorOf(now):
            self._bring(now, now.rect(), leftmost=True)
            QTimer.singleShot(0, self, partial(self._follow_placed, now))

    def _follow_placed(self, now: QWidget) -> None:
        """Follow once more what came into sight with the keyboard, and got its place only after that."""
        if shiboken6.isValid(now) and now.hasFocus():
            self._bring(now, now.rect(), leftmost=True)

    def _follow_row(self, now: QModelIndex, before: QModelIndex) -> None:
        """Bring the row or cell into sight that keys went to."""
        view = QApplication.focusWidget()
        if isinstance(view, QAbstractItemView) and before.isValid() and self.isAncestorOf(view):
            self._bring(view.viewport(), view.visualRect(now))

    def _bring(self, widget: QWidget, part: QRect, *, leftmost: bool = False) -> None:
        """Scroll no further than to the beginning of what is larger than the window: the rail beside it stays.

        leftmost: as far to the left as shows it, so that the names before a field are seen, too.
        """
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            room = self.viewport().size() - QSize(2 * _BESIDE, 2 * _BESIDE)
            end = QPoint(
                part.right() if part.width() <= room.width() else part.left(),
                part.bottom() if part.height() <= room.height() else part.top(),
            )
            if leftmost:
                bar, right = self.horizontalScrollBar(), widget.mapTo(self._shown, end).x() + _BESIDE
                bar.setValue(min(bar.value(), max(0, right - self.viewport().width())))
            for corner in (end, part.topLeft()):
                place = widget.mapTo(self._shown, corner)
                self.ensureVisible(place.x(), place.y(), _BESIDE, _BESIDE)


class _Opening(QWidget):
    """The bar and the rail without anything in them, and one line, until the department is there."""

    def __init__(self, words: str, then: Callable[[], None]) -> None:
        super().__init__()
        self._then: Callable[[], None] | None = then
        bar, rail, page = QWidget(), QWidget(), QWidget()
        bar.setObjectName("top_bar")
        bar.setFixedHeight(BAR_HEIGHT)
        rail.setObjectName("rail")
        rail.setFixedWidth(RAIL_WIDTH)
        for part in (bar, rail):
            part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(page)
        inside.addWidget(theme.label(words, "body", "second"), 0, Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(rail)
        row.addWidget(page, 1)
        column = theme.column(self, 0)
        column.addWidget(bar)
        column.addLayout(row, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        then, self._then = self._then, None
        if then is not None:
            QTimer.singleShot(0, then)
