"""The passphrase in the window: set, asked for at the start, changed and taken away, and what is said of it."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.store import backups, ciphering, engines
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.dialogs.passphrase import PassphraseDialog
from codedesk.ui.pages.safety.passphrase_card import LOST, PassphraseCard
from tests.ui.asked import Answers

FIRST, SECOND = "correct horse battery", "another long sentence"

pytestmark = pytest.mark.usefixtures("no_passphrases")


@pytest.fixture
def context(department: Desk) -> Iterator[Context]:
    department.backup()
    made = Context(department, Settings(), lambda: date(2026, 10, 5))
    yield made
    made.close()


@pytest.fixture
def card(qtbot: QtBot, context: Context, answers: Answers) -> PassphraseCard:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.theme().apply(app, "light")
    made = PassphraseCard(context)
    qtbot.addWidget(made)
    made.show()
    made.show_state()
    return made


def offered(card: PassphraseCard) -> list[str]:
    ways = (card.encrypt, card.change, card.backups, card.decrypt)
    return [each.text() for each in ways if each.isVisible()]


def test_the_sheet_to_write_it_on_says_what_it_opens_and_not_the_passphrase(
    qtbot: QtBot, card: PassphraseCard, context: Context, answers: Answers, tmp_path: Path
) -> None:
    answers.answers = [tmp_path / "sheet.pdf"]
    card.sheet.click()
    qtbot.waitUntil((tmp_path / "sheet.pdf").exists)
    settle(qtbot, context)
    text = " ".join("".join(page.extract_text() for page in PdfReader(tmp_path / "sheet.pdf").pages).split())
    assert "Word 6" in text and "without it nobody can read" in text and "From 5 Oct 2026 on it opens" in text
    assert "Confidential: opens personnel records" in text


def settle(qtbot: QtBot, context: Context) -> None:
    qtbot.waitUntil(lambda: not context.background.busy)


def plain(path: Path) -> list[bool]:
    return [not engines.is_encrypted(each.path) for each in backups.listed(backups.folder_of(path), path.stem)]


def test_it_is_encrypted_with_its_backups_changed_and_taken_away(
    qtbot: QtBot, card: PassphraseCard, context: Context, answers: Answers
) -> None:
    path = context.desk.path
    assert offered(card) == ["Encrypt with a passphrase …"]
    answers.answers = [FIRST, True]
    card.encrypt.click()
    qtbot.waitUntil(lambda: not answers.answers)
    settle(qtbot, context)
    assert answers.asked[0] == "Encrypt this department" and "too?" in answers.asked[1]
    assert engines.is_encrypted(path) and not any(plain(path))
    assert offered(card) == ["Another passphrase …", "Take the encryption away …"]
    answers.answers = [SECOND]
    card.change.click()
    settle(qtbot, context)
    engines.forget(FIRST)
    assert context.desk.check().sound and context.desk.encrypted
    answers.answers = [True]
    card.decrypt.click()
    settle(qtbot, context)
    assert not engines.is_encrypted(path) and offered(card) == ["Encrypt with a passphrase …"]


def test_what_is_lost_is_said_before_and_leaving_changes_nothing(
    qtbot: QtBot, card: PassphraseCard, context: Context, answers: Answers
) -> None:
    answers.answers = [None]
    card.encrypt.click()
    assert answers.told == LOST and "nobody can bring it back" in LOST
    settle(qtbot, context)
    assert not engines.is_encrypted(context.desk.path)


def test_backups_that_are_left_are_offered_again(
    qtbot: QtBot, card: PassphraseCard, context: Context, answers: Answers
) -> None:
    answers.answers = [FIRST, False]
    card.encrypt.click()
    qtbot.waitUntil(lambda: not answers.answers)
    settle(qtbot, context)
    assert any(plain(context.desk.path)) and "Encrypt the plain backups …" in offered(card)
    engines.remember("an older one, for another file")
    answers.answers = [True]
    card.backups.click()
    settle(qtbot, context)
    engines.forget("an older one, for another file")
    rows = backups.listed(backups.folder_of(context.desk.path), context.desk.path.stem)
    assert rows and all(backups.test_restore(each.path).sound for each in rows)
    assert not any(plain(context.desk.path)) and "Encrypt the plain backups …" not in offered(card)


def test_where_it_cannot_be_the_department_is_open_as_before_and_it_is_said(
    qtbot: QtBot, card: PassphraseCard, context: Context, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_words: object) -> None:
        raise OSError(28, "No space left on device")

    said: list[str] = []
    context.message_shown.connect(lambda *words: said.append(str(words)))
    monkeypatch.setattr(ciphering, "_export", full)
    answers.answers = [FIRST]
    card.encrypt.click()
    settle(qtbot, context)
    assert "No space left on device); it is as it was" in said[-1] and context.desk.check().sound
    assert card.isEnabled() and offered(card) == ["Encrypt with a passphrase …"]


def test_without_the_part_that_encrypts_it_is_said_how_to_get_it(
    card: PassphraseCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "can_encrypt", lambda: False)
    card.show_state()
    assert not card.encrypt.isEnabled()
    assert "codedesk[encryption]" in " ".join(label.text() for label in card.findChildren(QLabel))


@pytest.fixture
def new(qtbot: QtBot) -> PassphraseDialog:
    dialog = PassphraseDialog(None, "Encrypt this department", LOST, "Encrypt", new=True)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [("short", "short", "12 letters or more"), (FIRST, SECOND, "not the same"), (FIRST, FIRST, "")],
)
def test_a_new_one_is_long_enough_and_typed_twice_the_same(
    qtbot: QtBot, new: PassphraseDialog, first: str, second: str, reason: str
) -> None:
    qtbot.keyClicks(new.edit, first)
    qtbot.keyClicks(new.again, second)
    qtbot.keyClick(new.again, Qt.Key.Key_Return)
    assert reason in new.reason.text() and new.isVisible() is bool(reason)


def test_one_is_proposed_to_be_seen_written_down_and_typed_once_more(qtbot: QtBot, new: PassphraseDialog) -> None:
    new.propose.click()
    proposed = new.edit.text()
    assert len(proposed.split()) == 6 and new.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert "ten million a second" in new.strength.text() and "Write it down" in new.strength.text()
    assert new.again.text() == "" and new.again.hasFocus()
    new.yes.click()
    assert "not the same" in new.reason.text() and new.isVisible()
    new.again.clear()
    qtbot.keyClicks(new.again, proposed)
    new.yes.click()
    assert not new.isVisible()


def test_none_is_proposed_where_one_is_asked_for_that_is_there_already(qtbot: QtBot) -> None:
    dialog = PassphraseDialog(None, "Open “Team”", "Words", "Open")
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.propose.isVisible()


def test_letters_are_hidden_until_they_are_to_be_seen(new: PassphraseDialog) -> None:
    assert new.edit.echoMode() == QLineEdit.EchoMode.Password
    new.seen.click()
    assert new.edit.echoMode() == new.again.echoMode() == QLineEdit.EchoMode.Normal


def test_looking_at_the_card_lets_no_other_writer_in(card: PassphraseCard, context: Context) -> None:
    """Closing any other handle of the open file would cost it its lock."""
    card.show_state()
    words = "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'r+b'), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 0x40000001)"
    assert subprocess.run([sys.executable, "-c", words, context.desk.path], capture_output=True, check=False).returncode
