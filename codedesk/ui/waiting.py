"""Waiting: what a part of a page looks like while it is being read. What it showed stays, and nothing moves.

For 300 ms nothing is seen; then what is there is dimmed, with a line and, where it can be stopped, Cancel. What was
never read is covered from the first moment, so that it is not taken for empty. Clicks on the part are refused, keys
wait (ahead.py); what chooses that something else is read (views, dates, filters) stays bright and can be used.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.ahead import TypeAhead
from codedesk.ui.stepping import BUSY_AFTER_MS
from codedesk.ui.widgets.segments import Segments

_DIM = 150
_PLACED = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)
READING = "Reading …"


class Waiting(QObject):
    """Covers a part of a page while it is read. `free` gives what can be used meanwhile, besides rows of buttons."""

    def __init__(self, part: QWidget, ahead: TypeAhead, free: Callable[[], Iterable[QWidget]] = tuple) -> None:
        """Cover nothing yet."""
        super().__init__(part)
        self._part, self._ahead, self._given = part, ahead, free
        self._veil: Veil | None = None
        self.seen = False

    @property
    def on(self) -> bool:
        """Tell whether the part is being read."""
        return self._veil is not None and not self._veil.isHidden()

    def begin(self, line: str = READING, cancel: Callable[[], None] | None = None, *, blank: bool = False) -> None:
        """Cover the part until `end`; blank hides what it shows, as before the first time."""
        if self._veil is None:
            self._veil = Veil(self._part, self._free)
        self._veil.cover(line, cancel, blank=blank or not self.seen)
        self._ahead.hold(self)

    def end(self) -> None:
        """Show the part; what was typed meanwhile goes on there."""
        if self._veil is not None:
            self._veil.take_off()
        self.seen = True
        self._ahead.release(self)

    def when_done(self, run: Callable[[], None]) -> None:
        """Run something now, or as soon as the part has been read."""
        if self.on:
            self._ahead.later(self, run)
        else:
            run()

    def covers(self, widget: QWidget) -> bool:
        """Tell whether what is typed into a widget is for this part."""
        if not self.on or not self._part.isVisible():
            return False
        if any(free is widget or free.isAncestorOf(widget) for free in self._free()):
            return False
        return widget is self._part or self._part.isAncestorOf(widget) or widget.isAncestorOf(self._part)

    def _free(self) -> list[QWidget]:
        return [*(row for row in self._part.findChildren(Segments) if not row.typed), *self._given()]


class Veil(QWidget):
    """What lies over a part that is being read."""

    def __init__(self, part: QWidget, free: Callable[[], list[QWidget]]) -> None:
        """Lie over nothing yet."""
        super().__init__(part)
        self._part, self._free = part, free
        self._watched: list[QWidget] = [part]
        self._dimmed = self._blank = False
        self._timer = QTimer(self, singleShot=True, interval=BUSY_AFTER_MS)
        self._timer.timeout.connect(self._dim)
        self._cancel: Callable[[], None] | None = None
        self._box = QWidget()
        self._bar = QProgressBar(maximum=0, textVisible=False)
        self._words = theme.label("", "body", "second")
        self._stop = QPushButton("Cancel")
        self._stop.setAccessibleName("Cancel")
        self._stop.clicked.connect(self._cancelled)
        self._box.setParent(self)
        self._box.setObjectName("waiting")
        self._box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = theme.column(self._box, 12, margins=(24, 16, 24, 16))
        self._bar.setFixedWidth(240)
        for made in (self._bar, self._words, self._stop):
            inside.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        self.hide()
        part.installEventFilter(self)

    @property
    def line(self) -> str:
        """What is said, "" while nothing is."""
        return self._words.text() if self.isVisible() and self._dimmed else ""

    def cover(self, line: str, cancel: Callable[[], None] | None, *, blank: bool) -> None:
        """Lie over the part from now on."""
        self._words.setText(line)
        self._bar.setAccessibleName(line)
        self._cancel = cancel
        self._stop.setVisible(cancel is not None)
        if not self.isHidden():
            self._blank = self._blank or blank
            return
        self._blank, self._dimmed = blank, False
        self._box.hide()
        self._follow()
        self._fit()
        self.raise_()
        self.show()
        self._timer.start()

    def take_off(self) -> None:
        """Show what is below."""
        self._timer.stop()
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _PLACED and not self.isHidden():
            self._fit()
        return False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_box()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._blank or self._dimmed:
            ground = theme.theme().colour("window")
            ground.setAlpha(255 if self._blank else _DIM)
            QPainter(self).fillRect(self.rect(), ground)

    def _follow(self) -> None:
        """Keep an eye on where the free widgets are."""
        for widget in self._free():
            if widget not in self._watched:
                self._watched.append(widget)
                widget.installEventFilter(self)

    def _fit(self) -> None:
        self.setGeometry(self._part.rect())
        region = QRegion(self.rect())
        for widget in self._free():
            if widget.isVisibleTo(self._part):
                region -= QRegion(QRect(widget.mapTo(self._part, QPoint()), widget.size()))
        self.setMask(region)

    def _dim(self) -> None:
        self._dimmed = True
        self._box.show()
        self._place_box()
        self.update()

    def _place_box(self) -> None:
        self._box.adjustSize()
        self._box.move((self.width() - self._box.width()) // 2, max(0, (self.height() - self._box.height()) * 2 // 5))

    def _cancelled(self) -> None:
        if self._cancel is not None:
            self._cancel()
