"""The sheet for coders: its true pages, saved and printed, and who has been given which and has said so.

Here lives the view. What the sheet says is gathered in services/standards/sheet and laid out in reports.
"""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from codedesk import formats
from codedesk.reports import standards_sheet as paper
from codedesk.services.standards import receipts as standards_receipts
from codedesk.services.standards.receipts import ReceiptRow
from codedesk.services.standards.sheet import StandardsSheetRow, standards_sheet
from codedesk.ui import ask, theme
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.editing import Editing
from codedesk.ui.pages.standards.all_sheets import AllSheets
from codedesk.ui.printing import Job, Output, ask_pdf
from codedesk.ui.typed import WHY, TypedPlace
from codedesk.ui.widgets.buttons import button, shortcut_words
from codedesk.ui.widgets.fields import Field
from codedesk.ui.widgets.pdf_view import PdfView
from codedesk.ui.widgets.table import Table, TableColumn

EVERYBODY = ReceiptRow(0, "All coders: the team’s sheet", None, None, None, "", outdated=False)

_RECEIVED_FIELDS = (
    Field("acknowledged_on", "Received on", "date", required=True),
    Field("note", "Note", hint="Such as how it was handed over"),
)


def receipt_columns() -> tuple[TableColumn[ReceiptRow], ...]:
    """Declare the list of who has the sheet."""
    return (
        TableColumn(
            "coder", "Sheet of", 150, text=lambda row: row.coder, tooltip=state_words, stretch=True, strong=True
        ),
        TableColumn("state", "Given and received", 208, text=state_words, tooltip=state_words, tone=_tone),
    )


def state_words(row: ReceiptRow) -> str:
    """Say which sheet a coder has been given, and whether that was acknowledged."""
    if row.coder_id == EVERYBODY.coder_id:
        return ""
    if row.sheet_of is None:
        return "not given yet"
    newer = "; a standard is newer" if row.outdated else ""
    if row.acknowledged_on is not None:
        return f"received {formats.day(row.acknowledged_on)}{newer}"
    return f"given, of {formats.day(row.sheet_of)}{newer}"


def _tone(row: ReceiptRow) -> theme.Tone:
    return "caution" if row.outdated else "second"


