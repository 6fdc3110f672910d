"""The Reviews page without anybody to review, and on a file that may only be read."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.periods import quarter
from codedesk.ui import theme
from tests.ui.pages.reviews.reviews_window import ReviewsWindow


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
