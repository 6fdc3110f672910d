"""Planning, draw and policy beside the list of audits: typed, filled, drawn and judged through the window."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from codedesk import periods
from codedesk.desk import Desk
from codedesk.models.audits import AuditDraft
from codedesk.models.departments import PolicyDraft
from codedesk.services.audits import audits, plans
from codedesk.services.audits import draws as audit_draws
from codedesk.services.audits import policies as audit_policies
from codedesk.services.people import education
from tests.ui.pages.audits.audit_window import CONTROL, Window, add_team
from tests.ui.typist import Key

Q3 = periods.quarter(2026, 3)
SHIFT = Qt.KeyboardModifier.ShiftModifier
WRITTEN = PolicyDraft(
    effective_from=date(2026, 1, 1), method="code_over_code", accuracy=94.0, charts_per_quarter=20, reason="written"
)


@pytest.fixture
def team(department: Desk) -> Desk:
    department.write("Team", add_team)
    draft = AuditDraft(
        name="one",
        coder_id=1,
        day=date(2026, 8, 3),
        depth="result",
        reported_accuracy=80.0,
        records=20,
        selection="random",
    )
    department.write("Audit", audits.save_audit, draft)
    return department


def shown(qtbot: QtBot, desk: Desk, view: str) -> tuple[Window, Any]:
    window = Window(qtbot, desk, "audits")
    window.page.show_view(view)  # type: ignore[attr-defined]
    window.settle()
    return window, window.page.view  # type: ignore[attr-defined]


def test_planning_is_one_key_away_with_those_not_audited_first(qtbot: QtBot, team: Desk) -> None:
    window = Window(qtbot, team, "audits")
    window.press(Key.Key_G, CONTROL)
    window.settle()
    view = window.page.view  # type: ignore[attr-defined]
    assert [row.name for row in view.grid.rows] == ["Ben Ode", "Ana Diaz"]
    assert view.grid.rows[0].cells["audited"].text == "not audited (0)"
    assert "random 1 audit, 20 charts" in view.kinds.text()
    window.press(Key.Key_Escape)
    window.settle()
    assert window.page.view is None  # type: ignore[attr-defined]


def test_a_plan_is_typed_and_the_hours_follow(qtbot: QtBot, team: Desk) -> None:
    team.write("Minutes", plans.set_minutes, 15.0)
    window, view = shown(qtbot, team, "planning")
    view.grid.set_current((2, None), "planned")
    view.grid.view.setFocus()
    window.enter("20")
    window.settle()
    assert [row.planned for row in team.read(plans.plan, Q3).rows] == [None, 20]
    assert "20 of 20 planned charts to go: 5 h of 5 h" in view.sums.text()
    window.context.undo()
    window.settle()
    assert "Nothing is planned" in view.sums.text()


def test_what_cannot_be_planned_stays_with_its_reason(qtbot: QtBot, team: Desk) -> None:
    window, view = shown(qtbot, team, "planning")
    view.grid.set_current((2, None), "planned")
    view.grid.view.setFocus()
    window.enter("many")
    window.settle()
    assert view.grid.refusals[0][:2] == ((2, None), "planned")


def test_the_plan_is_filled_from_the_policy_or_says_why_not(qtbot: QtBot, team: Desk) -> None:
    window, view = shown(qtbot, team, "planning")
    said: list[str] = []
    window.context.message_shown.connect(lambda _kind, text, _retry: said.append(text))
    view.fill()
    window.settle()
    assert "names no number of charts" in said[-1]
    team.write("Policy", audit_policies.POLICIES.add, WRITTEN)
    view.fill()
    window.settle()
    assert [row.cells["planned"].text for row in view.grid.rows] == ["20", "20"]
    assert [row.cells["to_go"].text for row in view.grid.rows] == ["20", "0"]


def test_a_policy_is_typed_as_it_is_written(qtbot: QtBot, team: Desk) -> None:
    window, view = shown(qtbot, team, "policy")
    assert view.nothing.isVisible()
    view.add()
    for side, values in (
        (view.form.form, {"effective_from": date(2026, 1, 1), "reason": "the board"}),
        (view.form.form, {"accuracy": 94.0, "charts_per_quarter": 20, "learner_months": 6,
                                "learner_accuracy": 80.0, "learner_accuracy_at_end": 94.0}),
    ):  # fmt: skip
        side.set_values(values)
    view.store()
    window.settle()
    assert not view.form.isVisible()
    assert [row.statement for row in view.lines.rows] == [
        "94 % on 20 charts a quarter; learners in their first 6 months 80 %, 94 % at the end"
    ]


def test_a_policy_that_cannot_be_is_told_beside_its_field(qtbot: QtBot, team: Desk) -> None:
    window, view = shown(qtbot, team, "policy")
    view.add()
    view.form.form.set_values({"effective_from": date(2026, 1, 1), "reason": "the board"})
    view.form.form.set_values({"learner_accuracy": 80.0})
    view.store()
    window.settle()
    assert any("how many months" in label.text() for label in view.form.findChildren(QLabel) if label.isVisible())
    assert view.form.isVisible()


def test_the_quarter_says_who_met_the_policy_and_proposes_education(qtbot: QtBot, team: Desk) -> None:
    team.write("Policy", audit_policies.POLICIES.add, WRITTEN)
    window, view = shown(qtbot, team, "policy")
    assert [row.coder for row in view.results.rows] == ["Ben Ode", "Ana Diaz"]
    copied = view.results.copied().replace("\u00a0", " ")
    assert copied.splitlines()[1].split("\t")[:4] == ["Ben Ode", "0", "20", "not audited"]
    view.results.select_where(lambda row: row.coder_id == 1)
    assert view.detail.text().replace("\u00a0", " ").startswith("Ana Diaz: 80.0 % (58.4–91.9 %), 20 of 20 charts.")
    view.educate()
    window.settle()
    assert [row.coder for row in team.read(education.items)] == ["Ana Diaz"]
    assert not view.teach.isEnabled()
    view.order.chosen.emit("name")
    assert [row.coder for row in view.results.rows] == ["Ana Diaz", "Ben Ode"]


def test_a_draw_becomes_an_audit_with_its_references_in_one_key(qtbot: QtBot, team: Desk) -> None:
    window, view = shown(qtbot, team, "draw")
    view.frame.setPlainText("A\nB\nC\nD\nA")
    assert "4 references. 1 line came again" in view.said.text()
    view.form.set_values({"size": 2, "coder_id": 2, "source": "June"})
    assert not view.seed.isVisible()
    view.how_next.head.click()
    view.seed.set_values({"seed": 7})
    view.draw()
    window.settle()
    assert view.drawn.text() == "In the order drawn: A, C"
    assert view.how_drawn.head.text() == "How was this drawn?" and not view.how.isVisible()
    view.how_drawn.head.click()
    assert view.how.isVisible() and view.how.text().startswith("With the seed 7, 2 of 4 references")
    window.press(Key.Key_R, CONTROL | SHIFT)
    window.settle()
    form = window.page.form  # type: ignore[attr-defined]
    assert [row.cells["reference"].text for row in form.records.grid.rows[:3]] == ["A", "C", "3"]
    form.records.start()
    window.enter("8 1 0 0")
    window.enter("5")
    window.press(Key.Key_S, CONTROL)
    window.settle()
    (row,) = team.read(audit_draws.draws)
    assert row.audit_id is not None
    stored = team.read(audits.open_audit, row.audit_id)
    assert (stored.coder_id, [line.reference for line in stored.record_lines]) == (2, ["A", "C"])


def test_the_size_of_a_sample_is_said_in_a_sentence(qtbot: QtBot, team: Desk) -> None:
    _window, view = shown(qtbot, team, "draw")
    assert view.answer.text().startswith("Audit 73 charts. If about")
    view.aim.set_values({"share": 50.0, "margin": 5.0, "population": 1000})
    view.aim.changed.emit()
    assert view.answer.text().startswith("Audit 278 charts of 1,000.")


def test_what_looks_like_a_patient_is_warned_of_before_the_draw(qtbot: QtBot, team: Desk) -> None:
    _window, view = shown(qtbot, team, "draw")
    view.frame.setPlainText("A1\n123-45-6789")
    assert "social security number" in view.said.text()


def test_actions_of_a_view_run_only_while_it_is_shown(qtbot: QtBot, team: Desk) -> None:
    window, _view = shown(qtbot, team, "policy")
    can = {action.name: action.enabled() for action in window.page.actions()}
    assert (can["audits.policy_add"], can["audits.fill_plan"], can["audits.save"]) == (True, False, False)


def test_a_policy_that_is_half_typed_survives_esc_and_a_correction_of_another(qtbot: QtBot, team: Desk) -> None:
    team.write("Policy", audit_policies.POLICIES.add, WRITTEN)
    window, view = shown(qtbot, team, "policy")
    view.add()
    view.form.form.set_values({"reason": "half typed"})
    view.form.form.changed.emit()
    window.press(Key.Key_Escape)
    assert not view.form.isVisible()
    view.lines.choose(0)
    view.correct()
    assert view.form.form.value("reason") == WRITTEN.reason
    assert view.form.form.editor("correction").isVisible()
    view.close_form()
    view.add()
    assert view.form.form.value("reason") == "half typed"
    assert not view.form.form.editor("correction").isVisible()


def test_plan_draw_and_policy_say_which_period_they_take(qtbot: QtBot, team: Desk) -> None:
    window, _ = shown(qtbot, team, "planning")
    said = {}
    for period in (Q3, periods.month(2026, 8)):
        window.context.period = period
        for view in ("planning", "draw", "policy"):
            window.page.show_view(view)  # type: ignore[attr-defined]
            window.settle()
            said[view, period] = window.page._subline.text().replace("\u00a0", " ")
    month = periods.month(2026, 8)
    assert "the plan of the quarter is another" in said["planning", month]
    assert "the plan of the quarter is another" not in said["planning", Q3]
    assert "draws of any period, coders of " in said["draw", Q3]
    assert "charts are asked for by the quarter" in said["policy", month]
    assert "charts are asked for by the quarter" not in said["policy", Q3]
