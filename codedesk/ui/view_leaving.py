"""The view that is shown leaves the window: printed, copied or saved as a picture, its table saved for a spreadsheet.

Whole pages leave, never one chart of a page, so that pace and accuracy stay side by side. A picture is white also from
a dark window, and says whose, of when, that it is confidential, and where it is so that its people are invented.
"""

from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMarginsF, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPageLayout, QPainter, QPdfWriter
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from codedesk import formats, paths
from codedesk.reports import files
from codedesk.services.department import departments
from codedesk.services.department.departments import DepartmentRow
from codedesk.ui import ask, theme
from codedesk.ui.actions import Action
from codedesk.ui.ask import page_size
from codedesk.ui.context import Context
from codedesk.ui.dialogs.view_sheet import ViewSheet
from codedesk.ui.pages.page import Page
from codedesk.ui.printing import PDF_FILES, ask_file, files_of, keep_private, png_of
from codedesk.ui.widgets.clipboard import csv_of, plain_number
from codedesk.ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtPrintSupport import QPrinter

_SCALE = 2
_MOST_SHEETS = 20
_HEAD = 40
_FEW_ROWS = 3
_FLATTEST, _SMALLER = 1.46, 1.25  # an A4 on its side within its margins; how much higher than that a view may be drawn
_LAYOUTS = 4  # so many stand around a list beside the table, and each tells the next one that it became higher
_MARGINS = QMarginsF(12, 12, 12, 12)
SAMPLE_WORDS = "SAMPLE: invented people"
CONFIDENTIAL = "Confidential: personnel record"


class ViewLeaving:
    """Prints, copies and saves what a page shows."""

    def __init__(self, context: Context, page: "Callable[[], Page | None]") -> None:
        """Take what tells which page is shown."""
        self._context, self._page = context, page

    def actions(self) -> tuple[Action, ...]:
        """Return the ways in which a view leaves."""
        return (
            Action("view.print", "Print or save this view …", "", self.show_sheet, icon="print"),
            Action("view.copy", "Copy this view as a picture", "", self.copy_picture),
            Action("view.picture", "Save this view as a picture …", "", self._save_picture),
            Action("view.table", "Save the table of this view (CSV) …", "", self.save_table, None, self._has_table),
        )

    def show_sheet(self) -> None:
        """Show the sheet of the view as it would be printed, with the ways on."""
        page = self._page()
        if page is not None:
            self._context.read(page, departments.department, then=partial(self._draw_sheet, page))

    def copy_picture(self) -> None:
        """Put the picture of the view on the clipboard."""
        page = self._page()
        if page is not None:
            QGuiApplication.clipboard().setImage(picture(page, *self._head(page)))
            self._context.say("done", "The picture of this view is copied.")

    def save_picture(self) -> bool:
        """Ask where, then write the picture of the view; tell whether a place was given."""
        page = self._page()
        if page is None:
            return False
        content = png_of(picture(page, *self._head(page)))
        return self._save(page, "Save this view as a picture", ".png", "Pictures (*.png)", content)

    def _save_picture(self) -> None:
        self.save_picture()

    def save_table(self) -> None:
        """Ask where, then write the table of the view as a spreadsheet reads it."""
        page = self._page()
        table = shown_table(page) if page is not None else None
        if page is None or table is None:
            return
        rows = rows_of(table)
        rows += [[SAMPLE_WORDS]] if self._context.sample else []
        self._save(page, "Save the table of this view", ".csv", "Tables (*.csv)", csv_of(rows))

    def _draw_sheet(self, page: Page, found: DepartmentRow) -> None:
        with _laid_for_paper(page):
            images = pictures(page, *self._head(page))
        paper = found.draft.paper
        self._context.run(page, sheets_of, images, paper, then=partial(self._preview, page, images, paper))

    def _preview(self, page: Page, images: tuple[QImage, ...], paper: str, pdf: bytes) -> None:
        title = f"{called(page)}, {self._context.period_label}"
        sheet = ViewSheet(page, self._context.run, title, pdf)

        def ask_printer() -> None:
            printer = ask.asker().printer(sheet, title, paper)
            if printer is not None:
                sheet.accept()
                draw_sheets(printer, images)
                files = files_of(printer)
                keep_private(files)
                words = f"Saved. {files[0]}" if files else f"{page.title} was sent to the printer."
                self._context.say("done", words, files=files)

        def ask_place() -> None:
            if self._save(page, "Save this view as a PDF", ".pdf", PDF_FILES, pdf):
                sheet.accept()

        def save_picture() -> None:
            if self.save_picture():
                sheet.accept()

        def copy_picture() -> None:
            sheet.accept()
            self.copy_picture()

        sheet.offer(
            (
                Action("view.copy_sheet", "Copy the picture", "", copy_picture),
                Action("view.save_sheet_picture", "Save the picture …", "", save_picture),
                Action("view.save_sheet", "Save the PDF …", "", ask_place, icon="save"),
                Action("view.print_sheet", "Print …", "", ask_printer, primary=True, icon="print"),
            )
        )
        sheet.open()

    def _save(self, page: Page, title: str, suffix: str, kinds: str, content: bytes) -> bool:
        """Ask where, then write a file; tell whether a place was given."""
        path = ask_file(page, self._context, title, f"{self._name(page)}{suffix}", kinds)
        if path is not None:
            self._context.run(page, files.write, path, content, then=partial(self._written, path))
        return path is not None

    def _written(self, path: Path, _nothing: object) -> None:
        self._context.say("done", f"Saved. {path}", files=(path,))

    def _head(self, page: Page) -> tuple[str, str]:
        """Return what stands above a picture: whose and of when; and what must be known of it."""
        context = self._context
        left = " · ".join(part for part in (context.department_name, called(page), context.period_label) if part)
        marks = (SAMPLE_WORDS if context.sample else "", CONFIDENTIAL, formats.day(context.today()))
        return left, " · ".join(mark for mark in marks if mark)

    def _name(self, page: Page) -> str:
        sample = "SAMPLE " if self._context.sample else ""
        return paths.file_name(
            f"{sample}{called(page)} {self._context.period_label} {self._context.today().isoformat()}"
        )

    def _has_table(self) -> bool:
        page = self._page()
        return page is not None and shown_table(page) is not None


