"""The words of a review while they are typed: there again after a kill, and let go of as soon as they are saved."""

import pytest
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from tests.ui.typing_window import TypingWindow, after_a_kill

pytestmark = pytest.mark.file


def test_words_of_a_review_are_there_after_a_kill_saved_by_save_and_of_their_review_alone(
    qtbot: QtBot, sample: Desk
) -> None:
    first = TypingWindow(qtbot, sample, "reviews")
    try:
        first.page.coders.choose(0)
        first.settle()
        words = first.page.words
        before = words.texts.texts["coder_comments"]
        words.texts.editor("coder_comments").setPlainText(f"{before} half a sent")
        words.agreements[0].editor("due_on").setText("soon")
        with after_a_kill(qtbot, first, "today") as second:
            second.open_first()
            words = second.page.words
            assert words.texts.texts["coder_comments"] == f"{before} half a sent"
            assert words.agreements[0].texts["due_on"] == "soon"
            assert words.foot.unsaved
            second.page.refresh()
            second.settle()
            assert words.texts.texts["coder_comments"] == f"{before} half a sent"
            second.page.coders.choose(1)
            second.settle()
            assert words.texts.texts["coder_comments"] != f"{before} half a sent"
            second.page.coders.choose(0)
            second.settle()
            assert words.agreements[0].texts["due_on"] == "soon"
            words.foot.discard.click()
            assert words.texts.texts["coder_comments"] == before
            assert second.kept == ()
            words.texts.editor("coder_comments").setPlainText("agreed")
            words.foot.save.click()
            second.settle()
            assert second.desk.revision > 0
            assert second.kept == ()
    finally:
        first.close()


@pytest.mark.parametrize("field", ["went_well", "private_note", "goal"])
def test_words_of_a_review_that_are_saved_by_going_to_another_page_wait_no_more(
    qtbot: QtBot, sample: Desk, field: str
) -> None:
    shown = TypingWindow(qtbot, sample, "reviews")
    try:
        shown.page.coders.choose(0)
        shown.settle()
        words = shown.page.words
        form = {"went_well": words.texts, "private_note": words.private, "goal": words.agreements[2]}[field]
        form.editor(field).setFocus()
        shown.type("Half a sentence")
        assert len(shown.kept) == 1
        shown.frame.show_page("team")
        shown.settle()
        assert shown.context.saved_words.startswith("Saved")
        assert shown.kept == ()
    finally:
        shown.close()


def test_words_that_are_saved_by_going_to_another_review_wait_no_more(qtbot: QtBot, sample: Desk) -> None:
    shown = TypingWindow(qtbot, sample, "reviews")
    try:
        shown.page.coders.choose(0)
        shown.settle()
        shown.page.words.texts.editor("went_well").setFocus()
        shown.type("Half a sentence")
        shown.page.coders.setFocus()
        shown.page.coders.choose(1)
        shown.settle()
        assert shown.kept == ()
    finally:
        shown.close()
