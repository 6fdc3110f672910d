"""Tables of web pages, and of the XML that old programs call a workbook (.xls), as pages of cells.

Nothing is followed or run: tags and the words between them are all that is read.
"""

import re
from html.parser import HTMLParser
from itertools import count

from typing_extensions import override

from codedesk.exchange.decoding import Decoded
from codedesk.exchange.foreign.book import Book, BookPage

MOST_LETTERS = 50_000_000
_WIDEST, _PIECE = 1_000, 100_000
_LONGEST_NAME = 31
_SILENT = ("script", "style", "title", "documentproperties", "officedocumentsettings", "excelworkbook", "styles")
_BREAKS = ("p", "div", "br", "h1", "h2", "h3", "h4", "h5", "li", "caption")
_ROW, _CELL = ("tr", "row"), ("td", "th", "cell")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|head|body|meta|div|table|\?xml)", re.IGNORECASE)
Line = list[str | None]


def is_markup(text: str) -> bool:
    """Tell whether a text is a web page or XML."""
    return bool(_MARKUP.match(text[:200]))


def marked_book(name: str, page: str, decoded: Decoded) -> Book:
    """Return the tables of a web page, each a page; what stands between them stands above the next one."""
    if len(decoded.text) > MOST_LETTERS:
        return Book(name, reason="it is too large a web page; open it in a spreadsheet and save it as CSV (UTF-8)")
    reader = _TablesReader()
    for start in range(0, len(decoded.text), _PIECE):
        reader.feed(decoded.text[start : start + _PIECE])
    reader.close()
    tables = [table for table in reader.tables if sum(any(line) for line in table[1]) > 1]
    if not tables:
        return Book(name, reason="it is a web page, whatever its name says, and has no table; save it as CSV (UTF-8)")
    titles = [title.strip() for title, _ in tables]
    known = len(set(titles)) == len(titles) and all(0 < len(title) <= _LONGEST_NAME for title in titles)
    names = [page] if len(tables) == 1 and not reader.sheets else titles if known else _numbered(len(tables))
    pages = tuple(BookPage(title, lines) for title, (_, lines) in zip(names, tables, strict=True))
    return Book(name, pages, said=("it is a web page, whatever its name says: its tables were read",))


def _numbered(number: int) -> list[str]:
    return [f"Table {at}" for at in range(1, number + 1)]


class _TablesReader(HTMLParser):
    """Gathers tables: the name that XML gives to each, and its lines; one within a cell is a table of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[tuple[str, list[Line]]] = []
        self.sheets = False
        self._open: list[list[Line]] = []
        self._above: list[Line] = []
        self._words: list[str] = []
        self._title: list[str] = []
        self._silent = self._sheet = ""
        self._cell: tuple[int, int] | None = None
        self._held: dict[int, int] = {}

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key.rpartition(":")[2]: value or "" for key, value in attrs}
        if tag in _SILENT:
            self._silent = self._silent or tag
        elif tag == "worksheet":
            self._sheet, self.sheets = told.get("name", ""), True
        elif tag == "table":
            self._end()
            self._open.append(self._above)
            self._title.append(str(self._above[-1][0]) if self._above else "")
            self._above, self._held = [], {}
        elif tag in _ROW and self._open:
            self._end()
            lines = self._open[-1]
            lines += [[] for _ in range(min(_number(told, "index") - len(lines) - 1, _WIDEST))]
            lines.append([])
            self._held = {place: left - 1 for place, left in self._held.items() if left > 1}
        elif tag in _CELL and self._open and self._open[-1]:
            self._end()
            wide = _number(told, "colspan") or _number(told, "mergeacross") + 1
            self._cell = min(wide, _WIDEST), _number(told, "rowspan")
            line = self._open[-1][-1]
            line += [None] * min(_number(told, "index") - len(line) - 1, _WIDEST)
        elif tag in _BREAKS:
            self._break()

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif tag in _CELL:
            self._end()
        elif tag == "table" and self._open:
            self._end()
            lines = self._open.pop()
            title = self._title.pop()
            self.tables.append((self._sheet or title, lines))
        elif tag in _BREAKS:
            self._break()

    @override
    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    def _break(self) -> None:
        if self._cell is not None:
            self._words.append(" ")
        else:
            self._end()

    def _end(self) -> None:
        """Put the words so far into the cell that is open, or, outside of tables, above the next one."""
        words, self._words = " ".join("".join(self._words).split()), []
        if self._cell is None:
            if words and not self._open:
                self._above.append([words])
            return
        (wide, high), self._cell = self._cell, None
        line = self._open[-1][-1]
        place = next(at for at in count(len(line)) if at not in self._held)
        line += [*[None] * (place - len(line)), words or None, *[None] * (wide - 1)]
        if high > 1:
            self._held |= dict.fromkeys(range(place, len(line)), high)


def _number(told: dict[str, str], key: str) -> int:
    return int(told[key]) if told.get(key, "").isdecimal() and len(told[key]) < 7 else 0
