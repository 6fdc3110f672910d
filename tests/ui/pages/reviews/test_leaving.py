"""Pages that leave: asked about first where they seem to name a patient; a quarter's reviews by keys alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from codedesk.cli import main
from codedesk.desk import Desk
from codedesk.models import Note
from codedesk.services.reviews import reviews
from codedesk.settings import Settings
from codedesk.ui import ask, theme
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.pages.reviews.page import ReviewsPage
from tests.reports.read_back import whole
from tests.ui.pages.reviews.reviews_window import Q3, TOBIAH, TODAY, Answers, ReviewsWindow

NO_MODIFIER, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Deciding(Answers):
    """Answers questions as the test decided, and keeps what they said."""

    def __init__(self, place: Path, go_on: bool) -> None:
        super().__init__(place)
        self.go_on, self.texts = go_on, [""]

    def question(self, parent: Any, title: str, text: str, yes: str, no: str = "Cancel") -> bool:
        self.asked.append(title)
        self.texts.append(text)
        return self.go_on


def patient(session: Session) -> None:
    session.add(Note(coder_id=TOBIAH, day=date(2026, 8, 4), kind="praise", text="Found MRN 00482913", in_packet=True))


@pytest.fixture
def window(qtbot: QtBot, sample: Desk) -> Iterator[ReviewsWindow]:
    theme.theme()
    sample.write("Note", patient)
    made = ReviewsWindow(qtbot, sample)
    yield made
    made.close()


@pytest.mark.parametrize("action", ["reviews.save", "reviews.save_all", "reviews.merged", "reviews.print"])
@pytest.mark.parametrize("go_on", [True, False])
def test_pages_that_seem_to_name_a_patient_leave_only_after_a_question(
    window: ReviewsWindow, tmp_path: Path, action: str, go_on: bool
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    answers = Deciding(folder, go_on)
    before = ask.replace(answers)
    try:
        window.run(action)
    finally:
        ask.replace(before)
    assert answers.asked == ["Do these pages name a patient?"]
    assert "Tobiah Wrenfield. The note of 4 Aug 2026: this looks like a medical record number" in answers.texts[-1]
    assert "00482913" not in answers.texts[-1]
    assert bool(list(folder.iterdir())) is go_on


def test_the_command_line_says_it_as_well(
    sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk.open(sample_path, "R. Castellane")
    desk.write("Note", patient)
    desk.close()
    asked = [
        "packet",
        str(sample_path),
        "--period",
        "2026Q3",
        "--coder",
        "Tobiah Wrenfield",
        "--out",
        str(tmp_path / "o"),
    ]
    assert main(asked) == 0
    said = capsys.readouterr().err
    assert "Tobiah Wrenfield. The note of 4 Aug 2026: this looks like a medical record number" in said


def test_a_quarter_is_reviewed_given_and_signed_by_keys_alone(qtbot: QtBot, sample: Desk, tmp_path: Path) -> None:
    theme.theme()
    answers = Deciding(tmp_path, go_on=True)
    before = ask.replace(answers)
    context = Context(sample, Settings(), lambda: TODAY, sample=True)
    context.period = Q3
    frame = Frame(context)
    qtbot.addWidget(frame)
    frame.resize(1180, 680)
    frame.show()
    frame.show_first("reviews")
    with qtbot.waitActive(frame):
        frame.activateWindow()
    try:
        names = _walk(qtbot, context, frame)
        given = [sample.read(reviews.as_given, row.coder_id, Q3) for row in sample.read(reviews.reviews, Q3, TODAY)]
        states = [row.state for row in sample.read(reviews.reviews, Q3, TODAY)]
        assert len(names) == 8 and states == ["signed"] * 7 + ["signature_refused"]
        for number, kept in enumerate(given):
            assert kept is not None and f"A calm quarter, {number}." in whole(kept[1])
        assert answers.asked == [*(f"Give out the packet of {name}?" for name in names), "Signature refused"]
    finally:
        ask.replace(before)
        context.close()


def _walk(qtbot: QtBot, context: Context, frame: Frame) -> list[str]:
    """Write a word, mark as ready, give out and record the signature of everybody; the last one refuses."""
    page = frame.page
    assert isinstance(page, ReviewsPage)
    settled = lambda: qtbot.waitUntil(lambda: not context.background.busy)  # noqa: E731
    settled()

    def press(key: Qt.Key, how: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        target = QApplication.focusWidget()
        assert isinstance(target, QWidget)
        qtbot.keyClick(target, key, how)
        settled()

    press(Qt.Key.Key_Home, CTRL)
    names = []
    for number, row in enumerate(page.coders.rows):
        names.append(row.coder)
        press(Qt.Key.Key_Return)
        qtbot.keyClicks(QApplication.focusWidget(), f"A calm quarter, {number}. ")
        for state in ("ready", "given", "signed")[: 2 if number == 7 else 3]:
            if state == "ready" and row.state == "ready":
                continue
            press(Qt.Key.Key_S, ALT)
            qtbot.waitUntil(lambda wanted=state: page.state._review.text.state == wanted)  # type: ignore[misc,union-attr]
            settled()
        if number < 7:
            press(Qt.Key.Key_PageDown, CTRL)
    next(action for action in page.actions() if action.name == "reviews.refuse").run()
    qtbot.waitUntil(lambda: page.state._review.text.state == "signature_refused")  # type: ignore[union-attr]
    settled()
    return names
