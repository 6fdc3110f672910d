"""A hand on the mouse: it presses only what can be seen, where it is seen."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot


def in_sight(widget: QWidget) -> bool:
    """Tell whether the middle of a widget is seen: inside of everything that holds it."""
    middle, holder = widget.rect().center(), widget.parentWidget()
    while holder is not None and not widget.isWindow():
        if not holder.rect().contains(widget.mapTo(holder, middle)):
            return False
        holder = None if holder.isWindow() else holder.parentWidget()
    return widget.isVisible()


def seen_button(within: QWidget, words: str) -> QPushButton:
    """The button of these words that is in sight."""
    found = [made for made in within.findChildren(QPushButton) if made.text() == words and in_sight(made)]
    assert len(found) == 1, f"{len(found)} buttons “{words}” are in sight"
    return found[0]


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Press the left button on what is in sight and may be used."""
    assert in_sight(widget)
    assert widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())


def press(within: QWidget, words: str) -> None:
    """Press the button of these words."""
    click(seen_button(within, words))


def pick(bot: QtBot, box: QWidget, words: str) -> None:
    """Open the list of a box and click on the line that begins with these words, again while it stays open."""
    assert isinstance(box, QComboBox)
    line = box.findText(words, Qt.MatchFlag.MatchStartsWith)
    assert line >= 0, [box.itemText(place) for place in range(box.count())]
    click(box)
    view, index = box.view(), box.model().index(line, 0)
    view.scrollTo(index)

    def taken() -> bool:
        if view.isVisible():  # too soon after the first click, the second is the other half of a double one
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
        return not view.isVisible()

    bot.waitUntil(taken)
    assert box.currentIndex() == line


def shown_dialog(kind: type[QWidget]) -> QWidget:
    """The window of a kind that is shown."""
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())
