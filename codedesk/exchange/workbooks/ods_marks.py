"""What an ODS book says beside its values. Its one large part is read as a stream, and none with a document type."""

import re
from itertools import islice, product
from xml.parsers import expat
from zipfile import ZipFile

from codedesk.exchange.workbooks.marks import BookMarks, PasswordError, SheetMarks

CONTENT = "content.xml"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_ERROR = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_LENGTH = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
_PARAGRAPH = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 p"
_MOST_REPEATED = 10_000
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_HIDDEN = ("collapse", "filter")
Attributes = dict[str, str]


class OdsMarks:
    """The marks of a book, sheet by sheet, gathered in one pass."""

    def __init__(self, archive: ZipFile) -> None:
        """Read the content."""
        if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read(
            "META-INF/manifest.xml"
        ):
            raise PasswordError
        self.book = BookMarks()
        self._sheets: dict[str, SheetMarks] = {}
        self._marks = SheetMarks()
        self._row, self._column, self._rows, self._of_column = 1, 0, 1, 0
        self._cell: Attributes = {}
        self._noted = False
        self._text: list[str] = []
        self._note: list[str] = []
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._letters
        with archive.open(CONTENT) as content:
            parser.ParseFile(content)

    def sheet(self, name: str) -> SheetMarks:
        """Return the marks of a sheet."""
        return self._sheets.get(name, SheetMarks())

    def _start(self, name: str, attributes: Attributes) -> None:
        if name in _CELLS:
            self._cell, self._text, self._note = attributes, [], []
        elif name == f"{_TABLE}table-row":
            self._column, self._rows = 0, _number(attributes, "number-rows-repeated")
            if attributes.get(f"{_TABLE}visibility") in _HIDDEN and self._rows < _MOST_REPEATED:
                self._marks.hidden_rows += range(self._row, self._row + self._rows)
        elif name == f"{_TABLE}table-column":
            many = _number(attributes, "number-columns-repeated")
            if attributes.get(f"{_TABLE}visibility") in _HIDDEN and many < _MOST_REPEATED:
                self._marks.hidden_columns += range(self._of_column, self._of_column + many)
            self._of_column += many
        elif name == f"{_TABLE}table":
            self._row, self._of_column = 1, 0
            self._marks = self._sheets.setdefault(attributes.get(f"{_TABLE}name", ""), SheetMarks())
        elif name == f"{_OFFICE}annotation":
            self._noted = True
        elif name == f"{_TABLE}null-date" and attributes.get(f"{_TABLE}date-value", "").startswith("1904"):
            self.book.epoch = 1904
        elif name == _PARAGRAPH:
            (self._note if self._noted else self._text).append("\n")

    def _letters(self, letters: str) -> None:
        written = self._note if self._noted else self._text
        if written:  # inside a paragraph: who noted something, and when, stands before the first one
            written.append(letters)

    def _end(self, name: str) -> None:
        if name in _CELLS:
            many = _number(self._cell, "number-columns-repeated")
            self._mark(many)
            self._merge()
            self._column += many
        elif name == f"{_TABLE}table-row":
            self._row += self._rows
        elif name == f"{_OFFICE}annotation":
            self._noted = False

    def _mark(self, many: int) -> None:
        """Mark the cell that ends, as often as it is repeated."""
        cell, kind = self._cell, self._cell.get(f"{_OFFICE}value-type", "")
        length = _LENGTH.fullmatch(cell.get(f"{_OFFICE}time-value", ""))
        text = "".join(self._text).strip()
        doubt = f"#{text.removeprefix('#') or 'N/A'}" if cell.get(_ERROR) == "error" else ""
        if not doubt and f"{_TABLE}formula" in cell:
            doubt = "formula" if kind else "unstored"
        if not (doubt or self._note or length or kind == "percentage"):
            return
        rows = range(self._row, self._row + self._rows)
        for row, column in islice(product(rows, range(self._column, self._column + many)), _MOST_REPEATED):
            if kind == "percentage":
                self._marks.shown_as_percent(row, column)
            if doubt:
                self._marks.doubts.append((row, column, doubt))
            if length:
                hours, minutes, seconds = map(int, length.groups())
                self._marks.lengths.append((row, column, hours * 3600 + minutes * 60 + seconds))
            if self._note:
                self._marks.comments.append((row, column, "".join(self._note).strip()))

    def _merge(self) -> None:
        """Mark the range over which the cell that ends is merged."""
        rows, columns = (_number(self._cell, f"number-{each}-spanned") for each in ("rows", "columns"))
        if rows * columns > 1 and len(self._marks.merged) < _MOST_REPEATED:
            last = self._row + rows - 1, self._column + columns - 1
            self._marks.merged.append((self._row, self._column, *last))


def _number(attributes: Attributes, name: str) -> int:
    return max(1, int(attributes.get(f"{_TABLE}{name}", 1)))


def _refuse(*_: object) -> None:
    """Refuse a document type: no workbook has one, and entities stand there."""
    raise ValueError
