"""Mix in words, as bars and as tables: what of a change is other work, and who holds which work. Nothing is reckoned.

Pace is never told without the accuracy of the same time; coders stand in the order of their names.
"""

from codedesk import formats
from codedesk.charts import findings
from codedesk.charts.picture import AltTable
from codedesk.methods import method_words
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.metrics.splits import Effect
from codedesk.services.figures.mix_rows import MixRow, MixTypeRow
from codedesk.services.people.holding_rows import HoldingRow, HoldingsRow

WORTH = 0.02  # a change, or a part of it, from two points on
HELD_ACCURACY = 4  # the column of the accuracy in the table of who holds what
_SHOWN = 0.0005
_FIRST = f"95{formats.NO_BREAK}% interval "


def worth_telling(row: MixRow) -> bool:
    """Tell whether a change has a mix to speak of, and it or one of its parts is two points or more."""
    effects = (row.change.value, row.mix.value, row.pace.value, row.by_standard, row.pace.value - row.by_standard)
    return len(row.types) > 1 and max(map(abs, effects)) >= WORTH


def sentence(row: MixRow) -> str:
    """Say what of a change of pace is mix: "Pace changed by −6.0 points …: −4.0 by mix, −2.0 by pace"."""
    paces = f"{formats.percent(row.before.pace.value)} to {formats.percent(row.now.pace.value)}"
    opening = f"Pace changed by {formats.points(row.change.value)} since {row.before_label} ({paces})"
    if len(row.types) < 2:
        return f"{opening}, all in one work type: there is no mix{_standard(row)}."
    sure = "" if row.mix.low is not None else "; too few weeks for intervals"
    return f"{opening}: {_parts(row.mix, row.pace, 'by mix', 'by pace')}{_standard(row)}{sure}."


def _parts(mixed: Effect, rest: Effect, by_mix: str, by_rest: str) -> str:
    """Say both parts; the first interval says what it is."""
    if abs(mixed.value) < _SHOWN:
        return f"none of it {by_mix}, {_effect(rest, _FIRST)} {by_rest}"
    return f"{_effect(mixed, _FIRST)} {by_mix}, {_effect(rest)} {by_rest}"


def _standard(row: MixRow) -> str:
    if not row.restated:
        return ""
    names, rest = ", ".join(row.restated), row.pace.value - row.by_standard
    return f" – {_short(row.by_standard)} by another standard for {names}, {_short(rest)} by the work itself"


def accuracy_sentence(row: MixRow) -> str:
    """Say the accuracy of both periods, and what of its change is the mix of what was audited."""
    now, before = row.now.accuracy, row.before.accuracy
    words = f"Beside it {_scored(now, before)}; {row.before_label}: {_scored(before, now)}"
    if row.accuracy is None:
        return f"{words}."
    made = row.accuracy
    if max(abs(made.change.value), abs(made.mix.value)) < _SHOWN:
        return f"{words}. Both agree to a tenth of a point, and the mix of what was audited makes no difference."
    sure = "" if made.mix.low is not None else "; too few audits for intervals"
    said = _parts(made.mix, made.rate, "by the mix of what was audited", "by the work itself")
    return f"{words}. Of {formats.points(made.change.value)} of accuracy, {said}{sure}."


def _scored(accuracy: Accuracy | NotAudited, other: Accuracy | NotAudited) -> str:
    """Tell an accuracy, with its method where the one beside it was scored by another."""
    words = findings.accuracy_words(accuracy)
    if isinstance(accuracy, NotAudited) or isinstance(other, NotAudited) or accuracy.method == other.method:
        return words
    return f"{words} by {method_words(accuracy.method)}"


def _effect(effect: Effect, what: str = "") -> str:
    if effect.low is None or effect.high is None:
        return _short(effect.value)
    return f"{_short(effect.value)} ({what}{_short(effect.low)} to {_short(effect.high)})"


def inputs(row: MixRow) -> str:
    """Say the hours and earned hours of both periods that the parts are made of, for one to recompute them."""
    said = (f"{each.work_type} {_hours(each, 0)}, then {_hours(each, 1)}" for each in row.types)
    return f"Made of the earned hours in the hours of {row.before_label} and {row.label}: {'; '.join(said)}."


def _hours(each: MixTypeRow, n: int) -> str:
    return f"{formats.fixed(each.earned[n], 2)} in {formats.fixed(each.hours[n], 2)}" if each.hours[n] else "none"


def _short(value: float) -> str:
    return formats.points(value).removesuffix(" points")


def title_of(row: MixRow) -> str:
    """Say the finding in a line: "Of −6.0 points, −4.0 are mix and −2.0 pace"."""
    if not worth_telling(row):
        return f"Pace and mix changed little since {row.before_label}"
    parts = f"{_short(row.mix.value)} are mix and {_short(row.pace.value)} are pace"
    return f"Of {_short(row.change.value)} points of pace since {row.before_label}, {parts}"


def holdings_title(row: HoldingsRow) -> str:
    """Say how hard work is spread: "Hard work was 31 % of the team’s hours; of one coder’s 0 % to 62 %"."""
    if row.team.hard is None or not row.coders:
        return f"Who held which work in {row.label}"
    shares = [each.hard or 0.0 for each in row.coders]
    ends = f"{formats.percent(min(shares))} to {formats.percent(max(shares))}"
    return f"Hard work was {formats.percent(row.team.hard)} of the team’s hours; of one coder’s {ends}"


def holdings_words(row: HoldingsRow) -> str:
    """Say what counts as hard, and what the hours rest on."""
    if not row.hard:
        hard = "No work type counts as hard: Setup, Complexity, names them (complex, long, high …)"
    elif row.by_complexity:
        hard = f"Hard by its complexity in Setup: {', '.join(row.hard)}"
    else:
        hard = f"No complexity is named in Setup; hard are the fewest charts an hour: {', '.join(row.hard)}"
    laid = f" {formats.percent(row.laid_out)} of the hours are on no line of their own and are laid out."
    return f"{hard}. Coders stand in the order of their names.{laid if row.laid_out > 0.01 else ''}"


def holdings_table(row: HoldingsRow) -> AltTable:
    """Return who held which share of the hours, the team first, each with the accuracy of the same time."""
    head = ("Who", "Hours", "Hard", "Weight above 1", "Accuracy", *row.work_types)
    return AltTable(head, tuple(_holding(each) for each in (row.team, *row.coders)))


def _holding(each: HoldingRow) -> tuple[str, ...]:
    return (
        each.name,
        formats.hours(each.hours),
        formats.percent(each.hard),
        formats.percent(each.heavy),
        accuracy_cell(each.paired.accuracy),
        *(formats.percent(share) for share in each.shares),
    )


def accuracy_cell(accuracy: Accuracy | NotAudited) -> str:
    """Say an accuracy with its interval and sample in the width of a cell."""
    if isinstance(accuracy, NotAudited):
        return accuracy.reason
    interval = formats.interval(accuracy.low, accuracy.high)
    return f"{formats.percent(accuracy.value, accuracy.standard)} ({interval}, {findings.sample_words(accuracy)})"
