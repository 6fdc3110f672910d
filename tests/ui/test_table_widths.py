"""How the columns of a table lie: room that one does not need goes to words that would be cut, figures stand right."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidgetItem
from pytestqt.qtbot import QtBot

from codedesk.charts.picture import AltTable
from codedesk.settings import Settings
from codedesk.ui.widgets.card import TextTable
from codedesk.ui.widgets.table import Table, TableColumn

Line = tuple[str, str]
LONG = "Signs of respiratory failure: when to ask"


def columns() -> tuple[TableColumn[Line], ...]:
    return (
        TableColumn("what", "What", 100, text=lambda row: row[0]),
        TableColumn("outcome", "Outcome", 100, text=lambda row: row[1], stretch=True),
    )


def shown(qtbot: QtBot, *rows: Line, settings: Settings | None = None, width: int = 600) -> Table[Line]:
    table: Table[Line] = Table(columns(), "Education", settings=settings)
    qtbot.addWidget(table)
    table.resize(width, 200)
    table.show_rows(rows)
    table.show()
    return table


def whole(table: Table[Line], place: int) -> bool:
    """Whether the words of the first row have the room that they need, with 8 pixels on both sides."""
    words = str(table.model().index(0, place).data())
    return table.columnWidth(place) >= table.fontMetrics().horizontalAdvance(words) + 16


def test_words_are_not_cut_beside_an_empty_column(qtbot: QtBot) -> None:
    table = shown(qtbot, (LONG, ""), width=400)
    assert whole(table, 0)
    assert table.columnWidth(1) > table.fontMetrics().horizontalAdvance("Outcome") + 16, "the head is read, too"


def test_a_column_that_needs_its_room_keeps_it(qtbot: QtBot) -> None:
    table = shown(qtbot, (LONG, LONG), width=380)
    assert whole(table, 1) and table.columnWidth(0) < 200


def test_room_that_a_column_of_a_width_of_its_own_does_not_need_goes_to_words_that_would_be_cut(qtbot: QtBot) -> None:
    """A reason ended in dots beside a column twice as wide as its words."""
    table = shown(qtbot, ("held", LONG))
    declared = table.columnWidth(0)
    table.resize(declared + table.fontMetrics().horizontalAdvance(LONG) + 10, 200)  # fewer than the 16 that they need
    assert whole(table, 0) and whole(table, 1) and 60 < table.columnWidth(0) < declared


def test_words_that_may_be_broken_stand_in_one_line_where_there_is_room(qtbot: QtBot) -> None:
    """The interval of an accuracy was broken beside a column that was half empty."""
    table: Table[Line] = Table((replace(columns()[0], lines=2), columns()[1]), "Mix")
    qtbot.addWidget(table)
    table.resize(600, 200)
    table.show_rows(((LONG, "held"),))
    table.show()
    assert whole(table, 0)


def test_they_do_so_beside_a_short_word_that_might_be_broken_too(qtbot: QtBot) -> None:
    """On a wide screen an accuracy stood in two lines beside names with a hand's breadth of room behind them."""
    table: Table[Line] = Table(tuple(replace(column, lines=2) for column in columns()), "Mix")
    qtbot.addWidget(table)
    table.resize(600, 200)
    table.show_rows(((LONG, "held"),))
    table.show()
    assert whole(table, 0) and table.columnWidth(1) > 200


def test_a_column_of_dashes_gives_its_room_though_its_words_might_be_broken(qtbot: QtBot) -> None:
    """In History the name of what was changed was cut beside an empty column “Before”."""
    of, before = (replace(columns()[0], key=key, title=key, lines=2, least=60) for key in ("of", "before"))
    before = replace(before, text=lambda _row: "–")
    table: Table[Line] = Table((of, before, replace(columns()[1], lines=2, least=160)), "Before and after")
    qtbot.addWidget(table)
    table.resize(330, 200)
    table.show_rows(((LONG, " ".join([LONG] * 9)),))
    table.show()
    assert table.columnWidth(0) > table.columnWidth(1) + 10


def test_rows_that_were_not_looked_at_are_not_cut_for_others(qtbot: QtBot) -> None:
    table = shown(qtbot, *[("held", LONG)] * 60, width=380)
    assert table.columnWidth(0) == 100


def test_other_rows_take_the_widths_back(qtbot: QtBot) -> None:
    table = shown(qtbot, (LONG, ""))
    table.show_rows((("Sepsis", "held"),))
    assert table.columnWidth(0) == 100


def test_widths_that_a_person_dragged_stay(qtbot: QtBot) -> None:
    settings = Settings()
    settings.column_widths["Education"] = [90, 300]
    assert shown(qtbot, (LONG, ""), settings=settings).columnWidth(0) == 90


def test_figures_of_a_table_to_read_stand_right_and_words_left(qtbot: QtBot) -> None:
    table = TextTable()
    qtbot.addWidget(table)
    table.show_table(AltTable(("Who", "Hours"), (("Ana Diaz", "549.72"), ("Bo Chen", "–"))), "Earned hours")
    sides = [[cell.textAlignment() & Qt.AlignmentFlag.AlignRight for cell in cells(table, column)] for column in (0, 1)]
    assert not any(sides[0]) and all(sides[1])


def cells(table: TextTable, column: int) -> list[QTableWidgetItem]:
    """The head of a column and its cells."""
    found = [table.horizontalHeaderItem(column), *(table.item(row, column) for row in range(table.rowCount()))]
    return [cell for cell in found if cell is not None]


def test_a_table_to_read_is_as_wide_as_its_room_and_its_figures_stand_at_the_right(qtbot: QtBot) -> None:
    """The line under the heads ended in the middle of the card where the last column were figures."""
    table = TextTable()
    qtbot.addWidget(table)
    table.resize(600, 200)
    table.show_table(AltTable(("Week of", "Needed", "There"), (("30 Mar 2026", "7.5", "7.6"),)), "Staffing")
    table.show()
    header = table.horizontalHeader()
    assert header.length() == table.viewport().width()
    assert header.sectionSize(0) > 300 and header.sectionSize(2) < 100


def test_words_of_a_table_to_read_are_broken_before_it_slides_sideways(qtbot: QtBot) -> None:
    """The table behind the forecast of Staffing did at 1180 × 680: its last columns were beyond the edge."""
    table = TextTable(wrapped=True)
    qtbot.addWidget(table)
    table.resize(420, 200)
    rows = tuple(("30 Mar 2026", remark, "86.1 to 98.8", "122.8") for remark in (LONG, "low"))
    table.show_table(AltTable(("Week of", "Remark", "80 % likely", "Hours"), rows), "Forecast")
    table.show()
    assert table.horizontalHeader().length() <= table.viewport().width()
    qtbot.waitUntil(lambda: table.rowHeight(0) > table.rowHeight(1))
