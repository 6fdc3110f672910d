"""open: the window on a department file. Knows only whether there is a screen; the window is app's."""

import argparse
import os
import sys
from pathlib import Path

from codedesk import system
from codedesk.errors import CodeDeskError

SCREENLESS = ("offscreen", "minimal", "vnc")


def has_screen() -> bool:
    """Tell whether a window could be seen here."""
    platform = _platform()
    if platform:
        return platform not in SCREENLESS
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or (os.environ.get("WAYLAND_DISPLAY") and not _bundled()))


def open_window(arguments: argparse.Namespace) -> int:
    """Open the window on a file, on the usual department if none is named."""
    if arguments.pictures is not None and not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif not has_screen():
        raise CodeDeskError(_no_screen())
    return run(arguments.file, arguments.pictures)


def run(file: Path | None, pictures: Path | None = None) -> int:
    """Run the window until it is closed, or until every page was painted where pictures are wanted.

    Loaded late: Qt is of no use to any other command, and it would end the process where the system lacks a library.
    """
    missing = lacking()
    if missing:
        raise CodeDeskError(missing)
    from codedesk.app import run_window  # noqa: PLC0415

    return run_window(file, pictures)


def lacking() -> str:
    """Say what the window needs of this system and does not find; nothing where all is there."""
    if not sys.platform.startswith("linux"):
        return ""
    platform = _platform() or ("xcb" if os.environ.get("DISPLAY") else "")
    return system.complaint(system.missing(screen=platform == "xcb"))


def _platform() -> str:
    return os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]


def _bundled() -> bool:
    """Tell whether this is the bundle, which reaches a Wayland session through XWayland only."""
    return bool(getattr(sys, "frozen", False))


def _no_screen() -> str:
    if os.environ.get("WAYLAND_DISPLAY"):
        return (
            "This session has Wayland without XWayland (DISPLAY is not set), and the window needs XWayland. "
            "Install the package xwayland, then sign out and in again."
        )
    return "There is no screen here to open a window on. `codedesk --help` lists what works without one."
