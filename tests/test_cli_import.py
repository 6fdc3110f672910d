"""What the command line says of bad files: nothing is stored, every bad line is named, exit 1, no traceback."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from codedesk.desk import Desk
from codedesk.services.department.starters import starters
from tests.command_line import codedesk
from tests.patience import SECONDS, child

CODERS = "coder,started_on\nAna Diaz,2026-01-01\nBo Lind,2026-01-01\n"
WORK_TYPES = "work_type\nInpatient\nEmergency\n"
GOOD = "2026-07-01,Ana Diaz,Inpatient,6,3"


def as_process(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the real command line, as a process of its own."""
    command = [sys.executable, "-m", "codedesk", *(str(word) for word in words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=SECONDS)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("department") / "team.codedesk"
    Desk.create(path, "test", starters).close()
    return path


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "coders.csv").write_text(CODERS, encoding="utf-8")
    (folder / "work_types.csv").write_text(WORK_TYPES, encoding="utf-8")
    return folder


def rows_stored(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        tables = ("coder", "work_type", "work_day", "work_line", "other_time", "audit")
        return sum(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


BAD_LINES = {
    "unknown coder": (
        "2026-07-02,Ana Dias,Inpatient,6,3",
        "coder",
        "there is no coder “Ana Dias” (did you mean “Ana Diaz”?)",
    ),
    "coder in another alphabet's letters": (
        "2026-07-02,Аna Diaz,Inpatient,6,3",
        "coder",
        "there is no coder “Аna Diaz”, only Ana Diaz (“Аna Diaz” looks the same, with other letters: Cyrillic А)",
    ),
    "unknown work type": ("2026-07-02,Ana Diaz,Inpatiant,6,3", "work_type", "(did you mean “Inpatient”?)"),
    "date that does not exist": ("2026-02-30,Ana Diaz,Inpatient,6,3", "date", "does not exist in the calendar"),
    "date of another form": ("3/7/2026,Ana Diaz,Inpatient,6,3", "date", "is not a date"),
    "negative charts": ("2026-07-02,Ana Diaz,Inpatient,-6,3", "charts", "“-6” is under 0"),
    "half a chart": ("2026-07-02,Ana Diaz,Inpatient,6.5,3", "charts", "is not a whole number"),
    "25 hours": ("2026-07-02,Ana Diaz,Inpatient,6,25", "hours", "“25” is over 24 h"),
    "text in a number": ("2026-07-02,Ana Diaz,Inpatient,six,3", "charts", "“six” is not a number"),
    "not a number by name": ("2026-07-02,Ana Diaz,Inpatient,6,NaN", "hours", "“NaN” is not a number"),
    "infinity": ("2026-07-02,Ana Diaz,Inpatient,6,inf", "hours", "“inf” is not a number"),
    "exponent": ("2026-07-02,Ana Diaz,Inpatient,6,1e0", "hours", "“1e0” is not a number"),
    "decimal comma": ('2026-07-02,Ana Diaz,Inpatient,6,"7,5"', "hours", "“7,5” is not a number"),
    "underscore": ("2026-07-02,Ana Diaz,Inpatient,1_0,3", "charts", "“1_0” is not a number"),
    "full-width digit": ("2026-07-02,Ana Diaz,Inpatient,６,3", "charts", "“６” is not a number"),
    "space in a number": ("2026-07-02,Ana Diaz,Inpatient, 6,3", "charts", "is not a number"),
    "duplicate line": (GOOD, "work_type", "the same date, coder and work type as in line 2"),
    "empty coder": ("2026-07-02,,Inpatient,6,3", "coder", "coder is empty"),
    "no charts and no hours": ("2026-07-02,Ana Diaz,Inpatient,,", "charts", "charts is empty"),
    "one cell too many": ("2026-07-02,Ana Diaz,Inpatient,6,3,9", "", "the line has 6 cells, the header 5"),
    "one cell too few": ("2026-07-02,Ana Diaz,Inpatient,6", "", "the line has 4 cells, the header 5"),
    "too many charts for anyone": ("2026-07-02,Ana Diaz,Inpatient,99999999999,3", "charts", "is over 1,000,000"),
}


@pytest.mark.parametrize("kind", BAD_LINES)
def test_one_bad_line_is_named_and_nothing_is_stored(kind: str, empty: Path, files: Path) -> None:
    line, column, reason = BAD_LINES[kind]
    (files / "log.csv").write_text(f"date,coder,work_type,charts,hours\n{GOOD}\n{line}\n", encoding="utf-8")
    done = codedesk("import", files, "--into", empty, "--json")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    assert "nothing was stored" in done.stderr
    problems = json.loads(done.stdout)["problems"]
    assert len(problems) == 1
    assert (problems[0]["file"], problems[0]["line"], problems[0]["column"]) == ("log.csv", 3, column)
    assert reason in problems[0]["reason"]
    assert rows_stored(empty) == 0


def test_a_log_with_every_bad_line_names_each_of_them_for_people(empty: Path, files: Path) -> None:
    lines = [line for line, _, _ in BAD_LINES.values()]
    text = "\n".join(["date,coder,work_type,charts,hours", GOOD, *lines])
    (files / "log.csv").write_text(text + "\n", encoding="utf-8")
    done = as_process("import", files, "--into", empty)
    assert done.returncode == 1
    for number, (_, column, reason) in enumerate(BAD_LINES.values(), 3):
        where = f"log.csv, line {number}, {column}: " if column else f"log.csv, line {number}: "
        assert any(said.startswith(where) and reason in said for said in done.stdout.splitlines()), where + reason
    assert rows_stored(empty) == 0


BAD_FILES = {
    "wrong header": (b"datum,coder,work_type,charts\n", "there is no column “datum”"),
    "missing column": (b"date,coder,charts\n2026-07-01,Ana Diaz,6\n", "the column “work_type” is missing"),
    "column twice": (b"date,date,coder,work_type,charts\n", "the column “date” is there twice"),
    "empty file": (b"", "the file is empty"),
    "only a mark of the encoding": (b"\xef\xbb\xbf", "the file is empty"),
    "a binary file": (bytes(range(256)) * 8, "it is not a text file"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "it is not a text file"),
    "not UTF-8": (
        "date,coder,work_type,charts\n2026-07-01,Łukasz,IP,6\n".encode("cp1250"),
        "it is not UTF-8 (first in line 2)",
    ),
    "UTF-16 with half a letter": ("date,coder,work_type,charts\n".encode("utf-16") + b"a", "it is not UTF-16"),
    "a workbook": (b"PK\x03\x04 and so on", "it is a workbook, not a CSV file"),
    "a web page": (b"<html><table><tr><td>date</td></tr></table></html>", "it is a web page"),
    "an open quotation mark": (b'date,coder,work_type,charts\n2026-07-01,"Ana,IP,6\n', "a quotation mark is open"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_named_and_nothing_is_stored(kind: str, empty: Path, files: Path) -> None:
    content, reason = BAD_FILES[kind]
    (files / "log.csv").write_bytes(content)
    done = codedesk("import", files, "--into", empty)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert any(line.startswith("log.csv") and reason in line for line in done.stdout.splitlines()), done.stdout
    assert rows_stored(empty) == 0


def test_the_hours_of_a_day_may_not_come_to_more_than_24(empty: Path, files: Path) -> None:
    (files / "log.csv").write_text(
        "date,coder,work_type,charts,hours\n2026-07-01,Ana Diaz,Inpatient,6,13\n2026-07-01,Ana Diaz,Emergency,6,12\n"
    )
    (files / "time.csv").write_text(
        "date,coder,category,hours\n2026-07-02,Bo Lind,meeting,20\n2026-07-02,Bo Lind,education,4.5\n"
        "2026-07-03,Bo Lind,paid,24.5\n"
    )
    done = codedesk("import", files, "--into", empty)
    assert done.returncode == 1
    assert "log.csv, line 3, hours: that makes 25 h in the work lines, and a day has 24" in done.stdout
    assert "time.csv, line 3, hours: that makes 24.5 h of other time, and a day has 24" in done.stdout
    assert "time.csv, line 4, hours: “24.5” is over 24" in done.stdout


def test_what_refers_to_a_bad_line_is_not_complained_of_again(empty: Path, files: Path) -> None:
    (files / "coders.csv").write_text("coder,started_on\nAna Diaz,2026-13-01\n")
    (files / "log.csv").write_text(f"date,coder,work_type,charts,hours\n{GOOD}\n")
    problems = json.loads(codedesk("import", files, "--into", empty, "--json").stdout)["problems"]
    assert [(problem["file"], problem["line"]) for problem in problems] == [("coders.csv", 2)]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["import", "no-such-folder", "--into", "{empty}"], "there is no such file or folder; so nothing was stored"),
        (["figures", "missing.codedesk", "--period", "2026Q3"], "There is no file “missing.codedesk”"),
        (["check", "missing.codedesk"], "There is no file"),
        (["new", "no/such/folder/a.codedesk"], "could not be made"),
        (["new", "{empty}"], "is already there"),
        (["restore", "missing.codedesk", "--into", "b.codedesk"], "There is no backup"),
        (["figures", "{empty}", "--period", "2026Q3", "--coder", "Nobody"], "There is no coder “Nobody”"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    words: list[str], reason: str, empty: Path, tmp_path: Path
) -> None:
    done = codedesk(*(word.format(empty=empty) for word in words), cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("codedesk: ")
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["improt", "x"],
        ["import", "x"],
        ["import", "x", "--into", "team.db"],
        ["figures", "a.codedesk", "--period", "2026Q5"],
        ["figures", "a.codedesk", "--period", "last week"],
        ["packet", "a.codedesk", "--period", "2026Q3", "--out", "x"],
        ["export", "a.codedesk", "--out", "x", "--format", "pdf"],
        ["--nonsense"],
        ["nothing"],
    ],
)
def test_wrong_words_leave_with_2(words: list[str]) -> None:
    done = as_process(*words)
    assert done.returncode == 2
    assert done.stderr.startswith("codedesk: ")
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full and POSIX signals")
def test_a_full_disk_and_ctrl_c_are_said_in_words(empty: Path, files: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "codedesk", "check", str(empty)]
        held = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, env=held, check=False, timeout=SECONDS
        )
    assert done.returncode == 1
    assert done.stderr.startswith("codedesk: No space left on device")
    fifo = files / "log.csv"
    os.mkfifo(fifo)  # reading it waits for a writer: the import stands still there
    command = [sys.executable, "-m", "codedesk", "import", files, "--into", empty]
    with child(*command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as stopped, fifo.open("wb"):
        stopped.send_signal(signal.SIGINT)
        _, words = stopped.communicate(timeout=SECONDS)
    assert stopped.returncode == 1
    assert words.startswith("codedesk: Stopped.")
    assert rows_stored(empty) == 0


def test_what_is_to_look_at_is_listed_after_an_import_and_a_rehearsal(empty: Path, files: Path, tmp_path: Path) -> None:
    path = tmp_path / "team.codedesk"
    path.write_bytes(empty.read_bytes())
    (files / "log.csv").write_text("date,coder,work_type,charts\n2062-01-05,Ana Diaz,Inpatient,6\n", encoding="utf-8")
    refused = codedesk("import", files, "--into", path)
    assert refused.returncode == 1 and "--dates-are-right" in refused.stdout
    rehearsed = codedesk("import", files, "--into", path, "--dates-are-right", "--dry-run")
    assert rehearsed.returncode == 0 and rows_stored(path) == 0
    assert "1 value to look at" in rehearsed.stdout and "Nothing was stored" in rehearsed.stdout
    stored = as_process("import", files, "--into", path, "--dates-are-right")
    assert stored.returncode == 0 and stored.stderr == ""
    assert "  2062-01-05, Ana Diaz, 6 charts: Work in the year 2062: is the year right?" in stored.stdout
    again = codedesk("import", files, "--into", path, "--dates-are-right", "--json")
    assert json.loads(again.stdout)["to_look_at"] == [
        {
            "date": "2062-01-05", "coder": "Ana Diaz", "work_type": "", "value": "6 charts", "kind": "year",
            "question": "Work in the year 2062: is the year right?",
        }
    ]  # fmt: skip
