"""A spreadsheet of 100,000 rows from the file to the dry run, against what calamine alone takes to read it.

Run: python tests/bench/bench_spreadsheet.py [rows]. Two workbooks, one with five columns and one with eight among which
are per cents, clock times and a number for each row: opened, guessed, translated, planned into a new department. Prints
the seconds of a processor, those of the reading process counted, beside those of a process that only reads it by
calamine, and the ratio, each the least of three; the ratio to keep is 3.
"""

import multiprocessing
import resource
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

# Only these: a process that is begun imports them again.
LIMIT = 3.0
TYPES = ("Inpatient", "Same-day surgery", "Emergency", "Clinic")


def main(rows: int = 100_000) -> float:
    """Measure both workbooks and return the larger ratio."""
    from bench_workbook import write_book  # noqa: PLC0415 - not again in each process

    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        write_book(place / "eight.xlsx", rows)
        write_five(place / "five.xlsx", rows)
        return max(_ratio(place, name, rows) for name in ("five", "eight"))


def write_five(path: Path, rows: int) -> None:
    """Write what a manager keeps of each day: coder, work type, charts and hours."""
    from xlsxwriter import Workbook  # noqa: PLC0415

    with Workbook(str(path), {"constant_memory": True}) as book:
        page, day = book.add_worksheet("Log"), book.add_format({"num_format": "m/d/yyyy"})
        page.write_row(0, 0, ("Date", "Coder", "Work type", "Charts", "Hours"))
        for row in range(rows):
            page.write_datetime(row + 1, 0, datetime(2022, 1, 3) + timedelta(row // 80), day)
            values = (f"Coder {row % 20:02}", TYPES[row // 20 % 4], row % 37 + 1, (row % 16 + 1) / 4)
            page.write_row(row + 1, 1, values)


def _ratio(place: Path, name: str, rows: int) -> float:
    from codedesk.desk import Desk  # noqa: PLC0415
    from codedesk.services.department.starters import starters  # noqa: PLC0415

    path = place / f"{name}.xlsx"
    desk = Desk.create(place / f"{name}.codedesk", "bench", starters)
    steps = _steps(path, desk, rows)
    times = [{step: _taken(work) for step, work in steps.items()} for _ in range(3)]
    desk.close()
    least = {step: min(each[step] for each in times) for step in steps}
    alone = least.pop("calamine alone")
    ratio = min(sum(each.values()) - each["calamine alone"] for each in times) / alone
    told = ", ".join(f"{step} {taken:.2f}" for step, taken in least.items())
    sys.stdout.write(
        f"{rows:,} rows, {name} columns: {told} s; calamine alone {alone:.2f} s; ratio {ratio:.2f} (to keep: {LIMIT})\n"
    )
    return ratio


def _steps(path: Path, desk: object, rows: int) -> dict[str, Callable[[], object]]:
    """Return what is timed, by its word; each step takes what the one before it left."""
    from codedesk.desk import Desk  # noqa: PLC0415
    from codedesk.exchange.foreign.guessing import guess  # noqa: PLC0415
    from codedesk.exchange.foreign.opening import open_book  # noqa: PLC0415
    from codedesk.exchange.foreign.translating import translate  # noqa: PLC0415
    from codedesk.services.files import importing  # noqa: PLC0415
    from codedesk.services.files.known_names import known_names  # noqa: PLC0415

    assert isinstance(desk, Desk)
    known = desk.read(known_names)
    books, guesses, drafts = [open_book(path)], [], []

    def plan() -> None:
        planned = desk.read(importing.plan, drafts[-1].draft)
        assert 0 < sum(each.lines for each in planned.files) <= rows

    return {
        "open": lambda: books.append(open_book(path)),
        "guess": lambda: guesses.append(guess(books[-1], known)),
        "translate": lambda: drafts.append(translate(books[-1], guesses[-1].map, known)),
        "plan": plan,
        "calamine alone": lambda: _in_a_process(path),
    }


def _taken(work: Callable[[], object]) -> float:
    before = _seconds()
    work()
    return _seconds() - before


def _seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def _in_a_process(path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_read, args=(str(path),))
    process.start()
    process.join()


def _read(path: str) -> None:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - in the process alone

    with CalamineWorkbook.from_path(path) as book:
        book.get_sheet_by_name("Log").to_python(skip_empty_area=False)


if __name__ == "__main__":
    sys.exit(0 if main(*(int(word) for word in sys.argv[1:])) <= LIMIT else 1)
