"""Warming up, once a department is shown: what the first figures need is loaded before they are asked for.

Then, while nobody asks for anything, the copies are made from which the first figures of the next start are read.
"""

from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from codedesk.services.copied import Copied
from codedesk.store.copying import copy_some
from codedesk.ui.context import Context
from codedesk.ui.garbage import spare_what_is_there

_FIGURES, _COPIED = "codedesk.services.figures.figures", "codedesk.services.figures.copying"
BETWEEN_MS = 200
AFTER_A_CHANGE_MS = 60_000


class Warming(QObject):
    """Waits until everything asked for first is shown, then loads on another thread. Belongs to the context."""

    def __init__(self, context: Context, *, copying: bool = True) -> None:
        """Begin when the context has nothing more to do. Without copying the file stays as it is."""
        super().__init__(context)
        self._copying = copying and not context.desk.read_only
        self._context = context
        self._background = context.background
        self._background.became_idle.connect(self._begin)
        self._copied: tuple[Copied, ...] = ()
        self._next = QTimer(self, singleShot=True, interval=BETWEEN_MS)
        self._next.timeout.connect(self._copy)

    def _begin(self) -> None:
        """Let the page be painted first: loading takes half of the time that the window's thread has."""
        self._background.became_idle.disconnect(self._begin)
        QTimer.singleShot(BETWEEN_MS, self, self._warm)

    def _warm(self) -> None:
        if not self._background.closed:
            spare_what_is_there()
            self._background.run(self, _load, then=self._loaded)

    def _loaded(self, copied: tuple[Copied, ...]) -> None:
        spare_what_is_there()
        if self._copying:
            self._copied = copied
            self._context.revision_changed.connect(self._changed)
            self._next.start()

    def _changed(self, _revision: int) -> None:
        """Let the manager go on: a month that is being typed would be copied in vain."""
        self._next.start(AFTER_A_CHANGE_MS)

    def _copy(self) -> None:
        """Make the next few copies, unless somebody waits for something else."""
        if self._background.busy:
            self._next.start(BETWEEN_MS)
        else:
            self._context.use(self, partial(copy_some, kinds=self._copied), self._made, self._left)

    def _made(self, more: bool) -> None:
        if more and not self._next.isActive():
            self._next.start(BETWEEN_MS)

    def _left(self, _error: BaseException) -> None:
        """Say nothing: what cannot be copied is read from its rows, and who asks for that is told what is wrong."""


def _load() -> tuple[Copied, ...]:
    import_module(_FIGURES).load()
    found: tuple[Copied, ...] = import_module(_COPIED).KINDS
    return found
