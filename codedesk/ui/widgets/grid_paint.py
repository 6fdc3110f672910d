"""How a cell of a typed grid looks, and the plain line edit that stands in it while it is typed into."""

import re
from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRect, Qt
from PySide6.QtGui import QFont, QHelpEvent, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.widgets.editors import LONGEST_TEXT, alignment
from codedesk.ui.widgets.grid_choices import ChoiceList
from codedesk.ui.widgets.grid_model import GridCell, GridColumn, GridModel, Index

Enter = Callable[[Index, str], None]
Step = Callable[[int, int, bool], bool]
_TEXT = {
    "normal": "text",
    "marked": "text",
    "busy": "text-2",
    "refused": "error",
    "suggested": "text-3",
    "read_only": "text-2",
}
_TONES = {"second": "text-2", "third": "text-3"}
_MOST_SHOWN = 2000  # a cell shows no more of a long note, and measuring a megabyte would take the window's time
_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_ALONG = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_DOWN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class CellDelegate(QStyledItemDelegate):
    """Paints cells and gives each its line edit."""

    def __init__(
        self, view: QTableView, enter: Enter, step: Step, finish: Callable[[], None], typed: Callable[[], None]
    ) -> None:
        """Belong to the view.

        enter takes what was typed, step moves on, finish ends the work in the grid, typed is told of every letter.
        """
        super().__init__(view)
        self._edit: QLineEdit | None = None
        self._list: ChoiceList | None = None
        self._typed = typed
        self._view, self._enter, self._step, self._finish = view, enter, step, finish

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, GridModel)
        cell, open_ = model.cell(index.row(), index.column()), model.is_open(index.row(), index.column())
        painter.save()
        _ground(painter, option.rect, cell, open_, self._view.selectionModel().isSelected(index))
        if model.rows[index.row()].opens_group and index.row() > 0:
            painter.fillRect(option.rect.adjusted(0, 0, 0, 1 - option.rect.height()), theme.theme().colour("control"))
        _words(painter, option.rect, cell, model, index)
        if cell.state == "marked" or cell.asked:
            _diamond(painter, option.rect)
        if cell.state == "refused":
            _frame(painter, option.rect, "error", 1)
        if self._view.currentIndex() == index and self._view.hasFocus():
            column = model.columns[index.column()]
            if open_ and (column.choices or column.kind == "date"):
                _arrow(painter, option.rect)
            _frame(painter, option.rect, "error" if cell.state == "refused" else "focus", 2)
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, GridModel)
        column = model.columns[index.column()]
        editor = QLineEdit(parent, maxLength=LONGEST_TEXT)
        editor.setProperty("kind", "cell")
        editor.setFont(theme.font("body"))
        editor.setAlignment(alignment(column.kind))
        editor.setAccessibleName(model.data(index, Qt.ItemDataRole.AccessibleTextRole))
        self._edit, self._list = editor, None
        if column.choices:
            completer = QCompleter(_completed_from(column), editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            editor.setCompleter(completer)
            self._list = ChoiceList(column, editor)
            self._list.picked.connect(lambda: self._leave(editor, (0, 1)))
        editor.textChanged.connect(lambda _text: self._typed())
        return editor

    @override
    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Say in its tip what a cell cuts off, where it has no other."""
        if event.type() == QEvent.Type.ToolTip and index.isValid() and not index.data(Qt.ItemDataRole.ToolTipRole):
            words = str(index.data() or "")
            cut = view.fontMetrics().horizontalAdvance(words) > option.rect.width() - 16
            QToolTip.showText(event.globalPos(), words if cut else "", view)
            return cut
        return super().helpEvent(event, view, option, index)

    @property
    def choices(self) -> ChoiceList | None:
        """The list of the cell that is typed into, as long as it is there."""
        return self._list if self._list is not None and isValid(self._list) else None

    def open_list(self) -> None:
        """Show every word of the cell that is typed into; nothing where it takes any text."""
        if self.choices is not None:
            self.choices.open()

    @property
    def editor(self) -> QLineEdit | None:
        """The edit that was made last, as long as it is there."""
        return self._edit if self._edit is not None and isValid(self._edit) else None

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        cell = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText("" if cell.state == "suggested" else cell.text)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            cell = index.data(Qt.ItemDataRole.UserRole)
            if editor.text() or cell.state != "suggested":
                self._enter(index, editor.text())

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            if self._list_takes(event):
                return True
            move = _move_of(event)
            if move is not None:
                self._leave(watched, move, along=event.key() in _ALONG)
                return True
        return super().eventFilter(watched, event)

    def _list_takes(self, event: QKeyEvent) -> bool:
        """Go through the list with the arrows; Alt+Down opens it."""
        if self.choices is None or event.key() not in _ALONG:
            return False
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.choices.open()
        elif self.choices.isVisible():
            self.choices.step(_ALONG[Qt.Key(event.key())])
        else:
            return False
        return True

    def _leave(self, editor: QLineEdit, move: tuple[int, int], *, along: bool = False) -> None:
        """Enter what stands in the edit, and go on."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        if move == (0, 0):
            self._finish()
        else:
            self._step(*move, along)


def _completed_from(column: GridColumn) -> list[str]:
    """Return what typing completes to: a whole word before those that go on from it, a number only what was typed."""
    words = [word for word in (*column.keys, *column.choices) if not word[:1].isdigit()]
    return sorted(words, key=len)


def _move_of(event: QKeyEvent) -> tuple[int, int] | None:
    """Return rows down and columns right that a key means while typing; (0, 0) finishes, None stays in the edit."""
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.key() in _DOWN:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return 0, 0
        return (-1, 0) if back else (1, 0)
    if event.key() == Qt.Key.Key_Up:
        return -1, 0
    if event.key() == Qt.Key.Key_Tab:
        return 0, 1
    if event.key() == Qt.Key.Key_Backtab:
        return 0, -1
    return None


def _ground(painter: QPainter, rect: QRect, cell: GridCell, open_: bool, chosen: bool) -> None:
    """Fill a cell, with a line under it and at its right."""
    colour = theme.theme().colour
    if cell.state == "refused":
        token = "error-fill"
    elif chosen:
        token = "selection"
    else:
        token = "surface" if open_ or cell.state == "busy" else "surface-alt"
    painter.fillRect(rect, colour("divider"))
    painter.fillRect(rect.adjusted(0, 0, -1, -1), colour(token))


def one_line(text: str) -> str:
    """Return the beginning of a text as a cell can show it: on one line, with a sign where a line ends."""
    return _LINE_ENDS.sub(" ↵ ", text[:_MOST_SHOWN]).replace("\t", "  ")


def _words(painter: QPainter, rect: QRect, cell: GridCell, model: GridModel, index: Index) -> None:
    if not cell.text:
        return
    font = QFont(theme.font("body", strong=cell.strong))
    font.setItalic(cell.state == "suggested")
    painter.setFont(font)
    token = _TONES.get(cell.tone, cell.tone) or _TEXT[cell.state]
    painter.setPen(theme.theme().colour("text" if cell.strong and not cell.tone else token))
    inside = rect.adjusted(8, 0, -8, 0)
    room = inside.width() - (16 if cell.sign else 0)
    words = painter.fontMetrics().elidedText(one_line(cell.text), Qt.TextElideMode.ElideRight, room)
    kind = model.columns[index.column()].kind
    if cell.state == "suggested" and kind != "text":
        _chip(painter, inside, words, alignment(kind))
    painter.drawText(inside, alignment(kind), words)
    if cell.sign:
        painter.setPen(theme.theme().colour("text-3"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, cell.sign)


def _chip(painter: QPainter, inside: QRect, words: str, where: Qt.AlignmentFlag) -> None:
    """Draw a dashed outline around a value that is offered: nobody takes it for one that is entered."""
    around = painter.boundingRect(inside, where, words).adjusted(-6, -2, 6, 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.theme().colour("control"), 1, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(around, 6, 6)
    painter.restore()


def _diamond(painter: QPainter, rect: QRect) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.theme().colour("caution"))
    x, y = rect.left() + 6.0, rect.center().y() + 0.5
    painter.drawPolygon(QPolygonF([QPointF(x, y - 4), QPointF(x + 4, y), QPointF(x, y + 4), QPointF(x - 4, y)]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _arrow(painter: QPainter, rect: QRect) -> None:
    """Draw the sign of a list that can be opened."""
    x, y = rect.right() - 11.0, rect.center().y() + 0.5
    painter.fillRect(
        QRect(int(x) - 6, rect.top(), rect.right() - int(x) + 6, rect.height()), theme.theme().colour("surface")
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.theme().colour("text-2"))
    painter.drawPolygon(QPolygonF([QPointF(x - 4, y - 2), QPointF(x + 4, y - 2), QPointF(x, y + 3)]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _frame(painter: QPainter, rect: QRect, token: str, width: int) -> None:
    pen = QPen(theme.theme().colour(token), width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width // 2
    painter.drawRect(rect.adjusted(inset, inset, -inset - (width % 2), -inset - (width % 2)))
