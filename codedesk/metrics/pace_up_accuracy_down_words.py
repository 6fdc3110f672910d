"""Pace up, accuracy down, told as a signal of both: of the process where the team has it, else as a question."""

from collections.abc import Sequence
from datetime import date, timedelta

from codedesk import formats
from codedesk.metrics.figures import Signal
from codedesk.metrics.pace_up_accuracy_down import Opposed
from codedesk.periods import day_label


def told(found: Opposed, who: str, mondays: Sequence[date]) -> Signal:
    """Tell the rise and the fall, each with its interval, over the same weeks."""
    last = mondays[found.last]
    low, high = _points(found.fall_low), _points(found.fall_high)
    # of a fall that may be none, from how much less to how much more
    fallen = f"{high} to {low} points" if found.fall_high < 0 else f"{low} lower to {high} higher"
    text = (
        f"{who}: pace up, accuracy down: pace {_share(found.rise)} % higher "
        f"({_share(found.rise_low)} to {_share(found.rise_high)} %) and accuracy {_points(found.fall)} points "
        f"lower ({fallen}) over the {found.last - found.first + 1} weeks up to that of {day_label(last)}, "
        f"in {found.audits} audits"
    )
    asked = found.coder is not None
    text += f" – {_question(found)}"
    return Signal(
        kind="individual" if asked else "process",
        measure="both",
        mark="opposed",
        since=mondays[found.first],
        text=text,
        until=last + timedelta(6),
        size=found.rise,
        low=found.rise_low,
        high=found.rise_high,
        level="coder" if asked else "team",
        accuracy_size=found.fall,
        accuracy_low=found.fall_low,
        accuracy_high=found.fall_high,
    )


def _question(found: Opposed) -> str:
    if found.fall_high >= 0:
        if found.more is None:
            return "the fall may be chance: audits are too few to tell"
        return f"the fall may be chance: about {formats.plural(found.more, 'more audit')} like these would tell"
    return f"{'' if found.coder is not None else 'look at the process first: '}is there time to be exact?"


def _share(value: float) -> str:
    return formats.number(round(value * 100))


def _points(value: float) -> str:
    return formats.fixed(abs(value) * 100, 1)
