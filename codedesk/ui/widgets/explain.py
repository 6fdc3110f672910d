"""How is this made? A dialog that shows the explanation of a figure: formula, inputs, remarks; and its pair's.

The one answer of the program to that question; every page opens it. Nothing is computed here.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QTabWidget, QWidget

from codedesk.metrics.figures import Explanation, NotAudited, Paired
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button, copy_button
from codedesk.ui.widgets.dialog import Dialog

_WIDTH, _HEIGHT = 660, 520
NOT_AUDITED = Explanation(
    "Accuracy",
    "right codes ÷ codes the auditor found, by the department's method",
    (),
    ("No audit of this coder and period feeds the accuracy, so there is no figure: not audited (0 charts).",),
)


def pair_explanations(paired: Paired) -> tuple[Explanation, Explanation]:
    """Return how pace and accuracy of one coder and period are made; not audited is explained as well."""
    accuracy = paired.accuracy
    return paired.pace.explanation, NOT_AUDITED if isinstance(accuracy, NotAudited) else accuracy.explanation


def explain(parent: QWidget, who: str, explanations: Sequence[Explanation], first: int = 0) -> "ExplainDialog":
    """Open "How is this made?" beside the page; who names coder and period. Closes with Esc."""
    dialog = ExplainDialog(parent, who, explanations, first)
    dialog.open()
    return dialog


def explain_pair(parent: QWidget, who: str, paired: Paired, measure: str = "pace") -> "ExplainDialog":
    """Open the explanations of both figures, the asked one in front."""
    return explain(parent, who, pair_explanations(paired), 1 if measure == "accuracy" else 0)


def explained(explanation: Explanation) -> str:
    """Write an explanation as lines of text, for a tooltip or the clipboard."""
    parts = (f"{part.name}: {part.value}" + (f" ({part.source})" if part.source else "") for part in explanation.parts)
    return "\n".join((explanation.title, explanation.formula, *parts, *explanation.remarks))


def hover(paired: Paired, measure: str = "pace") -> str:
    """Tell on hover how pace or accuracy is made; both figures stand above it, so that neither is read alone."""
    explanations = pair_explanations(paired)
    from codedesk.charts import findings  # noqa: PLC0415 - with it come pictures, which Today needs with its first pair

    return f"{findings.pair_words(paired)}\n\n{explained(explanations[1 if measure == 'accuracy' else 0])}"


class ExplainDialog(Dialog):
    """One tab per explanation; one alone has no tabs. Text can be copied."""

    def __init__(self, parent: QWidget, who: str, explanations: Sequence[Explanation], first: int = 0) -> None:
        """Lay the explanations out."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("How is this made?")
        self.setAccessibleName(f"How is this made? {who}")
        self._explanations = tuple(explanations)
        self.tabs = QTabWidget()
        for explanation in self._explanations:
            self.tabs.addTab(_sheet(explanation), _short(explanation.title))
        self.tabs.setCurrentIndex(first)
        self.tabs.tabBar().setVisible(len(self._explanations) > 1)
        self.copies = copy_button(self.copy)
        column = theme.column(self, 8, margins=(theme.PAGE_MARGIN, 16, theme.PAGE_MARGIN, 16))
        column.addWidget(theme.label("How is this made?", "title"))
        column.addWidget(theme.label(who, "body", "second", wrap=True))
        column.addWidget(self.tabs, 1)
        column.addLayout(self._buttons())
        QShortcut(QKeySequence.StandardKey.Copy, self, self.copies.click)
        self.tabs.tabBar().ensurePolished()
        tabs = self.tabs.tabBar().sizeHint().width() + 2 * theme.PAGE_MARGIN  # none is cut where the screen has room
        self.resize(max(_WIDTH, tabs), _HEIGHT)

    def copy(self) -> None:
        """Copy all explanations as text: pace never without its accuracy."""
        QGuiApplication.clipboard().setText("\n\n".join(explained(one) for one in self._explanations))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.copies)
        close = button("Close", self.accept, kind="primary")
        close.setDefault(True)
        row.addWidget(close)
        return row


def _sheet(explanation: Explanation) -> QWidget:
    body = QWidget()
    body.setObjectName("scroll_body")
    column = theme.column(body, 8, margins=(0, 12, 12, 12))
    column.addWidget(theme.label(explanation.title, "section", wrap=True))
    column.addWidget(_said("Formula", explanation.formula))
    if explanation.parts:
        column.addWidget(_parts(explanation))
    for remark in explanation.remarks:
        column.addWidget(_selectable(remark, "second"))
    column.addStretch(1)
    return theme.scrolled(body, tab_stop=True)


def _said(head: str, words: str) -> QWidget:
    box = QFrame()
    box.setProperty("kind", "strip")
    column = theme.column(box, 2, margins=(12, 8, 12, 8))
    column.addWidget(theme.label(head, "caption", "third"))
    column.addWidget(_selectable(words))
    return box


def _parts(explanation: Explanation) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 4, 0, 4)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, 160)
    grid.setColumnStretch(1, 1)
    for number, part in enumerate(explanation.parts):
        grid.addWidget(theme.label(part.name, "body", "second", wrap=True), 2 * number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_selectable(part.value), 2 * number, 1, Qt.AlignmentFlag.AlignTop)
        if part.source:
            grid.addWidget(theme.label(part.source, "caption", "third", wrap=True), 2 * number + 1, 1)
    return box


def _selectable(words: str, tone: theme.Tone = "") -> QWidget:
    made = theme.label(words, "body", tone, wrap=True)
    flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    made.setTextInteractionFlags(flags)
    return made


def _short(title: str) -> str:
    return title.split(",", maxsplit=1)[0].replace("&", "&&")
