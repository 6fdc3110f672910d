"""How long figures take from what is kept, as pages ask for them, against a plain SQL reading of the same rows.

Run as `python -m tests.bench.bench_warm [coders] [years]`: 20 × 10 by default. For a quarter and for all time: the
first question of a program just started, the same one again, and the same after one cell was typed. Then pages, and
what is held in memory. Milliseconds of processor time (wall in brackets): other programs lengthen these least.
As in an open window, Python's collector does not run while figures are made (codedesk/ui/garbage.py), but between.
"""

import gc
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sqlmodel import Session

from codedesk import models
from codedesk.desk import Desk
from codedesk.periods import Period
from codedesk.services.audits.policy_results import policy_results
from codedesk.services.figures.copying import KINDS
from codedesk.services.figures.figures import plain_figures, team_figures
from codedesk.services.figures.lists import lists_of
from codedesk.services.figures.log import log_of
from codedesk.services.figures.trends import trends
from codedesk.services.flow.figures import flow_figures
from codedesk.services.people.coder_view import coder_page
from codedesk.services.people.team import team_page
from codedesk.services.reviews.lists import reviews
from codedesk.store.copying import copy_some
from tests.bench.bench_figures import FLOOR, LAST, QUARTER, fill

ROUNDS = 5
BOUNDS = {(20, 10): (20.0, 900.0), (100, 20): (120.0, 900.0)}


class Took(NamedTuple):
    """Milliseconds of one call: of the processor, and on the wall."""

    processor: float
    wall: float

    def __str__(self) -> str:
        return f"{self.processor:.1f} ({self.wall:.1f})"


def took(what: Callable[[], Any]) -> Took:
    """Time one call, and let go of what it left afterwards."""
    gc.disable()
    processor, wall = time.process_time(), time.perf_counter()
    what()
    made = Took((time.process_time() - processor) * 1000, (time.perf_counter() - wall) * 1000)
    gc.collect()
    return made


def median(taken: list[Took]) -> Took:
    """Return the middle of several."""
    return Took(*(statistics.median(each) for each in zip(*taken, strict=True)))


class Typist:
    """Types one cell after the other, each in the last days of the log."""

    def __init__(self, desk: Desk) -> None:
        """Find the newest line."""
        self._desk = desk
        self._next = desk.read(lambda session: session.connection().exec_driver_sql(
            "SELECT max(id) FROM work_line").scalar_one())  # fmt: skip

    def type(self) -> None:
        """Type one more chart into a line."""
        self._desk.write("Set a cell", self._one_more, self._next)
        self._next -= 1

    @staticmethod
    def _one_more(session: Session, number: int) -> None:
        line = session.get_one(models.WorkLine, number)
        line.charts = (line.charts or 0) + 1


def three(desk: Desk, typist: Typist, ask: Callable[[], Any]) -> tuple[Took, Took, Took]:
    """Return what the first, the same and a question after a cell took."""
    first = took(ask)
    again, after = [], []
    for _ in range(ROUNDS):
        again.append(took(ask))
        typist.type()
        after.append(took(ask))
    return first, median(again), median(after)


def held(session: Session) -> int:
    """Return the bytes of the columns of the log, and of what is made of them."""
    lists_of(session)
    return size_of(log_of(session), set())


def size_of(value: Any, seen: set[int]) -> int:
    """Add up the arrays that a value holds, however deep, each once."""
    if id(value) in seen:
        return 0
    seen.add(id(value))
    if isinstance(value, np.ndarray):
        return size_of(value.base, seen) if isinstance(value.base, np.ndarray) else int(value.nbytes)
    if isinstance(value, dict):
        return sum(size_of(each, seen) for each in value.values())
    if isinstance(value, list | tuple):
        return sum(size_of(each, seen) for each in value)
    names = (*getattr(type(value), "__slots__", ()), *getattr(value, "__dict__", ()))
    return sum(size_of(getattr(value, name, None), seen) for name in names)


