"""What was given out of one review: its revisions, the kept pages of each, what changed since the one before.

Nothing is made here: the pages are those that were kept, byte for byte.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from codedesk import formats
from codedesk.reports import files
from codedesk.services.reviews import reviews
from codedesk.services.reviews.rows import GivenRow, ReviewRow, RevisionRow
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.pages.reviews.quarter import quarter_words
from codedesk.ui.printing import Job, Output, ask_pdf
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.dialog import Dialog
from codedesk.ui.widgets.pdf_view import PdfView
from codedesk.ui.widgets.table import Table, TableColumn

_WIDTH, _HEIGHT, _SHORT = 1040, 640, 12


class Revisions(Dialog):
    """The list at the left, the kept pages at the right. Enter goes to the pages, Ctrl+S saves a copy, Esc leaves."""

    def __init__(self, context: Context, parent: QWidget, review: ReviewRow, output: Output) -> None:
        """Ask for the revisions of a review; the newest is shown first."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Given out: {review.coder}, {quarter_words(context)}")
        self.resize(_WIDTH, _HEIGHT)
        self._context, self._review, self._output = context, review, output
        self.pages = PdfView(context.run, "Pages as they were given out")
        self.table: Table[RevisionRow] = Table(columns(), "Revisions given out", empty="Nothing was given out yet.")
        self.table.selected.connect(self._show)
        self.table.activated.connect(self._go_to_pages)
        self.table.row_menu.name_open("Go to its pages")
        self.changed = theme.label("", "section")
        self.changes = theme.label("", "caption", "second", wrap=True)
        self.changes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.problem = theme.label("", "body", "error", wrap=True)
        self.problem.hide()
        self.copy = button("Save a copy", self.save_copy, kind="primary")
        self.copy.setShortcut("Ctrl+S")
        self.copy.setEnabled(False)
        self._pdf = b""
        self._lay_out()
        asked = (review.coder_id, review.period)
        context.read(self, reviews.revisions, *asked, then=self._list)

    def save_copy(self) -> None:
        """Save the pages shown as a file of their own."""
        row, pdf = self.table.selected_row(), self._pdf
        if row is None or not pdf:
            return
        review, fiscal_year = self._review, self._context.fiscal_year
        name = files.revision_name(review.coder, review.period, row.given.revision, fiscal_year)
        path = ask_pdf(self, self._context, f"Save revision {row.given.revision}", name)
        if path is not None:
            self.accept()  # it lies over the line that says where the file is
            self._output.save([Job(path.stem, lambda: pdf, path)])

    def _lay_out(self) -> None:
        beside = QScrollArea(widgetResizable=True)
        beside.setFrameShape(QFrame.Shape.NoFrame)
        theme.keep_left(beside)
        inside = QWidget()
        words = theme.column(inside, margins=(0, 0, 8, 0))
        words.addWidget(self.changes)
        words.addStretch(1)
        beside.setWidget(inside)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.table, 2)
        left.addWidget(self.problem)
        left.addWidget(self.changed)
        left.addWidget(beside, 3)
        parts = QHBoxLayout()
        parts.setSpacing(16)
        parts.addLayout(left, 4)
        parts.addWidget(self.pages, 5)
        foot = QHBoxLayout()
        hint = "Enter goes to the pages, Esc leaves. These pages never change."
        foot.addWidget(theme.label(hint, "caption", "third"), 1)
        foot.addWidget(button("Close", self.reject))
        foot.addWidget(self.copy)
        column = theme.column(self, 12, margins=(theme.PAGE_MARGIN, 16, theme.PAGE_MARGIN, 16))
        column.addWidget(theme.label(self.windowTitle(), "title"))
        column.addLayout(parts, 1)
        column.addLayout(foot)

    def _go_to_pages(self, _row: RevisionRow) -> None:
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self, rows: tuple[RevisionRow, ...]) -> None:
        self.table.show_rows(rows)
        self.table.choose(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, row: RevisionRow | None) -> None:
        if row is None:
            return
        self._pdf = b""
        self.copy.setEnabled(False)
        self.pages.clear()
        self.problem.hide()
        self.changed.setText(_heading(row.given, self.table.rows))
        self.changes.setText("\n".join(change.words for change in row.given.changes) or "Nothing was given before it.")
        asked = (self._review.coder_id, self._review.period, row.given.revision)
        self._context.read(self, reviews.as_given, *asked, then=self._take, failed=self._not_there)

    def _take(self, kept: tuple[GivenRow, bytes] | None) -> None:
        row = self.table.selected_row()
        if kept is None or row is None or kept[0].id != row.given.id:
            return
        self._pdf = kept[1]
        self.pages.show_pdf(kept[1])
        self.copy.setEnabled(True)

    def _not_there(self, error: BaseException) -> None:
        self.problem.setText(str(error))
        self.problem.show()


def columns() -> tuple[TableColumn[RevisionRow], ...]:
    """Declare the list: revision, day, who gave it out, the start of the SHA-256 of its pages (whole on hover)."""
    return (
        TableColumn("revision", "Revision", 70, text=lambda row: row.given.revision, strong=True),
        TableColumn("given_on", "Given", 96, text=lambda row: formats.day(row.given.given_on)),
        TableColumn("who", "By", 110, text=lambda row: row.who or "not known", stretch=True),
        TableColumn("sha256", "SHA-256", 112, text=lambda row: row.given.sha256[:_SHORT], tooltip=_digest),
    )


def _digest(row: RevisionRow) -> str:
    return f"SHA-256 of the pages: {row.given.sha256}"


def _heading(given: GivenRow, rows: tuple[RevisionRow, ...]) -> str:
    before = [row.given.revision for row in rows if row.given.id < given.id]
    return f"What changed since revision {before[0]}" if before else f"Revision {given.revision} is the first"
