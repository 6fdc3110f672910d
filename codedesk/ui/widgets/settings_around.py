"""The settings of the page or the window that a widget stands in, so that each list need not be given them."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from codedesk.settings import Settings


def settings_around(widget: QWidget) -> Settings | None:
    """Return the settings; None where the widget stands alone."""
    around: QObject | None = widget
    while around is not None:
        found = getattr(getattr(around, "context", None), "settings", None)
        if isinstance(found, Settings):
            return found
        around = around.parent()
    return None
