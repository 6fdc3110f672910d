"""The views of the Trends page: which there are, and what each of them must be able to do.

A view shows what the page has read; what of it leaves as a figure, it says itself.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from codedesk.charts.figure import Drawn
from codedesk.charts.picture import AltTable
from codedesk.services.figures.subject_rows import SubjectRow, TrendsRow
from codedesk.ui import theme
from codedesk.ui.context import Context


@dataclass(frozen=True, slots=True)
class Leaving:
    """What of a view can leave: the name of its file, the finding, whose it is, charts, words below, the table."""

    name: str
    title: str
    subject: SubjectRow
    parts: tuple[Drawn, ...]
    notes: tuple[str, ...]
    table: AltTable


class TrendsView(QWidget):
    """One view.

    Signals: subject_wanted(kind, id) to look at another · jump_wanted(SubjectRow, day, measure) to a place in its
    charts · changed() when what can leave became another later than it was shown.
    """

    name: ClassVar[str] = ""
    word: ClassVar[str] = ""
    said: ClassVar[str] = ""
    subject_wanted = Signal(str, object)
    jump_wanted = Signal(object, object, str)
    changed = Signal()

    def __init__(self, context: Context, within: QWidget) -> None:
        """Keep the context and call `build`."""
        super().__init__(within)
        self.context = context
        self.row: TrendsRow | None = None
        self.subject: SubjectRow | None = None
        self._shown: tuple[Any, Any] = (None, None)
        self.body = theme.column(self, 8)
        self.build()

    def build(self) -> None:
        """Make the widgets, once, and add them to `self.body`."""

    def take(self, row: TrendsRow, subject: SubjectRow) -> None:
        """Show a subject of what was read, unless it is shown already."""
        if self._shown != (id(row), id(subject)):
            self._shown = id(row), id(subject)
            self.row, self.subject = row, subject
            self.show_subject(row, subject)

    def show_subject(self, row: TrendsRow, subject: SubjectRow) -> None:
        """Show a subject."""

    def focus_drawing(self) -> None:
        """Give the keyboard to the drawing."""

    def toggle_table(self) -> None:
        """Change between the drawing and the table behind it."""

    def leaving(self) -> Leaving | None:
        """Return what can be copied and saved; None while there is nothing."""
        return None

    def can_leave(self) -> bool:
        """Tell, without making it, whether there is something that can leave."""
        return self.row is not None

    def paired_subject(self) -> SubjectRow | None:
        """Return whose figures "How is this made?" explains."""
        return self.subject
