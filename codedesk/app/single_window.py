"""How a second start finds the window that has a department open. Nothing but a name is said."""

import getpass
import hashlib
import os
import socket as sockets
import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QLocalSocket

from codedesk.ui.main_window import MainWindow

WAITS, WAIT_MS = 10, 500  # how often, and how long, a start waits for another CodeDesk that may be closing
_ANSWER_MS = 500
_HANGS_MS = 3_000


def channel(path: Path) -> str:
    """Return the name under which the window of a department can be reached by this person's other starts."""
    return "codedesk-" + hashlib.sha256(f"{getpass.getuser()}:{path.resolve()}".encode()).hexdigest()[:20]


def brought_forward(path: Path) -> bool:
    """Ask the window that has this department open to come to the front; False where there is none, or none answers.

    A window that hangs does not, and what another user of the machine put under the name is not asked.
    """
    socket = QLocalSocket()
    socket.connectToServer(channel(path))
    if not socket.waitForConnected(_ANSWER_MS):
        return False
    if not _is_own(socket.socketDescriptor()):
        return False
    socket.write(b"forward")
    socket.flush()
    answered = socket.waitForReadyRead(_HANGS_MS)
    socket.disconnectFromServer()
    return answered


def wait_for_other(window: MainWindow, path: Path, again: Callable[[], None]) -> None:
    """Say that another CodeDesk, which may be closing, still has a department, and try again in a moment."""
    words = f"Another CodeDesk still has “{path.name}”. Waiting a moment for it to close …"
    window.show_opening(words, partial(QTimer.singleShot, WAIT_MS, window, again))


def _is_own(handle: int) -> bool:
    """Tell whether this person's program is at the other end, where the system tells (Linux)."""
    asked = getattr(sockets, "SO_PEERCRED", None)
    if asked is None:
        return True
    with sockets.socket(fileno=os.dup(handle)) as end:
        _, user, _ = struct.unpack("3i", end.getsockopt(sockets.SOL_SOCKET, asked, struct.calcsize("3i")))
    return bool(user == os.getuid())
