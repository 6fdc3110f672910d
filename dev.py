#!/usr/bin/env python3
"""Set up CodeDesk and run it: python3 dev.py demo, test, check, bench, mutate, faults, fuzz, soak, package.

Standard library only, so that Python 3.11 or newer is all that has to be there. It makes .venv beside this file,
installs exactly what a lock names (demo: requirements.lock; all others: requirements-dev.lock, which adds the tools),
and installs again only when the lock or the Python changes.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Callable, Sequence

from codedesk import system

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"  # what the program needs to run
WHOLE_LOCK = ROOT / "requirements-dev.lock"  # the same, and the tools beside it
BUNDLE_LOCK = ROOT / "packaging" / "requirements.lock"
SUPPLY_LOCK = ROOT / "packaging" / "supply.lock"
POSTGRES_LOCK = ROOT / "tests" / "postgres" / "requirements.lock"
PYTHON_FLOOR = (3, 11)
PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input", "-qq")
STAMP = "codedesk-stamp"
COMPILER = [
    system.Library("a C compiler", "gcc", "gcc"),
    system.Library("the headers of the C library", "libc6-dev", "glibc-devel"),
]
FUZZED = ("tests/fuzz", "tests/exchange/test_csv_fuzz.py", "tests/exchange/test_round_trip.py", "tests/rules")
BARE = {"pip", "setuptools", "pkg_resources", "_distutils_hack", "distutils-precedence.pth", "wheel"}

# What pip says when it fails, and what can be done.
UNREACHABLE = (
    "The package index cannot be reached. Look after the connection (behind a proxy, HTTPS_PROXY has to name it), "
    "then run it again."
)
NO_SSL = (
    f"The Python at {sys.executable} has no ssl module that works, so pip cannot fetch anything with it. Run it again "
    "with another Python, or install this one anew with OpenSSL and its headers (libssl-dev) on the machine."
)
REMEDIES = (
    (
        "No space left|Disk quota",
        "The disk is full (.venv, or the folder for temporary files). Make room, then run it again.",
    ),
    (
        "from versions: none|ConnectionError|Connection refused|timed out|resolution|ProxyError|SSLError|Max retries",
        UNREACHABLE,
    ),
    (
        "DO NOT MATCH THE HASHES",
        "What came over the line is not what the lock names. Nothing of it was used; run it again.",
    ),
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


def missing_parts(qt: bool = True, screen: bool = False, compiler: bool = True) -> list[system.Library]:
    """Return what has to come from the system and is missing."""
    rows = system.missing(screen) if qt else []
    if compiler and not compiles():
        rows += COMPILER
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        rows.insert(0, system.Library("Python's venv module", "python{}.{}-venv".format(*sys.version_info), "python3"))
    return rows


def compiles() -> bool:
    """Tell whether there is a C compiler, and the headers of the C library: what stands before the tests' disk is C."""
    command = [shutil.which("cc") or shutil.which("gcc") or "cc", "-E", "-x", "c", "-"]
    try:
        done = subprocess.run(command, input=b"#include <stdio.h>\n", capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def check_system(command: str) -> None:
    """Refuse a system that lacks what a command needs, naming it and the one command that brings it."""
    linux = sys.platform.startswith("linux")
    qt = linux and command in {"demo", "test", "bench", "mutate", "fuzz", "soak"}
    screen = qt and command == "demo" and bool(os.environ.get("DISPLAY"))
    missing = missing_parts(qt, screen, compiler=linux and command in {"test", "faults"})
    if missing:
        raise Stop(system.complaint(missing))


def environment(**more: str) -> dict[str, str]:
    """Return the environment for a child: modules are compiled once, and nothing of another environment leaks in."""
    dropped = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PIP_USER", "PIP_TARGET")
    return {key: value for key, value in os.environ.items() if key not in dropped} | more


def tool(name: str) -> Path:
    """Return the path of a program inside .venv."""
    return VENV / ("Scripts" if os.name == "nt" else "bin") / (f"{name}.exe" if os.name == "nt" else name)


def run(*command: str | Path, **more: str) -> int:
    """Run a program inside .venv from the checkout and return its exit code.

    Ctrl+C reaches the program too: it is waited for while it ends by itself, until Ctrl+C is pressed once more.
    """
    words = [str(word) for word in command]
    if words[0] == "python":
        words[0] = str(tool("python"))
    running = subprocess.Popen(words, cwd=ROOT, env=environment(**more))
    try:
        return running.wait()
    except KeyboardInterrupt:
        with suppress(KeyboardInterrupt):
            running.wait()
        raise
    finally:
        running.kill()


def must(reason: str, *command: str | Path) -> None:
    """Run a program and stop with the reason if it fails."""
    if run(*command):
        raise Stop(reason)


def wanted(whole: bool) -> dict[str, object]:
    """Return what the environment has to be: where, by which Python, with the tools or without, made from what."""
    mark = hashlib.sha256()
    for file in (LOCK, ROOT / "pyproject.toml", *([WHOLE_LOCK] if whole else [])):
        mark.update(file.read_bytes())
    return {"folder": str(ROOT), "python": sys.implementation.cache_tag, "whole": whole, "from": mark.hexdigest()}


def read_stamp() -> dict[str, object]:
    """Read what a finished set-up left in .venv; empty where there is none, or where one was begun and not finished."""
    try:
        found = json.loads((VENV / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def parts() -> set[str]:
    """Return the names of the modules that are installed in .venv, whatever their version."""
    folders = [VENV / "Lib"] if os.name == "nt" else list((VENV / "lib").glob("python*"))
    found = {path.name for folder in folders for path in (folder / "site-packages").glob("*")}
    return {name for name in found if not name.endswith((".dist-info", "__pycache__"))}


def why_anew(stamp: dict[str, object]) -> str:
    """Say why .venv has to be made anew; nothing where it can be used, or holds no more than a working pip."""
    installed = stamp.get("parts")
    if not VENV.exists():
        return "for the first time"
    if not isinstance(installed, list):
        return "" if parts() <= BARE and same_python() else "anew, because the last time was not finished"
    if stamp.get("folder") != str(ROOT):
        return "anew, because the folder was moved or copied"
    if stamp.get("python") != sys.implementation.cache_tag or not tool("python").exists():
        return "anew, because .venv was made by another Python"
    return "" if parts().issuperset(installed) else "anew, because parts of .venv are missing"


def same_python() -> bool:
    """Tell whether the Python and the pip in .venv work and are of the Python that runs this."""
    question = [str(tool("python")), "-c", "import pip._internal.cli.main, sys; print(sys.implementation.cache_tag)"]
    try:
        done = subprocess.run(question, env=environment(), capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.stdout.strip() == sys.implementation.cache_tag


def set_up(whole: bool) -> None:
    """Make .venv with what the program needs, or with all the tools beside it, unless that was done already."""
    stamp = read_stamp()
    anew = why_anew(stamp)
    wish = wanted(whole or stamp.get("whole") is True)  # who has the tools keeps them, of one state with the rest
    if not anew and stamp == {**wish, "parts": stamp.get("parts")}:
        return
    print(f"Setting up {anew or 'what is new'} (under a minute with a good line) …", flush=True)
    check_room(900 if wish["whole"] else 700)
    (VENV / STAMP).unlink(missing_ok=True)
    if anew:
        make_environment()
    failed = "The packages could not be installed."
    install(WHOLE_LOCK if wish["whole"] else LOCK, failed)
    pip(failed, "install", "--no-deps", "--no-build-isolation", "-e", ROOT)
    pip("The packages do not fit together.", "check")
    (VENV / STAMP).write_text(json.dumps({**wish, "parts": sorted(parts() - BARE | {"pip"})}), encoding="utf-8")


def check_room(size: int) -> None:
    """Refuse a folder that cannot be written in, or a disk without room for what will be installed (in MB)."""
    if not os.access(ROOT, os.W_OK):
        raise Stop(f"Nothing can be written in {ROOT}: copy the whole folder to one of your own and run it there.")
    free = shutil.disk_usage(ROOT).free // 1_000_000
    if free < size:
        raise Stop(f"{ROOT / '.venv'} needs up to {size} MB, and {free} MB are free. Make room, then run it again.")


def make_environment() -> None:
    """Make .venv anew, with nothing but pip in it; never one that is another checkout's."""
    if VENV.is_symlink():
        raise Stop(f"{VENV} is a link to {VENV.resolve()}, which would be emptied. Delete the link, then run it again.")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        said = f"{done.stdout}{done.stderr}".strip()
        raise Stop(f"{said}\n\n{VENV} could not be made. Delete that folder, put that right, then run it again.")


def install(locked: Path, reason: str) -> None:
    """Install what a lock names, no more: the lock is whole, so pip need not reckon."""
    pip(reason, "install", "--no-deps", "--require-hashes", "-r", locked)


def pip(reason: str, *words: str | Path) -> None:
    """Run pip inside .venv; where it fails, stop with its words, the reason and what can be done."""
    command = [str(tool("python")), *PIP, *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        said = f"{done.stdout}{done.stderr}".strip()
        raise Stop(f"{said}\n\n{reason} {remedy_for(said)}")


def remedy_for(said: str) -> str:
    """Return what can be done about what pip said."""
    remedy = next((remedy for sign, remedy in REMEDIES if re.search(sign, said)), "Put that right, then run it again.")
    return NO_SSL if remedy == UNREACHABLE and not has_ssl() else remedy


def has_ssl() -> bool:
    """Tell whether this Python can speak HTTPS: one built without OpenSSL, or whose OpenSSL went away, cannot."""
    try:
        import ssl  # noqa: F401, PLC0415 - whether it can be loaded is the question
    except ImportError:
        return False
    return True


def demo(rest: Sequence[str]) -> int:
    """Write the sample department's packets and open the window if there is a screen."""
    return run("python", "-m", "codedesk", "demo", *rest)


def test(rest: Sequence[str]) -> int:
    """Run the tests on all cores, without a screen; fail where they run too little of what matters (tests/floor.py).

    With --postgres those of the engine, over a throw-away server; with --thorough, what is tried at random is tried
    many times as often, and other things every time.
    """
    if "--postgres" in rest:
        install(POSTGRES_LOCK, "What speaks to PostgreSQL could not be installed.")
        return run("python", "tests/postgres/throwaway.py", *(word for word in rest if word != "--postgres"))
    words = [word for word in rest if word != "--thorough"]
    more = {"CODEDESK_THOROUGH": "12"} if len(words) < len(rest) else {}
    all_cores = ("-n", "auto", "--dist", "worksteal", "-p", "tests.floor")
    return run("python", "-m", "pytest", *(words or all_cores), QT_QPA_PLATFORM="offscreen", **more)


def check(rest: Sequence[str]) -> int:
    """Run every check of style, types and structure; with --without-house but those that a run of all tests has."""
    house: tuple[str | Path, ...] = ("python", "-m", "pytest", "tests/test_house.py", *rest)
    checks: tuple[tuple[str | Path, ...], ...] = (
        (tool("ruff"), "format", "--check", "."),
        (tool("ruff"), "check", "."),
        (tool("mypy"),),
        (tool("mypy"), "--strict", "dev.py", *sorted((ROOT / "packaging").glob("*.py"))),
        (tool("lint-imports"), "--no-logo"),
        *(() if "--without-house" in rest else (house,)),
    )
    failed = [" ".join(Path(str(word)).name for word in words) for words in checks if run(*words)]
    print(f"Failed: {'; '.join(failed)}" if failed else "All checks passed.", flush=True)
    return int(bool(failed))


def bench(rest: Sequence[str]) -> int:
    """Measure: every bench, one after the other, or those whose name holds one of the given words."""
    found = sorted((ROOT / "tests" / "bench").glob("bench_*.py"))
    chosen = [path for path in found if not rest or any(word in path.stem for word in rest)]
    return max([run("python", path, QT_QPA_PLATFORM="offscreen") for path in chosen], default=1)


def mutate(rest: Sequence[str]) -> int:
    """Seed small faults into figures and rules one by one, and count those that the tests catch; --help says more."""
    return run("python", "-m", "tests.mutation.mutate", *rest)


def faults(rest: Sequence[str]) -> int:
    """Kill, fill and cut off every file operation of the product's own actions; writes docs/reliability.md."""
    return run("python", "-m", "tests.faults.sweep", *rest)


def fuzz(rest: Sequence[str]) -> int:
    """Try text and files that nobody meant: 200 times as often as a run of the tests, or N: fuzz N."""
    how_often = rest[0] if rest else "200"
    if not how_often.isdecimal() or len(rest) > 1:
        raise Stop("fuzz takes one number: how many times as often as in a run of the tests.")
    words = ("-n", "auto", "--dist", "worksteal", *FUZZED)
    return run("python", "-m", "pytest", *words, QT_QPA_PLATFORM="offscreen", CODEDESK_THOROUGH=how_often)


def soak(rest: Sequence[str]) -> int:
    """Use the window for eight hours without the waiting, and look whether anything grows; writes docs/soak.md."""
    return run("python", "-m", "tests.soak.soak", *rest)


def supply(rest: Sequence[str]) -> int:
    """List what the program is made of (dist/*.cdx.json), and ask whether a fault of any of it is known; --help."""
    install(SUPPLY_LOCK, "What asks for known faults could not be installed.")
    return run("python", "packaging/supply.py", *rest)


def bundle(rest: Sequence[str]) -> int:
    """Build the stand-alone folder dist/CodeDesk with PyInstaller, and try it as on a machine without Python."""
    install(BUNDLE_LOCK, "PyInstaller could not be installed.")
    return run("python", "packaging/bundle.py", *rest)


def package(rest: Sequence[str]) -> int:
    """Make what is handed on: wheel, sdist, and the package of this system, each tried; --help says more."""
    install(BUNDLE_LOCK, "PyInstaller could not be installed.")
    return run("python", "packaging/package.py", *rest)


def release(rest: Sequence[str]) -> int:
    """Look whether this state can be released, and say what is to be done by hand."""
    return run("python", "packaging/release.py", *rest)


def lock(rest: Sequence[str]) -> int:
    """Write the lock files anew from pyproject.toml, with hashes, for every system, without an address."""
    pip("uv could not be installed.", "install", "uv")
    words = ("pip", "compile", "-q", "--universal", "--generate-hashes", "--no-strip-extras", "--no-header")
    floor = ("--fork-strategy", "fewest", "--python-version", ".".join(map(str, PYTHON_FLOOR)), "--no-annotate", *rest)
    same = ("-c", str(WHOLE_LOCK))
    sources = {
        WHOLE_LOCK: ("pyproject.toml", "--group", "dev"),
        LOCK: ("pyproject.toml", "--extra", "encryption", "--group", "build", *same),
        BUNDLE_LOCK: ("--group", "bundle", *same),
        SUPPLY_LOCK: ("--group", "supply", *same),
        POSTGRES_LOCK: ("--group", "postgres", *same),
    }
    for target, source in sources.items():
        must(f"{target.name} could not be written.", tool("uv"), *words, *floor, *source, "-o", target)
        text = target.read_text(encoding="utf-8")
        target.write_text(f"# Written by: python3 dev.py lock\n{text}", encoding="utf-8")
    return 0


ALL = (demo, test, check, bench, mutate, faults, fuzz, soak, supply, bundle, package, release, lock)
COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {each.__name__: each for each in ALL}


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
        set_up(chosen.command != "demo")
        return COMMANDS[chosen.command](rest)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What was not finished is done anew the next time.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
