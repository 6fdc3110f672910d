"""Labels that hold whatever people write: a name of 300 letters without a space moves nothing that stands beside it.

Type and colour are the theme's, which makes these labels; nothing else should.
"""

from functools import lru_cache

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override

_LEAST, _USUAL = 48, 240
_LONG_WORD = 24


class WrappedLabel(QLabel):
    """Words over as many lines as they need. A word longer than a line is broken where it must, never cut."""

    def __init__(self, text: str = "") -> None:
        """Start with words; the room decides the lines."""
        super().__init__(text)
        self.setWordWrap(True)

    @override
    def minimumSizeHint(self) -> QSize:
        usual = super().minimumSizeHint()
        return QSize(min(_LEAST, usual.width()), self.fontMetrics().height()) if self._has_long_word() else usual

    @override
    def heightForWidth(self, width: int) -> int:
        if not self._has_long_word():
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        layout = self._lines(max(1, width - margins.left() - margins.right()))
        return round(layout.boundingRect().height()) + margins.top() + margins.bottom()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._has_long_word():
            super().paintEvent(event)
            return
        inside = self.contentsRect()
        layout = self._lines(inside.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        top = inside.top() + max(0.0, (inside.height() - layout.boundingRect().height()) / 2)
        if self.alignment() & Qt.AlignmentFlag.AlignTop:
            top = inside.top()
        layout.draw(painter, QPointF(inside.left(), top))

    def _has_long_word(self) -> bool:
        return _with_a_long_word(self.text())

    def _lines(self, width: int) -> QTextLayout:
        option = QTextOption(self.alignment())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout


@lru_cache(maxsize=1024)
def _with_a_long_word(text: str) -> bool:
    """Tell whether a word is longer than a line may be; a layout asks it of each label hundreds of times."""
    return any(len(word) > _LONG_WORD for word in text.split())


class ElidedLabel(QLabel):
    """One line, or a few, cut with "…" where there is no room for the words, then told in full by the tooltip."""

    def __init__(self, text: str = "", lines: int = 1) -> None:
        """Start with words; the label takes the room that is left, and needs none."""
        super().__init__(text)
        self._most = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        usual = super().sizeHint()
        return QSize(min(_LEAST, usual.width()), self._height(usual))

    @override
    def sizeHint(self) -> QSize:
        usual = super().sizeHint()
        return QSize(min(_USUAL, usual.width()), self._height(usual))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(self.text() if self._shown().endswith("…") else "")
        return super().event(event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(QRectF(self.contentsRect()), self._shown(), QTextOption(self.alignment()))

    def _height(self, usual: QSize) -> int:
        return usual.height() if self._most == 1 else self._most * self.fontMetrics().lineSpacing()

    def _shown(self) -> str:
        """Return the words line by line; the last line holds all that is left, and may be cut."""
        rest, width = self.text().replace("\n", " "), self.contentsRect().width()
        lines: list[str] = []
        while len(lines) < self._most - 1 and self.fontMetrics().horizontalAdvance(rest) > width:
            line, rest = self._broken(rest, width)
            lines.append(line)
        return "\n".join([*lines, self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, width)])

    def _broken(self, words: str, width: int) -> tuple[str, str]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(words, self.font())
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(width)
        layout.endLayout()
        return words[: line.textLength()].rstrip(), words[line.textLength() :]
