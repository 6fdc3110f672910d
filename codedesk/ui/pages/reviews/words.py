"""The words of a review as forms: the manager's texts, the agreements, what became of the last ones.

Here lives what is typed and which change it is. Storing is the page's; no figure is shown here.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from codedesk.entry import DateReader
from codedesk.errors import Refused
from codedesk.models.review_words import ReviewState
from codedesk.models.reviews import AgreementDraft
from codedesk.periods import Period, span_label
from codedesk.services.reviews.identifiers import warning, warning_in
from codedesk.services.reviews.rows import AgreementRow, ReviewRow
from codedesk.ui import theme
from codedesk.ui.pages.reviews.identifier_warning import Held, HeldBar, Values
from codedesk.ui.pages.reviews.typed_words import TypedWords
from codedesk.ui.typed import TypedForms, TypedPlace
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.form_foot import FormFoot

AGREEMENTS = 3
PRIVATE = "private_note"
_GOAL = "goal "
_GOAL_FIELDS = ("goal", "measure", "due_on", "support")
_TEXT_HEIGHT = 92  # four lines
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

    def __init__(self, dates: DateReader, keeper: TypedForms) -> None:
        """Make the forms, empty; keeper keeps what is typed of each review."""
        super().__init__()
        self._dates, self._keeper = dates, keeper
        self.typed = TypedWords(self)
        self._places: dict[tuple[int, Period], TypedPlace] = {}
        self.foot = FormFoot(self._save)
        self._ids: list[int | None] = [None] * AGREEMENTS
        self._outcomes: tuple[int, ...] = ()
        self._shown: tuple[int, Period] | None = None
        self.stored: dict[str, Values] = {}
        self.held = Held()
        self.held_bar = HeldBar(self.keep_held, self.go_to_held)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # else it takes the keyboard for the buttons that leave it alone
        inside = QWidget()
        self._column = theme.column(inside, 8, margins=(0, 0, 12, 0))
        self.setWidget(inside)
        self._build()

    @property
    def typing(self) -> bool:
        """Tell whether the keyboard is in one of the fields."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @property
    def typing_what_closes(self) -> bool:
        """Tell whether the keyboard is in a text or a goal: the fields that close when the packet is given out."""
        focused = QApplication.focusWidget()
        return focused is not None and any(form.isAncestorOf(focused) for form in (self.texts, *self.agreements))

    @property
    def can_propose(self) -> bool:
        """Tell whether a sentence could be taken into a text."""
        return self._propose.isEnabled()

    def keep_typed(self) -> bool:
        """Commit what is being typed, as leaving the field would; False where a text of this review is held back.

        The keyboard stays in the field.
        """
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        return not self.held.of(self._shown)

    def keep_held(self) -> None:
        """Store the held texts of this review as they are."""
        if self._shown is None:
            return
        for place in self.held.allow(self._shown):
            form, name = self.form_of(place)
            form.set_values({name: form.value(name)})
            self._commit(place)
        self._show_held()

    def go_to_held(self) -> None:
        """Put the keyboard into the first text that is held."""
        for place in self.held.of(self._shown):
            form, name = self.form_of(place)
            form.editor(name).setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def show_review(self, row: ReviewRow, *, closed: bool, read_only: bool = False) -> None:
        """Show a review. A field that is being typed into keeps what is typed, unless another review is shown.

        closed: its packet is out, so that only comments, outcomes and the private note are typed; read_only: nothing.
        """
        same = self._shown == (row.coder_id, row.period)
        self._shown = (row.coder_id, row.period)
        self.stored = _stored_values(row)
        self._ids = [agreement.id for agreement in row.agreements[:AGREEMENTS]]
        self._ids += [None] * (AGREEMENTS - len(self._ids))
        self._show_outcomes(row)
        for place, values in {**self.stored, **self.held.of(self._shown)}.items():
            if same and place in self.typed.again:
                continue
            self._show_form(self.form_of(place)[0], dict(values), same)
        self._show_held()
        self._keep_typed(row, same=same)
        for form in (self.texts, *self.agreements):
            form.set_enabled(not (closed or read_only))
        if row.text.state is ReviewState.GIVEN:
            self.texts.editor("coder_comments").setEnabled(not read_only)
        for open_form in (self.private, self._last_form):
            if open_form is not None:
                open_form.set_enabled(not read_only)
        self._propose.setEnabled(not (closed or read_only))

    def _keep_typed(self, row: ReviewRow, *, same: bool) -> None:
        """Keep what is typed of the review that is shown, and show what was kept of it before."""
        if same:
            self._keeper.look(self.typed)
            return
        start, end = row.period.start.isoformat(), row.period.end.isoformat()
        what = {"coder_id": row.coder_id, "period": [start, end]}
        title = f"Review of {row.coder}, {span_label(row.period.start, row.period.end)}"
        place = TypedPlace("review", f"{row.coder_id} {start} {end}", title, what, row.coder_id, "reviews")
        self._places[row.coder_id, row.period] = place
        self._keeper.follow(self.typed, place, self.foot)

    def take_stored(self, review: tuple[int, Period], values: Mapping[str, Values]) -> None:
        """Let go of what was typed in some places and is stored now, also where the page or the review is left."""
        if review == self._shown:
            self.stored |= values
            self._keeper.look(self.typed)
        elif (place := self._places.get(review)) is not None:
            kept = {name: texts for name, texts in self._keeper.kept(place).items() if name not in values}
            self._keeper.keep(place, kept) if kept else self._keeper.drop(place.path)

    def _save(self) -> None:
        """Store what was shown again, each text as leaving its field would."""
        for place in tuple(self.typed.again or self.typed.texts):
            self._commit(place)

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
        self.texts.committed.connect(self._commit)
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
        self.private = self._form((Field(PRIVATE, "Private note", "long_text", hint=hint),))
        self.private.editor(PRIVATE).setFixedHeight(_TEXT_HEIGHT)
        self.private.committed.connect(self._commit)
        self.typed.watch(self.texts, *self.agreements, self.private)
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
        editor = self.texts.editor(name)
        self.proposals.popup(editor.mapToGlobal(editor.rect().bottomLeft()))
        self.proposals.setActiveAction(self.proposals.actions()[0])

    def take(self, name: str, words: str, _checked: bool = False) -> None:
        """Put a sentence at the end of a text, as if it had been typed."""
        before = (self.texts.value(name) or "").rstrip()
        whole = f"{before} {words}" if before else words
        self.texts.set_values({name: whole})
        self._commit(name)

    def _form(self, fields: tuple[Field, ...]) -> Form:
        return Form(fields, dates=self._dates, above=True)

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

    def _show_outcomes(self, row: ReviewRow) -> None:
        self._last_title.setText(f"What was agreed in {row.last_label}" if row.last_agreements else "")
        self._last_title.setVisible(bool(row.last_agreements))
        numbers = tuple(agreement.id for agreement in row.last_agreements)
        if numbers != self._outcomes or self._last_form is None:
            self._make_outcomes(row.last_agreements)
            self._outcomes = numbers

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
            self._last_form.committed.connect(self._commit)
            self._last.addWidget(self._last_form)
            self.typed.watch(self._last_form)

    @staticmethod
    def _show_form(form: Form, values: dict[str, object], same: bool) -> None:
        """Show values; of the same review, what is being typed, what is wrong and what stands there already stay."""
        wrong = form.errors
        for name, value in values.items():
            if same and (name in wrong or form.editor(name).hasFocus()):
                continue
            told = form.editor(name).property("state") == "wrong"
            if told or name in wrong or (form.value(name) or None) != (value or None):
                form.set_values({name: value})

    def form_of(self, place: str) -> tuple[Form, str]:
        """Return the form of a place and the field that it is told at."""
        if place.startswith(_GOAL):
            return self.agreements[int(place.removeprefix(_GOAL))], "goal"
        if place in TEXTS:
            return self.texts, place
        return (self.private, place) if place == PRIVATE or self._last_form is None else (self._last_form, place)

    def _typed(self, place: str) -> Values:
        """Return what is typed in a place; a field that is wrong counts as it is stored, and stays as it is typed."""
        form, name = self.form_of(place)
        stored, wrong = self.stored.get(place, {}), form.errors
        names = _GOAL_FIELDS if place.startswith(_GOAL) else (name,)
        return {each: stored.get(each) if each in wrong else form.value(each) for each in names}

    def _commit(self, place: str) -> None:
        """Hand a place on to be stored, or hold it and say why beside it."""
        if self._shown is None:
            return
        self.typed.again.discard(place)
        typed = self._typed(place)
        found = self.held.asks(self._shown, place, typed, self.stored.get(place, {}))
        self._show_held()
        if found:
            return
        words = typed.get(place) or ""
        if place.startswith(_GOAL):
            self.agreements_committed.emit(tuple(self._draft(number) for number in range(AGREEMENTS)))
        elif place == PRIVATE:
            self.private_committed.emit(words)
        elif place in TEXTS:
            self.text_committed.emit(place, words)
        else:
            self.outcome_committed.emit(int(place), words)

    def _show_held(self) -> None:
        held = self.held.of(self._shown)
        for place, values in held.items():
            form, told_at = self.form_of(place)
            names = [name for name, words in values.items() if isinstance(words, str) and warning(words)]
            for name in names or [told_at]:
                form.show_failure(Refused(f"Not saved yet. {warning_in(values[name])}.", name), focus=False)
        first = next(iter(held), "")
        self.held_bar.show_held(warning_in(*held[first].values()) if held else "", _place_words(first))

    def _agreement_committed(self, number: int, name: str) -> None:
        form = self.agreements[number]
        typed = self._typed(f"{_GOAL}{number}")
        if not typed["goal"] and any(typed.values()):
            if name != "goal":
                form.show_failure(Refused("say what the goal is; then the rest is kept with it", "goal"))
            return
        self._commit(f"{_GOAL}{number}")

    def _draft(self, number: int) -> AgreementDraft:
        """Return a goal as typed; as it is stored while a text of it is held."""
        place = f"{_GOAL}{number}"
        values = self.stored.get(place, {}) if place in self.held.of(self._shown) else self._typed(place)
        return AgreementDraft(
            goal=values.get("goal") or "",
            measure=values.get("measure") or "",
            due_on=values.get("due_on"),
            support=values.get("support") or "",
            id=self._ids[number],
        )


