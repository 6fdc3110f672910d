"""Events on the chart and in lists, and before and after one click away, with the mouse and with the keys alone."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from codedesk.desk import Desk
from codedesk.models.events import EventDraft
from codedesk.periods import Period, quarter
from codedesk.services.department.events_and_notes import EventRow, events
from codedesk.ui import ask
from codedesk.ui.dialogs.before_after import BeforeAfterDialog
from codedesk.ui.dialogs.events import EventsDialog
from codedesk.ui.pages.coder.page import CoderPage
from codedesk.ui.pages.team.page import TeamPage
from codedesk.ui.pages.trends.over_time import OverTimeView
from codedesk.ui.pages.trends.page import TrendsPage
from tests.ui.asked import Answers
from tests.ui.pages.audits.audit_window import CONTROL, SHIFT, Window
from tests.ui.typed_values import type_values
from tests.ui.typist import Key

TODAY = date(2026, 10, 1)
Q3 = quarter(2026, 3)
DAX = 2
TEMPLATE = "The surgeons use a new note template"


class Chooses(Answers):
    """Chooses one of several things as decided."""

    @override
    def choice(self, parent: QWidget | None, title: str, label: str, choices: tuple[str, ...]) -> str | None:
        answer = self._next(title)
        assert answer in choices
        return str(answer)


class EventWindow(Window):
    """The window of the sample on Coder or Team."""

    def __init__(self, bot: QtBot, desk: Desk, page: str) -> None:
        super().__init__(bot, desk, page, TODAY, **({"coder_id": DAX} if page == "coder" else {}))

    @property
    def coder(self) -> CoderPage:
        page = self.page
        assert isinstance(page, CoderPage)
        return page

    @property
    def team(self) -> TeamPage:
        page = self.page
        assert isinstance(page, TeamPage)
        return page

    def stored(self) -> tuple[EventRow, ...]:
        return self.desk.read(events, Q3)

    def compared(self, dialog: BeforeAfterDialog | None) -> BeforeAfterDialog:
        assert dialog is not None
        self.settle()
        return dialog


@pytest.fixture
def coder(qtbot: QtBot, sample: Desk) -> Iterator[EventWindow]:
    made = EventWindow(qtbot, sample, "coder")
    yield made
    made.context.close()


@pytest.fixture
def team(qtbot: QtBot, sample: Desk) -> Iterator[EventWindow]:
    made = EventWindow(qtbot, sample, "team")
    yield made
    made.context.close()


def offered(window: EventWindow) -> dict[str, object]:
    menu = window.coder.menu
    assert menu is not None
    return {action.text(): action for action in menu.actions()}


def test_a_right_click_on_a_week_offers_to_enter_what_happened_then(coder: EventWindow) -> None:
    canvas = coder.coder.charts.pace.canvas
    assert canvas is not None and canvas.chart is not None
    point = canvas.chart.points[3]
    spot = canvas._where(point.day, point.value).toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, canvas.viewport().mapToGlobal(spot))
    QApplication.sendEvent(canvas.viewport(), event)
    first = next(iter(offered(coder).items()))
    assert first[0] == "Something happened in the week of 20 Jul 2026…"
    coder.coder.menu.close()  # type: ignore[union-attr]
    first[1].trigger()  # type: ignore[attr-defined]
    dialog = coder.coder.below.events.editing.dialog
    assert dialog is not None
    assert dialog.form.value("from_day") == point.day
    type_values(dialog.form, {"kind": "tool", "text": "AI suggestions for emergency"})
    dialog.foot.save.click()
    coder.settle()
    (row,) = [each for each in coder.stored() if each.draft.kind == "tool"]
    assert row.draft == EventDraft(from_day=point.day, text="AI suggestions for emergency", kind="tool")


def test_the_menu_key_does_the_same_at_the_cursor_and_ctrl_shift_e_takes_its_week(coder: EventWindow) -> None:
    canvas = coder.coder.charts.pace.canvas
    assert canvas is not None
    canvas.setFocus()
    coder.press(Key.Key_Home)
    coder.press(Key.Key_Right)
    assert canvas.cursor_day == date(2026, 7, 6)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(canvas.viewport(), event)
    assert "Something happened in the week of 6 Jul 2026…" in offered(coder)
    coder.coder.menu.close()  # type: ignore[union-attr]
    canvas.setFocus()
    coder.press(Key.Key_E, CONTROL | SHIFT)
    dialog = coder.coder.below.events.editing.dialog
    assert dialog is not None and dialog.form.value("from_day") == date(2026, 7, 6)
    dialog.reject()


def test_before_and_after_is_one_click_from_the_chart(coder: EventWindow) -> None:
    canvas = coder.coder.charts.pace.canvas
    assert canvas is not None
    coder.coder.charts.point(date(2026, 8, 24))
    coder.coder._chart_menu(QPoint(0, 0))
    action = offered(coder)[f"Before and after “{TEMPLATE}”"]
    coder.coder.menu.close()  # type: ignore[union-attr]
    action.trigger()  # type: ignore[attr-defined]
    dialog = coder.compared(coder.coder.comparison)
    assert TEMPLATE in dialog.title.text()
    assert dialog.spans.text().replace("\u00a0", " ").startswith("Same-day surgery · ")
    dialog.accept()


def test_in_the_list_the_chosen_event_or_one_that_is_named(coder: EventWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    below = coder.coder.below
    asker = Chooses(f"24 Aug 2026 · {TEMPLATE}")
    monkeypatch.setattr(ask, "asker", lambda: asker)
    coder.press(Key.Key_D, CONTROL | SHIFT)
    dialog = coder.compared(coder.coder.comparison)
    assert TEMPLATE in dialog.title.text()
    dialog.accept()
    below.events.table.select_where(lambda row: row.draft.kind == "downtime")
    below.compare.click()
    dialog = coder.compared(coder.coder.comparison)
    assert "The network is down for three hours" in dialog.title.text()
    dialog.accept()
    assert not asker.answers


def test_the_weeks_can_be_chosen_and_all_of_it_copied(coder: EventWindow) -> None:
    coder.coder._compare(next(row for row in coder.stored() if row.draft.text == TEMPLATE))
    dialog = coder.compared(coder.coder.comparison)
    assert "38 days each" in dialog.spans.text()
    dialog.weeks._group.button(0).click()
    coder.settle()
    assert "28 days each" in dialog.spans.text()
    dialog.copy.click()
    assert dialog.copy.text() == "Copied"
    copied = QGuiApplication.clipboard().text()
    assert "not what made it so" in copied
    lines = [line.split("\t") for line in copied.splitlines() if "\t" in line]
    assert [line[0] for line in lines] == ["", "Pace", "Accuracy", "Hours a week at this work"]
    assert dialog.table.rowCount() == 3
    dialog.accept()


def test_team_lists_the_events_of_everybody_adds_changes_and_compares(team: EventWindow) -> None:
    team.press(Key.Key_E, CONTROL | SHIFT)
    dialog = team.team.events
    assert dialog is not None
    team.settle()
    before = len(dialog.table.rows)
    assert before == len(team.stored())
    team.press(Key.Key_N, CONTROL)
    form = dialog.editing.dialog
    assert form is not None
    type_values(form.form, {"from_day": date(2026, 9, 1), "kind": "tool", "text": "Autonomous coding of radiology"})
    form.foot.save.click()
    team.settle()
    assert len(dialog.table.rows) == before + 1
    dialog.compare.click()  # the one that was just added is chosen
    compared = team.compared(dialog.comparison)
    assert "Autonomous coding of radiology" in compared.title.text()
    assert compared.said.text().startswith("Pace")
    compared.accept()
    dialog.accept()


def test_where_no_event_is_listed_none_can_be_changed_and_the_words_stand_under_the_heading(team: EventWindow) -> None:
    dialog = EventsDialog(team.frame, team.context, Period(date(2020, 1, 1), date(2020, 3, 31)), "Q1 2020")
    dialog.show()
    team.settle()
    offered = {made.text(): made.isEnabled() for made in dialog.findChildren(QPushButton)}
    rests = ("Change", "Void", "Before and after")
    assert [words for words in rests if offered[words]] == [] and offered["Add event"]
    (heading,) = [made for made in dialog.findChildren(QLabel) if made.text() == "Events, Q1 2020"]
    assert dialog.empty.y() - heading.geometry().bottom() < heading.height()
    dialog.reject()


def test_every_word_of_a_comparison_can_be_read(team: EventWindow) -> None:
    team.press(Key.Key_E, CONTROL | SHIFT)
    dialog = team.team.events
    assert dialog is not None
    team.settle()
    dialog.table.select_where(lambda row: row.draft.text == TEMPLATE)
    dialog.compare.click()
    table = team.compared(dialog.comparison).table
    cells = [(row, column) for row in range(table.rowCount()) for column in range(table.columnCount())]
    assert len(cells) == 18
    for row, column in cells:
        item = table.item(row, column)
        assert item is not None
        room = QRect(0, 0, table.columnWidth(column) - 10, 500)
        needed = QFontMetrics(table.font()).boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
        assert needed.height() <= table.rowHeight(row) and needed.width() <= room.width() + 1, item.text()
    assert dialog.comparison is not None
    dialog.comparison.accept()
    dialog.accept()


def test_what_cannot_be_compared_says_why(team: EventWindow) -> None:
    number = 999
    dialog = BeforeAfterDialog(team.main, team.context, number)
    dialog.show()
    team.settle()
    assert dialog.said.text() == "this event is no longer there"
    assert not dialog.table.isVisible() and not dialog.copy.isVisible()
    dialog.close()


def test_trends_offers_the_same_on_its_charts_and_by_keys(team: EventWindow) -> None:
    team.frame.show_page("trends")
    team.settle()
    page = team.page
    assert isinstance(page, TrendsPage)
    view = page.views[0]
    assert isinstance(view, OverTimeView)
    view.charts.point(date(2026, 8, 3))
    view._offer_at(QPoint(0, 0))
    assert view.menu is not None
    first, anew, last = view.menu.actions()
    assert first.text() == "Something happened in the week of 3 Aug 2026…"
    assert anew.text() == "Begin the limits anew in the week of 3 Aug 2026…"
    assert last.text() == "Events, before and after"
    view.menu.close()
    first.trigger()
    team.settle()
    assert view.events is not None
    form = view.events.editing.dialog
    assert form is not None and form.form.value("from_day") == date(2026, 8, 3)
    form.reject()
    view.events.reject()
    page.open_events()
    team.settle()
    assert view.events.isVisible() and view.events.table.rows
    assert view.events.editing.dialog is None
    view.events.accept()
