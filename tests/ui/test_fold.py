"""A line that unfolds: what it says, what it opens, and that it stands as it stood last."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from codedesk.settings import Settings
from codedesk.ui.widgets.fold import Fold


def test_a_fold_says_what_it_opens_and_is_opened_and_closed_by_click_and_by_key(qtbot: QtBot) -> None:
    inside = QLabel("17, and where it comes from")
    fold = Fold(Settings(), "draw.how", "How was this drawn?", inside, "12 of 40 charts")
    qtbot.addWidget(fold)
    fold.show()
    assert fold.head.text() == "How was this drawn?" and fold.words.text() == "12 of 40 charts"
    assert fold.head.accessibleName() == "How was this drawn?: 12 of 40 charts"
    assert (fold.head.accessibleDescription(), inside.isVisible()) == ("Closed", False)
    QTest.mouseClick(fold.head, Qt.MouseButton.LeftButton)
    assert (fold.head.accessibleDescription(), inside.isVisible()) == ("Open", True)
    QTest.keyClick(fold.head, Qt.Key.Key_Return)
    assert not inside.isVisible()


def test_a_fold_stands_as_it_stood_last_each_by_its_name(qtbot: QtBot) -> None:
    settings = Settings()
    first = Fold(settings, "draw.how", "How was this drawn?", QLabel())
    qtbot.addWidget(first)
    first.open()
    assert settings.folds == {}, "what was opened to show something was not chosen by the person"
    first.head.click()
    first.head.click()
    for name, opened in (("draw.how", True), ("coder.signals", False)):
        again = Fold(settings, name, "Again", QLabel())
        qtbot.addWidget(again)
        assert again.opened is opened
