"""The standards page as a person sees it: time line, live rate, and the past that is named before it is changed."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.models import RampStep, WorkDay, WorkLine
from codedesk.models.standards import StandardDraft
from codedesk.models.work_types import WorkTypeDraft
from codedesk.services.department.departments import change_department
from codedesk.services.department.departments import department as department_choices
from codedesk.services.standards import standards
from codedesk.services.standards.work_types import WORK_TYPES
from codedesk.ui import ask
from codedesk.ui.pages.standards.page import StandardsPage
from tests.ui.pages.audits.audit_window import CONTROL, TODAY, Window, add_team
from tests.ui.typist import Key

JANUARY = date(2026, 1, 1)


class Questions(ask.Asker):
    """Keeps what was asked, and answers as told."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.yes = True
        self.reason: str | None = "typed twice"

    def question(self, parent: QWidget | None, title: str, text: str, yes: str, no: str = "Cancel") -> bool:
        self.asked.append(f"{title}\n{text}\n{yes}")
        return self.yes

    def line(self, parent: QWidget | None, title: str, label: str, text: str = "", typed: object = None) -> str | None:
        self.asked.append(label)
        return self.reason


@pytest.fixture
def questions() -> Iterator[Questions]:
    made = Questions()
    before = ask.replace(made)
    yield made
    ask.replace(before)


def _worked(coder: int, day: date, charts: int) -> Callable[[Session], None]:
    def fill(session: Session) -> None:
        work_day = WorkDay(coder_id=coder, day=day, paid_hours=8.0)
        session.add(work_day)
        session.flush()
        session.add(WorkLine(work_day_id=work_day.key, work_type_id=1, charts=charts))

    return fill


@pytest.fixture
def team(department: Desk) -> Desk:
    department.write("Add the team", add_team)
    first = StandardDraft(
        work_type_id=1,
        effective_from=JANUARY,
        pace=24.0,
        accuracy=95.0,
        pace_unit="per_day",
        hours_per_day=8.0,
        reason="agreed",
        review_due=date(2026, 9, 1),
    )
    department.write("Add", standards.STANDARDS.add, first)
    department.write("Log", _worked(1, date(2026, 6, 30), 20))
    department.write("Log", _worked(1, date(2026, 7, 2), 22))
    department.write("Log", _worked(2, date(2026, 8, 4), 18))
    return department


@pytest.fixture
def window(qtbot: QtBot, team: Desk) -> Window:
    return Window(qtbot, team, "standards")


def page_of(window: Window) -> StandardsPage:
    assert isinstance(window.page, StandardsPage)
    return window.page


def type_standard(window: Window, since: str, pace: str = "20") -> None:
    window.press(Key.Key_N, CONTROL)
    window.enter(since)
    window.enter(pace)
    page_of(window).form.right_side.editor("reason").setFocus()
    window.type("time study")


def lines(window: Window) -> tuple[standards.StandardRow, ...]:
    return window.desk.read(standards.time_line, 1, TODAY)


def test_the_time_line_shows_the_statement_with_its_rate_and_the_review_that_is_due(window: Window) -> None:
    copied = page_of(window).lines.copied()
    assert "24 per day of 8 h = 3.000 per hour, productive hours" in copied
    assert "1 Sep 2026, due" in copied
    assert "review due" not in page_of(window).work_types.copied()
    assert page_of(window).work_types.rows[0].overdue
    assert page_of(window)._subline.text() == "2 work types · 1 review due · 1 without a standard"


def test_the_rate_stands_beside_while_the_standard_is_typed(window: Window) -> None:
    window.press(Key.Key_N, CONTROL)
    window.enter("2026-10-01")
    window.type("20")
    form = page_of(window).form
    assert form.rate.text() == "20 per day of 8 h = 2.500 per hour"
    window.press(Key.Key_Return)
    window.type("m")
    assert form.rate.text() == "20 minutes per chart = 3.000 per hour"
    assert not form.left_side.editor("hours_per_day").isVisible()


