"""The full form of the fault harness, python3 dev.py faults: every operation of every action; writes the report.

Several fork servers take one action after the other. `--each` draws so many operations of each fault instead of all.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory

from tests.compiled import build
from tests.faults.known import unknown
from tests.faults.report import write, write_since, write_window
from tests.faults.sampling import drawn
from tests.faults.server import PLACES, ROOT, Server
from tests.faults.shim import FAULTS, SOURCE

SEED, STATES = "2026", 1000
CONTROLS = ("synchronous off", "journal off")
CONTROLLED = ("cell", "audit")


@dataclass(slots=True)
class Counted:
    """What came of one kind of fault: at how many places it can come about, at how many it was tried, what was wrong.

    Of a power cut `points` is how many of the states differed.
    """

    points: int = 0
    runs: int = 0
    known: int = 0
    violations: list[str] = field(default_factory=list)

    def add(self, action: str, fault: str, where: str, violations: Sequence[str]) -> None:
        """Count a run."""
        self.runs += 1
        new = unknown(action, fault, violations)
        self.known += bool(violations) and not new
        self.violations += [f"{action}, {fault}{where}: {'; '.join(new)}"] if new else []


@dataclass(frozen=True, slots=True)
class Tries:
    """What is asked for: operations of each fault (0 for all), states of the disk, the seed."""

    each: int
    states: int
    seed: str


Found = dict[str, dict[str, Counted]]


def sweep(server: Server, action: str, tries: Tries) -> dict[str, Counted]:
    """Try one action with every fault."""
    found = {"undisturbed": Counted()}
    undisturbed = server.ask("undisturbed", action=action)
    found["undisturbed"].add(action, "undisturbed", "", undisturbed)
    for fault in FAULTS if not undisturbed else ():
        counted = found[fault] = Counted(server.ask("points", action=action, fault=fault))
        for at in drawn(counted.points, tries.each or counted.points, f"{tries.seed} {action} {fault}"):
            said = server.ask("attempt", action=action, fault=fault, at=at)["violations"]
            counted.add(action, fault, f" at {at} of {counted.points}", said)
    if not undisturbed:
        cuts = server.ask("power", action=action, most=tries.states, seed=tries.seed)
        counted = found["power"] = Counted(cuts["different"], cuts["states"] - len(cuts["violations"]))
        for violation in cuts["violations"]:
            counted.add(action, "power", "", [violation])
    return found


def controls(server: Server, tries: Tries) -> Iterator[tuple[str, str, int, int]]:
    """Take away what keeps a department: action, setting, states of the disk, how many of them show that something is
    lost. None would mean that the harness sees nothing."""
    for setting in CONTROLS:
        for action in CONTROLLED:
            cuts = server.ask("power", action=action, most=tries.states, seed=tries.seed, setting=setting)
            yield action, setting, cuts["states"], len(cuts["violations"])


def sweep_all(actions: Sequence[str], tries: Tries, jobs: int) -> tuple[Found, list[tuple[str, str, int, int]]]:
    """Try all actions, several at a time."""
    where = next((place for place in PLACES if place.is_dir()), None)
    waiting: SimpleQueue[str] = SimpleQueue()
    for action in actions:
        waiting.put(action)
    found: Found = {}
    with TemporaryDirectory() as built, TemporaryDirectory(dir=where) as place:
        library = build(SOURCE, Path(built))

        def work(number: int) -> None:
            server = Server(library, Path(place) / str(number))
            with suppress(Empty):
                while True:
                    action, began = waiting.get_nowait(), time.monotonic()
                    found[action] = sweep(server, action, tries)
                    say(f"{action}: {_summary(found[action])}, {time.monotonic() - began:.0f} s")
            server.close()

        with ThreadPoolExecutor(jobs) as threads:
            list(threads.map(work, range(jobs)))
        server = Server(library, Path(place) / "controls")
        controlled = list(controls(server, tries))
        server.close()
    return {action: found[action] for action in actions}, controlled


def _kill_window(kills: int, seed: str) -> int:
    """Kill the window being typed into, say what was lost, and write it into the report."""
    from tests.faults.window import Killed, kill_often  # noqa: PLC0415 - loads the whole window

    began, found = time.monotonic(), Killed()
    for found in kill_often(kills, seed):
        if found.kills % 10 == 0 or found.kills == kills:
            say(f"{found.kills} kills, {found.shown} values shown as saved, {len(found.lost)} lost")
    say("\n".join([*found.lost, *found.unsound]) or "What was shown as saved was there.")
    minutes = f"{(time.monotonic() - began) / 60:.0f}"
    counts = {"kills": found.kills, "shown": found.shown, "cells": found.cells}
    write_window(seed=seed, minutes=minutes, lost=len(found.lost), unsound=len(found.unsound), **counts)
    return int(bool(found.lost or found.unsound))


def _summary(found: dict[str, Counted]) -> str:
    runs, wrong = sum(each.runs for each in found.values()), sum(len(each.violations) for each in found.values())
    return f"{runs:,} runs, {wrong} violations"


def say(words: str) -> None:
    """Print, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(words: Sequence[str]) -> int:
    """Read the command line, sweep, say what was wrong and write the report; 1 where something was."""
    if sys.platform != "linux":
        say("The fault harness stands before the C library of Linux: run it there.")
        return 1
    from tests.faults.actions import ACTIONS  # noqa: PLC0415 - loads the whole program

    parser = argparse.ArgumentParser(prog="dev.py faults", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("action", nargs="*", help=f"of: {', '.join(ACTIONS)} (all, for the whole report)")
    parser.add_argument(
        "--since", action="store_true", help="write the rows of these actions beside those of the report"
    )
    parser.add_argument("--each", type=int, default=0, help="operations drawn of each fault (all)")
    parser.add_argument("--states", type=int, default=STATES, help=f"states of the disk of each action ({STATES})")
    parser.add_argument("--seed", default=SEED, help=f"what is drawn ({SEED})")
    parser.add_argument("--window", type=int, metavar="N", help="only kill the window being typed into, N times")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="actions at a time (one for each core)")
    asked = parser.parse_args(words)
    if asked.window:
        return _kill_window(asked.window, asked.seed)
    tries, began = Tries(asked.each, asked.states, asked.seed), time.monotonic()
    found, controlled = sweep_all(asked.action or list(ACTIONS), tries, asked.jobs)
    wrong = [each for faults in found.values() for counted in faults.values() for each in counted.violations]
    blind = [f"{action} with {setting}: nothing was lost" for action, setting, _, seen in controlled if not seen]
    say("\n".join([*wrong, *blind]) or "Nothing was lost, and without what keeps it something was.")
    if not asked.action:
        write(found, controlled, tries, time.monotonic() - began)
    elif asked.since:
        git = ["git", "rev-parse", "--short", "HEAD"]
        write_since(found, subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip())
    return int(bool(wrong or blind))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
