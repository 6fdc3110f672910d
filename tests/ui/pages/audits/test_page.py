"""The audits page as a person sees it: list, form, result, answers; nothing that is typed is lost."""

from collections.abc import Iterator
from datetime import date
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.errors import CannotSave
from codedesk.metrics.figures import Accuracy
from codedesk.models.audits import AuditDraft, FindingDraft, RecordDraft
from codedesk.services.audits import answers as audits_answers
from codedesk.services.audits import audits
from codedesk.ui import ask
from codedesk.ui.pages.audits.form import AuditForm
from codedesk.ui.pages.audits.page import AuditsPage
from codedesk.ui.widgets.explain import ExplainDialog
from tests.ui.pages.audits.audit_window import ALT, CONTROL, TODAY, Window, add_team
from tests.ui.typist import Key

NOT_BREAKING = "\u00a0"


def saved(desk: Desk, **changes: object) -> int:
    values: dict[str, object] = {"name": "one", "coder_id": 1, "day": date(2026, 7, 14), "auditor": "Kim"}
    slip = {"depth": "result", "reported_accuracy": 88.6, "records": 20}
    return desk.write("Save audit", audits.save_audit, AuditDraft(**(values | slip | changes)))  # type: ignore[arg-type]


@pytest.fixture
def team(department: Desk) -> Desk:
    department.write("Add the team", add_team)
    return department


@pytest.fixture
def window(qtbot: QtBot, team: Desk) -> Window:
    saved(team)
    saved(team, name="two", coder_id=2, day=date(2026, 8, 3), reported_accuracy=97.0, records=40)
    return Window(qtbot, team, "audits")


@pytest.fixture
def answering() -> Iterator[list[str]]:
    """Put an asker in place that answers every line with the first of a list."""
    answers: list[str] = []

    class Answers(ask.Asker):
        def line(
            self, parent: QWidget | None, title: str, label: str, text: str = "", typed: object = None
        ) -> str | None:
            return answers.pop(0) if answers else None

    before = ask.replace(Answers())
    yield answers
    ask.replace(before)


def page_of(window: Window) -> AuditsPage:
    assert isinstance(window.page, AuditsPage)
    return window.page


def form_of(window: Window) -> AuditForm:
    form = page_of(window).form
    assert form is not None
    return form


def said(window: Window) -> str:
    return form_of(window).band.words.replace(NOT_BREAKING, " ")


def field(window: Window, name: str) -> QLineEdit:
    editor = form_of(window).head.editor(name)
    assert isinstance(editor, QLineEdit)
    return editor


def test_the_list_shows_the_newest_first_and_opens_it_with_its_result(window: Window) -> None:
    assert [row.coder for row in page_of(window).table.rows] == ["Ben Ode", "Ana Diaz"]
    assert form_of(window).heading.text() == "two"
    assert "97.0 %" in said(window)
    assert "40 charts" in said(window)
    assert "small sample" not in said(window)
    assert "as reported" in said(window)


def test_the_list_follows_period_and_coder(window: Window) -> None:
    window.context.coder_id = 1
    window.settle()
    assert [row.coder for row in page_of(window).table.rows] == ["Ana Diaz"]
    assert "small sample" in said(window)
    window.context.coder_id = None
    window.settle()
    assert len(page_of(window).table.rows) == 2


def test_the_result_stands_beside_while_it_is_typed(window: Window) -> None:
    window.press(Key.Key_N, CONTROL)
    assert "No result yet" in said(window)
    window.press(Key.Key_3, ALT)
    window.enter("8 1 0 0")
    window.enter("9 0 1 1")
    window.settle()
    assert "89.5 %" in said(window), "17 of 19 codes"
    assert "2 charts, small sample" in said(window)
    assert "below the standard of 95.0 %" in said(window)
    assert "the sample cannot tell" in said(window)
    assert "1 code deleted" in said(window)
    assert "net 84.2 %" in said(window)


