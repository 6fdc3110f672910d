"""How often accuracy in time is told right in invented departments: tests/simulated/table.py prints this too."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import mean

from codedesk.metrics.changes import looked
from codedesk.metrics.opposed import Opposed, opposed
from tests.simulated.audited import QUARTER, Audited, Kind, make, until


@dataclass(frozen=True)
class Both:
    """Of so many departments: named within four quarters, and after them; then, of all others, named in a coder-year.

    team: told of the team as a whole.
    """

    kind: Kind
    within: float
    after: float
    others: float
    team: float


def both(kind: Kind, count: int, size: Audited | None = None, looks: tuple[int, ...] = (2, 3, 4)) -> Both:
    """Look for pace up, accuracy down at the end of some quarters of a change."""
    size = size or Audited()
    seen = [_seen(kind, seed, size, looks) for seed in range(count)]
    free = size.coders - len(make(kind, 0, size)[2].coders)
    return Both(
        kind=kind,
        within=mean(any(concerned for concerned, _, _ in each) for each in seen),
        after=mean(each[-1][0] for each in seen),
        others=mean(len(set().union(*(others for _, others, _ in each))) for each in seen) / max(free, 1),
        team=mean(any(team for _, _, team in each) for each in seen),
    )


def _seen(kind: Kind, seed: int, size: Audited, quarters: tuple[int, ...]) -> list[tuple[bool, set[int], bool]]:
    panel, points, truth = make(kind, seed, size)
    looks = []
    for quarter in quarters:
        then, audits = until(panel, points, size.at + quarter * QUARTER)
        seen = looked(then)
        found = opposed(seen.level, seen.whole, seen.noise, audits)
        named = {each.coder for each in found if each.coder is not None}
        looks.append((bool(named & truth.coders), named - truth.coders, _of_team(found)))
    return looks


def _of_team(found: tuple[Opposed, ...]) -> bool:
    return any(each.coder is None for each in found)


def say_both(count: int, say: Callable[[str], object]) -> None:
    """Print how often pace up, accuracy down is told."""
    say("\n| kind | within four quarters | after them | another coder, per coder-year | of the team |")
    say("|---|---|---|---|---|")
    for kind in ("opposed", "faster", "nothing", "falls", "go_live", "team_opposed"):
        found = both(kind, count)
        say(f"| {kind} | {found.within:.0%} | {found.after:.0%} | {found.others:.3f} | {found.team:.0%} |")
