"""What holds charts up, as a process: by reason and age, by provider group, hours that are not coding; the entries."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.charts import flows
from codedesk.metrics.figures import Explanation
from codedesk.metrics.quantities import aligned
from codedesk.models.flow import HoldReason
from codedesk.services.department import events_and_notes
from codedesk.services.department.events_and_notes import ScopesRow
from codedesk.services.flow.listed import HoldRow, holds
from codedesk.services.flow.rows import FlowRow, GroupRow, HoldupRow, LostHoursRow
from codedesk.services.flow.waiting import HOLDS
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.editing import WindowEditing
from codedesk.ui.listing import Listing
from codedesk.ui.pages.capacity.cards import NOT_MADE, FlowCard, fit
from codedesk.ui.pages.capacity.views import CapacityView, made_of
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.explain import explain
from codedesk.ui.widgets.fields import Field
from codedesk.ui.widgets.segments import Segments
from codedesk.ui.widgets.table import Table, TableColumn

_PARTS = (("reasons", "Why charts wait"), ("groups", "Provider groups"), ("lost", "Hours that are not coding"),
          ("entries", "Entries"))  # fmt: skip
_MOST = 6
_NO_HOLDS = "No held charts are logged in this period: a line by reason is enough, on any day you know them."
_GROUP = "A group or a service, as you call it; never a patient"

HOLD_LISTING: Listing[HoldRow] = Listing(
    noun="held charts",
    of=HOLDS,
    columns=(
        TableColumn(
            "day", "Date", 110, text=lambda row: formats.day(row.draft.day), sort_key=lambda row: row.draft.day
        ),
        TableColumn("reason", "Reason", 160, text=lambda row: row.draft.reason.words, strong=True),
        TableColumn("group", "Provider group", 160, text=lambda row: row.draft.provider_group, stretch=True),
        TableColumn("type", "Work type", 150, text=lambda row: row.work_type or "all"),
        TableColumn("charts", "Charts", 80, "right", text=lambda row: formats.count(row.draft.charts)),
        TableColumn("late", "Late", 80, "right", text=lambda row: _known(row.draft.late)),
        TableColumn("oldest", "Oldest, days", 100, "right", text=lambda row: _known(row.draft.oldest)),
    ),
    fields=(
        Field("day", "Date", "date", required=True),
        Field("reason", "Reason", "choice", required=True, choices=HoldReason.choices()),
        Field("charts", "Charts held", "count", required=True, hint="At the end of the day"),
        Field("late", "Of them late", "count", hint="Answered, or waiting, past the agreed time"),
        Field("oldest", "Age of the oldest", "count", unit="days"),
        Field("provider_group", "Provider group", hint=_GROUP),
        Field("work_type_id", "Work type", "choice"),
    ),
    title="Held charts",
    empty=_NO_HOLDS,
    said=lambda draft: f"{draft.reason.words.lower()}, {formats.day(draft.day)}",
    called=lambda row: f"{row.draft.reason.words}, {formats.day(row.draft.day)}",
)


class HoldupsView(CapacityView):
    """Four parts, one at a time."""

    name: ClassVar[str] = "holdups"
    word: ClassVar[str] = "Holdups"
    said: ClassVar[str] = "what holds charts up"

    @override
    def build(self) -> None:
        self.parts = Segments("Holdups", _PARTS)
        self.parts.chosen.connect(self._show_part)
        self.reasons, self.lost = FlowCard(), FlowCard()
        self.reason_table: Table[HoldupRow] = Table(
            _reason_columns(),
            "Why charts wait",
            row_height=theme.COMPACT_ROW_HEIGHT,
            order="what holds most comes first.",
        )
        self.group_table: Table[GroupRow] = Table(_group_columns(), "Provider groups")
        self.lost_table: Table[LostHoursRow] = Table(_lost_columns(), "Hours that are not coding",
                                                     row_height=theme.COMPACT_ROW_HEIGHT)  # fmt: skip
        self.entries: Table[HoldRow] = Table(
            HOLD_LISTING.columns, "Held charts", settings=self.context.settings, key=lambda row: row.id
        )
        for table in (self.reason_table, self.group_table, self.lost_table):
            table.activated.connect(self._explain_row)
            table.row_menu.name_open("How is this made?")
        self.editing = WindowEditing(self.context, self, self.entries, HOLD_LISTING)
        self.editing.begins = lambda: {"day": min(self.context.today(), self.context.period.end)}
        self.context.typed.opens("capacity", HOLD_LISTING.noun, self.editing.reopen)
        self.add_button = button("Add held charts", self.add)
        self.words = {key: theme.label("", "body", "second", wrap=True) for key in ("groups", "entries")}
        self.stack = QStackedWidget()
        for widgets in (
            (self.reasons, self.reason_table),
            (self.words["groups"], self.group_table),
            (self.lost, self.lost_table),
            (self.words["entries"], self.entries),
        ):
            self.stack.addWidget(_column(*widgets))
        head = QHBoxLayout()
        head.addWidget(self.parts)
        head.addStretch(1)
        head.addWidget(self.add_button)
        self.body.addLayout(head)
        self.body.addWidget(self.stack, 1)

    @override
    def show_flow(self, flow: FlowRow) -> None:
        self.reasons.show_bars(flows.hold_bars(flow.holdups))
        self.lost.show_chart(flows.lost_chart(flow.hours_lost))
        self.reason_table.show_rows(flow.holdups)
        self.lost_table.show_rows(flow.hours_lost)
        self.group_table.show_rows(flow.groups)
        for table in (self.reason_table, self.lost_table, self.group_table):
            table.setVisible(bool(table.rows))
            fit(table, _MOST)
        late = "Late: past the agreed time. The groups are your own names; the most held come first."
        self.words["groups"].setText(late if flow.groups else _NO_HOLDS)
        self.add_button.setEnabled(not self.context.read_only)

    @override
    def read(self) -> None:
        self.context.read(self, holds, self.context.period, then=self._show_entries)
        self.context.read(self, events_and_notes.scopes, then=self._take_scopes)

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        return (Action("capacity.hold", "Add held charts", "", self.add, enabled=lambda: not self.context.read_only),)

    def add(self) -> None:
        """Ask for charts that are held."""
        self.editing.add()

    @override
    def explanations(self) -> Sequence[Explanation]:
        if self.flow is None:
            return ()
        if self.parts.key == "lost":
            rows: Sequence[LostHoursRow | HoldupRow] = self.flow.hours_lost
        else:
            rows = self.flow.holdups
        return tuple(each for row in rows[:3] for each in made_of(row.hours, row.freed, row.freed_hours))

    @override
    def first_focus(self) -> QWidget:
        return self.reason_table

    @override
    def focus_drawing(self) -> None:
        tables: dict[str, Table[Any]] = {
            "reasons": self.reason_table,
            "groups": self.group_table,
            "entries": self.entries,
        }
        if self.parts.key == "lost":
            self.lost.focus_drawing()
        else:
            tables[self.parts.key].setFocus()

    @override
    def toggle_table(self) -> None:
        if self.parts.key in ("reasons", "lost"):
            (self.reasons if self.parts.key == "reasons" else self.lost).toggle_table()

    def _show_part(self, part: str) -> None:
        self.stack.setCurrentIndex([key for key, _ in _PARTS].index(part))

    def _show_entries(self, rows: tuple[HoldRow, ...]) -> None:
        self.entries.show_rows(rows)
        self.entries.setVisible(bool(rows))
        self.words["entries"].setText("Enter changes a line, Delete voids it." if rows else _NO_HOLDS)

    def _take_scopes(self, row: ScopesRow) -> None:
        self.editing.offer({"work_type_id": (("All work types", None), *row.work_types)})

    def _explain_row(self, row: HoldupRow | LostHoursRow | GroupRow) -> None:
        numbers = (row.late_share,) if isinstance(row, GroupRow) else (row.hours, row.freed, row.freed_hours)
        explain(self, self.context.period_label, tuple(made_of(*numbers)))


def _column(*widgets: QWidget) -> QWidget:
    made = QWidget()
    column = theme.column(made, 8)
    for widget in widgets:
        column.addWidget(widget, 1 if isinstance(widget, FlowCard) else 0)
    if not isinstance(widgets[0], FlowCard):
        column.setStretchFactor(widgets[-1], 1)
    column.addStretch(0)
    return made


def _known(value: int | None) -> str:
    return NOT_MADE if value is None else formats.count(value)


def _reason_columns() -> tuple[TableColumn[HoldupRow], ...]:
    return (
        TableColumn("name", "Reason", 160, text=lambda row: row.name, stretch=True, strong=True, least=120),
        TableColumn("charts", "Charts", 72, "right", text=lambda row: formats.count(row.charts)),
        TableColumn("share", "Of all", 76, "right", text=lambda row: formats.percent(row.share)),
        TableColumn("so_far", "So far", 76, "right", text=lambda row: formats.percent(row.so_far)),
        TableColumn("late", "Late", 64, "right", text=lambda row: _known(row.late)),
        TableColumn("oldest", "Oldest, days", 96, "right", text=lambda row: _known(row.oldest)),
        TableColumn("hours", "Hours of work", 106, "right", text=lambda row: aligned(row.hours)),
        TableColumn(
            "freed", "A day less frees", 190, "right", text=lambda row: flows.freed_words(row.freed, row.freed_hours)
        ),
    )


def _group_columns() -> tuple[TableColumn[GroupRow], ...]:
    return (
        TableColumn(
            "group", "Provider group", 220, text=lambda row: row.group or "no group", stretch=True, strong=True
        ),
        TableColumn("charts", "Charts", 100, "right", text=lambda row: formats.count(row.charts)),
        TableColumn("late", "Late", 100, "right", text=lambda row: _known(row.late)),
        TableColumn("late_share", "Of them late", 130, "right", text=lambda row: row.late_share.text),
        TableColumn("oldest", "Oldest, days", 120, "right", text=lambda row: _known(row.oldest)),
    )


def _lost_columns() -> tuple[TableColumn[LostHoursRow], ...]:
    return (
        TableColumn("category", "Other time", 220, text=lambda row: row.category, stretch=True, strong=True),
        TableColumn("hours", "Hours", 110, "right", text=lambda row: aligned(row.hours)),
        TableColumn(
            "freed", "A day less frees", 260, "right", text=lambda row: flows.freed_words(row.freed, row.freed_hours)
        ),
    )
