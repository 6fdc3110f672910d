"""How a second start finds the window that has a department open. Nothing but a name is said."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtNetwork import QLocalSocket

_ANSWER_MS = 500


def channel(path: Path) -> str:
    """Return the name under which the window of a department can be reached by this person's other starts."""
    return "codedesk-" + hashlib.sha256(f"{getpass.getuser()}:{path.resolve()}".encode()).hexdigest()[:20]


def brought_forward(path: Path) -> bool:
    """Ask the window that has this department open to come to the front; False where there is none."""
    socket = QLocalSocket()
    socket.connectToServer(channel(path))
    if not socket.waitForConnected(_ANSWER_MS):
        return False
    socket.write(b"forward")
    socket.flush()
    socket.waitForBytesWritten(_ANSWER_MS)
    socket.disconnectFromServer()
    return True
