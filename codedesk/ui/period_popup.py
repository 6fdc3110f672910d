"""What opens under the period of the top bar: periods to click, a line to type one, two dates."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from codedesk import periods
from codedesk.errors import Refused
from codedesk.periods import Period
from codedesk.services.days.spans import logged_span
from codedesk.typed_periods import last_four_quarters, read_period
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.date_field import DateField

QUARTERS_SHOWN = 8
_SIZE = (332, 520)
_ROW = 25


class PeriodPopup(QFrame):
    """Quarters, the last four of them, years, months and all to choose from; any other period is typed."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Open at the present period."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "card")
        self._context = context
        self._periods: list[Period] = []
        self._everything: Period | None = None
        self.line = QLineEdit(placeholderText=f"{periods.example(context.fiscal_year)}, 2026, aug, 1 jul – 15 aug …")
        self.line.setAccessibleName("Type a period")
        self.line.returnPressed.connect(self._typed)
        self.list = QListWidget()
        self.list.setAccessibleName("Periods")
        for words, period in _offered(context):
            self._offer(words, period)
        if context.period in self._periods:
            self.list.setCurrentRow(self._periods.index(context.period))
        self.list.itemClicked.connect(self._taken)
        self.list.itemActivated.connect(self._taken)
        self._reason = theme.label("", "caption", "error", wrap=True)
        self._reason.hide()
        self.start, self.end = (DateField(context.dates, words, optional=True) for words in ("From", "To"))
        self.start.show_day(context.period.start)
        self.end.show_day(context.period.end)
        self.end.left.connect(self._between)
        self._lay_out()
        context.read(self, logged_span, then=self._know_all)

    def open_at(self, place: QPoint, room: QRect) -> None:
        """Open with its upper left corner at a place, no higher than the screen has room below it."""
        self.setFixedHeight(min(_SIZE[1], room.bottom() - place.y()))
        self.move(place)
        self.show()
        self.line.setFocus()

    def _lay_out(self) -> None:
        column = theme.column(self, 8, margins=(8, 8, 8, 8))
        column.addWidget(self.line)
        column.addWidget(self._reason)
        column.addWidget(self.list, 1)
        between = QWidget()
        row = theme.row(between, 8)
        row.addWidget(self.start)
        row.addWidget(theme.label("to", "body", "second"), 1, Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.end)
        column.addWidget(between)
        column.addWidget(button("Show these dates", self._between), 0, Qt.AlignmentFlag.AlignLeft)
        self.setFixedSize(*_SIZE)

    def _offer(self, words: str, period: Period) -> None:
        self._periods.append(period)
        QListWidgetItem(words, self.list).setSizeHint(QSize(0, _ROW))

    def _know_all(self, everything: Period | None) -> None:
        """Offer all days that anything is entered of, now that they are known."""
        self._everything = everything
        if everything is not None:
            self._offer(f"All: {periods.short_label(everything, self._context.fiscal_year)}", everything)
            if self._context.period == everything and self.list.currentRow() < 0:
                self.list.setCurrentRow(len(self._periods) - 1)

    def _taken(self) -> None:
        if self.list.currentRow() >= 0:
            self._context.period = self._periods[self.list.currentRow()]
        self.close()

    def _typed(self) -> None:
        if not self.line.text().strip():
            self._taken()
            return
        context = self._context
        try:
            context.period = read_period(self.line.text(), context.dates, context.fiscal_year, self._everything)
            self.close()
        except Refused as refused:
            self._say(refused.reason)

    def _between(self) -> None:
        start, end = self.start.day, self.end.day
        if start is None or end is None:
            self._say("Write both dates.")
        elif end < start:
            self._say("The last date lies before the first.")
        else:
            self._context.period = Period(start, end)
            self.close()

    def _say(self, reason: str) -> None:
        self._reason.setText(reason)
        self._reason.show()


def _offered(context: Context) -> list[tuple[str, Period]]:
    fiscal_year, today = context.fiscal_year, context.today()
    quarters = [periods.quarter_of(today, fiscal_year)]
    while len(quarters) < QUARTERS_SHOWN:
        quarters.append(periods.before(quarters[-1], fiscal_year))
    four, (named, _) = last_four_quarters(today, fiscal_year), periods.quarter_number(today, fiscal_year)
    years = [periods.year(named, fiscal_year), periods.year(named - 1, fiscal_year)]
    months = [periods.month(today.year, today.month), periods.month(today.year, today.month - 1)]
    found = [(periods.short_label(period, fiscal_year), period) for period in (*quarters, *years, *months)]
    found.insert(QUARTERS_SHOWN, (f"Last four quarters: {periods.short_label(four, fiscal_year)}", four))
    return found
