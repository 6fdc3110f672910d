"""What the figures of a period are made from: its log, and the lists that it is read with. Queries only, no formula.

Days become whole days since 1 January 1970; coders and work types become positions in lists ordered by name.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from sqlalchemy import Connection
from sqlmodel import Session

from codedesk.metrics.ledgers import joined
from codedesk.metrics.memo import once
from codedesk.metrics.pace import Days, Ledger, Lines, ledger_of
from codedesk.metrics.rates import Assumed
from codedesk.metrics.standards import Floats, Ramps, Standards
from codedesk.metrics.tallies import LogTally, Tally, runs_of
from codedesk.periods import Period, day_label
from codedesk.services.figures.columns import (
    columns,
    day_numbers,
    day_of,
    floats,
    ints,
    live,
    matching,
    ordinal,
    positions,
    raw_columns,
    rows,
    table,
)
from codedesk.services.figures.lists import Lists, Person, lists_of
from codedesk.services.figures.log import LogColumns, log_of
from codedesk.services.figures.month_numbers import before_the_year

__all__ = [
    "Frames", "columns", "day_numbers", "day_of", "floats", "frames_of", "ints", "live", "matching",
    "ordinal", "positions", "raw_columns", "read_charts", "rows", "table",
]  # fmt: skip


@dataclass(frozen=True)
class Frames:
    """The log of a period, with the standards and ramps of all time. accuracy: the department's, nan if none is set.

    log: where days outside the period are found. opens: how many months lie before the first whole year.
    """

    lists: Lists
    log: LogColumns
    tallies: tuple[LogTally, ...]
    opens: int

    @cached_property
    def runs(self) -> tuple[Tally, ...]:
        """The tallies by years, as far as all of a year are there."""
        return runs_of(self.tallies, self.opens)

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger of the whole period."""
        return joined([each.ledger for each in self.tallies])

    @property
    def people(self) -> tuple[Person, ...]:
        """The coders by name."""
        return self.lists.people

    @property
    def person_at(self) -> dict[int, int]:
        """The place of each coder by number."""
        return self.lists.person_at

    @property
    def work_types(self) -> tuple[str, ...]:
        """The names of the work types in the manager's order."""
        return self.lists.work_types

    @property
    def work_type_at(self) -> dict[int, int]:
        """The place of each work type by number."""
        return self.lists.work_type_at

    @property
    def usual_hours(self) -> float:
        """The department's usual hours a day."""
        return self.lists.usual_hours

    @property
    def accuracy(self) -> float:
        """The department's accuracy standard as a fraction, nan if none is set."""
        return self.lists.accuracy

    @property
    def standards(self) -> Standards:
        """The standards of all time."""
        return self.lists.standards

    @property
    def ramps(self) -> Ramps:
        """The ramp steps of all time."""
        return self.lists.ramps

    @once
    def stated(self, rows: tuple[int, ...]) -> str:
        """Say standards by their rows, each with the day from which on it holds."""
        known = self.standards
        said = (f"{known.stated[row]}, from {day_label(day_of(known.from_day[row]))}" for row in rows)
        return "; ".join(said) or "no standard"

    @property
    def days(self) -> Days:
        """The work days of known coders."""
        return self.ledger.days

    @property
    def lines(self) -> Lines:
        """The work lines whose charts are entered."""
        return self.ledger.lines

    def assuming(self, work_type_id: int, assumed: Assumed) -> "Frames":
        """Return the same log read by the standards with another laid over them; these frames stay as they are.

        The lists say that they are others, so that nothing that is kept of the log is taken for what they make of it.
        """
        standards = self.standards.with_one(assumed, self.work_type_at[work_type_id])
        lists = replace(self.lists, standards=standards, source=(*self.lists.source, work_type_id, assumed))
        ledgers = (ledger_of(each.ledger.days, each.ledger.lines, standards, self.ramps) for each in self.tallies)
        size = len(self.people), len(self.work_types), len(standards.rate)
        return Frames(lists, self.log, tuple(LogTally.of(ledger, *size) for ledger in ledgers), self.opens)

    def keep_ledgers(self) -> None:
        """Make the ledgers now, and keep them: weeks are then made of these, and not of others that are let go."""
        for each in self.runs:
            each.keep_ledger()


def frames_of(session: Session, period: Period) -> Frames:
    """Return what the figures of a period need, except the audits; what was read before is not read again."""
    lists, log = lists_of(session), log_of(session)
    tallies = log.tallies(session.connection(), period, lists)
    return Frames(lists, log, tallies, before_the_year(period.start))


def read_charts(connection: Connection, frames: Frames, coder: int, period: Period) -> Floats:
    """Return the charts that a coder (by position) logged in a period, by work type."""
    tallies = frames.log.tallies(connection, period, frames.lists)
    return np.asarray(sum(each.of_types["charts"][coder] for each in tallies))
