"""Accuracy: pooled from the parts of audits, with its interval and its two statements. No SQL, no Qt."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan

import numpy as np

from codedesk import formats
from codedesk.methods import Method, not_followed_words
from codedesk.metrics import explaining
from codedesk.metrics.audit_pools import Pool, share_of
from codedesk.metrics.audits import Audits, AuditSums, Parts
from codedesk.metrics.design_effect import said_of, steps
from codedesk.metrics.figures import Accuracy, Explanation, Part
from codedesk.metrics.intervals import SMALL_SAMPLE, evidence, observed
from codedesk.metrics.scoring import CODE_METHODS
from codedesk.metrics.small_samples import more_charts
from codedesk.metrics.standards import EVERY_WORK_TYPE, Bools, Floats, Ints, Ramps, Standards

EPOCH = date(1970, 1, 1)
SHOWN_ONE_BY_ONE = 40
_SAID, _OF_DEPARTMENT, _BY_CHARTS, _OF_ALL = range(4)
_ORIGINS = {
    _OF_DEPARTMENT: "no work type is named: the department's",
    _BY_CHARTS: "no work type is named: those of the charts logged, weighted by them",
    _OF_ALL: "no work type is named and no charts are logged: what all standards in force agree on",
}
ChartsOf = Callable[[int], tuple[Ints, Floats]]


@dataclass(frozen=True, slots=True)
class Expected:
    """The accuracy standard of each part as a fraction, nan where none is set, and where it came from (_ORIGINS)."""

    share: Floats
    origin: Ints


@dataclass(frozen=True, slots=True)
class Bars:
    """The accuracy standards of each part: of its audit, and of its own work type."""

    audit: Expected
    work_type: Expected


@dataclass(frozen=True, slots=True)
class Unnamed:
    """What stands for the standard of each audit that names no work type, as a fraction; nan if none or not needed.

    of_all: no charts are logged, so it is what all standards in force agree on.
    """

    share: Floats
    of_all: Bools


def in_force(standards: Standards, ramps: Ramps, coder: Ints, work_type: Ints, day: Ints) -> Floats:
    """Return the accuracy expected of each coder in each work type on each day: the ramp's if it says one.

    A work type of -1 has only the ramp for all work types; nan where neither says anything.
    """
    expected = np.full(len(coder), np.nan)
    if len(standards.accuracy):
        row = standards.in_force(work_type, day)
        expected = np.where(row >= 0, standards.accuracy[row], expected)
    if len(ramps.accuracy):
        step = ramps.in_force(coder, work_type, day)
        said = np.where(step >= 0, ramps.accuracy[step], np.nan)
        expected = np.where(np.isnan(said), expected, said)
    return expected


def accuracy(
    audits: Audits, parts: Parts, rows: Ints, bars: Expected, pooled: Pool, remarks: tuple[str, ...] = ()
) -> Accuracy:
    """Return the accuracy that the given parts of one method are pooled into (pooled); there must be at least one.

    bars: the standard of each of all parts. remarks come last.
    """
    sums, value, (low, high) = pooled.sums, pooled.value, pooled.limits
    members = set(parts.audit[rows].tolist())
    standard, differ = _standard(parts, rows, bars.share, pooled.counted.chart_codes)
    records = None if isnan(sums.records) else round(sums.records)
    small = records is not None and records < SMALL_SAMPLE
    first = share_of(sums.first_correct, sums.first_reviewed) if sums.first_reviewed > 0 else value
    lost = [] if not sums.unfollowed else [not_followed_words(pooled.method, round(sums.unfollowed))]
    versions = sorted(set(map(audits.versions.__getitem__, members)) - {""})

    def explained(figure: Accuracy) -> Explanation:
        said = [_sample_said(pooled), *_remarks(pooled, small, differ, len(versions) > 1), *lost, *remarks]
        shown = [
            *_counted(pooled),
            *_shown(figure, pooled, bars, rows),
            *_audit_parts(audits, parts, rows, pooled.counted.chart_codes),
        ]
        return explaining.accuracy(pooled.method, figure.method_version, shown, said)

    made = Accuracy(
        value=value,
        method=pooled.method,
        correct=sums.correct,
        reviewed=sums.reviewed,
        records=records,
        low=low,
        high=high,
        standard=standard,
        observed=observed(value, standard),
        evidence=evidence(low, high, standard),
        as_reported=pooled.tally is None,
        n_effective=pooled.worth.n,
        small_sample=small,
        audits=len(members),
        first_value=first,
        deleted=None if isnan(sums.deleted) else round(sums.deleted),
        explanation=Explanation.later(lambda: explained(made)),
        method_version=", ".join(versions),
        not_followed=round(sums.unfollowed),
        reported_share=pooled.reported_share,
        more_charts=more_charts(value, pooled.worth.n, records, standard),
    )
    return made


def _shown(figure: Accuracy, pooled: Pool, bars: Expected, rows: Ints) -> Iterator[Part]:
    """Show what a figure comes to, and what it is read against."""
    right, seen = explaining.number(figure.correct), explaining.number(figure.reviewed)
    yield Part("Correct of reviewed", f"{right} ÷ {seen} = {explaining.percent(figure.value)}")
    if figure.first_value != figure.value:
        yield Part("First score, before withdrawn findings", explaining.percent(figure.first_value))
    if pooled.by_codes:
        yield from steps(pooled.counted, pooled.own, pooled.others, pooled.worth)
    low, high = explaining.percent(figure.low), explaining.percent(figure.high)
    yield Part("Interval (Wilson, 95 %)", f"{low} to {high}", f"n = {explaining.number(figure.n_effective)}")
    if figure.standard is not None:
        yield Part("Standard", explaining.percent(figure.standard), _came_from(bars, rows))


def _sample_said(pooled: Pool) -> str:
    if pooled.by_codes:
        return said_of(pooled.counted, pooled.own, pooled.others, pooled.worth)
    return f"The interval takes the {'charts' if pooled.tally is None else 'records'} as the sample."


def _standard(parts: Parts, rows: Ints, bars: Floats, weight: float) -> tuple[float | None, bool]:
    """Return the mean of the standards of the given parts by what was reviewed, and whether they differ."""
    said = bars[rows]
    if (said == said[0]).all():
        return float(said[0]), False
    known = rows[~np.isnan(said)]
    if not len(known):
        return None, False
    said = bars[known]
    if (said == said[0]).all():
        return float(said[0]), len(known) < len(rows)
    seen = parts.sums[known, AuditSums._fields.index("reviewed")] * np.where(parts.as_reported[known], weight, 1.0)
    return float((said * seen).sum() / seen.sum()), True


def _came_from(bars: Expected, rows: Ints) -> str:
    """Say where the standard came from, where no audit, coder or work type said it."""
    found = np.unique(bars.origin[rows[~np.isnan(bars.share[rows])]]).tolist()
    return "; ".join(_ORIGINS[origin] for origin in found if origin in _ORIGINS)


def _counted(pooled: Pool) -> Iterator[Part]:
    sums = pooled.tally
    if sums is None or pooled.method not in CODE_METHODS:
        return
    yield Part("Matched codes", explaining.number(sums.matched))
    yield Part("Revised codes", explaining.number(sums.revised))
    yield Part("Added codes (missed by the coder)", explaining.number(sums.added))
    if not isnan(sums.deleted):
        yield Part("Deleted codes (not supported, over-coding)", explaining.number(sums.deleted))
    if pooled.method == Method.ERROR_RATE:
        yield Part("Principal diagnosis changed", explaining.number(sums.principal_changed))
        yield Part("Records", explaining.number(sums.records))
    if pooled.counted.reported:
        charts, codes = explaining.number(pooled.counted.reported), explaining.number(pooled.counted.chart_codes)
        yield Part(
            "Codes of the results as reported",
            f"{charts} × {codes} = {explaining.number(pooled.counted.reported * pooled.counted.chart_codes)}",
            "charts × codes of a chart, where they are counted",
        )


def _remarks(pooled: Pool, small: bool, differ: bool, versions: bool) -> Iterator[str]:
    if pooled.tally is None:
        yield "As reported: only a result was entered, so it cannot be scored again."
    elif pooled.counted.reported:
        share, charts = explaining.percent(pooled.reported_share), explaining.charts(round(pooled.counted.reported))
        yield (
            f"{share} of what was reviewed is as reported: of {charts} only a result was entered. It weighs by its "
            "charts and cannot be scored again."
        )
    if isnan(pooled.sums.records):
        yield "Of some audits the number of charts is not known: whether the sample is small cannot be said."
        if pooled.counted.reported:
            yield "An audit of which only the result is known, and not the charts, weighs as one chart."
    if small:
        yield f"Small sample: under {SMALL_SAMPLE} charts."
    if differ:
        yield "The audits have different standards (or some none): the mean by what was reviewed is shown."
    if versions:
        yield "The audits were scored by different versions of the method."


def _audit_parts(audits: Audits, parts: Parts, rows: Ints, weight: float) -> Iterator[Part]:
    """Show each pooled audit in order of its date, or each year where they are many."""
    members, at = np.unique(parts.audit[rows], return_inverse=True)
    each = np.where(parts.as_reported[rows], weight, 1.0)
    right, seen = (
        np.bincount(at, parts.sums[rows, AuditSums._fields.index(name)] * each) for name in ("correct", "reviewed")
    )
    records = np.bincount(at, parts.sums[rows, AuditSums._fields.index("records")])
    days = audits.day[members]
    if len(members) > SHOWN_ONE_BY_ONE:
        years = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + EPOCH.year
        for year in np.unique(years).tolist():
            own = years == year
            name = f"{formats.plural(int(own.sum()), 'audit')} of {year}"
            yield Part(name, f"{explaining.number(right[own].sum())} of {explaining.number(seen[own].sum())}")
        return
    for row in np.lexsort((members, days)).tolist():
        audit, size = int(members[row]), None if isnan(records[row]) else float(records[row])
        day = EPOCH + timedelta(int(days[row]))
        name, how = audits.names[audit], audits.selections[audit]
        yield explaining.audit_part(name, float(right[row]), float(seen[row]), day, how, size)


def expected_of(
    standards: Standards, ramps: Ramps, audits: Audits, parts: Parts, whole: float, unnamed: Unnamed
) -> Bars:
    """Return the standard of each part's audit and of its own work type.

    An audit that names no work type is read against the department's accuracy (whole, nan if none is set), else
    against what unnamed found for it; a ramp for all work types wins.
    """
    coder, day = audits.coder, audits.day
    of_audit = in_force(standards, ramps, coder, audits.work_type, day)
    falls_back = (audits.work_type == EVERY_WORK_TYPE) & np.isnan(of_audit)
    fallback = unnamed.share if isnan(whole) else np.full(len(day), whole)
    origin = np.where(unnamed.of_all, _OF_ALL, _BY_CHARTS) if isnan(whole) else np.full(len(day), _OF_DEPARTMENT)
    of_audit, origin = np.where(falls_back, fallback, of_audit), np.where(falls_back, origin, _SAID)
    own = in_force(standards, ramps, coder[parts.audit], parts.work_type, day[parts.audit])
    whole_audit = parts.work_type == EVERY_WORK_TYPE
    own = np.where(whole_audit, of_audit[parts.audit], own)
    return Bars(
        Expected(of_audit[parts.audit], origin[parts.audit]),
        Expected(own, np.where(whole_audit, origin[parts.audit], _SAID)),
    )


def standards_of_unnamed(
    standards: Standards, ramps: Ramps, audits: Audits, whole: float, charts_of: ChartsOf
) -> Unnamed:
    """Find what stands for the standard of audits that name no work type, where the department (whole) says none.

    charts_of: for the place of an audit, every work type and the charts logged of it in the time that it covers. Their
    standards are weighted by these charts; where none are logged, it is the one that all standards in force agree on.
    """
    share, of_all = np.full(len(audits.coder), np.nan), np.zeros(len(audits.coder), np.bool_)
    for audit in _needs_charts(standards, ramps, audits, whole).tolist():
        types, charts = charts_of(audit)
        coder, day = np.full(len(types), audits.coder[audit]), np.full(len(types), audits.day[audit])
        bars = in_force(standards, ramps, coder, types, day)
        weight = np.where(np.isnan(bars), 0.0, charts)
        covered = weight.sum()
        of_all[audit] = not covered
        share[audit] = (np.nan_to_num(bars) * weight).sum() / covered if covered else _agreed(bars)
    return Unnamed(share, of_all)


def _agreed(expected: Floats) -> float:
    """Return the accuracy that all standards which say one agree on; nan where they differ, or none says one."""
    said = np.unique(expected[~np.isnan(expected)])
    return float(said[0]) if len(said) == 1 else float("nan")


def _needs_charts(standards: Standards, ramps: Ramps, audits: Audits, whole: float) -> Ints:
    """Return the audits whose standard can only be had from the charts of the work they cover."""
    if not isnan(whole):
        return np.zeros(0, np.int64)
    unnamed = audits.work_type == EVERY_WORK_TYPE
    said = in_force(standards, ramps, audits.coder, audits.work_type, audits.day)
    return np.flatnonzero(unnamed & np.isnan(said))
