"""What Today shows after any change is what a window shows that is opened afterwards, however little it read anew."""

import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import astuple
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from codedesk.desk import StepResult
from codedesk.models.calendars import HolidayDraft
from codedesk.models.coders import CoderDraft
from codedesk.services.days.changes import CellRow, set_cell
from codedesk.services.days.days import DayGridRow
from codedesk.services.days.weeks import DayStateRow, day_and_week
from codedesk.services.people.calendars import HOLIDAYS
from codedesk.services.people.coders import change_coder
from codedesk.settings import Settings
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.pages.today import pairing
from codedesk.ui.pages.today.rows import GridRows
from tests.services.team import FRIDAY, Team
from tests.thorough import times
from tests.ui.pages.day_window import DayWindow
from tests.ui.typist import Key, Modifier

CONTROL = Modifier.ControlModifier
WORK = ("Inpatient", "Same-day surgery")
MOST_STATEMENTS = 10  # of them four for the cell and its history


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path, coders=4)
    yield made
    made.close()


def shown(page: Any) -> dict[object, object]:
    """Say everything that the page shows: cells with states and reasons, the week, the sums, pace and accuracy."""
    seen: dict[object, object] = {"sums": page._subline.text(), "week": page._dates.week.accessibleDescription()}
    seen["refused"] = page.grid.refusals
    for row in page.grid.rows:
        seen |= {(row.name, name): astuple(cell) for name, cell in row.cells.items()}
    seen |= {span: page._pair.words(span) for span in ("day", "week", "quarter")}
    seen["pair"] = [label.text() for label in page._pair.findChildren(QLabel)]
    return seen


def at_rest(window: DayWindow, page: Any) -> None:
    """Wait until nothing is asked, nothing waits, and the figures of the focused coder have been read."""
    context = page.context
    window.wait(lambda: not context.background.busy and not page._pairing._timer.isActive())
    window.wait(lambda: not context.background.busy and not page._entering.waits)


def test_the_figures_are_there_when_the_page_was_left_before_the_hands_rested(window: DayWindow) -> None:
    window.go("Bo Chen", "paid")
    today = window.page
    assert "…" in [label.text() for label in today._pair.findChildren(QLabel)]
    window.frame.show_page("home")
    at_rest(window, today)
    window.frame.show_page("today")
    at_rest(window, today)
    assert window.page is today and "…" not in [label.text() for label in today._pair.findChildren(QLabel)]


def opened_now(window: DayWindow) -> dict[object, object]:
    """Open a second window on the same department, with the keyboard on the same cell, and say what it shows."""
    context = Context(window.team.desk, Settings(), lambda: FRIDAY)
    frame = Frame(context)
    frame.resize(window.frame.size())
    frame.show()
    frame.show_page("today")
    window.wait(lambda: not context.background.busy)
    page: Any = frame.page
    page.go_to(window.page.day)
    window.wait(lambda: not context.background.busy)
    if window.grid.current is not None:
        page.grid.set_current(*window.grid.current)
    at_rest(window, page)
    seen = shown(page)
    context.close()
    frame.hide()
    frame.deleteLater()
    window.frame.activateWindow()
    window.grid.view.setFocus()
    window.wait(window.grid.view.hasFocus)
    return seen


