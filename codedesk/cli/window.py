"""open: the window on a department file. Knows only whether there is a screen; the window is app's."""

import argparse
import os
import sys
from pathlib import Path

from codedesk.errors import CodeDeskError

SCREENLESS = ("offscreen", "minimal", "vnc")


def has_screen() -> bool:
    """Tell whether a window could be seen here."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform:
        return platform not in SCREENLESS
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(arguments: argparse.Namespace) -> int:
    """Open the window on a file, on the usual department if none is named."""
    if not has_screen():
        reason = "There is no screen here to open a window on. `codedesk --help` lists what works without one."
        raise CodeDeskError(reason)
    return run(arguments.file)


def run(file: Path | None) -> int:
    """Run the window until it is closed. Loaded late: Qt is of no use to any other command."""
    from codedesk.app import run_window  # noqa: PLC0415

    return run_window(file)
