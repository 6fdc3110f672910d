"""A window that stays open over days backs up on each of them on which something changed, and says what hinders it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from codedesk.app import daily
from codedesk.app.daily import Daily
from codedesk.desk import Desk
from codedesk.models.coders import CoderDraft
from codedesk.services.people.coders import add_coder
from codedesk.settings import Settings
from codedesk.store import backups
from codedesk.ui.context import Context

FRIDAY = date(2026, 10, 2)


class Open:
    """A department in a window, and the day that the clock shows."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.day = desk, FRIDAY
        self.context = Context(desk, Settings(), lambda: self.day)
        self.said: list[str] = []
        self.context.message_shown.connect(lambda _kind, words, _retry: self.said.append(words))
        self.daily = Daily(self.context)

    @property
    def kept(self) -> list[str]:
        return [backup.why for backup in backups.listed(backups.folder_of(self.desk.path), self.desk.path.stem)]

    def change(self, name: str) -> None:
        self.desk.write("Add", add_coder, CoderDraft(name=name, started_on=date(2026, 1, 5)))


@pytest.fixture
def opened(department: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    monkeypatch.setattr(daily, "LOOK_MS", 5)
    department.back_up_before("open")
    made = Open(department)
    yield made
    made.context.close()


def test_a_new_day_with_a_change_is_backed_up_once(opened: Open, qtbot: QtBot) -> None:
    before = len(opened.kept)
    opened.change("Ana Diaz")
    qtbot.wait(40)
    assert len(opened.kept) == before, "it is still the day of the open"
    opened.day += timedelta(1)
    qtbot.waitUntil(lambda: opened.kept.count("daily") == 1)
    opened.change("Bo Chen")
    qtbot.wait(40)
    assert opened.kept.count("daily") == 1, "it is still the same day"
    opened.day += timedelta(3)
    qtbot.waitUntil(lambda: opened.kept.count("daily") == 2)
    assert not opened.said


def test_what_hinders_it_is_said(opened: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "folder_of", lambda path: path / "no folder can be below a file")
    opened.change("Ana Diaz")
    opened.day += timedelta(1)
    qtbot.waitUntil(lambda: len(opened.said) == 1)
    assert "The backup into" in opened.said[0]
