"""How long a typed cell takes from Enter to "Saved" in the real window, with ten years of 20 coders in the file.

Run as `python -m tests.bench.bench_entry [cells] [years]`. The floor is the least that such a save can be: the same
three statements (the cell, its step, its history row) as one bare SQLite transaction, kept as safely, in a copy of the
same file. Both are taken in turn, in one run. While cells are typed, a timer of the window looks for stalls.
"""

import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before the first import of Qt

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from tests.bench.bench_figures import LAST, fill

ALLOWED_P95_MS, ALLOWED_STALL_MS = 50, 100
PATIENCE_MS = 10_000
TICK_MS = 4


class Stalls:
    """The longest time in which the window's thread did not come round."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._ticked)
        self._timer.start()

    def _ticked(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


class Floor:
    """A bare connection to a copy of the file that stores a cell and its history row in one transaction."""

    def __init__(self, path: Path) -> None:
        self._raw = sqlite3.connect(path, isolation_level=None)
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=TRUNCATE", "synchronous=FULL", "secure_delete=ON"):
            self._raw.execute(f"PRAGMA {pragma}")
        self._line = self._raw.execute("SELECT max(id) FROM work_line").fetchone()[0]

    def save(self, charts: int) -> float:
        """Store one value; return milliseconds."""
        began = time.perf_counter()
        self._raw.execute("BEGIN IMMEDIATE")
        self._raw.execute("UPDATE work_line SET charts = ? WHERE id = ?", (charts, self._line))
        at = self._raw.execute(
            "INSERT INTO change (at, who, step, kind) VALUES ('2026-09-30 12:00:00', 'bench', 'Set charts', 'do')"
        ).lastrowid
        self._raw.execute(
            "INSERT INTO change_entry (change_id, table_name, row_id, action, before, after, previous_hash, hash)"
            " VALUES (?, 'work_line', ?, 'update', '{}', ?, 'x', 'y')",
            (at, self._line, f'{{"charts": {charts}}}'),
        )
        self._raw.execute("COMMIT")
        return (time.perf_counter() - began) * 1000


def until(holds: Callable[[], bool]) -> None:
    """Let the window work until a condition holds."""
    deadline = time.perf_counter() + PATIENCE_MS / 1000
    loop = QEventLoop()
    while not holds():
        if time.perf_counter() > deadline:
            message = "the window did not answer"
            raise SystemExit(message)
        QTimer.singleShot(1, loop.quit)
        loop.exec()


def _more(saved: list[str], before: int) -> bool:
    return len(saved) > before


@dataclass
class Taken:
    """Milliseconds of each cell: to "Saved", of that in this process's own work, of the floor, the longest stall."""

    saved: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    stalls: list[float] = field(default_factory=list)


def typed(frame: Frame, floor: Floor, cells: int) -> Taken:
    """Type charts down the grid, from the top again at its end."""
    saved: list[str] = []
    frame.context.saved.connect(saved.append)
    page = frame.page
    taken, top = Taken(), page.grid.current  # type: ignore[union-attr]
    for number in range(cells):
        watch = Stalls()
        view = page.grid.view  # type: ignore[union-attr]
        for letter in str(10 + number % 40):
            QTest.keyClicks(QApplication.focusWidget() or view, letter)
        before, began, worked = len(saved), time.perf_counter(), time.process_time()
        QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Return)
        until(partial(_more, saved, before))
        taken.saved.append((time.perf_counter() - began) * 1000)
        taken.worked.append((time.process_time() - worked) * 1000)
        until(lambda: not frame.context.background.busy)
        taken.stalls.append(watch.longest * 1000)
        taken.bare.append(floor.save(number))
        if page.grid.current[1] != "charts":  # type: ignore[union-attr]
            page.grid.set_current(*top)  # type: ignore[union-attr]
    return taken


def main(cells: int = 200, years: int = 10) -> int:
    """Measure, print p95, ratio and stall; return 1 where one is over what is allowed."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.theme().apply(application, "light")
    with tempfile.TemporaryDirectory() as scratch:
        path, copy = Path(scratch) / "Ten years.codedesk", Path(scratch) / "Floor.codedesk"
        Desk.create(path, "bench", fill(20, years)).close()
        shutil.copy(path, copy)
        desk = Desk.open(path, "bench")
        context = Context(desk, Settings(), lambda: LAST + timedelta(1))
        frame = Frame(context)
        frame.resize(1180, 680)
        frame.show()
        frame.show_page("today")
        frame.activateWindow()
        until(lambda: not context.background.busy)
        frame.page.grid.view.setFocus()  # type: ignore[union-attr]
        floor = Floor(copy)
        typed(frame, floor, 10)
        taken = typed(frame, floor, cells)
        frame.close()
        context.close()
        desk.close()
    return tell(taken, cells, years)


def tell(taken: Taken, cells: int, years: int) -> int:
    """Print the figures; return 1 where one is over what is allowed."""
    p95, worked95, floor95 = (
        statistics.quantiles(values, n=20)[18] for values in (taken.saved, taken.worked, taken.bare)
    )
    sys.stdout.write(f"{cells} cells, {years} years of 20 coders\n")
    sys.stdout.write(f"Enter to Saved: median {statistics.median(taken.saved):.1f} ms, p95 {p95:.1f} ms")
    sys.stdout.write(f" (allowed {ALLOWED_P95_MS}); bare transaction p95 {floor95:.1f} ms, ratio {p95 / floor95:.1f}\n")
    sys.stdout.write(f"work of this process alone: median {statistics.median(taken.worked):.1f} ms, ")
    sys.stdout.write(f"p95 {worked95:.1f} ms (the rest is waiting: for the disk, and for other processes)\n")
    sys.stdout.write(f"longest stall of the window {max(taken.stalls):.0f} ms (allowed {ALLOWED_STALL_MS})\n")
    return int(p95 > ALLOWED_P95_MS or max(taken.stalls) > ALLOWED_STALL_MS)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
