"""The fields of the audit form as data, and their arrangement in columns.

Here live declarations and their layout only; what is typed is handled in form.py.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QGridLayout, QLabel, QLineEdit, QWidget

from codedesk.methods import Method
from codedesk.models.audit_words import AuditState, Phase, Selection
from codedesk.services.audits.lists import AuditLists, Choice
from codedesk.ui import theme
from codedesk.ui.laid_out import laid_out
from codedesk.ui.widgets.fields import Field, Form

LABELS = 88  # the names of all fields of an audit stand in one column
_WIDTH = 188
_NARROW = 76

SLIP_FIELDS = (
    Field("reported_accuracy", "Accuracy", "percent", unit="%", width=_NARROW, placeholder="88.6"),
    Field("records", "Charts audited", "count", width=_NARROW, placeholder="20"),
)
SUM_FIELDS = (
    Field("matched", "Codes matched", "count", width=_NARROW),
    Field("revised", "Revised", "count", width=_NARROW),
    Field("added", "Added", "count", width=_NARROW),
    Field("deleted", "Deleted", "count", width=_NARROW),
    Field("records", "Charts audited", "count", width=_NARROW),
    Field("principal_changed", "Principal changed", "count", width=_NARROW),
    Field("records_right", "Charts right", "count", width=_NARROW),
    Field("drg_reviewed", "DRGs reviewed", "count", width=_NARROW),
    Field("drg_right", "DRGs right", "count", width=_NARROW),
)
SLIP_NAMES = tuple(field.name for field in SLIP_FIELDS)
SUM_NAMES = tuple(field.name for field in SUM_FIELDS)
FIRST_NAMES = ("day", "coder_id", "work_type_id", "auditor")
MORE_NAMES = (
    "period_from",
    "period_to",
    "selection",
    "feeds_accuracy",
    "phase",
    "method",
    "state",
    "shared_on",
    "answer_due",
    "name",
)
HEAD_NAMES = (*FIRST_NAMES, *MORE_NAMES)


def first_fields(lists: AuditLists) -> tuple[Field, ...]:
    """Declare what every slip says: when, of whom, of which work, by whom."""
    return (
        Field("day", "Date", "date", required=True),
        Field("coder_id", "Coder", "choice", required=True, choices=_choices(lists.coders, "left"), width=_WIDTH),
        Field("work_type_id", "Work type", "choice", choices=_choices(lists.work_types, "inactive"), width=_WIDTH),
        Field("auditor", "Auditor", width=_WIDTH),
    )


def more_fields() -> tuple[Field, ...]:
    """Declare what is usually as it begins: it stands under "More"."""
    return (
        Field("period_from", "Covers from", "date"),
        Field("period_to", "Covers to", "date"),
        Field("selection", "Selection", "choice", True, Selection.choices(), width=_WIDTH),
        Field("feeds_accuracy", "Feeds the coder’s accuracy", "flag"),
        Field("phase", "Phase", "choice", True, Phase.choices(), width=_WIDTH),
        Field("method", "Method", "choice", True, Method.choices(), width=_WIDTH),
        Field("state", "State", "choice", True, AuditState.choices(), width=_WIDTH),
        Field("shared_on", "Shared on", "date"),
        Field("answer_due", "Answer due", "date"),
        Field("name", "Name", width=_WIDTH, placeholder="suggested"),
    )


class FieldColumns:
    """Lays the fields of a form out in columns, in their order."""

    def __init__(self, form: Form) -> None:
        """Take the fields of the form as they are."""
        grid = form.layout()
        assert isinstance(grid, QGridLayout)
        self._grid, self._columns = grid, 0
        self._label_width = grid.columnMinimumWidth(0)
        rows = grid.rowCount() - 1
        widgets = laid_out(form)  # name and edit of each field, and the legend
        self._pairs = list(zip(widgets[::2], widgets[1::2], strict=False))
        grid.setRowStretch(rows, 0)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(8)

    def lay(self, columns: int, *, across: bool = False) -> None:
        """Lay the fields out anew in so many columns: top to bottom and then right, or across, line by line."""
        if columns == self._columns:
            return
        for place in range(self._grid.columnCount()):
            self._grid.setColumnMinimumWidth(place, 0)
            self._grid.setColumnStretch(place, 0)
        for pair in self._pairs:
            for widget in pair:
                self._grid.removeWidget(widget)
        tall = -(-len(self._pairs) // columns)
        for place, (caption, line) in enumerate(self._pairs):
            row, column = divmod(place, columns) if across else (place % tall, place // tall)
            column *= 3
            self._grid.addWidget(caption, row, column, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(line, row, column + 1, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnMinimumWidth(column, self._label_width)
            self._grid.setColumnStretch(column + 1, 1)
            if column:
                self._grid.setColumnMinimumWidth(column - 1, 8)
        self._columns = columns


def complete(editor: QWidget, words: Sequence[str]) -> None:
    """Complete what is typed into a line from words that were typed before."""
    if isinstance(editor, QLineEdit):
        completer = QCompleter(list(words), editor)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        editor.setCompleter(completer)


def take_keyboard(editor: QWidget) -> None:
    """Put the keyboard into a field so that typing replaces, even where the field had it already."""
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    if isinstance(editor, QLineEdit):
        editor.selectAll()


def show_chip(label: QLabel, text: str, tone: str) -> None:
    """Show a state as a chip."""
    label.setText(text)
    label.setFont(theme.font("caption"))
    theme.restyle(label, kind="chip", tone=tone)


def _choices(choices: tuple[Choice, ...], inactive: str) -> tuple[tuple[str, int], ...]:
    return tuple((row.name if row.active else f"{row.name} ({inactive})", row.id) for row in choices)
