"""The department of a command: opened, used, closed whatever happens."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from codedesk.cli.saying import warn
from codedesk.desk import Desk


def person() -> str:
    """Return who sits at the command line, as history names them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "command line"


@contextmanager
def opened(path: Path) -> Iterator[Desk]:
    """Open a department for one command; what it has to remark goes to stderr."""
    desk = Desk.open(path, person())
    try:
        for remark in desk.remarks:
            warn(f"{remark}")
        yield desk
    finally:
        desk.close()
