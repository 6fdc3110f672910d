"""The one door to the data: read(query, …) and write(step, command, …), each in a session of its own.

Everything touches the file from one thread. A write is one transaction with its history; then the revision rises and
listeners are told. Knows no services and no window: a page hands it a function whose first argument is a session.
"""

import gc
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from hmac import compare_digest
from pathlib import Path
from typing import Concatenate, Generic, ParamSpec, TypeVar

from sqlmodel import Session

from codedesk.errors import CannotSave, FileAstray, ReadOnly
from codedesk.store import (
    backups,
    checks,
    ciphering,
    department_file,
    engines,
    erasing,
    history,
    refusals,
    reverting,
    steps,
)
from codedesk.store.connection import Connection
from codedesk.store.typed import TypedFile
from codedesk.store.whereabouts import Astray

P = ParamSpec("P")
T = TypeVar("T")
Service = Callable[Concatenate[Session, P], T]
Listener = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class StepResult(Generic[T]):
    """The answer to a change, and the revision that it made; None where nothing differed from what was there."""

    result: T
    revision: int | None


class Desk:
    """An open department. Listeners are called with the new revision, on the database thread."""

    def __init__(self, connection: Connection, thread: ThreadPoolExecutor, who: str) -> None:
        """Take over an open connection and the thread that it belongs to. Use `open` or `create`."""
        self.path = connection.path
        self.read_only = connection.read_only
        self.revision = 0
        self.doubt = ""
        """What is said of the last step, where it is stored and the disk did not confirm it; "" where it did."""
        self._who = who
        self._connection = connection
        self._thread = thread
        self.typed = thread.submit(TypedFile, self.path, connection.raw, read_only=self.read_only).result()
        """What is typed in forms and not stored yet, beside the file."""
        self.remarks = tuple(filter(None, (*connection.remarks, self.typed.remark)))
        self._thread_id = thread.submit(threading.get_ident).result()
        self._closed = False
        self._listeners: list[Listener] = []
        self._steps = thread.submit(self._read, steps.steps, (), {}).result()

    @classmethod
    def open(cls, path: Path, who: str = "", *, read_only: bool = False) -> "Desk":
        """Open a department file: checked, upgraded, backed up. A CodeDeskError says why it cannot be opened."""
        thread = _database_thread()
        try:
            connection = thread.submit(department_file.open_checked, path, read_only=read_only).result()
        except BaseException:
            thread.shutdown()
            raise
        return cls(connection, thread, who)

    @classmethod
    def create(cls, path: Path, who: str = "", fill: Callable[[Session], None] | None = None) -> "Desk":
        """Make a new, empty department file and open it; `fill` adds the starter lists in the first step."""
        thread = _database_thread()
        try:
            connection = thread.submit(department_file.create, path, who, fill).result()
        except BaseException:
            thread.shutdown()
            raise
        return cls(connection, thread, who)

    @property
    def who(self) -> str:
        """The name under which changes are written into the history."""
        return self._who

    @property
    def encrypted(self) -> bool:
        """Tell whether the file is encrypted; it is not looked into for that, which would cost it its lock."""
        return engines.secret_of(self._connection.raw) is not None

    def opens_by(self, passphrase: str) -> bool:
        """Tell whether the file was opened by this passphrase."""
        secret = engines.secret_of(self._connection.raw)
        return secret is not None and compare_digest(secret.passphrase.encode(), passphrase.encode())

    @property
    def undo_step(self) -> str | None:
        """The name of the step that undo would take back."""
        return self._steps.done[-1][1] if self._steps.done else None

    @property
    def redo_step(self) -> str | None:
        """The name of the step that redo would do again."""
        return self._steps.undone[-1][1] if self._steps.undone else None

    def listen(self, listener: Listener) -> None:
        """Call the listener with the new revision after every write."""
        self._listeners.append(listener)

    def read(self, service: Service[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask a question and wait for its rows."""
        return self.reading(service, *args, **kwargs).result()

    def write(self, step: str, service: Service[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Make a change as one named step and wait until it is stored."""
        return self.writing(step, service, *args, **kwargs).result().result

    def rehearse(self, step: str, service: Service[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Make a change, take it back before it is stored, and return what it returned: what would be if."""
        done: Future[T] = self._submit(self._rehearse, step, service, args, kwargs)
        return done.result()

    def reading(self, service: Service[P, T], *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Ask a question; the rows come with the future."""
        return self._submit(self._read, service, args, kwargs)

    def writing(self, step: str, service: Service[P, T], *args: P.args, **kwargs: P.kwargs) -> "Future[StepResult[T]]":
        """Make a change as one named step; the future is done when it is stored."""
        return self._submit(self._write, step, service, args, kwargs)

    def undo(self) -> str | None:
        """Take the last step back; return its name, None if there is none."""
        return self._submit(self._revert, self._steps.done, self._steps.undone, reverting.take_back, "undo").result()

    def redo(self) -> str | None:
        """Do the last undone step again; return its name, None if there is none."""
        return self._submit(self._revert, self._steps.undone, self._steps.done, reverting.do_again, "redo").result()

    def put_back(self, change_id: int) -> str:
        """Take an older step back, as a step of its own; Refused where later changes stand in the way."""
        return self._submit(self._put_back, change_id).result()

    def use(self, job: Callable[[Connection], T]) -> T:
        """Hand the connection to a job of the store (a backup, a check) on the database thread."""
        return self._submit(job, self._connection).result()

    def using(self, job: Callable[[Connection], T]) -> "Future[T]":
        """Hand the connection to a job of the store; the future is done when the job is."""
        return self._submit(job, self._connection)

    def backup(self, why: str = "asked", folder: Path | None = None) -> backups.Backup:
        """Back the department up, beside it or into a folder; CannotSave in words where that fails."""
        return self.use(lambda connection: backups.make(connection, folder or backups.folder_of(self.path), why))

    def back_up_before(self, why: str) -> str:
        """Back up where something changed since the last backup; return what stood in its way, "" for nothing."""
        try:
            self.use(lambda connection: backups.make_if_changed(connection, backups.folder_of(self.path), why))
        except CannotSave as error:
            return str(error)
        return ""

    def erase(self, coder_id: int, today: date) -> erasing.Erased:
        """Erase a coder who left: names and words go, figures stay. What was done before cannot be undone any more."""
        return self._submit(self._erase, coder_id, today).result()

    def check(self) -> checks.CheckReport:
        """Check the whole file: pages, rules, promises of the domain, the chain of the history."""
        return self.use(checks.check)

    def locating(self) -> "Future[Astray | None]":
        """Look whether the department file still stands in its place; the future holds what happened to it, or None."""
        return self._submit(self._locate)

    def going_on_at(self, path: Path) -> "Future[None]":
        """Put the whole department into another place (or back into its own) and work on there.

        What stands in the place is kept in a folder beside it. The steps of undo stay. A path under which the open file
        itself is now is followed.
        """
        return self._submit(self._go_on_at, path)

    def rewriting(self, passphrase: str | None) -> "Future[None]":
        """Write the file anew, encrypted by a passphrase or plain (None), and work on in it; the steps of undo stay.

        A CodeDeskError says why it could not be; the file is open as it was then.
        """
        return self._submit(self._rewrite, passphrase)

    def close(self) -> None:
        """Let go of the file. A second call does nothing."""
        if not self._closed:
            self._closed = True
            self.typed.close()
            self._thread.submit(department_file.close, self._connection).result()
            self._thread.shutdown()

    def _submit(self, job: Callable[..., T], *args: object) -> "Future[T]":
        if threading.get_ident() == self._thread_id:
            done: Future[T] = Future()
            done.set_result(job(*args))
            return done
        return self._thread.submit(job, *args)

    def _read(self, service: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]) -> T:
        with _collection_paused(), refusals.readable(self.path.name), self._connection.reading() as session:
            return service(session, *args, **kwargs)

    def _locate(self) -> Astray | None:
        return self._connection.locate()

    def _rewrite(self, passphrase: str | None) -> None:
        department_file.close(self._connection)
        self.typed.release()
        try:
            ciphering.rewrite(self.path, None if passphrase is None else engines.Secret(passphrase))
        finally:
            self._connection = department_file.open_checked(self.path)
            self.typed.go_to(self.path, self._connection.raw)
            self._tell()

    def _go_on_at(self, path: Path) -> None:
        self._connection = department_file.go_on_at(self._connection, path)
        self.path = path
        self.typed.go_to(path, self._connection.raw)
        self._tell()

    def _write(
        self, step: str, service: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]
    ) -> StepResult[T]:
        result, recorder = self._transaction(step, "do", None, lambda session: service(session, *args, **kwargs))
        if recorder.change is None:
            return StepResult(result, None)
        self._steps.add(recorder.change.id or 0, step)
        self._tell()
        self._require_found(step, result)
        return StepResult(result, self.revision)

    def _rehearse(self, step: str, service: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]) -> T:
        found: list[T] = []

        def job(session: Session) -> None:
            found.append(service(session, *args, **kwargs))
            raise _Rehearsed

        with suppress(_Rehearsed):
            self._transaction(step, "do", None, job)
        return found[0]

    def _revert(
        self,
        source: list[tuple[int, str]],
        target: list[tuple[int, str]],
        revert: Callable[[Session, int], None],
        kind: str,
    ) -> str | None:
        if not source:
            return None
        change_id, step = source[-1]
        words = f"{kind.capitalize()}: {step}"
        self._transaction(words, kind, change_id, lambda session: revert(session, change_id))
        target.append(source.pop())
        self._tell()
        self._require_found(words, step)
        return step

    def _put_back(self, change_id: int) -> str:
        step = self._read(reverting.step_name, (change_id,), {})
        words = f"Put back: {step}"
        _, recorder = self._transaction(
            words, "put_back", change_id, lambda session: reverting.put_back(session, change_id)
        )
        if recorder.change is not None:
            self._steps.add(recorder.change.id or 0, words)
            self._tell()
            self._require_found(words, words)
        return words

    def _erase(self, coder_id: int, today: date) -> erasing.Erased:
        step = "Erase a coder who left"
        erased, _ = self._transaction(step, "upgrade", None, lambda session: erasing.erase(session, coder_id, today))
        erased = replace(erased, whole=erasing.write_anew(self._connection))
        self._steps = steps.Steps()  # the rows before it had other words
        self.typed.forget_coder(coder_id, erased.names)
        self._tell()
        self._require_found(step, erased)
        return erased

    def _transaction(
        self, step: str, kind: str, reverts_id: int | None, job: Callable[[Session], T]
    ) -> tuple[T, history.Recorder]:
        if self.read_only:
            reason = f"“{self.path.name}” is open for reading only, so this was not saved."
            raise ReadOnly(reason)
        done: list[tuple[T, history.Recorder]] = []
        try:
            with refusals.in_words(step), self._connection.writing(step) as session:
                recorder = history.record(session, self._who, step, kind, reverts_id)
                done.append((job(session), recorder))
                session.flush()
        except FileAstray:
            raise
        except CannotSave as error:
            if not done or not self._connection.holds(done[0][1].last_hash):
                raise
            cause = getattr(error.__cause__, "orig", None) or error.__cause__
            self.doubt = _DOUBT.format(step=step, cause=cause)
        else:
            self.doubt = ""
        return done[0]

    def _require_found(self, step: str, result: object) -> None:
        """Raise where the file was taken away while the step was stored: the department has it, its file has not."""
        if (astray := self._connection.astray) is not None:
            error = FileAstray(step, astray.happened, kept=True)
            error.result = result
            raise error

    def _tell(self) -> None:
        self.revision += 1
        for listener in self._listeners:
            listener(self.revision)


_DOUBT = (
    "“{step}” is stored, but the disk did not confirm it ({cause}). Check the disk, and make a backup in another place."
)


class _Rehearsed(Exception):
    """What ends a rehearsal."""


def _database_thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="department")


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Keep Python's collector from walking through ten years of rows, which hold no cycles, while they are read."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
