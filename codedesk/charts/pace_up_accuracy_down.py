"""The title of a chart where pace rose while accuracy fell: it is one of both charts, and says what may be chance."""

from collections.abc import Iterable

from codedesk import formats
from codedesk.charts.picture import Measure
from codedesk.metrics.figures import Signal
from codedesk.metrics.signals import unsure


def opposed_clause(signals: Iterable[Signal], measure: Measure) -> str:
    """Say that pace rose while accuracy fell, where there is such a signal: it is one of both charts."""
    for one in signals:
        if one.mark == "opposed" and one.size is not None and one.accuracy_size is not None and one.until is not None:
            higher = f"{formats.number(round(100 * one.size))}{formats.NO_BREAK}%"
            lower = formats.points(one.accuracy_size).removeprefix("−")
            weeks = ((one.until - one.since).days + 1) // 7
            chance = ", which may be chance," if unsure(one) else ""
            if measure == "pace":
                return f"Pace rose by {higher} while accuracy fell by {lower}{chance or ','} over {weeks} weeks"
            return f"Accuracy fell by {lower}{chance} while pace rose by {higher}, over {weeks} weeks"
    return ""
