"""A policy is written, corrected and voided by the mouse alone; only letters and digits are typed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.ui.pages.audits.page import AuditsPage
from codedesk.ui.pages.audits.policy import PolicyView
from tests.ui.asked import answered
from tests.ui.hand import click, press
from tests.ui.pages.audits.audit_window import Window, add_team


@pytest.fixture
def window(qtbot: QtBot, department: Desk) -> Window:
    department.write("Add the team", add_team)
    return Window(qtbot, department, "audits")


def policy_of(window: Window) -> PolicyView:
    assert isinstance(window.page, AuditsPage)
    view = window.page.view
    assert isinstance(view, PolicyView)
    return view


def put(window: Window, name: str, text: str) -> None:
    click(policy_of(window).form.form.editor(name))
    window.type(text)


def test_a_policy_is_written_corrected_and_voided_by_mouse(window: Window) -> None:
    press(window.main, "Policy")
    window.settle()
    press(window.main, "Write a policy")
    window.settle()
    for name, text in (("effective_from", "1 jan 2026"), ("reason", "the board"), ("accuracy", "94"),
                       ("charts_per_quarter", "20")):  # fmt: skip
        put(window, name, text)
    press(window.main, "Store the policy")
    window.settle()
    view = policy_of(window)
    (row,) = view.lines.rows
    assert (row.draft.effective_from, row.draft.accuracy, row.draft.reason) == (date(2026, 1, 1), 94.0, "the board")
    assert not view.form.isVisible() and view.results.isVisible()
    line = view.lines.visualRect(view.lines.model().index(0, 1)).center()
    QTest.mouseClick(view.lines.viewport(), Qt.MouseButton.LeftButton, pos=line)
    press(window.main, "Correct the policy")
    window.settle()
    put(window, "correction", "it was 95")
    put(window, "accuracy", "95")
    press(window.main, "Store the policy")
    window.settle()
    (row,) = view.lines.rows
    assert row.draft.accuracy == 95.0
    with answered("a mistake"):
        press(window.main, "Void the policy")
        window.settle()
    assert not view.lines.rows
