"""A window over the window: Tab goes through it as it is read, as through a page."""

from PySide6.QtWidgets import QDialog
from typing_extensions import override

from codedesk.ui import tab_order


class Dialog(QDialog):
    """What every such window is made of."""

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return tab_order.go(self, forward=next) or super().focusNextPrevChild(next)
