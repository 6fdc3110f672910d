"""A line that unfolds: a button that says what it opens, words beside it, and below them what is seen when asked for.

Whether it stands open is remembered on this machine, by the name of the fold.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button


class Fold(QWidget):
    """The line, and below it `inside`. turned(open or not) when a person opened or closed it."""

    turned = Signal(bool)

    def __init__(
        self, settings: Settings, name: str, title: str, inside: QWidget, words: str = "", *, opened: bool = False
    ) -> None:
        """Stand as it stood last under this name; before that closed, or opened."""
        super().__init__()
        self._settings, self._name = settings, name
        self.head = button("", kind="fold")
        self.head.setCheckable(True)
        self.head.clicked.connect(self._turn)
        self.words = theme.one_line("", "body", "second")
        column = theme.column(self, 4)
        self.line = QWidget()
        self._row = theme.row(self.line, 8)
        self._row.addWidget(self.head)
        self._row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(self.line)
        self._behind = QWidget()
        theme.column(self._behind).addWidget(inside)
        column.addWidget(self._behind)
        self.show_line(title, words)
        self._show(opened=settings.folds.get(name, opened))

    @property
    def opened(self) -> bool:
        """Tell whether what lies behind the line is seen."""
        return self.head.isChecked()

    def add(self, widget: QWidget) -> None:
        """Put something at the end of the line."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_line(self, title: str, words: str = "") -> None:
        """Say what the button opens, and what is told beside it."""
        self.head.setText(title.replace("&", "&&"))
        self.words.setText(words)
        self.head.setAccessibleName(": ".join(part for part in (title, words) if part))

    def open(self) -> None:
        """Open it for now, as something behind it is asked for; what the person chose stays remembered."""
        self._show(opened=True)

    def stand(self, name: str, *, opened: bool = False) -> None:
        """Stand as it stood last under another name; before that closed, or opened."""
        self._name = name
        self._show(opened=self._settings.folds.get(name, opened))

    def turn(self) -> None:
        """Open or close it, as a click on its line does."""
        self._turn(not self.opened)

    def _turn(self, opened: bool) -> None:
        self._settings.folds[self._name] = opened
        self._show(opened=opened)
        self.turned.emit(opened)

    def _show(self, *, opened: bool) -> None:
        self.head.setChecked(opened)
        self.head.show_icon("down" if opened else "right", "accent", 16)
        self.head.setAccessibleDescription("Open" if opened else "Closed")
        self._behind.setVisible(opened)
