"""The mutation job, python3 dev.py mutate: a sample of small faults is seeded one by one; tests should notice each.

First the tests run once, to learn which of them run which lines, and how long each takes. Then every fault has its own
process, in which the module is compiled with the fault in it and the tests that run its line are run, the quickest
first, until one fails. Nothing is written into the code.
"""

import argparse
import json
import multiprocessing
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path

from coverage import CoverageData

from tests.mutation.equivalent import EQUIVALENT
from tests.mutation.faults import Fault, faults_of
from tests.mutation.trying import CAUGHT, PASSED, attempt, learn, make_ready

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "mutation"
MODULES = (
    "codedesk/metrics/*.py",
    "codedesk/services/days/rules.py",
    "codedesk/services/days/checks.py",
    "codedesk/services/days/marks.py",
    "codedesk/services/nouns.py",
    "codedesk/services/audits/results.py",
    "codedesk/services/voiding.py",
    "codedesk/models/fields.py",
    "codedesk/models/audits.py",
)
TESTS = (
    "tests/metrics",
    "tests/models",
    "tests/rules",
    "tests/services/days",
    "tests/services/audits",
    "tests/services/files",
    "tests/services/department",
    "tests/services/people",
    "tests/services/standards/test_calibration.py",
    "tests/services/figures/test_accuracy.py",
    "tests/services/figures/test_accuracy_edges.py",
    "tests/services/figures/test_figures.py",
    "tests/services/figures/test_trends.py",
    "tests/services/figures/test_edges_of_a_period.py",
    "tests/test_independent.py",
    "tests/test_independent_methods.py",
)
SEED, EACH, GOAL = 2026, 8, 0.9
SECONDS = 20.0  # so much test time does a fault get before it is said to survive
LOOK = 1.0  # how often it is looked whether one runs too long
PATIENCE = 60.0  # … and so much more where the machine is slow, or the fault runs in a circle


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one fault: caught, survived, unreached (no test runs its line), or the name of a trouble."""

    fault: Fault
    said: str
    tests: int

    @property
    def caught(self) -> bool:
        """Tell whether a test noticed."""
        return self.said == "caught"

    @property
    def equivalent(self) -> bool:
        """Tell whether the fault is named as one that changes nothing."""
        return not self.caught and self.fault.words in EQUIVALENT


class Map:
    """Which tests run which lines, and how long each test takes."""

    def __init__(self, folder: Path) -> None:
        """Read what `learn` left."""
        self._seconds: dict[str, float] = json.loads((folder / "seconds.json").read_text(encoding="utf-8"))
        self._data = CoverageData(str(folder / "coverage"))
        self._data.read()
        self._lines: dict[str, dict[int, list[str]]] = {}

    def tests_of(self, fault: Fault) -> list[str]:
        """Return the tests that run the lines of a fault, the quickest first, for so many seconds of tests."""
        path = str(ROOT / fault.module)
        if path not in self._lines:
            self._lines[path] = self._data.contexts_by_lineno(path)
        lines = self._lines[path]
        names = _named(lines, fault.lines)
        if fault.function == "the module" or names == {""}:  # what runs while modules are loaded concerns all of them
            names = _named(lines, lines)
        names -= {""}
        own = f"/test_{fault.module.stem}.py::"
        if fault.function == "the module":  # a constant may be read by another module alone
            names |= {name for name in self._seconds if own in name}
        order = sorted(names, key=lambda name: (own not in name, self._seconds.get(name, 1.0), name))
        chosen: list[str] = []
        spent = 0.0
        for name in order:
            spent += self._seconds.get(name, 1.0)
            if chosen and spent > SECONDS:
                break
            chosen.append(name)
        return chosen


def _named(known: Mapping[int, Sequence[str]], lines: Iterable[int]) -> set[str]:
    """Return the names of the tests that run some lines; "" for what runs outside of tests."""
    return {context.rpartition("|")[0] for line in lines for context in known.get(line, ())}


def sample(modules: Sequence[Path], each: int, seed: int) -> Iterator[Fault]:
    """Draw so many faults of each module; the same seed draws the same of an unchanged module."""
    for module in modules:
        found = faults_of(module, (ROOT / module).read_text(encoding="utf-8"))
        drawn = random.Random(f"{seed} {module.as_posix()}")
        yield from sorted(drawn.sample(found, min(each, len(found))), key=lambda fault: fault.number)


def modules_of(patterns: Sequence[str], words: Sequence[str]) -> list[Path]:
    """Return the modules that the job looks at, or those whose name holds one of the words."""
    paths = sorted({path.relative_to(ROOT) for pattern in patterns for path in ROOT.glob(pattern)})
    return [path for path in paths if not words or any(word in path.as_posix() for word in words)]


def try_all(faults: Sequence[Fault], known: Map, jobs: int) -> Iterator[Outcome]:
    """Try faults, several at a time; each in a process that is forked where the system can, else started anew."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    if "fork" in methods:
        make_ready()
    waiting, running = list(faults), {}
    while waiting or running:
        while waiting and len(running) < jobs:
            fault = waiting.pop(0)
            tests = known.tests_of(fault)
            if not tests:
                yield Outcome(fault, "unreached", 0)
                continue
            process = context.Process(target=attempt, args=(ROOT, fault.module, fault.number, tests))
            process.start()
            running[process.sentinel] = process, fault, len(tests), time.monotonic() + 5 * SECONDS + PATIENCE
        for sentinel in wait(list(running), LOOK):
            process, fault, tests_run, _ = running.pop(sentinel)
            process.join()
            said = {CAUGHT: "caught", PASSED: "survived"}.get(process.exitcode, f"trouble {process.exitcode}")
            yield Outcome(fault, said, tests_run)
        for sentinel, (process, fault, tests_run, end) in list(running.items()):
            if time.monotonic() > end:
                process.kill()
                process.join()
                del running[sentinel]
                yield Outcome(fault, "caught", tests_run)  # it runs in a circle, which no test lets pass


