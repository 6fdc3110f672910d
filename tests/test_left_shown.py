"""What a test leaves open takes neither keys nor mouse of the tests that come after it."""

from PySide6.QtWidgets import QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.left_shown import shown, take_away


def test_windows_that_a_test_left_are_gone_after_it_and_what_was_there_before_stays(qtbot: QtBot) -> None:
    others = shown()
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    around_a_test = take_away()
    next(around_a_test)
    dialog, menu = QDialog(page), QMenu(page)
    dialog.open()
    menu.addAction("Copy")
    menu.popup(page.pos())
    assert shown() - others == {page, dialog, menu}
    next(around_a_test, None)
    assert shown() - others == {page}
