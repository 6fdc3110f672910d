"""Several PDFs as one file for the print shop: each starts on an odd page and has its entry in the outline.

The pages are taken as they are, so a given packet stays what it was. The PDF library joins pages but knows no
outline; the few objects of the outline and the file's own data are therefore appended here as PDF allows it.
"""

import io
import re
from collections.abc import Callable, Sequence
from datetime import date

from codedesk.errors import CodeDeskError
from codedesk.reports.raster import LOCK

_SAVED_WRONG = "The packets could not be put together into one file; save them one by one instead."


def merged(
    parts: Sequence[tuple[str, bytes]], title: str, made_on: date, heard: Callable[[], bool] | None = None
) -> bytes:
    """Join PDFs, each with its name for the outline. heard is asked between two of them and ends it when True.

    A part of an odd number of pages is followed by a blank page, so that both sides of the paper can be printed.
    Returns b"" when it was ended; raises CodeDeskError in words when the library's file is not as expected.
    """
    # The PDF library loads with the first preview or merged file.
    import pypdfium2  # noqa: PLC0415

    with LOCK:
        whole = pypdfium2.PdfDocument.new()
        try:
            starts: list[tuple[str, int]] = []
            for name, pdf in parts:
                if heard is not None and heard():
                    return b""
                starts.append((name, len(whole)))
                _append(whole, pypdfium2.PdfDocument(pdf))
            target = io.BytesIO()
            whole.save(target)
        finally:
            whole.close()
    return _outlined(target.getvalue(), starts, title, made_on)


def _append(whole: object, part: object) -> None:
    try:
        whole.import_pages(part)  # type: ignore[attr-defined]
        if len(whole) % 2:  # type: ignore[arg-type]
            width, height = part.get_page_size(0)  # type: ignore[attr-defined]
            whole.new_page(width, height).close()  # type: ignore[attr-defined]
    finally:
        part.close()  # type: ignore[attr-defined]


def _outlined(pdf: bytes, starts: Sequence[tuple[str, int]], title: str, made_on: date) -> bytes:
    """Append outline, language, title and viewer preference as an incremental update."""
    trailer = pdf[pdf.rfind(b"trailer") :]
    root, size = _number(rb"/Root\s+(\d+)", trailer), _number(rb"/Size\s+(\d+)", trailer)
    previous = _number(rb"startxref\s+(\d+)", trailer)
    catalog = _object(pdf, root)
    pages = _number(rb"/Pages\s+(\d+)", catalog)
    kids = [int(number) for number in re.findall(rb"(\d+)\s+0\s+R", _between(_object(pdf, pages), b"/Kids", b"]"))]
    info, outline = size, size + 1
    items = [size + 2 + number for number in range(len(starts))]
    objects = {
        root: b"<</Type/Catalog/Pages %d 0 R/Outlines %d 0 R/PageMode/UseOutlines/Lang(en-US)"
        b"/ViewerPreferences<</DisplayDocTitle true>>>>" % (pages, outline),
        info: b"<</Title %s/Creator(CodeDesk)/CreationDate(D:%s000000Z)>>"
        % (_text(title), f"{made_on:%Y%m%d}".encode()),
        outline: b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (items[0], items[-1], len(items)),
    }
    for at, (name, page) in enumerate(starts):
        before = b"/Prev %d 0 R" % items[at - 1] if at else b""
        after = b"/Next %d 0 R" % items[at + 1] if at + 1 < len(items) else b""
        place = b"/Dest[%d 0 R/Fit]" % kids[page]
        objects[items[at]] = b"<</Title %s/Parent %d 0 R%s%s%s>>" % (_text(name), outline, before, after, place)
    return _updated(pdf, objects, root, info, previous)


def _updated(pdf: bytes, objects: dict[int, bytes], root: int, info: int, previous: int) -> bytes:
    made = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n")
    table = b""
    for number, words in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, words)
    place, size = len(made), max(objects) + 1
    made += b"xref\n%strailer\n<</Size %d/Root %d 0 R/Info %d 0 R/Prev %d>>\n" % (table, size, root, info, previous)
    made += b"startxref\n%d\n%%%%EOF\n" % place
    return bytes(made)


def _text(words: str) -> bytes:
    return b"<" + (b"\xfe\xff" + words.encode("utf-16-be", "replace")).hex().encode() + b">"


def _number(pattern: bytes, where: bytes) -> int:
    found = re.search(pattern, where)
    if found is None:
        raise CodeDeskError(_SAVED_WRONG)
    return int(found[1])


def _object(pdf: bytes, number: int) -> bytes:
    found = re.search(rb"(?:^|[\r\n])%d 0 obj(.*?)endobj" % number, pdf, re.DOTALL)
    if found is None:
        raise CodeDeskError(_SAVED_WRONG)
    return found[1]


def _between(words: bytes, opening: bytes, closing: bytes) -> bytes:
    _, _, rest = words.partition(opening)
    return rest.partition(closing)[0]
