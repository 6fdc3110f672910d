"""Capacity as the manager uses it, by keys and by mouse: what waits, people, what if, the request, holds, the paper."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlmodel import Session, select

from codedesk.models import Standard, WorkType
from codedesk.models.backlogs import BacklogDraft
from codedesk.models.flow import ChartWaitDraft
from codedesk.models.rework import ReworkCause, ReworkDraft, ReworkSource
from codedesk.services.flow.listed import holds, scenarios, staffing_request
from codedesk.services.flow.reworks import REWORK
from codedesk.services.flow.turnarounds import CHART_WAITS
from codedesk.services.flow.waiting import BACKLOG
from codedesk.ui.pages.page import ALL_CODERS
from codedesk.ui.widgets.explain import ExplainDialog
from codedesk.ui.widgets.table import Table
from tests.reports.read_back import whole
from tests.services.team import FRIDAY, Team
from tests.ui.asked import answered
from tests.ui.typing_window import CONTROL, TypingWindow
from tests.ui.typist import Key, Modifier

ALT = Modifier.AltModifier


class CapacityWindow(TypingWindow):
    """The window on Capacity."""

    def __init__(self, qtbot: QtBot, team: Team) -> None:
        self.team = team
        super().__init__(qtbot, team.desk, "capacity")

    @property
    def said(self) -> str:
        found = (label.text() for label in self.page.findChildren(QLabel) if label.isVisible())
        return "\n".join(found).replace("\u00a0", " ")

    def rows(self, table: Table[Any]) -> list[list[str]]:
        return [[column.text(row).replace("\u00a0", " ") for column in table._rows.columns] for row in table.rows]

    def press(self, key: Key, modifier: Modifier = Modifier.NoModifier, times: int = 1) -> None:
        super().press(key, modifier, times)
        self.settle()

    def click(self, words: str, within: Any = None) -> None:
        buttons = (within or self.page).findChildren(QAbstractButton)
        made = next(each for each in buttons if each.text() == words and each.isVisible())
        QTest.mouseClick(made, Qt.MouseButton.LeftButton)
        self.settle()


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path) -> Iterator[CapacityWindow]:
    made = CapacityWindow(qtbot, Team(tmp_path))
    yield made
    made.close()
    made.team.desk.close()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[CapacityWindow]:
    team = Team(tmp_path)
    team.set("Ana Diaz", "charts", 16, "Inpatient")
    team.set("Ana Diaz", "paid_hours", 8)
    team.desk.write("Log what waits", log, team.types["Inpatient"], team.coders["Ana Diaz"])
    made = CapacityWindow(qtbot, team)
    yield made
    made.close()
    made.team.desk.close()


def log(session: Session, kind: int, coder: int) -> None:
    BACKLOG.add(session, BacklogDraft(day=FRIDAY, work_type_id=kind, waiting=210, received=20, oldest=9))
    denial = {"source": ReworkSource.DENIAL, "at_stake": 650_000, "work_type_id": kind}
    REWORK.add(session, ReworkDraft(day=FRIDAY, coder_id=coder, charts=1, cause=ReworkCause.CODER, **denial))
    REWORK.add(session, ReworkDraft(day=FRIDAY, charts=3, cause=ReworkCause.PAYER, **denial))


def listed(session: Session, kind: int) -> None:
    """Three charts of Wednesday took two days; one waits since."""
    made = ChartWaitDraft(work_type_id=kind, discharged=date(2026, 7, 1), coded=FRIDAY, listed=FRIDAY, charts=3)
    CHART_WAITS.add(session, made)
    CHART_WAITS.add(session, made.but(coded=None, charts=1))


def test_a_department_that_logs_nothing_is_led_to_where_it_is_logged(empty: CapacityWindow) -> None:
    assert "What waits is not logged yet. A line a day on Today is enough" in empty.said
    empty.press(Key.Key_5, ALT)
    assert "No list says when charts were discharged and coded." in empty.said
    empty.press(Key.Key_4, ALT)
    assert "No held charts are logged." in empty.said
    empty.press(Key.Key_1, ALT)
    empty.click("Log what waits, on Today")
    assert empty.frame.page_name == "today"


def test_what_waits_stands_by_work_type_with_its_hours_and_says_how_it_is_made(window: CapacityWindow) -> None:
    view = window.page.view
    assert window.rows(view.table)[0][:3] == ["Inpatient", "210", "105.00"]  # 210 charts at 2 an hour
    assert window.rows(view.table)[-1][:3] == ["Team, in hours", "105.00 h", "105.00"]
    assert "As of 3 Jul 2026" in window.said and "210 charts wait" in window.said
    assert view.table.hasFocus()
    window.press(Key.Key_Return)
    shown = next(dialog for dialog in window.page.findChildren(ExplainDialog) if dialog.isVisible())
    assert "210" in "\n".join(label.text() for label in shown.findChildren(QLabel))
    shown.accept()
    window.press(Key.Key_F6)
    window.press(Key.Key_End)
    assert "Week of 29 Jun 2026: 210 charts." in window.said
    assert window.page.view.log.isVisible(), "where what waits is read it can be logged"
    window.click("Came in and coded")
    assert window.rows(view.table)[0][0] == "Inpatient" and "a working day" in window.said
    window.press(Key.Key_T, CONTROL)
    assert view.card.showing_table
    assert window.rows(view.table)[0][-2:] == ["9", "1 week so far"]


def seven_types(session: Session) -> None:
    """With the team's line there are eight: as many as a low window has room for only above a low picture."""
    for number in range(1, 8):
        name = "Inpatient" if number == 1 else f"Interventional work of the campus, type {number}"
        kind = session.exec(select(WorkType).where(WorkType.name == name)).first()
        if kind is None:
            session.add(WorkType(name=name, position=number + 10))
            session.flush()
            kind = session.exec(select(WorkType).where(WorkType.name == name)).one()
        if number > 1:
            session.add(Standard(work_type_id=kind.key, effective_from=date(2020, 1, 1), pace=2.0, accuracy=95.0))
            BACKLOG.add(session, BacklogDraft(day=FRIDAY, work_type_id=kind.key, waiting=10 * number))


