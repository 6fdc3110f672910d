"""A coder's dated schedules in Setup: seven hour cells and a start date, and the schedules that hold or held."""

from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.models.calendars import WEEKDAYS, ScheduleDraft
from codedesk.services.people import schedules
from codedesk.services.people.coders import CoderRow
from codedesk.services.people.schedules import ScheduleRow
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.listing import Listing
from codedesk.ui.pages.setup.dated import DatedPart
from codedesk.ui.widgets.described import field_of
from codedesk.ui.widgets.table import TableColumn

_DAY = {"required": False, "unit": "h", "placeholder": "0: day off"}
_FIELDS = (
    field_of(ScheduleDraft, "from_day", "From"),
    *(field_of(ScheduleDraft, day, day.capitalize(), **_DAY) for day in WEEKDAYS),
)
_HINT = "The hours of each weekday from a date on; they are suggested in Today and say which days are due."


def _days(row: ScheduleRow) -> str:
    worked = [
        f"{day[:2].capitalize()} {formats.hours(hours)}"
        for day, hours in zip(WEEKDAYS, row.draft.hours, strict=True)
        if hours > 0
    ]
    return " · ".join(worked) or "no days"


_COLUMNS: tuple[TableColumn[ScheduleRow], ...] = (
    TableColumn("from", "From", 92, text=lambda row: formats.day(row.draft.from_day), strong=True),
    TableColumn("days", "Days", 100, text=_days, tooltip=_days, tone=lambda _row: "second", stretch=True),
    TableColumn("week", "A week", 60, "right", text=lambda row: f"{formats.hours(row.draft.week)} h"),
    TableColumn("now", "", 64, text=lambda row: "in force" if row.in_force else "", tone=lambda _row: "third"),
)

_SCHEDULES: Listing[ScheduleRow] = Listing(
    noun="schedule",
    of=schedules.SCHEDULES,
    columns=_COLUMNS,
    fields=_FIELDS,
    title="Schedule",
    read=schedules.schedules,
    said=lambda draft: formats.day(draft.from_day),
)


class SchedulePart(DatedPart[ScheduleRow]):
    """The dated schedules of a coder, with the week that is typed summed up."""

    def __init__(self, context: Context) -> None:
        """Start without a coder."""
        self.week = theme.label("", "body", "second")
        super().__init__(context, _SCHEDULES, _HINT, rows_shown=3)
        self.form.changed.connect(self._sum_up)
        self._sum_up()

    @override
    def below_the_form(self) -> tuple[QWidget, ...]:
        return (self.week,)

    @override
    def show_coder(self, row: CoderRow | None) -> None:
        super().show_coder(row)
        self._sum_up()

    @override
    def arguments(self) -> tuple[Any, ...]:
        return (self.context.today(),)

    @override
    def _added(self, _number: int) -> None:
        super()._added(_number)
        self._sum_up()

    def _sum_up(self) -> None:
        typed = [day for day in WEEKDAYS if day not in self.form.errors]
        hours = sum(self.form.value(day) or 0.0 for day in typed)
        days = sum(bool(self.form.value(day)) for day in typed)
        self.week.setText(f"{formats.hours(hours)} h a week, {formats.plural(days, 'day')}")
