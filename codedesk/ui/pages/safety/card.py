"""The card at the top of the page: the answer, the button of what is to be done, and the facts, which unfold."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.safety_answer import SafetyAnswer
from codedesk.ui.widgets.buttons import ButtonPicture, button
from codedesk.ui.widgets.fold import Fold

_ICONS = {"improvement": "done", "caution": "caution", "error": "error"}
_LABEL_WIDTH = 84


class AnswerCard(QFrame):
    """Signal: wanted(action) when the button is pressed."""

    wanted = Signal(str)

    def __init__(self, settings: Settings, facts: Sequence[str], words: dict[str, str]) -> None:
        """Lay out the facts by their names, two beside each other; words: what the button of an action says."""
        super().__init__()
        self._words, self._action = words, ""
        self._picture = ButtonPicture("safety", "text-2", 28)
        self.sentence = theme.label("Looking …", "section", wrap=True)
        self.line = theme.label("", "body", "second", wrap=True)
        self.line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = button("", self._pressed, kind="primary")
        self.button.hide()
        self._facts: dict[str, QLabel] = {}
        behind = QWidget()
        behind.setLayout(self._grid(facts))
        column = theme.card(self, 8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(theme.label("Am I safe?", "caption", "second"))
        said.addWidget(self.sentence)
        said.addWidget(self.line)
        head.addLayout(said, 1)
        head.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self.fold = Fold(settings, "safety.facts", "What the answer rests on", behind, ", ".join(facts).lower())
        column.addWidget(self.fold)

    def show_answer(self, answer: SafetyAnswer) -> None:
        """Show the answer and offer what helps."""
        self._picture.show_icon(_ICONS.get(answer.tone, "safety"), answer.tone or "text-2")
        self.sentence.setText(answer.sentence)
        theme.restyle(self.sentence, tone=answer.tone)
        self.line.setText(answer.line)
        self.line.setVisible(bool(answer.line))
        self._action = answer.action
        words = self._words.get(answer.action, "")
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self.button.setVisible(bool(words))
        self.setAccessibleName(f"Am I safe? {answer.sentence}")

    def show_fact(self, name: str, words: str, tone: theme.Tone = "") -> None:
        """Say something of one of the facts."""
        self._facts[name].setText(words)
        theme.restyle(self._facts[name], tone=tone)

    def fact(self, name: str) -> str:
        """Return what is said of a fact."""
        return self._facts[name].text()

    def _grid(self, names: Sequence[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place, name in enumerate(names):
            row, column = divmod(place, 2)
            value = self._facts[name] = theme.label("", "body", wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(theme.label(name, "body", "second"), row, 2 * column, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 2 * column + 1, Qt.AlignmentFlag.AlignTop)
        for column in (0, 2):
            grid.setColumnMinimumWidth(column, _LABEL_WIDTH)
            grid.setColumnStretch(column + 1, 1)
        return grid

    def _pressed(self) -> None:
        self.wanted.emit(self._action)
