"""Schedules, holidays and planned absence in Setup, by keyboard through the real window."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from codedesk.services.people.calendars import absences, calendar_choice, holidays
from codedesk.services.people.coders import coders
from codedesk.services.people.schedules import schedules
from codedesk.ui import ask
from tests.services.team import FRIDAY
from tests.ui.pages.day_window import DayWindow
from tests.ui.typist import Key, Modifier

CONTROL = Modifier.ControlModifier
CONTROL_SHIFT = Modifier.ControlModifier | Modifier.ShiftModifier


class Reasons(ask.Asker):
    def line(self, parent: Any, title: str, label: str, text: str = "", typed: object = None) -> str | None:
        return "typed wrong"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path, page="setup")
    before = ask.replace(Reasons())
    yield made
    ask.replace(before)
    made.close()


def open_section(window: DayWindow, name: str) -> Any:
    window.page.show_section(name)
    window.settle()
    return window.page.section


def test_a_schedule_is_typed_day_by_day_with_its_sum_beside_it(window: DayWindow) -> None:
    part = window.page.section.schedule
    part.form.editor("from_day").setFocus()
    for text in ("2026-07-01", "8", "8", "7:30", "", "", "", ""):
        window.type(text)
        window.press(Key.Key_Return)
    assert part.week.text() == "23.5 h a week, 3 days"
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    listed = window.team.desk.read(schedules, window.team.coders["Ana Diaz"], FRIDAY)
    assert [(row.draft.hours, row.in_force) for row in listed] == [((8.0, 8.0, 7.5, 0.0, 0.0, 0.0, 0.0), True)]
    assert window.team.desk.undo_step == "Add a schedule, Ana Diaz, 1 Jul 2026"
    assert part.table.copied().splitlines()[1].split("\t")[1] == "Mo 8 · Tu 8 · We 7.5"
    assert "A week (h)" in window.page.section.table.copied()
    assert "\t23.5\t" in window.page.section.table.copied()
    part.void_button.click()
    window.settle()
    assert window.team.desk.read(schedules, window.team.coders["Ana Diaz"], FRIDAY) == ()


def test_hours_that_no_day_has_stay_with_their_reason(window: DayWindow) -> None:
    part = window.page.section.schedule
    revision = window.team.desk.revision
    part.form.editor("from_day").setFocus()
    window.type("2026-07-01")
    part.form.editor("tuesday").setFocus()
    window.type("25")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert part.form.editor("tuesday").text() == "25"
    assert window.team.desk.revision == revision


def test_a_coder_gets_a_post_and_a_mentor(window: DayWindow) -> None:
    form = window.page.section.form
    form.editor("fte").setFocus()
    window.type("0.6")
    window.press(Key.Key_Return)
    window.settle()
    assert window.focus is form.editor("mentor_id")
    window.type("B")
    window.press(Key.Key_Return)
    window.settle()
    draft = window.team.desk.read(coders, FRIDAY)[0].draft
    assert (draft.fte, draft.mentor_id) == (0.6, window.team.coders["Bo Chen"])
    assert window.team.desk.undo_step == "Change coder Ana Diaz, mentor"


def test_a_year_of_holidays_is_seen_before_it_is_added_as_one_step(window: DayWindow) -> None:
    section = open_section(window, "calendar")
    assert section.empty.isVisible()
    window.press(Key.Key_H, CONTROL_SHIFT)
    window.settle()
    part = section.year
    assert window.focus is part.form.editor("country")
    assert window.focus.accessibleName() == "Country, required"
    part.form.set_values({"country": "US"})
    part.form.editor("year").setFocus()
    part.form.editor("year").selectAll()
    window.type("2026")
    window.settle()
    window.wait(lambda: part.add_button.text() == "Add 12 holidays")
    assert "Labor Day" in [row.draft.name for row in part.preview.rows]
    assert window.team.desk.read(holidays) == ()
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert len(window.team.desk.read(holidays)) == 12
    assert window.team.desk.undo_step == "Add the holidays of 2026, US"
    assert window.team.desk.read(calendar_choice).country == "US"
    window.wait(lambda: part.add_button.text() == "Nothing to add")
    assert len(section.table.rows) == 12
    window.context.undo()
    window.wait(lambda: not section.table.rows)


def test_a_holiday_is_added_renamed_and_voided(window: DayWindow) -> None:
    section = open_section(window, "calendar")
    window.press(Key.Key_N, CONTROL)
    for text in ("2026-07-03", "Team day"):
        window.type(text)
        window.press(Key.Key_Return)
    window.settle()
    if section.adding:
        window.press(Key.Key_Return, CONTROL)
        window.settle()
    section.form.editor("name").setFocus()
    section.form.editor("name").selectAll()
    window.type("Day of the team")
    window.press(Key.Key_Return)
    window.settle()
    assert [row.draft.name for row in window.team.desk.read(holidays)] == ["Day of the team"]
    window.press(Key.Key_Delete, CONTROL)
    window.settle()
    assert window.team.desk.read(holidays) == ()


def test_a_planned_absence_is_entered_and_shown_in_today(window: DayWindow) -> None:
    section = open_section(window, "absences")
    window.press(Key.Key_N, CONTROL)
    window.type("B")
    window.press(Key.Key_Return)
    for text in ("2026-07-03", "2026-07-10"):
        window.type(text)
        window.press(Key.Key_Return)
    window.type("P")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    row = window.team.desk.read(absences, FRIDAY)[0]
    assert (row.coder, row.category, row.draft.to_day) == ("Bo Chen", "PTO", date(2026, 7, 10))
    assert section.table.selected_row().coder == "Bo Chen"
    window.frame.show_page("today")
    window.settle()
    assert window.cell("Bo Chen", "who").text == "Bo Chen · PTO"
    assert window.cell("Bo Chen", "paid").text == ""
    assert window.cell("Ana Diaz", "paid").text == "8"


def test_the_whole_day_off_takes_the_planned_category_without_asking(window: DayWindow) -> None:
    open_section(window, "absences")
    window.press(Key.Key_N, CONTROL)
    window.page.section.form.set_values(
        {
            "coder_id": window.team.coders["Ana Diaz"],
            "from_day": FRIDAY,
            "to_day": FRIDAY,
            "category_id": window.team.categories["sick"],
        }
    )
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    window.frame.show_page("today")
    window.settle()
    window.go("Ana Diaz", "paid")
    window.press(Key.Key_O, CONTROL_SHIFT)
    window.settle()
    block = window.team.block("Ana Diaz")
    assert [(row.category, row.hours) for row in block.other_times] == [("sick", 8.0)]
