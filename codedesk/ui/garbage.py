"""Who takes away what is no longer used and refers to itself: the window's thread, and no other.

Python's collector runs on whatever thread asks for memory. On the database thread it would destroy widgets there, and
Qt and Python would wait for each other for ever. So it does not run by itself while there is a window; this does it.

What is there once a department is shown stays until it is closed. Going through all of it again and again took the
window a tenth of a second each time, in the middle of typing: the collector is told to pass it by.
"""

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer

_EVERY_MS = 1_000


class Collector(QObject):
    """Collects on its own thread, as often as Python would: a generation once more has come than its threshold."""

    def __init__(self, parent: QObject) -> None:
        """Take the collecting over from Python, for as long as the program runs."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation whose threshold is passed, which takes the younger ones along."""
        passed = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(passed):
            gc.collect(2 - passed[::-1].index(True))


def collect_here() -> None:
    """Let the thread of the window collect from now on; a second call changes nothing."""
    application = QCoreApplication.instance()
    if application is not None and application.findChild(Collector) is None:
        Collector(application)


def spare_what_is_there() -> None:
    """Pass by everything that there is now, whenever something is collected from now on."""
    gc.freeze()


def spare_nothing() -> None:
    """Look at everything again: the department is closed, and what showed it can go."""
    gc.unfreeze()
