"""The rows of the overview as columns: pace and its pair in the same row, in the same size. No figure is made here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from typing_extensions import override

from codedesk import formats
from codedesk.charts import axes, findings
from codedesk.charts.evidence import SHOWN_IN_COLUMN, mark_of
from codedesk.charts.picture import MarkKind, PairSpark
from codedesk.charts.sparks import pair_spark
from codedesk.charts.variation import variation
from codedesk.metrics.figures import Accuracy, Assurance, Block
from codedesk.periods import Period
from codedesk.services.audits.uncounted import UncountedRow
from codedesk.services.people.team import TeamPageRow, TeamRow
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.widgets.explain import hover
from codedesk.ui.widgets.marks import paint_mark
from codedesk.ui.widgets.sparkline import paint_spark
from codedesk.ui.widgets.table import Table, TableColumn

_NAME = "Pace and accuracy by coder"
_ORDER = "above you choose by name or what needs attention first. Nobody is ranked by pace or accuracy."
_BESIDE_NAME = 22  # the margins of the cell, and a little
_WIDEST_NAME = 280  # a longer one ends with "…", so that accuracy stays in sight beside pace
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
    uncounted: tuple[UncountedRow, ...] = ()

    @property
    def block(self) -> Block:
        """The figures of the row."""
        return self.row.block

    @property
    def name(self) -> str:
        """The coder, or the team."""
        return "Team, pooled" if self.row.pooled else self.block.coder


class OverviewTable(Table[OverviewLine]):
    """The table: names have the width that the longest needs, up to a most, unless a person chose the widths."""

    def __init__(self, settings: Settings) -> None:
        """Start without rows."""
        super().__init__(columns(), _NAME, row_height=theme.TWO_LINES_HEIGHT, settings=settings, order=_ORDER)
        self._chosen = _NAME in settings.column_widths

    @override
    def show_rows(self, rows: Sequence[OverviewLine]) -> None:
        super().show_rows(rows)
        if not self._chosen:
            metrics = QFontMetrics(theme.font("body", strong=True))
            needed = max((metrics.horizontalAdvance(line.name) for line in rows), default=0) + _BESIDE_NAME
            self._wanted[0] = min(needed, _WIDEST_NAME)
            self.setColumnWidth(0, self._wanted[0])
            self._fit()


def lines(page: TeamPageRow, period: Period, *, by_attention: bool) -> tuple[OverviewLine, ...]:
    """Return the team's row and a row per coder, all on the same ranges, by name or by what needs attention."""
    blocks = (page.figures.team, *page.figures.coders)
    pace_y, accuracy_y = axes.pace_axis(blocks), axes.accuracy_axis(blocks)
    coders = page.by_attention if by_attention else page.coders
    return tuple(
        OverviewLine(row, pair_spark(row.block, period, pace_y, accuracy_y), page.uncounted.get(row.block.coder_id, ()))
        for row in (page.team, *coders)
    )


def uncounted_words(rows: Iterable[UncountedRow]) -> str:
    """Say what was audited and is not part of the accuracy; "" where all of it is."""
    said = "; ".join(row.words for row in rows)
    return f"Audited and not counted in the accuracy: {said}." if said else ""


def columns() -> tuple[TableColumn[OverviewLine], ...]:
    """Return the columns: who, then pace and accuracy at the same size."""
    return (
        TableColumn(
            "coder",
            "Coder",
            120,
            text=_who,
            tooltip=_who,
            paint=_paint_who,
            copied=(("Coder", lambda line: line.name),),
        ),
        TableColumn(
            "pace",
            "Pace",
            150,
            text=lambda line: line.sparks.pace.summary,
            tooltip=_tell,
            paint=_paint_pace,
            least=76,
            copied=(("Pace", _pace), ("Latest pace", _latest_pace)),
        ),
        TableColumn("pace_value", "", 84, text=_pace_words, tooltip=_how_pace, paint=_two(_pace, _latest), copied=()),
        TableColumn("variation", "Variation", 190, text=_variation_words, tooltip=_tell, paint=_paint_variation),
        *_accuracy_columns(),
    )


def _accuracy_columns() -> tuple[TableColumn[OverviewLine], ...]:
    return (
        TableColumn(
            "accuracy",
            "Accuracy",
            120,
            text=lambda line: line.sparks.accuracy.summary,
            tooltip=_tell,
            paint=_paint_accuracy,
            least=64,
            copied=(("Accuracy", _whole_accuracy),),
        ),
        TableColumn(
            "accuracy_value",
            "",
            104,
            text=_accuracy_words,
            tooltip=_how_accuracy,
            paint=_two(_accuracy, _interval),
            least=98,
            copied=(),
        ),
        TableColumn(
            "evidence",
            "What the sample shows",
            160,
            text=_evidence_words,
            tooltip=_tell,
            paint=_paint_evidence,
            stretch=True,
            least=164,
            copied=(("What the sample shows", _evidence),),
        ),
    )


def _who(line: OverviewLine) -> str:
    return line.name + (f": {'; '.join(line.row.reasons)}" if line.row.reasons else "")


def _tell(line: OverviewLine) -> str:
    words = [line.name, findings.pair_words(line.block.paired)]
    words += [f"Variation: {_variation_words(line)}", *(signal.with_answer for signal in line.block.signals)]
    words += [said] if (said := uncounted_words(line.uncounted)) else []
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


def _latest_pace(line: OverviewLine) -> str:
    points = findings.valued(line.block.trend)
    return formats.percent(points[-1].value) if points else formats.NOT_AVAILABLE


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


def _whole_accuracy(line: OverviewLine) -> str:
    accuracy = line.block.paired.accuracy
    sample = findings.sample_words(accuracy) if isinstance(accuracy, Accuracy) else ""
    return f"{_accuracy(line)} ({_interval(line)}, {sample})" if sample else _accuracy(line)


def _evidence(line: OverviewLine) -> str:
    accuracy = line.block.paired.accuracy
    return SHOWN_IN_COLUMN[accuracy.evidence] if isinstance(accuracy, Accuracy) else "nothing to show"


def _sample(line: OverviewLine) -> str:
    accuracy = line.block.paired.accuracy
    if not isinstance(accuracy, Accuracy):
        return "audited, yet nothing counts" if line.uncounted else "not audited in this period"
    left_out = [row.charts for row in line.uncounted]
    small = ", small" if accuracy.small_sample else ""
    if left_out and accuracy.records is not None and None not in left_out:
        audited = accuracy.records + sum(charts or 0 for charts in left_out)
        return f"{accuracy.records} of {formats.plural(audited, 'chart')} count{small}"
    return findings.sample_words(accuracy) + small + (", not all counted" if left_out else "")


def _evidence_words(line: OverviewLine) -> str:
    return f"{_evidence(line)}, {_sample(line)}"


def _paint_who(painter: QPainter, rect: QRect, line: OverviewLine, _palette: QPalette) -> None:
    _paint_two(painter, rect, line.name, "", strong=True)


def _paint_pace(painter: QPainter, rect: QRect, line: OverviewLine, _palette: QPalette) -> None:
    paint_spark(painter, QRectF(rect), line.sparks.pace, "no full week")


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
