"""Beginning the limits of pace anew, by a shortcut and from the chart: since when, whose, and why; and taken back."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.services.department import events_and_notes
from codedesk.ui.dialogs.form import FormDialog
from codedesk.ui.pages.coder.page import CoderPage
from codedesk.ui.pages.team.page import TeamPage
from codedesk.ui.pages.trends.over_time import OverTimeView
from tests.patience import PatientBot
from tests.ui.pages.audits.audit_window import CONTROL
from tests.ui.pages.test_coder import DAX, KAORI, Q3, CoderWindow, text
from tests.ui.pages.test_team import TeamWindow
from tests.ui.pages.test_trends import TrendsWindow
from tests.ui.typed_values import type_values
from tests.ui.typist import Key

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, sample: Desk) -> Iterator[CoderWindow]:
    made = CoderWindow(qtbot, sample, KAORI)
    yield made
    made.context.close()


@pytest.fixture
def team(qtbot: QtBot, sample: Desk) -> Iterator[TeamWindow]:
    made = TeamWindow(qtbot, sample)
    yield made
    made.context.close()


def asked(page: CoderPage | TeamPage) -> FormDialog:
    dialog = page.rebasing.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def subtitle(window: CoderWindow) -> str:
    return text(window.coder.charts.pace.subtitle.text())


def test_a_shortcut_begins_the_limits_anew_with_a_reason_and_ctrl_z_takes_it_back(window: CoderWindow) -> None:
    before = subtitle(window)
    assert "limits locked on 26 weeks" in before
    window.press(Key.Key_B, CONTROL | SHIFT)
    dialog = asked(window.coder)
    assert dialog.form.value("whose") == ("coder", KAORI)
    type_values(dialog.form, {"from_day": date(2026, 7, 8)})
    dialog.foot.save.click()
    assert dialog.isVisible()  # no reason, nothing stored
    assert window.desk.read(events_and_notes.events, Q3, KAORI) == window.coder._rows.events  # type: ignore[union-attr]
    type_values(dialog.form, {"text": "Clinics are split between two coders"})
    dialog.foot.save.click()
    window.settle()
    assert "begun anew on 6 Jul 2026: “Clinics are split between two coders”" in subtitle(window)
    assert window.coder.below.events.table.rows[-1].draft.rebase or window.coder.below.events.table.rows[0].draft.rebase
    assert window.desk.undo_step == "Begin the limits anew, Kaori Umezanno, week of 6 Jul 2026"
    window.context.undo()
    window.settle()
    assert subtitle(window) == before


def test_the_right_button_offers_it_for_the_week_under_the_mouse(window: CoderWindow) -> None:
    canvas = window.coder.charts.pace.canvas
    assert canvas is not None
    spot = canvas._where(date(2026, 7, 27), 1.0).toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, canvas.viewport().mapToGlobal(spot))
    QApplication.sendEvent(canvas.viewport(), event)
    menu = window.coder.menu
    assert [text(action.text()) for action in menu.actions()] == [
        "Something happened in the week of 27 Jul 2026…",
        "Begin the limits anew in the week of 27 Jul 2026 …",
        "Before and after “The network is down for three hours”",
    ]
    menu.actions()[1].trigger()
    menu.close()
    assert asked(window.coder).form.value("from_day") == date(2026, 7, 27)
    asked(window.coder).reject()


def test_the_button_of_the_chart_begins_with_the_week_of_the_cursor(window: CoderWindow) -> None:
    window.coder.charts.pace.pointed.emit(date(2026, 9, 7))
    window.coder.anew.click()
    assert asked(window.coder).form.value("from_day") == date(2026, 9, 7)
    asked(window.coder).reject()


def test_on_team_it_is_the_whole_team_s_or_the_chosen_coder_s(team: TeamWindow) -> None:
    page = team.team
    page.table.select_where(lambda line: line.row.pooled)
    team.press(Key.Key_B, CONTROL | SHIFT)
    dialog = asked(page)
    assert dialog.form.value("whose") == ("team", None)
    type_values(dialog.form, {"from_day": date(2026, 8, 3), "text": "Two queues became one"})
    dialog.foot.save.click()
    team.settle()
    found = team.desk.read(events_and_notes.events, Q3)
    assert [(row.scope, row.draft.rebase) for row in found if row.draft.text == "Two queues became one"] == [
        ("team", True)
    ]
    assert page._rows is not None
    assert page._rows.figures.team.trend.stretches[-1].why == "“Two queues became one”"
    page.table.select_where(lambda line: line.block.coder_id == DAX)
    (anew,) = [each for _, found in page.table.row_menu.groups() for each in found if each.name == "team.rebase"]
    anew.run()
    assert asked(page).form.value("whose") == ("coder", DAX)
    asked(page).reject()


def test_a_part_of_a_week_is_told_under_the_charts(window: CoderWindow) -> None:
    window.coder.charts.pace.pointed.emit(date(2026, 9, 28))
    labels = [text(label.text()) for label in window.page.findChildren(QLabel)]
    assert any("Week of 28 Sep 2026, only 28–30 Sep 2026" in words for words in labels)


@pytest.fixture
def trends(qtbot: PatientBot, sample: Desk) -> Iterator[TrendsWindow]:
    made = TrendsWindow(qtbot, sample)
    yield made
    made.context.close()


def test_on_trends_the_limits_of_a_work_type_begin_anew_by_keys_alone(trends: TrendsWindow) -> None:
    trends.whose("Same-day surgery")
    before = trends.words()
    trends.press(Key.Key_F6)
    trends.press(Key.Key_Home)
    for _ in range(4):
        trends.press(Key.Key_Right)
    trends.press(Key.Key_B, CONTROL | SHIFT)
    dialog = trends.view(OverTimeView).rebasing.dialog
    assert dialog is not None and dialog.isVisible()
    assert dialog.form.value("from_day") == date(2026, 7, 27)
    assert dialog.form.value("whose") == ("work_type", trends.trends.subject.id if trends.trends.subject else None)
    type_values(dialog.form, {"text": "Two surgeons now write by template"})
    dialog.foot.save.click()
    trends.settle()
    said = trends.words()
    assert "begun anew on 27 Jul 2026: “Two surgeons now write by template”" in said and said != before
    assert trends.desk.undo_step == "Begin the limits anew, Work type: Same-day surgery, week of 27 Jul 2026"
    trends.whose("Emergency")
    assert "begun anew" not in trends.words()


def test_on_trends_the_right_button_offers_it_for_the_week_under_the_mouse(trends: TrendsWindow) -> None:
    view = trends.view(OverTimeView)
    view.charts.point(date(2026, 8, 3))
    view.charts.menu_asked.emit(QPoint(0, 0))
    assert view.menu is not None
    offered = {text(action.text()): action for action in view.menu.actions()}
    offered["Begin the limits anew in the week of 3 Aug 2026…"].trigger()
    dialog = view.rebasing.dialog
    assert dialog is not None
    assert dialog.form.value("whose") == ("team", None) and dialog.form.value("from_day") == date(2026, 8, 3)
    view.menu.close()
    dialog.reject()
