"""Tables of rows: opened by Enter, sorted where that is fair, copied for a spreadsheet."""

from dataclasses import replace
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.widgets.table import Table, TableColumn
from codedesk.ui.widgets.table_heights import broken


class Line(NamedTuple):
    name: str
    charts: int | None
    note: str


LINES = (Line("Ben", 9, "=SUM(A1)"), Line("Ana", 12, "two\tparts"), Line("Cora", None, "-"))
COLUMNS: tuple[TableColumn[Line], ...] = (
    TableColumn("name", "Coder", 120, text=lambda row: row.name, sort_key=lambda row: row.name),
    TableColumn(
        "charts", "Charts", 80, "right", text=lambda row: str(row.charts or ""), sort_key=lambda row: row.charts
    ),
    TableColumn("note", "Note", 80, text=lambda row: row.note, of_person=True),
)


@pytest.fixture
def table(qtbot: QtBot) -> Table[Line]:
    made: Table[Line] = Table(COLUMNS, "Lines", settings=Settings())
    qtbot.addWidget(made)
    made.show_rows(LINES)
    with qtbot.waitExposed(made):
        made.show()
    return made


def names(table: Table[Line]) -> list[str]:
    return [row.name for row in table.rows]


def sort(table: Table[Line], title: str, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
    """Sort by the head of a column, as a click on it does."""
    place = [column.title for column in COLUMNS].index(title)
    table.horizontalHeader().setSortIndicator(place, order)


def test_enter_opens_the_chosen_row(table: Table[Line], qtbot: QtBot) -> None:
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.activated) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [LINES[1]]


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier])
def test_rows_shown_while_a_key_is_held_choose_one_and_tell_it(qtbot: QtBot, held: Qt.KeyboardModifier) -> None:
    made: Table[Line] = Table(COLUMNS, "Lines", settings=Settings())
    qtbot.addWidget(made)
    told: list[Line | None] = []
    made.selected.connect(told.append)
    with qtbot.waitExposed(made):
        made.show()
    QTest.keyPress(made.windowHandle(), Qt.Key.Key_F24, held)
    assert QGuiApplication.keyboardModifiers() == held
    made.show_rows(LINES)
    made.choose(2)
    QTest.keyRelease(made.windowHandle(), Qt.Key.Key_F24)
    assert told == [LINES[0], LINES[2]]
    assert [index.row() for index in made.selectionModel().selectedRows()] == [2]


def test_shift_chooses_from_the_row_that_was_chosen_without_a_key(table: Table[Line], qtbot: QtBot) -> None:
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    table.choose(1)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [1, 2]


def test_headers_sort_where_a_column_allows_it_and_keep_unknown_values_last(table: Table[Line]) -> None:
    sort(table, "Charts")
    assert names(table) == ["Ben", "Ana", "Cora"]
    sort(table, "Charts", Qt.SortOrder.DescendingOrder)
    assert names(table) == ["Ana", "Ben", "Cora"]
    sort(table, "Note")
    assert names(table) == ["Ben", "Ana", "Cora"]


def test_the_chosen_row_stays_chosen_when_the_order_changes(table: Table[Line]) -> None:
    table.select_where(lambda row: row.name == "Ana")
    sort(table, "Coder")
    assert table.selected_row() == LINES[1]


def test_a_copy_is_for_a_spreadsheet_and_never_a_formula(table: Table[Line], qtbot: QtBot) -> None:
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "Coder\tCharts\tNote\nBen\t9\t'=SUM(A1)\nAna\t12\t\"two\tparts\"\nCora\t\t'-\n"
    )


def test_no_rows_means_nothing_is_chosen(table: Table[Line], qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.selected) as chosen:
        table.show_rows(())
    assert chosen.args == [None] and table.selected_row() is None


def test_widths_that_were_dragged_are_remembered(table: Table[Line], qtbot: QtBot) -> None:
    settings, header = table._settings, table.horizontalHeader()
    assert settings is not None
    table.setColumnWidth(1, 90)
    assert settings.column_widths == {}
    edge = QPoint(119, 16)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(header.viewport(), edge + QPoint(91, 0))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(91, 0))
    assert settings.column_widths["Lines"][0] == 211
    again: Table[Line] = Table(COLUMNS, "Lines", settings=settings)
    qtbot.addWidget(again)
    assert again.columnWidth(0) == 211


def test_words_are_broken_between_words_and_only_the_last_line_ends_in_dots(qapp: QApplication) -> None:
    metrics = QFontMetrics(theme.font("body"))
    text = "pace 18\u00a0% lower in the weeks of April, seen in 8 of 8 coders who do the work"
    width = metrics.horizontalAdvance("pace 18\u00a0% lower in the weeks")
    lines = broken(metrics, text, width, 5).split("\n")
    assert lines[0] == "pace 18\u00a0% lower in the weeks" and " ".join(lines) == text and len(lines) >= 3
    assert all(metrics.horizontalAdvance(line) <= width for line in lines)
    first, last = broken(metrics, text, width, 2).split("\n")
    assert first == lines[0] and last.startswith("of April") and last.endswith("…")
    assert broken(metrics, "short", width, 2) == "short" and broken(metrics, "", width, 2) == ""
    assert broken(metrics, text, width, 1).endswith("…") and "\n" not in broken(metrics, text, width, 1)


