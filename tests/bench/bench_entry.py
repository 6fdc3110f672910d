"""What a typed cell costs in the real window, from its first key until all is shown, with ten years of 20 coders.

Run as `python -m tests.bench.bench_entry [cells] [years]`. Two floors are taken in turn with the cells, in one run: the
least that such a save can be (the same three statements as one bare SQLite transaction, kept as safely, in a copy of
the same file), and the least that showing it can be (the grid painted once). Work is processor time of this process,
which other programs do not lengthen; Enter to "Saved" is by the clock. While cells are typed, a timer looks
for stalls of the window; after some cells the hands rest until pace and accuracy of the coder are read anew.
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

import sqlalchemy as sa
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from codedesk.app.warming import Warming
from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from tests.bench.bench_figures import LAST, fill

# Work is allowed as a multiple of both floors together; a stall by the processor time that went into it, by the clock
# only as far as this process had a processor.
ALLOWED_P95_MS, ALLOWED_STALL_MS, ALLOWED_RATIO, ALLOWED_STATEMENTS = 50, 50, 5, 12
RESTS_EVERY, REST_MS = 20, 400
PATIENCE_MS = 10_000
TICK_MS = 4


class Stalls:
    """The longest time in which the window's thread did not come round, and the most work done in such a time."""

    def __init__(self) -> None:
        self.longest = self.most_work = 0.0
        self._last, self._worked = time.perf_counter(), time.process_time()
        self._timer = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._ticked)
        self._timer.start()

    def _ticked(self) -> None:
        now = time.perf_counter()
        worked = time.process_time()
        self.longest, self.most_work = max(self.longest, now - self._last), max(self.most_work, worked - self._worked)
        self._last, self._worked = now, worked


class Floor:
    """A bare connection to a copy of the file that stores a cell and its history row in one transaction."""

    def __init__(self, path: Path) -> None:
        self._raw = sqlite3.connect(path, isolation_level=None)
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=TRUNCATE", "synchronous=FULL", "secure_delete=ON"):
            self._raw.execute(f"PRAGMA {pragma}")
        self._line = self._raw.execute("SELECT max(id) FROM work_line").fetchone()[0]

    def save(self, charts: int) -> tuple[float, float]:
        """Store one value; return milliseconds by the clock and of work."""
        began, worked = time.perf_counter(), time.process_time()
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
        return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def until(holds: Callable[[], bool]) -> None:
    """Let the window work until a condition holds."""
    deadline = time.perf_counter() + PATIENCE_MS / 1000
    loop, poll = QEventLoop(), QTimer(interval=TICK_MS)
    poll.timeout.connect(loop.quit)
    poll.start()
    while not holds():
        if time.perf_counter() > deadline:
            message = "the window did not answer"
            raise SystemExit(message)
        loop.exec()


def _more(saved: list[str], before: int) -> bool:
    return len(saved) > before


@dataclass
class Taken:
    """Of each cell, in milliseconds: to "Saved", the work until then and in all, the floors, stalls; its statements."""

    saved: list[float] = field(default_factory=list)
    until_saved: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    stalls: list[tuple[float, float]] = field(default_factory=list)
    resting: list[tuple[float, float]] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)


class Statements:
    """Counts what is sent to the database."""

    def __init__(self) -> None:
        self.count = 0
        sa.event.listen(sa.Engine, "before_cursor_execute", self._sent)

    def _sent(self, *_call: object) -> None:
        self.count += 1

    def close(self) -> None:
        """Count no more."""
        sa.event.remove(sa.Engine, "before_cursor_execute", self._sent)


