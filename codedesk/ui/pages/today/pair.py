"""Pace and accuracy of the coder with the keyboard, side by side in one size: this day, this week, this quarter.

Here live the widgets and their words; the figures come from the page.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.metrics.figures import Accuracy, NotAudited, Pace, Paired
from codedesk.ui import theme
from codedesk.ui.widgets.explain import hover

_NAME = 30  # three lines of the panel
SPANS = (("day", "This day"), ("week", "This week"), ("quarter", "This quarter"))


class PairPanel(QFrame):
    """A card with three spans of one coder. Nothing of a pace is shown before its accuracy is known as well.

    Signal: asked(span key, Paired) when a person wants to know how a pair is made (Enter, Space or a click).
    """

    asked = Signal(str, object)

    def __init__(self) -> None:
        """Start without a coder."""
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName("Pace and accuracy")
        self._name = theme.label("", "section", wrap=True)
        self._spans = {key: _Span(words) for key, words in SPANS}
        row = theme.row(self, 12, margins=(theme.CARD_MARGIN, 8, theme.CARD_MARGIN, 8))
        self._name.setFixedWidth(104)
        row.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        for key, span in self._spans.items():
            row.addWidget(_upright())
            row.addWidget(span, 1)
            span.asked.connect(partial(self._ask, key))

    def show_name(self, name: str) -> None:
        """Name the coder."""
        self._name.setText(name if len(name) <= _NAME else f"{name[:_NAME]}…")
        self._name.setToolTip(name if len(name) > _NAME else "")

    def clear(self) -> None:
        """Wait for the figures of another day or coder."""
        for span in self._spans.values():
            span.clear()

    def show_pair(self, span: str, paired: Paired | None) -> None:
        """Show the pair of a span; None says that nothing is there."""
        self._spans[span].show_pair(paired)

    def words(self, span: str) -> str:
        """Return what a span says, as it is read aloud."""
        return self._spans[span].accessibleDescription()

    def ask(self, span: str) -> None:
        """Ask how the pair of a span is made, if it is known."""
        paired = self._spans[span].paired
        if paired is not None:
            self.asked.emit(span, paired)

    def _ask(self, span: str) -> None:
        self.ask(span)


class _Span(QWidget):
    """One span: pace on the left, accuracy on the right, the same size."""

    asked = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.paired: Paired | None = None
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._pace, self._accuracy = _Figure("Pace"), _Figure("Accuracy")
        column = theme.column(self, 2, margins=(4, 2, 4, 2))
        column.addWidget(theme.label(words, "head", "second"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._pace, 1)
        row.addWidget(self._accuracy, 1)
        column.addLayout(row)

    def clear(self) -> None:
        self.paired = None
        self._pace.show_figure("…", "", "")
        self._accuracy.show_figure("…", "", "")

    def show_pair(self, paired: Paired | None) -> None:
        self.paired = paired
        if paired is None:
            self._pace.show_figure(formats.NOT_AVAILABLE, "no work entered", "")
            self._accuracy.show_figure(*_accuracy(NotAudited()), "")
        else:
            self._pace.show_figure(formats.percent(paired.pace.value), _hours(paired.pace), hover(paired))
            self._accuracy.show_figure(*_accuracy(paired.accuracy), hover(paired, "accuracy"))
        self.setAccessibleDescription(f"pace {self._pace.words}; accuracy {self._accuracy.words}")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.asked.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme.theme().colour("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)


class _Figure(QWidget):
    """A caption, a figure, and a line on what it rests on."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self._caption = caption
        self._value = theme.label("…", "section")
        self._under = theme.label("", "caption", "second")
        self._under.setMinimumWidth(1)
        column = theme.column(self, 0)
        column.addWidget(theme.label(caption, "caption", "third"))
        column.addWidget(self._value)
        column.addWidget(self._under)

    @property
    def words(self) -> str:
        return ", ".join(words for words in (self._value.text(), self._under.text()) if words)

    def show_figure(self, value: str, under: str, how: str) -> None:
        self._value.setText(value)
        self._under.setText(under)
        self.setToolTip(how)
        self.setAccessibleName(f"{self._caption} {self.words}")


def _hours(pace: Pace) -> str:
    earned, productive = formats.hours(pace.earned_hours), formats.hours(pace.productive_hours)
    if pace.value is None:
        without = pace.charts_without_standard >= pace.charts > 0
        return "no standard" if without else "hours missing" if pace.days_hours_missing else "nothing to read yet"
    return f"{earned} h earned in {productive}"


def _accuracy(accuracy: Accuracy | NotAudited) -> tuple[str, str]:
    if isinstance(accuracy, NotAudited):
        return accuracy.what, accuracy.why
    charts = "charts not counted" if accuracy.records is None else formats.plural(accuracy.records, "chart")
    between = formats.interval(accuracy.low, accuracy.high)
    return formats.percent(accuracy.value, accuracy.standard), f"{charts} · {between}"


def _upright() -> QFrame:
    line = QFrame()
    line.setProperty("kind", "upright")
    return line
