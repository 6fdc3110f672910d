"""What a piece of the log adds up to, by coder: all sums that a pace is made of. No SQL, no Qt.

Pieces that follow each other are added up: what a period says is the sum of what its months say, so that a change in
one month costs that month. Nothing is divided here, except by what stands in the same line.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, partial
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

import numpy as np

from codedesk.metrics.daily_work import DailyWork
from codedesk.metrics.due_days import Logged
from codedesk.metrics.pace import Ledger, Pools, pooled, sums
from codedesk.metrics.prints import printed, row_prints
from codedesk.metrics.standards import Bools, Floats, Ints
from codedesk.metrics.week_runs import WeekRun, run_of
from codedesk.metrics.week_sums import WeekSums, week_sums
from codedesk.metrics.weekly_work import Weeks

T = TypeVar("T")
DUST = 1e-9
_YEAR = 12
OF_TYPES = (
    "charts", "charts_without", "lines", "counted", "unknown", "without_unknown", "hours", "net", "expected", "ramped",
    "paid_basis",
)  # fmt: skip
OF_DAYS = ("missing", "over_excused", "by_lines", "idle", "by_earned", "ramped")


class ByStandard(NamedTuple):
    """What the counted lines with a standard hold, by coder and standard.

    charts; weighted: charts times weight; earned hours, those of a paid basis before utilisation; earned_known: those
    of the lines whose hours are known.
    """

    charts: Floats
    weighted: Floats
    earned: Floats
    earned_known: Floats


@dataclass(frozen=True)
class LogTally:
    """One ledger, added up for so many coders, work types and standards. Tables are coders × one of these.

    make: makes the ledger; it must be pure. Tables of one shape lie in one array (sums_of_…), so that many pieces are
    added up a piece at a time.
    """

    make: Callable[[], Ledger]
    coders: int
    types: int
    standards: int

    @classmethod
    def of(cls, ledger: Ledger, coders: int, types: int, standards: int) -> "LogTally":
        """Take a ledger that is there."""
        made = cls(lambda: ledger, coders, types, standards)
        made.__dict__["ledger"] = ledger
        return made

    @cached_property
    def ledger(self) -> Ledger:
        """Return every day and line with its hours. It is kept; who asks for the weeks alone has it made and let go."""
        return self.make()

    def keep_ledger(self) -> None:
        """Make the ledger now, and keep it: weeks are then made of it, and not of another that is let go."""
        self.__dict__["ledger"] = self.ledger

    @cached_property
    def pools(self) -> Pools:
        """Return the sums of each coder."""
        return Pools(*self.sums_of_pools)

    @cached_property
    def sums_of_pools(self) -> Floats:
        """Return the pools of each coder, one row for each of them."""
        made = pooled(self.ledger, self.ledger.days.coder, self.coders)
        return np.stack([getattr(made, each.name) for each in fields(Pools)])

    @cached_property
    def weeks(self) -> WeekSums:
        """Return the sums of each coder and week."""
        return week_sums(self.__dict__.get("ledger") or self.make(), self.coders, self.standards)

    def after(self, others: tuple["LogTally", ...], name: str, make: Callable[[], T]) -> T:
        """Return what make makes of others and this one; kept by name as long as it comes after the very same ones."""
        held: dict[str, T] = self._held_after(others)
        if name not in held:
            held[name] = make()
        return held[name]

    def holds_after(self, others: tuple["LogTally", ...], name: str) -> bool:
        """Tell whether after keeps something by a name."""
        return name in self._held_after(others)

    def _held_after(self, others: tuple["LogTally", ...]) -> dict[str, Any]:
        held: tuple[tuple[LogTally, ...], dict[str, Any]] | None = self.__dict__.get("_after")
        if held is None or list(map(id, held[0])) != list(map(id, others)):
            self.__dict__["_after"] = held = others, {}
        return held[1]

    @cached_property
    def prints(self) -> tuple[bytes, ...]:
        """A print of each coder's days and lines: the same print, the same log."""
        days, lines = self.ledger.days, self.ledger.lines
        of_days = (days.day, days.paid, days.excused, days.other)
        of_lines = (days.day[lines.day], lines.work_type, lines.charts, lines.hours, lines.weight)
        logged = row_prints(days.coder, of_days, self.coders)
        worked = row_prints(self._coder_of_line, of_lines, self.coders)
        return tuple(own.tobytes() for own in np.stack([logged, worked], axis=1))

    @cached_property
    def daily(self) -> DailyWork:
        """Return what everybody worked day by day."""
        return DailyWork.of(self.__dict__.get("ledger") or self.make(), self.types)

    @cached_property
    def with_lines(self) -> Bools:
        """Tell of each day whether charts of it are entered."""
        return np.asarray(sums(self.ledger.lines.day, None, len(self.ledger.days.day)) > 0)

    @cached_property
    def with_data(self) -> Bools:
        """Tell of each day whether it holds paid hours, charts or other time."""
        return np.asarray(~np.isnan(self.ledger.days.paid) | self.with_lines | self.ledger.days.other)

    @cached_property
    def worked(self) -> Bools:
        """Tell of each day whether it holds paid hours above zero, or charts."""
        return np.asarray(self.with_lines | (np.nan_to_num(self.ledger.days.paid) > 0))

    @cached_property
    def logged(self) -> Logged:
        """Return which days of whom hold data, and which hold work."""
        days = self.ledger.days
        return Logged.of(days.coder, days.day, (self.with_data, self.worked), self.coders)

    @cached_property
    def _coder_of_line(self) -> Ints:
        return self.ledger.days.coder[self.ledger.lines.day]

    @cached_property
    def _counted_line(self) -> Bools:
        return self.ledger.counted[self.ledger.lines.day]

    @cached_property
    def used(self) -> Ints:
        """Return the standards that its counted lines were read against, in order."""
        return np.unique(self.ledger.standard[(self.ledger.standard >= 0) & self._counted_line])

    @cached_property
    def sums_of_standards(self) -> Floats:
        """Return what counted lines with a standard add up to by coder and standard, in the order of ByStandard."""
        lines, earned = self.ledger.lines, self.ledger.earned
        use, width = np.flatnonzero((self.ledger.standard >= 0) & self._counted_line), len(self.used)
        column = np.searchsorted(self.used, self.ledger.standard[use])
        key, charts = self._coder_of_line[use] * width + column, lines.charts[use]
        known = np.where(np.isnan(lines.hours), 0.0, earned)
        held = charts, charts * lines.weight[use], earned[use], known[use]
        return np.stack([sums(key, each, self.coders * width).reshape(self.coders, width) for each in held])

    @cached_property
    def _coder_and_type(self) -> Ints:
        return self._coder_of_line * self.types + self.ledger.lines.work_type

    def _by_type(self, what: Floats | Bools) -> Floats:
        """Sum what lines hold by coder and work type."""
        weights = what.astype(np.float64, copy=False)
        return sums(self._coder_and_type, weights, self.coders * self.types).reshape(self.coders, self.types)

    @property
    def of_types(self) -> dict[str, Floats]:
        """Return all that work types add up to, each by coder and work type."""
        return dict(zip(OF_TYPES, self.sums_of_types, strict=True))

    @cached_property
    def sums_of_types(self) -> Floats:
        """Return all that work types add up to, in the order of OF_TYPES."""
        lines, counted, has = self.ledger.lines, self._counted_line, self.ledger.standard >= 0
        hours = np.nan_to_num(lines.hours)
        unknown, net = np.isnan(lines.hours) & counted, np.where(counted & has, hours, 0.0)
        held = {
            "charts": lines.charts,
            "charts_without": np.where(has, 0.0, lines.charts),
            "lines": np.ones(len(lines.day)),
            "counted": counted,
            "unknown": unknown,
            "without_unknown": unknown & ~has & (self.ledger.removed < self.ledger.gross)[lines.day],
            "hours": np.where(counted, hours, 0.0),
            "net": net,
            "expected": net * self.ledger.share,
            "ramped": (np.abs(self.ledger.share - 1) > DUST) & counted & has,
            "paid_basis": self.ledger.paid_basis,
        }
        return np.stack([self._by_type(held[name]) for name in OF_TYPES])

    @cached_property
    def work(self) -> Floats:
        """Return hours and earned hours of the lines that count, and how many have no hours, by coder and work type."""
        of_types = self.of_types
        return np.stack([of_types["hours"], self._by_type(self.ledger.earned), of_types["unknown"]])

    @property
    def of_days(self) -> dict[str, Floats]:
        """Return how many days of each coder are of a kind."""
        return dict(zip(OF_DAYS, self.sums_of_days, strict=True))

    @cached_property
    def sums_of_days(self) -> Floats:
        """Return how many days of each coder are of a kind, in the order of OF_DAYS."""
        ledger, days = self.ledger, self.ledger.days
        paid = ~np.isnan(days.paid)
        kinds = {
            "missing": ledger.missing,
            "over_excused": ledger.over_excused,
            "by_lines": ledger.counted & ~paid,
            "idle": paid & ~self.with_lines & (ledger.gross > 0),
            "by_earned": ledger.mixed_by_earned,
            "ramped": ledger.counted & (np.abs(ledger.expected - 1) > DUST),
        }
        return np.stack([sums(days.coder, kinds[name].astype(np.float64), self.coders) for name in OF_DAYS])


