"""The Trends page as the manager uses it, with the mouse and with keys only: whose, which span, which view, and out."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from codedesk import formats
from codedesk.desk import Desk
from codedesk.errors import CodeDeskError
from codedesk.periods import quarter
from codedesk.reports import figures
from codedesk.ui import ask
from codedesk.ui.pages.trends.mixed import MixView
from codedesk.ui.pages.trends.over_time import OverTimeView, SignalsView
from codedesk.ui.pages.trends.page import TrendsPage
from codedesk.ui.pages.trends.pictures import EverybodyView, FunnelView
from codedesk.ui.widgets.chart_canvas import Canvas
from codedesk.ui.widgets.explain import ExplainDialog
from tests.journeys.test_look import cut_off, unnamed
from tests.journeys.test_pair_paper import unpaired
from tests.patience import PatientBot
from tests.reports.read_back import pages
from tests.ui.asked import Answers
from tests.ui.pages.audits.audit_window import ALT, CONTROL, SHIFT, Window
from tests.ui.typist import Key

TODAY = date(2026, 9, 30)
V = TypeVar("V")


def text(words: str) -> str:
    return words.replace("\u00a0", " ")


class TrendsWindow(Window):
    """The window on Trends."""

    def __init__(self, bot: PatientBot, desk: Desk) -> None:
        super().__init__(bot, desk, "trends", TODAY)

    @property
    def trends(self) -> TrendsPage:
        page = self.page
        assert isinstance(page, TrendsPage)
        return page

    @property
    def pace(self) -> Canvas:
        canvas = self.view(OverTimeView).charts.pace.canvas
        assert canvas is not None
        return canvas

    def view(self, kind: type[V]) -> V:
        return next(view for view in self.trends.views if isinstance(view, kind))

    def whose(self, name: str) -> None:
        box = self.trends.whose
        place = next(n for n in range(box.count()) if box.itemText(n).endswith(name))
        box.setCurrentIndex(place)
        box.activated.emit(place)
        self.settle()

    def words(self) -> str:
        labels = self.page.findChildren(QLabel)
        return text("\n".join(label.text() for label in labels if label.isVisible()))


@pytest.fixture
def window(qtbot: PatientBot, sample: Desk) -> Iterator[TrendsWindow]:
    made = TrendsWindow(qtbot, sample)
    yield made
    made.context.close()


def test_the_page_opens_on_the_team_in_the_period_of_the_bar(window: TrendsWindow) -> None:
    box = window.trends.whose
    assert [box.itemText(n) for n in range(3)] == ["Team", "Work type: Inpatient", "Work type: Same-day surgery"]
    assert box.itemText(box.count() - 1) == "Ylva Brandvoll" and box.currentText() == "Team"
    said = window.words()
    assert (
        "Team · Q3 2026" in said
        and "Pace in Same-day surgery fell by 15 % after “The surgeons use a new note template" in said
        and "accuracy held at 95.3 %" in said
    )


def test_the_week_is_read_by_keys_in_both_charts_at_once(window: TrendsWindow) -> None:
    window.press(Key.Key_F6)
    assert window.pace.hasFocus()
    window.press(Key.Key_Home)
    window.press(Key.Key_Right)
    assert window.pace.cursor_day == date(2026, 7, 6)
    accuracy = window.view(OverTimeView).charts.accuracy.canvas
    assert accuracy is not None and accuracy.cursor_day == date(2026, 7, 6)
    said = window.words()
    assert "Week of 6 Jul 2026 · Pace 96.4 %; accuracy in Jul 2026 95.1 %" in said and "charts)" in said
    assert "Standard: that of each work type" in said and "Whole span: Pace" in said
    window.press(Key.Key_End)
    assert window.pace.cursor_day == date(2026, 9, 28)


def test_the_mouse_reads_the_week_under_it(window: TrendsWindow) -> None:
    spot: QPointF = window.pace._where(date(2026, 7, 27), 1.0)
    QTest.mouseMove(window.pace.viewport(), spot.toPoint())
    window.settle()
    assert "Week of 27 Jul 2026" in window.words() and "Then: The network is down for three hours" in window.words()


def test_another_subject_comes_by_keys_and_stays_when_the_page_was_left(window: TrendsWindow) -> None:
    window.press(Key.Key_PageDown, CONTROL)
    assert window.trends.whose.currentText() == "Work type: Inpatient"
    window.settle()
    assert "Inpatient · Q3 2026" in window.words() and "Weekly pace" in window.words()
    window.press(Key.Key_PageUp, CONTROL)
    assert "Team · Q3 2026" in window.words()
    window.press(Key.Key_PageDown, CONTROL)
    window.press(Key.Key_PageUp, CONTROL)  # it waits while the work type is read
    window.press(Key.Key_PageUp, CONTROL)
    window.settle()
    assert window.trends.whose.currentText() == "Ylva Brandvoll"
    window.trends.show_span(1)
    window.settle()
    window.frame.show_page("team")
    window.settle()
    window.frame.show_page("trends")
    window.settle()
    assert "Ylva Brandvoll · 1 Oct 2025 – 30 Sep 2026" in window.words()
    window.context.period = quarter(2026, 2)
    window.settle()
    assert "Ylva Brandvoll · 1 Jul 2025 – 30 Jun 2026" in window.words()


def test_dates_are_typed_and_everything_until_now_is_one_choice(window: TrendsWindow) -> None:
    window.press(Key.Key_D, Qt.KeyboardModifier.AltModifier)
    window.enter("2026-04-01")
    window.enter("2026-05-31")
    window.settle()
    assert "Team · 1 Apr 2026 – 31 May 2026" in window.words()
    assert window.trends.span.chooser.currentText() == "Dates as typed"
    window.trends.show_span(3)
    window.settle()
    assert "Team · 1 Jul 2024 – 30 Sep 2026" in window.words()


def test_a_work_type_has_a_pace_and_an_accuracy_of_its_own(window: TrendsWindow) -> None:
    window.whose("Emergency")
    assert "Emergency, of the lines whose hours are known · Weekly pace" in window.words()
    window.whose("Clinic E/M")
    assert "The hours of its lines are not known" in window.words()


def test_every_view_has_its_key_and_shows_a_finding(window: TrendsWindow) -> None:
    finding = {
        Key.Key_2: "worth a question, 1 answered, Q3 2026",
        Key.Key_3: "Pace and accuracy of 8 coders",
        Key.Key_4: "coders",
        Key.Key_5: "mix",
        Key.Key_6: "Earned hours lie between",
        Key.Key_1: "; accuracy held at",
    }
    seen = []
    for key, words in finding.items():
        window.press(key, ALT)
        window.settle()
        assert words.lower() in window.words().lower(), window.trends.view.name
        seen.append(window.trends.view.name)
        assert window.trends.figure() is not None
    assert seen == ["signals", "everybody", "funnel", "mix", "balance", "time"]


def test_a_key_changes_between_drawing_and_table_in_every_view(window: TrendsWindow) -> None:
    window.press(Key.Key_T, CONTROL)
    charts = window.view(OverTimeView).charts
    assert charts.pace.showing_table and charts.accuracy.showing_table
    assert charts.pace.table.horizontalHeaderItem(2).text() == "Accuracy"
    window.press(Key.Key_T, CONTROL)
    assert not charts.pace.showing_table
    for view in (EverybodyView, FunnelView, MixView):
        window.trends.show_view(view.name)
        window.settle()
        window.press(Key.Key_T, CONTROL)
        assert window.view(view).card.showing_table


def test_the_table_follows_the_subject_while_it_is_open(window: TrendsWindow) -> None:
    window.press(Key.Key_T, CONTROL)
    table = window.view(OverTimeView).charts.pace.table
    team = [table.item(row, 1).text() for row in range(table.rowCount())]
    window.whose("Ylva Brandvoll")
    assert [table.item(row, 1).text() for row in range(table.rowCount())] != team


def test_a_signal_leads_to_its_place_in_the_chart(window: TrendsWindow) -> None:
    window.trends.show_span(1)
    window.trends.show_view(SignalsView.name)
    window.settle()
    signals = window.view(SignalsView)
    assert [line.kind for line in signals.lines][:1] == ["Process"]
    kinds = [line.signal.kind for line in signals.lines if line.signal.open]
    assert kinds == sorted(kinds, key=lambda kind: kind != "process")
    assert "look at the process first: The new record system goes live" in window.words()
    place = next(n for n, line in enumerate(signals.lines) if line.subject.name == "Dax O'Fennimore")
    since = signals.lines[place].signal.since
    signals.table.choose(place)
    assert "Dax O'Fennimore, whole span: Pace 109.7 %; accuracy 92.4 %" in window.words()
    signals.table.setFocus()
    window.press(Key.Key_Return)
    window.settle()
    assert window.trends.view.name == "time" and window.trends.whose.currentText() == "Dax O'Fennimore"
    assert window.pace.cursor_day == since and f"Week of {formats.day(since)}" in window.words()


def test_a_signal_is_answered_by_keys_and_only_what_may_be_printed_leaves(window: TrendsWindow) -> None:
    window.press(Key.Key_2, ALT)
    window.settle()
    signals = window.view(SignalsView)
    asked = len(signals.lines)
    signals.table.select_where(lambda line: line.subject.name == "Tobiah Wrenfield")
    window.press(Key.Key_A, CONTROL | SHIFT)
    dialog = signals.answering.dialog
    assert dialog is not None and dialog.isVisible()
    window.bot.waitUntil(dialog.isActiveWindow)
    dialog.form.set_values({"words": "a day counted twice"})
    window.press(Key.Key_Return, CONTROL)
    window.settle()
    assert [line.kind for line in signals.lines][-1] == "Answered" and len(signals.lines) == asked
    assert "2 answered, Q3 2026" in window.words()
    signals.table.choose(asked - 1)
    assert "answered: “a day counted twice”" in window.words()
    figure = window.trends.figure()
    assert figure is not None and "answered" in figure.notes[-1]
    assert "a day counted twice" not in " ".join((*figure.notes, *(cell for row in figure.rows for cell in row)))
    window.whose("Tobiah Wrenfield")
    window.trends.show_view(OverTimeView.name)
    window.settle()
    assert window.trends.whose.currentText() == "Tobiah Wrenfield"
    assert "a day counted twice" in str([band.text for band in window.pace.chart.bands])  # type: ignore[union-attr]
    leaving = window.trends.figure()
    assert leaving is not None and not any("counted twice" in band.text for band in leaving.parts[0].bands)  # type: ignore[union-attr]


def test_a_coder_opens_from_among_all_by_keys_and_by_a_click(window: TrendsWindow) -> None:
    window.press(Key.Key_3, ALT)
    drawing = window.view(EverybodyView).drawing
    assert drawing.hasFocus()
    window.press(Key.Key_Home)
    window.press(Key.Key_Right)
    assert "Inés Quintabar. Pace" in window.words()
    window.press(Key.Key_Return)
    assert window.trends.view.name == "time" and window.trends.whose.currentText() == "Inés Quintabar"
    window.press(Key.Key_3, ALT)
    QTest.mouseMove(drawing, drawing.box(0).center().toPoint() + QPoint(1, 1))
    QTest.mouseClick(drawing, Qt.MouseButton.LeftButton, pos=drawing.box(0).center().toPoint())
    assert window.trends.whose.currentText() == "Dax O'Fennimore" and window.trends.view.name == "time"


def test_the_names_in_the_funnel_do_not_touch_and_a_dot_tells_its_pair(window: TrendsWindow) -> None:
    window.trends.show_span(1)
    window.press(Key.Key_4, ALT)
    window.settle()
    drawing = window.view(FunnelView).drawing
    drawing.grab()
    boxes = list(drawing.boxes.values())
    assert len(boxes) == 8
    apart = [(one, other) for n, one in enumerate(boxes) for other in boxes[n + 1 :]]
    assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a, b in apart)
    assert "Is the work, the audits’ selection or the auditor another than for the others?" in window.words()
    drawing.setFocus()
    window.press(Key.Key_Home)
    assert "Dax O'Fennimore. Pace 109.7 %; accuracy 92.4 %" in window.words() and "effective sample" in window.words()


def test_how_the_figures_are_made_is_asked_from_here_too(window: TrendsWindow) -> None:
    window.whose("Dax O'Fennimore")
    window.press(Key.Key_I, CONTROL)
    dialog = window.trends.findChild(QDialog)
    assert isinstance(dialog, ExplainDialog) and dialog.accessibleName().endswith("Dax O'Fennimore, Q3 2026")
    dialog.accept()


def test_the_table_is_copied_with_the_pair(window: TrendsWindow) -> None:
    window.trends.leaver.copy_table()
    copied = text(QApplication.clipboard().text()).split("\n")
    assert copied[0] == "Pace and accuracy, Team" and copied[1] == "Team · Q3 2026"
    assert copied[2] == "Week of\tPace\tAccuracy\tMark of the pace"
    assert copied[-1].startswith("Team, whole span: Pace 97.9 %; accuracy 95.3 %")


def test_the_picture_is_copied_white_also_from_a_dark_window(window: TrendsWindow) -> None:
    window.trends.leaver.copy_picture()
    window.settle()
    image = QApplication.clipboard().image()
    assert isinstance(image, QImage) and image.width() == 1380
    assert image.pixelColor(3, 3).name() == "#ffffff"


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf", "csv"])
def test_what_is_shown_is_saved_in_four_forms(window: TrendsWindow, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"Out.{suffix}"
    before = ask.replace(Answers(tmp_path / "Out"))
    window.trends.leaver.save(suffix)
    window.settle()
    ask.replace(before)
    assert "1 file saved." in window.frame.strip.text
    content = path.read_bytes()
    if suffix == "png":
        assert QImage(str(path)).width() == 1380
    elif suffix == "svg":
        assert b"Pace and accuracy, Team" in content and b"Confidential" in content
    elif suffix == "pdf":
        assert "Confidential: personnel records" in pages(content)[0]
    else:
        rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
        assert rows[2] == ["Week of", "Pace", "Accuracy", "Mark of the pace"] and len(rows) == 19


def test_signals_leave_with_the_pair_of_whom_they_are_of(window: TrendsWindow) -> None:
    window.trends.show_span(1)
    window.trends.show_view(SignalsView.name)
    window.settle()
    figure = window.trends.figure()
    assert figure is not None and len(figure.notes) == len(window.view(SignalsView).lines) > 2
    assert unpaired(figures.build_page(figure)) == []


def test_a_mix_of_a_work_type_is_the_teams_and_says_so(window: TrendsWindow) -> None:
    window.whose("Inpatient")
    window.press(Key.Key_5, ALT)
    assert "The mix is the team’s; Inpatient is one part of it." in window.words()
    window.press(Key.Key_Home)
    assert "29 Jun" in window.words() or "1–5 Jul 2026: Inpatient" in window.words()


def test_the_mix_says_what_it_did_to_the_pace_and_who_holds_which_work(window: TrendsWindow) -> None:
    window.trends.show_span(1)
    window.press(Key.Key_5, ALT)
    window.settle()
    mixed = window.view(MixView)
    assert mixed.change is not None and mixed.change.who == "Team"
    assert mixed.split.sentence.text().startswith("Pace changed by")
    assert text(mixed.held.title.text()).startswith("Hard work was 38.8 % of the team’s hours")
    assert mixed.held.table is not None
    names = [row[0] for row in mixed.held.table.rows]
    assert names[0] == "Team" and names[1:] == sorted(names[1:], key=str.casefold)
    figure = window.trends.figure()
    assert figure is not None and figure.notes[0].startswith("Pace changed by") and "accuracy" in figure.notes[0]
    assert unpaired(figures.build_page(figure)) == []
    window.whose("Dax O'Fennimore")
    assert mixed.change is not None and mixed.change.who == "Dax O'Fennimore"


def test_the_balance_takes_the_slowest_work_for_hard_where_setup_names_none(window: TrendsWindow) -> None:
    window.press(Key.Key_6, ALT)
    window.settle()
    assert "No complexity is named in Setup; hard are the fewest charts an hour: Cardiac procedures, Inpatient" in (
        window.words()
    )
    window.press(Key.Key_Home)
    assert "Dax O'Fennimore: " in window.words() and "scheduled hours" in window.words()
    window.press(Key.Key_Return)
    assert window.trends.view.name == "time" and window.trends.whose.currentText() == "Dax O'Fennimore"


def test_a_failed_reading_is_told_and_can_be_tried_again(window: TrendsWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object) -> None:
        reason = "The file could not be read."
        raise CodeDeskError(reason)

    monkeypatch.setattr("codedesk.ui.pages.trends.page.trends", fails)
    window.trends.show_span(1)
    window.settle()
    assert "The file could not be read." in window.words()
    monkeypatch.undo()
    window.trends.refresh()
    window.settle()
    assert "Team · 1 Oct 2025 – 30 Sep 2026" in window.words() and window.trends.figure() is not None


@pytest.mark.parametrize("span", [0, 3])
def test_no_view_is_cut_off_or_unnamed_in_the_smallest_window(window: TrendsWindow, span: int) -> None:
    window.trends.show_span(span)
    for view in window.trends.views:
        window.trends.show_view(view.name)
        window.settle()
        assert cut_off(window.page) == [], view.name
        assert unnamed(window.page) == [], view.name
        assert window.page.minimumSizeHint().width() + window.frame.rail.width() <= 1180, view.name
