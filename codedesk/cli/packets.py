"""packet: review packets as PDF files, one per coder, named by coder and period."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from codedesk.cli.opened import coder_id, fiscal_year, opened, period_of, say_plain
from codedesk.cli.output import say, warn
from codedesk.cli.passphrases import chosen
from codedesk.desk import Desk
from codedesk.errors import CodeDeskError, Refused
from codedesk.periods import Period, label
from codedesk.reports import checks, files, sheets
from codedesk.reports.locked import Lock
from codedesk.reports.packet import pages_of
from codedesk.services.reviews import reviews

Sealed = Callable[[bytes], bytes]
NOT_KEPT = (
    "Nobody can open these files without the password, and nobody can bring it back: give it by another way than the "
    "files. What the department keeps needs none."
)


def packet(arguments: argparse.Namespace) -> int:
    """Write the packet of one coder, or of all."""
    if arguments.private and arguments.all:
        reason = "Private sheets are written one by one: name the coder with --coder, or leave --private out."
        raise CodeDeskError(reason)
    sealed = _with_password(arguments.password_from)
    with opened(arguments.file) as desk:
        period = period_of(desk, arguments.period)
        if arguments.all:
            written = write_all(desk, period, arguments.out, sealed)
        else:
            coder = coder_id(desk, arguments.coder)
            written = _write(desk, [coder], period, arguments.out, sealed)
            if arguments.private:
                written = (*written, _write_private(desk, coder, period, arguments.out, sealed))
        say_plain(desk)
    for path in written:
        say(str(path))
    if arguments.password_from is not None:
        say(NOT_KEPT)
    return 0


def _with_password(source: Path | None) -> Sealed:
    """Return what a file goes through before it is written: nothing, or the lock of a password that is asked for."""
    if source is None:
        return bytes
    return Lock(chosen(source, "password", "--password-from")).applied_to


def write_all(desk: Desk, period: Period, folder: Path, sealed: Sealed = bytes) -> tuple[Path, ...]:
    """Write a packet for every coder of a period; Refused where there is none."""
    numbers = [row.coder_id for row in desk.read(reviews.reviews, period)]
    if not numbers:
        reason = f"No coder belongs to {label(period, fiscal_year(desk))}, so there is nothing to print."
        raise Refused(reason)
    return _write(desk, numbers, period, folder, sealed)


def _write_private(desk: Desk, coder: int, period: Period, folder: Path, sealed: Sealed) -> Path:
    """Write the manager's private sheet as a file of its own, readable by its owner only, its name ending "private"."""
    row = desk.read(reviews.private_sheet, coder, period)
    path = folder / files.private_name(row.packet.coder.name, period, fiscal_year(desk))
    files.write(path, sealed(sheets.build_private(row)))
    return path


def _write(desk: Desk, coder_ids: Sequence[int], period: Period, folder: Path, sealed: Sealed) -> tuple[Path, ...]:
    """Build every packet before the first file is written, so that a packet that fails leaves the folder as it was.

    A packet that was given out is written byte for byte as it was given, but for a password.
    """
    found = desk.read(reviews.for_print, coder_ids, period)
    rows = tuple(each.packet for each in found)
    for row in rows:
        for point in checks.text_concerns(row):
            warn(f"{row.coder.name}. {point.text}")
    names = files.file_names(tuple(row.coder.name for row in rows), period, fiscal_year(desk))
    printed = [sealed(pages_of(each)) for each in found]
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / name for name in names)
    for path, content in zip(paths, printed, strict=True):
        files.write(path, content)
    return paths
