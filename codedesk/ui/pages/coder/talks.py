"""Conversations with a coder: notes by kind, goals and education, each private unless marked for the packet."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from codedesk import formats
from codedesk.models.education import EducationDraft
from codedesk.models.happenings import NoteKind
from codedesk.services.department import happenings
from codedesk.services.department.happenings import NoteRow
from codedesk.services.people import education
from codedesk.services.people.conversations import ConversationsRow, GoalRow, mark_note
from codedesk.services.people.education import EducationRow
from codedesk.services.reviews import reviews
from codedesk.ui.context import Context
from codedesk.ui.editing import Editing
from codedesk.ui.pages.coder import talk_forms as forms
from codedesk.ui.pages.coder.lists import ListCard
from codedesk.ui.widgets.segments import Segments

_ALL = "all"
_KINDS = ((_ALL, "All"), *((kind, kind.words) for kind in NoteKind))


class Talks(QWidget):
    """The Conversations part of the page."""

    def __init__(self, context: Context) -> None:
        """Make the cards; `show_row` fills them."""
        super().__init__()
        self._context = context
        self._row: ConversationsRow | None = None
        self.editing = Editing(context, self)
        self.notes: ListCard[NoteRow] = ListCard(
            "Notes", forms.note_columns(), "No note of this kind yet.", self.void_note
        )
        self.kind = Segments("Kind of note", _KINDS)
        self.kind.chosen.connect(self._show_notes)
        self.notes.head.insertWidget(1, self.kind)
        self.goals: ListCard[GoalRow] = ListCard(
            "Goals", forms.goal_columns(context.today()), "No goal yet. Goals are agreed in a review."
        )
        self.education: ListCard[EducationRow] = ListCard(
            "Education and training", forms.education_columns(), "No education yet.", self.void_education
        )
        self.notes.table.activated.connect(self._change_note)
        self.goals.table.activated.connect(self._change_goal)
        self.education.table.activated.connect(self._change_education)
        self._add_buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (self.notes, self.goals, self.education):
            column.addWidget(card)
        column.addStretch(1)

    def show_row(self, row: ConversationsRow) -> None:
        """Fill the cards."""
        self._row = row
        self._show_notes(self.kind.key)
        gone = len(row.goals) - row.open_goals
        self.goals.show_rows(row.goals, f"{row.open_goals} open, {gone} closed." if row.goals else "")
        self.education.show_rows(row.education, self._education_words(row))
        for made in self._writing:
            made.setEnabled(not self._context.read_only)

    def add_note(self) -> None:
        """Ask for a note and store it; it starts as the kind that is looked at."""
        kind = "one_to_one" if self.kind.key == _ALL else self.kind.key
        self._edit_note("Add note", {"day": self._context.today(), "kind": kind, "in_packet": False}, None)

    def add_education(self) -> None:
        """Ask for an education item and store it."""
        if self._row is not None:
            self._edit_education("Add education", EducationDraft(coder_id=self._row.coder_id, topic=""), None)

    def void_note(self) -> None:
        """Ask for the reason and void the chosen note."""
        row = self.notes.table.selected_row()
        if row is not None:
            self.editing.void(f"Void note of {formats.day(row.draft.day)}", happenings.NOTES.void, row.id)

    def void_education(self) -> None:
        """Ask for the reason and void the chosen education."""
        row = self.education.table.selected_row()
        if row is not None:
            self.editing.void(f"Void education, {row.draft.topic}", education.EDUCATION.void, row.id)

    def turn_note(self) -> None:
        """Give the chosen note to the packet, or take it back."""
        row = self.notes.table.selected_row()
        if row is not None:
            self.editing.write(_turning("note", formats.day(row.draft.day), row.draft.in_packet), mark_note, row.id,
                               not row.draft.in_packet)  # fmt: skip

    def turn_education(self) -> None:
        """Give the chosen education to the packet, or take it back."""
        row = self.education.table.selected_row()
        if row is not None:
            draft = row.draft.but(in_packet=not row.draft.in_packet)
            step = _turning("education", row.draft.topic, row.draft.in_packet)
            self.editing.write(step, education.EDUCATION.change, row.id, draft)

    def finish_education(self) -> None:
        """Mark the chosen education as done today."""
        row = self.education.table.selected_row()
        if row is not None and row.draft.done_on is None:
            step = f"Finish education, {row.draft.topic}"
            self.editing.write(step, education.finish_item, row.id, self._context.today())

    def _show_notes(self, kind: str) -> None:
        if self._row is None:
            return
        shown = [row for row in self._row.notes if kind in (_ALL, row.draft.kind)]
        marked = sum(row.draft.in_packet for row in self._row.notes)
        words = f"{formats.plural(len(self._row.notes), 'note')}, {marked} in the packet; the others are private."
        self.notes.show_rows(shown, words if self._row.notes else "Notes are private unless marked for the packet.")

    def _change_note(self, row: NoteRow) -> None:
        self._edit_note("Change note", forms.note_values(row), row.id)

    def _change_goal(self, row: GoalRow) -> None:
        def store(typed: dict[str, Any]) -> Any:
            return f"Set outcome, {row.goal}", reviews.set_outcome, (row.id, typed["outcome"])

        self.editing.open(f"Goal: {row.goal}", forms.goal_fields(), {"outcome": row.outcome}, store)

    def _change_education(self, row: EducationRow) -> None:
        self._edit_education("Change education", row.draft, row.id)

    def _edit_note(self, title: str, values: dict[str, Any], note_id: int | None) -> None:
        if self._row is None:
            return
        coder_id, name = self._row.coder_id, self._row.coder

        def store(typed: dict[str, Any]) -> Any:
            draft = forms.note_draft(coder_id, typed)
            step = f"{title}, {name}, {formats.day(draft.day)}"
            if note_id is None:
                return step, happenings.NOTES.add, (draft,)
            return step, happenings.NOTES.change, (note_id, draft)

        self.editing.open(f"{title}: {name}", forms.note_fields(), values, store)

    def _edit_education(self, title: str, draft: EducationDraft, item_id: int | None) -> None:
        if self._row is None:
            return
        name = self._row.coder

        def store(typed: dict[str, Any]) -> Any:
            changed = draft.but(**typed)
            step = f"{title}, {name}, {changed.topic}"
            if item_id is None:
                return step, education.EDUCATION.add, (changed,)
            return step, education.EDUCATION.change, (item_id, changed)

        self.editing.open(f"{title}: {name}", forms.education_fields(), forms.education_values(draft), store)

    def _education_words(self, row: ConversationsRow) -> str:
        period = self._context.period
        done = [item.draft for item in row.education if item.draft.done_on in period]
        still_open = sum(item.state != "done" for item in row.education)
        hours = formats.hours(sum(draft.hours or 0.0 for draft in done))
        return f"{hours} h done in {self._context.period_label}; {still_open} open." if row.education else ""

    def _to_review(self) -> None:
        if self._row is not None:
            self._context.navigate("reviews", coder_id=self._row.coder_id)

    def _add_buttons(self) -> None:
        self.goals.add_button("Agree goals in the review", self._to_review)
        self._writing = [
            self.notes.add_button("Void", self.void_note),
            self.notes.add_button("In the packet", self.turn_note),
            self.notes.add_button("Add note", self.add_note),
            self.education.add_button("Void", self.void_education),
            self.education.add_button("Done today", self.finish_education),
            self.education.add_button("In the packet", self.turn_education),
            self.education.add_button("Add education", self.add_education),
        ]
        for made in self._writing:
            made.setEnabled(False)


def _turning(noun: str, which: str, in_packet: bool) -> str:
    return f"Keep {noun} private, {which}" if in_packet else f"Give {noun} to the packet, {which}"
