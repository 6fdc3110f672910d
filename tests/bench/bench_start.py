"""How long from starting the process to the first painted window, against a bare PySide6 window, in one run.

Run as `python -m tests.bench.bench_start [rounds]`. The floor shows a table of 200 rows and a pyqtgraph plot and
nothing else. CodeDesk starts as from the command line, on the sample department (eight coders, nine quarters), checked
as at every open: its window is painted first, then Today with its grid; both moments are measured, the first is bound.
Each start is a process of its own, without a screen, with compiled modules; both sides in turn; medians are compared.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from codedesk.desk import Desk
from codedesk.exchange.sample import sample_fill

ALLOWED_RATIO = 1.5
ROUNDS = 7
ROOT = Path(__file__).resolve().parents[2]
_PAINTED = """
from PySide6.QtCore import QEvent, QObject, QTimer
class Painted(QObject):
    def __init__(self, widget, then):
        super().__init__(widget)
        self.then = then
        widget.installEventFilter(self)
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.then is not None:
            QTimer.singleShot(0, self.then)
            self.then = None
        return False
def say(word):
    print(word, flush=True)
"""
BARE = f"""
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QTableWidget, QTableWidgetItem
import pyqtgraph
{_PAINTED}
app = QApplication([])
window = QMainWindow()
parts = QSplitter()
table = QTableWidget(200, 6)
for row in range(200):
    for column in range(6):
        table.setItem(row, column, QTableWidgetItem(str(row * column)))
plot = pyqtgraph.PlotWidget()
plot.plot(list(range(100)))
parts.addWidget(table)
parts.addWidget(plot)
window.setCentralWidget(parts)
window.resize(1280, 760)
def done():
    say("window")
    say("today")
    app.quit()
Painted(plot.viewport(), done)
window.show()
app.exec()
"""
CODEDESK = f"""
import sys
from pathlib import Path
from codedesk import app
{_PAINTED}
opened, joined = app.MainWindow.show_opening, app.join
def show_opening(window, words, then):
    def first():
        say("window")
        then()
    opened(window, words, first)
def join(qapp, window, settings, *words, **named):
    settings.first_page = "today"
    joined(qapp, window, settings, *words, **named)
    page = window.shown.page
    def done():
        if not page.grid.rows:
            QTimer.singleShot(1, done)
            return
        say("today")
        window.close()
    Painted(page, done)
app.MainWindow.show_opening, app.join = show_opening, join
sys.exit(app.run_window(Path(sys.argv[1])))
"""


def milliseconds(program: str, folder: Path, *words: str) -> tuple[float, float]:
    """Return the time from the start of the process to its first painted window, and to its filled one."""
    places = {name: str(folder) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    compiled = {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    given = {**os.environ, **places, **compiled, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=given
    ) as process:
        assert process.stdout is not None
        said = [(process.stdout.readline().strip(), time.perf_counter() - began) for _ in range(2)]
        process.wait()
    if [word for word, _ in said] != [b"window", b"today"]:
        message = "a window was not painted: run the program by hand to see why"
        raise SystemExit(message)
    return said[0][1] * 1000, said[1][1] * 1000


def main(rounds: int = ROUNDS) -> int:
    """Measure both sides in turn, print medians and ratios; return 1 where the ratio is over what is allowed."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        path = folder / "Sample.codedesk"
        Desk.create(path, "bench", sample_fill()).close()
        milliseconds(BARE, folder), milliseconds(CODEDESK, folder, str(path))
        pairs = [(milliseconds(BARE, folder)[0], *milliseconds(CODEDESK, folder, str(path))) for _ in range(rounds)]
    bare, window, today = (statistics.median(column) for column in zip(*pairs, strict=True))
    sys.stdout.write(f"bare window with table and plot {bare:.0f} ms (median of {rounds})\n")
    sys.stdout.write(f"first painted window {window:.0f} ms, ratio {window / bare:.2f}, allowed {ALLOWED_RATIO}\n")
    sys.stdout.write(f"Today with its grid  {today:.0f} ms, ratio {today / bare:.2f}, not bound (decision 84)\n")
    return int(window > ALLOWED_RATIO * bare)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
