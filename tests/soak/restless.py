"""A restless hand at the real window: it presses, types and leaves whatever is there, and waits for little of it.

    python -m tests.soak.restless [--steps 2000] [--seed 2026] [--calm] [--said]

On a new copy of the sample department, in a throw-away home. What it does is drawn from the seed; since it does not
wait, what it meets can differ from run to run: --calm waits after each step, --said prints each before it is done. It
answers questions at random, and neither quits nor leaves the department. Found is what the program calls unexpected,
what Qt warns of, a step that takes two minutes, what the file's own check says, and an end of the process.
"""

import argparse
import faulthandler
import logging
import os
import random
import re
import sys
import tempfile
import traceback
from collections import deque
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before the first import of Qt

from PySide6.QtCore import QMessageLogContext, QPoint, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QScrollBar,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from codedesk.app import own_log
from codedesk.desk import Desk
from codedesk.exchange.sample import sample_fill
from codedesk.ui import ask, theme
from codedesk.ui.dialogs.asking import WayOut
from codedesk.ui.registry import PAGES
from tests.soak.day import Agreeing, Day

TODAY = date(2026, 10, 5)
LONGEST = 120  # seconds of one step, after which the process ends and says where it was
Key, Held, LEFT = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton
NONE, CONTROL = Held.NoModifier, Held.ControlModifier
TOUCHED = (QAbstractButton, QLineEdit, QComboBox, QAbstractScrollArea, QScrollBar)
LEFT_ALONE = re.compile(r"Quit|Close this department|Remove the sample|[Rr]estore|[Pp]assphrase|Encrypt|calendar_month")
WORDS = (
    "12", "7.5", "0", "-3", "1e9", "9" * 20, "95", "3/4", "2026-09-01", "31.02.2026", "today", "Ana", "  ", "x" * 90,
    "=1+1", "<b>x</b>", "%s", "8:30", "1,234.5", "because", "",
)  # fmt: skip
PASTED = ("1\t2\n3\t4", "12\n13", "\t\t\n", "x\ty\tz\n\n", "2026-09-01\tAna\t3", "")
KEYS = (
    Key.Key_Tab, Key.Key_Backtab, Key.Key_Return, Key.Key_Return, Key.Key_Escape, Key.Key_Up, Key.Key_Down,
    Key.Key_Left, Key.Key_Right, Key.Key_Delete, Key.Key_Backspace, Key.Key_F2, Key.Key_Space, Key.Key_PageUp,
    Key.Key_PageDown, Key.Key_Home, Key.Key_End, Key.Key_F5, Key.Key_F1,
)  # fmt: skip
WITH_CONTROL = "ZZZYCXVVFKNSSED123456789"


class Careless(Agreeing):
    """Somebody who answers without reading."""

    def __init__(self, drawn: random.Random) -> None:
        self._drawn = drawn

    @override
    def question(self, parent: QWidget | None, title: str, text: str, yes: str, no: str = "Cancel") -> bool:
        return self._drawn.random() < 0.5

    @override
    def way(self, parent: QWidget | None, title: str, text: str, ways: Sequence[WayOut], leave: str = "Later") -> str:
        return self._drawn.choice(["", *(way.name for way in ways)])

    @override
    def line(self, parent: QWidget | None, title: str, label: str, text: str = "", typed: object = None) -> str | None:
        return self._drawn.choice([None, *(word.strip() for word in WORDS)])

    @override
    def choice(self, parent: QWidget | None, title: str, label: str, choices: tuple[str, ...]) -> str | None:
        return self._drawn.choice([None, *choices])

    @override
    def printer(self, parent: QWidget | None, title: str, paper: str) -> None:
        return None