def test_a_long_list_gives_way_in_the_smallest_window_and_nothing_lies_over_it(window: CapacityWindow) -> None:
    window.team.desk.write("Log more", seven_types)
    window.settle()
    view = window.page.view
    window.wait(lambda: len(view.table.rows) == 8)
    window.settle()
    window.wait(lambda: view.table.geometry().bottom() < view.pictures.geometry().top())  # places come a little later
    window.wait(lambda: view.pictures.geometry().bottom() < view.card.geometry().top())
    window.wait(lambda: view.table.columnWidth(0) > 200)  # a long name is read before the others have all their room


def test_the_coder_filter_is_obeyed_by_rework_alone_and_the_others_say_so(window: CapacityWindow) -> None:
    window.context.coder_id = window.team.coders["Bo Chen"]
    window.settle()
    assert ALL_CODERS in window.said
    window.press(Key.Key_3, ALT)
    assert ALL_CODERS not in window.said
    window.click("By coder")
    assert [row[0] for row in window.rows(window.page.view.table)] == ["Bo Chen"] or not window.page.view.table.rows
    window.context.coder_id = None
    window.settle()
    (ana, *_) = window.rows(window.page.view.table)
    assert ana[:3] == ["Ana Diaz", "1", "1"] and "not audited (0 charts)" in ana
    shown = [not window.page.view.table.isColumnHidden(place) for place in range(7)]
    assert shown == [True, True, True, False, False, False, False]  # nothing of documents, systems, payers, overturned
    window.click("By cause")
    assert {row[0]: row[1] for row in window.rows(window.page.view.table)}["Payer’s error"] == "3"


