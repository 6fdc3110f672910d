"""A window on a small team that is killed while somebody types, and opened again on what the kill left on the disk."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.store.typed import TypedRow
from codedesk.ui.context import Context
from codedesk.ui.dialogs.typed_list import TypedList
from codedesk.ui.frame import Frame
from tests.services.team import FRIDAY, Team
from tests.ui.typist import Modifier, Typist

CONTROL = Modifier.ControlModifier


class TypingWindow(Typist):
    """One start of the program, as far as a person types in it."""

    def __init__(self, qtbot: QtBot, desk: Desk, page: str) -> None:
        super().__init__(qtbot, Context(desk, Settings(), lambda: FRIDAY))
        self.desk = desk
        self.frame = Frame(self.context)
        qtbot.addWidget(self.frame)
        self.frame.resize(1180, 680)
        self.frame.show()
        self.frame.show_page(page)
        with qtbot.waitActive(self.frame):
            self.frame.activateWindow()
        self.settle()

    @property
    def page(self) -> Any:
        return self.frame.page

    @property
    def waiting(self) -> tuple[TypedRow, ...]:
        """What the window says is not saved."""
        return self.context.typed.waiting

    @property
    def kept(self) -> tuple[TypedRow, ...]:
        return self.desk.typed.rows

    def type_into(self, editor: QWidget, text: str) -> None:
        """Type into an edit, as after a click in it."""
        for letter in text:
            QTest.keyClick(editor, letter)

    def open_first(self) -> None:
        """Open what is not saved through the line in the top bar and the list behind it."""
        assert self.frame.top_bar.typed.isVisible()
        self.frame.top_bar.typed.click()
        shown = self.frame.findChild(TypedList)
        assert isinstance(shown, TypedList)
        shown.open_chosen()
        self.settle()

    def close(self) -> None:
        self.settle()
        self.context.close()
        self.desk.close()


@contextmanager
def window(qtbot: QtBot, folder: Path, page: str) -> Iterator[TypingWindow]:
    """The window on a new department with two coders and two work types."""
    team = Team(folder)
    made = TypingWindow(qtbot, team.desk, page)
    try:
        yield made
    finally:
        made.close()


@contextmanager
def after_a_kill(qtbot: QtBot, killed: TypingWindow, page: str) -> Iterator[TypingWindow]:
    """The next start on the files as they lie now, while the window before still stands: nothing was closed for it."""
    folder = killed.desk.path.parent / "killed"
    folder.mkdir()
    for file in killed.desk.path.parent.glob(f"{killed.desk.path.name}*"):
        shutil.copy(file, folder)
    made = TypingWindow(qtbot, Desk.open(folder / killed.desk.path.name), page)
    try:
        yield made
    finally:
        made.close()
