"""What is worth a question, line by line, with a button to answer each: what is open first, the answered in grey.

Here live widgets and their words; what is asked and stored is ui/answering.py's.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from codedesk.metrics import figures
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import Button, button

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SignalList(QFrame):
    """Signals of the process first, then questions, then what was answered.

    Signal: answer_wanted(metrics Signal). Tab and the arrows move between the buttons, Enter presses one.
    """

    answer_wanted = Signal(object)

    def __init__(self) -> None:
        """Start without signals."""
        super().__init__()
        self.setProperty("kind", "strip")
        self.head = theme.label("", "caption", "second", wrap=True)
        self.buttons: list[Button] = []
        self._shown: tuple[figures.Signal, ...] = ()
        self._column = theme.column(self, 4, margins=(12, 8, 12, 8))
        self._column.addWidget(self.head)

    @property
    def shown(self) -> tuple[figures.Signal, ...]:
        """The signals in the order of their lines."""
        return self._shown

    def show_signals(
        self, signals: Sequence[figures.Signal], beside: str = "", *, seen: bool = True, can_answer: bool = True
    ) -> None:
        """List signals; hidden where there is none.

        beside says whose they are, with both figures: seen unless it stands on the page already, and always heard.
        """
        held = next((number for number, made in enumerate(self.buttons) if made.hasFocus()), None)
        while (item := self._column.takeAt(1)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._shown = tuple(sorted(signals, key=lambda one: (not one.open, one.kind != "process", one.since)))
        self.buttons = []
        for signal in self._shown:
            self._column.addWidget(self._line(signal, beside, can_answer=can_answer))
        self.head.setText(beside)
        self.head.setVisible(bool(beside) and seen)
        self.setVisible(bool(self._shown))
        self.setAccessibleName(f"Signals. {beside}: " + " ".join(signal.with_answer for signal in self._shown))
        if held is not None and self.buttons:
            self.buttons[min(held, len(self.buttons) - 1)].setFocus()

    def focus_first(self) -> None:
        """Put the keyboard on the first line."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go to the next or the last line with the arrows."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self.buttons:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                place = self.buttons.index(watched) + step
                self.buttons[max(0, min(place, len(self.buttons) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _line(self, signal: figures.Signal, beside: str, *, can_answer: bool) -> QWidget:
        line = QWidget()
        row = theme.row(line, 12)
        row.addWidget(_words(signal), 1)
        made = button("Change…" if signal.answer else "Answer…", partial(self.answer_wanted.emit, signal), kind="quiet")
        made.installEventFilter(self)
        made.setAccessibleName(f"{made.text()} {signal.with_answer}. {beside}")
        made.setEnabled(can_answer)
        self.buttons.append(made)
        row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return line


def _words(signal: figures.Signal) -> QWidget:
    if signal.answer is not None:
        return theme.label(signal.with_answer, "body", "third", wrap=True)
    process = signal.kind == "process"
    lead = "The process" if process else "A question"
    return theme.label(f"{lead}. {signal.text}", "body", "no-direction" if process else "", wrap=True)