def click_head(table: Table[Line], qtbot: QtBot, place: int) -> None:
    header = table.horizontalHeader()
    middle = QPoint(header.sectionViewportPosition(place) + header.sectionSize(place) // 2, 10)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)


def test_a_head_sorts_then_the_other_way_then_as_the_page_had_it_and_says_so(table: Table[Line], qtbot: QtBot) -> None:
    said = []
    for _ in range(3):
        click_head(table, qtbot, 1)
        said.append((names(table), table.accessibleDescription()))
    assert said == [
        (["Ben", "Ana", "Cora"], "Charts, sorted upwards"),
        (["Ana", "Ben", "Cora"], "Charts, sorted downwards"),
        (["Ben", "Ana", "Cora"], ""),
    ]
    click_head(table, qtbot, 2)
    assert table.accessibleDescription() == ""


def test_a_column_is_sorted_by_its_figure_or_its_date_without_being_told(qtbot: QtBot) -> None:
    columns: tuple[TableColumn[Line], ...] = (
        TableColumn("name", "Who", 100, text=lambda row: row.name),
        TableColumn("note", "Since", 100, text=lambda row: row.note),
    )
    made: Table[Line] = Table(columns, "Plain")
    qtbot.addWidget(made)
    made.show_rows((Line("b", 0, "9 Jul 2026"), Line("A", 0, "–"), Line("c", 0, "12 Jan 2026")))
    made.horizontalHeader().setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    assert names(made) == ["c", "b", "A"]
    made.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    assert names(made) == ["A", "b", "c"]


def test_the_order_is_chosen_by_keys_too(table: Table[Line], qtbot: QtBot) -> None:
    table.setFocus()
    for words, order in (("Sort by coder", ["Ana", "Ben", "Cora"]), ("The order of the page", ["Ben", "Ana", "Cora"])):
        qtbot.keyClick(table, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
        menu = table.menu
        assert menu is not None and menu.isVisible()
        found = [action for action in menu.actions() if not action.isSeparator()]
        assert [action.text() for action in found] == ["Sort by coder", "Sort by charts", "The order of the page"]
        next(action for action in found if action.text() == words).trigger()
        menu.close()
        assert names(table) == order


def test_an_empty_table_says_why(qtbot: QtBot) -> None:
    made: Table[Line] = Table(COLUMNS, "Lines", settings=Settings(), empty="No line in the time shown.")
    qtbot.addWidget(made)
    made.show()
    label = made.nothing.label
    assert not label.isVisible(), "it may be that its rows are still being read"
    made.show_rows(())
    assert label.isVisible() and label.text() == "No line in the time shown."
    made.show_rows(LINES)
    assert not label.isVisible()
    made.narrow("nobody")
    assert label.isVisible() and label.text() == "Nothing here has these words. Esc shows everything again."


def test_rows_are_narrowed_to_those_that_have_the_words(table: Table[Line]) -> None:
    table.select_where(lambda row: row.name == "Ana")
    assert table.narrow("PARTS an") == (1, 3)
    assert names(table) == ["Ana"] and table.selected_row() == LINES[1]
    assert table.narrow("") == (3, 3)
    assert table.selected_row() == LINES[1]


def test_where_the_order_of_rows_says_something_heads_sort_nothing_and_say_why(qtbot: QtBot) -> None:
    made: Table[Line] = Table(COLUMNS, "Ramps", order="the steps stay together.")
    qtbot.addWidget(made)
    made.show_rows(LINES)
    made.show()
    click_head(made, qtbot, 0)
    assert names(made) == ["Ben", "Ana", "Cora"] and not made.horizontalHeader().sectionsClickable()
    assert head_hint(made, 0) == "Not sorted by its heads: the steps stay together."
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    assert made.menu is not None
    assert [action.text() for action in made.menu.actions() if action.text()] == [head_hint(made, 0)]
    made.menu.close()


def test_a_head_that_would_rank_people_says_that_nobody_is_ranked_and_the_others_say_nothing(qtbot: QtBot) -> None:
    columns = (COLUMNS[0], replace(COLUMNS[1], of_person=True))
    made: Table[Line] = Table(columns, "Audits")
    qtbot.addWidget(made)
    assert head_hint(made, 0) is None
    assert head_hint(made, 1) == "Not sorted by this: nobody is put in an order by a figure of theirs."


def head_hint(table: Table[Line], place: int) -> object:
    return table.model().headerData(place, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)


def test_widths_are_kept_where_those_of_the_page_are_without_being_told(qtbot: QtBot) -> None:
    class Around(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.context = SimpleNamespace(settings=Settings())

    around = Around()
    qtbot.addWidget(around)
    made: Table[Line] = Table(COLUMNS, "Lines")
    made.setParent(around)
    around.show()
    made.show()
    edge = QPoint(119, 16)
    header = made.horizontalHeader().viewport()
    qtbot.mousePress(header, Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(header, edge + QPoint(40, 0))
    qtbot.mouseRelease(header, Qt.MouseButton.LeftButton, pos=edge + QPoint(40, 0))
    assert around.context.settings.column_widths["Lines"][0] == 160
    again: Table[Line] = Table(COLUMNS, "Lines")
    again.setParent(around)
    again.show()
    assert again.columnWidth(0) == 160


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_home_and_end_are_the_ends_of_the_list_and_what_has_the_keyboard_is_seen_as_chosen(
    table: Table[Line], qtbot: QtBot, held: Qt.KeyboardModifier
) -> None:
    table.setFocus()
    for key, name in ((Qt.Key.Key_End, "Cora"), (Qt.Key.Key_Up, "Ana"), (Qt.Key.Key_Home, "Ben")):
        qtbot.keyClick(table, key, held)
        chosen = [index.row() for index in table.selectionModel().selectedRows()]
        assert (table.selected_row(), chosen) == (LINES[names(table).index(name)], [names(table).index(name)])


def test_the_chosen_row_stays_in_sight_when_the_list_gets_less_room(table: Table[Line]) -> None:
    table.show_rows([Line(f"Coder {number}", number, "") for number in range(12)])
    table.resize(400, 480)
    table.choose(11)
    QApplication.processEvents()
    table.resize(400, 160)
    QApplication.processEvents()
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())
