"""What is typed in small places is kept, too: why something is voided, the minutes of an audit, education, founding."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlmodel import Session, col, select

from codedesk import paths
from codedesk.app.program import Program
from codedesk.desk import Desk
from codedesk.models import SignalAnswer
from codedesk.settings import Settings
from codedesk.ui import ask
from codedesk.ui.dialogs.asking import TypedLine
from codedesk.ui.dialogs.form import FormDialog
from codedesk.ui.pages.welcome import Welcome
from tests.programs import found_department, welcome
from tests.ui.asked import Answers
from tests.ui.typing_window import TypingWindow, after_a_kill, window

pytestmark = pytest.mark.file


class Killed(ask.Asker):
    """Somebody who types a line; then(dialog) happens while it still stands there."""

    def __init__(self, then: Callable[[TypedLine], None]) -> None:
        self.then, self.offered = then, ""

    def line(
        self, parent: Any, title: str, label: str, text: str = "", typed: Callable[[str], object] | None = None
    ) -> str | None:
        self.offered = text
        dialog = TypedLine(parent, title, label, text)
        assert typed is not None
        dialog.edit.textChanged.connect(typed)
        self.then(dialog)
        return dialog.edit.text() if dialog.result() else None


def void_first(opened: TypingWindow) -> None:
    opened.page.section.table.choose(0)
    opened.settle()
    opened.page.section.void()


def test_why_something_is_voided_is_there_after_a_kill_and_is_let_go_of_when_it_is_stored(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with window(qtbot, tmp_path, "setup") as first:

        def after(dialog: TypedLine) -> None:
            first.type_into(dialog.edit, "entered twi")
            with after_a_kill(qtbot, first, "today") as second:
                assert second.waiting[0].title.startswith("Void the")
                again = Killed(lambda shown: (second.type_into(shown.edit, "entered twice"), shown.done(1)))
                ask.replace(again)
                second.open_first()  # leads to the row, and asks again
                assert again.offered == "entered twi"
                assert second.kept == () and (second.desk.undo_step or "").startswith("Void")

        before = ask.replace(Killed(after))
        try:
            void_first(first)
        finally:
            ask.replace(before)
        assert first.kept == ()  # it was left


def test_the_minutes_of_an_audit_are_there_after_a_kill_and_not_typed_over(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "audits") as first:
        first.page.show_view("planning")
        first.settle()
        first.type_into(first.page.view.minutes.editor("minutes"), "12x")
        first.page.refresh()
        first.settle()
        assert first.page.view.minutes.texts == {"minutes": "12x"}
        with after_a_kill(qtbot, first, "today") as second:
            second.open_first()
            minutes = second.page.view.minutes
            assert minutes.texts == {"minutes": "12x"}
            minutes.editor("minutes").setText("12")
            minutes.committed.emit("minutes")
            second.settle()
            assert second.kept == () and "minutes" in (second.desk.undo_step or "")


def test_open_leads_into_the_form_of_a_new_education_item(qtbot: QtBot, tmp_path: Path) -> None:
    """It led only to the page."""
    with window(qtbot, tmp_path, "audits") as first:
        first.page.show_view("lessons")
        first.page.view.show_part("education")
        first.settle()
        first.page.view.education.add()
        first.type_into(first.page.view.education.editing.shown.form.editor("topic"), "Sepsis")
        with after_a_kill(qtbot, first, "today") as second:
            second.open_first()
            assert second.page.view.education.editing.shown.form.texts["topic"] == "Sepsis"


def test_open_leads_to_the_action_and_to_the_answer_that_were_being_changed(qtbot: QtBot, sample: Desk) -> None:
    first = TypingWindow(qtbot, sample, "audits")
    first.page.show_view("todo")
    first.settle()
    todo = first.page.view.table
    todo.select_where(lambda row: row.action is not None)
    todo.activated.emit(todo.selected_row())
    first.type_into(typed_into(first).form.editor("evidence"), "Seen")
    typed_into(first).hide()
    number, changed = sample.read(first_answer)
    first.frame.show_page("coder", coder_id=number, span="all")
    first.settle()
    first.page.below.reopen_answer(str(changed))
    first.type_into(typed_into(first).form.editor("words"), "Other")
    with after_a_kill(qtbot, first, "today") as second:
        for text in ("Seen", "Other"):
            second.open_first()
            assert text in " ".join(map(str, typed_into(second).form.texts.values()))
            typed_into(second)._give()
            second.settle()
        assert second.kept == ()
    first.close()


def first_answer(session: Session) -> tuple[int, int]:
    row = session.exec(select(SignalAnswer).where(col(SignalAnswer.coder_id).is_not(None))).first()
    assert row is not None and row.coder_id is not None
    return row.coder_id, row.key


def typed_into(opened: TypingWindow) -> FormDialog:
    return next(each for each in opened.frame.findChildren(FormDialog) if each.isVisible())


def test_what_is_typed_of_a_new_department_is_there_at_the_next_start_until_it_is_founded(
    program: Program, qtbot: QtBot, answers: Answers
) -> None:
    program.start(paths.default_department())
    welcome(program).show_questions()
    name = welcome(program).form.editor("name")
    qtbot.keyClicks(name, "Outpat")
    kept = Settings.load(paths.settings_file()).founding
    assert kept["name"] == "Outpat"
    program.welcome()
    shown: Welcome = welcome(program)
    assert shown.form.texts["name"] == "Outpat"
    found_department(program, qtbot)
    assert Settings.load(paths.settings_file()).founding == {}
