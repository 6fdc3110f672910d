"""The report of something that went wrong inside the program: read first, then copied, kept, or let go."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from codedesk.ui import crashes, theme
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.dialog import Dialog

_LINE = (
    "Versions, and the functions in which it happened: no name, no folder, nothing that was typed. Who mends the "
    "program needs it. It is kept only if you say so, as a file that you alone may read; nothing is sent."
)


class CrashReport(Dialog):
    """The dialog. Esc and the first focus let the report go."""

    def __init__(self, sentence: str, report: str, folder: Path, parent: QWidget | None) -> None:
        """Show the sentence and the report; folder is where it is kept if it is to be."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Report of an error")
        self._report, self._folder = report, folder
        self.text = QPlainTextEdit(report, readOnly=True)
        self.text.setAccessibleName("The report")
        self.text.setTabChangesFocus(True)
        self.said = theme.label("", "body", "second", wrap=True)
        self.keep = button("Keep it as a file", self.keep_it)
        copy, close = button("Copy it", self._copy), button("Let it go", self.accept)
        outer = theme.column(self, 12, margins=(24, 16, 24, 16))
        outer.addWidget(theme.label(sentence, "section", wrap=True))
        outer.addWidget(theme.label(_LINE, "body", "second", wrap=True))
        outer.addWidget(self.text, 1)
        outer.addWidget(self.said)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for made in (self.keep, copy, close):
            foot.addWidget(made)
        outer.addLayout(foot)
        self._close = close
        self.resize(640, 480)
        close.setFocus()

    def keep_it(self) -> None:
        """Keep the report and say where."""
        place = crashes.keep(self._folder, self._report)
        self.said.setText(f"Kept in {place}" if place else "It could not be kept there. Copy it instead.")
        theme.restyle(self.said, tone="improvement" if place else "error")
        self.keep.setEnabled(place is None)
        self._close.setText("Close")
        self._close.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.said.setText("Copied.")
