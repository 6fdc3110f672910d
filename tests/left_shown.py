"""A window that a test left open is taken away: it would get the keys, or the mouse, of a test that comes after it.

A shortcut of a dialog, Ctrl+C for one, goes before what the keyboard is on. What the tests of a module share stays.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget


def shown() -> set[QWidget]:
    """Return the windows that can be seen: pages, dialogs, menus."""
    if not isinstance(QApplication.instance(), QApplication):
        return set()
    return {window for window in QApplication.topLevelWidgets() if window.isVisible()}


def take_away() -> Iterator[None]:
    """Hide after a test what was not there before it."""
    before = shown()
    yield
    for window in shown() - before:
        window.hide()


nothing_left_shown = pytest.fixture(autouse=True)(take_away)
