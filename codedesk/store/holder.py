"""Who holds a department file: a small note beside it, so that a second CodeDesk can say a name.

The lock itself is SQLite's; a note left behind by a dead holder is no obstacle.
"""

import getpass
import json
import os
import socket
from datetime import datetime
from pathlib import Path

from codedesk.periods import day_label


def _note(path: Path) -> Path:
    return path.with_name(f".{path.name}.holder")


def sign(path: Path) -> None:
    """Leave a note of this process beside the file; where that cannot be, nothing is left."""
    now = datetime.now()
    at = f"{now:%H:%M} on {day_label(now.date())}"
    words = {"user": _user(), "host": socket.gethostname(), "pid": os.getpid(), "since": at}
    try:
        note = _note(path)
        note.touch(mode=0o600)
        note.chmod(0o600)  # one that was left behind
        note.write_text(json.dumps(words), encoding="utf-8")
    except OSError:
        return


def leave(path: Path) -> None:
    """Take this process's note away; one that another CodeDesk left there meanwhile stays."""
    try:
        if json.loads(_note(path).read_text(encoding="utf-8"))["pid"] == os.getpid():
            _note(path).unlink()
    except (OSError, ValueError, KeyError, TypeError):
        return


def named(path: Path) -> str:
    """Say who holds the file, as far as the note tells; "another CodeDesk" otherwise."""
    try:
        words = json.loads(_note(path).read_text(encoding="utf-8"))
        return f"another CodeDesk ({words['user']} on {words['host']}, since {words['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another CodeDesk"


def is_elsewhere(path: Path) -> bool:
    """Tell whether the note is of another machine: whoever holds the file is none that closes on this one."""
    try:
        return bool(json.loads(_note(path).read_text(encoding="utf-8"))["host"] != socket.gethostname())
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"
