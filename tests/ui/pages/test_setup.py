"""Setup through the real window: people, lists and choices, each change one named step."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from codedesk.periods import FiscalYear
from codedesk.services.department.departments import change_department, department, year_of
from codedesk.services.department.other_time import categories
from codedesk.services.people.calendars import YearDraft, add_year
from codedesk.services.people.coders import CoderRow, coders, ramp
from codedesk.services.standards.work_types import work_types
from codedesk.ui import ask, theme
from tests.services.team import FRIDAY
from tests.ui.pages.day_window import DayWindow
from tests.ui.typist import Key, Modifier

CONTROL, ALT = Modifier.ControlModifier, Modifier.AltModifier


class Reasons(ask.Asker):
    def __init__(self, reason: str | None) -> None:
        self.reason = reason

    def line(self, parent: Any, title: str, label: str, text: str = "", typed: object = None) -> str | None:
        return self.reason


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path, page="setup")
    before = ask.replace(Reasons("entered by mistake"))
    yield made
    ask.replace(before)
    made.close()


def open_section(window: DayWindow, name: str) -> Any:
    window.page.show_section(name)
    window.settle()
    return window.page.section


def rows(window: DayWindow) -> tuple[CoderRow, ...]:
    return window.team.desk.read(coders, FRIDAY)


def names(window: DayWindow) -> list[str]:
    return [row.draft.name for row in window.team.desk.read(work_types)]


def test_the_sections_are_walked_by_keys(window: DayWindow) -> None:
    assert window.focus is window.page.list
    seen = []
    for _ in range(12):
        seen.append(window.page.section.title)
        window.press(Key.Key_Down)
        window.settle()
    lists = ("Findings", "Root causes", "Severities")
    first = ["Coders", "Work types", "Standards", "Hours", "Calendar", "Department"]
    assert seen == [*first, "Other time", "Absence", *lists, "Appearance"], "as Home lists what a new department needs"


def test_what_stands_elsewhere_is_a_link_that_leads_there(window: DayWindow) -> None:
    went: list[object] = []
    window.context.navigated.connect(lambda page, what: went.append((page, what)))
    open_section(window, "hours").button.click()
    assert window.page.section.title == "Coders"
    open_section(window, "standards").button.click()
    assert went == [("setup", {"section": "coders"}), ("standards", {})]


@pytest.mark.parametrize("name", ["coders", "work_types", "finding_categories", "department"])
def test_tab_goes_from_the_list_into_the_section_that_is_shown(window: DayWindow, name: str) -> None:
    section = open_section(window, name)
    window.page.list.setFocus()
    window.press(Key.Key_Tab)
    assert section.isAncestorOf(window.focus)
    window.press(Key.Key_Backtab)
    assert window.focus is window.page.list


def test_a_coder_is_added_without_the_mouse(window: DayWindow) -> None:
    window.press(Key.Key_N, CONTROL)
    for text in ("Zoe O'Neil", "", "CCS", "2026-07-01", "", "36", "0.9", ""):
        window.type(text)
        window.press(Key.Key_Return)
    window.settle()
    added = next(row for row in rows(window) if row.shown_name == "Zoe O'Neil")
    assert (added.draft.credentials, added.draft.started_on) == ("CCS", date(2026, 7, 1))
    assert window.page.section.table.selected_row().shown_name == "Zoe O'Neil"
    assert window.team.desk.undo_step == "Add coder Zoe O'Neil"
    assert added.draft.scheduled_hours_per_week == 36.0


def test_a_taken_name_asks_for_the_note_that_tells_two_apart(window: DayWindow) -> None:
    window.press(Key.Key_N, CONTROL)
    window.type("Ana Diaz")
    window.page.section.form.set_values({"started_on": date(2026, 7, 1)})
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    form = window.page.section.form
    assert window.focus is form.editor("name_note")
    assert "there is a Ana Diaz already" in form.editor("name_note").accessibleDescription()
    assert form.editor("name").text() == "Ana Diaz"
    window.type("night")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert [row.shown_name for row in rows(window)] == ["Ana Diaz", "Ana Diaz (night)", "Bo Chen"]


def test_a_field_is_stored_when_it_is_left_and_undone_by_name(window: DayWindow) -> None:
    window.press(Key.Key_Return)
    window.press(Key.Key_Return)
    form = window.page.section.form
    assert window.focus is form.editor("name")
    form.editor("credentials").setFocus()
    window.type("CPC")
    window.press(Key.Key_Return)
    window.settle()
    assert rows(window)[0].draft.credentials == "CPC"
    assert window.team.desk.undo_step == "Change coder Ana Diaz, credentials"
    window.context.undo()
    window.wait(lambda: form.editor("credentials").text() == "")


def test_what_is_being_typed_stays_while_another_field_is_stored(window: DayWindow) -> None:
    form = window.page.section.form
    form.editor("name").setFocus()
    form.editor("name").selectAll()
    window.type("Ana Maria Diaz")
    window.press(Key.Key_Return)
    window.type("days")
    window.settle()
    assert form.editor("name_note").text() == "days"
    assert "Ana Maria Diaz" in [row.draft.name for row in rows(window)]


def test_a_wrong_date_stays_with_its_reason_and_nothing_is_stored(window: DayWindow) -> None:
    revision = window.team.desk.revision
    form = window.page.section.form
    form.editor("left_on").setFocus()
    window.type("2024-01-01")
    window.press(Key.Key_Return)
    window.settle()
    assert form.editor("left_on").text() == "1 Jan 2024"
    assert "before the start" in form.editor("left_on").accessibleDescription()
    assert window.team.desk.revision == revision


def test_the_usual_work_types_are_chosen_and_ordered_by_keys(window: DayWindow) -> None:
    usual = window.page.section.usual
    assert [usual.item(place).text() for place in range(4)] == [
        "Same-day surgery",
        "Inpatient",
        "Emergency",
        "Ancillary",
    ]
    usual.setFocus()
    usual.setCurrentRow(2)
    window.press(Key.Key_Space)
    window.settle()
    assert rows(window)[0].usual_work_types == ("Same-day surgery", "Inpatient", "Emergency")
    window.press(Key.Key_Up, CONTROL | Modifier.ShiftModifier)
    window.settle()
    assert rows(window)[0].usual_work_types == ("Same-day surgery", "Emergency", "Inpatient")
    assert window.team.desk.undo_step == "Change coder Ana Diaz"


def test_a_ramp_is_entered_step_by_step_and_voided_with_a_reason(window: DayWindow) -> None:
    part = window.page.section.ramp
    part.form.editor("from_day").setFocus()
    for text in ("2026-07-01", "50"):
        window.type(text)
        window.press(Key.Key_Return)
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    steps = window.team.desk.read(ramp, window.team.coders["Ana Diaz"])
    assert [(step.draft.pace_percent, step.work_type) for step in steps] == [(50.0, "")]
    assert window.team.desk.undo_step == "Add a ramp step, Ana Diaz, 1 Jul 2026"
    part.void_button.click()
    window.settle()
    assert window.team.desk.read(ramp, window.team.coders["Ana Diaz"]) == ()


def test_a_coder_with_days_is_not_voided_but_told_how_to_leave(window: DayWindow) -> None:
    window.team.set("Ana Diaz", "charts", 6, "Inpatient")
    window.settle()
    window.press(Key.Key_Delete, CONTROL)
    window.settle()
    editor = window.page.section.form.editor("left_on")
    assert "day of leaving" in editor.accessibleDescription()
    assert len(rows(window)) == 2


def test_a_coder_entered_by_mistake_is_voided(window: DayWindow) -> None:
    window.page.section.table.select_where(lambda row: row.shown_name == "Bo Chen")
    window.press(Key.Key_Delete, CONTROL)
    window.settle()
    assert [row.shown_name for row in rows(window)] == ["Ana Diaz"]
    assert window.team.desk.undo_step == "Void coder Bo Chen"


def test_a_work_type_is_added_moved_and_made_inactive(window: DayWindow) -> None:
    section = open_section(window, "work_types")
    window.press(Key.Key_N, CONTROL)
    window.type("Clinic E/M")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert names(window)[-1] == "Clinic E/M"
    window.press(Key.Key_Up, CONTROL | Modifier.ShiftModifier)
    window.settle()
    assert names(window)[-2:] == ["Clinic E/M", "Ancillary"]
    assert section.table.selected_row().draft.name == "Clinic E/M"
    section.form.editor("active").setFocus()
    window.press(Key.Key_Space)
    window.press(Key.Key_Tab)
    window.settle()
    assert not window.team.desk.read(work_types)[-2].draft.active


def test_an_empty_department_offers_the_starter_list(qtbot: QtBot, tmp_path: Path) -> None:
    window = DayWindow(qtbot, tmp_path, page="setup", empty=True)
    assert window.page.section.empty.isVisible()
    section = open_section(window, "work_types")
    assert section.empty.isVisible()
    window.page.list.setFocus()
    window.press(Key.Key_Return)
    assert window.focus is section.starter
    window.press(Key.Key_Return)
    window.settle()
    found = window.team.desk.read(work_types)
    assert [row.draft.name for row in found][:2] == ["Inpatient", "Inpatient long stay"]
    assert not any(row.used for row in found)
    assert not section.empty.isVisible()
    assert not section.starter.isVisible()
    assert window.team.desk.undo_step == "Add the starter list of work types"
    window.close()


def test_a_category_of_other_time_is_added(window: DayWindow) -> None:
    open_section(window, "other_time")
    window.press(Key.Key_N, CONTROL)
    window.type("Committee")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert window.team.desk.read(categories)[-1].draft.name == "Committee"
    assert window.team.desk.read(categories)[-1].draft.kind == "excused"


def test_the_departments_choices_are_stored_field_by_field(window: DayWindow) -> None:
    section = open_section(window, "department")
    section.start()
    window.type("HIM coding")
    window.press(Key.Key_Return)
    window.settle()
    section.form.editor("usual_hours_per_day").setFocus()
    section.form.editor("usual_hours_per_day").selectAll()
    window.type("7:30")
    window.press(Key.Key_Return)
    window.settle()
    row = window.team.desk.read(department)
    assert (row.draft.name, row.draft.usual_hours_per_day) == ("HIM coding", 7.5)
    assert window.team.desk.undo_step == "Change the department, usual hours of a day"


def test_a_year_that_does_not_start_in_january_is_asked_for_its_name(window: DayWindow) -> None:
    section = open_section(window, "department")
    window.settle()
    month, name = (section.form.editor(each) for each in ("quarter_start_month", "fiscal_year_named_by"))
    assert not name.isVisible()
    month.setFocus()
    window.type("Oct")
    window.settle()
    assert name.isVisible() and name.currentText().startswith("The year it ends in: Oct 2026 is FY2027")
    window.press(Key.Key_Tab)
    assert window.focus is name
    window.press(Key.Key_Down)
    window.settle()
    assert window.team.desk.read(year_of) == FiscalYear(10, "start")
    assert window.team.desk.undo_step == "Change the department, a year is named by"
    window.press(Key.Key_Z, Modifier.ControlModifier)
    window.settle()
    assert window.team.desk.read(year_of) == FiscalYear(10, "end")
    assert name.currentText().startswith("The year it ends in")


def test_a_half_typed_choice_survives_what_another_window_stores(window: DayWindow) -> None:
    section = open_section(window, "department")
    section.start()
    window.type("HIM")
    other = window.team.desk.read(department).draft.but(name="Other", manager="Kim Lee")
    window.context.write(section, "Change the department", change_department, other)
    window.settle()
    editor = section.form.editor("name")
    assert (editor.text(), section.form.editor("manager").text()) == ("HIM", "Kim Lee")
    window.press(Key.Key_Return)
    window.settle()
    assert window.team.desk.read(department).draft.name == "HIM"


def test_a_first_fiscal_year_is_named_as_is_usual_in_the_country_of_the_holidays(window: DayWindow) -> None:
    window.team.desk.write("Add the holidays of 2026", add_year, YearDraft("JP", "", 2026))
    section = open_section(window, "department")
    window.settle()
    section.form.editor("quarter_start_month").setFocus()
    window.type("April")
    window.settle()
    assert window.team.desk.read(year_of) == FiscalYear(4, "start")
    assert section.form.editor("fiscal_year_named_by").currentText() == (
        "The year it starts in: Apr 2026 is FY2026 · usual here"
    )


def test_appearance_is_changed_at_once_and_is_no_step(window: DayWindow) -> None:
    section = open_section(window, "appearance")
    revision = window.team.desk.revision
    section.start()
    window.type("D")
    assert theme.theme().scheme == "dark"
    assert window.context.settings.appearance == "dark"
    assert window.team.desk.revision == revision
    section.form.editor("compact_rows").setFocus()
    window.press(Key.Key_Space)
    assert not window.context.settings.compact_rows
    window.frame.show_page("today")
    window.settle()
    assert window.grid.view.verticalHeader().defaultSectionSize() == theme.ROW_HEIGHT


def test_new_while_one_is_typed_stores_it_and_begins_another(window: DayWindow) -> None:
    window.press(Key.Key_N, CONTROL)
    window.type("Zoe O'Neil")
    window.page.section.form.set_values({"started_on": date(2026, 7, 1)})
    window.press(Key.Key_N, CONTROL)
    window.settle()
    assert "Zoe O'Neil" in [row.shown_name for row in rows(window)]
    assert window.page.section.adding and next(iter(window.page.section.form.texts.values())) == ""
    window.type("Yan Li")
    assert next(iter(window.page.section.form.texts.values())) == "Yan Li"


def test_new_while_something_is_wrong_stays_with_the_reason(window: DayWindow) -> None:
    window.press(Key.Key_N, CONTROL)
    window.type("Zoe O'Neil")
    window.press(Key.Key_N, CONTROL)
    window.settle()
    assert next(iter(window.page.section.form.texts.values())) == "Zoe O'Neil"
    assert "Start is needed" in window.page.section.form.errors["started_on"]


def test_a_new_row_that_is_left_for_another_is_shown_again(window: DayWindow) -> None:
    window.press(Key.Key_N, CONTROL)
    window.type("Zoe O'Neil")
    window.page.section.table.choose(1)
    window.settle()
    assert "is not stored yet" in window.frame.strip.text
    window.press(Key.Key_N, CONTROL)
    assert next(iter(window.page.section.form.texts.values())) == "Zoe O'Neil"


def test_the_answer_to_an_ambiguous_date_is_taken_by_alt_down_though_the_page_has_that_key(window: DayWindow) -> None:
    window.press(Key.Key_N, CONTROL)
    form = window.page.section.form
    form.editor("started_on").setFocus()
    window.type("3/4/2025")
    window.press(Key.Key_Down, ALT)
    assert list(form.texts.values())[3] == "4 Mar 2025"


def test_escape_lets_go_of_an_empty_new_row_and_keeps_one_that_was_begun(window: DayWindow) -> None:
    section = open_section(window, "work_types")
    window.press(Key.Key_N, CONTROL)
    window.press(Key.Key_Escape)
    assert not section.adding and window.focus is section.table
    window.press(Key.Key_N, CONTROL)
    window.type("Observation")
    window.press(Key.Key_Escape)
    assert section.adding and next(iter(section.form.texts.values())) == "Observation" and window.focus is section.table


def test_escape_goes_to_something_that_can_be_seen_where_the_list_is_empty(qtbot: QtBot, tmp_path: Path) -> None:
    window = DayWindow(qtbot, tmp_path, page="setup", empty=True)
    section = open_section(window, "work_types")
    window.press(Key.Key_N, CONTROL)
    window.press(Key.Key_Escape)
    assert window.focus is section.new_button
    window.press(Key.Key_Return)
    window.type("Observation")
    window.press(Key.Key_Escape)
    assert window.focus is section.foot.save and next(iter(section.form.texts.values())) == "Observation"
    window.close()
