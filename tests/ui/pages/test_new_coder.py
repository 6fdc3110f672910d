"""What a new coder begins with."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from codedesk.models.departments import DepartmentDraft
from codedesk.services.department.departments import change_department
from codedesk.services.people.coders import coders
from codedesk.ui.pages.today.row_keys import RowKey
from tests.services.team import FRIDAY
from tests.ui.pages.day_window import DayWindow
from tests.ui.typist import Key, Modifier

CONTROL = Modifier.ControlModifier


def test_a_new_coder_works_the_usual_day_that_was_asked_for_unless_a_week_is_typed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = DayWindow(qtbot, tmp_path, page="setup")
    window.team.desk.write("Usual", change_department, DepartmentDraft(name="Team", usual_hours_per_day=7.5))
    window.press(Key.Key_N, CONTROL)
    window.enter("Cy Bell")
    window.page.section.form.editor("started_on").setFocus()
    window.type("2026-01-05")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    made = window.team.desk.read(coders, FRIDAY)[-1]
    assert made.draft.name == "Cy Bell" and made.draft.scheduled_hours_per_week is None
    window.frame.show_page("today")
    window.settle()
    place = RowKey(made.id, FRIDAY)
    shown = window.grid.model
    assert shown.cell(shown.place_of(place), shown.column_of("paid")).text == "7.5"
    window.close()


def test_a_new_coder_is_added_from_the_list_of_work_types_and_the_next_one_begins_at_its_first(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = DayWindow(qtbot, tmp_path, page="setup")
    usual = window.page.section.usual
    for name in ("Cy Moss", "Dee Fox"):
        window.press(Key.Key_N, CONTROL)
        window.type(name)
        window.page.section.form.editor("started_on").setFocus()
        window.type("2026-07-01")
        usual.setFocus()
        window.press(Key.Key_Space)
        if name == "Cy Moss":
            window.press(Key.Key_Down)
            window.press(Key.Key_Space)
        window.press(Key.Key_Return, CONTROL)
        window.settle()
    found = {row.shown_name: row.usual_work_types for row in window.team.desk.read(coders, FRIDAY)}
    assert len(found["Cy Moss"]) == 2 and found["Dee Fox"] == found["Cy Moss"][:1]
    window.close()


def test_a_new_coder_that_waits_offers_the_work_types_that_were_added_meanwhile(qtbot: QtBot, tmp_path: Path) -> None:
    window = DayWindow(qtbot, tmp_path, page="setup")
    window.press(Key.Key_N, CONTROL)
    window.type("Cy Moss")
    before = set(window.page.section.usual.offered.values())
    window.page.list.setCurrentRow(1)
    window.settle()
    window.press(Key.Key_N, CONTROL)
    window.type("Radiology")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    window.page.list.setCurrentRow(0)
    window.settle()
    section = window.page.section
    assert section.form.texts["name"] == "Cy Moss" and section.adding
    assert set(section.usual.offered.values()) == {*before, "Radiology"}
    window.close()
