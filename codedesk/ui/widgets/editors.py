"""A field as data, and the single edits that forms are made of: a line, a longer text, a choice, a tick. No layout.

What a kind of value means is decided in entry.py; here text goes in and out of widgets.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QElapsedTimer, QEvent, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPaintEvent, QPalette, QTextCursor, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from codedesk import entry, formats
from codedesk.entry import DateReader
from codedesk.errors import Refused
from codedesk.models.fields import Described
from codedesk.ui import theme
from codedesk.ui.widgets.date_line import DateLine
from codedesk.ui.widgets.paging import is_page_key
from codedesk.ui.widgets.whole_line import WholeLine

Kind = Literal["text", "long_text", "count", "hours", "percent", "number", "money", "date", "choice", "flag"]
Choice = tuple[str, Any]
LONGEST_TEXT = 2_000_000_000  # a line edit of Qt cuts a pasted text at 32,767 letters unless it is told otherwise
REQUIRED = "* must be filled"
_LONG = 24  # a longer text is shown from its beginning
_EDGES = 4
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_LINES = 14
_WIDTHS = {"count": 112, "hours": 112, "percent": 112, "number": 112, "money": 144, "date": 144, "choice": 260}
_HIGHEST: dict[str, float] = {
    "count": 1_000_000,
    "hours": 24,
    "percent": 100,
    "number": 1_000_000_000,
    "money": 10_000_000_000,
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a form asks for.

    name      key in `values()`
    label     sentence case, without a colon
    kind      text, long_text, count, hours, percent, number, money, date, choice, flag
    (money is shown and typed as an amount, its value is in cents)
    required  an empty field is refused
    choices   for choice: (words, value) pairs; values are what `values()` gives
    hint      one short line under the field
    unit      words after the field: "per hour", "%"
    low, high bounds for number, percent and hours; high is 24 for hours and 100 for percent unless given
    width     pixels of the edit; 0 takes the kind's usual width
    described what its noun says of it, and refuses of what was read
    what      of a date: by which name its year is understood where none is typed (dates.py); "" is the field's own
    """

    name: str
    label: str
    kind: Kind = "text"
    required: bool = False
    choices: tuple[Choice, ...] = ()
    hint: str = ""
    unit: str = ""
    low: float = 0
    high: float | None = None
    width: int = 0
    placeholder: str = ""
    described: Described | None = None
    what: str = ""


class ChoiceBox(QComboBox):
    """A combo box that the wheel changes only while its list is open, and that says "…" where its words are cut.

    A blank between typed words belongs to them: "United States" is found, no list opens before its second word.
    PgUp and PgDown scroll what it stands in: closed, it would choose another word.
    """

    _typed_at: QElapsedTimer | None = None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_page_key(event):
            event.ignore()
            return
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if held or not event.text().isprintable() or not event.text():
            super().keyPressEvent(event)
            return
        typing = self._typed_at is not None and not self._typed_at.hasExpired(QApplication.keyboardInputInterval())
        if event.text() != " ":
            super().keyPressEvent(event)
        elif typing:
            self.view().keyboardSearch(" ")
            self.setCurrentIndex(self.view().currentIndex().row())
        else:
            super().keyPressEvent(event)
            return
        self._typed_at = QElapsedTimer()
        self._typed_at.start()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        option, words = self._option()
        if self.currentIndex() < 0:
            option.palette.setBrush(QPalette.ColorRole.ButtonText, option.palette.placeholderText())
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self._room(option))
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and not self.toolTip():
            option, words = self._option()
            cut = self.fontMetrics().horizontalAdvance(words) > self._room(option)
            QToolTip.showText(event.globalPos(), words if cut else "", self)
            return True
        return super().event(event)

    def _option(self) -> tuple[QStyleOptionComboBox, str]:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option, option.currentText if self.currentIndex() >= 0 else self.placeholderText()

    def _room(self, option: QStyleOptionComboBox) -> int:
        field = QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width() - _EDGES

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Hand the wheel on to what is around the box, so that the page scrolls."""
        event.ignore()


class LongText(QPlainTextEdit):
    """A text of several lines; Tab leads on, and into it to the end of what stands there, or where the cursor was."""

    def __init__(self, placeholder: str = "") -> None:
        """Start empty."""
        super().__init__(tabChangesFocus=True, placeholderText=placeholder)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _BY_TAB and self.textCursor().atStart():
            self.moveCursor(QTextCursor.MoveOperation.End)


def make(field: Field, edited: Callable[[], None], dates: DateReader) -> QWidget:
    """Make the edit of a field; edited is called when a person changes it."""
    if field.kind == "choice":
        box = ChoiceBox()
        fill_choices(box, field.choices, field.required)
        box.currentIndexChanged.connect(lambda _index: edited())
        made: QWidget = box
    elif field.kind == "flag":
        tick = QCheckBox(field.label)
        tick.toggled.connect(lambda _on: edited())
        made = tick
    elif field.kind == "long_text":
        text = LongText(field.placeholder)
        text.setMinimumHeight(84)
        text.textChanged.connect(edited)
        made = text
    else:
        line = _line(field, dates)
        line.setPlaceholderText(field.placeholder)
        line.setMaxLength(LONGEST_TEXT)
        line.textChanged.connect(lambda _text: edited())
        made = line
    made.setFont(theme.font("body"))
    width = field.width or _WIDTHS.get(field.kind, 0)
    if width:
        made.setFixedWidth(width)
    return made


def _line(field: Field, dates: DateReader) -> QLineEdit:
    if field.kind == "date":
        return DateLine(dates, field.what or field.name)
    return QLineEdit() if field.kind == "text" else WholeLine()


def fill_choices(editor: QWidget, choices: Sequence[Choice], required: bool) -> None:
    """Put choices into a choice box; one that may be empty starts with "–"."""
    if not isinstance(editor, QComboBox):
        return
    editor.clear()
    if not required and not any(value is None for _, value in choices):
        editor.addItem("–")
    for words, _ in choices:
        editor.addItem(words)
    if required:
        editor.setCurrentIndex(-1)
        editor.setPlaceholderText("Choose …")


def show_value(editor: QWidget, value: Any, field: Field, choices: Sequence[Choice]) -> None:
    """Show a value as a person would have typed it."""
    if isinstance(editor, QComboBox):
        places = [place for place, (_, found) in enumerate(choices) if found == value and _alike(found, value)]
        offset = editor.count() - len(choices)
        empty = 0 if offset else -1
        editor.setCurrentIndex(places[0] + offset if places else empty)
    elif isinstance(editor, QCheckBox):
        editor.setChecked(bool(value))
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(value or "")
    elif isinstance(editor, QLineEdit):
        editor.setText(_typed(value, field.kind))
        if len(editor.text()) > _LONG:
            editor.setCursorPosition(0)


def _typed(value: Any, kind: Kind) -> str:
    if value is None or kind not in ("percent", "money"):
        return formats.typed(value)
    return entry.typed_percent(value) if kind == "percent" else formats.typed(value / 100)


def _alike(one: Any, other: Any) -> bool:
    """Tell whether values are of one kind: 1 is not yes, but a word is a word, known as one of a list or not."""
    return (isinstance(one, str) and isinstance(other, str)) or type(one) is type(other)


def read(editor: QWidget, field: Field, choices: Sequence[Choice], dates: DateReader) -> Any:
    """Return the value of an edit; None where nothing is entered ("" for texts). Refused with the field's name."""
    if isinstance(editor, QComboBox):
        place = editor.currentIndex() - (editor.count() - len(choices))
        return choices[place][1] if place >= 0 else None
    if isinstance(editor, QCheckBox):
        return editor.isChecked()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText().strip()
    text = editor.text() if isinstance(editor, QLineEdit) else ""
    try:
        return parsed(text, field, dates)
    except Refused as refused:
        refused.field = field.name
        raise


