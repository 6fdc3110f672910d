"""Import of a 100,000-line log against sqlite3's executemany of the same rows into the same tables.

Run: python tests/bench/bench_import.py [lines]. Prints both times and their ratio, measured in one run, best of three;
the ratio to keep is 4. Both sides write through the settings of a department file and end with a commit.
"""

import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from codedesk.desk import Desk
from codedesk.exchange.csv_reading import read_draft
from codedesk.services.department.starters import starters
from codedesk.services.files import importing
from codedesk.store.connection import connect

CODERS = 20
TYPES = ("Inpatient", "Same-day surgery", "Emergency", "Clinic")
LIMIT = 4.0


def main(lines: int = 100_000) -> float:
    """Measure both sides and return the ratio."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        folder = place / "files"
        write_files(folder, lines)
        ours, floor = [], []
        for round_number in range(3):
            ours.append(_import(folder, place / f"ours{round_number}.codedesk"))
            floor.append(_executemany(place / f"ours{round_number}.codedesk", place / f"floor{round_number}.codedesk"))
    ratio = min(ours) / min(floor)
    sys.stdout.write(
        f"import of {lines:,} lines: {min(ours) * 1000:.0f} ms; executemany of the same rows: "
        f"{min(floor) * 1000:.0f} ms; ratio {ratio:.2f} (to keep: {LIMIT})\n"
    )
    return ratio


def write_files(folder: Path, lines: int) -> None:
    """Write coders, work types and a log of so many lines: every coder, every type, day after day."""
    folder.mkdir()
    names = [f"Coder {number:02}" for number in range(CODERS)]
    (folder / "coders.csv").write_text("coder,started_on\n" + "".join(f"{name},2015-01-01\n" for name in names))
    (folder / "work_types.csv").write_text("work_type\n" + "".join(f"{name}\n" for name in TYPES))
    body: list[str] = []
    day = date(2016, 1, 4)
    while len(body) < lines:
        for at, name in enumerate(names):
            for place, work_type in enumerate(TYPES):
                charts, hours = 3 + (at * 7 + place * 5 + len(body)) % 23, f"{1 + (at + place + len(body)) % 4 / 4:g}"
                body.append(f"{day},{name},{work_type},{charts},{hours},1,\n")
        day += timedelta(1)
    header = "date,coder,work_type,charts,hours,weight,note\n"
    (folder / "log.csv").write_text(header + "".join(body[:lines]), encoding="utf-8")


def _import(folder: Path, path: Path) -> float:
    """Time an import from the files on the disk to the commit."""
    desk = Desk.create(path, "bench", starters)
    start = perf_counter()
    draft = read_draft(folder)
    desk.write(importing.step_name(draft), importing.apply, draft)
    taken = perf_counter() - start
    desk.close()
    return taken


def _executemany(source: Path, path: Path) -> float:
    """Time sqlite3's executemany of the very rows that the import stored."""
    Desk.create(path, "bench", starters).close()
    tables = ("coder", "work_type", "work_day", "work_line")
    with closing(sqlite3.connect(source)) as read:
        rows = {name: read.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    connection = connect(path)
    start = perf_counter()
    connection.raw.execute("BEGIN IMMEDIATE")
    for name in tables:
        marks = ", ".join("?" * len(rows[name][0]))
        connection.raw.executemany(f"INSERT INTO {name} VALUES ({marks})", rows[name])
    connection.raw.execute("COMMIT")
    taken = perf_counter() - start
    connection.close()
    return taken


if __name__ == "__main__":
    sys.exit(0 if main(*(int(word) for word in sys.argv[1:])) <= LIMIT else 1)
