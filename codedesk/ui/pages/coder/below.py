"""What stands below the charts: work types, hours taken out, errors, rework and events, the last of them edited."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from codedesk.charts.pareto import error_pareto
from codedesk.metrics.figures import Answer, WorkTypeFigures
from codedesk.services.department.events_and_notes import EventRow
from codedesk.services.figures.mix_rows import MixRow
from codedesk.services.figures.mixes import mixes
from codedesk.services.flow.reworks import ReworkEntryRow
from codedesk.services.people.coder_view import CoderPageRow
from codedesk.services.people.month_sums import MonthSumRow
from codedesk.services.reviews.rows import CauseRow, HoursRow
from codedesk.ui import ask, theme
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.dialogs.events import EVENTS, days_words, event_choices
from codedesk.ui.dialogs.month_sums import SUMS, work_type_choices
from codedesk.ui.dialogs.reworks import rework_choices
from codedesk.ui.list_cards import EditedCard, ListCard, ListTable
from codedesk.ui.pages.coder import tables
from codedesk.ui.widgets.bars import BarsView
from codedesk.ui.widgets.mix import MixCard


class CoderParts(QWidget):
    """The lower half of the page. types_asked(row) asks how a work type is made; answers_withdrawn(answer).

    compared(event) asks for before and after.
    """

    types_asked = Signal(object)
    answers_withdrawn = Signal(object)
    compared = Signal(object)

    def __init__(self, context: Context, within: QWidget) -> None:
        """Make the cards; `show_page` fills them."""
        super().__init__(within)
        self._context = context
        self._page: CoderPageRow | None = None
        self.types: ListCard[WorkTypeFigures] = ListCard(
            "Work types", tables.work_type_columns(), "No work was entered for this period."
        )
        self.types.table.activated.connect(self.types_asked)
        self.types.table.row_menu.name_open("How is this made?")
        self.mix = MixCard()
        self.hours: ListCard[HoursRow] = ListCard(
            "Hours taken out", tables.hours_columns(), "No other time was entered for this period."
        )
        self.rework: EditedCard[ReworkEntryRow] = EditedCard(context, tables.OF_CODER)
        self.rework.editing.begins = self._new_rework
        self.sums: EditedCard[MonthSumRow] = EditedCard(context, SUMS)
        self.sums.editing.begins = self._new_sum
        self.errors = ErrorCard()
        self.events: EditedCard[EventRow] = EditedCard(context, EVENTS)
        self.events.editing.begins = self._new_event
        self.compare = self.events.add_button("Before and after", self.compare_event)
        self.answers: ListCard[Answer] = ListCard(
            "Answers to signals", tables.answer_columns(), "Nothing was answered."
        )
        self.answers.table.row_menu.name_open("Change the answer")
        withdraw = Action("answers.void", "Withdraw the answer …", "Del", self.withdraw_answer)
        self.answers.table.row_menu.offer(lambda: (withdraw,))
        self.withdraw = self.answers.add_button("Withdraw", self.withdraw_answer)
        self._lay_out()

    def show_page(self, page: CoderPageRow, label: str) -> None:
        """Fill the cards."""
        self._page = page
        self.types.show_rows(page.block.work_types)
        self.hours.show_rows(page.hours, tables.hours_words(page))
        named = tuple((row.name, row.id) for row in page.coders)
        self.rework.editing.offer(rework_choices(named, page.work_types))
        words = tables.rework_words(page.block.rework, page.reworked)
        self.rework.show_of(page.coder.name, page.reworked, words, coder_id=page.coder.id)
        self.sums.editing.offer(work_type_choices(page.work_types))
        self.sums.show_of(page.coder.name, page.month_sums, coder_id=page.coder.id)
        self.sums.setVisible(bool(page.month_sums))
        self.errors.show_page(page, label)
        self.events.editing.offer(event_choices(named, page.work_types))
        self.events.show_of("", page.events)
        self.compare.setEnabled(bool(page.events))
        self.answers.show_rows(page.history.answers)
        self.answers.setVisible(bool(page.history.answers))
        self.withdraw.setEnabled(not self._context.read_only)
        self.mix.show_rows(())
        coder_id, today = page.coder.id, self._context.today()
        self._context.read(self, mixes, page.period, (coder_id,), today, then=partial(self._show_mix, page))

    def _show_mix(self, page: CoderPageRow, found: dict[int | None, tuple[MixRow, ...]]) -> None:
        """Show the mix of the page that it was asked for; it comes after the rest, for it reads two more periods."""
        if self._page is page:
            self.mix.show_rows(found.get(page.coder.id, ()))

    def actions(self, can_write: Callable[[], bool]) -> tuple[Action, ...]:  # type: ignore[override]
        """Return what can be added here, for menu and palette."""
        sums, rework = self.sums.editing, self.rework.editing
        return (
            Action("coder.month_sum", "Add a month’s sum", "", sums.add, "coder", can_write, shown=False),
            Action("coder.rework", "Add rework", "", rework.add, "coder", can_write, shown=False),
        )

    def add_event(self, day: date | None = None) -> None:
        """Ask for an event, from a day on (else today), and store it."""
        self.events.editing.add(**({} if day is None else {"from_day": day}))

    def _new_sum(self) -> dict[str, Any] | None:
        page = self._page
        return None if page is None else {"coder_id": page.coder.id, "month": page.period.start.replace(day=1)}

    def _new_rework(self) -> dict[str, Any] | None:
        return None if self._page is None else {"day": self._context.today(), "coder_id": self._page.coder.id}

    def _new_event(self) -> dict[str, Any] | None:
        return None if self._page is None else {"from_day": self._context.today()}

    def compare_event(self) -> None:
        """Ask for before and after of the chosen event, or of one that the person names."""
        rows = self.events.table.rows
        row = self.events.table.selected_row() or (rows[0] if len(rows) == 1 else None)
        if row is None and rows:
            named = {f"{days_words(each)} · {each.draft.text}": each for each in rows}
            chosen = ask.asker().choice(self, "Before and after", "Of which event?", tuple(named))
            row = named.get(chosen or "")
        if row is not None:
            self.compared.emit(row)

    def reopen_answer(self, key: str) -> None:
        """Show the form of an answer again in which something was typed."""
        if self.answers.table.select_where(lambda row: str(row.id) == key):
            self.answers.table.activated.emit(self.answers.table.selected_row())

    def withdraw_answer(self) -> None:
        """Ask for the chosen answer to be taken back."""
        row = self.answers.table.selected_row()
        if row is not None:
            self.answers_withdrawn.emit(row)

    def _lay_out(self) -> None:
        column = theme.column(self, 12)
        column.addWidget(self.types)
        column.addWidget(self.mix)
        column.addWidget(self.hours)
        column.addWidget(self.rework)
        column.addWidget(self.sums)
        column.addWidget(self.errors)
        column.addWidget(self.events)
        column.addWidget(self.answers)


class ErrorCard(QFrame):
    """What audits found, by category as bars, and by root cause as a table: the coder's own apart from the rest."""

    def __init__(self) -> None:
        """Start without findings."""
        super().__init__()
        self.title = theme.label("", "section", wrap=True)
        self.subtitle = theme.label("", "caption", "second", wrap=True)
        self.bars = BarsView()
        self.causes: ListTable[CauseRow] = ListTable(tables.cause_columns(), "Findings by root cause")
        self.empty = theme.label("", "body", "third", wrap=True)
        column = theme.card(self, 4)
        column.addWidget(self.title)
        column.addWidget(self.subtitle)
        column.addWidget(self.empty)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.bars, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.causes, 2, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)

    def show_page(self, page: CoderPageRow, label: str) -> None:
        """Show the findings of the period, the period before in grey."""
        picture = error_pareto(page.errors, label, page.before_label, page.charts_looked_at)
        self.title.setText(picture.title)
        self.subtitle.setText(picture.subtitle)
        self.empty.setText(picture.empty)
        self.empty.setVisible(bool(picture.empty))
        self.bars.show_bars(picture)
        self.bars.setVisible(not picture.empty)
        self.causes.show_rows(page.causes)
        self.causes.setVisible(bool(page.causes))
