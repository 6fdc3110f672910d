"""Forms declared as data: fields, their line edits, their reasons. What is typed is read by entry.py and nothing else.

No spin boxes, no date edits; nothing reacts to the wheel; nothing is clamped. A wrong value stays as it was typed, with
the reason beside it. Enter goes to the next field, Ctrl+Enter submits the form.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from typing_extensions import override

from codedesk import entry, formats
from codedesk.entry import Ambiguous, DateReader
from codedesk.errors import Refused
from codedesk.ui import theme
from codedesk.ui.widgets import editors
from codedesk.ui.widgets.answers import AnswerButtons
from codedesk.ui.widgets.at_release import AtRelease
from codedesk.ui.widgets.date_line import DateLine, opens_list
from codedesk.ui.widgets.editors import Choice, Field, Kind
from codedesk.ui.widgets.reason import Reason

__all__ = ["Choice", "Field", "Form", "Kind"]

_NOTHING = (None, "")
PICK_WORDS = "Alt+Down takes the first, again the next."


class Form(QWidget):
    """A two-column form of fields.

    Signals: changed() while anything is typed · committed(name) when a field was left with a new value that is right ·
    submitted() on Ctrl+Enter.
    """

    changed = Signal()
    committed = Signal(str)
    submitted = Signal()

    def __init__(
        self, fields: Sequence[Field], *, dates: DateReader | None = None, label_width: int = 160, above: bool = False
    ) -> None:
        """Build the fields in order; the first column is label_width wide, or the names stand above their edits."""
        super().__init__()
        self._lines: dict[str, _Line] = {}
        self._begun: dict[str, str] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0 if above else 8)
        grid.setColumnMinimumWidth(0, 0 if above else label_width)
        grid.setColumnStretch(1 - above, 1)
        for place, field in enumerate(fields):
            row = place * (1 + above)
            line = _Line(self, field, dates or DateReader())
            line.edited.connect(self.changed)
            line.committed.connect(self.committed)
            line.left_by_enter.connect(self._next)
            line.submitted.connect(self.submitted)
            self._lines[field.name] = line
            grid.addWidget(line.caption, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line, row + above, 1 - above)
        self.legend = editors.legend(fields)
        grid.addWidget(self.legend, len(fields) * (1 + above), 0, 1, -1, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(fields) * (1 + above), 1)

    @property
    def errors(self) -> dict[str, str]:
        """The reasons of all fields that are wrong now, without changing what is shown."""
        return {name: reason for name, line in self._lines.items() if (reason := line.problem())}

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields, right or wrong, by their names."""
        return {name: editors.text_of(line.editor) for name, line in self._lines.items()}

    def begin(self, stored: Mapping[str, str] | None = None) -> None:
        """Take what stands in the fields as where typing begins; of `stored` only what still stands as it says."""
        self._begun |= {name: text for name, text in self.texts.items() if stored is None or stored.get(name) == text}

    @property
    def unsaved(self) -> bool:
        """Tell whether anything was typed since `begin`."""
        return self.texts != self._begun

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what `texts` returned, right or wrong; a field that is new since then keeps its own."""
        for name in self._lines.keys() & texts.keys():
            self._lines[name].show_text(texts[name])

    def revert(self) -> None:
        """Show again what stood in the fields where typing began."""
        self.show_texts(self._begun)

    def values(self) -> dict[str, Any] | None:
        """Return the values by name; None where a field is wrong, which is then marked and focused."""
        return {name: line.value() for name, line in self._lines.items()} if self.check(*self._lines) else None

    def check(self, *names: str) -> bool:
        """Mark what is wrong with some of the fields and go to the first of it; True where all of them are right."""
        wrong = [self._lines[name] for name in names if not self._lines[name].check()]
        if wrong:
            wrong[0].editor.setFocus()
        return not wrong

    def value(self, name: str) -> Any:
        """Return the value of one field; Refused where it is wrong."""
        return self._lines[name].value()

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values by name; fields that are not named keep theirs. Emits nothing, clears the reasons."""
        for name, value in values.items():
            if name in self._lines:
                self._lines[name].show_value(value)

    def clear(self) -> None:
        """Empty every field."""
        self.set_values(dict.fromkeys(self._lines))

    def set_choices(self, name: str, choices: Sequence[Choice]) -> None:
        """Put other choices into a choice field; the chosen value stays where it is still there."""
        self._lines[name].set_choices(tuple(choices))

    def show_failure(self, error: BaseException, *, focus: bool = True) -> bool:
        """Show the reason of a refused draft beside its field; False where it names no field of this form."""
        line = self._lines.get(error.field) if isinstance(error, Refused) else None
        if line is None:
            return False
        line.show_problem(str(error))
        if focus:
            line.editor.setFocus()
        return True

    def show_field(self, name: str, shown: bool) -> None:
        """Show or hide a field; a hidden field is still in `values()`."""
        self._lines[name].setVisible(shown)
        self._lines[name].caption.setVisible(shown)

    def set_enabled(self, enabled: bool, *names: str) -> None:
        """Open or close fields for typing; all of them where none is named."""
        for name in names or self._lines:
            self._lines[name].editor.setEnabled(enabled)

    def editor(self, name: str) -> QWidget:
        """Return the widget that is typed into."""
        return self._lines[name].editor

    def focus_first(self) -> None:
        """Put the keyboard into the first field; typing replaces what stands there, but for what was typed before."""
        name, editor = next((each, line.editor) for each, line in self._lines.items())
        editor.setFocus()
        if isinstance(editor, QLineEdit) and self._begun.get(name, editor.text()) == editor.text():
            editor.selectAll()

    def _next(self, name: str) -> None:
        names = [other for other, line in self._lines.items() if not line.isHidden() and line.editor.isEnabled()]
        after = names[names.index(name) + 1 :]
        if after:
            self._lines[after[0]].editor.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submitted.emit()


