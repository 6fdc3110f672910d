"""To look at: the surprising values of the period, each with its question. Enter goes to the cell, Ctrl+M confirms.

What is surprising is the services'; a value is corrected where it stands, on Today.
"""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.services.days.marks import LookRow, confirm_marks, to_look_at
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.pages.page import Page
from codedesk.ui.reading import MonthReader
from codedesk.ui.widgets.table import Table, TableColumn

_COLUMNS: tuple[TableColumn[LookRow], ...] = (
    TableColumn(
        "day",
        "Date",
        140,
        text=lambda row: f"{formats.weekday(row.day)[:3]} {formats.day(row.day)}",
        sort_key=lambda row: row.day,
    ),
    TableColumn(
        "coder", "Coder", 180, text=lambda row: row.coder, sort_key=lambda row: row.coder.casefold(), strong=True
    ),
    TableColumn("work_type", "Work type", 160, text=lambda row: row.work_type or "the day", tone=lambda _row: "second"),
    TableColumn("value", "Entered", 110, "right", text=lambda row: row.value),
    TableColumn(
        "reason", "Question", 260, text=lambda row: row.mark.reason, tooltip=lambda row: row.mark.reason, stretch=True
    ),
)


class LookingPage(Page):
    """The list of the period, narrowed to the coder that is chosen."""

    name, title, icon = "looking", "To look at", "today"

    @override
    def build(self) -> None:
        self._reader = MonthReader(self.context, self, to_look_at, self._not_read)
        self._stopped = False
        self.table: Table[LookRow] = Table(_COLUMNS, "Values to look at", settings=self.context.settings)
        self.table.row_menu.name_open("Go to the cell")
        self.table.row_menu.offer(self.actions, "looking.confirm")
        self.table.activated.connect(self._open)
        self.table.selected.connect(self._selected)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(
            theme.label(
                "These values are kept and counted as they are. Confirm what is right, correct the rest in place.",
                "caption",
                "second",
                wrap=True,
            )
        )

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        page = "looking"
        return (
            Action("looking.confirm", "Confirm: it is right", "Ctrl+M", self.confirm, page, self._can_confirm, True),
            Action("looking.open", "Go to the cell", "", self._open_chosen, page, self._has_row),
            Action("looking.back", "Back to Today", "", self._back, page),
        )

    @override
    def refresh(self) -> None:
        coders = None if self.context.coder_id is None else (self.context.coder_id,)
        self._stopped = False
        self.show_busy(f"Looking through {self.context.period_label} …", self._stop)
        self._reader.start(self.context.period, coders, then=self._read)

    @override
    def first_focus(self) -> QWidget | None:
        return self.table

    def confirm(self) -> None:
        """Keep that the chosen values are right as they are."""
        rows = tuple(self.table.rows[place] for place in self._places())
        if not rows:
            return
        first = rows[0]
        what = ", ".join(part for part in (first.value, first.work_type, first.coder, formats.day(first.day)) if part)
        step = f"Confirm {what}" if len(rows) == 1 else f"Confirm {formats.plural(len(rows), 'value')}"
        self.context.write(self, step, confirm_marks, rows)

    def _stop(self) -> None:
        self._stopped = True
        self._reader.stop()

    def _read(self, rows: tuple[LookRow, ...]) -> None:
        self._show(rows)
        self.release()

    def _not_read(self, error: BaseException) -> None:
        self.release()
        self.show_error("The values to look at could not be read. Nothing was changed.", self.refresh)
        self.context.tell_failure(error)

    def _show(self, rows: tuple[LookRow, ...]) -> None:
        if not rows and not self._stopped:
            self.set_subline(self.context.period_label)
            self.table.show_rows(())
            self.update_actions()
            words = f"Nothing to look at in {self.context.period_label}: no value is surprising, or all are confirmed."
            self.show_empty(words, Action("looking.back", "Back to Today", "", self._back))
            return
        found = f"{self.context.period_label} · {formats.plural(len(rows), 'value')} to look at"
        self.set_subline(f"{found}; reading was stopped, older ones are not listed" if self._stopped else found)
        self.table.show_rows(rows)
        self.show_content()
        self.update_actions()

    def _places(self) -> list[int]:
        chosen = {index.row() for index in self.table.selectionModel().selectedRows()} or {
            self.table.currentIndex().row()
        }
        return [place for place in sorted(chosen) if 0 <= place < len(self.table.rows)]

    def _selected(self, _row: LookRow | None) -> None:
        self.update_actions()

    def _has_row(self) -> bool:
        return bool(self._places())

    def _can_confirm(self) -> bool:
        return self._has_row() and not self.context.read_only

    def _open_chosen(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            self._open(row)

    def _open(self, row: LookRow) -> None:
        self.context.navigate("today", place=row.place)

    @override
    def go_up(self) -> bool:
        self._back()
        return True

    def _back(self) -> None:
        self.context.navigate("today")