def test_how_the_people_are_reckoned_is_told_with_the_accuracy_of_the_same_time(window: CapacityWindow) -> None:
    window.press(Key.Key_2, ALT)
    window.press(Key.Key_I, CONTROL)
    shown = next(dialog for dialog in window.page.findChildren(ExplainDialog) if dialog.isVisible())
    titles = [shown.tabs.tabText(place) for place in range(shown.tabs.count())]
    assert titles[:2] == ["FTE needed", "FTE there"] and titles[-1].startswith("Accuracy")
    shown.accept()


def test_turnaround_is_shown_week_by_week_of_all_and_of_a_work_type(empty: CapacityWindow) -> None:
    empty.team.desk.write("Bring a list", listed, empty.team.types["Inpatient"])
    empty.press(Key.Key_5, ALT)
    table = empty.page.view.table
    empty.wait(lambda: bool(table.rows))
    assert [row[0] for row in empty.rows(table)] == ["All work types", "Inpatient"]
    assert empty.rows(table)[0][1:] == ["discharge", "4", "1", "2 days", "not reached: too many still wait"]
    assert "Half of the charts of the last week took 2 days or less" in empty.said
    table.setFocus()
    empty.press(Key.Key_Down)
    assert "Inpatient · days from discharge to coded" in empty.said


def test_a_scenario_is_typed_seen_beside_today_kept_under_a_name_and_voided(window: CapacityWindow) -> None:
    window.press(Key.Key_2, ALT)
    window.click("What if …")
    dialog = window.page.view.dialog
    before = [line.now.text for line in dialog.results.rows]
    dialog.form.set_values({"kind": "hire", "value": 1.0, "from_day": FRIDAY})
    dialog.form.editor("value").setFocus()
    window.press(Key.Key_Return)
    assert [row[0] for row in window.rows(dialog.list)] == ["Hire, 1 FTE, from 3 Jul 2026"]
    there = dialog.results.rows[1]
    assert there.now.text == before[1] and there.then.value > there.now.value
    assert window.team.desk.read(scenarios) == ()  # nothing is stored by looking
    with answered("A new hire"):
        window.click("Save as scenario …", dialog)
    (kept,) = window.team.desk.read(scenarios)
    assert (kept.name, kept.parts[0].value) == ("A new hire", 1.0) and dialog.named.currentText() == "A new hire"
    with answered("not granted"):
        window.click("Void the scenario …", dialog)
    assert window.team.desk.read(scenarios) == ()
    dialog.accept()


def what_if(window: CapacityWindow) -> Any:
    window.click("What if …")
    return window.page.view.dialog


def test_a_scenario_comes_back_by_keys_and_what_was_not_saved_stands_as_it_was(window: CapacityWindow) -> None:
    window.press(Key.Key_2, ALT)
    dialog = what_if(window)
    dialog.form.set_values({"kind": "hire", "value": 1.0, "from_day": FRIDAY})
    window.click("Add this part", dialog)
    window.press(Key.Key_Escape)
    dialog = what_if(window)
    assert [part.value for part in dialog.parts] == [1.0]  # Esc took nothing away
    window.wait(
        lambda: bool(dialog.results.rows and dialog.results.rows[1].then.value > dialog.results.rows[1].now.value)
    )
    with answered("A new hire"):
        window.click("Save as scenario …", dialog)
    dialog.list.setFocus()
    window.press(Key.Key_Delete)  # as its row menu says
    assert dialog.parts == ()
    window.press(Key.Key_Escape)
    dialog = what_if(window)
    assert dialog.parts == () and dialog.named.currentIndex() == -1
    dialog.named.setFocus()
    window.press(Key.Key_Down)
    assert dialog.named.currentText() == "A new hire" and [part.value for part in dialog.parts] == [1.0]
    dialog.accept()


