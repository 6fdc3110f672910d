"""A learner's ramp in Setup: its dated steps, listed, added and voided."""

from collections.abc import Callable
from typing import Any

from typing_extensions import override

from codedesk import formats
from codedesk.models.coders import RampStepDraft
from codedesk.services.people import coders
from codedesk.services.people.coders import CoderRampRow, CoderRow
from codedesk.ui.context import Context
from codedesk.ui.pages.setup.dated import Dated, DatedPart
from codedesk.ui.widgets.described import field_of
from codedesk.ui.widgets.table import TableColumn


def _accuracy(row: CoderRampRow) -> str:
    accuracy = row.draft.accuracy
    return "the standard's" if accuracy is None else f"{formats.number(accuracy)} %"


_RAMP_COLUMNS: tuple[TableColumn[CoderRampRow], ...] = (
    TableColumn("from", "From", 96, text=lambda row: formats.day(row.draft.from_day)),
    TableColumn("type", "Work type", 100, text=lambda row: row.work_type or "all", stretch=True),
    TableColumn("pace", "Pace", 60, "right", text=lambda row: f"{formats.number(row.draft.pace_percent)} %"),
    TableColumn("accuracy", "Accuracy", 96, "right", text=_accuracy),
)
_RAMP_FIELDS = (
    field_of(RampStepDraft, "from_day", "From"),
    field_of(RampStepDraft, "pace_percent", "Pace", unit="% of the standard"),
    field_of(RampStepDraft, "accuracy", "Accuracy", unit="%", hint="Empty: the standard's own"),
    field_of(RampStepDraft, "work_type_id", "Work type", hint="– is all work types", width=200),
)
_RAMP = Dated(
    title="Ramp",
    hint="A learner is read against these steps of the standard, each from its date on.",
    noun="step",
    name="ramp step",
    why="The step before it holds on.",
    columns=_RAMP_COLUMNS,
    fields=_RAMP_FIELDS,
    rows_shown=4,
)


class RampPart(DatedPart[CoderRampRow]):
    """The steps of a learner's ramp."""

    def __init__(self, context: Context) -> None:
        """Start without a coder."""
        super().__init__(context, _RAMP)

    def show_types(self, types: tuple[tuple[int, str], ...]) -> None:
        """Offer work types, given as number and name."""
        self.form.set_choices("work_type_id", tuple((words, number) for number, words in types))

    @override
    def read(self, row: CoderRow) -> None:
        self.context.read(self, coders.ramp, row.id, then=self.show_rows)

    @override
    def stored(self, row: CoderRow, values: dict[str, Any]) -> tuple[str, Callable[..., Any], RampStepDraft]:
        step = f"Add a ramp step, {row.shown_name}, {formats.day(values['from_day'])}"
        return step, coders.RAMP_STEPS.add, RampStepDraft(coder_id=row.id, **values)

    @override
    def voided(self, chosen: CoderRampRow) -> tuple[str, Callable[..., Any], int]:
        return formats.day(chosen.draft.from_day), coders.RAMP_STEPS.void, chosen.id
