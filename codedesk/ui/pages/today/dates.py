"""The row above the grid: the date, the steps before and after, the week; for one coder: who, and a week or a month.

Here lives the choosing of what is shown, as widgets. What is read for it is the page's.
"""

from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from codedesk import formats, periods
from codedesk.entry import DateReader
from codedesk.periods import Period
from codedesk.services.days.weeks import DayStateRow
from codedesk.ui import theme
from codedesk.ui.pages.today.strip import WeekStrip, shifted
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.date_field import DateField
from codedesk.ui.widgets.editors import ChoiceBox

_WHOLE_TEAM = "of the whole team"


class DateRow(QWidget):
    """Chooses a date, or one coder and a span of days.

    Signals: day_picked(date) · stepped(-1 or 1) · coder_picked(coder id) · span_picked("week" or "month") · left()
    when Enter is pressed in the date.
    """

    day_picked = Signal(object)
    stepped = Signal(int)
    coder_picked = Signal(int)
    span_picked = Signal(str)
    left = Signal()

    def __init__(self, dates: DateReader) -> None:
        """Start on no date."""
        super().__init__()
        self._today = dates.today
        self._names: tuple[tuple[int, str], ...] = ()
        self._ids: tuple[int, ...] = ()
        self.field = DateField(dates)
        self.week = WeekStrip()
        self._whose = theme.label("", "caption", "second")
        self.coder = ChoiceBox()
        self.coder.setAccessibleName("Coder")
        self.coder.setFixedWidth(200)
        self._under = theme.label("", "caption", "second")
        self.spans = {key: _segment(words, place) for key, words, place in _SPANS}
        self._lay_out()
        self._connect()

    def show_day(self, day: date) -> None:
        """Show a date in the field."""
        self.field.show_day(day)
        self._under.setText(formats.weekday(day))

    def show_week(self, days: tuple[DayStateRow, ...], shown: date, *, one: bool) -> None:
        """Show the states of a week, which are the whole team's; that is said where one coder is shown below."""
        self.week.show_week(days, shown, self._today())
        self._whose.setText(_WHOLE_TEAM if one else "")
        self.week.setAccessibleName(f"Week, {_WHOLE_TEAM}" if one else "Week")

    def show_turned(self, turned: bool, span: str) -> None:
        """Show what chooses one coder's days in the place of the team's week, or the other way round."""
        for part in (self.week, self._whose):
            part.setVisible(not turned)
        self.coder.setVisible(turned)
        for key, made in self.spans.items():
            made.setVisible(turned)
            made.setChecked(key == span)

    def show_coders(self, names: tuple[tuple[int, str], ...], chosen: int | None) -> None:
        """Offer the coders by name."""
        with QSignalBlocker(self.coder):
            if names != self._names:
                self._names, self._ids = names, tuple(number for number, _ in names)
                self.coder.clear()
                self.coder.addItems([name for _, name in names])
            self.coder.setCurrentIndex(self._ids.index(chosen) if chosen in self._ids else -1)

    def _coder_changed(self, place: int) -> None:
        if 0 <= place < len(self._ids):
            self.coder_picked.emit(self._ids[place])

    def _connect(self) -> None:
        self.field.picked.connect(self.day_picked)
        self.field.left.connect(self.left)
        self.week.picked.connect(self.day_picked)
        self.coder.currentIndexChanged.connect(self._coder_changed)
        self.spans["week"].clicked.connect(self._week_picked)
        self.spans["month"].clicked.connect(self._month_picked)

    def _week_picked(self) -> None:
        self.span_picked.emit("week")

    def _month_picked(self) -> None:
        self.span_picked.emit("month")

    def _lay_out(self) -> None:
        row = theme.row(self, 8)
        row.addLayout(self._date_column())
        row.addWidget(self.week)
        row.addWidget(self._whose)
        row.addWidget(self.coder, 0, Qt.AlignmentFlag.AlignTop)
        spans = QHBoxLayout()
        spans.setSpacing(0)
        for made in self.spans.values():
            spans.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(spans)
        row.addStretch(1)

    def _date_column(self) -> QVBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(4)
        for icon, words, steps in (("left", "The day before", -1), ("right", "The day after", 1)):
            made = button("", lambda steps=steps: self.stepped.emit(steps), kind="quiet", icon=icon)  # type: ignore[misc]
            made.setAccessibleName(words)
            made.setToolTip(f"{words} (Alt+{icon.capitalize()})")
            made.setFixedWidth(theme.CONTROL_HEIGHT)
            line.addWidget(made)
            if steps < 0:
                line.addWidget(self.field)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(line)
        under = QHBoxLayout()
        under.setContentsMargins(theme.CONTROL_HEIGHT + 4, 0, 0, 0)
        under.addWidget(self._under)
        column.addLayout(under)
        return column


def span_around(day: date, span: str) -> Period:
    """Return the week or the month of a date."""
    if span == "month":
        return periods.month(day.year, day.month)
    opening = periods.monday(day)
    return Period(opening, shifted(opening, 6))


def stepped_from(day: date, span: str, steps: int) -> date:
    """Return the date so many days, weeks or months on; of a week its Monday, of a month its first day."""
    if span == "day":
        return shifted(day, steps)
    if span == "week":
        return shifted(periods.monday(day), 7 * steps)
    return periods.month(day.year, day.month + steps).start


def _segment(words: str, place: str) -> QPushButton:
    made = button(words, kind="segment")
    made.setProperty("place", place)
    made.setCheckable(True)
    return made


_SPANS = (("week", "Week", "first"), ("month", "Month", "last"))
