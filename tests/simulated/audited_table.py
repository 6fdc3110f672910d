"""How often accuracy in time is told right in invented departments: tests/simulated/table.py prints this too."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from statistics import mean

from codedesk.metrics.accuracy import EPOCH
from codedesk.metrics.accuracy_changes import AccuracyChange, accuracy_changes, settled
from codedesk.metrics.accuracy_words import in_period
from codedesk.metrics.changes import looked
from codedesk.metrics.pace_up_accuracy_down import opposed
from tests.simulated.audited import QUARTER, Audited, Kind, Told, make, until


@dataclass(frozen=True)
class Both:
    """Of so many departments: named within four quarters, and after them; then, of all others, named in a coder-year.

    shown: so named within four quarters that the interval of the fall is below 0. team: told of the team as a whole.
    """

    kind: Kind
    within: float
    shown: float
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
        within=mean(any(look.named for look in each) for each in seen),
        shown=mean(any(look.shown for look in each) for each in seen),
        after=mean(each[-1].named for each in seen),
        others=mean(len(set().union(*(look.others for look in each))) for each in seen) / max(free, 1),
        team=mean(any(look.team for look in each) for each in seen),
    )


@dataclass(frozen=True)
class _Look:
    """What is told at one look: of whom it is true, and whether the fall is shown; of which others; of the team."""

    named: bool
    shown: bool
    others: frozenset[int]
    team: bool


def _seen(kind: Kind, seed: int, size: Audited, quarters: tuple[int, ...]) -> list[_Look]:
    panel, points, truth = make(kind, seed, size)
    looks = []
    for quarter in quarters:
        then, audits = until(panel, points, size.at + quarter * QUARTER)
        seen = looked(then)
        left = settled(audits, accuracy_changes(audits, then.shape[1]))
        found = opposed(seen.level, seen.whole, seen.noise, audits, left)
        named = frozenset(each.coder for each in found if each.coder is not None)
        right = [each for each in found if each.coder in truth.coders]
        shown, team = any(each.fall_high < 0 for each in right), any(each.coder is None for each in found)
        looks.append(_Look(bool(right), shown, named - truth.coders, team))
    return looks


def say_both(count: int, say: Callable[[str], object]) -> None:
    """Print how often pace up, accuracy down is told."""
    say("\n| kind | within four quarters | the fall shown | after them | another, per coder-year | of the team |")
    say("|---|---|---|---|---|---|")
    for kind in ("opposed", "faster", "nothing", "falls", "go_live", "team_opposed"):
        found = both(kind, count)
        shares = " | ".join(f"{each:.0%}" for each in (found.within, found.shown, found.after))
        say(f"| {kind} | {shares} | {found.others:.3f} | {found.team:.0%} |")


@dataclass(frozen=True)
class Accurate:
    """Of so many departments: told right after two quarters and within four; a coder wrongly asked at one look.

    wide: told of the team, a work type or an auditor where nothing of that kind happened.
    """

    kind: Kind
    soon: float
    within: float
    blamed: float
    wide: float


def accurate(kind: Kind, count: int, size: Audited | None = None, looks: tuple[int, ...] = (1, 2, 3, 4)) -> Accurate:
    """Look for changes of accuracy at the end of some quarters of a change, as a period of one quarter tells them."""
    size = size or Audited()
    seen = [_changes_seen(kind, seed, size, looks) for seed in range(count)]
    return Accurate(
        kind=kind,
        soon=mean(any(right for right, _, _ in each[:2]) for each in seen),
        within=mean(any(right for right, _, _ in each) for each in seen),
        blamed=mean(blamed for each in seen for _, blamed, _ in each),
        wide=mean(wide for each in seen for _, _, wide in each),
    )


def _changes_seen(kind: Kind, seed: int, size: Audited, looks: tuple[int, ...]) -> list[tuple[bool, bool, bool]]:
    panel, points, truth = make(kind, seed, size)
    seen = []
    for quarter in looks:
        week = size.at + quarter * QUARTER
        _, audits = until(panel, points, week)
        start = EPOCH + timedelta(7 * (week - QUARTER))
        told = [each.change for each in in_period(accuracy_changes(audits, week), audits, start)]
        right = [change for change in told if _is_right(change, truth)]
        wrong = [change for change in told if change not in right]
        alone = any(change.level == "coder" for change in wrong)
        seen.append((bool(right), alone, any(change.level != "coder" for change in wrong)))
    return seen


def _is_right(change: AccuracyChange, truth: Told) -> bool:
    if truth.kind in ("falls", "opposed", "one_creeps"):
        return change.level == "coder" and change.coder in truth.coders and change.size < 0
    wanted = {"go_live": "team", "team_opposed": "team", "creeps": "team", "auditor": "auditor"}
    return change.level == wanted.get(truth.kind) and change.size < 0


def say_accurate(count: int, say: Callable[[str], object]) -> None:
    """Print how often a change of accuracy is told."""
    say("\n| kind | after two quarters | within four | a coder wrongly asked, at a look | of many, wrongly |")
    say("|---|---|---|---|---|")
    for coders in (8, 4, 20):
        for kind in ("go_live", "falls", "creeps", "one_creeps", "auditor", "nothing", "faster"):
            found = accurate(kind, count, Audited(coders=coders))
            shares = " | ".join(f"{each:.0%}" for each in (found.soon, found.within, found.blamed, found.wide))
            say(f"| {kind}, {coders} coders | {shares} |")
