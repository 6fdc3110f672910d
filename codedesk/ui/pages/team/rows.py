"""The rows of the overview as columns: pace and its pair in the same row, in the same size. No figure is made here."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette

from codedesk import formats
from codedesk.charts import axes, findings
from codedesk.charts.evidence import SHOWN_IN_COLUMN, mark_of
from codedesk.charts.picture import MarkKind, PairSpark, ValueAxis
from codedesk.charts.sparks import pair_spark
from codedesk.charts.variation import variation
from codedesk.metrics.figures import Accuracy, Assurance, Block
from codedesk.periods import Period
from codedesk.services.people.team import TeamPageRow, TeamRow
from codedesk.ui import theme
from codedesk.ui.widgets.explain import hover
from codedesk.ui.widgets.marks import paint_mark
from codedesk.ui.widgets.sparkline import paint_spark
from codedesk.ui.widgets.table import TableColumn

ROW_HEIGHT = 48
ASSURANCE_WORDS: dict[Assurance | None, str] = {
    "will": "will meet the standard",
    "may": "may or may not meet it",
    "will_not": "will not meet it as it is",
    None: "",
}


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """One row of the overview with its drawn trends."""

    row: TeamRow
    sparks: PairSpark

    @property
    def block(self) -> Block:
        """The figures of the row."""
        return self.row.block

    @property
    def name(self) -> str:
        """The coder, or the team."""
        return "Team, pooled" if self.row.pooled else self.block.coder


def lines(page: TeamPageRow, period: Period, *, by_attention: bool) -> tuple[OverviewLine, ...]:
    """Return the team's row and a row per coder, all on the same ranges, by name or by what needs attention."""
    blocks = (page.figures.team, *page.figures.coders)
    pace_y, accuracy_y = axes.pace_axis(blocks), axes.accuracy_axis(blocks)
    coders = page.by_attention if by_attention else page.coders
    return tuple(_line(row, period, pace_y, accuracy_y) for row in (page.team, *coders))


def columns() -> tuple[TableColumn[OverviewLine], ...]:
    """Return the columns: who, then pace and accuracy at the same size."""
    return (
        TableColumn("coder", "Coder", 180, text=_who, tooltip=_who, paint=_paint_who, stretch=True, least=132),
        TableColumn(
            "pace", "Pace", 150, text=lambda line: line.sparks.pace.summary, tooltip=_tell, paint=_paint_pace, least=76
        ),
        TableColumn("pace_value", "", 84, text=_pace_words, tooltip=_how_pace, paint=_two(_pace, _latest)),
        TableColumn("variation", "Variation", 190, text=_variation_words, tooltip=_tell, paint=_paint_variation),
        TableColumn(
            "accuracy",
            "Accuracy",
            120,
            text=lambda line: line.sparks.accuracy.summary,
            tooltip=_tell,
            paint=_paint_accuracy,
            least=64,
        ),
        TableColumn(
            "accuracy_value",
            "",
            104,
            text=_accuracy_words,
            tooltip=_how_accuracy,
            paint=_two(_accuracy, _interval),
            least=98,
        ),
        TableColumn(
            "evidence",
            "What the sample shows",
            160,
            text=_evidence_words,
            tooltip=_tell,
            paint=_paint_evidence,
            least=148,
        ),
    )


def _line(row: TeamRow, period: Period, pace_y: ValueAxis, accuracy_y: ValueAxis) -> OverviewLine:
    return OverviewLine(row, pair_spark(row.block, period, pace_y, accuracy_y))


def _who(line: OverviewLine) -> str:
    return line.name + (f": {'; '.join(line.row.reasons)}" if line.row.reasons else "")


def _tell(line: OverviewLine) -> str:
    words = [line.name, findings.pair_words(line.block.paired)]
    words += [f"Variation: {_variation_words(line)}", *(signal.with_answer for signal in line.block.signals)]
    return "\n".join([*words, "Enter opens the coder; Ctrl+I tells how the figures are made."])


def _how_pace(line: OverviewLine) -> str:
    return f"{line.name}\n{hover(line.block.paired)}"


def _how_accuracy(line: OverviewLine) -> str:
    return f"{line.name}\n{hover(line.block.paired, 'accuracy')}"


def _pace(line: OverviewLine) -> str:
    return formats.percent(line.block.paired.pace.value)


