"""Looks whether this state can be released, and says what is to be done by hand. Run by: python3 dev.py release."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from sqlite3 import DatabaseError, connect

import licences
import runtime
import told

from codedesk import __version__
from codedesk.store import schema

ROOT = told.ROOT
STORED = ROOT / "tests" / "store" / "released"
BY_HAND = """\
By hand, in this order:
  1. python3 dev.py test, on each system and with each Python that is supported; dev.py bench on one.
     python3 dev.py supply, with a line: no fault is known of what runs; its list is published beside the packages.
  2. python3 dev.py package --try-in DIR, with bare systems of the Debians that are supported; look at dist/tried.
  3. Open the window from the package: a new department, a day, an audit, a packet printed on paper. Light and dark.
  4. Open a department of the last version, go on with it, restore a backup of it.
  5. git tag v{version} and push the tag: .github/workflows/release.yml builds the packages of each system.
  6. Put one of each on a machine of its kind: install over the version before, open by double click, remove.
     The installer for Windows and the disk image for macOS are neither tried nor signed so far.
  7. Publish them with the section of the changelog. Then begin the next: an empty “{unreleased}” in CHANGELOG.md.
"""


def version() -> str:
    """Return what is wrong with the version: every place has to name the same, and no release had it before."""
    places = {"pyproject.toml": told.project_version(), "codedesk/__init__.py": __version__}
    if len(set(places.values())) > 1:
        return "; ".join(f"{name} says {number}" for name, number in places.items())
    if not re.fullmatch(r"\d+\.\d+\.\d+", __version__):
        return f"“{__version__}” is not major.minor.patch"
    tagged = git("tag", "--list", f"v{__version__}").strip()
    here = git("tag", "--points-at", "HEAD", "--list", f"v{__version__}").strip()
    return f"v{__version__} was released before: raise the version" if tagged and not here else ""


def changelog() -> str:
    """Return what is wrong with the changelog: a section of this version with its day, and nothing waiting above it."""
    sections = told.sections(told.CHANGELOG.read_text(encoding="utf-8"))
    day, text = sections.get(__version__, ("", ""))
    if sections.get(told.UNRELEASED, ("", ""))[1]:
        return f"“{told.UNRELEASED}” is not empty: give it the heading “## {__version__} · {date.today()}”"
    if not day or not text:
        return f"there is no “## {__version__} · {date.today()}” with what changed"
    first = next(name for name in sections if name != told.UNRELEASED)
    return "" if first == __version__ else f"{first} stands above {__version__}"


def stored() -> str:
    """Return what is wrong with the kept department files: one of each revision, of that revision, sound."""
    names = [path.stem for path in sorted(STORED.glob("*.codedesk"))]
    if names != list(schema.KNOWN):
        return (
            f"kept are {', '.join(names)}; the program knows {', '.join(schema.KNOWN)} (tests/store/make_released.py)"
        )
    wrong = [name for name in names if revision(STORED / f"{name}.codedesk") != name]
    if wrong:
        return f"not of its own revision: {', '.join(wrong)}"
    changed = (
        git("diff", "--name-only", "--diff-filter=MD", last_tag(), "--", str(STORED)).split() if last_tag() else []
    )
    return f"changed since {last_tag()}, which no kept file may be: {', '.join(changed)}" if changed else ""


def revision(path: Path) -> str:
    """Return the revision that a file says of itself; nothing where it is damaged."""
    try:
        with closing(connect(f"file:{path}?immutable=1", uri=True)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return ""
            return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    except DatabaseError:
        return ""


def licence() -> str:
    """Return what is wrong with the licences of what is handed on."""
    return "; ".join(licences.problems(licences.locked(), licences.reviewed(), set(runtime.runtime())))


def tree() -> str:
    """Return what is wrong with the tree: what is packed has to be what is kept."""
    if git("rev-parse", "--is-inside-work-tree").strip() != "true":
        return "this is no checkout of git, so nobody can tell what has changed"
    changed = git("status", "--porcelain").splitlines()
    return f"not committed: {', '.join(line[3:] for line in changed[:5])}" if changed else ""


def last_tag() -> str:
    """Return the last version that was tagged before this one; nothing where there is none."""
    tags = git("tag", "--list", "v*", "--sort=-v:refname").split()
    return next((tag for tag in tags if tag != f"v{__version__}"), "")


def git(*words: str) -> str:
    """Ask git about the tree; it says nothing where it is not here, or this is no checkout."""
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


CHECKS: dict[str, Callable[[], str]] = {
    "version": version,
    "changelog": changelog,
    "department files": stored,
    "licences": licence,
    "tree": tree,
}


def main() -> int:
    """Say of each check whether it holds, and what is left to people; 1 where one does not."""
    found = {name: check() for name, check in CHECKS.items()}
    for name, problem in found.items():
        print(f"  {name}: {f'NOT YET. {problem}.' if problem else 'in order'}")
    ready = not any(found.values())
    print(f"\n{BY_HAND.format(version=__version__, unreleased=told.UNRELEASED)}")
    print(f"{__version__} can be released." if ready else f"{__version__} cannot be released yet: see above.")
    return 0 if ready else 1


if __name__ == "__main__":
    sys.exit(main())
