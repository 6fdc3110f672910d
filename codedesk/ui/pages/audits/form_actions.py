"""What can be done with the audit that is open by keys: its depth and parts, its state, answers, methods.

Here lives which keys there are and what they ask of the form. Saving, voiding and the list are the page's.
"""

from collections.abc import Callable
from functools import partial

from codedesk.errors import Refused
from codedesk.metrics.figures import Accuracy
from codedesk.models.audit_words import AuditDepth, AuditState, FindingAnswer, FindingOutcome
from codedesk.services.audits import answers, results
from codedesk.ui.actions import Action
from codedesk.ui.editing import Editing
from codedesk.ui.pages.audits.form import AuditForm
from codedesk.ui.pages.audits.methods import MethodsDialog, method_lines
from codedesk.ui.pages.audits.open_forms import OpenForms
from codedesk.ui.pages.audits.words import STATE_STEPS
from codedesk.ui.pages.page import Page
from codedesk.ui.widgets.explain import explain
from codedesk.ui.widgets.form_foot import NOTHING

Run = Callable[[], None]
_STATES = tuple(AuditState)


class FormActions:
    """Runs the keys of the form that is shown; asked of the page only whether its list is in sight."""

    def __init__(self, page: Page, forms: OpenForms, editing: Editing, in_sight: Callable[[], bool]) -> None:
        """Keep where forms are, what stores them, and whether the list with its form is shown."""
        self._editing = editing
        self._page, self._context, self._forms, self._in_sight = page, page.context, forms, in_sight
        self.methods: MethodsDialog | None = None

    def actions(self) -> tuple[Action, ...]:
        """Return what the keys do, for the menu, the palette and F1."""
        has, writes = self._has_form, self._can_write
        lines: tuple[tuple[str, str, str, Callable[[], None], Callable[[], bool]], ...] = (
            ("result", "Type the result only", "Alt+1", partial(self._depth, AuditDepth.RESULT), has),
            ("counts", "Type counts", "Alt+2", partial(self._depth, AuditDepth.COUNTS), has),
            ("records", "Type record by record", "Alt+3", partial(self._depth, AuditDepth.RECORDS), has),
            ("findings", "Type findings", "Alt+4", partial(self._part, "findings"), has),
            ("answers", "Type answers and outcomes", "Alt+5", partial(self._part, "answers"), has),
            ("actions", "Type the actions that follow", "Alt+6", partial(self._part, "actions"), has),
            ("more", "More of the audit, or less", "Alt+B", self._more, has),
            ("payments", "Payments of records, or not", "Alt+P", self._forms.toggle_payments, has),
            ("state_on", "Next state: draft, shared, answered, final", "Alt+S", self.step_on, writes),
            ("state_back", "State before", "Alt+Shift+S", self.step_back, writes),
            ("agree", "The coder agrees with the finding", "Alt+A", partial(self._answer, FindingAnswer.AGREE), writes),
            ("agree_all", "The coder agrees with all that is open", "Alt+Shift+A", self._agree_all, writes),
            ("rebut", "The coder rebuts the finding", "Alt+R", partial(self._answer, FindingAnswer.REBUT), writes),
            ("uphold", "The finding is upheld", "Alt+U", partial(self._decide, FindingOutcome.UPHELD), writes),
            ("withdraw", "The finding is withdrawn", "Alt+W", partial(self._decide, FindingOutcome.WITHDRAWN), writes),
            ("methods", "Score by every method, side by side", "Ctrl+Shift+I", self.show_methods, self._has_result),
        )
        return tuple(
            Action(f"audits.{name}", text, key, run, "audits", partial(self._can, can), shown=False)
            for name, text, key, run, can in lines
        )

    def listen(self, form: AuditForm, save: Run, save_and_new: Run, void: Run) -> None:
        """Let the buttons in the foot of a form do what the keys do."""
        for wanted, run in (
            (form.save_wanted, save),
            (form.next_wanted, save_and_new),
            (form.step_wanted, self.step_on),
            (form.void_wanted, void),
        ):
            wanted.connect(run)

    def step_on(self) -> None:
        """Store the audit that is shown in its next state, with all that is typed, as the button in its foot says."""
        if (form := self._ready()) is None:
            return
        place = _STATES.index(form.state) + 1
        if form.audit_id is not None and place == len(_STATES):
            self._say_state(form, "final: Alt+Shift+S opens it again")
        elif form.foot.rests:
            self._context.say("info", f"{NOTHING}.")
        else:
            self._store_in(form, _STATES[place % len(_STATES)])

    def step_back(self) -> None:
        """Store the audit that is shown in the state before; of a new one that is what it is to begin with."""
        if (form := self._ready()) is None:
            return
        place = _STATES.index(form.state) - 1
        if form.audit_id is None:
            form.head.set_state(_STATES[place])
        elif place < 0:
            self._say_state(form, "a draft: Alt+S shares it")
        else:
            self._store_in(form, _STATES[place])

    def show_methods(self) -> None:
        """Show what every method gives for the counts as they are typed."""
        form = self._forms.shown
        if form is None:
            return
        form.finish_typing()
        try:
            draft = form.draft_so_far()
        except Refused as refused:
            self._context.say("info", f"Nothing to score yet: {refused.reason}.")
            return
        if draft.depth == AuditDepth.RESULT:
            self._context.say("info", "A result as reported stays as it is: by counts (Alt+2) every method is shown.")
            return
        self._context.read(form, results.by_every_method, draft, then=partial(self._show_methods, form))

    def explain(self) -> None:
        """Open "How is this made?" for the result that is shown."""
        form = self._forms.shown
        if form is not None and form.band.explanation is not None:
            explain(self._page, form.heading.text(), (form.band.explanation,))

    def _show_methods(self, form: AuditForm, found: tuple[Accuracy, ...]) -> None:
        draft = form.draft_so_far()
        policy = form.lists.policy_on(draft.day, draft.work_type_id)
        lines = method_lines(found, draft.method, policy, form.lists.default_method)
        self.methods = MethodsDialog(self._page.window(), form.heading.text(), lines, policy)
        self.methods.open()

    def _ready(self) -> AuditForm | None:
        """Return the form that is shown, with what was typed in it; None while it is being stored."""
        form = self._forms.shown
        if form is None or self._editing.is_saving(form):
            return None
        form.finish_typing()
        return form

    def _say_state(self, form: AuditForm, words: str) -> None:
        self._context.say("info", f"“{form.heading.text()}” is {words}.")

    def _store_in(self, form: AuditForm, state: AuditState) -> None:
        """Store an audit in a state, alone where nothing else is typed; where it is refused, its state stays."""
        if form.audit_id is not None and not form.dirty:
            self._store_state(form, form.audit_id, state)
            return
        form.take_step(state)
        form.save_wanted.emit()
        if not self._editing.is_saving(form):
            form.take_step_back()

    def _store_state(self, form: AuditForm, audit_id: int, state: AuditState) -> None:
        name, today = form.heading.text(), self._context.today()
        self._editing.write(
            f"{STATE_STEPS[state]} audit {name}", answers.set_state, audit_id, state, today,
            form=form, then=partial(self._stepped, name, state),
        )  # fmt: skip

    def _stepped(self, name: str, state: AuditState, _nothing: object) -> None:
        self._context.say("done", f"“{name}” is {state.words}.")

    def _answer(self, answer: FindingAnswer) -> None:
        self._on_findings(lambda form: form.findings.give_answer(answer))

    def _agree_all(self) -> None:
        self._on_findings(lambda form: form.findings.agree_with_rest())

    def _decide(self, outcome: FindingOutcome) -> None:
        self._on_findings(lambda form: form.findings.decide(outcome))

    def _on_findings(self, run: Callable[[AuditForm], None]) -> None:
        form = self._forms.shown
        if form is None:
            return
        form.finish_typing()
        if not form.findings.findings:
            self._context.say("info", "There is no finding to answer yet: Alt+4 types one.")
            return
        form.show_part("answers")
        try:
            run(form)
        except Refused as refused:
            self._context.say("info", f"{refused.reason[:1].upper()}{refused.reason[1:]}.")

    def _depth(self, depth: AuditDepth) -> None:
        if self._forms.shown is not None:
            self._forms.shown.finish_typing()
            self._forms.shown.set_depth(depth, focus=True)

    def _more(self) -> None:
        if self._forms.shown is not None:
            self._forms.shown.turn_more()

    def _part(self, part: str) -> None:
        if self._forms.shown is not None:
            self._forms.shown.finish_typing()
            self._forms.shown.start_part(part)

    def _can(self, can: Callable[[], bool]) -> bool:
        return self._in_sight() and can()

    def _has_form(self) -> bool:
        return self._forms.shown is not None

    def _can_write(self) -> bool:
        return self._has_form() and not self._context.read_only

    def _has_result(self) -> bool:
        return self._forms.shown is not None and self._forms.shown.band.explanation is not None
