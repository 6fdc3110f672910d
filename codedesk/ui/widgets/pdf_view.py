"""A view of a PDF's true pages, drawn away from the window: PgUp and PgDn turn pages, Ctrl +, Ctrl − and 0 zoom.

Shows pages and knows nothing of what stands on them.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from typing_extensions import override

from codedesk.reports import raster
from codedesk.reports.raster import PagePicture
from codedesk.ui import theme

_GAP = 12
_STEP = 1.25
_SMALLEST, _LARGEST = 0.25, 4.0
_KEPT = 24


class Runner(Protocol):
    """Runs a slow job and hands its result back on the UI thread: `Context.run`."""

    def __call__(self, owner: QWidget, job: Callable[..., Any], *args: Any, then: Callable[[Any], None]) -> Any:
        """Run job(*args), then call then(result)."""


class PdfView(QAbstractScrollArea):
    """Pages below each other. Signals: page_changed(page from 1, pages) · shown() when the visible pages are drawn."""

    page_changed = Signal(int, int)
    shown = Signal()

    def __init__(self, run: Runner, name: str = "Preview of the pages") -> None:
        """Take what runs jobs in the background; name is read aloud."""
        super().__init__()
        self._run = run
        self._pdf = b""
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._images: dict[tuple[int, float], QImage] = {}
        self._waiting: set[tuple[int, float]] = set()
        self._number = 0
        self._zoom: float | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.StyledPanel)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._sizes)

    @property
    def current_page(self) -> int:
        """The page that stands at the middle of the view, from 1; 0 without pages."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        found = 0
        for page, rect in enumerate(self._rects()):
            if rect.top() <= middle:
                found = page + 1
        return found

    @property
    def scale(self) -> float:
        """Screen pixels per point."""
        if self._zoom is not None:
            return self._zoom
        widest = max((width for width, _ in self._sizes), default=612.0)
        return max(_SMALLEST, (self.viewport().width() - 2 * _GAP) / widest)

    def show_pdf(self, pdf: bytes) -> None:
        """Show a document; the place in it stays where it was."""
        self._number += 1
        number = self._number
        self._run(self, raster.page_sizes, pdf, then=partial(self._take, number, pdf))

    def clear(self) -> None:
        """Show nothing."""
        self._take(self._number + 1, b"", ())
        self._number += 1

    def go_to(self, page: int) -> None:
        """Put a page (from 1) at the top."""
        rects = self._rects()
        if rects:
            self.verticalScrollBar().setValue(rects[min(max(page, 1), len(rects)) - 1].top() - _GAP)

    def zoom_in(self) -> None:
        """Show the pages larger."""
        self._set_zoom(min(_LARGEST, self.scale * _STEP))

    def zoom_out(self) -> None:
        """Show the pages smaller."""
        self._set_zoom(max(_SMALLEST, self.scale / _STEP))

    def fit(self) -> None:
        """Show the pages as wide as the view."""
        self._set_zoom(None)

    def image_of(self, page: int) -> QImage | None:
        """Return the picture of a page (from 1) at the present scale, None while it is still being drawn."""
        return self._images.get((page - 1, self.pixel_scale))

    def _take(self, number: int, pdf: bytes, sizes: tuple[tuple[float, float], ...]) -> None:
        if pdf and number != self._number:
            return
        self._pdf, self._sizes = pdf, sizes
        self._images.clear()
        self._waiting.clear()
        self._arrange()

    def _set_zoom(self, zoom: float | None) -> None:
        page = self.current_page
        self._zoom = zoom
        self._arrange()
        self.go_to(page)

    def _arrange(self) -> None:
        rects = self._rects()
        below = rects[-1].bottom() + _GAP if rects else 0
        widest = max((rect.width() for rect in rects), default=0) + 2 * _GAP
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, below - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(48)
        self.horizontalScrollBar().setRange(0, max(0, widest - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self._scrolled()

    def _rects(self) -> list[QRect]:
        scale, y = self.scale, _GAP
        wide = self.viewport().width()
        rects = []
        for width, height in self._sizes:
            size = QSize(round(width * scale), round(height * scale))
            rects.append(QRect(QPoint(max(_GAP, (wide - size.width()) // 2), y), size))
            y += size.height() + _GAP
        return rects

    @property
    def pixel_scale(self) -> float:
        """Device pixels per point, as the pages are drawn."""
        return round(self.scale * self.devicePixelRatioF(), 4)

    def _scrolled(self) -> None:
        self._draw_missing()
        self.viewport().update()
        self.page_changed.emit(self.current_page, self.page_count)

    def _visible(self) -> list[int]:
        top = self.verticalScrollBar().value()
        shown = QRect(0, top, 10_000, self.viewport().height())
        return [page for page, rect in enumerate(self._rects()) if rect.translated(-rect.left(), 0).intersects(shown)]

    def _draw_missing(self) -> None:
        scale, number = self.pixel_scale, self._number
        for page in self._visible():
            key = (page, scale)
            if key not in self._images and key not in self._waiting:
                self._waiting.add(key)
                self._run(self, raster.picture, self._pdf, page, scale, then=partial(self._drawn, number, key))

    def _drawn(self, number: int, key: tuple[int, float], drawn: PagePicture) -> None:
        if number != self._number:
            return
        self._waiting.discard(key)
        if len(self._images) >= _KEPT:
            self._images.pop(next(iter(self._images)))
        self._images[key] = image_of(drawn)
        self.viewport().update()
        if not self._waiting:
            self.shown.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.go_to(self._top_page() + (1 if key == Qt.Key.Key_PageDown else -1))
        elif key == Qt.Key.Key_Home:
            self.go_to(1)
        elif key == Qt.Key.Key_End:
            self.go_to(self.page_count)
        elif control and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif control and key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def _top_page(self) -> int:
        top = self.verticalScrollBar().value() + 2 * _GAP
        return max((page + 1 for page, rect in enumerate(self._rects()) if rect.top() <= top), default=1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.theme().colour("surface-alt"))
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        scale = self.pixel_scale
        for page, rect in enumerate(self._rects()):
            place = rect.translated(-left, -top)
            if not place.intersects(event.rect()):
                continue
            image = self._images.get((page, scale))
            if image is None:
                painter.fillRect(place, Qt.GlobalColor.white)
            else:
                painter.drawImage(place, image)
            painter.setPen(theme.theme().colour("divider"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


def image_of(drawn: PagePicture) -> QImage:
    """Return a drawn page as an image of its own."""
    image = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
    return image.copy()
