"""The view that is shown leaves: as a picture that says what it is, white also from a dark window, and as a table."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QTableWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import Session, select
from typing_extensions import override

from codedesk.models import Coder, WorkType
from codedesk.reports import raster
from codedesk.services.days.changes import set_cell
from codedesk.services.days.drafts import CellDraft, CellPlace
from codedesk.ui import ask, theme
from codedesk.ui.dialogs.view_sheet import ViewSheet
from codedesk.ui.pages.page import Page
from codedesk.ui.view_leaving import picture, pictures
from tests.services.team import FRIDAY, Team
from tests.ui.asked import Answers
from tests.ui.hand import press
from tests.ui.typing_window import TypingWindow


class PrintsToFile(Answers):
    """A person whose printer writes a PDF."""

    place: Path

    @override
    def printer(self, parent: QWidget | None, title: str, paper: str) -> QPrinter:
        self.asked.append(title)
        made = QPrinter()
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(self.place))
        return made


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[TypingWindow]:
    team = Team(tmp_path)
    team.set("Ana Diaz", "charts", 14, "Inpatient")
    made = TypingWindow(qtbot, team.desk, "history")
    yield made
    made.settle()
    made.context.close()
    team.desk.close()


def set_charts(session: Session, charts: int) -> None:
    """Another step of the history."""
    coder, kind = session.exec(select(Coder)).first(), session.exec(select(WorkType)).first()
    assert coder is not None and kind is not None
    set_cell(session, CellDraft(CellPlace(coder.key, FRIDAY, "charts", kind.key, None), charts))


def run(window: TypingWindow, name: str) -> None:
    next(action for action in window.frame.window_actions() if action.name == name).run()
    window.settle()


def test_the_table_of_a_view_is_saved_as_it_is_read(window: TypingWindow, answers: Answers, tmp_path: Path) -> None:
    answers.answers = [tmp_path / "table.csv"]
    run(window, "view.table")
    lines = (tmp_path / "table.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) > 1 and any("Inpatient" in line for line in lines[1:])
    told = window.context.messages.shown
    assert told is not None and told.files == (tmp_path / "table.csv",)


def test_a_saved_table_has_dates_and_figures_in_cells_of_their_own_as_a_copied_one(
    window: TypingWindow, answers: Answers, tmp_path: Path
) -> None:
    answers.answers = [tmp_path / "table.csv"]
    table = window.page.steps
    table.choose(0)
    run(window, "view.table")
    rows = list(csv.reader((tmp_path / "table.csv").read_text(encoding="utf-8-sig").splitlines()))
    table.clearSelection()
    assert rows == list(csv.reader(table.copied().splitlines(), dialect="excel-tab")) and len(rows) > 2
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", row[0]) for row in rows[1:])


def test_a_picture_of_a_sample_says_so(window: TypingWindow) -> None:
    window.context.sample = True
    page = window.page
    assert isinstance(page, Page)
    left, right = window.frame._leaving._head(page)
    assert (
        left == "History · Q3 2026" and right == "SAMPLE: invented people · Confidential: personnel record · 3 Jul 2026"
    )
    window.frame.show_page("coder", coder_id=1)
    window.settle()
    assert window.frame._leaving._head(window.page)[0] == "Coder Ana Diaz · Q3 2026"


def test_a_picture_is_white_from_a_dark_window_and_leaves_it_dark(window: TypingWindow) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.theme().apply(app, "dark")
    try:
        sheet, palette = app.styleSheet(), app.palette()
        with patch.object(QApplication, "setStyleSheet") as dressed:  # the whole program was dressed twice
            image = picture(window.page, "left", "right")
        assert not dressed.called and (app.styleSheet(), app.palette()) == (sheet, palette)
        assert not window.page.styleSheet()
        assert image.pixelColor(2, image.height() - 3).lightness() > 230
        assert theme.theme().scheme == "dark"
    finally:
        theme.theme().apply(app, "light")


def test_copy_and_save_give_the_same_picture(window: TypingWindow, answers: Answers, tmp_path: Path) -> None:
    answers.answers = [tmp_path / "view.png"]
    run(window, "view.copy")
    run(window, "view.picture")
    size = QGuiApplication.clipboard().image().size()
    QGuiApplication.clipboard().clear()
    press(sheet(window), "Copy the picture")
    assert QGuiApplication.clipboard().image().size() == size
    assert QImage(str(tmp_path / "view.png")).size() == QGuiApplication.clipboard().image().size()


def sheet(window: TypingWindow) -> ViewSheet:
    """The sheet of the view, seen before it goes anywhere."""
    run(window, "view.print")
    window.wait(lambda: bool(window.frame.findChildren(ViewSheet)))
    shown = window.frame.findChild(ViewSheet)
    assert isinstance(shown, ViewSheet)
    window.wait(lambda: shown.pages.image_of(1) is not None)
    return shown


def test_the_sheet_of_a_view_is_seen_whole_and_saved_as_it_is_seen(
    window: TypingWindow, answers: Answers, tmp_path: Path
) -> None:
    answers.answers = [tmp_path / "view.pdf"]
    shown = sheet(window)
    assert not answers.asked, "the printer was asked for before the sheet was seen"
    image = shown.pages.image_of(1)
    assert image is not None and image.width() > image.height() and shown.pages.page_count == 1
    assert shown.pages.verticalScrollBar().maximum() == 0
    seen = {image.pixelColor(x, y).lightness() for x in range(0, image.width(), 3) for y in range(0, 300, 3)}
    assert min(seen) < 120 and max(seen) > 250, "words on white"
    press(shown, "Save the PDF …")
    window.settle()
    assert raster.page_sizes((tmp_path / "view.pdf").read_bytes()) == ((792.0, 612.0),)
    told = window.context.messages.shown
    assert told is not None and told.files == (tmp_path / "view.pdf",)


def test_a_view_is_printed_on_one_sheet(window: TypingWindow, tmp_path: Path) -> None:
    person = PrintsToFile()
    person.place = tmp_path / "printed.pdf"
    before = ask.replace(person)
    try:
        press(sheet(window), "Print …")
        window.settle()
    finally:
        ask.replace(before)
    assert person.asked == ["History, Q3 2026"] and person.place.read_bytes().startswith(b"%PDF")
    told = window.context.messages.shown
    assert told is not None and told.files == (person.place,), "a printer that writes a file says where it is"


@pytest.mark.parametrize("steps", [12, 60])
def test_all_rows_of_a_table_are_on_as_few_sheets_as_the_paper_takes(window: TypingWindow, steps: int) -> None:
    """The list of steps is low: the view is drawn higher for a few rows more, and again for those that come after."""
    for charts in range(15, 15 + steps):
        window.desk.write("Set charts", set_charts, charts)
    window.settle()
    table, high = window.page.steps, window.page.height()
    window.wait(lambda: len(table.rows) >= steps)
    table.setFocus()
    in_sight = sum(
        table.rowViewportPosition(row) + table.rowHeight(row) <= table.viewport().height()
        for row in range(len(table.rows))
    )
    assert in_sight < len(table.rows), "all rows are in sight: the test shows nothing"
    shown = sheet(window)
    if steps == 12:
        assert shown.pages.page_count == 1
    else:
        assert 1 < shown.pages.page_count < -(-len(table.rows) // in_sight)
    assert (table.verticalScrollBar().value(), window.page.height()) == (0, high), "the page stands as it stood"


def test_no_sheet_is_for_a_row_or_two(qtbot: QtBot) -> None:
    """1,000 wide a sheet takes 1,000 ÷ 1.46 × 1.25 less the line above, 816; what comes after is more than 3 rows."""
    page, table = QWidget(), QTableWidget(0, 1)
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(table)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    page.resize(1000, 400)
    with qtbot.waitExposed(page):
        page.show()
    rows = 0
    while len(pictures(page, "", "")) == 1:
        rows += 1
        table.setRowCount(rows)
    on_the_first = (816 - 400 + table.viewport().height()) // table.rowHeight(0)
    assert on_the_first + 3 < rows <= on_the_first + 5
    assert page.height() == 400
