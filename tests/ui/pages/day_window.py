"""The real window on a small team, on a page that is asked for, with words for what is in the grid of Today."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from codedesk.models.coders import CoderDraft
from codedesk.services.people.coders import add_coder
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.pages.today.row_keys import RowKey
from tests.services.team import FRIDAY, Team
from tests.ui.typist import Typist


class DayWindow(Typist):
    """The window on Today."""

    def __init__(
        self, qtbot: QtBot, folder: Path, *, coders: int = 2, page: str = "today", empty: bool = False
    ) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.theme().apply(app, "light")
        self.team = Team(folder, empty=empty)
        for number in range(len(self.team.coders), 0 if empty else coders):
            draft = CoderDraft(name=f"Coder {number:02}", started_on=date(2025, 1, 6), scheduled_hours_per_week=40.0)
            self.team.coders[draft.name] = self.team.desk.write("Add", add_coder, draft, (1, 2))
        super().__init__(qtbot, Context(self.team.desk, Settings(), lambda: FRIDAY))
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
    def grid(self) -> Any:
        return self.page.grid

    def go(self, coder: str, column: str, what: str = "", day: date = FRIDAY) -> None:
        """Put the keyboard on a cell, as a click does."""
        found = self.grid.set_current(self.key(coder, what, day), column)
        assert found, f"no such row: {coder}, {what}"
        self.grid.view.setFocus()

    def key(self, coder: str, what: str = "", day: date = FRIDAY) -> RowKey:
        return RowKey(self.team.coders[coder], day, self.team.types.get(what), self.team.categories.get(what))

    def cell(self, coder: str, column: str, what: str = "", day: date = FRIDAY) -> Any:
        model = self.grid.model
        place = model.place_of(self.key(coder, what, day))
        assert place is not None, f"no such row: {coder}, {what}"
        return model.cell(place, model.column_of(column))

    def at(self) -> tuple[str, str, str]:
        """Say where the keyboard is: coder, work, column."""
        key, column = self.grid.current
        row = next(row for row in self.grid.rows if row.key == key)
        coder = next(name for name, number in self.team.coders.items() if number == key.coder_id)
        what = row.cells["what"].text if key.work_type_id or key.category_id else ""
        return coder, what, column

    def close(self) -> None:
        self.settle()
        self.context.close()
        self.team.desk.close()
