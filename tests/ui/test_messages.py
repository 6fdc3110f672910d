"""A message in the strip belongs to what it speaks of: it goes when that is done, or when its page is left."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.errors import CannotSave, Refused
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame

TODAY = date(2026, 10, 5)


@pytest.fixture
def frame(qtbot: QtBot, department: Desk) -> Iterator[Frame]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.theme().apply(app, "light")
    context = Context(department, Settings(), lambda: TODAY)
    made = Frame(context)
    qtbot.addWidget(made)
    made.show()
    made.show_first("history")
    settle(qtbot, made)
    yield made
    context.close()


def settle(qtbot: QtBot, frame: Frame) -> None:
    qtbot.waitUntil(lambda: not frame.context.background.busy)


class Void:
    """A change that needs a reason, and a disk with room."""

    full = False

    def __call__(self, _session: Session, reason: str) -> None:
        if not reason:
            raise Refused("say why it is voided")
        if self.full:
            raise CannotSave("The disk is full.")


def write(frame: Frame, qtbot: QtBot, service: object, step: str, reason: str) -> None:
    assert frame.page is not None and callable(service)
    frame.context.write(frame.page, step, service, reason)
    settle(qtbot, frame)


def test_a_refusal_goes_when_the_same_is_done_right(frame: Frame, qtbot: QtBot) -> None:
    void = Void()
    write(frame, qtbot, void, "Void the standard of January", "")
    assert frame.strip.text == "say why it is voided"
    write(frame, qtbot, void, "Void the standard of January", "typed twice")
    assert frame.strip.text == ""


def test_a_failure_goes_when_the_same_step_is_saved_and_not_when_another_is(frame: Frame, qtbot: QtBot) -> None:
    void, other = Void(), Void()
    void.full = True
    write(frame, qtbot, void, "Void January", "typed twice")
    assert frame.strip.text == "The disk is full."
    void.full = False
    write(frame, qtbot, other, "Void April", "typed twice")
    write(frame, qtbot, void, "Void February", "typed twice")
    assert frame.strip.text == "The disk is full."  # January is still not voided
    write(frame, qtbot, void, "Void January", "typed twice")
    assert frame.strip.text == ""


def test_a_retry_that_succeeds_leaves_no_red(frame: Frame, qtbot: QtBot) -> None:
    void = Void()
    void.full = True
    write(frame, qtbot, void, "Void January", "typed twice")
    frame.strip._again.click()
    settle(qtbot, frame)
    assert frame.strip.text == "The disk is full."
    void.full = False
    frame.strip._again.click()
    settle(qtbot, frame)
    assert frame.strip.text == ""


def test_a_refusal_stays_on_its_page_and_a_failed_save_is_told_everywhere(frame: Frame, qtbot: QtBot) -> None:
    void = Void()
    write(frame, qtbot, void, "Void January", "")
    frame.show_page("safety")
    settle(qtbot, frame)
    assert frame.strip.text == ""
    void.full = True
    write(frame, qtbot, void, "Void January", "typed twice")
    frame.show_page("history")
    settle(qtbot, frame)
    assert frame.strip.text == "The disk is full."


def test_what_a_page_says_of_its_form_goes_with_the_page_and_good_news_does_not(frame: Frame, qtbot: QtBot) -> None:
    for kind, left in (("error", ""), ("caution", ""), ("info", "Words."), ("done", "Words.")):
        frame.context.say(kind, "Words.")  # type: ignore[arg-type]
        frame.show_page("safety" if frame.page_name == "history" else "history")
        settle(qtbot, frame)
        assert frame.strip.text == left
    frame.context.say("caution", "The file is in a synchronised folder.", stays=True)
    frame.show_page("safety" if frame.page_name == "history" else "history")
    assert frame.strip.text != ""


def test_a_failure_that_a_form_tells_goes_when_the_form_is_saved(frame: Frame, qtbot: QtBot) -> None:
    """The form's step may have another name by then: the name of the coder was corrected."""
    void = Void()
    void.full = True
    assert frame.page is not None
    for step in ("Add Ana", "Add Anna"):
        frame.context.write(frame.page, step, void, "typed", failed=frame.context.tell_failure)
        settle(qtbot, frame)
        assert frame.strip.text == ("The disk is full." if void.full else "")
        void.full = False


def test_two_cells_of_one_grid_are_two_things(frame: Frame, qtbot: QtBot) -> None:
    void = Void()
    void.full = True
    assert frame.page is not None
    frame.context.write(frame.page, "Set A", void, "1", failed=frame.context.tell_failure, about="A")
    settle(qtbot, frame)
    void.full = False
    frame.context.write(frame.page, "Set B", void, "1", failed=frame.context.tell_failure, about="B")
    settle(qtbot, frame)
    assert frame.strip.text == "The disk is full."
    frame.context.write(frame.page, "Clear A", void, "2", failed=frame.context.tell_failure, about="A")
    settle(qtbot, frame)
    assert frame.strip.text == ""
