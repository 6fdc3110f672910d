"""packet: review packets as PDF files, one per coder, named by coder and period."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from codedesk.cli.opened import coder_id, first_month, opened, period_of
from codedesk.cli.saying import say
from codedesk.desk import Desk
from codedesk.errors import CodeDeskError, Refused
from codedesk.periods import Period, label
from codedesk.reports import files
from codedesk.reports.packet import build
from codedesk.services import reviews


def packet(arguments: argparse.Namespace) -> int:
    """Write the packet of one coder, or of all."""
    if arguments.private:
        reason = "The manager's private sheet cannot be printed by this version; leave --private out for the packets."
        raise CodeDeskError(reason)
    with opened(arguments.file) as desk:
        period = period_of(desk, arguments.period)
        if arguments.all:
            written = write_all(desk, period, arguments.out)
        else:
            written = _write(desk, [coder_id(desk, arguments.coder)], period, arguments.out)
    for path in written:
        say(str(path))
    return 0


def write_all(desk: Desk, period: Period, folder: Path) -> tuple[Path, ...]:
    """Write a packet for every coder of a period; Refused where there is none."""
    numbers = [row.coder_id for row in desk.read(reviews.reviews, period)]
    if not numbers:
        reason = f"No coder belongs to {label(period, first_month(desk))}, so there is nothing to print."
        raise Refused(reason)
    return _write(desk, numbers, period, folder)


def _write(desk: Desk, coder_ids: Sequence[int], period: Period, folder: Path) -> tuple[Path, ...]:
    """Build every packet before the first file is written, so that a packet that fails leaves the folder as it was."""
    rows = desk.read(reviews.packets, coder_ids, period)
    names = files.file_names(tuple(row.coder.name for row in rows), period, first_month(desk))
    printed = [build(row) for row in rows]
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / name for name in names)
    for path, content in zip(paths, printed, strict=True):
        files.write(path, content)
    return paths
