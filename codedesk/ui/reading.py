"""Long reading in parts: one month after the other, so that a save need not wait for years of days to be read.

Only the newest question is answered. What is read and how it is shown is the page's.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from codedesk import periods
from codedesk.periods import Period
from codedesk.ui.background import Failed
from codedesk.ui.context import Context


class MonthReader:
    """Asks a service for one month of a period after the other, the newest first, and puts the rows together."""

    def __init__(self, context: Context, owner: QWidget, service: Callable[..., Any], failed: Failed) -> None:
        """Take a service of (session, period, …) that returns a tuple of rows, and what a failure is told to."""
        self._context, self._owner, self._service, self._failed = context, owner, service, failed
        self._question = 0
        self._rows: list[Any] = []
        self._then: Callable[[tuple[Any, ...]], None] | None = None

    def start(self, period: Period, *args: Any, then: Callable[[tuple[Any, ...]], None]) -> None:
        """Read a period; then(rows) comes once, after the last month or when reading was stopped."""
        self._question += 1
        self._rows, self._then = [], then
        self._read(self._question, list(periods.months_of(period)), args)

    def stop(self) -> None:
        """Read no further month, and hand over what was found so far."""
        self._question += 1
        self._finish()

    def _read(self, question: int, months: list[Period], args: tuple[Any, ...]) -> None:
        month = months.pop()

        def arrived(rows: tuple[Any, ...]) -> None:
            if question != self._question:
                return
            self._rows += rows
            if months:
                self._read(question, months, args)
            else:
                self._finish()

        def failed(error: BaseException) -> None:
            if question == self._question:
                self._failed(error)

        self._context.read(self._owner, self._service, month, *args, then=arrived, failed=failed)

    def _finish(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(tuple(self._rows))
