"""The audits page: the list left, the form right; planning, policy and the other views one key away.

Here lives what is read, opened, saved and voided. Typing is in form.py, other views are in views.py.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.errors import Refused
from codedesk.models.audit_words import AuditDepth, AuditState
from codedesk.models.audits import AuditDraft
from codedesk.services.audits import audits, draws
from codedesk.services.audits.audits import AuditRow
from codedesk.services.audits.lists import AuditLists
from codedesk.ui.actions import Action, always
from codedesk.ui.editing import Editing
from codedesk.ui.pages.audits import list as audits_list
from codedesk.ui.pages.audits.form import AuditForm
from codedesk.ui.pages.audits.form_actions import FormActions
from codedesk.ui.pages.audits.open_forms import OpenForms, show_scores
from codedesk.ui.pages.audits.output import AuditOutput
from codedesk.ui.pages.audits.views import AuditsView, Views
from codedesk.ui.pages.audits.words import USUAL_STATES, stored_words
from codedesk.ui.pages.page import Page


class AuditsPage(Page):
    """Audits typed by hand. A form that is not saved stays as it is until it is saved or discarded."""

    name, title, icon = "audits", "Audits", "audits"

    @override
    def build(self) -> None:
        """Lay out the list, the form and the other views; forms are made when the lists are known."""
        self._lists: AuditLists | None = None
        self.editing = Editing(self.context, self)
        self.forms = OpenForms(self.editing)
        self.forms.changed.connect(self._edited)
        self.forms.discarded.connect(self._discarded)
        self._beside = self.reader(self.forms)
        self._wanted: int | None = None
        self._starting: Callable[[], None] | None = None
        self.panel = audits_list.ListPanel(self.actions)
        self.panel.go_on.connect(self._go_on)
        self.table = self.panel.table
        self.table.selected.connect(self._select)
        self.table.activated.connect(self._enter_form)
        self.table.clicked.connect(self._open_chosen)
        self.table.installEventFilter(self)
        self.installEventFilter(self)
        self.views = Views(self, audits_list.split(self.panel, self.forms))
        self.views.wanted.connect(self.show_view)
        self.views.action_changed.connect(self.forms.take_action)
        self.papers = AuditOutput(self, self.forms)
        self.views.paper_wanted.connect(self.papers.run)
        self.form_actions = FormActions(self, self.forms, self.editing, self._on_list)
        self.body.addWidget(self.views, 1)
        self.context.typed.opens(self.name, "audit", self._reopen)

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """Return what can be done with audits."""
        here = self.name
        hidden = (
            ("save", "Save the audit", "Ctrl+S", self.save, self._can_save),
            ("save_new", "Save the audit and start the next", "Ctrl+Return", self.save_and_new, self._can_save),
            ("discard", "Discard what is not saved", "", self.discard, self._is_dirty),
            ("void", "Void the audit", "Ctrl+Delete", self.void, self._is_stored),
        )
        return (
            Action("audits.new", "New audit", "Ctrl+N", self.new_audit, here, self._can_write, True),
            *(Action(f"audits.{name}", text, key, run, here, can, shown=False) for name, text, key, run, can in hidden),
            Action("audits.explain", "How is this made?", "Ctrl+I", self.explain, here, shown=False),
            *self.form_actions.actions(),
            *self.papers.actions(),
            *self.views.actions(),
        )

    @override
    def first_focus(self) -> QWidget | None:
        """Go on where the typing was, else to the list."""
        if self.view is not None:
            return self.view.first_focus()
        return None if self.form is not None and self.form.dirty else self.table

    @override
    def navigate(self, **what: Any) -> None:
        """Show a view (view="planning"), open an audit by its number, or start a new one for a coder."""
        self.show_view(what.pop("view", ""))
        if self.view is not None:
            self.view.navigate(**what)
            self.stale = True
        elif "audit_id" in what:
            self._wanted = what["audit_id"]
            self.table.select_where(lambda row: row.id == self._wanted)
            self.stale = True
        elif what.get("new") or "drawn" in what:
            self._starting = partial(self._audit_drawn, what["drawn"]) if "drawn" in what else self.new_audit
            self.stale = True

    @override
    def leave(self) -> bool:
        """Commit what is being typed into the form or the view; both stay as they are."""
        if self.view is not None:
            self.view.leave()
        if self.form is not None:
            self.form.finish_typing()
        return True

    @override
    def refresh(self) -> None:
        """Read the lists and the audits of the period and coder, or let the view that is shown read."""
        if self.view is not None:
            self.view.refresh()
            return
        coders = () if self.context.coder_id is None else (self.context.coder_id,)
        typing = self.form is not None and self.form.isAncestorOf(self.focusWidget() or self)
        asked = self.context.period, coders, self.context.today()
        self.read(audits.audits_and_lists, *asked, then=self._show, quiet=typing)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Start a new audit on N where no field has the keyboard; leave another view on Esc."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            if event.key() == Qt.Key.Key_N and self._can_write():
                self.new_audit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.stop_finding():
                return True
            if event.key() == Qt.Key.Key_Escape and self.view is not None:
                self.show_view("")
                return True
        return super().eventFilter(watched, event)

    def new_audit(self) -> None:
        """Show an empty form, or the one that was begun."""
        self.show_view("")
        if self._lists is None:
            self._starting = self.new_audit
            return
        form = self.forms.of(None) or self._make_form(self._blank(), self.forms.begun)
        self.forms.put(form)
        form.start("day")

    def _reopen(self, key: str) -> None:
        """Show the audit again in which something was typed: a stored one by its number, or a new one."""
        if key.isdigit():
            self.context.read(self, audits.open_audit, int(key), then=self._show_typed)
        elif self._lists is not None and self._can_write():
            self.forms.put(self.forms.with_key(key) or self._make_form(self._blank(), key))

    def _show_typed(self, draft: AuditDraft) -> None:
        self.forms.put(self.forms.of(draft.id) or self._make_form(draft))

    def save(self) -> None:
        """Store the audit that is shown, or what is typed in the view that is shown."""
        if self.view is not None:
            self.view.submit()
        else:
            self._store(then=None)

    def save_and_new(self) -> None:
        """Store the audit that is shown and start the next with date, auditor, method and selection kept."""
        if self.view is not None:
            self.view.submit()
        else:
            self._store(then=self._next_form)

    def discard(self) -> None:
        """Take back what was typed since the audit was stored; nothing stored is touched."""
        if self.form is None:
            return
        self.forms.discard(self.form)
        self._discarded()

    def _discarded(self) -> None:
        self._select(self.table.selected_row())
        self.table.setFocus()
        self.context.say("info", "What was not saved is discarded.")

    def void(self) -> None:
        """Void the stored audit that is shown, for a reason."""
        form = self.form
        if form is None or form.audit_id is None:
            return
        name = form.heading.text()
        self.editing.where = {"audit_id": form.audit_id}
        if self.editing.void("audit", name, f"Void audit {name}", audits.void_audit, form.audit_id):
            self.forms.discard(form)

    def show_view(self, name: str) -> None:
        """Show another view of the page by its name, "" for the list."""
        self.leave()
        if self.views.put(name):
            self.set_subline(self.context.period_label)
            self.refresh()
            focus = self.first_focus()
            if focus is not None:
                focus.setFocus()
        self.update_actions()

    @override
    def takes_coder(self) -> bool:
        return self.view is None or self.view.takes_coder

    @property
    @override
    def view_name(self) -> str:
        return f"{self.name} {self.view.name}" if self.view is not None else self.name

    @property
    def view(self) -> AuditsView | None:
        """The view that is shown, None for the list."""
        return self.views.shown

    @property
    def form(self) -> AuditForm | None:
        """The form that is shown."""
        return self.forms.shown

    def _show(self, found: audits.AuditsOfPeriod) -> None:
        self._lists = found.lists
        if not self._lists.coders:
            to_setup = partial(self.context.navigate, "setup", section="coders", new=True)
            setup = Action("audits.setup", "Add coders", "", to_setup)
            self.show_empty("There are no coders yet. Add them, then audits can be typed here.", setup)
            self.update_actions()
            return
        self.show_content()
        self.table.blockSignals(True)
        self.table.show_rows(found.audits)
        form = self.form
        wanted = self._wanted or (form.audit_id if form is not None else None)
        there = self.table.select_where(lambda row: row.id == wanted)
        self.table.blockSignals(False)
        self._say_what_is_shown()
        just_saved, self._wanted = self._wanted, None
        starting, self._starting = self._starting, None
        if starting is not None:
            starting()
        elif form is None or (there and not form.dirty):
            self._select(self.table.selected_row())
        elif not form.dirty and form.audit_id is not None and form.audit_id != just_saved:
            self.forms.drop(form)
            self._select(self.table.selected_row())

    def _say_what_is_shown(self) -> None:
        self.set_subline(f"{self.context.period_label} · {formats.plural(len(self.table.rows), 'audit')}")
        open_one = "No audit is open." if self.table.rows else f"No audits in {self.context.period_label} yet."
        self.forms.say_nothing_is_open(f"{open_one} “New audit”, above, starts one; so does Ctrl+N.")

    def _select(self, row: AuditRow | None) -> None:
        if row is None:
            self.forms.put(self.forms.of(None))
            return
        form = self.forms.of(row.id)
        if form is not None and form.dirty:
            self.forms.put(form)
        else:
            shown = self.form is not None and self.form.audit_id == row.id
            self._beside.read(audits.open_audit, row.id, then=partial(self._opened, self.form), quiet=shown)

    def _opened(self, before: AuditForm | None, draft: AuditDraft) -> None:
        row, shown = self.table.selected_row(), self.form
        late = shown is not None and shown is not before and shown.audit_id != draft.id  # another was begun meanwhile
        if late or draft.id is None or (row is not None and row.id != draft.id):
            return
        if (form := self.forms.of(draft.id)) is None:
            form = self._make_form(draft)
        elif form.is_typing:
            form.take_numbers(draft)
        elif not form.dirty:
            form.show_draft(draft)
        self.forms.put(form)

    def _make_form(self, draft: AuditDraft, key: str = "") -> AuditForm:
        assert self._lists is not None
        chosen = {AuditDepth(depth): AuditState(state) for depth, state in self.context.settings.audit_states.items()}
        settings = self.context.settings
        form = AuditForm(self.forms, self._lists, draft, self.context.dates, settings, USUAL_STATES | chosen)
        form.set_read_only(self.context.read_only)
        form.changed.connect(self._edited)
        form.left.connect(self.table.setFocus)
        form.preview_wanted.connect(partial(show_scores, self.context, form))
        form.band.asked.connect(self.explain)
        self.form_actions.listen(form, self.save, self.save_and_new, self.void)
        self.forms.add(form, key)
        show_scores(self.context, form)
        return form

    def _edited(self) -> None:
        """Say what waits to be saved."""
        waiting = self.forms.waiting
        self.panel.show_waiting(waiting.heading.text() if waiting is not None else "")
        self.update_actions()

    def _go_on(self) -> None:
        if (waiting := self.forms.waiting) is not None:
            self.forms.put(waiting)
            waiting.start("coder_id")

    def _store(self, then: Callable[[AuditForm], None] | None) -> None:
        form = self.form
        if form is None or self.editing.is_saving(form) or not self._can_write():
            return
        form.finish_typing()
        try:
            draft = form.draft()
            draft.check()
        except Refused as refused:
            self.editing.tell(form, refused)
            return
        if not self.forms.may_store(form, draft):
            return
        if draft.id is None and draft.state in (AuditState.DRAFT, AuditState.FINAL):
            self.context.settings.audit_states[draft.depth] = draft.state
        self.editing.store(
            form, f"Save audit {draft.name}", draws.save_drawn_audit, draft, form.draw_id,
            then=partial(self._stored, form), again=self.save, back=partial(self.forms.put, form),
        )  # fmt: skip
        if then is not None:
            then(form)

    def _stored(self, form: AuditForm, audit_id: int) -> None:
        stepped = form.steps
        self.forms.stored(form, audit_id)
        outside = "" if form.draft().day in self.context.period else self.context.period_label
        if told := stored_words(form.heading.text(), form.state, stepped=stepped, outside=outside):
            self.context.say("info" if form.state == AuditState.DRAFT else "done", told)
        if self.form is form:
            self._wanted = audit_id
            self._edited()
        else:
            self.forms.drop(form)

    def _next_form(self, form: AuditForm) -> None:
        """Show the next form at once; the one before is kept until it is stored."""
        assert self._lists is not None
        draft = form.draft()
        self._lists = replace(self._lists, names=self._lists.names | {draft.name})
        following = self._make_form(audits.as_new(draft, "").but(coder_id=0))
        self.forms.put(following)
        following.start("coder_id")

    def _blank(self) -> AuditDraft:
        assert self._lists is not None
        day = self.context.today()
        method, version = self._lists.method_on(day, None)
        auditor = self._lists.auditors[0] if len(self._lists.auditors) == 1 else ""
        chosen = self.context.coder_id or 0
        draft = AuditDraft(name="", coder_id=chosen, day=day, auditor=auditor, method_version=version)
        return draft.but(method=method, depth=AuditDepth.RESULT)

    def _audit_drawn(self, row: draws.DrawRow) -> None:
        form = self._make_form(self._blank().but(coder_id=row.coder_id or 0, depth=AuditDepth.RECORDS))
        form.draw_id = row.id
        form.records.offer_references(row.drawn)
        self.forms.put(form)
        form.start("day")

    def explain(self) -> None:
        """Open "How is this made?" for the result that is shown, or for the row of the view that is shown."""
        if self.view is not None:
            self.view.explain()
        else:
            self.form_actions.explain()

    def _open_chosen(self, _at: object = None) -> None:
        if self.form is not None and self.form.audit_id is None:  # a new one is shown beside the chosen row
            self._select(self.table.selected_row())

    def _enter_form(self, _row: object) -> None:
        self._open_chosen()
        self._beside.waiting.when_done(lambda: self.form.start("day") if self.form is not None else None)

    def _can_write(self) -> bool:
        return not self.context.read_only and (self._lists is None or bool(self._lists.coders))

    def _on_list(self, can: Callable[[], bool] = always) -> bool:
        return self.view is None and can()

    def _can_save(self) -> bool:
        ready = self.view.can_submit() if self.view is not None else self.form is not None
        return self._can_write() and ready

    def _is_dirty(self) -> bool:
        return self.view is None and self.form is not None and self.form.dirty

    def _is_stored(self) -> bool:
        stored = self.form is not None and self.form.audit_id is not None
        return self.view is None and stored and self._can_write()
