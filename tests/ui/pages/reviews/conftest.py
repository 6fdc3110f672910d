"""The page, and an asker that says yes, for every test of Reviews."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.ui import ask, theme
from tests.ui.pages.reviews.reviews_window import Answers, ReviewsWindow


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    folder = tmp_path / "packets"
    folder.mkdir()
    made = Answers(folder)
    before = ask.replace(made)
    yield made
    ask.replace(before)


@pytest.fixture
def window(qtbot: QtBot, sample: Desk) -> Iterator[ReviewsWindow]:
    theme.theme()
    made = ReviewsWindow(qtbot, sample)
    yield made
    made.close()
