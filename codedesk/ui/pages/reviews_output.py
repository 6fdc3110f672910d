"""Packets leaving the window: saved as files, sent to the printer, one or all, with progress and Cancel.

Each packet is made in the background and written whole or not at all; Cancel is heard between two of them and between
two pages. No layout and no choice of coders here.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtWidgets import QWidget

from codedesk.reports import files, raster
from codedesk.reports.packet import Section, build
from codedesk.reports.raster import Picture
from codedesk.services.reviews_rows import PacketRow
from codedesk.ui.context import Context
from codedesk.ui.widgets.pdf_view import image_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PRINT_DPI = 300
_KEEP = Qt.AspectRatioMode.KeepAspectRatio


@dataclass(frozen=True, slots=True)
class Job:
    """One packet and the file that it becomes; no path where it is printed."""

    row: PacketRow
    path: Path | None = None


def write_packet(row: PacketRow, path: Path, sections: Collection[Section]) -> Path:
    """Make a packet and write it to its file."""
    files.write(path, build(row, sections=sections))
    return path


def jobs_in(folder: Path, rows: Sequence[PacketRow], first_month: int) -> tuple[Job, ...]:
    """Give each packet its file in a folder, no two alike."""
    names = files.file_names(tuple(row.coder.name for row in rows), rows[0].period, first_month) if rows else ()
    return tuple(Job(row, folder / name) for row, name in zip(rows, names, strict=True))


class Output(QObject):
    """Does jobs one after the other. Signals: moved(done, all, words) · ended(words, whole)."""

    moved = Signal(int, int, str)
    ended = Signal(str, bool)

    def __init__(self, context: Context, owner: QWidget) -> None:
        """Take where jobs are run and whose they are."""
        super().__init__(owner)
        self._context, self._owner = context, owner
        self._jobs: tuple[Job, ...] = ()
        self._sections: tuple[Section, ...] = ()
        self._done = 0
        self._cancelled = False
        self._printing: _Printing | None = None

    @property
    def running(self) -> bool:
        """Tell whether something is being saved or printed."""
        return bool(self._jobs)

    def save(self, jobs: Sequence[Job], sections: Collection[Section]) -> None:
        """Write each job's packet to its file."""
        self._start(jobs, sections, None)

    def print_with(self, printer: "QPrinter", jobs: Sequence[Job], sections: Collection[Section]) -> None:
        """Send the jobs' packets to the printer as one print job."""
        self._start(jobs, sections, _Printing(printer))

    def cancel(self) -> None:
        """Stop after what is being made this moment; files that are written stay, a print job is taken back."""
        self._cancelled = True

    def _start(self, jobs: Sequence[Job], sections: Collection[Section], printing: "_Printing | None") -> None:
        if self.running or not jobs:
            return
        self._jobs, self._sections, self._printing = tuple(jobs), tuple(sections), printing
        self._done, self._cancelled = 0, False
        self._next()

    def _next(self) -> None:
        if self._cancelled or self._done == len(self._jobs):
            self._end()
            return
        job = self._jobs[self._done]
        self.moved.emit(self._done, len(self._jobs), job.row.coder.name)
        if self._printing is None and job.path is not None:
            self._run(write_packet, job.row, job.path, self._sections, then=self._written)
        else:
            self._run(build, job.row, None, self._sections, then=self._built)

    def _run(self, work: Callable[..., object], *args: object, then: Callable[..., None]) -> None:
        self._context.run(self._owner, work, *args, then=then, failed=self._failed)

    def _written(self, _path: Path) -> None:
        self._done += 1
        self._next()

    def _built(self, pdf: bytes) -> None:
        self._run(raster.page_sizes, pdf, then=lambda sizes: self._print_page(pdf, 0, len(sizes)))

    def _print_page(self, pdf: bytes, page: int, pages: int) -> None:
        if self._cancelled or page == pages:
            self._done += 0 if self._cancelled else 1
            if self._printing is not None and self._done < len(self._jobs):
                self._printing.end_packet()
            self._next()
            return
        if self._printing is not None and not self._printing.wants(page + 1):
            self._print_page(pdf, page + 1, pages)
            return

        def drawn(picture: Picture) -> None:
            if self._printing is not None and not self._cancelled:
                self._printing.add(picture)
            self._print_page(pdf, page + 1, pages)

        self._run(raster.picture, pdf, page, PRINT_DPI / raster.POINTS_PER_INCH, then=drawn)

    def _end(self) -> None:
        done, all_of = self._done, len(self._jobs)
        printed = self._printing is not None
        if self._printing is not None:
            self._printing.end(whole=not self._cancelled)
        words = _words(done, all_of, printed=printed, cancelled=self._cancelled)
        self._jobs, self._printing = (), None
        self.ended.emit(words, done == all_of)

    def _failed(self, error: BaseException) -> None:
        if self._printing is not None:
            self._printing.end(whole=False)
        self._jobs, self._printing = (), None
        self.ended.emit("", False)
        self._context.tell_failure(error)


def _words(done: int, all_of: int, *, printed: bool, cancelled: bool) -> str:
    did = "sent to the printer" if printed else "saved"
    if not cancelled:
        return f"{_packets(done)} {did}."
    if printed:
        return "Printing was cancelled; nothing of this job goes on to the printer."
    return f"Cancelled: {_packets(done)} of {all_of} {did}, each of them whole."


def _packets(number: int) -> str:
    return f"{number} packet" if number == 1 else f"{number} packets"


class _Printing:
    """A print job being painted page by page."""

    def __init__(self, printer: "QPrinter") -> None:
        printer.setResolution(PRINT_DPI)
        printer.setFullPage(True)
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        self._printer = printer
        self._painter: QPainter | None = None
        self._pages = 0

    def wants(self, page: int) -> bool:
        """Tell whether a page (from 1) of each packet was asked for in the printer's dialog."""
        first, last = self._printer.fromPage(), self._printer.toPage()
        return not first or first <= page <= (last or page)

    def end_packet(self) -> None:
        """Begin the next packet on a sheet of its own where both sides are printed."""
        if self._printer.duplex().value and self._pages % 2:
            self._printer.newPage()
        self._pages = 0

    def add(self, picture: Picture) -> None:
        if self._painter is None:
            self._painter = QPainter(self._printer)
        else:
            self._printer.newPage()
        self._pages += 1
        image = image_of(picture)
        paper = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        size = image.size()
        if size.width() > paper.width() or size.height() > paper.height():
            size.scale(paper.size(), _KEEP)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(paper.center())
        self._painter.drawImage(place, image)

    def end(self, *, whole: bool) -> None:
        if not whole:
            self._printer.abort()
        if self._painter is not None:
            self._painter.end()
            self._painter = None
