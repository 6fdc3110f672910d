"""Stored rows as columns of numbers, whatever the table. Queries only, no formula.

Days become whole days since 1 January 1970; what is empty becomes nan.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnClause, Connection, Select, Table, literal_column

from codedesk import models
from codedesk.metrics.standards import EVERY_WORK_TYPE, Floats, Ints

Values = npt.NDArray[np.object_]

EPOCH = date(1970, 1, 1)
_PIECE = 4096
_MOST_LOOKED_UP = 10_000
# Written out, not bound: so that the indexes over live rows serve.
LIVE: ColumnClause[Any] = literal_column("false")


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of texts, and which of them each row holds; the same text may stand in several places."""

    at: Ints
    texts: tuple[str, ...]

    @classmethod
    def of(cls, values: Iterable[str]) -> "TextColumn":
        """Take the text of each row."""
        place: dict[str, int] = {}
        at = ints([place.setdefault(value, len(place)) for value in values])
        return cls(at, tuple(place))

    @classmethod
    def joined(cls, columns: Sequence["TextColumn"]) -> "TextColumn":
        """Put columns behind each other; texts that they share are there once."""
        every, texts, opens = {id(each.texts): each.texts for each in columns}, list[str](), dict[int, int]()
        for shared, own in every.items():
            opens[shared] = len(texts)
            texts += own
        at = [each.at + opens[id(each.texts)] for each in columns]
        return cls(np.concatenate([np.zeros(0, np.int64), *at]), tuple(texts))

    def of_rows(self, rows: Ints) -> "TextColumn":
        """Return the column of these rows."""
        return TextColumn(self.at[rows], self.texts)

    def each(self) -> tuple[str, ...]:
        """Return the text of each row."""
        return tuple([self.texts[at] for at in self.at.tolist()])

    def numbers(self, of: Mapping[str, int]) -> Ints:
        """Return the number of the text of each row; every text must have one."""
        return ints([of[text] for text in self.texts])[self.at]


def table(name: str) -> Table:
    """Return a stored table."""
    return models.metadata().tables[name]


def live(stored: Table) -> Any:
    """Say that a row is not voided."""
    return stored.c.voided == LIVE


def rows(connection: Connection, question: Select[Any]) -> list[tuple[Any, ...]]:
    """Return the plain rows of a question."""
    return list(map(tuple, connection.execute(question).all()))


def raw_columns(
    connection: Connection, question: Select[Any], width: int, asked: Mapping[str, object] | None = None
) -> list[Values]:
    """Return the columns of a question as the driver gives them: for many rows of numbers, and days as text or dates.

    This spares SQLAlchemy's row objects; rows are let go piece by piece, so that the garbage collector, which would
    look at all of them again and again, never sees many.
    """
    result = connection.execute(question, asked)
    assert result.cursor is not None
    pieces = [np.empty((0, width), dtype=object)]
    while found := result.cursor.fetchmany(_PIECE):
        values = np.fromiter(chain.from_iterable(found), dtype=object, count=width * len(found))
        pieces.append(values.reshape(len(found), width))
    result.close()
    return list(np.concatenate(pieces).T)


def columns(found: Sequence[tuple[Any, ...]], width: int) -> list[tuple[Any, ...]]:
    """Turn rows into columns, empty ones where there is no row."""
    return list(zip(*found, strict=True)) if found else [()] * width


def ints(values: Sequence[int] | Values) -> Ints:
    """Return whole numbers as an array."""
    return np.array(values, dtype=np.int64)


def floats(values: Sequence[float | None] | Values | Floats | Ints) -> Floats:
    """Return numbers as an array, nan for None."""
    return np.array(values, dtype=np.float64)


def ordinal(day: date) -> int:
    """Return the number of a day."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """Return the day of a number."""
    return EPOCH + timedelta(int(number))


def day_numbers(values: Sequence[object] | Values) -> Ints:
    """Return the numbers of days given as dates or as ISO text (which saves making dates of them)."""
    given = values.tolist() if isinstance(values, np.ndarray) else values
    days = list(dict.fromkeys(given))
    number = dict(zip(days, np.array(days, dtype="datetime64[D]").astype(np.int64).tolist(), strict=True))
    return ints([number[day] for day in given])


def positions(values: Sequence[int | None] | Values | Floats | Ints, at: Mapping[int, int]) -> Ints:
    """Return the position of each number, -1 for None or one that is not there."""
    wanted = floats(values)
    if not at:
        return np.full(len(wanted), EVERY_WORK_TYPE, np.int64)
    ids = np.array(sorted(at), np.int64)
    places = ints([at[key] for key in ids.tolist()])
    if ids[0] >= 0 and ids[-1] < _MOST_LOOKED_UP:
        return _looked_up(wanted, ids, places)
    row = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return np.where(ids[row] == wanted, places[row], EVERY_WORK_TYPE)


def _looked_up(wanted: Floats, ids: Ints, places: Ints) -> Ints:
    """Return what positions does by a table with a place for every number: quicker where they are small."""
    last = int(ids[-1]) + 1
    every = np.full(last + 1, EVERY_WORK_TYPE, np.int64)
    every[ids] = places
    known = (wanted >= 0) & (wanted < last)
    return np.asarray(every[np.where(known, wanted, last).astype(np.int64)])


def matching(wanted: Ints | Floats, ids: Ints) -> tuple[Ints, Any]:
    """Return the rows of those wanted numbers that are among ids (in rising order), and which these are."""
    at = np.minimum(np.searchsorted(ids, wanted), max(len(ids) - 1, 0))
    keep = ids[at] == wanted if len(ids) else np.zeros(len(wanted), np.bool_)
    return at[keep], keep
