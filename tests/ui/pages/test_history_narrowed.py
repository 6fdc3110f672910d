"""The history of years: narrowed by filters, read in parts, folded, checked, put back where nothing hangs on it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from codedesk.entry import step_date
from codedesk.models import Change, ChangeEntry
from codedesk.periods import quarter
from codedesk.services.department.changes import LISTED, Wanted, changes
from codedesk.settings import Settings
from codedesk.ui.context import Context
from codedesk.ui.pages.history import HistoryPage
from tests.patience import own_work
from tests.services.team import FRIDAY, Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.desk.close()


@pytest.fixture
def page(qtbot: QtBot, team: Team) -> Iterator[HistoryPage]:
    context = Context(team.desk, Settings(), date.today)
    made = HistoryPage(context)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.show_if_stale()
    settle(qtbot, made)
    yield made
    context.close()


def settle(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: not page.context.background.busy)


def test_ten_thousand_steps_are_read_in_parts_and_fast(page: HistoryPage, team: Team, qtbot: QtBot) -> None:
    team.desk.write("Fill", _fill, 10_000)
    with own_work(2.0):
        first = team.desk.read(changes)
        narrowed = team.desk.read(changes, Wanted("charts 77", coder_id=1))
    assert len(first) == LISTED and narrowed and all("77" in row.step for row in narrowed)
    page.refresh()
    settle(qtbot, page)
    assert len(page.steps.rows) == LISTED
    page.steps.verticalScrollBar().setValue(page.steps.verticalScrollBar().maximum())
    settle(qtbot, page)
    assert len(page.steps.rows) == 2 * LISTED
    assert len({row.id for row in page.steps.rows}) == 2 * LISTED


def test_the_chain_is_checked_by_a_key_and_a_break_is_told(page: HistoryPage, qtbot: QtBot) -> None:
    said: list[tuple[str, str]] = []
    page.context.message_shown.connect(lambda kind, words, _retry: said.append((kind, words)))
    page.check()
    qtbot.waitUntil(lambda: bool(said))
    assert said[-1][0] == "done" and "unbroken" in said[-1][1]
    page.context.desk.use(
        lambda connection: connection.raw.execute("UPDATE change_entry SET after = '{}' WHERE id = 2")
    )
    page.check()
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said[-1][0] == "error" and "damaged" in said[-1][1]


def test_a_step_that_cannot_be_put_back_says_why_beside_it(page: HistoryPage, team: Team, qtbot: QtBot) -> None:
    team.set("Ana Diaz", "charts", 12, "Inpatient", FRIDAY)
    team.desk.undo()
    settle(qtbot, page)
    page.refresh()
    settle(qtbot, page)
    assert page.steps.select_where(lambda row: row.kind == "undo")
    qtbot.waitUntil(lambda: "press Ctrl+Z" in page._why_not.text() and not page._can_put_back())
    assert page.steps.select_where(lambda row: row.step == "Set a cell")
    qtbot.waitUntil(lambda: "taken back already" in page._why_not.text())


def test_dates_are_typed_stepped_and_left_open(page: HistoryPage, team: Team, qtbot: QtBot) -> None:
    team.set("Ana Diaz", "charts", 12, "Inpatient")
    qtbot.waitUntil(lambda: len(page.steps.rows) == len(team.desk.read(changes)))
    today = date.today()
    whole = [row.step for row in page.steps.rows]
    span = page.span
    assert span.bounds == (None, None) and whole
    qtbot.keyClicks(span.start, "2019-03-01")
    qtbot.keyClick(span.start, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert span.chooser.currentText() == "Dates as typed"
    assert (page.wanted.start, page.wanted.end) == (date(2019, 3, 1), None)
    assert [row.step for row in page.steps.rows] == whole
    qtbot.keyClicks(span.end, "31 dec 2019")
    qtbot.keyClick(span.end, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert page.wanted.end == date(2019, 12, 31) and page.steps.rows == ()
    assert page._none.isVisible() and page._all.isVisible() and not page.steps.isVisible()
    span.end.selectAll()
    qtbot.keyClick(span.end, "t")
    settle(qtbot, page)
    assert page.wanted.end == today and [row.step for row in page.steps.rows] == whole
    for key, day in (("-", today - timedelta(1)), ("+", today), ("[", step_date(today, "[")), ("]", today)):
        qtbot.keyClick(span.end, key)
        settle(qtbot, page)
        if key != "]":
            assert page.wanted.end == day, key
    span.end.clear()
    qtbot.keyClick(span.end, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert page.wanted.end is None and page.wanted.start == date(2019, 3, 1)


def test_a_wrong_span_is_refused_beside_the_dates_and_the_last_one_stays(page: HistoryPage, qtbot: QtBot) -> None:
    span = page.span
    qtbot.keyClicks(span.start, "2026-07-10")
    qtbot.keyClick(span.start, Qt.Key.Key_Return)
    assert span.end.hasFocus() or not page.isActiveWindow()
    qtbot.keyClicks(span.end, "2026-07-01")
    qtbot.keyClick(span.end, Qt.Key.Key_Return)
    assert span.end.problem.text == "The last date lies before the first"
    assert span.bounds == (date(2026, 7, 10), None) and span.end.text() == "1 Jul 2026"
    qtbot.keyClick(span.end, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(span.end, "30 feb 2026")
    qtbot.keyClick(span.end, Qt.Key.Key_Return)
    assert "does not exist" in span.end.problem.text
    qtbot.keyClick(span.end, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(span.end, "2026-07-31")
    qtbot.keyClick(span.end, Qt.Key.Key_Return)
    assert span.end.problem.text == "" and span.bounds == (date(2026, 7, 10), date(2026, 7, 31))
    page.clear_filters()
    settle(qtbot, page)
    assert page.steps.isVisible() and not page._all.isVisible() and not page._pause.isActive()
    assert page.wanted == Wanted() and span.start.text() == "" == span.end.text()


def test_a_ready_span_shows_its_dates(page: HistoryPage, qtbot: QtBot) -> None:
    page.context.period = quarter(2026, 2)
    settle(qtbot, page)
    page.span.chooser.setCurrentIndex(page.span.chooser.findText("The period above"))
    settle(qtbot, page)
    assert (page.span.start.text(), page.span.end.text()) == ("1 Apr 2026", "30 Jun 2026")
    page.context.period = quarter(2026, 3)
    settle(qtbot, page)
    assert (page.wanted.start, page.wanted.end) == (date(2026, 7, 1), date(2026, 9, 30))


def _fill(session: Session, count: int) -> None:
    """Write steps as years of use leave them; their chain is not the subject here."""
    template = session.get(Change, 1)
    assert template is not None
    rows = [
        {"at": template.at, "who": "manager", "step": f"Set charts {number}", "kind": "do"} for number in range(count)
    ]
    session.connection().execute(Change.__table__.insert(), rows)  # type: ignore[attr-defined]
    touched = [
        {
            "change_id": 1 + number, "table_name": "coder", "row_id": 1, "action": "update",
            "before": "{}", "after": "{}", "previous_hash": "", "hash": "",
        }
        for number in range(count)
    ]  # fmt: skip
    for entry in touched[::2]:
        entry["table_name"] = "work_day"
    session.connection().execute(ChangeEntry.__table__.insert(), touched)  # type: ignore[attr-defined]
