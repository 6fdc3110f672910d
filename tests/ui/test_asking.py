"""The small dialogs: a question, a line, a choice. They keep their width, say what happens, and Esc changes nothing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from codedesk.ui import theme
from codedesk.ui.ask import Asker
from codedesk.ui.dialogs.asking import Choose, Question, TypedLine

LONG = "; ".join(f"Coder {number:03} (1,942 charts on 135 days, 3 audits)" for number in range(200))


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.theme().apply(qapp, "light")


def answered(act: Callable[[QDialog], None], ask: Callable[[], object]) -> object:
    """Ask, and answer as a person does once the dialog is there."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)

    QTimer.singleShot(50, answer)
    return ask()


def test_a_question_begins_at_the_button_that_changes_nothing(qtbot: QtBot) -> None:
    ask = Asker()
    seen: list[str] = []

    def enter(dialog: QDialog) -> None:
        focused = dialog.focusWidget()
        assert isinstance(focused, QPushButton)
        seen.append(focused.text())
        qtbot.keyClick(focused, Qt.Key.Key_Return)

    assert answered(enter, lambda: ask.question(None, "Restore?", "Nothing is deleted.", "Restore")) is False
    assert seen == ["Cancel"]
    press = lambda dialog: dialog.yes.click()  # type: ignore[attr-defined]  # noqa: E731
    assert answered(press, lambda: ask.question(None, "Restore?", "Nothing is deleted.", "Restore")) is True
    escape = lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape)  # noqa: E731
    assert answered(escape, lambda: ask.question(None, "Restore?", "Nothing is deleted.", "Restore")) is False


@pytest.mark.parametrize("words", ["Short.", LONG, "Å" * 3000])
def test_however_long_the_words_a_dialog_fits_the_smallest_window(qtbot: QtBot, words: str) -> None:
    for made in (
        Question(None, "This standard reaches back", words, "Add it", "Cancel"),
        TypedLine(None, "Void", words),
    ):
        qtbot.addWidget(made)
        with qtbot.waitExposed(made):
            made.show()
        assert made.width() <= 1180 and made.height() <= 680
        buttons = made.findChildren(QPushButton)
        assert buttons and all(found.width() >= found.sizeHint().width() for found in buttons)


def test_a_line_is_kept_by_enter_and_left_by_escape(qtbot: QtBot) -> None:
    ask = Asker()

    def reason(dialog: QDialog) -> None:
        qtbot.keyClicks(dialog.focusWidget(), " typed twice ")
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    assert answered(reason, lambda: ask.line(None, "Void the note", "Why?", "old")) == "typed twice"
    escape = lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape)  # noqa: E731
    assert answered(escape, lambda: ask.line(None, "Void the note", "Why?")) is None


def test_a_choice_is_taken_by_keys_and_never_by_the_wheel(qtbot: QtBot) -> None:
    made = Choose(None, "Whole day off", "Ana Diaz", ("PTO", "sick", "holiday"))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    middle = QPointF(made.box.rect().center())
    for delta in (-120, -120, 120):
        wheel = QWheelEvent(
            middle, made.box.mapToGlobal(middle), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(made.box, wheel)
        assert made.box.currentText() == "PTO"
    qtbot.keyClick(made.box, Qt.Key.Key_Down)
    with qtbot.waitSignal(made.accepted):
        qtbot.keyClick(made.box, Qt.Key.Key_Return)
    assert made.box.currentText() == "sick"


def test_a_button_without_room_for_all_it_does_still_says_what(qtbot: QtBot) -> None:
    for title, said in (("Void the standard", "Void the standard"), ("Void the corrective action of an audit", "Void")):
        made = TypedLine(None, title, "Why?")
        qtbot.addWidget(made)
        assert (made.yes.text(), made.yes.accessibleName()) == (said, said)
