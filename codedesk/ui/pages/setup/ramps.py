"""A learner's ramp in Setup: its dated steps, listed, added and voided."""

from codedesk import formats
from codedesk.models.coders import RampStepDraft
from codedesk.services.people import coders
from codedesk.services.people.coders import CoderRampRow
from codedesk.ui.context import Context
from codedesk.ui.listing import Listing
from codedesk.ui.pages.setup.dated import DatedPart
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
_HINT = "A learner is read against these steps of the standard, each from its date on."
_RAMP: Listing[CoderRampRow] = Listing(
    noun="ramp step",
    of=coders.RAMP_STEPS,
    columns=_RAMP_COLUMNS,
    fields=_RAMP_FIELDS,
    title="Ramp",
    read=coders.ramp,
    said=lambda draft: formats.day(draft.from_day),
)


class RampPart(DatedPart[CoderRampRow]):
    """The steps of a learner's ramp."""

    def __init__(self, context: Context) -> None:
        """Start without a coder."""
        super().__init__(context, _RAMP, _HINT, rows_shown=4)

    def show_types(self, types: tuple[tuple[int, str], ...]) -> None:
        """Offer work types, given as number and name."""
        self.form.set_choices("work_type_id", tuple((words, number) for number, words in types))
