"""The sheet for coders, published figures and the pictures, as a person meets them on the standards page."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.models.coders import CoderDraft
from codedesk.models.standards import BenchmarkDraft, StandardDraft
from codedesk.services.people.coders import add_coder
from codedesk.services.standards import benchmarks, standards
from codedesk.services.standards import receipts as standards_receipts
from codedesk.ui import ask
from codedesk.ui.pages.standards.page import StandardsPage
from codedesk.ui.pages.standards.sheet import state_words
from tests.reports.read_back import whole
from tests.ui.asked import Answers
from tests.ui.pages.audits.audit_window import CONTROL, TODAY, Window, add_team
from tests.ui.typist import Key


@pytest.fixture
def asked() -> Iterator[Answers]:
    made = Answers()
    before = ask.replace(made)
    yield made
    ask.replace(before)


@pytest.fixture
def window(qtbot: QtBot, department: Desk) -> Window:
    department.write("Add the team", add_team)
    first = StandardDraft(
        work_type_id=1,
        effective_from=date(2026, 1, 1),
        pace=24.0,
        accuracy=95.0,
        pace_unit="per_day",
        hours_per_day=8.0,
        reason="agreed",
    )
    department.write("Add", standards.STANDARDS.add, first)
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
    page.lines.choose(0)
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
    page.work_types.choose(1)
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
    page.figures.table.choose(0)
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
    page.show_sheet()
    window.settle()
    assert page.sheet.isVisible()
    assert [row.coder for row in page.sheet.receipts.rows] == ["All coders: the team’s sheet", "Ana Diaz", "Ben Ode"]
    asked.answers.append(tmp_path / "sheet")
    page.sheet.save()
    window.settle()
    assert "24 per day of 8 h" in whole((tmp_path / "sheet.pdf").read_bytes())
    page.sheet.give()
    window.settle()
    page.sheet.receipts.choose(1)
    page.sheet.received()
    dialog = page.sheet.editing.dialog
    assert dialog is not None
    window.bot.keyClicks(dialog.form.editor("acknowledged_on"), "-+")
    window.bot.keyClicks(dialog.form.editor("note"), "by hand")
    window.bot.keyClick(dialog.form.editor("note"), Key.Key_Return, CONTROL)
    window.settle()
    rows = window.desk.read(standards_receipts.receipts, TODAY)
    assert [(row.coder, row.sheet_of, row.acknowledged_on, row.note) for row in rows] == [
        ("Ana Diaz", TODAY, TODAY, "by hand"),
        ("Ben Ode", TODAY, None, ""),
    ]
    assert [state_words(row) for row in page.sheet.receipts.rows] == [
        "",
        "received 30 Sep 2026",
        "given, of 30 Sep 2026",
    ]
    window.context.undo()
    window.settle()
    assert window.desk.read(standards_receipts.receipts, TODAY)[0].acknowledged_on is None


@pytest.mark.parametrize(
    ("typed", "said"), [("soon", "is not a date"), ("", "is needed"), ("29 Sep 2026", "cannot be received before")]
)
def test_a_day_that_cannot_be_is_refused_beside_its_field(window: Window, typed: str, said: str) -> None:
    page = page_of(window)
    page.show_sheet()
    window.settle()
    page.sheet.give()
    window.settle()
    page.sheet.receipts.choose(1)
    page.sheet.received()
    dialog = page.sheet.editing.dialog
    assert dialog is not None
    editor = dialog.form.editor("acknowledged_on")
    assert isinstance(editor, QLineEdit)
    editor.setText(typed)
    window.bot.keyClick(editor, Key.Key_Return, CONTROL)
    window.settle()
    kept = "29 Sep 2026" if said.startswith("cannot") else typed  # a day that is one is shown as days are here
    assert said in editor.accessibleDescription() and editor.text() == kept
    assert window.desk.read(standards_receipts.receipts, TODAY)[0].acknowledged_on is None
    window.bot.keyClick(dialog, Key.Key_Escape)
    assert dialog.isVisible() and editor.text() == kept and "not saved yet" in dialog.problem.text()
    with window.bot.waitSignal(dialog.rejected):
        window.bot.keyClick(dialog, Key.Key_Escape)


def test_every_coder_s_sheet_is_saved_into_one_folder(window: Window, asked: Answers, tmp_path: Path) -> None:
    page = page_of(window)
    twin = partial(add_coder, draft=CoderDraft(name="Ana: Diaz", started_on=date(2025, 3, 3)), work_type_ids=())
    window.desk.write("Add one whose file would be called the same", twin)
    page.show_sheet()
    window.settle()
    said: list[tuple[str, str]] = []
    window.context.message_shown.connect(lambda kind, text, _retry: said.append((kind, text)))
    asked.answers.append(tmp_path)
    window.press(Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    window.bot.waitUntil(lambda: bool(said) and said[-1][0] == "done")
    names = ["Standards 2026-09-30 Ana Diaz 2.pdf", "Standards 2026-09-30 Ana Diaz.pdf"]
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == [*names, "Standards 2026-09-30 Ben Ode.pdf"]
    ben = whole((tmp_path / "Standards 2026-09-30 Ben Ode.pdf").read_bytes())
    assert "Ben Ode" in ben and "Ana Diaz" not in ben and "I have received" in ben
    assert said[-1][0] == "done" and "3 sheets" in said[-1][1]
    before = (tmp_path / names[0]).read_bytes()
    asked.answers += [tmp_path, False]
    page.sheet.all_sheets.save()
    window.settle()
    assert asked.asked[-1].startswith("Replace 3 sheets in") and (tmp_path / names[0]).read_bytes() == before


def test_saving_all_sheets_can_be_cancelled_and_what_is_written_stays_whole(
    window: Window, asked: Answers, tmp_path: Path
) -> None:
    page = page_of(window)
    page.show_sheet()
    window.settle()
    said: list[str] = []
    window.context.message_shown.connect(lambda _kind, text, _retry: said.append(text))
    window.context.message_shown.connect(lambda kind, _text, cancel: cancel() if kind == "busy" else None)
    asked.answers.append(tmp_path)
    page.sheet.all_sheets.save()
    window.bot.waitUntil(lambda: bool(said) and "saved" in said[-1])
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["Standards 2026-09-30 Ana Diaz.pdf"]
    assert "1 sheet of 2 saved" in said[-1]


def test_a_figure_in_workload_units_says_that_no_rate_follows(window: Window) -> None:
    draft = BenchmarkDraft(
        work_type_id=1, source="A vendor's manual", year=2025, pace_low=90.0, pace_unit="units_per_day"
    )
    window.desk.write("Add", benchmarks.BENCHMARKS.add, draft)
    page = page_of(window)
    page.below.show_part("figures")
    window.settle()
    row = page.figures.table.rows[0]
    told = page.figures.table.copied() if hasattr(page.figures.table, "copied") else ""
    assert (row.statement, row.rates) == ("90 units per day of 8 h", ())
    assert "not known" in told and "the source does not say how many units a chart has" in told


def test_on_the_sheet_no_standard_is_added_or_voided_by_a_stray_key(window: Window) -> None:
    page = page_of(window)
    page.show_sheet()
    window.settle()
    window.press(Key.Key_N, CONTROL)
    assert page.form.isHidden()
    assert not any(made.isEnabled() for _, made in page._buttons)
    page.show_sheet()
    assert any(made.isEnabled() for _, made in page._buttons)


def test_the_choice_of_views_stays_where_it_is_whatever_is_shown(window: Window) -> None:
    """The buttons of the page went with its first view, and what was to be clicked next moved to the right."""
    page, places = page_of(window), set()
    for made in page.view._group.buttons():
        made.click()
        window.settle()
        places.add(page.view.geometry().getRect())
    assert len(places) == 1