class Hands:
    """Someone in a hurry: types, fills, takes back, changes the day, and rests only now and then."""

    def __init__(self, window: DayWindow, seed: int) -> None:
        self.window, self.chance = window, random.Random(seed)
        self.coders = list(window.team.coders)

    def act(self) -> None:
        kinds: tuple[Callable[[], None], ...] = (self.type, self.type, self.type, self.type, self.paid, self.clear)
        others = (self.fill, self.undo, self.redo, self.elsewhere, self.confirm, self.other_day, self.finish)
        self.chance.choice((*kinds, *others))()

    def type(self) -> None:
        self.on("charts", WORK)
        self.window.enter(str(self.chance.choice((0, 3, 12, 25, 400))))

    def paid(self) -> None:
        self.on("paid")
        self.window.enter(self.chance.choice(("8", "4.5", "0", "25", "24")))

    def clear(self) -> None:
        self.on(*self.chance.choice((("charts", WORK), ("paid", ("",)))))
        self.window.press(Key.Key_Delete)

    def fill(self) -> None:
        keys = [self.window.key(coder, WORK[0], self.window.page.day) for coder in self.coders[:3]]
        there = [key for key in keys if self.window.grid.model.place_of(key) is not None]
        if there:
            self.window.page._entering.change("Fill down", [(key, "charts", "17") for key in there])

    def undo(self) -> None:
        self.window.context.undo()

    def redo(self) -> None:
        self.window.context.redo()

    def elsewhere(self) -> None:
        """Change something that this page shows from another place of the program."""
        desk, day = self.window.team.desk, self.window.page.day
        if self.chance.random() < 0.5:
            name = self.chance.choice(("Ana Diaz", "Ana Dias"))
            desk.writing("Rename", change_coder, 1, CoderDraft(name=name, started_on=date(2025, 1, 6)), (1, 2))
        else:
            desk.writing(
                "Holiday", HOLIDAYS.add, HolidayDraft(day=day + timedelta(self.chance.randint(0, 2)), name="Town day")
            )

    def confirm(self) -> None:
        self.window.settle()
        self.on("charts", WORK)
        self.window.page._entering.confirm()

    def other_day(self) -> None:
        self.window.page.go_to(FRIDAY - timedelta(self.chance.choice((0, 0, 1, 7))))

    def finish(self) -> None:
        page = self.window.page
        if page._can_reopen() and self.chance.random() < 0.5:
            page.reopen()

    def on(self, column: str, what: tuple[str, ...] = ("",)) -> None:
        key = self.window.key(self.chance.choice(self.coders), self.chance.choice(what), self.window.page.day)
        if not self.window.grid.set_current(key, column):
            self.window.settle()
        self.window.grid.view.setFocus()


@pytest.mark.parametrize("seed", range(times(6)))
def test_after_anything_the_page_shows_what_a_new_window_shows(window: DayWindow, seed: int) -> None:
    hands = Hands(window, seed)
    for turn in range(40):
        hands.act()
        if hands.chance.random() < 0.4:
            window.settle()
        if turn % 8 == 7:
            window.press(Key.Key_Escape)
            for key, column, _ in window.grid.refusals:
                window.grid.model.drop(key, column)  # what was refused is nowhere but here
            window.grid._show_strip()
            at_rest(window, window.page)
            assert shown(window.page) == opened_now(window)


def test_a_cell_is_stored_and_shown_with_few_statements(window: DayWindow) -> None:
    window.go("Ana Diaz", "charts", "Inpatient")
    window.enter("12")
    at_rest(window, window.page)
    window.go("Bo Chen", "charts", "Inpatient")
    at_rest(window, window.page)
    sent: list[str] = []
    listener = lambda *call: sent.append(call[2])  # noqa: E731
    sa.event.listen(sa.Engine, "before_cursor_execute", listener)
    window.enter("14")
    window.settle()
    sa.event.remove(sa.Engine, "before_cursor_execute", listener)
    assert window.cell("Bo Chen", "all_charts").text == "14"
    assert "part" in window.page._dates.week.accessibleDescription()
    assert len(sent) <= MOST_STATEMENTS, sent


