"""What leave, a learner, overtime, a new standard, other inflow or a hire would do. Nothing is stored here. No SQL.

Weeks are spans of seven days from first_day on. A part that holds on some weekdays of a week counts by their share of
five. Paid hours become productive ones by the utilisation; a learner brings a share of a full pace.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from codedesk.metrics.schedules import DAYS_OF_WEEK, weekday_of
from codedesk.metrics.standards import DAYS_PER_WEEK, Floats

Kind = Literal["leave", "learner", "overtime", "standard", "inflow", "hire"]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One change, from first to last day (numbers; None: it stays). coder and work_type are places; None: everybody.

    value: hours a week of leave or overtime, % of a full pace, charts an hour, charts a week, or FTE.
    """

    kind: Kind
    first: int
    last: int | None
    value: float
    coder: int | None = None
    work_type: int | None = None


@dataclass(frozen=True)
class WeeksAhead:
    """The weeks to come as they are: from first_day on. paid: hours there of each coder × week, absence taken off.

    full_week: paid hours of a full position; shares: of a full pace, of each coder; rate and inflow: charts an hour
    and charts a week of each work type (nan: none known).
    """

    first_day: int
    paid: Floats
    full_week: float
    utilisation: float
    shares: Floats
    rate: Floats
    inflow: Floats


@dataclass(frozen=True)
class ChangedWeeks:
    """What it would be: paid hours more (under 0: fewer) a week of the team, productive hours of full pace more a week.

    rate, inflow: work types × weeks; fte: positions more on average over the weeks.
    """

    paid: Floats
    productive: Floats
    rate: Floats
    inflow: Floats
    full_week: float

    @property
    def fte(self) -> float:
        """Return the change in positions, on average."""
        return float(self.paid.mean()) / self.full_week if len(self.paid) and self.full_week > 0 else 0.0


def changed(base: WeeksAhead, parts: Sequence[WhatIf]) -> ChangedWeeks:
    """Apply parts one after the other: leave never takes more hours than somebody has left."""
    weeks = base.paid.shape[1]
    left, shares = base.paid.copy(), np.repeat(base.shares[:, None], weeks, axis=1)
    before = (left * shares).sum(axis=0)
    more, rate = np.zeros(weeks), np.repeat(base.rate[:, None], weeks, axis=1)
    inflow = np.repeat(base.inflow[:, None], weeks, axis=1)
    for part in parts:
        held = _held(part, base.first_day, weeks)
        who = slice(None) if part.coder is None else slice(part.coder, part.coder + 1)
        kind = slice(None) if part.work_type is None else slice(part.work_type, part.work_type + 1)
        if part.kind == "leave":
            left[who] = np.maximum(left[who] - part.value * held, 0.0)
        elif part.kind == "learner":
            shares[who] = shares[who] * (1 - held) + part.value / 100 * held
        elif part.kind == "overtime":
            more += part.value * held
        elif part.kind == "hire":
            more += part.value * base.full_week * held
        elif part.kind == "standard":
            rate[kind] = np.where(held > 0, _blended(rate[kind], part.value, held), rate[kind])
        else:
            inflow[kind] = np.nan_to_num(inflow[kind]) * (1 - held) + part.value * held
    paid = left.sum(axis=0) - base.paid.sum(axis=0) + more
    productive = ((left * shares).sum(axis=0) - before + more) * base.utilisation
    return ChangedWeeks(paid, productive, rate, inflow, base.full_week)


def _blended(before: Floats, value: float, held: Floats) -> Floats:
    """Mix two rates over a week: hours a chart are mixed, as charts take them."""
    return np.asarray(1 / ((1 - held) / np.where(np.isnan(before), value, before) + held / value))


def _held(part: WhatIf, first_day: int, weeks: int) -> Floats:
    """Return the share of each week's weekdays on which a part holds."""
    days = first_day + np.arange(weeks * DAYS_OF_WEEK, dtype=np.int64)
    holds = (days >= part.first) & (True if part.last is None else days <= part.last)
    holds &= weekday_of(days) < DAYS_PER_WEEK
    return np.asarray(holds.reshape(weeks, DAYS_OF_WEEK).sum(axis=1) / DAYS_PER_WEEK, dtype=np.float64)
