"""Import and export: one door for whatever comes in, by a dialog, a drop or the clipboard, and what is written out.

An open file of CodeDesk is planned at once, on the card; any other spreadsheet goes through the steps.
"""

from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from codedesk.ui import ask, theme
from codedesk.ui.actions import Action
from codedesk.ui.pages.files.bringing import READING, Bringing
from codedesk.ui.pages.files.giving_out import GivingOut
from codedesk.ui.pages.files.journey import Opened, Source, opened
from codedesk.ui.pages.files.taking_in import TakingIn
from codedesk.ui.pages.page import Page
from codedesk.ui.printing import last_folder

KINDS = "Spreadsheets and open files (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;All files (*)"
CARDS, STEPS = 0, 1


class FilesPage(Page):
    """What comes in and what leaves, as two cards; and the steps of a spreadsheet that comes in."""

    name, title, icon = "files", "Import and export", "open"

    @override
    def build(self) -> None:
        self._given, self._stopped = 0, Event()
        self.out = GivingOut(self.context)
        self.taking = TakingIn(self.context, self.choose_file, self.paste)
        self.taking.changed.connect(self.update_actions)
        self.taking.steps_wanted.connect(self._read_otherwise)
        self.steps = Bringing(self.context, self.choose_file, self.paste)
        self.steps.left.connect(self.show_cards)
        cards = QWidget()
        column = theme.column(cards, 12)
        column.addWidget(self.taking, 1)
        column.addWidget(self.out)
        self.views = QStackedWidget()
        self.views.addWidget(cards)
        self.views.addWidget(self.steps)
        self.body.addWidget(self.views, 1)
        self.setAcceptDrops(True)

    @override
    def takes_coder(self) -> bool:
        return False

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        page, taking, out = self.name, self.taking, self.out
        return (
            Action("files.back", "Back to Setup", "", self._back, page, shown=False),
            Action("files.file", "Bring a file in …", "Ctrl+O", self.choose_file, page, taking.may_write, shown=False),
            Action("files.paste", "Bring in what is on the clipboard", "", self.paste, page, taking.may_write,
                   shown=False),
            Action("files.folder", "Import a folder …", "", taking.choose_folder, page, taking.may_write, shown=False),
            Action("files.import", "Import what is shown", "Ctrl+Return", self._store, page, self._may_store,
                   shown=False),
            Action("files.csv", "Export as CSV files …", "", partial(out.export, "csv"), page, shown=False),
            Action("files.xlsx", "Export as an Excel workbook …", "", partial(out.export, "xlsx"), page, shown=False),
        )  # fmt: skip

    @override
    def navigate(self, **what: Any) -> None:
        if what.get("bring") and self.taking.may_write():
            self.choose_file()

    @override
    def refresh(self) -> None:
        self.out.show_encryption()
        self.taking.update_buttons()
        self.show_content()

    @override
    def first_focus(self) -> QWidget | None:
        if self.views.currentIndex() == STEPS:
            return self.steps.steps[self.steps.place].first
        return self.taking.file if self.taking.file.isEnabled() else self.out.csv

    @override
    def go_up(self) -> bool:
        if self.views.currentIndex() == STEPS:
            self.steps.go_back()
        else:
            self._back()
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring in what is on the clipboard with the key that pastes everywhere."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.taking.may_write():
            self.paste()
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if self.taking.may_write() and (data.hasUrls() or data.hasText()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Bring in the first file that was dropped, or the text of a table."""
        data = event.mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.bring(Source(path=files[0]))
        elif data.hasText():
            self.bring(Source(text=data.text()))
        event.acceptProposedAction()
        if len(files) > 1:
            self.context.say("info", f"One file at a time: “{files[0].name}” is read. Drop a folder for open files.")

    def choose_file(self) -> None:
        """Ask for a file and bring it in."""
        path = ask.asker().open_file(self, "Bring a file in", last_folder(self.context), KINDS)
        if path is not None:
            self.bring(Source(path=path))

    def paste(self) -> None:
        """Bring in the table on the clipboard, or the file that was copied there."""
        clipboard = QGuiApplication.clipboard()
        data = clipboard.mimeData()  # None where nothing was ever copied, whatever Qt's types say
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data is not None else []
        if files:
            self.bring(Source(path=files[0]))
        elif (text := clipboard.text()).strip():
            self.bring(Source(text=text))
        else:
            self.context.say("info", "There is no table on the clipboard: copy the cells in your spreadsheet first.")

    def bring(self, source: Source) -> None:
        """Find out what was given: an open file is planned on its card, any other goes through the steps."""
        if source.path is not None and source.path.is_dir():
            self.show_cards()
            self.taking.look_at(source.path)
            return
        self._given += 1
        self._stopped = Event()
        self.show_busy(READING.format(source.name), self._cancel)
        self.context.run(self, opened, source, self._stopped.is_set, then=partial(self._opened, self._given))

    def show_cards(self) -> None:
        """Show the cards again."""
        self.views.setCurrentIndex(CARDS)
        self.update_actions()
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus()

    def _opened(self, turn: int, found: Opened) -> None:
        if turn != self._given:
            return
        self.release()
        if found.is_open and found.source.path is not None:
            self.show_cards()
            self.taking.look_at(found.source.path)
        else:
            self.views.setCurrentIndex(STEPS)
            self.steps.bring(found)
            self.update_actions()

    def _read_otherwise(self, path: Path) -> None:
        """Lead an open file through the steps, as a spreadsheet of one's own."""
        self.bring(Source(path=path, own=True))

    def _cancel(self) -> None:
        self._given += 1
        self._stopped.set()
        self.release()

    def _may_store(self) -> bool:
        steps = self.views.currentIndex() == STEPS
        return self.steps.journey is not None if steps else self.taking.may_store()

    def _store(self) -> None:
        if self.views.currentIndex() == STEPS:
            self.steps.go_on()
        else:
            self.taking.store()

    def _back(self) -> None:
        self.context.navigate("setup")
