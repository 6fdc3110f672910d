"""How long charts took from discharge, or from available, to coded: by work type, and week by week."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.charts import flows
from codedesk.metrics.figures import Explanation
from codedesk.services.department.events_and_notes import ScopesRow, scopes
from codedesk.services.flow.rows import FlowRow, TurnaroundRow
from codedesk.services.flow.turnaround_lists import ListPlan, keep_list, plan_list
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.pages.capacity.cards import FlowCard, fit
from codedesk.ui.pages.capacity.list_paste import ListPreview
from codedesk.ui.pages.capacity.views import DrawnView, made_of
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.clipboard import block_of
from codedesk.ui.widgets.explain import explain, explained
from codedesk.ui.widgets.table import Table, TableColumn

_MOST, _LEAST = 8, 4
_OF = {"discharge": "discharge", "available": "available to code"}
_NOTHING = (
    "No list says when charts were discharged and coded. Copy it in your spreadsheet and bring it in: equal lines are "
    "added up, and no patient is kept."
)
_WORDS = (
    "Charts that are still waiting count as at least as old as they are. Where half of the charts are not coded yet, "
    "there is no median, and it says so."
)


class TurnaroundView(DrawnView):
    """A line for each work type; below it the weeks of the chosen one."""

    name: ClassVar[str] = "turnaround"
    word: ClassVar[str] = "Turnaround"
    said: ClassVar[str] = "how long charts took"

    @override
    def build(self) -> None:
        self.words = theme.label(_WORDS, "body", "second", wrap=True)
        self.table: Table[TurnaroundRow] = Table(
            turnaround_columns(), "Turnaround by work type", row_height=theme.COMPACT_ROW_HEIGHT,
            settings=self.context.settings, key=lambda row: (row.work_type, row.of),
        )  # fmt: skip
        self.table.activated.connect(self._explain_row)
        self.table.row_menu.name_open("How is this made?")
        self.table.selected.connect(self._draw)
        self.card = FlowCard()
        self.preview: ListPreview | None = None
        self.paste_button = button("Paste a list", self.paste)
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(self.paste_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 100)  # before the picture, up to its rows
        self.body.addWidget(self.card, 1)

    @override
    def show_flow(self, flow: FlowRow) -> None:
        whole = [row for row in flow.turnaround if row.week is None]
        if not whole:
            self.show_nothing(_NOTHING, self._paste_action())
            return
        self.paste_button.setEnabled(not self.context.read_only)
        self.table.show_rows(whole)
        fit(self.table, _MOST, _LEAST)
        self._draw(self.table.selected_row())

    @override
    def explanations(self) -> Sequence[Explanation]:
        row = self.table.selected_row() or next(iter(self.table.rows), None)
        return tuple(made_of(row.median, row.p90)) if row is not None else ()

    @override
    def first_focus(self) -> QWidget:
        return self.table

    def _draw(self, row: TurnaroundRow | None) -> None:
        if self.flow is not None and row is not None:
            weeks = [each for each in self.flow.turnaround if (each.work_type, each.of) == (row.work_type, row.of)]
            self.card.show_chart(flows.turnaround_chart(weeks, _name(row), row.of))

    def _explain_row(self, row: TurnaroundRow) -> None:
        explain(self, f"{_name(row)}, {self.context.period_label}", tuple(made_of(row.median, row.p90)))

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        return (self._paste_action(),)

    def paste(self) -> None:
        """Show what the copied list would bring, before anything of it is stored."""
        block = block_of(QGuiApplication.clipboard().text())
        if not block:
            self.context.say("info", "Copy the list in your spreadsheet first, with its heads.")
            return
        context = self.context
        context.read(self, plan_list, block, context.today(), context.date_order, then=self._planned)

    def _paste_action(self) -> Action:
        return Action("capacity.paste", "Paste a list", "", self.paste, enabled=lambda: not self.context.read_only)

    def _planned(self, plan: ListPlan) -> None:
        self.context.read(self, scopes, then=partial(self._show_preview, plan))

    def _show_preview(self, plan: ListPlan, named: ScopesRow) -> None:
        self.preview = ListPreview(self.window(), plan, {key: name for name, key in named.work_types}, self._keep)
        self.preview.open()

    def _keep(self, plan: ListPlan) -> None:
        step = f"Take in a list of {formats.plural(plan.charts, 'chart')}"
        self.context.write(self, step, keep_list, plan, then=partial(self._kept, plan))

    def _kept(self, plan: ListPlan, _stored: object) -> None:
        self.context.say("done", f"{formats.plural(plan.charts, 'chart')} of the list stored. Undo takes it back.")


def _name(row: TurnaroundRow) -> str:
    return row.work_type or "All work types"


def turnaround_columns() -> tuple[TableColumn[TurnaroundRow], ...]:
    """Return how many charts, how many still wait, and the median and 90th percentile of their days."""
    return (
        TableColumn("name", "Work type", 200, text=_name, stretch=True, strong=True),
        TableColumn("of", "From", 140, text=lambda row: _OF[row.of]),
        TableColumn("n", "Charts", 90, "right", text=lambda row: formats.count(row.n)),
        TableColumn("waiting", "Still waiting", 110, "right", text=lambda row: formats.count(row.waiting)),
        TableColumn("median", "Median", 120, "right", text=lambda row: row.median.text,
                    tooltip=lambda row: explained(row.median.explanation)),
        TableColumn("p90", "90th percentile", 140, "right", text=lambda row: row.p90.text,
                    tooltip=lambda row: explained(row.p90.explanation)),
    )  # fmt: skip
