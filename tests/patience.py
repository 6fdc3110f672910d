"""How long a test waits for what has to come: long, since a busy machine is no fault of the code.

What comes ends the wait at once, so patience costs nothing where all is well. No test names a limit of its own.
"""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

SECONDS = 300
LOOK_AGAIN_MS = 2
LAYOUT_TURNS = 6  # a text that wraps asks for another height, its frame for another, and so on up
A_MOMENT_MS = 500  # what a widget puts off for so long, until the typing pauses, comes of itself


class PatientBot(QtBot):
    """A bot that waits long and looks often."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = SECONDS * 1_000) -> None:
        deadline = time.monotonic() + timeout / 1_000
        while callback() is False:
            if time.monotonic() > deadline:
                pytest.fail(f"it did not come within {timeout / 1_000:.0f} seconds")
            self.wait(LOOK_AGAIN_MS)

    def waitSignal(self, signal: Any, *, timeout: int = SECONDS * 1_000, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitActive(self, widget: QWidget, *, timeout: int = SECONDS * 1_000) -> Any:
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = SECONDS * 1_000) -> Any:
        return super().waitExposed(widget, timeout=timeout)

    def settle(self, window: QWidget, busy: Callable[[], bool]) -> None:
        """Wait until every reply has come, nothing is put off for a moment, and the places have been given out."""
        self.wait(LOOK_AGAIN_MS)
        self.waitUntil(lambda: not busy() and not any(map(is_soon, window.findChildren(QTimer))))
        for _ in range(LAYOUT_TURNS):
            self.wait(LOOK_AGAIN_MS)


class SharedBot(PatientBot):
    """A bot for a window that several tests look at; it is closed after the last of them."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        super().__init__(request)
        self._windows: list[QWidget] = []

    def addWidget(self, widget: QWidget, **more: Any) -> None:
        self._windows.append(widget)

    def close(self) -> None:
        for window in self._windows:
            window.close()
            window.deleteLater()


def is_soon(timer: QTimer) -> bool:
    """Tell whether a timer is about to do what was put off."""
    return timer.isActive() and timer.isSingleShot() and timer.interval() <= A_MOMENT_MS


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The bot of pytest-qt, with patience."""
    return PatientBot(request)


@pytest.fixture(scope="module")
def shared_bot(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[SharedBot]:
    """The bot of a window that the tests of a module share; it only looks, or puts back what it moved."""
    bot = SharedBot(request)
    yield bot
    bot.close()


@contextmanager
def own_work(most: float) -> Iterator[None]:
    """Fail where more seconds of work are done meanwhile: this process's own, whatever else the machine does."""
    began = time.process_time()
    yield
    seconds = time.process_time() - began
    assert seconds < most, f"{seconds:.2f} s of work, at most {most} are right"


@contextmanager
def child(*command: object, **more: Any) -> Iterator["subprocess.Popen[Any]"]:
    """Start a program that hears Ctrl+C, and leave none behind, whatever comes."""
    with _interrupts_heard():
        started = subprocess.Popen([str(word) for word in command], **more)
    with started:
        try:
            yield started
        finally:
            started.kill()


@contextmanager
def _interrupts_heard() -> Iterator[None]:
    """Undo for a while that the tests are a job in the background, where what they start is deaf to Ctrl+C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
