"""A number with its unit that says how it is made: what work that waits is told in. No SQL, no Qt."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from codedesk import formats
from codedesk.formats import NO_BREAK
from codedesk.metrics.figures import Explanation, Part

Unit = Literal["charts", "h", "days", "FTE", "share", "$", ""]
_ONE = {"charts": "chart", "days": "day"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value at full precision with its unit; shares are fractions, money is in dollars.

    value is None where it cannot be had: why_not says why in words ("no dollars were logged").
    """

    value: float | None
    unit: Unit
    explanation: Explanation
    why_not: str = ""

    @property
    def text(self) -> str:
        """The number as pages and paper write it, with its unit: "3.75 days", "$4,200,000.00"; else why it is not."""
        if self.value is None:
            return self.why_not or formats.NOT_AVAILABLE
        return written(self.value, self.unit)


def written(value: float, unit: Unit) -> str:
    """Write a number with its unit: charts, hours, days and FTE with at most two decimals, shares as per cent."""
    if unit == "share":
        return formats.percent(value)
    if unit == "$":
        amount = formats.fixed(value, 2)
        return f"−${amount[1:]}" if amount.startswith("−") else f"${amount}"
    said = formats.number(value, 2)
    return f"{said}{NO_BREAK}{_ONE.get(unit, unit) if said == '1' else unit}" if unit else said


def aligned(each: Quantity, digits: int = 2) -> str:
    """Write a number for a column: always so many decimals, so that the points stand under each other."""
    if each.value is None or each.unit in ("share", "$"):
        return each.text
    return f"{formats.fixed(each.value, digits)}{NO_BREAK}{each.unit}".rstrip()


def quantity(
    title: str, formula: str, value: float, unit: Unit, parts: Callable[[], Iterable[Part]], *remarks: str
) -> Quantity:
    """Return a number with its explanation, the parts of which are made when they are first looked at."""
    return Quantity(
        value, unit, Explanation.later(lambda: Explanation(title, formula, (*parts(), result(value, unit)), remarks))
    )


def unknown(
    title: str, formula: str, unit: Unit, why_not: str, parts: Callable[[], Iterable[Part]] = tuple, *remarks: str
) -> Quantity:
    """Return a number that cannot be had, with what of it is known."""
    made = Explanation.later(lambda: Explanation(title, formula, tuple(parts()), (*remarks, _sentence(why_not))))
    return Quantity(None, unit, made, why_not)


def ratio(
    title: str, formula: str, above: Quantity, below: Quantity, unit: Unit, nothing: str, *remarks: str
) -> Quantity:
    """Divide one quantity by another; where one is not known its reason is given, and nothing where below is 0."""
    parts = partial(_parts, (above, below))
    if above.value is None or below.value is None:
        missing = above if above.value is None else below
        return unknown(title, formula, unit, missing.why_not, parts, *remarks)
    if below.value <= 0:
        return unknown(title, formula, unit, nothing, parts, *remarks)
    return quantity(title, formula, above.value / below.value, unit, parts, *remarks)


def given(title: str, value: float | None, unit: Unit, source: str = "", why_not: str = "") -> Quantity:
    """Return a number that was logged, not reckoned."""
    if value is None:
        return unknown(title, "as logged", unit, why_not or "not logged")
    return Quantity(value, unit, Explanation(title, "as logged", (Part(title, exact(value, unit), source),)))


def part(of: Quantity) -> Part:
    """Return a quantity as an input of another one."""
    value = of.why_not if of.value is None else exact(of.value, of.unit)
    return Part(of.explanation.title, value, of.explanation.formula)


def result(value: float, unit: Unit) -> Part:
    """Return the last line of an explanation: what comes out."""
    return Part("Result", exact(value, unit))


def exact(value: float, unit: Unit) -> str:
    """Write a number with its unit and up to four decimals, so that a sum can be done again by hand."""
    if unit == "share":
        return f"{formats.number(value * 100, 2)} %"
    if unit == "$":
        return f"${formats.number(value, 4)}"
    return f"{formats.number(value, 4)} {unit}".rstrip()


def _parts(quantities: tuple[Quantity, ...]) -> tuple[Part, ...]:
    return tuple(part(each) for each in quantities)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
