"""All work types with today's standard in one table, and new standards of several of them from one day on.

Those that have none yet stand in a table of their own. Empty stays as it is. What is typed in a table is stored in one
step, which one Undo takes back.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.errors import Refused
from codedesk.models.departments import DepartmentDraft
from codedesk.models.standards import IN_UNITS, PaceUnit, StandardDraft
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
    Field("reason", "Reason", required=True, placeholder="why they are set"),
    Field("approved_by", "Approved by"),
    Field("review_due", "Review due", "date"),
)
_STATED = field_of(
    StandardDraft, "pace_unit", "Stated", choices=tuple(each for each in PaceUnit.choices() if each[1] not in IN_UNITS)
)
_FEW = 112  # so that two of these forms are whole in the smallest window, and nothing scrolls around them
_PACE = field_of(StandardDraft, "pace", "", width=80, required=False)
_ACCURACY = field_of(StandardDraft, "accuracy", "Accuracy", width=72, required=False)


class ManyStandards(QWidget):
    """The tables with their forms. Nothing is changed of a work type whose fields are empty."""

    def __init__(self, context: Context, owner: QWidget, leave: Callable[[], None]) -> None:
        """Start without work types; `show_rows` brings them. leave() goes back to the standards one by one."""
        super().__init__()
        self.context, self.editing, self._leave = context, Editing(context, owner), leave
        self.usual = DepartmentDraft(name="")
        self.forms: list[ManyForm] = []
        self._column = theme.column(self, 8)
        self._column.addStretch(1)

    def show_rows(self, rows: tuple[WorkTypeStandardRow, ...]) -> None:
        """Show the work types that are in use with the standard of today; a form that is being typed stays."""
        used = [row for row in rows if row.active]
        known, first = (tuple(row for row in used if (row.in_force is None) is none) for none in (False, True))
        shown = [each for each in (known, first) if each]
        if shown == [form.rows for form in self.forms]:
            return
        at = QApplication.focusWidget()
        had_keyboard = at is self or (at is not None and self.isAncestorOf(at))
        for form in self.forms:
            self.context.typed.leave(form)
            self._column.removeWidget(form)
            form.hide()
            form.deleteLater()
        self.forms = [ManyForm(each, self.context, self.usual) for each in shown]
        for place, form in enumerate(self.forms):
            form.submitted.connect(partial(self.store, form))
            form.left.connect(self._leave)
            self._column.insertWidget(place, form)
            key, title = ("first", "First standards") if form.is_first else ("many", "New standards")
            where = TypedPlace("standards", key, title, {"view": "many"}, page="standards")
            self.context.typed.follow(form, where, form.foot)
        if had_keyboard:
            self.focus_first()

    @property
    def form(self) -> "ManyForm | None":
        """The form that has the keyboard, else one in which something is typed, else the first."""
        at = QApplication.focusWidget()
        here = [form for form in self.forms if at is not None and form.isAncestorOf(at)]
        return next(iter((*here, *(form for form in self.forms if form.unsaved), *self.forms)), None)

    def first_focus(self) -> QWidget:
        """Return where the keyboard was in a form, else the day of the first; the view until there is a form."""
        form, last = self.form, self.focusWidget()
        if form is None:
            return self
        return last if last is not None and form.isAncestorOf(last) else form.common.editor("effective_from")

    def focus_first(self) -> None:
        """Put the keyboard on the day."""
        if self.form is not None:
            self.form.common.editor("effective_from").setFocus()

    def store(self, form: "ManyForm | None" = None) -> None:
        """Store what is typed; where it reaches back into what is logged, ask first, once for all."""
        form = form or self.form
        if form is None or self.context.read_only:
            return
        try:
            drafts = new_standards(form.rows, *form.typed(), self.usual.accuracy_standard)
        except Refused as refused:
            if not form.errors and not form.show_failure(refused):
                self.context.say("caution", f"Nothing was changed: {refused.reason}.")
            return
        since, today = drafts[0].effective_from, self.context.today()
        if since >= today:
            self._write(form, drafts)
        else:
            numbers = tuple(draft.work_type_id for draft in drafts)
            self.context.read(self, affected_by_many, numbers, since, today, then=partial(self._ask, form, drafts))

    def _ask(
        self, form: "ManyForm", drafts: tuple[StandardDraft, ...], reached: tuple[AffectedByStandard, ...]
    ) -> None:
        title = f"These standards reach back to {formats.day(drafts[0].effective_from)}"
        told = "\n\n".join(dict.fromkeys(words.reach_words(reach) for reach in reached))
        if not reached or ask.asker().question(self, title, told, "Add them"):
            self._write(form, drafts)

    def _write(self, form: "ManyForm", drafts: tuple[StandardDraft, ...]) -> None:
        count, since = formats.plural(len(drafts), "standard"), formats.day(drafts[0].effective_from)
        step, again = f"Add {count}, from {since}", partial(self.store, form)
        stored = partial(self._stored, form, f"{count} stored, in force from {since}.")
        self.editing.store(form, step, add_standards, drafts, then=stored, again=again)

    def _stored(self, form: "ManyForm", said: str, _done: object) -> None:
        self.context.say("done", said)
        if shiboken6.isValid(form):
            form.clear()
            self.context.typed.stored(form)


class ManyForm(FormCard):
    """The day and the reason, and of each work type a new pace and a new accuracy beside those of today."""

    def __init__(self, rows: tuple[WorkTypeStandardRow, ...], context: Context, usual: DepartmentDraft) -> None:
        """Make a line for each work type; all of them have a standard, or none has."""
        self.rows, self._hours = rows, usual.usual_hours_per_day
        self._ids = tuple(row.id for row in rows)
        self.is_first = all(row.in_force is None for row in rows)
        stated = replace(_STATED, hint=f"A day has {formats.number(self._hours)} h")
        common = (*_COMMON[:2], stated, *_COMMON[2:]) if self.is_first else _COMMON
        self.common = Form(common, dates=context.dates, label_width=88)
        paces = [replace(_PACE, name=f"pace_{row.id}", label=row.name, unit=_today(row)) for row in rows]
        accuracies = [
            replace(_ACCURACY, name=f"accuracy_{row.id}", unit=_accuracy(row, usual.accuracy_standard)) for row in rows
        ]
        self.paces, self.accuracies = Form(paces, label_width=128), Form(accuracies, label_width=56)
        heading = f"{'First' if self.is_first else 'New'} standards from one day on"
        super().__init__(heading, "Add the standards", self.common, self.paces, self.accuracies, few=_FEW)
        self._show_usual()
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
        common = {name: value for name, value in values.items() if name in self.common.texts}
        return new, common | ({"hours_per_day": self._hours} if self.is_first else {})

    @override
    def clear(self) -> None:
        super().clear()
        self._show_usual()
        self.changed.emit()

    def _show_usual(self) -> None:
        if self.is_first:
            self.common.set_values({"pace_unit": PaceUnit.PER_HOUR})


def _today(row: WorkTypeStandardRow) -> str:
    return f"today {row.in_force.statement}" if row.in_force is not None else words.comes_words(row)


def _accuracy(row: WorkTypeStandardRow, usual: float | None) -> str:
    if row.in_force is not None:
        return f"% · today {formats.number(row.in_force.accuracy)}"
    return "%" if usual is None else f"% · empty: {formats.number(usual)}"