@contextmanager
def _laid_for_paper(page: Page) -> "Iterator[None]":
    page.lay_for_paper(paper=True)
    for _ in range(_LAYOUTS):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    try:
        yield
    finally:
        page.lay_for_paper(paper=False)


def called(page: Page) -> str:
    """Say what a page shows: its name, and whose it is where its heading says so."""
    heading = page.heading.text()
    return page.title if heading == page.title else f"{page.title} {heading}"


def shown_table(page: QWidget) -> QTableView | None:
    """Return the table that is read on a page: the one with the keyboard, else the largest; None without one."""
    found = [table for table in page.findChildren(QTableView) if table.isVisible() and _is_read(table)]
    held = next((table for table in found if table.hasFocus()), None)
    return held or max(found, key=lambda table: table.width() * table.height(), default=None)


def rows_of(table: QTableView) -> list[list[str]]:
    """Return the titles and all rows of a table in cells as a spreadsheet reads them, as they are copied."""
    if isinstance(table, Table):
        return table.spread()
    model = table.model()
    columns = [column for column in range(model.columnCount()) if not table.isColumnHidden(column)]
    head = [str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns]
    return [head] + [[_plain(model.index(row, column).data()) for column in columns] for row in range(model.rowCount())]


def _plain(value: object) -> str:
    text = str(value or "")
    return plain_number(text) or text


