"""Pace: earned hours over productive hours, pooled, for all coders of a team in one pass. No SQL, no Qt.

`ledger` reads every day and line once; `pooled` sums the ledger into any groups (coders, weeks, work types). Sums are
pooled and divided once: no percentage is ever averaged.
"""

from dataclasses import dataclass

import numpy as np

from codedesk.metrics.standards import EVERY_WORK_TYPE, Bools, Floats, Ints, Ramps, Standards


@dataclass(frozen=True, slots=True)
class Days:
    """Work days. paid is nan where not entered; excused is the day's excused other time; other: any other time."""

    coder: Ints
    day: Ints
    paid: Floats
    excused: Floats
    other: Bools


@dataclass(frozen=True, slots=True)
class Lines:
    """Work lines, day being the row of their work day. charts and hours are nan where not entered."""

    day: Ints
    work_type: Ints
    charts: Floats
    hours: Floats
    weight: Floats

    def entered(self) -> "Lines":
        """Return the lines whose charts are entered; the others count nowhere."""
        keep = ~np.isnan(self.charts)
        if keep.all():
            return self
        return Lines(self.day[keep], self.work_type[keep], self.charts[keep], self.hours[keep], self.weight[keep])


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every day and entered line with its hours. Arrays of days first, of lines from `lines` on.

    gross: productive hours of the day (0 where they cannot be had). removed: its hours without a standard. expected:
    the ramp share of the day. counted: the day has hours. earned is 0 without a standard or on a day not counted;
    of a paid-basis line it is still to be multiplied by the utilisation. share: the ramp share of the line.
    """

    days: Days
    counted: Bools
    missing: Bools
    over_excused: Bools
    gross: Floats
    removed: Floats
    expected: Floats
    mixed_by_earned: Bools
    lines: Lines
    standard: Ints
    paid_basis: Bools
    earned: Floats
    share: Floats

    @property
    def net(self) -> Floats:
        """Productive hours of each day that pace is taken over."""
        return self.gross - self.removed


def sums(group: Ints, what: Floats | None, groups: int) -> Floats:
    """Add up what (1 each where None) by group, as one float per group."""
    return np.bincount(group, what, groups).astype(np.float64, copy=False)


def shares(part: Floats, whole: Floats, otherwise: float) -> Floats:
    """Divide part by whole, entry by entry; otherwise where the whole is not above 0."""
    out = np.full(len(whole), otherwise, np.float64)
    np.divide(part, whole, out=out, where=whole > 0)
    return out


def _per_day(days: Days, day: Ints, what: Floats | Bools | None = None) -> Floats:
    weights = None if what is None else what.astype(np.float64)
    return sums(day, weights, len(days.day))


def _gross(days: Days, lines: Lines) -> tuple[Floats, Bools, Bools]:
    """Productive hours of each day, whether they are known, and whether charts stand there without them."""
    count = _per_day(days, lines.day)
    known = ~np.isnan(lines.hours)
    with_hours = _per_day(days, lines.day, known)
    line_hours = _per_day(days, lines.day, np.where(known, lines.hours, 0.0))
    paid = ~np.isnan(days.paid)
    by_lines = ~paid & (count > 0) & (with_hours == count)
    from_paid = np.maximum(np.where(paid, days.paid, 0.0) - days.excused, 0.0)
    gross = np.where(paid, from_paid, np.where(by_lines, line_hours, 0.0))
    return gross, paid | by_lines, ~paid & ~by_lines & (count > 0)


def ledger_of(days: Days, lines: Lines, standards: Standards, ramps: Ramps) -> Ledger:
    """Give every day its productive hours and every entered line its earned hours."""
    lines = lines.entered()
    gross, counted, missing = _gross(days, lines)
    coder, day, with_hours = days.coder[lines.day], days.day[lines.day], counted[lines.day]
    standard = standards.in_force(lines.work_type, day)
    has = standard >= 0
    rates = np.where(has, standards.rate[standard], 1.0) if len(standards.rate) else np.ones(len(standard))
    earned = np.where(has & with_hours, lines.charts * lines.weight / rates, 0.0)
    share = ramps.shares(coder, lines.work_type, day)
    expected, by_earned = _expected(days, lines, has & with_hours, earned, share, ramps)
    return Ledger(
        days=days,
        counted=counted,
        missing=missing,
        over_excused=days.paid < days.excused,  # never where paid hours are not known
        gross=gross,
        removed=_removed(days, lines, has, gross),
        expected=expected,
        mixed_by_earned=by_earned,
        lines=lines,
        standard=standard,
        paid_basis=has & standards.paid_basis[standard] if len(standards.rate) else np.zeros(len(standard), np.bool_),
        earned=earned,
        share=share,
    )


def _removed(days: Days, lines: Lines, has: Bools, gross: Floats) -> Floats:
    """Hours of each day without a standard: its lines'; all, where they are not known and no line has one."""
    if has.all():
        return np.zeros(len(days.day))
    unknown = ~has & np.isnan(lines.hours)
    said = _per_day(days, lines.day, np.where(has | unknown, 0.0, lines.hours))
    alone = (_per_day(days, lines.day, unknown) > 0) & (_per_day(days, lines.day, has) == 0)
    return np.where(alone, gross, np.minimum(gross, said))


