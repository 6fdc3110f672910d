"""Where Tab and PgDown lead in the edits of a form: into a long text, and past a choice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from codedesk.ui.widgets.fields import Field, Form


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    methods = (("Code over code", "a"), ("Union", "b"))
    made = Form((Field("method", "Method", "choice", True, methods), Field("note", "Note", "long_text")))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_tab_goes_to_the_end_of_a_long_text_and_back_to_where_it_was_left(form: Form, qtbot: QtBot) -> None:
    form.set_values({"note": "Talked about the new guideline"})
    text = form.editor("note")
    assert isinstance(text, QPlainTextEdit)
    text.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(text, "!")
    assert text.toPlainText() == "Talked about the new guideline!"
    for _ in range(3):
        QTest.keyClick(text, Qt.Key.Key_Left)
    text.clearFocus()
    text.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(text, "s")
    assert text.toPlainText() == "Talked about the new guidelisne!"


def test_page_down_on_a_choice_chooses_nothing(form: Form) -> None:
    box = form.editor("method")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(0)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_PageDown)
    assert box.currentIndex() == 0
