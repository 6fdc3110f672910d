"""The head of the page: pace and accuracy as two equal blocks, accurate pace smaller beside them.

Here live widgets and their words; the figures come from the page.
"""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.charts import findings
from codedesk.charts.evidence import SHOWN, mark_of
from codedesk.charts.picture import MarkKind
from codedesk.methods import method_words
from codedesk.metrics.figures import Accuracy, Assurance, Block, NotAudited, Pace, Paired
from codedesk.services.figures import due_words
from codedesk.services.reviews.sentences import likely_words, opened, settle_words
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.explain import hover
from codedesk.ui.widgets.marks import paint_mark

ASSURANCE: dict[Assurance | None, str] = {
    "will": "Will meet the standard if nothing changes",
    "may": "May or may not meet the standard",
    "will_not": "Will not meet the standard without a change",
    None: "Too few weeks to say whether it will meet the standard",
}
_ASSURANCE_MARKS: dict[Assurance | None, MarkKind] = {"will": "improvement", "will_not": "concern"}


class PairBlocks(QWidget):
    """Pace and accuracy at the same size, and the product as the third, smaller figure. asked(measure)."""

    asked = Signal(str)

    def __init__(self) -> None:
        """Start without figures."""
        super().__init__()
        self.pace, self.accuracy = FigureBlock("Pace"), FigureBlock("Accuracy")
        self.product = _Product()
        self.pace.asked.connect(self._ask_pace)
        self.accuracy.asked.connect(self._ask_accuracy)
        row = theme.row(self, 12)
        row.addWidget(self.pace, 5)
        row.addWidget(self.accuracy, 5)
        row.addWidget(self.product, 2)

    def show_block(self, block: Block) -> None:
        """Show both figures of a coder and their product."""
        self.pace.show_words(*_pace_words(block))
        self.accuracy.show_words(*_accuracy_words(block))
        self.pace.value.setToolTip(hover(block.paired))
        self.accuracy.value.setToolTip(hover(block.paired, "accuracy"))
        self.product.show_pair(block.paired)
        pair = f"Pace {self.pace.value.text()}, accuracy {self.accuracy.value.text()}."
        for card in (self.pace, self.accuracy, self.product):
            card.setAccessibleName(f"{pair} {card.accessibleName()}")

    def _ask_pace(self) -> None:
        self.asked.emit("pace")

    def _ask_accuracy(self) -> None:
        self.asked.emit("accuracy")


class FigureBlock(QFrame):
    """A card: name, key figure, standard, mark with its words, what it rests on, one sentence."""

    asked = Signal()

    def __init__(self, name: str) -> None:
        """Lay the parts out; name is the measure."""
        super().__init__()
        self._name = name
        self.value = theme.label("", "key")
        self.standard = theme.label("", "body", "second")
        self.mark = MarkIcon()
        self.says = theme.label("", "body")
        self.rests = theme.label("", "body", "second", wrap=True)
        self.sentence = theme.label("", "body", "second", wrap=True)
        self.how = button("How is this made?", self.asked.emit, kind="quiet")
        self.how.setAccessibleName(f"How is the {name.lower()} made?")
        self._lay_out()

    def show_words(self, value: str, standard: str, mark: MarkKind, says: str, rests: str, sentence: str) -> None:
        """Show a figure with everything that bounds it."""
        self.value.setText(value)
        self.standard.setText(standard)
        self.mark.show_mark(mark)
        self.says.setText(says)
        self.rests.setText(rests)
        self.sentence.setText(sentence)
        self.setAccessibleName(f"{self._name} {value}. {standard}. {says}. {rests}. {sentence}")

    def _lay_out(self) -> None:
        column = theme.card(self, 4)
        head = QHBoxLayout()
        head.addWidget(theme.label(self._name, "section"))
        head.addStretch(1)
        head.addWidget(self.how)
        column.addLayout(head)
        figure = QHBoxLayout()
        figure.setSpacing(12)
        figure.addWidget(self.value)
        figure.addWidget(self.standard, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(figure)
        marked = QHBoxLayout()
        marked.setSpacing(8)
        marked.addWidget(self.mark)
        marked.addWidget(self.says, 1)
        column.addLayout(marked)
        column.addWidget(self.rests)
        column.addWidget(self.sentence)
        column.addStretch(1)


class _Product(QFrame):
    """Accurate pace: only ever beside its two parts."""

    def __init__(self) -> None:
        super().__init__()
        self.value = theme.label("", "section")
        self._under = theme.label("pace × accuracy", "caption", "second", wrap=True)
        column = theme.card(self, 4)
        column.addWidget(theme.label("Accurate pace", "head", "second"))
        column.addWidget(self.value)
        column.addWidget(self._under)
        column.addStretch(1)

    def show_pair(self, paired: Paired) -> None:
        value, accuracy = paired.accurate_pace, paired.accuracy
        self.value.setText(formats.percent(value))
        made = "needs both figures"
        if value is not None and isinstance(accuracy, Accuracy):
            made = f"pace {formats.percent(paired.pace.value)}\n× accuracy {formats.percent(accuracy.value)}"
        if (reach := paired.accurate_pace_range) is not None:
            made += f"\n{formats.interval(*reach)} over the interval of the accuracy"
        self._under.setText(made)
        self.value.setToolTip(f"Accurate pace: {' '.join(made.split())}\n{findings.pair_words(paired)}")
        self.setAccessibleName(f"Accurate pace {self.value.text()}, {self._under.text()}")


class MarkIcon(QWidget):
    """One mark, painted beside its words."""

    def __init__(self) -> None:
        """Start with the small circle."""
        super().__init__()
        self._kind: MarkKind = "common"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(18, 18)

    def show_mark(self, kind: MarkKind) -> None:
        """Show another mark."""
        self._kind = kind
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, self._kind, QPointF(self.width() / 2, self.height() / 2), 7.0)
        painter.end()


