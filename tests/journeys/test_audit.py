"""Audits typed from a paper worksheet and from a slip: through the real window, without a mouse, key by key."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.metrics.figures import Accuracy
from codedesk.services.audits import audits
from codedesk.services.audits.audits import AuditRow
from tests.ui.pages.audits.audit_window import ALT, CONTROL, Window, add_team
from tests.ui.typist import Key

# A worksheet of twenty records: matched revised added deleted
WORKSHEET = (
    "8 0 0 0", "11 1 1 0", "6 1 0 0", "9 0 0 0", "9 0 0 1", "7 0 0 0", "5 0 0 0", "8 1 0 0", "7 0 0 0", "6 0 0 0",
    "9 0 0 0", "4 0 0 0", "8 0 1 0", "7 0 0 0", "6 0 0 0", "9 0 0 0", "8 0 0 0", "5 0 0 0", "7 0 0 0", "6 0 0 0",
)  # fmt: skip
# Six findings of it: record and category by its key, some with change and direction
FINDINGS = ("2 cc", "2 sd", "3 pd r o", "5 mo", "8 dr", "13 cc")


@pytest.fixture
def window(qtbot: QtBot, department: Desk) -> Window:
    department.write("Add the team", add_team)
    return Window(qtbot, department, "audits")


def stored(window: Window, count: int) -> tuple[AuditRow, ...]:
    window.settle()
    rows = window.desk.read(audits.audits)
    assert len(rows) == count
    return rows


def test_a_twenty_record_worksheet_with_six_findings_takes_under_260_keys(window: Window) -> None:
    window.press(Key.Key_N)
    window.enter("14 jul")
    window.enter("a")
    window.enter("i")
    window.type("Kim")
    window.press(Key.Key_3, ALT)
    for line in WORKSHEET:
        window.enter(line)
    window.press(Key.Key_4, ALT)
    for line in FINDINGS[:-1]:
        window.enter(line)
    window.type(FINDINGS[-1])
    window.press(Key.Key_Return, CONTROL)
    assert window.keys < 260
    (row,) = stored(window, 1)
    assert (row.name, row.coder, row.auditor, row.work_type) == ("2026-07-14 Diaz 1", "Ana Diaz", "Kim", "Inpatient")
    assert (row.charts, row.findings) == (20, 6)
    assert isinstance(row.result, Accuracy)
    assert row.result.value == pytest.approx(145 / 150)
    draft = window.desk.read(audits.open_audit, row.id)
    assert [(one.record, one.change) for one in draft.findings] == [
        ("2", "revised"), ("2", "added"), ("3", "revised"), ("5", "deleted"), ("8", "revised"), ("13", "added"),
    ]  # fmt: skip


def test_a_slip_takes_under_25_keys_and_the_next_one_keeps_its_date(window: Window) -> None:
    window.press(Key.Key_N)
    window.enter("14 jul")
    window.type("a")
    window.press(Key.Key_1, ALT)
    window.enter("88.6")
    window.type("20")
    window.press(Key.Key_Return, CONTROL)
    assert window.keys < 25
    (row,) = stored(window, 1)
    assert isinstance(row.result, Accuracy)
    assert row.result.value == pytest.approx(0.886)
    assert (row.charts, row.depth, row.day) == (20, "result", date(2026, 7, 14))
    first = window.keys
    window.type("b")
    window.press(Key.Key_1, ALT)
    window.enter("96")
    window.type("15")
    window.press(Key.Key_Return, CONTROL)
    assert window.keys - first <= 8
    newest, _ = stored(window, 2)
    assert (newest.coder, newest.day, newest.charts) == ("Ben Ode", date(2026, 7, 14), 15)


def test_the_next_audit_can_be_typed_without_waiting_for_the_one_before(window: Window) -> None:
    window.press(Key.Key_N)
    window.enter("14 jul")
    for coder, result in (("a", "88.6"), ("b", "91"), ("a", "97.5"), ("b", "93")):
        window.type(coder)
        window.press(Key.Key_1, ALT)
        window.enter(result)
        window.type("20")
        window.press(Key.Key_Return, CONTROL)
    names = [row.name for row in stored(window, 4)]
    assert names == ["2026-07-14 Ode 2", "2026-07-14 Diaz 2", "2026-07-14 Ode 1", "2026-07-14 Diaz 1"]


def test_every_save_is_one_step_that_undo_names(window: Window) -> None:
    window.press(Key.Key_N)
    window.enter("14 jul")
    window.type("a")
    window.press(Key.Key_3, ALT)
    for line in WORKSHEET[:3]:
        window.enter(line)
    window.press(Key.Key_S, CONTROL)
    stored(window, 1)
    assert window.desk.undo_step == "Save audit 2026-07-14 Diaz 1"
    window.context.undo()
    stored(window, 0)
    window.context.redo()
    (row,) = stored(window, 1)
    assert row.charts == 3
