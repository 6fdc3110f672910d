"""Import and export: the open files taken in after a look at what would happen, and written out for others."""

from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from codedesk.ui.actions import Action
from codedesk.ui.pages.files.giving_out import GivingOut
from codedesk.ui.pages.files.taking_in import TakingIn
from codedesk.ui.pages.page import Page


class FilesPage(Page):
    """Two cards: what leaves, and what comes in."""

    name, title, icon = "files", "Import and export", "open"

    @override
    def build(self) -> None:
        self.out = GivingOut(self.context)
        self.taking = TakingIn(self.context)
        self.taking.changed.connect(self.update_actions)
        self.body.addWidget(self.out)
        self.body.addWidget(self.taking, 1)

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        page, taking, out = self.name, self.taking, self.out
        return (
            Action("files.back", "Back to Setup", "", self._back, page, shown=False),
            Action("files.file", "Import a file …", "Ctrl+O", taking.choose_file, page, taking.may_write, shown=False),
            Action("files.folder", "Import a folder …", "", taking.choose_folder, page, taking.may_write, shown=False),
            Action("files.import", "Import what is shown", "Ctrl+Return", taking.store, page, taking.may_store,
                   shown=False),
            Action("files.csv", "Export as CSV files …", "", partial(out.export, "csv"), page, shown=False),
            Action("files.xlsx", "Export as an Excel workbook …", "", partial(out.export, "xlsx"), page, shown=False),
        )  # fmt: skip

    @override
    def refresh(self) -> None:
        self.out.show_encryption()
        self.taking.update_buttons()
        self.show_content()

    @override
    def first_focus(self) -> QWidget | None:
        return self.taking.folder if self.taking.folder.isEnabled() else self.out.csv

    @override
    def go_up(self) -> bool:
        self._back()
        return True

    def _back(self) -> None:
        self.context.navigate("setup")
