"""Work away from the window: futures in, callbacks on the UI thread out. The only place where the two meet.

A reply whose owner was deleted meanwhile is dropped. processEvents is never called.
"""

import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from codedesk.ui.garbage import collect_here

TURN_SECONDS = 0.0002
"""So long a thread that computes keeps the interpreter's lock once the window wants it (docs/decisions/0088)."""

Then = Callable[[Any], None]
Failed = Callable[[BaseException], None]


@dataclass(frozen=True, slots=True)
class _Job:
    owner: QObject
    future: "Future[Any]"
    then: Then | None
    failed: Failed | None


class Background(QObject):
    """Watches futures. Make it on the UI thread; callbacks run there. Signal: became_idle() after the last reply."""

    became_idle = Signal()
    _arrived = Signal(int)

    def __init__(self, unexpected: Failed, parent: QObject | None = None) -> None:
        """Take what is called with the error of a job that has no `failed` of its own."""
        super().__init__(parent)
        collect_here()
        sys.setswitchinterval(TURN_SECONDS)
        self._unexpected = unexpected
        self._jobs: dict[int, _Job] = {}
        self._next = 0
        self._pool: ThreadPoolExecutor | None = None
        self.closed = False
        """Whether no job is taken any more."""
        # Always in turn: a reply that is there at once does not overtake one that came before it.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Tell whether a reply is still to come."""
        return bool(self._jobs)

    def watch(
        self, owner: QObject, future: "Future[Any]", then: Then | None = None, failed: Failed | None = None
    ) -> None:
        """Call then(result) or failed(error) on the UI thread, unless the owner is gone or the future was cancelled."""
        self._next += 1
        number = self._next
        self._jobs[number] = _Job(owner, future, then, failed)
        future.add_done_callback(lambda _done: self._tell(number))

    def run(
        self,
        owner: QObject,
        job: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
    ) -> "Future[Any]":
        """Run a slow job that touches neither widgets nor the database (drawing a PDF, waiting for an undo)."""
        future = self.submit(job, *args)
        self.watch(owner, future, then, failed)
        return future

    def submit(self, job: Callable[..., Any], *args: Any) -> "Future[Any]":
        """Start a slow job whose reply is watched by the caller."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="work")
        return self._pool.submit(job, *args)

    def answer(self, futures: "Iterable[Future[Any]]") -> None:
        """Wait for futures that are watched, and reply to them before this returns."""
        wanted = set(futures)
        for number in [number for number, job in self._jobs.items() if job.future in wanted]:
            wait((self._jobs[number].future,))
            self._deliver(number)

    def close(self) -> None:
        """Let running jobs end, drop their replies."""
        self.closed = True
        self._jobs.clear()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _tell(self, number: int) -> None:
        if shiboken6.isValid(self):
            self._arrived.emit(number)

    @Slot(int)
    def _deliver(self, number: int) -> None:
        job = self._jobs.pop(number, None)
        self._reply(job)
        if job is not None and not self._jobs and shiboken6.isValid(self):
            self.became_idle.emit()

    def _reply(self, job: _Job | None) -> None:
        if job is None or job.future.cancelled() or not shiboken6.isValid(job.owner):
            return
        error = job.future.exception()
        if error is not None:
            (job.failed or self._unexpected)(error)
        elif job.then is not None:
            job.then(job.future.result())
