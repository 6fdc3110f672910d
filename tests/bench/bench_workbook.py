"""A workbook of 100,000 rows as a book against what calamine alone takes for it in a process of its own.

Run: python tests/bench/bench_workbook.py [rows]. Prints both times and their ratio, best of three; the ratio to keep is
2. Beside it: the longest time in which another thread of the program had to wait, and the memory of both processes.
"""

import multiprocessing
import resource
import sys
import tempfile
import threading
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter, sleep

from xlsxwriter import Workbook

LIMIT = 2.0
SLEEP = 0.001


def main(rows: int = 100_000) -> float:
    """Measure both sides and return the ratio."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "Log.xlsx"
        write_book(path, rows)
        ours, alone, waited = [], [], []
        for _ in range(3):
            taken, longest = _opened(path, rows)
            ours.append(taken)
            waited.append(longest)
            alone.append(_alone(path))
    ratio = min(ours) / min(alone)
    own, child = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    sys.stdout.write(
        f"a workbook of {rows:,} rows: {min(ours) * 1000:.0f} ms; calamine alone: {min(alone) * 1000:.0f} ms; ratio "
        f"{ratio:.2f} (to keep: {LIMIT}); longest wait of another thread {min(waited) * 1000:.0f} ms; memory {own} MB "
        f"and {child} MB\n"
    )
    return ratio


def write_book(path: Path, rows: int) -> None:
    """Write a log with a day, names, numbers, a clock time and a per cent in each row."""
    with Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet("Log")
        day, clock, percent = (book.add_format({"num_format": form}) for form in ("m/d/yyyy", "h:mm", "0.0%"))
        page.write_row(0, 0, ("Date", "Coder", "Type", "Charts", "Hours", "Time", "Accuracy", "Account"))
        for row in range(1, rows + 1):
            page.write_datetime(row, 0, datetime(2024, 1, 1) + timedelta(row // 200), day)
            page.write_row(row, 1, (f"Coder {row % 40}", ("IP", "SDS", "ED")[row % 3], row % 37, row % 16 / 2))
            page.write_number(row, 5, row % 16 / 48, clock)
            page.write_number(row, 6, 0.9 + row % 100 / 1000, percent)
            page.write_string(row, 7, f"A{row:07}")


def _opened(path: Path, rows: int) -> tuple[float, float]:
    """Time the book; beside it a thread that sleeps for a moment at a time finds the longest wait."""
    from codedesk.exchange.foreign.opening import open_book  # noqa: PLC0415 - not again in each process

    longest, done = 0.0, threading.Event()

    def wait() -> None:
        nonlocal longest
        while not done.is_set():
            start = perf_counter()
            sleep(SLEEP)
            longest = max(longest, perf_counter() - start - SLEEP)

    beside = threading.Thread(target=wait)
    beside.start()
    start = perf_counter()
    book = open_book(path)
    taken = perf_counter() - start
    done.set()
    beside.join()
    assert len(book.pages[0].rows) == rows + 1
    return taken, longest


def _alone(path: Path) -> float:
    process = multiprocessing.get_context("spawn").Process(target=_read, args=(str(path),))
    start = perf_counter()
    process.start()
    process.join()
    return perf_counter() - start


def _read(path: str) -> None:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - in the process alone

    with CalamineWorkbook.from_path(path) as book:
        book.get_sheet_by_name("Log").to_python(skip_empty_area=False)


if __name__ == "__main__":
    sys.exit(0 if main(*(int(word) for word in sys.argv[1:])) <= LIMIT else 1)
