"""The view that is shown leaves the window: printed, copied or saved as a picture, its table saved for a spreadsheet.

Whole pages leave, never one chart of a page, so that pace and accuracy stay side by side. A picture is white also from
a dark window, and says whose, of when, that it is confidential, and where it is so that its people are invented.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPageLayout, QPainter
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from codedesk import formats, paths
from codedesk.reports import files
from codedesk.services.department import departments
from codedesk.services.department.departments import DepartmentRow
from codedesk.ui import ask, theme
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.pages.page import Page
from codedesk.ui.printing import ask_file, png_of
from codedesk.ui.widgets.clipboard import csv_of, plain_number
from codedesk.ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

_SCALE = 2
_HEAD = 40
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
            Action("view.print", "Print this view …", "", self.print_view, icon="print"),
            Action("view.copy", "Copy this view as a picture", "", self.copy_picture),
            Action("view.picture", "Save this view as a picture …", "", self.save_picture),
            Action("view.table", "Save the table of this view (CSV) …", "", self.save_table, None, self._has_table),
        )

    def print_view(self) -> None:
        """Ask for a printer, then print the picture of the view on one sheet."""
        page = self._page()
        if page is not None:
            self._context.read(page, departments.department, then=self._print)

    def copy_picture(self) -> None:
        """Put the picture of the view on the clipboard."""
        page = self._page()
        if page is not None:
            QGuiApplication.clipboard().setImage(picture(page, *self._head(page)))
            self._context.say("done", "The picture of this view is copied.")

    def save_picture(self) -> None:
        """Ask where, then write the picture of the view."""
        page = self._page()
        if page is None:
            return
        content = png_of(picture(page, *self._head(page)))
        path = ask_file(
            page, self._context, "Save this view as a picture", f"{self._name(page)}.png", "Pictures (*.png)"
        )
        if path is not None:
            self._write(page, path, content)

    def save_table(self) -> None:
        """Ask where, then write the table of the view as a spreadsheet reads it."""
        page = self._page()
        table = shown_table(page) if page is not None else None
        if page is None or table is None:
            return
        rows = rows_of(table)
        rows += [[SAMPLE_WORDS]] if self._context.sample else []
        path = ask_file(page, self._context, "Save the table of this view", f"{self._name(page)}.csv", "Tables (*.csv)")
        if path is not None:
            self._write(page, path, csv_of(rows))

    def _print(self, found: DepartmentRow) -> None:
        page = self._page()
        if page is None:
            return
        printer = ask.asker().printer(page, f"{page.title}, {self._context.period_label}", found.draft.paper)
        if printer is None:
            return
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        image = picture(page, *self._head(page))
        painter = QPainter(printer)
        area = printer.pageLayout().paintRectPixels(printer.resolution())
        size = image.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect(QPoint(0, 0), size), image)
        painter.end()
        self._context.say("done", f"{page.title} was sent to the printer.")

    def _write(self, page: Page, path: Path, content: bytes) -> None:
        then = partial(self._written, path)
        self._context.run(page, files.write, path, content, then=then)

    def _written(self, path: Path, _nothing: object) -> None:
        self._context.say("done", f"Saved. {path}", files=(path,))

    def _head(self, page: Page) -> tuple[str, str]:
        """Return what stands above a picture: whose and of when; and what must be known of it."""
        context = self._context
        left = " · ".join(part for part in (context.department_name, page.title, context.period_label) if part)
        marks = (SAMPLE_WORDS if context.sample else "", CONFIDENTIAL, formats.day(context.today()))
        return left, " · ".join(mark for mark in marks if mark)

    def _name(self, page: Page) -> str:
        sample = "SAMPLE " if self._context.sample else ""
        return paths.file_name(f"{sample}{page.title} {self._context.period_label} {self._context.today().isoformat()}")

    def _has_table(self) -> bool:
        page = self._page()
        return page is not None and shown_table(page) is not None


def shown_table(page: QWidget) -> QTableView | None:
    """Return the table that is read on a page: the one with the keyboard, else the largest; None without one."""
    found = [table for table in page.findChildren(QTableView) if table.isVisible() and _is_read(table)]
    held = next((table for table in found if table.hasFocus()), None)
    return held or max(found, key=lambda table: table.width() * table.height(), default=None)


def rows_of(table: QTableView) -> list[list[str]]:
    """Return the titles and all rows of a table as they are shown."""
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


def _is_read(table: QAbstractItemView) -> bool:
    return isinstance(table, Table) or table.editTriggers() == QAbstractItemView.EditTrigger.NoEditTriggers
