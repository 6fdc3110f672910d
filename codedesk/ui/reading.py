"""Reading for a part of a page, and long reading: one month after the other, so that a save need not wait for years.

Only the newest question is answered. What is read and how it is shown is the page's.
"""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtWidgets import QWidget

from codedesk import periods
from codedesk.periods import Period
from codedesk.ui.background import Failed, Then
from codedesk.ui.context import Context
from codedesk.ui.waiting import Waiting


class PartReader:
    """Reads what a part of a page shows: the part waits meanwhile, only the newest reply is shown."""

    def __init__(self, context: Context, owner: QWidget, waiting: Waiting, failed: Failed | None = None) -> None:
        """Take what waits, and what a failure is told to; without it the message line."""
        self._context, self._owner, self.waiting = context, owner, waiting
        self._failed = failed or context.tell_failure
        self._asked: Future[Any] | None = None
        self._number = 0
        self._waits = False

    def read(self, service: Callable[..., Any], *args: Any, then: Then, quiet: bool = False) -> None:
        """Ask a service; quiet where the part shows the same as before, only newer: it can be used meanwhile.

        An older question that still waits its turn is dropped, so that no save stands in line behind it.
        """
        if self._asked is not None:
            self._asked.cancel()
        self._number += 1
        number = self._number
        if not quiet:
            self._waits = True
            self.waiting.begin()

        def arrived(rows: Any) -> None:
            if number == self._number:
                self._end(then, rows)

        def failed(error: BaseException) -> None:
            if number == self._number:
                self._end(self._failed, error)

        self._asked = self._context.read(self._owner, service, *args, then=arrived, failed=failed)

    def _end(self, tell: Callable[[Any], Any], what: Any) -> None:
        """Hand a reply on; the part waits on where that asks for more."""
        number = self._number
        try:
            with self._context.ahead.resting():
                tell(what)
        finally:
            if number == self._number and self._waits:  # what else waits here is not over
                self._waits = False
                self.waiting.end()


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
