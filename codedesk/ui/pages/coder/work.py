"""The first part of the page: both charts in one screenful, the signals as a line under them, then all the rest."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from codedesk.metrics.figures import Signal
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.pages.coder.below import CoderParts
from codedesk.ui.pages.coder.blocks import PairBlocks
from codedesk.ui.widgets.chart import ChartPair
from codedesk.ui.widgets.signals import FoldedSignals

_LEAST, _MOST = 420, 576
_GAP = 12


class Work(QScrollArea):
    """The charts are as high as the window has room for, so that both are seen without scrolling."""

    def __init__(self, context: Context, within: QWidget) -> None:
        """Lay the parts out; the page fills them."""
        super().__init__(within, widgetResizable=True)
        body = QWidget()
        body.setObjectName("scroll_body")
        self.setWidget(body)
        self.charts, self.pair, self.below = ChartPair(0), PairBlocks(), CoderParts(context, body)
        self.fold = FoldedSignals(context.settings, "coder.signals")
        self.signals = self.fold.list
        self.fold.turned.connect(self._turned)
        self._column = column = theme.column(body, _GAP)
        for widget in (self.charts, self.fold, self.pair, self.below):
            column.addWidget(widget)
        column.addStretch(1)
        theme.keep_from_bar(self, body)
        self.setFrameShape(QFrame.Shape.NoFrame)
        theme.keep_left(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_signals(self, signals: Sequence[Signal], beside: str, *, can_answer: bool) -> None:
        """Say in one line how many signals there are and what they are read with; the signals unfold below it."""
        self.fold.show_signals(signals, beside, can_answer=can_answer)
        self._fit()

    def open_signals(self) -> None:
        """Unfold the signals and put the keyboard on the first."""
        self.fold.focus_first()
        self._turned(opened=True)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        line = self.fold.head.sizeHint().height() + _GAP if self.signals.shown else 0
        self.charts.setFixedHeight(max(_LEAST, min(_MOST, self.viewport().height() - line)))

    def _turned(self, opened: bool) -> None:
        if opened:
            self._column.activate()
            self.ensureWidgetVisible(self.fold, 0, _GAP)
