"""The file: where it lies, who may read it, where its backups and the program's own files are."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget
from typing_extensions import override

from codedesk import formats, paths
from codedesk.store import backups, file_state
from codedesk.store.connection import Connection
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.pages.safety.views import SafetyView
from codedesk.ui.safety_answer import SafetyFacts, place_words, room_words

_NAMES = ("Department", "Size and room", "Folder", "Holds", "History", "Backups", "Log", "Choices")
_ANCHORED = (
    "Each entry is chained to the one before it, and the last one is marked in the file’s own fields: a row that was "
    "changed past CodeDesk, and an end that was cut off, are found by the check."
)


class FileView(SafetyView):
    """SafetyFacts about the file, to read and to copy."""

    name, word = "file", "The file"

    def __init__(self, context: Context, changed: Callable[[], None]) -> None:
        """Lay the facts out; changed is called when something was changed from here."""
        super().__init__(context)
        self._changed = changed
        self._open = False
        self._values: dict[str, QLabel] = {}
        body = QWidget()
        body.setObjectName("scroll_body")
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 112)
        grid.setColumnStretch(1, 1)
        for row, name in enumerate(_NAMES):
            value = self._values[name] = theme.label("", "body", wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(theme.label(name, "body", "second"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        grid.setRowStretch(len(_NAMES), 1)
        theme.column(self, 8).addWidget(theme.scrolled(body, tab_stop=True), 1)

    def words(self, name: str) -> str:
        """Return what is said of a fact."""
        return self._values[name].text()

    @override
    def tools(self) -> tuple[Action, ...]:
        return (
            Action("safety.private", "Let only me read it", "", self.make_private, "safety", self._is_open),
            Action("safety.folder", "Open its folder", "", self._open_folder, "safety"),
            Action("safety.path", "Copy the path", "", self._copy_path, "safety"),
        )

    @override
    def show_facts(self, facts: SafetyFacts) -> None:
        here = facts.state
        self._open = here.others_read
        at = f", the last on {formats.moment(here.contents.at)}" if here.contents.at else ""
        words = (
            str(here.path), room_words(here), place_words(here), f"{here.contents.words}{at}", _ANCHORED,
            str(backups.folder_of(here.path)), f"{paths.log_folder()}: when something failed, never what was typed",
            f"{paths.settings_file()}: the look, columns and places of this computer",
        )  # fmt: skip
        for name, value in zip(_NAMES, words, strict=True):
            self._values[name].setText(value)
        theme.restyle(self._values["Folder"], tone="caution" if here.danger or here.others_read else "")

    def make_private(self) -> None:
        """Let only the owner read the department file."""

        def done(_nothing: None) -> None:
            self.context.say("done", "Only you may read the file now.")
            self._changed()

        self.context.use(self, _make_private, done)

    def _is_open(self) -> bool:
        return self._open

    def _open_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.context.desk.path.parent))):
            self.context.say("caution", f"No program for folders answered. The file lies in {self.context.desk.path}")

    def _copy_path(self) -> None:
        QGuiApplication.clipboard().setText(str(self.context.desk.path))
        self.context.say("done", "The path is copied.")


def _make_private(connection: Connection) -> None:
    file_state.make_private(connection.path)
