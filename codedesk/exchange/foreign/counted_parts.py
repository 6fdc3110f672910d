"""Counts that stand in several columns of an audit: of diagnoses and of procedures, say, and perhaps their total.

The total goes before its parts; without one the parts are added, and none is dropped.
"""

from collections.abc import Sequence

from codedesk.exchange.foreign.columns import ColumnFound
from codedesk.exchange.foreign.matching import words_of

_COUNTS = ("reviewed", "correct", "errors", "matched")
_WORDS = "codes code reviewed audited total number of count errors error correct possible all overall"
_BARE = frozenset(_WORDS.split())


def settle_parts(columns: Sequence[ColumnFound]) -> None:
    """Leave parts out where their total stands beside them."""
    for meaning in _COUNTS:
        several = [column for column in columns if column.meaning == meaning and column.filled and not column.says]
        totals = [column for column in several if set(words_of(column.head).split()) <= _BARE]
        for column in several if totals else ():
            if column is not totals[0]:
                column.meaning, column.why = "-", f"“{totals[0].head}” has the whole of it"


def parts_of(columns: Sequence[ColumnFound]) -> list[ColumnFound]:
    """Return the columns whose counts are added."""
    several = [[column for column in columns if column.meaning == meaning and column.filled] for meaning in _COUNTS]
    return [column for same in several if len(same) > 1 for column in same]