class _Line(QWidget):
    """One field: the edit, its unit, the hint or the reason beneath."""

    edited = Signal()
    committed = Signal(str)
    left_by_enter = Signal(str)
    submitted = Signal()

    def __init__(self, within: QWidget, field: Field, dates: DateReader) -> None:
        super().__init__(within)
        self.field = field
        self._dates = dates
        self._choices = field.choices
        self._kept: Any = None
        self._silent = self._roomy = False
        self._asked: tuple[str, ...] = ()
        self.answers: AnswerButtons | None = None
        self._sure: Any = None  # a date in an unlikely year that was shown, or taken as an answer
        self.editor = self._make_editor()
        self._shown = editors.text_of(self.editor)
        self.caption = editors.caption(field, self.editor)
        self._side = editors.beside(field, self.editor)
        self._reason = Reason(field.hint)
        self._lay_out()
        self._released = AtRelease(self, self._close_up)
        self.editor.installEventFilter(self)
        self.setFocusProxy(self.editor)

    def value(self) -> Any:
        """Return the value; Refused where what is typed is wrong or missing."""
        value = self._read()
        if value in (None, "") and self.field.required:
            reason = "Choose one" if self.field.kind == "choice" else f"{self.field.label} is needed"
            raise Refused(reason, self.field.name)
        return value

    def problem(self) -> str:
        try:
            self.value()
        except Refused as refused:
            return refused.reason
        return ""

    def check(self) -> bool:
        """Show the reason where the value is wrong; True where it is right. A question comes with its answers."""
        try:
            self.value()
        except Ambiguous as asked:
            self._asked = asked.texts
            self.show_problem(f"{asked.reason}. {PICK_WORDS}")
            self._offer([words for words, _ in asked.choices])
            return False
        except Refused as refused:
            self._asked = ()
            self.show_problem(refused.reason)
            return False
        self.show_problem("")
        return True

    def _offer(self, words: Sequence[str]) -> None:
        if self.answers is None:
            self.answers = AnswerButtons()
            self.answers.chosen.connect(self._answer)
            self._column.addWidget(self.answers)
        self.answers.show_answers(words)

    def _answer(self, place: int) -> None:
        """Take one of the answers to the question that the text raised."""
        if isinstance(self.editor, QLineEdit) and place < len(self._asked):
            self.editor.setText(self._asked[place])
            self._sure = self._parsed()
            self._commit()

    def show_problem(self, reason: str) -> None:
        if self.answers is not None:
            self.answers.hide()
        theme.restyle(self.editor, state="wrong" if reason else "")
        self._reason.show_words(reason, roomy=self._roomy)
        self.editor.setAccessibleDescription(reason or self.field.hint)

    def show_value(self, value: Any) -> None:
        self._silent = True
        editors.show_value(self.editor, value, self.field, self._choices)
        self._silent = False
        self._kept, self._asked, self._sure, self._roomy = value, (), value, False
        self._shown = editors.text_of(self.editor)
        self.show_problem("")
        self._show_weekday()

    def show_text(self, text: str) -> None:
        self._silent = True
        editors.show_text(self.editor, text)
        self._silent = False
        self._show_weekday()
        self._released.forget()  # Discard put it back: what was left there is gone
        self._roomy, self._shown = False, text
        self.check() if text else self.show_problem("")

    def set_choices(self, choices: tuple[Choice, ...]) -> None:
        chosen = self._read()
        self._choices = choices
        self._silent = True
        editors.fill_choices(self.editor, choices, self.field.required)
        editors.show_value(self.editor, chosen, self.field, choices)
        self._silent = False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._left(event.reason())
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and opens_list(event):
            event.setAccepted(self._is_asking())  # before a key of the page: Alt+Down moves rows down in Setup
            return event.isAccepted()
        return super().eventFilter(watched, event)

    def _left(self, reason: Qt.FocusReason) -> None:
        """Keep what is right; say what is wrong, but not under a pressed mouse: what it is on would move away."""
        wrong = bool(self.problem())
        untyped = reason == Qt.FocusReason.OtherFocusReason and editors.text_of(self.editor) == self._shown
        elsewhere = untyped or reason == Qt.FocusReason.ActiveWindowFocusReason  # some lists are a window, too
        if reason != Qt.FocusReason.PopupFocusReason and not (wrong and elsewhere):  # its own list is not elsewhere
            waits = bool(QApplication.mouseButtons()) and (wrong or self._roomy)
            self._roomy = self._roomy and waits
            if waits:
                self._released.watch()
            if not (waits and wrong):
                self._commit()

    def _close_up(self) -> None:
        self._roomy = False
        self.check()

    def _key(self, event: QKeyEvent) -> bool:
        if opens_list(event):
            return self._is_asking() and self._pick()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._commit()
            self.submitted.emit()
            return True
        if isinstance(self.editor, QPlainTextEdit):
            return False
        if self._commit():
            self.left_by_enter.emit(self.field.name)
        return True

    def _is_asking(self) -> bool:
        """Tell whether the text raises a question, or is one of the answers to the last one."""
        right = self.check()
        return bool(self._asked) and (not right or editors.text_of(self.editor) in self._asked)

    def _pick(self) -> bool:
        """Take the next answer to the question that the last text raised."""
        self.check()
        if self._asked and isinstance(self.editor, QLineEdit):
            shown = self.editor.text()
            following = self._asked.index(shown) + 1 if shown in self._asked else 0
            self.editor.setText(self._asked[following % len(self._asked)])
            self._sure = self._parsed()
            self.check()
        return bool(self._asked)

    def _commit(self) -> bool:
        if not self.check():
            return False
        value = self._read()
        if isinstance(value, date) and isinstance(self.editor, DateLine):
            self.editor.setText(formats.typed(value))
        self._show_weekday()
        if value != self._kept and not (value in _NOTHING and self._kept in _NOTHING):
            self._kept = value
            self.committed.emit(self.field.name)
        return True

    def _edited(self) -> None:
        if self._silent:
            return
        if self.editor.property("state") == "wrong":
            self._roomy = True  # what is below stays under the mouse until the field is left
            self.check()
        self._show_weekday()
        self.edited.emit()
        if isinstance(self.editor, QComboBox | QCheckBox):
            self._commit()

    def _read(self) -> Any:
        value = self._parsed()
        if isinstance(value, date) and value != self._sure:
            try:
                entry.ask_year(value, self.field.name, editors.text_of(self.editor), self._dates.today())
            except Ambiguous as asked:
                asked.field = self.field.name
                raise
        return value

    def _parsed(self) -> Any:
        return editors.read(self.editor, self.field, self._choices, self._dates)

    def _show_weekday(self) -> None:
        if isinstance(self.editor, DateLine):
            self._side.setText(self.editor.weekday_words())

    def _make_editor(self) -> QWidget:
        made = editors.make(self.field, self._edited, self._dates)
        if isinstance(made, DateLine):
            made.taken.connect(self._commit)
        made.setObjectName(self.field.name)
        made.setAccessibleName(editors.spoken(self.field))
        return made

    def _lay_out(self) -> None:
        self._column = column = theme.column(self, 2)
        row = QHBoxLayout()
        row.setSpacing(8)
        wide = isinstance(self.editor, QPlainTextEdit) or (self.field.kind == "text" and not self.field.width)
        dated = isinstance(self.editor, DateLine)
        row.addWidget(self.editor, int(wide))
        row.addWidget(self._side, int(dated))
        row.addStretch(int(not wide and not dated))
        column.addLayout(row)
        column.addLayout(self._reason)
