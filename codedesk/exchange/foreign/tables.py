"""A text of cells as a book of one page: what stands between the cells is found, or asked where it can be two things.

A delimiter fits where most lines, from the first of the table on, fall into the same number of cells by it. What stands
in a cell is left as it is, but for what only programs put around it: ="001", and the signs of a table in Markdown.
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
from codedesk.exchange.foreign import fixed_places
from codedesk.exchange.foreign.book import Book, BookPage

LOOKED_AT = 200
MOST_CELLS = 10_000_000
MOST = 0.6
_WITHIN_CELLS = re.compile(r"\d,\d|, ")
_GUARDED = re.compile(r'^="([^"]*)"$')
_MARKED = re.compile(r"(\*\*|__|`)(.+)\1")
_RULE = re.compile(r"\|?(?: *:?-{2,}:? *\|)+(?: *:?-{2,}:? *)?", re.MULTILINE)
FEWEST_ROWS = 3


def table_of(name: str, page: str, decoded: Decoded, delimiter: str = "", *, plain: bool = False) -> Book:
    """Return the one page of a text. plain: where quotation marks do not hold, lines are cut as they are."""
    text = decoded.text
    told = said_separator(text)
    if not (delimiter or told) and "\t" not in text and (cut := fixed_places.cells_of(text)):
        places = ("the columns stand at fixed places of its lines", *filter(None, (decoded.said,)))
        return Book(name, (BookPage(page, cut),), said=places)
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
    rows = list(_bare(rows, marked=between == "|" and bool(_RULE.search(text)), guarded='="' in text))
    said = [decoded.said] if decoded.said else []
    if between != ",":
        said.append(f"{DELIMITERS.get(between, f'“{between}”')}s stand between its cells")
    return Book(name, (BookPage(page, rows),), said=tuple(said))


def delimiter_of(text: str) -> str:
    """Return what stands between the cells of a text; "" where it can be two things, a comma where there is one column.

    A tab or a bar is never part of a value. A semicolon goes before a comma that only stands in numbers and names:
    "7,5" and "Okoro, Ana".
    """
    found = {sign: _share(text, sign) for sign in DELIMITERS}
    fits = [sign for sign, (share, _) in found.items() if share >= MOST]
    most = max(rows for _, rows in found.values())
    fits = [sign for sign in fits if found[sign][1] * FEWEST_ROWS >= most]
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


def _share(text: str, sign: str) -> tuple[float, int]:
    """Return how many of the first lines fall into the most usual number of cells, of two or more, and their number.

    The share is of the lines from the first such line on: what stands above a table is no part of it.
    """
    widths = [len(row) for row in _first(text, sign) if any(row)]
    usual = Counter(width for width in widths if width > 1).most_common(1)
    if not usual:
        return 0.0, 0
    width, many = usual[0]
    return many / (len(widths) - widths.index(width)), many


def _bare(rows: list[list[str | None]], *, marked: bool, guarded: bool) -> Iterator[list[str | None]]:
    """Yield the rows without what programs put around cells; of a table in Markdown its line of dashes is empty."""
    for row in rows:
        if marked:
            told = [_MARKED.sub(r"\2", cell.strip()) if cell else None for cell in row]
            yield [] if _RULE.fullmatch("|".join(cell or "" for cell in row).strip()) else told
        elif guarded:
            yield [cell and _GUARDED.sub(r"\1", cell) for cell in row]
        else:
            yield row


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