def typed(frame: Frame, floor: Floor, cells: int) -> Taken:
    """Type charts down the grid, from the top again at its end."""
    saved: list[str] = []
    frame.context.saved.connect(saved.append)
    page, sent = frame.page, Statements()
    taken, top = Taken(), page.grid.current  # type: ignore[union-attr]
    for number in range(cells):
        watch, view, sent.count = Stalls(), page.grid.view, 0  # type: ignore[union-attr]
        worked = time.process_time()
        for letter in str(10 + number % 40):
            QTest.keyClicks(QApplication.focusWidget() or view, letter)
        before, began, entered = len(saved), time.perf_counter(), time.process_time()
        QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Return)
        until(partial(_more, saved, before))
        taken.saved.append((time.perf_counter() - began) * 1000)
        taken.until_saved.append((time.process_time() - entered) * 1000)
        until(lambda: not frame.context.background.busy)
        _turn()
        taken.worked.append((time.process_time() - worked) * 1000)
        taken.statements.append(sent.count)
        taken.stalls.append((watch.longest * 1000, watch.most_work * 1000))
        if number % RESTS_EVERY == 0:
            taken.resting.append(_rested(frame))
        _take_floors(taken, floor, view, number)
        if page.grid.current[1] != "charts":  # type: ignore[union-attr]
            page.grid.set_current(*top)  # type: ignore[union-attr]
    sent.close()
    return taken


def _turn() -> None:
    """Let the window show what it has to show."""
    loop = QEventLoop()
    QTimer.singleShot(1, loop.quit)
    loop.exec()


def _rested(frame: Frame) -> tuple[float, float]:
    """Rest the hands until the figures beside the grid are read; return the longest stall meanwhile and its work."""
    watch, rested = Stalls(), [False]
    QTimer.singleShot(REST_MS, lambda: rested.append(True))
    until(lambda: rested[-1] and not frame.context.background.busy)
    return watch.longest * 1000, watch.most_work * 1000


def _take_floors(taken: Taken, floor: Floor, view: QWidget, number: int) -> None:
    clock, work = floor.save(number)
    began = time.process_time()
    view.viewport().repaint()  # type: ignore[attr-defined]
    taken.bare.append(clock)
    taken.floor.append(work + (time.process_time() - began) * 1000)


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
        Warming(context)
        until(lambda: not context.background.busy)
        frame.page.grid.view.setFocus()  # type: ignore[union-attr]
        floor = Floor(copy)
        first = typed(frame, floor, 10)
        taken = typed(frame, floor, cells)
        taken.resting += first.resting
        taken.stalls += first.stalls
        frame.close()
        context.close()
        desk.close()
    return tell(taken, cells, years)


def tell(taken: Taken, cells: int, years: int) -> int:
    """Print the figures; return 1 where one is over what is allowed."""
    say, ratio = sys.stdout.write, statistics.median(taken.worked) / statistics.median(taken.floor)
    stall, stalled = (max(column) for column in zip(*taken.stalls, *taken.resting, strict=True))
    statements = statistics.median(taken.statements)
    say(f"{cells} cells, {years} years of 20 coders\n")
    say(f"work of a cell in all: {_spread(taken.worked)}; floor {_spread(taken.floor)}\n")
    say(f"  ratio of the medians {ratio:.1f} (allowed {ALLOWED_RATIO})\n")
    say(f"work from Enter to Saved: {_spread(taken.until_saved)}\n")
    say(f"Enter to Saved by the clock: {_spread(taken.saved)} (allowed {ALLOWED_P95_MS}); bare {_spread(taken.bare)}\n")
    say(f"statements of a cell: {statements:.0f} (allowed {ALLOWED_STATEMENTS})\n")
    say(f"longest stall: {stalled:.0f} ms of work (allowed {ALLOWED_STALL_MS}), {stall:.0f} by the clock\n")
    resting = [f"{clock:.0f}/{work:.0f}" for clock, work in taken.resting]
    say(f"  of that while the hands rest (clock/work): {', '.join(resting)}\n")
    late = _p95(taken.saved) > max(ALLOWED_P95_MS, 2 * _p95(taken.bare))
    return int(late or ratio > ALLOWED_RATIO or stalled > ALLOWED_STALL_MS or statements > ALLOWED_STATEMENTS)


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[18]


def _spread(values: list[float]) -> str:
    return f"median {statistics.median(values):.1f} ms, p95 {_p95(values):.1f} ms"


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
