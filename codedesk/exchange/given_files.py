"""Given packets as files of an export: their PDF byte for byte in a folder of their own, beside a table of them.

The folder is no part of the open files: an import passes it over, because what was given cannot be given again.
"""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from codedesk import lasting
from codedesk.exchange.cells import safe
from codedesk.exchange.exports import moved, prepared
from codedesk.services.reviews.rows import GivenFileRow

FOLDER, TABLE = "given", "given packets.csv"
COLUMNS = ("coder", "period_from", "period_to", "revision", "given_on", "sha256", "file")
Pages = Callable[[GivenFileRow], bytes]


def write_given(rows: Sequence[GivenFileRow], pages: Pages, folder: Path) -> tuple[Path, ...]:
    """Write every packet and the table into the folder `given`; nothing where none was given.

    The pages are read one after the other. All is whole before the first file gets its name; CannotSave in words.
    """
    if not rows:
        return ()
    place = folder / FOLDER
    with prepared(place) as making:
        for row in rows:
            lasting.write(making / row.file, pages(row))
        lasting.write(making / TABLE, _table(rows).encode("utf-8"))
        return moved(making, place, [*(row.file for row in rows), TABLE])


def _table(rows: Sequence[GivenFileRow]) -> str:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        given, period = row.given, row.period
        days = (period.start.isoformat(), period.end.isoformat())
        writer.writerow((safe(row.coder), *days, given.revision, given.given_on.isoformat(), given.sha256, row.file))
    return written.getvalue()
