"""A question, ways to go, a line or a choice asked for: small modal dialogs whose buttons say what happens.

Opened through ui/ask.py only. However long the words, a dialog keeps its width and what is long is scrolled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button, way_button
from codedesk.ui.widgets.dialog import Dialog
from codedesk.ui.widgets.editors import ChoiceBox
from codedesk.ui.widgets.fields_area import FieldsArea

_WIDTH = 520
_HIGHEST, _FEW = 320, 160
_MARGIN = 24
_LONGEST_BUTTON = 32


class Question(Dialog):
    """A title, words, and one or two buttons; Esc and the first focus are the one that changes nothing."""

    def __init__(self, parent: QWidget | None, title: str, text: str, yes: str, no: str = "") -> None:
        """Lay the words out; without `no` there is one button, which closes."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        column = _column(self, title, text)
        self.yes = button(yes, self.accept, kind="primary" if no else "")
        self.no = button(no, self.reject) if no else None
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for made in (self.no, self.yes):
            if made is not None:
                row.addWidget(made)
        column.addLayout(row)
        (self.no or self.yes).setFocus()


@dataclass(frozen=True, slots=True)
class WayOut:
    """One of several ways to go: its name among them, its icon, what it does, and a line about it."""

    name: str
    icon: str
    title: str
    line: str


class Ways(Dialog):
    """A title, words, and a large button for each way to go; Esc leaves things as they are. `chosen` names the way."""

    def __init__(self, parent: QWidget | None, title: str, text: str, ways: Sequence[WayOut], leave: str) -> None:
        """Lay the ways out, the first with the keyboard; `leave` says what Esc does."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.chosen = ""
        column = _column(self, title, text)
        self.buttons = [way_button(way.icon, way.title, way.line, _WIDTH - 2 * _MARGIN) for way in ways]
        side = QWidget()
        below = theme.column(side, 12)
        for way, made in zip(ways, self.buttons, strict=True):
            made.clicked.connect(partial(self._choose, way.name))
            below.addWidget(made)
        column.addWidget(FieldsArea(side, width=_WIDTH - 2 * _MARGIN, least=_FEW), 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(leave, self.reject))
        column.addLayout(row)
        self.buttons[0].setFocus()

    def _choose(self, name: str, _checked: bool = False) -> None:
        self.chosen = name
        self.accept()


class _Answer(Dialog):
    """A title, words, one field and the two buttons below it; Enter takes what stands there, Esc leaves."""

    def __init__(self, parent: QWidget | None, title: str, label: str, field: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        column = _column(self, title, label)
        field.setAccessibleName(label.partition("\n")[0])
        self.yes = button(
            title if len(title) <= _LONGEST_BUTTON else title.partition(" ")[0], self.accept, kind="primary"
        )
        self.yes.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(theme.label("Enter agrees, Esc leaves", "caption", "third"), 1)
        row.addWidget(button("Cancel", self.reject))
        row.addWidget(self.yes)
        column.addWidget(field)
        column.addLayout(row)
        field.setFocus()


class TypedLine(_Answer):
    """A line to type."""

    def __init__(self, parent: QWidget | None, title: str, label: str, text: str = "") -> None:
        """Start with a text, which is selected."""
        self.edit = QLineEdit(text)
        self.edit.selectAll()
        super().__init__(parent, title, label, self.edit)


class Choose(_Answer):
    """One of several things."""

    def __init__(self, parent: QWidget | None, title: str, label: str, choices: Sequence[str]) -> None:
        """Start with the first."""
        self.box = ChoiceBox()
        self.box.addItems(list(choices))
        super().__init__(parent, title, label, self.box)


def _column(dialog: QDialog, title: str, text: str) -> QVBoxLayout:
    dialog.setFixedWidth(_WIDTH)
    column = theme.column(dialog, 12, margins=(_MARGIN, 16, _MARGIN, 16))
    room = _WIDTH - 2 * _MARGIN
    heading, words = theme.label(title, "section", wrap=True), theme.label(text, "body", "second", wrap=True)
    heading.setFixedHeight(heading.heightForWidth(room))  # left alone it asks for the lines of a narrower dialog
    column.addWidget(heading)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if words.heightForWidth(room) <= _HIGHEST:
        words.setFixedHeight(words.heightForWidth(room))
        column.addWidget(words)
    else:
        column.addWidget(_scrolled(words))
    return column


def _scrolled(words: QWidget) -> QScrollArea:
    body = QWidget()
    body.setObjectName("scroll_body")
    inside = theme.column(body, margins=(0, 0, 12, 0))
    inside.addWidget(words)
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    theme.keep_left(area)
    area.setFixedHeight(_HIGHEST)
    area.setWidget(body)
    return area
