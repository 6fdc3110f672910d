"""Calibration of a standard from the department's own audited work: the question, and its evidence in words.

Its rows (calibration_rows) are made in calibrating, loaded with the first question. Nobody is named in them, and
nothing is stored: what the manager takes over stands in the reason of a standard.
"""

from datetime import date

from sqlmodel import Session

from codedesk import formats, periods
from codedesk.formats import typed
from codedesk.metrics.rates import pace_of
from codedesk.models.standards import StandardDraft
from codedesk.periods import Period
from codedesk.services.department.departments import year_of
from codedesk.services.standards.calibration_rows import AuditedRow, CalibrationRow, SpreadRow
from codedesk.services.standards.standards import statement

OPENING = "Calibration on audited work, "
_QUARTERS = 4
_DIGITS = 3


def calibration(session: Session, work_type_id: int, today: date) -> CalibrationRow:
    """Read the last four whole quarters of a work type. Refused where it is no longer there."""
    from codedesk.services.standards.calibrating import calibrated  # noqa: PLC0415 - numpy is loaded at first use

    return calibrated(session, work_type_id, last_quarters(session, today, _QUARTERS), today)


def last_quarters(session: Session, today: date, count: int) -> tuple[Period, ...]:
    """Return the last quarters that are over, the oldest first."""
    fiscal_year = year_of(session)
    found = [periods.before(periods.quarter_of(today, fiscal_year), fiscal_year)]
    while len(found) < count:
        found.append(periods.before(found[-1], fiscal_year))
    return tuple(reversed(found))


def like(row: CalibrationRow) -> StandardDraft:
    """Return how the standard of the work type is stated: as the one in force, else per hour."""
    return (
        row.standard.draft
        if row.standard is not None
        else StandardDraft(work_type_id=row.work_type_id, effective_from=date.min, pace=1.0, accuracy=95.0)
    )


def proposal(row: CalibrationRow) -> StandardDraft | None:
    """Return the standard that the median would make, stated as the one in force; None without enough work."""
    return None if row.spread is None else as_stated(row, row.spread.median)


def as_stated(row: CalibrationRow, per_hour: float) -> StandardDraft:
    """Return a rate as the standard is stated, rounded to three digits that count, as people state one."""
    draft = like(row)
    pace = pace_of(per_hour, draft.pace_unit, draft.hours_per_day, draft.units_per_chart)
    return draft.but(pace=float(f"{pace:.{_DIGITS}g}"), reason="", source="", review_due=None)


def median_words(row: CalibrationRow, spread: SpreadRow) -> str:
    """Say a median in the words of the standard: "2.2 per hour", "17.6 per day of 8 h"."""
    return statement(as_stated(row, spread.median), row.unit)


def half_words(row: CalibrationRow, spread: SpreadRow) -> str:
    """Say a middle half in the words of the standard: "2.1 to 2.4 per hour"."""
    low, high = sorted((as_stated(row, rate) for rate in (spread.low, spread.high)), key=lambda draft: draft.pace)
    return f"{typed(low.pace)} to {statement(high, row.unit)}"


def finding(row: CalibrationRow) -> str:
    """Say what audited work says of the standard: where it lies against the middle half; a finding, no order."""
    if row.spread is None:
        weeks = f"{formats.plural(row.weeks, 'coder-week')} of {formats.plural(row.coders, 'coder')}"
        return f"Too little audited work that met accuracy: {weeks}. Figures are given {row.too_little}."
    half = f"The middle half of audited work that met accuracy lies between {half_words(row, row.spread)}"
    half = half.replace(" to ", " and ", 1)
    if row.standard is None:
        return f"{half}; no standard is in force."
    stated = f"the standard is {row.standard.statement}"
    if row.standard.rate > row.spread.high:
        return f"{half}; {stated}, more than three of four such weeks reached."
    if row.standard.rate < row.spread.low:
        return f"{half}; {stated}, less than three of four such weeks reached."
    return f"{half}; {stated}, within it."


def evidence(row: CalibrationRow) -> str:
    """Say the evidence whole, with its dates, as it may stand as the reason of a standard; nobody is named."""
    if row.spread is None:
        return ""
    dates = f"{formats.day(row.period.start)} – {formats.day(row.period.end)}"
    sample = f"{formats.plural(row.spread.weeks, 'coder-week')} of {formats.plural(row.spread.coders, 'coder')}"
    parts = [f"median {median_words(row, row.spread)}, middle half {half_words(row, row.spread)}, {sample}"]
    if row.audited is not None:
        parts.append(audited_words(row.audited))
    if row.left_out:
        parts.append(f"left out {'; '.join(f'{each.weeks} {each.why}' for each in row.left_out)}")
    if row.disturbed and row.undisturbed is not None:
        without = f"without them middle half {half_words(row, row.undisturbed)}"
        parts.append(f"{row.disturbed} of the weeks while the process was disturbed, {without}")
    return f"{OPENING}{dates}: {'. '.join(_opened(part) if n else part for n, part in enumerate(parts))}."


def audited_words(row: AuditedRow) -> str:
    """Say the audits behind: "accuracy 96.1 % (94.2–97.4 %), 230 charts in 12 audits"."""
    size = f"{formats.plural(row.charts, 'chart')} in {formats.plural(row.audits, 'audit')}"
    return f"accuracy {formats.percent(row.value)} ({formats.interval(row.low, row.high)}), {size}"


def evidence_of(reason: str, source: str) -> str:
    """Say from what evidence a standard was made, as its reason and source tell it, for the sheet of the coders."""
    named = [source.strip()] if source.strip() else []
    if reason.startswith(OPENING):
        named.insert(0, f"audited work of the department, {reason.removeprefix(OPENING).partition(':')[0]}")
    return "; ".join(named) or "the reason given; no other evidence is recorded"


def _opened(words: str) -> str:
    return words[:1].upper() + words[1:]
