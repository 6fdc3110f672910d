"""A window over the window: never larger than the screen, and Tab goes through it as it is read, as through a page."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog
from typing_extensions import override

from codedesk.ui import tab_order
from codedesk.ui.widgets import paging

_AROUND = QSize(2, 40)  # the frame and the title bar that the system puts around


class Dialog(QDialog):
    """What every such window is made of."""

    def room(self) -> QSize:
        """Return how large it may be: what the screen has, 911 × 512 points where it shows 1366 × 768 at 1.5."""
        return self.screen().availableSize() - _AROUND

    @override
    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            sized = self.testAttribute(Qt.WidgetAttribute.WA_Resized)  # else Qt takes two thirds of the screen at most
            self.resize((self.size() if sized else self.sizeHint()).boundedTo(self.room()))
        super().showEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep its foot on the screen when it grows: what is offered in it may be read after it was shown."""
        super().resizeEvent(event)
        beyond = self.frameGeometry().bottom() - self.screen().availableGeometry().bottom()
        if self.isVisible() and beyond > 0 and event.size().height() > event.oldSize().height():
            self.move(self.x(), max(self.screen().availableGeometry().top(), self.y() - beyond))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not paging.scroll(self, event):
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return tab_order.go(self, forward=next) or super().focusNextPrevChild(next)