def picture(page: QWidget, left: str, right: str) -> QImage:
    """Draw what a page shows, white also from a dark window, below a line that says what it is."""
    size = page.size()
    image = QImage(QSize(size.width(), size.height() + _HEAD) * _SCALE, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(_SCALE)
    image.fill(QColor("white"))
    with theme.theme().light_on(page):
        painter = QPainter(image)
        line = QRect(16, 8, size.width() - 32, _HEAD - 16)
        painter.setPen(theme.theme().colour("text"))
        painter.setFont(theme.font("body", strong=True))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, left)
        painter.setFont(theme.font("caption"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
        page.render(painter, QPoint(0, _HEAD))
        painter.end()
    return image


def pictures(page: QWidget, left: str, right: str) -> tuple[QImage, ...]:
    """Draw what a page shows, and again with the rows of its table that come after those in sight, to the last one.

    The page is drawn as high as the paper takes it, so that few rows need no second sheet. A table longer than twenty
    sheets ends there, and its last sheet says so.
    """
    table = shown_table(page)
    if table is None or table.verticalScrollBar().maximum() == 0:
        return (picture(page, left, right),)
    bar, size = table.verticalScrollBar(), page.size()
    before = bar.value()
    _stretch(page, table)
    made = _sheets(page, table, left, right)
    page.resize(size)
    bar.setValue(before)
    return made


def _stretch(page: QWidget, table: QTableView) -> None:
    """Make a page higher for the rows of its table, as far as a sheet takes it; not where the table stays as it is.

    A few rows more are taken too: they need no sheet of their own.
    """
    most = round(page.width() / _FLATTEST * _SMALLER) - _HEAD
    few = _FEW_ROWS * table.verticalHeader().defaultSectionSize()
    while (short := _short(table)) > 0:
        high = page.height()
        wanted = high + short if high + short <= most + few else most
        if wanted <= high:
            break
        page.resize(page.width(), wanted)
        if _short(table) >= short:
            page.resize(page.width(), high)
            break


def _short(table: QTableView) -> int:
    """Return the height of the rows that are not in sight."""
    return table.verticalHeader().length() - table.viewport().height()


def _sheets(page: QWidget, table: QTableView, left: str, right: str) -> tuple[QImage, ...]:
    starts, rows, made = _starts(table), table.model().rowCount(), []
    if len(starts) < 2:
        return (picture(page, left, right),)
    whole = len(starts) <= _MOST_SHEETS
    for number, start in enumerate(starts[:_MOST_SHEETS], 1):
        table.scrollTo(table.model().index(start, 0), QAbstractItemView.ScrollHint.PositionAtTop)
        end = "" if whole or number < _MOST_SHEETS else f", {rows} rows in all: save the table for the rest"
        of = f"sheet {number} of {min(len(starts), _MOST_SHEETS)}{end}"
        made.append(picture(page, left, f"{right} · {of}").convertToFormat(QImage.Format.Format_RGB888))
    return tuple(made)


def _starts(table: QTableView) -> list[int]:
    """Return the first row of each sheet: as many rows follow each other as stand whole in sight."""
    high, rows = table.viewport().height(), table.model().rowCount()
    if table.verticalScrollBar().maximum() == 0:
        return [0]
    first, last = table.rowAt(0), table.rowAt(high - 1)
    cut = last >= 0 and table.rowViewportPosition(last) + table.rowHeight(last) > high
    in_sight = (last if last >= 0 else rows - 1) - first + (0 if cut else 1)
    return list(range(0, rows, max(1, in_sight)))


def sheets_of(images: "Sequence[QImage]", paper: str) -> bytes:
    """Draw pictures on sheets on their side, letter or a4, as a PDF."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(page_size(paper))
    writer.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    draw_sheets(writer, images)
    return bytes(held.data())


def draw_sheets(device: "QPdfWriter | QPrinter", images: "Sequence[QImage]") -> None:
    """Draw each picture on one sheet on its side, as large as it goes."""
    device.setPageOrientation(QPageLayout.Orientation.Landscape)
    painter = QPainter(device)
    area = device.pageLayout().paintRectPixels(device.resolution())
    for number, image in enumerate(images):
        if number:
            device.newPage()
        painter.drawImage(
            QRect(QPoint(0, 0), image.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)), image
        )
    painter.end()


def _is_read(table: QAbstractItemView) -> bool:
    return isinstance(table, Table) or table.editTriggers() == QAbstractItemView.EditTrigger.NoEditTriggers
