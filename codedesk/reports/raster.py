"""Pages of a PDF as pictures, for the preview and the printer: the same bytes that are saved. No Qt.

The library behind it must not be entered by two threads at once; the lock here sees to it.
"""

import threading
from dataclasses import dataclass

LOCK = threading.Lock()
POINTS_PER_INCH = 72.0


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as pixels: rows of blue, green, red and an unused byte, from the top, stride bytes each."""

    page: int
    width: int
    height: int
    stride: int
    pixels: bytes


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Return width and height of every page in points."""
    # The rendering library loads with the first preview.
    import pypdfium2  # noqa: PLC0415

    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple((float(w), float(h)) for w, h in (document.get_page_size(n) for n in range(len(document))))
        finally:
            document.close()


def picture(pdf: bytes, page: int, scale: float) -> PagePicture:
    """Draw one page, scale being pixels per point; white paper, no transparency."""
    import pypdfium2  # noqa: PLC0415

    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            drawn = document[page].render(scale=scale, prefer_bgrx=True, fill_color=(255, 255, 255, 255))
            return PagePicture(page, drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer))
        finally:
            document.close()
