"""How quick the Trends page is at 20 coders × 10 years: the cursor a week on, another coder, and reading all time.

Run as `python -m tests.bench.bench_trends [coders] [years]`. The real page, without a screen, painted each time. The
cursor has to be there within a frame of the screen, another coder at a glance; reading is told, and bounded by point 11
of the figures, not here.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.pages.trends.over_time import OverTimeView
from codedesk.ui.pages.trends.page import TrendsPage
from tests.bench.bench_figures import LAST, QUARTER, fill

CURSOR_MS, CODER_MS = 16, 100
STEPS, CODERS = 60, 12


def milliseconds(what: Callable[[], object]) -> float:
    """Time one call."""
    start = time.perf_counter()
    what()
    return (time.perf_counter() - start) * 1000


def settle(context: Context) -> None:
    """Let the window go on until every reply has come and is shown."""
    loop, look = QEventLoop(), QTimer(interval=1)
    look.timeout.connect(lambda: None if context.background.busy else loop.quit())
    look.start()
    loop.exec()
    look.stop()


def measured(page: TrendsPage, context: Context) -> dict[str, float]:
    """Return the median milliseconds of each."""
    page.show_span(3)
    settle(context)
    again = []
    for _ in range(3):
        page.refresh()
        again.append(milliseconds(lambda: settle(context)))
    view = page.view
    assert isinstance(view, OverTimeView)
    pair = view.charts

    def step(number: int) -> None:
        assert view.subject is not None
        pair.point(view.subject.block.trend.points[-1 - number].week)
        for chart in (pair.pace, pair.accuracy):
            assert chart.canvas is not None
            chart.canvas.viewport().repaint()
        pair.readout.repaint()

    def another() -> None:
        page._step(1)
        page.repaint()
        for chart in (pair.pace, pair.accuracy):
            assert chart.canvas is not None
            chart.canvas.viewport().repaint()

    page._step(-1)
    steps = [milliseconds(lambda number=number: step(number)) for number in range(STEPS)]  # type: ignore[misc]
    coders = [milliseconds(another) for _ in range(CODERS)]
    return {
        "reading all time": statistics.median(again),
        "the cursor a week on": statistics.median(steps),
        "another coder": statistics.median(coders),
    }


def main(coders: int = 20, years: int = 10) -> int:
    """Print what was measured; return 1 if the cursor or another coder takes too long."""
    app = QApplication([])
    theme.theme().apply(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.codedesk"
        Desk.create(path, "bench", fill(coders, years)).close()
        desk = Desk.open(path, "bench")
        context = Context(desk, Settings(), lambda: LAST)
        context.period = QUARTER
        page = TrendsPage(context)
        page.resize(1044, 628)
        page.show()
        page.show_if_stale()
        settle(context)
        found = measured(page, context)
        context.close()
        desk.close()
    allowed = {"the cursor a week on": CURSOR_MS, "another coder": CODER_MS}
    for name, took in found.items():
        most = f", allowed {allowed[name]} ms" if name in allowed else ""
        sys.stdout.write(f"{name:22} {took:.1f} ms{most}\n")
    return int(any(found[name] > most for name, most in allowed.items()))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