def test_a_selection_that_is_not_random_does_not_feed_the_accuracy_unless_switched_on(window: Window) -> None:
    window.press(Key.Key_N, CONTROL)
    feeds = form_of(window).head.editor("feeds_accuracy")
    assert isinstance(feeds, QCheckBox)
    window.press(Key.Key_B, ALT)
    assert feeds.isVisible()
    assert feeds.isChecked()
    form_of(window).head.editor("selection").setFocus()
    window.enter("fo")
    assert not feeds.isChecked()
    feeds.setChecked(True)
    assert form_of(window).draft_so_far().feeds_accuracy
    form_of(window).head.editor("selection").setFocus()
    window.enter("ra")
    assert feeds.isChecked()


def test_changing_the_depth_keeps_what_was_typed(window: Window) -> None:
    window.press(Key.Key_N, CONTROL)
    window.press(Key.Key_1, ALT)
    window.enter("88.6")
    window.enter("20")
    window.press(Key.Key_3, ALT)
    window.enter("8 1 0 0")
    window.press(Key.Key_2, ALT)
    form = form_of(window)
    assert [form.sums.value(name) for name in ("matched", "revised", "added", "deleted", "records")] == [8, 1, 0, 0, 1]
    window.press(Key.Key_1, ALT)
    assert (form.slip.value("reported_accuracy"), form.slip.value("records")) == (88.6, 20)
    window.press(Key.Key_3, ALT)
    assert [line.matched for line in form.records.lines] == [8]


def test_a_line_that_cannot_be_right_stays_as_typed_with_the_reason(window: Window) -> None:
    window.press(Key.Key_N, CONTROL)
    window.press(Key.Key_3, ALT)
    window.enter("8 x 0")
    window.press(Key.Key_Up)
    grid = form_of(window).records.grid
    assert grid.model.cell(0, 1).text == "8 x 0"
    assert "matched revised added deleted" in grid.refusals[0][2]
    window.enter("8 1")
    assert grid.refusals == ()
    assert form_of(window).records.lines == (RecordDraft(reference="1", matched=8, revised=1),)


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_stored(window: Window) -> None:
    window.press(Key.Key_N, CONTROL)
    window.press(Key.Key_1, ALT)
    window.enter("188")
    assert form_of(window).slip.errors == {"reported_accuracy": "“188” is over 100 %"}
    window.press(Key.Key_S, CONTROL)
    window.settle()
    assert form_of(window).head.errors.keys() == {"coder_id"}
    assert len(window.desk.read(audits.audits)) == 2
    assert form_of(window).dirty


def test_an_unsaved_form_survives_leaving_the_page_and_another_audit(window: Window) -> None:
    window.press(Key.Key_N, CONTROL)
    window.enter("14 jul")
    window.type("a")
    window.press(Key.Key_1, ALT)
    window.type("9x")
    begun = form_of(window)
    window.frame.show_page("history")
    window.settle()
    window.frame.show_page("audits")
    window.settle()
    assert form_of(window) is begun
    page_of(window).table.select_where(lambda row: row.name == "one")
    window.settle()
    assert form_of(window).heading.text() == "one"
    panel = page_of(window).panel
    assert not panel._strip.isHidden()
    assert "2026-07-14 Diaz 1" in panel._words.text()
    panel.go_on.emit()
    assert form_of(window) is begun
    accuracy = begun.slip.editor("reported_accuracy")
    assert isinstance(accuracy, QLineEdit)
    assert accuracy.text() == "9x"


def test_escape_goes_to_the_list_and_loses_no_text(window: Window) -> None:
    window.press(Key.Key_N, CONTROL)
    window.press(Key.Key_3, ALT)
    window.enter("8 1 0 0")
    assert page_of(window).panel.isVisible(), "the list stays beside a long sheet too"
    window.press(Key.Key_Escape)
    assert QApplication.focusWidget() is page_of(window).table
    assert form_of(window).records.lines == (RecordDraft(reference="1", matched=8, revised=1),)
    assert form_of(window).dirty


