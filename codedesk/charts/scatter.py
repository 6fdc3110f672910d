"""Pace against accuracy of a whole team, each coder with the interval of the accuracy. Nobody is ranked or left out."""

from collections import Counter
from collections.abc import Iterable

from codedesk import formats
from codedesk.charts import axes, findings
from codedesk.charts.evidence import mark_of
from codedesk.charts.picture import AltTable, Dot, Scatter, ValueAxis
from codedesk.metrics.figures import Accuracy, Block, NotAudited


def team_scatter(blocks: Iterable[Block]) -> Scatter:
    """Place every coder who has both figures; name the others with the reason. Order is by name."""
    ordered = sorted(blocks, key=lambda block: block.coder.casefold())
    dots = tuple(dot for block in ordered if (dot := _dot(block)) is not None)
    apart = tuple(_apart(block) for block in ordered if _dot(block) is None)
    standard = _usual_standard(dots)
    wide = sum(1 for block in ordered if _cannot_tell(block))
    title = _title(len(dots), wide)
    return Scatter(
        title=title,
        subtitle=f"Pace, % of the standard, across; accuracy, %, with 95 % interval, up · {_people(len(dots))} · "
        "dashed: the standards",
        x=_pace_axis(dots),
        y=axes.accuracy_axis_of((), [block.paired.accuracy for block in ordered]),
        dots=dots,
        pace_standard=1.0,
        accuracy_standard=standard,
        apart=apart,
        other_standards=tuple(
            f"{dot.name} {formats.percent(dot.standard)}" for dot in dots if dot.standard not in (None, standard)
        ),
        summary=f"{title}. {'; '.join(apart)}".rstrip(". ") + ".",
        table=_table(ordered),
        empty="" if dots else "No coder has both a pace and an accuracy in this period.",
    )


def _dot(block: Block) -> Dot | None:
    pace, accuracy = block.paired.pace.value, block.paired.accuracy
    if pace is None or isinstance(accuracy, NotAudited):
        return None
    words = (block.coder, findings.pair_words(block.paired))
    return Dot(
        block.coder,
        block.coder_id,
        pace,
        accuracy.value,
        accuracy.low,
        accuracy.high,
        mark_of(accuracy.evidence),
        words,
        accuracy.standard,
    )


def _usual_standard(dots: tuple[Dot, ...]) -> float | None:
    """Return the accuracy standard that most coders have, the higher of two; a learner's may be lower."""
    found = Counter(dot.standard for dot in dots if dot.standard is not None)
    return max(found, key=lambda standard: (found[standard], standard), default=None)


def _apart(block: Block) -> str:
    reasons = []
    if block.paired.pace.value is None:
        reasons.append("no pace")
    if isinstance(block.paired.accuracy, NotAudited):
        reasons.append(block.paired.accuracy.reason)
    return f"{block.coder}: {', '.join(reasons)}"


def _cannot_tell(block: Block) -> bool:
    accuracy = block.paired.accuracy
    return isinstance(accuracy, Accuracy) and accuracy.evidence == "cannot_tell"


def _title(placed: int, wide: int) -> str:
    if not placed:
        return "Nobody has both figures yet"
    if not wide:
        return "Pace and accuracy of each coder"
    if wide == placed:
        return "No audit sample is large enough to tell yet"
    return f"For {_people(wide)} of {placed} the audit sample cannot tell yet"


def _people(amount: int) -> str:
    return formats.plural(amount, "coder")


def _pace_axis(dots: tuple[Dot, ...]) -> ValueAxis:
    paces = [dot.pace for dot in dots]
    low = min([axes.PACE_USUAL[0], *paces])
    high = max([axes.PACE_USUAL[1], *paces])
    return axes.value_axis(axes.stepped_down(low, 0.2), -axes.stepped_down(-high, 0.2), 0.2)


def _table(blocks: list[Block]) -> AltTable:
    rows = []
    for block in blocks:
        words = findings.accuracy_words(block.paired.accuracy).removeprefix("accuracy: ").removeprefix("accuracy ")
        rows.append((block.coder, formats.percent(block.paired.pace.value), words))
    return AltTable(("Coder", "Pace", "Accuracy"), tuple(rows))
