"""The window as a machine without a screen goes through it, whole: what it shows, what it changes, whom it asks."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from typing_extensions import override

from codedesk import app
from codedesk.app.pictures import SOON_MS, Pictures, Stop
from codedesk.app.program import Program
from codedesk.ui.frame import Frame
from codedesk.ui.registry import PAGES
from tests.compiled import build
from tests.line.watched import SOURCE, Line

CODEDESK = (sys.executable, "-m", "codedesk")


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What watches the line, compiled."""
    return build(SOURCE, tmp_path_factory.mktemp("line"))


@pytest.fixture
def line(library: Path, tmp_path: Path) -> Line:
    return Line(library, tmp_path)


def pictures(department: Path, line: Line, folder: Path) -> tuple["subprocess.CompletedProcess[str]", list[Path]]:
    """Let the program take pictures of its window; return how it left, and them."""
    done = line.run([*CODEDESK, "open", department, "--pictures", folder])
    return done, sorted(folder.glob("*.png"))


def test_pictures_show_every_page_view_and_chart_change_nothing_and_ask_nobody(
    sample_path: Path, line: Line, tmp_path: Path
) -> None:
    before = dumped(sample_path)
    done, taken = pictures(sample_path, line, tmp_path / "pictures")
    names = {path.stem for path in taken}
    assert done.returncode == 0 and {page.name for page in PAGES} <= names, done.stderr
    assert {"coder-conversations", "audits-lessons", "standards-sheet-for-coders"} <= names
    assert {"coder-chart-1", "coder-chart-2", "coder-all-chart-1"} <= names
    for path in taken:
        image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
        colours = set(memoryview(image.constBits()).cast("I")[::7])
        least = 400 if "-chart-" in path.stem else 1280
        assert image.width() >= least and len(colours) > 60, path.name
    assert dumped(sample_path) == before
    assert not sample_path.with_name(f"{sample_path.name}-wal").exists()
    assert line.asked == []


def test_a_picture_of_a_day_shows_its_figures_which_are_read_when_the_hands_rest(
    program: Program, qtbot: QtBot, sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: dict[str, list[str]] = {}

    class Watched(Pictures):
        @override
        def _keep(self, frame: Frame, stop: Stop) -> bool:
            said[stop.name] = [label.text() for label in frame.findChildren(QLabel) if label.isVisible()]
            return super()._keep(frame, stop) and stop.name != "today"  # the last that is wanted here

    left: list[int] = []
    monkeypatch.setattr(QApplication, "exit", left.append)  # else no event loop of a later test would begin
    monkeypatch.setattr("codedesk.ui.pages.today.pairing.PAIR_AFTER_MS", SOON_MS)
    monkeypatch.setattr("codedesk.app.pictures.PAGES", [page for page in PAGES if page.name in ("home", "today")])
    program.copying = False  # as where pictures are wanted
    program.start(sample_path)
    program.window.show()
    Watched(app.application(), program, tmp_path / "pictures")
    qtbot.waitUntil(lambda: bool(left))
    assert (tmp_path / "pictures" / "today.png").exists()
    assert "This quarter" in said["today"] and "…" not in said["today"]


def dumped(department: Path) -> list[str]:
    with closing(sqlite3.connect(department)) as connection:
        return list(connection.iterdump())


def test_pictures_of_no_department_leave_with_1(line: Line, tmp_path: Path) -> None:
    done, taken = pictures(tmp_path / "nowhere.codedesk", line, tmp_path / "pictures")
    assert (done.returncode, taken) == (1, [])


# Every command of the command line, in one process: what takes in, gives out, prints, keeps and looks.
COMMANDS = """
import sys
from pathlib import Path
from codedesk.cli import COMMANDS, main

folder, sample = Path(sys.argv[1]), sys.argv[2]
new, out = str(folder / "New.codedesk"), str(folder / "out")
lines = (
    ["new", new],
    ["export", sample, "--out", out, "--private"],
    ["export", sample, "--out", str(folder / "book"), "--format", "xlsx"],
    ["import", out, "--into", new, "--create-missing", "--dry-run"],
    ["map", str(folder / "out" / "log.csv"), "--into", new],
    ["figures", sample, "--period", "2026-Q3", "--json"],
    ["packet", sample, "--period", "2026-Q3", "--coder", "Maren Tolliver", "--out", out],
    ["staffing", sample, "--period", "2026-Q3", "--out", out],
    ["backup", sample, "--to", str(folder / "backups")],
    ["check", sample],
    ["encrypt", new, "--passphrase-from", str(folder / "words")],
    ["passphrase", new, "--passphrase-from", str(folder / "words")],
    ["decrypt", new],
    ["erase", sample, "Maren Tolliver", "--again", "Maren Tolliver"],  # who still works: refused
)
(folder / "words").write_text("correct horse battery")
codes = [main(words) for words in lines]
codes.append(main(["restore", str(next((folder / "backups").glob("*.codedesk"))), "--into", sample]))
print(codes, sorted(set(COMMANDS) - {words[0] for words in lines} - {"restore", "open", "demo"}), file=sys.stderr)
"""


def test_no_command_asks_anybody_outside_the_machine(sample_path: Path, line: Line, tmp_path: Path) -> None:
    done = line.run([sys.executable, "-c", COMMANDS, tmp_path, sample_path])
    assert done.stderr.splitlines()[-1] == f"{[0] * 13 + [1, 0]} []", done.stderr
    assert line.asked == []


ASKING = """
import socket, urllib.request
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QTcpSocket, QHostAddress

for ask in (lambda: socket.socket(), lambda: urllib.request.urlopen("http://example.org")):
    try:
        ask()
    except OSError:
        pass
app, line = QCoreApplication([]), QTcpSocket()
line.connectToHost(QHostAddress("192.0.2.1"), 80)
line.waitForConnected(100)
"""


def test_what_asks_is_seen_whether_python_asks_or_qt(line: Line) -> None:
    done = line.run([sys.executable, "-c", ASKING])
    assert done.returncode == 0, done.stderr
    assert line.asked[:2] == ["socket 2 ", "name 0 example.org"]
    assert len(line.asked) > 2 and set(line.asked[2:]) <= {"socket 2 ", "socket 10 "}
