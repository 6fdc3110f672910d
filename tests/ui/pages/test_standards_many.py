"""Several standards from one day on, in the real window: a table of all types, one day, one reason, one Undo."""

from datetime import date

from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.models import WorkType
from codedesk.models.standards import PaceUnit, StandardDraft
from codedesk.services.standards import standards
from codedesk.ui.pages.standards.page import StandardsPage
from tests.ui.pages.audits.audit_window import ALT, CONTROL, Window, add_team, said_in
from tests.ui.pages.test_standards import Questions, questions, team
from tests.ui.typist import Key

__all__ = ["questions", "team"]


def opened(bot: QtBot, desk: Desk) -> tuple[Window, StandardsPage]:
    window = Window(bot, desk, "standards")
    page = window.page
    assert isinstance(page, StandardsPage)
    next(made for made in page.view._group.buttons() if made.text() == "Several at once").click()
    window.settle()
    return window, page


def told(desk: Desk, day: date) -> list[str]:
    rows = desk.read(standards.work_types, day)
    return [f"{row.in_force.statement}, {row.in_force.accuracy:g} %" for row in rows if row.in_force is not None]


def test_all_types_stand_in_a_table_with_todays_standard(qtbot: QtBot, team: Desk) -> None:
    window, page = opened(qtbot, team)
    said = [label.text() for label in page.many.findChildren(QLabel) if label.isVisible()]
    assert "Inpatient" in said and "today 24 per day of 8 h" in said and "% · today 95" in said
    assert "Emergency" in said and "% · empty: 95" in said
    window.context.close()


def test_nothing_scrolls_around_forms_that_scroll_by_themselves(qtbot: QtBot, team: Desk) -> None:
    """Two tables had two bars beside each other, and Add was below both."""
    window, page = opened(qtbot, team)
    window.main.resize(1180, 680)
    window.settle()
    assert len(page.many.forms) == 2
    for form in page.many.forms:
        assert form.foot.save.visibleRegion().boundingRect().size() == form.foot.save.size()
        assert [type(area).__name__ for area in page.findChildren(QScrollArea) if area.isAncestorOf(form)] == []
    window.context.close()


def test_a_standard_from_a_day_to_come_is_typed_by_keys_stored_in_one_step_and_undone(qtbot: QtBot, team: Desk) -> None:
    window, page = opened(qtbot, team)
    page.many.focus_first()
    for words in ("2026-10-05", "new system", "", "", "26", "96"):
        window.enter(words)
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert told(team, date(2026, 10, 5)) == ["26 per day of 8 h, 96 %"]
    assert team.undo_step == "Add 1 standard, from 5 Oct 2026"
    assert "1 standard stored, in force from 5 Oct 2026." in said_in(window.main), "today’s list does not show it yet"
    assert page.many.form is not None and not page.many.form.unsaved
    team.undo()
    assert told(team, date(2026, 10, 5)) == ["24 per day of 8 h, 95 %"]
    window.context.close()


def test_what_reaches_back_is_asked_about_once_and_what_is_wrong_stays_typed(
    qtbot: QtBot, team: Desk, questions: Questions
) -> None:
    window, page = opened(qtbot, team)
    assert page.many.form is not None
    page.many.form.put({"effective_from": date(2026, 7, 1), "pace_1": 26.0})
    page.many.store()
    assert page.many.form.errors == {"reason": "Reason is needed"}
    assert told(team, date(2026, 7, 1)) == ["24 per day of 8 h, 95 %"]
    page.many.form.put({"reason": "new system"})
    questions.yes = False
    page.many.store()
    window.settle()
    assert "These standards reach back to 1 Jul 2026" in questions.asked[-1] and "Ana Diaz" in questions.asked[-1]
    assert told(team, date(2026, 7, 1)) == ["24 per day of 8 h, 95 %"]
    questions.yes = True
    page.many.store()
    window.settle()
    assert told(team, date(2026, 7, 1)) == ["26 per day of 8 h, 95 %"]
    assert len(questions.asked) == 2
    window.context.close()


