#!/usr/bin/env python3
"""Set up CodeDesk from a fresh checkout and run it: python3 dev.py demo · test · check · bench · bundle · lock.

Standard library only, so that Python 3.11 or newer is all that has to be there. It makes .venv beside this file,
installs exactly what requirements.lock names, and installs again only when the lock or the Python changes.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Callable, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
BUNDLE_LOCK = ROOT / "packaging" / "requirements.lock"
PYTHON_FLOOR = (3, 11)
PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input")

# What Qt needs from a Linux system: the library, its Debian package, its Fedora package.
SCREENLESS = (
    ("libEGL.so.1", "libegl1", "libglvnd-egl"),
    ("libGL.so.1", "libgl1", "libglvnd-glx"),
    ("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    ("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    ("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    ("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
)
SCREEN = (
    ("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    ("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    ("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    ("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    ("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    ("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)


class Stop(Exception):
    """Something that a person has to put right first, in words."""


def check_python(version: tuple[int, ...] = sys.version_info[:2]) -> None:
    """Refuse a Python that is too old."""
    if version < PYTHON_FLOOR:
        found, needed = (".".join(map(str, each)) for each in (version, PYTHON_FLOOR))
        raise Stop(
            f"CodeDesk needs Python {needed} or newer; this is {found}. Use a newer one: python{needed} dev.py demo"
        )


def as_admin() -> str:
    """Return what has to stand before a command that changes the system."""
    return "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "


def absent(library: str) -> bool:
    """Tell whether a system library cannot be loaded."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return True
    return False


def debian_name(package: str, release: dict[str, str]) -> str:
    """Return the package's name in this release: libglib was renamed in Debian 13 and Ubuntu 24.04."""
    system, version = release.get("ID", ""), release.get("VERSION_ID", "").split(".")[0]
    renamed = version.isdigit() and int(version) >= {"debian": 13, "ubuntu": 24}.get(system, 1_000)
    return f"{package}t64" if package == "libglib2.0-0" and renamed else package


def os_release() -> dict[str, str]:
    """Read what Linux says of itself; empty where it says nothing."""
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {key: value.strip('"') for key, _, value in (line.partition("=") for line in lines)}


def missing_parts(qt: bool = True, screen: bool = False) -> tuple[list[str], str]:
    """Return what has to come from the system and is missing, and the one command that brings it."""
    rows = [row for row in (SCREENLESS if qt else ()) + (SCREEN if screen else ()) if absent(row[0])]
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        rows.insert(0, ("Python's venv module", "python{}.{}-venv".format(*sys.version_info), "python3"))
    if shutil.which("dnf"):
        command, names = "dnf install", [fedora for _, _, fedora in rows]
    else:
        release = os_release()
        command, names = "apt-get install", [debian_name(debian, release) for _, debian, _ in rows]
    return [what for what, _, _ in rows], f"{as_admin()}{command} {' '.join(sorted(set(names)))}"


def check_system(command: str) -> None:
    """Refuse a system that lacks what a command needs, naming it and the one command that brings it."""
    qt = sys.platform.startswith("linux") and command in {"demo", "test", "bench"}
    missing, remedy = missing_parts(qt, qt and command == "demo" and bool(os.environ.get("DISPLAY")))
    if missing:
        raise Stop(f"This is missing on this machine: {', '.join(missing)}.\nInstall it with: {remedy}")


def environment(**more: str) -> dict[str, str]:
    """Return the environment for a child: modules are compiled once, and nothing of another environment leaks in."""
    dropped = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PIP_USER", "PIP_TARGET")
    return {key: value for key, value in os.environ.items() if key not in dropped} | more


def tool(name: str) -> Path:
    """Return the path of a program inside .venv."""
    return VENV / ("Scripts" if os.name == "nt" else "bin") / (f"{name}.exe" if os.name == "nt" else name)


def run(*command: str | Path, **more: str) -> int:
    """Run a program inside .venv from the checkout and return its exit code."""
    words = [str(word) for word in command]
    if words[0] == "python":
        words[0] = str(tool("python"))
    return subprocess.run(words, cwd=ROOT, env=environment(**more), check=False).returncode


def install(locked: Path, reason: str) -> None:
    """Install what a lock names, no more: the lock is whole, so pip need not reckon."""
    must(reason, "python", *PIP, "install", "-qq", "--no-deps", "--require-hashes", "-r", locked)


def must(reason: str, *command: str | Path) -> None:
    """Run a program and stop with the reason if it fails."""
    if run(*command):
        raise Stop(reason)


