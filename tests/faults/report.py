"""docs/reliability.md: what the full form of the fault harness tried, and what came of it."""

import platform
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from codedesk import __version__
from tests.faults.known import KNOWN

if TYPE_CHECKING:
    from tests.faults.sweep import Counted, Found, Tries

REPORT = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
GROUPS = (
    ("killed", ("kill",)),
    ("torn", ("torn",)),
    ("disk full", ("full", "full-lasting")),
    ("I/O error", ("broken", "broken-lasting")),
    ("sync fails", ("sync", "sync-lasting")),
)
_NO_PLACES = ("power", "undisturbed")
Controlled = Sequence[tuple[str, str, int, int]]

_TEXT = """\
# Nothing lost: what was tried

Written by `python3 dev.py faults` ({command}); [why a harness of our own](decisions/0068-fault-harness.md).
{day}, in {minutes} minutes: CodeDesk {version}, SQLite {sqlite}, Python {python}, {system}. Seed {seed}.

A library stands between the program and the system's files. It counts every operation that changes something (write,
sync, cut off, make, rename, link, take away, change of rights), and at the n-th of them it kills the process, tears the
write and kills, or lets the operation fail: once, or from then on. Each run begins with a fresh copy of a small
department, does one action through the product's own functions in a process of its own, and is looked at afterwards:
the file opens, is sound by its whole check, and holds every step that was said to be saved and no half of another.
After an error it says so in words, nothing is left half done, what is shown is what was, and the next try works once
the fault is gone. An action named `…-encrypted` is done in an encrypted department, and no file that is left of it may
hold a name or a note that anybody can read.

For power cuts the operations are written down once, and the disk is built as it may look at each moment: what was
synced is there; of the rest each write is there, torn or gone, and some last names are gone. It is a model, not a disk:
names last with the sync of their folder or their file, in their order, as journalling file systems keep them.

## What came of it

{runs} runs, and {states} states of the disk after power cuts ({different} of them different): **{violations}
violations**. {known} runs showed what is known and not mended yet (below). Of {points} places at which a fault can come
about {tried} were tried. A cell says runs of places: at how many operations it was tried, of how many there are, for
each fault of the kind; for power cuts, states and how many differ.

{table}

## That the harness can see

With what keeps the department taken away, it has to find something lost in states of the disk after power cuts.

{controls}

## Known and not mended yet

{listed}

{window}
## Not measured here

The places between those that were drawn{untried}. Two faults in one run, other than one that lasts. Network drives,
other systems than Linux, disks that say they synced and did not, memory that fails. In an encrypted department, what is
neither done to its passphrase nor named `…-encrypted` in the table.
"""
SEEN, SINCE = "## That the harness can see", "## Tried by themselves since"
_SINCE_TEXT = """\
{head}

Each on the day and the tree that its row names (`python3 dev.py faults NAME --since`). The counts above leave these
out, and a row above of the same action is of an older tree.

{table}

"""
WINDOW = "## The window, killed while it is typed into"
_UNTRIED = f"{WINDOW}\n\nNot tried yet: `python3 dev.py faults --window 200`.\n"
_WINDOW_TEXT = """\
{head}

{day}, in {minutes} minutes: {kills} kills (SIGKILL) of the real program on a screen that nobody sees, at moments drawn
by seed {seed} while keys were typed into Today. {shown} values were shown as saved before, {cells} of them the last of
their cell: **{lost} were not there afterwards**. {unsound} files did not open or were not sound.
"""


