"""How often changes are told right in invented departments: `python -m tests.simulated.table 300` prints the table."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from statistics import median

from codedesk.metrics.changes import FoundChange, looked
from codedesk.metrics.panels import Panel
from tests.simulated.audited_table import say_accurate, say_both
from tests.simulated.departments import KINDS, Kind, Made, Size, make

NEAR = 3
GROWS_NEAR = 13  # where it grows, its first weeks are the smallest


@dataclass(frozen=True)
class Line:
    """Shares of departments: told right; nothing else told; a coder asked about who should not be. Then rates.

    alarms: questions about coders whom nothing happened to, per coder-year. delay: the median of the weeks until it was
    told first, None where it is not reckoned.
    """

    kind: Kind
    right: float
    alone: float
    blamed: float
    alarms: float
    team: float
    delay: float | None = None


def line(kind: Kind, count: int, size: Size | None = None, *, delays: bool = False) -> Line:
    """Reckon one line of the table over so many departments."""
    made = [make(kind, seed, size) for seed in range(count)]
    told = [(looked(panel).changes, truth) for panel, truth in made]
    tells_one = kind not in ("nothing", "learner")
    wrong = [_wrongly_asked(found, truth) for found, truth in told]
    years = sum(truth.size.coders * truth.size.weeks for _, truth in told) / 52
    waits = [_delay(panel, truth) for panel, truth in made] if delays else []
    return Line(
        kind=kind,
        right=_share(_right(found, truth) for found, truth in told),
        alone=_share(_right(found, truth) and len(found) <= tells_one for found, truth in told),
        blamed=_share(bool(each) for each in wrong),
        alarms=sum(len(each) for each in wrong) / years,
        team=_share(any(change.level == "team" for change in found) for found, _ in told),
        delay=median(waits) if waits else None,
    )


def _share(holds: Iterable[bool]) -> float:
    found = list(holds)
    return sum(found) / len(found)


def _right(found: tuple[FoundChange, ...], truth: Made) -> bool:
    tells: dict[Kind, Callable[[FoundChange], bool]] = {
        "go_live": lambda change: change.level == "team" and change.size < 0,
        "one": lambda change: change.level == "coder" and change.coder in truth.coders and change.size < 0,
        "mix": lambda change: change.level == "mix" and change.coder in truth.coders,
        "uneven_mix": lambda change: change.level == "mix" and change.coder in truth.coders,
        "work_type": lambda change: change.level == "work_type" and change.work_type == truth.work_type,
        "creeps": lambda change: change.level == "team" and change.size < 0,
        "type_creeps": lambda change: change.level == "work_type" and change.work_type == truth.work_type,
    }
    if truth.kind not in tells:
        return not [change for change in found if change.level == "ramp" or change.coder in truth.coders]
    near = GROWS_NEAR if "creeps" in truth.kind else NEAR
    return any(tells[truth.kind](change) and abs(change.first - truth.size.at) <= near for change in found)


def _wrongly_asked(found: tuple[FoundChange, ...], truth: Made) -> list[FoundChange]:
    asked = [change for change in found if change.level in ("coder", "ramp")]
    return [change for change in asked if truth.kind != "one" or change.coder not in truth.coders]


def _delay(panel: Panel, truth: Made) -> float:
    """Return after how many weeks with the change in them it is told; infinity where it is not."""
    for week in range(truth.size.at + 1, truth.size.weeks + 1):
        if _right(looked(_until(panel, week)).changes, truth):
            return week - truth.size.at
    return float("inf")


def _until(panel: Panel, week: int) -> Panel:
    arrays = {name: getattr(panel, name)[:, :week] for name in ("earned", "hours", "net", "usable", "learning")}
    return replace(panel, **arrays)


def main(count: int, say: Callable[[str], object] = lambda text: sys.stdout.write(f"{text}\n")) -> None:
    """Print the table of 8 coders over 26 weeks (what creeps: 52), other teams, and accuracy in time."""
    say("| kind | right | and nothing else | a coder wrongly asked | per coder-year | team told | delay |")
    say("|---|---|---|---|---|---|---|")
    for kind in KINDS:
        found = line(kind, count, _size(kind), delays=kind in ("go_live", "one"))
        shares = " | ".join(f"{100 * each:.0f} %" for each in (found.right, found.alone, found.blamed))
        say(f"| {kind} | {shares} | {found.alarms:.3f} | {100 * found.team:.0f} % | {found.delay or ''} |")
    say_sizes(count, say)
    say_both(count, say)
    say_accurate(count, say)


def say_sizes(count: int, say: Callable[[str], object], sizes: tuple[int, ...] = (4, 12, 20)) -> None:
    """Print by how many coders there are what is told right, and nothing else, and whether a coder is wrongly asked."""
    say(f"| kind | {' | '.join(f'{coders} coders' for coders in sizes)} |")
    say(f"|---|{'---|' * len(sizes)}")
    for kind in KINDS:
        found = [line(kind, count, replace(_size(kind), coders=coders)) for coders in sizes]
        told = [[f"{100 * share:.0f}" for share in (each.right, each.alone, each.blamed)] for each in found]
        say(f"| {kind} | {' | '.join(map(', '.join, told))} |")


def _size(kind: Kind) -> Size:
    return Size(weeks=52, at=26) if "creeps" in kind else Size()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