def test_discarding_takes_back_only_what_was_not_saved(window: Window) -> None:
    page_of(window).table.select_where(lambda row: row.name == "one")
    window.settle()
    field(window, "auditor").setFocus()
    window.type("Lou")
    assert form_of(window).dirty
    page_of(window).discard()
    window.settle()
    assert form_of(window).head.value("auditor") == "Kim"


def test_a_name_that_is_taken_is_refused_and_the_form_comes_back(window: Window) -> None:
    window.press(Key.Key_N, CONTROL)
    window.enter("14 jul")
    window.type("a")
    window.press(Key.Key_1, ALT)
    window.enter("90")
    window.type("10")
    form_of(window).start("name")
    window.type("one")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert len(window.desk.read(audits.audits)) == 2
    window.bot.waitUntil(
        lambda: "another audit is called “one”" in form_of(window).head.editor("name").accessibleDescription()
    )
    assert form_of(window).slip.value("reported_accuracy") == 90.0


def test_answers_and_outcomes_give_a_first_and_a_final_result(qtbot: QtBot, team: Desk) -> None:
    lines = (
        RecordDraft(reference="1", matched=8, revised=1),
        RecordDraft(reference="2", matched=9, revised=0, added=1),
        RecordDraft(reference="3", matched=7),
    )
    findings = (
        FindingDraft(category_id=2, record="1", change="revised"),
        FindingDraft(category_id=4, record="2", change="added"),
    )
    saved(team, depth="records", state="shared", record_lines=lines, findings=findings)
    window = Window(qtbot, team, "audits")
    assert "92.3 %" in said(window)
    window.press(Key.Key_5, ALT)
    for text in ("r", "supported", "w", "agreed"):
        window.type(text)
        window.press(Key.Key_Tab)
    window.settle()
    assert "96.2 %" in said(window)
    assert "first score 92.3 %" in said(window)
    window.press(Key.Key_S, CONTROL)
    window.settle()
    (row,) = window.desk.read(audits.audits)
    assert isinstance(row.result, Accuracy)
    assert (row.result.first_value, row.result.value) == (pytest.approx(24 / 26), pytest.approx(25 / 26))
    assert "first score 92.3 %" in page_of(window).table.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole).replace(
        NOT_BREAKING, " "
    )


def test_an_audit_with_an_open_rebuttal_cannot_be_made_final(qtbot: QtBot, team: Desk) -> None:
    findings = (FindingDraft(category_id=2, record="1", change="revised", answer="rebut", answer_reason="no"),)
    saved(
        team,
        depth="records",
        state="answered",
        record_lines=(RecordDraft(reference="1", matched=8, revised=1),),
        findings=findings,
    )
    window = Window(qtbot, team, "audits")
    form_of(window).head.editor("state").setFocus()
    window.enter("fi")
    window.press(Key.Key_S, CONTROL)
    window.settle()
    assert window.desk.read(audits.audits)[0].state == "answered"
    assert "1 rebuttal has no outcome" in form_of(window).head.editor("state").accessibleDescription()


def test_voiding_asks_for_the_reason_and_undo_puts_it_back(window: Window, answering: list[str]) -> None:
    page_of(window).void()
    window.settle()
    assert len(window.desk.read(audits.audits)) == 2
    answering.append("typed twice")
    page_of(window).void()
    window.settle()
    assert [row.name for row in page_of(window).table.rows] == ["one"]
    window.context.undo()
    window.settle()
    assert [row.name for row in page_of(window).table.rows] == ["two", "one"]


def test_a_department_without_coders_says_what_to_do(qtbot: QtBot, department: Desk) -> None:
    window = Window(qtbot, department, "audits")
    assert any("Add them" in label.text() for label in _labels(window) if label.isVisible())


