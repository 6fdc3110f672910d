"""Labels, choices and pages with the longest names: nothing beside them moves, and the whole name can be read."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import Session, select

from codedesk.models import Coder, Department, WorkType
from codedesk.periods import CALENDAR_YEAR
from codedesk.ui import theme
from codedesk.ui.labels import ElidedLabel, WrappedLabel
from codedesk.ui.registry import PAGES
from tests.ui.pages.day_window import DayWindow

LONG = "Å" * 300
WIDE = "W" * 300


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[DayWindow]:
    made = DayWindow(qtbot, tmp_path)
    made.team.set("Ana Diaz", "charts", 12, "Inpatient")
    made.team.desk.write("Rename", rename)
    made.context.update_department(WIDE, CALENDAR_YEAR, sample=False)
    made.settle()
    yield made
    made.close()


def rename(session: Session) -> None:
    for coder in session.exec(select(Coder).where(Coder.name == "Ana Diaz")):
        coder.name, coder.credentials = LONG, "CCS, " * 60
    for work_type in session.exec(select(WorkType).where(WorkType.name == "Inpatient")):
        work_type.name, work_type.specialty = WIDE, WIDE
    department = session.get(Department, 1)
    assert department is not None
    department.name = WIDE


def test_no_name_makes_a_page_or_the_bar_wider_than_the_smallest_window(window: DayWindow) -> None:
    coder = window.team.coders["Ana Diaz"]
    wide = {"bar": window.frame.top_bar.minimumSizeHint().width()}
    for entry in PAGES:
        window.frame.show_page(entry.name, **({"coder_id": coder} if entry.name == "coder" else {}))
        window.settle()
        wide[entry.name] = window.page.minimumSizeHint().width() + window.frame.rail.width()
    assert {name: width for name, width in wide.items() if width > 1180} == {}
    assert window.frame.width() == 1180


def test_a_name_that_does_not_fit_ends_in_dots_and_leaves_the_buttons_whole(window: DayWindow) -> None:
    window.frame.show_page("coder", coder_id=window.team.coders["Ana Diaz"])
    window.settle()
    heading = window.page.heading
    assert heading.text() == LONG and heading._shown().endswith("…")
    made = [found for found in window.page.findChildren(QPushButton) if found.isVisible() and found.text()]
    assert made and all(found.width() >= found.sizeHint().width() for found in made)
    assert all(found.mapTo(window.frame, QPoint(found.width(), 0)).x() <= 1180 for found in made)


def test_a_standard_is_added_to_a_work_type_with_the_longest_name(window: DayWindow) -> None:
    window.frame.show_page("standards")
    window.settle()
    window.page.work_types.choose(0)
    window.settle()
    window.page.add()
    assert window.page.minimumSizeHint().width() + window.frame.rail.width() <= 1180


def test_words_longer_than_a_line_are_broken_and_never_cut(qtbot: QtBot) -> None:
    theme.theme().apply(app(), "light")
    made = theme.label(f"Undone: {LONG}", "body", wrap=True)
    qtbot.addWidget(made)
    assert isinstance(made, WrappedLabel) and made.minimumSizeHint().width() <= 48
    metrics = QFontMetrics(made.font())
    lines = -(-metrics.horizontalAdvance(LONG) // 400)
    assert made.heightForWidth(400) >= lines * metrics.height()
    assert theme.label("Short words", wrap=True).heightForWidth(400) < 2 * metrics.height()


def test_one_line_takes_the_room_that_is_left_and_no_more(qtbot: QtBot) -> None:
    theme.theme().apply(app(), "light")
    made, beside, box = theme.one_line(LONG, "title"), QLabel("beside"), QWidget()
    qtbot.addWidget(box)
    row = QHBoxLayout(box)
    row.addWidget(made, 1)
    row.addWidget(beside)
    box.resize(300, 40)
    with qtbot.waitExposed(box):
        box.show()
    assert isinstance(made, ElidedLabel) and box.width() == 300
    assert beside.width() >= beside.sizeHint().width()
    assert QFontMetrics(made.font()).horizontalAdvance(made._shown()) <= made.width()
    made.setText("Ana Diaz")
    assert made._shown() == "Ana Diaz"


def test_a_date_field_steps_where_the_whole_date_stands(window: DayWindow) -> None:
    window.frame.show_page("history")
    window.settle()
    field = window.page.span.start
    field.setFocus(Qt.FocusReason.TabFocusReason)
    window.type("t-")
    window.settle()
    assert field.day == date(2026, 7, 2)


def app() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found
