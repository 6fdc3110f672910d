"""About, as a person opens it: version, place of the file, licences, and words for a report that name nobody."""

import getpass
import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from codedesk import __version__
from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.dialogs.about import About
from codedesk.ui.frame import Frame
from codedesk.ui.widgets.table import Table


@pytest.fixture
def about(qtbot: QtBot, department: Desk) -> Iterator[About]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.theme().apply(app, "light")
    context = Context(department, Settings(), lambda: date(2026, 10, 5))
    frame = Frame(context)
    qtbot.addWidget(frame)
    frame.show()
    frame.show_first("history")
    next(each for each in frame.window_actions() if each.text.startswith("About CodeDesk")).run()
    made = frame.findChild(About)
    assert made is not None and made.isVisible()
    yield made
    qtbot.waitUntil(lambda: not context.background.busy)
    context.close()


def press(about: About, words: str) -> None:
    next(each for each in about.findChildren(QPushButton) if each.text() == words).click()


def words(about: About) -> str:
    return "\n".join(each.text() for each in about.findChildren(QLabel))


def test_it_names_version_file_and_every_part_with_its_licence(about: About, department: Desk) -> None:
    shown = words(about)
    assert f"CodeDesk {__version__}" in shown and str(department.path) in shown
    assert f"SQLite {sqlite3.sqlite_version}" in shown and "MIT licence" in shown
    (table,) = about.findChildren(Table)
    cells = [table.model().index(row, 0).data() for row in range(table.model().rowCount())]
    assert {"numpy", "pyside6-essentials", "Source Sans 3"} <= set(cells) and len(cells) > 25
    licence = table.model().index(cells.index("pyside6-essentials"), 2).data()
    assert licence == "LGPL-3.0-only"


def test_the_words_for_a_report_hold_versions_and_nobodys_name_or_folder(about: About, department: Desk) -> None:
    press(about, "Copy for a report of a fault")
    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines()[0] == f"CodeDesk {__version__}" and "Screen: offscreen" in copied
    for private in (str(department.path.parent), getpass.getuser(), department.path.stem):
        assert private not in copied
    assert "nothing typed" in words(about)


def test_the_path_is_copied_and_its_folder_opened(
    about: About, department: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(about, "Copy the path")
    assert QGuiApplication.clipboard().text() == str(department.path)
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()))
    press(about, "Open its folder")
    assert asked == [str(department.path.parent)] and "No program for folders answered" in words(about)


def test_escape_closes_it(about: About, qtbot: QtBot) -> None:
    qtbot.keyClick(about, Qt.Key.Key_Escape)
    assert not about.isVisible()
