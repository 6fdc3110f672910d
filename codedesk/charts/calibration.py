"""How the weeks of audited work that met accuracy lie around a standard: bars of coder-weeks, without a name."""

from math import ceil, floor, log10

from codedesk import formats
from codedesk.charts import axes
from codedesk.charts.picture import AltTable, BarChart, CountBar
from codedesk.metrics.rates import pace_of
from codedesk.services.standards.calibration import audited_words, finding, like
from codedesk.services.standards.calibration_rows import CalibrationRow

_BARS = 8
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def calibration_bars(row: CalibrationRow) -> BarChart:
    """Count the coder-weeks by their pace, in the words of the standard; the bar with the standard in it says so."""
    draft = like(row)
    paces = [pace_of(rate, draft.pace_unit, draft.hours_per_day, draft.units_per_chart) for rate in row.rates]
    standard = row.standard.draft.pace if row.standard is not None else None
    bars = tuple(_bars(paces, standard))
    high, ticks = axes.count_ticks(max((bar.value for bar in bars), default=1))
    quality = audited_words(row.audited) if row.audited is not None else "accuracy: not audited (0 charts)"
    subtitle = f"Coder-weeks by pace, {unit_words(row)} · {quality}"
    table = AltTable(("Pace", "Coder-weeks"), tuple((bar.label, str(bar.value)) for bar in bars))
    return BarChart(
        "Where the audited weeks lie", subtitle, bars, high, ticks, "", finding(row), table,
        "" if bars else finding(row),
    )  # fmt: skip


def unit_words(row: CalibrationRow) -> str:
    """Say what a pace of the work type is counted in: "per day of 8 h", "minutes per chart"."""
    draft = like(row)
    hours = formats.typed(draft.hours_per_day)
    words = {
        "per_hour": "per hour",
        "per_day": f"per day of {hours} h",
        "per_week": f"per week of {formats.typed(round(draft.hours_per_day * 5, 9))} h",
        "minutes_per_chart": f"minutes per {row.unit}",
        "units_per_hour": "units per hour",
        "units_per_day": f"units per day of {hours} h",
    }
    return f"{words[draft.pace_unit]}, {draft.basis} hours"


def _bars(paces: list[float], standard: float | None) -> list[CountBar]:
    if not paces:
        return []
    step = _step(max(paces) - min(paces))
    first, last = floor(min(paces) / step), ceil(max(paces) / step)
    found = []
    for place in range(first, max(last, first + 1)):
        low, high = place * step, (place + 1) * step
        end = place == max(last, first + 1) - 1
        count = sum(low <= pace < high or (end and pace == high) for pace in paces)
        here = standard is not None and low <= standard < high
        label = f"{formats.number(low, 4)} to {formats.number(high, 4)}{', the standard' if here else ''}"
        found.append(CountBar(label, count, None, f"{label}: {formats.plural(count, 'coder-week')}"))
    return found


def _step(width: float) -> float:
    """Return a round width of a bar, so that there are about eight of them."""
    wanted = max(width, 1e-9) / _BARS
    power = 10.0 ** floor(log10(wanted))
    return power * next(step for step in _STEPS if step * power >= wanted * (1 - 1e-12))
