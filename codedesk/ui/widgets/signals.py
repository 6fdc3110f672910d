"""What is worth a question, line by line, with a button to answer each: what is open first, the answered in grey.

Here live widgets and their words; what is asked and stored is ui/answering.py's. Pages show them as one line that
unfolds.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from codedesk import formats
from codedesk.metrics import figures
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.widgets.button_lines import ButtonLines
from codedesk.ui.widgets.buttons import Button, button
from codedesk.ui.widgets.fold import Fold


class SignalList(ButtonLines):
    """Signals of the process first, then questions, then what was answered.

    Signal: answer_wanted(metrics Signal). Tab and the arrows move between the buttons, Enter presses one.
    """

    answer_wanted = Signal(object)

    def __init__(self) -> None:
        """Start without signals."""
        super().__init__()
        self._shown: tuple[figures.Signal, ...] = ()

    @property
    def shown(self) -> tuple[figures.Signal, ...]:
        """The signals in the order of their lines."""
        return self._shown

    def show_signals(self, signals: Sequence[figures.Signal], beside: str = "", *, can_answer: bool = True) -> None:
        """List signals. beside says whose they are, with both figures: seen on the page already, and heard here."""
        self._shown = tuple(sorted(signals, key=lambda one: (not one.open, one.kind != "process", one.since)))
        self.show_lines([self._line(signal, beside, can_answer=can_answer) for signal in self._shown])
        self.setAccessibleName(f"Signals. {beside}: " + " ".join(signal.with_answer for signal in self._shown))

    def _line(self, signal: figures.Signal, beside: str, *, can_answer: bool) -> tuple[QWidget, Button]:
        made = button(
            "Change …" if signal.answer else "Answer …", partial(self.answer_wanted.emit, signal), kind="quiet"
        )
        made.setAccessibleName(f"{made.text()} {signal.with_answer}. {beside}")
        made.setEnabled(can_answer)
        return _words(signal), made


class FoldedSignals(Fold):
    """The line that counts the signals, with pace and accuracy that they are read with; `list` unfolds below it."""

    def __init__(self, settings: Settings, name: str) -> None:
        """Start without signals, closed or as it stood last."""
        self.list = SignalList()
        super().__init__(settings, name, "", self.list)

    def show_signals(
        self, signals: Sequence[figures.Signal], beside: str, *, of: str = "", can_answer: bool = True
    ) -> None:
        """Show the signals of a coder or the team, named by `of` where the page does not; hidden without any."""
        self.list.show_signals(signals, f"{of} · {beside}" if of else beside, can_answer=can_answer)
        self.show_line(f"Signals{f' of {of}' if of else ''}: {_counted(signals)}", beside)
        self.setVisible(bool(signals))

    def focus_first(self) -> None:
        """Unfold the signals and put the keyboard on the first."""
        self.open()
        self.list.focus_first()


def _counted(signals: Sequence[figures.Signal]) -> str:
    asking = [signal for signal in signals if signal.open]
    process = sum(signal.kind == "process" for signal in asking)
    counts = {
        f"{process} of the process": process,
        formats.plural(len(asking) - process, "question"): len(asking) - process,
        f"{len(signals) - len(asking)} answered": len(signals) - len(asking),
    }
    return ", ".join(words for words, count in counts.items() if count)


def _words(signal: figures.Signal) -> QWidget:
    if signal.answer is not None:
        return theme.label(signal.with_answer, "body", "third", wrap=True)
    process = signal.kind == "process"
    lead = "The process" if process else "A question"
    return theme.label(f"{lead}. {signal.text}", "body", "no-direction" if process else "", wrap=True)
