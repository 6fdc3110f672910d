"""The line that every date is typed in: selected whole when it is come to, stepped by keys, chosen from a calendar.

What is typed is read by entry.py. T is today, + and - a day, [ and ] a month, Alt+Down the calendar.
"""

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton
from typing_extensions import override

from codedesk import entry, formats
from codedesk.entry import DateReader
from codedesk.errors import Refused
from codedesk.ui import theme
from codedesk.ui.widgets.calendar import CalendarPopup
from codedesk.ui.widgets.whole_line import WholeLine

KEYS = "T today · + − a day · [ ] a month · Alt+Down the calendar"
_CAME_BY_ITSELF = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_AFTER_T = "uUoOhH"  # tue, tomorrow, thu: T alone was taken as today
_ISO = 10


class DateLine(WholeLine):
    """A line for a date. Signal: taken() when a key or the calendar put another date into it."""

    taken = Signal()

    def __init__(self, dates: DateReader, what: str = "") -> None:
        """Start empty; what is the name of the date."""
        super().__init__()
        self._dates, self._what = dates, what
        self._was_t = False
        opens = self.addAction(theme.theme().icon("calendar", "text-3", 14), QLineEdit.ActionPosition.TrailingPosition)
        opens.setText("Choose from a calendar")
        opens.setToolTip("Choose from a calendar (Alt+Down)")
        opens.triggered.connect(self.open_calendar)
        for made in self.findChildren(QToolButton):
            made.setAccessibleName("Choose from a calendar")

    def whole(self) -> date | None:
        """Return the date that stands there; None where it is none, or not only one."""
        try:
            return self._dates.read(self.text(), self._what)
        except Refused:
            return None

    def weekday_words(self) -> str:
        """Name the weekday of what is typed, with its date where that is not what stands there."""
        day = self.whole()
        if day is None:
            return ""
        return formats.weekday(day) if self._is_plain(day) else formats.full_day(day)

    def open_calendar(self) -> None:
        """Open the calendar at the date that stands there, else at today's."""
        if not self.isEnabled() or self.isReadOnly():
            return
        today = self._dates.today()
        popup = CalendarPopup(self, self.whole() or today, today)
        popup.picked.connect(self.take)
        popup.open_under(self, self.rect())

    def take(self, day: date) -> None:
        """Put a date into the line, as if it had been typed."""
        self.setText(formats.typed(day))
        self.setModified(True)
        self.taken.emit()
        self.selectAll()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and opens_list(event):
            event.accept()  # before a key of the page: Alt+Down moves rows down in Setup
            return True
        if event.type() == QEvent.Type.PaletteChange:
            for opens in self.actions():
                opens.setIcon(theme.theme().icon("calendar", "text-3", 14))
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, was_t = event.text(), self._was_t
        self._was_t = False
        if opens_list(event):
            self.open_calendar()
        elif was_t and key and key in _AFTER_T and self.selectedText() == self.text():
            self.insert(f"t{key}")
        elif (stepped := self._stepped(key)) is not None:
            self.take(stepped)
            self._was_t = key in "tT"
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.isModified() or event.reason() not in _CAME_BY_ITSELF:
            self.selectAll()

    def _stepped(self, key: str) -> date | None:
        """Return the date that a key leads to from what is shown; None for other keys.

        A key steps only where the line holds a whole date or nothing, so that 2026-07-03 and oct can be typed.
        """
        if not key or key not in "tT+-−[]":
            return None
        shown, alone = self.whole(), not self.text() or self.hasSelectedText()
        if not alone and not (shown is not None and self._is_plain(shown) and self._at_end()):
            return None
        if key in "tT":
            return self._dates.today()
        return entry.step_date(shown or self._dates.today(), key)

    def _is_plain(self, day: date) -> bool:
        return self.text() == formats.typed(day) or len(self.text().strip()) == _ISO

    def _at_end(self) -> bool:
        return self.cursorPosition() == len(self.text())


def opens_list(event: QKeyEvent) -> bool:
    """Tell whether a key opens what a field offers: Alt+Down."""
    return event.key() == Qt.Key.Key_Down and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
