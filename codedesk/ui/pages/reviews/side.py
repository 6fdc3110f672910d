"""The parts beside the words: the list of coders with their states, the points before printing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from codedesk.services.reviews.concerns import PreflightRow
from codedesk.services.reviews.rows import ReviewListRow
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import ButtonPicture
from codedesk.ui.widgets.table import TableColumn


def columns() -> tuple[TableColumn[ReviewListRow], ...]:
    """Declare the list of reviews: the coder, and how far the review is."""
    return (
        TableColumn("coder", "Coder", 110, text=lambda row: row.coder, tooltip=_tooltip, stretch=True, strong=True),
        TableColumn("state", "State", 100, text=lambda row: row.words, tooltip=_tooltip, tone=_tone),
    )


def _tooltip(row: ReviewListRow) -> str:
    return f"{row.coder}: {row.words}" + (f" ({'; '.join(row.gaps)})" if row.gaps else "")


def _tone(row: ReviewListRow) -> theme.Tone:
    return "caution" if row.lacks_data else "second"


class Points(QScrollArea):
    """What to look at before printing: one line for each point, or that there is none."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        theme.keep_left(self)
        self.setAccessibleName("Before printing")
        self.texts: tuple[str, ...] = ()
        self.show_points(())

    def show_points(self, points: tuple[PreflightRow, ...]) -> None:
        """Show the points in their order."""
        self.texts = tuple(point.text for point in points)
        inside = QWidget()
        column = theme.column(inside, 6)
        for text in self.texts:
            column.addLayout(_line("caution", "caution", text))
        if not points:
            column.addLayout(_line("check", "text-2", "Nothing to look at: the data is whole and audited."))
        column.addStretch(1)
        self.setWidget(inside)
        theme.keep_from_bar(self, inside)


def _line(icon: str, token: str, text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(ButtonPicture(icon, token, 14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(theme.label(text, "caption", "second", wrap=True), 1)
    return row
