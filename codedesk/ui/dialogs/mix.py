"""The team's mix: what of its change of pace is other work, and who holds the hard charts. By name, without rank."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from codedesk.services.figures.mix_rows import MixRow
from codedesk.services.figures.mixes import mixes
from codedesk.services.people.holdings import holdings
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.dialog import Dialog
from codedesk.ui.widgets.holdings import HoldingsCard
from codedesk.ui.widgets.mix import MixCard

_WIDTH, _HEIGHT = 1100, 680


class MixDialog(Dialog):
    """The mix of the team in one period. Esc closes it."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        """Lay the parts out and read."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Mix of work")
        self.resize(_WIDTH, _HEIGHT)
        self.card = MixCard()
        self.held = HoldingsCard()
        body = QWidget()
        body.setObjectName("scroll_body")
        column = theme.column(body, 12, margins=(0, 0, 12, 0))
        for part in (self.card, self.held):
            column.addWidget(part)
        column.addStretch(1)
        area = theme.scrolled(body)
        outer = theme.column(self, 12, margins=(24, 16, 24, 16))
        outer.addWidget(theme.label(f"Mix of work, {context.period_label}", "title"))
        outer.addWidget(area, 1)
        outer.addWidget(button("Close", self.accept), 0, Qt.AlignmentFlag.AlignRight)
        context.read(self, mixes, context.period, (), context.today(), then=self._show_mix)
        context.read(self, holdings, context.period, context.today(), then=self.held.show_row)

    def _show_mix(self, found: dict[int | None, tuple[MixRow, ...]]) -> None:
        self.card.show_rows(found.get(None, ()))
