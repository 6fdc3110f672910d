"""The Debian package tried as on a new machine: a bare Debian system in a folder, without Python. As root.

    debootstrap --variant=minbase trixie /some/folder
    sudo python3 dev.py package --try-in /some/folder

It is installed by apt, let through the gate, opened by a double click on a department (pictures of the window lie in
dist/tried), brought to the next version in place, removed and purged. The department has to be there as it was.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import bundle
import gate
from gate import Failed

COMMAND = "/usr/bin/codedesk"
PERSON = "manager"
DEPARTMENT = Path("home") / PERSON / "Documents" / "Cardiology team.codedesk"
NAME = "Sample department"  # in the title of its window
NEXT = "9999"
LONGEST_WAIT = 60.0
# In a name space of its own, so that nothing stays mounted: what a program finds on every system, and the screens here.
ENTER = """
mkdir -p /tmp/.X11-unix "$1/tmp/.X11-unix"
mount -t proc proc "$1/proc" && mount --bind /tmp/.X11-unix "$1/tmp/.X11-unix" && exec chroot "$@"
"""
APT = {"DEBIAN_FRONTEND": "noninteractive", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}
TOOLS = ("chroot", "unshare", "Xvfb", "xwininfo", "xdotool", "import", "dpkg-deb")


def inside(root: Path, *words: str) -> list[str]:
    """Return the words that run others in a system of its own."""
    unshare = shutil.which("unshare") or "unshare"
    return [unshare, "--mount", "--propagation", "private", "/bin/sh", "-ec", ENTER, "sh", str(root), *words]


class Machine:
    """A bare system, and the package that is tried in it."""

    def __init__(self, root: Path, package: Path) -> None:
        """Take the folder of the system and the package."""
        self.root, self.package = root, package
        self.department = root / DEPARTMENT

    def run(self, *words: str, person: bool = False, **environment: str) -> str:
        """Run something in the system, as root or as the person who sits before it; return what it said."""
        who = ["runuser", "-u", PERSON, "--"] if person else []
        done = subprocess.run(
            inside(self.root, *who, *words), env=APT | environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Failed(
                f"“{' '.join(words)}” left with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
            )
        return done.stdout.strip()

    def install(self) -> str:
        """Install it by apt, with what it asks for and nothing else that could help it along."""
        self.without_python()
        self.run("apt-get", "update", "-qq")
        self.apt("install", self.package)
        self.without_python()
        return self.run(COMMAND, "--version")

    def apt(self, word: str, package: Path) -> None:
        """Let apt do something with a package file."""
        shutil.copy(package, self.root / "tmp" / package.name)
        self.run("apt-get", word, "-y", "-qq", f"/tmp/{package.name}")
        (self.root / "tmp" / package.name).unlink()

    def without_python(self) -> None:
        """See that there is no Python in the system: the program has to bring its own."""
        found = [path for folder in ("usr/bin", "usr/local/bin") for path in (self.root / folder).glob("python*")]
        if found:
            raise Failed(f"this system has a Python: {found[0]}")

    def gate(self) -> str:
        """Let the installed program through the gate."""
        if not gate.passes(inside(self.root, COMMAND), self.root):
            raise Failed("the gate is shut")
        return "passed"

    def double_click(self) -> str:
        """Open a department as a file manager does, and start the program from the menu; look at both windows."""
        self.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "libglib2.0-bin")
        if not (self.root / "home" / PERSON).exists():
            self.run("useradd", "--create-home", PERSON)
        said = self.run(COMMAND, "demo", "--no-window", "--out", f"/home/{PERSON}/packets", person=True)
        self.run("mkdir", "-p", f"/{DEPARTMENT.parent}", person=True)
        self.run("mv", said.partition("lies in ")[2].partition(" and")[0], f"/{DEPARTMENT}", person=True)
        kind = self.run("gio", "info", "-a", "standard::content-type", f"/{DEPARTMENT}", person=True)
        if "application/vnd.codedesk.department" not in kind:
            raise Failed(f"a department is taken for something else: {kind}")
        self.shown("double-click", NAME, "gio", "open", f"/{DEPARTMENT}")
        self.shown("menu", NAME, "gio", "launch", "/usr/share/applications/codedesk.desktop")
        return "the department came up, and once more from the menu, as the one that was open last"

    def shown(self, name: str, title: str, *words: str) -> None:
        """Run what opens a window, wait for it, keep a picture of it, and close it as a person does."""
        who = inside(self.root, "runuser", "-u", PERSON, "--", *words)
        with gate.screen(shutil.which("Xvfb") or "Xvfb") as display:
            environment = APT | {"DISPLAY": display, "HOME": f"/home/{PERSON}"}
            subprocess.run(who, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            window = waited(lambda: windows(display, title), f"no window “{title}” came")[0]
            time.sleep(3)  # what was read is painted
            picture = bundle.DIST / "tried" / f"{self.root.name}-{name}.png"
            picture.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(["import", "-display", display, "-window", window, str(picture)], check=True)
            press = ["xdotool", "windowfocus", "--sync", window, "key", "ctrl+q"]
            subprocess.run(press, env=os.environ | {"DISPLAY": display}, check=True)
            waited(lambda: not windows(display, title), f"“{title}” did not close")
        if gate.colours(picture) < gate.FEWEST_COLOURS:
            raise Failed(f"nothing is painted in {picture}")

    def upgrade(self) -> str:
        """Bring it to the next version in place; the department opens as before."""
        before = self.run("dpkg-query", "-W", "-f", "${Version}", "codedesk")
        with following(self.package) as package:
            self.apt("install", package)
        after = self.run("dpkg-query", "-W", "-f", "${Version}", "codedesk")
        if not after.startswith(NEXT):
            raise Failed(f"{before} was not brought to {NEXT}: it is {after}")
        self.run(COMMAND, "check", f"/{DEPARTMENT}", person=True)
        return f"from {before} to {after}"

    def remove(self) -> str:
        """Remove and purge it: nothing of it is left, and nothing of the person's is gone."""
        before = self.department.read_bytes()
        self.run("apt-get", "remove", "-y", "-qq", "codedesk")
        self.run("dpkg", "--purge", "codedesk")
        left = [*self.left()]
        if left:
            raise Failed(f"is left: {', '.join(left)}")
        if self.department.read_bytes() != before or not (self.root / "home" / PERSON / ".config/CodeDesk").is_dir():
            raise Failed("the person's department or settings are not as they were")
        return "nothing is left of it, and the department and the settings are as they were"

    def left(self) -> Iterator[str]:
        """Give every file of the program that is in the system, but for what people made."""
        for place in ("etc", "opt", "usr", "var/lib/dpkg/info"):
            yield from (str(path.relative_to(self.root)) for path in (self.root / place).rglob("*codedesk*"))


