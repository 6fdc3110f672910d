"""A month to choose a date from, under the field that asks for it; the week begins as it does in the region."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QToolButton, QWidget

from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button

_SIZE, _GAP = (272, 252), 3
_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


def place_beside(field: QRect, size: QSize, room: QRect) -> QPoint:
    """Return where a popup goes: under a field, above where there is no room below, and never beyond the screen."""
    under, above = field.bottom() + _GAP, field.top() - _GAP - size.height()
    lowest = room.bottom() - size.height()
    top = under if under <= lowest else above if above >= room.top() else max(room.top(), lowest)
    return QPoint(max(room.left(), min(field.left(), room.right() - size.width())), top)


class CalendarPopup(QFrame):
    """The calendar. picked(date) on a click or Enter; Esc or a click beside it closes it and changes nothing."""

    picked = Signal(object)

    def __init__(self, line: QWidget, chosen: date, today: date) -> None:
        """Open on the month of the chosen date."""
        super().__init__(line, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "card")
        self.setAccessibleName("Calendar")
        region = QLocale.system()
        self.month = QCalendarWidget(verticalHeaderFormat=QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setLocale(QLocale(QLocale.Language.English, region.territory()))
        self.month.setFirstDayOfWeek(region.firstDayOfWeek())
        self.month.setFixedSize(*_SIZE)
        self.month.setDateEditEnabled(False)  # Qt reads 2026 typed here as the 26 December, and 00 as a year before 1
        self.month.setDateRange(QDate(1, 1, 1), QDate(9999, 12, 31))  # what a date can be here
        plain = QTextCharFormat()
        plain.setForeground(theme.theme().colour("text-2"))
        for day in _WEEKEND:
            self.month.setWeekdayTextFormat(day, plain)
        for step, icon, words in (("prev", "left", "The month before"), ("next", "right", "The month after")):
            made = self.month.findChild(QToolButton, f"qt_calendar_{step}month")
            if isinstance(made, QToolButton):
                made.setIcon(theme.theme().icon(icon, "text-2", 14))
                made.setAccessibleName(words)
        self.month.setSelectedDate(QDate(chosen.year, chosen.month, chosen.day))
        self.month.clicked.connect(self._take)
        self.month.activated.connect(self._take)
        now = button("Today", lambda: self._take(QDate(today.year, today.month, today.day)), kind="quiet")
        column = theme.column(self, 4, margins=(4, 4, 4, 4))
        column.addWidget(self.month)
        row = QHBoxLayout()
        row.addWidget(now)
        row.addStretch(1)
        column.addLayout(row)
        self.setFocusProxy(self.month)

    def open_under(self, over: QWidget, place: QRect) -> None:
        """Show it under a place of a widget."""
        field = QRect(over.mapToGlobal(place.topLeft()), place.size())
        self.move(place_beside(field, self.sizeHint(), over.screen().availableGeometry()))
        self.show()
        self.month.setFocus(Qt.FocusReason.PopupFocusReason)  # the field is not left: nothing is missing yet

    def _take(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()
