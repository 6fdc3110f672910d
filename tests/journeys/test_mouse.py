"""An afternoon with the mouse alone: from an empty department to a page of a review, and no key but letters and digits.

Whatever is pressed is in sight, where it is seen (tests/ui/hand.py). No Enter, no Tab, no shortcut.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QScrollArea,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from codedesk import paths
from codedesk.app.program import Program
from codedesk.desk import Desk
from codedesk.metrics.figures import Accuracy
from codedesk.models.audit_words import AuditDepth, AuditState
from codedesk.services.audits.audits import audits
from codedesk.services.days.weeks import week_strip
from codedesk.ui.frame import Frame
from codedesk.ui.widgets.grid_choices import ChoiceList
from tests.patience import LAYOUT_TURNS, LOOK_AGAIN_MS
from tests.programs import settle
from tests.ui.asked import answered
from tests.ui.hand import click, in_sight, pick, press
from tests.ui.typist import focused

MONDAY, THURSDAY, FRIDAY = date(2026, 9, 28), date(2026, 10, 1), date(2026, 10, 2)


class Hand:
    """The program, and a hand on the mouse; letters and digits go where it clicked."""

    def __init__(self, program: Program, bot: QtBot) -> None:
        self.program, self.bot = program, bot
        program.start(paths.default_department())
        program.window.resize(1180, 680)
        with bot.waitActive(program.window):
            program.window.activateWindow()

    @property
    def frame(self) -> Frame:
        assert self.program.frame is not None
        return self.program.frame

    @property
    def desk(self) -> Desk:
        return self.frame.context.desk

    @property
    def page(self) -> Any:
        return self.program.window.shown if self.program.frame is None else self.frame.page

    def wait(self, until: Callable[[], bool]) -> None:
        self.bot.waitUntil(until)

    def settle(self) -> None:
        settle(self.bot, self.program)

    def letters(self, text: str) -> None:
        assert text.isprintable()
        for letter in text:
            QTest.keyClick(focused(), letter)

    def press(self, words: str) -> None:
        press(QApplication.activeModalWidget() or self.program.window, words)
        self.settle()
        self.turns()

    def rail(self, word: str) -> None:
        press(self.frame.rail, word)
        self.settle()

    def line(self, words: str) -> None:
        """Press a line of Home."""
        click(self.field(words))
        self.settle()

    def field(self, name: str) -> QWidget:
        """A field by its name, after the wheel brought it into sight where it was below."""
        names = (name, f"{name}, required")
        found = [
            each for each in self.page.findChildren(QWidget) if each.accessibleName() in names and each.isVisible()
        ]
        assert found, f"there is no field “{name}”"
        for area in self.page.findChildren(QScrollArea):
            if area.isAncestorOf(found[0]) and not in_sight(found[0]):
                area.ensureWidgetVisible(found[0])
                self.turns()
        return found[0]

    def table(self, name: str) -> QTableView:
        """A grid by its name, in sight."""
        found = self.field(name)
        assert isinstance(found, QTableView)
        return found

    def pick(self, word: str) -> None:
        """Take a word of the list that opened under a cell."""
        self.turns()
        shown = next(each for each in self.frame.window().findChildren(ChoiceList) if each.isVisible())
        item = shown.item(next(place for place, each in enumerate(shown.words) if each.startswith(word)))
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=shown.visualItemRect(item).center())

    def menu(self, words: str) -> None:
        """Open the menu at the top right, and take an entry of it."""
        press(self.frame.top_bar, "Menu")
        menu = self.frame.findChild(QMenu)
        assert isinstance(menu, QMenu)
        entry = next(entry for entry in menu.actions() if entry.text().replace("&", "") == words)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
        self.settle()
        self.turns()

    def turns(self) -> None:
        for _ in range(LAYOUT_TURNS):
            self.bot.wait(LOOK_AGAIN_MS)

    def fill(self, name: str, text: str) -> None:
        click(self.field(name))
        self.letters(text)

    def choose(self, name: str, text: str) -> None:
        pick(self.bot, self.field(name), text)

    def cell_of(self, coder: str, column: str) -> None:
        """Click a cell of the line of a coder in Today's grid."""
        grid = self.page.grid
        row = next(place for place, row in enumerate(grid.rows) if row.name.startswith(coder))
        self.cell(grid.view, row, grid.model.column_of(column))

    def cell(self, view: QTableView, row: int, column: int) -> None:
        """Click a cell that is in sight."""
        rect = view.visualRect(view.model().index(row, column))
        assert view.viewport().rect().contains(rect.center())
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())

    def tick(self, name: str, text: str) -> None:
        """Tick a line of a list by its box."""
        found = self.field(name)
        assert isinstance(found, QListWidget)
        rect = found.visualItemRect(line_of(found, text))
        QTest.mouseClick(
            found.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(12, rect.height() // 2)
        )
        assert line_of(found, text).checkState() == Qt.CheckState.Checked


def line_of(within: QListWidget, text: str) -> QListWidgetItem:
    return next(within.item(place) for place in range(within.count()) if within.item(place).text() == text)


@pytest.fixture
def hand(program: Program, qtbot: QtBot) -> Iterator[Hand]:
    usual = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(1)
    yield Hand(program, qtbot)
    QApplication.setDoubleClickInterval(usual)


def found(hand: Hand) -> None:
    """Answer the questions of a new department."""
    click(hand.field("Start an empty department"))
    for name, text in (("Department", "Inpatient coding"), ("Your name", "R. Castellane")):
        hand.fill(name, text)
    hand.choose("First quarter starts in", "January")
    hand.fill("Usual paid hours per day", "8")
    hand.choose("Audits are scored by", "Code over code")
    hand.choose("Paper", "Letter")
    hand.fill("Records begin on", "1 oct 2026")  # in place of the day that is offered
    hand.press("Start the department")


def set_up(hand: Hand) -> None:
    """Work types, two coders, a standard: from the lines of Home and from the rail."""
    hand.line("Say what kinds of work they do")
    hand.press("Add the starter list")
    hand.rail("Home")
    hand.line("Enter your coders")
    for name in ("Ana Diaz", "Bo Chen"):
        hand.press("New")
        hand.fill("Name", name)
        hand.fill("Start", "5 jan 2026")
        hand.tick("Usual work types", "Inpatient")
        hand.press("Add")
        assert in_sight(hand.page.section.heading), "what was added begins at its top"
    hand.rail("Standards")
    hand.press("Add a standard")
    for name, text in (("In force from", "1 jan 2026"), ("Pace", "16"), ("Accuracy", "95"), ("Reason", "First one")):
        hand.fill(name, text)
    hand.press("Add the standard")


def log_two_days(hand: Hand) -> None:
    """The charts of two coders on the two days that Home leads to; hours are taken as they are scheduled."""
    hand.rail("Home")
    hand.line("2 days of the four weeks before today are not finished")
    for day, charts in ((THURSDAY, ("15", "12")), (FRIDAY, ("16", "13"))):
        assert hand.page.day == day
        for name, text in zip(("Ana Diaz", "Bo Chen"), charts, strict=True):
            hand.cell_of(name, "charts")
            hand.letters(text)
        hand.cell_of("Ana Diaz", "note")  # whoever clicks elsewhere keeps what was typed
        hand.settle()
        with answered("take") as asked:
            hand.press("Finish day")
            hand.wait(lambda asked=asked, day=day: bool(asked.asked) and hand.page.day > day)
        hand.settle()


def audit(hand: Hand) -> None:
    """An audit from a slip, one by counts, one record by record that is shared."""
    hand.rail("Audits")
    hand.press("New audit")
    hand.press("Result only")
    hand.choose("Coder", "Ana Diaz")
    for name, text in (("Auditor", "R. Castellane"), ("Accuracy", "96"), ("Charts audited", "20")):
        hand.fill(name, text)
    hand.press("Save and next")
    hand.press("Counts")
    hand.choose("Coder", "Bo Chen")
    counts = (("Codes matched", "95"), ("Revised", "5"), ("Added", "0"), ("Deleted", "0"), ("Charts audited", "20"))
    for name, text in counts:
        hand.fill(name, text)
    hand.press("Save and next")
    hand.press("Record by record")
    hand.choose("Coder", "Ana Diaz")
    records, findings = hand.table("Records of the audit"), hand.table("Findings of the audit")
    for row, column, text in ((0, 1, "8"), (0, 2, "1"), (1, 1, "9")):
        hand.cell(records, row, column)
        hand.letters(text)
    hand.cell(records, 1, 2)
    hand.table("Findings of the audit")
    hand.cell(findings, 0, 0)
    hand.letters("1")
    hand.cell(findings, 0, 1)
    hand.letters("pd")
    hand.cell(findings, 1, 0)
    hand.press("Share with the coder")


def rebut(hand: Hand) -> None:
    """The coder rebuts the finding, and the auditor takes it back."""
    hand.press("Answers")
    answers = hand.table("Answers and outcomes")
    hand.cell(answers, 0, 2)
    hand.pick("rebut")
    hand.cell(answers, 0, 3)
    hand.letters("see page 3")
    hand.press("Mark as answered")
    hand.cell(hand.table("Answers and outcomes"), 0, 4)
    hand.pick("withdrawn")
    hand.cell(answers, 0, 5)
    hand.letters("seen")
    hand.press("Make final")


def test_an_afternoon_with_the_mouse_alone(hand: Hand, tmp_path: Path) -> None:
    found(hand)
    set_up(hand)
    log_two_days(hand)
    assert [row.ticked for row in hand.desk.read(week_strip, MONDAY)[3:5]] == [True, True]
    audit(hand)
    rebut(hand)
    rows = hand.desk.read(audits, hand.frame.context.period)
    assert sorted((row.coder, row.depth, row.state) for row in rows) == [
        ("Ana Diaz", AuditDepth.RECORDS, AuditState.FINAL),
        ("Ana Diaz", AuditDepth.RESULT, AuditState.FINAL),
        ("Bo Chen", AuditDepth.COUNTS, AuditState.FINAL),
    ]
    result = next(row.result for row in rows if row.depth == AuditDepth.RECORDS)
    assert isinstance(result, Accuracy)
    assert (result.first_value, result.value) == (17 / 18, 1)
    hand.rail("Reviews")
    hand.fill("What went well", "Fewer queries than in spring")
    hand.press("Save")
    paper = tmp_path / "ana.pdf"
    with answered(paper):
        hand.press("Save the PDF")
        hand.wait(paper.is_file)
    hand.settle()
    assert "Fewer queries than in spring" in "".join(
        page.get_textpage().get_text_bounded() for page in PdfDocument(paper)
    )
    hand.rail("Team")
    hand.menu("Print or save this view …")
    view = tmp_path / "team.pdf"
    with answered(view):
        hand.press("Save the PDF …")
        hand.wait(view.is_file)
    hand.settle()
    assert len(PdfDocument(view)) == 1
