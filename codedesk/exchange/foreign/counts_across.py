"""Columns of counts whose heads nobody knows: work types side by side, or coders, for a person to decide.

Numbers of employees, lines and files are no counts: their heads say so, or their zeros.
"""

import re
from collections.abc import Mapping, Sequence

from codedesk.exchange.foreign.column_values import is_figure, whole_number
from codedesk.exchange.foreign.columns import ColumnFound
from codedesk.exchange.foreign.heads import HeadCell, reads_as_person
from codedesk.exchange.foreign.matching import words_of
from codedesk.exchange.foreign.values import text_of

_MOST = 0.8
# Words of heads over numbers that count nothing.
_OF_NUMBERS = (
    "id ids no nr num nbr number code key phone ext zip tz timezone offset file badge npi ssn seq rank rate cost "
    "amount price fee charge charges usd eur week year level grade version revision room bed age score percent"
)
_NUMBERED = re.compile(r"0\d")
_NO_COUNT = frozenset(_OF_NUMBERS.split())


def names_across(columns: Sequence[ColumnFound], says: Mapping[str, str]) -> None:
    """Take columns of counts with unknown heads for types, beside such of known types too, or for coders.

    They are coders where nobody is named otherwise and all heads are written as names are. A person decides it.
    """
    told = {noun for column in columns for noun in (column.meaning, *column.says)} | set(says)
    silent = [column for column in columns if not column.meaning and not column.says and column.head and column.filled]
    figures = [column for column in silent if column.share(is_figure) > _MOST and not _numbers(column)]
    if len(figures) > 1 and "coder" not in told and all(reads_as_person(column.head) for column in figures):
        for column in figures:
            column.found = HeadCell("charts", (("coder", column.head),), 0)
            column.meaning, column.why, column.is_open = "charts", "numbers under names of persons", True
        return
    _several_counts(columns)
    _types_across(columns)


def _several_counts(columns: Sequence[ColumnFound]) -> None:
    """Take columns of charts that only a part of their heads says to be such for charts of types, none for another."""
    for column in columns:
        if column.found.meaning == "charts" and column.found.sure == 1 and column.meaning == "-" and _counts(column):
            first = next((each for each in columns if each.meaning == "charts" and not each.says), None)
            for each in (column, first):
                if each is not None and each.found.sure == 1:
                    each.found = HeadCell("charts", (("work_type", each.head),), 0)
                    each.meaning, each.why, each.is_open = "charts", "charts beside other charts", True


def _types_across(columns: Sequence[ColumnFound]) -> None:
    if any(column.meaning == "work_type" and column.filled for column in columns):
        return
    known = [column for column in columns if column.meaning == "charts" and "work_type" in column.says]
    if not known and any(column.meaning in ("charts", "total") for column in columns if not column.says):
        return
    for column in columns:
        unknown = not column.meaning and not column.says and column.head and column.filled
        if unknown and _counts(column):
            column.found = HeadCell("charts", (("work_type", column.head),), 0)
            column.meaning, column.why, column.is_open = "charts", "whole numbers under a name", True


def _counts(column: ColumnFound) -> bool:
    """Tell whether a column has whole numbers that count something."""
    return column.share(whole_number) > _MOST and not _numbers(column)


def _numbers(column: ColumnFound) -> bool:
    """Tell whether a column has numbers of things: its head says so, or one is written as they are, 00123."""
    numbered = any(_NUMBERED.match(text_of(cell)) for cell in column.filled)
    return numbered or bool(_NO_COUNT & set(words_of(column.head).split()))