def _text_field(name: str) -> Field:
    return Field(name, TEXTS[name], "long_text", hint=_HINTS.get(name, ""))


def goals_of(drafts: Sequence[AgreementDraft]) -> dict[str, Values]:
    """Return the fields of goals by their places."""
    return {
        f"{_GOAL}{number}": {name: getattr(draft, name) for name in _GOAL_FIELDS} for number, draft in enumerate(drafts)
    }


def _stored_values(row: ReviewRow) -> dict[str, Values]:
    """Return what is stored of a review, by place and field."""
    places: dict[str, Values] = {name: {name: getattr(row.text, name)} for name in TEXTS}
    for number in range(AGREEMENTS):
        agreed = row.agreements[number] if number < len(row.agreements) else None
        places[f"{_GOAL}{number}"] = {name: getattr(agreed, name, None) for name in _GOAL_FIELDS}
    for agreement in row.last_agreements:
        places[str(agreement.id)] = {str(agreement.id): agreement.outcome}
    places[PRIVATE] = {PRIVATE: row.private_note}
    return places


def _place_words(place: str) -> str:
    if place.startswith(_GOAL):
        return f"goal {int(place.removeprefix(_GOAL)) + 1}"
    return f"“{TEXTS.get(place) or ('Private note' if place == PRIVATE else 'an outcome')}”"
