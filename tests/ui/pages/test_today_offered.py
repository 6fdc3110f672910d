"""Hours that are offered look otherwise than hours that are entered: in a dashed outline, in light and in dark."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from codedesk.ui import theme
from codedesk.ui.actions import Action
from tests.ui.pages.day_window import DayWindow
from tests.ui.typist import Key


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path)
    yield made
    made.close()


def drawn(window: DayWindow, coder: str) -> int:
    """Count the points that are drawn in a coder's cell of paid hours, away from its edges."""
    view, model = window.grid.view, window.grid.model
    place = view.visualRect(model.index(model.place_of(window.key(coder)), model.column_of("paid")))
    inside = place.adjusted(3, 3, -3, -3)
    picture = view.viewport().grab(inside).toImage()
    ground = picture.pixel(0, 0)
    return sum(picture.pixel(x, y) != ground for x in range(picture.width()) for y in range(picture.height()))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_hours_of_the_schedule_stand_in_an_outline_until_they_are_entered(window: DayWindow, scheme: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.theme().apply(app, scheme)
    window.go("Bo Chen", "paid")
    offered = drawn(window, "Ana Diaz")
    window.go("Ana Diaz", "paid")
    window.press(Key.Key_Return)
    window.settle()
    window.go("Bo Chen", "paid")
    assert window.cell("Ana Diaz", "paid").state == "normal"
    assert offered > drawn(window, "Ana Diaz") + 30, "the same figure, with an outline around it"
    theme.theme().apply(app, "light")


def test_hours_of_the_schedule_can_be_taken_with_the_mouse(window: DayWindow) -> None:
    def menu() -> dict[str, Action]:
        return {action.name: action for action in chain(*window.grid.menu_groups())}

    window.go("Ana Diaz", "paid")
    menu()["grid.take"].run()
    window.settle()
    assert window.cell("Ana Diaz", "paid").state == "normal"
    assert "grid.take" not in menu()
