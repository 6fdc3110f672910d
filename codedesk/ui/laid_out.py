"""What a layout has placed, in the order in which it is read.

A layout is asked where a widget stands. Its items say so too, but Python would keep the address of an item that Qt has
taken away, and the program would end where a line of a list comes to lie there (docs/decisions/0095).
"""

from collections.abc import Iterator
from typing import cast

from PySide6.QtWidgets import QGridLayout, QLayout, QWidget


def laid_out(within: QWidget) -> list[QWidget]:
    """Return the widgets that the layout of a widget and the layouts in it have placed, line by line."""
    layout = within.layout()
    widgets = [child for child in within.children() if isinstance(child, QWidget)]
    return [] if layout is None else list(_placed(layout, widgets))


def _placed(layout: QLayout, widgets: list[QWidget]) -> Iterator[QWidget]:
    layouts = [child for child in layout.children() if isinstance(child, QLayout)]
    inside: list[QWidget | QLayout] = [*widgets, *layouts]
    placed = [(place, each) for each in inside if (place := layout.indexOf(each)) >= 0]
    for _, each in sorted(placed, key=lambda found: _row_and_column(layout, found[0])):
        if isinstance(each, QLayout):
            yield from _placed(each, widgets)
        else:
            yield each


def _row_and_column(layout: QLayout, place: int) -> tuple[int, int]:
    """Return where the so manieth of a layout stands; what stands in a line stands in rows of one."""
    if not isinstance(layout, QGridLayout):
        return place, 0
    spans = cast("tuple[int, int, int, int]", layout.getItemPosition(place))  # what Qt's names say is an object
    return spans[0], spans[1]