def _expected(
    days: Days, lines: Lines, use: Bools, earned: Floats, share: Floats, ramps: Ramps
) -> tuple[Floats, Bools]:
    """Return the ramp share of each day, and on which days shares were weighted by earned ÷ share.

    One share on all lines of a day is the day's. Different ones are weighted by the lines' hours where all are known,
    else by the hours that the lines stand for at that share; without any line the step for all work types holds.
    """
    plain = ramps.shares(days.coder, np.full_like(days.coder, EVERY_WORK_TYPE), days.day)
    if (plain == 1).all() and (share == 1).all():
        return plain, np.zeros(len(days.day), np.bool_)
    day, hours, earned, share = lines.day[use], lines.hours[use], earned[use], share[use]
    low, high = np.full(len(days.day), np.inf), np.full(len(days.day), -np.inf)
    np.minimum.at(low, day, share)
    np.maximum.at(high, day, share)
    hours_known = _per_day(days, day, np.isnan(hours)) == 0
    stand_for = np.divide(earned, share, out=np.zeros_like(earned), where=share > 0)
    weight = np.where(hours_known[day], np.nan_to_num(hours), stand_for)
    weight = np.where(_per_day(days, day, weight)[day] > 0, weight, 1.0)
    total = _per_day(days, day, weight)
    mean = np.divide(_per_day(days, day, weight * share), total, out=plain.copy(), where=total > 0)
    mixed = low < high
    return np.where(mixed, mean, np.where(np.isfinite(low), low, plain)), mixed & ~hours_known


@dataclass(frozen=True, slots=True)
class Pools:
    """Sums over groups of days, one entry per group. paid_gross: productive hours of the days with paid hours."""

    earned_productive: Floats
    earned_paid_basis: Floats
    net: Floats
    removed: Floats
    paid: Floats
    paid_days: Floats
    paid_gross: Floats
    excused: Floats
    expected_hours: Floats

    @property
    def utilisation(self) -> Floats:
        """Productive over paid hours of the days whose paid hours are known; nan where there are none."""
        return shares(self.paid_gross, self.paid, np.nan)

    @property
    def factor(self) -> Floats:
        """What earned hours of a paid-basis line are multiplied by: the utilisation, 1 where it is not known."""
        return shares(self.paid_gross, self.paid, 1.0)

    @property
    def earned(self) -> Floats:
        """Earned hours of each group, paid-basis ones times the group's utilisation."""
        return self.earned_productive + self.earned_paid_basis * self.factor

    @property
    def value(self) -> Floats:
        """Pace of each group, nan without productive hours."""
        return shares(self.earned, self.net, np.nan)

    @property
    def expected(self) -> Floats:
        """The hours-weighted ramp share of each group, 1 without productive hours."""
        return shares(self.expected_hours, self.net, 1.0)


def pooled(ledger: Ledger, group: Ints, groups: int) -> Pools:
    """Sum the ledger by group; group holds one number from 0 to groups - 1 per day."""
    days, of_line = ledger.days, group[ledger.lines.day]
    paid = ~np.isnan(days.paid)

    def by_day(what: Floats | Bools) -> Floats:
        return sums(group, what.astype(np.float64, copy=False), groups)

    productive, on_paid = ledger.earned, np.zeros(groups)
    if ledger.paid_basis.any():
        productive = np.where(ledger.paid_basis, 0.0, ledger.earned)
        on_paid = sums(of_line, np.where(ledger.paid_basis, ledger.earned, 0.0), groups)
    return Pools(
        earned_productive=sums(of_line, productive, groups),
        earned_paid_basis=on_paid,
        net=by_day(ledger.net),
        removed=by_day(ledger.removed),
        paid=by_day(np.where(paid, days.paid, 0.0)),
        paid_days=by_day(paid),
        paid_gross=by_day(np.where(paid, ledger.gross, 0.0)),
        excused=by_day(np.where(paid, days.excused, 0.0)),
        expected_hours=by_day(ledger.expected * ledger.net),
    )
