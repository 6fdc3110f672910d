"""When the person's session is locked or the computer goes to sleep, where the system says so on its bus (Linux).

Nothing is asked of anybody outside the machine: the bus is a socket of the system itself. Where there is none, the time
without a key remains.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import SLOT, QObject, Slot

_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")
_LOGIN = "org.freedesktop.login1"
_TURNED, _TOLD = (str(SLOT(name)).encode() for name in ("turned(bool)", "told()"))


class SessionLock(QObject):
    """Calls a function when the session is locked, the screen is saved, or the computer is put to sleep."""

    def __init__(self, locked: Callable[[], None], parent: QObject) -> None:
        """Listen where the system has a bus."""
        super().__init__(parent)
        self._locked = locked
        self.listening = sys.platform.startswith("linux") and self._listen()

    def _listen(self) -> bool:
        try:
            from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - not every system has it
        except ImportError:
            return False
        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        heard = [
            session.connect("", "", saver, "ActiveChanged", self, _TURNED) for saver in _SAVERS if session.isConnected()
        ]
        if system.isConnected():
            heard.append(system.connect(_LOGIN, "", f"{_LOGIN}.Session", "Lock", self, _TOLD))
            heard.append(system.connect(_LOGIN, "", f"{_LOGIN}.Manager", "PrepareForSleep", self, _TURNED))
        return any(heard)

    @Slot(bool)
    def turned(self, on: bool) -> None:
        """Take that the screen is saved, or that the computer goes to sleep; or that it is over."""
        if on:
            self._locked()

    @Slot()
    def told(self) -> None:
        """Take that the session was locked."""
        self._locked()
