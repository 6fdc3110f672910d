"""Ledgers in pieces: a piece cut out of one by its days, and pieces put together again. No SQL, no Qt.

Days and lines stand in order of their days here; the lines of a day stand together.
"""

from collections.abc import Sequence
from dataclasses import fields

import numpy as np

from codedesk.metrics.pace import Days, Ledger, Lines

_OF_DAYS = ("counted", "missing", "over_excused", "gross", "removed", "expected", "mixed_by_earned")
_OF_LINES = ("standard", "paid_basis", "earned", "share")


def between(ledger: Ledger, first: int, last: int) -> Ledger:
    """Return the days of a ledger from first to last, both included, with their lines; views, no copies."""
    start, stop = np.searchsorted(ledger.days.day, [first, last + 1]).tolist()
    if start == 0 and stop == len(ledger.days.day):
        return ledger
    opens, ends = np.searchsorted(ledger.lines.day, [start, stop]).tolist()
    days, lines = slice(start, stop), slice(opens, ends)
    return Ledger(
        days=Days(*(getattr(ledger.days, each.name)[days] for each in fields(Days))),
        lines=Lines(
            ledger.lines.day[lines] - start, *(getattr(ledger.lines, name)[lines] for name in _rest_of_lines())
        ),
        **{name: getattr(ledger, name)[days] for name in _OF_DAYS},
        **{name: getattr(ledger, name)[lines] for name in _OF_LINES},
    )


def joined(ledgers: Sequence[Ledger]) -> Ledger:
    """Put ledgers together that follow each other in time; there must be at least one."""
    if len(ledgers) == 1:
        return ledgers[0]
    opens = np.cumsum([0, *(len(each.days.day) for each in ledgers[:-1])])
    day = np.concatenate([ledger.lines.day + start for ledger, start in zip(ledgers, opens, strict=True)])
    return Ledger(
        days=Days(*(np.concatenate([getattr(each.days, of.name) for each in ledgers]) for of in fields(Days))),
        lines=Lines(
            day, *(np.concatenate([getattr(each.lines, name) for each in ledgers]) for name in _rest_of_lines())
        ),
        **{name: np.concatenate([getattr(each, name) for each in ledgers]) for name in (*_OF_DAYS, *_OF_LINES)},
    )


def _rest_of_lines() -> tuple[str, ...]:
    return tuple(each.name for each in fields(Lines) if each.name != "day")
