"""A view of Markdown in the look of the program: tables with lines, pictures as wide as the text, links handed on."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QImage,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser
from typing_extensions import override

from codedesk.ui import theme

_PADDING = 4
_BELOW = 8
_PICTURE = "\ufffc"  # stands for it in the text of a block
_LINE_HEIGHT = 120  # per cent


class MarkdownView(QTextBrowser):
    """Shows a text; says which link was chosen and opens none itself."""

    link_chosen = Signal(str)

    def __init__(self, name: str) -> None:
        """Begin empty, under a name for screen readers."""
        super().__init__(openLinks=False)
        self.setAccessibleName(name)
        # A bar that came and went with the text would change its width, and the text with it, without end.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, most: bar.setEnabled(most > 0))  # it is not drawn then
        bar.setEnabled(False)
        self._text, self._pictures = "", Path()
        self.anchorClicked.connect(lambda link: self.link_chosen.emit(link.toString()))

    def show_text(self, text: str, pictures: Path) -> None:
        """Show Markdown from its beginning; its pictures lie in a folder."""
        self._text, self._pictures = text, pictures
        self._draw()

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture that is no wider than the text."""
        place = self._pictures / (name.toString() if isinstance(name, QUrl) else name)
        if kind != QTextDocument.ResourceType.ImageResource.value or not place.is_file():
            return None
        picture = QImage(str(place))
        ratio = self.devicePixelRatioF()
        wide = int((self.viewport().width() - 2 * self.document().documentMargin() - 8) * ratio)
        if picture.width() > wide > 0:
            picture = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(ratio)
        return picture

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._text:
            self._draw()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._text:
            self._draw()

    def _draw(self) -> None:
        document = self.document()
        document.clear()
        document.setDefaultFont(theme.font("body"))
        document.setDocumentMargin(12)
        self.setMarkdown(self._text)
        self._space_lines()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._rule(frame)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _space_lines(self) -> None:
        """Give the lines room, and the paragraphs, but those of code, of tables and of pictures."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        room = QTextBlockFormat()
        room.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(room)
        alone = QTextBlockFormat()
        alone.setLineHeight(100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        below = QTextBlockFormat()
        below.setBottomMargin(_BELOW)
        block = self.document().begin()
        while block.isValid():
            cursor.setPosition(block.position())
            if _PICTURE in block.text():
                cursor.mergeBlockFormat(alone)  # a picture is a line as high as it is
            is_code = block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeLanguage.value)
            if cursor.currentTable() is None and not is_code:
                cursor.mergeBlockFormat(below)
            block = block.next()

    def _rule(self, table: QTextTable) -> None:
        ruled = table.format()
        ruled.setBorder(1)
        ruled.setBorderCollapse(True)
        ruled.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        ruled.setBorderBrush(QBrush(theme.theme().colour("divider")))
        ruled.setCellPadding(_PADDING)
        ruled.setCellSpacing(0)
        ruled.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(ruled)