def table(outcomes: Sequence[Outcome]) -> str:
    """Write the result down, module by module."""
    by_module: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_module[outcome.fault.module.as_posix().removeprefix("codedesk/")].append(outcome)
    lines = ["| module | faults | caught | equivalent | left |", "|---|---|---|---|---|"]
    for name, found in [*sorted(by_module.items()), ("**all**", list(outcomes))]:
        lines.append(f"| {name} | {' | '.join(map(str, _counts(found)))} |")
    return "\n".join(lines)


def _counts(outcomes: Sequence[Outcome]) -> tuple[int, int, int, int]:
    caught, same = sum(each.caught for each in outcomes), sum(each.equivalent for each in outcomes)
    return len(outcomes), caught, same, len(outcomes) - caught - same


def main(words: Sequence[str]) -> int:
    """Run the job; 1 where fewer than nine in ten of the faults that change something are caught."""
    parser = argparse.ArgumentParser(prog="dev.py mutate", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("module", nargs="*", help="only modules whose path holds one of these words")
    parser.add_argument("--each", type=int, default=EACH, help=f"faults of each module ({EACH})")
    parser.add_argument("--seed", type=int, default=SEED, help=f"which faults are drawn ({SEED})")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="faults tried at the same time")
    parser.add_argument("--known", action="store_true", help="go by what the last run learned of the tests")
    asked = parser.parse_args(words)
    os.chdir(ROOT)
    os.environ.update(CI="true", QT_QPA_PLATFORM="offscreen")
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not asked.known and learn(ROOT, TESTS, FOLDER, asked.jobs):
        sys.stderr.write("Some tests fail without any fault. Mend them first.\n")
        return 1
    faults = list(sample(modules_of(MODULES, asked.module), asked.each, asked.seed))
    outcomes = []
    for outcome in try_all(faults, Map(FOLDER), asked.jobs):
        outcomes.append(outcome)
        if not outcome.caught:
            note = " (named as equivalent)" if outcome.equivalent else ""
            say(f"{outcome.said}{note}: line {outcome.fault.lines[0]} of {outcome.fault.words}")
    faults_left = _counts(outcomes)
    say(table(outcomes))
    share = faults_left[1] / max(1, faults_left[0] - faults_left[2])
    say(f"{100 * share:.1f} % of the faults that change something were caught (seed {asked.seed}).")
    return int(share < GOAL)


def say(text: str) -> None:
    """Write a line at once, for a job of half an hour is watched."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
