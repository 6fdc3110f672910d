"""Nothing typed is lost: in each form something is typed, the program is killed, and at the next start it is there."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from codedesk.services.standards import standards
from codedesk.ui import ask
from codedesk.ui.dialogs.typed_list import TypedList
from tests.services.team import FRIDAY
from tests.ui.typing_window import CONTROL, Key, TypingWindow, after_a_kill, window

pytestmark = pytest.mark.file


class Yes(ask.Asker):
    def question(self, parent: Any, title: str, text: str, yes: str, no: str = "Cancel") -> bool:
        return True


def type_standard(open_window: TypingWindow) -> None:
    open_window.press(Key.Key_N, CONTROL)
    open_window.type("2026-13-45")
    open_window.page.form.left_side.editor("pace").setFocus()
    open_window.type("2x")


def standard_texts(open_window: TypingWindow) -> tuple[str, str]:
    form = open_window.page.form
    return form.texts["effective_from"], form.texts["pace"]


def test_a_standard_half_typed_is_there_after_a_kill_right_or_wrong_and_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "standards") as first:
        type_standard(first)
        with after_a_kill(qtbot, first, "today") as second:
            assert second.frame.top_bar.typed.text() == "1 not saved yet"
            second.open_first()
            assert standard_texts(second) == ("2026-13-45", "2x")
            assert second.page.form.not_saved.isVisible()
            assert not second.frame.top_bar.typed.isVisible()  # it is in sight
            second.page.form.not_saved.discard.click()
            assert standard_texts(second) == ("", "")
            assert second.kept == ()
            assert not second.page.form.not_saved.isVisible()


def test_what_is_typed_of_two_work_types_is_kept_apart(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "standards") as open_window:
        page = open_window.page
        type_standard(open_window)
        page._close_form()
        page.work_types.choose(1)
        open_window.settle()
        open_window.press(Key.Key_N, CONTROL)
        assert standard_texts(open_window) == ("", "")
        open_window.type("2026-02-01")
        page._close_form()
        page.work_types.choose(0)
        open_window.settle()
        open_window.press(Key.Key_N, CONTROL)
        assert standard_texts(open_window) == ("2026-13-45", "2x")


def test_a_standard_that_is_saved_waits_no_more(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "standards") as open_window:
        open_window.press(Key.Key_N, CONTROL)
        open_window.type(FRIDAY.isoformat())
        for name, text in (("pace", "3"), ("accuracy", "95"), ("reason", "agreed")):
            side = "left_side" if name == "pace" else "right_side"
            editor = getattr(open_window.page.form, side).editor(name)
            editor.selectAll()
            editor.setFocus()
            open_window.type(text)
        assert len(open_window.kept) == 1
        open_window.press(Key.Key_Return, CONTROL)
        open_window.page.store()
        open_window.settle()
        assert FRIDAY in [row.effective_from for row in open_window.desk.read(standards.time_line, 1, FRIDAY)]
        assert open_window.kept == ()


def test_a_new_coder_half_typed_is_there_after_a_kill(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "setup") as first:
        first.press(Key.Key_N, CONTROL)
        first.type("Zoe O'Ne")
        with after_a_kill(qtbot, first, "today") as second:
            second.open_first()
            section = second.page.section
            assert section.adding
            assert section.form.texts["name"] == "Zoe O'Ne"
            assert section.not_saved.isVisible()


def test_a_refused_field_of_a_coder_is_there_again_and_can_be_discarded(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "setup") as first:
        editor = first.page.section.form.editor("started_on")
        before = editor.text()
        editor.setFocus()
        editor.selectAll()
        first.type("soon")
        first.page.list.setFocus()
        with after_a_kill(qtbot, first, "today") as second:
            second.open_first()
            form = second.page.section.form
            assert form.texts["started_on"] == "soon"
            assert "started_on" in form.errors
            second.page.section.not_saved.discard.click()
            assert form.texts["started_on"] == before
            assert second.kept == ()


def test_a_coder_s_field_that_is_left_is_saved_and_waits_no_more(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "setup") as open_window:
        editor = open_window.page.section.form.editor("name")
        editor.setFocus()
        editor.selectAll()
        open_window.type("Bo")
        assert len(open_window.kept) == 1
        open_window.press(Key.Key_Return)
        open_window.settle()
        assert open_window.kept == ()


def test_a_note_in_a_window_of_its_own_is_there_after_a_kill(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "coder") as first:
        first.page.add_note()
        first.settle()
        dialog = first.page.talks.notes.editing.shown
        first.type_into(dialog.form.editor("text"), "asked for sh")
        with after_a_kill(qtbot, first, "today") as second:
            second.open_first()
            dialog = second.page.talks.notes.editing.shown
            assert dialog.form.texts["text"] == "asked for sh"
            assert dialog.not_saved.isVisible()
            dialog._give()
            second.settle()
            assert second.kept == ()


def test_esc_twice_discards_what_was_typed_in_a_window(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "coder") as open_window:
        open_window.page.add_event()
        open_window.settle()
        dialog = open_window.page.below.events.editing.shown
        open_window.type_into(dialog.form.editor("text"), "go-live")
        assert [row.title for row in open_window.kept] == ["Add event"]
        QTest.keyClick(dialog, Key.Key_Escape)
        assert len(open_window.kept) == 1
        QTest.keyClick(dialog, Key.Key_Escape)
        assert open_window.kept == ()


def test_the_list_discards_one_after_a_question(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "standards") as open_window:
        type_standard(open_window)
        open_window.frame.show_page("today")
        open_window.frame.open_typed()
        shown = open_window.frame.findChild(TypedList)
        assert shown is not None
        assert "2x" in shown.table.copied()
        before = ask.replace(Yes())
        try:
            QTest.keyClick(shown, Key.Key_Delete)
        finally:
            ask.replace(before)
        assert open_window.kept == ()
        assert not open_window.frame.top_bar.typed.isVisible()


def test_a_full_disk_is_said_once_and_typing_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "standards") as open_window:
        type_standard(open_window)
        raw = open_window.desk.typed._raw
        assert raw is not None
        raw.execute("PRAGMA max_page_count=1")
        open_window.page.form.right_side.editor("reason").setFocus()
        open_window.page.form.right_side.editor("reason").setText("x" * 50_000)
        assert "is not kept beside the department file" in open_window.frame.strip.text
        open_window.type("y")
        assert open_window.page.form.texts["reason"].endswith("y")
