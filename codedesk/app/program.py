"""The running program: settings, log, crash handler, department and main window joined.

Nothing else opens or closes a department for the window. No rule about data and no widget of its own. It is loaded
after the window was painted, because with it come SQLModel and the frame.
"""

import getpass
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QApplication

from codedesk import paths
from codedesk.app import making, own_log
from codedesk.app.daily import Daily
from codedesk.app.file_watch import Place
from codedesk.app.history_check import LookingBack
from codedesk.app.single_window import WAITS, channel, wait_for_other
from codedesk.app.warming import Warming
from codedesk.desk import Desk
from codedesk.errors import CodeDeskError, DepartmentInUse, OtherDepartment, PassphraseNeeded
from codedesk.models.departments import DepartmentDraft
from codedesk.services.days import spans
from codedesk.services.department import departments
from codedesk.services.department.departments import DepartmentRow
from codedesk.settings import Settings
from codedesk.store import backups, holder, typed
from codedesk.ui import ask, crashes
from codedesk.ui.actions import Action
from codedesk.ui.background import Background
from codedesk.ui.context import Context
from codedesk.ui.cover import KEY, Cover, Guard
from codedesk.ui.dialogs.crash_report import CrashReport
from codedesk.ui.frame import Frame
from codedesk.ui.garbage import spare_nothing
from codedesk.ui.main_window import MainWindow
from codedesk.ui.pages.welcome import Welcome
from codedesk.ui.theme import theme

LET_GO_MS = 10_000
_APPEARANCES = (("system", "as the system"), ("light", "light"), ("dark", "dark"))


