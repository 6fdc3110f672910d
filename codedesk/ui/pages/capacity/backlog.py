"""What waits by work type, with its hours, days and when it is cleared; below it the picture of the chosen one."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.charts import flow_weeks, flows
from codedesk.metrics.figures import Explanation
from codedesk.metrics.quantities import Quantity
from codedesk.services.flow.rows import FlowRow, TypeFlowRow
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.pages.capacity.cards import FlowCard, cell, fit, key_of
from codedesk.ui.pages.capacity.revenues import RevenueDialog
from codedesk.ui.pages.capacity.views import DrawnView, made_of
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.explain import explain, explained
from codedesk.ui.widgets.segments import Segments
from codedesk.ui.widgets.table import Table, TableColumn

_PICTURES = (("waits", "What waits"), ("rates", "Came in and coded"), ("days", "Days of work"))
_MOST, _LEAST = 8, 4
_NOTHING = (
    "What waits is not logged yet. A line a day on Today is enough: the charts that wait at its end, by work type; "
    "with what came in, the page knows the rest."
)


class BacklogView(DrawnView):
    """The table, and one picture of the chosen row."""

    name: ClassVar[str] = "backlog"
    word: ClassVar[str] = "Backlog"
    said: ClassVar[str] = "what waits, by work type"

    @override
    def build(self) -> None:
        self.line = theme.label("", "body", "second", wrap=True)
        self.how = button("How is this made?", self._explain_line, kind="quiet")
        self.log = button("Log what waits", self._to_today)
        self.table: Table[TypeFlowRow] = Table(
            backlog_columns(), "What waits, by work type", row_height=theme.COMPACT_ROW_HEIGHT,
            settings=self.context.settings, key=key_of,
        )  # fmt: skip
        self.table.activated.connect(self._explain_row)
        self.table.row_menu.name_open("How is this made?")
        self.table.selected.connect(self._draw)
        self.pictures = Segments("Picture", _PICTURES)
        self.pictures.chosen.connect(self._draw)
        self.card = FlowCard()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.line, 1)
        head.addWidget(self.how, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.log, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 100)  # before the picture, up to its rows
        self.body.addWidget(self.pictures, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.card, 1)
        self.body.addStretch(0)
        self.context.typed.opens("capacity", "revenue", self.open_revenue)

    @override
    def show_flow(self, flow: FlowRow) -> None:
        if not flow.types:
            self.show_nothing(_NOTHING, self._log_action())
            return
        logged, days = flow.days_logged
        money = f" · DNFB {flow.dnfb.text}" if flow.dnfb.value is not None else ""
        cost = f" · {flow.unit_cost.text} a chart" if flow.unit_cost.value is not None else ""
        self.line.setText(
            f"As of {formats.day(flow.as_of)}; logged on {logged} of {formats.plural(days, 'working day')}{money}{cost}"
        )
        self.table.show_rows((*flow.types, flow.team))
        fit(self.table, _MOST, _LEAST)
        self._draw()

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        return (self._log_action(), Action("capacity.revenue", "Revenue and cost", "", self.open_revenue))

    def open_revenue(self, key: str = "") -> None:
        """Open the list of what finance knows: revenue, which DNFB days need, and the cost of the team.

        key: of a row, or of a new one, in whose form something was typed.
        """
        dialog = RevenueDialog(self.window(), self.context)
        dialog.open()
        if key:
            dialog.panel.editing.reopen(key)

    @override
    def explanations(self) -> Sequence[Explanation]:
        row = self.table.selected_row() or (self.flow.team if self.flow is not None else None)
        return of_row(row) if row is not None else ()

    @override
    def first_focus(self) -> QWidget:
        return self.table

    def _draw(self, _what: object = None) -> None:
        row = self.table.selected_row() or (self.flow.team if self.flow is not None else None)
        if row is None or self.flow is None:
            return
        match self.pictures.key:
            case "waits":
                self.card.show_chart(flows.backlog_chart(row, events=self.flow.events))
            case "rates":
                self.card.show_chart(flow_weeks.rates_chart(row, self.flow.events))
            case _:
                self.card.show_chart(flow_weeks.days_chart(row, self.flow.events))

    def _explain_row(self, row: TypeFlowRow) -> None:
        explain(self, f"{row.name}, {self.context.period_label}", of_row(row))

    def _explain_line(self) -> None:
        if self.flow is not None:
            flow = self.flow
            explain(self, f"{self.word}, {self.context.period_label}", tuple(made_of(flow.dnfb, flow.unit_cost)))

    def _log_action(self) -> Action:
        return Action("capacity.log", "Log what waits, on Today", "", self._to_today)

    def _to_today(self) -> None:
        context = self.context
        context.navigate("today", day=min(context.today(), context.period.end), view="waiting")


def of_row(row: TypeFlowRow) -> tuple[Explanation, ...]:
    """Return how the numbers of a line are made, in the order of its columns."""
    numbers = (row.waiting, row.hours, row.days, row.inflow, row.coded, row.capacity, row.to_clear, row.oldest)
    return (*made_of(*numbers), row.forecast.explanation, row.weeks.explanation)


def backlog_columns() -> tuple[TableColumn[TypeFlowRow], ...]:
    """Return what waits, its hours and days, what comes and goes in a day, when it is cleared, and the trend."""
    return (
        TableColumn("name", "Work type", 140, text=_name, stretch=True, strong=True, least=120, most=240),
        _column("waiting", "Waiting", 78, "charts", lambda row: row.waiting, 0),
        _column("hours", "Hours", 76, "h", lambda row: row.hours),
        _column("days", "Days of work", 96, "days", lambda row: row.days),
        _column("inflow", "Came in a day", 104, "charts", lambda row: row.inflow),
        _column("coded", "Coded a day", 92, "charts", lambda row: row.coded),
        _column("capacity", "Could code", 88, "charts", lambda row: row.capacity),
        _column("to_clear", "Days to clear", 124, "days", lambda row: row.to_clear),
        _column("oldest", "Oldest, days", 92, "days", lambda row: row.oldest, 0),
        TableColumn("trend", "Trend", 158, text=lambda row: flows.trend_words(row.trend), tone=_trend_tone, least=120),
    )


def _column(
    key: str, title: str, width: int, unit: str, of: Callable[[TypeFlowRow], Quantity], digits: int = 2
) -> TableColumn[TypeFlowRow]:
    return TableColumn(
        key, title, width, "right", text=lambda row: cell(of(row), unit, digits),
        tooltip=lambda row: explained(of(row).explanation),
        tone=lambda row: "second" if of(row).value is None else "", least=width - 14,
    )  # fmt: skip


def _name(row: TypeFlowRow) -> str:
    return row.name if row.work_type_id is not None else f"{row.name}, in hours"


def _trend_tone(row: TypeFlowRow) -> theme.Tone:
    return "" if row.trend.centre is not None else "second"
