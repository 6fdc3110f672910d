"""Where Tab leads: through what is seen as it is read, from the top to the bottom and from the left to the right.

Asked when Tab is pressed, so that what was made later stands where it is seen. Of a row of choices only the chosen one
is a stop; the arrows go on in it.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QWidget,
)

from codedesk.ui.laid_out import laid_out

_WHOLE = (QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)


def go(within: QWidget, *, forward: bool) -> bool:
    """Put the keyboard on what follows, or what is before, and round at the ends; False where it is on nothing here."""
    stops = list(dict.fromkeys(stop for stop in _stops(within) if stop.isVisible() and stop.isEnabled()))
    now = QApplication.focusWidget()
    while now is not None and now not in stops and now is not within:
        now = now.parentWidget()
    if now not in stops:
        return False
    after = stops[(stops.index(now) + (1 if forward else -1)) % len(stops)]
    after.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if not widget.isVisible():
        return
    if _is_stop(widget):
        yield widget.focusProxy() or widget
    if not isinstance(widget, _WHOLE):
        for inside in _read(widget):
            yield from _stops(inside)


def _is_stop(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractButton) and (group := widget.group()) is not None and group.exclusive():
        return widget.isChecked() or group.checkedButton() is None
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _read(widget: QWidget) -> list[QWidget]:
    """Return what lies in a widget in the order in which it is laid out; what is in no layout stands at the end."""
    laid: list[QWidget | None] = []
    if isinstance(widget, QScrollArea):
        laid = [widget.widget()]
    elif isinstance(widget, QSplitter):
        laid = [widget.widget(place) for place in range(widget.count())]
    elif isinstance(widget, QTabWidget):
        laid = [widget.tabBar(), widget.currentWidget()]
    else:
        laid = [*laid_out(widget)]
    rest = [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]
    return list(dict.fromkeys(each for each in (*laid, *rest) if each is not None))
