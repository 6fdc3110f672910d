"""Tables of different kinds one below the other on one sheet, charts and then audits, say: a page each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from codedesk.exchange.foreign.book import Book, BookPage, Row
from codedesk.exchange.foreign.heads import HeadReader
from codedesk.exchange.foreign.values import text_of
from codedesk.services.files.known_names import KnownNames

_FEWEST_HEADS = 3
_LOOKED_AT = 5_000
_WORK = frozenset(["charts", "hours", "minutes", "seconds", "paid", "start", "time", "charts_hours"])
_AUDITS = frozenset(["accuracy", "records", "reviewed", "correct", "errors", "matched", "drg_right", "records_right"])
_RATES = frozenset(["per_hour", "per_day", "per_week", "minutes_per_chart"])


def one_below_other(book: Book) -> Book:
    """Return a book with a page for each table that stands below one of another kind, its rows where they stood."""
    reader = HeadReader(KnownNames())
    pages = tuple(part for page in book.pages for part in _parts(page, _starts(page, reader)))
    return book if book.own or len(pages) == len(book.pages) else replace(book, pages=pages)


def _starts(page: BookPage, reader: HeadReader) -> list[int]:
    """Return the places of the rows at which another kind of table begins."""
    starts, last = list[int](), ""
    for at, row in enumerate(page.rows if len(page.rows) <= _LOOKED_AT else ()):
        kind = _kind(row, reader)
        if kind and last and kind != last:
            starts.append(_begin(page.rows, at))
        last = kind or last
    return starts


def _kind(row: Row, reader: HeadReader) -> str:
    """Return what a row would be the head of; "" where it is no head."""
    texts = [text_of(cell) for cell in row if text_of(cell)]
    if len(texts) < _FEWEST_HEADS or any(text[:1].isdecimal() for text in texts):
        return ""
    meanings = {cell.meaning for cell in map(reader.read, row) if cell.meaning}
    if len(meanings) < _FEWEST_HEADS:
        return ""
    return "standards" if meanings & _RATES else "work" if meanings & _WORK else "audits" if meanings & _AUDITS else ""


def _begin(rows: Sequence[Row], head: int) -> int:
    """Return the first row of a table: of the lines right above its head."""
    at = head
    while at and any(map(text_of, rows[at - 1])) and sum(bool(text_of(cell)) for cell in rows[at - 1]) == 1:
        at -= 1
    return at


def _parts(page: BookPage, starts: Sequence[int]) -> Iterator[BookPage]:
    if not starts:
        yield page
        return
    for number, (first, last) in enumerate(pairwise([0, *starts, len(page.rows)]), 1):
        name = page.name if number == 1 else f"{page.name} ({number})"
        rows: list[Row] = [*([()] * first), *page.rows[first:last]]
        own = range(first + 1, last + 1)
        yield BookPage(
            name,
            rows,
            page.hidden,
            frozenset(row for row in page.hidden_rows if row in own),
            tuple(each for each in page.merged if each[0] in own),
            tuple(each for each in page.doubts if each[0] in own),
            {at: words for at, words in page.comments.items() if at[0] in own},
        )
