"""Pictures of the window: every page, every view of it and every chart, each taken when all of it was read and painted.

For whoever has to see that the program works on a machine, with a screen or without: codedesk open FILE --pictures DIR.
PAGE.png is a page as it opens, PAGE-VIEW.png what a button of a row of choices shows; NAME-chart-1.png is the first
chart there, whole, also where the window has to be scrolled to see it. Afterwards the window closes.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QGraphicsView, QWidget

from codedesk.app.program import Program
from codedesk.ui.frame import Frame
from codedesk.ui.registry import PAGES
from codedesk.ui.widgets.scatter import ScatterView
from codedesk.ui.widgets.segments import Segments

LOOK_MS = 100
SOON_MS = 1_000
"""What a timer asks for within this time belongs to the picture: the figures of a day are read when the hands rest."""
LEAST = (1280, 800)  # also where the screen that nobody sees is smaller
CHART = "-chart-"

Kind = TypeVar("Kind", bound=QWidget)


class Stop(NamedTuple):
    """Something that a picture is taken of: its name, how to come there, and how to leave things as they were."""

    name: str
    go: Callable[[], None]
    leave: Callable[[], None] = lambda: None


class Pictures(QObject):
    """Goes through the pages and keeps pictures of them; ends the program, with 1 where no department was opened."""

    def __init__(self, app: QApplication, program: Program, folder: Path) -> None:
        """Begin to look; a picture is taken at the second quiet look, so that what was read is painted."""
        super().__init__(program)
        self._app, self._program, self._folder = app, program, folder
        self._waiting = [Stop(page.name, partial(self._show_page, page.name)) for page in PAGES]
        self._quiet = 0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        folder.mkdir(parents=True, exist_ok=True)
        program.window.resize(program.window.size().expandedTo(QSize(*LEAST)))
        self._waiting[0].go()
        self._timer.start()

    def _show_page(self, page: str) -> None:
        if self._program.frame is not None:
            self._program.frame.show_page(page)

    def _look(self) -> None:
        program = self._program
        busy = program.background.busy or (program.context is not None and program.context.background.busy)
        busy = busy or (program.frame is not None and _asks_soon(program.frame))
        self._quiet = 0 if busy else self._quiet + 1
        if self._quiet > 1:
            self._quiet = 0
            self._take()

    def _take(self) -> None:
        """Keep the pictures of what is shown and go on; leave after the last."""
        frame = self._program.frame
        kept = frame is not None and self._keep(frame, self._waiting.pop(0))
        if kept and self._waiting:
            self._waiting[0].go()
        else:
            self._timer.stop()
            self._program.window.close()
            self._app.exit(0 if kept else 1)

    def _keep(self, frame: Frame, stop: Stop) -> bool:
        """Take the window and each of its charts; go through the views of a page that is seen for the first time."""
        charts = {f"{stop.name}{CHART}{number}": chart for number, chart in enumerate(_charts(frame), 1)}
        taken: dict[str, QWidget] = {stop.name: self._program.window, **charts}
        kept = all(widget.grab().save(str(self._folder / f"{name}.png"), "PNG") for name, widget in taken.items())
        if stop.name == frame.page_name:
            self._waiting[:0] = _views(frame)
        stop.leave()
        return kept


def _views(frame: Frame) -> list[Stop]:
    """Return every other way that the page offers to look at it, each left for the first of its row."""
    rows = [row.findChildren(QAbstractButton) for row in _seen(frame, Segments) if not row.typed]
    return [
        Stop(f"{frame.page_name}-{'-'.join(button.text().lower().split())}", button.click, first.click)
        for first, *others in rows
        for button in others
    ]


def _asks_soon(frame: Frame) -> bool:
    timers = frame.findChildren(QTimer)
    return any(timer.isActive() and timer.isSingleShot() and timer.interval() <= SOON_MS for timer in timers)


def _charts(frame: Frame) -> list[QWidget]:
    return [*_seen(frame, QGraphicsView), *_seen(frame, ScatterView)]


def _seen(frame: Frame, kind: type[Kind]) -> list[Kind]:
    """Return what the page shows of a kind, seen or to be scrolled to."""
    found = frame.page.findChildren(kind) if frame.page is not None else []
    return [each for each in found if each.isVisible()]
