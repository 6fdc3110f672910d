"""Answering a signal: a form with words to choose from, stored as one named step; and taking the answer back.

Shared by every page that lists signals. Which signal an answer means is the service's word.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from codedesk.entry import DateReader
from codedesk.metrics.figures import Answer, Signal
from codedesk.services.signal_answers import (
    ANSWERS,
    STARTERS,
    AnswerDraft,
    answer_signal,
    change_answer,
    former_words,
)
from codedesk.ui import theme
from codedesk.ui.dialogs.form import FormDialog
from codedesk.ui.editing import Editing
from codedesk.ui.typed import TypedPlace
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.fields import Field

_ACROSS = 3
_LONGEST = 64
_KEYS = "1234567890"
_FIELDS = (
    Field("words", "What was it", "text", required=True, placeholder="Choose above, or write"),
    Field("in_packet", "May stand in the packet", "flag", hint="Otherwise only you and your private sheet see it"),
)


class AnswerDialog(FormDialog):
    """A form for one answer: the signal, words to choose from (Alt+1 and on), the words, and the packet or not."""

    def __init__(self, parent: QWidget, about: str, beside: str, answer: Answer | None, withdraw: Callable[[], None]):
        """Take what was told, the accuracy that its pace is read with, its answer, and what takes that back."""
        super().__init__(parent, "Change an answer" if answer else "Answer a signal", _FIELDS, DateReader())
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        self._own = answer.words.casefold() if answer else ""
        self.offered: list[QPushButton] = []
        self._choices = QWidget()
        told = [theme.label(about, "body", wrap=True), theme.label(beside, "caption", "second", wrap=True)]
        for place, made in enumerate((*told, self._choices), 1):
            column.insertWidget(place, made)
        if answer is not None:
            self.form.set_values({"words": answer.words, "in_packet": answer.in_packet})
            self.withdraw = button("Withdraw …", withdraw, kind="quiet")
            self.withdraw.setToolTip("Take the answer back: the signal is open again")
            self.foot.add_first(self.withdraw)

    def offer(self, former: Sequence[str] = ()) -> None:
        """Offer what the manager answered before, the latest first, and then what is often the answer."""
        own = tuple(words for words in former if words.casefold() != self._own)
        known = {words.casefold() for words in own}
        usual = tuple(words for words in STARTERS if words.casefold() not in known)
        grid = QGridLayout(self._choices)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for row, words in enumerate(own):
            grid.addWidget(self._choice(words), row, 0, 1, _ACROSS)
        for place, words in enumerate(usual):
            grid.addWidget(self._choice(words), len(own) + place // _ACROSS, place % _ACROSS)
        for column in range(_ACROSS):
            grid.setColumnStretch(column, 1)

    def _choice(self, words: str) -> QPushButton:
        """Make a button that takes words; long ones are shortened on it and whole when it is pointed at or heard."""
        short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
        made = button(short.replace("&", "&&"), partial(self._take, words))
        made.setAccessibleName(words)
        key = f"Alt+{_KEYS[len(self.offered)]}" if len(self.offered) < len(_KEYS) else ""
        made.setToolTip(" · ".join(part for part in (words if short != words else "", key) if part))
        if key:
            QShortcut(QKeySequence(key), self, partial(self._take, words))
        self.offered.append(made)
        return made

    def _take(self, words: str) -> None:
        self.form.set_values({"words": words})
        self.form.changed.emit()
        self.form.focus_first()


class Answering(Editing):
    """Asks for answers for one page."""

    def ask(self, signal: Signal, end: date, beside: str) -> None:
        """Open the form for a signal that was told at the end of a period. beside: the accuracy it is read with."""

        def store(words: str, *, in_packet: bool) -> tuple[str, Callable[..., Any], tuple[Any, ...]]:
            draft = AnswerDraft(signal, end, words, in_packet)
            return f"Answer a signal, {words}", answer_signal, (draft, self.context.today())

        title = f"Answer to a signal: {signal.text}"
        if signal.answer is not None:
            self.change(signal.answer, beside, signal.coder_id)
        else:
            key = f"{signal.coder_id or ''}.{signal.work_type_id or ''}.{signal.measure}.{signal.mark}.{signal.since}"
            self._open(signal.text, beside, None, store, TypedPlace("signal", key, title, coder_id=signal.coder_id))

    def change(self, answer: Answer, beside: str, coder_id: int | None = None) -> None:
        """Open the form for an answer that was given, to a signal of this coder where it is of one."""

        def store(words: str, *, in_packet: bool) -> tuple[str, Callable[..., Any], tuple[Any, ...]]:
            change = partial(change_answer, in_packet=in_packet)
            return f"Change the answer to a signal, {words}", change, (answer.id, words, self.context.today())

        what, page = ({}, "") if coder_id is None else ({"coder_id": coder_id, "span": "all"}, "coder")
        title = f"Answer to a signal: {answer.about}"
        place = TypedPlace("answer", str(answer.id), title, what, coder_id, page)
        self._open(answer.about, beside, answer, store, place)

    def take_back(self, answer: Answer) -> None:
        """Ask for the reason and take an answer back; a form that shows it is left."""
        step, shown = f"Withdraw answer, {answer.words}", self.shown
        if self.void("answer", answer.words, step, ANSWERS.void, answer.id) and shown is not None:
            shown.done(0)

    def _open(
        self, about: str, beside: str, answer: Answer | None, store: Callable[..., Any], place: TypedPlace
    ) -> None:
        if self.context.read_only:
            return
        dialog = AnswerDialog(self.owner.window(), about, beside, answer, lambda: self._give_up(answer))

        def given(typed: dict[str, Any]) -> Any:
            return store(" ".join(typed["words"].split()), in_packet=typed["in_packet"])

        self.context.read(dialog, former_words, then=dialog.offer, failed=lambda _error: dialog.offer())
        self.show(dialog, given, place=place)

    def _give_up(self, answer: Answer | None) -> None:
        if answer is not None:
            self.take_back(answer)