def main(coders: int = 20, years: int = 10) -> int:
    """Print everything; return 1 if something is over its bound."""
    warm, cold = BOUNDS.get((coders, years), (float("inf"), float("inf")))
    over: list[str] = []

    def say(name: str, taken: Took, bound: float, floor: Took | None = None) -> None:
        ratio = "" if floor is None else f", {taken.processor / floor.processor:.2f} of the floor {floor}"
        sys.stdout.write(f"  {name:30} {taken} ms{ratio}, bound {bound:.0f} ms\n")
        if taken.processor > bound:
            over.append(name)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.codedesk"
        Desk.create(path, "bench", fill(coders, years)).close()
        floor = sqlite3.connect(shutil.copy(path, Path(folder) / "floor.db"))
        whole = Period(date(LAST.year - years, LAST.month, LAST.day) + timedelta(1), LAST)
        sys.stdout.write(f"{coders} coders, {years} years: processor time (wall)\n")
        for name, period in (("a quarter", QUARTER), ("all time", whole)):
            gc.collect()
            desk = Desk.open(path, "bench")
            bounds = {"first": period.start.isoformat(), "last": period.end.isoformat()}
            least = median([took(lambda bounds=bounds: floor.execute(FLOOR, bounds).fetchall()) for _ in range(3)])
            for words, service in (("figures", plain_figures), ("with signals", team_figures)):
                ask = lambda period=period, service=service: desk.read(service, period, None, LAST)  # noqa: E731, B023
                first, again, after = three(desk, Typist(desk), ask)
                if service is plain_figures:
                    say(f"{name}, {words}, cold", first, cold, least)
                say(f"{name}, {words}, again", again, warm, least)
                say(f"{name}, {words}, after a cell", after, warm, least)
            sys.stdout.write(f"  {name}: columns of {desk.read(held) / 2**20:.1f} MB\n")
            desk.close()
        pages(path, whole, say, warm)
        from_copies(path, whole, say, cold)
        floor.close()
    sys.stdout.write(f"over the bound: {', '.join(over) or 'nothing'}\n")
    return int(bool(over))


def questions(desk: Desk, whole: Period) -> dict[str, Callable[[], Any]]:
    """Return what pages ask for; whole: all time."""
    return {
        "a quarter": lambda: desk.read(plain_figures, QUARTER, None, LAST),
        "all time": lambda: desk.read(plain_figures, whole, None, LAST),
        "Today, beside the grid": lambda: desk.read(plain_figures, QUARTER, (1,), LAST),
        "Team": lambda: desk.read(team_page, QUARTER, LAST),
        "Coder, with a year": lambda: desk.read(coder_page, 1, QUARTER, "year", LAST),
        "Coder, with all time": lambda: desk.read(coder_page, 1, QUARTER, "all", LAST),
        "Trends, a quarter": lambda: desk.read(trends, QUARTER.start, QUARTER.end, LAST, ()),
        "Trends, two years": lambda: desk.read(trends, LAST.replace(year=LAST.year - 2), LAST, LAST, ()),
        "Trends, all time": lambda: desk.read(trends, whole.start, whole.end, LAST, ()),
        "Trends of a work type, all time": lambda: desk.read(trends, whole.start, whole.end, LAST, (1,)),
        "Capacity": lambda: desk.read(flow_figures, QUARTER, LAST),
        "Reviews": lambda: desk.read(reviews, QUARTER, LAST),
        "Audits, Policy": lambda: desk.read(policy_results, QUARTER, LAST),
    }


def from_copies(path: Path, whole: Period, say: Callable[[str, Took, float], None], cold: float) -> None:
    """Time the first question of a program just started whose file holds copies of its log and its audits."""
    before = path.stat().st_size
    desk = Desk.open(path, "bench")
    while desk.use(partial(copy_some, kinds=KINDS)):
        pass
    desk.close()
    for name in questions(desk, whole):
        gc.collect()  # a program just started has nothing to let go of
        desk = Desk.open(path, "bench")
        say(f"{name}, cold, from copies", took(questions(desk, whole)[name]), cold)
        desk.close()
    sys.stdout.write(f"  file: {before / 1e6:.1f} MB, with copies {path.stat().st_size / 1e6:.1f} MB\n")


def pages(path: Path, whole: Period, say: Callable[[str, Took, float], None], warm: float) -> None:
    """Time what pages ask for, the quarter being read already."""
    desk = Desk.open(path, "bench")
    typist = Typist(desk)
    for name, ask in questions(desk, whole).items():
        _, again, after = three(desk, typist, ask)
        say(f"{name}, again", again, warm)
        say(f"{name}, after a cell", after, warm)
    desk.read(coder_page, 1, QUARTER, "year", LAST)
    say("Coder, another one", took(lambda: desk.read(coder_page, 2, QUARTER, "year", LAST)), 100.0)
    desk.close()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
