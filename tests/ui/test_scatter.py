"""The two-way picture: everybody who is placed is named, names never overlap, keys reach every dot."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from codedesk.charts.scatter import team_scatter
from codedesk.metrics.figures import Block, Paired
from codedesk.ui import theme
from codedesk.ui.widgets.scatter import ScatterView
from tests.charts.made import accuracy, block, pace


def crowd(size: int) -> list[Block]:
    return [
        block(f"Coder number {n}", n, paired=Paired(pace(0.99 + n / 500), accuracy(0.94 + n / 1000, 0.9, 0.98)))
        for n in range(1, size + 1)
    ]


def drawn(bot: QtBot, qapp: QApplication, blocks: list[Block]) -> ScatterView:
    theme.theme().apply(qapp, "light")
    view = ScatterView()
    bot.addWidget(view)
    view.resize(640, 420)
    view.show_scatter(team_scatter(blocks))
    with bot.waitExposed(view):
        view.show()
    view.grab()
    return view


@pytest.mark.parametrize("size", [1, 8, 14])
def test_everybody_is_named_and_no_two_names_overlap(qtbot: QtBot, qapp: QApplication, size: int) -> None:
    view = drawn(qtbot, qapp, crowd(size))
    assert len(view.boxes) == size
    boxes = list(view.boxes.values())
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])
    assert all(view.rect().toRectF().contains(box) for box in boxes)


def test_the_keys_reach_every_dot_in_order_of_names_and_tell_both_figures(qtbot: QtBot, qapp: QApplication) -> None:
    view = drawn(qtbot, qapp, crowd(3))
    told = []
    for _ in range(4):  # one more than there are: the last one stays
        QTest.keyClick(view, Qt.Key.Key_Right)
        assert view.thing is not None
        told.append(view.thing.name)
        assert "Pace" in view.accessibleDescription()
        assert "accuracy" in view.accessibleDescription()
    assert told == ["Coder number 1", "Coder number 2", "Coder number 3", "Coder number 3"]
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.thing.name == "Coder number 1"
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.thing.name == "Coder number 1"
