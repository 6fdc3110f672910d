"""Accuracy against the size of its sample, around the team's own, with what chance lets expect. Nobody is ranked.

The limits are those of metrics/funnel.py. Only what lies outside 99.8 % is asked about; each accuracy has its pace.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from codedesk import formats
from codedesk.charts import axes, findings
from codedesk.charts.picture import AltTable, MarkKind, ValueAxis, ValueTick
from codedesk.methods import method_words
from codedesk.metrics.figures import Accuracy, Block
from codedesk.metrics.funnel import Z_95, Z_998, Place, limits, place

_CURVE_POINTS = 60
_MARKS: dict[Place, MarkKind] = {"inside": "common", "near": "common", "below": "concern", "above": "improvement"}


@dataclass(frozen=True, slots=True)
class FunnelDot:
    """One coder: the effective sample across, the accuracy up."""

    name: str
    coder_id: int | None
    n: float
    accuracy: float
    place: Place
    mark: MarkKind
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """One pair of limits: its name, and low and high at each sample size."""

    label: str
    points: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Funnel:
    """The picture. questions: what is asked, in words; apart: who cannot be placed, and why."""

    title: str
    subtitle: str
    high: float
    ticks: tuple[ValueTick, ...]
    y: ValueAxis
    centre: float
    bounds: tuple[Bound, ...]
    dots: tuple[FunnelDot, ...]
    questions: tuple[str, ...]
    apart: tuple[str, ...]
    note: str
    summary: str
    table: AltTable
    empty: str = ""

    def share(self, n: float) -> float:
        """Say how far along the axis a sample size lies: 0 at none, 1 at the largest shown."""
        return n / self.high


def funnel(team: Block, blocks: Iterable[Block]) -> Funnel:
    """Place every coder who was audited by the team's method; name the others with the reason."""
    ordered = sorted(blocks, key=lambda block: block.coder.casefold())
    pooled = team.paired.accuracy
    if not isinstance(pooled, Accuracy):
        return _nothing(ordered)
    placed = [block for block in ordered if _why_apart(block, pooled) == ""]
    dots = tuple(_dot(block, pooled) for block in placed)
    apart = tuple(f"{block.coder}: {why}" for block in ordered if (why := _why_apart(block, pooled)))
    high, ticks = axes.count_ticks(max(1, ceil(max((dot.n for dot in dots), default=1.0) * 1.05)))
    lowest = min([dot.accuracy for dot in dots], default=pooled.value)
    y = _axis(min(lowest, limits(pooled.value, max(1.0, 0.2 * high), Z_998)[0]))
    questions = tuple(_question(dot, pooled) for dot in dots if dot.place in ("below", "above"))
    title = _title(len(dots), len(questions))
    return Funnel(
        title=title,
        subtitle=f"Accuracy, %, {method_words(pooled.method)}, up; effective sample across · "
        f"team {findings.accuracy_words(pooled).removeprefix('accuracy ')}",
        high=float(high),
        ticks=ticks,
        y=y,
        centre=pooled.value,
        bounds=(_bound("95 %", pooled.value, high, Z_95), _bound("99.8 %", pooled.value, high, Z_998)),
        dots=dots,
        questions=questions,
        apart=apart,
        note=f"Codes of one chart are alike and count as fewer: the sample is the effective one. Around the team’s "
        f"{formats.percent(pooled.value)}, 1 of 20 lies outside 95 % and 1 of 500 outside 99.8 % by chance alone; "
        "what lies nearer tells nobody apart.",
        summary=" ".join((f"{title}.", *questions)),
        table=_table(ordered, pooled),
        empty="" if dots else "Nobody was audited by the team’s method in this time.",
    )


def _nothing(blocks: list[Block]) -> Funnel:
    words = "Nobody was audited in this time, so there is nothing to place."
    table = _table(blocks, None)
    y, title = axes.value_axis(0.8, 1.0, 0.05), "Nobody was audited in this time"
    return Funnel(title, "Accuracy against the sample", 1.0, (), y, 1.0, (), (), (), (), "", words, table, words)


def _why_apart(block: Block, pooled: Accuracy) -> str:
    accuracy = block.paired.accuracy
    if not isinstance(accuracy, Accuracy):
        return accuracy.reason
    if accuracy.method != pooled.method:
        return f"audited by another method ({method_words(accuracy.method)})"
    return "" if accuracy.n_effective > 0 else "the sample is not known"


def _dot(block: Block, pooled: Accuracy) -> FunnelDot:
    accuracy = block.paired.accuracy
    assert isinstance(accuracy, Accuracy)
    where = place(accuracy.value, pooled.value, accuracy.n_effective)
    sample = f"effective sample {formats.number(accuracy.n_effective, 0)}"
    words = (block.coder, f"{findings.pair_words(block.paired)}; {sample}: {_WHERE[where]}")
    return FunnelDot(block.coder, block.coder_id, accuracy.n_effective, accuracy.value, where, _MARKS[where], words)


_WHERE: dict[Place, str] = {
    "inside": "within what chance lets expect",
    "near": "outside 95 %, inside 99.8 %: chance may well do that",
    "below": "below the 99.8 % limits",
    "above": "above the 99.8 % limits",
}


def _question(dot: FunnelDot, pooled: Accuracy) -> str:
    low, high = limits(pooled.value, dot.n, Z_998)
    way = "below" if dot.place == "below" else "above"
    return (
        f"{dot.words[0]}: accuracy lies {way} what chance lets expect at this sample "
        f"({formats.interval(low, high)}). {dot.words[1].partition('; effective')[0]}. "
        "Is the work, the audits’ selection or the auditor another than for the others?"
    )


def _title(placed: int, asked: int) -> str:
    if not placed:
        return "Nobody can be placed in this time"
    if placed == 1:
        return "One coder alone was audited by the team’s method: there is nothing to compare"
    people = formats.plural(placed, "coder")
    if not asked:
        return f"The accuracies of {people} lie no further apart than chance lets expect"
    verb = "lies" if asked == 1 else "lie"
    return f"Of {people}, {asked} {verb} further off than chance lets expect: worth a question"


def _axis(lowest: float) -> ValueAxis:
    low = max(0.0, axes.stepped_down(min(0.9, lowest), 0.05))
    step = 0.05 if low >= 0.7 else 0.1 if low >= 0.4 else 0.2
    return axes.value_axis(axes.stepped_down(low, step), 1.0, step)


def _bound(label: str, centre: float, high: int, z: float) -> Bound:
    sizes = [high * (number / _CURVE_POINTS) ** 2 for number in range(1, _CURVE_POINTS + 1)]
    return Bound(label, tuple((n, *limits(centre, n, z)) for n in sizes))


def _table(blocks: list[Block], pooled: Accuracy | None) -> AltTable:
    rows = []
    for block in blocks:
        accuracy = block.paired.accuracy
        words = findings.accuracy_words(accuracy).removeprefix("accuracy: ").removeprefix("accuracy ")
        sample = where = ""
        if isinstance(accuracy, Accuracy) and pooled is not None:
            sample = formats.number(accuracy.n_effective, 0)
            where = _why_apart(block, pooled) or _WHERE[place(accuracy.value, pooled.value, accuracy.n_effective)]
        rows.append((block.coder, formats.percent(block.paired.pace.value), words, sample, where))
    return AltTable(("Coder", "Pace", "Accuracy", "Effective sample", "Where it lies"), tuple(rows))
