"""How a figure is made, in words and with its inputs, so that a person can do the sum again by hand.

Numbers are written here with up to four decimals, more than pages print, so that the sum comes out.
"""

from collections.abc import Iterable
from datetime import date

from codedesk import formats
from codedesk.methods import FORMULAS, method_words
from codedesk.metrics.figures import Explanation, Part
from codedesk.periods import day_label

PACE_FORMULA = (
    "earned hours ÷ productive hours; earned hours = charts × weight ÷ rate of the standard in force on the day; "
    "productive hours = paid hours − excused other time"
)


def number(value: float) -> str:
    """Write a number with up to four decimals, no idle zeros, and groups of three: "1,234.5"."""
    return formats.number(float(value), 4)


def percent(share: float) -> str:
    """Write a fraction as per cent with up to two decimals."""
    return f"{number(round(share * 100, 2))} %"


def hours(value: float) -> str:
    """Write hours with their unit."""
    return f"{number(value)} h"


def charts(count: float) -> str:
    """Write a number of charts with its unit."""
    return f"{number(count)} chart" if count == 1 else f"{number(count)} charts"


def days(count: int) -> str:
    """Write a number of days with its unit."""
    return formats.plural(count, "day")


def earned_part(work_type: str, units: tuple[float, float], rate: float, factor: float, stated: str) -> Part:
    """Show one work type under one standard: units are its charts and its charts × weight."""
    count, weighted = units
    said = charts(count) if weighted == count else f"{charts(count)}, {number(weighted)} with their weights"
    utilisation = "" if factor == 1 else f" × {number(factor)} utilisation"
    earned = weighted / rate * factor
    return Part(f"Earned, {work_type}", f"{said} ÷ {number(rate)} an hour{utilisation} = {hours(earned)}", stated)


def pace(title: str, earned: Iterable[Part], rest: Iterable[Part], remarks: Iterable[str]) -> Explanation:
    """Explain a pace by its earned hours, then what they are divided by."""
    return Explanation(title, PACE_FORMULA, (*earned, *rest), tuple(remarks))


def ratio(name: str, value: float | None, above: float, below: float) -> Part:
    """Show a division of hours and its result in per cent."""
    return Part(name, "n/a" if value is None else f"{hours(above)} ÷ {hours(below)} = {percent(value)}")


def audit_part(name: str, right: float, seen: float, day: date, selection: str, count: float | None) -> Part:
    """Show what one audit brings to a pooled accuracy."""
    size = "charts not known" if count is None else charts(count)
    return Part(name, f"{number(right)} of {number(seen)}", f"{day_label(day)}, {selection.replace('_', ' ')}, {size}")


def accuracy(method: str, version: str, parts: Iterable[Part], remarks: Iterable[str]) -> Explanation:
    """Explain an accuracy by its method and version."""
    title = f"Accuracy by {method_words(method)}" + (f", version {version}" if version else "")
    return Explanation(title, FORMULAS[method], tuple(parts), tuple(remarks))
