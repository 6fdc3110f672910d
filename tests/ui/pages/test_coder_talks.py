"""Conversations and well-being on the Coder page: by keyboard, private by default, asked about before they are kept."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.services.department import events_and_notes
from codedesk.services.people import checkins, education
from codedesk.services.people.conversations import goals
from codedesk.ui import ask, theme
from codedesk.ui.pages.coder.talk_forms import goal_columns
from codedesk.ui.widgets.table_heights import broken
from tests.ui.pages.audits.audit_window import ALT, CONTROL
from tests.ui.pages.test_coder import DAX, TODAY, CoderWindow, Reason, text
from tests.ui.typist import Key

SHIFT = Qt.KeyboardModifier.ShiftModifier


class Saving(ask.Asker):
    """Saves wherever the test wants."""

    def __init__(self, path: Path, week: str | None) -> None:
        self.path, self.week = path, week
        self.suggested = ""
        self.offered: tuple[str, ...] = ()

    def choice(self, parent: QWidget | None, title: str, label: str, choices: tuple[str, ...]) -> str | None:
        self.offered = choices
        return self.week

    def save_file(self, parent: QWidget | None, title: str, suggested: Path, kinds: str) -> Path | None:
        self.suggested = suggested.name
        return self.path


@pytest.fixture
def window(qtbot: QtBot, sample: Desk) -> Iterator[CoderWindow]:
    made = CoderWindow(qtbot, sample)
    yield made
    made.context.close()


def problem_in(window: CoderWindow) -> str:
    return " ".join(label.text() for label in window.dialog.findChildren(QLabel) if label.isVisible())


def test_the_parts_are_reached_by_keyboard(window: CoderWindow) -> None:
    window.press(Key.Key_2, ALT)
    window.settle()
    assert window.coder.talks.isVisible()
    window.press(Key.Key_3, ALT)
    window.settle()
    assert window.coder.well.isVisible()
    assert "Worth a conversation" in window.words()
    window.press(Key.Key_1, ALT)
    window.settle()
    assert window.coder.pair.isVisible()


def test_notes_are_shown_by_kind_and_the_switch_gives_one_to_the_packet_and_back(window: CoderWindow) -> None:
    window.show_part("talks")
    talks = window.coder.talks
    talks.kind.choose("concern")
    talks._show_notes("concern")
    assert {row.draft.kind for row in talks.notes.table.rows} == {"concern"}
    talks.notes.table.choose(0)
    talks.notes.editing.turn()
    window.settle()
    assert talks.notes.table.rows[0].draft.in_packet
    assert window.desk.undo_step is not None
    assert window.desk.undo_step.startswith("Give note to the packet")
    window.context.undo()
    window.settle()
    assert not talks.notes.table.rows[0].draft.in_packet


def test_a_text_with_an_identifier_is_asked_about_kept_on_screen_and_saved_on_the_second_word(
    window: CoderWindow,
) -> None:
    before = len(window.desk.read(events_and_notes.notes, DAX))
    window.coder.add_note()
    window.settle()
    words = "Asked about MRN 00482913"
    window.fill({"text": words})
    assert "a medical record number" in problem_in(window)
    assert window.dialog.form.value("text") == words
    assert window.dialog.foot.save.text() == "Save anyway"
    assert len(window.desk.read(events_and_notes.notes, DAX)) == before
    window.fill({})
    assert len(window.desk.read(events_and_notes.notes, DAX)) == before + 1


def test_a_changed_text_is_asked_about_again(window: CoderWindow) -> None:
    window.coder.add_note()
    window.settle()
    window.fill({"text": "Call 555-010-4477"})
    window.fill({"text": "Write to a.diaz@example.org"})
    assert "an e-mail address" in problem_in(window)
    window.fill({"text": "Call at nine"})
    assert window.desk.read(events_and_notes.notes, DAX)[0].draft.text == "Call at nine"


def test_a_goal_stays_open_until_its_outcome_is_written(window: CoderWindow) -> None:
    window.show_part("talks")
    goal = window.coder.talks.goals.table.rows[0]
    assert goal.open
    window.coder.talks.change_goal(goal)
    window.fill({"outcome": "Reached in September"})
    found = next(row for row in window.desk.read(goals, DAX) if row.id == goal.id)
    assert found.outcome == "Reached in September"
    assert found.state(TODAY) == "closed"


def test_a_goal_that_was_closed_stays_chosen_where_it_stands_then(window: CoderWindow) -> None:
    window.show_part("talks")
    table = window.coder.talks.goals.table
    table.setFocus()
    table.choose(0)
    goal = table.rows[0]
    window.press(Key.Key_Return)
    window.settle()
    window.fill({"outcome": "Reached in September"})
    assert table.rows[0].id != goal.id, "open ones come first"
    chosen = table.selected_row()
    assert chosen is not None and (chosen.id, chosen.state(TODAY)) == (goal.id, "closed")


def test_education_with_hours_is_added_finished_and_voided(window: CoderWindow) -> None:
    window.coder.add_education()
    window.settle()
    window.fill({"topic": "Cardiology course", "hours": 2.5, "due_on": date(2026, 9, 30)})
    table = window.coder.talks.education.table
    assert table.select_where(lambda row: row.draft.topic == "Cardiology course") is not False
    row = next(row for row in table.rows if row.draft.topic == "Cardiology course")
    assert (row.draft.hours, row.state, row.draft.in_packet) == (2.5, "overdue", False)
    window.coder.talks.finish_education()
    window.settle()
    found = next(r for r in window.desk.read(education.items, DAX, TODAY) if r.id == row.id)
    assert found.draft.done_on == TODAY
    kept = ask.replace(Reason("entered twice"))
    try:
        table.select_where(lambda one: one.id == row.id)
        window.coder.talks.education.editing.void_chosen()
        window.settle()
    finally:
        ask.replace(kept)
    assert all(one.id != row.id for one in table.rows)


def test_a_check_in_from_a_slip_is_typed_by_key_and_its_trend_stays_on_this_page(window: CoderWindow) -> None:
    window.press(Key.Key_K, CONTROL | SHIFT)
    window.settle()
    window.fill({"workload": 4, "help": 5, "note": "Calmer", "source": "slip"})
    (row, *_) = window.desk.read(checkins.check_ins, DAX)
    assert (row.draft.workload, row.draft.pace_for_accuracy, row.draft.help) == (4, None, 5)
    assert (row.draft.source, row.draft.in_packet) == ("slip", False)
    chart = window.coder.well.answers.view.chart
    assert chart is not None
    assert chart.strips[0].answers[-1].value == 4
    assert chart.strips[1].answers[-1].value is None
    assert "“I had the help I needed”: 5 of 5 on 1 Oct 2026" in text(chart.summary)


def test_no_answer_at_all_is_refused_in_words(window: CoderWindow) -> None:
    window.coder.add_check_in()
    window.settle()
    window.fill({})
    assert "a check-in that was skipped is not entered" in problem_in(window)
    window.dialog.reject()


def test_the_balance_stands_beside_the_accuracy_of_the_same_time(window: CoderWindow) -> None:
    window.show_part("well")
    told = text(window.coder.well.balance.table.copied()).splitlines()
    assert "Accuracy of the same time (%)" in told[0].split("\t")
    assert "90.4" in told[1].split("\t")
    assert told[2].split("\t")[0] == "Team"


@pytest.mark.parametrize(
    ("week", "name"),
    [
        ("This week, from 28 Sep 2026", "Day sheets 2026-09-28.pdf"),
        ("Next week, from 5 Oct 2026", "Day sheets 2026-10-05.pdf"),
        ("Last week, from 21 Sep 2026", "Day sheets 2026-09-21.pdf"),
        ("Week from 28 Dec 2026", "Day sheets 2026-12-28.pdf"),
    ],
)
def test_blank_day_sheets_are_saved_for_the_week_that_is_chosen(
    window: CoderWindow, tmp_path: Path, week: str, name: str
) -> None:
    path = tmp_path / "sheet.pdf"
    asker: Any = Saving(path, week)
    kept = ask.replace(asker)
    try:
        window.coder.sheets.start("day_sheet", everyone=True, on_paper=False)
        window.bot.waitUntil(path.exists)
        window.settle()
    finally:
        ask.replace(kept)
    assert asker.offered[0] == "This week, from 28 Sep 2026" and len(asker.offered) == 15
    assert asker.suggested == name
    assert path.read_bytes().startswith(b"%PDF")
    assert len(window.coder.sheets.offered()) == 8


def test_no_week_no_sheet(window: CoderWindow, tmp_path: Path) -> None:
    asker: Any = Saving(tmp_path / "sheet.pdf", None)
    kept = ask.replace(asker)
    try:
        window.coder.sheets.start("day_sheet", everyone=False, on_paper=False)
        window.settle()
    finally:
        ask.replace(kept)
    assert asker.suggested == "" and not window.coder.sheets.output.running


def test_a_goal_its_measure_and_the_support_are_read_whole_in_the_list(window: CoderWindow) -> None:
    window.show_part("talks")
    table = window.coder.talks.goals.table
    metrics = QFontMetrics(theme.font("body"))
    cut = {}
    for place, row in enumerate(table.rows):
        for at, column in enumerate(goal_columns(TODAY)):
            words = column.text(row)
            room = table.horizontalHeader().sectionSize(at) - 16
            lines = broken(metrics, words, room, column.lines)
            if text(lines).replace("\n", " ") != words:
                cut[words] = room
            assert table.rowHeight(place) >= (lines.count("\n") + 1) * metrics.lineSpacing()
    assert cut == {}
