"""The department files that were open here: a line each, opened by a click or Enter, and taken off the list."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from codedesk import formats
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import ButtonPicture, button


class RecentFiles(QWidget):
    """A heading and a line for each file. One that is not there any more says so and can only be removed."""

    def __init__(
        self, open_file: Callable[[Path], None], forget: Callable[[Path], None], name: Callable[[Path], str]
    ) -> None:
        """Take what opens a file, what takes it off the list, and what its department is called."""
        super().__init__()
        self._open, self._forget, self._name = open_file, forget, name
        self._column = theme.column(self, 0)
        self._column.addWidget(theme.label("Recent files", "section"))
        self.hide()

    def show_files(self, files: tuple[Path, ...]) -> None:
        """List the files, the last one that was open first."""
        while (item := self._column.takeAt(1)) is not None:
            line = item.widget()
            if line is not None:
                line.deleteLater()
        for path in files:
            self._column.addWidget(self._line(path))
        self.setVisible(bool(files))

    def _line(self, path: Path) -> QWidget:
        line = QWidget()
        row = theme.row(line, 8)
        if path.exists():
            row.addWidget(button(self._name(path), partial(self._open, path), kind="link"))
            about = theme.one_line(where_and_when(path), "caption", "second")
        else:
            row.addWidget(ButtonPicture("caution", "caution", 14))
            row.addWidget(theme.label(self._name(path)))
            about = theme.one_line(f"missing: it is not in {path.parent} any more", "caption", "caution")
        about.setToolTip(str(path))
        row.addWidget(about, 1)
        remove = button("Remove", partial(self._forget, path), kind="link")
        remove.setAccessibleName(f"Remove {self._name(path)} from this list")
        remove.setToolTip("Takes it off this list. The file itself stays where it is.")
        row.addWidget(remove)
        return line


def where_and_when(path: Path) -> str:
    """Say how a file is called, in which folder it lies and when it was last changed."""
    try:
        changed = f" · last changed {formats.day(date.fromtimestamp(path.stat().st_mtime))}"
    except OSError:
        changed = ""
    return f"{path.name} in {path.parent}{changed}"
