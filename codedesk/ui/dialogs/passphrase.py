"""A passphrase or password asked for, or a new one typed twice: small modal dialogs, opened through ui/ask.py only."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from codedesk.passphrases import STRENGTH, proposed
from codedesk.store.ciphering import LEAST_LETTERS
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.dialog import Dialog

_WIDTH = 520


class PassphraseDialog(Dialog):
    """A title, words, a line whose letters are hidden until they are to be seen, and for a new one a second line."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, yes: str, *, new: bool = False, noun: str = "Passphrase"
    ) -> None:
        """Lay it out with the keyboard in the line; Enter keeps it, Esc leaves. The noun says what is typed."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFixedWidth(_WIDTH)
        self.edit, self.again = _line(noun), _line("Once more")
        self.seen = QCheckBox("Show what is typed")
        self.seen.toggled.connect(self._show)
        self.strength = theme.label("", "caption", "second", wrap=True)
        self.reason = theme.label("", "caption", "error", wrap=True)
        self.yes = button(yes, self._take, kind="primary")
        self.yes.setDefault(True)
        self._new = new
        column = theme.column(self, 12, margins=(24, 16, 24, 16))
        column.addWidget(theme.label(title, "section", wrap=True))
        column.addWidget(theme.label(text, "body", "second", wrap=True))
        for edit in (self.edit, self.again) if new else (self.edit,):
            column.addWidget(theme.label(edit.accessibleName(), "caption", "second"))
            column.addWidget(edit)
        self.propose = button("Propose one", self._propose, kind="quiet")
        seeing = QHBoxLayout()
        seeing.addWidget(self.seen, 1)
        seeing.addWidget(self.propose)
        self.propose.setVisible(new)
        column.addLayout(seeing)
        column.addWidget(self.strength)
        column.addWidget(self.reason)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(button("Cancel", self.reject))
        row.addWidget(self.yes)
        column.addLayout(row)
        self.edit.setFocus()

    def _show(self, seen: bool) -> None:
        for edit in (self.edit, self.again):
            edit.setEchoMode(QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password)

    def _propose(self) -> None:
        """Put a drawn one into the line, to be seen and written down; it is typed once more by hand."""
        self.edit.setText(proposed())
        self.again.clear()
        self.seen.setChecked(True)
        self.strength.setText(f"{STRENGTH} Write it down, then type it once more.")
        self.again.setFocus()

    def _take(self) -> None:
        typed = self.edit.text()
        if self._new and len(typed.strip()) < LEAST_LETTERS:
            self._refuse(f"{LEAST_LETTERS} letters or more; good are five words that nobody would guess.", self.edit)
        elif self._new and self.again.text() != typed:
            self._refuse("The two are not the same.", self.again)
        elif typed:
            self.accept()

    def _refuse(self, reason: str, edit: QLineEdit) -> None:
        self.reason.setText(reason)
        edit.selectAll()
        edit.setFocus()


def _line(name: str) -> QLineEdit:
    edit = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
    edit.setAccessibleName(name)
    return edit
