"""What the cells of an audit offer: the records of a finding, y and n of a record."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.ui.pages.audits.form import AuditForm
from codedesk.ui.pages.audits.page import AuditsPage
from codedesk.ui.widgets.grid import EntryGrid
from tests.ui.pages.audits.audit_window import ALT, CONTROL, Window, add_team
from tests.ui.typist import Key


@pytest.fixture
def window(qtbot: QtBot, department: Desk) -> Window:
    department.write("Add the team", add_team)
    return Window(qtbot, department, "audits")


def begun(window: Window) -> AuditForm:
    """A new audit, record by record, with records 1, 2 and C-3."""
    window.press(Key.Key_N, CONTROL)
    page = window.page
    assert isinstance(page, AuditsPage)
    form = page.form
    assert form is not None
    window.press(Key.Key_3, ALT)
    form.records.start()
    for line in ("8 1", "9 0", "7 2"):
        window.enter(line)
    form.records.grid.set_current(2, "reference")
    window.enter("C-3")
    window.settle()
    return form


def shown(window: Window) -> QListWidget | None:
    return next((each for each in window.main.findChildren(QListWidget, "choices") if each.isVisible()), None)


def offered(window: Window) -> list[str]:
    listed = shown(window)
    return [listed.item(row).text() for row in range(listed.count())] if listed else []


def click(window: Window, grid: EntryGrid, row: int, column: str) -> None:
    index = grid.model.index(row, grid.model.column_of(column))
    QTest.mouseClick(grid.view.viewport(), Qt.MouseButton.LeftButton, pos=_middle(grid, index))
    window.settle()


def _middle(grid: EntryGrid, index: object) -> QPoint:
    return grid.view.visualRect(index).center()


def choose(window: Window, words: str) -> None:
    listed = shown(window)
    assert listed is not None
    (item,) = listed.findItems(words, Qt.MatchFlag.MatchExactly)
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=listed.visualItemRect(item).center())
    window.settle()


def test_the_record_of_a_finding_is_chosen_from_those_of_the_audit(window: Window) -> None:
    form = begun(window)
    form.findings.start()
    window.press(Key.Key_Down, ALT)
    assert offered(window) == ["1", "2", "C-3"]
    window.type("c")
    assert offered(window) == ["C-3"]
    window.press(Key.Key_Escape)
    click(window, form.findings.grid, 0, "record")
    choose(window, "2")
    click(window, form.findings.grid, 0, "category")
    listed = shown(window)
    assert listed is not None
    choose(window, listed.item(0).text())
    assert [finding.record for finding in form.findings.findings] == ["2"]


def test_a_number_of_a_record_is_not_completed_to_another_one(window: Window) -> None:
    form = begun(window)
    form.records.grid.set_current(0, "reference")
    window.enter("10")
    form.findings.start()
    window.enter("1 pd")
    assert form.findings.refusal == "finding 1: record 1 is not in this audit: type its line in the records first"
    form.findings.start()
    window.enter("2 pd")
    assert [finding.record for finding in form.findings.findings] == ["2"]


def test_a_record_whose_name_has_a_blank_is_taken_whole(window: Window) -> None:
    form = begun(window)
    form.records.grid.set_current(0, "reference")
    window.enter("chart 7")
    click(window, form.findings.grid, 0, "record")
    choose(window, "chart 7")
    click(window, form.findings.grid, 0, "category")
    listed = shown(window)
    assert listed is not None
    choose(window, listed.item(0).text())
    assert [finding.record for finding in form.findings.findings] == ["chart 7"]


def test_right_or_changed_is_chosen_from_a_list(window: Window) -> None:
    form = begun(window)
    click(window, form.records.grid, 1, "principal_right")
    assert offered(window) == ["y (right)", "n (changed)"]
    choose(window, "n (changed)")
    assert form.records.lines[1].principal_right is False
    click(window, form.records.grid, 1, "drg_right")
    window.enter("y")
    assert form.records.lines[1].drg_right is True
