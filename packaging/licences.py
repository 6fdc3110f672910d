"""The licences of what CodeDesk is built from: taken down once, looked after ever since, handed on with each bundle.

    .venv/bin/python packaging/licences.py        print what reviewed.txt would say of the locked packages,
                                                  and write resources/parts.txt, which About shows

`licences/reviewed.txt` names every locked package with its licence and the words that the package says of itself. A new
package, or new words, is a new reading.
"""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from runtime import runtime

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "packaging" / "licences"
REVIEWED = FOLDER / "reviewed.txt"
LOCKS = (ROOT / "requirements.lock", ROOT / "requirements-dev.lock", ROOT / "packaging" / "requirements.lock")
PARTS = ROOT / "resources" / "parts.txt"
UNKNOWN = "?"
# What may run inside the program, and what may only help to make it.
PERMITTED = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "LGPL-3.0-only",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "PSF-2.0",
        "Zlib",
    }
)
PERMITTED_TOOLS = PERMITTED | {"MPL-2.0", "GPL-2.0-or-later"}
# Those whose wheels do not hold every text of their licences.
TEXTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("pyside6-essentials", "shiboken6"), ("LGPL-3.0.txt", "GPL-3.0.txt")),
    "sqlcipher3": ("SQLCipher.txt", "Apache-2.0.txt"),
    "cryptography": ("Apache-2.0.txt",),
}
# A text of a licence, by its name; and those of parts that are not handed on.
TEXT = re.compile(r"(licen[cs]e|copying|notice)[^.]*(\.(txt|md|rst))?$|BUILD_LICENSES/", re.IGNORECASE)
OTHERS = re.compile(r"gpl|reportlab/fonts|BUILD_LICENSES/.*(android|fuchsia|mac|win)", re.IGNORECASE)
PINNED = re.compile(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
RULE = "=" * 100


class Review(NamedTuple):
    """What was taken down: the licence, and the words of the package that it was read from."""

    licence: str
    said: str


def locked(files: Iterable[Path] = LOCKS) -> set[str]:
    """Return the names of all locked packages."""
    return {name for name, _ in pinned(files)}


def pinned(files: Iterable[Path] = LOCKS) -> set[tuple[str, str]]:
    """Return the names of all locked packages with their versions."""
    texts = [path.read_text(encoding="utf-8") for path in files]
    found = (PINNED.findall(text) for text in texts)
    return {(name.lower(), version) for each in found for name, version in each}


def reviewed(path: Path = REVIEWED) -> dict[str, Review]:
    """Read what was taken down."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return {name: Review(licence, said) for name, licence, said in rows}


def said_by(name: str) -> str:
    """Return what an installed package says of its licence; nothing where it, or the version locked, is not there."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return ""
    if (name, found.version) not in pinned():  # what an environment brings by itself, as an old setuptools
        return ""
    words = found.metadata
    classes = [each.split("::")[-1].strip() for each in words.get_all("Classifier") or [] if "License ::" in each]
    named = [text for key in ("License-Expression", "License") for text in words.get_all(key) or [] if text]
    said: str = [*named, ", ".join(classes)][0]
    return said.partition("\n")[0].replace("|", "/").strip()[:100]


def problems(names: set[str], known: dict[str, Review], needed: set[str]) -> list[str]:
    """Say of each locked package whose licence nobody read, that changed its words, or that may not be handed on."""
    found = [f"{name}: nobody has read its licence" for name in sorted(names - set(known))]
    found += [f"{name}: read, and locked no longer" for name in sorted(set(known) - names)]
    for name in sorted(names & set(known)):
        review, said = known[name], said_by(name)
        if said and said != review.said:
            found.append(f"{name}: said “{review.said}” when it was read, and “{said}” now")
        permitted = PERMITTED if name in needed else PERMITTED_TOOLS
        alien = set(re.split(r" AND | OR ", review.licence)) - permitted
        if alien:
            found.append(f"{name}: {', '.join(sorted(alien))} is not among the licences that may be handed on")
    return found


def texts(each: Distribution) -> Iterator[str]:
    """Give every text of a licence that a distribution brings, or that is kept here for it."""
    for file in each.files or ():
        if TEXT.search(str(file)) and not OTHERS.search(str(file)) and "site-packages" not in file.parts:
            yield Path(str(file.locate())).read_text(encoding="utf-8", errors="replace").strip()
    for name in TEXTS.get(each.metadata["Name"].lower().replace("_", "-"), ()):
        yield (FOLDER / name).read_text(encoding="utf-8").rstrip()


def write(path: Path) -> None:
    """Write the licences of everything of Python's world that a bundle holds."""
    known = reviewed()
    parts = [
        "CodeDesk is made of the following. Each part keeps its own licence, printed below its name.\n"
        "Qt and PySide6 are used under the LGPL version 3 as separate libraries, which may be replaced by others of\n"
        "the same interface; their source is offered by The Qt Company at download.qt.io and code.qt.io.",
        _part("Source Sans 3", "OFL-1.1", [(ROOT / "resources" / "fonts" / "OFL.txt").read_text(encoding="utf-8")]),
        _part(f"Python {sys.version.split()[0]}", "PSF-2.0", [_python()]),
        _part("PyInstaller's starter", "GPL-2.0-or-later with an exception for what it starts", _starter()),
    ]
    for name, each in runtime().items():
        parts.append(_part(f"{name} {each.version}", known[name].licence if name in known else UNKNOWN, texts(each)))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def add_system(path: Path, libraries: Iterable[Path]) -> None:
    """Add the licences of the Debian packages that shared libraries were taken from; without Debian, their names."""
    owners: dict[str, list[str]] = {}
    for library in sorted(libraries):
        owners.setdefault(_owner(library), []).append(library.name)
    parts = [_part(", ".join(names), _title(owner), _copyright(owner)) for owner, names in sorted(owners.items())]
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + "\n\n".join(parts) + "\n")


