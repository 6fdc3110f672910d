"""CSV text to columns of texts, with the number of each line; lines of another width than the header kept apart.

Only the form of CSV; what a cell means lives in csv_reading. Lines are turned into columns piece by piece, because
a hundred thousand small lists are dear to keep.
"""

import csv
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

PIECE = 2_000
MOST_BYTES = 500_000_000
Line = tuple[int, list[str]]


class Unreadable(Exception):
    """The text is not CSV: the line from which on, and why."""

    def __init__(self, line: int, reason: str) -> None:
        """Keep the line and the reason."""
        super().__init__(reason)
        self.line = line
        self.reason = reason


@dataclass(slots=True)
class Texts:
    """The lines of a file: header, a list of texts per column, line numbers, and lines of another width."""

    header: list[str]
    columns: list[list[str]]
    lines: list[int] = field(default_factory=list)
    crooked: list[Line] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many lines there are under the header."""
        return len(self.lines) + len(self.crooked)


def read_lines(text: str) -> Texts | None:
    """Return header and columns; None if there is no line. Unreadable where a quotation mark is open or out of place.

    Empty lines are passed over. A line that spans several has the number of its first.
    """
    csv.field_size_limit(min(sys.maxsize, MOST_BYTES))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next((cells for cells in reader if cells), None)
        if header is None:
            return None
        texts = Texts([name.strip() for name in header], [[] for _ in header])
        start = reader.line_num + 1
        while piece := list(islice(reader, PIECE)):
            _take(texts, piece, _numbers(piece, start, reader.line_num))
            start = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(_line_of_error(text), str(error)) from None
    return texts


def _take(texts: Texts, piece: list[list[str]], numbers: Sequence[int]) -> None:
    width = len(texts.header)
    if set(map(len, piece)) != {width}:
        pairs = list(zip(numbers, piece, strict=True))
        texts.crooked += [(number, cells) for number, cells in pairs if cells and len(cells) != width]
        numbers = [number for number, cells in pairs if len(cells) == width]
        piece = [cells for cells in piece if len(cells) == width]
    texts.lines += numbers
    for column, cells in zip(texts.columns, zip(*piece, strict=True), strict=False):
        column.extend(cells)


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


def _line_of_error(text: str) -> int:
    """Return the first line of the record that is out of order."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for _ in reader:
            start = reader.line_num + 1
    except csv.Error:
        return start
    return start
