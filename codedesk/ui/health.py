"""What is known of the health of the open department: checked at its open, looked through since, checked when asked.

One per context, found by `Health.of(context)`. Signal: changed().
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from codedesk.store.checks import CheckReport
from codedesk.ui.context import Context


@dataclass(frozen=True, slots=True)
class Checked:
    """A whole check: when (UTC), and what it found."""

    at: datetime
    report: CheckReport


class Health(QObject):
    """Keeps what the checks of this session found."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        """Begin with the check that every open makes: without it there would be no context."""
        super().__init__(context)
        self.opened_at = datetime.now(UTC)
        self.looked_through_at: datetime | None = None
        self.altered = ""
        self.whole: Checked | None = None

    @classmethod
    def of(cls, context: Context) -> "Health":
        """Return the one of a context."""
        found = context.findChild(cls)
        return found if isinstance(found, Health) else cls(context)

    @property
    def problem(self) -> str:
        """What was found wrong last, "" for nothing."""
        if self.whole is not None and self.whole.report.problems:
            return self.whole.report.problems[0]
        return self.altered

    def look_back_ended(self, problem: str) -> None:
        """Take that every row and the whole history were looked through, or what is wrong with them."""
        self.altered, self.looked_through_at = problem, datetime.now(UTC)
        self.changed.emit()

    def was_checked(self, report: CheckReport) -> None:
        """Take what a whole check found."""
        self.whole = Checked(datetime.now(UTC), report)
        self.changed.emit()
