"""The icons of the packages, painted from three drawings: PNG for Linux, .ico for Windows, .icns for macOS.

Under 32 pixels the program's mark has a drawing of its own, with a thicker line and no margin.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "resources" / "icons" / "codedesk.svg"
SMALL = ROOT / "packaging" / "icons" / "small.svg"
DEPARTMENT = ROOT / "packaging" / "icons" / "department.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO = (16, 24, 32, 48, 64, 256)
ICNS = {"icp4": 16, "icp5": 32, "ic07": 128, "ic08": 256, "ic09": 512, "ic10": 1024, "ic11": 32, "ic12": 64}


def drawing(size: int) -> Path:
    """Return the drawing of the program's mark for a size."""
    return SMALL if size < 32 else PROGRAM


def png(svg: Path, size: int) -> bytes:
    """Paint a drawing at a size."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub asks for bytes, the library for a str
    return bytes(buffer.data().data())


def hicolor(folder: Path) -> None:
    """Write the icons of the program and of its files where a Linux desktop looks for them."""
    kinds: dict[str, Callable[[int], Path]] = {
        "apps/codedesk": drawing,
        "mimetypes/application-vnd.codedesk.department": lambda _: DEPARTMENT,
    }
    for name, source in kinds.items():
        for size in SIZES:
            _write(folder / f"{size}x{size}" / f"{name}.png", png(source(size), size))
        _write(folder / "scalable" / f"{name}.svg", source(SIZES[-1]).read_bytes())


def ico(path: Path) -> Path:
    """Write the program's mark as Windows wants it: a directory of PNG."""
    images = [png(drawing(size), size) for size in ICO]
    at = 6 + 16 * len(images)
    head = struct.pack("<HHH", 0, 1, len(images))
    for size, image in zip(ICO, images, strict=True):
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(image), at)
        at += len(image)
    return _write(path, head + b"".join(images))


def icns(path: Path) -> Path:
    """Write the program's mark as macOS wants it: PNG, each under the code of its size."""
    images = [(code.encode(), png(drawing(size), size)) for code, size in ICNS.items()]
    body = b"".join(code + struct.pack(">I", 8 + len(image)) + image for code, image in images)
    return _write(path, b"icns" + struct.pack(">I", 8 + len(body)) + body)


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
