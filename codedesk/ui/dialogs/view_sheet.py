"""The view that is shown as the sheet that would be printed of it, in a window: looked at first, then printed or saved.

What stands on the sheet, and where it goes, is given; here it is only shown.
"""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.dialog import Dialog
from codedesk.ui.widgets.pdf_view import PdfView, Runner

_WIDTH, _HEIGHT = 744, 660  # a sheet on its side is seen whole


class ViewSheet(Dialog):
    """The sheet, and a button for each way on. Esc and Close leave."""

    def __init__(self, parent: QWidget, run: Runner, title: str, pdf: bytes) -> None:
        """Show a PDF; run draws its pages."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Print {title}")
        self.resize(_WIDTH, _HEIGHT)
        self.pages = PdfView(run, f"The sheet: {title}")
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        self._foot.addWidget(button("Close", self.reject))
        self._foot.addStretch(1)
        column = theme.column(self, 12, margins=(theme.PAGE_MARGIN, 16, theme.PAGE_MARGIN, 16))
        column.addWidget(theme.one_line(title, "title"))
        column.addWidget(self.pages, 1)
        column.addLayout(self._foot)
        self.pages.show_pdf(pdf)
        self.pages.setFocus()

    def offer(self, ways: Iterable[Action]) -> None:
        """Add a button for each way on, in this order; the primary one is filled."""
        for way in ways:
            made = button(way.text, way.run, kind="primary" if way.primary else "", icon=way.icon)
            made.setEnabled(way.enabled())
            self._foot.addWidget(made)