Found = TypeVar("Found")


def waited(look: Callable[[], Found], otherwise: str) -> Found:
    """Wait until there is something to see, and return it."""
    ends = time.monotonic() + LONGEST_WAIT
    while not (found := look()):
        if time.monotonic() > ends:
            raise Failed(f"{otherwise} within {LONGEST_WAIT:.0f} s")
        time.sleep(0.5)
    return found


def windows(display: str, title: str) -> list[str]:
    """Return the numbers of the program's windows on a screen whose title begins so."""
    command = ["xwininfo", "-display", display, "-root", "-tree"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return re.findall(rf'(0x\w+) "{re.escape(title)}[^"]*": \("codedesk" "CodeDesk"\)', said)


@contextmanager
def following(package: Path) -> Iterator[Path]:
    """Give the package of the version that follows: the same, under a higher number."""
    with tempfile.TemporaryDirectory(prefix="codedesk-next-") as folder:
        tree, target = Path(folder) / "tree", Path(folder) / f"codedesk_{NEXT}.deb"
        subprocess.run(["dpkg-deb", "-R", str(package), str(tree)], check=True)
        control = tree / "DEBIAN" / "control"
        text = control.read_text(encoding="utf-8").replace("\nVersion: ", f"\nVersion: {NEXT}.", 1)
        control.write_text(text, encoding="utf-8")
        words = ["dpkg-deb", "--root-owner-group", "-Znone", "--build", str(tree), str(target)]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        yield target


def try_out(package: Path, root: Path) -> bool:
    """Try all of it in one system, say each result, and tell whether all of it held."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing or os.geteuid():
        print(f"  in {root}: not tried. It takes root and {', '.join(missing or TOOLS)}.")
        return False
    machine = Machine(root.resolve(), package)
    steps: Sequence[Callable[[], str]] = (
        machine.install,
        machine.gate,
        machine.double_click,
        machine.upgrade,
        machine.remove,
    )
    for step in steps:
        try:
            print(f"  {root.name}, {step.__name__.replace('_', ' ')}: {step()}", flush=True)
        except (Failed, OSError, subprocess.SubprocessError) as problem:
            print(f"  {root.name}, {step.__name__.replace('_', ' ')}: FAILED. {problem}", flush=True)
            return False
    return True
