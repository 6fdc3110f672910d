"""How high the rows of a table are: as high as their own words need, wherever they stand."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from codedesk.ui.theme import COMPACT_ROW_HEIGHT, ROW_HEIGHT, THREE_LINES_HEIGHT, TWO_LINES_HEIGHT
from codedesk.ui.widgets.table import Table, TableColumn

Line = tuple[str, str]
SHORT, LONG = "The log", "The two random audits of next quarter, thirty charts or more"
COLUMNS: tuple[TableColumn[Line], ...] = (
    TableColumn("goal", "Goal", 200, text=lambda row: row[0], lines=2),
    TableColumn("by", "By", 80, text=lambda row: row[1], stretch=True),
)


def shown(qtbot: QtBot, *texts: str, width: int = 320, most_rows: int = 0, lines: int = 2) -> Table[Line]:
    columns = (replace(COLUMNS[0], lines=lines), COLUMNS[1])
    table: Table[Line] = Table(columns, "Goals", row_height=COMPACT_ROW_HEIGHT, most_rows=most_rows)
    qtbot.addWidget(table)
    table.resize(width, 200)
    table.show_rows([(text, str(place)) for place, text in enumerate(texts)])
    table.show()
    return table


def heights(table: Table[Line]) -> list[int]:
    return [table.rowHeight(place) for place in range(len(table.rows))]


def test_a_row_of_few_words_is_not_as_high_as_one_of_many(qtbot: QtBot) -> None:
    """All rows of a table were as high as the most lines of a column, though hardly one had them."""
    assert heights(shown(qtbot, SHORT, LONG)) == [COMPACT_ROW_HEIGHT, TWO_LINES_HEIGHT]
    assert heights(shown(qtbot, SHORT, " ".join([LONG] * 3), lines=3)) == [COMPACT_ROW_HEIGHT, THREE_LINES_HEIGHT]


def test_where_there_is_room_the_words_stand_in_one_line_and_the_row_is_low(qtbot: QtBot) -> None:
    table = shown(qtbot, LONG)
    table.resize(900, 200)
    assert heights(table) == [COMPACT_ROW_HEIGHT]
    table.resize(320, 200)
    assert heights(table) == [TWO_LINES_HEIGHT]


def test_a_row_is_as_high_as_the_column_lets_it_be_that_takes_the_room_which_is_left(qtbot: QtBot) -> None:
    columns = (
        replace(COLUMNS[0], text=lambda row: row[1], width=80),
        replace(COLUMNS[1], text=lambda row: row[0], lines=2),
    )
    table: Table[Line] = Table(columns, "Goals")
    qtbot.addWidget(table)
    table.show_rows([(SHORT, ""), (LONG, "")])
    table.show()
    for width, wanted in ((900, ROW_HEIGHT), (360, TWO_LINES_HEIGHT), (900, ROW_HEIGHT)):
        table.resize(width, 200)
        assert table.rowHeight(1) == wanted


def test_rows_keep_their_heights_when_they_are_sorted_and_narrowed(qtbot: QtBot) -> None:
    table = shown(qtbot, SHORT, LONG, SHORT)
    table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    assert [row[0] for row in table.rows] == [SHORT, SHORT, LONG]
    assert heights(table) == [COMPACT_ROW_HEIGHT, COMPACT_ROW_HEIGHT, TWO_LINES_HEIGHT]
    table.narrow("random")
    assert heights(table) == [TWO_LINES_HEIGHT]


def test_a_table_is_as_high_as_its_rows_up_to_so_many(qtbot: QtBot) -> None:
    table = shown(qtbot, SHORT, LONG, SHORT, most_rows=2)
    assert table.height() == ROW_HEIGHT + COMPACT_ROW_HEIGHT + TWO_LINES_HEIGHT + 4
    table.show_rows(())
    assert table.height() == ROW_HEIGHT + COMPACT_ROW_HEIGHT + 4


def test_of_many_rows_all_are_as_high_as_the_most_lines(qtbot: QtBot) -> None:
    """Thousands of steps are not measured one by one."""
    assert set(heights(shown(qtbot, *[SHORT] * 60))) == {TWO_LINES_HEIGHT}
