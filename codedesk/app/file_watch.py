"""The place of the open department: looked after, and found anew with the person where the file went from it.

Here lives what is offered then. The look is the store's, the moving the desk's; what opens and closes is the program's.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from codedesk import paths
from codedesk.store import backups
from codedesk.store.backups import Backup
from codedesk.store.whereabouts import Astray
from codedesk.ui import ask
from codedesk.ui.context import Context
from codedesk.ui.dialogs.asking import WayOut

LOOK_MS = 5_000
_KINDS = f"Departments (*{paths.SUFFIX})"
_TRASH = ("trash", ".trash", "$recycle.bin")


class Place(QObject):
    """Looks every few seconds and when the window comes forward; asks where to go on, never by itself but at closing.

    Signals: moved() when the work goes on in another place · opening(path, kept) where another file is to be opened
    instead, with the backup that keeps what is in the window.
    """

    moved = Signal()
    opening = Signal(object, object)

    def __init__(self, window: QWidget, today: Callable[[], date], parent: QObject) -> None:
        """Look after nothing yet. One for the whole program: it outlives the departments."""
        super().__init__(parent)
        self._window, self._today = window, today
        self._context: Context | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.applicationStateChanged.connect(self._state_changed)

    def look_after(self, context: Context | None) -> None:
        """Look after the department of a context from now on, or after none."""
        self._context = context
        if context is None or context.read_only:
            self._timer.stop()
            return
        context.place_wanted.connect(self.choose)
        self._timer.start()

    def choose(self) -> None:
        """Ask where the work goes on, and go there."""
        astray = self._context.astray if self._context is not None else None
        if astray is not None:
            chosen = ask.asker().way(self._window, _TITLE, _words(astray), _ways(astray))
            self._go(astray, chosen)

    def may_close(self) -> bool:
        """Ask, where the file is not in its place, before the department that the window holds is let go of."""
        astray = self._context.desk.locating().result() if self._context is not None else None
        if astray is None:
            return True
        leave = WayOut("leave", "close", "Close without it", "What is said above to be only in this window is lost")
        ways = [way for way in (*_ways(astray), leave) if way.name != "again"]
        chosen = ask.asker().way(self._window, _TITLE, _words(astray), ways, "Do not close")
        if chosen != "leave":
            self._go(astray, chosen)
        return chosen == "leave"

    def _go(self, astray: Astray, chosen: str) -> None:
        context = self._context
        if context is None:
            return
        if chosen == "follow" and astray.now is not None:
            self._go_on_at(context, astray.now)
        elif chosen == "back":
            self._go_on_at(context, astray.path)
        elif chosen == "elsewhere":
            self._go_elsewhere(context, astray.path)
        elif chosen == "again":
            context.look_after_file()
        elif chosen == "open":
            job = partial(backups.make, folder=backups.folder_of(astray.path), why="kept")
            context.background.watch(self, context.desk.using(job), partial(self._kept, astray.path))

    def _go_elsewhere(self, context: Context, path: Path) -> None:
        name = f"{path.stem} kept {self._today().isoformat()}{paths.SUFFIX}"
        folder = path.parent if path.parent.is_dir() and not paths.unsafe_place(path) else paths.data_folder()
        chosen = ask.asker().save_file(self._window, "Save the whole department", folder / name, _KINDS)
        if chosen is None:
            return
        target = chosen if chosen.suffix == paths.SUFFIX else chosen.with_name(f"{chosen.name}{paths.SUFFIX}")
        danger = paths.unsafe_place(target)
        if danger:
            words = f"{danger} A department that is being written to may be damaged there. Choose another place."
            ask.asker().tell(self._window, "Not there", words)
        else:
            self._go_on_at(context, target)

    def _go_on_at(self, context: Context, path: Path) -> None:
        back = path == context.desk.path
        words = "is back in its place" if back else f"is whole in “{path}”, and the work goes on there"
        context.go_on_at(path, partial(self._went_on, context, f"The department {words}."))

    def _went_on(self, context: Context, words: str) -> None:
        self.moved.emit()
        context.say("done", words)

    def _kept(self, path: Path, kept: Backup) -> None:
        self.opening.emit(path, kept.path)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._look()

    def _look(self) -> None:
        if self._context is not None and not self._context.read_only:
            self._context.look_after_file()


_TITLE = "Where does the work go on?"


def _words(astray: Astray) -> str:
    return (
        f"{astray.sentence}\n\nThe whole department, with everything that was saved before, is still in this window. "
        "So is what you typed since then, but it is in no file yet."
    )


def _ways(astray: Astray) -> tuple[WayOut, ...]:
    found = []
    if astray.now is not None and not _thrown_away(astray.now):
        found.append(WayOut("follow", "right", "Go on with it where it is now", str(astray.now)))
    if astray.path.parent.is_dir() and (astray.taken or not found):
        line = "The other file is kept in a folder beside it, not deleted" if astray.taken else str(astray.path)
        found.append(WayOut("back", "restore", "Put it back in its place", line))
    found.append(WayOut("elsewhere", "save", "Save it in another place …", "Choose where; the work goes on there"))
    if astray.taken:
        line = "What is in this window is kept in the backups first, without what was not saved yet"
        found.append(WayOut("open", "open", "Open the file that stands there now", line))
    found.append(WayOut("again", "search", "Look again", "If you put it back yourself, or it came back"))
    return tuple(found)


def _thrown_away(path: Path) -> bool:
    return any(part.lower() in _TRASH or part.lower().startswith(".trash") for part in path.parts)
