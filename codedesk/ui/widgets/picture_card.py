"""A card around any drawing of many: the finding as its title, the drawing or its table, and the words below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.widgets.card import Card


class PictureCard(Card):
    """A drawing that somebody else fills, and a line of words. scrolled: the drawing is as high as it needs."""

    def __init__(self, drawing: QWidget, *, scrolled: bool = False, lines: int = 2) -> None:
        """Take the drawing; lines is how many the words below may need."""
        super().__init__()
        self.drawing = drawing
        self._drawn = self._scrolled(drawing) if scrolled else drawing
        self.stack.addWidget(self._drawn)
        self.stack.setCurrentWidget(self._drawn)
        self.words = theme.label("", "body", "second", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.words.setMinimumHeight(20 * lines)
        self.column.addWidget(self.words)

    @property
    @override
    def drawing_shown(self) -> QWidget | None:
        return self._drawn

    def _scrolled(self, drawing: QWidget) -> QScrollArea:
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        theme.keep_left(self.area)
        body = QWidget()
        body.setObjectName("card_body")
        column = theme.column(body)
        column.addWidget(drawing)
        column.addStretch(1)
        self.area.setWidget(body)
        theme.keep_from_bar(self.area, body)
        return self.area
