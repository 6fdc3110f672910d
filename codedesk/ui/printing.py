"""Made PDFs leaving the window: saved as files, sent to the printer, one or many, with progress and Cancel.

Any page may use it: a Job names the sheet, makes its bytes and, to be saved, has a path. Each is made in the background
and written whole or not at all. The message line says how far it is, with Cancel, which is heard between two of them
and between two pages. No layout here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from codedesk import formats, paths
from codedesk.reports import files, raster
from codedesk.reports.raster import PagePicture
from codedesk.ui import ask
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.widgets.action_menu import pop_up
from codedesk.ui.widgets.pdf_view import image_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PRINT_DPI = 300
PDF_FILES = "PDF (*.pdf)"
_KEEP = Qt.AspectRatioMode.KeepAspectRatio


@dataclass(frozen=True, slots=True)
class Job:
    """One PDF: the name told while it is made, what makes its bytes, and its file; no path where it is printed."""

    name: str
    make: Callable[[], bytes]
    path: Path | None = None


def write_job(make: Callable[[], bytes], path: Path) -> Path | None:
    """Make a PDF and write it to its file, whole or not at all; nothing is written where making it was cancelled."""
    content = make()
    if not content:
        return None
    files.write(path, content)
    return path


def ask_pdf(owner: QWidget, context: Context, title: str, name: str) -> Path | None:
    """Ask where one PDF goes, starting in the folder used last; None when the person changes their mind."""
    return ask_file(owner, context, title, name, PDF_FILES)


def png_of(image: QImage) -> bytes:
    """Write a picture as the bytes of a PNG file."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(held.data())


def ask_file(owner: QWidget, context: Context, title: str, name: str, kinds: str) -> Path | None:
    """Ask where one file goes, as ask_pdf does; it ends as the suggested name does. kinds as in "PDF (*.pdf)"."""
    suffix = Path(name).suffix
    path = ask.asker().save_file(owner, title, last_folder(context) / name, kinds)
    if path is None:
        return None
    path = path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}")
    if paths.is_reserved(path.name):
        path = path.with_name(f"{path.stem}_{suffix}")
    _remember(context, path.parent)
    return path


def ask_folder(owner: QWidget, context: Context, title: str) -> Path | None:
    """Ask for the folder of several PDFs, starting in the one used last."""
    folder = ask.asker().folder(owner, title, last_folder(context))
    if folder is not None:
        _remember(context, folder)
    return folder


def last_folder(context: Context) -> Path:
    """Return the folder that the person saved to last, or their home."""
    kept = context.settings.last_folder
    return Path(kept) if kept and Path(kept).is_dir() else Path.home()


def _remember(context: Context, folder: Path) -> None:
    context.settings.last_folder = str(folder)
    context.settings.save()


