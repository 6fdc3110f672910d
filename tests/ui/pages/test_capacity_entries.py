"""What is entered on Capacity: rework below its rates, and what finance knows, in a window of its own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from sqlmodel import select

from codedesk.models import Revenue
from codedesk.models.rework import ReworkDraft
from codedesk.services.flow.reworks import REWORK
from codedesk.ui.pages.capacity.revenues import RevenueDialog
from tests.services.team import FRIDAY, Team
from tests.ui.pages.test_capacity import CapacityWindow
from tests.ui.typing_window import CONTROL, Key


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[CapacityWindow]:
    made = CapacityWindow(qtbot, Team(tmp_path))
    yield made
    made.close()


def test_what_came_back_is_listed_below_its_rates_and_added_there(window: CapacityWindow) -> None:
    team = window.team
    draft = ReworkDraft(
        day=FRIDAY, coder_id=team.coders["Bo Chen"], work_type_id=team.types["Emergency"], source="denial"
    )
    team.desk.write("Add", REWORK.add, draft)
    window.page.show_view("rework")
    window.settle()
    entries = window.page.view.entries
    window.wait(lambda: [row.coder for row in entries.table.rows] == ["Bo Chen"])
    window.click("Add rework")
    shown = entries.editing.shown
    assert shown is not None
    window.wait(shown.isActiveWindow)
    shown.form.set_values({"source": "query", "work_type_id": team.types["Inpatient"], "cause": "system"})
    window.press(Key.Key_Return, CONTROL)
    window.wait(lambda: len(entries.table.rows) == 2)
    assert {(row.draft.source, row.draft.cause) for row in entries.table.rows} == {
        ("denial", "coder"), ("query", "system"),
    }  # fmt: skip


def test_revenue_of_a_span_is_entered_as_an_amount(window: CapacityWindow) -> None:
    window.page.show_view("backlog")
    window.settle()
    action = next(each for each in window.page.actions() if each.name == "capacity.revenue")
    action.run()
    window.settle()
    dialog = window.frame.findChild(RevenueDialog)
    assert isinstance(dialog, RevenueDialog)
    window.click("Add revenue", dialog)
    shown = dialog.panel.editing.shown
    assert shown is not None
    window.wait(shown.isActiveWindow)
    form = shown.form
    for name, text in (("from_day", "2026-04-01"), ("to_day", "2026-06-29"), ("dollars", "$54000000")):
        editor = form.editor(name)
        assert isinstance(editor, QLineEdit)
        editor.setText(text)
    window.press(Key.Key_Return, CONTROL)
    (row,) = window.desk.read(lambda session: list(session.exec(select(Revenue))))
    assert (row.from_day, row.to_day, row.dollars, row.cost) == (
        date(2026, 4, 1), date(2026, 6, 29), 54_000_000_00, None,
    )  # fmt: skip
