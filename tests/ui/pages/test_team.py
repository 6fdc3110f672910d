"""The Team page as the manager sees it: how complete the data is, and every coder's pace with its accuracy."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import Session, col, select

from codedesk.charts.evidence import SHOWN_IN_COLUMN
from codedesk.desk import Desk
from codedesk.metrics.figures import Evidence
from codedesk.models import Coder
from codedesk.periods import quarter
from codedesk.services.people import checkins
from codedesk.ui import theme
from codedesk.ui.dialogs.view_sheet import ViewSheet
from codedesk.ui.pages.team.page import TeamPage
from codedesk.ui.pages.team.rows import columns
from codedesk.ui.view_leaving import picture
from codedesk.ui.widgets.explain import ExplainDialog
from tests.ui.pages.audits.audit_window import Window, said_in
from tests.ui.typist import Key

TODAY = date(2026, 10, 1)


def text(words: str) -> str:
    return words.replace("\u00a0", " ")


class TeamWindow(Window):
    """The window on the Team page."""

    def __init__(self, bot: QtBot, desk: Desk) -> None:
        super().__init__(bot, desk, "team", TODAY)

    @property
    def team(self) -> TeamPage:
        page = self.page
        assert isinstance(page, TeamPage)
        return page

    def words(self) -> str:
        labels = self.page.findChildren(QLabel)
        return text("\n".join(label.text() for label in labels if label.isVisible()))

    def names(self) -> list[str]:
        return [line.name for line in self.team.lines]


@pytest.fixture
def window(qtbot: QtBot, sample: Desk) -> Iterator[TeamWindow]:
    made = TeamWindow(qtbot, sample)
    yield made
    made.context.close()


def test_the_first_line_tells_how_complete_the_data_is(window: TeamWindow) -> None:
    told = window.words()
    # Of 504 by weekdays alone, two holidays of seven coders and one of Tobiah, and his Thursday and Friday are not due.
    assert "484 of 487 due days entered" in told
    assert "Days missing: Priyanka Velloorin 3" in told
    assert "Hours missing: Kaori Umezanno 1" in told
    assert "Not audited: Kaori Umezanno" in told
    assert "Standards to review" in told


def test_the_team_is_pooled_on_top_and_the_coders_follow_by_name(window: TeamWindow) -> None:
    names = window.names()
    assert names[0] == "Team, pooled"
    assert names[1:] == sorted(names[1:], key=str.casefold)
    assert len(names) == 9


def cut_through(within: QWidget) -> list[str]:
    """The buttons of what needs attention of which a part is in sight."""
    buttons = [made for made in within.findChildren(QPushButton) if made.isVisible()]
    parts = [(made, made.visibleRegion().boundingRect()) for made in buttons]
    return [made.text() for made, part in parts if not part.isEmpty() and part.height() < made.height()]


def test_on_paper_no_line_of_what_needs_attention_is_cut_through(
    window: TeamWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the screen the last line shows that more follow; on paper nobody can scroll."""
    assert cut_through(window.team.attention), "no line is cut through: the test shows nothing"
    drawn: list[list[str]] = []

    def draw(page: QWidget, left: str, right: str) -> QImage:
        drawn.append(cut_through(window.team.attention))
        return picture(page, left, right)

    monkeypatch.setattr("codedesk.ui.view_leaving.picture", draw)
    next(action for action in window.frame.window_actions() if action.name == "view.print").run()
    window.settle()
    assert drawn and not any(drawn)
    window.wait(lambda: bool(window.frame.findChildren(ViewSheet)))
    window.frame.findChildren(ViewSheet)[0].reject()
    window.wait(lambda: bool(cut_through(window.team.attention)))


