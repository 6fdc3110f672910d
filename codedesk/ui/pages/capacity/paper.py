"""The staffing page leaving the window: seen first, then printed or saved, and its table for a spreadsheet."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from codedesk import paths
from codedesk.exchange.staffing_table import FORMS
from codedesk.reports.staffing import build_staffing
from codedesk.services.flow.staffing_page import StaffingPageRow, staffing_page
from codedesk.ui import ask
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.dialogs.view_sheet import ViewSheet
from codedesk.ui.printing import PDF_FILES, Job, Output, ask_file

_SUFFIXES = {".xlsx": "Workbooks (*.xlsx)", ".csv": "Tables (*.csv)"}


class StaffingPaper:
    """What can be done with the page: see it, print it, save it, save its table."""

    def __init__(self, context: Context, owner: QWidget) -> None:
        """Take whose windows they are."""
        self._context, self._owner = context, owner
        self._output = Output(context, owner, "page")
        self.sheet: ViewSheet | None = None

    def actions(self) -> tuple[Action, ...]:
        """Return the ways."""
        save, send = partial(self._with_row, self._save), partial(self._with_row, self._print)
        tables = {suffix: partial(self._with_row, partial(self._save_table, suffix)) for suffix in _SUFFIXES}
        return (
            Action("capacity.page", "Show the staffing page", "", self.show_sheet),
            Action("capacity.page_save", "Save the staffing page (PDF) …", "Ctrl+S", save),
            Action("capacity.page_print", "Print the staffing page …", "Ctrl+Shift+P", send),
            *(
                Action(f"capacity.page_{suffix[1:]}", f"Save its table ({suffix[1:].upper()}) …", "", run)
                for suffix, run in tables.items()
            ),
        )

    def show_sheet(self) -> None:
        """Show the page as it will be printed."""
        self._with_row(self._make)

    def _with_row(self, then: Callable[[StaffingPageRow], None]) -> None:
        context = self._context
        context.read(self._owner, staffing_page, context.period, context.today(), then=then)

    def _make(self, row: StaffingPageRow) -> None:
        self._context.run(self._owner, build_staffing, row, then=partial(self._show, row))

    def _show(self, row: StaffingPageRow, pdf: bytes) -> None:
        sheet = self.sheet = ViewSheet(self._owner.window(), self._context.run, f"Staffing page, {row.label}", pdf)
        sheet.offer(
            (
                Action("page.table", "Save its table …", "", partial(self._save_table, ".xlsx", row), icon="save"),
                Action("page.save", "Save the PDF …", "", partial(self._save, row), icon="save"),
                Action("page.print", "Print …", "", partial(self._print, row), primary=True, icon="print"),
            )
        )
        sheet.open()

    def _save(self, row: StaffingPageRow) -> None:
        self._save_as(row, ".pdf", PDF_FILES, build_staffing)

    def _save_table(self, suffix: str, row: StaffingPageRow) -> None:
        self._save_as(row, suffix, _SUFFIXES[suffix], FORMS[suffix])

    def _save_as(self, row: StaffingPageRow, suffix: str, kinds: str, make: Callable[[StaffingPageRow], bytes]) -> None:
        name = f"{paths.file_name(row.name)}{suffix}"
        path = ask_file(self._owner, self._context, "Save the staffing page", name, kinds)
        if path is not None:
            self._close_sheet()
            self._output.save((Job(path.name, partial(make, row), path),))

    def _print(self, row: StaffingPageRow) -> None:
        title = f"Staffing page, {row.label}"
        printer = ask.asker().printer(self._owner, title, row.paper)
        if printer is not None:
            self._close_sheet()
            self._output.print_with(printer, (Job(title, partial(build_staffing, row)),))

    def _close_sheet(self) -> None:
        """Let the sheet go once it goes somewhere: it lies over the line that says where to."""
        if self.sheet is not None and isValid(self.sheet):
            self.sheet.accept()
