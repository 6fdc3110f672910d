"""Looking back through a long history and all rows, piece by piece, while nobody waits for the department."""

from PySide6.QtCore import QObject, QTimer

from codedesk.store.checks import LookBack
from codedesk.ui.context import Context
from codedesk.ui.health import Health

_PAUSE = 40  # milliseconds between two pieces, in which whatever is typed goes first


class LookingBack(QObject):
    """Goes on whenever the context has nothing else to do, and says what was altered."""

    def __init__(self, context: Context) -> None:
        """Begin when the context has nothing more to do."""
        super().__init__(context)
        self._context = context
        self._health = Health.of(context)
        self._back: LookBack | None = LookBack()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look)
        context.background.became_idle.connect(self._pause.start)

    def _look(self) -> None:
        if self._back is not None and not self._context.background.busy:
            self._context.use(self, self._back.piece, self._looked)

    def _looked(self, problem: str | None) -> None:
        if problem is None or problem:
            self._back = None
            self._health.look_back_ended(problem or "")
        if problem:
            words = f"{problem[:1].upper()}{problem[1:]}. Check the file on the Safety page."
            self._context.say("error", words, stays=True)