@pytest.mark.parametrize("evidence", SHOWN_IN_COLUMN)
def test_what_a_sample_shows_is_whole_in_the_narrowest_column(qapp: QApplication, evidence: Evidence | None) -> None:
    theme.theme().apply(qapp, "light")
    column = next(column for column in columns() if column.key == "evidence")
    room = column.least - 16 - 18  # the margins of a cell, and the mark
    assert QFontMetrics(theme.font("body")).horizontalAdvance(SHOWN_IN_COLUMN[evidence]) <= room


def test_needs_attention_first_is_about_reasons_and_not_about_pace(window: TeamWindow) -> None:
    window.team.order._group.button(1).click()
    window.settle()
    reasons = [len(line.row.reasons) for line in window.team.lines[1:]]
    assert reasons == sorted(reasons, reverse=True)
    paces = [line.block.paired.pace.value for line in window.team.lines[1:]]
    assert paces != sorted(paces, key=lambda value: value or 0)
    assert paces != sorted(paces, key=lambda value: value or 0, reverse=True)


def test_no_column_can_be_sorted_by_a_click_on_its_head(window: TeamWindow) -> None:
    header = window.team.table.horizontalHeader()
    assert not header.sectionsClickable()


def test_every_row_read_aloud_copied_or_hovered_has_pace_and_accuracy(window: TeamWindow) -> None:
    table = window.team.table
    for row in range(len(window.names())):
        cells = [table.model().index(row, column) for column in range(table.model().columnCount())]
        told = " | ".join(str(cell.data()) for cell in cells)
        assert "pace " in told
        assert "accuracy " in told
        for cell in cells[1:]:
            hover = cell.data(3)
            assert "Pace" in hover
            assert "accuracy" in hover
    table.clearSelection()
    head, *lines = (line.split("\t") for line in table.copied().splitlines())
    assert head[:6] == ["Coder", "Pace (%)", "Latest pace (%)", "Variation", "Accuracy (%)", "Accuracy from (%)"]
    assert len(lines) == len(window.names())
    for line in lines:
        assert float(line[1]) > 0
        assert line[4] == "not audited" or float(line[4]) > 0


def test_a_coder_without_an_audit_says_so_where_the_figure_would_be(window: TeamWindow) -> None:
    place = window.names().index("Kaori Umezanno")
    model = window.team.table.model()
    assert model.index(place, 5).data() == "accuracy not audited (0 charts)"


def test_enter_on_a_coder_opens_the_coder_s_page(window: TeamWindow) -> None:
    window.team.table.setFocus()
    window.press(Key.Key_Down)
    asked: list[object] = []
    window.context.navigated.connect(lambda page, what: asked.append((page, what)))
    window.press(Key.Key_Return)
    window.settle()
    assert asked == [("coder", {"coder_id": window.context.desk.read(_id_of, "Dax O'Fennimore")})]


def test_ctrl_i_tells_how_the_figures_of_the_row_are_made(window: TeamWindow) -> None:
    window.team.table.choose(2)
    window.team.explain_row()
    dialogs = [one for one in window.main.findChildren(QDialog) if isinstance(one, ExplainDialog)]
    assert len(dialogs) == 1
    assert window.names()[2] in dialogs[0].accessibleName()
    assert dialogs[0].tabs.count() == 2
    dialogs[0].accept()


def test_the_two_way_picture_is_a_view_of_its_own_where_it_is_narrow_and_beside_where_it_is_wide(
    window: TeamWindow,
) -> None:
    page = window.team
    assert page.table.isVisible() and not page.picture.isVisible()
    picture = next(made for made in page.look.findChildren(QPushButton) if made.text() == "Two-way picture")
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton)
    window.settle()
    assert page.picture.isVisible() and not page.table.isVisible()
    assert page.picture.view.height() > 300
    assert "Not placed: Kaori Umezanno: not audited (0 charts)" in window.words()
    page.toggle_picture()
    assert page.table.isVisible() and not page.picture.isVisible()
    window.main.resize(1600, 900)
    window.settle()
    assert page.table.isVisible() and not page.look.isVisible()
    assert page.picture.x() > page.table.x() + page.table.width() - 2


