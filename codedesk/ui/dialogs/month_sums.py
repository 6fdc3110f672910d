"""Months known as sums, as a list with its form: what a scorecard says of a coder's month of which no day is known."""

from codedesk import formats
from codedesk.services.people.month_sums import MONTH_SUMS, MonthSumRow, month_words
from codedesk.ui.listing import Listing
from codedesk.ui.widgets.fields import Field
from codedesk.ui.widgets.table import TableColumn

_TYPE = "Charts need their work type. “Whole month” takes the productive hours of the month, for all its work types"


def work_type_choices(work_types: tuple[tuple[str, int], ...]) -> dict[str, tuple[tuple[str, int | None], ...]]:
    """Return what a sum can be of: the hours of the whole month, or a work type."""
    return {"work_type_id": (("Whole month", None), *work_types)}


SUMS: Listing[MonthSumRow] = Listing(
    noun="month’s sum",
    of=MONTH_SUMS,
    columns=(
        TableColumn("month", "Month", 130, text=lambda row: row.month_words),
        TableColumn("type", "Work type", 160, text=lambda row: row.work_type or "whole month", stretch=True),
        TableColumn(
            "charts",
            "Charts",
            80,
            "right",
            text=lambda row: "" if row.draft.charts is None else formats.count(row.draft.charts),
        ),
        TableColumn("hours", "Hours", 80, "right", text=lambda row: formats.hours(row.draft.hours)),
    ),
    fields=(
        Field("month", "First day of the month", "date", required=True),
        Field("work_type_id", "Work type", "choice", hint=_TYPE),
        Field("charts", "Charts", "count"),
        Field("hours", "Hours", "number", hint="Productive hours, as the pace is taken over them; empty if not known"),
    ),
    title="Months known as sums",
    empty="No month of the time shown is known as a sum.",
    said=month_words,
    called=lambda row: f"{row.month_words}{f', {row.work_type}' if row.work_type else ''}",
)
