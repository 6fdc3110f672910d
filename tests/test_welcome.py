"""What is seen before a department is open, driven as a person does: going on, recent files, and no dead end."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from codedesk import paths
from codedesk.app.program import Program
from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.ui.dialogs.help import HelpWindow
from codedesk.ui.dialogs.palette import Palette
from codedesk.ui.pages.safety.passphrase_card import PassphraseCard
from tests.programs import found_department, settle, welcome
from tests.ui.asked import Answers

ANSWERS = {
    "name": "Outpatient",
    "manager": "R. Castellane",
    "quarter_start_month": 1,
    "usual_hours_per_day": 8.0,
    "default_method": "union",
    "paper": "letter",
}


def seen(page: QWidget) -> dict[str, QPushButton]:
    """The buttons that are seen, by the name that is read aloud."""
    return {made.accessibleName(): made for made in page.findChildren(QPushButton) if made.isVisibleTo(page)}


def test_the_welcome_goes_on_with_the_last_department_by_one_enter(program: Program, qtbot: QtBot) -> None:
    found_department(program, qtbot)
    program.leave()
    page = welcome(program)
    on = seen(page)["Continue with “Inpatient coding, North”"]
    assert "department.codedesk in " in on.accessibleDescription()
    assert on.hasFocus() or page._first is on
    QTest.keyClick(on, Qt.Key.Key_Return)
    settle(qtbot, program)
    assert program.context is not None
    assert program.context.department_name == "Inpatient coding, North"


def test_recent_files_are_listed_and_a_missing_one_is_marked_and_removed(
    program: Program, qtbot: QtBot, home: Path
) -> None:
    for name in ("North", "South"):
        Desk.create(home / f"{name}.codedesk", "R. Castellane").close()
        program.open(home / f"{name}.codedesk")
        settle(qtbot, program)
    program.leave()
    (home / "North.codedesk").unlink()
    program.settings.save()
    program.welcome()
    page = welcome(program)
    assert page._first.accessibleName() == "Continue with “South”"
    lines = [label.property("text") or "" for label in page.recent.findChildren(QLabel)]
    assert "North" not in seen(page)
    assert f"missing: it is not in {home} any more" in lines
    seen(page)["Remove North from this list"].click()
    assert not page.recent.isVisibleTo(page)
    program.settings.save()
    assert Settings.load(paths.settings_file()).departments == (home / "South.codedesk",)


def test_a_department_that_is_open_is_found_by_the_next_start_after_a_crash(
    program: Program, qtbot: QtBot, home: Path
) -> None:
    Desk.create(home / "South.codedesk", "R. Castellane").close()
    program.open(home / "South.codedesk")
    settle(qtbot, program)
    assert Settings.load(paths.settings_file()).departments == (home / "South.codedesk",)


def test_the_name_of_an_encrypted_department_is_not_kept_outside_it(program: Program, qtbot: QtBot, home: Path) -> None:
    found_department(program, qtbot)
    assert program.context is not None
    path = program.context.desk.path
    assert program.settings.names == {str(path): "Inpatient coding, North"}
    program.context.desk.rewriting("six words that nobody guesses").result()
    program.leave()
    program.open(path)
    settle(qtbot, program)
    program.leave()
    program.settings.save()
    assert "Inpatient" not in paths.settings_file().read_text(encoding="utf-8")
    assert "Continue with “department”" in seen(welcome(program))


def test_its_name_goes_at_once_when_it_is_encrypted_and_comes_back_when_it_is_not_any_more(
    program: Program, qtbot: QtBot, home: Path, answers: Answers, no_passphrases: None
) -> None:
    """It went only with the program's end: after a crash it stood in the settings of an encrypted department."""
    found_department(program, qtbot)
    assert program.context is not None
    known = {str(program.context.desk.path): "Inpatient coding, North"}
    assert Settings.load(paths.settings_file()).names == known
    card = PassphraseCard(program.context)
    qtbot.addWidget(card)
    answers.answers = ["six words that nobody guesses", False]
    card.encrypt.click()
    settle(qtbot, program)
    assert Settings.load(paths.settings_file()).names == {}
    answers.answers = [True]
    card.decrypt.click()
    settle(qtbot, program)
    assert Settings.load(paths.settings_file()).names == known


