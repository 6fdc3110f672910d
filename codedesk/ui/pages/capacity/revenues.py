"""Gross revenue and what the team cost, of spans of days, in a window of their own: DNFB days and a chart's cost."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from codedesk import formats
from codedesk.models.flow import RevenueDraft
from codedesk.periods import span_label
from codedesk.services.flow.revenues import REVENUES, RevenueRow, revenues
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.listing import Listing
from codedesk.ui.pages.capacity.entries import EntryPanel
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.dialog import Dialog
from codedesk.ui.widgets.fields import Field
from codedesk.ui.widgets.table import TableColumn

_WIDTH, _HEIGHT = 760, 460
_WORDS = "DNFB days divide the dollars that wait by the mean revenue of a day; a chart’s cost divides the team’s cost."

LISTING: Listing[RevenueRow] = Listing(
    noun="revenue",
    of=REVENUES,
    columns=(
        TableColumn("days", "Days", 230, text=lambda row: _days(row.draft), stretch=True),
        TableColumn("dollars", "Gross revenue ($)", 160, "right", text=lambda row: _amount(row.draft.dollars)),
        TableColumn("cost", "Cost of the team ($)", 160, "right", text=lambda row: _amount(row.draft.cost)),
    ),
    fields=(
        Field("from_day", "First day", "date", required=True),
        Field("to_day", "Last day", "date", required=True),
        Field("dollars", "Gross revenue", "money", unit="$", hint="Of the whole span, as finance gives it"),
        Field(
            "cost",
            "Cost of the team",
            "money",
            unit="$",
            hint="The team’s pay in the span, if a chart’s cost is wanted",
        ),
    ),
    title="Revenue and cost",
    empty="No revenue of the time shown is known.",
    said=lambda draft: span_label(draft.from_day, draft.to_day),
    called=lambda row: _days(row.draft),
)


class RevenueDialog(Dialog):
    """The revenue of the period in a window of its own. Esc closes it."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        """Lay the list out and read."""
        super().__init__(parent)
        self.setWindowTitle("Revenue and cost")
        self.resize(_WIDTH, _HEIGHT)
        self.panel: EntryPanel[RevenueRow] = EntryPanel(
            context, LISTING, revenues, lambda _coders, _types: {}, "from_day"
        )
        self.panel.editing.begins = lambda: {"from_day": context.period.start, "to_day": context.period.end}
        self.panel.editing.then = self.panel.refresh
        column = theme.column(self, 12, margins=(theme.PAGE_MARGIN, 16, theme.PAGE_MARGIN, 16))
        column.addWidget(theme.label(_WORDS, "body", "second", wrap=True))
        column.addWidget(self.panel, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button("Close", self.accept))
        column.addLayout(foot)
        self.panel.refresh()


def _days(draft: RevenueDraft) -> str:
    return span_label(draft.from_day, draft.to_day)


def _amount(cents: int | None) -> str:
    return "" if cents is None else formats.money(cents)
