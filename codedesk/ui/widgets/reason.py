"""What stands under a field: its hint, or why what is typed is wrong."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel

from codedesk.ui import theme

_SIDE = 14  # pixels of the icon


class Reason(QHBoxLayout):
    """A line under a field, as high as its words; none where it has neither hint nor reason."""

    def __init__(self, hint: str) -> None:
        """Show the hint."""
        super().__init__()
        self._hint = hint
        self._icon = QLabel()
        self._icon.setFixedSize(_SIDE, _SIDE)
        self._words = theme.label(hint, "caption", "third", wrap=True)
        self.setSpacing(4)
        self.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self.addWidget(self._words, 1)
        self._icon.hide()
        if not hint:
            self._words.hide()

    def show_words(self, reason: str, *, roomy: bool) -> None:
        """Show the reason, or the hint; where there is neither, the room of a line stays if that is wanted."""
        self._words.setText(f"{reason[:1].upper()}{reason[1:]}" or self._hint or " " * roomy)
        theme.restyle(self._words, tone="error" if reason else "third")
        self._words.setVisible(bool(self._words.text()))
        kept = roomy and not reason and not self._hint
        self._icon.setVisible(bool(reason) or kept)
        self._icon.setPixmap(theme.theme().icon("error", "error", _SIDE).pixmap(_SIDE, _SIDE) if reason else QPixmap())
