"""What is not saved is named, tried again together, and asked about before the window closes or turns to a date."""

from collections.abc import Iterator
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from codedesk.errors import CannotSave
from tests.services.team import FRIDAY
from tests.ui.asked import Answers
from tests.ui.pages.day_window import DayWindow
from tests.ui.typist import Key

THURSDAY = FRIDAY - timedelta(1)


class Full:
    """A disk that is full until there is room."""

    def __init__(self, window: DayWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        self.has_room, real = False, window.team.desk.writing

        def writing(*args: Any, **kwargs: Any) -> "Future[Any]":
            if self.has_room:
                return real(*args, **kwargs)
            failed: Future[Any] = Future()
            failed.set_exception(CannotSave("The disk is full."))
            return failed

        monkeypatch.setattr(window.team.desk, "writing", writing)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def full(window: DayWindow, monkeypatch: pytest.MonkeyPatch) -> Full:
    """Two cells that could not be saved."""
    made = Full(window, monkeypatch)
    for column, text in (("charts", "31"), ("hours", "2.5")):
        window.go("Ana Diaz", column, "Same-day surgery")
        window.enter(text)
        window.settle()
    return made


def cells(window: DayWindow) -> list[tuple[str, str]]:
    found = [window.cell("Ana Diaz", column, "Same-day surgery") for column in ("charts", "hours")]
    return [(cell.text, cell.state) for cell in found]


RED, SAVED = [("31", "refused"), ("2.5", "refused")], [("31", "normal"), ("2.5", "normal")]


def test_retry_names_and_saves_all_of_them(window: DayWindow, full: Full) -> None:
    assert window.frame.strip.text == "“31” and “2.5” are not saved yet. The disk is full."
    full.has_room = True
    window.frame.strip._again.click()
    window.settle()
    assert cells(window) == SAVED and not window.context.unsaved and not window.frame.strip.text
    assert window.context.is_saved


def test_one_that_is_saved_leaves_the_other_named(window: DayWindow, full: Full) -> None:
    full.has_room = True
    window.go("Ana Diaz", "hours", "Same-day surgery")
    window.enter("3")
    window.settle()
    assert window.frame.strip.text == "“31” is not saved yet."
    assert window.context.saved_words == "Not saved"


def test_esc_gives_one_up(window: DayWindow, full: Full) -> None:
    window.go("Ana Diaz", "charts", "Same-day surgery")
    window.press(Key.Key_Escape)
    window.settle()
    assert window.context.unsaved.sentence == "“2.5” is not saved yet."


def test_another_date_asks_and_both_are_red_when_it_is_shown_again(
    window: DayWindow, full: Full, answers: Answers
) -> None:
    answers.answers = ["", "leave"]
    window.page.go_to(THURSDAY)
    assert window.page.day == FRIDAY and answers.offered == ["again", "leave"]
    assert answers.told.startswith("“31” and “2.5” are not saved yet.")
    window.page.go_to(THURSDAY)
    window.settle()
    assert window.page.day == THURSDAY
    full.has_room = True
    answers.answers = ["again"]
    window.page.go_to(FRIDAY)
    window.settle()
    assert cells(window) == SAVED


def test_left_cells_wait_on_their_date(window: DayWindow, full: Full, answers: Answers) -> None:
    answers.answers = ["leave", "leave"]
    window.page.go_to(THURSDAY)
    window.settle()
    window.page.go_to(FRIDAY)
    window.settle()
    assert cells(window) == RED


def test_closing_asks_from_any_page(window: DayWindow, full: Full, answers: Answers) -> None:
    window.frame.show_page("history")
    window.settle()
    answers.answers = ["", "again", "leave"]
    assert not window.frame.close_department()
    assert window.frame.close_department(), "tried again, still full, left"
    full.has_room = True
    answers.answers = ["again"]
    assert window.frame.close_department()
    assert not window.context.unsaved and window.team.block("Ana Diaz").charts == 31


def test_a_last_value_that_fails_while_closing_is_told(
    window: DayWindow, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go("Ana Diaz", "charts", "Same-day surgery")
    window.type("7")
    Full(window, monkeypatch)
    answers.answers = [""]
    assert not window.frame.close_department()
    assert answers.told.startswith("“7” is not saved yet.")
    answers.answers = ["leave"]
    assert window.frame.close_department()


def test_another_change_that_failed_is_asked_about_too(
    window: DayWindow, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Full(window, monkeypatch)
    window.page.finish()
    window.settle()
    answers.answers = ["again"]
    full.has_room = True
    assert window.frame.close_department()
    assert "Finish" in answers.told and window.context.is_saved