def _pace_words(block: Block) -> tuple[str, str, MarkKind, str, str, str]:
    pace = block.paired.pace
    standard = f"standard 100{formats.NO_BREAK}%"
    if pace.on_ramp:
        standard = f"expected on the ramp {formats.percent(pace.expected)}; standard 100{formats.NO_BREAK}%"
    mark = _ASSURANCE_MARKS.get(block.trend.assurance, "common")
    rests = (
        f"{formats.hours(pace.earned_hours)} earned of {formats.hours(pace.productive_hours)} productive hours · "
        f"{pace.days_entered} of {formats.plural(pace.days_due, 'due day')} entered"
    )
    if pace.days_beside:
        rests += f" · {due_words.beside_count(pace.days_beside)}"
    if pace.days_hours_missing:
        rests += f" · hours missing on {formats.plural(pace.days_hours_missing, 'day')}"
    return formats.percent(pace.value), standard, mark, ASSURANCE[block.trend.assurance], rests, _pace_sentence(pace)


def _pace_sentence(pace: Pace) -> str:
    if pace.value is None and pace.charts_without_standard >= pace.charts > 0:
        return "No pace can be given: no standard is in force for this work."
    if pace.value is None:
        return "No pace can be given: no productive hours are known for this period."
    words = []
    if pace.on_ramp and pace.to_ramp is not None:
        words.append(f"Against the ramp: {formats.percent(pace.to_ramp)}.")
    if pace.charts_without_standard:
        words.append(f"{formats.plural(pace.charts_without_standard, 'chart')} without a standard left out.")
    side = "at or above" if pace.value >= 1 else "below"
    return " ".join([*words, f"{formats.plural(pace.charts, 'chart')}; {side} the standard of 100{formats.NO_BREAK}%."])


def _accuracy_words(block: Block) -> tuple[str, str, MarkKind, str, str, str]:
    accuracy = block.paired.accuracy
    if isinstance(accuracy, NotAudited):
        return (
            "not audited",
            "0 charts",
            "common",
            "Nothing can be said about the quality",
            "No audit of this period feeds the accuracy.",
            "A pace without an audit tells half; plan an audit to have both.",
        )
    standard = (
        "no standard set" if accuracy.standard is None else f"standard {formats.number(accuracy.standard * 100)} %"
    )
    small = ", small sample" if accuracy.small_sample else ""
    rests = f"95 % interval {formats.interval(accuracy.low, accuracy.high)} · {findings.sample_words(accuracy)}{small}"
    return (
        formats.percent(accuracy.value, accuracy.standard),
        standard,
        mark_of(accuracy.evidence),
        opened(SHOWN[accuracy.evidence]),
        rests,
        _accuracy_sentence(accuracy),
    )


def _accuracy_sentence(accuracy: Accuracy) -> str:
    method = method_words(accuracy.method)
    words = [f"By {method}{', as reported' if accuracy.as_reported else ''}."]
    if accuracy.observed is not None:
        words.append(f"Observed: {'met' if accuracy.observed == 'met' else 'below the standard'}.")
    if accuracy.first_value != accuracy.value:
        words.append(f"First score {formats.percent(accuracy.first_value)}, before answers.")
    if accuracy.deleted:
        words.append(f"{formats.plural(accuracy.deleted, 'code')} deleted as over-coded.")
    if settled := settle_words(accuracy):
        words.append(settled)
    if accuracy.likely is not None:
        words.append(f"{likely_words(accuracy)}.")
    return " ".join(words)
