"""What leaves the Reviews page as files or prints: one packet, all, one file for the print shop, the sheets beside it.

Given packets leave byte for byte as they were given, unless a password is asked for. Which coders and where to is asked
here; how PDFs are written and printed is printing's.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from codedesk import formats
from codedesk.reports import checks, files, sheets
from codedesk.reports.packet import pages_of
from codedesk.services.reviews import reviews
from codedesk.services.reviews.rows import PacketRow, PrintRow
from codedesk.ui import ask, locking
from codedesk.ui.dialogs.asking import WayOut
from codedesk.ui.pages.page import Page
from codedesk.ui.pages.reviews.quarter import quarter_of, quarter_words
from codedesk.ui.printing import Job, Output, ask_folder, ask_pdf

_TOLD = 6
Ids = Callable[[], tuple[int, ...]]
Sealed = Callable[[bytes], bytes]
_MARK_IT = "When you give it out, mark it as given (Alt+S)."
_WAYS = (
    WayOut("packet", "reviews", "The packet shown", "One file."),
    WayOut("all", "reviews", "All packets", "A file for each coder, all with the same password."),
    WayOut("merged", "print", "All packets in one file", "Each begins on an odd page."),
    WayOut("private", "lock", "The private sheet", "Your own, of the coder shown."),
    WayOut("year", "coder", "The coder’s year", "Four quarters of the coder shown."),
    WayOut("team", "team", "The team’s quarter", "Everybody by name."),
)


class Saving:
    """Saves and prints for the page. chosen: the packet shown (or None); everybody: the coders of the list.

    sealed is what each file goes through before it is written.
    """

    def __init__(
        self,
        page: Page,
        output: Output,
        chosen: Callable[[], PacketRow | None],
        everybody: Ids,
        sealed: Sealed = bytes,
    ) -> None:
        """Take the page whose dialogs these are."""
        self._sealed = sealed
        self._page, self._output, self._chosen, self._everybody = page, output, chosen, everybody
        self._context = page.context

    def save_one(self) -> None:
        """Save the packet shown."""
        row = self._chosen()
        if row is None:
            return
        path = ask_pdf(self._page, self._context, "Save the packet", files.file_name(*self._named(row)))
        if path is not None:
            after = "" if row.text.state.is_out else _MARK_IT
            self._read((row.coder.id,), lambda rows: self._save([_job(rows[0], path)], after))

    def save_all(self) -> None:
        """Save a packet for everybody in the list."""
        coder_ids = self._everybody()
        folder = ask_folder(self._page, self._context, "Save all packets in") if coder_ids else None
        if folder is not None:
            self._read(coder_ids, partial(self._save_in, folder))

    def save_merged(self) -> None:
        """Save all packets in one file, each beginning on an odd page."""
        coder_ids = self._everybody()
        name = files.merged_name(quarter_of(self._context), self._context.fiscal_year)
        path = ask_pdf(self._page, self._context, "Save all packets in one file", name) if coder_ids else None
        if path is not None:
            self._read(coder_ids, partial(self._save_whole, path))

    def save_locked(self) -> None:
        """Ask what to save and for a password, then save it so that it opens with that alone."""
        if not locking.may_lock(self._page):
            return
        what = ask.asker().way(self._page, locking.TITLE, "What is to be saved?", _WAYS, "Cancel")
        lock = locking.ask_lock(self._page) if what else None
        if lock is None:
            return
        locked = Saving(self._page, self._output, self._chosen, self._everybody, lock.applied_to)
        saves = {
            "packet": locked.save_one, "all": locked.save_all, "merged": locked.save_merged,
            "private": locked.save_private, "year": locked.save_year, "team": locked.save_team,
        }  # fmt: skip
        saves[what]()

    def print_one(self) -> None:
        """Print the packet shown."""
        row = self._chosen()
        if row is not None:
            self._print((row.coder.id,))

    def print_all(self) -> None:
        """Print everybody's packet as one job."""
        self._print(self._everybody())

    def save_private(self) -> None:
        """Save the manager's private sheet of the coder shown, as a file of its own."""
        self._save_sheet("Save the private sheet", files.private_name, reviews.private_sheet, sheets.build_private)

    def save_year(self) -> None:
        """Save four quarters of the coder shown."""
        self._save_sheet("Save the year", files.year_name, reviews.year_sheet, sheets.build_year)

    def save_team(self) -> None:
        """Save the team's quarter."""
        name = files.team_name(quarter_of(self._context), self._context.fiscal_year)
        path = ask_pdf(self._page, self._context, "Save the team’s quarter", name)
        if path is not None:
            asked = (quarter_of(self._context), self._context.today())
            self._context.read(self._page, reviews.team_sheet, *asked, then=self._sheet_job(path, sheets.build_team))

    def _save_sheet(self, title: str, named: Any, service: Any, made: Callable[[Any], bytes]) -> None:
        row = self._chosen()
        if row is None:
            return
        path = ask_pdf(self._page, self._context, title, named(*self._named(row)))
        if path is not None:
            asked = (row.coder.id, quarter_of(self._context), self._context.today())
            self._context.read(self._page, service, *asked, then=self._sheet_job(path, made))

    def _sheet_job(self, path: Path, made: Callable[[Any], bytes]) -> Callable[[Any], None]:
        return lambda row: self._save([Job(path.stem, partial(made, row), path)])

    def _save_in(self, folder: Path, rows: Sequence[PrintRow]) -> None:
        names = files.file_names(tuple(row.packet.coder.name for row in rows), *self._named(rows[0].packet)[1:])
        jobs = [_job(row, folder / name) for row, name in zip(rows, names, strict=True)]
        there = sum(job.path is not None and job.path.exists() for job in jobs)
        if there:
            title = f"Replace {formats.plural(there, 'packet')} in “{folder.name}”?"
            if not ask.asker().question(self._page, title, "Packets of the same names are there already.", "Replace"):
                return
        self._save(jobs)

    def _save_whole(self, path: Path, rows: Sequence[PrintRow]) -> None:
        title = f"Review packets, {quarter_words(self._context)}"
        make = partial(_whole, tuple(rows), title, lambda: self._output.cancelled)
        self._save([Job(f"{formats.plural(len(rows), 'packet')} in one file", make, path)])

    def _save(self, jobs: Sequence[Job], after: str = "") -> None:
        self._output.save([replace(job, make=partial(_made, job.make, self._sealed)) for job in jobs], after)

    def _print(self, coder_ids: tuple[int, ...]) -> None:
        row = self._chosen() if coder_ids else None
        if row is None:
            return
        printer = ask.asker().printer(self._page, f"Review packets, {quarter_words(self._context)}", row.paper)
        if printer is not None:
            self._read(coder_ids, lambda rows: self._output.print_with(printer, [_job(row) for row in rows]))

    def _read(self, coder_ids: tuple[int, ...], then: Any) -> None:
        asked = (coder_ids, quarter_of(self._context), self._context.today())
        self._context.read(self._page, reviews.for_print, *asked, then=partial(self._ask_first, then))

    def _ask_first(self, then: Callable[[Sequence[PrintRow]], None], rows: Sequence[PrintRow]) -> None:
        """Ask before pages leave that look like they name a patient; given ones were asked about when they were."""
        found = [
            f"{row.packet.coder.name}. {point.text}"
            for row in rows
            if row.pdf is None
            for point in checks.identifier_points(row.packet)
        ]
        if found:
            more = [f"And {formats.plural(len(found) - _TOLD, 'more place')}."] if len(found) > _TOLD else []
            words = "\n".join((*found[:_TOLD], *more))
            if not ask.asker().question(self._page, "Do these pages name a patient?", words, "Go on", "Go back"):
                return
        then(rows)

    def _named(self, row: PacketRow) -> Any:
        return row.coder.name, row.period, self._context.fiscal_year


def _made(make: Callable[[], bytes], sealed: Sealed) -> bytes:
    """Make a PDF and seal it; none where making it was ended."""
    pdf = make()
    return sealed(pdf) if pdf else b""


def _job(row: PrintRow, path: Path | None = None) -> Job:
    return Job(row.packet.coder.name, partial(pages_of, row), path)


def _whole(rows: tuple[PrintRow, ...], title: str, heard: Callable[[], bool]) -> bytes:
    from codedesk.reports.merged import merged  # noqa: PLC0415 - pypdf is loaded with the first such file

    parts = []
    for row in rows:
        if heard():
            return b""
        parts.append((row.packet.coder.name, pages_of(row)))
    return merged(parts, title, rows[0].packet.printed_on, heard)
