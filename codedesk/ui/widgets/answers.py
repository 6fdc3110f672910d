"""The answers to a question about what was typed, as buttons: each is what the text may mean. And a place for both.

The buttons take no focus, so that the field stays where typing goes on.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.widgets.buttons import Button, button

_WIDEST = 360
_MARGIN = 8


class AnswerButtons(QWidget):
    """A row of buttons. Signal: chosen(place) when one is pressed."""

    chosen = Signal(int)

    def __init__(self) -> None:
        """Start without any."""
        super().__init__()
        self._row = theme.row(self, 8)
        self._row.addStretch(1)
        self.buttons: list[Button] = []
        self._words: tuple[str, ...] = ()
        self.hide()

    def show_answers(self, words: Sequence[str]) -> None:
        """Offer other answers; none hides the row."""
        if tuple(words) != self._words:
            self._words = tuple(words)
            for gone in self.buttons:
                gone.deleteLater()
            self.buttons.clear()
            for place, each in enumerate(words):
                made = button(each, lambda place=place: self.chosen.emit(place))  # type: ignore[misc]
                made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                self._row.insertWidget(place, made)
                self.buttons.append(made)
        self.setVisible(bool(words))


class FieldProblem(QFrame):
    """A reason with its answers, laid over what is below a field of a bar: nothing beside the field moves for it.

    Signal: chosen(place) of an answer.
    """

    chosen = Signal(int)

    def __init__(self, field: QLineEdit) -> None:
        """Stay hidden until there is a reason."""
        super().__init__()
        self._field = field
        self.setProperty("kind", "problem")
        self._words = theme.label("", "caption", "error", wrap=True)
        self.answers = AnswerButtons()
        self.answers.chosen.connect(self.chosen)
        self._column = column = theme.column(self, 4, margins=(_MARGIN, 4, _MARGIN, 4))
        column.addWidget(self._words)
        column.addWidget(self.answers)
        field.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The reason that is shown; "" where there is none."""
        return self._words.text()

    def show_reason(self, reason: str, answers: Sequence[str] = ()) -> None:
        """Show a reason under the field; "" hides it."""
        self._words.setText(reason)
        self.answers.show_answers(answers)
        self._place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        if not self._words.text() or not self._field.isVisible():
            self.hide()
            return
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        widest = min(_WIDEST, window.width() - 2 * _MARGIN)
        line = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 2 * _MARGIN + 4
        width = max(
            min(widest, line), self.answers.sizeHint().width() + 2 * _MARGIN if self.answers.isVisibleTo(self) else 0
        )
        self.setFixedWidth(width)
        self.setFixedHeight(self._column.totalHeightForWidth(width))
        below = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        self.move(min(below.x(), window.width() - width - _MARGIN), below.y())
        self.show()
        self.raise_()
