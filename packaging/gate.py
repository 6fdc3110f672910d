"""The gate: a built program tried as on a stranger's machine, with an empty environment and no Python on the path.

    .venv/bin/python packaging/gate.py dist/CodeDesk/CodeDesk

Everything that is tried is said with its result; the exit code is 1 if one failed. The same gate is for the folder, for
the installed package and for a command in an environment of its own.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QImage

from codedesk.ui import registry

ROOT = Path(__file__).resolve().parent.parent
RELEASED = ROOT / "tests" / "store" / "released"
LONGEST = 300  # seconds for one step, on a machine that does other things too
FEWEST_COLOURS = 60
NARROWEST, NARROWEST_CHART = 800, 400  # pixels of a picture that shows anything
# What has to be seen, whatever is seen beside it: every page, and on one of them pace above accuracy.
PAGES = frozenset(page.name for page in registry.PAGES)
CHARTS = frozenset(("coder-chart-1", "coder-chart-2"))
QUARTER = "2026Q3"  # one of the sample's


class Failed(Exception):
    """What did not hold, in words."""


class Gate:
    """Tries one program, in a folder that is thrown away."""

    def __init__(self, program: Sequence[str], folder: Path, root: Path | None = None) -> None:
        """Take the words that start the program, and the folder that it takes for the root, if not the system's."""
        self.program, self.folder, self.root = [str(word) for word in program], folder, root
        self.sample = folder / "sample.codedesk"

    def run(self, *words: object, **environment: str) -> str:
        """Run a command of the program with nothing in the environment but what is given; return what it said."""
        done = subprocess.run(
            [*self.program, *(self.seen(word) if isinstance(word, Path) else str(word) for word in words)],
            cwd=self.folder,
            env=bare(**environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=LONGEST,
            check=False,
        )
        if done.returncode:
            command = f"“{words[0]}” left with {done.returncode}"
            raise Failed(f"{command}:\n{done.stdout[-3000:]}")
        return done.stdout

    def seen(self, path: Path) -> str:
        """Return a path as the program sees it."""
        return str(path if self.root is None else Path("/") / path.relative_to(self.root))

    def demo(self) -> str:
        """Let it invent the sample department and print its packets."""
        said = self.run("demo", "--no-window", "--out", self.folder / "packets")
        packets = list((self.folder / "packets").rglob("*.pdf"))
        if not packets or any(path.read_bytes()[:5] != b"%PDF-" for path in packets):
            raise Failed(f"demo left no packets:\n{said[-3000:]}")
        made = re.search(r"lies in (.+\.codedesk) and", said)
        if made is None:
            raise Failed(f"demo did not say where the sample lies:\n{said[-3000:]}")
        place = Path(made.group(1)) if self.root is None else self.root / made.group(1).lstrip("/")
        shutil.move(place, self.sample)
        shutil.rmtree(place.parent)
        return f"{len(packets)} packets"

    def check(self) -> str:
        """Let it check the sample, and a copy of the file of every revision that was ever released."""
        stored = sorted(RELEASED.glob("*.codedesk"))
        for path in stored:
            copy = Path(shutil.copy(path, self.folder / path.name))
            copy.chmod(0o600)
            self.run("check", copy)
        self.run("check", self.sample)
        return f"the sample and {len(stored)} released files"

    def reports(self) -> str:
        """Let it say the figures of a quarter, and print packet and private sheet of the first coder in them."""
        said = self.run("figures", self.sample, "--period", QUARTER, "--json")
        coder = str(json.loads(said)["coders"][0]["coder"])
        printed = self.folder / "printed"
        self.run("packet", self.sample, "--period", QUARTER, "--coder", coder, "--private", "--out", printed)
        papers = list(printed.rglob("*.pdf"))
        if len(papers) != 2 or any(path.read_bytes()[:5] != b"%PDF-" for path in papers):
            raise Failed(f"packet and private sheet are not there: {sorted(path.name for path in papers)}")
        return f"figures of {QUARTER}, a packet and a private sheet"

    def exchange(self) -> str:
        """Let it write everything as CSV and as a workbook, and read both into new departments."""
        for form in ("csv", "xlsx"):
            written, new = self.folder / form, self.folder / f"{form}.codedesk"
            self.run("export", self.sample, "--out", written, "--format", form, "--private")
            self.run("new", new)
            self.run("import", written, "--into", new, "--create-missing")
        return "everything out and in again, as CSV files and as a workbook"

    def encryption(self) -> str:
        """Let it encrypt a copy of the sample, open it with the passphrase and not without it, and decrypt it."""
        sealed, secret = self.folder / "sealed.codedesk", self.folder / "passphrase.txt"
        shutil.copy(self.sample, sealed)
        secret.write_text("a passphrase of the gate\n", encoding="utf-8")
        self.run("encrypt", sealed, "--passphrase-from", secret)
        if sealed.read_bytes().startswith(b"SQLite format 3"):
            raise Failed("encrypted, and the file can be read without a passphrase")
        for command in ("check", "decrypt"):
            self.run(command, sealed, CODEDESK_PASSPHRASE_FILE=self.seen(secret))
        self.run("check", sealed)
        locked = self.folder / "locked"
        asked = ("--period", QUARTER, "--all", "--out", locked, "--password-from", secret)
        self.run("packet", self.sample, *asked)
        papers = list(locked.rglob("*.pdf"))
        if not papers or not all(b"/Encrypt" in path.read_bytes() for path in papers):
            raise Failed("a packet saved with a password opens without it")
        return "a department encrypted, opened with its passphrase, decrypted; packets with a password"

    def window(self, **environment: str) -> str:
        """Let it open the window on the sample, go through all of it, and look whether something was painted."""
        pictures = self.folder / "pictures"
        shutil.rmtree(pictures, ignore_errors=True)
        said = self.run("open", self.sample, "--pictures", pictures, **home(self.seen(self.folder)), **environment)
        seen = {path.stem: colours(path) for path in sorted(pictures.glob("*.png"))}
        missing = sorted((PAGES | CHARTS) - set(seen))
        empty = [name for name, count in seen.items() if count < FEWEST_COLOURS]
        if missing or empty:
            raise Failed(f"not painted {missing}, empty {empty}; painted {list(seen)}:\n{said[-3000:]}")
        troubles = self.troubles(said)
        if troubles:
            raise Failed("painted, but not without trouble:\n" + "\n".join(troubles))
        charts = sum("-chart-" in name for name in seen)
        return f"{len(PAGES)} pages, {len(seen) - charts - len(PAGES)} other views and {charts} charts painted"

    def troubles(self, said: str) -> list[str]:
        """Return what the program wrote down as gone wrong: crash files, errors in its log, traces in what it said."""
        logs = [path.read_text(encoding="utf-8", errors="replace") for path in self.folder.rglob("*.log")]
        found = [line for text in logs for line in text.splitlines() if re.search(r" (ERROR|CRITICAL) ", line)]
        crashes = [path.read_text(encoding="utf-8", errors="replace") for path in self.folder.rglob("crash-*.txt")]
        return [*found, *crashes, *([said[-3000:]] if "Traceback" in said else [])]

    def window_on_screen(self) -> str:
        """Let it open the window on a screen of its own, where Xvfb is there to make one."""
        xvfb = shutil.which("Xvfb")
        if xvfb is None:
            return "not tried: there is no Xvfb here (apt-get install xvfb)"
        with screen(xvfb) as display:
            return self.window(DISPLAY=display)


def colours(path: Path) -> int:
    """Return how many colours a picture has; none where it is no picture, or too small for one of what it is of."""
    image = QImage(str(path))
    points = ((x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    narrowest = NARROWEST_CHART if "-chart-" in path.stem else NARROWEST
    return len({image.pixel(x, y) for x, y in points}) if image.width() > narrowest else 0


def bare(**more: str) -> dict[str, str]:
    """Return an empty environment; on Windows with what no program there can start without."""
    kept = ("SYSTEMROOT", "TEMP", "TMP", "USERPROFILE", "LOCALAPPDATA") if os.name == "nt" else ()
    return {name: os.environ[name] for name in kept if name in os.environ} | more


def home(folder: str) -> dict[str, str]:
    """Return what sends the program's own settings into a folder that is thrown away."""
    return {"USERPROFILE": folder, "LOCALAPPDATA": folder} if os.name == "nt" else {"HOME": folder}


@contextmanager
def screen(xvfb: str) -> Iterator[str]:
    """Give a screen that nobody sees, as the name of a display."""
    reading, writing = os.pipe()
    command = [xvfb, "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-ac"]
    process = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="ascii") as number:
            yield f":{number.readline().strip()}"
    finally:
        process.terminate()
        process.wait()


def steps(gate: Gate) -> dict[str, Callable[[], str]]:
    """Return what is tried, in order."""
    found: dict[str, Callable[[], str]] = {"demo": gate.demo, "check": gate.check, "reports": gate.reports}
    found |= {"files": gate.exchange, "encryption": gate.encryption, "window": gate.window}
    if sys.platform.startswith("linux"):
        found["window on a screen"] = gate.window_on_screen
    return found


def passes(program: Sequence[str], root: Path | None = None) -> bool:
    """Try everything, say each result, and tell whether all of it held; nothing follows what failed."""
    place = None if root is None else root / "tmp"
    with tempfile.TemporaryDirectory(prefix="codedesk-gate-", dir=place) as folder:
        for name, step in steps(Gate(program, Path(folder), root)).items():
            try:
                print(f"  {name}: {step()}", flush=True)
            except (Failed, OSError, subprocess.TimeoutExpired) as problem:
                print(f"  {name}: FAILED. {problem}", flush=True)
                return False
    return True


if __name__ == "__main__":
    sys.exit(0 if passes(sys.argv[1:]) else 1)
