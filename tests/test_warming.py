"""While nobody asks for anything, copies are made for the next start; nobody hears of it."""

import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from codedesk.app import warming
from codedesk.app.warming import Warming
from codedesk.desk import Desk
from codedesk.services.department.departments import department
from codedesk.settings import Settings
from codedesk.ui.context import Context
from codedesk.ui.garbage import spare_nothing
from tests.services.team import Team

JANUARY = 12 * 2026


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A team with work in three months of 2026."""
    monkeypatch.setattr(warming, "BETWEEN_MS", 1)
    monkeypatch.setattr(warming, "AFTER_A_CHANGE_MS", 50)
    team = Team(tmp_path)
    for month in (1, 2, 9):
        team.set("Ana Diaz", "paid_hours", 8.0, day=date(2026, month, 12))
    spare_nothing()
    yield team.desk
    team.desk.close()
    spare_nothing()


def opened(desk: Desk, qtbot: QtBot, failures: list[BaseException], *, copying: bool = True) -> Context:
    context = Context(desk, Settings(), lambda: date(2026, 9, 30))
    context.unexpected_happened.connect(failures.append)
    Warming(context, copying=copying)
    context.background.watch(context, desk.reading(department))  # what is asked for first
    return context


def copied(desk: Desk) -> set[int]:
    return desk.use(lambda connection: connection.copies.months("log"))


def test_every_month_is_copied_and_again_after_a_change(desk: Desk, qtbot: QtBot) -> None:
    failures: list[BaseException] = []
    context = opened(desk, qtbot, failures)
    step = desk.undo_step
    qtbot.waitUntil(lambda: copied(desk) == set(range(JANUARY, JANUARY + 9)))
    desk.undo()
    assert copied(desk) == set(range(JANUARY, JANUARY + 8))
    desk.redo()
    qtbot.waitUntil(lambda: copied(desk) == set(range(JANUARY, JANUARY + 9)))
    assert desk.undo_step == step
    assert not failures
    context.close()


def test_a_copy_that_cannot_be_made_says_nothing(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []

    def fail(*_call: object, **_named: object) -> bool:
        tried.append(None)
        raise ValueError

    monkeypatch.setattr(warming, "copy_some", fail)
    failures: list[BaseException] = []
    context = opened(desk, qtbot, failures)
    qtbot.waitUntil(lambda: bool(tried) and not context.background.busy)
    assert not failures
    context.close()


def test_nothing_is_copied_of_a_department_that_is_closed(desk: Desk, qtbot: QtBot) -> None:
    failures: list[BaseException] = []
    context = opened(desk, qtbot, failures)
    context.close()
    context.findChild(Warming)._copy()  # what was to come when it was closed
    assert not copied(desk) and not failures and not context.background.busy


def test_where_the_file_stays_as_it_is_nothing_is_copied(desk: Desk, qtbot: QtBot) -> None:
    failures: list[BaseException] = []
    context = opened(desk, qtbot, failures, copying=False)
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0 and not context.background.busy)
    assert not context.findChild(Warming)._next.isActive()
    assert not copied(desk) and not failures
    context.close()
