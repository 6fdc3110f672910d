"""Pace never stands without accuracy: every page, table row, tooltip, chart, copy and export of the sample is read.

A pace figure is a percentage that a text calls pace. It must have the accuracy of the same coder and period, or "not
audited", in the same text or in the smallest frame around it, below the page itself.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget

from codedesk import periods
from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.main_window import MainWindow
from codedesk.ui.pages.page import Page
from tests.command_line import done
from tests.patience import PatientBot

PACE = re.compile(r"\bpace\b[^.%\n]{0,60}?\d+(?:\.\d+)?\s?%|\d+(?:\.\d+)?\s?%[^.%\n]{0,12}\bpace\b", re.IGNORECASE)
ACCURACY = re.compile(r"accuracy|audited|\baudit\b", re.IGNORECASE)
PAGES = ("today", "team", "audits", "standards", "reviews", "history", "safety", "setup", "coder", "trends", "capacity")


def unpaired(text: str) -> bool:
    """Tell whether a text states a pace and no accuracy."""
    return bool(PACE.search(text)) and not ACCURACY.search(text)


@pytest.fixture
def frame(qtbot: PatientBot, sample: Desk) -> Iterator[Frame]:
    """The window on the sample team."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.theme().apply(app, "light")
    context = Context(sample, Settings(), lambda: date(2026, 9, 30), sample=True)
    context.period = periods.quarter(2026, 3)
    window = MainWindow(Settings())
    window.resize(1366, 768)
    qtbot.addWidget(window)
    made = Frame(context)
    window.show_department(made, "Sample department", sample=True)
    with qtbot.waitActive(window):
        window.show()
    yield made


def _shown(page: Page) -> Iterator[str]:
    """Every text of a page, each with what stands in the smallest frame around it."""
    for label in page.findChildren(QLabel):
        if label.isVisibleTo(page) and PACE.search(label.text()):
            yield _around(label, page)
    for widget in page.findChildren(QWidget):
        yield widget.toolTip()
        yield widget.accessibleName() if len(widget.accessibleName()) > 40 else ""
    for view in page.findChildren(QAbstractItemView):
        yield from _rows(view)


def _around(label: QLabel, page: Page) -> str:
    texts, place = label.text(), label.parentWidget()
    while unpaired(texts) and place is not None and place is not page:
        texts = " ".join(each.text() for each in place.findChildren(QLabel) if each.isVisibleTo(page))
        place = place.parentWidget() if place.parentWidget() is not page else None
    return texts


def _rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if not isinstance(model, QAbstractTableModel):
        return
    heads = [str(model.headerData(n, Qt.Orientation.Horizontal) or "") for n in range(model.columnCount())]
    for row in range(min(model.rowCount(), 60)):
        cells = [model.index(row, column) for column in range(model.columnCount())]
        yield " ".join(f"{head} {cell.data()}" for head, cell in zip(heads, cells, strict=True))
        yield from (str(cell.data(Qt.ItemDataRole.ToolTipRole) or "") for cell in cells)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_shows_a_pace_without_its_accuracy(qtbot: PatientBot, frame: Frame, name: str) -> None:
    frame.context.navigate(name, coder_id=1) if name == "coder" else frame.show_page(name)
    qtbot.settle(frame, lambda: frame.context.background.busy or frame.page is None)
    assert frame.page is not None
    texts = list(_shown(frame.page))
    assert len(texts) > 5
    assert [text for text in texts if unpaired(text)] == []


@pytest.mark.parametrize("whose", [("team", None), ("work_type", 3), ("coder", 6)])
def test_no_view_of_the_trends_shows_a_pace_without_its_accuracy(
    qtbot: PatientBot, frame: Frame, whose: tuple[str, int | None]
) -> None:
    frame.show_page("trends", kind=whose[0], id=whose[1])
    qtbot.settle(frame, lambda: frame.context.background.busy or frame.page is None)
    page: Any = frame.page
    for view in page.views:
        page.show_view(view.name)
        qtbot.settle(frame, lambda: frame.context.background.busy)
        assert [text for text in _shown(page) if unpaired(text)] == [], view.name
        page.toggle_table()
        qtbot.settle(frame, lambda: frame.context.background.busy)
        assert [text for text in _shown(page) if unpaired(text)] == [], view.name
        assert not unpaired("\n".join("\t".join(row) for row in page.figure().rows)), view.name
        page.leaver.copy_table()
        assert "accuracy" in QApplication.clipboard().text().lower(), view.name


def _dictionaries(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _dictionaries(part)


def _without_accuracy(document: Any) -> list[dict[str, Any]]:
    return [block for block in _dictionaries(document) if "pace" in block and "accuracy" not in block]


def _said(path: Path, *words: str) -> str:
    return done("figures", path, "--period", "2026Q3", *words)


def test_the_figures_as_json_pair_every_pace_and_the_test_sees_one_that_is_not(sample_path: Path) -> None:
    document = json.loads(_said(sample_path, "--json"))
    assert _without_accuracy(document) == []
    assert len([block for block in _dictionaries(document) if "pace" in block]) > 20
    del document["coders"][0]["work_types"][0]["accuracy"]
    assert len(_without_accuracy(document)) == 1


def test_the_figures_as_text_pair_every_line_and_the_test_sees_one_that_is_not(sample_path: Path) -> None:
    lines = _said(sample_path).splitlines()
    start = next(n for n, line in enumerate(lines) if "pace" in line and "accuracy" in line)
    table = [line for line in lines[start + 1 : start + 10] if "%" in line]
    assert len(table) == 9
    assert [line for line in table if len(re.findall(r"\d\s%", line)) < 2 and "not audited" not in line] == []
    assert unpaired("Pace 103.1 %")
    assert unpaired("Ana Diaz: 103.1 % pace")
    assert not unpaired("Pace 103.1 %, accuracy 96.5 %")
