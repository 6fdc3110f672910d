"""The step "File": which file it is, what was found in it, and what a person has to say where nothing decides it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.pages.files.steps import BringStep
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.editors import ChoiceBox

Choices = Sequence[tuple[str, str]]
_ASKS = {"encoding": "Written in which alphabet?", "delimiter": "What stands between the cells?"}


class FileStep(BringStep):
    """Signals: said(what was asked, key) where a text has to be explained · forget_wanted() for what is remembered."""

    title = "File"
    said = Signal(str, str)
    forget_wanted = Signal()

    def __init__(self, choose: Callable[[], None], paste: Callable[[], None]) -> None:
        """Show nothing yet."""
        super().__init__()
        self._asked, self._choices = "", ()  # type: tuple[str, Choices]
        self.name = theme.label("", "section", wrap=True)
        self.words = theme.label("", "body", wrap=True)
        self.question = theme.label("", "body")
        self.answer = ChoiceBox()
        self.answer.setMinimumWidth(260)
        self.answer.setPlaceholderText("Choose …")
        self.answer.activated.connect(self._answered)
        self.known = theme.label("", "body", "second", wrap=True)
        self.forget = button("Forget how it was read", self.forget_wanted.emit, kind="quiet")
        self.choose = button("Choose another file …", choose, icon="open")
        column = theme.column(self, 12)
        column.addWidget(self.name)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(12)
        for part in (self.question, self.answer):
            row.addWidget(part)
        row.addStretch(1)
        column.addLayout(row)
        kept = QHBoxLayout()
        kept.setSpacing(12)
        kept.addWidget(self.known)
        kept.addWidget(self.forget)
        kept.addStretch(1)
        column.addLayout(kept)
        ways = QHBoxLayout()
        ways.setSpacing(12)
        ways.addWidget(self.choose)
        ways.addWidget(button("Paste from the clipboard", paste))
        ways.addStretch(1)
        column.addLayout(ways)
        column.addStretch(1)

    @property
    @override
    def first(self) -> QWidget | None:
        return self.answer if self._asked else self.choose

    def show_file(self, name: str, words: Sequence[str], *, problem: bool, known: str = "") -> None:
        """Show the name, what was found, and, where the form of the file is known from before, that it is."""
        self.name.setText(name)
        self.words.setText("\n".join(words))
        theme.restyle(self.words, tone="error" if problem else "")
        self.known.setText(known)
        self.forget.setVisible(bool(known))
        self.known.setVisible(bool(known))

    def ask(self, asked: str, choices: Choices) -> None:
        """Ask what the file does not say; "" for nothing."""
        self._asked, self._choices = asked, choices
        self.question.setText(_ASKS.get(asked, ""))
        self.answer.clear()
        self.answer.addItems([words for _, words in choices])
        self.answer.setCurrentIndex(-1)
        self.answer.setAccessibleName(_ASKS.get(asked, ""))
        for part in (self.question, self.answer):
            part.setVisible(bool(asked))

    def _answered(self, place: int) -> None:
        self.said.emit(self._asked, self._choices[place][0])
