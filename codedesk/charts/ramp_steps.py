"""A learner's ramp as a picture: two bands of steps on one time axis, the share of the pace and the accuracy expected.

Both bands stand together, always. Nothing is drawn here, and no step is made: they are as they were set.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from codedesk import formats
from codedesk.charts.axes import date_axis
from codedesk.charts.picture import AltTable, DateAxis
from codedesk.periods import Period
from codedesk.services.standards.standards import RampRow, RampStepRow

_AFTER_THE_LAST = timedelta(42)


@dataclass(frozen=True, slots=True)
class RampLevel:
    """One step of a band: what holds from one day to another, both included, and its words; open where no end is set.

    value is a fraction; own is False where the standard's own accuracy holds, None where that is not known either.
    """

    from_day: date
    to_day: date
    value: float | None
    label: str
    own: bool = True


@dataclass(frozen=True, slots=True)
class RampPicture:
    """One ramp: pace above accuracy on one time axis, today where it lies on the axis, and the same as a table."""

    title: str
    x: DateAxis
    pace: tuple[RampLevel, ...]
    accuracy: tuple[RampLevel, ...]
    today: date | None
    summary: str
    table: AltTable


def ramp_picture(row: RampRow, work_type: str, accuracy: float | None, today: date) -> RampPicture:
    """Make the picture of a ramp; accuracy is the standard's own in per cent, None where none is in force."""
    end = max(row.steps[-1].from_day + _AFTER_THE_LAST, today + timedelta(14))
    axis = date_axis(Period(row.steps[0].from_day, end))
    days = [(max(step.from_day, axis.start), step.until or axis.end) for step in row.steps]
    pace = tuple(
        RampLevel(first, last, step.pace_percent / 100, f"{formats.typed(step.pace_percent)} %")
        for step, (first, last) in zip(row.steps, days, strict=True)
    )
    expected = tuple(
        _accuracy(step, first, last, accuracy) for step, (first, last) in zip(row.steps, days, strict=True)
    )
    scope = "every work type" if row.for_all else work_type
    return RampPicture(
        title=f"{row.coder}, {scope}",
        x=axis,
        pace=pace,
        accuracy=expected,
        today=today if axis.start <= today <= axis.end else None,
        summary=_summary(row, scope, today),
        table=_table(row, expected),
    )


def _accuracy(step: RampStepRow, first: date, last: date, standard: float | None) -> RampLevel:
    if step.accuracy is not None:
        return RampLevel(first, last, step.accuracy / 100, f"{formats.typed(step.accuracy)} %")
    if standard is None:
        return RampLevel(first, last, None, "as the standard", own=False)
    return RampLevel(first, last, standard / 100, f"{formats.typed(standard)} %, the standard", own=False)


def _summary(row: RampRow, scope: str, today: date) -> str:
    now = [step for step in row.steps if step.from_day <= today]
    if not now:
        return f"{row.coder}, {scope}: the ramp begins {formats.day(row.steps[0].from_day)}."
    step = now[-1]
    accuracy = "as the standard" if step.accuracy is None else f"{formats.typed(step.accuracy)} %"
    until = f" until {formats.day(step.until)}" if step.until else ""
    return (
        f"{row.coder}, {scope}, today: {formats.typed(step.pace_percent)} % of the pace standard, "
        f"accuracy {accuracy}{until}."
    )


def _table(row: RampRow, expected: tuple[RampLevel, ...]) -> AltTable:
    rows = tuple(
        (
            formats.day(step.from_day),
            formats.day(step.until) if step.until else "further notice",
            f"{formats.typed(step.pace_percent)} %",
            level.label,
        )
        for step, level in zip(row.steps, expected, strict=True)
    )
    return AltTable(("From", "Until", "Of the pace standard", "Accuracy expected"), rows)
