"""A hand on the mouse: it presses only what can be seen, where it is seen."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget


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


def shown_dialog(kind: type[QWidget]) -> QWidget:
    """The window of a kind that is shown."""
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())
