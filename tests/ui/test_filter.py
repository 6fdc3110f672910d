"""The coder and the period of the top bar: every page is of them, or says that it is not."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from codedesk.periods import Period, month, quarter, year
from codedesk.ui.pages.page import ALL_CODERS
from codedesk.ui.period_popup import PeriodPopup
from codedesk.ui.top_bar import TopBar
from tests.services.team import Team
from tests.ui.typing_window import TypingWindow


class FilterWindow(TypingWindow):
    """The window on a small team with a chart of each, seen from its top bar."""

    def __init__(self, qtbot: QtBot, team: Team) -> None:
        super().__init__(qtbot, team.desk, "today")
        self.team = team

    @property
    def bar(self) -> TopBar:
        return self.frame.top_bar

    def choose(self, coder: str) -> None:
        self.bar.coder.setCurrentIndex(self.bar.coder.findText(coder))
        self.settle()

    def show(self, page: str) -> str:
        self.frame.show_page(page)
        self.settle()
        return str(self.page._subline.text())

    def periods(self) -> PeriodPopup:
        self.bar.period.click()
        self.settle()
        return next(found for found in self.frame.findChildren(PeriodPopup) if found.isVisible())

    def pick(self, words: str) -> None:
        popup = self.periods()
        row = next(place for place in range(popup.list.count()) if popup.list.item(place).text().startswith(words))
        rect = popup.list.visualItemRect(popup.list.item(row))
        QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        self.settle()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[FilterWindow]:
    team = Team(tmp_path)
    team.set("Ana Diaz", "charts", 6, "Inpatient")
    team.set("Bo Chen", "charts", 6, "Inpatient")
    made = FilterWindow(qtbot, team)
    yield made
    made.close()
    team.desk.close()


def test_the_foot_of_today_goes_with_the_coder_of_the_top_bar(window: FilterWindow) -> None:
    assert window.page._pair._name.text() == "Ana Diaz"
    window.choose("Bo Chen")
    assert window.page._pair._name.text() == "Bo Chen"
    window.choose("All coders")
    window.page.turn()
    window.settle()
    window.choose("Ana Diaz")
    assert window.page._pair._name.text() == "Ana Diaz" and "Ana Diaz" in window.page._subline.text()


def test_the_pages_of_one_coder_are_those_of_the_top_bar_and_it_goes_along(window: FilterWindow) -> None:
    window.choose("Bo Chen")
    window.show("coder")
    assert window.page.heading.text() == "Bo Chen"
    window.page.next_coder()
    window.settle()
    assert (window.page.heading.text(), window.bar.coder.currentText()) == ("Ana Diaz", "Ana Diaz")
    window.show("reviews")
    assert window.page.coders.selected_row().coder == "Ana Diaz"
    window.choose("Bo Chen")
    assert window.page.coders.selected_row().coder == "Bo Chen"
    window.show("trends")
    assert window.page.whose.currentText() == "Bo Chen"
    window.show("team")
    assert window.page.table.selected_row().block.coder == "Bo Chen"
    window.choose("Ana Diaz")
    assert window.page.table.selected_row().block.coder == "Ana Diaz"


@pytest.mark.parametrize("page", ["home", "team", "standards", "history", "safety", "setup"])
def test_a_page_of_all_coders_says_so_where_one_is_chosen(window: FilterWindow, page: str) -> None:
    assert ALL_CODERS not in window.show(page)
    window.choose("Bo Chen")
    assert window.page._subline.text().endswith(ALL_CODERS)
    window.choose("All coders")
    assert ALL_CODERS not in window.page._subline.text()


def test_views_of_audits_that_are_of_all_coders_say_so(window: FilterWindow) -> None:
    window.choose("Bo Chen")
    assert ALL_CODERS not in window.show("audits")
    for view, told in (("planning", True), ("lessons", False), ("compliance", False), ("", False)):
        window.page.show_view(view)
        window.settle()
        assert (ALL_CODERS in window.page._subline.text()) is told, view


def test_periods_are_clicked(window: FilterWindow) -> None:
    window.pick("2026")
    assert (window.context.period, window.bar.period.text()) == (year(2026), "2026")
    window.pick("June 2026")
    assert window.context.period == month(2026, 6)
    window.pick("Last four quarters")
    assert window.context.period == Period(date(2025, 10, 1), date(2026, 9, 30))
    window.pick("All")
    assert window.context.period == Period(date(2026, 7, 3), date(2026, 7, 3))


def test_two_dates_are_a_period(window: FilterWindow) -> None:
    popup = window.periods()
    for field, text in ((popup.start, "1 jun 2026"), (popup.end, "15 jun 2026")):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
    window.settle()
    assert window.context.period == Period(date(2026, 6, 1), date(2026, 6, 15))
    assert window.bar.period.text() == "1 Jun 2026 – 15 Jun 2026"


def test_reviews_take_the_quarter_of_another_period_and_say_so(window: FilterWindow) -> None:
    assert "belongs to a quarter" not in window.show("reviews")
    window.pick("2026")
    assert window.page._subline.text().startswith("Q3 2026 · ")
    assert window.page._subline.text().endswith("a packet belongs to a quarter: the last one of the period")
    assert window.page._review.period == quarter(2026, 3)


def test_today_says_that_week_and_whole_days_are_the_whole_teams_while_one_coder_is_shown(window: FilterWindow) -> None:
    assert "0 of 2 coders whole · 12 charts" in window.show("today")
    assert window.page._dates.week.accessibleName() == "Week"
    window.choose("Bo Chen")
    assert "whole team: 0 of 2 coders whole · Bo Chen: 6 charts" in window.page._subline.text()
    assert window.page._dates.week.accessibleName() == "Week, of the whole team"
    assert "of the whole team" in [
        label.text() for label in window.page._dates.findChildren(QLabel) if label.isVisible()
    ]
    window.choose("All coders")
    assert "of the whole team" not in [label.text() for label in window.page._dates.findChildren(QLabel)]
