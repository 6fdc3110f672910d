"""The week of Today as seven days with their state. No query."""

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.services.days.weeks import DayStateRow
from codedesk.ui import theme

_WORDS = {"full": "full", "part": "part", "empty": "empty", "none_due": "nobody due"}
_CELL = QSize(84, 44)


class WeekStrip(QWidget):
    """Seven days with weekday, number and state. Left and Right choose, Enter or a click goes there.

    Signal: picked(date).
    """

    picked = Signal(object)

    def __init__(self) -> None:
        """Start without days."""
        super().__init__()
        self._days: tuple[DayStateRow, ...] = ()
        self._shown: date | None = None
        self._chosen = 0
        self._today = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName("Week")
        theme.theme().changed.connect(self.update)

    def show_week(self, days: tuple[DayStateRow, ...], shown: date, today: date) -> None:
        """Show the days of a week; one of them is the date of the grid."""
        if (days, shown, today) == (self._days, self._shown, self._today):
            return
        self._days, self._shown, self._today = days, shown, today
        self._chosen = next((place for place, row in enumerate(days) if row.day == shown), 0)
        self.setAccessibleDescription("; ".join(day_words(row) for row in days))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_CELL.width() * 7, _CELL.height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers() and self._days:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._chosen = min(max(self._chosen + step, 0), len(self._days) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._days:
            self.picked.emit(self._days[self._chosen].day)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None:
            self._chosen = place
            self.picked.emit(self._days[place].day)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None:
            QToolTip.showText(event.globalPosition().toPoint(), day_words(self._days[place]), self)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, row in enumerate(self._days):
            self._paint_day(painter, self._rect(place), row)
        if self._days and self.hasFocus():
            painter.setPen(QPen(theme.theme().colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._rect(self._chosen).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_day(self, painter: QPainter, rect: QRectF, row: DayStateRow) -> None:
        colour = theme.theme().colour
        shown = row.day == self._shown
        painter.setPen(QPen(colour("accent" if shown else "divider"), 1))
        painter.setBrush(colour("selection" if shown else "surface"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -3.5, -0.5), 4, 4)
        painter.setFont(theme.font("body", strong=shown or row.day == self._today))
        painter.setPen(colour("text" if row.state != "none_due" or shown else "text-3"))
        top = rect.adjusted(8, 4, -8, -rect.height() / 2 + 2)
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _name(row.day))
        painter.setFont(theme.font("caption"))
        painter.setPen(colour("text-2" if row.state != "none_due" else "text-3"))
        under = rect.adjusted(24, rect.height() / 2 - 1, -6, -4)
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _state_words(row))
        _paint_state(painter, QPointF(rect.left() + 14, under.center().y() + 0.5), row)

    def _rect(self, place: int) -> QRectF:
        return QRectF(place * _CELL.width(), 0, _CELL.width(), _CELL.height())

    def _place_at(self, position: QPointF) -> int | None:
        place = int(position.x() // _CELL.width())
        return place if 0 <= place < len(self._days) else None


def day_words(row: DayStateRow) -> str:
    """Say a day of the strip in words: "Friday, 3 Jul 2026: part, 3 of 8 coders, not finished"."""
    counted = f", {row.done} of {formats.plural(row.asked, 'coder')}" if row.asked else ""
    finished = ", finished" if row.finished else ""
    return f"{formats.full_day(row.day)}: {_WORDS[row.state]}{counted}{finished}"


def shifted(day: date, days: int) -> date:
    """Return a date some days on, within the years that a calendar has."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return day


def _name(day: date) -> str:
    return f"{formats.weekday(day)[:3]} {day.day}"


def _state_words(row: DayStateRow) -> str:
    if row.finished:
        return "finished"
    return "–" if row.state == "none_due" else f"{row.done} of {row.asked}"


def _paint_state(painter: QPainter, centre: QPointF, row: DayStateRow) -> None:
    """Draw the state as a shape: a tick (finished and whole), a full, half or empty circle, a dash (nobody due)."""
    colour: QColor = theme.theme().colour("accent" if row.state == "full" else "text-3")
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    circle = QRectF(centre.x() - 4, centre.y() - 4, 8, 8)
    if row.ticked:
        painter.drawPolyline([centre + QPointF(-4, 0), centre + QPointF(-1, 3), centre + QPointF(4.5, -3.5)])
    elif row.state == "none_due":
        painter.drawLine(centre + QPointF(-3, 0), centre + QPointF(3, 0))
    else:
        painter.drawEllipse(circle)
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        if row.state == "full":
            painter.drawEllipse(circle)
        elif row.state == "part":
            painter.drawPie(circle, 90 * 16, 180 * 16)
