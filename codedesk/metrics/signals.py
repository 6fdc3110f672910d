"""What may explain a change: the causes that signals are read against. The signals: change_words, accuracy_words."""

from dataclasses import dataclass
from datetime import date

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
