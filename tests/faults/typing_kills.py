"""The window, killed or closed while somebody types in one of its forms: every letter is there at the next start.

    python -m tests.faults.typing_kills 200 SEED [--close] [--forget]

The program is imported once and forked for every kill. The child tells each text after it stands in its form, and what
was stored; the parent kills it at a moment drawn at random, and looks into the files that are left. With --close the
child closes after a few letters, as by Ctrl+W or the cross of the window; what closing stored counts as well.
The source must not change meanwhile: each child loads what it needs of it anew.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from itertools import repeat
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from codedesk.desk import Desk
from codedesk.store.connection import Connection
from codedesk.store.typed import TypedFile
from tests.faults import team
from tests.faults.looking import WHO

FORMS = ("standard", "coder", "note", "event", "policy", "audit", "record", "action", "cell", "review", "draw",
         "education", "rework", "request", "what if")  # fmt: skip
LETTERS = "abcdefgh 0123456789é"
_LONGEST = 1.0  # seconds of typing
_PATIENCE = 300  # seconds until the first letter; a child that ends before is known at once


def kill_often(kills: int, seed: str, *, close: bool = False) -> Iterator[str]:
    """Kill, or close, so many times, each on a department of its own; yield what was lost, "" for nothing."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in ("codedesk.ui.frame", "PySide6.QtTest", "codedesk.ui.pages.audits.page", "codedesk.ui.pages.coder.page",
                 "codedesk.ui.pages.standards.page", "codedesk.ui.pages.setup.page", "codedesk.ui.pages.reviews.page",
                 "codedesk.ui.pages.today.page", "codedesk.ui.pages.capacity.page"):  # fmt: skip
        import_module(name)  # before the first fork
    source = random.Random(seed)
    with TemporaryDirectory() as place:
        team.make(Path(place) / "made.codedesk")
        made = (Path(place) / "made.codedesk").read_bytes()
        for number in range(kills):
            path = Path(place) / str(number) / "Team.codedesk"
            path.parent.mkdir()
            path.touch(mode=0o600)
            path.write_bytes(made)
            form = FORMS[number % len(FORMS)]
            yield _look(path, form, _killed(path, form, source, close=close))


def _killed(path: Path, form: str, source: random.Random, *, close: bool) -> str:
    """Let a child type until it is killed, or closes; return the last text that it told."""
    reading, writing = os.pipe()
    seed, longest = source.random(), source.uniform(0, _LONGEST)
    if not (child := os.fork()):
        os.close(reading)
        try:
            _type(path, form, writing, random.Random(seed), close=close)
        finally:
            os._exit(1)
    os.close(writing)
    try:
        if select([reading], [], [], _PATIENCE)[0]:
            time.sleep(0 if close else longest)
    finally:
        if not close:
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as told:
        lines = told.read().decode().splitlines()
    return str(json.loads(lines[-1])) if lines else "!nothing was typed"


def _look(path: Path, form: str, told: str) -> str:
    if told.startswith("!"):
        return f"{form}: {told}"
    desk = Desk.open(path, WHO)
    found = json.dumps([dict(row.texts) for row in desk.typed.rows], ensure_ascii=False) + desk.use(_stored)
    aside = desk.typed.remark
    desk.close()
    return (
        ""
        if any(each in found for each in _as_kept(told)) and not aside
        else f"{form}: “{told}” is not in {found} {aside}"
    )


def _stored(connection: Connection) -> str:
    """Return what the history says of every row."""
    return repr(connection.raw.execute("SELECT after FROM change_entry").fetchall())


def _as_kept(told: str) -> Iterator[str]:
    """Return how a text may stand: as typed, without space around it, as a number."""
    yield from (told, told.strip())
    with suppress(ValueError):
        yield str(float(told))


def _type(path: Path, form: str, writing: int, source: random.Random, *, close: bool) -> None:
    """Open the window and type into a form for ever, or until it closes; tell each text as soon as it stands there."""
    settings, context, frames, test, widgets, theme = (
        import_module(name) for name in ("codedesk.settings", "codedesk.ui.context", "codedesk.ui.frame",
                                         "PySide6.QtTest", "PySide6.QtWidgets", "codedesk.ui.theme"))  # fmt: skip
    app = widgets.QApplication([])
    theme.theme().apply(app, "light")
    desk = Desk.open(path, WHO)
    shown = context.Context(desk, settings.Settings(), lambda: team.GIVEN)
    frame = frames.Frame(shown)
    window = import_module("codedesk.ui.main_window").MainWindow(settings.Settings())
    window.when_closed(frame.close_department, lambda: (shown.close(), desk.close()))
    window.show_department(frame, "Team")
    window.show()

    def settle() -> None:
        app.processEvents()
        while shown.background.busy:
            app.processEvents()

    editor, text = _FORMS[form](frame, settle)
    for _ in repeat(None, source.randrange(1, 20)) if close else repeat(None):
        test.QTest.keyClick(editor(), source.choice(LETTERS))
        os.write(writing, (json.dumps(text(), ensure_ascii=False) + "\n").encode())
        if source.random() < 0.1:
            app.processEvents()
    if source.random() < 0.5:
        settle()
    if not window.close():
        os.write(writing, b'"!it did not close"\n')


