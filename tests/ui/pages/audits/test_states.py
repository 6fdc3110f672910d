"""States, answers, methods and actions by keys alone: what the manager presses after an audit was typed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.models.audit_words import AuditDepth
from codedesk.models.audits import ActionDraft, AuditDraft, FindingDraft, RecordDraft
from codedesk.models.departments import PolicyDraft
from codedesk.services.audits import answers, audits
from codedesk.services.audits import policies as audit_policies
from codedesk.ui.dialogs.form import FormDialog
from codedesk.ui.pages.audits.compliance import ComplianceView
from codedesk.ui.pages.audits.form import AuditForm
from codedesk.ui.pages.audits.page import AuditsPage
from codedesk.ui.pages.audits.todo import TodoView
from codedesk.ui.widgets.explain import ExplainDialog
from tests.ui.pages.audits.audit_window import ALT, CONTROL, SHIFT, TODAY, Window, add_team, said_in
from tests.ui.typist import Key

LINES = (
    RecordDraft(reference="1", matched=8, revised=1),
    RecordDraft(reference="2", matched=9, revised=0, added=1),
    RecordDraft(reference="3", matched=7, revised=0, added=0, deleted=1),
)
FINDINGS = (
    FindingDraft(category_id=2, record="1", change="revised"),
    FindingDraft(category_id=4, record="2", change="added"),
    FindingDraft(category_id=5, record="3", change="deleted"),
)


def saved(desk: Desk, **changes: object) -> int:
    values: dict[str, object] = {"name": "one", "coder_id": 1, "day": date(2026, 7, 14), "auditor": "Kim"}
    sheet = {"depth": "records", "state": "draft", "record_lines": LINES, "findings": FINDINGS}
    return desk.write("Save audit", audits.save_audit, AuditDraft(**(values | sheet | changes)))  # type: ignore[arg-type]


@pytest.fixture
def team(department: Desk) -> Desk:
    department.write("Add the team", add_team)
    return department


@pytest.fixture
def window(qtbot: QtBot, team: Desk) -> Window:
    saved(team)
    return Window(qtbot, team, "audits")


def page_of(window: Window) -> AuditsPage:
    assert isinstance(window.page, AuditsPage)
    return window.page


def form_of(window: Window) -> AuditForm:
    form = page_of(window).form
    assert form is not None
    return form


def dialog_of(window: Window) -> FormDialog:
    (dialog,) = window.main.findChildren(FormDialog)
    window.bot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def state(window: Window) -> str:
    window.settle()
    return window.desk.read(audits.audits)[0].state


def test_one_key_moves_a_stored_audit_on_and_each_step_has_a_name(window: Window) -> None:
    steps = []
    for _ in range(3):
        window.press(Key.Key_S, ALT)
        steps.append((state(window), window.desk.undo_step))
    assert steps == [("shared", "Share audit one"), ("answered", "Note the answers of audit one"),
                     ("final", "Close audit one")]  # fmt: skip
    draft = window.desk.read(audits.open_audit, 1)
    assert (draft.shared_on, draft.answer_due) == (TODAY, date(2026, 10, 14))
    window.press(Key.Key_S, ALT)
    assert "Alt+Shift+S opens it again" in said_in(window.frame.strip)
    window.press(Key.Key_S, ALT | SHIFT)
    assert state(window) == "answered"
    window.context.undo()
    assert state(window) == "final"


def test_a_rebuttal_without_an_outcome_keeps_an_audit_from_being_closed(qtbot: QtBot, team: Desk) -> None:
    saved(
        team,
        state="answered",
        findings=(FindingDraft(category_id=2, record="1", answer="rebut", answer_reason="supported"),),
    )
    window = Window(qtbot, team, "audits")
    window.press(Key.Key_S, ALT)
    assert state(window) == "answered"
    assert "1 rebuttal has no outcome" in form_of(window).head.editor("state").accessibleDescription()


@pytest.mark.parametrize(("depth", "text"), [("4", "no"), ("5", "no"), ("3", "n")])
def test_a_text_that_begins_with_n_is_typed_and_starts_no_audit(window: Window, depth: str, text: str) -> None:
    window.press(Key(ord(depth)), ALT)
    form = form_of(window)
    grid = {"3": form.records.grid, "4": form.findings.grid, "5": form.findings.answers}[depth]
    grid.set_current(0, {"3": "principal_right", "4": "guideline", "5": "answer_reason"}[depth])
    window.enter(text)
    assert form_of(window) is form
    found = {"3": form.records.lines[0].principal_right, "4": form.findings.findings[0].guideline,
             "5": form.findings.findings[0].answer_reason}[depth]  # fmt: skip
    assert found == {"3": False, "4": "no", "5": "no"}[depth]


def test_answers_and_outcomes_take_one_key_each_and_a_reason_where_one_is_due(window: Window) -> None:
    window.press(Key.Key_A, ALT)
    window.press(Key.Key_R, ALT)
    window.enter("it is documented")
    window.press(Key.Key_A, ALT | SHIFT)
    given = [finding.answer for finding in form_of(window).findings.findings]
    assert given == ["agree", "rebut", "agree"]
    window.press(Key.Key_W, ALT)
    assert [one.outcome for one in form_of(window).findings.findings] == ["", "", ""], "nobody rebutted this one"
    assert "outcome follows a rebuttal" in said_in(window.frame.strip)
    form_of(window).findings.answers.set_current(1, "answer")
    window.press(Key.Key_W, ALT)
    window.enter("seen again")
    window.press(Key.Key_S, CONTROL)
    window.settle()
    draft = window.desk.read(audits.open_audit, 1)
    assert [(one.answer, one.answer_reason, one.outcome, one.outcome_reason) for one in draft.findings] == [
        ("agree", "", "", ""), ("rebut", "it is documented", "withdrawn", "seen again"), ("agree", "", "", ""),
    ]  # fmt: skip
    (row,) = window.desk.read(audits.audits)
    assert isinstance(row.result, Accuracy)
    assert (row.result.first_value, row.result.value) == (pytest.approx(24 / 26), pytest.approx(24 / 25))


def test_agreeing_after_all_takes_back_the_outcome(window: Window) -> None:
    window.press(Key.Key_R, ALT)
    window.enter("no")
    form_of(window).findings.answers.set_current(0, "answer")
    window.press(Key.Key_U, ALT)
    window.enter("guideline")
    assert form_of(window).findings.findings[0].outcome == "upheld"
    form_of(window).findings.answers.set_current(0, "answer")
    window.press(Key.Key_A, ALT)
    first = form_of(window).findings.findings[0]
    assert (first.answer, first.outcome, first.outcome_reason) == ("agree", "", "")


def test_a_slip_begins_final_and_a_worksheet_as_a_draft_and_the_last_choice_is_kept(window: Window) -> None:
    window.press(Key.Key_N, CONTROL)
    window.press(Key.Key_1, ALT)
    form = form_of(window)
    assert (form.state, form.state_words.text()) == ("final", "Alt+S saves it as a draft")
    window.press(Key.Key_3, ALT)
    assert (form.state, form.state_words.text()) == ("draft", "in no figure yet · Alt+S moves it on")
    window.press(Key.Key_S, ALT | SHIFT)
    assert form.state == "final", "one key from draft to final"
    window.press(Key.Key_1, ALT)
    assert form.state == "final"
    window.press(Key.Key_3, ALT)
    assert form.state == "final", "chosen by a person"
    form.start("coder_id")
    window.type("b")
    window.press(Key.Key_3, ALT)
    window.enter("8 1 0 0")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert form_of(window).state == "final"
    assert window.context.settings.audit_states == {"records": "final"}


def test_what_is_saved_as_a_draft_is_said_to_be_in_no_figure(window: Window) -> None:
    window.press(Key.Key_N, CONTROL)
    form_of(window).start("coder_id")
    window.type("b")
    window.press(Key.Key_3, ALT)
    window.enter("8 1 0 0")
    window.press(Key.Key_S, CONTROL)
    window.settle()
    assert "no figure counts it" in said_in(window.frame.strip)


def test_every_method_stands_side_by_side_with_the_policys_one_marked(qtbot: QtBot, team: Desk) -> None:
    team.write(
        "Policy",
        audit_policies.POLICIES.add,
        PolicyDraft(effective_from=date(2026, 7, 1), method="union", version="2", reason="the board"),
    )
    saved(team, method="code_over_code", state="final")
    window = Window(qtbot, team, "audits")
    assert "union 88.9 % (the policy’s)" in form_of(window).band.words.replace("\u00a0", " ")
    window.press(Key.Key_I, CONTROL | SHIFT)
    window.settle()
    dialog = page_of(window).form_actions.methods
    assert dialog is not None
    # 24 matched, 1 revised, 1 added, 1 deleted; 3 charts, none without a finding, which lose 10, 3 and 3 points:
    # 24 ÷ 26, 23 ÷ 26, 24 ÷ 27, 1 − 3 ÷ 29, 0 ÷ 3, (90 + 97 + 97) ÷ 3
    model = dialog.table.model()
    shown = [[str(model.index(row, column).data()).replace("\u00a0", " ") for column in range(3)]
             for row in range(model.rowCount())]  # fmt: skip
    assert shown == [
        ["code over code", "this audit’s", "92.3 %"],
        ["code over code, net", "", "88.5 %"],
        ["union", "● the policy’s", "88.9 %"],
        ["error rate, principal twice", "", "89.7 %"],
        ["record over record", "", "0.0 %"],
        ["weighted points", "", "94.7 %"],
    ]


def test_without_a_policy_no_method_is_called_the_policys(window: Window) -> None:
    assert "the policy’s" not in form_of(window).band.words
    window.press(Key.Key_I, CONTROL | SHIFT)
    window.settle()
    dialog = page_of(window).form_actions.methods
    assert dialog is not None
    model = dialog.table.model()
    assert [model.index(row, 1).data() for row in range(3)] == ["● the usual one · this audit’s", "", ""]
    assert "No policy is written for this day." in said_in(dialog)


def test_an_action_is_closed_from_waiting_and_the_open_form_shows_it(qtbot: QtBot, team: Desk) -> None:
    saved(team, state="final", actions=(ActionDraft(gap="CC capture", due_on=date(2026, 9, 1)),))
    window = Window(qtbot, team, "audits")
    form_of(window).head.editor("auditor").setFocus(Qt.FocusReason.TabFocusReason)
    window.type("Lou")
    window.press(Key.Key_U, CONTROL)
    window.settle()
    assert isinstance(page_of(window).view, TodoView)
    window.press(Key.Key_Return)
    dialog = dialog_of(window)
    window.type("sign-in sheet")
    dialog.form.editor("outcome").setFocus()
    window.type("96 % in the re-audit")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    (row,) = window.desk.read(answers.actions, TODAY)
    assert (row.open, row.draft.evidence, row.draft.outcome) == (False, "sign-in sheet", "96 % in the re-audit")
    assert window.desk.undo_step == "Close action CC capture"
    window.main.activateWindow()
    window.bot.waitUntil(lambda: QApplication.activeWindow() is window.main)
    window.press(Key.Key_Escape)
    window.press(Key.Key_S, CONTROL)
    window.settle()
    (row,) = window.desk.read(answers.actions, TODAY)
    assert not row.open, "the form that was typed into meanwhile does not open it again"
    assert window.desk.read(audits.audits)[0].auditor == "Lou"


def test_an_overdue_action_is_opened_in_to_do_and_refused_without_evidence(qtbot: QtBot, team: Desk) -> None:
    saved(team, state="final", actions=(ActionDraft(gap="CC capture", due_on=date(2026, 9, 1)),))
    window = Window(qtbot, team, "audits")
    window.press(Key.Key_C, ALT)
    window.settle()
    view = page_of(window).view
    assert isinstance(view, ComplianceView)
    assert view.words["overdue"].text() == "Overdue: 1 action or education item"
    QTest.mouseClick(view.to_do, Qt.MouseButton.LeftButton)
    window.settle()
    view = page_of(window).view
    assert isinstance(view, TodoView)
    window.press(Key.Key_Return)
    dialog = dialog_of(window)
    dialog.form.editor("outcome").setFocus()
    window.type("held")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert "what shows that it was done" in dialog.form.editor("evidence").accessibleDescription()
    window.type("minutes of the meeting")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert [row.draft.evidence for row in window.desk.read(answers.actions, TODAY)] == ["minutes of the meeting"]
    assert view.table.rows == ()


def test_money_and_phases_say_how_they_are_made(window: Window) -> None:
    window.press(Key.Key_S, ALT)
    window.settle()
    window.press(Key.Key_C, ALT)
    window.settle()
    window.press(Key.Key_I, CONTROL)
    (dialog,) = window.page.findChildren(ExplainDialog)
    dialog.close()
    view = page_of(window).view
    assert isinstance(view, ComplianceView)
    view.money.activated.emit(None)
    (dialog,) = [one for one in window.page.findChildren(ExplainDialog) if one.isVisible()]
    assert "payment as the auditor codes it less payment as it was coded" in said_in(dialog)
    dialog.close()
    view = page_of(window).view
    assert isinstance(view, ComplianceView)
    view.phases.setFocus()
    window.press(Key.Key_I, CONTROL)
    (dialog,) = [one for one in window.page.findChildren(ExplainDialog) if one.isVisible()]
    assert "24 ÷ 26" in said_in(dialog)
    assert QApplication.activeModalWidget() is dialog
    dialog.close()


def test_the_fields_stay_in_their_place_while_a_result_comes(window: Window) -> None:
    """A record was typed over: the grid had gone down by a line when the result of the first one came."""
    band = form_of(window).band
    high = band.height()
    band.show_result(NotAudited("the counts of the records and those of the sheet are not the same " * 20, ""), ())
    window.settle()
    assert band.height() == high


def test_answers_rest_while_there_is_no_finding_to_answer(window: Window) -> None:
    assert seen(form_of(window), "Answers").isEnabled()
    window.press(Key.Key_N, CONTROL)
    form_of(window).set_depth(AuditDepth.RECORDS)
    window.settle()
    assert not seen(form_of(window), "Answers").isEnabled()


def seen(form: AuditForm, words: str) -> QPushButton:
    return next(made for made in form.parts.findChildren(QPushButton) if made.text() == words)


def test_who_comes_back_to_a_page_goes_on_in_the_form_that_is_not_saved(window: Window) -> None:
    window.press(Key.Key_N, CONTROL)
    window.type("3 jul")
    form = form_of(window)
    for page in ("history", "audits"):
        window.frame.show_page(page)
        window.settle()
    assert form_of(window) is form and form.isAncestorOf(window.focus), window.focus


def test_looking_at_an_audit_in_another_depth_changes_nothing_and_it_can_be_saved_so(window: Window) -> None:
    for depth in (Key.Key_2, Key.Key_1, Key.Key_3, Key.Key_2):
        window.press(depth, ALT)
        window.settle()
        form = page_of(window).form
        assert form is not None and not form.foot.unsaved and window.context.typed.waiting == ()
        assert form.foot.save.isEnabled() == (depth != Key.Key_3)  # in records it stands as it is stored
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    (row,) = window.desk.read(audits.audits)
    assert (row.depth, window.desk.read(audits.open_audit, row.id).matched) == ("counts", 24)
