"""Warming up, once a department is shown: what the first figures need is loaded before they are asked for."""

from importlib import import_module

from PySide6.QtCore import QObject

from codedesk.ui.collecting import spare_what_is_there
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
        spare_what_is_there()
        self._background.run(self, _load, then=self._loaded)

    def _loaded(self, _nothing: None) -> None:
        spare_what_is_there()


def _load() -> None:
    for name in _NEEDED:
        import_module(name)
