"""Mix as the manager sees it: below a coder's charts, for the team, and who holds the hard charts."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.ui.dialogs.mix import MixDialog
from codedesk.ui.widgets.explain import ExplainDialog
from tests.ui.pages.test_coder import DAX, INES, CoderWindow
from tests.ui.pages.test_team import TeamWindow

YEAR = 1


def text(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget)).replace("\u00a0", " ")


@pytest.fixture
def coder(qtbot: QtBot, shared_sample: Desk) -> Iterator[CoderWindow]:
    made = CoderWindow(qtbot, shared_sample, INES)
    yield made
    made.context.close()


@pytest.fixture
def team(qtbot: QtBot, shared_sample: Desk) -> Iterator[TeamWindow]:
    made = TeamWindow(qtbot, shared_sample)
    yield made
    made.context.close()


def test_other_charts_than_a_year_ago_are_told_as_mix(coder: CoderWindow) -> None:
    """Inés does inpatient charts since spring. Her pace is 24.1 points lower, 3.8 of them with the new template."""
    card = coder.coder.below.mix
    card.since._group.button(YEAR).click()
    told = text(card)
    assert "Of −24.1 points of pace since Q3 2025, −20.3 are mix and −3.8 are pace" in told
    assert "(101.2 % to 77.1 %)" in told
    # PAIR: the accuracy of both periods stands under it.
    assert "accuracy 93.3 % (" in told and "Q3 2025: accuracy 95.8 % (" in told
    assert [row.work_type for row in card.table.rows] == ["Inpatient", "Same-day surgery", "Emergency"]


def test_how_is_this_made_shows_the_hours_and_the_pair(coder: CoderWindow) -> None:
    coder.coder.below.mix.explain()
    coder.settle()
    dialog = coder.main.findChildren(ExplainDialog)[-1]
    tabs = [dialog.tabs.tabText(n) for n in range(dialog.tabs.count())]
    assert tabs == ["Mix and pace since Q2 2026", "Pace", "Accuracy by code over code"]
    assert "h earned ÷" in text(dialog)
    dialog.accept()


def test_the_mix_follows_the_coder_shown(coder: CoderWindow) -> None:
    coder.choose(DAX)
    assert "none of it by mix" in text(coder.coder.below.mix)
    assert "Emergency" in [row.work_type for row in coder.coder.below.mix.table.rows]


def test_the_team_by_keys_alone(team: TeamWindow) -> None:
    made = team.main.findChild(QPushButton, "team.mix")
    QTest.keyClick(made, Qt.Key.Key_Return)
    team.settle()
    dialog = team.main.findChild(MixDialog)
    assert dialog is not None and dialog.held.table is not None
    told = text(dialog)
    assert "points of pace since Q2 2026" in told and "Beside it accuracy 95.3 % (" in told
    assert "Hard work was" in told and "Inpatient" in told
    names = [row[0] for row in dialog.held.table.rows]
    assert names[0] == "Team" and names[1:] == sorted(names[1:])
    by_name = {row[0]: row for row in dialog.held.table.rows}
    assert "not audited (0 charts)" in by_name["Kaori Umezanno"]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
