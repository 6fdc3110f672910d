"""The real program, killed while its window is typed into: what was shown as saved is there. dev.py faults --window N.

The program is imported once and forked for every kill; the child runs it as a start does, on a screen that nobody sees,
with a plug of ours that types. Each value is told before its Enter and again when the grid shows it as saved.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory
from typing import Any

from codedesk.desk import Desk
from codedesk.errors import CodeDeskError
from codedesk.store.connection import Connection
from tests.faults import team
from tests.faults.looking import WHO

MONDAY = date(2026, 9, 7)
_PATIENCE = 60  # seconds until the first value is shown as saved
_LONGEST = 1.5  # seconds of typing behind it
_PAUSES = (0, 0, 5, 20)  # milliseconds between two values
Cell = tuple[int, str]


@dataclass(slots=True)
class Killed:
    """What came of all kills."""

    kills: int = 0
    shown: int = 0
    cells: int = 0
    lost: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)


def kill_often(kills: int, seed: str) -> Iterator[Killed]:
    """Kill the program so many times, each time on a department of its own; yield what came of it so far."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in ("codedesk.app.program", "PySide6.QtTest", "codedesk.ui.pages.today.page"):
        import_module(name)  # before the first fork
    source, found = random.Random(seed), Killed()
    with TemporaryDirectory() as place:
        team.make(Path(place) / "made.codedesk")
        made = (Path(place) / "made.codedesk").read_bytes()
        for number in range(kills):
            path = Path(place) / str(number) / "Team.codedesk"
            path.parent.mkdir()
            path.write_bytes(made)
            told = _killed(path, source)
            found.kills += 1
            look(path, told, found)
            yield found


def _killed(path: Path, source: random.Random) -> list[tuple[str, Cell, float]]:
    """Start the program, let it be typed into, kill it; return what it told: typed or shown, the cell, the value."""
    reading, writing = os.pipe()
    seed, longest = source.random(), source.uniform(0, _LONGEST)
    if not (child := os.fork()):
        os.close(reading)
        _be_the_program(path, writing, random.Random(seed))
    os.close(writing)
    try:
        text = _heard(reading, longest)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as rest:
        lines = (text + rest.read()).decode().splitlines()
    return [(kind, (coder, day), value) for kind, coder, day, value in map(json.loads, lines)]


def _heard(reading: int, longest: float) -> bytes:
    """Listen until the first value is shown as saved, and so long after it."""
    text, until = b"", time.monotonic() + _PATIENCE
    typing = False
    while (left := until - time.monotonic()) > 0:
        if select([reading], [], [], left)[0]:
            text += os.read(reading, 65536)
        if not typing and b'"shown"' in text:
            typing, until = True, time.monotonic() + longest
    if not typing:
        raise RuntimeError("nothing was shown as saved: the window was not typed into")
    return text


def look(path: Path, told: list[tuple[str, Cell, float]], found: Killed) -> None:
    """Compare the file with what was shown: the last value shown in a cell, or one that was typed behind it."""
    last: dict[Cell, list[float]] = {}
    for kind, cell, value in told:
        if kind == "shown":
            found.shown += 1
            last[cell] = [value]
        elif cell in last:
            last[cell].append(value)
    found.cells += len(last)
    try:
        desk = Desk.open(path, WHO)
        report = desk.check()
        found.unsound += [f"kill {found.kills}: {words}" for words in report.problems]
        for (coder, day), values in last.items():
            now = desk.use(partial(_stored, coder, day))
            if now not in values:
                found.lost.append(f"kill {found.kills}: coder {coder} on {day} has {now}, not one of {values}")
        desk.close()
    except CodeDeskError as error:
        found.unsound.append(f"kill {found.kills}: {error}")


def _stored(coder: int, day: str, connection: Connection) -> float | None:
    query = "SELECT paid_hours FROM work_day WHERE coder_id = ? AND day = ? AND NOT voided"
    row = connection.raw.execute(query, (coder, day)).fetchone()
    return row[0] if row else None


# ---- in the child ----


def _be_the_program(path: Path, writing: int, source: random.Random) -> None:
    """Run the program as a start does, with its own folders, and the plug that types."""
    silent = os.open(os.devnull, os.O_RDWR)
    for handle in (sys.stdout.fileno(), sys.stderr.fileno()):
        os.dup2(silent, handle)
    paths, program, entering = map(
        import_module, ("codedesk.paths", "codedesk.app.program", "codedesk.ui.pages.today.entering")
    )
    folder = path.parent
    paths.data_folder = paths.log_folder = lambda: folder
    paths.settings_file = lambda: folder / "settings.json"
    paths.settings_file().write_text('{"first_page": "today"}', encoding="utf-8")
    start, accept = program.Program.start, entering.Entering._accept

    def tell(kind: str, coder: int, day: str, value: float | None) -> None:
        os.write(writing, f"{json.dumps([kind, coder, day, value])}\n".encode())

    def shown(self: Any, key: Any, column: str, row: Any) -> None:
        accept(self, key, column, row)
        if column == "paid":
            tell("shown", key.coder_id, key.day.isoformat(), row.value)

    def started(self: Any, *args: Any, **kwargs: Any) -> None:
        start(self, *args, **kwargs)
        self.plug = Typist(self, partial(tell, "typed"), source)

    entering.Entering._accept, program.Program.start = shown, started
    import_module("codedesk.app").run_window(path)
    os._exit(0)


class Typist:
    """Types hours into Today, key by key, one value after the other, as fast as the window takes them."""

    def __init__(self, program: Any, tell: Any, source: random.Random) -> None:
        from PySide6.QtCore import QTimer  # noqa: PLC0415 - only in the child

        self._program, self._tell, self._source = program, tell, source
        self._number = 0
        self._day = MONDAY
        self._timer = QTimer(singleShot=True)
        self._timer.timeout.connect(self._type)
        self._timer.start(0)

    def _type(self) -> None:
        from PySide6.QtCore import Qt  # noqa: PLC0415
        from PySide6.QtTest import QTest  # noqa: PLC0415
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415

        keys = import_module("codedesk.ui.pages.today.row_keys")
        frame = self._program.frame
        page = frame.page if frame is not None else None
        if page is None or not hasattr(page, "grid") or self._turn(page):
            self._timer.start(20)
            return
        key = keys.RowKey(self._source.randint(1, len(team.NAMES)), self._day)
        if page.grid.set_current(key, "paid"):
            page.grid.view.setFocus()
            self._number += 1
            value = (self._number * 25 % 1200 + 25) / 100
            self._tell(key.coder_id, key.day.isoformat(), value)
            for letter in f"{value:g}":
                QTest.keyClick(QApplication.focusWidget() or page.grid.view, letter)
            QTest.keyClick(QApplication.focusWidget() or page.grid.view, Qt.Key.Key_Return)
        self._timer.start(self._source.choice(_PAUSES))

    def _turn(self, page: Any) -> bool:
        """Go to the day that is typed into, now and then another; tell whether the window still goes there."""
        if self._number and self._number % 12 == 0:
            self._number += 1
            self._day = MONDAY + timedelta(self._source.randint(0, 4))
        if page.day != self._day:
            page.go_to(self._day)
            return True
        return not page._entering.blocks
