"""The joined program for tests that drive it as a person does: a home of its own, and who answers its dialogs."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from codedesk import app, paths
from codedesk.app.program import Program
from codedesk.settings import Settings
from codedesk.store import engines
from codedesk.ui import ask, theme
from codedesk.ui.main_window import MainWindow
from codedesk.ui.pages.welcome import Welcome
from tests.ui.asked import Answers

TODAY = date(2026, 10, 5)


@pytest.fixture
def answers() -> Iterator[Answers]:
    """A person who answers every dialog as the test decided; nothing is decided yet."""
    made = Answers()
    before = ask.replace(made)
    yield made
    ask.replace(before)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which data, log and choices of this person lie."""
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path / "data")
    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path / "log")
    monkeypatch.setattr(paths, "settings_file", lambda: tmp_path / "settings.json")
    return tmp_path


@pytest.fixture
def program(home: Path, qtbot: QtBot, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The program on the day TODAY; nothing is open yet."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    settings = Settings.load(paths.settings_file())
    settings.who = "R. Castellane"
    qapp = app.application()
    theme.theme().apply(qapp, "light")
    made = Program(qapp, MainWindow(settings), settings, lambda: TODAY)
    qtbot.addWidget(made.window)
    yield made
    settle(qtbot, made)
    made.close()


def settle(qtbot: QtBot, program: Program) -> None:
    """Wait until everything that was asked and stored has come back."""

    def still() -> bool:
        context = program.context
        return not program.background.busy and (context is None or not context.background.busy)

    qtbot.waitUntil(still)


def welcome(program: Program) -> Welcome:
    """Return the welcome, which has to be what is seen."""
    found = program.window.shown
    assert isinstance(found, Welcome)
    return found


def found_department(program: Program, qtbot: QtBot) -> None:
    """Found a department as a person does, with a year that begins in July."""
    program.start(paths.default_department())
    page = welcome(program)
    page.show_questions()
    page.form.set_values(
        {
            "name": "Inpatient coding, North",
            "manager": "R. Castellane",
            "quarter_start_month": 7,
            "usual_hours_per_day": 7.5,
            "default_method": "union",
            "accuracy_standard": 95.0,
            "paper": "a4",
        }
    )
    page._found()
    settle(qtbot, program)


@pytest.fixture
def no_passphrases(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No passphrase is known, and each is soon turned over."""
    monkeypatch.setattr(engines, "ITERATIONS", 1_000)
    engines.forget()
    yield
    engines.forget()
