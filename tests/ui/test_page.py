"""What every page does: only the reply to its newest question is shown, whenever an older one comes."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.errors import CodeDeskError
from codedesk.settings import Settings
from codedesk.ui.context import Context
from codedesk.ui.pages.page import Page


class Asking(Page):
    """A page that asks and keeps what it was told."""

    title = "Asking"

    def build(self) -> None:
        self.told: list[str] = []

    def ask(self, what: str) -> None:
        self.read(_nothing, what, then=self.told.append)


def _nothing(_session: object, _what: str) -> None:
    raise AssertionError("the questions of these tests are answered by hand")


@pytest.fixture
def context(department: Desk) -> Iterator[Context]:
    made = Context(department, Settings())
    yield made
    made.close()


@pytest.fixture
def asked(department: Desk, monkeypatch: pytest.MonkeyPatch) -> dict[str, Future[str]]:
    """The questions that are being answered, by what was asked: each was begun, so none can be called off."""
    futures: dict[str, Future[str]] = {}

    def reading(_service: Callable[..., Any], what: str) -> Future[str]:
        futures[what] = Future()
        futures[what].set_running_or_notify_cancel()
        return futures[what]

    monkeypatch.setattr(department, "reading", reading)
    return futures


def settle(qtbot: QtBot, context: Context) -> None:
    qtbot.waitUntil(lambda: not context.background.busy)


def test_a_reply_to_an_older_question_is_not_shown(
    context: Context, asked: dict[str, Future[str]], qtbot: QtBot
) -> None:
    page = Asking(context)
    qtbot.addWidget(page)
    page.ask("July")
    page.ask("August")
    asked["August"].set_result("August's figures")
    asked["July"].set_result("July's figures")
    settle(qtbot, context)
    assert page.told == ["August's figures"]


def test_a_reply_to_an_older_question_is_not_shown_while_the_newest_is_still_to_come(
    context: Context, asked: dict[str, Future[str]], qtbot: QtBot
) -> None:
    page = Asking(context)
    qtbot.addWidget(page)
    page.ask("July")
    page.ask("August")
    asked["July"].set_result("July's figures")
    delivered: list[str] = []
    context.background.watch(page, asked["July"], delivered.append)  # replies come in turn: July's came before this
    qtbot.waitUntil(lambda: bool(delivered))
    assert page.told == []
    asked["August"].set_result("August's figures")
    settle(qtbot, context)
    assert page.told == ["August's figures"]


def test_a_failure_of_an_older_question_does_not_hide_what_came_since(
    context: Context, asked: dict[str, Future[str]], qtbot: QtBot
) -> None:
    page = Asking(context)
    qtbot.addWidget(page)
    page.show()
    page.ask("July")
    page.ask("August")
    asked["August"].set_result("August's figures")
    qtbot.waitUntil(lambda: bool(page.told))
    page.show_content()
    asked["July"].set_exception(CodeDeskError("the file went away"))
    settle(qtbot, context)
    assert page.body.parentWidget().isVisible()
    page.ask("September")
    asked["September"].set_exception(CodeDeskError("the file went away"))
    settle(qtbot, context)
    assert not page.body.parentWidget().isVisible()
