"""A text of cells as a book of one page: what stands between the cells is found, or asked where it can be two things.

A delimiter fits where most lines fall into the same number of cells by it. What stands in a cell is left as it is.
"""

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from codedesk.exchange.csv_lines import DELIMITERS, MOST_BYTES, PIECE, said_separator
from codedesk.exchange.decoding import Decoded
from codedesk.exchange.foreign.book import Book, BookPage

LOOKED_AT = 200
MOST_CELLS = 10_000_000
MOST = 0.6
_WITHIN_CELLS = re.compile(r"\d,\d|, ")


def table_of(name: str, page: str, decoded: Decoded, delimiter: str = "", *, plain: bool = False) -> Book:
    """Return the one page of a text. plain: where quotation marks do not hold, lines are cut as they are."""
    text = decoded.text
    told = said_separator(text)
    between = delimiter or told or delimiter_of(text)
    if not between:
        kinds = " or ".join(f"{words}s" for sign, words in DELIMITERS.items() if sign in text)
        return Book(name, reason=f"{kinds} may stand between its cells; say which", asks="delimiter")
    body = text.partition("\n")[2] if told else text
    try:
        rows = [row for piece in _pieces(body, between, strict=True) for row in piece]
    except csv.Error:
        if not plain:
            return Book(name, reason="a quotation mark is open or out of place; quote whole cells, double those inside")
        rows = [[cell or None for cell in line.split(between)] for line in body.splitlines()]
    except TooMany:
        return Book(name, reason=f"it has more than {MOST_CELLS // 1_000_000} million cells; split it")
    said = [decoded.said] if decoded.said else []
    if between != ",":
        said.append(f"{DELIMITERS.get(between, f'“{between}”')}s stand between its cells")
    return Book(name, (BookPage(page, rows),), said=tuple(said))


def delimiter_of(text: str) -> str:
    """Return what stands between the cells of a text; "" where it can be two things, a comma where there is one column.

    A tab or a bar is never part of a value. A semicolon goes before a comma that only stands in numbers and names:
    "7,5" and "Okoro, Ana".
    """
    fits = [sign for sign in DELIMITERS if _share(text, sign) >= MOST]
    if not fits:
        there = [sign for sign in DELIMITERS if sign in text]
        return "," if not there else there[0] if len(there) == 1 else ""
    for sign in ("\t", "|"):
        if sign in fits:
            return sign
    if len(fits) > 1:
        cells = ";".join(cell for row in _first(text, ";") for cell in row)
        return "" if "," in _WITHIN_CELLS.sub("", cells) else ";"
    return fits[0]


class TooMany(Exception):
    """The text has more cells than are read."""


def _share(text: str, sign: str) -> float:
    """Return how many of the first lines fall into the most usual number of cells, of two or more."""
    widths = Counter(len(row) for row in _first(text, sign) if any(row))
    usual = max((many for width, many in widths.items() if width > 1), default=0)
    return usual / (widths.total() or 1)


def _first(text: str, sign: str) -> list[list[str]]:
    try:
        return list(islice(_reader(text, sign, strict=False), LOOKED_AT))
    except csv.Error:
        return []


def _reader(text: str, sign: str, *, strict: bool) -> Iterator[list[str]]:
    csv.field_size_limit(min(sys.maxsize, MOST_BYTES))
    return csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=strict)


def _pieces(text: str, sign: str, *, strict: bool) -> Iterator[list[list[str | None]]]:
    """Yield the rows in pieces, so that another thread gets its turn; an empty cell is None."""
    reader, count = _reader(text, sign, strict=strict), 0
    while piece := list(islice(reader, PIECE)):
        count += sum(map(len, piece))
        if count > MOST_CELLS:
            raise TooMany
        yield [[cell or None for cell in row] for row in piece]
