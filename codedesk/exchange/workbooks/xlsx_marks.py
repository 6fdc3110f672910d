"""What the parts of an XLSX book say beside its values; its XML is searched as bytes, for it may be large.

No part is read that is not in the archive, and none with a document type: there are no entities to be expanded.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from xml.etree import ElementTree
from zipfile import ZipFile

from codedesk.exchange.workbooks.marks import BookMarks, Doubt, SheetMarks

MARK = "CodeDesk: texts as they stand"
BOOK = "xl/workbook.xml"
_RELATION = re.compile(r"(?:\{.*\})?id$")
_QUOTED = re.compile(r'"[^"]*"|\\.|_.')
_PREFIX = re.compile(rb"<(\w+:)?worksheet\b")
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ROW = re.compile(rb"""\br=["']([0-9]{1,7})["']""")
_COLUMNS = re.compile(rb"""\b(min|max)=["']([0-9]{1,5})["']""")
_KIND = re.compile(rb"""\bt=["'](\w+)["']""")
_HIDDEN = rb"""\bhidden=["'](?:1|true)["']"""
_THREADED = re.compile(r"\[Threaded comment\].*?Comment:\s*", re.DOTALL)


class XlsxMarks:
    """The marks of a book, sheet by sheet."""

    def __init__(self, archive: ZipFile) -> None:
        """Look at the book's own parts."""
        self._archive = archive
        self._names = frozenset(archive.namelist())
        self._parts, epoch = self._sheets()
        self._percents = self._percent_styles()
        own = any(MARK.encode() in archive.read(each) for each in self._names if each.startswith("docProps/"))
        self.book = BookMarks(epoch, own)

    def sheet(self, name: str) -> SheetMarks:
        """Return the marks of a sheet; none where its part is not found."""
        marks = SheetMarks()
        if part := self._parts.get(name):
            content = self._archive.read(part)
            prefix = _PREFIX.search(content[:10_000])
            _mark(marks, content, (prefix and prefix[1]) or b"", self._percents)
            marks.comments = list(self._comments(part))
        return marks

    def _sheets(self) -> tuple[dict[str, str], int]:
        """Return the part of each sheet by its name, and the year from which the book counts its days."""
        targets = {each.get("Id"): self._target(BOOK, each) for each in self._relations(BOOK)}
        named, epoch = {}, 1900
        for element in self._xml(BOOK).iter():
            if _local(element) == "sheet":
                relation = next((value for key, value in element.items() if _RELATION.match(key.lower())), "")
                if (part := targets.get(relation, "")) in self._names:
                    named[element.get("name", "")] = part
            elif _local(element) == "workbookPr" and element.get("date1904") in ("1", "true"):
                epoch = 1904
        return named, epoch

    def _percent_styles(self) -> tuple[bytes, ...]:
        """Return the numbers of the styles that show a share as a per cent."""
        if "xl/styles.xml" not in self._names:
            return ()
        styles = list(self._xml("xl/styles.xml").iter())
        forms = {each.get("numFmtId"): each.get("formatCode", "") for each in styles if _local(each) == "numFmt"}
        percents = {"9", "10", *(number for number, form in forms.items() if "%" in _QUOTED.sub("", form))}
        cells = next((list(each) for each in styles if _local(each) == "cellXfs"), [])
        return tuple(str(at).encode() for at, each in enumerate(cells) if each.get("numFmtId") in percents)

    def _comments(self, part: str) -> Iterator[Doubt]:
        for relation in self._relations(part):
            target = self._target(part, relation)
            if not relation.get("Type", "").endswith("/comments") or target not in self._names:
                continue
            for each in self._xml(target).iter():
                place = _REFERENCE.fullmatch(each.get("ref", "")) if _local(each) == "comment" else None
                if place:
                    text = "".join(run.text or "" for run in each.iter() if _local(run) == "t")
                    yield int(place[2]), column_of(place[1].encode()), _THREADED.sub("", text).strip()

    def _relations(self, part: str) -> list[ElementTree.Element]:
        folder, name = posixpath.split(part)
        relations = f"{folder}/_rels/{name}.rels"
        return list(self._xml(relations)) if relations in self._names else []

    def _target(self, part: str, relation: ElementTree.Element) -> str:
        """Return the part that is meant, as the archive names it; nothing outside is ever opened."""
        return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), relation.get("Target", "")))[1:]

    def _xml(self, part: str) -> ElementTree.Element:
        return ElementTree.fromstring(self._archive.read(part), ElementTree.XMLParser(target=_Plain()))


class _Plain(ElementTree.TreeBuilder):
    """Builds a tree of XML without a document type."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse a document type: no workbook has one, and entities stand there."""
        raise ValueError(name, pubid, system)


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


@lru_cache(maxsize=1_000)
def column_of(letters: bytes) -> int:
    """Return the place of a column from 0: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _mark(marks: SheetMarks, sheet: bytes, prefix: bytes, percents: Sequence[bytes]) -> None:
    """Mark what the XML of a sheet says; prefix is what its writer puts before every name, mostly nothing."""
    if percents:
        style = rb"""<%bc\b(?=[^>]*\bs=["'](?:%b)["'])[^>]*?%b""" % (prefix, b"|".join(percents), _PLACE.pattern)
        for cell in re.finditer(style, sheet):
            marks.shown_as_percent(int(cell[2]), column_of(cell[1]))
    marks.doubts = sorted(_doubts(sheet, prefix))
    if b"hidden=" in sheet:
        rows = re.findall(rb"<%brow\b[^>]*%b[^>]*>" % (prefix, _HIDDEN), sheet)
        marks.hidden_rows = [int(row[1]) for each in rows if (row := _ROW.search(each))]
        for each in re.findall(rb"<%bcol\b[^>]*%b[^>]*>" % (prefix, _HIDDEN), sheet):
            ends = dict(_COLUMNS.findall(each))
            marks.hidden_columns += range(int(ends.get(b"min", 1)) - 1, int(ends.get(b"max", 0)))


def _doubts(sheet: bytes, prefix: bytes) -> Iterator[Doubt]:
    """Yield the cells that hold a formula, one without a value, or an error."""
    names = {b"p": prefix}
    value = rb"\s*<%(p)bv\b[^>]*>([^<]*)<" % names
    if b"<%(p)bf" % names in sheet:
        formula = rb"<%(p)bc\b([^>]*)>\s*<%(p)bf\b[^>]*?(?:/>|>[^<]*</%(p)bf>)" % names
        for cell in re.finditer(rb"%b(?:%b)?" % (formula, value), sheet):
            if place := _PLACE.search(cell[1]):
                yield int(place[2]), column_of(place[1]), _kind(cell[1], cell[2])
    if b't="e"' not in sheet and b"t='e'" not in sheet:
        return
    for cell in re.finditer(rb"""<%(p)bc\b([^>]*\bt=["']e["'][^>]*)>""" % names + value, sheet):
        if place := _PLACE.search(cell[1]):
            yield int(place[2]), column_of(place[1]), _kind(cell[1], cell[2])


def _kind(attributes: bytes, value: bytes | None) -> str:
    """Return what is in doubt: a formula may have come to an empty text, and then a value is stored."""
    kind = _KIND.search(attributes)
    if kind and kind[1] == b"e":
        return value.decode("utf-8", "replace") if value else "#N/A"
    return "formula" if value or (kind and kind[1] == b"str") else "unstored"
