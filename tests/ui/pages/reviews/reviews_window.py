"""The Reviews page on the sample department, and who answers what it asks."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.periods import quarter
from codedesk.services.reviews import reviews
from codedesk.settings import Settings
from codedesk.ui import ask
from codedesk.ui.context import Context
from codedesk.ui.pages.reviews.page import ReviewsPage

Q3 = quarter(2026, 3)
TODAY = date(2026, 10, 5)
TOBIAH = 5


class Answers(ask.Asker):
    """Says yes, and gives the places and the printer that the test has laid ready."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.asked: list[str] = []

    def question(self, parent: Any, title: str, text: str, yes: str, no: str = "Cancel") -> bool:
        self.asked.append(title)
        return True

    def save_file(self, parent: Any, title: str, suggested: Path, kinds: str) -> Path:
        return self.place / suggested.name

    def line(self, parent: Any, title: str, label: str, text: str = "", typed: object = None) -> str:
        self.asked.append(title)
        return "Wants to ask the union first"

    def folder(self, parent: Any, title: str, folder: Path) -> Path:
        return self.place

    def printer(self, parent: Any, title: str, paper: str) -> QPrinter:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.place / "printed.pdf"))
        return printer


class ReviewsWindow:
    """The page, shown, with the sample department."""

    def __init__(self, qtbot: QtBot, desk: Desk, coder_id: int | None = TOBIAH) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.context = Context(desk, Settings(), lambda: TODAY, sample=True)
        self.problems: list[object] = []
        self.said: list[str] = []
        self.context.unexpected_happened.connect(self.problems.append)
        self.context.message_shown.connect(lambda _kind, text, _retry: self.said.append(text))
        self.context.period = Q3
        self.page = ReviewsPage(self.context)
        qtbot.addWidget(self.page)
        self.page.resize(1000, 590)
        if coder_id is not None:
            self.page.navigate(coder_id=coder_id)
        with qtbot.waitActive(self.page):
            self.page.show()
        self.page.show_if_stale()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.context.background.busy)
        assert self.problems == []

    def text(self, name: str) -> QPlainTextEdit:
        editor = self.page.words.texts.editor(name)
        assert isinstance(editor, QPlainTextEdit)
        return editor

    def type_into(self, name: str, words: str) -> None:
        self.type_in(self.text(name), words)

    def type_in(self, editor: QWidget, words: str) -> None:
        """Type into a field and leave it by Tab; only what has the keyboard tells that it is left."""
        self.page.activateWindow()
        editor.setFocus()
        self.qtbot.waitUntil(editor.hasFocus)
        QTest.keyClicks(editor, words)
        QTest.keyClick(editor, Qt.Key.Key_Tab)
        self.settle()

    def packet(self) -> Any:
        return self.desk.read(reviews.packet, self.page.coders.selected_row().coder_id, Q3, TODAY)  # type: ignore[union-attr]

    def run(self, action: str) -> None:
        next(found for found in self.page.actions() if found.name == action).run()
        self.qtbot.waitUntil(lambda: not self.page.output.running and not self.context.background.busy)
        self.settle()

    def close(self) -> None:
        self.page.close()
        self.context.close()
