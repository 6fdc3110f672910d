"""Pay codes of time cards: which are hours worked, and which are paid on top of hours that stand there already."""

from collections.abc import Sequence

from codedesk.exchange.foreign.column_values import is_number
from codedesk.exchange.foreign.columns import ColumnFound
from codedesk.exchange.foreign.heads import HeadCell
from codedesk.exchange.foreign.matching import words_of

_REGULAR = frozenset(["reg", "regular", "straight", "base", "hourly", "worked", "work", "st", "productive"])
_OVERTIME = frozenset(["ot", "ot1", "ot2", "overtime", "dt", "double", "doubletime"])
_BESIDE = frozenset(["hours", "hrs", "hr", "h", "pay", "time", "total", "rate", "1", "2"])
_MOST = 0.8
_UNPAID = frozenset(["lwop", "unpaid", "jury", "military", "disability", "suspension"])


def is_worked(code: str) -> bool:
    """Tell whether a pay code, or the head of a column of hours, says hours worked: REG, OT, Regular Hours."""
    words = set(words_of(code).split()) - _BESIDE
    return bool(words) and words <= _REGULAR | _OVERTIME


def is_unpaid(code: str) -> bool:
    """Tell whether a pay code is of time that is no paid work, beside the absences that everybody knows."""
    return bool(_UNPAID & set(words_of(code).split()))


def settle_pay(columns: Sequence[ColumnFound], meaning: str) -> None:
    """Take hours worked that stand in columns by pay code, regular beside overtime, as parts of what was worked."""
    worked = [column for column in columns if column.share(is_number) > _MOST and is_worked(column.head)]
    overtime = [column for column in worked if _OVERTIME & set(words_of(column.head).split())]
    parts = worked if overtime and len(overtime) < len(worked) else []
    if not parts:
        return
    for column in columns:
        if column in parts:
            column.found, column.meaning, column.why = HeadCell(meaning, (), 2), meaning, "hours worked, by pay code"
        elif column.meaning in ("paid", "hours") and not column.says:
            column.meaning, column.why = "-", "regular hours and overtime stand beside it"
