"""What this program is made of and runs on: names, versions and licences, never what a department holds."""

import platform
import sys
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import qVersion

from codedesk import __version__, paths
from codedesk.store.connection import ENGINE

LIST = "parts.txt"  # written by packaging/licences.py


class Package(NamedTuple):
    """A package that runs with the program, as it was locked, with the licence under which it is used."""

    name: str
    version: str
    licence: str


@cache
def packages() -> tuple[Package, ...]:
    """Return every package that runs with the program, by name."""
    lines = paths.resource(LIST).read_text(encoding="utf-8").splitlines()
    cells = ([cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#"))
    return tuple(Package(*each) for each in cells)


def running() -> tuple[str, ...]:
    """Return what a report of a fault has to name, line by line: versions and system; no folder and no person."""
    return (
        f"CodeDesk {__version__}{' (bundle)' if getattr(sys, 'frozen', False) else ''}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {ENGINE}",
        f"{platform.system()} {platform.release()} on {platform.machine()}",
    )
