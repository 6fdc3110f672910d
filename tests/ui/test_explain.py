"""How is this made? Both figures are explained, also where one is missing, and can be copied."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from codedesk.metrics.figures import Explanation, NotAudited, Paired
from codedesk.ui.widgets.explain import ExplainDialog, explain, explain_pair
from tests.charts.made import accuracy, pace


def opened(bot: QtBot, paired: Paired, measure: str = "pace") -> ExplainDialog:
    page = QWidget()
    bot.addWidget(page)
    page.show()
    dialog = explain_pair(page, "Ana Diaz, Q3 2026", paired, measure)
    with bot.waitExposed(dialog):
        bot.addWidget(dialog)
    dialog.kept = page  # type: ignore[attr-defined]
    return dialog


def words(dialog: ExplainDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_the_formula_the_inputs_and_the_remarks_are_there(qtbot: QtBot) -> None:
    told = words(opened(qtbot, Paired(pace(), accuracy())))
    for part in ("earned hours ÷ productive hours", "Earned hours", "33.41", "charts × weight ÷ rate, per line"):
        assert part in told
    assert "A day that was not entered is missing, not zero." in told
    assert "Ana Diaz, Q3 2026" in told


def test_the_asked_figure_stands_in_front_and_its_pair_behind(qtbot: QtBot) -> None:
    dialog = opened(qtbot, Paired(pace(), accuracy()), "accuracy")
    assert [dialog.tabs.tabText(n) for n in range(dialog.tabs.count())] == ["Pace", "Accuracy"]
    assert dialog.tabs.currentIndex() == 1


def test_not_audited_is_explained_as_well(qtbot: QtBot) -> None:
    dialog = opened(qtbot, Paired(pace(), NotAudited()))
    assert "not audited (0 charts)" in words(dialog)
    dialog.copies.click()
    assert dialog.copies.text() == "Copied"
    copied = QGuiApplication.clipboard().text()
    assert "Earned hours: 33.41" in copied
    assert "not audited (0 charts)" in copied


def test_where_the_screen_has_room_no_tab_is_cut(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the ten figures of a backlog one was cut in its middle, beside two small arrows."""
    monkeypatch.setattr(ExplainDialog, "room", lambda _dialog: QSize(1900, 900))
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    titles = ("Waiting", "Hours that wait", "Days of work", "Inflow a working day", "Coded a working day", "Capacity")
    dialog = explain(page, "Backlog, Q3 2026", [Explanation(title, "as logged", ()) for title in titles * 2])
    with qtbot.waitExposed(dialog):
        qtbot.addWidget(dialog)
    bar = dialog.tabs.tabBar()
    assert bar.width() >= bar.sizeHint().width() > 660
