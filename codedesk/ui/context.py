"""The context: what every page is given. The desk through the background, the period, the coder, and where to go.

Pages read and write only through here, so that replies come on the UI thread and a failure is told in words. A page
passes itself as owner: a reply to a deleted page is dropped.
"""

from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from codedesk import formats, periods
from codedesk.desk import Desk, StepResult
from codedesk.entry import DateOrder, DateReader
from codedesk.errors import CannotSave, CodeDeskError, FileAstray, Refused
from codedesk.periods import CALENDAR_YEAR, FiscalYear, Period
from codedesk.settings import Settings
from codedesk.store.connection import Connection
from codedesk.store.whereabouts import Astray
from codedesk.ui.ahead import TypeAhead
from codedesk.ui.background import Background, Failed, Then
from codedesk.ui.messages import WINDOW, Cause, Message, Messages, page_of
from codedesk.ui.stepping import Stepping
from codedesk.ui.typed import TypedForms
from codedesk.ui.unsaved import Unsaved

# Who asked, for what, and by which name; None for any name.
Service = Callable[..., Any]
MessageKind = Literal["busy", "info", "done", "caution", "error"]


class Context(QObject):
    """Everything that a page needs. One per open department.

    Signals: revision_changed(int) after each stored change · saved(step) after a write of this window, and "" after one
    that failed (see saving_failed) ·
    period_changed(Period) · coder_changed(int or None) · navigated(page name, what dict) ·
    message_shown(kind, text, retry or None) with each sentence, on whichever page it is to be read (see messages) ·
    department_changed() after name, choices or lock changed · place_changed() when the department file went from its
    place or is there again (see astray) · unexpected_happened(error) for the crash handler · restore_wanted(path),
    sample_removal_wanted(), closing_wanted() and place_wanted() for app, which alone opens, moves and closes
    departments.
    """

    revision_changed = Signal(int)
    saved = Signal(str)
    period_changed = Signal(object)
    coder_changed = Signal(object)
    navigated = Signal(str, object)
    message_shown = Signal(str, str, object)
    department_changed = Signal()
    place_changed = Signal()
    place_wanted = Signal()
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
        fiscal_year: FiscalYear = CALENDAR_YEAR,
        sample: bool = False,
        department_name: str = "",
        date_order: DateOrder | None = None,
    ) -> None:
        """Take the open desk; fiscal_year is how the department's year runs, date_order how it reads 7/3."""
        super().__init__()
        self.desk = desk
        self.settings = settings
        self.today = today
        self.fiscal_year = fiscal_year
        self.sample = sample
        self.department_name = department_name
        self._date_order = date_order
        self.dates = DateReader(self.today, lambda: self.date_order)
        self.background = Background(self.tell_failure, self)
        self.saved_at: datetime | None = None
        self.saving_failed = False
        self.astray: Astray | None = None
        self.unsaved = Unsaved()
        self.typed = TypedForms(desk.typed, self, self.background)
        self._stepping = Stepping(desk, self.background, self)
        self._stepping.said.connect(self.say)
        self._stepping.stored.connect(self.mark_saved)
        self._stepping.failed.connect(self.tell_failure)
        self._writes: set[Future[Any]] = set()
        self._doubted = False
        self._held: list[Callable[[], object]] = []
        self.messages = Messages(self)
        self.ahead = TypeAhead(self.background)
        self._cause: Cause | None = None
        self._speaker: str | None = None
        self._period = periods.quarter_of(today(), fiscal_year)
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
        return periods.short_label(self._period, self.fiscal_year)

    @property
    def date_order(self) -> DateOrder:
        """How 7/3 is read: as the department says, else as was chosen on this machine before a department could."""
        if self._date_order is not None:
            return self._date_order
        order = self.settings.date_order
        return "month_first" if order == "month_first" else "day_first" if order == "day_first" else "ask"

    @property
    def read_only(self) -> bool:
        """Tell whether nothing can be saved."""
        return self.desk.read_only

    def update_department(
        self, name: str, fiscal_year: FiscalYear, *, sample: bool, date_order: DateOrder | None = None
    ) -> None:
        """Take over what Setup changed; a period that was a quarter stays the quarter of its first day."""
        self._date_order = date_order
        if (name, fiscal_year, sample) == (self.department_name, self.fiscal_year, self.sample):
            return
        was_quarter = self._period == periods.quarter_of(self._period.start, self.fiscal_year)
        self.department_name, self.fiscal_year, self.sample = name, fiscal_year, sample
        if was_quarter:
            self.period = periods.quarter_of(self._period.start, fiscal_year)
        self.department_changed.emit()

    def read(
        self, owner: QWidget, service: Service, *args: Any, then: Then, failed: Failed | None = None, **kwargs: Any
    ) -> "Future[Any]":
        """Ask the desk; then(rows) comes on the UI thread. Without `failed` a failure is told in the message strip."""
        if self.background.closed:
            return _nothing()
        future = self.desk.reading(service, *args, **kwargs)
        self._watch((id(owner), service, None), owner, future, then, failed)
        return future

    def write(
        self,
        owner: QWidget,
        step: str,
        service: Service,
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        about: Hashable = None,
        numbered: bool = False,
        **kwargs: Any,
    ) -> "Future[Any]":
        """Change something as one named step: "Set charts, inpatient, 3 July". then(result) comes after it is stored.

        Without `failed` a failure is told in the message strip with Retry. A message that it failed goes when the same
        is done: by the same owner with the same service, or with the same `about` where that is not enough. numbered
        gives then() the result as it was Stored, with its revision.
        """
        if self.background.closed:
            return _nothing()
        future = self.desk.writing(step, service, *args, **kwargs)
        asked: dict[str, Any] = {"then": then, "failed": failed, "about": about, "numbered": numbered}
        again = partial(self.write, owner, step, service, *args, **asked, **kwargs)

        cause = (id(owner), about or service, None if failed or about else step)
        self._writes.add(future)

        def stored(done: StepResult[Any]) -> None:
            self._writes.discard(future)
            self._forget_unsaved(cause)
            self.mark_saved(step)
            if then is not None:
                then(done if numbered else done.result)

        def not_stored(error: BaseException) -> None:
            self._writes.discard(future)
            self._note_failure(error, cause, step, again, partial(shiboken6.isValid, owner))
            if isinstance(error, FileAstray) and (error.kept or failed is None):
                self._hold(step, partial(stored, StepResult(error.result, None)) if error.kept else again)
            elif failed is not None:
                failed(error)
            else:
                self.tell_failure(error, again)

        self._watch(cause, owner, future, stored, not_stored)
        return future

    def run(self, owner: QWidget, job: Service, *args: Any, then: Then, failed: Failed | None = None) -> "Future[Any]":
        """Run slow work that needs neither widgets nor a session (drawing a packet); then(result) on the UI thread."""
        if self.background.closed:
            return _nothing()
        future = self.background.submit(job, *args)
        self._watch((id(owner), job, None), owner, future, then, failed)
        return future

    def use(self, owner: QObject, job: Callable[[Connection], Any], then: Then, failed: Failed | None = None) -> None:
        """Hand the open file to a job of the store (a backup, a check); then(result) on the UI thread."""
        if not self.background.closed:
            self.background.watch(owner, self.desk.using(job), then, failed)

    def undo(self) -> None:
        """Take the last step back and say which."""
        self._stepping.undo()

    def redo(self) -> None:
        """Do the last undone step again and say which."""
        self._stepping.redo()

    def answer_writes(self) -> None:
        """Wait for the changes that are being stored and tell what came of them: before the window lets them go."""
        self.background.answer(self._writes)

    def navigate(self, page: str, **what: Any) -> None:
        """Show a page and tell it what to show, as in context.navigate("coder", coder_id=3)."""
        self.navigated.emit(page, what)

    def say(
        self, kind: MessageKind, text: str, retry: Callable[[], object] | None = None, *,
        stays: bool | None = None, retry_words: str = "Retry", files: tuple[Path, ...] = (),
    ) -> None:  # fmt: skip
        """Show one sentence in the message line, with what can be done about it, or with the files that were saved.

        It belongs to the page that caused it. What can be tried again, or `stays`, is the window's: it is seen on every
        page until it is closed or done.
        """
        lasting = retry is not None if stays is None else stays
        page = self.messages.page if self._speaker is None else self._speaker
        said = Message(kind, text, retry, retry_words, self._cause, files)
        self.messages.say(said, WINDOW if lasting else page)
        self.message_shown.emit(kind, text, retry)

    def enter_page(self, name: str) -> None:
        """Go to a page: what was said on the one that is left, and typed ahead there, is over."""
        self.ahead.drop()
        self.messages.show_page(name)

    def tell_failure(self, error: BaseException, retry: Callable[[], object] | None = None) -> None:
        """Tell a problem in words; one that nobody foresaw goes to the crash handler."""
        if isinstance(error, FileAstray):
            self._doubt()
            words = (
                f"“{error.step}” is not saved yet. What you typed stays here: try again when the file has its place."
            )
            self.say("error", words, retry)
        elif retry is not None and isinstance(error, CannotSave) and len(self.unsaved) > 1:
            self.say("error", f"{self.unsaved.sentence} {error}", self.unsaved.save_again)
        elif isinstance(error, CodeDeskError):
            self.say("error", str(error), retry, stays=not isinstance(error, Refused))
        else:
            self.unexpected_happened.emit(error)

    def look_after_file(self) -> None:
        """Look whether the department file still stands in its place; `astray` says what happened to it if not."""
        if not self.background.closed:
            self.background.watch(self, self.desk.locating(), self._located)

    def go_on_at(self, path: Path, then: Callable[[], None]) -> None:
        """Put the department into another place, or back into its own, and work on there."""

        def went_on(_nothing: None) -> None:
            self.look_after_file()
            then()

        self.background.watch(self, self.desk.going_on_at(path), went_on)

    def mark_saved(self, step: str) -> None:
        """Say "Saved 14:32" in the top bar."""
        self.saved_at, self.saving_failed = datetime.now().astimezone(), False
        self.saved.emit(step)
        if self.desk.doubt:
            self.say("caution", self.desk.doubt, stays=True)

    @property
    def is_saved(self) -> bool:
        """Tell whether the last change is in the department file, and the file is in its place."""
        return not self.saving_failed and self.astray is None and not self.unsaved

    @property
    def saved_words(self) -> str:
        """What the top bar says about saving."""
        if self.read_only:
            return "Read only"
        if not self.is_saved:
            return "Not saved"
        if self.saved_at:
            return f"Saved {formats.clock(self.saved_at)}"
        return "" if self.typed.unsaved else "All saved"

    def close(self) -> None:
        """Drop all replies that are still to come; what a page asks from now on is not answered."""
        self.background.close()

    def _revised(self, revision: int) -> None:
        if shiboken6.isValid(self):
            self.revision_changed.emit(revision)

    def _watch(
        self, cause: Cause, owner: QObject, future: "Future[Any]", then: Then | None, failed: Failed | None
    ) -> None:
        """Hand the reply on; what is said of a failure goes when the same succeeds."""

        def came(result: Any) -> None:
            self.messages.settle(cause)
            if then is not None:
                with self._speaking(owner):
                    then(result)

        def fell(error: BaseException) -> None:
            with self._speaking(owner, (*cause[:2], None) if isinstance(error, Refused) else cause):
                (failed or self.tell_failure)(error)

        self.background.watch(owner, future, came, fell)

    @contextmanager
    def _speaking(self, owner: QObject, cause: Cause | None = None) -> Iterator[None]:
        """Let what is said meanwhile belong to the page of the owner, and to what failed."""
        before = self._cause, self._speaker
        self._cause, self._speaker = cause, page_of(owner)
        try:
            yield
        finally:
            self._cause, self._speaker = before

    def _note_failure(
        self, error: BaseException, cause: Cause, step: str, again: Callable[[], object], wanted: Callable[[], bool]
    ) -> None:
        """Keep what could not be stored, and say in the top bar that it is not."""
        if isinstance(error, FileAstray):
            self._doubt()
        elif isinstance(error, CannotSave):
            self.unsaved.keep(cause, step, again, wanted)
        if not isinstance(error, Refused):
            self.saving_failed = True
            self.saved.emit("")

    def _forget_unsaved(self, cause: Cause) -> None:
        """Let go of a change that is saved now, and name the others."""
        if self.unsaved.forget(cause):
            self.messages.settle_window()
            if self.unsaved:
                self.say("error", self.unsaved.sentence, self.unsaved.save_again)

    def _hold(self, step: str, again: Callable[[], object]) -> None:
        """Keep a change that no page keeps on its screen until the file is in its place."""
        self._held.append(again)
        self.say("caution", f"“{step}” waits until the department file has its place again; it is not lost.")

    def _doubt(self) -> None:
        """Look after the file, and tell in any case what was found: a change was just not saved in it."""
        self._doubted = True
        self.look_after_file()

    def _located(self, astray: Astray | None) -> None:
        before, self.astray = self.astray, astray
        doubted, self._doubted = self._doubted, False
        if astray != before or doubted:
            self.place_changed.emit()
            self.saved.emit("")
        if astray is None:
            held, self._held = self._held, []
            for again in held:
                again()


def _nothing() -> "Future[Any]":
    """Return a future that never answers."""
    (future := Future[Any]()).cancel()
    return future
