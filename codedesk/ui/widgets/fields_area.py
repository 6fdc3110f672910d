"""The room of a form's fields: their own height where there is so much, else they scroll and nothing covers them."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.widgets.fields import Form

_LONG = 120


class FieldsArea(QScrollArea):
    """Fields at their own height; where there is less room, they scroll and the one with the keyboard is in sight."""

    def __init__(self, fields: QWidget, within: QWidget | None = None, *, width: int = 0, least: int) -> None:
        """Hold a form, forms or buttons, as wide as the room or as said; least keeps a few of them whole."""
        super().__init__(within, widgetResizable=True)
        self._fields, self._width, self._least = fields, width, least
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.keep_left(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for editor in fields.findChildren(QPlainTextEdit):
            editor.setMaximumHeight(min(_LONG, editor.maximumHeight()))  # it would be as high as it likes
        self.setWidget(fields)
        fields.setAutoFillBackground(False)  # what it stands on shows: a card, a window
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_in_sight)

    @override
    def event(self, event: QEvent) -> bool:
        """Tell on that the fields need another height, and follow the one with the keyboard."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            QTimer.singleShot(0, self, self._keep_in_sight)
        return done

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # words beside the fields need other lines in another width

    @override
    def sizeHint(self) -> QSize:
        """Ask for the height of all fields in the width that there is."""
        width = self._width or max(self.viewport().width(), self._fields.minimumSizeHint().width())
        inside = self._fields.layout()
        if inside is None:
            return super().sizeHint()
        high = inside.totalHeightForWidth(width) if inside.hasHeightForWidth() else inside.totalSizeHint().height()
        return QSize(width, high)

    @override
    def minimumSizeHint(self) -> QSize:
        """Keep a few fields whole, whatever comes beside them later."""
        beside = self.verticalScrollBar().sizeHint().width()
        width = self._width or self._fields.minimumSizeHint().width() + beside
        return QSize(width, min(self._least, self.sizeHint().height()))

    def _keep_in_sight(self, *_focus: object) -> None:
        """Show the field with the keyboard, with what is said under it; nothing moves under a mouse that is held."""
        focused = QApplication.focusWidget()
        if focused is None or not self._fields.isAncestorOf(focused) or QApplication.mouseButtons():
            return
        line = focused
        while (holder := line.parentWidget()) is not None and not isinstance(holder, Form):
            line = holder
        self.ensureWidgetVisible(focused if holder is None else line, 0, 8)