@dataclass(frozen=True)
class TallyRun:
    """Tallies that follow each other as one: a year is added up once, and kept with its last month."""

    tallies: tuple[LogTally, ...]

    def take(self, held: Mapping[str, Any]) -> None:
        """Take what these very tallies add up to as it was told before: by the names of its properties."""
        for each, own in zip(self.tallies, held["work"], strict=True):
            each.__dict__["work"] = own
        for name, value in held.items():
            self._held(name, partial(_same, value))

    @property
    def known(self) -> bool:
        """Tell whether it is known already what they add up to by weeks."""
        return self.tallies[-1].holds_after(self.tallies[:-1], "weeks")

    def keep_ledger(self) -> None:
        """Make the ledgers now, unless it is known what they add up to, so that nobody asks for them."""
        if not self.known:
            for each in self.tallies:
                each.keep_ledger()

    @property
    def work(self) -> Floats:
        """What each of the tallies says of the work, as LogTally has it."""
        return self._held("work", lambda: np.stack([each.work for each in self.tallies]))

    @property
    def weeks(self) -> WeekRun:
        """The sums of each coder and week."""
        return self._held("weeks", lambda: run_of([each.weeks for each in self.tallies]))

    @property
    def prints(self) -> tuple[bytes, ...]:
        """A print of each coder's days and lines."""
        return self._held("prints", lambda: log_prints(self.tallies))

    @property
    def logged(self) -> Logged:
        """Which days of whom hold data, and which hold work."""
        return self._held("logged", lambda: Logged.joined([each.logged for each in self.tallies]))

    @property
    def sums_of_pools(self) -> Floats:
        """The pools of each coder, as LogTally has them."""
        return self._held("sums_of_pools", lambda: _added([each.sums_of_pools for each in self.tallies]))

    @property
    def used(self) -> Ints:
        """The standards that counted lines were read against, in order."""
        return self._held("used", lambda: np.unique(np.concatenate([each.used for each in self.tallies])))

    @property
    def sums_of_standards(self) -> Floats:
        """What counted lines with a standard add up to by coder and standard used."""
        return self._held("sums_of_standards", lambda: _by_standard(self.tallies)[:, :, self.used])

    @property
    def sums_of_types(self) -> Floats:
        """All that work types add up to, as LogTally has it."""
        return self._held("sums_of_types", lambda: _added([each.sums_of_types for each in self.tallies]))

    @property
    def sums_of_days(self) -> Floats:
        """How many days of each coder are of a kind, as LogTally has it."""
        return self._held("sums_of_days", lambda: _added([each.sums_of_days for each in self.tallies]))

    def _held(self, name: str, make: Callable[[], T]) -> T:
        return self.tallies[-1].after(self.tallies[:-1], name, make)


