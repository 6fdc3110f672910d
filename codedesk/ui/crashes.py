"""What happens when something unforeseen goes wrong: one sentence, and a report that is kept only if asked to.

The report holds versions, the kinds of the errors and the chain of functions in which they arose. Messages, values and
folders stay out of it, because they can hold what was typed about people, or the name of who sits here.
"""

import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePath
from types import TracebackType

from codedesk import lasting
from codedesk.ui.packages import running

_HOMES = ("site-packages", "codedesk", "tests")
_PATTERN = "crash-*.txt"


def report(error: BaseException, now: datetime | None = None) -> str:
    """Return what is needed to mend an error, without a word of what was typed."""
    at = now or datetime.now()
    return "\n".join((*running(), f"{at:%Y-%m-%d %H:%M}", "", *_places(error), ""))


def place_of(error: BaseException) -> str:
    """Name the function in which an error arose, for the log."""
    frames = traceback.extract_tb(error.__traceback__)
    return _where(frames[-1]) if frames else "nowhere"


def keep(folder: Path, text: str, now: datetime | None = None) -> Path | None:
    """Keep a report as a file that only its owner may read; None where even that cannot be done."""
    place = folder / f"crash-{now or datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lasting.write(place, text.encode())
    except OSError:
        return None
    return place


def kept(folder: Path) -> tuple[Path, ...]:
    """Return the reports that were kept; none where the folder cannot be looked into."""
    try:
        return tuple(sorted(path for path in folder.iterdir() if path.match(_PATTERN)))
    except OSError:
        return ()


def sentence(error: BaseException) -> str:
    """Say what happened and what to do next."""
    return (
        f"Something went wrong inside CodeDesk ({type(error).__name__}). Nothing that was saved is lost; go on, or "
        "start again. Nothing of it is kept unless you say so."
    )


def _places(error: BaseException) -> list[str]:
    lines: list[str] = []
    link: BaseException | None = error
    while link is not None:
        lines.append(type(link).__name__)
        lines += [f"  {_where(frame)}" for frame in traceback.extract_tb(link.__traceback__)]
        link = link.__cause__ or link.__context__
    return lines


def _where(frame: traceback.FrameSummary) -> str:
    """Name a line of the program from its package on: what stands before it can be the name of a person."""
    parts = PurePath(frame.filename).parts
    start = max((place for place, part in enumerate(parts) if part in _HOMES), default=len(parts) - 1)
    shown = parts[start + 1 :] if parts[start] == "site-packages" else parts[start:]
    return f"{'/'.join(shown)}:{frame.lineno} in {frame.name}"


def install(handle: Callable[[BaseException], None]) -> None:
    """Hand every exception that nobody caught to a function of one argument."""

    def caught(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.exit(1)
        handle(error)

    sys.excepthook = caught