def test_a_cell_is_stored_before_the_figures_that_still_wait_to_be_read(
    window: DayWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a busy machine they took the first cell half a second."""
    order: list[str] = []
    figures: Callable[..., Any] = pairing.plain_figures

    def noted(*asked: Any) -> Any:
        order.append("figures")
        return figures(*asked)

    monkeypatch.setattr(pairing, "plain_figures", noted)
    window.go("Ana Diaz", "charts", "Inpatient")
    at_rest(window, window.page)
    desk, gate = window.team.desk, threading.Event()
    desk.listen(lambda _revision: order.append("stored"))
    order.clear()
    held = desk.reading(lambda _session: gate.wait())
    window.page._pairing._read()
    window.enter("12")
    gate.set()
    at_rest(window, window.page)
    assert held.done()
    assert order[0] == "stored"
    assert order[-3:] == ["figures"] * 3, "they are read all the same, when the hands rest"


def test_a_change_from_elsewhere_in_the_same_moment_is_shown(window: DayWindow) -> None:
    window.go("Ana Diaz", "charts", "Inpatient")
    window.type("12")
    desk, team = window.team.desk, window.team
    desk.writing("Elsewhere", set_cell, team.draft("Bo Chen", "charts", 9, "Inpatient"))
    window.press(Key.Key_Return)
    desk.writing("Elsewhere", set_cell, team.draft("Bo Chen", "paid_hours", 4.0))
    window.wait(lambda: window.cell("Bo Chen", "paid").text == "4")
    at_rest(window, window.page)
    assert window.cell("Bo Chen", "charts", "Inpatient").text == "9"
    assert window.cell("Ana Diaz", "all_charts").text == "12"


def test_a_reply_never_stands_over_a_newer_value_of_its_cell(window: DayWindow) -> None:
    desk, draft = window.team.desk, window.team.draft("Ana Diaz", "charts", 31, "Inpatient")
    window.go("Ana Diaz", "charts", "Inpatient")
    gate = threading.Event()
    desk.reading(lambda _session: gate.wait())
    window.enter("12")
    newer = desk.writing("Elsewhere", set_cell, draft)
    gate.set()
    newer.result()  # both are stored before the window hears of the first
    at_rest(window, window.page)
    assert window.cell("Ana Diaz", "charts", "Inpatient").text == "31"
    assert window.cell("Ana Diaz", "all_charts").text == "31"


def test_a_refused_cell_does_not_hide_a_change_from_elsewhere(window: DayWindow) -> None:
    window.go("Ana Diaz", "paid")
    window.enter("20")
    window.settle()
    window.go("Ana Diaz", "hours", "Inpatient")
    window.type("30")
    window.team.desk.writing("Elsewhere", set_cell, window.team.draft("Bo Chen", "charts", 9, "Inpatient"))
    window.press(Key.Key_Return)
    window.wait(lambda: window.cell("Bo Chen", "charts", "Inpatient").text == "9")
    assert window.cell("Ana Diaz", "hours", "Inpatient").state == "refused"


@pytest.fixture
def read(tmp_path: Path) -> Iterator[tuple[Team, tuple[DayGridRow, tuple[DayStateRow, ...]]]]:
    team = Team(tmp_path)
    yield team, team.desk.read(day_and_week, FRIDAY)
    team.desk.close()


def typed(team: Team, charts: int) -> StepResult[CellRow]:
    return team.desk.writing("Set", set_cell, team.draft("Ana Diaz", "charts", charts, "Inpatient")).result()


def test_the_very_next_change_is_taken_and_none_after_a_gap(read: Any) -> None:
    team, before = read
    rows = GridRows()
    rows.ask(team.desk.revision)
    rows.read = before
    first = typed(team, 12)
    assert rows.take(first) and rows.hold(first.revision or 0)
    assert rows.read == team.desk.read(day_and_week, FRIDAY)
    assert not rows.take(typed(team, 12)), "nothing changed"
    skipped, late = typed(team, 13), typed(team, 14)
    assert not rows.take(late)
    assert not rows.hold(late.revision or 0) and not rows.hold(skipped.revision or 0)


def test_while_rows_are_being_read_a_reply_shows_nothing(read: Any) -> None:
    team, before = read
    rows = GridRows()
    rows.ask(team.desk.revision)
    stored = typed(team, 12)
    assert not rows.take(stored) and rows.read is None
    assert rows.hold(stored.revision or 0), "the rows that come were asked for after it"
    assert not rows.hold(team.desk.revision + 1)
    assert before is not None