Tally = LogTally | TallyRun


def _same(value: T) -> T:
    return value


def runs_of(tallies: Sequence[LogTally], opens: int = 0) -> tuple[Tally, ...]:
    """Return tallies by years, those before and lately by months: there most changes are.

    opens: how many months lie before the first whole year, so that all periods share the years.
    """
    ends = opens + max((len(tallies) - opens - 1) // _YEAR, 0) * _YEAR
    years = (TallyRun(tuple(tallies[start : start + _YEAR])) for start in range(opens, ends, _YEAR))
    return *tallies[:opens], *years, *tallies[ends:]


def pools_of(tallies: Sequence[Tally]) -> Pools:
    """Add up the sums of each coder; there must be at least one tally."""
    return Pools(*_added([each.sums_of_pools for each in tallies]))


def weeks_of(
    tallies: Sequence[LogTally], first_monday: int, weeks: int, *, on_paid: bool = True, opens: int = 0
) -> Weeks:
    """Put the weeks together, from a Monday on; there must be at least one tally.

    on_paid: as in Weeks. opens: as in runs_of.
    """
    return Weeks(tuple(each.weeks for each in runs_of(tallies, opens)), first_monday, weeks, on_paid)


def week_prints(tallies: Sequence[LogTally], opens: int = 0) -> tuple[bytes, ...]:
    """Return a print of each coder's weeks: as long as it is the same, so are they. opens: as in runs_of."""
    runs = runs_of(tallies, opens)
    return tuple(printed(b"".join(own)) for own in zip(*(each.weeks.prints for each in runs), strict=True))


def log_prints(tallies: Sequence[Tally]) -> tuple[bytes, ...]:
    """Return a print of each coder's days and lines."""
    return tuple(printed(b"".join(own)) for own in zip(*(each.prints for each in tallies), strict=True))


def by_standard(tallies: Sequence[Tally]) -> ByStandard:
    """Add up what standards made of the lines, over all standards."""
    return ByStandard(*_by_standard(tallies))


def _by_standard(tallies: Sequence[Tally]) -> Floats:
    first = tallies[0].tallies[0] if isinstance(tallies[0], TallyRun) else tallies[0]
    whole = np.zeros((len(ByStandard._fields), first.coders, first.standards))
    for _, run in groupby(tallies, key=lambda each: each.used.tobytes()):
        pieces = list(run)
        there = whole[:, :, pieces[0].used]
        whole[:, :, pieces[0].used] = _added([there, *(each.sums_of_standards for each in pieces)])
    return whole


def types_of(tallies: Sequence[Tally]) -> dict[str, Floats]:
    """Add up all that work types add up to, each by coder and work type."""
    return dict(zip(OF_TYPES, _added([each.sums_of_types for each in tallies]), strict=True))


def days_of(tallies: Sequence[Tally]) -> dict[str, Floats]:
    """Add up how many days of each coder are of a kind."""
    return dict(zip(OF_DAYS, _added([each.sums_of_days for each in tallies]), strict=True))


def _added(tables: Sequence[Floats]) -> Floats:
    whole = tables[0].copy()
    for table in tables[1:]:
        whole += table
    return whole
