"""An encrypted department at the start of the program: asked for, opened, left, and a backup of it put back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from codedesk import paths
from codedesk.app.program import Program
from codedesk.desk import Desk
from codedesk.services.department.starters import starters
from codedesk.store import ciphering, engines
from codedesk.ui.pages.welcome import Welcome
from tests.departments import new_department
from tests.programs import settle
from tests.ui.asked import Answers

PASSPHRASE = "correct horse battery"


@pytest.fixture
def sealed(tmp_path: Path, no_passphrases: None) -> Path:
    desk = new_department(tmp_path / "Team.codedesk", "W. Riter", starters)
    desk.close()
    ciphering.rewrite(desk.path, engines.Secret(PASSPHRASE))
    engines.forget()
    return desk.path


def test_it_is_asked_for_until_it_is_right(program: Program, sealed: Path, answers: Answers, qtbot: QtBot) -> None:
    answers.answers = ["wrong this time", PASSPHRASE]
    program.start(sealed, asked=True)
    settle(qtbot, program)
    assert answers.asked == ["Open “Team”"] * 2 and "Caps Lock" in answers.told
    assert program.context is not None and program.context.desk.path == sealed


def test_who_has_it_not_is_back_at_the_welcome_which_says_why(program: Program, sealed: Path, answers: Answers) -> None:
    answers.answers = [None]
    program.start(sealed, asked=True)
    welcome = program.window.shown
    assert isinstance(welcome, Welcome) and program.context is None
    assert "is encrypted" in " ".join(label.text() for label in welcome.findChildren(QLabel))


def test_where_it_is_right_and_the_file_is_damaged_it_is_not_asked_for_again(
    program: Program, sealed: Path, answers: Answers
) -> None:
    with sealed.open("r+b") as file:
        file.seek(99)
        file.write(b"\x00\x01")
    answers.answers = ["wrong this time", PASSPHRASE]
    program.start(sealed, asked=True)
    welcome = program.window.shown
    assert isinstance(welcome, Welcome) and answers.asked == ["Open “Team”"] * 2
    said = " ".join(label.text() for label in welcome.findChildren(QLabel))
    assert "damaged at its beginning" in said and "restore the last backup" in said


def test_the_cover_asks_for_it_until_it_is_right_or_the_person_leaves(
    program: Program, sealed: Path, answers: Answers, qtbot: QtBot
) -> None:
    answers.answers = [PASSPHRASE]
    program.start(sealed, asked=True)
    settle(qtbot, program)
    program.cover.cover()
    said = [label.text() for label in program.window.findChildren(QLabel)]
    assert any("asks for the passphrase" in words for words in said)
    answers.answers = ["wrong this time", None]
    program.cover.lift()
    assert program.cover.covered and "Caps Lock" in answers.told
    answers.answers = [PASSPHRASE]
    program.cover.lift()
    assert not program.cover.covered and answers.asked[1:] == ["CodeDesk is covered"] * 3


def test_a_backup_is_put_back_once_its_passphrase_is_given(
    program: Program, sealed: Path, answers: Answers, qtbot: QtBot
) -> None:
    engines.remember(PASSPHRASE)
    desk = Desk.open(sealed, "w")
    made = desk.backup()
    desk.close()
    engines.forget()
    answers.answers = [PASSPHRASE]
    program.restore_first(made.path)
    settle(qtbot, program)
    qtbot.waitUntil(lambda: program.context is not None)
    assert program.context is not None and program.context.desk.path == paths.default_department()
    assert engines.is_encrypted(program.context.desk.path)
