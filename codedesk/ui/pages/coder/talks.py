"""Conversations with a coder: notes by kind, goals and education, each private unless marked for the packet."""

from typing import Any

from PySide6.QtWidgets import QWidget

from codedesk import formats
from codedesk.models.events import NoteKind
from codedesk.services.department.events_and_notes import NoteRow
from codedesk.services.people.conversations import ConversationsRow, GoalRow
from codedesk.services.people.education import EducationRow, finish_item
from codedesk.services.reviews import reviews
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.editing import Editing
from codedesk.ui.list_cards import EditedCard, ListCard
from codedesk.ui.pages.coder import talk_forms as forms
from codedesk.ui.typed import TypedPlace
from codedesk.ui.widgets.segments import Segments

_ALL = "all"
_KINDS = ((_ALL, "All"), *((kind, kind.words) for kind in NoteKind))


class Talks(QWidget):
    """The Conversations part of the page."""

    def __init__(self, context: Context, within: QWidget) -> None:
        """Make the cards in the body of a scrolled area; `show_row` fills them."""
        super().__init__(within)
        around = theme.column(within)
        around.addWidget(self)
        around.addStretch(1)
        self._context = context
        self._row: ConversationsRow | None = None
        self.editing = Editing(context, self)
        self.notes: EditedCard[NoteRow] = EditedCard(context, forms.NOTES)
        self.notes.editing.begins = self._new_note
        self.kind = Segments("Kind of note", _KINDS)
        self.kind.chosen.connect(self._show_notes)
        self.notes.head.insertWidget(1, self.kind)
        self.goals: ListCard[GoalRow] = ListCard(
            "Goals", forms.goal_columns(context.today()), "No goal yet. Goals are agreed in a review."
        )
        self.goals.add_button("Agree goals in the review", self._to_review)
        self.goals.table.key = lambda row: row.id  # one that was closed stays chosen, where it stands then
        self.goals.table.activated.connect(self.change_goal)
        self.goals.table.row_menu.name_open("Write what became of the goal")
        self.education: EditedCard[EducationRow] = EditedCard(
            context, forms.EDUCATION, ("Done today", self.finish_education)
        )
        self.education.editing.begins = self._new_education
        column = theme.column(self, 12)
        for card in (self.notes, self.goals, self.education):
            column.addWidget(card)
        column.addStretch(1)

    def show_row(self, row: ConversationsRow) -> None:
        """Fill the cards."""
        self._row = row
        self._show_notes(self.kind.key)
        gone = len(row.goals) - row.open_goals
        self.goals.show_rows(row.goals, f"{row.open_goals} open, {gone} closed." if row.goals else "")
        self.education.show_of(row.coder, row.education, self._education_words(row), coder_id=row.coder_id)

    def change_goal(self, row: GoalRow) -> None:
        """Ask what became of a goal."""

        def store(typed: dict[str, Any]) -> Any:
            return f"Set outcome, {row.goal}", reviews.set_outcome, (row.id, typed["outcome"])

        of = self._row.coder_id if self._row is not None else None
        title = f"Goal: {row.goal}"
        place = TypedPlace("goal", str(row.id), title, {"coder_id": of}, of)
        self.editing.open(title, forms.GOAL_FIELDS, {"outcome": row.outcome}, store, place=place)

    def reopen_goal(self, key: str) -> None:
        """Show the form of a goal again in which something was typed."""
        for row in self.goals.table.rows:
            if str(row.id) == key:
                self.change_goal(row)

    def finish_education(self) -> None:
        """Mark the chosen education as done today."""
        row = self.education.table.selected_row()
        if row is not None and row.draft.done_on is None:
            self.editing.write(f"Finish education, {row.draft.topic}", finish_item, row.id, self._context.today())

    def _new_note(self) -> dict[str, Any] | None:
        """Begin a note as the kind that is looked at."""
        kind = "one_to_one" if self.kind.key == _ALL else self.kind.key
        return self._new_education(day=self._context.today(), kind=kind)

    def _new_education(self, **values: Any) -> dict[str, Any] | None:
        return None if self._row is None else {"coder_id": self._row.coder_id, **values}

    def _show_notes(self, kind: str) -> None:
        if self._row is None:
            return
        shown = [row for row in self._row.notes if kind in (_ALL, row.draft.kind)]
        marked = sum(row.draft.in_packet for row in self._row.notes)
        words = f"{formats.plural(len(self._row.notes), 'note')}, {marked} in the packet; the others are private."
        none = "Notes are private unless marked for the packet."
        self.notes.show_of(self._row.coder, shown, words if self._row.notes else none, coder_id=self._row.coder_id)

    def _education_words(self, row: ConversationsRow) -> str:
        period = self._context.period
        done = [item.draft for item in row.education if item.draft.done_on in period]
        still_open = sum(item.state != "done" for item in row.education)
        hours = formats.hours(sum(draft.hours or 0.0 for draft in done))
        return f"{hours} h done in {self._context.period_label}; {still_open} open." if row.education else ""

    def _to_review(self) -> None:
        if self._row is not None:
            self._context.navigate("reviews", coder_id=self._row.coder_id)
