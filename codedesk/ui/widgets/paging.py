"""PgUp and PgDown scroll what a page or a window over it shows, wherever in it the keyboard stands."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QWidget

_STEPS = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


def is_page_key(event: QKeyEvent) -> bool:
    """Tell whether a key asks for the next screenful or the one before."""
    return event.key() in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def scroll(within: QWidget | None, event: QKeyEvent) -> bool:
    """Scroll the largest part that has more to show; False for another key, or where nothing has."""
    if within is None or not is_page_key(event):
        return False
    areas = [area for area in within.findChildren(QAbstractScrollArea) if area.isVisible()]
    longer = [area for area in areas if area.verticalScrollBar().maximum() > area.verticalScrollBar().minimum()]
    if not longer:
        return False
    largest = max(longer, key=lambda area: area.width() * area.height())
    largest.verticalScrollBar().triggerAction(_STEPS[Qt.Key(event.key())])
    return True