def test_the_picture_is_read_by_keys_and_opens_a_coder(window: TeamWindow) -> None:
    page = window.team
    page.toggle_picture()
    page.picture.view.setFocus()
    window.press(Key.Key_Right)
    dot = page.picture.view.thing
    assert dot is not None
    assert "Pace" in text(window.words())
    assert "accuracy" in page.picture._words.text()
    asked: list[object] = []
    window.context.navigated.connect(lambda name, what: asked.append((name, what)))
    window.press(Key.Key_Return)
    window.settle()
    assert asked == [("coder", {"coder_id": dot.coder_id})]


def test_another_period_shows_other_figures(window: TeamWindow) -> None:
    before = window.team.table.model().index(1, 2).data()
    window.context.period = quarter(2026, 2)
    window.settle()
    assert window.team.table.model().index(1, 2).data() != before
    assert "Q2 2026" in window.words()


def test_an_empty_department_offers_to_add_coders(qtbot: QtBot, department: Desk) -> None:
    made = TeamWindow(qtbot, department)
    assert "Nobody was on the team in Q3 2026" in made.words()
    assert "Add coders" in [button.text() for button in made.page.findChildren(QPushButton) if button.isVisible()]
    made.context.close()


def _id_of(session: Session, name: str) -> int:
    return session.exec(select(Coder).where(col(Coder.name) == name)).one().key


def test_the_team_s_check_ins_have_no_names_and_no_figure_below_five_coders(window: TeamWindow) -> None:
    words = window.team.check_ins.text()
    assert words.startswith("Check-ins")
    names = [line.name for line in window.team.lines if not line.row.pooled]
    assert names
    assert not any(name in words for name in names)
    assert words == window.desk.read(checkins.team_check_ins, window.context.period).words


def test_every_figure_of_a_row_tells_on_hover_how_it_is_made_beside_its_pair(window: TeamWindow) -> None:
    model = window.team.table.model()
    place = next(number for number, line in enumerate(window.team.lines) if line.name == "Maren Tolliver")
    tips = [text(model.index(place, column).data(Qt.ItemDataRole.ToolTipRole)) for column in (2, 5)]
    assert "Pace: 457.9 h ÷ 450 h = 101.76 %" in tips[0] and "Correct of reviewed: 245 ÷ 254 = 96.46 %" in tips[1]
    assert all("Pace 101.8 %; accuracy 96.5 % (92.5–98.4 %" in tip for tip in tips)
    assert "A day is due where the schedule" in window.team.attention.line.toolTip()


def test_in_a_small_window_names_and_what_is_said_of_the_variation_are_still_read(window: TeamWindow) -> None:
    table = window.team.table
    window.main.resize(1000, 640)
    window.settle()
    wide = {column.key: table.columnWidth(place) for place, column in enumerate(table.model().columns)}
    metrics = QFontMetrics(theme.font("body", strong=True))
    names = [line.name for line in table.rows]
    needed = max(metrics.horizontalAdvance(name) for name in names)
    assert needed + 16 <= wide["coder"] <= needed + 24, "no wider than the longest name needs"
    plain = QFontMetrics(theme.font("body"))
    assert wide["variation"] - 34 >= max(
        plain.horizontalAdvance(words) for words in ("11 weeks marked upwards", "pace up, accuracy down")
    )
    assert sum(wide.values()) <= table.viewport().width()
    window.main.resize(1180, 680)
    window.settle()
    for told in (window.team.uncounted, window.team.check_ins):
        assert told.text() and told.fontMetrics().horizontalAdvance(told.text()) <= told.width(), told.text()
    again = {column.key: table.columnWidth(place) for place, column in enumerate(table.model().columns)}
    assert again["pace"] == 150 and again["accuracy"] == 120
    longest = replace(table.rows[1].block, coder="Maren Tolliver, second floor, nights, " * 3)
    table.show_rows((replace(table.rows[1], row=replace(table.rows[1].row, block=longest)),))
    wide = {column.key: table.columnWidth(place) for place, column in enumerate(table.model().columns)}
    assert sum(wide.values()) <= table.viewport().width(), "accuracy is seen beside pace, whoever has a long name"


