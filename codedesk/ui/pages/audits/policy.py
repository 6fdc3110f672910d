"""The policy view of the Audits page: the quarter against the written policy, and below it the policy's time line.

Here lives what is read and changed. How it looks stands in policy_words.py, how a policy is typed in policy_form.py.
"""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from codedesk import formats
from codedesk.errors import Refused
from codedesk.methods import Method
from codedesk.models.departments import PolicyDraft
from codedesk.services.audits import policies as audit_policies
from codedesk.services.audits import policy_results as audit_policy_results
from codedesk.services.audits.policies import PolicyRow
from codedesk.services.audits.policy_results import PolicyOfPeriod, PolicyResultRow
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.editing import Editing
from codedesk.ui.pages.audits import period_words
from codedesk.ui.pages.audits import policy_words as words
from codedesk.ui.pages.audits.policy_form import PolicyForm
from codedesk.ui.pages.audits.views import AuditsView
from codedesk.ui.typed import WHY
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.explain import explain
from codedesk.ui.widgets.segments import Segments
from codedesk.ui.widgets.table import Table

_LINES_SHOWN = 3


class PolicyView(AuditsView):
    """Who met the written policy in the period, and what is written."""

    name = "policy"

    @override
    def build(self) -> None:
        """Lay out the results, the time line and the form."""
        self._rows: tuple[PolicyResultRow, ...] = ()
        self._usual_method: str = Method.CODE_OVER_CODE
        self.results: Table[PolicyResultRow] = Table(
            words.result_columns(), "The quarter against the policy", key=lambda row: row.coder_id
        )
        self.results.selected.connect(self._show_detail)
        self.results.activated.connect(self._open_row)
        self.results.row_menu.name_open("Open the audit of the coder")
        self.results.row_menu.offer(self.actions, "audits.educate")
        self.order = Segments("Sorted by", [("attention", "Needs attention"), ("name", "Name")])
        self.order.chosen.connect(self._sort)
        self.detail = theme.label("", "body", "second", wrap=True)
        self.editing = Editing(self.context, self)
        self.lines: Table[PolicyRow] = Table(words.policy_columns(), "The written policy", key=lambda row: row.id)
        self.lines.selected.connect(self._chosen)
        self.lines.activated.connect(self._correct_row)
        self.lines.row_menu.name_open("Correct the policy")
        self.lines.row_menu.offer(self.actions, "audits.policy_add", "audits.policy_void")
        self.nothing = theme.label("No policy is written yet: audits are scored by the usual method of Setup, and "
                                   "nothing says what a quarter should show.", "body", "second", wrap=True)  # fmt: skip
        self.form = PolicyForm(self.context.dates, self.context.typed)
        self.form.setVisible(False)
        self.form.submitted.connect(self.store)
        self.form.left.connect(self.close_form)
        self.context.typed.opens("audits", "policy", self._reopen)
        self.context.typed.opens("audits", f"{WHY}policy", self._void_again)
        self._lay_out()

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """Return what can be done with the policy."""
        return (
            Action("audits.policy_add", "Write a policy", "Ctrl+Shift+M", self.add, enabled=self._can_write),
            Action("audits.policy_correct", "Correct the policy", "Ctrl+R", self.correct, enabled=self._can_void),
            Action("audits.policy_void", "Void the policy", "", self.void, enabled=self._can_void),
            Action("audits.educate", "Add an education item", "", self.educate, enabled=self._can_educate),
            Action(
                "audits.educate_all",
                "Add an education item for each below",
                "Alt+E",
                self.educate_all,
                enabled=self._can_educate_all,
            ),
            Action("audits.policy_open", "Open the audit of the coder", "", self.open_audit),
        )

    @override
    def first_focus(self) -> Table[PolicyResultRow]:
        return self.results

    @override
    def refresh(self) -> None:
        """Read the results, the policies and the work types."""
        self.read(audit_policy_results.policy_of_period, self.context.period, self.context.today(), then=self._show)

    def add(self) -> None:
        """Open the form of a policy, begun like the one in force."""
        rows = [row for row in self.lines.rows if row.in_force and not row.work_type]
        self.form.setVisible(True)
        self._only_form(open_now=True)
        self.form.start(
            rows[0].draft
            if rows
            else PolicyDraft(effective_from=self.context.today(), method=Method(self._usual_method))
        )

    @override
    def can_submit(self) -> bool:
        return self.form.isVisible()

    @override
    def submit(self) -> None:
        self.store()

    def correct(self) -> None:
        """Open the form on the chosen policy, with a place for what was wrong with it."""
        row = self.lines.selected_row()
        if row is not None:
            self._correct_row(row)

    def _reopen(self, key: str) -> None:
        row = next((row for row in self.lines.rows if str(row.id) == key), None)
        self.add() if row is None else self._correct_row(row)

    def store(self) -> None:
        """Store the policy that is typed, or its correction."""
        try:
            draft = self.form.draft()
        except Refused:
            return
        step, number = f"audit policy from {formats.day(draft.effective_from)}", self.form.correcting
        store = partial(self.editing.store, self.form, then=self._stored, again=self.store)
        if number is None:
            store(f"Write {step}", audit_policies.POLICIES.add, draft)
        else:
            store(f"Correct {step}", audit_policies.correct_policy, number, draft, self.form.correction)

    def void(self) -> None:
        """Void the chosen policy, for a reason."""
        row = self.lines.selected_row()
        if row is not None:
            self.editing.where = {"view": self.name}
            self.editing.void("policy", row.statement, "Void audit policy", audit_policies.POLICIES.void, row.id)

    def _void_again(self, key: str) -> None:
        """Ask again why a policy is voided, where a reason was typed and not given."""
        if self.lines.select_where(lambda row: str(row.id) == key):
            self.void()

    def educate(self) -> None:
        """Store an education item for the chosen coder, with the figures that call for it."""
        row = self.results.selected_row()
        if row is not None and row.needs_education:
            service = audit_policy_results.propose_education
            self.context.write(
                self, f"Add education item, {row.coder}", service, row.coder_id, self.context.period,
                self.context.today(), then=partial(self._educated, row.coder),
            )  # fmt: skip

    def educate_all(self) -> None:
        """Store an education item for everybody who is below the target and has none."""
        service, context = audit_policy_results.propose_all, self.context
        step = f"Add education items, {context.period_label}"
        context.write(self, step, service, context.period, context.today(), then=self._all_educated)

    @override
    def explain(self) -> None:
        """Open "How is this made?" for the chosen coder: the target, and the accuracy that is read against it."""
        row = self.results.selected_row()
        if row is not None:
            explain(self, f"{row.coder}, {self.context.period_label}", words.explanations(row))

    def open_audit(self) -> None:
        """Show the latest audit of the chosen coder."""
        row = self.results.selected_row()
        if row is not None:
            self._open_row(row)

    def close_form(self) -> None:
        """Put the form away; what is typed stays in it for the next time."""
        self.form.setVisible(False)
        self._only_form(open_now=False)
        self.results.setFocus()

    def _correct_row(self, row: PolicyRow) -> None:
        if self._can_write():
            self.form.setVisible(True)
            self._only_form(open_now=True)
            self.form.start(row.draft, correcting=row.id)

    def _show(self, found: PolicyOfPeriod) -> None:
        self._rows, lines = found.results, found.policies
        self._usual_method = found.usual_method
        self.page.show_content()
        said = self.context.period_label, words.summary_words(self._rows), period_words.of_policy(self.context)
        self.page.set_subline(" · ".join(filter(None, said)))
        self.form.set_work_types(found.work_types)
        self._sort(self.order.key)
        self.lines.show_rows(lines)
        self.lines.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        rows = min(max(len(lines), 1), _LINES_SHOWN) + 1
        self.lines.setFixedHeight(rows * theme.ROW_HEIGHT + 6)
        self.page.update_actions()
        self._chosen(None)

    def _sort(self, key: str) -> None:
        rows = self._rows if key == "attention" else tuple(sorted(self._rows, key=lambda row: row.coder))
        self.results.show_rows(rows)
        self._show_detail(self.results.selected_row())

    def _show_detail(self, row: PolicyResultRow | None) -> None:
        self.detail.setText(words.detail_words(row) if row is not None else "")
        self.teach.setEnabled(self._can_educate())
        self.teach_all.setEnabled(self._can_educate_all())

    def _chosen(self, _row: object) -> None:
        for made in (self.cancel, self.mend):
            made.setEnabled(self._can_void())
        self.write.setEnabled(self._can_write())

    def _open_row(self, row: PolicyResultRow) -> None:
        if row.latest_audit_id is not None:
            self.context.navigate("audits", audit_id=row.latest_audit_id)

    def _stored(self, number: int) -> None:
        self.lines.expect(number)
        self.form.forget()
        self.close_form()

    def _educated(self, coder: str, _number: int) -> None:
        self.context.say("done", f"An education item for {coder} is noted, due in 30 days. Lessons shows it.")

    def _all_educated(self, items: int) -> None:
        noted = formats.plural(items, "education item")
        self.context.say("done", f"{noted} noted, due in 30 days. Lessons shows them.")

    def _can_educate_all(self) -> bool:
        return self._can_write() and any(row.needs_education for row in self._rows)

    def _save_sheet(self) -> None:
        self.paper_wanted.emit("policy_save")

    def _save_reports(self) -> None:
        self.paper_wanted.emit("reports_all")

    def _only_form(self, *, open_now: bool) -> None:
        """Give the form the room of the results while it is typed."""
        for part in (
            self.results,
            self.detail,
            self.order,
            self.teach,
            self.teach_all,
            self.sheet,
            self.reports,
            self._sorted,
        ):
            part.setVisible(not open_now)

    def _can_write(self) -> bool:
        return not self.context.read_only

    def _can_void(self) -> bool:
        return self._can_write() and self.lines.selected_row() is not None

    def _can_educate(self) -> bool:
        row = self.results.selected_row()
        return self._can_write() and row is not None and row.needs_education

    def _lay_out(self) -> None:
        self.teach = button("Education item", self.educate)
        self.teach_all = button("Items for all below", self.educate_all)
        self.teach_all.setToolTip("An education item for each who is below the target and has none")
        self.sheet = button("Save the sheet", self._save_sheet, kind="quiet")
        self.reports = button("A report for each coder", self._save_reports, kind="quiet")
        self.write = button("Write a policy", self.add)
        self.cancel = button("Void the policy", self.void, kind="quiet")
        self.mend = button("Correct the policy", self.correct, kind="quiet")
        self._sorted = theme.label("Sorted by", "body", "second")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._sorted)
        top.addWidget(self.order)
        top.addStretch(1)
        for made in (self.sheet, self.reports, self.teach, self.teach_all):
            top.addWidget(made)
        self.body.setSpacing(8)  # eight coders are read whole in the smallest window
        self.body.addLayout(top)
        self.body.addWidget(self.results, 1)
        self.body.addWidget(self.detail)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(theme.label("The written policy", "section"))
        below.addStretch(1)
        below.addWidget(self.mend)
        below.addWidget(self.cancel)
        below.addWidget(self.write)
        self.body.addLayout(below)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.lines)
        self.body.addWidget(self.form)
        self.body.addStretch(0)
