"""CSV text to columns of texts, with the number of each line; lines of another width than the header kept apart.

Only the form of CSV; which line is the header is headers', what a cell means is csv_reading's. Lines are turned into
columns piece by piece, because a hundred thousand small lists are dear to keep.
"""

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

PIECE = 2_000
BLOCK = 16
MOST_BYTES = 500_000_000
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_SEPARATOR = re.compile(r'\ufeff?"?sep=(.)"?[^\S\t]*\r?\n', re.IGNORECASE)
Line = tuple[int, list[str]]


class Unreadable(Exception):
    """The text is not CSV: the line from which on (none: the whole file), why, and what has to be said of the file."""

    def __init__(self, line: int | None, reason: str, asks: str = "") -> None:
        """Keep the line, the reason and what would help: "encoding" or "delimiter"."""
        super().__init__(reason)
        self.line = line
        self.reason = reason
        self.asks = asks


@dataclass(slots=True)
class Texts:
    """The lines of a file: header, a list of texts per column, line numbers, and lines of another width.

    head is the number of the header's line, above are the lines over it. early are lines that a spreadsheet may have
    ended early, because the rest of them is empty.
    """

    header: list[str]
    columns: list[list[str]]
    lines: list[int] = field(default_factory=list)
    crooked: list[Line] = field(default_factory=list)
    early: list[Line] = field(default_factory=list)
    above: list[Line] = field(default_factory=list)
    head: int = 1
    delimiter: str = ","

    @property
    def total(self) -> int:
        """How many lines there are under the header."""
        return len(self.lines) + len(self.crooked) + len(self.early)

    def take(self, lines: Sequence[Line]) -> None:
        """Put lines of the header's width, or shorter ones, to their places among the others."""
        if not lines:
            return
        rows = list(zip(self.lines, zip(*self.columns, strict=True), strict=True))
        width = len(self.header)
        rows += [(number, (*cells, *[""] * (width - len(cells)))) for number, cells in lines]
        rows.sort(key=lambda row: row[0])
        self.lines = [number for number, _ in rows]
        self.columns = [list(column) for column in zip(*(cells for _, cells in rows), strict=True)]


def said_separator(text: str) -> str:
    """Return the delimiter that a line "sep=;" on top names; "" where there is none."""
    match = _SEPARATOR.match(text[:20])
    return match[1] if match else ""


def first_records(text: str, delimiter: str, count: int) -> list[Line]:
    """Return the first records with their lines, whatever their quotation marks are like."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return list(islice(_numbered(reader), count))


def read_lines(text: str, delimiter: str = ",", head: int = 0) -> Texts | None:
    """Return header and columns; None if there is no line. Unreadable where a quotation mark is open or out of place.

    head is the place of the header among the records. Empty lines are passed over. A line that spans several has the
    number of its first.
    """
    csv.field_size_limit(min(sys.maxsize, MOST_BYTES))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    try:
        above = list(islice(_numbered(reader), head + 1))
        if len(above) <= head:
            return None
        texts = started(above, delimiter)
        start, row = reader.line_num + 1, _Rows(reader.line_num)
        while piece := list(islice(reader, PIECE)):
            _take(texts, piece, _numbers(piece, start, reader.line_num), row)
            start = reader.line_num + 1
    except csv.Error as error:
        words = "a quotation mark is open or out of place"
        reason = f"{words} ({error}); quote whole cells, double the marks inside"
        raise Unreadable(_line_of_error(text, delimiter), reason) from None
    _sort_early(texts, row, whole_end=text.endswith(("\n", "\r")))
    return texts


def started(above: Sequence[Line], delimiter: str) -> Texts:
    """Return texts without lines yet; the last of the given lines is the header."""
    number, cells = above[-1]
    header = [name.strip() for name in cells]
    return Texts(header, [[] for _ in header], above=list(above[:-1]), head=number, delimiter=delimiter)


def take_rows(texts: Texts, numbered: Iterable[Line]) -> None:
    """Take rows that are as wide as their sheet: what lies beyond the header stands in lines of another width."""
    lines = list(numbered)
    _take(texts, [cells for _, cells in lines], [number for number, _ in lines], _Rows(0))


def _numbered(reader: Iterator[list[str]]) -> Iterator[Line]:
    start = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield start, cells
        start = reader.line_num + 1  # type: ignore[attr-defined]


@dataclass(slots=True)
class _Rows:
    """Which rows of a spreadsheet the lines were: for what it leaves out at the ends of sixteen at once."""

    count: int
    empty: list[int] = field(default_factory=list)
    crooked: list[tuple[int, Line]] = field(default_factory=list)


def _take(texts: Texts, piece: list[list[str]], numbers: Sequence[int], row: _Rows) -> None:
    width = len(texts.header)
    if set(map(len, piece)) != {width}:
        numbers, piece = _straightened(texts, piece, numbers, row)
    row.count += len(piece)
    texts.lines += numbers
    for column, cells in zip(texts.columns, zip(*piece, strict=True), strict=False):
        column.extend(cells)


def _straightened(
    texts: Texts, piece: list[list[str]], numbers: Sequence[int], row: _Rows
) -> tuple[list[int], list[list[str]]]:
    """Cut empty cells beyond the header, add those of columns without a name; keep other lines apart."""
    width, needed = len(texts.header), _needed(texts.header)
    kept: list[list[str]] = []
    places: list[int] = []
    for at, (number, cells) in enumerate(zip(numbers, piece, strict=True), row.count):
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            del cells[width:]
        elif needed <= len(cells) < width:
            cells.extend([""] * (width - len(cells)))
        if len(cells) == width:
            places.append(number)
            kept.append(cells)
        elif any(cell.strip() for cell in cells):
            row.crooked.append((at, (number, cells)))
        else:
            row.empty.append(at)
    row.count += len(piece) - len(kept)
    return places, kept


def _needed(header: Sequence[str]) -> int:
    """Return how many cells reach the last column that has a name."""
    return max((at for at, name in enumerate(header, 1) if name), default=0)


def _sort_early(texts: Texts, row: _Rows, *, whole_end: bool) -> None:
    """Tell lines that a spreadsheet ended early from others: it does so for the same sixteen rows at once."""
    widths: dict[int, Counter[int]] = {}
    for at, (_, cells) in row.crooked:
        widths.setdefault(at // BLOCK, Counter())[len(cells)] += 1
    empty = Counter(at // BLOCK for at in row.empty)
    needed, last = _needed(texts.header), (row.count - 1) // BLOCK
    for at, line in row.crooked:
        block = at // BLOCK
        rows = row.count - block * BLOCK if block == last else BLOCK
        alone = widths[block][len(line[1])] + empty[block] == rows
        cut_off = block == last and not whole_end
        early = alone and block > 0 and not cut_off and len(line[1]) < needed
        (texts.early if early else texts.crooked).append(line)


def _numbers(piece: list[list[str]], start: int, end: int) -> Sequence[int]:
    if end - start + 1 == len(piece):
        return range(start, end + 1)
    numbers = []
    for cells in piece:
        numbers.append(start)
        start += 1 + sum(_breaks(cell) for cell in cells)
    return numbers


def _breaks(cell: str) -> int:
    return cell.count("\n") + cell.count("\r") - cell.count("\r\n")


def _line_of_error(text: str, delimiter: str) -> int:
    """Return the first line of the record that is out of order."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    start = 1
    try:
        for _ in reader:
            start = reader.line_num + 1
    except csv.Error:
        return start
    return start
