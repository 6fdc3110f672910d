"""History: who, when, which step, before and after; found by words, put back by a key."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.models.coders import CoderDraft
from codedesk.services.people.coders import add_coder, change_coder, coders
from codedesk.settings import Settings
from codedesk.ui.context import Context
from codedesk.ui.pages.history import HistoryPage

TODAY = date(2026, 10, 5)
ANA = CoderDraft(name="Ana Diaz", started_on=date(2026, 1, 5))


@pytest.fixture
def page(qtbot: QtBot, department: Desk) -> Iterator[HistoryPage]:
    number = department.write("Add Ana Diaz", add_coder, ANA)
    department.write("Change Ana's hours", change_coder, number, ANA.but(scheduled_hours_per_week=32.0), ())
    context = Context(department, Settings(), lambda: TODAY)
    made = HistoryPage(context)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.show_if_stale()
    settle(qtbot, made)
    yield made
    context.close()


def settle(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: not page.context.background.busy)


def test_steps_stand_newest_first_with_who_and_how_much(page: HistoryPage) -> None:
    assert page.steps.copied().splitlines()[1].split("\t")[1:3] == [
        "Set scheduled hours per week of Ana Diaz to 32.",
        "Undo",
    ]
    assert [(row.step, row.who) for row in page.steps.rows][:2] == [
        ("Change Ana's hours", "R. Castellane"),
        ("Add Ana Diaz", "R. Castellane"),
    ]
    assert page.steps.rows[0].rows == 1


def test_the_values_before_and_after_stand_beside_the_step(page: HistoryPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(page.entries.rows))
    assert [(row.what, row.value, row.before, row.after) for row in page.entries.rows] == [
        ("coder: Ana Diaz", "scheduled hours per week", "", "32")
    ]


def test_words_narrow_the_list(page: HistoryPage, qtbot: QtBot) -> None:
    page._filter.setText("add diaz")
    page.refresh()
    settle(qtbot, page)
    assert [row.step for row in page.steps.rows] == ["Add Ana Diaz"]
    page._filter.setText("100%")
    page.refresh()
    settle(qtbot, page)
    assert page.steps.rows == () and page.entries.rows == ()


def test_an_older_step_is_put_back_and_says_so(page: HistoryPage, qtbot: QtBot) -> None:
    page.steps.select_where(lambda row: row.step == "Change Ana's hours")
    page._put_back()
    settle(qtbot, page)
    page.refresh()
    settle(qtbot, page)
    assert page.context.desk.read(coders, TODAY)[0].draft.scheduled_hours_per_week is None
    assert [(row.step, row.taken_back) for row in page.steps.rows][:2] == [
        ("Put back: Change Ana's hours", False),
        ("Change Ana's hours", True),
    ]


def test_the_chosen_step_stays_chosen_when_it_is_put_back(page: HistoryPage, qtbot: QtBot) -> None:
    """Enter, and Enter in its menu, pressed again took the step above back."""
    page.steps.select_where(lambda row: row.step == "Change Ana's hours")
    page._put_back()
    settle(qtbot, page)
    page.refresh()
    settle(qtbot, page)
    chosen = page.steps.selected_row()
    assert chosen is not None and chosen.step == "Change Ana's hours" and chosen.taken_back


def click_undo(page: HistoryPage, row: int) -> None:
    place = page.steps.visualRect(page.steps.model().index(row, 2)).center()
    QTest.mouseClick(page.steps.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_double_click_on_undo_takes_one_step_back(page: HistoryPage, qtbot: QtBot) -> None:
    """The first click brings a new line above, and with it the Undo of another step under the mouse."""
    view = page.steps.viewport()
    before = len(page.steps.rows)
    place = page.steps.visualRect(page.steps.model().index(0, 2)).center()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, page)
    page.refresh()
    settle(qtbot, page)
    assert len(page.steps.rows) == before + 1
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        held = Qt.MouseButton.LeftButton if kind == QEvent.Type.MouseButtonDblClick else Qt.MouseButton.NoButton
        at, no_keys = QPointF(place), Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, at, view.mapToGlobal(at), Qt.MouseButton.LeftButton, held, no_keys)
        QApplication.sendEvent(view, event)
    settle(qtbot, page)
    page.refresh()
    settle(qtbot, page)
    assert len(page.steps.rows) == before + 1


def test_each_step_has_its_undo_and_one_that_cannot_be_undone_says_why(page: HistoryPage, qtbot: QtBot) -> None:
    said: list[str] = []
    page.context.message_shown.connect(lambda _kind, words, *_more: said.append(words))
    click_undo(page, 0)
    settle(qtbot, page)
    page.refresh()
    settle(qtbot, page)
    assert page.context.desk.read(coders, TODAY)[0].draft.scheduled_hours_per_week is None
    assert [page.steps.model().index(row, 2).data() for row in (0, 1, 2)] == ["Undo", "–", "Undo"]
    click_undo(page, 1)
    settle(qtbot, page)
    assert said[-1] == (
        "“Set scheduled hours per week of Ana Diaz to 32.” cannot be undone. It was taken back already."
    )
    assert page._why_not.text() == "Cannot be undone. It was taken back already."
