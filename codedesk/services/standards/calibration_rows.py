"""What calibration finds, row by row; nobody is named in it. It is made in calibrating and told in calibration."""

from dataclasses import dataclass

from codedesk.periods import Period
from codedesk.services.standards.standards import StandardRow


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """Median and middle half of coder-weeks, in charts per hour of the standard's basis."""

    median: float
    low: float
    high: float
    weeks: int
    coders: int


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """Coder-weeks that do not count, and why in words."""

    why: str
    weeks: int


@dataclass(frozen=True, slots=True)
class AuditedRow:
    """The audits behind the weeks that count: right of reviewed by one method, with the interval, as fractions."""

    value: float
    low: float
    high: float
    charts: int
    audits: int


@dataclass(frozen=True, slots=True)
class CalibrationRow:
    """What audited work of some quarters says of the standard of a work type.

    spread is None where too_little says why. rates are those of the weeks that count, in rising order and without a
    name, none where there are too few. undisturbed leaves out the weeks that a process signal concerns (signals).
    """

    work_type_id: int
    work_type: str
    unit: str
    period: Period
    standard: StandardRow | None
    weeks: int
    coders: int
    too_little: str
    spread: SpreadRow | None
    rates: tuple[float, ...]
    audited: AuditedRow | None
    left_out: tuple[LeftOutRow, ...]
    signals: tuple[str, ...]
    disturbed: int
    undisturbed: SpreadRow | None
