"""Who holds the hard charts, made from the log of a period: read, reckoned, put together by name."""

from collections.abc import Mapping
from datetime import date
from statistics import median

import numpy as np
from sqlmodel import Session

from codedesk import periods
from codedesk.metrics.figures import Block
from codedesk.metrics.pace import Ledger, sums
from codedesk.metrics.standards import Floats
from codedesk.periods import Period
from codedesk.services.department.departments import year_of
from codedesk.services.figures.figures import plain_figures
from codedesk.services.figures.mixes import both_of
from codedesk.services.people.holding_rows import HoldingRow, HoldingsRow
from codedesk.services.people.wellbeing import hard_types

SLOW = 0.5  # of the middle rate: where no complexity says what is hard


def made(session: Session, period: Period, today: date | None = None) -> HoldingsRow | None:
    """Tell who held which work in a period; None where no hours are known."""
    figures = plain_figures(session, period, None, today)
    both = both_of(session, period, periods.before(period, year_of(session)))
    ledger, table = both.pace.now, both.pace.tables[1]
    hours: Floats = table.hours.sum(axis=1)
    done = np.flatnonzero(hours.sum(axis=0) > 0).tolist()
    if not done:
        return None
    names = tuple(both.work_types[kind] for kind in done)
    said, by_complexity = _hard(session, figures.team, names)
    heavy = _heavy(ledger, both.pace.coders)
    held = [(block, both.at[block.coder_id or 0]) for block in figures.coders]
    rows = (_row(block, hours[at, done], names, said, heavy[at]) for block, at in held if hours[at].sum() > 0)
    return HoldingsRow(
        label=periods.label(period, year_of(session)),
        work_types=names,
        hard=said,
        by_complexity=by_complexity,
        laid_out=float(1 - min(1.0, table.hours_said.sum() / hours.sum())),
        team=_row(figures.team, hours[:, done].sum(axis=0), names, said, heavy.sum(axis=0)),
        coders=tuple(rows),
    )


def _hard(session: Session, team: Block, names: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Return the hard ones among the work types done, and whether their complexity says so."""
    said = hard_types(session)
    if said:
        return tuple(name for name in names if name in said), True
    return slow_types({each.work_type: each.rate for each in team.work_types if each.work_type in names}), False


def slow_types(rates: Mapping[str, float | None]) -> tuple[str, ...]:
    """Return the work types whose standard asks for at most half as many charts an hour as the one in the middle."""
    known = {name: rate for name, rate in rates.items() if rate is not None}
    if len(known) < 2:
        return ()
    middle = median(known.values())
    return tuple(name for name, rate in known.items() if rate <= SLOW * middle)


def _heavy(ledger: Ledger, coders: int) -> Floats:
    """Return by coder the earned hours of lines with a weight above 1, and of all lines."""
    coder = ledger.days.coder[ledger.lines.day]
    heavy = np.where(ledger.lines.weight > 1, ledger.earned, 0.0)
    return np.stack([sums(coder, each, coders) for each in (heavy, ledger.earned)], axis=1)


def _row(block: Block, hours: Floats, names: tuple[str, ...], hard: tuple[str, ...], heavy: Floats) -> HoldingRow:
    whole = float(hours.sum())
    shares = tuple((hours / whole).tolist())
    return HoldingRow(
        name=block.coder,
        coder_id=block.coder_id,
        hours=whole,
        shares=shares,
        hard=sum(share for name, share in zip(names, shares, strict=True) if name in hard) if hard else None,
        heavy=float(heavy[0] / heavy[1]) if heavy[1] > 0 else 0.0,
        paired=block.paired,
    )