def test_a_standard_from_a_coming_day_is_stored_without_a_question(window: Window, questions: Questions) -> None:
    type_standard(window, "2026-10-01")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert questions.asked == []
    assert [row.statement for row in lines(window)] == ["20 per day of 8 h", "24 per day of 8 h"]
    assert lines(window)[0].reason == "time study"
    assert window.desk.undo_step == "Add standard, Inpatient, from 1 Oct 2026"
    assert page_of(window).form.isHidden()


def test_a_standard_in_the_past_names_what_it_changes_and_waits_for_the_answer(
    window: Window, questions: Questions
) -> None:
    questions.yes = False
    type_standard(window, "2026-07-01")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    (asked,) = questions.asked
    assert "reaches back to 1 Jul 2026" in asked
    assert "Ana Diaz (22 charts on 1 day)" in asked
    assert "Ben Ode (18 charts on 1 day)" in asked
    assert "Nothing before 1 Jul 2026 changes" in asked
    assert len(lines(window)) == 1
    assert not page_of(window).form.isHidden(), "what was typed is still there"
    questions.yes = True
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert len(lines(window)) == 2


def test_a_past_day_after_which_nothing_is_logged_is_stored_without_a_question(
    window: Window, questions: Questions
) -> None:
    type_standard(window, "2026-09-15")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert questions.asked == []
    assert len(lines(window)) == 2


def test_what_is_missing_is_said_beside_its_field(window: Window) -> None:
    window.press(Key.Key_N, CONTROL)
    window.enter("2026-10-01")
    window.press(Key.Key_Return, CONTROL)
    form = page_of(window).form
    assert form.left_side.errors == {"pace": "Pace is needed"}
    assert form.right_side.errors == {"reason": "Reason is needed"}
    assert len(lines(window)) == 1


def test_a_day_that_has_a_standard_already_is_refused_beside_the_date(window: Window, questions: Questions) -> None:
    type_standard(window, "2026-01-01")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    description = page_of(window).form.left_side.editor("effective_from").accessibleDescription()
    assert "already a standard from 1 Jan 2026" in description
    assert len(lines(window)) == 1


def test_correcting_only_words_asks_nothing_and_correcting_the_pace_does(window: Window, questions: Questions) -> None:
    page_of(window).lines.setFocus()
    window.press(Key.Key_Return)
    form = page_of(window).form
    form.right_side.editor("source").setFocus()
    window.type("memo 12")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert questions.asked == []
    assert lines(window)[0].source == "memo 12"
    page_of(window).correct()
    form.left_side.editor("pace").setFocus()
    form.left_side.set_values({"pace": 16.0})
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert "Quarters that are over: Q2 2026" in questions.asked[0]
    assert lines(window)[0].statement == "16 per day of 8 h"


def test_voiding_asks_for_a_reason_and_names_the_past(window: Window, questions: Questions) -> None:
    page_of(window).void()
    window.settle()
    assert "Ana Diaz (42 charts on 2 days)" in questions.asked[0]
    assert lines(window) == ()
    assert not page_of(window).nothing.isHidden()
    window.context.undo()
    window.settle()
    assert len(page_of(window).lines.rows) == 1


def test_voiding_without_a_reason_changes_nothing(window: Window, questions: Questions) -> None:
    questions.reason = None
    page_of(window).void()
    window.settle()
    assert len(lines(window)) == 1


def test_the_refusal_of_an_empty_reason_is_gone_when_the_standard_is_voided(
    window: Window, questions: Questions
) -> None:
    questions.reason = ""
    page_of(window).void()
    window.settle()
    assert "say why this standard is voided" in window.frame.strip.text
    questions.reason = "typed twice"
    page_of(window).void()
    window.settle()
    assert lines(window) == () and window.frame.strip.text == ""


def test_escape_closes_the_form_and_what_was_typed_is_there_again(window: Window) -> None:
    type_standard(window, "2026-10-01", "21")
    window.press(Key.Key_Escape)
    assert page_of(window).form.isHidden()
    page_of(window).add()
    form = page_of(window).form
    assert (form.left_side.value("pace"), form.right_side.value("reason")) == (21.0, "time study")


