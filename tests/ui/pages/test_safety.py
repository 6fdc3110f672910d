"""Safety: the manager sees where the file is, makes a backup, proves it, and asks for it back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.ui import ask
from codedesk.ui.context import Context
from codedesk.ui.pages.safety import SafetyPage
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
    assert page._place.text() == str(page.context.desk.path)
    assert page._subline.text().startswith("1 backup, last backup ")  # made when the file was opened


def test_a_backup_is_made_listed_and_proven(page: SafetyPage, qtbot: QtBot) -> None:
    said: list[str] = []
    page.context.message_shown.connect(lambda _kind, text, _retry: said.append(text))
    page._back_up()
    settle(qtbot, page)
    made = page.table.selected_row()
    assert made is not None and made.why == "asked" and made.path.exists()
    assert said == [f"Backed up to {made.path.name} and checked."]
    page._prove()
    settle(qtbot, page)
    assert page._proof(made).startswith("can be restored: ")


def test_a_damaged_backup_is_found_out(page: SafetyPage, qtbot: QtBot) -> None:
    page._back_up()
    settle(qtbot, page)
    made = page.table.selected_row()
    assert made is not None
    made.path.write_bytes(made.path.read_bytes()[:3000])
    page._prove()
    settle(qtbot, page)
    assert page._proof_tone(made) == "error" and made.path.name in page._proof(made)


def test_a_check_says_that_the_file_is_sound(page: SafetyPage, qtbot: QtBot) -> None:
    page._check()
    settle(qtbot, page)
    assert "sound, with" in page._checked.text() and "chain unbroken" in page._checked.text()


def test_a_restore_is_asked_before_it_is_done(page: SafetyPage, qtbot: QtBot, tmp_path: Path) -> None:
    page._back_up()
    settle(qtbot, page)
    wanted: list[Path] = []
    page.context.restore_wanted.connect(wanted.append)
    before = ask.replace(Answers(False, True))
    try:
        page._restore()
        assert wanted == []
        page._restore()
    finally:
        ask.replace(before)
    made = page.table.selected_row()
    assert made is not None and wanted == [made.path]
