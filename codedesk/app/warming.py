"""Warming up, once a department is shown: what the first figures need is loaded before they are asked for.

What is loaded by then stays until the program ends, so Python's collector of garbage is told to leave it alone: going
through all of it took the window a tenth of a second, again and again, in the middle of typing.
"""

import gc
from importlib import import_module

from PySide6.QtCore import QObject

from codedesk.ui.context import Context

# numpy, and what makes figures of days and audits
_NEEDED = ("codedesk.services.figures.blocks", "codedesk.metrics.standards")


class Warming(QObject):
    """Waits until everything asked for first is shown, then loads on another thread. Belongs to the context."""

    def __init__(self, context: Context) -> None:
        """Begin when the context has nothing more to do."""
        super().__init__(context)
        self._background = context.background
        self._background.became_idle.connect(self._begin)

    def _begin(self) -> None:
        self._background.became_idle.disconnect(self._begin)
        gc.freeze()
        self._background.run(self, _load, then=self._loaded)

    def _loaded(self, _nothing: None) -> None:
        gc.freeze()


def cool_down() -> None:
    """Let the collector look at everything again: the department is closed, and what showed it can go."""
    gc.unfreeze()


def _load() -> None:
    for name in _NEEDED:
        import_module(name)
