"""What is entered on Capacity: rework below its rates, and what finance knows, in a window of its own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from sqlmodel import select

from codedesk.errors import Refused
from codedesk.models import ChartWait, Revenue
from codedesk.models.rework import ReworkDraft
from codedesk.services.flow.reworks import REWORK
from codedesk.services.flow.turnaround_lists import keep_list, plan_list
from codedesk.ui.pages.capacity.revenues import RevenueDialog
from tests.services.team import FRIDAY, Team
from tests.ui.pages.test_capacity import CapacityWindow
from tests.ui.typing_window import CONTROL
from tests.ui.typist import Key


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
    assert window.frame.minimumSizeHint().height() <= 680
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


def test_a_pasted_list_is_added_up_without_its_patients_and_says_so_before_it_is_stored(window: CapacityWindow) -> None:
    QGuiApplication.clipboard().setText(
        "MRN\tWork type\tDischarged\tCoded\n"
        "900117\tInpatient\t2026-06-25 08:30\t2026-06-29\n"
        "900118\tInpatient\t2026-06-25\t2026-06-29\n"
        "900119\tEmergency\t2026-07-01\t\n"
        "900120\tDialysis\t2026-07-01\t2026-07-02\n"
        "900121\tInpatient\t\t2026-07-02\n"
    )
    window.page.show_view("turnaround")
    window.settle()
    window.click("Paste a list")
    window.wait(lambda: window.page.view.preview is not None)
    preview = window.page.view.preview
    said = preview.words.text().replace("\u00a0", " ")
    assert "3 charts, 1 of them still waiting, added up to 2 lines" in said
    assert "Dropped now, and kept nowhere: MRN." in said
    assert "line 5: “Dialysis” is no work type here; line 6: give the day of discharge" in said
    window.click("Store 3 charts", preview)
    rows = window.desk.read(lambda session: list(session.exec(select(ChartWait).order_by(ChartWait.id))))
    assert [(row.discharged, row.coded, row.listed, row.charts) for row in rows] == [
        (date(2026, 6, 25), date(2026, 6, 29), FRIDAY, 2), (date(2026, 7, 1), None, FRIDAY, 1),
    ]  # fmt: skip
    assert b"900117" not in window.desk.path.read_bytes()
    QGuiApplication.clipboard().clear()


def test_the_same_days_in_a_later_list_take_the_place_of_those_before(window: CapacityWindow) -> None:
    block = [["Work type", "Discharged", "Coded", "Charts"], ["Inpatient", "2026-06-25", "", "4"]]
    for listed, charts in ((date(2026, 6, 29), "4"), (FRIDAY, "2"), (date(2026, 6, 30), "9")):
        block[1][3] = charts
        window.desk.write("Take in", keep_list, window.desk.read(plan_list, block, listed, "ask"))
    rows = window.desk.read(lambda session: list(session.exec(select(ChartWait))))
    assert [(row.listed, row.charts) for row in rows] == [(FRIDAY, 2)]
    with pytest.raises(Refused, match="The first line has to name the columns"):
        window.desk.read(plan_list, [["900117", "2026-06-25"]], FRIDAY, "ask")
