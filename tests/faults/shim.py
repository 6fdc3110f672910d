"""The shim from Python: built once, put in front of a process, armed by a call. What can go wrong is a `Fault`."""

import ctypes
import os
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
EVERY = "wstourlmc"
TAKES_ROOM = "wormlc"  # what a full disk refuses; that taking away and cutting off go on is what makes room
COUNT, KILL, TORN, FULL, BROKEN = range(5)


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault: the deed, at which operations, once or from then on, and what it is in words."""

    name: str
    deed: int
    letters: str
    words: str
    lasting: bool = False

    @property
    def kills(self) -> bool:
        """Tell whether nothing of the process is left."""
        return self.deed in (KILL, TORN)


KILLS = (
    Fault("kill", KILL, EVERY, "killed (SIGKILL) before the n-th operation"),
    Fault("torn", TORN, "w", "half of the n-th write, then killed"),
)
DISK = (
    Fault("full", FULL, TAKES_ROOM, "disk full once"),
    Fault("full-lasting", FULL, TAKES_ROOM, "disk full from then on", lasting=True),
    Fault("broken", BROKEN, "wtourlmc", "I/O error once, of anything but a sync"),
    Fault("broken-lasting", BROKEN, "wtourlmc", "I/O error from then on, of anything but a sync", lasting=True),
    Fault("sync", BROKEN, "s", "I/O error of a sync, once"),
    Fault("sync-lasting", BROKEN, "s", "I/O error of every sync from then on", lasting=True),
)
FAULTS = {fault.name: fault for fault in (*KILLS, *DISK)}


class Shim:
    """The library that stands in front of this process; it was named in LD_PRELOAD when the process began."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(os.environ["LD_PRELOAD"])
        self._library.fault_count.restype = ctypes.c_long
        self._library.fault_fired.restype = ctypes.c_long

    def arm(self, folder: Path, fault: Fault, at: int, log: int = -1) -> None:
        """Let the fault happen at the n-th operation below the folder; with 0 only count."""
        deed, letters = ctypes.c_int(fault.deed), fault.letters.encode()
        self._library.fault_arm(str(folder).encode(), deed, ctypes.c_long(at), int(fault.lasting), letters, log)

    def disarm(self) -> None:
        """Only pass on from here."""
        self._library.fault_disarm()

    def mark(self, done: int) -> None:
        """Write an acknowledgement into the log: so many steps were said to be saved."""
        self._library.fault_mark(ctypes.c_long(done))

    @property
    def count(self) -> int:
        """How many operations there were since it was armed."""
        return int(self._library.fault_count())

    @property
    def struck(self) -> str:
        """The letter of the operation that was struck; nothing where none was."""
        return chr(self._library.fault_letter()) if self._library.fault_fired() else ""

    def be_ordinary(self) -> None:
        """Give up what root may and others may not, so that permissions count."""
        if os.geteuid() == 0 and self._library.fault_ordinary():
            raise RuntimeError("the rights of root could not be given up")


def record(folder: Path, log: Path, shim: Shim) -> int:
    """Arm the shim so that it only writes down; return the handle of the log."""
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    shim.arm(folder, Fault("log", COUNT, EVERY, "only written down"), 0, handle)
    return handle
