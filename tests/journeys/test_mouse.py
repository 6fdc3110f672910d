"""An afternoon with the mouse alone: from an empty department to a page of a review, and no key but letters and digits.

Whatever is pressed is in sight, where it is seen (tests/ui/hand.py). No Enter, no Tab, no shortcut.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from codedesk.models.audit_words import AuditState
from codedesk.services.audits.audits import audits
from codedesk.services.days.weeks import week_strip
from codedesk.services.people.coders import coders
from tests.patience import LAYOUT_TURNS, LOOK_AGAIN_MS
from tests.services.team import FRIDAY, MONDAY
from tests.ui.asked import answered
from tests.ui.hand import click, in_sight, press
from tests.ui.pages.day_window import DayWindow


class Hand(DayWindow):
    """The window, and a hand on the mouse; letters and digits go where it clicked."""

    def letters(self, text: str) -> None:
        assert text.isprintable()
        for letter in text:
            QTest.keyClick(self.focus, letter)

    def press(self, words: str) -> None:  # type: ignore[override]
        press(QApplication.activeModalWidget() or self.frame, words)
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

    def turns(self) -> None:
        for _ in range(LAYOUT_TURNS):
            self.bot.wait(LOOK_AGAIN_MS)

    def fill(self, name: str, text: str) -> None:
        click(self.field(name))
        self.letters(text)

    def choose(self, name: str, text: str) -> None:
        box = self.field(name)
        assert isinstance(box, QComboBox)
        click(box)
        self.bot.wait(QApplication.doubleClickInterval() + LOOK_AGAIN_MS)  # a quicker click would be the second of two
        view = box.view()
        found = box.findText(text, Qt.MatchFlag.MatchStartsWith)
        assert found >= 0, [box.itemText(place) for place in range(box.count())]
        view.scrollTo(box.model().index(found, 0))
        at = view.visualRect(box.model().index(found, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert box.currentIndex() == found

    def cell_of(self, coder: str, what: str, column: str) -> None:  # type: ignore[override]
        """Click a cell of Today's grid."""
        row = next(
            place
            for place, row in enumerate(self.grid.rows)
            if row.key.coder_id == self.team.coders[coder] and row.cells["what"].text == what
        )
        self.cell(self.grid.view, row, self.grid.model.column_of(column))

    def cell(self, view: QTableView, row: int, column: int) -> None:  # type: ignore[override]
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
def hand(qtbot: QtBot, tmp_path: Path) -> Iterator[Hand]:
    usual = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(1)
    made = Hand(qtbot, tmp_path, page="home", empty=True)
    yield made
    made.close()
    QApplication.setDoubleClickInterval(usual)


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
    hand.rail("Standards")
    hand.press("Add a standard")
    for name, text in (("In force from", "1 jan 2026"), ("Pace", "16"), ("Accuracy", "95"), ("Reason", "First one")):
        hand.fill(name, text)
    hand.press("Add the standard")
    hand.team.coders = {row.shown_name: row.id for row in hand.team.desk.read(coders, FRIDAY)}


def log_a_day(hand: Hand) -> None:
    """The charts of two coders; their hours are taken as they are scheduled."""
    hand.rail("Today")
    for name, charts in (("Ana Diaz", "15"), ("Bo Chen", "12")):
        hand.cell_of(name, "Inpatient", "charts")
        hand.letters(charts)
    hand.cell_of("Ana Diaz", "Inpatient", "note")  # whoever clicks elsewhere keeps what was typed
    hand.settle()
    with answered("take") as asked:
        hand.press("Finish day")
        hand.wait(lambda: bool(asked.asked) and hand.page.day != FRIDAY)
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
    view = hand.field("Records of the audit")
    assert isinstance(view, QTableView)
    for row, column, text in ((0, 1, "8"), (0, 2, "1"), (1, 1, "9")):
        hand.cell(view, row, column)
        hand.letters(text)
    hand.cell(view, 1, 2)
    hand.press("Share with the coder")


def test_an_afternoon_with_the_mouse_alone(hand: Hand, tmp_path: Path) -> None:
    set_up(hand)
    log_a_day(hand)
    assert hand.team.desk.read(week_strip, MONDAY)[4].ticked
    audit(hand)
    rows = hand.team.desk.read(audits, hand.context.period)
    assert {(row.coder, row.state) for row in rows} == {
        ("Ana Diaz", AuditState.FINAL),
        ("Bo Chen", AuditState.FINAL),
        ("Ana Diaz", AuditState.SHARED),
    }
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
