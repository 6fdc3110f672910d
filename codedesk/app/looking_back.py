"""Looking back through a long history, piece by piece, while nobody waits for the department."""

from PySide6.QtCore import QObject, QTimer

from codedesk.store import checks
from codedesk.store.checks import Piece
from codedesk.ui.context import Context

_PAUSE = 40  # milliseconds between two pieces, in which whatever is typed goes first


class LookingBack(QObject):
    """Goes on whenever the context has nothing else to do, and says where the history was altered."""

    def __init__(self, context: Context) -> None:
        """Begin when the context has nothing more to do."""
        super().__init__(context)
        self._context = context
        self._first: int | None = 0
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look)
        context.background.became_idle.connect(self._pause.start)

    def _look(self) -> None:
        first = self._first
        if first is not None and not self._context.background.busy:
            self._context.use(self, lambda connection: checks.look_back(connection, first), self._looked)

    def _looked(self, piece: Piece) -> None:
        self._first = piece.following or None
        if piece.problem:
            words = f"{piece.problem[:1].upper()}{piece.problem[1:]}. Check the file on the Safety page."
            self._context.say("error", words, stays=True)
