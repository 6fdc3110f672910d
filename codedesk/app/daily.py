"""The daily backup of a window that stays open: made while nobody waits, where something changed since the last one."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from codedesk.store import backups
from codedesk.ui.context import Context

LOOK_MS = 24 * 3_600_000


class Daily(QObject):
    """Backs up once a day for as long as the department is open; trouble with it is said. Belongs to the context."""

    def __init__(self, context: Context) -> None:
        """Begin a day after the backup of the open."""
        super().__init__(context)
        self._context = context
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._make)
        if not context.read_only:
            self._timer.start()

    def _make(self) -> None:
        folder = backups.folder_of(self._context.desk.path)
        job = partial(backups.make_if_changed, folder=folder, why="daily")
        self._context.use(self, job, lambda _made: None, self._say)

    def _say(self, error: BaseException) -> None:
        self._context.say("caution", str(error), stays=True)
