"""What every section of Setup has: a title, what it shows, and where the keyboard begins. No service."""

from PySide6.QtWidgets import QWidget

from codedesk.ui.context import Context


class Section(QWidget):
    """One section of Setup."""

    def __init__(self, context: Context, title: str) -> None:
        """Take the context; each section lays itself out."""
        super().__init__()
        self.context, self.title = context, title
        self.setAccessibleName(title)

    @property
    def can_write(self) -> bool:
        """Tell whether anything can be changed."""
        return not self.context.read_only

    def refresh(self) -> None:
        """Read what the section shows."""

    def start(self) -> None:
        """Put the keyboard where the section begins."""
