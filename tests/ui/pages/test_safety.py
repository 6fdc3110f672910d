"""Safety: the manager sees where the file is, makes a backup, proves it, and asks for it back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from codedesk import paths
from codedesk.desk import Desk
from codedesk.models.coders import CoderDraft
from codedesk.services.department.departments import department as department_row
from codedesk.services.people.coders import add_coder
from codedesk.settings import Settings
from codedesk.store.backups import Backup
from codedesk.store.checks import PARTS
from codedesk.store.file_state import Contents, FileState, HeldBackup
from codedesk.ui import ask, crashes
from codedesk.ui.context import Context
from codedesk.ui.health import Health
from codedesk.ui.pages.safety.page import SafetyPage
from codedesk.ui.pages.safety.privacy import cover_words
from codedesk.ui.safety_answer import SafetyFacts, answer, backup_words, encryption_words, moment
from tests.ui.asked import Answers


@pytest.fixture
def page(qtbot: QtBot, department: Desk) -> Iterator[SafetyPage]:
    context = Context(department, Settings(), lambda: date(2026, 10, 5))
    made = SafetyPage(context)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.show_if_stale()
    settle(qtbot, made)
    yield made
    context.close()


def settle(qtbot: QtBot, page: SafetyPage) -> None:
    qtbot.waitUntil(lambda: not page.context.background.busy)


def test_the_file_says_where_it_is(page: SafetyPage) -> None:
    assert page.file.words("Department") == str(page.context.desk.path)
    assert page._subline.text().startswith("1 backup, last backup ")  # made when the file was opened


def test_one_card_answers_am_i_safe_and_what_the_answer_rests_on_unfolds(page: SafetyPage) -> None:
    told = [label.text() for label in page.card.findChildren(QLabel) if label.isVisible()]
    assert "Am I safe?" in told and page.card.sentence.text().startswith("Yes, ")
    assert not any("Sound at opening" in words for words in told)
    page.card.fold.head.click()
    told = [label.text() for label in page.card.findChildren(QLabel) if label.isVisible()]
    assert any("Sound at opening" in words for words in told)


def test_a_backup_is_made_listed_and_proven(page: SafetyPage, qtbot: QtBot) -> None:
    said: list[str] = []
    page.context.message_shown.connect(lambda _kind, text, _retry: said.append(text))
    page.backups.back_up()
    settle(qtbot, page)
    made = page.backups.table.selected_row()
    assert made is not None and made.backup.why == "asked" and made.backup.path.exists()
    assert said == [f"Backed up to {made.backup.path.name} and checked."] and made.stays == "asked"
    assert page.backups.proof(made) == "as it was checked"
    page.backups.prove()
    settle(qtbot, page)
    assert page.backups.proof(made) == "can be restored"
    assert " can be restored: " in page.backups.said.text()


def test_enter_on_a_backup_offers_what_can_be_done_and_enter_again_tests_it(page: SafetyPage, qtbot: QtBot) -> None:
    page.show_view("backups")
    table = page.backups.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert " can be restored: " in page.backups.said.text()


def test_a_damaged_backup_is_found_out(page: SafetyPage, qtbot: QtBot) -> None:
    page.backups.back_up()
    settle(qtbot, page)
    made = page.backups.table.selected_row()
    assert made is not None
    path = made.backup.path
    path.write_bytes(path.read_bytes()[:3000])
    page.backups.prove()
    settle(qtbot, page)
    assert page.backups.proof_tone(made) == "error" and path.name in page.backups.proof(made)


def test_a_check_says_that_the_file_is_sound(page: SafetyPage, qtbot: QtBot) -> None:
    page.checking.check()
    settle(qtbot, page)
    assert "sound, with" in page.checking.said.text() and "chain unbroken" in page.checking.said.text()
    assert page.card.fact("Last check").startswith("Everything, ")
    parts = [line.part.name for line in page.checking.table.rows if line.part and line.words[0] != " "]
    assert parts == list(PARTS) and all(line.part.seconds > 0 for line in page.checking.table.rows if line.part)
    assert {line.found for line in page.checking.table.rows} == {"nothing wrong", ""}


def test_a_restore_is_asked_before_it_is_done(page: SafetyPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.backups.back_up()
    settle(qtbot, page)
    wanted: list[Path] = []
    page.context.restore_wanted.connect(wanted.append)
    before = ask.replace(Answers(False, True))
    try:
        page.backups.restore()
        settle(qtbot, page)
        assert wanted == []
        page.backups.restore()
        settle(qtbot, page)
    finally:
        ask.replace(before)
    made = page.backups.table.selected_row()
    assert made is not None and wanted == [made.backup.path]


def test_what_a_restore_loses_is_named_before_it_is_done(page: SafetyPage, qtbot: QtBot) -> None:
    desk, asked = page.context.desk, _Heard(False)
    for name in ("Ana", "Bo"):
        desk.write(f"Add {name}", _add, name)
    settle(qtbot, page)
    page.backups.table.select_where(lambda row: row.backup.why == "open")
    before = ask.replace(asked)
    try:
        page.backups.restore()
        settle(qtbot, page)
    finally:
        ask.replace(before)
    assert ": 2 steps, the last are “Add Bo”; “Add Ana”." in asked.text and "set aside beside it" in asked.text


def test_a_copy_on_the_same_disk_is_made_and_said_not_to_be_enough(
    page: SafetyPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    page.context.message_shown.connect(lambda _kind, text, _retry: said.append(text))
    before = ask.replace(Answers(tmp_path / "stick", tmp_path / "stick"))
    try:
        page.backups.back_up_elsewhere()
        settle(qtbot, page)
        assert "on the same disk" in said[-1] and page.card.button.text() == "Back up to another disk …"
        monkeypatch.setattr("codedesk.store.file_state.another_disk", lambda _folder, _path: True)
        page.backups.back_up_elsewhere()
        settle(qtbot, page)
    finally:
        ask.replace(before)
    assert said[-1].endswith("and checked.") and len(list((tmp_path / "stick").iterdir())) == 2
    assert page.card.sentence.text() == "Yes. Nothing is to be done." and page.card.button.isHidden()
    assert page.card.fact("Another disk").startswith("Today, ") and str(tmp_path / "stick") in page.card.fact(
        "Another disk"
    )


def test_a_file_that_others_may_read_is_made_private_by_the_one_button(page: SafetyPage, qtbot: QtBot) -> None:
    page.context.desk.path.chmod(0o644)
    page.refresh()
    settle(qtbot, page)
    assert page.card.sentence.text() == "Not quite: the file is not yours alone."
    page.card.button.click()
    settle(qtbot, page)
    assert page.context.desk.path.stat().st_mode & 0o777 == 0o600
    assert page.card.sentence.text().startswith("Yes, ")


def test_an_alteration_that_is_found_while_nobody_waits_changes_the_answer(page: SafetyPage) -> None:
    Health.of(page.context).look_back_ended("row 3 of note is not what its history says")
    assert page.card.sentence.text() == "No: the file is damaged." and page.card.button.text() == "Restore it …"
    assert page.card.fact("Last check") == "Row 3 of note is not what its history says."


def test_every_view_is_reached_by_its_key_and_takes_the_keyboard(page: SafetyPage) -> None:
    views = [action for action in page.actions() if action.name.startswith("safety.view_")]
    assert [action.shortcut for action in views] == ["Alt+1", "Alt+2", "Alt+3", "Alt+4"]
    for action, view in zip(views, page.views, strict=True):
        action.run()
        assert page.stack.currentWidget() is view and page.switch.key == view.name


def test_a_folder_of_reports_that_cannot_be_looked_into_keeps_nothing_from_being_shown(
    page: SafetyPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shut(_folder: Path) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path)
    monkeypatch.setattr(crashes.Path, "iterdir", shut)
    assert crashes.kept(tmp_path) == ()
    page.privacy.reports.show_count()
    assert page.privacy.reports.count.text() == "None is kept."


def test_erasing_is_reached_by_the_palette(page: SafetyPage) -> None:
    next(action for action in page.actions() if action.name == "safety.erase").run()
    card = page.privacy.erasing
    assert page.stack.currentWidget() is page.privacy
    assert card.mapTo(page, card.rect().bottomLeft()).y() <= page.height()


def test_the_minutes_of_the_cover_are_chosen_and_reports_are_thrown_away(
    page: SafetyPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path / "log")
    settings, cover = page.context.settings, page.privacy.cover
    cover.show_choice()
    assert cover.minutes.currentText() == "after 10 minutes"
    settings.cover_minutes = 7  # typed into the file by hand
    cover.show_choice()
    assert cover.minutes.currentText() == "after 10 minutes" and settings.cover_minutes == 7
    cover.minutes.setCurrentIndex(0)
    assert settings.cover_minutes == 0 and cover.minutes.currentText() == "never by itself"
    reports = page.privacy.reports
    reports.show_count()
    assert reports.count.text() == "None is kept." and reports.remove.isHidden()
    assert crashes.keep(tmp_path / "log", crashes.report(ValueError("Ana Diaz"))) is not None
    reports.show_count()
    assert reports.count.text() == "1 report is kept."
    reports._throw_away()
    assert crashes.kept(tmp_path / "log") == () and reports.count.text() == "None is kept."


def test_who_left_is_erased_after_a_question_and_the_typed_name_and_nobody_else(page: SafetyPage, qtbot: QtBot) -> None:
    desk, card = page.context.desk, page.privacy.erasing
    gone = CoderDraft(name="Ana Diaz", started_on=date(2020, 1, 6), left_on=date(2023, 10, 4))
    desk.write("Add Ana Diaz", add_coder, gone)
    desk.write("Add Bo", _add, "Bo")
    desk.backup()
    page.refresh()
    qtbot.waitUntil(lambda: [row.shown_name for row in card._left] == ["Ana Diaz"])
    card.years.setCurrentIndex(3)
    page.context.answer_writes()
    assert desk.read(department_row).draft.keep_years == 3
    assert card.due.text() == "Left longer ago than that: Ana Diaz. Nothing is erased by itself."
    said: list[str] = []
    page.context.message_shown.connect(lambda _kind, text, _retry: said.append(text))
    before = ask.replace(answers := Answers(False, True, None, True, "Bo", True, "ana diaz", True))
    try:
        for _ in range(4):
            card.ask()
        settle(qtbot, page)
    finally:
        ask.replace(before)
    assert said[0] == "“Bo” is not the name of Ana Diaz: nothing was erased."
    assert "Erased. Coder 1 keeps the figures." in said and said[-1] == "1 backup with the name deleted."
    assert answers.answers == [] and answers.asked[-1] == "Delete 1 backup with the name that is Coder 1 now?"
    qtbot.waitUntil(lambda: page.backups.table.rows[0].backup.why == "erase" and card._left == ())
    assert not card.go.isEnabled() and card.due.text() == "Nobody who left is named here."
    assert not any(b"Ana Diaz" in path.read_bytes() for path in desk.path.parent.rglob("*.codedesk"))


NOW = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)
HELD = Contents(40, NOW, 12, 3, "ab")
KEPT = HeldBackup(
    Backup(Path("a"), NOW - timedelta(hours=2), "open", 1_000), replace(HELD, step=37), "checked", "daily"
)
SOUND = FileState(Path("d"), HELD, 1_200_000, 80_000_000_000, "", False, None, (KEPT,), "")
WELL = SafetyFacts(SOUND, NOW, elsewhere=NOW - timedelta(days=4))


def _facts(**changed: object) -> SafetyFacts:
    return replace(WELL, state=replace(SOUND, **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("disk", "encrypted", "words"),
    [
        (True, False, "No passphrase. The computer’s disk is encrypted; copies elsewhere are not."),
        (False, False, "No passphrase. The computer’s disk is not encrypted either."),
        (None, False, "No passphrase. Whether the computer’s disk is encrypted cannot be told here"),
        (False, True, "By a passphrase: the file, its journal"),
    ],
)
def test_it_says_what_encrypts_the_department(disk: bool | None, encrypted: bool, words: str) -> None:
    assert encryption_words(replace(SOUND, disk_encrypted=disk), encrypted).startswith(words)


def _backup(**changed: object) -> SafetyFacts:
    return _facts(held=(replace(KEPT, **changed),))  # type: ignore[arg-type]


OLD = replace(KEPT.backup, at=NOW - timedelta(days=5))


@pytest.mark.parametrize(
    ("facts", "sentence", "action"),
    [
        (WELL, "Yes. Nothing is to be done.", ""),
        (replace(WELL, elsewhere=None), "Yes, as long as this computer lives", "elsewhere"),
        (replace(WELL, elsewhere=NOW - timedelta(days=31)), "Yes, as long as this computer lives", "elsewhere"),
        (replace(WELL, elsewhere=None, sample=True), "Yes. This is the sample team", ""),
        (_facts(others_read=True), "Not quite: the file is not yours alone", "private"),
        (_facts(danger="“Dropbox” is synchronised by Dropbox."), "Not quite: the file lies where something else", ""),
        (_facts(free=100_000_000), "Not quite: the disk is nearly full", ""),
        (_facts(size=9_000_000_000), "Not quite: the disk is nearly full", ""),
        (_backup(backup=OLD), "Not quite: 3 steps are in no backup", "backup"),
        (_backup(backup=OLD, contents=replace(HELD, step=39)), "Not quite: 1 step is in no backup", "backup"),
        (_backup(backup=OLD, contents=HELD), "Yes. Nothing is to be done.", ""),
        (_backup(state="changed"), "Not quite: the newest backup cannot be relied on", "backup"),
        (_backup(contents=None), "Not quite: the newest backup cannot be relied on", "backup"),
        (_facts(held=()), "Not yet: there is no backup", "backup"),
        (_facts(held=(), trouble="The folder cannot be looked into."), "Not quite: the backups cannot be", "elsewhere"),
        (replace(_facts(held=()), read_only=True), "Not quite: nothing can be saved here", ""),
        (replace(WELL, problem="row 3 of note is gone", read_only=True), "No: the file is damaged", "restore_best"),
        (replace(_backup(contents=None), problem="row 3 of note is gone"), "No: the file is damaged", "other"),
        (replace(WELL, problem="x", astray="It was moved."), "No: the department file is not in its place", "place"),
    ],
)
def test_what_threatens_most_is_answered_with_the_one_thing_to_do(
    facts: SafetyFacts, sentence: str, action: str
) -> None:
    found = answer(facts)
    assert found.sentence.startswith(sentence) and found.action == action


def test_the_last_backup_is_told_with_what_it_holds_and_what_came_since() -> None:
    words = backup_words(WELL)
    assert "(at opening), opened, checked and counted. It holds 12 days, 3 audits, 37 steps. 3 steps since." in words
    assert backup_words(_backup(state="changed")).count("changed since it was checked") == 1
    assert moment(NOW - timedelta(days=1), NOW).startswith("yesterday, ")
    assert moment(NOW - timedelta(days=9), NOW) == "9 days ago"
    assert "yet to come" in moment(NOW + timedelta(days=2), NOW)


class _Heard(Answers):
    """Keeps the words of the question, too."""

    text = ""

    def question(self, parent: QWidget | None, title: str, text: str, yes: str, no: str = "Cancel") -> bool:
        self.text = text
        return super().question(parent, title, text, yes, no)


def _add(session: Session, name: str) -> None:
    add_coder(session, CoderDraft(name=name, started_on=date(2026, 1, 5)))


@pytest.mark.parametrize(("platform", "heard"), [("linux", True), ("win32", False), ("darwin", False)])
def test_that_a_locked_session_covers_is_said_only_where_it_does(platform: str, heard: bool) -> None:
    words = cover_words(platform)
    assert ("when the session is locked" in words) is heard
    assert ("does not tell CodeDesk that the screen is locked" in words) is not heard