def write(found: "Found", controlled: Controlled, tries: "Tries", seconds: float) -> None:
    """Write the report."""
    everything = [(fault, counted) for faults in found.values() for fault, counted in faults.items()]
    power = [counted for fault, counted in everything if fault == "power"]
    drawn = f"{tries.each} operations of each fault" if tries.each else "all operations"
    words = {
        "command": f"{drawn}, {tries.states:,} states of each action",
        "day": date.today().isoformat(),
        "minutes": f"{seconds / 60:.0f}",
        "version": __version__,
        "sqlite": sqlite3.sqlite_version,
        "python": platform.python_version(),
        "system": f"Linux {platform.release().partition('-')[0]} on {platform.machine()}",
        "seed": tries.seed,
        "runs": f"{sum(counted.runs for fault, counted in everything if fault != 'power'):,}",
        "states": f"{sum(counted.runs for counted in power):,}",
        "different": f"{sum(counted.points for counted in power):,}",
        "violations": f"{sum(len(counted.violations) for _, counted in everything):,}",
        "known": f"{sum(counted.known for _, counted in everything):,}",
        "table": "\n".join(_table(found)),
        "points": f"{sum(counted.points for fault, counted in everything if fault not in _NO_PLACES):,}",
        "tried": f"{sum(counted.runs for fault, counted in everything if fault not in _NO_PLACES):,}",
        "untried": " (the seed draws others)" if tries.each else ": none were left out",
        "window": window_section(),
        "controls": "\n".join(_controls(controlled)),
        "listed": "\n".join(f"- {each.action}, {each.fault}: {each.words}. {each.why}" for each in KNOWN) or "Nothing.",
    }
    REPORT.write_text(_TEXT.format(**words), encoding="utf-8")


def write_since(found: "Found", tree: str) -> None:
    """Put the rows of actions that were tried by themselves into the report, each with its day and its tree."""
    before, head, after = REPORT.read_text(encoding="utf-8").partition(SEEN)
    before, _, section = before.partition(SINCE)
    titles, line, *rows = _table(found)
    new = [f"{titles} tried |", f"{line}---|", *(f"{row} {date.today().isoformat()}, {tree} |" for row in rows)]
    old = [each for each in section.splitlines() if each.startswith("|")]
    table = {each.partition(" | ")[0]: each for each in (*old, *new)}
    text = _SINCE_TEXT.format(head=SINCE, table="\n".join(table.values()))
    REPORT.write_text(f"{before}{text}{head}{after}", encoding="utf-8")


def window_section() -> str:
    """Return what the report says of the window now: only a run of that kind says something else."""
    text = REPORT.read_text(encoding="utf-8") if REPORT.exists() else ""
    _, head, rest = text.partition(WINDOW)
    return f"{head}{rest.partition('## ')[0].rstrip()}\n" if head else _UNTRIED


def write_window(**words: object) -> None:
    """Put what came of killing the window into the report, in the place of what it said before."""
    text, before = REPORT.read_text(encoding="utf-8"), window_section()
    now = _WINDOW_TEXT.format(head=WINDOW, day=date.today().isoformat(), **words)
    if before in text:
        text = text.replace(before, now)
    else:
        text = text.replace("## Not measured here", f"{now}\n## Not measured here")
    REPORT.write_text(text, encoding="utf-8")


def _table(found: "Found") -> Iterator[str]:
    yield f"| action | {' | '.join(name for name, _ in GROUPS)} | power cuts | known | violations |"
    yield f"|---|{'---|' * (len(GROUPS) + 3)}"
    for action, faults in found.items():
        cells = [_runs(faults, names) for _, names in GROUPS]
        power = faults.get("power")
        cells.append(f"{power.runs:,} ({power.points:,})" if power else "–")
        cells.append(f"{sum(counted.known for counted in faults.values()):,}")
        cells.append(f"{sum(len(counted.violations) for counted in faults.values()):,}")
        yield f"| {action} | {' | '.join(cells)} |"


def _runs(faults: Mapping[str, "Counted"], names: Sequence[str]) -> str:
    there = [faults[name] for name in names if name in faults]
    return f"{sum(each.runs for each in there):,} of {sum(each.points for each in there):,}" if there else "–"


def _controls(controlled: Controlled) -> Iterator[str]:
    yield "| action | setting | states | of them something lost |"
    yield "|---|---|---|---|"
    for action, setting, states, seen in controlled:
        yield f"| {action} | {setting} | {states:,} | {seen:,} |"
