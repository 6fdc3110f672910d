"""A coder's dated schedules in Setup: seven hour cells and a start date, and the schedules that hold or held."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from codedesk import formats
from codedesk.errors import Refused
from codedesk.services.people import schedules
from codedesk.services.people.coders import CoderRow
from codedesk.services.people.schedules import ScheduleDraft, ScheduleRow
from codedesk.ui import theme
from codedesk.ui.ask import asker
from codedesk.ui.context import Context
from codedesk.ui.pages.setup.listed import caption
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.table import Column, Table

_ROWS_SHOWN = 3
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIELDS = (
    Field("from_day", "From", "date", required=True),
    *(Field(day.lower(), day, "hours", unit="h", placeholder="0: day off") for day in _DAYS),
)
_HINT = "The hours of each weekday from a date on; they are suggested in Today and say which days are due."


def _days(row: ScheduleRow) -> str:
    worked = [
        f"{day[:2]} {formats.hours(hours)}" for day, hours in zip(_DAYS, row.draft.hours, strict=True) if hours > 0
    ]
    return " · ".join(worked) or "no days"


_COLUMNS: tuple[Column[ScheduleRow], ...] = (
    Column("from", "From", 92, text=lambda row: formats.day(row.draft.from_day), strong=True),
    Column("days", "Days", 100, text=_days, tooltip=_days, tone=lambda _row: "second", stretch=True),
    Column("week", "A week", 60, "right", text=lambda row: f"{formats.hours(row.draft.week)} h"),
    Column("now", "", 64, text=lambda row: "in force" if row.in_force else "", tone=lambda _row: "third"),
)


class SchedulePart(QWidget):
    """The dated schedules of a coder: listed, added, voided."""

    def __init__(self, context: Context) -> None:
        """Start without a coder."""
        super().__init__()
        self.context = context
        self.row: CoderRow | None = None
        self.table: Table[ScheduleRow] = Table(_COLUMNS, "Schedules", row_height=theme.COMPACT_ROW_HEIGHT)
        self.table.setFixedHeight(theme.ROW_HEIGHT + _ROWS_SHOWN * theme.COMPACT_ROW_HEIGHT)
        self.form = Form(_FIELDS, today=context.today, date_order=context.date_order, label_width=128)
        self.week = theme.label("", "body", "second")
        self.add_button = button("Add the schedule", self.add)
        self.void_button = button("Void the chosen schedule …", self.void, kind="quiet")
        self._lay_out()
        self._sum_up()

    def show_coder(self, row: CoderRow | None) -> None:
        """Show the schedules of a coder; nothing while a new one is typed."""
        if row is None or self.row is None or row.id != self.row.id:
            self.form.clear()
            self._sum_up()
        self.row = row
        self.setVisible(row is not None)
        self.form.set_enabled(not self.context.read_only)
        for part in (self.add_button, self.void_button):
            part.setEnabled(not self.context.read_only)
        if row is not None:
            self.context.read(self, schedules.schedules, row.id, self.context.today(), then=self._show)

    def add(self) -> None:
        """Store the schedule that is typed."""
        values = self.form.values()
        if values is None or self.row is None or self.context.read_only:
            return
        draft = ScheduleDraft(self.row.id, values["from_day"], _hours(values))
        step = f"Add a schedule, {self.row.shown_name}, {formats.day(draft.from_day)}"
        self.context.write(self, step, schedules.add_schedule, draft, then=self._added, failed=self._failed)

    def void(self) -> None:
        """Void the chosen schedule, with a reason."""
        chosen = self.table.selected_row()
        if chosen is None or self.row is None:
            return
        reason = asker().line(self, "Void the schedule", "Why? The schedule before it holds on.")
        if reason is not None:
            step = f"Void a schedule, {self.row.shown_name}, {formats.day(chosen.draft.from_day)}"
            self.context.write(self, step, schedules.void_schedule, chosen.id, reason)

    def _show(self, rows: tuple[ScheduleRow, ...]) -> None:
        self.table.setVisible(bool(rows))
        self.void_button.setVisible(bool(rows))
        self.table.show_rows(rows)

    def _sum_up(self) -> None:
        typed = [day.lower() for day in _DAYS if day.lower() not in self.form.errors]
        hours = sum(self.form.value(day) or 0.0 for day in typed)
        days = sum(bool(self.form.value(day)) for day in typed)
        self.week.setText(f"{formats.hours(hours)} h a week, {formats.plural(days, 'day')}")

    def _added(self, _number: int) -> None:
        self.form.clear()
        self._sum_up()
        self.form.focus_first()

    def _failed(self, error: BaseException) -> None:
        if not (isinstance(error, Refused) and self.form.show_refusal(error)):
            self.context.tell_failure(error)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(caption("Schedule"))
        column.addWidget(theme.label(_HINT, "caption", "third", wrap=True))
        for part in (self.table, self.form, self.week):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.void_button)
        row.addStretch(1)
        column.addLayout(row)
        self.form.submitted.connect(self.add)
        self.form.changed.connect(self._sum_up)


def _hours(values: dict[str, Any]) -> tuple[float, ...]:
    return tuple(values[day.lower()] or 0.0 for day in _DAYS)
