"""What is typed into a review: kept as typed, private where it is private, and told when it may name a patient."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.ui import ask, theme
from tests.reports.read_back import whole
from tests.ui.pages.reviews.test_page import Answers, ReviewsWindow


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    made = Answers(tmp_path)
    before = ask.replace(made)
    yield made
    ask.replace(before)


@pytest.fixture
def window(qtbot: QtBot, sample: Desk) -> Iterator[ReviewsWindow]:
    theme.theme()
    made = ReviewsWindow(qtbot, sample)
    yield made
    made.close()


def test_a_private_note_goes_to_the_private_sheet_alone(window: ReviewsWindow, answers: Answers) -> None:
    editor = window.page.words.private.editor("private_note")
    editor.setFocus()
    QTest.keyClicks(editor, "Offer the mentor first.")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    window.settle()
    window.run("reviews.private")
    window.run("reviews.save")
    files = {path.name: whole(path.read_bytes()) for path in answers.place.glob("*.pdf")}
    private = [words for name, words in files.items() if name.endswith("private.pdf")]
    assert len(private) == 1 and "Offer the mentor first." in private[0]
    assert all("mentor first" not in words for name, words in files.items() if not name.endswith("private.pdf"))


def test_a_text_that_seems_to_name_a_patient_is_kept_and_told_at_once(window: ReviewsWindow) -> None:
    window.type_into("work_on", "Modifier 25 on 99213, DOS 07/03/2026")
    assert not any("CodeDesk keeps nothing about patients" in said for said in window.said)
    window.type_into("work_on", " MRN 00482913")
    assert any("a medical record number" in said and "Ctrl+Z" in said for said in window.said)
    assert "MRN 00482913" in window.packet().text.work_on
