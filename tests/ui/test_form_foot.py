"""The foot of a form: every form says in it, in sight and with words, what can be done with what is typed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from codedesk.entry import DateReader
from codedesk.models.audit_words import AuditDepth, AuditState
from codedesk.ui.dialogs.form import FormDialog
from codedesk.ui.pages.audits.form import AuditForm
from codedesk.ui.widgets.fields import Field
from codedesk.ui.widgets.form_foot import NOTHING, SAVING, FormFoot
from tests.journeys.test_look import overlapping
from tests.patience import PatientBot
from tests.ui.asked import answered
from tests.ui.hand import in_sight, press, seen_button, shown_dialog
from tests.ui.typing_window import CONTROL, TypingWindow, window
from tests.ui.typist import Key, focused

FOOT = ("Discard", "Save and next", "Save")


def test_save_and_discard_rest_while_nothing_is_unsaved_and_say_why(qtbot: QtBot) -> None:
    foot = FormFoot(lambda: None, "Save", "Ctrl+S")
    qtbot.addWidget(foot)
    assert foot.save.isEnabled()  # nobody said yet what is stored
    foot.show_unsaved(False)
    assert not foot.save.isEnabled()
    assert not foot.discard.isEnabled()
    assert foot.save.toolTip() == foot.discard.toolTip() == NOTHING
    foot.allow_as_it_is(True)
    assert foot.save.isEnabled()
    foot.allow_as_it_is(False)
    foot.show_unsaved(True)
    assert foot.save.isEnabled()
    assert foot.discard.isEnabled()
    assert foot.save.toolTip() == "Ctrl+S"
    foot.show_saving(True)
    assert not foot.save.isEnabled()
    assert foot.save.toolTip() == SAVING


def new_audit(seen: TypingWindow) -> AuditForm:
    press(seen.page, "New audit")
    seen.settle()
    form = seen.page.form
    assert isinstance(form, AuditForm)
    return form


def test_a_new_audit_shows_what_can_be_done_with_it_at_each_depth_and_wherever_it_is_scrolled(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with window(qtbot, tmp_path, "audits") as seen:
        form = new_audit(seen)
        for depth in AuditDepth:
            form.set_depth(depth)
            for where in (0, form._scroll.verticalScrollBar().maximum()):
                form._scroll.verticalScrollBar().setValue(where)
                for words in FOOT:
                    assert seen_button(form, words)
        assert form.foot.step is not None
        assert in_sight(form.foot.step)


def test_an_audit_from_a_slip_is_saved_shared_and_voided_by_the_foot_alone(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "audits") as seen:
        form = new_audit(seen)
        form.set_depth(AuditDepth.RESULT)
        form.head.set_values({"coder_id": 1})
        for name, text in (("reported_accuracy", "96"), ("records", "20")):
            form.slip.editor(name).setText(text)  # type: ignore[attr-defined]
        press(form, "Save as a draft")
        seen.settle()
        form = seen.page.form
        assert (form.audit_id, form.state) == (1, AuditState.DRAFT)
        assert not seen_button(form, "Save").isEnabled()
        press(form, "Share with the coder")
        seen.settle()
        assert seen.page.form.state == AuditState.SHARED
        assert seen_button(seen.page.form, "Mark as answered")
        with answered("twice the same"):
            press(seen.page.form, "Void …")
            seen.settle()
        assert seen.page.table.rows == ()


def test_discard_takes_a_new_audit_back_and_the_list_stands_beside_it(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "audits") as seen:
        form = new_audit(seen)
        assert seen.page.panel.isVisible()
        form.start("name")
        seen.type_into(form.head.editor("name"), "A-1")
        assert form.foot.unsaved
        press(form, "Discard")
        assert seen.kept == ()
        assert seen.page.form is None and seen.page.panel.isVisible()  # no empty audit is left standing
        assert seen.focus is seen.page.table


def type_coder(seen: TypingWindow, name: str) -> None:
    seen.type(name)
    seen.page.section.form.editor("started_on").setFocus()
    seen.type("2026-07-01")


def test_in_setup_a_coder_is_added_and_the_next_one_begun_by_the_foot(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "setup") as seen:
        press(seen.page, "New")
        section = seen.page.section
        type_coder(seen, "Zoe Ott")
        press(section, "Add and next")
        seen.settle()
        assert "Zoe Ott" in [row.shown_name for row in section.table.rows]
        assert section.adding
        assert section.form.texts["name"] == ""
        type_coder(seen, "Ida Lund")
        press(section, "Add")
        seen.settle()
        assert "Ida Lund" in [row.shown_name for row in section.table.rows]
        assert not section.adding


def test_ctrl_enter_saves_as_before_where_the_foot_says_that_nothing_is_typed(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "audits") as seen:
        form = new_audit(seen)
        assert not seen_button(form, "Save").isEnabled()
        seen.press(Qt.Key.Key_Return, CONTROL)
        seen.settle()
        assert form.head.editor("coder_id").property("state") == "wrong"


def test_a_new_event_is_saved_and_the_next_one_begun_in_its_window_by_click_and_by_key(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with window(qtbot, tmp_path, "team") as seen:
        seen.page.open_events()
        seen.settle()
        press(seen.page.events, "Add event")
        for text in ("New encoder", "Network down"):
            dialog = shown_dialog(FormDialog)
            assert isinstance(dialog, FormDialog)
            assert dialog.form.texts["text"] == ""
            dialog.form.editor("text").setFocus()
            seen.type_into(dialog.form.editor("text"), text)
            if text == "New encoder":
                press(dialog, "Save and next")
            else:
                qtbot.waitUntil(dialog.isActiveWindow)
                qtbot.keyClick(dialog.form.editor("text"), Qt.Key.Key_N, CONTROL)
            seen.settle()
        last = shown_dialog(FormDialog)
        assert isinstance(last, FormDialog) and last.form.texts["text"] == ""
        assert {row.draft.text for row in seen.page.events.table.rows} == {"New encoder", "Network down"}
        last.reject()
        press(seen.page.events, "Change")
        assert "Save and next" not in [made.text() for made in shown_dialog(FormDialog).findChildren(QPushButton)]
        shown_dialog(FormDialog).close()
        seen.page.events.close()


def test_tab_goes_through_a_form_in_a_window_as_it_is_read(qtbot: QtBot, tmp_path: Path) -> None:
    """The buttons between Discard and Save are made after both, and came behind Save."""
    with window(qtbot, tmp_path, "team") as seen:
        seen.page.open_events()
        seen.settle()
        press(seen.page.events, "Add event")
        dialog = shown_dialog(FormDialog)
        assert isinstance(dialog, FormDialog)
        qtbot.waitUntil(dialog.isActiveWindow)
        seen.type_into(dialog.form.editor("text"), "New encoder")
        dialog.form.editor("text").setFocus()
        stops = []
        while focused() not in stops:
            stops.append(focused())
            qtbot.keyClick(focused(), Key.Key_Tab)
        words = [stop.text() for stop in stops if isinstance(stop, QPushButton)]
        assert words == ["Discard", "Close", "Save and next", "Save"]
        assert stops[stops.index(dialog.foot.save) + 1] is dialog.form.editor("from_day")
        dialog.reject()
        dialog.reject()
        seen.page.events.close()


def test_the_dated_parts_of_a_coder_have_the_foot_of_every_form(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "setup") as seen:
        seen.page.show_section("coders")
        seen.settle()
        for part in (seen.page.section.schedule, seen.page.section.ramp):
            assert not part.foot.save.isEnabled() and part.foot.save.toolTip() == NOTHING
            seen.type_into(part.form.editor("from_day"), "2026-08-03")
            assert part.foot.unsaved and part.foot.words.isVisible()
            part.foot.discard.click()
            assert part.form.texts["from_day"] == "" and not part.foot.unsaved


def test_the_field_with_the_keyboard_stays_in_sight_when_rows_come_above_it(qtbot: PatientBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path, "setup") as seen:
        seen.page.show_section("coders")
        seen.settle()
        part = seen.page.section.schedule
        part.form.editor("from_day").setFocus()
        seen.enter("2026-08-03")
        seen.enter("8")
        seen.press(Key.Key_Return, CONTROL)
        qtbot.settle(seen.frame, lambda: seen.context.background.busy)
        assert len(part.table.rows) > 0 and part.form.isAncestorOf(seen.focus)
        assert in_sight(seen.focus)


@pytest.mark.parametrize("high", [680, 400])
def test_a_form_in_a_window_shows_what_is_wrong_and_keeps_its_foot_in_sight(qtbot: PatientBot, high: int) -> None:
    """On a low screen the hints lay under the fields; what is said of a field had no room."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1180, high)
    window.show()
    hint = "A hint that is long enough to need a second line in the width that a window of this kind has"
    fields = [Field(f"f{n}", f"Field {n}", "text", required=True, hint=hint if n < 2 else "") for n in range(6)]
    dialog = FormDialog(window, "A form", fields, DateReader())
    dialog.open()
    qtbot.settle(dialog, lambda: False)
    before = dialog.height()
    press(dialog, "Save")
    qtbot.settle(dialog, lambda: False)
    assert dialog.height() <= high and overlapping(dialog) == []
    assert (dialog.height() > before) is (high == 680)
    first = dialog.form.editor("f0")
    assert in_sight(first) and in_sight(dialog.foot)
    if high == 680:
        assert all(in_sight(dialog.form.editor(field.name)) for field in fields)
    dialog.done(0)
