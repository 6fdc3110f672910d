"""The department of a command: opened, used, closed whatever happens; and what commands ask of it first."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from codedesk.cli.output import warn
from codedesk.cli.passphrases import known
from codedesk.desk import Desk
from codedesk.periods import FiscalYear, Period, parse_period
from codedesk.services.department.departments import department
from codedesk.services.name_directories import coder_named


def person() -> str:
    """Return who sits at the command line, as history names them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "command line"


@contextmanager
def opened(path: Path) -> Iterator[Desk]:
    """Open a department for one command; what it has to remark goes to stderr."""
    known(path)
    desk = Desk.open(path, person())
    try:
        for remark in desk.remarks:
            warn(remark)
        yield desk
        if desk.doubt:
            warn(desk.doubt)
    finally:
        desk.close()


def say_plain(desk: Desk) -> None:
    """Say of what was written out of an encrypted department that it is not encrypted itself."""
    if desk.encrypted:
        warn("The department is encrypted; what was written out of it is not. Keep it where nobody else reads it.")


def fiscal_year(desk: Desk) -> FiscalYear:
    """Return how the department's year runs."""
    return desk.read(department).draft.fiscal_year


def period_of(desk: Desk, text: str) -> Period:
    """Return the days of a period, a quarter by the department's own year."""
    return parse_period(text, fiscal_year(desk))


def coder_id(desk: Desk, name: str) -> int:
    """Return the number of the coder that a name means; Refused with the closest name if there is none."""
    return desk.read(coder_named, name)
