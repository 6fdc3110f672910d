"""What happens when something unforeseen goes wrong: a crash file with places, never with values, and one sentence.

A crash file holds the kinds of the errors and the lines of the program where they arose. Messages and variables stay
out of it, because they can hold what was typed about people.
"""

import platform
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion

from codedesk import __version__


def write(folder: Path, error: BaseException, now: datetime | None = None) -> Path | None:
    """Write a crash file; None where even that cannot be done."""
    at = now or datetime.now()
    place = folder / f"crash-{at:%Y%m%d-%H%M%S-%f}.txt"
    head = (
        f"CodeDesk {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}\n{at}\n\n"
    )
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.touch(mode=0o600)
        place.write_text(head + "\n".join(_places(error)) + "\n", encoding="utf-8")
    except OSError:
        return None
    return place


def sentence(error: BaseException, place: Path | None) -> str:
    """Say what happened and what to do next."""
    where = f" What is needed to mend it stands in {place}." if place else ""
    kind = type(error).__name__
    return (
        f"Something went wrong inside CodeDesk ({kind}). Nothing that was saved is lost; go on, or start again.{where}"
    )


def _places(error: BaseException) -> list[str]:
    lines: list[str] = []
    link: BaseException | None = error
    while link is not None:
        lines.append(type(link).__name__)
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(link.__traceback__)
        ]
        link = link.__cause__ or link.__context__
    return lines


def install(handle: Callable[[BaseException], None]) -> None:
    """Hand every exception that nobody caught to a function of one argument."""

    def caught(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.exit(1)
        handle(error)

    sys.excepthook = caught
