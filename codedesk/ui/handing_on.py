"""Handing a saved file on to the system: opened, shown in its folder, put into a message of the mail program.

Each returns a sentence where it could not be done, or where something is left for the person to look at; "" else.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QProcess, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

_LOOK = (
    "Look whether the file is attached before you send it. Whoever reads the mail can read a file without a password."
)


def open_file(path: Path) -> str:
    """Open a file with the program that the system has for it."""
    if not path.exists():
        return f"“{path.name}” is not in {path.parent} any more."
    return "" if opened(path) else f"No program for “{path.name}” answered. It lies in {path.parent}"


def show_in_folder(path: Path) -> str:
    """Show the folder of a file, with the file chosen where the system can do that."""
    if path.exists() and sys.platform == "win32" and started("explorer", f"/select,{path}"):
        return ""
    if path.exists() and sys.platform == "darwin" and started("open", "-R", str(path)):
        return ""
    return "" if opened(path.parent) else f"No program for folders answered. The file lies in {path.parent}"


def mail(files: Sequence[Path]) -> str:
    """Begin a message with these files in the mail program; where none can be handed a file, show the folder."""
    if _mailed(files):
        return f"Your mail program was asked to begin a message. {_LOOK}"
    shown = show_in_folder(files[0])
    return shown or "Your mail program cannot be handed a file from here: drag it from the folder into a message."


def opened(path: Path) -> bool:
    """Ask the system to open a file or a folder; False where nothing answers."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def started(program: str, *arguments: str) -> bool:
    """Start a program of the system beside this one; False where it is not there."""
    return bool(QProcess.startDetached(program, list(arguments))[0])


def _mailed(files: Sequence[Path]) -> bool:
    names = [str(path) for path in files]
    if sys.platform == "darwin":
        return started("open", "-a", "Mail", *names)
    if sys.platform.startswith("linux") and QStandardPaths.findExecutable("xdg-email"):
        attached = [word for name in names for word in ("--attach", name)]
        return started("xdg-email", "--subject", files[0].stem, *attached)
    return False
