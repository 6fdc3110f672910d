"""All work types with today's standard in one table, and new standards of several of them from one day on.

Empty stays as it is. What is typed is stored in one step, which one Undo takes back.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.errors import Refused
from codedesk.models.standards import StandardDraft
from codedesk.services.standards.affected import AffectedByStandard
from codedesk.services.standards.many import NewValues, add_standards, affected_by_many, new_standards
from codedesk.services.standards.standards import WorkTypeStandardRow
from codedesk.ui import ask, theme
from codedesk.ui.context import Context
from codedesk.ui.editing import Editing
from codedesk.ui.pages.standards import words
from codedesk.ui.typed import TypedPlace
from codedesk.ui.widgets.described import field_of
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.form_card import FormCard

_COMMON = (
    field_of(StandardDraft, "effective_from", "In force from"),
    Field("reason", "Reason", required=True, placeholder="why they are set, for coders to read"),
    Field("approved_by", "Approved by"),
    Field("review_due", "Review due", "date"),
)
_PACE = field_of(StandardDraft, "pace", "", width=80, required=False)
_ACCURACY = field_of(StandardDraft, "accuracy", "Accuracy", width=72, required=False)


class ManyStandards(QWidget):
    """The table with its form. Nothing is changed of a work type whose fields are empty."""

    def __init__(self, context: Context, owner: QWidget, leave: Callable[[], None]) -> None:
        """Start without work types; `show_rows` brings them. leave() goes back to the standards one by one."""
        super().__init__()
        self.context, self.editing, self._leave = context, Editing(context, owner), leave
        self._rows: tuple[WorkTypeStandardRow, ...] = ()
        self.form: ManyForm | None = None
        self.without = theme.label("", "body", "second", wrap=True)
        self._body = QWidget()
        self._body.setObjectName("scroll_body")
        self._column = theme.column(self._body, 8, margins=(0, 0, 8, 0))
        self._column.addWidget(self.without)
        self._column.addStretch(1)
        theme.column(self).addWidget(theme.scrolled(self._body))

    def show_rows(self, rows: tuple[WorkTypeStandardRow, ...]) -> None:
        """Show the work types that are in use with the standard of today; a form that is being typed stays."""
        known = tuple(row for row in rows if row.active and row.in_force is not None)
        missing = [row.name for row in rows if row.active and row.in_force is None]
        self.without.setText(f"Without a standard, to be added one by one: {', '.join(missing)}." if missing else "")
        self.without.setVisible(bool(missing))
        if known == self._rows:
            return
        self._rows = known
        if self.form is not None:
            self.context.typed.leave(self.form)
            self._column.removeWidget(self.form)
            self.form.deleteLater()
        self.form = form = ManyForm(known, self.context)
        form.submitted.connect(self.store)
        form.left.connect(self._leave)
        self._column.insertWidget(0, form)
        form.setVisible(bool(known))
        place = TypedPlace("standards", "many", "New standards", {"view": "many"}, page="standards")
        self.context.typed.follow(form, place, form.foot)

    def focus_first(self) -> None:
        """Put the keyboard on the day."""
        if self.form is not None:
            self.form.common.editor("effective_from").setFocus()

    def store(self) -> None:
        """Store what is typed; where it reaches back into what is logged, ask first, once for all."""
        if self.form is None or self.context.read_only:
            return
        try:
            drafts = new_standards(self._rows, *self.form.typed())
        except Refused as refused:
            if not self.form.errors:
                self.context.say("caution", f"Nothing was changed: {refused.reason}.")
            return
        since, today = drafts[0].effective_from, self.context.today()
        if since >= today:
            self._write(drafts)
        else:
            numbers = tuple(draft.work_type_id for draft in drafts)
            self.context.read(self, affected_by_many, numbers, since, today, then=partial(self._ask, drafts))

    def _ask(self, drafts: tuple[StandardDraft, ...], reached: tuple[AffectedByStandard, ...]) -> None:
        title = f"These standards reach back to {formats.day(drafts[0].effective_from)}"
        told = "\n\n".join(dict.fromkeys(words.reach_words(reach) for reach in reached))
        if not reached or ask.asker().question(self, title, told, "Add them"):
            self._write(drafts)

    def _write(self, drafts: tuple[StandardDraft, ...]) -> None:
        assert self.form is not None
        count, since = formats.plural(len(drafts), "standard"), formats.day(drafts[0].effective_from)
        step = f"Add {count}, from {since}"
        self.editing.store(self.form, step, add_standards, drafts, then=self._stored, again=self.store)

    def _stored(self, _done: object) -> None:
        if self.form is not None:
            self.form.clear()
            self.context.typed.stored(self.form)


class ManyForm(FormCard):
    """The day and the reason, and of each work type a new pace and a new accuracy beside those of today."""

    def __init__(self, rows: tuple[WorkTypeStandardRow, ...], context: Context) -> None:
        """Make a line for each work type."""
        self._ids = tuple(row.id for row in rows)
        self.common = Form(_COMMON, dates=context.dates, label_width=88)
        paces = [replace(_PACE, name=f"pace_{row.id}", label=row.name, unit=_today(row)) for row in rows]
        accuracies = [
            replace(_ACCURACY, name=f"accuracy_{row.id}", unit=f"% · today {formats.number(row.in_force.accuracy)}")
            for row in rows
            if row.in_force is not None
        ]
        self.paces, self.accuracies = Form(paces, label_width=128), Form(accuracies, label_width=56)
        super().__init__("New standards from one day on", "Add the standards", self.common, self.paces, self.accuracies)
        for form, after in ((self.common, self.paces), (self.paces, self.accuracies)):
            form.submitted.connect(after.focus_first)
        self.accuracies.submitted.connect(self.foot.save.setFocus)
        self.paces.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the accuracies as high as the paces that they stand beside, whose names may be long."""
        paces, accuracies = self.paces.layout(), self.accuracies.layout()
        if (
            event.type() == QEvent.Type.Resize
            and isinstance(paces, QGridLayout)
            and isinstance(accuracies, QGridLayout)
        ):
            for place in range(len(self._ids)):
                accuracies.setRowMinimumHeight(place, paces.cellRect(place, 0).height())
        return super().eventFilter(watched, event)

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong in any field."""
        return {name: words for form in self.forms for name, words in form.errors.items()}

    def typed(self) -> tuple[dict[int, NewValues], dict[str, Any]]:
        """Return what is new of each work type, and what holds of all of them. Refused marks what is wrong."""
        values = self.values()
        new = {number: NewValues(values[f"pace_{number}"], values[f"accuracy_{number}"]) for number in self._ids}
        return new, {name: values[name] for name in ("effective_from", "reason", "approved_by", "review_due")}

    @override
    def clear(self) -> None:
        super().clear()
        self.changed.emit()


def _today(row: WorkTypeStandardRow) -> str:
    return f"today {row.in_force.statement}" if row.in_force is not None else ""
