"""The field that asks how 7/3 is read, and what is usual in the region of this machine."""

from PySide6.QtCore import QLocale

from codedesk.models.departments import DateHabit
from codedesk.ui.widgets.editors import Choice, Field

_CHOICES: tuple[Choice, ...] = (
    ("July 3: the month first", DateHabit.MONTH_FIRST),
    ("7 March: the day first", DateHabit.DAY_FIRST),
    ("Either: ask each time", DateHabit.ASK),
)


def habit_field(width: int = 0) -> Field:
    """Return the field, for founding and for Setup."""
    return Field("date_order", "7/3 is", "choice", True, _CHOICES, "As your slips and sheets write dates", width=width)


def usual_habit(locale: QLocale | None = None) -> DateHabit:
    """Return how a date in figures is written in a region, this machine's where none is given."""
    written = (locale or QLocale.system()).dateFormat(QLocale.FormatType.ShortFormat).casefold()
    return DateHabit.MONTH_FIRST if written.find("m") < written.find("d") else DateHabit.DAY_FIRST
