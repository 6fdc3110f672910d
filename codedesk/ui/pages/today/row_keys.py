"""Which row of the day grid is meant."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RowKey:
    """Which row of the grid: a coder's day, and in it a work type, a category of other time, or the day itself.

    The department's own rows, of what waits, have DEPARTMENT for the coder.
    """

    coder_id: int
    day: date
    work_type_id: int | None = None
    category_id: int | None = None

    @property
    def of_day(self) -> "RowKey":
        """The row of the day that this row belongs to."""
        return RowKey(self.coder_id, self.day)
