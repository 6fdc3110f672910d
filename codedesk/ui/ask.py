"""The only modal dialogs: a question, ways to go, a file to open or to save, a folder.

Tests put another Asker in their place:

ask.asker().question(self, "Restore this backup?", "The present file is set aside, not deleted.", "Restore")
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from codedesk.errors import PassphraseNeeded
from codedesk.models.departments import Paper
from codedesk.store import engines
from codedesk.ui.dialogs.asking import Choose, Question, TypedLine, WayOut, Ways
from codedesk.ui.dialogs.passphrase import PassphraseDialog

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Asker:
    """Asks the person in front of the screen. Every method returns None or False where the person cancels."""

    def question(self, parent: QWidget | None, title: str, text: str, yes: str, no: str = "Cancel") -> bool:
        """Ask before something that cannot be undone; the buttons say what happens."""
        return _ended(Question(parent, title, text, yes, no))

    def tell(self, parent: QWidget | None, title: str, text: str) -> None:
        """Say something that must be read before the work goes on."""
        _ended(Question(parent, title, text, "Close"))

    def way(self, parent: QWidget | None, title: str, text: str, ways: Sequence[WayOut], leave: str = "Later") -> str:
        """Ask which of several ways to go; return its name, "" where the person leaves things as they are."""
        dialog = Ways(parent, title, text, ways, leave)
        return dialog.chosen if _ended(dialog) else ""

    def line(
        self, parent: QWidget | None, title: str, label: str, text: str = "",
        typed: Callable[[str], object] | None = None,
    ) -> str | None:  # fmt: skip
        """Ask for one line of text (a reason, a name); typed(text) is told of every letter."""
        dialog = TypedLine(parent, title, label, text)
        if typed is not None:
            dialog.edit.textChanged.connect(typed)
        return dialog.edit.text().strip() if _ended(dialog) else None

    def secret(
        self, parent: QWidget | None, title: str, text: str, yes: str, *, new: bool = False, noun: str = "Passphrase"
    ) -> str | None:
        """Ask for a passphrase or a password, whose letters are hidden; a new one is typed twice."""
        dialog = PassphraseDialog(parent, title, text, yes, new=new, noun=noun)
        return dialog.edit.text() if _ended(dialog) else None

    def choice(self, parent: QWidget | None, title: str, label: str, choices: tuple[str, ...]) -> str | None:
        """Ask for one of several things."""
        dialog = Choose(parent, title, label, choices)
        return dialog.box.currentText() if _ended(dialog) else None

    def open_file(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> Path | None:
        """Ask for a file that exists; kinds as in "Departments (*.codedesk)"."""
        name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
        return Path(name) if name else None

    def save_file(self, parent: QWidget | None, title: str, suggested: Path, kinds: str) -> Path | None:
        """Ask for the name of a file to write."""
        name, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
        return Path(name) if name else None

    def printer(self, parent: QWidget | None, title: str, paper: str) -> "QPrinter | None":
        """Ask for a printer, its pages and copies; paper is letter or a4."""
        # Printing loads with the first print.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        printer = QPrinter()
        printer.setDocName(title)
        printer.setPageSize(page_size(paper))
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle(title)
        return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None

    def folder(self, parent: QWidget | None, title: str, folder: Path) -> Path | None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(parent, title, str(folder))
        return Path(name) if name else None


def page_size(paper: str) -> QPageSize:
    """Return the size of a department's paper, letter or a4."""
    return QPageSize(QPageSize.PageSizeId.A4 if paper == Paper.A4 else QPageSize.PageSizeId.Letter)


def passphrase_given(parent: QWidget | None, path: Path, needed: PassphraseNeeded) -> bool:
    """Ask for the passphrase of a file, and keep it for whatever opens it; False where the person leaves."""
    given = asker().secret(parent, f"Open “{path.stem}”", str(needed), "Open")
    if given is not None:
        engines.remember(given)
    return given is not None


def uncovered(is_right: Callable[[str], bool], parent: QWidget | None) -> bool:
    """Ask for the passphrase of the open department until it is right; False where the person leaves."""
    words = "The passphrase of the department uncovers it."
    while (given := asker().secret(parent, "CodeDesk is covered", words, "Uncover")) is not None:
        if is_right(given):
            return True
        words = "That is not its passphrase. Look whether Caps Lock is on."
    return False


def _ended(dialog: QDialog) -> bool:
    """Run a dialog until it is answered; tell whether its answer is to be taken. It is thrown away afterwards."""
    given = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return given


_present = [Asker()]


def asker() -> Asker:
    """Return the asker in place."""
    return _present[-1]


def replace(other: Asker) -> Asker:
    """Put another asker in place (for tests); return the one that was there."""
    before = _present[-1]
    _present[-1] = other
    return before