Typing = tuple[Callable[[], Any], Callable[[], str]]


def _line(editor: Any) -> Typing:
    editor.setFocus()
    if hasattr(editor, "toPlainText"):
        editor.setPlainText("")
        return lambda: editor, editor.toPlainText
    editor.setText("")
    return lambda: editor, editor.text


def _grid(grid: Any, row: int, column: str) -> Typing:
    grid.view.setFocus()
    grid.view.go_to(grid.model.index(row, grid.model.column_of(column)))

    def text() -> str:
        return str(grid.view.editor.text())

    return lambda: grid.view.editor or grid.view, text


def _on(page: str) -> Callable[[Callable[[Any, Callable[[], None]], Typing]], Callable[[Any, Any], Typing]]:
    def shown(typing: Callable[[Any, Callable[[], None]], Typing]) -> Callable[[Any, Any], Typing]:
        def typed(frame: Any, settle: Callable[[], None]) -> Typing:
            frame.show_page(page)
            settle()
            return typing(frame.page, settle)

        return typed

    return shown


@_on("standards")
def _standard(page: Any, _settle: Callable[[], None]) -> Typing:
    page.add()
    return _line(page.form.right_side.editor("reason"))


@_on("setup")
def _coder(page: Any, _settle: Callable[[], None]) -> Typing:
    page.section.add()
    return _line(page.section.form.editor("name"))


@_on("coder")
def _note(page: Any, settle: Callable[[], None]) -> Typing:
    page.add_note()
    settle()
    return _line(page.talks.notes.editing.shown.form.editor("text"))


@_on("coder")
def _event(page: Any, settle: Callable[[], None]) -> Typing:
    page.add_event()
    settle()
    return _line(page.below.events.editing.shown.form.editor("text"))


@_on("audits")
def _policy(page: Any, settle: Callable[[], None]) -> Typing:
    page.show_view("policy")
    settle()
    page.view.add()
    return _line(page.view.form.form.editor("reason"))


@_on("audits")
def _audit(page: Any, settle: Callable[[], None]) -> Typing:
    page.new_audit()
    settle()
    return _line(page.form.head.editor("auditor"))


@_on("audits")
def _record(page: Any, settle: Callable[[], None]) -> Typing:
    page.new_audit()
    settle()
    page.form.set_depth("records")
    return _grid(page.form.records.grid, 0, "matched")


@_on("audits")
def _action(page: Any, settle: Callable[[], None]) -> Typing:
    page.new_audit()
    settle()
    page.form.start_part("actions")
    return _grid(page.form.actions_grid.grid, 0, "gap")


@_on("audits")
def _education(page: Any, settle: Callable[[], None]) -> Typing:
    page.show_view("lessons")
    page.view.show_part("education")
    settle()
    page.view.education.add()
    return _line(page.view.education.editing.shown.form.editor("topic"))


@_on("capacity")
def _rework(page: Any, settle: Callable[[], None]) -> Typing:
    page.show_view("rework")
    settle()
    page.view.entries.add()
    settle()
    return _line(page.view.entries.editing.shown.form.editor("reason"))


@_on("capacity")
def _request(page: Any, settle: Callable[[], None]) -> Typing:
    page.show_view("staffing")
    settle()
    return _line(page.view.form.editor("text"))


@_on("capacity")
def _what_if(page: Any, settle: Callable[[], None]) -> Typing:
    page.show_view("staffing")
    settle()
    page.view.what_if()
    settle()
    return _line(page.view.dialog.form.editor("value"))


@_on("today")
def _cell(page: Any, _settle: Callable[[], None]) -> Typing:
    return _grid(page.grid, 0, "paid")


@_on("reviews")
def _review(page: Any, _settle: Callable[[], None]) -> Typing:
    return _line(page.words.texts.editor("coder_comments"))


@_on("audits")
def _draw(page: Any, settle: Callable[[], None]) -> Typing:
    page.show_view("draw")
    settle()
    return _line(page.view.frame)


_FORMS: dict[str, Callable[[Any, Any], Typing]] = {
    "standard": _standard, "coder": _coder, "note": _note, "event": _event, "policy": _policy,
    "audit": _audit, "record": _record, "action": _action, "cell": _cell, "review": _review, "draw": _draw,
    "education": _education, "rework": _rework, "request": _request, "what if": _what_if,
}  # fmt: skip


if __name__ == "__main__":
    if "--forget" in sys.argv:  # does it see what is lost?
        patch.object(TypedFile, "keep", lambda *_words: True).start()
    lost = [each for each in kill_often(int(sys.argv[1]), sys.argv[2], close="--close" in sys.argv) if each]
    sys.stdout.write("\n".join([f"{sys.argv[1]} kills, {len(lost)} with something lost", *lost, ""]))
    sys.exit(bool(lost))