def test_ramps_are_read_only_lines_a_step_each(qtbot: QtBot, team: Desk) -> None:
    def fill(session: Session) -> None:
        session.add(RampStep(coder_id=2, work_type_id=1, from_day=date(2026, 6, 1), pace_percent=50.0, accuracy=80.0))
        session.add(RampStep(coder_id=2, work_type_id=1, from_day=date(2026, 9, 1), pace_percent=75.0))

    team.write("Ramp", fill)
    window = Window(qtbot, team, "standards")
    page_of(window).below.ramps.selectAll()
    copied = page_of(window).below.ramps.copied().splitlines()
    assert copied[1:] == [
        "Ben Ode\t2026-06-01\t2026-08-31\t50\t80",
        "\t2026-09-01\tfurther notice\t75\tstandard",
    ]


def test_a_department_without_work_types_says_what_to_do(qtbot: QtBot, department: Desk) -> None:
    window = Window(qtbot, department, "standards")
    assert not page_of(window).work_types.isVisible()


def test_the_first_standard_of_a_work_type_offers_the_accuracy_of_the_department(qtbot: QtBot, team: Desk) -> None:
    team.write("Change", change_department, team.read(department_choices).draft.but(accuracy_standard=96.0))
    team.write("Add a type", WORK_TYPES.add, WorkTypeDraft(name="Observation"))
    window = Window(qtbot, team, "standards")
    page = page_of(window)
    assert page.work_types.select_where(lambda row: row.name == "Observation")
    window.settle()
    page.add()
    assert next(iter(page.form.right_side.texts.values())) == "96"


def test_the_form_follows_the_work_type_that_the_heading_names_and_keeps_what_was_typed(window: Window) -> None:
    page = page_of(window)
    type_standard(window, "2026-01-01", "21")
    page.work_types.setFocus()
    window.press(Key.Key_Down)
    window.settle()
    assert (page.heading_right.text(), page.form.heading.text()) == ("Emergency", "Add a standard, Emergency")
    assert (page.form.left_side.texts["pace"], page.form.right_side.texts["reason"]) == ("", "")
    assert [row.title for row in window.context.typed.waiting] == ["Add a standard, Inpatient"]
    assert page.work_types.hasFocus()
    type_standard(window, "2026-01-01")
    page.form.left_side.set_values({"pace_unit": "per_hour"})
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert window.desk.undo_step == "Add standard, Emergency, from 1 Jan 2026", "the day that Inpatient has is free"
    window.press(Key.Key_Up)
    window.settle()
    window.press(Key.Key_N, CONTROL)
    assert page.form.heading.text() == "Add a standard, Inpatient"
    assert (page.form.left_side.texts["pace"], page.form.right_side.texts["reason"]) == ("21", "time study")


def test_a_correction_gives_way_to_the_work_type_that_is_chosen(window: Window) -> None:
    page = page_of(window)
    page.correct()
    page.form.right_side.editor("source").setFocus()
    window.type("memo 12")
    page.work_types.setFocus()
    window.press(Key.Key_Down)
    window.settle()
    assert page.form.heading.text() == "Add a standard, Emergency"
    assert [row.title for row in window.context.typed.waiting] == ["Correct the standard, Inpatient"]


def test_the_form_of_a_published_figure_follows_the_work_type_too(window: Window) -> None:
    page = page_of(window)
    page.figures.add()
    window.type("12")
    page.work_types.setFocus()
    window.press(Key.Key_Down)
    window.settle()
    assert page.figure_form.heading.text() == "Add a published figure, Emergency"
    assert page.figure_form.left_side.texts["pace_low"] == ""
    assert [row.title for row in window.context.typed.waiting] == ["Add a published figure, Inpatient"]


def test_after_a_standard_is_added_down_reaches_the_next_work_type(window: Window) -> None:
    page = page_of(window)
    type_standard(window, "2026-10-01")
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    window.press(Key.Key_Down)
    window.settle()
    assert page.heading_right.text() == "Emergency"