class Restless(Day):
    """The program with the sample open, and a hand that cannot keep still. `found` is what should not have been."""

    def __init__(self, path: Path, home: Path, seed: int, *, calm: bool = False, said: bool = False) -> None:
        """Open the window, and look at the program's own log and at what Qt says. calm: it waits after each step."""
        self._path, self._made = path, path.read_bytes()
        super().__init__(path, home, TODAY, seed)
        self._waits = (1, 0, 0) if calm else (1, 1, 2)
        self._said, self._last, self.found = said, deque[str](maxlen=12), list[str]()
        ask.replace(Careless(self._drawn))
        self.program.window.when_closed(lambda: False, self.program.close)
        self.program.window.resize(*self._drawn.choice([(1180, 680), (1366, 768)]))
        told = logging.Handler(logging.ERROR)
        told.emit = lambda record: self._find(record.getMessage())  # type: ignore[method-assign]
        own_log.LOG.addHandler(told)
        qInstallMessageHandler(self._warned)

    def step(self) -> None:
        """Do one thing; afterwards wait for all that came of it, for a moment, or not at all."""
        faulthandler.dump_traceback_later(LONGEST, exit=True)
        if self.program.frame is None:
            self._come_back()
        (deed,) = self._drawn.choices(
            (self._click, self._type_word, self._fill, self._press_key, self._go_on, self._dress), (12, 3, 2, 7, 1, 0.2)
        )
        deed()
        (wait,) = self._drawn.choices((self.settle, lambda: QTest.qWait(20), lambda: None), self._waits)
        wait()

    def end(self) -> Sequence[str]:
        """Let everything come, close the department, and return what was found, with what its own check says."""
        self._come_back()
        path = self.desk.path
        qInstallMessageHandler(None)
        self.program.close()
        faulthandler.cancel_dump_traceback_later()
        desk = Desk.open(path)
        self.found += [str(problem) for problem in desk.check().problems]
        desk.close()
        return self.found

    def _come_back(self) -> None:
        """Open the department again that was left, or put another in its place where the sample was thrown away."""
        self.settle()
        if self.program.frame is None:
            if not self._path.exists():
                self._path.write_bytes(self._made)
            self.program.open(self._path)
            self.settle()

    def _find(self, words: str) -> None:
        self.found.append("\n  ".join((words, "after", *self._last)))

    def _warned(self, _kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
        if "This plugin does not support" not in words:
            self._find(words)

    def _say(self, *words: object) -> None:
        self._last.append(" ".join(map(str, words)))
        if self._said:
            sys.stdout.write(f"{self._last[-1]}\n")
            sys.stdout.flush()

    @property
    def _over(self) -> QWidget:
        """The window that a hand can reach: a popup, a dialog that wants an answer, or one of the others."""
        shut = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        windows = (each for each in QApplication.topLevelWidgets() if each.isVisible() and each.windowHandle())
        return shut or self._drawn.choice([self.program.window, *windows])

    def _click(self) -> None:
        over = self._over
        found = [each for each in over.findChildren(QWidget) if isinstance(each, TOUCHED) and _can_be_pressed(each)]
        handle = over.windowHandle()
        if handle is None or not (found or isinstance(over, QMenu)):
            return
        chosen = over if isinstance(over, QMenu) else self._drawn.choice(found)
        on, place, words = self._place_in(chosen)
        if LEFT_ALONE.search(words) or not on.rect().contains(place):
            return
        self._say("click", type(chosen).__name__, repr(words), place.toTuple())
        at = on.mapTo(over, place)
        if over.rect().contains(at):
            QTest.mousePress(handle, LEFT, NONE, at)
            if isValid(handle):  # what closes when it is pressed takes its window along
                QTest.mouseRelease(handle, LEFT, NONE, at)
            if self._drawn.random() < 0.1 and isValid(over) and over.windowHandle() is handle and over.isVisible():
                QTest.mouseDClick(handle, LEFT, NONE, at)

    def _place_in(self, chosen: QWidget) -> tuple[QWidget, QPoint, str]:
        """Return where to press: an entry, a row, or somewhere in sight; with the words that stand there."""
        if isinstance(chosen, QMenu):
            one = self._drawn.choice([each for each in chosen.actions() if each.isEnabled()] or [chosen.menuAction()])
            return chosen, chosen.actionGeometry(one).center(), one.text()
        on = chosen.viewport() if isinstance(chosen, QAbstractScrollArea) else chosen
        seen = on.visibleRegion().boundingRect()
        words = chosen.text() if isinstance(chosen, QAbstractButton) else ""
        across, down = (int(self._drawn.random() * most) for most in seen.size().toTuple())
        place = self._drawn.choice((seen.center(), seen.topLeft() + QPoint(across, down)))
        return on, place, words or chosen.accessibleName() or chosen.objectName()

    def _hit(self, key: Any, held: Qt.KeyboardModifier = NONE) -> None:
        """Press a key; a modifier at an open popup may close it, and QTest would go on at a window that is gone."""
        popup = QApplication.activePopupWidget()
        for press in (QTest.keyPress, QTest.keyRelease):
            press(self._front, key, NONE if popup else held)

    @property
    def _front(self) -> QWindow:
        shut = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return (shut.windowHandle() if shut is not None else None) or self._keyboard

    def _type_word(self) -> None:
        word = self._drawn.choice(WORDS)
        self._say("type", repr(word), "into", type(QApplication.focusWidget()).__name__)
        for letter in word:
            self._hit(letter)

    def _fill(self) -> None:
        """Type one thing after the other, as into a form or a grid, and save it or not."""
        for _ in range(self._drawn.randint(1, 6)):
            self._type_word()
            self._hit(self._drawn.choice((Key.Key_Tab, Key.Key_Tab, Key.Key_Return, Key.Key_Down)))
        self._hit(Key.Key_Return, self._drawn.choice((NONE, CONTROL)))

    def _press_key(self) -> None:
        held = self._drawn.choices((NONE, CONTROL, Held.ShiftModifier, Held.AltModifier), (8, 1, 1, 1))[0]
        key: Any = self._drawn.choice(KEYS)
        if self._drawn.random() < 0.4:
            key, held = self._drawn.choice(WITH_CONTROL), CONTROL
            QGuiApplication.clipboard().setText(self._drawn.choice(PASTED))
        self._say("key", held, key, "in", type(QApplication.focusWidget()).__name__)
        self._hit(key, held)

    def _go_on(self) -> None:
        """To another page by its number or by its name, also where something stands half typed."""
        if QApplication.activePopupWidget() is None and QApplication.activeModalWidget() is None:
            page = self._drawn.choice(PAGES).name
            self._say("page", page)
            self._frame.show_page(page)

    def _dress(self) -> None:
        look, size = self._drawn.choice(("light", "dark")), self._drawn.choice(((1180, 680), (1366, 768), (1920, 1000)))
        self._say("look", look, size)
        theme.theme().apply(self._app, look)
        self.program.window.resize(*size)


def _can_be_pressed(each: QWidget) -> bool:
    waited_for = isinstance(each, QToolButton) and each.menu() is not None
    return each.isEnabled() and not each.visibleRegion().isEmpty() and not waited_for


def main(given: Sequence[str]) -> int:
    """Let it loose; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.restless", description=(__doc__ or "").split("\n\n")[0])
    for word, default in (("--steps", 2000), ("--seed", 2026)):
        parser.add_argument(word, type=int, default=default)
    for word in ("--calm", "--said"):
        parser.add_argument(word, action="store_true")
    chosen = parser.parse_args(given)
    faulthandler.enable()
    with tempfile.TemporaryDirectory() as folder, patch.object(QDesktopServices, "openUrl", lambda _url: True):
        os.environ |= dict.fromkeys(("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"), folder)
        path = Path(folder) / "Sample.codedesk"
        Desk.create(path, "restless", sample_fill()).close()
        hand = Restless(path, Path(folder), chosen.seed, calm=chosen.calm, said=chosen.said)
        try:
            for _ in range(chosen.steps):
                hand.step()
            found = hand.end()
        except Exception:  # the program has put its own hook in the place of Python's
            found = [*hand.found, traceback.format_exc()]
    sys.stdout.write("\n".join((*found, f"{chosen.steps} steps, seed {chosen.seed}: {len(found)} found.\n")))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
