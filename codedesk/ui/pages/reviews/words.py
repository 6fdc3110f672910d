"""The words of a review as forms: the manager's texts, the agreements, what became of the last ones.

Here lives what is typed and which change it is. Storing is the page's; no figure is shown here.
"""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from codedesk.entry import DateOrder
from codedesk.errors import Refused
from codedesk.services.reviews.reviews import AgreementDraft
from codedesk.services.reviews.rows import AgreementRow, ReviewRow
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.fields import Field, Form

AGREEMENTS = 3
_TEXT_HEIGHT = 88
TEXTS = {
    "went_well": "What went well",
    "work_on": "What to work on",
    "agreed_last_time": "What became of it",
    "coder_comments": "The coder’s comments",
}
PROPOSED = ("went_well", "work_on", "agreed_last_time")
_HINTS = {
    "work_on": "At most two points.",
    "agreed_last_time": "In your words, beside the outcomes below.",
    "coder_comments": "Typed here, or written by hand on the print.",
}


class ReviewWords(QScrollArea):
    """All words of one review. Signals: text_committed(name, words) · agreements_committed(drafts) ·
    outcome_committed(agreement id, words) · private_committed(words) · proposal_wanted(name).
    """  # noqa: D205

    text_committed = Signal(str, str)
    agreements_committed = Signal(object)
    outcome_committed = Signal(int, str)
    private_committed = Signal(str)
    proposal_wanted = Signal(str)

    def __init__(self, today: Callable[[], date], date_order: DateOrder) -> None:
        """Make the forms, empty."""
        super().__init__()
        self._today, self._order = today, date_order
        self._ids: list[int | None] = [None] * AGREEMENTS
        self._outcomes: tuple[int, ...] = ()
        self._shown: tuple[int, object] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(8)
        self.setWidget(inside)
        self._build()

    @property
    def typing(self) -> bool:
        """Tell whether the keyboard is in one of the fields."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def keep_typed(self) -> None:
        """Commit what is being typed, as leaving the field would."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()

    def show_review(self, row: ReviewRow, *, closed: bool) -> None:
        """Show a review. A field that is being typed into keeps what is typed, unless another review is shown."""
        same = self._shown == (row.coder_id, row.period)
        self._shown = (row.coder_id, row.period)
        self._show_form(self.texts, {name: getattr(row.text, name) for name in TEXTS}, same)
        self._ids = [agreement.id for agreement in row.agreements[:AGREEMENTS]]
        self._ids += [None] * (AGREEMENTS - len(self._ids))
        for number, form in enumerate(self.agreements):
            self._show_form(form, _agreement_values(row.agreements, number), same)
        self._show_outcomes(row, same)
        self._show_form(self.private, {"private_note": row.private_note}, same)
        for form in (self.texts, *self.agreements):
            form.set_enabled(not closed)
        if row.text.state == "given":
            self.texts.editor("coder_comments").setEnabled(True)
        self._propose.setEnabled(not closed)

    def focus_first(self) -> None:
        """Put the keyboard into the first text."""
        self.texts.focus_first()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(theme.label("In your words", "section"), 1)
        self._propose = button("Propose a sentence", self.propose, kind="quiet")
        self._propose.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the text being written keeps the keyboard
        head.addWidget(self._propose)
        self._column.addLayout(head)
        fields = [_text_field(name) for name in ("went_well", "work_on")]
        fields += [_text_field(name) for name in ("agreed_last_time", "coder_comments")]
        self.texts = self._form(tuple(fields))
        for name in TEXTS:
            self.texts.editor(name).setFixedHeight(_TEXT_HEIGHT)
        self.texts.committed.connect(self._text_committed)
        self._column.addWidget(self.texts)
        self._column.addWidget(theme.label("Agreements for the time ahead", "section"))
        self.agreements = tuple(self._agreement_form(number) for number in range(AGREEMENTS))
        self._last_title: QLabel = theme.label("", "section")
        self._last = QVBoxLayout()
        self._last_form: Form | None = None
        self._column.addWidget(self._last_title)
        self._column.addLayout(self._last)
        self._column.addWidget(theme.label("For you only", "section"))
        hint = "On the private sheet alone, never in a packet."
        self.private = self._form((Field("private_note", "Private note", "long_text", hint=hint),))
        self.private.editor("private_note").setFixedHeight(_TEXT_HEIGHT)
        self.private.committed.connect(self._private_committed)
        self._column.addWidget(self.private)
        self._column.addStretch(1)

    def propose(self) -> None:
        """Ask for sentences for the text that is being written, else for the first one."""
        focused = [name for name in PROPOSED if self.texts.editor(name).hasFocus()]
        self.proposal_wanted.emit(focused[0] if focused else PROPOSED[0])

    def show_proposals(self, name: str, sentences: tuple[str, ...]) -> None:
        """Offer sentences under their text; Enter takes one into it, Esc none."""
        self.proposals = QMenu(self)
        for words in sentences:
            entry = self.proposals.addAction(words.replace("&", "&&"))
            entry.triggered.connect(partial(self.take, name, words))
        if not sentences:
            self.proposals.addAction(f"The figures say nothing for “{TEXTS[name]}”.").setEnabled(False)
        editor = self.texts.editor(name)
        self.proposals.popup(editor.mapToGlobal(editor.rect().bottomLeft()))
        self.proposals.setActiveAction(self.proposals.actions()[0])

    def take(self, name: str, words: str, _checked: bool = False) -> None:
        """Put a sentence at the end of a text, as if it had been typed."""
        before = (self.texts.value(name) or "").rstrip()
        whole = f"{before} {words}" if before else words
        self.texts.set_values({name: whole})
        self.text_committed.emit(name, whole)

    def _form(self, fields: tuple[Field, ...]) -> Form:
        return Form(fields, today=self._today, date_order=self._order, label_width=92)

    def _agreement_form(self, number: int) -> Form:
        form = self._form(
            (
                Field("goal", f"Goal {number + 1}"),
                Field("measure", "Measure"),
                Field("due_on", "By when", "date"),
                Field("support", "Support"),
            )
        )
        form.committed.connect(partial(self._agreement_committed, number))
        self._column.addWidget(form)
        return form

    def _show_outcomes(self, row: ReviewRow, same: bool) -> None:
        self._last_title.setText(f"What was agreed in {row.last_label}" if row.last_agreements else "")
        self._last_title.setVisible(bool(row.last_agreements))
        numbers = tuple(agreement.id for agreement in row.last_agreements)
        if numbers != self._outcomes or self._last_form is None:
            self._make_outcomes(row.last_agreements)
            self._outcomes = numbers
        if self._last_form is not None:
            values: dict[str, object] = {str(agreement.id): agreement.outcome for agreement in row.last_agreements}
            self._show_form(self._last_form, values, same)

    def _make_outcomes(self, agreements: tuple[AgreementRow, ...]) -> None:
        if self._last_form is not None:
            self._last.removeWidget(self._last_form)
            self._last_form.deleteLater()
            self._last_form = None
        if agreements:
            fields = tuple(
                Field(str(agreement.id), f"Outcome {number}", hint=agreement.goal)
                for number, agreement in enumerate(agreements, 1)
            )
            self._last_form = self._form(fields)
            self._last_form.committed.connect(self._outcome_committed)
            self._last.addWidget(self._last_form)

    @staticmethod
    def _show_form(form: Form, values: dict[str, object], same: bool) -> None:
        kept = {name: value for name, value in values.items() if not (same and form.editor(name).hasFocus())}
        form.set_values(kept)

    def _text_committed(self, name: str) -> None:
        self.text_committed.emit(name, self.texts.value(name) or "")

    def _private_committed(self, name: str) -> None:
        self.private_committed.emit(self.private.value(name) or "")

    def _outcome_committed(self, name: str) -> None:
        if self._last_form is not None:
            self.outcome_committed.emit(int(name), self._last_form.value(name) or "")

    def _agreement_committed(self, number: int, _name: str) -> None:
        form = self.agreements[number]
        given = [form.value(name) for name in ("measure", "due_on", "support")]
        if any(given) and not form.value("goal"):
            if _name != "goal" and isinstance(form.editor("goal"), QWidget):
                form.show_refusal(Refused("say what the goal is; then the rest is kept with it", "goal"))
            return
        self.agreements_committed.emit(tuple(self._draft(place) for place in range(AGREEMENTS)))

    def _draft(self, number: int) -> AgreementDraft:
        values = {name: self.agreements[number].value(name) for name in ("goal", "measure", "due_on", "support")}
        return AgreementDraft(
            goal=values["goal"] or "",
            measure=values["measure"] or "",
            due_on=values["due_on"],
            support=values["support"] or "",
            id=self._ids[number],
        )


def _text_field(name: str) -> Field:
    return Field(name, TEXTS[name], "long_text", hint=_HINTS.get(name, ""))


def _agreement_values(agreements: tuple[AgreementRow, ...], number: int) -> dict[str, object]:
    if number >= len(agreements):
        return dict.fromkeys(("goal", "measure", "due_on", "support"))
    row = agreements[number]
    return {"goal": row.goal, "measure": row.measure, "due_on": row.due_on, "support": row.support}
