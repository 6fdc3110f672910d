"""What may explain a change: the causes that signals are read against, and what a signal is not sure of.

The signals are worded in change_words, accuracy_words and pace_up_accuracy_down_words. Loads nothing heavy.
"""

from dataclasses import dataclass
from datetime import date

from codedesk.metrics.figures import Signal

NEAR_DAYS = 7


@dataclass(frozen=True, slots=True)
class Cause:
    """Something dated that may explain a change: event, new standard, ramp. work_type and coder None: everyone's.

    until: it explains everything up to that day, as a ramp does while the coder learns.
    """

    day: date
    text: str
    work_type: str | None = None
    coder: str | None = None
    until: date | None = None
    kind: str = ""


def unsure(signal: Signal) -> bool:
    """Tell whether pace up, accuracy down may be chance: the interval of the fall holds 0."""
    return signal.mark == "opposed" and signal.accuracy_high is not None and signal.accuracy_high >= 0
