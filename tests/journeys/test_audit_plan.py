"""From the quarter's plan to the audit: how many, which ones, drawn again by anybody, and the audit of them."""

import hashlib

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.services.audits import audits, draws
from codedesk.ui.pages.audits.draw import DrawView
from codedesk.ui.pages.audits.page import AuditsPage
from codedesk.ui.pages.audits.planning import PlanningView
from codedesk.ui.pages.audits.views import AuditsView
from codedesk.ui.widgets.explain import ExplainDialog
from tests.ui.pages.audits.audit_window import ALT, CONTROL, SHIFT, Window, add_team, said_in
from tests.ui.typist import Key

FRAME = tuple(f"R-{number:04d}" for number in range(1, 121))


@pytest.fixture
def window(qtbot: QtBot, department: Desk) -> Window:
    department.write("Add the team", add_team)
    return Window(qtbot, department, "audits")


def view_of(window: Window) -> AuditsView:
    assert isinstance(window.page, AuditsPage)
    view = window.page.view
    assert view is not None
    return view


def cells(window: Window) -> dict[str, tuple[str, ...]]:
    view = view_of(window)
    assert isinstance(view, PlanningView)
    wanted = ("planned", "audited", "to_go", "hours", "open")
    return {row.name: tuple(row.cells[key].text for key in wanted) for row in view.grid.rows}


def explained(window: Window) -> str:
    window.press(Key.Key_I, CONTROL)
    dialog = next(one for one in window.page.findChildren(ExplainDialog) if one.isVisible())
    said = said_in(dialog)
    dialog.close()
    window.main.activateWindow()
    window.settle()
    return said


def draw(window: Window) -> DrawView:
    """Paste a list of 120 and draw 20 of them with a seed of our own."""
    window.press(Key.Key_G, CONTROL | SHIFT)
    window.settle()
    QApplication.clipboard().setText("\n".join(FRAME))
    window.press(Key.Key_V, CONTROL)
    view = view_of(window)
    assert isinstance(view, DrawView)
    view.seed.set_values({"seed": 4711})
    view.form.editor("size").setFocus()
    for text in ("20", "a", "September, inpatient"):
        window.enter(text)
    window.settle()
    return view


def test_a_plan_is_typed_and_counts_what_was_shared_but_says_what_is_in_draft(window: Window) -> None:
    window.press(Key.Key_G, CONTROL)
    window.settle()
    window.enter("20")
    window.enter("30")
    window.settle()
    view = view_of(window)
    assert isinstance(view, PlanningView)
    view.minutes.editor("minutes").setFocus()
    window.enter("15")
    window.settle()
    assert cells(window) == {
        "Ana Diaz": ("20", "not audited (0)", "20", "5", "0"),
        "Ben Ode": ("30", "not audited (0)", "30", "7.5", "0"),
    }
    window.press(Key.Key_N, CONTROL)
    window.enter("14 sep")
    window.type("a")
    window.press(Key.Key_3, ALT)
    for _ in range(8):
        window.enter("9 1 0 0")
    window.press(Key.Key_S, CONTROL)
    window.settle()
    window.press(Key.Key_G, CONTROL)
    window.settle()
    assert cells(window)["Ana Diaz"] == ("20", "0 + 8 in draft", "20", "5", "1")
    window.press(Key.Key_Escape)
    window.press(Key.Key_S, ALT)
    window.settle()
    window.press(Key.Key_G, CONTROL)
    window.settle()
    assert cells(window)["Ana Diaz"] == ("20", "8", "12", "3", "1")
    view.grid.set_current((1, None), "planned")
    assert "12 × 15 ÷ 60 = 3 h" in explained(window)


def test_a_sample_size_takes_the_pasted_list_as_its_end_and_says_how_it_is_made(window: Window) -> None:
    view = draw_view(window)
    QApplication.clipboard().setText("\n".join(FRAME))
    window.press(Key.Key_V, CONTROL)
    window.settle()
    # n0 = 1.959964² · 0.95 · 0.05 ÷ 0.05² = 72.99; 72.99 ÷ (1 + 71.99 ÷ 120) = 45.6
    assert view.answer.text().startswith("Audit 46 charts of 120.")
    said = explained(window)
    assert "72.99" in said
    assert "46 charts" in said
    view.aim.set_values({"population": 500})
    window.press(Key.Key_Return)
    window.type("R-0121")
    window.settle()
    assert view.aim.value("population") == 500, "what a person said stays"


def draw_view(window: Window) -> DrawView:
    window.press(Key.Key_G, CONTROL | SHIFT)
    window.settle()
    view = view_of(window)
    assert isinstance(view, DrawView)
    return view


def test_a_draw_can_be_repeated_by_anybody_and_its_audit_starts_with_its_references(window: Window) -> None:
    view = draw(window)
    row = view.draws.selected_row()
    assert row is not None
    assert (row.seed, row.of, row.coder, row.source) == (4711, 120, "Ana Diaz", "September, inpatient")
    by_hand = sorted(FRAME, key=lambda reference: hashlib.sha256(f"4711:{reference}".encode()).hexdigest())[:20]
    assert list(row.drawn) == by_hand
    window.press(Key.Key_G, ALT)
    window.settle()
    assert "the same as then" in said_in(window.frame.strip)
    window.press(Key.Key_R, CONTROL | SHIFT)
    window.settle()
    assert isinstance(window.page, AuditsPage)
    form = window.page.form
    assert form is not None
    assert (form.state, form.audit_depth, form.head.value("coder_id")) == ("draft", "records", 1)
    window.press(Key.Key_3, ALT)
    for _ in range(20):
        window.enter("9 0 0 0")
    window.press(Key.Key_S, CONTROL)
    window.settle()
    (stored,) = window.desk.read(audits.audits)
    draft = window.desk.read(audits.open_audit, stored.id)
    assert [line.reference for line in draft.record_lines] == by_hand
    assert window.desk.read(draws.draws)[0].audit_id == stored.id
