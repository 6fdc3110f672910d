"""The Coder page as the manager sees it: the pair, the charts, what stands beside them, events and notes."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.periods import Period, quarter
from codedesk.services.department import events_and_notes
from codedesk.ui import ask
from codedesk.ui.dialogs.form import FormDialog
from codedesk.ui.pages.coder.page import CoderPage
from codedesk.ui.widgets.explain import ExplainDialog
from tests.patience import SharedBot
from tests.ui.pages.audits.audit_window import CONTROL, Window, add_team
from tests.ui.typed_values import type_values
from tests.ui.typist import Key

TODAY = date(2026, 10, 1)
DAX, INES, KAORI, PRIYANKA = 2, 4, 6, 8
Q3 = quarter(2026, 3)


def text(words: str) -> str:
    return words.replace("\u00a0", " ")


class Reason(ask.Asker):
    """Gives one reason, or cancels where it has none."""

    def __init__(self, reason: str | None) -> None:
        self.reason = reason
        self.asked: list[str] = []

    def line(self, parent: QWidget | None, title: str, label: str, text: str = "", typed: object = None) -> str | None:
        self.asked.append(title)
        return self.reason


class CoderWindow(Window):
    """The window on the Coder page of one coder."""

    def __init__(self, bot: QtBot, desk: Desk, coder_id: int | None = DAX) -> None:
        super().__init__(bot, desk, "coder", TODAY, **({"coder_id": coder_id} if coder_id else {}))

    @property
    def coder(self) -> CoderPage:
        page = self.page
        assert isinstance(page, CoderPage)
        return page

    @property
    def dialog(self) -> FormDialog:
        """The form that was opened last and is still there."""
        return next(one for one in self.main.findChildren(FormDialog) if one.isVisible())

    def show_part(self, key: str) -> None:
        self.coder._show_part(key)
        self.settle()

    def words(self) -> str:
        labels = self.page.findChildren(QLabel)
        return text("\n".join(label.text() for label in labels if label.isVisibleTo(self.page)))

    def choose(self, coder_id: int) -> None:
        self.context.navigate("coder", coder_id=coder_id)
        self.settle()

    def show_time(self, key: str) -> None:
        place = ["period", "year", "all"].index(key)
        self.coder.span._group.button(place).click()
        self.settle()

    def fill(self, values: dict[str, Any]) -> None:
        dialog = self.dialog
        type_values(dialog.form, values)
        dialog.foot.save.click()
        self.settle()


@pytest.fixture
def window(qtbot: QtBot, sample: Desk) -> Iterator[CoderWindow]:
    made = CoderWindow(qtbot, sample)
    yield made
    made.context.close()


@pytest.fixture(scope="module")
def one_window(shared_bot: SharedBot, shared_sample: Desk) -> Iterator[CoderWindow]:
    made = CoderWindow(shared_bot, shared_sample)
    yield made
    made.context.close()


@pytest.fixture
def shown(one_window: CoderWindow) -> CoderWindow:
    """The window for a test that only looks, on Dax, the third quarter and the first part, as it opens."""
    one_window.context.period = Q3
    one_window.choose(DAX)
    one_window.show_part("work")
    one_window.show_time("period")
    return one_window


def test_pace_and_accuracy_stand_side_by_side_at_the_same_size(shown: CoderWindow) -> None:
    pace, accuracy, product = shown.coder.pair.pace, shown.coder.pair.accuracy, shown.coder.pair.product
    assert abs(pace.width() - accuracy.width()) <= 1
    assert pace.height() == accuracy.height()
    assert pace.value.font().pixelSize() == accuracy.value.font().pixelSize() == 24
    assert product.value.font().pixelSize() < 24
    assert product.width() < pace.width() / 2
    assert pace.y() == accuracy.y()


def test_the_figures_are_those_of_the_service_with_standard_interval_and_sample(shown: CoderWindow) -> None:
    block = shown.coder._rows.block if shown.coder._rows else None
    assert block is not None
    assert block.paired.pace.value == pytest.approx(block.paired.pace.earned_hours / block.paired.pace.productive_hours)
    told = shown.words()
    assert "115.9 %" in told
    assert "90.4 %" in told
    assert "standard 95 %" in told
    assert "95 % interval 84.4–94.3 % · 45 charts in 2 audits" in told
    assert "Shown to be below the standard" in told
    assert text(shown.coder.pair.product.value.text()) == "104.7 %"


def test_not_audited_stands_in_the_place_and_size_of_the_figure(shown: CoderWindow) -> None:
    shown.choose(KAORI)
    accuracy = shown.coder.pair.accuracy
    assert accuracy.value.text() == "not audited"
    assert accuracy.value.font().pixelSize() == 24
    assert text(shown.coder.pair.product.value.text()) == "n/a"
    assert "hours missing on 1 day" in shown.words()
    assert shown.coder.charts.accuracy.empty.text() == "Not audited in this time (0 charts)."


def test_a_learner_is_read_against_the_ramp_and_the_standard_is_shown_too(shown: CoderWindow) -> None:
    shown.choose(INES)
    told = shown.words()
    assert "expected on the ramp 78.7 %; standard 100 %" in told
    assert "Against the ramp: 98.0 %." in told


def test_signals_are_worded_as_questions_process_first(shown: CoderWindow) -> None:
    usual = shown.context.period
    shown.context.period = Period(date(2025, 12, 1), date(2026, 6, 30))
    shown.choose(DAX)
    labels = [label.text() for label in shown.coder.signals.findChildren(QLabel) if not label.isHidden()]
    shown.context.period = usual
    shown.settle()
    assert [label.partition(". ")[0] for label in labels[:2]] == ["The process", "A question"]
    assert "The team as a whole: pace" in labels[0] and "look at the process first" in labels[0]
    assert "The new record system goes live" in labels[0]
    assert labels[1].startswith("A question. Dax O'Fennimore: pace up, accuracy down")
    assert "the fall may be chance: about" in labels[1] and labels[1].endswith("like these would tell")
    (answered,) = labels[2:]
    assert "– answered: “Talked about it: takes the emergency queue of two who are away”" in answered


def test_a_learner_who_keeps_the_ramp_is_asked_nothing(shown: CoderWindow) -> None:
    shown.choose(INES)
    (label,) = [label for label in shown.coder.signals.findChildren(QLabel) if not label.isHidden()]
    assert label.text().startswith("Same-day surgery, all who do it: pace"), "what is told is of the work"
    assert "– answered: “The new template" in label.text()


def test_the_charts_show_the_period_and_on_asking_a_year_or_everything(shown: CoderWindow) -> None:
    charts = shown.coder.charts

    def axis() -> Period:
        assert charts.pace.chart is not None
        return Period(charts.pace.chart.x.start, charts.pace.chart.x.end)

    assert axis() == Period(date(2026, 6, 29), date(2026, 9, 30))
    shown.show_time("year")
    assert axis() == Period(date(2025, 9, 29), date(2026, 9, 30))
    shown.show_time("all")
    assert axis().start == date(2024, 7, 1)
    assert charts.accuracy.chart is not None
    assert charts.pace.chart is not None
    assert charts.accuracy.chart.x == charts.pace.chart.x
    assert "115.9 %" in shown.words()


def test_the_work_types_have_their_own_accuracy_in_the_same_row(shown: CoderWindow) -> None:
    table = shown.coder.below.types.table
    for line in text(table.copied()).splitlines():
        assert len(line.split("\t")) >= 8
    row = text(table.copied()).splitlines()[1].split("\t")
    assert row[0] == "Same-day surgery"
    assert row[5] == "112.7"
    assert row[6] == "90.8"
    assert "25" in row[7:]


def test_the_hours_taken_out_add_up_to_the_denominator(shown: CoderWindow) -> None:
    page = shown.coder._rows
    assert page is not None
    pace = page.block.paired.pace
    excused = sum(row.hours for row in page.hours if row.kind == "excused")
    assert excused == pytest.approx(pace.excused_hours)
    assert pace.paid_hours is not None
    assert pace.paid_hours - excused == pytest.approx(pace.productive_hours)
    assert "utilisation" in shown.coder.below.hours.words.text()


def test_errors_rework_events_and_notes_are_there(shown: CoderWindow) -> None:
    below = shown.coder.below
    assert "was found most often" in below.errors.title.text()
    assert "Q2 2026" in below.errors.subtitle.text()
    assert "reopened for the coder's error" in below.rework.words.text()
    assert len(below.events.table.rows) >= 1
    shown.show_part("talks")
    assert len(shown.coder.talks.notes.table.rows) >= 1


def test_ctrl_i_and_enter_on_a_work_type_tell_how_it_is_made(window: CoderWindow) -> None:
    window.coder._explain("accuracy")
    window.coder.below.types.table.activated.emit(window.coder.below.types.table.rows[0])
    dialogs = [one for one in window.main.findChildren(QDialog) if isinstance(one, ExplainDialog)]
    assert [dialog.tabs.currentIndex() for dialog in dialogs] == [1, 0]
    assert "Same-day surgery" in dialogs[1].accessibleName()
    for dialog in dialogs:
        dialog.accept()


def test_ctrl_p_goes_to_the_review_of_this_coder(window: CoderWindow) -> None:
    asked: list[object] = []
    window.context.navigated.connect(lambda page, what: asked.append((page, what)))
    window.press(Key.Key_P, CONTROL)
    assert asked == [("reviews", {"coder_id": DAX})]


def test_the_next_coder_is_one_key_away(window: CoderWindow) -> None:
    window.press(Key.Key_PageDown, CONTROL)
    window.settle()
    assert window.coder.heading.text() == "Inés Quintabar"
    window.press(Key.Key_PageUp, CONTROL)
    window.settle()
    assert window.coder.heading.text() == "Dax O'Fennimore"


def test_an_event_is_added_seen_on_the_chart_and_undone(window: CoderWindow) -> None:
    before = window.desk.read(events_and_notes.events, Q3, DAX)
    window.coder.below.add_event()
    window.fill({"from_day": date(2026, 9, 7), "kind": "go_live", "text": "New encoder", "rebase": True})
    rows = window.coder.below.events.table.rows
    assert rows[0].draft.text == "New encoder"
    model = window.coder.below.events.table.model()
    assert "Whole team" in [model.index(0, column).data() for column in range(model.columnCount())]
    assert rows[0].draft.rebase
    assert window.coder.charts.pace.chart is not None
    assert "New encoder" in [band.label for band in window.coder.charts.pace.chart.bands]
    assert window.desk.undo_step == "Add event, go-live, 7 Sep 2026"
    window.context.undo()
    window.settle()
    assert window.coder.below.events.table.rows == before


def test_a_month_known_as_a_sum_is_added_listed_and_refused_twice(window: CoderWindow) -> None:
    sums = window.coder.below.sums
    assert not sums.isVisible()
    for charts in (412, 9):
        sums.editing.add()
        window.fill({"month": date(2026, 8, 1), "work_type_id": 2, "charts": charts, "hours": 152.5})
    assert any("August 2026 has this sum already" in label.text() for label in window.dialog.findChildren(QLabel))
    window.dialog.reject()
    assert sums.isVisible() and [(row.month_words, row.draft.charts) for row in sums.table.rows] == [
        ("August 2026", 412)
    ]
    assert window.desk.undo_step == "Add month’s sum, Dax O'Fennimore, August 2026"


def test_a_wrong_event_stays_on_screen_with_the_reason(window: CoderWindow) -> None:
    window.coder.below.add_event()
    window.fill({"from_day": date(2026, 9, 7), "to_day": date(2026, 9, 1), "text": "New encoder"})
    dialog = window.dialog
    assert dialog.isVisible()
    assert any("before the first" in label.text() for label in dialog.findChildren(QLabel))
    assert dialog.form.value("text") == "New encoder"
    assert dialog.foot.save.isEnabled()
    dialog.reject()


def test_an_event_of_one_coder_and_work_type_is_kept_with_its_scope(window: CoderWindow) -> None:
    window.coder.below.add_event()
    values = {"from_day": date(2026, 9, 7), "text": "Mentoring", "coder_id": DAX, "work_type_id": 2}
    window.fill(values)
    row = window.coder.below.events.table.rows[0]
    assert (row.draft.coder_id, row.draft.work_type_id) == (DAX, 2)
    window.coder.below.events.editing.change(row)
    dialog = window.dialog
    assert dialog.form.value("coder_id") == DAX
    type_values(dialog.form, {"text": "Mentoring, three weeks"})
    dialog.foot.save.click()
    window.settle()
    assert window.coder.below.events.table.rows[0].draft.text == "Mentoring, three weeks"


def test_a_note_is_private_by_default(window: CoderWindow) -> None:
    window.coder.add_note()
    window.settle()
    window.fill({"text": "Asked for the cardiology course"})
    row = window.coder.talks.notes.table.rows[0]
    assert row.draft.text == "Asked for the cardiology course"
    assert not row.draft.in_packet
    assert row.draft.day == TODAY
    column = window.coder.talks.notes.table.model().index(0, 3)
    assert column.data() == "☐ private"


def test_delete_voids_with_a_reason_and_not_without(window: CoderWindow) -> None:
    window.show_part("talks")
    before = len(window.coder.talks.notes.table.rows)
    asker = Reason(None)
    kept = ask.replace(asker)
    try:
        table = window.coder.talks.notes.table
        table.choose(0)
        QTest.keyClick(table, Key.Key_Delete)
        window.settle()
        assert len(window.coder.talks.notes.table.rows) == before
        asker.reason = "wrong coder"
        QTest.keyClick(table, Key.Key_Delete)
        window.settle()
    finally:
        ask.replace(kept)
    assert len(asker.asked) == 2
    assert len(window.coder.talks.notes.table.rows) == before - 1


def test_no_visible_word_of_pace_is_without_accuracy_on_the_page(shown: CoderWindow) -> None:
    for coder_id in (DAX, KAORI):
        shown.choose(coder_id)
        for view in (shown.coder.charts.pace, shown.coder.charts.accuracy):
            told = view.title.text().lower()
            assert "pace" in told
            assert "accuracy" in told
        assert shown.coder.pair.pace.isVisible()
        assert shown.coder.pair.accuracy.isVisible()


def test_a_period_before_the_coder_came_says_so(shown: CoderWindow) -> None:
    shown.choose(PRIYANKA)
    shown.context.period = quarter(2020, 1)
    shown.settle()
    assert "not on the team in the period" in shown.words()
    shown.context.period = Q3
    shown.settle()
    assert shown.coder.pair.isVisible()


def test_a_coder_with_nothing_entered_and_a_department_without_coders(qtbot: QtBot, department: Desk) -> None:
    made = CoderWindow(qtbot, department, None)
    assert "There is no coder yet." in made.words()
    department.write("Add the team", add_team)
    made.settle()
    assert made.coder.heading.text() == "Ana Diaz"
    told = made.words()
    assert "No pace can be given: no productive hours are known for this period." in told
    assert "not audited" in told
    assert "No work was entered for this period." in told
    assert "No findings were entered for this period." in told
    assert any(b.text() == "Add note" and b.isEnabled() for b in made.page.findChildren(QPushButton))
    made.context.close()


def test_read_only_nothing_can_be_added(qtbot: QtBot, sample_path: Any) -> None:
    desk = Desk.open(sample_path, "manager", read_only=True)
    made = CoderWindow(qtbot, desk)
    adding = [b for b in made.page.findChildren(QPushButton) if b.text() in ("Add event", "Add note", "Void")]
    assert len(adding) == 10
    for key in ("talks", "well"):
        made.show_part(key)
    assert not any(button.isEnabled() for button in adding)
    made.context.close()
    desk.close()
