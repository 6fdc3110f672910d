"""A quarter against a written policy, from an empty department on: by keys alone, through the real window."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.metrics.figures import Accuracy
from codedesk.services.audits import audits
from codedesk.services.people import education
from codedesk.ui import ask
from codedesk.ui.pages.audits.page import AuditsPage
from codedesk.ui.pages.audits.policy import PolicyView
from tests.reports.read_back import whole
from tests.ui.asked import Answers
from tests.ui.pages.audits.audit_window import ALT, CONTROL, SHIFT, Window, said_in
from tests.ui.typist import Key

TODAY = date(2026, 9, 30)
# Eight coders: two of them learners, one still in the first six months, one whose six months ended in this quarter.
TEAM = (
    ("Ana Diaz", "2 jan 2024"), ("Ben Ode", "2 jan 2024"), ("Cy Lund", "2 jan 2024"), ("Dee Marsh", "2 jan 2024"),
    ("Eve Roth", "1 jun 2026"), ("Fay Kent", "10 feb 2026"), ("Gus Hale", "2 jan 2024"), ("Hal Bern", "2 jan 2024"),
)  # fmt: skip
# What the slip says: the coder's first letter, the result, the charts; Gus was not audited.
SLIP = (("a", "100", "200"), ("b", "95", "20"), ("c", "90", "20"), ("d", "70", "40"), ("e", "85", "20"),
        ("f", "85", "20"), ("h", "96", "10"))  # fmt: skip


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    made = Answers(tmp_path, tmp_path / "Policy.pdf")
    before = ask.replace(made)
    yield made
    ask.replace(before)


def policy_of(window: Window) -> PolicyView:
    assert isinstance(window.page, AuditsPage)
    view = window.page.view
    assert isinstance(view, PolicyView)
    return view


def type_the_team(window: Window) -> None:
    assert QApplication.focusWidget().text() == "Add coders"  # type: ignore[union-attr]
    window.press(Key.Key_Return)
    window.settle()
    for place, (name, started) in enumerate(TEAM):
        if place:
            window.press(Key.Key_N, CONTROL)
            window.settle()
        window.enter(name)
        window.press(Key.Key_Tab)
        window.press(Key.Key_Tab)
        window.type(started)
        window.press(Key.Key_Return, CONTROL)
        window.settle()


def type_the_policy(window: Window) -> None:
    window.press(Key.Key_Y, ALT)
    window.settle()
    window.press(Key.Key_M, CONTROL | SHIFT)
    for text in ("1 jan 2026", "", "", "2026", "the board", "94", "20", "6", "80", "94"):
        window.enter(text)
    window.settle()


def type_the_slip(window: Window) -> None:
    window.press(Key.Key_Escape)
    window.press(Key.Key_N)
    window.enter("20 aug")
    for coder, result, charts in SLIP:
        window.type(coder)
        window.press(Key.Key_1, ALT)
        window.enter(result)
        window.type(charts)
        window.press(Key.Key_Return, CONTROL)
    window.settle()


def test_a_quarter_on_a_slip_is_read_against_the_policy_and_printed(
    qtbot: QtBot, department: Desk, answers: Answers, tmp_path: Path
) -> None:
    window = Window(qtbot, department, "audits", TODAY)
    type_the_team(window)
    window.press(Key.Key_3, CONTROL)
    window.settle()
    before = window.keys
    type_the_policy(window)
    assert window.keys - before < 60
    assert [row.statement for row in policy_of(window).lines.rows] == [
        "94 % on 20 charts a quarter; learners in their first 6 months 80 %, 94 % at the end"
    ]
    before = window.keys
    type_the_slip(window)
    assert window.keys - before < 80
    assert len(window.desk.read(audits.audits)) == 7
    window.press(Key.Key_Y, ALT)
    window.settle()
    view = policy_of(window)
    copied = [line.split("\t") for line in _copied(view)]
    assert [[*cells[:3], *cells[-4:-1]] for cells in copied] == [
        ["Gus Hale", "0", "20", "94", "–", "–"],
        ["Dee Marsh", "40", "20", "94", "not met", "that it is not met"],
        ["Cy Lund", "20", "20", "94", "not met", "cannot tell, small sample"],
        ["Fay Kent", "20", "20", "94", "not met", "cannot tell, small sample"],
        ["Hal Bern", "10", "20", "94", "met", "cannot tell, small sample"],
        ["Ben Ode", "20", "20", "94", "met", "cannot tell, small sample"],
        ["Eve Roth", "20", "20", "80", "met", "cannot tell, small sample"],
        ["Ana Diaz", "200", "20", "94", "met", "that it is met"],
    ]
    assert "4 met the policy · 3 did not (1 beyond chance) · 1 not audited · 1 on fewer charts" in said_in(window.page)
    window.press(Key.Key_E, ALT)
    window.settle()
    assert sorted(row.coder for row in window.desk.read(education.items, None, TODAY)) == [
        "Cy Lund", "Dee Marsh", "Fay Kent",
    ]  # fmt: skip
    window.press(Key.Key_S, CONTROL | SHIFT)
    window.settle()
    window.bot.waitUntil(window.page.papers._is_free)  # type: ignore[attr-defined]
    assert len(list(tmp_path.glob("*audits*.pdf"))) == 7
    window.press(Key.Key_T, CONTROL | SHIFT)
    window.settle()
    window.bot.waitUntil((tmp_path / "Policy.pdf").exists)
    said = whole((tmp_path / "Policy.pdf").read_bytes())
    assert "Education plan to be agreed: 0 of 8: nobody" in said
    assert answers.answers == []


def _copied(view: PolicyView) -> list[str]:
    view.results.clearSelection()
    return view.results.copied().replace("\u00a0", " ").splitlines()[1:]


def test_a_policy_is_corrected_by_keys_and_no_score_moves(qtbot: QtBot, department: Desk) -> None:
    window = Window(qtbot, department, "audits", TODAY)
    type_the_team(window)
    window.press(Key.Key_3, CONTROL)
    window.settle()
    type_the_policy(window)
    type_the_slip(window)
    scores = [row.result for row in window.desk.read(audits.audits)]
    assert all(isinstance(score, Accuracy) for score in scores)
    window.press(Key.Key_Y, ALT)
    window.settle()
    window.press(Key.Key_R, CONTROL)
    window.enter("95 was meant")
    window.type("95")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    (line,) = policy_of(window).lines.rows
    assert line.statement.startswith("95 % on 20 charts a quarter")
    assert policy_of(window).results.hasFocus()
    ben = next(row for row in policy_of(window).results.rows if row.coder == "Ben Ode")
    assert (ben.target.accuracy, ben.observed) == (95.0, "met")  # type: ignore[union-attr]
    assert [row.result for row in window.desk.read(audits.audits)] == scores
    window.context.undo()
    window.settle()
    assert policy_of(window).lines.rows[0].statement.startswith("94 % on 20 charts")