def test_what_is_half_typed_in_what_if_is_kept_until_it_is_discarded(window: CapacityWindow) -> None:
    window.press(Key.Key_2, ALT)
    dialog = what_if(window)
    dialog.form.set_values({"kind": "hire", "value": 1.0, "from_day": FRIDAY})
    window.click("Add this part", dialog)
    window.type_into(dialog.form.editor("value"), "0.5")
    window.press(Key.Key_Escape)
    (row,) = window.kept
    assert (row.title, row.texts["part"]["value"]) == ("What if", "0.5")
    assert [row.title for row in window.context.typed.waiting] == ["What if"]
    window.context.typed.open(row)
    window.settle()
    dialog = window.page.view.dialog
    assert dialog.form.texts["value"] == "0.5" and [part.value for part in dialog.parts] == [1.0]
    window.click("Discard", dialog)
    assert window.kept == () and dialog.parts == () and dialog.form.texts["value"] == ""
    dialog.accept()


def test_a_part_that_cannot_be_right_is_refused_beside_its_field(window: CapacityWindow) -> None:
    window.press(Key.Key_2, ALT)
    window.click("What if …")
    dialog = window.page.view.dialog
    dialog.form.set_values({"kind": "inflow", "value": 50.0, "from_day": FRIDAY})
    window.click("Add this part", dialog)
    assert any("Say of which work type" in label.text() for label in dialog.findChildren(QLabel))
    assert dialog.parts == ()
    dialog.accept()


def test_the_request_is_kept_with_the_period_and_stands_on_the_page_for_the_director(
    window: CapacityWindow, tmp_path: Path
) -> None:
    window.press(Key.Key_2, ALT)
    view = window.page.view
    window.type_into(view.form.editor("text"), "One more coder.")
    window.wait(lambda: bool(window.kept))  # a draft until it is saved
    window.press(Key.Key_Return, CONTROL) if view.form.isAncestorOf(window.focus) else window.click("Save the request")
    assert window.team.desk.read(staffing_request, window.context.period) == "One more coder."
    assert window.kept == ()
    window.click("Staffing page …")
    window.wait(lambda: view.paper.sheet is not None)
    window.settle()
    sheet = view.paper.sheet
    assert sheet is not None and sheet.isVisible()
    save = next(made for made in sheet.findChildren(QPushButton) if made.text() == "Save the PDF …")
    with answered(tmp_path / "page.pdf"):
        save.click()
    assert not sheet.isVisible(), "it lay over the line that says where the page is"
    window.settle()


def test_the_request_is_in_sight_in_the_smallest_window_without_scrolling(window: CapacityWindow) -> None:
    window.press(Key.Key_2, ALT)
    view = window.page.view
    for part in (view.form.editor("text"), view.request.foot.save, view.steps, view.card):
        assert part.visibleRegion().boundingRect() == part.rect()
    heading = next(label for label in view.request.findChildren(QLabel) if label.text().startswith("The request"))
    editor = view.form.editor("text")
    assert editor.mapTo(view.request, QPoint(0, 0)).x() == heading.mapTo(view.request, QPoint(0, 0)).x()


def test_the_page_for_the_director_is_saved_with_the_numbers_of_the_view(
    window: CapacityWindow, tmp_path: Path
) -> None:
    window.press(Key.Key_2, ALT)
    figures = {name: each.text for name, each in window.page.view.figures._figures}
    with answered(tmp_path / "page.pdf"):
        window.press(Key.Key_S, CONTROL)
    window.wait((tmp_path / "page.pdf").exists)
    window.settle()
    said = whole((tmp_path / "page.pdf").read_bytes())
    for words in (figures["FTE there"], figures["Days of work waiting"], "Inpatient", "105.00 h"):
        assert words.replace("\u00a0", " ") in said


def test_held_charts_are_entered_and_listed(window: CapacityWindow) -> None:
    window.press(Key.Key_4, ALT)
    window.click("Add held charts")
    form = window.page.view.editing.shown.form
    form.set_values({"reason": "query"})
    for name, typed in (("charts", "14"), ("late", "6"), ("oldest", "21")):
        window.type_into(form.editor(name), typed)
    window.click("Save", form.window())
    (held,) = window.team.desk.read(holds, window.context.period)
    assert (held.draft.day, held.draft.charts, held.draft.late) == (date(2026, 7, 3), 14, 6)
    assert window.rows(window.page.view.reason_table)[0][:3] == ["Query open", "14", "100.0 %"]