def wanted() -> str:
    """Return a mark of what the environment has to be made from."""
    mark = hashlib.sha256(f"{sys.implementation.cache_tag} {ROOT}".encode())
    for file in (LOCK, ROOT / "pyproject.toml"):
        mark.update(file.read_bytes())
    return mark.hexdigest()


def set_up() -> None:
    """Make .venv and install the lock and the project, unless that was done already."""
    stamp, mark = VENV / "codedesk-stamp", wanted()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == mark and tool("python").exists():
        return
    print("Setting up (once; under a minute with a good line) …", flush=True)
    if not same_python():
        command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
        if subprocess.run(command, env=environment(), check=False).returncode:
            raise Stop(f"The environment in {VENV} could not be made; the lines above say why.")
    failed = "The packages could not be installed; the lines above say why. Nothing else was changed: run it again."
    install(LOCK, failed)
    must(failed, "python", *PIP, "install", "-qq", "--no-deps", "--no-build-isolation", "-e", ROOT)
    stamp.write_text(mark, encoding="utf-8")


def same_python() -> bool:
    """Tell whether .venv works and was made by the Python that runs this."""
    if not tool("python").exists():
        return False
    question = [str(tool("python")), "-c", "import pip, sys; print(sys.implementation.cache_tag, sys.prefix)"]
    answer = subprocess.run(question, env=environment(), capture_output=True, text=True, check=False).stdout
    return answer.strip() == f"{sys.implementation.cache_tag} {VENV}"


def demo(rest: Sequence[str]) -> int:
    """Write the sample department's packets and open the window if there is a screen."""
    return run("python", "-m", "codedesk", "demo", *rest)


def test(rest: Sequence[str]) -> int:
    """Run the tests on all cores, without a screen."""
    return run("python", "-m", "pytest", *(rest or ("-n", "auto", "--dist", "worksteal")), QT_QPA_PLATFORM="offscreen")


def check(rest: Sequence[str]) -> int:
    """Run every check of style, types and structure; all of them, also after one failed."""
    checks = (
        (tool("ruff"), "format", "--check", "."),
        (tool("ruff"), "check", "."),
        (tool("mypy"),),
        (tool("mypy"), "--strict", "dev.py"),
        (tool("lint-imports"), "--no-logo"),
        ("python", "-m", "pytest", "tests/test_house.py", *rest),
    )
    failed = [" ".join(Path(str(word)).name for word in words) for words in checks if run(*words)]
    print(f"Failed: {'; '.join(failed)}" if failed else "All checks passed.", flush=True)
    return int(bool(failed))


def bench(rest: Sequence[str]) -> int:
    """Measure: every bench, one after the other, or those whose name holds one of the given words."""
    found = sorted((ROOT / "tests" / "bench").glob("bench_*.py"))
    chosen = [path for path in found if not rest or any(word in path.stem for word in rest)]
    return max([run("python", path, QT_QPA_PLATFORM="offscreen") for path in chosen], default=1)


def bundle(rest: Sequence[str]) -> int:
    """Build the stand-alone folder dist/CodeDesk with PyInstaller."""
    install(BUNDLE_LOCK, "PyInstaller could not be installed.")
    return run(tool("pyinstaller"), "--noconfirm", "--clean", *rest, "packaging/codedesk.spec")


def lock(rest: Sequence[str]) -> int:
    """Write both lock files anew from pyproject.toml, with hashes, for every system, without an address."""
    must("uv could not be installed.", "python", *PIP, "install", "-qq", "uv")
    words = ("pip", "compile", "-q", "--universal", "--generate-hashes", "--no-strip-extras", "--no-header")
    floor = ("--fork-strategy", "fewest", "--python-version", ".".join(map(str, PYTHON_FLOOR)), "--no-annotate", *rest)
    everything = ("pyproject.toml", "--group", "dev")
    for source, target in ((everything, LOCK), (("--group", "bundle", "-c", str(LOCK)), BUNDLE_LOCK)):
        must(f"{target.name} could not be written.", tool("uv"), *words, *floor, *source, "-o", target)
        text = target.read_text(encoding="utf-8")
        target.write_text(f"# Written by: python3 dev.py lock\n{text}", encoding="utf-8")
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    each.__name__: each for each in (demo, test, check, bench, bundle, lock)
}


def main(words: Sequence[str]) -> int:
    """Read the command line, set up, and run one command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        commands.add_parser(name, help=(command.__doc__ or "").splitlines()[0], add_help=False)
    chosen, rest = parser.parse_known_args(words)
    try:
        check_python()
        check_system(chosen.command)
        set_up()
        return COMMANDS[chosen.command](rest)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
