"""Every coder's standards sheet at once, each with its own line to sign: saved into a folder, or printed as one job.

Which coders and where to is asked here; what a sheet says is gathered by the services and laid out in reports.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from codedesk import formats
from codedesk.reports import standards_sheet as paper
from codedesk.services.standards.sheet import StandardsSheetRow, standards_sheets
from codedesk.ui import ask
from codedesk.ui.context import Context
from codedesk.ui.printing import Job, Output, ask_folder


class AllSheets:
    """Saves and prints the sheets of everybody in the list."""

    def __init__(self, context: Context, owner: QWidget, output: Output, coders: Callable[[], tuple[int, ...]]) -> None:
        """Take what writes the files, and who is in the list."""
        self._context, self._owner, self._output, self._coders = context, owner, output, coders

    def save(self) -> None:
        """Save a PDF for every coder into one folder."""
        folder = ask_folder(self._owner, self._context, "Save all standards sheets in")
        if folder is not None:
            self._read(partial(self._save_in, folder))

    def print_all(self) -> None:
        """Print every coder's sheet as one job."""
        self._read(self._print)

    def _read(self, then: Callable[[Sequence[StandardsSheetRow]], None]) -> None:
        self._context.read(self._owner, standards_sheets, self._context.today(), self._coders(), then=then)

    def _save_in(self, folder: Path, rows: Sequence[StandardsSheetRow]) -> None:
        jobs = [_job(row, folder / name) for row, name in zip(rows, file_names(rows), strict=True)]
        there = sum(job.path is not None and job.path.exists() for job in jobs)
        if there:
            title = f"Replace {formats.plural(there, 'sheet')} in “{folder.name}”?"
            if not ask.asker().question(self._owner, title, "Sheets of the same names are there already.", "Replace"):
                return
        self._output.save(jobs)

    def _print(self, rows: Sequence[StandardsSheetRow]) -> None:
        printer = ask.asker().printer(self._owner, "Standards sheets", rows[0].paper) if rows else None
        if printer is not None:
            self._output.print_with(printer, [_job(row) for row in rows])


def file_names(rows: Sequence[StandardsSheetRow]) -> tuple[str, ...]:
    """Name the files of several sheets, no two alike even where case does not count: the second gets " 2"."""
    taken: set[str] = set()
    names: list[str] = []
    for row in rows:
        stem = Path(paper.file_name(row)).stem
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem} {number}"
        taken.add(name.casefold())
        names.append(f"{name}.pdf")
    return tuple(names)


def _job(row: StandardsSheetRow, path: Path | None = None) -> Job:
    return Job(row.coder, partial(paper.build, row), path)