def test_what_is_typed_and_not_stored_is_there_again_after_another_page(qtbot: QtBot, team: Desk) -> None:
    window, page = opened(qtbot, team)
    page.many.focus_first()
    window.enter("2026-10-05")
    window.type("new sys")
    window.settle()
    (waiting,) = team.typed.rows
    assert waiting.place == "standards/many" and waiting.texts["reason"] == "new sys"
    window.frame.show_page("history")
    window.settle()
    window.context.typed.open(waiting)
    window.settle()
    assert page.many.isVisible() and page.many.form is not None
    assert page.many.form.texts["reason"] == "new sys"
    window.context.close()


def test_an_accuracy_stands_level_with_the_pace_of_its_work_type_however_long_the_names(
    qtbot: QtBot, team: Desk
) -> None:
    def rename(session: Session) -> None:
        work_type = session.get(WorkType, 1)
        assert work_type is not None
        work_type.name = "Inpatient and observation, ambulatory surgery and professional fees of three hospitals"

    team.write("Rename", rename)
    second = StandardDraft(work_type_id=2, effective_from=date(2026, 1, 1), pace=12.0, accuracy=95.0)
    team.write("Add", standards.STANDARDS.add, second)
    window, page = opened(qtbot, team)
    form = page.many.form
    assert form is not None and len(form._ids) > 1
    for number in form._ids:
        pace, accuracy = form.paces.editor(f"pace_{number}"), form.accuracies.editor(f"accuracy_{number}")
        assert pace.mapTo(page, pace.rect().center()).y() == accuracy.mapTo(page, accuracy.rect().center()).y()
    window.context.close()


def test_first_standards_of_several_types_are_added_by_keys_with_one_day_and_one_reason(
    qtbot: QtBot, department: Desk
) -> None:
    department.write("Add the team", add_team)
    window = Window(qtbot, department, "standards")
    window.press(Key.Key_2, ALT)
    window.keys = 0
    for words in ("2026-10-05", "agreed", "", "", ""):
        window.enter(words)
    window.enter("2")
    window.enter("6")
    window.enter("")
    window.type("97")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    rows = department.read(standards.work_types, date(2026, 10, 5))
    found = [(row.name, row.in_force.statement, row.in_force.accuracy) for row in rows if row.in_force is not None]
    assert found == [("Inpatient", "2 per hour", 95), ("Emergency", "6 per hour", 97)]  # 95 % is the department's
    assert department.undo_step == "Add 2 standards, from 5 Oct 2026"
    assert window.keys <= 31
    assert window.page.many.isAncestorOf(window.focus)  # type: ignore[attr-defined]
    window.context.close()


def test_a_first_standard_without_a_pace_is_refused_beside_it_and_nothing_is_stored(qtbot: QtBot, team: Desk) -> None:
    window, page = opened(qtbot, team)
    first = page.many.forms[1]
    first.put({"effective_from": date(2026, 10, 5), "reason": "agreed", "accuracy_2": 96.0})
    page.many.store(first)
    assert "a first standard needs its pace" in first.paces.editor("pace_2").accessibleDescription()
    assert told(team, date(2026, 10, 5)) == ["24 per day of 8 h, 95 %"]
    window.context.close()


def test_first_standards_from_a_day_to_come_say_from_when(qtbot: QtBot, team: Desk) -> None:
    window, page = opened(qtbot, team)
    form = page.many.forms[1]
    form.common.set_values(
        {"effective_from": date(2026, 10, 5), "reason": "new system", "pace_unit": PaceUnit.PER_HOUR}
    )
    form.paces.editor("pace_2").setFocus()
    window.enter("3")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert page._subline.text() == "2 work types · 1 review due · 1 with a standard to come"
    page.work_types.select_where(lambda row: row.name == "Emergency")
    assert "Emergency: none yet; from 5 Oct 2026 3 per hour" in page.work_types.copied()
    said = [label.text() for label in page.many.findChildren(QLabel) if label.isVisible()]
    assert "from 5 Oct 2026 3 per hour" in said
    window.context.close()


def test_the_keyboard_goes_to_the_day_when_the_page_opens_on_several_at_once(qtbot: QtBot, team: Desk) -> None:
    window, page = opened(qtbot, team)
    for to in ("home", "standards"):
        window.frame.show_page(to)
        window.settle()
    window.type("2026-10-05")
    assert page.many.form is not None and page.many.form.common.texts["effective_from"] == "2026-10-05"
    window.context.close()
