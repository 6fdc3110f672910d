"""The sheet for coders, published figures and the pictures, as a person meets them on the standards page."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.services.standards import benchmarks, standards
from codedesk.services.standards import receipts as standards_receipts
from codedesk.services.standards.standards import StandardDraft
from codedesk.ui import ask
from codedesk.ui.pages.standards import StandardsPage
from codedesk.ui.pages.standards.sheet import state_words
from tests.reports.read_back import whole
from tests.ui.asked import Answers
from tests.ui.pages.audits.audit_window import CONTROL, TODAY, Key, Window, add_team


@pytest.fixture
def asked() -> Iterator[Answers]:
    made = Answers()
    before = ask.replace(made)
    yield made
    ask.replace(before)


@pytest.fixture
def window(qtbot: QtBot, department: Desk) -> Window:
    department.write("Add the team", add_team)
    first = StandardDraft(1, date(2026, 1, 1), 24.0, 95.0, "per_day", 8.0, reason="agreed")
    department.write("Add", standards.add_standard, first)
    return Window(qtbot, department, "standards")


def page_of(window: Window) -> StandardsPage:
    assert isinstance(window.page, StandardsPage)
    return window.page


def newest(window: Window) -> standards.StandardRow:
    return window.desk.read(standards.time_line, 1, TODAY)[0]


def test_a_standard_in_workload_units_is_typed_with_the_units_of_a_chart_and_its_rate_beside(window: Window) -> None:
    page = page_of(window)
    window.press(Key.Key_N, CONTROL)
    window.enter("2026-10-01")
    window.enter("96")
    window.type("u")
    window.press(Key.Key_Down)
    assert page.form.left_side.editor("units_per_chart").isVisible()
    assert page.form.rate.text() == "The rate per hour follows from the pace."
    page.form.right_side.editor("reason").setFocus()
    window.type("workload units")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert "workload units one chart" in page.form.left_side.editor("units_per_chart").accessibleDescription()
    window.enter("4")
    assert page.form.rate.text() == "96 units per day of 8 h, 4 units per chart = 3.000 per hour"
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert (newest(window).statement, newest(window).rate) == ("96 units per day of 8 h, 4 units per chart", 3.0)


def test_a_week_is_typed_with_its_own_hours_and_kept_to_the_letter(window: Window, asked: Answers) -> None:
    page = page_of(window)
    page.add()
    page.form.left_side.set_values({"effective_from": date(2026, 10, 1), "pace": 100.0, "pace_unit": "per_week"})
    page.form.left_side.set_values({"hours_per_week": 36.1})
    page.form.right_side.set_values({"reason": "agreed"})
    page.form.left_side.changed.emit()
    assert page.form.left_side.editor("hours_per_week").isVisible()
    assert not page.form.left_side.editor("hours_per_day").isVisible()
    page.store()
    window.settle()
    assert newest(window).statement == "100 per week of 36.1 h"
    stored = newest(window).draft.hours_per_day
    page.lines.selectRow(0)
    page.correct()
    assert page.form.left_side.value("hours_per_week") == 36.1
    page.form.right_side.set_values({"source": "memo"})
    page.store()
    window.settle()
    assert newest(window).source == "memo"
    assert newest(window).draft.hours_per_day == stored
    assert asked.asked == []


def test_the_time_line_is_drawn_and_told(window: Window) -> None:
    page = page_of(window)
    assert page.scale.isVisible()
    assert page.scale.accessibleDescription() == "1 standard; in force since 1 Jan 2026: 24 per day of 8 h."
    page.work_types.selectRow(1)
    window.settle()
    assert not page.scale.isVisible()


def test_published_figures_are_listed_beside_the_standard_and_never_become_one(window: Window, asked: Answers) -> None:
    page = page_of(window)
    page.below.show_part("figures")
    page.figures.take()
    window.settle()
    assert [row.statement for row in page.figures.table.rows] == [
        "24 per day of 8 h", "3 per hour", "3.5 to 3.75 per hour",
    ]  # fmt: skip
    assert page.figures.beside.text() == "Your standard: 24 per day of 8 h = 3.000 per hour."
    assert len(window.desk.read(standards.time_line, 1, TODAY)) == 1
    page.figures.table.selectRow(0)
    asked.answers.append("of ICD-9")
    page.figures.void()
    window.settle()
    assert len(page.figures.table.rows) == 2


def test_a_published_figure_is_typed_and_what_is_wrong_is_said_beside_its_field(window: Window) -> None:
    page = page_of(window)
    page.figures.add()
    window.enter("30")
    window.enter("20")
    page.figure_form.right_side.set_values({"source": "A survey", "year": 2021})
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert "below the lower one" in page.figure_form.left_side.editor("pace_high").accessibleDescription()
    page.figure_form.left_side.set_values({"pace_high": 40.0})
    page.figures.store()
    window.settle()
    (row,) = window.desk.read(benchmarks.benchmarks, 1)
    assert (row.statement, row.draft.year, row.draft.basis) == ("30 to 40 per hour", 2021, "not_stated")
    assert page.figure_form.isHidden()
    assert window.desk.undo_step == "Add published figure, Inpatient, 2021"


def test_the_sheet_is_shown_saved_given_and_received(window: Window, asked: Answers, tmp_path: Path) -> None:
    page = page_of(window)
    window.press(Key.Key_E, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    window.settle()
    assert page.sheet.isVisible()
    assert [row.coder for row in page.sheet.receipts.rows] == ["All coders: the team’s sheet", "Ana Diaz", "Ben Ode"]
    asked.answers.append(tmp_path / "sheet")
    page.sheet.save()
    window.settle()
    assert "24 per day of 8 h" in whole((tmp_path / "sheet.pdf").read_bytes())
    page.sheet.give()
    window.settle()
    page.sheet.receipts.selectRow(1)
    asked.answers.append("t")
    page.sheet.received()
    window.settle()
    rows = window.desk.read(standards_receipts.receipts, TODAY)
    assert [(row.coder, row.sheet_of, row.acknowledged_on) for row in rows] == [
        ("Ana Diaz", TODAY, TODAY),
        ("Ben Ode", TODAY, None),
    ]
    assert [state_words(row) for row in page.sheet.receipts.rows] == [
        "",
        "received 30 Sep 2026",
        "given, of 30 Sep 2026",
    ]
    window.context.undo()
    window.settle()
    assert window.desk.read(standards_receipts.receipts, TODAY)[0].acknowledged_on is None


@pytest.mark.parametrize(("typed", "said"), [("soon", "Not recorded"), ("", "a day is needed"), ("-1", "before")])
def test_a_day_that_cannot_be_is_refused_in_words(window: Window, asked: Answers, typed: str, said: str) -> None:
    page = page_of(window)
    page.show_sheet()
    window.settle()
    page.sheet.give()
    window.settle()
    page.sheet.receipts.selectRow(1)
    told: list[str] = []
    window.context.message_shown.connect(lambda _kind, text, _retry: told.append(text))
    asked.answers.append(typed)
    page.sheet.received()
    window.settle()
    assert said in told[-1]
    assert window.desk.read(standards_receipts.receipts, TODAY)[0].acknowledged_on is None


def test_on_the_sheet_no_standard_is_added_or_voided_by_a_stray_key(window: Window) -> None:
    page = page_of(window)
    page.show_sheet()
    window.settle()
    window.press(Key.Key_N, CONTROL)
    assert page.form.isHidden()
    assert not any(made.isVisible() for _, made in page._buttons)
    page.show_sheet()
    assert any(made.isVisible() for _, made in page._buttons)
