"""The open files leave: as CSV files in a folder, or as one Excel workbook, with the packets that were given out."""

from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout

from codedesk import paths
from codedesk.exchange import exports
from codedesk.exchange.given_files import write_given
from codedesk.formats import plural
from codedesk.services.files.handing_out import HandedOut, handed_out
from codedesk.ui import ask, theme
from codedesk.ui.context import Context
from codedesk.ui.printing import ask_file, ask_folder
from codedesk.ui.widgets.buttons import button

Form = Literal["csv", "xlsx"]
_ABOUT = (
    "Days, audits, standards, people and reviews as the open files, and the packets that were given out. They can be "
    "taken in again with equal figures."
)
_PLAIN = "This department is encrypted; what is exported is not. Whoever has the files can read them."


class GivingOut(QFrame):
    """The card that exports."""

    def __init__(self, context: Context) -> None:
        """Lay the card out; nothing is read before somebody exports."""
        super().__init__()
        self._context = context
        self.private = QCheckBox("With what is private: check-ins, notes and answers that are not for the packet")
        self.plain = theme.label(_PLAIN, "body", "caution", wrap=True)
        self.csv = button("Export as CSV files …", partial(self.export, "csv"), icon="save")
        self.xlsx = button("Export as an Excel workbook …", partial(self.export, "xlsx"), icon="save")
        column = theme.card(self, 8)
        column.addWidget(theme.label("Export", "section"))
        column.addWidget(theme.label(_ABOUT, "body", "second", wrap=True))
        column.addWidget(self.plain)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.csv)
        row.addWidget(self.xlsx)
        row.addWidget(self.private, 1)
        column.addLayout(row)
        self.show_encryption()

    def show_encryption(self) -> None:
        """Say that an export is not encrypted, where the department is."""
        self.plain.setVisible(self._context.desk.encrypted)

    def export(self, form: Form) -> None:
        """Ask where to, then write everything."""
        stem = paths.file_name(self._context.department_name or self._context.desk.path.stem)
        if form == "xlsx":
            place = ask_file(self, self._context, "Export as a workbook", f"{stem}.xlsx", "Excel workbooks (*.xlsx)")
        else:
            place = ask_folder(self, self._context, "Export into this folder")
        if place is not None and self._may_replace(form, place):
            self._context.say("busy", "Exporting …")
            then = partial(self._read, form, place)
            private = self.private.isChecked()
            self._context.read(self, handed_out, private=private, summary=form == "xlsx", then=then)

    def _may_replace(self, form: Form, place: Path) -> bool:
        """Ask before the files of an earlier export are replaced; a workbook's dialog has asked already."""
        there = len(list(place.glob("*.csv"))) if form == "csv" and place.is_dir() else 0
        if not there:
            return True
        text = f"{plural(there, 'CSV file')} there already; those of the same names are replaced."
        return ask.asker().question(self, f"Export into “{place.name}”?", text, "Export there")

    def _read(self, form: Form, place: Path, found: HandedOut) -> None:
        self._context.run(self, _write, form, place, found, then=partial(self._written, found))

    def _written(self, found: HandedOut, place: Path) -> None:
        left = found.export.left_out
        words = f"Exported to {place}"
        words += f"; left out, because it is private: {left}" if left else ""
        words += ". It is not encrypted." if self._context.desk.encrypted else "."
        self._context.say("done", words, files=(place,))


def _write(form: Form, place: Path, found: HandedOut) -> Path:
    """Write the files; return what is shown afterwards: the workbook, or the folder."""
    folder = place.parent if form == "xlsx" else place
    pages = dict(found.given)
    write_given([row for row, _ in found.given], pages.__getitem__, folder)
    if form == "xlsx":
        exports.write_xlsx(found.export, folder, place.name, found.pairs)
    else:
        exports.write_csv(found.export, folder)
    return place