def _part(name: str, licence: str, found: Iterable[str]) -> str:
    return "\n\n".join([f"{RULE}\n{name}: {licence}\n{RULE}", *dict.fromkeys(found)])


def _python() -> str:
    places = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    places.append(Path(f"/usr/share/doc/python{sys.version_info[0]}.{sys.version_info[1]}/copyright"))
    return next(
        (path.read_text(encoding="utf-8") for path in places if path.is_file()), "See docs.python.org/3/license.html"
    )


def _starter() -> list[str]:
    """Return the licence of what starts a bundle; nothing where no bundle is built."""
    try:
        return list(texts(distribution("pyinstaller")))
    except PackageNotFoundError:
        return []


def _owner(library: Path) -> str:
    """Return the Debian package that a library belongs to; nothing where there is none."""
    for place in (library, Path("/usr") / library.relative_to("/")):
        try:
            done = subprocess.run(["dpkg", "-S", place], capture_output=True, text=True, check=False)
        except OSError:
            return ""
        if done.returncode == 0:
            return done.stdout.partition(":")[0]
    return ""


def _title(owner: str) -> str:
    return f"from the Debian package {owner}" if owner else "from the system that this was built on"


def _copyright(owner: str) -> list[str]:
    path = Path("/usr/share/doc") / (owner or "nothing") / "copyright"
    return [path.read_text(encoding="utf-8", errors="replace").strip()] if path.is_file() else []


def parts() -> str:
    """Return what `resources/parts.txt` has to hold: all that runs with the program, as locked, and its licence."""
    known, versions = reviewed(), dict(pinned())
    lines = [f"{name} | {versions[name]} | {known.get(name, Review(UNKNOWN, '')).licence}" for name in runtime()]
    head = "# What runs with CodeDesk. Written by packaging/licences.py."
    return "\n".join([head, "Source Sans 3 | | OFL-1.1", *lines]) + "\n"


def listing() -> str:
    """Return what `reviewed.txt` would hold: what was read before, and a question mark where nobody read."""
    known = reviewed() if REVIEWED.exists() else {}
    rows = [(name, known.get(name, Review(UNKNOWN, ""))) for name in sorted(locked())]
    return "\n".join(f"{name} | {review.licence} | {said_by(name) or review.said}" for name, review in rows)


if __name__ == "__main__":
    PARTS.write_text(parts(), encoding="utf-8")
    print(listing())
