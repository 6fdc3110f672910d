"""Pace and accuracy of the coder with the keyboard, side by side in one size: this day, this week, this quarter.

Here live the widgets and their words; the figures come from the page.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from codedesk import formats
from codedesk.metrics.figures import Accuracy, Explanation, NotAudited, Pace, Paired
from codedesk.ui import theme

SPANS = (("day", "This day"), ("week", "This week"), ("quarter", "This quarter"))


class PairPanel(QFrame):
    """A card with three spans of one coder. Nothing of a pace is shown before its accuracy is known as well."""

    def __init__(self) -> None:
        """Start without a coder."""
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName("Pace and accuracy")
        self._name = theme.label("", "section")
        self._spans = {key: _Span(words) for key, words in SPANS}
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.CARD_MARGIN, 8, theme.CARD_MARGIN, 8)
        row.setSpacing(16)
        self._name.setFixedWidth(104)
        self._name.setWordWrap(True)
        row.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        for span in self._spans.values():
            row.addWidget(_upright())
            row.addWidget(span, 1)

    def show_coder(self, name: str) -> None:
        """Name the coder; the figures follow."""
        self._name.setText(name)
        for span in self._spans.values():
            span.clear()

    def show_pair(self, span: str, paired: Paired | None) -> None:
        """Show the pair of a span; None says that nothing is there."""
        self._spans[span].show_pair(paired)

    def words(self, span: str) -> str:
        """Return what a span says, as it is read aloud."""
        return self._spans[span].accessibleDescription()


class _Span(QWidget):
    """One span: pace on the left, accuracy on the right, the same size."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setAccessibleName(words)
        self._pace, self._accuracy = _Figure("Pace"), _Figure("Accuracy")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(theme.label(words, "head", "second"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._pace, 1)
        row.addWidget(self._accuracy, 1)
        column.addLayout(row)

    def clear(self) -> None:
        self._pace.show_figure("…", "", "")
        self._accuracy.show_figure("…", "", "")

    def show_pair(self, paired: Paired | None) -> None:
        if paired is None:
            self._pace.show_figure(formats.NOT_AVAILABLE, "no work entered", "")
            self._accuracy.show_figure(NotAudited().reason, "", "")
        else:
            self._pace.show_figure(
                formats.percent(paired.pace.value), _hours(paired.pace), made(paired.pace.explanation)
            )
            self._accuracy.show_figure(*_accuracy(paired.accuracy))
        self.setAccessibleDescription(f"pace {self._pace.words}; accuracy {self._accuracy.words}")


class _Figure(QWidget):
    """A caption, a figure, and a line on what it rests on."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self._caption = caption
        self._value = theme.label("…", "section")
        self._under = theme.label("", "caption", "second")
        self._under.setMinimumWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
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


def made(explanation: Explanation) -> str:
    """Say how a figure is made, for a tooltip: the formula and its inputs."""
    lines = [explanation.formula, *(f"{part.name}: {part.value}" for part in explanation.parts)]
    return "\n".join([*lines, *explanation.remarks])


def _hours(pace: Pace) -> str:
    earned, productive = formats.hours(pace.earned_hours), formats.hours(pace.productive_hours)
    if pace.value is None:
        return "hours missing" if pace.days_hours_missing else "nothing to read yet"
    return f"{earned} h earned in {productive}"


def _accuracy(accuracy: Accuracy | NotAudited) -> tuple[str, str, str]:
    if isinstance(accuracy, NotAudited):
        return accuracy.reason, "", ""
    charts = "charts not counted" if accuracy.records is None else formats.plural(accuracy.records, "chart")
    between = formats.interval(accuracy.low, accuracy.high)
    how = made(accuracy.explanation)
    return formats.percent(accuracy.value, accuracy.standard), f"{charts} · {between}", how


def _upright() -> QFrame:
    line = QFrame()
    line.setProperty("kind", "upright")
    return line
