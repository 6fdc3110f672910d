"""The parts of a PDF as a screen reader gets them: a second library's reading of roles, words and descriptions."""

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from codedesk.reports.raster import LOCK


@dataclass(frozen=True)
class Told:
    """One part of a page: its role, its own words and those of its parts, and what is said in place of a picture."""

    role: str
    words: str
    alt: str
    parts: tuple["Told", ...]

    def every(self) -> Iterator["Told"]:
        """This part and all parts inside it."""
        yield self
        for part in self.parts:
            yield from part.every()


def told(pdf: bytes, password: str | None = None) -> list[tuple[Told, ...]]:
    """Return the parts of each page in the order in which they are told."""
    with LOCK:
        document = pypdfium2.PdfDocument(pdf, password=password)
        try:
            return [_page(page) for page in document]
        finally:
            document.close()


def _page(page: Any) -> tuple[Told, ...]:
    marks = _marked(page)
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    try:
        tops = range(pdfium.FPDF_StructTree_CountChildren(tree))
        documents = [_part(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number), marks) for number in tops]
        return tuple(part for document in documents for part in document.parts)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _part(element: Any, marks: dict[int, str]) -> Told:
    children = range(pdfium.FPDF_StructElement_CountChildren(element))
    found = [pdfium.FPDF_StructElement_GetChildAtIndex(element, number) for number in children]
    parts = tuple(_part(child, marks) for child in found if child)
    number = pdfium.FPDF_StructElement_GetMarkedContentID(element)
    own = marks.get(number, "") if number >= 0 else ""
    words = " ".join(" ".join((own, *(part.words for part in parts))).replace("\u00a0", " ").split())
    return Told(_said(pdfium.FPDF_StructElement_GetType, element), words, _alt(element), parts)


def _alt(element: Any) -> str:
    return _said(pdfium.FPDF_StructElement_GetAltText, element).replace("\u00a0", " ")


def _said(ask: Any, *of: Any) -> str:
    length = ask(*of, None, 0)
    buffer = ctypes.create_string_buffer(max(2, length))
    ask(*of, buffer, length)
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le")


def _marked(page: Any) -> dict[int, str]:
    """Return the words of the page by the number of their marked content; -1 holds what belongs to no part."""
    found: dict[int, str] = defaultdict(str)
    reading = page.get_textpage()
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        length = pdfium.FPDFTextObj_GetText(drawn, reading, None, 0)
        buffer = (ctypes.c_ushort * max(1, length // 2))()
        pdfium.FPDFTextObj_GetText(drawn, reading, buffer, length)
        words = bytes(buffer).decode("utf-16-le").rstrip("\0")
        found[pdfium.FPDFPageObj_GetMarkedContentID(drawn)] += words + " "
    reading.close()
    return found


def outside(pdf: bytes) -> list[str]:
    """Return the words of each page that belong to no part: the running head and foot."""
    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [" ".join(_marked(page)[-1].replace("\u00a0", " ").split()) for page in document]
        finally:
            document.close()
