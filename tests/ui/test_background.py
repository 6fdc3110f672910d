"""Replies come on the UI thread, in words where they fail, and never to a widget that is gone."""

import sys
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import Future
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from codedesk.ui.background import Background


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background(unforeseen.append)
    unforeseen.clear()
    yield made
    made.close()


unforeseen: list[BaseException] = []


def test_a_reply_comes_on_the_thread_of_the_window(background: Background, owner: QWidget, qtbot: QtBot) -> None:
    seen: list[tuple[Any, bool]] = []

    def show(result: Any) -> None:
        seen.append((result, threading.current_thread() is threading.main_thread()))

    background.run(owner, lambda: threading.current_thread() is threading.main_thread(), then=show)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(False, True)]
    assert not background.busy


def test_a_failure_goes_to_failed_or_to_whoever_takes_the_unforeseen(
    background: Background, owner: QWidget, qtbot: QtBot
) -> None:
    told: list[BaseException] = []
    background.run(owner, int, "x", failed=told.append)
    background.run(owner, int, "y")
    qtbot.waitUntil(lambda: bool(told and unforeseen))
    assert isinstance(told[0], ValueError) and isinstance(unforeseen[0], ValueError)


def test_a_reply_to_a_widget_that_is_gone_is_dropped(background: Background, qtbot: QtBot) -> None:
    gone, here = QWidget(), QWidget()
    qtbot.addWidget(here)
    late: Future[str] = Future()
    seen: list[str] = []
    background.watch(gone, late, seen.append)
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    late.set_result("for nobody")
    background.run(here, str, "for somebody", then=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["for somebody"]


def test_a_cancelled_job_says_nothing(background: Background, owner: QWidget, qtbot: QtBot) -> None:
    job: Future[str] = Future()
    seen: list[Any] = []
    background.watch(owner, job, seen.append, seen.append)
    job.cancel()
    background.run(owner, str, "after", then=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["after"]


def test_what_the_window_let_go_of_is_taken_away_on_its_own_thread_whatever_another_thread_does(
    qtbot: QtBot, background: Background
) -> None:
    """Taken away on the database thread, a widget locks Qt against Python, and the window stands still for ever."""
    where: list[int] = []
    part = Part()
    part.own = part  # a circle, as between a page and its slots: only the collector takes it away
    weakref.finalize(part, lambda: where.append(threading.get_ident()))
    del part
    other = threading.Thread(target=_leave_circles)
    other.start()
    other.join()
    assert where == []
    qtbot.waitUntil(lambda: bool(where))
    assert where == [threading.get_ident()]


class Part(QObject):
    """Something of a window that refers to itself."""

    own: "Part"


def _leave_circles() -> None:
    for _ in range(300_000):
        circle: list[object] = []
        circle.append(circle)


def test_a_reply_that_is_there_at_once_does_not_overtake_one_before_it(
    background: Background, owner: QWidget, qtbot: QtBot
) -> None:
    order: list[str] = []
    first: Future[str] = Future()
    background.watch(owner, first, order.append)
    thread = threading.Thread(target=first.set_result, args=("first",))
    thread.start()
    thread.join()
    second: Future[str] = Future()
    second.set_result("second")
    background.watch(owner, second, order.append)
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["first", "second"]


def test_the_window_waits_a_fifth_of_a_millisecond_for_a_thread_that_computes(background: Background) -> None:
    """It asks for the interpreter's lock a hundred times for one picture: of 5 ms each that was half a second."""
    assert sys.getswitchinterval() == pytest.approx(0.0002)
