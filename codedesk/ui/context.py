"""The context: what every page is given. The desk through the background, the period, the coder, and where to go.

Pages read and write only through here, so that replies come on the UI thread and a failure is told in words. A page
passes itself as owner: a reply to a deleted page is dropped.
"""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import date, datetime
from typing import Any, Literal

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from codedesk import formats, periods
from codedesk.desk import Desk
from codedesk.entry import DateOrder
from codedesk.errors import CodeDeskError, Refused
from codedesk.periods import Period
from codedesk.settings import Settings
from codedesk.ui.background import Background, Failed, Then

MessageKind = Literal["info", "done", "caution", "error"]


class Context(QObject):
    """Everything that a page needs. One per open department.

    Signals: revision_changed(int) after each stored change · saved(step) after a write of this window, and "" after one
    that failed (see saving_failed) ·
    period_changed(Period) · coder_changed(int or None) · navigated(page name, what dict) ·
    message_shown(kind, text, retry or None) · department_changed() after its name or choices were edited ·
    unexpected_happened(error) for the crash handler · restore_wanted(path), sample_removal_wanted() and
    closing_wanted() for app.py, which alone opens and closes departments.
    """

    revision_changed = Signal(int)
    saved = Signal(str)
    period_changed = Signal(object)
    coder_changed = Signal(object)
    navigated = Signal(str, object)
    message_shown = Signal(str, str, object)
    department_changed = Signal()
    unexpected_happened = Signal(object)
    restore_wanted = Signal(object)
    sample_removal_wanted = Signal()
    closing_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        today: Callable[[], date] = date.today,
        *,
        first_month: int = 1,
        sample: bool = False,
        department_name: str = "",
    ) -> None:
        """Take the open desk; first_month is the month in which the department's first quarter starts."""
        super().__init__()
        self.desk = desk
        self.settings = settings
        self.today = today
        self.first_month = first_month
        self.sample = sample
        self.department_name = department_name
        self.background = Background(self.tell_failure, self)
        self.saved_at: datetime | None = None
        self.saving_failed = False
        self._closed = False
        self._period = periods.quarter_of(today(), first_month)
        self._coder_id: int | None = None
        desk.listen(self._revised)

    @property
    def period(self) -> Period:
        """The period that all pages show."""
        return self._period

    @period.setter
    def period(self, period: Period) -> None:
        if period != self._period:
            self._period = period
            self.period_changed.emit(period)

    @property
    def coder_id(self) -> int | None:
        """The coder that pages are narrowed to; None for all."""
        return self._coder_id

    @coder_id.setter
    def coder_id(self, coder_id: int | None) -> None:
        if coder_id != self._coder_id:
            self._coder_id = coder_id
            self.coder_changed.emit(coder_id)

    @property
    def period_label(self) -> str:
        """The period in words: "Q3 2026"."""
        return periods.label(self._period, self.first_month)

    @property
    def date_order(self) -> DateOrder:
        """How 7/3 is read on this machine: month_first, day_first, or ask."""
        order = self.settings.date_order
        return "month_first" if order == "month_first" else "day_first" if order == "day_first" else "ask"

    @property
    def read_only(self) -> bool:
        """Tell whether nothing can be saved."""
        return self.desk.read_only

    def update_department(self, name: str, first_month: int, *, sample: bool) -> None:
        """Take over what Setup changed; a period that was a quarter stays the quarter of its first day."""
        if (name, first_month, sample) == (self.department_name, self.first_month, self.sample):
            return
        was_quarter = self._period == periods.quarter_of(self._period.start, self.first_month)
        self.department_name, self.first_month, self.sample = name, first_month, sample
        if was_quarter:
            self.period = periods.quarter_of(self._period.start, first_month)
        self.department_changed.emit()

    def read(
        self,
        owner: QWidget,
        service: Callable[..., Any],
        *args: Any,
        then: Then,
        failed: Failed | None = None,
        **kwargs: Any,
    ) -> "Future[Any]":
        """Ask the desk; then(rows) comes on the UI thread. Without `failed` a failure is told in the message strip."""
        if self._closed:
            return _nothing()
        future = self.desk.reading(service, *args, **kwargs)
        self.background.watch(owner, future, then, failed)
        return future

    def write(
        self,
        owner: QWidget,
        step: str,
        service: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        **kwargs: Any,
    ) -> "Future[Any]":
        """Change something as one named step: "Set charts, inpatient, 3 July". then(result) comes after it is stored.

        Without `failed` a failure is told in the message strip with Retry.
        """
        if self._closed:
            return _nothing()
        future = self.desk.writing(step, service, *args, **kwargs)

        def stored(result: Any) -> None:
            self.mark_saved(step)
            if then is not None:
                then(result)

        def not_stored(error: BaseException) -> None:
            if not isinstance(error, Refused):
                self.saving_failed = True
                self.saved.emit("")
            if failed is not None:
                failed(error)
            else:
                self.tell_failure(error, again)

        def again() -> None:
            self.write(owner, step, service, *args, then=then, failed=failed, **kwargs)

        self.background.watch(owner, future, stored, not_stored)
        return future

    def run(
        self, owner: QWidget, job: Callable[..., Any], *args: Any, then: Then, failed: Failed | None = None
    ) -> "Future[Any]":
        """Run slow work that needs neither widgets nor a session (drawing a packet); then(result) on the UI thread."""
        return _nothing() if self._closed else self.background.run(owner, job, *args, then=then, failed=failed)

    def undo(self) -> None:
        """Take the last step back and say which."""
        self.background.run(self, self.desk.undo, then=self._undone)

    def redo(self) -> None:
        """Do the last undone step again and say which."""
        self.background.run(self, self.desk.redo, then=self._redone)

    def navigate(self, page: str, **what: Any) -> None:
        """Show a page and tell it what to show, as in context.navigate("coder", coder_id=3)."""
        self.navigated.emit(page, what)

    def say(self, kind: MessageKind, text: str, retry: Callable[[], None] | None = None) -> None:
        """Show one sentence in the message strip of the window."""
        self.message_shown.emit(kind, text, retry)

    def tell_failure(self, error: BaseException, retry: Callable[[], None] | None = None) -> None:
        """Tell a problem in words; one that nobody foresaw goes to the crash handler."""
        if isinstance(error, CodeDeskError):
            self.say("error", str(error), retry)
        else:
            self.unexpected_happened.emit(error)

    def mark_saved(self, step: str) -> None:
        """Say "Saved 14:32" in the top bar."""
        self.saved_at, self.saving_failed = datetime.now().astimezone(), False
        self.saved.emit(step)

    @property
    def saved_words(self) -> str:
        """What the top bar says about saving."""
        if self.read_only:
            return "Read only"
        if self.saving_failed:
            return "Not saved"
        return f"Saved {formats.clock(self.saved_at)}" if self.saved_at else "All saved"

    def close(self) -> None:
        """Drop all replies that are still to come; what a page asks from now on is not answered."""
        self._closed = True
        self.background.close()

    def _revised(self, revision: int) -> None:
        if shiboken6.isValid(self):
            self.revision_changed.emit(revision)

    def _undone(self, step: str | None) -> None:
        self.say("info", f"Undone: {step}" if step else "There is nothing to undo.")
        if step:
            self.mark_saved(f"Undo: {step}")

    def _redone(self, step: str | None) -> None:
        self.say("info", f"Done again: {step}" if step else "There is nothing to do again.")
        if step:
            self.mark_saved(f"Redo: {step}")


def _nothing() -> "Future[Any]":
    """Return a future that never answers."""
    future: Future[Any] = Future()
    future.cancel()
    return future
