"""A figure that is clicked is typed anew, as a cell of a grid is; a name is altered where it was clicked."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from codedesk.entry import DateReader
from codedesk.ui.widgets.editors import Kind
from codedesk.ui.widgets.fields import Field, Form

FIGURES: dict[Kind, float] = {"count": 12, "hours": 7.5, "percent": 94.0, "number": 3.0, "money": 1250}
FIELDS = (Field("name", "Name"), *(Field(kind, kind.capitalize(), kind) for kind in FIGURES))


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(FIELDS, dates=DateReader(lambda: date(2026, 7, 3)))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.set_values({"name": "Ana Diaz", **FIGURES})
    made.focus_first()
    return made


def line(form: Form, name: str) -> QLineEdit:
    editor = form.editor(name)
    assert isinstance(editor, QLineEdit)
    return editor


@pytest.mark.parametrize("kind", FIGURES)
def test_typing_after_a_click_into_a_figure_replaces_it(form: Form, kind: str) -> None:
    figure = line(form, kind)
    assert figure.text()
    QTest.mouseClick(figure, Qt.MouseButton.LeftButton)
    QTest.keyClicks(figure, "95")
    assert figure.text() == "95"


def test_a_second_click_is_for_a_place_in_the_figure_and_one_into_a_name_for_a_place_in_it(form: Form) -> None:
    figure, name = line(form, "percent"), line(form, "name")
    QTest.mouseClick(figure, Qt.MouseButton.LeftButton)
    QTest.mouseClick(figure, Qt.MouseButton.LeftButton, pos=QPoint(8, 10))
    assert not figure.hasSelectedText()
    QTest.mouseClick(name, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert not name.hasSelectedText()
