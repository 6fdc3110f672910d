"""What stands in the foot of a form whose text is not saved yet: the words, and the ways on."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button

WORDS = "Not saved yet"


class NotSaved(QWidget):
    """Hidden while nothing is unsaved; it keeps its room, so that nothing moves. save: where no button does it."""

    def __init__(self, save: Callable[[], None] | None = None) -> None:
        """Lay the words and the buttons out."""
        super().__init__()
        self.discard_wanted: Callable[[], None] = lambda: None
        self.words = theme.label(WORDS, "caption", "caution")
        self.discard = button("Discard", self._discard, kind="quiet")
        self.save = button("Save", save) if save is not None else None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.words, self.discard, self.save):
            if part is not None:
                row.addWidget(part)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        policy.setHorizontalPolicy(QSizePolicy.Policy.Maximum)  # words and buttons stay side by side
        self.setSizePolicy(policy)
        self.hide()

    def show_unsaved(self, unsaved: bool) -> None:
        """Say that what stands in the form is not saved, or nothing."""
        self.setVisible(unsaved)

    def show_save(self, shown: bool) -> None:
        """Show the button that saves, or leave that to another one."""
        if self.save is not None:
            self.save.setVisible(shown)

    def _discard(self) -> None:
        self.discard_wanted()
