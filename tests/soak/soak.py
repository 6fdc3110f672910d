"""Eight hours at the real window, without the waiting: is it the same program at the end?

    python3 dev.py soak [--rounds 480] [--coders 20] [--years 10] [--seed 2026]

A round is what a manager does in a minute (day.py): four cells typed and taken back, four pages of a coder and their
views, three dialogs, an audit from a slip, which is taken back too; now and then the other theme, a preview, an export,
a backup. After each hour of rounds it is taken down what the process holds. From the second hour to the last nothing
may grow but the file, by its history. Writes docs/soak.md where all rounds of a working day were done.
"""

import argparse
import gc
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from codedesk import __version__

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before the first import of Qt

ROOT = Path(__file__).resolve().parents[2]
HOUR = 60
DAY = 8 * HOUR
PAGE = os.sysconf("SC_PAGE_SIZE")


class Held(NamedTuple):
    """What the process holds after so many rounds; memory in MB, the file in bytes, the time since the start in s."""

    rounds: int
    memory: float
    handles: int
    threads: int
    widgets: int
    objects: int
    file: int
    steps: int
    seconds: float


# By how much the last hour may hold more than the second: of memory and objects a part, of the rest nothing.
MORE = {"memory": 1.05, "objects": 1.02, "handles": 1.0, "threads": 1.0, "widgets": 1.0}

REPORT = """\
# A working day, without the waiting

Written by `python3 dev.py soak`. {day}: {system}; {coders} coders, {years} years, seed {seed}, {rounds} rounds.

A round is what a manager does in a minute, at the real window without a screen: four cells typed and taken back, the
next four pages and their views (the next coder when all were seen), three dialogs, an audit from a slip, which is taken
back too; every fifth the other theme, every tenth a packet's preview, every twentieth an export, every thirtieth a
backup. So the department is the same after each round, with ten steps of history more, and every page of every coder
was looked at after about an hour. Nothing is timed: each waits for the one before.

What the process holds is taken down after each sixty, with the window at the same place. From the second hour to the
last, handles, threads and widgets may not grow at all, memory by a twentieth, Python's objects by a fiftieth.

| rounds | memory, MB | open files | threads | widgets | objects | file, MB | steps | minutes |
|---|---|---|---|---|---|---|---|---|
{lines}

{said}: {each:,.0f} bytes for each step that was stored, with its history.
"""


def held(rounds: int, path: Path, steps: int, began: float) -> Held:
    """Look at this process."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - where a folder for settings is named first

    gc.collect()
    memory = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE / 1e6
    handles, threads = (len(list(Path(f"/proc/self/{each}").iterdir())) for each in ("fd", "task"))
    widgets, objects = len(QApplication.allWidgets()), len(gc.get_objects())
    seconds = time.monotonic() - began
    return Held(rounds, memory, handles, threads, widgets, objects, path.stat().st_size, steps, seconds)


def grown(taken: Sequence[Held]) -> list[str]:
    """Say what holds more after the last hour than after the second one."""
    early, late = taken[min(1, len(taken) - 1)], taken[-1]
    return [
        f"{name} grew from {getattr(early, name):.0f} to {getattr(late, name):.0f}"
        for name, factor in MORE.items()
        if getattr(late, name) > getattr(early, name) * factor
    ]


def soaked(home: Path, rounds: int, path: Path, today: date, seed: int, every: int = HOUR) -> list[Held]:
    """Do the rounds on a department; return what was held after each hour of them."""
    from tests.soak.day import Day  # noqa: PLC0415 - as above

    began, taken = time.monotonic(), list[Held]()
    day = Day(path, home, today, seed)
    for number in range(1, rounds + 1):
        day.round()
        if number % every == 0 or number == rounds:
            if rounds > every:  # else there is nothing to compare
                day.rest()
            taken.append(held(number, path, day.steps, began))
            sys.stdout.write(f"{line(taken[-1])}\n")
            sys.stdout.flush()
    day.close()
    return taken


def line(one: Held) -> str:
    """Return a line of the table."""
    return (
        f"| {one.rounds} | {one.memory:.0f} | {one.handles} | {one.threads} | {one.widgets} | {one.objects:,} "
        f"| {one.file / 1e6:.2f} | {one.steps:,} | {one.seconds / 60:.0f} |"
    )


def report(taken: Sequence[Held], problems: Sequence[str], chosen: argparse.Namespace) -> str:
    """Return what docs/soak.md says of a whole day."""
    early, late = taken[1], taken[-1]
    each = (late.file - early.file) / (late.steps - early.steps)
    lines = "\n".join(line(one) for one in taken)
    return REPORT.format(
        day=date.today(),
        system=f"CodeDesk {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}",
        lines=lines,
        each=each,
        said="; ".join(problems) or "Nothing grew but the file",
        **vars(chosen),
    )


def main(given: Sequence[str]) -> int:
    """Soak; 1 where something grew."""
    parser = argparse.ArgumentParser(prog="dev.py soak", description=(__doc__ or "").partition("\n\n")[0])
    for word, default in (("--rounds", DAY), ("--coders", 20), ("--years", 10), ("--seed", 2026)):
        parser.add_argument(word, type=int, default=default)
    chosen = parser.parse_args(given)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ |= dict.fromkeys(("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"), folder)
        from codedesk.desk import Desk  # noqa: PLC0415 - where a folder for settings is named first
        from tests.bench.bench_figures import LAST, fill  # noqa: PLC0415

        path = home / "Ten years.codedesk"
        Desk.create(path, "soak", fill(chosen.coders, chosen.years)).close()
        try:
            taken = soaked(home, chosen.rounds, path, LAST + timedelta(1), chosen.seed)
        except Exception:  # the program has put its own hook in the place of Python's: say it before that is asked
            sys.stdout.write(traceback.format_exc())
            return 1
    problems = grown(taken)
    said = "\n".join(problems) or "Nothing grew but the file, by what was stored."
    sys.stdout.write(f"{said}\n")
    if chosen.rounds >= DAY:
        (ROOT / "docs" / "soak.md").write_text(report(taken, problems, chosen), encoding="utf-8")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