def test_a_period_without_audits_offers_a_new_one(qtbot: QtBot, team: Desk) -> None:
    window = Window(qtbot, team, "audits")
    assert page_of(window).table.rows == ()
    assert any("“New audit”, above, starts one" in label.text() for label in _labels(window) if label.isVisible())
    window.press(Key.Key_N)
    assert form_of(window).heading.text() == "New audit"


def test_every_action_of_the_page_has_a_name_for_the_palette(window: Window) -> None:
    actions = page_of(window).actions()
    assert len({action.name for action in actions}) == len(actions)
    assert {"Ctrl+N", "Ctrl+S", "Ctrl+Return", "Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5"} <= {
        action.shortcut for action in actions
    }


def _labels(window: Window) -> list[QLabel]:
    return window.page.findChildren(QLabel)


def test_actions_that_follow_are_stored_with_the_audit_and_overdue_ones_are_marked(window: Window) -> None:
    window.press(Key.Key_6, ALT)
    window.type("CC capture")
    window.press(Key.Key_Tab)
    window.type("pol")
    window.press(Key.Key_Tab)
    window.enter("1 sep")
    grid = form_of(window).actions_grid.grid
    assert grid.model.cell(0, 2).state == "marked"
    assert "Overdue" in grid.model.cell(0, 2).note
    window.press(Key.Key_S, CONTROL)
    window.settle()
    (action,) = window.desk.read(audits_answers.actions, TODAY)
    assert (action.draft.gap, action.draft.kind, action.draft.due_on) == ("CC capture", "policy", date(2026, 9, 1))
    assert (action.coder, action.overdue) == ("Ben Ode", True)


def test_a_save_that_fails_keeps_what_was_typed_and_says_why(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    window.press(Key.Key_N, CONTROL)
    window.enter("14 jul")
    window.type("a")
    window.press(Key.Key_1, ALT)
    window.enter("90")
    window.type("10")

    def full(_session: object, _draft: AuditDraft, _draw: int | None = None) -> int:
        raise CannotSave("The disk is full: nothing was changed.")

    with monkeypatch.context() as patch:
        patch.setattr("codedesk.services.audits.draws.save_drawn_audit", full)
        window.press(Key.Key_Return, CONTROL)
        window.settle()
    assert "The disk is full" in "".join(label.text() for label in window.frame.strip.findChildren(QLabel))
    assert form_of(window).slip.value("reported_accuracy") == 90.0
    assert form_of(window).dirty
    window.press(Key.Key_S, CONTROL)
    window.settle()
    assert len(window.desk.read(audits.audits)) == 3


def test_how_the_result_is_made_is_one_key_away(window: Window) -> None:
    window.press(Key.Key_I, CONTROL)
    (dialog,) = window.page.findChildren(ExplainDialog)
    assert "As reported" in "".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.close()


def test_a_read_only_department_shows_audits_and_types_none(qtbot: QtBot, team: Desk) -> None:
    saved(team)
    team.close()
    desk = Desk.open(team.path, "reader", read_only=True)
    window = Window(qtbot, desk, "audits")
    assert "88.6 %" in said(window)
    assert not field(window, "auditor").isEnabled()
    window.press(Key.Key_N, CONTROL)
    assert form_of(window).audit_id is not None
    window.main.close()
    desk.close()


def test_an_audit_that_is_read_late_takes_no_place_of_one_that_was_begun_meanwhile(window: Window) -> None:
    """The disk is slow: Down asks for the next audit, Ctrl+N begins a new one before it is there."""
    held = Event()
    window.desk.using(lambda _connection: held.wait())
    window.press(Key.Key_Down)
    window.press(Key.Key_N, CONTROL)
    held.set()
    window.settle()
    window.enter("20 jul")
    form = page_of(window).form
    assert form is not None and form.audit_id is None and form.head.value("day") == date(2026, 7, 20)
