"""Ledgers in pieces: a piece cut out of one by its days, and pieces put together again. No SQL, no Qt.

Days and lines stand in order of their days here; the lines of a day stand together.
"""

from collections.abc import Sequence
from dataclasses import fields

import numpy as np

from codedesk.metrics.pace import Days, Ledger, Lines

_OF_DAYS = ("counted", "missing", "over_excused", "gross", "removed", "expected", "mixed_by_earned")
_OF_LINES = ("standard", "paid_basis", "earned", "share")


def between(book: Ledger, first: int, last: int) -> Ledger:
    """Return the days of a ledger from first to last, both included, with their lines; views, no copies."""
    start, stop = np.searchsorted(book.days.day, [first, last + 1]).tolist()
    if start == 0 and stop == len(book.days.day):
        return book
    opens, ends = np.searchsorted(book.lines.day, [start, stop]).tolist()
    days, lines = slice(start, stop), slice(opens, ends)
    return Ledger(
        days=Days(*(getattr(book.days, each.name)[days] for each in fields(Days))),
        lines=Lines(book.lines.day[lines] - start, *(getattr(book.lines, name)[lines] for name in _rest_of_lines())),
        **{name: getattr(book, name)[days] for name in _OF_DAYS},
        **{name: getattr(book, name)[lines] for name in _OF_LINES},
    )


def joined(books: Sequence[Ledger]) -> Ledger:
    """Put ledgers together that follow each other in time; there must be at least one."""
    if len(books) == 1:
        return books[0]
    opens = np.cumsum([0, *(len(book.days.day) for book in books[:-1])])
    day = np.concatenate([book.lines.day + start for book, start in zip(books, opens, strict=True)])
    return Ledger(
        days=Days(*(np.concatenate([getattr(book.days, each.name) for book in books]) for each in fields(Days))),
        lines=Lines(day, *(np.concatenate([getattr(book.lines, name) for book in books]) for name in _rest_of_lines())),
        **{name: np.concatenate([getattr(book, name) for book in books]) for name in (*_OF_DAYS, *_OF_LINES)},
    )


def _rest_of_lines() -> tuple[str, ...]:
    return tuple(each.name for each in fields(Lines) if each.name != "day")
