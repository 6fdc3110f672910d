"""The band that shows an audit's result while it is typed: the figure, its interval, both statements, other methods.

Here lives how one accuracy stands on the audit form. It is made by services; nothing is computed here.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from codedesk import formats
from codedesk.methods import method_words
from codedesk.metrics.figures import Accuracy, Explanation, NotAudited
from codedesk.services.audits.policy_results import AgainstPolicy
from codedesk.ui import theme
from codedesk.ui.pages.audits.words import statement_words
from codedesk.ui.widgets.buttons import button

_HEIGHT = 92  # of four lines, whatever they say: what stands below stays where it is while a result comes and grows


class ResultBand(QFrame):
    """The live result of one audit. Signal: asked() for how it is made."""

    asked = Signal()

    def __init__(self) -> None:
        """Start without a result."""
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName("Result of this audit")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(_HEIGHT)
        self._value = theme.label("–", "key")
        self._value.setIndent(8)
        self._value.setMinimumWidth(124)
        self._first_line = theme.one_line("", "body")
        self._second_line = theme.few_lines(2, "second")
        self._third_line = theme.one_line("", "caption", "second")
        row = theme.row(self, 12, margins=(4, 8, 12, 8))
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._value)
        left.addStretch(1)
        row.addLayout(left)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        for line in (self._first_line, self._second_line, self._third_line):
            lines.addWidget(line)
        lines.addStretch(1)
        row.addLayout(lines, 1)
        self.explanation: Explanation | None = None
        self._how = button("How is this made?", self.asked.emit, kind="quiet")
        self._how.setToolTip("How is this made? (Ctrl+I)")
        left.insertWidget(1, self._how, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_result(NotAudited("nothing is typed yet", ""), ())

    @property
    def words(self) -> str:
        """Everything that the band says."""
        labels = (self._value, self._first_line, self._second_line, self._third_line)
        return "\n".join(label.text() for label in labels if label.text())

    def show_result(
        self,
        result: Accuracy | NotAudited,
        others: tuple[Accuracy, ...],
        method: str = "",
        policy: AgainstPolicy | None = None,
    ) -> None:
        """Show a result with what the other methods would give, or why there is none yet.

        method is the one that the policy names, which is marked; policy says how the result stands to its target.
        """
        if isinstance(result, NotAudited):
            self._put("–", f"No result yet: {result.reason}.", "", "", "third")
            self.explanation = None
        else:
            figure = formats.percent(result.value, result.standard)
            third = _other_words(result, others, method)
            self._put(figure, _size_words(result, method), statement_words(result, policy), third, "")
            self.explanation = result.explanation
        self._how.setVisible(self.explanation is not None)
        self.setAccessibleDescription(self.words)

    def _put(self, value: str, first: str, second: str, third: str, tone: theme.Tone) -> None:
        self._value.setText(value)
        theme.restyle(self._value, tone=tone)
        theme.restyle(self._first_line, tone="second" if tone else "")
        for label, text in ((self._first_line, first), (self._second_line, second), (self._third_line, third)):
            label.setText(text)
            label.setVisible(bool(text))


def _size_words(result: Accuracy, policy: str) -> str:
    size = "charts not entered" if result.records is None else formats.plural(result.records, "chart")
    parts = [
        f"95 % interval {formats.interval(result.low, result.high)}",
        f"{size}, small sample" if result.small_sample else size,
        "as reported" if result.as_reported else _method(result.method, policy),
    ]
    if result.first_value != result.value:
        parts.append(f"first score {formats.percent(result.first_value, result.standard)}")
    if result.not_followed:
        parts.append(f"cannot follow {formats.plural(result.not_followed, 'withdrawn finding')}")
    return " · ".join(parts)


def _other_words(result: Accuracy, others: tuple[Accuracy, ...], policy: str) -> str:
    rest = (one for one in others if one.method != result.method)
    shown = [f"{method_words(one.method)} {formats.percent(one.value)}{_mark(one.method, policy)}" for one in rest]
    parts = [f"{formats.plural(result.deleted, 'code')} deleted (over-coding)"] if result.deleted else []
    if shown:
        parts.append(f"By other methods: {', '.join(shown)}")
    return " · ".join(parts)


def _method(method: str, policy: str) -> str:
    return method_words(method) + _mark(method, policy)


def _mark(method: str, policy: str) -> str:
    return " (the policy’s)" if method == policy else ""
