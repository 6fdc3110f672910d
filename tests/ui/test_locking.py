"""A password on any paper that was saved, whichever page it is from: asked for behind the save, with one button."""

import os
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.reports.raster import LOCK
from codedesk.ui.widgets.strip import MessageStrip
from tests.ui.asked import answered
from tests.ui.typing_window import TypingWindow

PASSWORD = "correct horse battery"


def words(path: Path, password: str | None) -> str:
    with LOCK:
        opened = pypdfium2.PdfDocument(path, password=password)
        try:
            return str(opened[0].get_textpage().get_text_range())
        finally:
            opened.close()


def test_a_saved_paper_of_another_page_gets_a_password_by_one_button(
    qtbot: QtBot, sample: Desk, tmp_path: Path
) -> None:
    window, path = TypingWindow(qtbot, sample, "standards"), tmp_path / "Standards.pdf"
    window.frame.show_page("standards", sheet=True)
    window.settle()
    strip = window.frame.strip
    with answered(path):
        next(each for each in window.page.actions() if each.name == "standards.save_sheet").run()
        window.wait(strip.lock.isVisible)
    before = words(path, None)
    if "CODEDESK_PICTURE" in os.environ:
        window.frame.grab().save(f"{os.environ['CODEDESK_PICTURE']}/strip.png")
    with answered(PASSWORD) as asked:
        QTest.mouseClick(strip.lock, Qt.MouseButton.LeftButton)
        window.wait(lambda: strip.text == "1 file opens with the password alone.")
    assert "nobody can bring it back" in asked.told
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        words(path, None)
    assert words(path, PASSWORD) == before != ""
    with answered("another long password"):
        QTest.mouseClick(strip.lock, Qt.MouseButton.LeftButton)
        window.wait(lambda: "“Standards.pdf” has a password already, and keeps it." in strip.text)
    assert words(path, PASSWORD) == before
    window.settle()
    window.context.close()


def test_only_papers_have_the_button(qtbot: QtBot, tmp_path: Path) -> None:
    strip = MessageStrip(lines=2)
    qtbot.addWidget(strip)
    for name, offered in (("a.pdf", True), ("a.csv", False), ("a.png", False)):
        (tmp_path / name).touch()
        strip.show_message("done", "1 file saved.", files=(tmp_path / name,))
        assert strip.lock.isVisible() is offered
