"""The calendar of a cell that holds a date: under the cell, at its date."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QTableView

from codedesk import entry, formats
from codedesk.errors import Refused
from codedesk.ui.widgets.calendar import CalendarPopup

ARROW = 24
"""How wide the part of a cell is that opens its calendar on a click; beside it a click only goes to the cell."""


def open_calendar(view: QTableView, index: QModelIndex | QPersistentModelIndex, take: Callable[[str], object]) -> None:
    """Open a calendar under a cell; take gets the chosen date as it is typed."""
    today = date.today()
    try:
        shown = entry.parse_date(str(index.data() or ""), today)
    except Refused:
        shown = None
    popup = CalendarPopup(view, shown or today, today)
    popup.picked.connect(lambda day: take(formats.typed(day)))
    popup.open_under(view.viewport(), view.visualRect(index))
