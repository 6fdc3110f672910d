"""kill -9 in the middle of a long import: the file opens, checks clean and holds all of it or nothing."""

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from codedesk.services.department.starters import starters
from tests.command_line import codedesk
from tests.departments import new_department
from tests.patience import SECONDS, child

LINES = 40_000  # the longest kill is to fall into the transaction, on a quick machine too
CODERS = [f"Coder {number:02}" for number in range(20)]
TYPES = ("Inpatient", "Emergency", "Clinic", "Surgery")


@pytest.fixture(scope="module")
def long_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    (folder / "coders.csv").write_text("coder,started_on\n" + "".join(f"{name},2015-01-01\n" for name in CODERS))
    (folder / "work_types.csv").write_text("work_type\n" + "".join(f"{name}\n" for name in TYPES))
    body = [
        f"{date(2016, 1, 4) + timedelta(number // 80)},{CODERS[number % 80 // 4]},{TYPES[number % 4]},{number % 23},1\n"
        for number in range(LINES)
    ]
    (folder / "log.csv").write_text("date,coder,work_type,charts,hours\n" + "".join(body))
    return folder


def stored(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM work_line").fetchone()[0])


def wait_for_the_transaction(process: "subprocess.Popen[bytes]", path: Path) -> None:
    """Wait until the journal of the import has something in it: from then on a kill falls into the transaction."""
    journal = path.with_name(f"{path.name}-journal")
    while process.poll() is None:
        with suppress(FileNotFoundError):
            if journal.stat().st_size:
                break
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.002)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_killed_import_leaves_all_or_nothing(long_log: Path, tmp_path: Path) -> None:
    killed = 0
    for number, delay in enumerate((0.001, 0.03, 0.08, 0.15, 0.25, SECONDS)):
        path = tmp_path / f"killed{number}.codedesk"
        new_department(path, "test", starters).close()
        command = [sys.executable, "-m", "codedesk", "import", long_log, "--into", path]
        with child(*command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            wait_for_the_transaction(process, path)
            try:
                process.wait(delay)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                killed += 1
        checked = codedesk("check", path, "--json")
        assert checked.returncode == 0, checked.stdout + checked.stderr
        assert json.loads(checked.stdout)["sound"] is True
        assert stored(path) in (0, LINES)
    assert killed >= 3
    assert stored(path) == LINES, "the last one was left to finish"
