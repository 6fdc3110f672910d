"""Undo and redo of the window: one step at a time, said when it takes long, told by name when it is done."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from codedesk.ui.context import Context

BUSY_AFTER_MS = 300


class Stepping(QObject):
    """Goes a step back or forth. A quick second key waits its turn; one after "Taking back …" is not heard."""

    def __init__(self, context: "Context") -> None:
        """Belongs to the context."""
        super().__init__(context)
        self._context = context
        self._words = ""
        self._waiting: list[Callable[[], None]] = []
        self._timer = QTimer(self, singleShot=True, interval=BUSY_AFTER_MS)
        self._timer.timeout.connect(lambda: context.say("busy", self._words))

    def undo(self) -> None:
        """Take the last step back and say which."""
        desk = self._context.desk
        self._step(self.undo, desk.undo, f"Taking back: {desk.undo_step} …", ("Undone", "undo"))

    def redo(self) -> None:
        """Do the last undone step again and say which."""
        desk = self._context.desk
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
            self._context.say("info", told)
            if step:
                self._context.mark_saved(told)
            if self._waiting:
                self._waiting.pop(0)()

        def failed(error: BaseException) -> None:
            self._end()
            self._waiting.clear()
            self._context.tell_failure(error)

        self._context.background.run(self._context, job, then=stepped, failed=failed)

    def _end(self) -> None:
        self._timer.stop()
        self._words = ""
