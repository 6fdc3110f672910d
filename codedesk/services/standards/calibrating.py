"""Calibration made from the log and the audits of some quarters: read, reckoned, put together without a name."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from sqlmodel import Session

from codedesk import formats
from codedesk.metrics.calibration import LEAST_HOURS, CalibrationWeeks, spread, too_little, weeks_of
from codedesk.metrics.figures import Accuracy, Block, NotAudited, Signal
from codedesk.metrics.intervals import wilson
from codedesk.metrics.standards import Floats, Ints
from codedesk.models import WorkType
from codedesk.models.standards import Basis
from codedesk.periods import Period, monday
from codedesk.services.figures.explained import explained
from codedesk.services.figures.figures import plain_figures
from codedesk.services.figures.frames import frames_of, ordinal
from codedesk.services.nouns import found
from codedesk.services.standards.calibration_rows import AuditedRow, CalibrationRow, LeftOutRow, SpreadRow
from codedesk.services.standards.standards import StandardRow, time_line

_BELOW, _NOT_AUDITED = "of coders whose audits did not meet accuracy", "of coders not audited in that quarter"
_DUST = 1e-9
_LEARNING, _HOURS = "on a ramp", "without hours of their own"
_SHORT = f"with under {formats.number(LEAST_HOURS)} hours of it"


@dataclass
class _Counted:
    """What the quarters add up to: a coder, the rate and the Monday of each week that counts, and what was left out."""

    coders: list[Ints] = field(default_factory=list)
    rates: list[Floats] = field(default_factory=list)
    days: list[Ints] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    audited: list[Accuracy] = field(default_factory=list)
    signals: dict[str, Signal] = field(default_factory=dict)


def calibrated(session: Session, work_type_id: int, quarters: tuple[Period, ...], today: date) -> CalibrationRow:
    """Put together what the audited work of these quarters says of a work type."""
    line = time_line(session, work_type_id, today)
    standard = next((row for row in line if row.in_force), line[0] if line else None)
    found = _Counted()
    name, unit = _work_type(session, work_type_id)
    for quarter in quarters:
        _add_quarter(session, found, quarter, (work_type_id, name), standard, today)
    coders, days = (np.concatenate([np.zeros(0, np.int64), *each]) for each in (found.coders, found.days))
    rates: Floats = np.concatenate([np.zeros(0), *found.rates])
    why = too_little(coders)
    signals = _concerning(found, days)
    calm = ~_within(days, tuple(found.signals[text] for text in signals))
    enough = not why
    return CalibrationRow(
        work_type_id=work_type_id,
        work_type=name,
        unit=unit,
        period=Period(quarters[0].start, quarters[-1].end),
        standard=standard,
        weeks=len(coders),
        coders=len(np.unique(coders)),
        too_little=why,
        spread=_spread(rates, coders) if enough else None,
        rates=tuple(np.sort(rates).tolist()) if enough else (),
        audited=_audited(found.audited) if enough else None,
        left_out=tuple(LeftOutRow(each, weeks) for each, weeks in sorted(found.left.items()) if weeks),
        signals=signals,
        disturbed=int((~calm).sum()),
        undisturbed=_spread(rates[calm], coders[calm]) if enough and not too_little(coders[calm]) else None,
    )


def _add_quarter(
    session: Session,
    found: _Counted,
    quarter: Period,
    kind: tuple[int, str],
    standard: StandardRow | None,
    today: date,
) -> None:
    """Take a quarter's weeks in, each coder's by what the audits of that quarter say."""
    figures = plain_figures(session, quarter, None, today)
    frames = frames_of(session, quarter)
    at = frames.work_type_at[kind[0]]
    weeks = weeks_of(frames.ledger, at, ordinal(monday(quarter.start)))
    for block in figures.coders:
        mine = np.flatnonzero(weeks.coder == frames.person_at[block.coder_id or 0])
        quality = accuracy_of(block, kind[1])
        why = _why_not(quality)
        if why:
            found.left[why] += len(mine)
            continue
        counted = _counted(found, weeks, mine)
        if len(counted) and isinstance(quality, Accuracy):
            paid = standard is not None and standard.basis == Basis.PAID
            found.rates.append(weeks.charts[counted] / weeks.hours[counted] * (_utilisation(block) if paid else 1.0))
            found.coders.append(weeks.coder[counted])
            found.days.append(weeks.day[counted])
            found.audited.append(quality)
    changed = explained(session, quarter)
    shared = (change for change in changed.changes if change.coder is None)
    for change, signal in zip(shared, changed.of_team(), strict=True):
        if signal.kind == "process" and change.level != "mix" and change.work_type in (None, at):
            found.signals[signal.text] = signal


def accuracy_of(block: Block, work_type: str) -> Accuracy | NotAudited:
    """Return the accuracy that a coder's weeks of a work type are read by: its own, else that of audits naming none."""
    own = {each.work_type: each.paired.accuracy for each in block.work_types}
    quality = own.get(work_type, NotAudited())
    if isinstance(quality, Accuracy) or any(isinstance(each, Accuracy) for each in own.values()):
        return quality
    return block.paired.accuracy


def _why_not(quality: Accuracy | NotAudited) -> str:
    if isinstance(quality, NotAudited):
        return _NOT_AUDITED
    return "" if quality.observed == "met" else _BELOW


def _counted(found: _Counted, weeks: CalibrationWeeks, mine: Ints) -> Ints:
    """Return which of a coder's weeks count, and count the others by their reason."""
    learning, hours = weeks.learning[mine], weeks.hours[mine]
    unknown = np.isnan(hours) & ~learning
    short = ~learning & ~unknown & (np.nan_to_num(hours) < LEAST_HOURS)
    for why, which in ((_LEARNING, learning), (_HOURS, unknown), (_SHORT, short)):
        found.left[why] += int(which.sum())
    return mine[~learning & ~unknown & ~short]


def _utilisation(block: Block) -> float:
    return block.paired.pace.utilisation or 1.0


def _spread(rates: Floats, coders: Ints) -> SpreadRow:
    made = spread(rates)
    return SpreadRow(made.median, made.low, made.high, len(rates), len(np.unique(coders)))


def _audited(found: list[Accuracy]) -> AuditedRow | None:
    """Pool the accuracies behind the weeks, those of the method that was used last: counts, else weighted by charts."""
    same = [each for each in found if each.method == found[-1].method]
    counted = all(abs(each.correct - each.value * each.reviewed) < _DUST * each.reviewed for each in same)
    weights = [each.reviewed if counted else float(each.records or 1) for each in same]
    n = sum(each.n_effective for each in same)
    if not same or n <= 0:
        return None
    value = sum(each.value * weight for each, weight in zip(same, weights, strict=True)) / sum(weights)
    low, high = wilson(value * n, n)
    return AuditedRow(value, low, high, sum(each.records or 0 for each in same), sum(each.audits for each in same))


def _concerning(found: _Counted, days: Ints) -> tuple[str, ...]:
    """Return the process signals that a week that counts lies in."""
    return tuple(text for text, signal in found.signals.items() if _within(days, (signal,)).any())


def _within(days: Ints, signals: tuple[Signal, ...]) -> Any:
    """Tell which weeks, by the number of their Monday, lie in the time of one of the signals."""
    inside = np.zeros(len(days), np.bool_)
    for signal in signals:
        until = ordinal(signal.until) if signal.until is not None else int(days.max(initial=0))
        inside |= (days >= ordinal(signal.since)) & (days <= until)
    return inside


def _work_type(session: Session, work_type_id: int) -> tuple[str, str]:
    stored = found(session, WorkType, work_type_id)
    return stored.name, stored.unit
