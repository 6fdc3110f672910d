"""Undo while typing: a line edit takes Ctrl+Z only while it has typing of its own to take back.

Qt's line edits swallow Ctrl+Z even with nothing to undo, so that the undo of the department could not be reached.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override


class TypingUndo(QObject):
    """Watches the edit that has the keyboard, and only that one."""

    def __init__(self, parent: QWidget) -> None:
        """Live as long as the parent."""
        super().__init__(parent)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not _can(watched, undo=True)
            redo = event.matches(QKeySequence.StandardKey.Redo) and not _can(watched, undo=False)
            if undo or redo:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(before, QLineEdit | QPlainTextEdit):
            before.removeEventFilter(self)
        if isinstance(now, QLineEdit | QPlainTextEdit):
            now.installEventFilter(self)


def _can(watched: QObject, *, undo: bool) -> bool:
    if isinstance(watched, QLineEdit):
        return watched.isUndoAvailable() if undo else watched.isRedoAvailable()
    if isinstance(watched, QPlainTextEdit):
        document = watched.document()
        return document.isUndoAvailable() if undo else document.isRedoAvailable()
    return False