def text_of(editor: QWidget) -> str:
    """Return what stands in an edit, right or wrong."""
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QCheckBox):
        return str(editor.isChecked())
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""


def show_text(editor: QWidget, text: str) -> None:
    """Show what `text_of` returned, right or wrong."""
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findText(text))
    elif isinstance(editor, QCheckBox):
        editor.setChecked(text == str(True))
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    elif isinstance(editor, QLineEdit):
        editor.setText(text)


def parsed(text: str, field: Field, dates: DateReader) -> Any:
    """Read a text as the field's kind. Refused with the reason, which the description of a noun says as well."""
    value = _parsed(text, field, dates)
    if field.described is not None and value not in (None, "") and (reason := field.described.reason(value)):
        raise Refused(reason)
    return value


def _parsed(text: str, field: Field, dates: DateReader) -> Any:
    high = _HIGHEST.get(field.kind, 0) if field.high is None else field.high
    readers: dict[str, Callable[[], Any]] = {
        "count": lambda: entry.parse_count(text, int(high)),
        "hours": lambda: entry.parse_hours(text, high),
        "percent": lambda: entry.parse_percent(text, high),
        "number": lambda: entry.parse_number(text, field.low, high),
        "money": lambda: entry.parse_money(text, field.low, high),
        "date": lambda: dates.read(text, field.what or field.name),
    }
    return readers.get(field.kind, text.strip)()


def beside(field: Field, editor: QWidget) -> QLabel:
    """Make what stands beside an edit: its unit; of a date, words in small lines that need no width."""
    if not isinstance(editor, DateLine):
        unit = theme.label(field.unit, "body", "second")
        if not field.unit:
            unit.hide()  # else the edit would end before the buttons below it
        return unit
    made = theme.label("", "caption", "second", wrap=True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    made.setFixedHeight(theme.CONTROL_HEIGHT)
    return made


def caption(field: Field, editor: QWidget) -> QLabel:
    """Make the words before an edit."""
    words = "" if field.kind == "flag" else field.label
    made = theme.label(f"{words}{formats.NO_BREAK}*" if must_be_filled(field) else words, "body", "second", wrap=True)
    made.setBuddy(editor)
    made.setMinimumHeight(theme.CONTROL_HEIGHT)
    made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    if not field.label:
        made.hide()  # so that the edit stands at the left edge
    return made


def must_be_filled(field: Field) -> bool:
    """Tell whether a field is marked: an empty one is refused. A tick is never empty."""
    return field.required and field.kind != "flag"


def spoken(field: Field) -> str:
    """Return what a screen reader says of an edit: its label, and whether it must be filled."""
    return f"{field.label}, required" if must_be_filled(field) else field.label


def legend(fields: Sequence[Field]) -> QLabel:
    """Make the line that says what the mark means; it is empty and hidden where no field has one."""
    words = REQUIRED if any(map(must_be_filled, fields)) else ""
    made = theme.label(words, "caption", "second")
    if not words:
        made.hide()
    return made


def alignment(kind: str) -> Qt.AlignmentFlag:
    """Return how values of a kind stand in a column: figures right, words left."""
    figure = kind in ("count", "hours", "percent", "number")
    return (Qt.AlignmentFlag.AlignRight if figure else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
