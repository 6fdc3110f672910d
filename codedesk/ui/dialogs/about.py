"""About CodeDesk: its version, where the department lies, what it is made of, and words for a report of a fault."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from codedesk import __version__
from codedesk.ui import packages, theme
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.dialog import Dialog
from codedesk.ui.widgets.table import Table, TableColumn

LICENCE = (
    "Free under the MIT licence. It works alone: nothing is sent, nobody is asked anything. It comes with the parts "
    "below, each under its own licence; Qt and PySide6 under the LGPL 3, as libraries that may be replaced."
)
COLUMNS: tuple[TableColumn[packages.Package], ...] = (
    TableColumn("name", "Part", 200, text=lambda part: part.name, stretch=True),
    TableColumn("version", "Version", 110, text=lambda part: part.version, tone=lambda _: "second"),
    TableColumn("licence", "Licence", 260, text=lambda part: part.licence, tooltip=lambda part: part.licence),
)


class About(Dialog):
    """The dialog. Esc closes it."""

    def __init__(self, department: Path, parent: QWidget) -> None:
        """Show what is known; the focus stands on Close."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About CodeDesk")
        self.setObjectName("about")
        self._department = department
        self._copied = theme.label("", "body", "second")
        table: Table[packages.Package] = Table(COLUMNS, "What CodeDesk is made of")
        table.show_rows(packages.packages())
        outer = theme.column(self, 8, margins=(24, 16, 24, 16))
        outer.addWidget(theme.label(f"CodeDesk {__version__}", "title"))
        outer.addWidget(theme.label(LICENCE, "body", "second", wrap=True))
        outer.addWidget(theme.label("This department", "section"))
        place = theme.label(str(department), "body", wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        ways = QHBoxLayout()
        ways.addWidget(place, 1)
        ways.addWidget(button("Open its folder", self._open_folder))
        ways.addWidget(button("Copy the path", self._copy_path))
        outer.addLayout(ways)
        outer.addWidget(theme.label("Runs on", "section"))
        outer.addWidget(theme.label(" · ".join(self._running()[1:]), "body", wrap=True))
        outer.addWidget(theme.label("Made of", "section"))
        table.setMinimumHeight(theme.ROW_HEIGHT)  # of a screen with little room the rest is needed more
        outer.addWidget(table, 1)
        foot = QHBoxLayout()
        foot.addWidget(button("Copy for a report of a fault", self._copy_report))
        foot.addWidget(self._copied, 1)
        closing = button("Close", self.accept)
        foot.addWidget(closing)
        outer.addLayout(foot)
        self.resize(680, 640)
        closing.setFocus()

    def _running(self) -> tuple[str, ...]:
        screen = f"Screen: {QGuiApplication.platformName()}, scale {self.devicePixelRatioF():g}"
        return (*packages.running(), screen)

    def _copy(self, text: str, said: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._copied.setText(said)

    def _copy_path(self) -> None:
        self._copy(str(self._department), "The path is copied.")

    def _copy_report(self) -> None:
        self._copy("\n".join(self._running()), "Copied: versions and system. No name, no folder, nothing typed.")

    def _open_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._department.parent))):
            self._copied.setText("No program for folders answered; the path stands above.")
