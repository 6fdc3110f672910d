"""The Reviews page without anybody to review, and on a file that may only be read."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.periods import quarter
from codedesk.ui import theme
from tests.ui.pages.reviews.reviews_window import Answers, ReviewsWindow


def test_a_period_without_anybody_says_what_to_do(window: ReviewsWindow) -> None:
    window.context.period = quarter(2001, 1)
    window.settle()
    said = " ".join(label.text() for label in window.page.findChildren(QLabel) if label.isVisible())
    assert "Nobody has anything to review in Q1 2001. Log days or enter audits first." in said
    able = {action.name for action in window.page.actions() if action.enabled()}
    assert not able & {"reviews.save", "reviews.print", "reviews.save_all", "reviews.next", "reviews.merged"}
    went: list[str] = []
    window.context.navigated.connect(lambda page, _what: went.append(page))
    button = next(each for each in window.page.findChildren(QPushButton) if each.text() == "Go to Today")
    button.click()
    assert went == ["today"]


def test_a_step_of_a_review_brings_nothing_under_the_mouse(window: ReviewsWindow, answers: Answers) -> None:
    def places() -> dict[str, tuple[int, int]]:
        made = window.page.state.findChildren(QPushButton)
        at = [(each.text(), each.mapTo(window.page, QPoint())) for each in made if each.isVisible()]
        return {words: (place.x(), place.y()) for words, place in at}

    def press(words: str) -> dict[str, tuple[int, int]]:
        """Press a button; return what stands where it was, or has moved."""
        before = places()
        next(each for each in window.page.state.findChildren(QPushButton) if each.text() == words).click()
        window.settle()
        after = places()
        return {
            each: place for each, place in after.items() if before.get(each, place) != place or place == before[words]
        }

    def words_begin() -> int:
        return window.page.words.mapTo(window.page, QPoint()).y()

    began = words_begin()
    press("Mark as ready")
    press("Give out")
    assert words_begin() == began, "the words stay where they were"
    assert press("Record the signature") == {}
    assert press("Reopen") == {}


def test_a_file_that_is_only_read_takes_no_word_at_all(qtbot: QtBot, sample_path: Path) -> None:
    theme.theme()
    window = ReviewsWindow(qtbot, Desk.open(sample_path, "R. Castellane", read_only=True), 1)
    words = window.page.words
    forms = [words.texts, *words.agreements, words.private]
    forms += [words._last_form] if words._last_form is not None else []
    editors = [each for form in forms for kind in (QPlainTextEdit, QLineEdit) for each in form.findChildren(kind)]
    assert len(editors) >= 18 and not [each.objectName() for each in editors if each.isEnabled()]
    assert not window.page.words.can_propose and not window.page.state.can_step()
    assert window.page.pages.page_count >= 5
    window.close()
    window.desk.close()
