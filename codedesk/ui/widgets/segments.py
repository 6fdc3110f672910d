"""A row of buttons of which one is chosen: how a page is looked at, or one value of few. Nothing else."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button


class Segments(QWidget):
    """Choices side by side. chosen(key) when a person chooses another one."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], *, typed: bool = False) -> None:
        """Make a button per (key, words); the first is chosen. name is read aloud; typed: the choice is stored."""
        super().__init__()
        self.typed = typed
        self.setAccessibleName(name)
        self._keys = [key for key, _ in choices]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        row = theme.row(self, 0)
        for number, (_key, words) in enumerate(choices):
            made = button(words, kind="segment")
            place = "first" if number == 0 else "last" if number == len(choices) - 1 else ""
            made.setProperty("place", place)
            made.setCheckable(True)
            made.setAccessibleName(f"{name}: {words}")
            self._group.addButton(made, number)
            row.addWidget(made)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self._clicked)

    @property
    def key(self) -> str:
        """The key of the choice that holds."""
        return self._keys[self._group.checkedId()]

    def choose(self, key: str) -> None:
        """Show another choice as chosen without telling it on."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def rename(self, key: str, words: str) -> None:
        """Say otherwise what a choice is, as with how many there are of it."""
        made = self._group.button(self._keys.index(key))
        made.setText(words)
        made.setAccessibleName(f"{self.accessibleName()}: {words}")

    def allow(self, key: str, allowed: bool) -> None:
        """Let a choice be chosen, or not where there is nothing behind it."""
        self._group.button(self._keys.index(key)).setEnabled(allowed)

    def _clicked(self, number: int) -> None:
        self.chosen.emit(self._keys[number])
