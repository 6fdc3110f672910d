"""Nothing typed is lost: in each form something is typed, the program is killed, and at the next start it is there."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from codedesk import formats
from codedesk.models.audit_words import AuditDepth
from codedesk.services.standards import standards
from codedesk.ui import ask
from codedesk.ui.dialogs.typed_list import TypedList
from tests.services.team import FRIDAY
from tests.ui.typing_window import CONTROL, TypingWindow, after_a_kill, window
from tests.ui.typist import Key

pytestmark = pytest.mark.file


class Yes(ask.Asker):
    def question(self, parent: Any, title: str, text: str, yes: str, no: str = "Cancel") -> bool:
        return True


def type_standard(open_window: TypingWindow) -> None:
    open_window.press(Key.Key_N, CONTROL)
    open_window.type("2026-13-45")
    open_window.page.form.left_side.editor("pace").setFocus()
    open_window.type("2x")


def shown_words(open_window: TypingWindow) -> set[str]:
    """What the top bar says."""
    return {each.text() for each in open_window.frame.top_bar.findChildren(QLabel) if each.isVisible()}


def standard_texts(open_window: TypingWindow) -> tuple[str, str]:
    form = open_window.page.form
    return form.texts["effective_from"], form.texts["pace"]


def test_a_standard_half_typed_is_there_after_a_kill_right_or_wrong_and_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "standards") as first:
        type_standard(first)
        with after_a_kill(qtbot, first, "today") as second:
            assert second.frame.top_bar.typed.text() == "1 not saved yet"
            assert "All saved" not in shown_words(second)  # beside it, that would not be true
            second.open_first()
            assert standard_texts(second) == ("2026-13-45", "2x")
            assert "All saved" not in shown_words(second)
            assert second.page.form.foot.unsaved
            assert not second.frame.top_bar.typed.isVisible()  # it is in sight
            second.page.form.foot.discard.click()
            assert standard_texts(second) == ("", "")
            assert second.kept == ()
            assert not second.page.form.foot.unsaved
            assert "All saved" in shown_words(second)


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
            assert section.foot.unsaved


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
            second.page.section.foot.discard.click()
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


def test_a_coder_s_field_that_is_saved_by_going_to_another_page_waits_no_more(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "setup") as open_window:
        open_window.page.section.form.editor("name").setFocus()
        open_window.type("Q")
        open_window.frame.show_page("team")
        open_window.settle()
        assert open_window.context.saved_words.startswith("Saved")
        assert open_window.kept == ()


def test_a_choice_of_the_department_that_is_saved_by_going_to_another_page_waits_no_more(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with window(qtbot, tmp_path, "setup") as open_window:
        open_window.page.navigate(section="department")
        open_window.settle()
        open_window.page.section.form.editor("manager").setFocus()
        open_window.type("Q")
        assert len(open_window.kept) == 1
        open_window.frame.show_page("team")
        open_window.settle()
        assert open_window.context.saved_words.startswith("Saved")
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
            assert dialog.foot.unsaved
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


def new_audit(open_window: TypingWindow) -> Any:
    open_window.page.new_audit()
    open_window.settle()
    return open_window.page.form


def test_an_audit_half_typed_is_there_after_a_kill_with_lines_refused_cells_and_the_open_cell(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with window(qtbot, tmp_path, "audits") as first:
        form = new_audit(first)
        form.set_depth(AuditDepth.RECORDS)
        form.head.editor("day").setText("soon")
        form.head.editor("name").setText("half a na")
        form.start_depth()
        first.type("8 1 0 0")
        first.press(Key.Key_Return)
        first.type("many")
        first.press(Key.Key_Return)
        first.type("7 1")
        with after_a_kill(qtbot, first, "today") as second:
            second.open_first()
            form = second.page.form
            assert (form.head.texts["day"], form.head.texts["name"]) == ("soon", "half a na")
            assert form.audit_depth == AuditDepth.RECORDS
            model = form.records.grid.model
            shown = [[model.cell(row, column).text for column in range(1, 5)] for row in range(3)]
            assert shown == [["8", "1", "0", "0"], ["many", "", "", ""], ["7", "1", "0", "0"]]
            assert len(form.records.grid.refusals) == 1
            assert form.foot.unsaved
            assert second.waiting == ()  # it is in sight
            form.foot.discard.click()
            assert second.kept == ()
            assert form.records.lines == ()


def test_an_audit_from_a_slip_that_is_saved_waits_no_more_and_a_change_of_it_is_kept_apart(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with window(qtbot, tmp_path, "audits") as first:
        form = new_audit(first)
        form.set_depth(AuditDepth.RESULT)
        form.head.set_values({"coder_id": next(iter(form.lists.coders)).id})
        form.head.editor("name").setText("A-1")
        form.slip.editor("reported_accuracy").setText("96")
        form.slip.editor("records").setText("20")
        assert [row.title for row in first.kept] == ["New audit"]
        first.page.save()
        first.settle()
        assert first.kept == ()
        first.page.form.slip.editor("records").setText("21 or so")
        assert [row.title for row in first.kept] == ["Audit A-1"]
        first.page.new_audit()
        first.settle()
        assert first.page.form.slip.texts["records"] == ""
        with after_a_kill(qtbot, first, "today") as second:
            second.open_first()
            assert second.page.form.slip.texts["records"] == "21 or so"
            assert second.page.form.head.texts["name"] == "A-1"


def test_a_new_audit_is_the_one_that_was_begun_before_the_kill(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "audits") as first:
        new_audit(first).head.editor("name").setText("begun")
        with after_a_kill(qtbot, first, "audits") as second:
            assert new_audit(second).head.texts["name"] == "begun"
            second.page.discard()
            assert second.kept == ()


def at_cell(open_window: TypingWindow, row: int, column: str) -> Any:
    grid = open_window.page.grid
    return grid.model.cell(row, grid.model.column_of(column))


def to_cell(open_window: TypingWindow, row: int, column: str) -> None:
    grid = open_window.page.grid
    grid.view.setFocus()
    grid.view.go_to(grid.model.index(row, grid.model.column_of(column)))


def work_row(open_window: TypingWindow) -> int:
    rows = open_window.page.grid.rows
    return next(place for place, row in enumerate(rows) if row.key.work_type_id is not None)


def test_a_refused_cell_and_the_cell_that_is_open_are_there_after_a_kill_and_no_figure_reads_them(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with window(qtbot, tmp_path, "today") as first:
        row = work_row(first)
        to_cell(first, row, "charts")
        first.type("many")
        first.press(Key.Key_Return)
        to_cell(first, 0, "paid")
        first.type("7.5")
        with after_a_kill(qtbot, first, "setup") as second:
            second.open_first()
            assert [at_cell(second, row, "charts").text, at_cell(second, 0, "paid").text] == ["many", "7.5"]
            assert at_cell(second, 0, "paid").state == "refused"
            assert "Not saved yet" in at_cell(second, 0, "paid").note
            assert second.page._entering.typed.bar.isVisible()
            assert second.page.grid.current == (second.page.grid.rows[row].key, "charts")
            assert not second.frame.top_bar.typed.isVisible()  # they are in sight
            assert second.frame.strip.isHidden()
            assert second.desk.revision == 0
            to_cell(second, 0, "paid")
            QTest.keyClick(second.page.grid.view, Key.Key_Return)  # saves it
            second.settle()
            assert at_cell(second, 0, "paid").state in ("normal", "marked")
            assert second.desk.revision == 1
            to_cell(second, row, "charts")
            QTest.keyClick(second.page.grid.view, Key.Key_Escape)
            assert second.kept == ()
            assert not second.page._entering.typed.bar.isVisible()


def test_cells_of_another_date_wait_while_it_is_not_shown(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "today") as open_window:
        to_cell(open_window, 0, "paid")
        open_window.type("all day")
        open_window.page.step_back()
        open_window.settle()
        assert open_window.page.grid.refusals == ()
        assert [row.title for row in open_window.waiting] == [f"Cells of {formats.full_day(FRIDAY)}"]
        open_window.page.step_on()
        open_window.settle()
        assert at_cell(open_window, 0, "paid").text == "all day"
        assert not open_window.frame.top_bar.typed.isVisible()
        open_window.frame.show_page("setup")
        assert open_window.frame.top_bar.typed.isVisible()
        open_window.frame.show_page("today")
        open_window.settle()
        open_window.page._entering.typed.bar.discard.click()
        assert open_window.kept == ()
        assert at_cell(open_window, 0, "paid").text != "all day"


def test_a_cell_that_is_saved_is_kept_no_longer(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "today") as open_window:
        to_cell(open_window, 0, "paid")
        open_window.type("8")
        assert [row.texts for row in open_window.kept] == [{"1|||paid": "8"}]
        open_window.press(Key.Key_Return)
        assert [row.texts for row in open_window.kept] == [{"1|||paid": "8"}]  # until it is stored
        open_window.settle()
        assert open_window.kept == ()


def test_a_list_to_draw_from_is_there_after_a_kill(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "audits") as first:
        first.page.show_view("draw")
        first.settle()
        first.page.view.frame.setPlainText("A1\nA2\nA3")
        first.page.view.form.editor("size").setText("two")
        with after_a_kill(qtbot, first, "today") as second:
            second.open_first()
            view = second.page.view
            assert view.frame.toPlainText() == "A1\nA2\nA3"
            assert view.form.texts["size"] == "two"
            assert view.foot.unsaved
            view.foot.discard.click()
            assert view.frame.toPlainText() == ""
            assert second.kept == ()
