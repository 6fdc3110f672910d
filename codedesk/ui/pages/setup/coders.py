"""Coders in Setup: the list, the form, the usual work types in order, the schedules, and the ramp of a learner."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.errors import Refused
from codedesk.services.people import coders
from codedesk.services.people.coders import CoderDraft, CoderRow, RampDraft, RampRow
from codedesk.services.standards import work_types
from codedesk.services.standards.work_types import WorkTypeRow
from codedesk.ui import theme
from codedesk.ui.ask import asker
from codedesk.ui.context import Context
from codedesk.ui.pages.setup.listed import CARD_CHOICE_WIDTH, ListedSection, Listing, caption
from codedesk.ui.pages.setup.ordered import OrderedChoice
from codedesk.ui.pages.setup.schedules import SchedulePart
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.table import Column, Table

_FIELDS = ("name", "name_note", "credentials", "started_on", "left_on", "scheduled_hours_per_week", "fte", "mentor_id")
_RAMP_ROWS_SHOWN = 4


def _hours(row: CoderRow) -> str:
    hours = row.draft.scheduled_hours_per_week if row.week is None else row.week
    return "usual" if hours is None else f"{formats.hours(hours)} h"


def _state(row: CoderRow) -> str:
    left = row.draft.left_on
    parts = [f"{'leaves' if row.active else 'left'} {formats.day(left)}"] if left is not None else []
    parts += [formats.plural(row.ramp_steps, "ramp step")] if row.ramp_steps else []
    return " · ".join([*parts, *row.usual_work_types])


CODERS: Listing[CoderRow] = Listing(
    noun="coder",
    columns=(
        Column("name", "Coder", 168, text=lambda row: row.shown_name, strong=True),
        Column("hours", "A week", 64, "right", text=_hours),
        Column("state", "Usual work", 120, text=_state, tooltip=_state, tone=lambda _row: "second", stretch=True),
    ),
    fields=(
        Field("name", "Name", required=True),
        Field("name_note", "Name note", hint="Tells two of one name apart: a team, a shift"),
        Field("credentials", "Credentials", placeholder="CCS, CPC …"),
        Field("started_on", "Start", "date", required=True),
        Field("left_on", "Last day", "date", hint="Empty while on the team"),
        Field(
            "scheduled_hours_per_week",
            "Hours a week",
            "hours",
            high=168,
            hint="Where no schedule is in force. Empty: the usual day",
        ),
        Field("fte", "FTE", "number", high=2, hint="1 is a full post"),
        Field("mentor_id", "Mentor", "choice", width=CARD_CHOICE_WIDTH),
    ),
    read=coders.coders,
    name=lambda row: row.shown_name,
    number=lambda row: row.id,
    values=lambda row: {name: getattr(row.draft, name) for name in _FIELDS},
    draft=lambda values: CoderDraft(**values),
    add=coders.add_coder,
    change=coders.change_coder,
    void=coders.void_coder,
    move=None,
    empty="No coders yet. Add the people of your team; their days can be entered from then on.",
    new={"scheduled_hours_per_week": 40.0},
)

_USUAL = "The lines of the day grid. Space chooses, Alt+Up and Alt+Down order."
_NO_TYPES = "There are no work types yet. Add them in the next section, then each coder's usual ones are chosen here."


class CodersSection(ListedSection[CoderRow]):
    """The people of the team."""

    name, title, noun = "coders", "Coders", "coder"

    def __init__(self, context: Context) -> None:
        """Make the list and what stands under the form."""
        super().__init__(context, CODERS)
        self._types: tuple[WorkTypeRow, ...] = ()

    @override
    def arguments(self) -> tuple[Any, ...]:
        return (self.context.today(),)

    @override
    def more(self) -> tuple[Any, ...]:
        return (self.usual.chosen,)

    @override
    def extra(self) -> tuple[QWidget, ...]:
        self.usual = OrderedChoice("Usual work types")
        self.usual.changed.connect(self._usual_changed)
        self.schedule = SchedulePart(self.context)
        self.ramp = RampPart(self.context)
        self.usual_hint = theme.label(_USUAL, "caption", "third", wrap=True)
        return (caption("Usual work types"), self.usual_hint, self.usual, self.schedule, self.ramp)

    @property
    @override
    def can_move(self) -> bool:
        return self.can_write and self.usual.hasFocus()

    @override
    def move_up(self) -> None:
        self.usual.move_current(-1)

    @override
    def move_down(self) -> None:
        self.usual.move_current(1)

    @override
    def refresh(self) -> None:
        self.context.read(self, work_types.work_types, then=self._keep_types)

    @override
    def show_row(self, row: CoderRow | None) -> None:
        self._show_usual(() if row is None else row.usual_work_type_ids)
        self.schedule.show_coder(row)
        self.ramp.show_coder(row, self._type_choices())

    @override
    def _show(self, rows: tuple[CoderRow, ...]) -> None:
        self.form.set_choices("mentor_id", tuple((row.shown_name, row.id) for row in rows))
        super()._show(rows)

    def _keep_types(self, rows: tuple[WorkTypeRow, ...]) -> None:
        self._types = rows
        super().refresh()

    def _type_choices(self) -> tuple[tuple[int, str], ...]:
        return tuple((row.id, row.draft.name) for row in self._types if row.draft.active)

    def _show_usual(self, chosen: tuple[int, ...]) -> None:
        self.usual.setEnabled(self.can_write)
        self.usual.setVisible(bool(self._type_choices()))
        self.usual_hint.setText(_USUAL if self._type_choices() else _NO_TYPES)
        if self.usual.chosen != chosen or self.usual.count() != len(self._type_choices()):
            self.usual.show_choices(self._type_choices(), chosen)

    def _usual_changed(self) -> None:
        if not self.adding:
            self._change("")


class RampPart(QWidget):
    """The steps of a learner's ramp: listed, added, voided."""

    def __init__(self, context: Context) -> None:
        """Start without a coder."""
        super().__init__()
        self.context = context
        self.row: CoderRow | None = None
        self.table: Table[RampRow] = Table(_RAMP_COLUMNS, "Ramp", row_height=theme.COMPACT_ROW_HEIGHT)
        self.table.setFixedHeight(theme.ROW_HEIGHT + _RAMP_ROWS_SHOWN * theme.COMPACT_ROW_HEIGHT)
        self.form = Form(_RAMP_FIELDS, today=context.today, date_order=context.date_order, label_width=128)
        self.add_button = button("Add the step", self.add)
        self.void_button = button("Void the chosen step …", self.void, kind="quiet")
        self._lay_out()

    def show_coder(self, row: CoderRow | None, types: tuple[tuple[int, str], ...]) -> None:
        """Show the ramp of a coder; nothing while a new one is typed."""
        if row is None or self.row is None or row.id != self.row.id:
            self.form.clear()
        self.row = row
        self.setVisible(row is not None)
        self.form.set_choices("work_type_id", tuple((words, number) for number, words in types))
        for part in (self.add_button, self.void_button):
            part.setEnabled(not self.context.read_only)
        if row is not None:
            self.context.read(self, coders.ramp, row.id, then=self._show)

    def add(self) -> None:
        """Store the step that is typed."""
        values = self.form.values()
        if values is None or self.row is None:
            return
        step = f"Add a ramp step, {self.row.shown_name}, {formats.day(values['from_day'])}"
        draft = RampDraft(coder_id=self.row.id, **values)
        self.context.write(self, step, coders.add_ramp_step, draft, then=self._added, failed=self._failed)

    def void(self) -> None:
        """Void the chosen step, with a reason."""
        chosen = self.table.selected_row()
        if chosen is None or self.row is None:
            return
        reason = asker().line(self, "Void the step", "Why? The step before it holds on.")
        if reason is not None:
            step = f"Void a ramp step, {self.row.shown_name}, {formats.day(chosen.draft.from_day)}"
            self.context.write(self, step, coders.void_ramp_step, chosen.id, reason)

    def _show(self, rows: tuple[RampRow, ...]) -> None:
        self.table.setVisible(bool(rows))
        self.void_button.setVisible(bool(rows))
        self.table.show_rows(rows)

    def _added(self, _number: int) -> None:
        self.form.clear()
        self.form.focus_first()

    def _failed(self, error: BaseException) -> None:
        if not (isinstance(error, Refused) and self.form.show_refusal(error)):
            self.context.tell_failure(error)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(caption("Ramp"))
        hint = "A learner is read against these steps of the standard, each from its date on."
        column.addWidget(theme.label(hint, "caption", "third", wrap=True))
        column.addWidget(self.table)
        column.addWidget(self.form)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.void_button)
        row.addStretch(1)
        column.addLayout(row)
        self.form.submitted.connect(self.add)


def _accuracy(row: RampRow) -> str:
    accuracy = row.draft.accuracy
    return "the standard's" if accuracy is None else f"{formats.number(accuracy)} %"


_RAMP_COLUMNS: tuple[Column[RampRow], ...] = (
    Column("from", "From", 96, text=lambda row: formats.day(row.draft.from_day)),
    Column("type", "Work type", 100, text=lambda row: row.work_type or "all", stretch=True),
    Column("pace", "Pace", 60, "right", text=lambda row: f"{formats.number(row.draft.pace_percent)} %"),
    Column("accuracy", "Accuracy", 96, "right", text=_accuracy),
)
_RAMP_FIELDS = (
    Field("from_day", "From", "date", required=True),
    Field("pace_percent", "Pace", "percent", required=True, unit="% of the standard", high=200),
    Field("accuracy", "Accuracy", "percent", unit="%", hint="Empty: the standard's own"),
    Field("work_type_id", "Work type", "choice", hint="– is all work types", width=200),
)
