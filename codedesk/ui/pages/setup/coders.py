"""Coders in Setup: the list, the form, the usual work types in order, the schedules, and the ramp of a learner."""

from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.models.coders import CoderDraft
from codedesk.services.people import coders
from codedesk.services.people.coders import CoderRow
from codedesk.services.standards import work_types
from codedesk.services.standards.work_types import WorkTypeRow
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.listing import Listing
from codedesk.ui.pages.setup.listed import CARD_CHOICE_WIDTH, ListedSection, caption
from codedesk.ui.pages.setup.ordered import OrderedChoice
from codedesk.ui.pages.setup.ramps import RampPart
from codedesk.ui.pages.setup.schedules import SchedulePart
from codedesk.ui.widgets.described import field_of
from codedesk.ui.widgets.table import TableColumn


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
    of=coders.CODERS,
    own={"add": coders.add_coder, "change": coders.change_coder, "void": coders.void_coder},
    title="Coders",
    columns=(
        TableColumn("name", "Coder", 168, text=lambda row: row.shown_name, strong=True),
        TableColumn("hours", "A week", 64, "right", text=_hours),
        TableColumn(
            "state", "Usual work", 120, text=_state, tooltip=_state, tone=lambda _: "second", stretch=True, lines=2
        ),
    ),
    fields=(
        field_of(CoderDraft, "name", "Name"),
        field_of(CoderDraft, "name_note", "Name note", hint="Tells two of one name apart: a team, a shift"),
        field_of(CoderDraft, "credentials", "Credentials", placeholder="CCS, CPC …"),
        field_of(CoderDraft, "started_on", "Start"),
        field_of(CoderDraft, "left_on", "Last day", hint="Empty while on the team"),
        field_of(
            CoderDraft,
            "scheduled_hours_per_week",
            "Hours a week",
            hint="Where no schedule is in force. Empty: the usual day",
        ),
        field_of(CoderDraft, "fte", "FTE", hint="1 is a full post"),
        field_of(CoderDraft, "mentor_id", "Mentor", width=CARD_CHOICE_WIDTH),
    ),
    read=coders.coders,
    called=lambda row: row.shown_name,
    empty="No coders yet. Add the people of your team; their days can be entered from then on.",
)

_USUAL = "The lines of the day grid. A click or Space chooses, the right button moves."
_NO_TYPES = "There are no work types yet. Add them in the next section, then each coder's usual ones are chosen here."


class CodersSection(ListedSection[CoderRow]):
    """The people of the team."""

    def __init__(self, context: Context) -> None:
        """Make the list and what stands under the form."""
        super().__init__(context, CODERS)
        self._types: tuple[WorkTypeRow, ...] = ()
        self._usual_of: int | None = None

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
    def shift(self, steps: int) -> None:
        self.usual.move_current(steps)

    @override
    def refresh(self) -> None:
        self.wait_for_rows()
        self.context.read(self, work_types.work_types, then=self._keep_types)

    @override
    def show_row(self, row: CoderRow | None) -> None:
        self._show_usual(() if row is None else row.usual_work_type_ids)
        if row is None or row.id != self._usual_of:
            self.usual.setCurrentRow(0)  # where the keyboard was in the list of another one says nothing of this one
        self._usual_of = None if row is None else row.id
        self.schedule.show_coder(row)
        self.ramp.show_types(self._type_choices())
        self.ramp.show_coder(row)

    @override
    def _show(self, rows: tuple[CoderRow, ...]) -> None:
        self.form.set_choices("mentor_id", tuple((row.shown_name, row.id) for row in rows))
        super()._show(rows)

    def _keep_types(self, rows: tuple[WorkTypeRow, ...]) -> None:
        self._types = rows
        if self.adding:  # the form that waits offers what was added meanwhile
            self._show_usual(self.usual.chosen)
            self.ramp.show_types(self._type_choices())
        super().refresh()

    def _type_choices(self) -> tuple[tuple[int, str], ...]:
        return tuple((row.id, row.draft.name) for row in self._types if row.draft.active)

    def _show_usual(self, chosen: tuple[int, ...]) -> None:
        self.usual.setEnabled(self.can_write)
        self.usual.setVisible(bool(self._type_choices()))
        self.usual_hint.setText(_USUAL if self._type_choices() else _NO_TYPES)
        if self.usual.chosen != chosen or self.usual.offered != dict(self._type_choices()):
            self.usual.show_choices(self._type_choices(), chosen)

    def _usual_changed(self) -> None:
        if not self.adding:
            self._change("")
