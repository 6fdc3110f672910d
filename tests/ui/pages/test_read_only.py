"""A department that is open for reading only: everything is there to read, and no page promises to store anything."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from codedesk import periods
from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame


@pytest.fixture
def frame(qtbot: QtBot, sample: Desk) -> Iterator[Frame]:
    path = sample.path
    sample.close()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.theme().apply(app, "light")
    desk = Desk.open(path, read_only=True)
    context = Context(desk, Settings(), lambda: date(2026, 9, 30), sample=True)
    context.period = periods.quarter(2026, 3)
    made = Frame(context)
    qtbot.addWidget(made)
    made.resize(1180, 680)
    made.show()
    yield made
    context.close()
    desk.close()


def show(bot: QtBot, frame: Frame, name: str, **what: object) -> str:
    """Show a page, and return its words once nothing of it is still being read."""
    frame.show_page(name, **what)
    bot.waitUntil(lambda: not frame.context.background.busy and "…" not in words_of(frame))
    return words_of(frame)


def words_of(frame: Frame) -> str:
    assert frame.page is not None
    return " ".join(label.text() for label in frame.page.findChildren(QLabel) if label.isVisible())


def test_the_first_coder_s_pace_and_accuracy_are_read_at_once(qtbot: QtBot, frame: Frame) -> None:
    words = show(qtbot, frame, "today")
    page = frame.pages["today"]
    assert "Dax O'Fennimore" in words
    assert page.grid.current[1] == "paid"  # type: ignore[attr-defined]


@pytest.mark.parametrize("section", ["coders", "work_types", "department"])
def test_setup_does_not_say_that_what_is_typed_is_stored(qtbot: QtBot, frame: Frame, section: str) -> None:
    words = show(qtbot, frame, "setup", section=section)
    assert "for reading only" in words and "stored when you leave" not in words


def test_safety_says_that_there_is_no_backup_and_keeps_the_sample(qtbot: QtBot, frame: Frame) -> None:
    words = show(qtbot, frame, "safety")
    remove = frame.pages["safety"].findChild(QPushButton, "safety.sample")
    assert isinstance(remove, QPushButton) and not remove.isEnabled()
    assert ("No backup was made yet" in words) == (not frame.pages["safety"].backups.table.rows)  # type: ignore[attr-defined]


def test_no_ramp_and_no_schedule_can_be_typed(qtbot: QtBot, frame: Frame) -> None:
    show(qtbot, frame, "setup", section="coders")
    section = frame.pages["setup"].section  # type: ignore[attr-defined]
    for part in (section.ramp, section.schedule):
        assert part.row is not None
        assert not part.form.editor("from_day").isEnabled() and not part.foot.isVisible()
