"""Several PDFs as one file for the print shop: each starts on an odd page and has its entry in the outline.

The pages are taken as they are, so a given packet stays what it was, and so are the tags that a screen reader follows.
"""

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, NumberObject, TextStringObject


def merged(
    parts: Sequence[tuple[str, bytes]], title: str, made_on: date, heard: Callable[[], bool] | None = None
) -> bytes:
    """Join PDFs, each with its name for the outline. heard is asked between two of them and ends it when True.

    A part of an odd number of pages is followed by a blank page, so that both sides of the paper can be printed.
    Returns b"" when it was ended.
    """
    whole, tags = PdfWriter(), _Tags()
    for name, pdf in parts:
        if heard is not None and heard():
            return b""
        part, first = PdfReader(io.BytesIO(pdf)), len(whole.pages)
        whole.append(part, outline_item=name, import_outline=False)
        tags.take(whole, part, first)
        if len(whole.pages) % 2:
            whole.add_blank_page()
    tags.put_into(whole)
    whole.page_mode = "/UseOutlines"
    whole.root_object[NameObject("/Lang")] = TextStringObject("en-US")
    whole.create_viewer_preferences()[NameObject("/DisplayDocTitle")] = BooleanObject(value=True)
    whole.add_metadata({"/Title": title, "/Creator": "CodeDesk", "/CreationDate": f"D:{made_on:%Y%m%d}000000Z"})
    made = io.BytesIO()
    whole.write(made)
    return made.getvalue()


class _Tags:
    """The tags of all parts: the top of each, and by page what its marks belong to. pypdf joins pages and not these."""

    def __init__(self) -> None:
        """Start with none."""
        self._tops = ArrayObject()
        self._of_pages = ArrayObject()

    def take(self, whole: PdfWriter, part: PdfReader, first: int) -> None:
        """Take the tags of a part whose pages are in the whole already, from page first on. One without is left so."""
        root: Any = part.root_object.get("/StructTreeRoot")
        if root is None:
            return
        numbers = root.get_object()["/ParentTree"]["/Nums"]
        marked = dict(zip(numbers[::2], numbers[1::2], strict=True))
        for place, page in enumerate(part.pages, first):
            if (number := page.get("/StructParents")) in marked:
                whole.pages[place][NameObject("/StructParents")] = NumberObject(place)
                self._of_pages += [NumberObject(place), marked[number].get_object().clone(whole)]
        self._tops.append(root.get_object().raw_get("/K").clone(whole))

    def put_into(self, whole: PdfWriter) -> None:
        """Hang the tags of all parts under one root."""
        if not self._tops:
            return
        by_page = DictionaryObject({NameObject("/Nums"): self._of_pages})
        root = DictionaryObject({
            NameObject("/Type"): NameObject("/StructTreeRoot"),
            NameObject("/K"): self._tops,
            NameObject("/ParentTree"): by_page,
            NameObject("/ParentTreeNextKey"): NumberObject(len(whole.pages)),
        })  # fmt: skip
        place = whole._add_object(root)
        for top in self._tops:
            top.get_object()[NameObject("/P")] = place
        marks = DictionaryObject({NameObject("/Marked"): BooleanObject(value=True)})
        whole.root_object.update({NameObject("/StructTreeRoot"): place, NameObject("/MarkInfo"): marks})
