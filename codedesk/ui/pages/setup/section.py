"""What every section of Setup has: a name in the list at the left, and answers to the page's actions. No service."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from codedesk.ui.context import Context


class Section(QWidget):
    """One section. Override what it can do; the page's actions ask it."""

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    noun: ClassVar[str] = ""

    def __init__(self, context: Context) -> None:
        """Take the context; `build` of the section lays it out."""
        super().__init__()
        self.context = context
        self.setAccessibleName(self.title)

    @property
    def can_write(self) -> bool:
        """Tell whether anything can be changed."""
        return not self.context.read_only

    @property
    def listed(self) -> bool:
        """Tell whether the section is a list of things that are added and voided."""
        return False

    @property
    def ordered(self) -> bool:
        """Tell whether the things of its list have an order."""
        return False

    @property
    def can_add(self) -> bool:
        """Tell whether the section is a list that can be added to."""
        return False

    @property
    def can_void(self) -> bool:
        """Tell whether something that can be voided is chosen."""
        return False

    @property
    def can_move(self) -> bool:
        """Tell whether something that has a place in an order is chosen."""
        return False

    def refresh(self) -> None:
        """Read what the section shows."""

    def start(self) -> None:
        """Put the keyboard where the section begins."""

    def add(self) -> None:
        """Begin something new."""

    def keep(self) -> None:
        """Store what is being typed."""

    def void(self) -> None:
        """Void what is chosen, with a reason."""

    def move_up(self) -> None:
        """Move what is chosen one place up."""

    def move_down(self) -> None:
        """Move what is chosen one place down."""
