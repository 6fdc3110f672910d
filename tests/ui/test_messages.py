"""A message in the strip belongs to what it speaks of: it goes when that is done, or when its page is left."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.errors import CannotSave, Refused
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.context import Context, MessageKind
from codedesk.ui.frame import Frame
from codedesk.ui.labels import ElidedLabel

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


@pytest.mark.parametrize("kind", ["error", "caution", "info", "done"])
def test_what_a_page_says_goes_with_the_page(frame: Frame, qtbot: QtBot, kind: MessageKind) -> None:
    """Good news followed to the next page, too, and was read as if it spoke of that one."""
    frame.context.say(kind, "Words.")
    assert frame.strip.text == "Words."
    for page in ("safety", "history"):
        frame.show_page(page)
        settle(qtbot, frame)
        assert frame.strip.text == ""


def test_what_concerns_the_department_is_seen_on_every_page_until_it_is_closed(frame: Frame, qtbot: QtBot) -> None:
    frame.context.say("caution", "The file is in a synchronised folder.", stays=True)
    frame.show_page("safety")
    settle(qtbot, frame)
    frame.context.say("info", "Words of this page.")
    assert frame.strip.text == "Words of this page."
    qtbot.keyClick(frame, Qt.Key.Key_Escape)
    assert frame.strip.text == "The file is in a synchronised folder."
    frame.show_page("history")
    settle(qtbot, frame)
    assert frame.strip.text == "The file is in a synchronised folder."
    qtbot.keyClick(frame, Qt.Key.Key_Escape)
    assert frame.strip.text == ""


def test_a_reply_that_comes_while_another_page_is_shown_is_told_on_its_own(frame: Frame, qtbot: QtBot) -> None:
    page, context = frame.page, frame.context
    assert page is not None
    context.read(page, lambda _session: 12, then=lambda count: context.say("done", f"{count} packets saved."))
    frame.show_page("safety")
    settle(qtbot, frame)
    assert frame.strip.text == ""
    frame.show_page("history")
    assert frame.strip.text == "12 packets saved."


def test_work_that_goes_on_is_still_told_when_its_page_is_shown_again(frame: Frame, qtbot: QtBot) -> None:
    frame.context.say("busy", "Erasing …")
    for page, said in (("safety", ""), ("history", "Erasing …")):
        frame.show_page(page)
        settle(qtbot, frame)
        assert frame.strip.text == said


@pytest.mark.parametrize("words", ["Short.", "A sentence that is too long for one line of the window. " * 4])
def test_no_message_moves_the_page(frame: Frame, qtbot: QtBot, words: str) -> None:
    """The page went down about 50 px and back: what was aimed at was somewhere else by then."""
    frame.resize(1180, 680)
    page = frame.page
    assert page is not None

    def places() -> list[QRect]:
        QApplication.processEvents()
        return [frame.stack.geometry(), *(each.geometry() for each in page.findChildren(QWidget) if each.isVisible())]

    before = places()
    frame.context.say("error", words, lambda: None)
    assert frame.strip.isVisible() and places() == before
    assert frame.strip.mapTo(frame, frame.strip.rect().topLeft()).y() >= frame.stack.geometry().bottom()
    frame.context.messages.close()
    assert not frame.strip.isVisible() and places() == before


def test_a_long_message_is_told_over_two_lines_and_whole_by_its_tooltip(frame: Frame, qtbot: QtBot) -> None:
    frame.resize(1180, 680)
    words = "Every word of a sentence that says what happened, and what can be done about it, is to be read. " * 2
    frame.context.say("info", words.strip())
    label = frame.strip._words
    assert isinstance(label, ElidedLabel)
    QApplication.processEvents()
    assert label._shown().count("\n") == 1 and label._shown().replace("\n", " ") == words.strip()
    assert label.height() >= 2 * label.fontMetrics().height()
    frame.context.say("info", words * 3)
    assert label._shown().endswith("…")
    QApplication.sendEvent(label, QHelpEvent(QEvent.Type.ToolTip, QPoint(), QPoint()))
    assert label.toolTip() == words * 3


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
