"""Undo and redo of the window: one step at a time, said when it takes long, told by name when it is done."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from codedesk.desk import Desk
from codedesk.ui.background import Background

BUSY_AFTER_MS = 300


class Stepping(QObject):
    """Goes a step back or forth. A quick second key waits its turn; one after "Taking back …" is not heard.

    Signals: said(kind, sentence); stored(step) where something was done; failed(error).
    """

    said = Signal(str, str)
    stored = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, background: Background, parent: QObject) -> None:
        """Step in a department; nothing is asked yet."""
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._words = ""
        self._waiting: list[Callable[[], None]] = []
        self._timer = QTimer(self, singleShot=True, interval=BUSY_AFTER_MS)
        self._timer.timeout.connect(lambda: self.said.emit("busy", self._words))

    def undo(self) -> None:
        """Take the last step back and say which."""
        desk = self._desk
        self._step(self.undo, desk.undo, f"Taking back: {desk.undo_step} …", ("Undone", "undo"))

    def redo(self) -> None:
        """Do the last undone step again and say which."""
        desk = self._desk
        self._step(self.redo, desk.redo, f"Doing again: {desk.redo_step} …", ("Done again", "do again"))

    def _step(
        self, again: Callable[[], None], job: Callable[[], str | None], words: str, said: tuple[str, str]
    ) -> None:
        if self._words:
            if self._timer.isActive():
                self._waiting.append(again)
            return
        self._words = words
        self._timer.start()

        def stepped(step: str | None) -> None:
            self._end()
            told = f"{said[0]}: {step}" if step else f"There is nothing to {said[1]}."
            self.said.emit("info", told)
            if step:
                self.stored.emit(told)
            if self._waiting:
                self._waiting.pop(0)()

        def failed(error: BaseException) -> None:
            self._end()
            self._waiting.clear()
            self.failed.emit(error)

        self._background.run(self, job, then=stepped, failed=failed)

    def _end(self) -> None:
        self._timer.stop()
        self._words = ""
