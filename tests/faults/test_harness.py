"""The harness itself: it sees what programs do to files, does its deed in the right place, and sees what is wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import sampling, team
from tests.faults.action import TEAM
from tests.faults.actions import ACTIONS
from tests.faults.desk_actions import changed
from tests.faults.known import Known
from tests.faults.looking import Violation
from tests.faults.server import ROOT, Server
from tests.faults.window import Killed, look

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the shim stands before the C library of Linux")

COUNTED = """
import json, os, shutil, sys
from pathlib import Path
from tests.faults.shim import EVERY, COUNT, Fault, Shim
shim, folder, seen = Shim(), Path(sys.argv[1]), {}
(folder / "there").write_bytes(b"x" * 5000)
handle = os.open(folder / "there", os.O_RDWR)
deeds = {
    "write": lambda: os.write(handle, b"y"), "pwrite": lambda: os.pwrite(handle, b"y", 0),
    "writev": lambda: os.writev(handle, [b"y"]), "fsync": lambda: os.fsync(handle),
    "fdatasync": lambda: os.fdatasync(handle), "ftruncate": lambda: os.ftruncate(handle, 4000),
    "fchmod": lambda: os.fchmod(handle, 0o600), "chmod": lambda: (folder / "there").chmod(0o600),
    "open": lambda: os.close(os.open(folder / "made", os.O_CREAT | os.O_WRONLY)),
    "empty": lambda: os.close(os.open(folder / "made", os.O_TRUNC | os.O_WRONLY)),
    "only opened": lambda: os.close(os.open(folder / "made", os.O_CREAT | os.O_WRONLY)),
    "read": lambda: os.pread(handle, 10, 0), "rename": lambda: (folder / "made").rename(folder / "renamed"),
    "link": lambda: (folder / "second").hardlink_to(folder / "renamed"), "unlink": lambda: (folder / "second").unlink(),
    "sendfile": lambda: shutil.copyfile(folder / "there", folder / "copied"),
    "range": lambda: os.copy_file_range(handle, os.open(folder / "copied", os.O_WRONLY), 100, 0),
    "the folder": lambda: os.fsync(os.open(folder, os.O_RDONLY)),
    "mkdir": lambda: (folder / "within").mkdir(), "rmdir": lambda: (folder / "within").rmdir(),
    "at": lambda: os.unlink("copied", dir_fd=os.open(folder, os.O_RDONLY)),
    "elsewhere": lambda: Path(sys.argv[2]).write_text("z"),
}
for name, deed in deeds.items():
    shim.arm(folder, Fault("", COUNT, EVERY, ""), 0)
    deed()
    seen[name] = shim.count
print(json.dumps(seen))
"""
TORN = """
import os, sys
from pathlib import Path
from tests.faults.shim import FAULTS, Shim
shim = Shim()
handle = os.open(Path(sys.argv[1]) / "torn", os.O_CREAT | os.O_WRONLY)
shim.arm(Path(sys.argv[1]), FAULTS["torn"], 2)
os.pwrite(handle, b"a" * 100, 0)
os.pwrite(handle, b"b" * 100, 100)
"""


def in_front(library: Path, program: str, *words: object) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "LD_PRELOAD": str(library)}
    command = [sys.executable, "-c", program, *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_every_way_to_change_a_file_is_seen_and_reading_is_not(library: Path, tmp_path: Path) -> None:
    (tmp_path / "watched").mkdir()
    done = in_front(library, COUNTED, tmp_path / "watched", tmp_path / "elsewhere")
    assert not done.returncode, done.stderr
    counted = json.loads(done.stdout)
    assert {name for name, count in counted.items() if not count} == {"only opened", "read", "elsewhere"}
    assert counted.pop("sendfile") >= 2, "the copy is opened and written"
    assert set(counted.values()) <= {0, 1}


def test_a_torn_write_leaves_its_first_half_and_what_was_before(library: Path, tmp_path: Path) -> None:
    done = in_front(library, TORN, tmp_path)
    assert done.returncode == -9
    assert (tmp_path / "torn").read_bytes() == b"a" * 100 + b"b" * 50


def test_permissions_count_whoever_started_it(server: Server, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    assert server.ask("kept_out", folder=str(tmp_path / "closed"))
    (tmp_path / "closed").chmod(0o700)


@pytest.mark.parametrize(("points", "most"), [(0, 5), (3, 5), (5, 5), (6, 5), (1000, 7), (9, 1)])
def test_points_are_drawn_over_the_whole_run_with_its_last(points: int, most: int) -> None:
    found = sampling.drawn(points, most, "2026")
    assert found == sorted(set(found))
    assert len(found) == min(points, most)
    assert not found or (found[0] >= 1 and (found[-1] == points or most == 1))
    assert found == sampling.drawn(points, most, "2026")


def test_a_known_violation_is_known_by_its_words() -> None:
    assert Known("cell", "sync", "yet it is").is_in(["after the error: said not to be done, yet it is"])
    assert not Known("cell", "sync", "yet it is").is_in(["left over: .Team.codedesk.new"])


def test_a_value_that_was_shown_as_saved_and_is_not_there_is_seen(tmp_path: Path) -> None:
    cell, found = (team.ANA, team.hours(0).day.isoformat()), Killed()
    team.make(tmp_path / TEAM)
    changed(tmp_path / TEAM, 1.5)
    look(tmp_path / TEAM, [("shown", cell, 1.25), ("shown", cell, 1.5), ("typed", cell, 1.75)], found)
    look(tmp_path / TEAM, [("shown", cell, 1.25), ("typed", cell, 1.5)], found)  # stored, and killed before it showed
    assert (found.shown, found.cells, found.lost, found.unsound) == (3, 2, [], [])
    look(tmp_path / TEAM, [("typed", cell, 1.5), ("shown", cell, 1.25)], found)
    assert len(found.lost) == 1


@pytest.mark.usefixtures("no_passphrases")
def test_a_plain_file_beside_an_encrypted_department_is_seen(tmp_path: Path) -> None:
    action = ACTIONS["cell-encrypted"]
    action.set_up(tmp_path)
    assert action.look(tmp_path)
    (tmp_path / "forgotten-journal").write_bytes(bytes(100) + team.NAMES[1].encode())
    with pytest.raises(Violation, match="anybody can read “forgotten-journal”"):
        action.look(tmp_path)