def test_what_asks_for_attention_stands_first_processes_before_persons_each_with_its_next_step(
    window: TeamWindow,
) -> None:
    page = window.team
    assert page.attention.head.text() == "Needs attention: 7"
    assert page.attention.y() < page.table.y()
    told = [text(made.accessibleName()) for made in page.attention.list.buttons]
    assert [line.split(":")[0] for line in told] == [
        "Review it Standards",
        "See what waits Audits",
        "Plan audits Audits",
        "Enter days Days",
        "Enter days Days",
        "Answer … Dax O'Fennimore",
        "Answer … Tobiah Wrenfield",
    ]
    assert "3 (28 Sep 2026, 29 Sep 2026, 30 Sep 2026)" in told[3]
    assert "Accuracy below the standard; pace up, accuracy down" in told[5]
    assert told[5].endswith("· Pace 115.9 %; accuracy 90.4 % (84.4–94.3 %, 45 charts in 2 audits)")


def test_the_lines_are_seen_as_the_page_opens_and_after_it_was_read_again(window: TeamWindow) -> None:
    def seen() -> int:
        return sum(not made.visibleRegion().isEmpty() for made in window.team.attention.list.buttons)

    assert seen() >= 4
    window.team.refresh()
    window.settle()
    assert seen() >= 4


def test_who_and_why_of_a_line_begin_beside_its_button_and_lines_keep_apart(window: TeamWindow) -> None:
    attention = window.team.attention
    window.settle()
    tops = []
    for made in attention.list.buttons:
        line = made.parentWidget()
        assert line is not None
        who, why = (label for label in line.findChildren(QLabel) if label.isVisible())
        first = [each.mapTo(attention.list, QPoint(0, 0)).y() for each in (who, why, made)]
        assert first[0] == first[1] and first[2] <= first[0] < first[2] + made.height() // 2
        tops.append((first[1], first[1] + why.height()))
    assert all(after[0] - before[1] >= 8 for before, after in pairwise(tops))


def test_the_next_step_of_a_line_is_made_by_a_click(window: TeamWindow) -> None:
    went: list[object] = []
    window.context.navigated.connect(lambda page, what: went.append((page, what)))
    lines = window.team.attention.list.buttons
    QTest.mouseClick(lines[5], Qt.MouseButton.LeftButton)
    dialog = window.team.answering.dialog
    assert dialog is not None and "Dax O'Fennimore: pace up" in text(said_in(dialog))
    assert "accuracy 90.4 %" in text(said_in(dialog))
    dialog.reject()
    for number in (0, 2):
        QTest.mouseClick(lines[number], Qt.MouseButton.LeftButton)
    assert went == [("standards", {"work_type_id": 4}), ("audits", {"view": "planning"})]
    window.settle()
    window.frame.show_page("team")
    window.settle()
    QTest.mouseClick(window.team.attention.list.buttons[3], Qt.MouseButton.LeftButton)
    window.settle()
    assert window.page.name == "today"
    assert "Priyanka Velloorin" in window.words()


def test_charts_that_are_audited_and_do_not_count_are_told_with_the_reason(window: TeamWindow) -> None:
    row = next(line for line in window.team.lines if line.name == "Dax O'Fennimore")
    model = window.team.table.model()
    evidence = model.index(window.team.lines.index(row), 6)
    assert text(evidence.data()) == "below the standard, 45 of 80 charts count"
    tip = text(evidence.data(Qt.ItemDataRole.ToolTipRole))
    assert "Audited and not counted in the accuracy: 20 charts in 1 audit chosen, not drawn at random (focused)" in tip
    assert "20 charts in 1 audit chosen, not drawn at random (focused)" in window.words()