def test_founding_beside_an_existing_file_offers_it_or_takes_another_name(
    program: Program, qtbot: QtBot, home: Path
) -> None:
    found_department(program, qtbot)
    program.leave()
    page = welcome(program)
    page.show_questions()
    assert page.place == paths.data_folder() / "department 2.codedesk"
    assert seen(page)["Open “department” instead"].isVisibleTo(page)
    page.form.set_values(ANSWERS)
    page._found()
    settle(qtbot, program)
    assert program.context is not None
    assert program.context.desk.path == paths.data_folder() / "department 2.codedesk"
    assert program.context.department_name == "Outpatient"


def test_a_file_that_comes_meanwhile_costs_nothing_of_what_was_typed(
    program: Program, qtbot: QtBot, home: Path
) -> None:
    program.start(paths.default_department())
    page = welcome(program)
    page.show_questions()
    page.form.set_values(ANSWERS)
    paths.data_folder().mkdir()
    Desk.create(paths.default_department(), "R. Castellane").close()
    page._found()
    assert program.context is None and page.form.value("name") == "Outpatient"
    seen(page)["Open “department” instead"].click()
    settle(qtbot, program)
    assert program.context is not None and program.context.desk.path == paths.default_department()


def test_what_cannot_be_made_or_opened_leads_back_to_what_was_typed(program: Program, qtbot: QtBot, home: Path) -> None:
    program.start(paths.default_department())
    page = welcome(program)
    page.show_questions()
    page.form.set_values(ANSWERS)
    paths.data_folder().write_text("a file where the folder should be", encoding="utf-8")
    page._found()
    settle(qtbot, program)
    assert welcome(program) is page and page.form.isVisibleTo(page) and page.form.value("name") == "Outpatient"
    assert page.strip.text


def test_esc_leaves_the_questions_and_they_come_back_as_typed(program: Program, qtbot: QtBot) -> None:
    program.start(paths.default_department())
    page = welcome(program)
    page.show_questions()
    name = page.form.editor("name")
    QTest.keyClicks(name, "Outpatient")
    QTest.keyClick(name, Qt.Key.Key_Escape)
    assert not page.form.isVisibleTo(page)
    page.show_questions()
    assert page.form.value("name") == "Outpatient"


@pytest.mark.parametrize(("key", "kind"), [(Qt.Key.Key_F1, HelpWindow), (Qt.Key.Key_K, Palette)])
def test_keys_and_palette_are_there_without_a_department(
    program: Program, qtbot: QtBot, key: Qt.Key, kind: type[QWidget]
) -> None:
    program.start(paths.default_department())
    page = welcome(program)
    with qtbot.waitActive(program.window):
        program.window.activateWindow()
    held = Qt.KeyboardModifier.ControlModifier if key == Qt.Key.Key_K else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(program.window.windowHandle(), key, held)
    opened = page.findChild(kind)
    assert opened is not None and opened.isVisible()
    opened.close()


def test_ctrl_q_leaves_from_the_welcome(program: Program, qtbot: QtBot) -> None:
    program.start(paths.default_department())
    with qtbot.waitActive(program.window):
        program.window.activateWindow()
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not program.window.isVisible()
    QApplication.processEvents()


def test_a_file_is_opened_by_its_key(program: Program, qtbot: QtBot, answers: Answers, home: Path) -> None:
    Desk.create(home / "North.codedesk", "R. Castellane").close()
    program.start(paths.default_department())
    with qtbot.waitActive(program.window):
        program.window.activateWindow()
    answers.answers = [home / "North.codedesk"]
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, program)
    assert program.context is not None and program.context.desk.path == home / "North.codedesk"