def _latest(line: OverviewLine) -> str:
    points = findings.valued(line.block.trend)
    return f"latest {formats.percent_number(points[-1].value)}" if points and points[-1].value is not None else ""


def _pace_words(line: OverviewLine) -> str:
    return f"pace {_pace(line)}, {_latest(line)}" if _latest(line) else f"pace {_pace(line)}"


def _variation_words(line: OverviewLine) -> str:
    return ", ".join(words for words in (variation(line.block)[1], _assurance(line)) if words)


def _assurance(line: OverviewLine) -> str:
    return ASSURANCE_WORDS[line.block.trend.assurance]


def _accuracy(line: OverviewLine) -> str:
    accuracy = line.block.paired.accuracy
    return formats.percent(accuracy.value, accuracy.standard) if isinstance(accuracy, Accuracy) else "not audited"


def _interval(line: OverviewLine) -> str:
    accuracy = line.block.paired.accuracy
    return formats.interval(accuracy.low, accuracy.high) if isinstance(accuracy, Accuracy) else "0 charts"


def _accuracy_words(line: OverviewLine) -> str:
    return f"accuracy {_accuracy(line)} ({_interval(line)})"


def _evidence(line: OverviewLine) -> str:
    accuracy = line.block.paired.accuracy
    return SHOWN_IN_COLUMN[accuracy.evidence] if isinstance(accuracy, Accuracy) else "nothing to show"


def _sample(line: OverviewLine) -> str:
    accuracy = line.block.paired.accuracy
    if not isinstance(accuracy, Accuracy):
        return "not audited in this period"
    return findings.sample_words(accuracy) + (", small" if accuracy.small_sample else "")


def _evidence_words(line: OverviewLine) -> str:
    return f"{_evidence(line)}, {_sample(line)}"


def _paint_who(painter: QPainter, rect: QRect, line: OverviewLine, _palette: QPalette) -> None:
    _paint_two(painter, rect, line.name, "; ".join(line.row.reasons), strong=True)


def _paint_pace(painter: QPainter, rect: QRect, line: OverviewLine, _palette: QPalette) -> None:
    paint_spark(painter, QRectF(rect), line.sparks.pace, "no week with enough hours")


def _paint_accuracy(painter: QPainter, rect: QRect, line: OverviewLine, _palette: QPalette) -> None:
    paint_spark(painter, QRectF(rect), line.sparks.accuracy, "no audit")


def _paint_variation(painter: QPainter, rect: QRect, line: OverviewLine, _palette: QPalette) -> None:
    mark, words = variation(line.block)
    _paint_marked(painter, rect, mark, words, _assurance(line))


def _paint_evidence(painter: QPainter, rect: QRect, line: OverviewLine, _palette: QPalette) -> None:
    accuracy = line.block.paired.accuracy
    evidence = accuracy.evidence if isinstance(accuracy, Accuracy) else None
    _paint_marked(painter, rect, mark_of(evidence), _evidence(line), _sample(line))


def _paint_marked(painter: QPainter, rect: QRect, mark: MarkKind, words: str, under: str) -> None:
    paint_mark(painter, mark, QPointF(rect.left() + 6, rect.center().y() - (7 if under else 0)), 6.0)
    _paint_two(painter, rect.adjusted(18, 0, 0, 0), words, under)


def _two(
    words: Callable[[OverviewLine], str], under: Callable[[OverviewLine], str]
) -> Callable[[QPainter, QRect, OverviewLine, QPalette], None]:
    def paint(painter: QPainter, rect: QRect, line: OverviewLine, _palette: QPalette) -> None:
        _paint_two(painter, rect, words(line), under(line), strong=True)

    return paint


def _paint_two(painter: QPainter, rect: QRect, words: str, under: str, *, strong: bool = False) -> None:
    look, flags = theme.theme(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    upper = QRect(rect.left(), rect.center().y() - (17 if under else 10), rect.width(), 20)
    painter.setFont(theme.font("body", strong=strong))
    painter.setPen(look.colour("text"))
    painter.drawText(upper, flags, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width()))
    painter.setFont(theme.font("caption"))
    painter.setPen(look.colour("text-2"))
    lower = QRect(rect.left(), rect.center().y() + 2, rect.width(), 16)
    painter.drawText(lower, flags, painter.fontMetrics().elidedText(under, Qt.TextElideMode.ElideRight, rect.width()))
