"""Packets with a password: asked for twice, said that nobody brings it back, and no file opens without it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from codedesk.reports.raster import LOCK
from codedesk.ui import ask
from codedesk.ui.dialogs.asking import WayOut
from codedesk.ui.dialogs.passphrase import PassphraseDialog
from tests.ui.pages.reviews.reviews_window import Answers, ReviewsWindow

PASSWORD = "correct horse battery"


class Locking(Answers):
    """Chooses what to save and the password as the test decided."""

    def __init__(self, place: Path, what: str, password: str | None) -> None:
        super().__init__(place)
        self.what, self.password, self.told = what, password, ""

    def tell(self, parent: Any, title: str, text: str) -> None:
        self.told = text

    def way(self, parent: Any, title: str, text: str, ways: Sequence[WayOut], leave: str = "Later") -> str:
        self.asked.append(title)
        assert self.what in (*(each.name for each in ways), "")
        return self.what

    def secret(
        self, parent: Any, title: str, text: str, yes: str, *, new: bool = False, noun: str = "Passphrase"
    ) -> str | None:
        assert (new, noun) == (True, "Password")
        self.told = text
        return self.password


def saved(window: ReviewsWindow, folder: Path, what: str, password: str | None = PASSWORD) -> Locking:
    folder.mkdir(exist_ok=True)
    answers = Locking(folder, what, password)
    before = ask.replace(answers)
    try:
        window.run("reviews.locked")
    finally:
        ask.replace(before)
    return answers


def words(path: Path, password: str | None) -> str:
    with LOCK:
        opened = pypdfium2.PdfDocument(path, password=password)
        try:
            return "\n".join(page.get_textpage().get_text_range() for page in opened)
        finally:
            opened.close()


@pytest.mark.parametrize(
    ("what", "count", "inside"),
    [
        ("packet", 1, "Tobiah Wrenfield"),
        ("all", 8, "Agreements"),
        ("merged", 1, "Ylva Brandvoll"),
        ("private", 1, "Tobiah Wrenfield"),
        ("year", 1, "Tobiah Wrenfield"),
        ("team", 1, "Tobiah Wrenfield"),
    ],
)
def test_what_is_saved_with_a_password_opens_with_it_alone(
    window: ReviewsWindow, tmp_path: Path, what: str, count: int, inside: str
) -> None:
    answers = saved(window, tmp_path / "out", what)
    assert "nobody can bring it back" in answers.told and "keeps needs none" in answers.told
    files = sorted((tmp_path / "out").iterdir())
    assert len(files) == count
    for each in files:
        assert inside in words(each, PASSWORD)
        for wrong in (None, "another one entirely"):
            with pytest.raises(pypdfium2.PdfiumError, match="password"):
                words(each, wrong)


@pytest.mark.parametrize(("what", "password"), [("", PASSWORD), ("packet", None)])
def test_who_leaves_a_question_saves_nothing(
    window: ReviewsWindow, tmp_path: Path, what: str, password: str | None
) -> None:
    saved(window, tmp_path / "out", what, password)
    assert list((tmp_path / "out").iterdir()) == []


def test_one_that_a_pdf_cannot_have_is_refused_in_words(window: ReviewsWindow, tmp_path: Path) -> None:
    assert "127 letters" in saved(window, tmp_path / "out", "packet", "x" * 128).told
    assert list((tmp_path / "out").iterdir()) == []


def test_where_the_part_that_encrypts_is_missing_that_is_said_and_nothing_asked(
    window: ReviewsWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("codedesk.ui.locking.can_lock", lambda: False)
    answers = saved(window, tmp_path / "out", "packet")
    assert "codedesk[encryption]" in answers.told and not answers.asked


def test_the_next_save_is_without_one(window: ReviewsWindow, tmp_path: Path) -> None:
    saved(window, tmp_path / "out", "packet")
    before = ask.replace(Answers(tmp_path / "out"))
    try:
        window.run("reviews.save")
    finally:
        ask.replace(before)
    (path,) = (tmp_path / "out").iterdir()
    assert "Tobiah Wrenfield" in words(path, None)


def test_the_dialog_speaks_of_a_password_and_takes_no_short_one(qtbot: QtBot) -> None:
    dialog = PassphraseDialog(None, "Save with a password", "Words", "Go on", new=True, noun="Password")
    qtbot.addWidget(dialog)
    assert dialog.edit.accessibleName() == "Password"
    for typed, again, said in (("short", "short", "12 letters"), (PASSWORD, PASSWORD[:-1], "not the same")):
        dialog.edit.setText(typed)
        dialog.again.setText(again)
        dialog.yes.click()
        assert said in dialog.reason.text() and not dialog.result()