class Output(QObject):
    """Does jobs one after the other; says how far it is, and what came of them. Signal: changed() at begin and end."""

    changed = Signal()

    def __init__(self, context: Context, owner: QWidget, noun: str = "packet") -> None:
        """Take where jobs are run, whose they are, and what one is called."""
        super().__init__(owner)
        self._context, self._owner, self._noun = context, owner, noun
        self._jobs: tuple[Job, ...] = ()
        self._done = 0
        self._cancelled = False
        self._after = ""
        self._printing: _Printing | None = None

    @property
    def running(self) -> bool:
        """Tell whether something is being saved or printed."""
        return bool(self._jobs)

    @property
    def cancelled(self) -> bool:
        """Tell whether Cancel was pressed; a long job may ask from its own thread and then return no bytes."""
        return self._cancelled

    def save(self, jobs: Sequence[Job], after: str = "") -> None:
        """Write each job's PDF to its file; after is said behind where they are: what comes next."""
        self._after = f" {after}" if after else ""
        self._start(jobs, None)

    def print_with(self, printer: "QPrinter", jobs: Sequence[Job]) -> None:
        """Send the jobs' PDFs to the printer as one print job."""
        self._start(jobs, _Printing(printer))

    def cancel(self) -> None:
        """Stop after what is being made this moment; files that are written stay, a print job is taken back."""
        self._cancelled = True

    def _start(self, jobs: Sequence[Job], printing: "_Printing | None") -> None:
        if self.running or not jobs:
            return
        self._jobs, self._printing = tuple(jobs), printing
        self._done, self._cancelled = 0, False
        self.changed.emit()
        self._next()

    def _next(self) -> None:
        if self._cancelled or self._done == len(self._jobs):
            self._end()
            return
        job = self._jobs[self._done]
        said = f"{self._done + 1} of {len(self._jobs)}: {job.name}"
        self._context.say("busy", said, self.cancel, stays=False, retry_words="Cancel")
        if self._printing is None and job.path is not None:
            self._run(write_job, job.make, job.path, then=self._written)
        else:
            self._run(job.make, then=self._built)

    def _run(self, work: Callable[..., object], *args: object, then: Callable[..., None]) -> None:
        self._context.run(self._owner, work, *args, then=then, failed=self._failed)

    def _written(self, path: Path | None) -> None:
        self._done += path is not None
        self._cancelled = self._cancelled or path is None
        self._next()

    def _built(self, pdf: bytes) -> None:
        self._run(raster.page_sizes, pdf, then=lambda sizes: self._print_page(pdf, 0, len(sizes)))

    def _print_page(self, pdf: bytes, page: int, pages: int) -> None:
        if self._cancelled or page == pages:
            self._done += 0 if self._cancelled else 1
            if self._printing is not None and self._done < len(self._jobs):
                self._printing.end_one()
            self._next()
            return
        if self._printing is not None and not self._printing.wants(page + 1):
            self._print_page(pdf, page + 1, pages)
            return

        def drawn(picture: PagePicture) -> None:
            if self._printing is not None and not self._cancelled:
                self._printing.add(picture)
            self._print_page(pdf, page + 1, pages)

        self._run(raster.picture, pdf, page, PRINT_DPI / raster.POINTS_PER_INCH, then=drawn)

    def _end(self) -> None:
        done, all_of = self._done, len(self._jobs)
        files = tuple(job.path for job in self._jobs[:done] if job.path is not None)
        if self._printing is not None:
            self._printing.end(whole=not self._cancelled)
            files = self._printing.files if done == all_of else ()
        printed = self._printing is not None and not files
        words = _words(self._noun, done, all_of, printed=printed, cancelled=self._cancelled)
        self._jobs, self._printing = (), None
        self.changed.emit()
        self._context.say(
            "done" if done == all_of else "info", f"{words}{_where(files)}{self._after if files else ''}", files=files
        )

    def _failed(self, error: BaseException) -> None:
        if self._printing is not None:
            self._printing.end(whole=False)
        self._jobs, self._printing = (), None
        self.changed.emit()
        self._context.tell_failure(error)


def _words(noun: str, done: int, all_of: int, *, printed: bool, cancelled: bool) -> str:
    did = "sent to the printer" if printed else "saved"
    if not cancelled:
        return f"{formats.plural(done, noun)} {did}."
    if printed:
        return "Printing was cancelled; nothing of this job goes on to the printer."
    return f"Cancelled: {formats.plural(done, noun)} of {all_of} {did}, each of them whole."


def _where(files: tuple[Path, ...]) -> str:
    """Say where files were saved: the path of one, the folder of several."""
    return f" {files[0] if len(files) == 1 else files[0].parent}" if files else ""


def files_of(printer: "QPrinter") -> tuple[Path, ...]:
    """Return the file that a printer writes where the person chose one in its dialog, none where it prints on paper."""
    return (Path(printer.outputFileName()),) if printer.outputFileName() else ()


def keep_private(files: tuple[Path, ...]) -> None:
    """Let only their owner read files that a printer wrote, as all that is saved here: Qt lets everybody."""
    for path in files:
        if path.is_file():
            path.chmod(0o600)


class _Printing:
    """A print job being painted page by page."""

    def __init__(self, printer: "QPrinter") -> None:
        printer.setResolution(PRINT_DPI)
        printer.setFullPage(True)
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        self.files = files_of(printer)
        self._printer = printer
        self._painter: QPainter | None = None
        self._pages = 0

    def wants(self, page: int) -> bool:
        """Tell whether a page (from 1) of each was asked for in the printer's dialog."""
        first, last = self._printer.fromPage(), self._printer.toPage()
        return not first or first <= page <= (last or page)

    def end_one(self) -> None:
        """Begin the next one on a sheet of its own where both sides are printed."""
        if self._printer.duplex().value and self._pages % 2:
            self._printer.newPage()
        self._pages = 0

    def add(self, picture: PagePicture) -> None:
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
        keep_private(self.files)


class OutputMenu(QWidget):
    """Where sheets leave a page of the window: saved and printed, offered in a menu. Never seen itself."""

    def __init__(self, context: Context) -> None:
        """Take the context in which what was done is said."""
        super().__init__()
        self.context = context
        self.output = Output(context, self, "file")
        self.menu: QMenu | None = None
        self.hide()

    def offer(self, actions: Iterable[Action], anchor: str) -> None:
        """Offer actions in a menu under the button of this name, or here where there is none."""
        menu = QMenu(self.window())
        for action in actions:
            menu.addAction(action.text, action.run)
        under = self.window().findChild(QWidget, anchor)
        pop_up(menu, under.mapToGlobal(QPoint(0, under.height())) if under else self.mapToGlobal(QPoint(0, 0)))
        self.menu = menu
