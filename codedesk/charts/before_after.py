"""Before and after an event in words and as a table: that something is different since, how sure it is, and never why.

Pace is never told without the accuracy of the same days. Nothing is reckoned here.
"""

from codedesk import formats
from codedesk.charts import findings
from codedesk.charts.picture import AltTable
from codedesk.metrics.before_after import clear
from codedesk.metrics.figures import Accuracy
from codedesk.metrics.splits import Effect
from codedesk.periods import Period
from codedesk.services.figures.before_after_rows import BeforeAfterRow, Kind, MeasureRow

NAMES: dict[Kind, str] = {
    "pace": "Pace",
    "mix": "of it by another mix of work",
    "work": "of it pace at the same work",
    "accuracy": "Accuracy",
    "paid": "Paid hours a week",
    "overtime": "Hours a week over the schedule",
    "productive": "Productive hours a week",
    "hours": "Hours a week at this work",
}
NOT_WHY = "This says what was different since, not what made it so: other things happened in these weeks too."
_POINTS: tuple[Kind, ...] = ("pace", "mix", "work", "accuracy")
_HEAD = ("", "Before", "Since", "Difference", "95 % interval", "What can be said")


def title(row: BeforeAfterRow) -> str:
    """Name the event and since when: "Before and after “New encoder”, 4 Aug 2026"."""
    return f"Before and after “{row.event.draft.text}”, {formats.day(row.event.draft.from_day)}"


def spans(row: BeforeAfterRow) -> str:
    """Say whom it concerns and which days are compared, and why these are fewer than asked for."""
    days = (row.after.end - row.after.start).days + 1
    words = f"{row.who} · {_span(row.before)} against {_span(row.after)}, {formats.plural(days, 'day')} each"
    if row.known_until is not None:
        words += f" (days are entered until {formats.day(row.known_until)})"
    elif days < 7 * row.weeks:
        words += " (until its end)"
    return words


def sentences(row: BeforeAfterRow) -> tuple[str, ...]:
    """Say of pace, with accuracy right behind it, of the mix and of the hours what can be said."""
    pace, quality = row.measure("pace"), row.measure("accuracy")
    assert pace is not None and quality is not None
    said = [f"{_measure_words(pace)}. {_measure_words(quality)}{_samples(row)}."]
    mix, work = row.measure("mix"), row.measure("work")
    if mix is not None and work is not None and mix.difference is not None and work.difference is not None:
        parts = f"{_amount(mix.difference, 'points')} by another mix of work, {_amount(work.difference, 'points')} "
        more = f" ({work.remark})" if work.remark else ""
        said.append(f"Of the difference in pace, {parts}pace at the same work{more}.")
    hours = [_measure_words(each) for each in row.measures if each.kind not in _POINTS]
    first, *others = hours
    return (*said, f"{'; '.join((first, *(each[:1].lower() + each[1:] for each in others)))}.")


def table(row: BeforeAfterRow) -> AltTable:
    """Tell every measure with both values, the difference, its interval and what can be said."""
    return AltTable(_HEAD, tuple(_row(row, each) for each in row.measures))


def copied(row: BeforeAfterRow) -> str:
    """Return all of it as text for the clipboard."""
    return "\n".join((title(row), spans(row), *sentences(row), NOT_WHY, "", table(row).text))


def _row(row: BeforeAfterRow, measure: MeasureRow) -> tuple[str, ...]:
    effect = measure.difference
    return (
        NAMES[measure.kind],
        _value(row, measure, 0),
        _value(row, measure, 1),
        "" if effect is None else _signed(effect.value, measure.kind),
        "" if effect is None or effect.low is None or effect.high is None else _range(effect, measure.kind),
        "; ".join(part for part in (_verdict(measure), measure.remark) if part),
    )


def _value(row: BeforeAfterRow, measure: MeasureRow, side: int) -> str:
    """Write a value; an accuracy with its interval and sample."""
    value = (measure.before, measure.after)[side]
    if measure.kind == "accuracy":
        words = findings.accuracy_words(row.pairs[side].accuracy)
        return words.removeprefix("accuracy: ").removeprefix("accuracy ")
    if measure.kind in ("mix", "work"):
        return ""
    return formats.percent(value) if measure.kind in _POINTS else formats.hours(value)


def _verdict(measure: MeasureRow) -> str:
    """Say what the sample can show: more than chance, or that it cannot be told, and why."""
    effect = measure.difference
    if effect is None:
        return (
            "cannot be compared" if measure.kind not in ("accuracy",) or measure.remark else "cannot tell: not audited"
        )
    if effect.low is None:
        return "cannot tell: too few weeks"
    return "more than chance" if clear(effect) else "cannot be told from chance"


def _measure_words(measure: MeasureRow) -> str:
    """Say one measure: "Pace 8.2 points lower since (5.1 to 11.3), more than chance"."""
    name, effect = NAMES[measure.kind], measure.difference
    unit = "points" if measure.kind in _POINTS else "hours"
    if effect is None:
        return f"{name}: {_verdict(measure).split(':')[0]}" + (f" ({measure.remark})" if measure.remark else "")
    if effect.low is None or not clear(effect):
        sure = "" if effect.low is None else f", from {_from_to(effect, measure.kind)}"
        told = "no difference that can be told from chance" if effect.low is not None else _verdict(measure)
        return f"{name}: {told} ({_signed(effect.value, measure.kind)}{sure})"
    assert effect.high is not None
    low, high = sorted((abs(effect.low), abs(effect.high)))
    way = "higher" if effect.value > 0 else "lower"
    size = f"{_plain(effect.value, measure.kind)} {unit} {way} since"
    return f"{name} {size} ({_plain(low, measure.kind)} to {_plain(high, measure.kind)}), more than chance"


def _samples(row: BeforeAfterRow) -> str:
    """Say how many audits stand behind an accuracy before and since."""
    counts = [pair.accuracy.audits if isinstance(pair.accuracy, Accuracy) else 0 for pair in row.pairs]
    return f", {formats.plural(counts[0], 'audit')} before and {counts[1]} since"


def _amount(effect: Effect, unit: str) -> str:
    sure = "" if effect.low is None or effect.high is None else f" ({_range(effect, 'pace')})"
    return f"{_signed(effect.value, 'pace').removesuffix(f' {unit}')} {unit}{sure}"


def _range(effect: Effect, kind: Kind) -> str:
    assert effect.low is not None and effect.high is not None
    return f"{_signed_number(effect.low, kind)} to {_signed_number(effect.high, kind)}"


def _from_to(effect: Effect, kind: Kind) -> str:
    return _range(effect, kind)


def _signed(value: float, kind: Kind) -> str:
    return formats.points(value) if kind in _POINTS else f"{_signed_number(value, kind)} hours"


def _signed_number(value: float, kind: Kind) -> str:
    if kind in _POINTS:
        return formats.points(value).removesuffix(" points")
    text = formats.fixed(abs(value), 1)
    return text if float(text.replace(",", "")) == 0 else f"{'−' if value < 0 else '+'}{text}"


def _plain(value: float, kind: Kind) -> str:
    return _signed_number(abs(value), kind).removeprefix("+")


def _span(period: Period) -> str:
    return f"{formats.day(period.start)} – {formats.day(period.end)}"
