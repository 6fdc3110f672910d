"""What is typed while something is being read: it waits, and goes where it was meant to go when that is there.

A key for a part that is being read is kept and pressed again afterwards, in the order in which it came; so is an action
of such a page. Where the page is left or could not be read, what waits is let go of: it never lands elsewhere.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from codedesk.ui.background import Background
from codedesk.ui.messages import page_of

_PRESS, _RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
_BARE = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_OVERRIDE, _METHOD = QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod


class Covering(Protocol):
    """A part of the window that is being read."""

    def covers(self, widget: QWidget) -> bool:
        """Tell whether what is typed into a widget is for this part."""

    def end(self) -> None:
        """Show what was read; ends the holding, too."""


class TypeAhead(QObject):
    """Holds keys and actions for parts that are being read. One per open department."""

    def __init__(self, background: Background) -> None:
        """Hold nothing yet, and nothing any more when nothing is being read."""
        super().__init__(background)
        background.became_idle.connect(self.release_all)
        self._parts: list[Covering] = []
        self._waiting: list[tuple[Covering | None, Callable[[], None]]] = []
        self._delivering = False

    def hold(self, part: Covering) -> None:
        """Keep what is typed into a part from now on."""
        if part not in self._parts:
            self._parts.append(part)
            self._watch()

    def release(self, part: Covering) -> None:
        """Hand on what was typed into a part, now that it has been read."""
        if part in self._parts:
            self._parts.remove(part)
            self._deliver()

    def release_all(self) -> None:
        """Hold nothing any more: nothing is being read."""
        for part in tuple(self._parts):
            if shiboken6.isValid(part):
                part.end()
        self._parts.clear()

    def drop(self) -> None:
        """Let go of what waits, where the page is left; not of what was typed after the key that leaves it."""
        if not self._delivering:
            self._waiting.clear()

    def later(self, part: Covering, run: Callable[[], None]) -> None:
        """Let an action wait until a part has been read; what is typed on the page after it waits, too."""
        self._waiting.append((part, run))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (_PRESS, _RELEASE, _OVERRIDE, _METHOD) or not isinstance(watched, QWidget) or self._delivering:
            return False
        part = self._covering(watched)
        if part is None and not (self._waiting and page_of(watched) is not None):
            return False
        if kind == _OVERRIDE:
            event.setAccepted(bool(self._waiting))  # a shortcut after a key that waits waits too
            return bool(self._waiting)
        if isinstance(event, QKeyEvent) and (event.key() in _BARE or (kind == _RELEASE and not self._waiting)):
            return False  # not typed by itself, or let go of after it was pressed before
        held = event.clone()
        self._waiting.append((part, lambda: _press(held)))
        event.accept()
        return True

    def _covering(self, widget: QWidget | None) -> Covering | None:
        parts = [part for part in self._parts if shiboken6.isValid(part)]
        return next((part for part in parts if widget is not None and part.covers(widget)), None)

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Look at no event while something is shown: nobody types in that time, and showing makes thousands of them."""
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        try:
            yield
        finally:
            if shiboken6.isValid(self):  # what was shown may be that the department is closed
                self._watch()

    def _watch(self) -> None:
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        if self._parts or self._waiting:
            app.installEventFilter(self)

    def _deliver(self) -> None:
        """Hand on what waits, until something of it has to wait again."""
        if self._delivering:
            return
        self._delivering = True
        try:
            while self._waiting and self._waiting[0][0] not in self._parts and self._covering(_at()) is None:
                self._waiting.pop(0)[1]()
        finally:
            self._delivering = False
        self._watch()


def _at() -> QWidget | None:
    """Return where the keyboard is."""
    return QApplication.focusWidget() or QApplication.activeWindow()


def _press(event: QEvent) -> None:
    """Press a key that waited where the keyboard is now: as a shortcut, or in the widget."""
    widget = _at()
    if widget is None:
        return
    if isinstance(event, QKeyEvent) and event.type() == _PRESS and not claims(widget, event):
        wanted = QKeySequence(event.keyCombination())
        for shortcut in widget.window().findChildren(QShortcut):
            if shortcut.isEnabled() and shortcut.key() == wanted:
                shortcut.activated.emit()
                return
    QApplication.sendEvent(widget, event)


def claims(widget: QWidget, event: QKeyEvent) -> bool:
    """Tell whether a widget wants a key for itself, before it is taken for a shortcut."""
    asked = QKeyEvent(_OVERRIDE, event.key(), event.modifiers(), event.text())
    asked.ignore()
    QApplication.sendEvent(widget, asked)
    return asked.isAccepted()
