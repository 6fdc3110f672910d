"""The head of an audit in two forms: what every slip says comes first, the rest unfolds as "More".

Here lives how the head is typed: what it suggests, and when what is folded away has to be seen. Where the two forms
stand is parts.py's.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from codedesk.entry import DateReader
from codedesk.errors import Refused
from codedesk.methods import method_words
from codedesk.models.audit_words import AuditDepth, AuditState, Phase, Selection
from codedesk.models.audits import AuditDraft
from codedesk.services.audits.answers import DAYS_TO_ANSWER
from codedesk.services.audits.audits import free_name
from codedesk.services.audits.lists import AuditLists
from codedesk.settings import Settings
from codedesk.ui.pages.audits import fields as audits_fields
from codedesk.ui.pages.audits.fields import FIRST_NAMES, HEAD_NAMES, MORE_NAMES
from codedesk.ui.widgets.fields import Form
from codedesk.ui.widgets.fold import Fold

_OWN = ("name", "method", "state")  # what a person chose, and is not suggested any more
_FOLDED = {depth: f"audits.more.{depth}" for depth in AuditDepth}


class AuditHead(QObject):
    """The fields of an audit's head, by their names, wherever they stand.

    Signals: changed() while anything is typed · committed(name) when a field was left with a new value that is right ·
    submitted() on Enter in the last field of the first form.
    """

    changed = Signal()
    committed = Signal(str)
    submitted = Signal()

    def __init__(self, lists: AuditLists, dates: DateReader, settings: Settings) -> None:
        """Make both forms; settings keep for each depth whether "More" stands open."""
        super().__init__()
        self._lists, self._today = lists, dates.today()
        self.own: set[str] = set()
        self.first = Form(audits_fields.first_fields(lists), dates=dates, label_width=audits_fields.LABELS)
        self.more = Form(audits_fields.more_fields(), dates=dates, label_width=audits_fields.LABELS)
        self.more.legend.hide()  # the first form says what the star means
        self.fold = Fold(settings, _FOLDED[AuditDepth.RESULT], "More", self.more)
        self.fold.head.setToolTip("Selection, phase, method, state, dates and name (Alt+B)")
        for form in (self.first, self.more):
            form.changed.connect(self.changed)
            form.committed.connect(self._committed)
        self.first.submitted.connect(self.submitted)
        self.more.submitted.connect(self.submitted)
        audits_fields.complete(self.editor("auditor"), lists.auditors)

    @property
    def errors(self) -> dict[str, str]:
        """The reasons of all fields that are wrong now."""
        return self.first.errors | self.more.errors

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields, right or wrong, by their names."""
        return self.first.texts | self.more.texts

    @property
    def state(self) -> AuditState | None:
        """The state that is typed, None while it is wrong."""
        state = self.lenient("state")
        return AuditState(state) if state else None

    @property
    def title(self) -> str:
        """What stands over the form: the audit's name."""
        return self.lenient("name") or "New audit"

    def begin(self, draft: AuditDraft, depth: AuditDepth) -> None:
        """Show the head of a draft as stored; "More" opens where it says what is not as usual."""
        self.own = set(_OWN) if draft.id else set()
        self.set_values(dict(draft))
        self.suggest()
        self.show_depth(depth)

    def keep_all(self) -> None:
        """Take name, method and state as the person's own."""
        self.own = set(_OWN)

    def value(self, name: str) -> Any:
        """Return the value of one field; Refused where it is wrong."""
        return self._form(name).value(name)

    def lenient(self, name: str) -> Any:
        """Return the value of one field, None where it is wrong."""
        try:
            return self.value(name)
        except Refused:
            return None

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values by name; fields that are not named keep theirs."""
        for form in (self.first, self.more):
            form.set_values(values)
        self._say()

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what `texts` returned, right or wrong; what is wrong is seen."""
        for form in (self.first, self.more):
            form.show_texts(texts)
        self._say()
        self._open_if_needed()

    def set_enabled(self, enabled: bool) -> None:
        """Open or close every field for typing."""
        for form in (self.first, self.more):
            form.set_enabled(enabled)

    def editor(self, name: str) -> QWidget:
        """Return the widget that a field is typed into."""
        return self._form(name).editor(name)

    def start(self, name: str) -> None:
        """Put the keyboard on a field; "More" opens for it."""
        if name in MORE_NAMES:
            self.fold.open()
        audits_fields.take_keyboard(self.editor(name))

    def show_depth(self, depth: AuditDepth) -> None:
        """Fold or unfold "More" as it was left at this depth; for more than a slip it begins open."""
        if not self._has_keyboard:
            self.fold.stand(_FOLDED[depth], opened=depth != AuditDepth.RESULT)
        self._open_if_needed()

    def turn(self) -> bool:
        """Open "More" with the keyboard in it, or close it; tell whether it is open."""
        if not self.fold.opened or self._has_keyboard:
            self.fold.turn()
        if self.fold.opened:
            audits_fields.take_keyboard(self.editor(MORE_NAMES[0]))
        return self.fold.opened

    def show_failure(self, error: BaseException) -> bool:
        """Show the reason of a refused draft beside its field, unfolded; False where it names no field of the head."""
        if not isinstance(error, Refused) or error.field not in HEAD_NAMES:
            return False
        if error.field in MORE_NAMES:
            self.fold.open()
        return self._form(error.field).show_failure(error)

    def suggest(self) -> None:
        """Suggest name and method as long as the person has not chosen their own."""
        day, coder_id = self.lenient("day"), self.lenient("coder_id")
        if "method" not in self.own and day is not None:
            method, _ = self._lists.method_on(day, self.lenient("work_type_id"))
            self.set_values({"method": method})
        if "name" not in self.own and day is not None and coder_id is not None:
            coder = next((row.name for row in self._lists.coders if row.id == coder_id), "")
            self.set_values({"name": free_name(coder, day, self._lists.names)})

    def set_state(self, state: AuditState) -> None:
        """Choose another state, as the field does."""
        self.set_values({"state": state})
        self._committed("state")
        self._open_if_needed()

    @property
    def _has_keyboard(self) -> bool:
        return self.more.isAncestorOf(QApplication.focusWidget() or self.first)

    def _form(self, name: str) -> Form:
        return self.first if name in FIRST_NAMES else self.more

    def _committed(self, name: str) -> None:
        if name == "selection":
            self.set_values({"feeds_accuracy": self.lenient("selection") == Selection.RANDOM})
        if name == "state":
            self.own.add("state")
            self._share()
        if name == "name":
            (self.own.add if self.lenient("name") else self.own.discard)("name")
        if name == "method":
            self.own.add("method")
        self.suggest()
        self._say()
        self.committed.emit(name)

    def _share(self) -> None:
        """Say when an audit was shared and until when an answer is due, as long as nobody said otherwise."""
        if self.state == AuditState.SHARED and self.lenient("shared_on") is None:
            dates = {"shared_on": self._today, "answer_due": self._today + DAYS_TO_ANSWER}
            self.set_values({name: day for name, day in dates.items() if self.lenient(name) is None})

    def _say(self) -> None:
        """Say beside "More" what stands in it."""
        selection, phase, method = (self.lenient(name) for name in ("selection", "phase", "method"))
        words = (
            selection and Selection(selection).words,
            phase and Phase(phase).words,
            method and method_words(method),
        )
        self.fold.show_line("More", " · ".join(word for word in words if word))

    def _open_if_needed(self) -> None:
        """Unfold what has to be seen: a field that is wrong, or says what is not as usual."""
        selection, feeds = self.lenient("selection"), bool(self.lenient("feeds_accuracy"))
        unusual = selection != Selection.RANDOM or not feeds or self.lenient("phase") != Phase.RETROSPECTIVE
        said = any(self.lenient(name) is not None for name in ("period_from", "period_to", "shared_on", "answer_due"))
        if unusual or said or self.more.errors:
            self.fold.open()
