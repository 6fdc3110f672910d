"""What a person finds on a printed packet: its words page by page, its fonts, its outline."""

import io
import re

from pypdf import PdfReader


def reader(pdf: bytes) -> PdfReader:
    """Open a PDF."""
    return PdfReader(io.BytesIO(pdf))


def plain(words: str) -> str:
    """Return words with every run of white space as one space."""
    return re.sub(r"\s+", " ", words.replace("\u00a0", " ")).strip()


def pages(pdf: bytes) -> list[str]:
    """Return the words of each page."""
    return [plain(page.extract_text()) for page in reader(pdf).pages]


def whole(pdf: bytes) -> str:
    """Return all words of a PDF."""
    return " ".join(pages(pdf))


def fonts(pdf: bytes) -> set[str]:
    """Return the names of all fonts that any page or form names, without the prefix of a subset."""
    found: set[str] = set()
    opened = reader(pdf)
    for number in range(1, int(str(opened.trailer["/Size"]))):
        entry = opened.get_object(number)
        if isinstance(entry, dict) and entry.get("/Type") == "/Font":
            found.add(re.sub(r"^/[A-Z]{6}\+", "", str(entry["/BaseFont"])))
    return found
