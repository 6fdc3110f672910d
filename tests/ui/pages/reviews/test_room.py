"""The pages of the packet have the room: read as they are printed, at page width where the window has it."""

from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from tests.ui.pages.reviews.reviews_window import ReviewsWindow


def test_the_pages_have_more_room_than_the_words_and_are_as_wide_as_printed_in_a_wide_window(
    qtbot: QtBot, sample: Desk
) -> None:
    window = ReviewsWindow(qtbot, sample)
    page = window.page
    page.resize(1230, 640)  # beside the rail of a window of 1366
    window.settle()
    assert page.pages.width() > 1.5 * page.words.width()
    assert page.words.agreements[0].editor("goal").width() > 0.9 * page.words.viewport().width()
    page.resize(1784, 900)
    window.settle()
    assert page.pages.scale >= 96 / 72, "a point is 1/72 of an inch, and a screen has 96 dots in one"
    window.close()
