"""Builds the folder dist/CodeDesk that needs no Python, and lets it through the gate. Run by: python3 dev.py bundle.

`--only-try` tries the folder that is there.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import elf
import gate
import icons
import licences
import trim

ROOT = Path(__file__).resolve().parent.parent
WORK, DIST = ROOT / "build", ROOT / "dist"
FOLDER = DIST / "CodeDesk"
LICENCES = "THIRD-PARTY-LICENCES.txt"
# What has been in it and must not come back, as a part of a name.
NEVER = ("libgtk", "libgdk", "setuptools", "pytest", "hypothesis", "mypy", "tkinter", "libssl", "wayland", "DarkGarden")


class NotBuilt(Exception):
    """Why there is no bundle, in words."""


def build(words: Sequence[str] = ()) -> None:
    """Build the folder, take the weight off it that is no use, and put the licences into it."""
    licences.write(WORK / LICENCES)
    icons.ico(WORK / "codedesk.ico")
    icons.icns(WORK / "codedesk.icns")
    shutil.rmtree(FOLDER, ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", *words]
    if subprocess.run([*command, "packaging/codedesk.spec"], cwd=ROOT, check=False).returncode:
        raise NotBuilt("PyInstaller could not build the bundle; the lines above say why.")
    if sys.platform.startswith("linux"):
        strip(FOLDER)
        licences.add_system(FOLDER / "_internal" / LICENCES, from_system())


def libraries(folder: Path) -> Iterator[Path]:
    """Give every program and shared library of a folder, none twice."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.open("rb").read(4) == b"\x7fELF":
            yield path


def strip(folder: Path) -> None:
    """Take the folders of this machine out of all libraries, and out of some what only a debugger reads.

    These are Python and modules that ask for nothing but the system. Others were rewritten by what packed them, so that
    they find their own libraries: the programs of this machine would break those.
    """
    for path in libraries(folder / "_internal"):
        path.write_bytes(elf.without_places(path.read_bytes()))
        plain = all(name in elf.EVERYWHERE or name.startswith("libpython") for name in elf.needed(path))
        if path.name.startswith("libpython") or (plain and ".libs" not in path.parent.name):
            subprocess.run(["strip", "--strip-unneeded", path], check=True)


def from_system() -> list[Path]:
    """Return the shared libraries that were taken from the system which the bundle is built on."""
    table = (WORK / "codedesk" / "COLLECT-00.toc").read_text(encoding="utf-8")
    entries: list[trim.Entry] = [each for part in ast.literal_eval(table) if isinstance(part, list) for each in part]
    return [
        Path(source) for _, source, kind in entries if kind == "BINARY" and source.startswith(("/lib/", "/usr/lib/"))
    ]


def strays(folder: Path) -> list[str]:
    """Return what must not be in the folder."""
    return [path.name for path in folder.rglob("*") if any(word in path.name for word in NEVER)]


def foreign(folder: Path) -> set[str]:
    """Return the libraries that the folder asks for and does not hold: what it needs of a system."""
    files = list(libraries(folder))
    held = {path.name for path in folder.rglob("*.so*")}
    return {name for path in files for name in elf.needed(path)} - held


def size(folder: Path) -> int:
    """Return the size of a folder in MB."""
    return sum(path.lstat().st_size for path in folder.rglob("*")) // 1_000_000


def program(folder: Path = FOLDER) -> Path:
    """Return the program in the folder that answers the command line."""
    return folder / {"win32": "CodeDesk-commands.exe"}.get(sys.platform, "CodeDesk")


def try_out(folder: Path = FOLDER) -> bool:
    """Say what the folder is and let it through the gate."""
    found = strays(folder)
    print(f"{folder.relative_to(ROOT)}: {size(folder)} MB", flush=True)
    if found:
        print(f"  what must not be in it: FAILED. {', '.join(sorted(found))}")
    return gate.passes([str(program(folder))]) and not found


def main(words: Sequence[str]) -> int:
    """Build and try; 1 where it was not built or does not hold."""
    try:
        if "--only-try" not in words:
            build(words)
        return 0 if try_out() else 1
    except NotBuilt as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
