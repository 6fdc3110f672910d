"""A working day at the real window, in rounds of what a manager does in a minute, each waited for and none timed."""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from time import time
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlmodel import func, select
from typing_extensions import override

from codedesk import models
from codedesk.app.program import Program
from codedesk.desk import Desk
from codedesk.exchange import exports
from codedesk.periods import quarter
from codedesk.services.files import exporting
from codedesk.settings import Settings
from codedesk.ui import ask, theme
from codedesk.ui.dialogs.asking import WayOut
from codedesk.ui.frame import Frame
from codedesk.ui.main_window import MainWindow
from codedesk.ui.registry import PAGES
from codedesk.ui.widgets.buttons import Button
from codedesk.ui.widgets.segments import Segments

PATIENCE_MS = 120_000
REST_MS = 100
QT_THREAD = "Thread (pooled)\n"
CELLS, PAGES_LOOKED_AT = 4, 4
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Stuck(Exception):
    """The window did not come to rest, or did not do what was typed."""


class Agreeing(ask.Asker):
    """Somebody who says yes, chooses no file, and leaves what can be left."""

    @override
    def question(self, parent: QWidget | None, title: str, text: str, yes: str, no: str = "Cancel") -> bool:
        return True

    @override
    def tell(self, parent: QWidget | None, title: str, text: str) -> None:
        return

    @override
    def way(self, parent: QWidget | None, title: str, text: str, ways: Sequence[WayOut], leave: str = "Later") -> str:
        return ""

    @override
    def line(self, parent: QWidget | None, title: str, label: str, text: str = "", typed: object = None) -> str | None:
        return None

    @override
    def secret(
        self, parent: QWidget | None, title: str, text: str, yes: str, *, new: bool = False, noun: str = "Passphrase"
    ) -> str | None:
        return None

    @override
    def open_file(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> Path | None:
        return None

    @override
    def save_file(self, parent: QWidget | None, title: str, suggested: Path, kinds: str) -> Path | None:
        return None

    @override
    def folder(self, parent: QWidget | None, title: str, folder: Path) -> Path | None:
        return None


class Day:
    """The program with one department open, and hands that type, look around, take back, print and keep."""

    def __init__(self, path: Path, home: Path, today: date, seed: int) -> None:
        """Open the window on the department; everything is written below the home."""
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        self._app, self._home, self._today = app, home, today
        self._drawn = random.Random(seed)
        self._pages = cycle([each.name for each in PAGES])
        ask.replace(Agreeing())
        settings = Settings.load(home / "settings.json")
        settings.who = "R. Castellane"
        theme.theme().apply(app, "light")
        self.program = Program(app, MainWindow(settings), settings, lambda: today)
        self.program.start(path, asked=True)
        self._come_forward()
        self._frame.context.period = quarter(today.year, (today.month - 1) // 3 + 1)
        self.rounds = 0
        self._top: Any = None  # the first cell of charts

    @property
    def _frame(self) -> Frame:
        if self.program.frame is None:
            raise Stuck("no department is open")
        return self.program.frame

    @property
    def desk(self) -> Desk:
        """The open department."""
        return self._frame.context.desk

    @property
    def steps(self) -> int:
        """How many steps the history holds."""
        return self.desk.read(lambda session: session.scalar(select(func.count()).select_from(models.Change)) or 0)

    def round(self) -> None:
        """Do once what is done in a minute; some things only now and then."""
        self.rounds += 1
        began = time()
        for deed, steps in (
            (self._type_a_line, CELLS), (self._take_back, CELLS), (self._look_around, 0), (self._open_and_close, 0),
            (self._file_a_slip, 1), (self._take_one_back, 1),
        ):  # fmt: skip
            before = self.steps
            deed()
            self.settle()
            if self.steps != before + steps:
                did = f"{deed.__name__} stored {self.steps - before} steps instead of {steps}"
                raise Stuck(f"round {self.rounds}: {did}; {self._seen}")
        for every, extra in ((5, self._another_look), (10, self._preview), (20, self._export), (30, self._back_up)):
            if self.rounds % every == 0:
                extra()
                self.settle()
        self._be_noticed(began)

    def rest(self) -> None:
        """Come to the place where it is compared what is held: all pages, first views, no coder.

        Everything that was dropped is gone then, and Qt's own threads, which it keeps for half a minute after use.
        """
        self._frame.top_bar.coder.setCurrentIndex(0)  # all coders
        for page in PAGES:
            self._go(page.name)
            for views in self._segments():
                views.findChildren(Button)[0].click()
                self.settle()
        self._open_and_close()  # so that Help, too, is that of the same page
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.settle()
        for _ in range(PATIENCE_MS // REST_MS):
            if QT_THREAD not in {each.read_text(encoding="ascii") for each in Path("/proc/self/task").glob("*/comm")}:
                return
            QTest.qWait(REST_MS)

    def close(self) -> None:
        """Close the department and the window."""
        self.settle()
        self.program.close()

    def settle(self) -> None:
        """Wait until every reply has come and was shown."""
        program, loop, poll, waited = self.program, QEventLoop(), QTimer(interval=2), [0]
        poll.timeout.connect(loop.quit)
        poll.start()
        quiet = 0
        while quiet < 3:
            loop.exec()
            waited[0] += 2
            if waited[0] > PATIENCE_MS:
                raise Stuck(f"the window did not come to rest in round {self.rounds}")
            busy = program.background.busy or (program.context is not None and program.context.background.busy)
            quiet = 0 if busy else quiet + 1

    def _be_noticed(self, since: float) -> None:
        """Be sure that the window took notice of somebody since then: it covers itself where nobody is there."""
        self.program.cover.look(since + 60 * self.program.settings.cover_minutes)
        if self.program.cover.covered:
            raise Stuck(f"round {self.rounds}: the window took notice of nobody, and covers itself")

    def _come_forward(self) -> None:
        """Wait until the window is the active one: a key of another one opens nothing in it."""
        for _ in range(PATIENCE_MS):
            self.program.window.activateWindow()
            self.settle()
            if QApplication.activeWindow() is self.program.window:
                return
        raise Stuck(f"the window did not come forward in round {self.rounds}")

    @property
    def _seen(self) -> str:
        """Say what is to be seen: where the keyboard is, and the message of the window."""
        window = self.program.window
        active = "" if QApplication.activeWindow() is window else "; the window is not the active one"
        covered = "; the window is covered" if self.program.cover.covered else ""
        focus = type(QApplication.focusWidget() or window.focusWidget()).__name__
        return f"the focus is on {focus}{active}{covered}; said: “{self._frame.strip.text}”"

    @property
    def _keyboard(self) -> QWindow:
        """The window to which the system brings keys: by them the program knows that somebody is there."""
        return QGuiApplication.focusWindow() or self.program.window.windowHandle()

    def _press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._keyboard, key, modifier)

    def _type(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self._keyboard, ord(letter))

    def _enter(self, text: str) -> None:
        self._type(text)
        self._press(Qt.Key.Key_Return)

    def _go(self, page: str) -> Any:
        self._frame.show_page(page)
        self._come_forward()
        return self._frame.page

    def _type_a_line(self) -> None:
        self._frame.top_bar.coder.setCurrentIndex(0)  # all coders
        page = self._go("today")
        self._top = self._top or page.grid.current
        page.grid.set_current(*self._top)
        page.grid.view.setFocus()
        for _ in range(CELLS):
            self._enter(str(self._drawn.randrange(1, 30)))
            self.settle()

    def _take_back(self) -> None:
        for _ in range(CELLS):
            self._take_one_back()

    def _take_one_back(self) -> None:
        self._press(Qt.Key.Key_Z, CONTROL)
        self.settle()

    def _look_around(self) -> None:
        """Look at the next four pages, and at the next coder when all were seen: at everything in about an hour."""
        coders = self._frame.top_bar.coder
        coders.setCurrentIndex(PAGES_LOOKED_AT * self.rounds // len(PAGES) % coders.count())
        for page in islice(self._pages, PAGES_LOOKED_AT):
            self._go(page)
            for views in self._segments():
                self._drawn.choice(views.findChildren(Button)).click()
                self.settle()

    def _segments(self) -> Iterator[Segments]:
        """Yield the choices of views that are in sight."""
        for views in self._frame.findChildren(Segments):
            if views.isVisible() and not views.typed:
                yield views

    def _open_and_close(self) -> None:
        for show in (self._frame.open_help, self._frame.open_about, self._frame.open_palette):
            show()
            self.settle()
            for each in self._app.topLevelWidgets():
                if each.isVisible() and each is not self.program.window:
                    each.close()
            self._come_forward()

    def _file_a_slip(self) -> None:
        """A result as it stands on a slip, typed and saved."""
        self._go("audits")
        self._press(Qt.Key.Key_N, CONTROL)
        self.settle()
        self._enter(self._today.isoformat())
        for _ in range(self._drawn.randrange(1, len(self._frame.top_bar.coders))):
            self._press(Qt.Key.Key_Down)
        self._press(Qt.Key.Key_1, ALT)
        self._enter(str(self._drawn.randrange(80, 100)))
        self._type("20")
        self._press(Qt.Key.Key_Return, CONTROL)
        self.settle()
        self._press(Qt.Key.Key_Escape)

    def _another_look(self) -> None:
        theme.theme().apply(self._app, ("dark", "light")[self.rounds // 5 % 2])

    def _preview(self) -> None:
        self._go("reviews")
        self._press(Qt.Key.Key_Down)

    def _export(self) -> None:
        exports.write_csv(self.desk.read(exporting.everything, private=False), self._home / f"out-{self.rounds}")

    def _back_up(self) -> None:
        self.desk.back_up_before("import")
