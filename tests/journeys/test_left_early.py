"""Who goes through the pages in a hurry finds each of them whole when it is come back to."""

from datetime import date

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.pages.today.pairing import PAIR_AFTER_MS
from codedesk.ui.registry import PAGES
from codedesk.ui.widgets.table import Table

NAMES = tuple(page.name for page in PAGES)


def test_a_page_that_was_left_while_it_was_read_shows_all_that_it_shows_else(qtbot: QtBot, shared_sample: Desk) -> None:
    usual = Walk(qtbot, shared_sample)
    expected = {name: usual.said(name) for name in NAMES}
    usual.context.close()
    hurried = Walk(qtbot, shared_sample)
    for name in NAMES:
        hurried.begin(name)
    found = {name: hurried.said(name) for name in NAMES}
    hurried.context.close()
    for name in NAMES:
        assert found[name] == expected[name], name


class Walk:
    """A window on the sample department."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.bot, self.context = qtbot, Context(desk, Settings(), lambda: date(2026, 9, 30))
        self.frame = Frame(self.context)
        qtbot.addWidget(self.frame)
        self.frame.resize(1280, 760)
        self.frame.show()

    def begin(self, name: str) -> None:
        """Go to a page, and no further than that it begins to read."""
        self.frame.show_page(name)
        self.bot.waitUntil(lambda: self.frame.page is not None and not self.frame.page.stale)

    def said(self, name: str) -> list[str]:
        """Go to a page, let the hands rest, and return its words."""
        self.begin(name)
        self.rest()
        self.bot.wait(PAIR_AFTER_MS)
        self.rest()
        page = self.frame.page
        assert page is not None
        return sorted(words for part in page.findChildren(QWidget) if part.isVisible() for words in _words(part))

    def rest(self) -> None:
        self.bot.waitUntil(lambda: not self.context.background.busy)


def _words(part: QWidget) -> list[str]:
    if isinstance(part, Table):
        return [f"{part.accessibleName()}: {len(part.rows)}"]
    return [part.text()] if isinstance(part, QLabel | QAbstractButton) and part.text() else []
