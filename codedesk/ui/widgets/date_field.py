"""A date that chooses what is shown: one field, and a span of two fields with ready spans beside them. No query.

What is typed is read by entry.py; the keys T + − [ ] and partial dates are those of every form.
"""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from typing_extensions import override

from codedesk import entry, formats
from codedesk.entry import Ambiguous, DateReader
from codedesk.errors import Refused
from codedesk.ui import theme
from codedesk.ui.widgets.answers import FieldProblem
from codedesk.ui.widgets.date_line import KEYS, DateLine
from codedesk.ui.widgets.editors import ChoiceBox

Bounds = tuple[date | None, date | None]
_KEYS = f"{KEYS} · Enter goes there"
_WIDTH = 132
_OPEN = (None, None)


class DateField(DateLine):
    """The date that is shown. T is today, + and − a day, [ and ] a month; Enter and leaving the field go there.

    Signals: picked(date, or None where the field may be empty) · left() when Enter is pressed.
    """

    picked = Signal(object)
    left = Signal()

    def __init__(self, dates: DateReader, name: str = "Date", *, optional: bool = False):
        """Start empty; optional lets the field be emptied."""
        super().__init__(dates, "" if optional else "day")  # one end of a span is of this year, as the other
        self._optional = optional
        self._day: date | None = None
        self._asked: tuple[str, ...] = ()
        self._sure = ""  # a date in an unlikely year that was taken as an answer
        self.setFont(theme.font("body"))
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(name)
        self.setToolTip(f"{_KEYS} · empty: no bound" if optional else _KEYS)
        self.problem = FieldProblem(self)
        self.problem.chosen.connect(self._answer)
        self.textEdited.connect(lambda _text: self.show_problem(""))
        self.taken.connect(self._pick)

    @property
    def day(self) -> date | None:
        """The date that was picked last."""
        return self._day

    def show_day(self, day: date | None) -> None:
        """Show a date."""
        self._day, self._asked = day, ()
        self.setText(formats.typed(day))
        self.show_problem("")

    def show_problem(self, reason: str, answers: Sequence[str] = ()) -> None:
        """Mark the field as wrong, with the reason below it and what may be meant, or as right again with ""."""
        theme.restyle(self, state="wrong" if reason else "")
        self.setAccessibleDescription(reason)
        self.problem.show_reason(reason[:1].upper() + reason[1:], answers)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self._pick():
                self.left.emit()
        elif event.key() == Qt.Key.Key_Down and self._asked:
            following = self._asked.index(self.text()) + 1 if self.text() in self._asked else 0
            self.setText(self._asked[following % len(self._asked)])
            self._sure = self.text()
            self.selectAll()
        elif event.key() == Qt.Key.Key_Escape and not self._is_shown():
            self.show_day(self._day)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self._is_shown():
            self._pick()

    def _answer(self, place: int) -> None:
        self.setText(self._asked[place])
        self._sure = self.text()
        if self._pick():
            self.selectAll()

    def _is_shown(self) -> bool:
        return self.text() == formats.typed(self._day)

    def _pick(self) -> bool:
        try:
            day = self._dates.read(self.text(), self._what)
            if day is not None and self.text() != self._sure:
                entry.ask_year(day, "day", self.text(), self._dates.today())
        except Ambiguous as asked:
            self._asked = asked.texts
            self.show_problem(f"{asked.reason}. Down takes the first, again the next.", self._asked)
            return False
        except Refused as refused:
            self.show_problem(refused.reason)
            return False
        if day is None and not self._optional:
            self.show_problem("write a date, or T for today")
            return False
        self.show_day(day)
        self.picked.emit(day)
        return True


class DateSpan(QWidget):
    """A chooser of ready spans with the two dates that it stands for, which can be typed as well; empty is no bound.

    Signal: picked() when other dates are wanted. Dates that end before they begin are refused beside them and the last
    ones stay.
    """

    picked = Signal()

    def __init__(self, spans: Sequence[tuple[str, Callable[[], Bounds]]], dates: DateReader):
        """Take ready spans as (words, what gives their dates); the first one is chosen, "Dates as typed" is added."""
        super().__init__()
        self._spans = tuple(spans)
        self._bounds: Bounds = _OPEN
        self.chooser = ChoiceBox()
        self.chooser.setAccessibleName("Dates")
        self.chooser.addItems([*(words for words, _ in spans), "Dates as typed"])
        self.chooser.setFixedWidth(150)
        self.start = DateField(dates, "From", optional=True)
        self.end = DateField(dates, "To", optional=True)
        row = theme.row(self, 8)
        row.addWidget(self.chooser)
        for words, field in (("from", self.start), ("to", self.end)):
            row.addWidget(_caption(words, field))
            row.addWidget(field)
            field.picked.connect(self._typed)
        row.addStretch(1)
        self.start.left.connect(self._to_end)
        self.chooser.currentIndexChanged.connect(self._chosen)
        self.renew()

    @property
    def bounds(self) -> Bounds:
        """The first and the last date that are wanted; None is no bound."""
        return self._bounds

    def renew(self) -> None:
        """Ask the chosen span for its dates again."""
        place = self.chooser.currentIndex()
        if 0 <= place < len(self._spans):
            self._bounds = self._spans[place][1]()
            for field, day in zip((self.start, self.end), self._bounds, strict=True):
                field.show_day(day)

    def clear(self) -> None:
        """Go back to the first span, without a signal."""
        with QSignalBlocker(self.chooser):
            self.chooser.setCurrentIndex(0)
        self.renew()

    def focus_start(self) -> None:
        """Put the keyboard into the first date."""
        self.start.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.start.selectAll()

    def _to_end(self) -> None:
        self.end.setFocus(Qt.FocusReason.TabFocusReason)
        self.end.selectAll()

    def _chosen(self, place: int) -> None:
        self.renew()
        if place == len(self._spans):
            self.focus_start()
        else:
            self.picked.emit()

    def _typed(self, _day: date | None) -> None:
        start, end = self.start.day, self.end.day
        if start is not None and end is not None and end < start:
            self._last_typed().show_problem("the last date lies before the first")
            return
        if (start, end) == self._bounds:
            return
        with QSignalBlocker(self.chooser):
            self.chooser.setCurrentIndex(len(self._spans))
        self._bounds = (start, end)
        self.picked.emit()

    def _last_typed(self) -> DateField:
        return self.start if self.start.day != self._bounds[0] else self.end


def _caption(words: str, field: QLineEdit) -> QLabel:
    made = theme.label(words, "body", "second")
    made.setBuddy(field)
    return made
