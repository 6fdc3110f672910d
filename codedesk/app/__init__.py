"""The window's start: is there a screen, is a window open already, then a painted window, then the rest.

Only what that needs is loaded here: Qt, the look and the empty window. The joiner is program.py, loaded behind it.
"""

import builtins
import gc
import os
import sys
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtWidgets import QApplication

from codedesk import paths
from codedesk.app.single_window import brought_forward
from codedesk.settings import Settings
from codedesk.ui.garbage import spare_what_is_there
from codedesk.ui.main_window import MainWindow
from codedesk.ui.theme import theme


def run_window(path: Path | None, pictures: Path | None = None) -> int:
    """Run the window on a department until it is closed; the usual department if none is named. Return the exit code.

    Without a screen one sentence says so, instead of Qt ending the process. Where pictures are wanted, the window
    closes when they were taken.
    """
    missing = no_screen(os.environ)
    if missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    read_no_sources()
    app = application()
    gc.disable()  # the window's thread collects (ui/garbage.py), not whoever loads: that would be a tenth of the start
    settings = Settings.load(paths.settings_file())
    wanted = (path or Path(settings.last_department or paths.default_department())).absolute()
    if brought_forward(wanted):
        sys.stderr.write(f"“{wanted.name}” is open already; its window was brought to the front.\n")
        return 0 if pictures is None else 1
    theme().apply(app, settings.appearance)
    window = MainWindow(settings)
    then = partial(join, app, window, settings, wanted, asked=path is not None, pictures=pictures)
    window.show_opening("Opening …", then)
    window.show()
    code = app.exec()
    gc.freeze()  # the process ends: nobody waits seconds for it to look through what it held
    return code


def join(
    app: QApplication, window: MainWindow, settings: Settings, path: Path, *, asked: bool, pictures: Path | None
) -> None:
    """Load what a department needs, after the window was painted, and open it. The window keeps the program alive."""
    program = import_module("codedesk.app.program")
    spare_what_is_there()  # all of it stays: a slow start would go through it while the first page is read
    made = program.Program(app, window, settings)
    made.copying = pictures is None  # who takes pictures changes nothing
    made.start(path, asked=asked)
    if pictures is not None:
        import_module("codedesk.app.pictures").Pictures(app, made, pictures)


def read_no_sources() -> None:
    """Let PySide read no source of what is loaded from now on: a tenth of the start went into it.

    Whatever is imported, it looks there for names of another style (`from __feature__ import …`), which nothing here
    has. What it does beside that for an import is in the one that it keeps under this name.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def application() -> QApplication:
    """Return the application of this process, made with its name if there is none yet."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("CodeDesk")
    app.setDesktopFileName("codedesk")
    return app


def no_screen(environment: "os._Environ[str] | dict[str, str]") -> str:
    """Say what is missing where no window can be shown, "" where one can."""
    if not sys.platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return ""
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return ""
    return (
        "There is no screen here to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). "
        "Start CodeDesk in a desktop session, or use its commands: codedesk --help."
    )