class SheetView(QWidget):
    """Receipts left, the true pages right."""

    def __init__(self, context: Context) -> None:
        """Lay both sides out."""
        super().__init__()
        self.context = context
        self.row: StandardsSheetRow | None = None
        self._made = 0
        self.editing = Editing(context, self)
        self.editing.where = {"sheet": True}
        self.output = Output(context, self, "sheet")
        self.all_sheets = AllSheets(context, self, self.output, self._everybody)
        self.receipts: Table[ReceiptRow] = Table(
            receipt_columns(), "Who has the standards sheet", key=lambda row: row.coder_id
        )
        self.receipts.selected.connect(self._chosen)
        context.typed.opens("standards", "receipt", self._reopen)
        context.typed.opens("standards", f"{WHY}receipt", self._void_again)
        self.points = theme.label("", "caption", "caution", wrap=True)
        self.points.hide()
        self.pages = PdfView(context.run, "The standards sheet")
        self.pages.page_changed.connect(self._show_page_number)
        self._lay_out()

    def sheet_actions(self, page: str) -> tuple[Action, ...]:
        """Return what can be done with the sheet."""
        one, may, has, some = self._has_sheet, self._can_record, self._has_receipt, self._has_coders
        out, every = "Print the standards sheet", self.all_sheets
        return (
            Action("standards.save_sheet", "Save the standards sheet", "Ctrl+S", self.save, page, one, shown=False),
            Action("standards.print_sheet", out, "Ctrl+Shift+P", self.print_sheet, page, one, shown=False),
            Action("standards.save_sheets", "Save all coders’ standards sheets", "Ctrl+Shift+S", every.save, page, some,
                   shown=False),
            Action("standards.print_sheets", "Print all coders’ standards sheets", "", every.print_all, page, some,
                   shown=False),
            Action("standards.give", "Record that the sheet was given", "", self.give, page, may, shown=False),
            Action("standards.received", "Record that it was received", "", self.received, page, has, shown=False),
            Action("standards.void_receipt", "Void the receipt", "", self.void_receipt, page, has, shown=False),
        )  # fmt: skip

    def refresh(self) -> None:
        """Read who has which sheet; the pages of the chosen line follow."""
        self.context.read(self, standards_receipts.receipts, self.context.today(), then=self._show)

    def save(self) -> None:
        """Save the sheet that is shown as a PDF."""
        row = self.row
        if row is None:
            return
        path = ask_pdf(self, self.context, "Save the standards sheet", paper.file_name(row))
        if path is not None:
            self.output.save([Job(_name(row), partial(paper.build, row), path)])

    def print_sheet(self) -> None:
        """Print the sheet that is shown."""
        row = self.row
        printer = ask.asker().printer(self, _name(row), row.paper) if row is not None else None
        if row is not None and printer is not None:
            self.output.print_with(printer, [Job(_name(row), partial(paper.build, row))])

    def give(self) -> None:
        """Record that the chosen coder, or everybody, was given today's sheet."""
        chosen = self.receipts.selected_row()
        if chosen is None:
            return
        ids = self._everybody() if chosen is EVERYBODY else (chosen.coder_id,)
        whom = "all coders" if chosen is EVERYBODY else chosen.coder
        today = self.context.today()
        step = f"Standards sheet of {formats.day(today)} given to {whom}"
        self.context.write(self, step, standards_receipts.give_sheet, ids, today, then=self._given)

    def received(self) -> None:
        """Record on which day the coder said that the sheet was received."""
        row = self.receipts.selected_row()
        if row is None or row.id is None:
            return

        def store(typed: dict[str, Any]) -> Any:
            on = typed["acknowledged_on"]
            step = f"Standards sheet received, {row.coder}, {formats.day(on)}"
            return step, standards_receipts.acknowledge, (row.id, on, typed["note"])

        title = f"{row.coder} received the sheet of {formats.day(row.sheet_of)}"
        values = {"acknowledged_on": self.context.today(), "note": row.note}
        place = TypedPlace("receipt", str(row.id), title, {"sheet": True}, row.coder_id)
        self.editing.open(title, _RECEIVED_FIELDS, values, store, place=place)

    def _reopen(self, key: str) -> None:
        """Show the form of a receipt again in which something was typed."""
        if self.receipts.select_where(lambda row: str(row.id) == key):
            self.received()

    def void_receipt(self) -> None:
        """Void the chosen coder's last receipt for a reason."""
        row = self.receipts.selected_row()
        if row is None or row.id is None:
            return
        name, step = f"{row.coder}, {formats.day(row.sheet_of)}", f"Void receipt of the standards sheet, {row.coder}"
        self.editing.void("receipt", name, step, standards_receipts.RECEIPTS.void, row.id)

    def _void_again(self, key: str) -> None:
        """Ask again why a receipt is voided, where a reason was typed and not given."""
        if self.receipts.select_where(lambda row: str(row.id) == key):
            self.void_receipt()

    def _everybody(self) -> tuple[int, ...]:
        return tuple(row.coder_id for row in self.receipts.rows if row.coder_id != EVERYBODY.coder_id)

    def _given(self, new: int) -> None:
        words = (
            f"Recorded for {formats.plural(new, 'coder')}." if new else "Today’s sheet is recorded for them already."
        )
        self.context.say("info", words)

    def _show(self, rows: tuple[ReceiptRow, ...]) -> None:
        self.receipts.blockSignals(True)
        self.receipts.show_rows((EVERYBODY, *rows))
        self.receipts.blockSignals(False)
        self._chosen(self.receipts.selected_row())

    def _chosen(self, row: ReceiptRow | None) -> None:
        if row is None:
            return
        self._made += 1
        asked = (self.context.today(), row.coder_id or None)
        self.context.read(self, standards_sheet, *asked, then=partial(self._take, self._made))
        self._update_buttons()

    def _take(self, number: int, row: StandardsSheetRow) -> None:
        if number == self._made:
            self.row = row
            self.context.run(self, paper.build, row, then=partial(self._show_pages, number))
            self.context.run(self, paper.points, row, then=partial(self._show_points, number))
            self._update_buttons()

    def _show_pages(self, number: int, pdf: bytes) -> None:
        if number == self._made:
            self.pages.show_pdf(pdf)

    def _show_points(self, number: int, found: tuple[str, ...]) -> None:
        if number == self._made:
            more = f" (and {len(found) - 1} more places)" if len(found) > 1 else ""
            self.points.setText(f"Before printing: {found[0]}{more}." if found else "")
            self.points.setVisible(bool(found))

    def _show_page_number(self, page: int, pages: int) -> None:
        self._page_number.setText(f"Page {page} of {pages}" if pages else "Making the pages …")

    def _has_sheet(self) -> bool:
        return self.isVisible() and self.row is not None and not self.output.running

    def _has_coders(self) -> bool:
        return self._has_sheet() and bool(self._everybody())

    def _can_record(self) -> bool:
        chosen = self.receipts.selected_row()
        return self.isVisible() and not self.context.read_only and chosen is not None and len(self.receipts.rows) > 1

    def _has_receipt(self) -> bool:
        row = self.receipts.selected_row()
        return self.isVisible() and not self.context.read_only and row is not None and row.id is not None

    def _update_buttons(self) -> None:
        self._give.setEnabled(self._can_record())
        self._received.setEnabled(self._has_receipt())
        for made in (self._save, self._print):
            made.setEnabled(self.row is not None)
        self._save_all.setEnabled(self.row is not None and bool(self._everybody()))

    def _lay_out(self) -> None:
        self._give = button("Record as given", self.give)
        self._received = button("Record as received", self.received)
        self._save = button("Save the PDF", self.save, kind="primary")
        self._save_all = button("Save all", self.all_sheets.save)
        self._save_all.setToolTip(f"A PDF for each coder, in one folder ({shortcut_words('Ctrl+Shift+S')})")
        self._print = button("Print", self.print_sheet)
        self._page_number = theme.label("", "body", "second")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(16)
        split.setChildrenCollapsible(False)
        note = "A receipt says that the sheet was given. It never says that its reader agrees."
        left = (self.receipts, _row(self._give, self._received), theme.label(note, "caption", "second", wrap=True))
        right = (_row(self._page_number, None, self._print, self._save_all, self._save), self.points, self.pages)
        for parts, least, stretch in ((left, 380, 2), (right, 420, 3)):
            side = _column(parts)
            side.setMinimumWidth(least)
            split.addWidget(side)
            split.setStretchFactor(split.count() - 1, stretch)
        column = theme.column(self)
        column.addWidget(split, 1)


def _name(row: StandardsSheetRow) -> str:
    return f"Standards sheet, {row.coder}" if row.coder else "Standards sheet"


def _row(*parts: QWidget | None) -> QWidget:
    made = QWidget()
    row = theme.row(made, 8)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    if None not in parts:
        row.addStretch(1)
    return made


def _column(parts: tuple[QWidget, ...]) -> QWidget:
    made = QWidget()
    column = theme.column(made, 8)
    for part in parts:
        column.addWidget(part, 1 if isinstance(part, Table | PdfView) else 0)
    return made
