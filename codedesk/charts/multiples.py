"""Everybody small, side by side: pace above accuracy of each coder, on one scale, by name. Nobody is ranked."""

from collections.abc import Sequence
from dataclasses import dataclass

from codedesk import formats
from codedesk.charts import axes, findings
from codedesk.charts.picture import AltTable, DateAxis, PairSpark, ValueAxis
from codedesk.charts.sparks import pair_spark
from codedesk.metrics.figures import Block, NotAudited
from codedesk.periods import Period


@dataclass(frozen=True, slots=True)
class Cell:
    """One coder: both trends, and the figures of the span in words."""

    name: str
    coder_id: int | None
    spark: PairSpark
    pace_words: str
    accuracy_words: str

    @property
    def words(self) -> str:
        """Everything of it in one sentence."""
        return f"{self.name}. {self.spark.pace.summary}."


@dataclass(frozen=True, slots=True)
class Multiples:
    """The cells by name, and the axes that all of them share."""

    title: str
    subtitle: str
    cells: tuple[Cell, ...]
    x: DateAxis
    pace_y: ValueAxis
    accuracy_y: ValueAxis
    summary: str
    table: AltTable
    empty: str = ""


def multiples(blocks: Sequence[Block], span: Period) -> Multiples:
    """Draw every coder on the same scale, in the order of their names."""
    ordered = sorted(blocks, key=lambda block: block.coder.casefold())
    pace_y, accuracy_y = axes.pace_axis(ordered), axes.accuracy_axis(ordered)
    cells = tuple(
        Cell(
            block.coder,
            block.coder_id,
            pair_spark(block, span, pace_y, accuracy_y),
            f"Pace {formats.percent(block.paired.pace.value)}",
            _short(block),
        )
        for block in ordered
    )
    asked = sum(any(each.open and each.kind == "individual" for each in block.signals) for block in ordered)
    title = _title(len(cells), asked)
    names = ", ".join(cell.name for cell in cells)
    return Multiples(
        title=title,
        subtitle="Weekly pace above, accuracy by audit with its 95 % interval below; one scale for everybody, by name",
        cells=cells,
        x=axes.date_axis(span),
        pace_y=pace_y,
        accuracy_y=accuracy_y,
        summary=f"{title}: {names}." if names else "Nobody was on the team in this time.",
        table=_table(ordered),
        empty="" if cells else "Nobody was on the team in this time.",
    )


def _signals(block: Block) -> str:
    """Count what is worth a question; what it says stands among the signals, with its place."""
    shown = [signal for signal in block.signals if signal.open]
    process = sum(signal.kind == "process" for signal in shown)
    own, said = len(shown) - process, len(block.signals) - len(shown)
    found = [formats.plural(process, "process signal")] if process else []
    found += [f"{formats.plural(own, 'signal')} worth a question"] if own else []
    return ", ".join([*found, *([f"{said} answered"] if said else [])])


def _short(block: Block) -> str:
    """Tell the accuracy in the width of a cell: value, interval, charts."""
    accuracy = block.paired.accuracy
    if isinstance(accuracy, NotAudited):
        return "Accuracy: not audited"
    value = formats.percent(accuracy.value, accuracy.standard)
    charts = "" if accuracy.records is None else f", {formats.plural(accuracy.records, 'chart')}"
    return f"Accuracy {value} ({formats.interval(accuracy.low, accuracy.high)}{charts})"


def _title(coders: int, asked: int) -> str:
    if not asked:
        return f"Pace and accuracy of {formats.plural(coders, 'coder')}, nothing to ask about"
    return f"Pace and accuracy of {formats.plural(coders, 'coder')}; with {asked} of them something is worth a question"


def _table(blocks: Sequence[Block]) -> AltTable:
    rows = tuple(
        (
            block.coder,
            formats.percent(block.paired.pace.value),
            findings.accuracy_words(block.paired.accuracy).removeprefix("accuracy: ").removeprefix("accuracy "),
            _signals(block),
        )
        for block in blocks
    )
    return AltTable(("Coder", "Pace", "Accuracy", "Signals"), rows)
