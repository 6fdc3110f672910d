"""Tables that stand side by side on one sheet, as a page each: a column of days and counts for every coder.

Each page keeps all rows and the places of its columns, so that a cell is named as a spreadsheet names it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from codedesk.exchange.foreign.book import Book, BookPage, Row, letters
from codedesk.exchange.foreign.heads import HeadReader
from codedesk.exchange.foreign.values import text_of
from codedesk.services.files.known_names import KnownNames

_LOOKED_AT = 60
_ALIKE, _LEAST = 0.6, 2
_FIRST = ("date", "month", "week", "weekday", "coder", "work_type")
_PART = re.compile(r" \[[A-Z]+:[A-Z]+\]$")
_COUNTED = re.compile(r"\d+$")


def apart(book: Book) -> Book:
    """Return a book with a page for each of the tables that stand side by side under the same heads."""
    if book.own:
        return book
    reader = HeadReader(KnownNames())
    pages = tuple(part for page in book.pages for part in _parts(page, reader))
    return book if len(pages) == len(book.pages) else replace(book, pages=pages)


def title_of(name: str) -> str:
    """Return what a sheet is called, of a part of it too: "Feb" of "Feb [F:I]"."""
    return _PART.sub("", name)


def _parts(page: BookPage, reader: HeadReader) -> list[BookPage]:
    for row in page.rows[:_LOOKED_AT]:
        starts = _starts(row, reader)
        if starts:
            width = max(map(len, page.rows))
            return [_part(page, first, end) for first, end in pairwise([*starts, width])]
    return [page]


def _starts(row: Row, reader: HeadReader) -> list[int]:
    """Return where the tables begin whose heads stand in a row; nothing where they are not several."""
    texts = [_COUNTED.sub("", text_of(cell)).casefold() for cell in row]
    filled = [place for place, text in enumerate(texts) if text]
    if len(filled) < 2 * _LEAST or reader.read(row[filled[0]]).meaning not in _FIRST:
        return []
    starts = [place for place in filled if texts[place] == texts[filled[0]]]
    heads = [{text for text in texts[first:end] if text} for first, end in pairwise([*starts, len(texts)])]
    alike = all(len(each & heads[0]) >= _ALIKE * max(len(each), len(heads[0])) for each in heads)
    return starts if len(starts) > 1 and alike and min(map(len, heads)) >= _LEAST else []


def _part(page: BookPage, first: int, end: int) -> BookPage:
    """Return the columns of a page from a place on until another; the others are empty."""

    def own(place: int) -> bool:
        return first <= place < end

    before: list[None] = [None] * first
    rows: Sequence[Row] = [[*before, *row[first:end]] for row in page.rows]
    return BookPage(
        f"{page.name} [{letters(first)}:{letters(end - 1)}]",
        rows,
        page.hidden,
        page.hidden_rows,
        tuple(each for each in page.merged if own(each[1])),
        tuple(each for each in page.doubts if own(each[1])),
        {at: words for at, words in page.comments.items() if own(at[1])},
    )
