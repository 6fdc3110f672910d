"""The daily backup of a window that stays open: made while nobody waits, where something changed since the last one."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from codedesk.store import backups
from codedesk.ui.context import Context

LOOK_MS = 3_600_000  # the date is looked at, not the hours that went by: those of a laptop that sleeps are not counted


class Daily(QObject):
    """Backs up on each new day while the department is open; trouble with it is said. Belongs to the context."""

    def __init__(self, context: Context) -> None:
        """Begin with the day after today: the backup of today was made at the open."""
        super().__init__(context)
        self._context = context
        self._day = context.today()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        if not context.read_only:
            self._timer.start()

    def _look(self) -> None:
        today = self._context.today()
        if today != self._day:
            self._day = today
            folder = backups.folder_of(self._context.desk.path)
            job = partial(backups.make_if_changed, folder=folder, why="daily")
            self._context.use(self, job, lambda _made: None, self._say)

    def _say(self, error: BaseException) -> None:
        self._context.say("caution", str(error), stays=True)
