"""Pictures of the window: every page in turn, taken when all of it was read and painted; then the window closes.

For whoever has to see that the program works on a machine, with a screen or without: codedesk open FILE --pictures DIR.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from codedesk.app.program import Program
from codedesk.ui.registry import known_pages

LOOK_MS = 100


class Pictures(QObject):
    """Goes through the pages, keeps a picture of each, ends the program: with 1 where no department was opened."""

    def __init__(self, app: QApplication, program: Program, folder: Path) -> None:
        """Begin to look; a picture is taken at the second quiet look, so that what was read is painted."""
        super().__init__(program)
        self._app, self._program, self._folder = app, program, folder
        self._waiting = [page.name for page in known_pages()]
        self._quiet = 0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        folder.mkdir(parents=True, exist_ok=True)
        self._show_next()
        self._timer.start()

    def _show_next(self) -> None:
        if self._program.frame is not None:
            self._program.frame.show_page(self._waiting[0])

    def _look(self) -> None:
        program = self._program
        busy = program.background.busy or (program.context is not None and program.context.background.busy)
        self._quiet = 0 if busy else self._quiet + 1
        if self._quiet > 1:
            self._quiet = 0
            self._take()

    def _take(self) -> None:
        """Keep the picture of this page and go to the next; leave after the last."""
        opened = self._program.frame is not None
        kept = opened and self._program.window.grab().save(str(self._folder / f"{self._waiting.pop(0)}.png"), "PNG")
        if kept and self._waiting:
            self._show_next()
        else:
            self._timer.stop()
            self._program.window.close()
            self._app.exit(0 if kept else 1)