class Program(QObject):
    """The running program: at most one open department, one window."""

    def __init__(
        self, app: QApplication, window: MainWindow, settings: Settings, today: Callable[[], date] = date.today
    ) -> None:
        """Take over the window; nothing is open yet."""
        super().__init__()
        self._app = app
        self._today = today
        self.settings = settings
        self.context: Context | None = None
        self.copying = True
        self._server: QLocalServer | None = None
        self.background = Background(self.unexpected, self)
        crashes.install(self.unexpected)
        own_log.start(paths.log_folder())
        self.window = window
        self.frame: Frame | None = None
        self.cover = Cover(window, settings)
        self.cover.guard = self._guard
        self._locked: QObject | None = None
        self._place = Place(window, today, self)
        self._place.moved.connect(self._settle)
        self._place.opening.connect(self._open_instead)
        window.when_closed(self.may_close, self.close)
        window.typed_early.refused.connect(self._say_early)

    def start(self, path: Path, *, asked: bool = False) -> None:
        """Open the department, or welcome a person who has none; a file that was asked for must be there."""
        if path.exists() or asked:
            self.open(path, WAITS)
        else:
            self.welcome()
        self.window.show()

    def welcome(self, message: str = "") -> None:
        """Show the ways in."""
        self.frame = None
        self.cover.watch(False)
        kept, names = self.settings.founding, self.settings.names
        welcome = Welcome(message, self.settings.departments, self._window_actions(), kept, names)
        welcome.typed.connect(self.settings.keep_founding)
        welcome.founded.connect(self.found)
        welcome.forgotten.connect(self.settings.forget)
        welcome.sample_wanted.connect(self.look_around)
        welcome.restore_wanted.connect(self.restore_first)
        welcome.open_wanted.connect(self.open)
        self.window.show_welcome(welcome)
        welcome.show_ways()

    def open(self, path: Path, waits: int = 0) -> None:
        """Open a department file and show it; where it cannot be (after so many waits), the welcome says why."""
        self._let_go()
        self.window.typed_early.begin()
        try:
            desk = self._opened(path)
        except CodeDeskError as error:
            welcome = self.window.shown
            if waits and isinstance(error, DepartmentInUse) and not holder.is_elsewhere(path):
                wait_for_other(self.window, path, partial(self.open, path, waits - 1))
            elif isinstance(welcome, Welcome):
                welcome.show_problem(error)
                self.window.typed_early.end()
            else:
                self.welcome(str(error))
            return
        self._show(desk)

    def _opened(self, path: Path) -> Desk:
        """Open a department, asking for its passphrase until it opens or the person leaves."""
        while True:
            try:
                return Desk.open(path, self._who())
            except PassphraseNeeded as needed:
                if not ask.passphrase_given(self.window, path, needed):
                    raise

    def found(self, draft: DepartmentDraft, path: Path) -> None:
        """Make a new department with the manager's choices and open it."""
        self.settings.who = draft.manager or self.settings.who
        founding = import_module("codedesk.services.department.founding")  # late: with it comes the whole import
        self._make(path, partial(founding.begin, draft=draft), "Making the department …")

    def look_around(self) -> None:
        """Open the sample team, built the first time that it is asked for."""
        path = paths.sample_department()
        if path.exists():
            self.open(path)
        else:
            self._wait("Inventing eight coders and two years of work …")
            self.background.run(self, making.make_sample, path, self._who(), then=self._made, failed=self._not_made)

    def restore_first(self, backup: Path) -> None:
        """Restore a backup as the usual department, from the welcome."""
        self._restore(backup, paths.default_department())

    def restore(self, backup: Path) -> None:
        """Restore a backup over the open department, which is closed for it and set aside."""
        if self.context is not None and self.may_close():
            path = self.context.desk.path
            self._let_go()
            self._restore(backup, path)

    def remove_sample(self) -> None:
        """Throw the open sample department away, and its backups, and go back to the welcome."""
        if self.context is None or not self.context.sample:
            return
        path = self.context.desk.path
        self._let_go()
        path.unlink(missing_ok=True)
        typed.remove(path)
        for backup in backups.listed(backups.folder_of(path), path.stem):
            backup.path.unlink(missing_ok=True)
        self.settings.forget(path)
        self.start(paths.default_department())

    def leave(self) -> None:
        """Close the department and show the ways in."""
        if self.may_close():
            self._let_go()
            self.welcome()

    def may_close(self) -> bool:
        """Let the page keep what is being typed; False where it wants to stay, or the file is not in its place."""
        return (self.frame is None or self.frame.close_department()) and self._place.may_close()

    def close(self) -> None:
        """Let go of everything; the program ends after this."""
        self._let_go()
        self.background.close()
        self._app.quit()

    def unexpected(self, error: BaseException) -> None:
        """Say one sentence, and offer a report that is shown before it is kept; the program goes on."""
        if isinstance(error, CodeDeskError):
            self._tell(str(error))
            return
        own_log.LOG.error("unexpected %s at %s", type(error).__name__, crashes.place_of(error))
        words, text = crashes.sentence(error), crashes.report(error)
        show = partial(self._show_report, words, text)
        if self.context is None or self.frame is None:
            show()
            return
        self.context.say("error", words, show, stays=True, retry_words="Look at the report …")

    def _guard(self) -> Guard | None:
        """Return what asks for the passphrase before the cover is lifted; None where the department has none."""
        desk = self.context.desk if self.context is not None else None
        return partial(ask.uncovered, desk.opens_by) if desk is not None and desk.encrypted else None

    def _say_early(self) -> None:
        if self.context is not None:
            self.context.say("info", "What was typed or clicked before this page was there was not taken in.")

    def _tell(self, words: str) -> None:
        if self.context is not None:
            self.context.say("error", words, stays=True)
        else:
            ask.asker().tell(self.window, "Something went wrong", words)

    def _show_report(self, words: str, text: str) -> None:
        CrashReport(words, text, paths.log_folder(), self.window).open()

    def _show(self, desk: Desk) -> None:
        self.window.typed_early.begin()
        row = desk.read(departments.department)
        today = self._today
        if row.sample:
            span = desk.read(spans.logged_span)
            today = partial(spans.no_later, today, span)
        draft = row.draft
        self.context = context = Context(
            desk,
            self.settings,
            today,
            fiscal_year=draft.fiscal_year,
            sample=row.sample,
            department_name=draft.name,
            date_order=draft.order,
        )
        context.unexpected_happened.connect(self.unexpected)
        context.restore_wanted.connect(self.restore)
        context.sample_removal_wanted.connect(self.remove_sample)
        context.closing_wanted.connect(self.leave)
        context.department_changed.connect(self._settle)
        context.revision_changed.connect(self._reread)
        self._place.look_after(context)
        self._settle()
        self.frame = frame = Frame(context, self._actions())
        self.window.show_department(frame, draft.name or desk.path.stem, sample=row.sample)
        frame.show_first(self.settings.first_page)
        self.cover.watch(True)
        if self._locked is None:
            self._locked = import_module("codedesk.app.session_lock").SessionLock(self.cover.cover, self)
        Warming(context, copying=self.copying)
        LookingBack(context)
        Daily(context)
        if danger := paths.caution(desk.path):
            own_log.LOG.warning("the department lies in an unsafe place")
        for remark in filter(None, (danger, *desk.remarks)):
            context.say("caution", remark, stays=True)

    def _settle(self) -> None:
        """Be found under the department's path, now and at the next start."""
        if (context := self.context) is not None:
            self._listen(context.desk.path)
            self.settings.remember(context.desk.path, "" if context.desk.encrypted else context.department_name)

    def _open_instead(self, path: Path, kept: Path) -> None:
        """Open another file that came into the department's place; say where the one before is kept."""
        self.open(path)
        words = f"What was in the window before is kept whole in “{kept}”."
        if self.context is not None:
            self.context.say("caution", words, stays=True)
        else:
            ask.asker().tell(self.window, "Nothing is lost", words)

    def _reread(self) -> None:
        if self.context is not None:
            self.context.read(self.window, departments.department, then=self._department_read)

    def _department_read(self, row: DepartmentRow) -> None:
        if self.context is not None:
            draft = row.draft
            self.context.update_department(draft.name, draft.fiscal_year, sample=row.sample, date_order=draft.order)

    def _make(self, path: Path, fill: "partial[None]", words: str) -> None:
        self._wait(words)
        self.background.run(self, making.create, path, self._who(), fill, then=self._founded, failed=self._not_made)

    def _founded(self, desk: Desk) -> None:
        self.settings.keep_founding({})
        self._made(desk)

    def _made(self, desk: Desk) -> None:
        self._let_go()
        self._show(desk)

    def _not_made(self, error: BaseException) -> None:
        welcome = self.window.shown
        if isinstance(welcome, Welcome) and isinstance(error, CodeDeskError):
            welcome.show_problem(error)
            return
        if isinstance(welcome, Welcome):
            welcome.go_back()
        else:
            self.welcome()
        self.unexpected(error)

    def _restore(self, backup: Path, into: Path, *, over_another: bool = False) -> None:
        self._wait("Checking the backup and putting it in place …")
        into.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        job = partial(backups.restore, over_another=over_another)
        failed = partial(self._not_restored, backup, into)
        self.background.run(self, job, backup, into, then=partial(self._restored, into), failed=failed)

    def _restored(self, into: Path, kept: Path | None) -> None:
        self.open(into)
        if self.context is not None:
            words = f"The backup was restored. The file that stood there is kept in {kept.parent}." if kept else ""
            self.context.say("done", words or "The backup was restored.")

    def _not_restored(self, backup: Path, into: Path, error: BaseException) -> None:
        another = isinstance(error, OtherDepartment) and self._want_another(error)
        if another or (isinstance(error, PassphraseNeeded) and ask.passphrase_given(self.window, backup, error)):
            self._restore(backup, into, over_another=another)
            return
        if into.exists():
            self.open(into)
        else:
            self.welcome()
        if self.context is not None and isinstance(error, CodeDeskError):
            self.context.say("error", str(error), stays=True)
        else:
            self._not_made(error)

    def _want_another(self, other: OtherDepartment) -> bool:
        text = f"{other}\n\nIf it is restored, the present department is set aside beside it, not deleted."
        return ask.asker().question(self.window, "Restore another department over this one?", text, "Restore it")

    def _wait(self, words: str) -> None:
        if not isinstance(self.window.shown, Welcome):
            self.welcome()
        welcome = self.window.shown
        assert isinstance(welcome, Welcome)
        welcome.show_busy(words)

    def _let_go(self) -> None:
        self._place.look_after(None)
        self._stop_listening()
        if self.context is not None:
            context, self.context = self.context, None
            context.close()
            context.desk.close()
            spare_nothing()
            self.settings.save()

    def _stop_listening(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def _listen(self, path: Path) -> None:
        self._stop_listening()
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(channel(path))
        server.newConnection.connect(self._answer)
        server.listen(channel(path))
        self._server = server

    def _answer(self) -> None:
        """Come forward and say so: a start that gets no answer does not believe that the window came.

        Nothing that a caller says is taken in, and who does not leave by himself is let go.
        """
        while self._server is not None and (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.setReadBufferSize(1)
            caller.write(b"here")
            caller.flush()
            QTimer.singleShot(LET_GO_MS, caller, caller.abort)
        self.window.come_forward()

    def _who(self) -> str:
        return self.settings.who or getpass.getuser()

    def _actions(self) -> tuple[Action, ...]:
        return (
            Action("cover", "Cover the window now", KEY, self.cover.cover, icon="lock"),
            Action("close", "Close this department", "Ctrl+W", self.leave, icon="open"),
            *self._window_actions(),
        )

    def _window_actions(self) -> tuple[Action, ...]:
        """Return what can be done without a department, too."""
        looks = tuple(
            Action(f"look.{name}", f"Appearance: {words}", "", partial(self._dress, name))
            for name, words in _APPEARANCES
        )
        return (*looks, Action("quit", "Quit CodeDesk", "Ctrl+Q", self._quit, icon="close"))

    def _dress(self, choice: str) -> None:
        self.settings.appearance = choice
        self.window.repaint()  # the list it was chosen from has closed; a person sees so before the work
        theme().apply(self._app, choice)

    def _quit(self) -> None:
        self.window.close()
