"""What stands on a page, told to those who hear it: headings, paragraphs, tables and charts in order, as PDF tags.

The drawing library knows no tags. It keeps the page's operators and the file's objects as they are given, though, so
that marked content and the tree of the document's parts are written here as PDF sets them down (ISO 32000-1, 14.7
and 14.8). What belongs to no part (rules, the running head and foot) is an artifact, which a reader leaves out.
"""

from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

ARTIFACT = "Artifact"
_NAMES = "Struct"


@dataclass(slots=True)
class _Element:
    role: str
    parent: int
    alt: str = ""
    page: int = 0
    mark: int = -1
    children: list[int] = field(default_factory=list)


class Tags:
    """The tree of one document's parts while it is drawn."""

    def __init__(self) -> None:
        """Begin with the document itself."""
        self._elements = [_Element("Document", -1)]
        self._open = [0]
        self._pages: dict[int, list[int]] = {}

    def mark(self, page: int, role: str, alt: str) -> int:
        """Add a part whose content comes next on a page; return its number there."""
        index = self._add(_Element(role, self._open[-1], alt, page))
        marks = self._pages.setdefault(page, [])
        marks.append(index)
        self._elements[index].mark = len(marks) - 1
        return len(marks) - 1

    def enter(self, role: str) -> None:
        """Open a part that holds others, as a table its rows."""
        self._open.append(self._add(_Element(role, self._open[-1])))

    def leave(self) -> None:
        """Close the part entered last."""
        self._open.pop()

    def write(self, canvas: Canvas) -> None:
        """Put the tree into the file, once every page is drawn."""
        document = canvas._doc
        references = [
            document.Reference(_Raw(""), f"{_NAMES}{number}").format(document) for number in range(len(self._elements))
        ]
        root = _Raw("")
        root_reference = document.Reference(root, f"{_NAMES}Root")
        pages = [document.Reference(page).format(document) for page in document.Pages.pages]
        for number, element in enumerate(self._elements):
            parent = root_reference.format(document) if element.parent < 0 else references[element.parent]
            document.idToObject[f"{_NAMES}{number}"].words = _element(element, parent, references, pages)
        root.words = self._root(references, len(pages))
        for number, page in enumerate(document.Pages.pages):
            page.StructParents, page.Tabs = number, "/S"
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        document.Catalog.StructTreeRoot = root_reference
        document.Catalog.MarkInfo = _Raw("<</Marked true>>")

    def _add(self, element: _Element) -> int:
        self._elements.append(element)
        index = len(self._elements) - 1
        self._elements[element.parent].children.append(index)
        return index

    def _root(self, references: list[bytes], pages: int) -> str:
        numbers = []
        for page in range(pages):
            found = " ".join(references[index].decode() for index in self._pages.get(page + 1, ()))
            numbers.append(f"{page} [{found}]")
        tree = f"<</Nums[{' '.join(numbers)}]>>"
        return f"<</Type/StructTreeRoot/K {references[0].decode()}/ParentTree {tree}/ParentTreeNextKey {pages}>>"


class _Raw(PDFObject):  # type: ignore[misc]
    def __init__(self, words: str) -> None:
        self.words = words

    def format(self, _document: Any) -> bytes:
        return self.words.encode("ascii")


def _element(element: _Element, parent: bytes, references: list[bytes], pages: list[bytes]) -> str:
    words = f"<</Type/StructElem/S/{element.role}/P {parent.decode()}"
    if element.mark >= 0:
        words += f"/Pg {pages[element.page - 1].decode()}/K {element.mark}"
    else:
        words += f"/K[{' '.join(references[child].decode() for child in element.children)}]"
    if element.alt:
        words += f"/Alt <FEFF{element.alt.encode('utf-16-be', 'replace').hex()}>"
    if element.role == "TH":
        words += "/A <</O/Table/Scope/Column>>"
    return f"{words}>>"


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose parts can be told; what is drawn between open_tag and close_tag belongs to one of them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Begin without parts."""
        super().__init__(*args, **options)
        self.tags = Tags()

    def save(self) -> None:
        """End the last page, put the tree of the parts into the file and write it."""
        if self._code:
            self.showPage()
        self.tags.write(self)
        super().save()


def open_tag(canvas: Canvas, role: str, alt: str = "") -> None:
    """Say what the next drawing is: a role of PDF (P, H1, Figure, TD …) or ARTIFACT; alt tells a picture in words."""
    tags = getattr(canvas, "tags", None)
    if role == ARTIFACT or tags is None:
        canvas._code.append("/Artifact BMC")
        return
    canvas._code.append(f"/{role} <</MCID {tags.mark(canvas.getPageNumber(), role, alt)}>> BDC")


def close_tag(canvas: Canvas) -> None:
    """End what open_tag began."""
    canvas._code.append("EMC")


def enter(canvas: Canvas, role: str) -> None:
    """Open a part that holds others, as a table its rows; nothing is drawn by it."""
    if tags := getattr(canvas, "tags", None):
        tags.enter(role)


def leave(canvas: Canvas) -> None:
    """Close the part entered last."""
    if tags := getattr(canvas, "tags", None):
        tags.leave()


class TaggedPart(Flowable):  # type: ignore[misc]
    """A flowable that is told by its role; one whose role is "" tells its own parts while it draws."""

    role = "P"

    @property
    def alt_text(self) -> str:
        """What is said in place of a picture."""
        return ""

    def _drawOn(self, canvas: Canvas) -> None:  # noqa: N802
        if not self.role:
            super()._drawOn(canvas)
            return
        open_tag(canvas, self.role, self.alt_text)
        super()._drawOn(canvas)
        close_tag(canvas)
