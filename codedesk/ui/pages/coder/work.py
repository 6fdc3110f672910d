"""The first part of the page: both charts in one screenful, the signals as a line under them, then all the rest."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.metrics.figures import Signal
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.pages.coder.below import CoderParts
from codedesk.ui.pages.coder.blocks import PairBlocks
from codedesk.ui.widgets.chart import ChartPair
from codedesk.ui.widgets.fold import Fold
from codedesk.ui.widgets.signals import SignalList

_LEAST, _MOST = 420, 576
_GAP = 12


class Work(QScrollArea):
    """The charts are as high as the window has room for, so that both are seen without scrolling."""

    def __init__(self, context: Context) -> None:
        """Lay the parts out; the page fills them."""
        super().__init__(widgetResizable=True)
        self.charts, self.pair, self.below = ChartPair(0), PairBlocks(), CoderParts(context)
        self.signals = SignalList()
        self.fold = Fold(context.settings, "coder.signals", "", self.signals)
        self.fold.turned.connect(self._turned)
        body = QWidget()
        body.setObjectName("scroll_body")
        self._column = column = theme.column(body, _GAP, margins=(0, 0, 8, 0))
        for widget in (self.charts, self.fold, self.pair, self.below):
            column.addWidget(widget)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(body)

    def show_signals(self, signals: Sequence[Signal], beside: str, *, can_answer: bool) -> None:
        """Say in one line how many signals there are and what they are read with; the signals unfold below it."""
        self.signals.show_signals(signals, beside, seen=False, can_answer=can_answer)
        self.fold.show_line(_counted(signals), beside)
        self.fold.setVisible(bool(signals))
        self._fit()

    def open_signals(self) -> None:
        """Unfold the signals and put the keyboard on the first."""
        self.fold.open()
        self.signals.focus_first()
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


def _counted(signals: Sequence[Signal]) -> str:
    open_ones = [signal for signal in signals if signal.open]
    process = sum(signal.kind == "process" for signal in open_ones)
    asked = len(open_ones) - process
    said = [f"{process} of the process"] if process else []
    said += [formats.plural(asked, "question")] if asked else []
    said += [f"{len(signals) - len(open_ones)} answered"] if len(open_ones) < len(signals) else []
    return f"Signals: {', '.join(said)}"
