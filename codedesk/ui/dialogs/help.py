"""Help (F1): what the manual says of the page that is shown, and beside it the keys of that page.

It is a window beside the other one, so that what is read can be tried.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget
from typing_extensions import override

from codedesk import paths
from codedesk.ui import manual, theme
from codedesk.ui.actions import Action
from codedesk.ui.dialogs.keys import KeysColumn, groups_of
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.dialog import Dialog
from codedesk.ui.widgets.markdown_view import MarkdownView

KEYS_WIDTH = 380
ActionsOf = Callable[[str], tuple[str, Iterable[Action]]]


class HelpWindow(Dialog):
    """The window. Esc or F1 closes it."""

    def __init__(self, parent: QWidget, everywhere: Callable[[], Iterable[Action]], actions_of: ActionsOf) -> None:
        """Take what can be done everywhere, and a way to a page's word and actions by its name."""
        super().__init__(parent)
        self.setWindowTitle("Help")
        self.setObjectName("help")
        self._everywhere, self._actions_of = everywhere, actions_of
        self.parts = QComboBox()
        self.parts.setAccessibleName("What it is about")
        for part in manual.parts():
            self.parts.addItem(part.heading)
        self.parts.insertSeparator(self.parts.count())
        for heading, name in manual.DOCUMENTS.items():
            self.parts.addItem(heading, name)
        self.text = MarkdownView("Help")
        self.keys = KeysColumn()
        self.keys.setFixedWidth(KEYS_WIDTH)
        self.parts.currentIndexChanged.connect(self._show_chosen)
        self.text.link_chosen.connect(self._follow)
        self._lay_out()
        self.resize(1080, 640)

    def show_about(self, page: str) -> None:
        """Show what the manual says of a page, with its keys first."""
        self.show_part(manual.part_about(page).heading, first=page)

    def show_part(self, heading: str, *, first: str = "") -> None:
        """Show a part by its heading; `first` is the page whose keys stand on top."""
        self.parts.blockSignals(True)
        self.parts.setCurrentText(heading)
        self.parts.blockSignals(False)
        self._show_chosen(first=first)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1:
            self.reject()
        else:
            super().keyPressEvent(event)

    def _show_chosen(self, _place: int = 0, *, first: str = "") -> None:
        heading, name = self.parts.currentText(), self.parts.currentData()
        part = next((part for part in manual.parts() if part.heading == heading), None)
        text = part.text if part is not None else manual.document(name)
        self.text.show_text(text, paths.manual(""))
        pages = sorted(part.pages if part is not None else (), key=lambda page: page != first)
        self.keys.show_groups(groups_of(self._everywhere(), dict(self._actions_of(page) for page in pages)))

    def _follow(self, link: str) -> None:
        """Turn to another document of the manual that the text names."""
        place = self.parts.findData(link.partition("#")[0])
        if place >= 0:
            self.parts.setCurrentIndex(place)

    def _lay_out(self) -> None:
        outer = theme.column(self, 12, margins=(24, 16, 24, 16))
        head = QHBoxLayout()
        head.addWidget(theme.label("Help", "title"))
        head.addSpacing(12)
        head.addWidget(self.parts)
        head.addStretch(1)
        head.addWidget(button("Close", self.reject))
        outer.addLayout(head)
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addWidget(self.text, 1)
        sides.addWidget(self.keys)
        outer.addLayout(sides, 1)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
