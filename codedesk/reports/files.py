"""Names of printed files, and writing them whole or not at all."""

import contextlib
import os
import re
from pathlib import Path

from codedesk import lasting, paths
from codedesk.errors import CodeDeskError
from codedesk.periods import CALENDAR_YEAR, FiscalYear, Period, label

_PRIVATE_AT = 68


def file_name(coder: str, period: Period, fiscal_year: FiscalYear = CALENDAR_YEAR) -> str:
    """Name a packet's file by period and coder: "2026-Q3 Ana Diaz.pdf"; only letters, digits, space, - and _."""
    return file_names((coder,), period, fiscal_year)[0]


def file_names(coders: tuple[str, ...], period: Period, fiscal_year: FiscalYear = CALENDAR_YEAR) -> tuple[str, ...]:
    """Name the files of several coders, no two alike even where case does not count: the second gets " 2"."""
    taken: set[str] = set()
    names: list[str] = []
    for coder in coders:
        stem = paths.file_name(f"{_period_words(period, fiscal_year)} {coder}")
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem} {number}"
        taken.add(name.casefold())
        names.append(f"{name}.pdf")
    return tuple(names)


def private_name(coder: str, period: Period, fiscal_year: FiscalYear = CALENDAR_YEAR) -> str:
    """Name a private sheet's file: as the packet's, ending in "private", so that no one takes one for the other."""
    # A file name holds at most 80 letters; the last word must not be the one that is cut.
    stem = paths.file_name(f"{_period_words(period, fiscal_year)} {coder}")[:_PRIVATE_AT].rstrip()
    return f"{stem} private.pdf"


def revision_name(coder: str, period: Period, revision: str, fiscal_year: FiscalYear = CALENDAR_YEAR) -> str:
    """Name the copy of a packet as it was given out: as the packet's, ending in its revision."""
    stem = paths.file_name(f"{_period_words(period, fiscal_year)} {coder}")[:_PRIVATE_AT].rstrip()
    return f"{stem} given {revision}.pdf"


def year_name(coder: str, period: Period, fiscal_year: FiscalYear = CALENDAR_YEAR) -> str:
    """Name the file of a coder's four quarters up to a period."""
    return f"{paths.file_name(f'{_period_words(period, fiscal_year)} Year of {coder}')}.pdf"


def merged_name(period: Period, fiscal_year: FiscalYear = CALENDAR_YEAR) -> str:
    """Name the file of all packets in one, for the print shop."""
    return f"{paths.file_name(f'{_period_words(period, fiscal_year)} All packets')}.pdf"


def team_name(period: Period, fiscal_year: FiscalYear = CALENDAR_YEAR) -> str:
    """Name the file of the team's quarter."""
    return f"{paths.file_name(f'{_period_words(period, fiscal_year)} Team')}.pdf"


def write(path: Path, content: bytes) -> None:
    """Write a file under a temporary name beside it, then rename: the file of before stays whole until the new one is.

    Only the owner may read it. Raises CodeDeskError in words when it cannot; nothing half done is left.
    """
    part = path.with_name(f".{os.getpid()}-{abs(hash(path.name)):x}.part")
    try:
        lasting.write(part, content)
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        why = error.strerror or type(error).__name__
        reason = f"“{path.name}” was not written: {why}. Choose another folder or make room, then try again."
        raise CodeDeskError(reason) from error
    try:
        lasting.sync_folder(path.parent)
    except OSError as error:
        reason = f"“{path.name}” stands there now, but the disk did not confirm it ({error.strerror or error})."
        raise CodeDeskError(reason) from error


def _period_words(period: Period, fiscal_year: FiscalYear) -> str:
    words = label(period, fiscal_year)
    if quarter := re.fullmatch(r"(Q[1-4]) ((?:FY)?\d{4})", words):
        return f"{quarter[2]}-{quarter[1]}"
    return f"{period.start} to {period.end}"
