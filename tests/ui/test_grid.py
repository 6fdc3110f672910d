"""The typed grid: keys of a spreadsheet, nothing lost, the page decides what is right."""

from collections.abc import Callable, Hashable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from codedesk.ui import theme
from codedesk.ui.widgets.clipboard import block_of, text_of
from codedesk.ui.widgets.grid import Block, EntryGrid, GridCell, GridColumn, GridRow
from codedesk.ui.widgets.grid_paint import CellDelegate, one_line

COLUMNS = (
    GridColumn("coder", "Coder", editable=False),
    GridColumn("charts", "Charts", "count"),
    GridColumn("hours", "Hours", "hours"),
    GridColumn("side", "Side", choices=("over", "under", "other")),
)
Call = tuple[Hashable, str, str]


class Sheet:
    """A page that accepts whole numbers and words, and refuses the rest."""

    def __init__(self, rows: int = 3) -> None:
        self.calls: list[Call] = []
        self.blocks: list[tuple[Hashable, str, Block]] = []
        self.asked: list[tuple[Hashable, str]] = []
        self.grid = EntryGrid(COLUMNS, "Day", commit=self.commit, paste=self.paste, last_week=self.ask)
        self.grid.show_rows([row(number) for number in range(rows)])

    def commit(self, key: Hashable, column: str, text: str) -> None:
        self.calls.append((key, column, text))
        if column == "charts" and text and not text.isdigit():
            self.grid.refuse(key, column, f"“{text}” is not a number")
        else:
            self.grid.accept(key, column, text, "Three times the usual" if text == "99" else "")

    def paste(self, key: Hashable, column: str, block: Block) -> None:
        self.blocks.append((key, column, block))

    def ask(self, key: Hashable, column: str) -> None:
        self.asked.append((key, column))

    def texts(self, column: str) -> list[str]:
        place = self.grid.model.column_of(column)
        return [self.grid.model.cell(number, place).text for number in range(len(self.grid.rows))]


def row(number: int, hours: str = "") -> GridRow:
    cells = {"coder": GridCell(f"Coder {number}", "read_only")}
    if hours:
        cells["hours"] = GridCell(hours, "suggested")
    return GridRow(number, cells)


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    made = Sheet()
    qtbot.addWidget(made.grid)
    made.grid.resize(600, 300)
    with qtbot.waitExposed(made.grid):
        made.grid.show()
    made.grid.focus_first()
    return made


def press(qtbot: QtBot, *keys: str | Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        for one in key if isinstance(key, str) else (key,):
            focused = QApplication.focusWidget()
            assert focused is not None
            qtbot.keyClick(focused, one, held)


def test_the_first_open_cell_has_the_keyboard(sheet: Sheet) -> None:
    assert sheet.grid.current == (0, "charts")


def test_typing_replaces_and_enter_goes_down(sheet: Sheet, qtbot: QtBot) -> None:
    press(qtbot, "12", Qt.Key.Key_Return, "7", Qt.Key.Key_Return)
    assert sheet.calls == [(0, "charts", "12"), (1, "charts", "7")]
    assert sheet.grid.current == (2, "charts")
    press(qtbot, Qt.Key.Key_Up, Qt.Key.Key_Up, "15", Qt.Key.Key_Return)
    assert sheet.texts("charts") == ["15", "7", ""]


@pytest.mark.parametrize("column", ["charts", "hours", "side"])
def test_tab_goes_right_and_shift_reverses_from_every_column(sheet: Sheet, qtbot: QtBot, column: str) -> None:
    order = [(0, "charts"), (0, "hours"), (0, "side"), (1, "charts")]
    sheet.grid.set_current(0, column)
    place = order.index((0, column))
    press(qtbot, Qt.Key.Key_Tab)
    assert sheet.grid.current == order[place + 1]
    press(qtbot, Qt.Key.Key_Backtab)
    assert sheet.grid.current == (0, column)


def test_shift_enter_goes_up_while_typing(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.grid.set_current(1, "charts")
    press(qtbot, "4")
    press(qtbot, Qt.Key.Key_Return, held=Qt.KeyboardModifier.ShiftModifier)
    assert sheet.grid.current == (0, "charts")
    assert sheet.texts("charts") == ["", "4", ""]


def test_stepping_back_with_shift_held_chooses_one_cell_so_that_delete_clears_one(sheet: Sheet, qtbot: QtBot) -> None:
    press(qtbot, "12", Qt.Key.Key_Return, "7", Qt.Key.Key_Return, "5", Qt.Key.Key_Return)
    sheet.grid.set_current(2, "charts")
    shift, window = Qt.KeyboardModifier.ShiftModifier, sheet.grid.window().windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Shift, shift)
    assert QGuiApplication.keyboardModifiers() == shift
    press(qtbot, Qt.Key.Key_Return, held=shift)
    QTest.keyRelease(window, Qt.Key.Key_Shift)
    press(qtbot, Qt.Key.Key_Delete)
    assert sheet.texts("charts") == ["12", "", "5"]


def test_f2_edits_what_is_there_and_escape_leaves_it(sheet: Sheet, qtbot: QtBot) -> None:
    press(qtbot, "12", Qt.Key.Key_Return)
    sheet.grid.set_current(0, "charts")
    press(qtbot, Qt.Key.Key_F2, Qt.Key.Key_End, "3", Qt.Key.Key_Return)
    assert sheet.texts("charts")[0] == "123"
    sheet.grid.set_current(0, "charts")
    press(qtbot, "9", Qt.Key.Key_Escape)
    assert sheet.texts("charts")[0] == "123"
    assert len(sheet.calls) == 2


def test_a_refused_value_stays_as_typed_with_its_reason(sheet: Sheet, qtbot: QtBot) -> None:
    press(qtbot, "abc", Qt.Key.Key_Return)
    assert sheet.grid.refusals == ((0, "charts", "“abc” is not a number"),)
    assert sheet.grid._strip.text() == "1 cell was not saved: go there to see why"
    sheet.grid.set_current(0, "charts")
    assert sheet.grid._strip.text() == "“abc” is not a number"
    sheet.grid.show_rows([row(number) for number in range(3)])
    assert sheet.texts("charts")[0] == "abc"
    press(qtbot, Qt.Key.Key_Escape)
    assert sheet.grid.refusals == () and sheet.texts("charts")[0] == ""


def test_a_surprising_value_is_kept_with_a_mark(sheet: Sheet, qtbot: QtBot) -> None:
    press(qtbot, "99", Qt.Key.Key_Return, Qt.Key.Key_Up)
    assert sheet.grid.model.cell(0, 1).state == "marked"
    assert sheet.grid._strip.text() == "Three times the usual"


def test_a_suggestion_is_entered_only_by_enter(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.grid.show_rows([row(number, hours="8") for number in range(3)])
    sheet.grid.set_current(0, "hours")
    press(qtbot, Qt.Key.Key_Tab)
    assert sheet.calls == []
    sheet.grid.set_current(0, "hours")
    press(qtbot, Qt.Key.Key_Return)
    assert sheet.calls == [(0, "hours", "8")]
    assert [sheet.grid.model.cell(place, 2).state for place in range(3)] == ["normal", "suggested", "suggested"]


def test_delete_clears_one_cell_or_a_block(sheet: Sheet, qtbot: QtBot) -> None:
    press(qtbot, "12", Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Delete)
    assert sheet.calls[-1] == (0, "charts", "")
    press(qtbot, Qt.Key.Key_Down, held=Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, Qt.Key.Key_Delete)
    assert sheet.blocks == [(0, "charts", (("",), ("",)))]


def test_ctrl_d_fills_down(sheet: Sheet, qtbot: QtBot) -> None:
    press(qtbot, "12", Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_D, held=Qt.KeyboardModifier.ControlModifier)
    assert sheet.texts("charts") == ["12", "12", ""]


def test_ctrl_apostrophe_asks_for_last_week(sheet: Sheet, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Apostrophe, held=Qt.KeyboardModifier.ControlModifier)
    assert sheet.asked == [(0, "charts")]


def test_a_block_from_a_spreadsheet_goes_to_the_page_whole(sheet: Sheet, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("1\t2\r\n3\t4\r\n")
    press(qtbot, Qt.Key.Key_V, held=Qt.KeyboardModifier.ControlModifier)
    assert sheet.blocks == [(0, "charts", (("1", "2"), ("3", "4")))]
    QGuiApplication.clipboard().setText("17")
    press(qtbot, Qt.Key.Key_V, held=Qt.KeyboardModifier.ControlModifier)
    assert sheet.calls == [(0, "charts", "17")]


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("", ()),
        ("5", (("5",),)),
        ('"a\tb"\tc', (("a\tb", "c"),)),
        ('"two\nlines"\tx\n', (("two\nlines", "x"),)),
        ('6" pipe\t1\nother\t2', (('6" pipe', "1"), ("other", "2"))),
        ('"open\t1\nother\t2', (('"open', "1"), ("other", "2"))),
        ("a\u2028b\x0bc\x85d", (("a\u2028b\x0bc\x85d",),)),
        ('"one\r\ntwo ""three"""', (('one\r\ntwo "three"',),)),
        ('"' + "long\n" * 50_000 + '"\tx', (("long\n" * 50_000, "x"),)),
    ],
)
def test_text_of_a_spreadsheet_is_cut_into_cells(text: str, block: Block) -> None:
    assert block_of(text) == block


@pytest.mark.parametrize("text", ["two\nlines", "tab\tin it", '"quoted"', '6" pipe', "a\r\nb", "plain", " "])
def test_cells_that_are_copied_are_pasted_the_same(text: str) -> None:
    assert block_of(text_of([[text, "x"], ["y", text]])) == ((text, "x"), ("y", text))


def test_a_text_of_many_lines_is_kept_whole_and_shown_on_one(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.grid.model.columns = (*COLUMNS[:2], GridColumn("hours", "Hours", as_typed=True), COLUMNS[3])
    QGuiApplication.clipboard().setText('"  one\ntwo "')
    sheet.grid.set_current(0, "hours")
    press(qtbot, Qt.Key.Key_V, held=Qt.KeyboardModifier.ControlModifier)
    assert sheet.calls == [(0, "hours", "  one\ntwo ")]
    assert one_line("one\r\ntwo\tthree" + "x" * 1_000_000).startswith("one ↵ two  threex")
    assert len(one_line("x" * 1_000_000)) < 3000
    press(qtbot, Qt.Key.Key_F2, Qt.Key.Key_Return)
    assert sheet.texts("hours")[0] == "  one\ntwo "


def test_rows_that_come_anew_are_drawn_only_where_they_differ(sheet: Sheet) -> None:
    told: list[tuple[int, int]] = []
    sheet.grid.model.dataChanged.connect(lambda first, _last: told.append((first.row(), first.column())))
    sheet.grid.model.put(1, "charts", GridCell("6", "busy"))
    told.clear()
    sheet.grid.show_rows([row(0), row(1, "7.5"), row(2)])
    assert told == [(1, 1), (1, 2)]
    assert sheet.texts("hours") == ["", "7.5", ""]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> set[tuple[int, int]]:
    """Row and column of every cell that is drawn from now on; to ask for before the sheet, as Qt keeps what drew."""
    found: set[tuple[int, int]] = set()
    paint = CellDelegate.paint

    def noted(self: CellDelegate, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        found.add((index.row(), index.column()))
        paint(self, painter, option, index)

    monkeypatch.setattr(CellDelegate, "paint", noted)
    return found


def test_typing_draws_the_cell_that_is_typed_into_and_the_next_one_alone(
    drawn: set[tuple[int, int]], sheet: Sheet, qtbot: QtBot
) -> None:
    sheet.grid.view.viewport().repaint()
    assert len(drawn) == 12
    drawn.clear()
    press(qtbot, "5")
    qtbot.waitUntil(lambda: (0, 1) in drawn)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (1, 1) in drawn)
    assert drawn == {(0, 1), (1, 1)}


def test_typing_on_below_the_last_row_in_sight_draws_the_rows_that_come_alone(
    drawn: set[tuple[int, int]], sheet: Sheet, qtbot: QtBot
) -> None:
    sheet.grid.show_rows([row(number) for number in range(40)])
    view = sheet.grid.view
    bottom = view.rowAt(view.viewport().height() - theme.ROW_HEIGHT)
    sheet.grid.set_current(bottom - 1, "charts")
    for place in (bottom - 1, bottom, bottom + 1):
        drawn.clear()
        press(qtbot, "5")
        qtbot.waitUntil(lambda place=place: (place, 1) in drawn)
        press(qtbot, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda place=place: (place + 1, 1) in drawn)
    top = view.rowAt(0)
    assert top > 0
    assert not {place for place, _ in drawn} & set(range(top + 1, bottom - 1))


def test_the_cell_with_the_keyboard_is_drawn_when_it_comes_and_goes(
    drawn: set[tuple[int, int]], sheet: Sheet, qtbot: QtBot
) -> None:
    sheet.grid.view.viewport().repaint()
    for turn in (sheet.grid.view.clearFocus, sheet.grid.view.setFocus):
        drawn.clear()
        turn()
        qtbot.waitUntil(lambda: bool(drawn))
        assert drawn == {(0, 1)}


def test_what_stands_on_the_screen_is_what_a_whole_drawing_gives(
    sheet: Sheet, qapp: QApplication, qtbot: QtBot
) -> None:
    """Whatever was drawn of it alone: nothing old stays behind."""
    theme.theme().apply(qapp, "light")  # its frame has round corners
    sheet.grid.show_rows([row(number, "8") for number in range(40)])
    view, away = sheet.grid.view, QLineEdit(sheet.grid)
    away.show()
    sheet.grid.set_current(0, "charts")
    acts: tuple[Callable[[], object], ...] = (
        lambda: press(qtbot, *["7", Qt.Key.Key_Return] * 14),
        lambda: press(qtbot, "x", Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Up),
        lambda: view.verticalScrollBar().setValue(3),
        lambda: press(qtbot, "5"),
        lambda: view.verticalScrollBar().setValue(20),
        lambda: press(qtbot, Qt.Key.Key_Escape),
        lambda: view.verticalScrollBar().setValue(view.verticalScrollBar().maximum()),
        lambda: view.setColumnWidth(1, 60),
        away.setFocus,
        view.setFocus,
        lambda: sheet.grid.show_rows([row(number) for number in range(5)]),
    )
    for act in acts:
        act()
        qtbot.waitUntil(lambda: on_screen(sheet.grid) == drawn_whole(sheet.grid))


def on_screen(grid: EntryGrid) -> QImage:
    return grid.screen().grabWindow(grid.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)


def drawn_whole(grid: EntryGrid) -> QImage:
    return grid.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_the_first_letters_of_a_choice_are_enough(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.grid.enter(0, 3, "U")
    sheet.grid.enter(1, 3, "o")
    sheet.grid.enter(2, 3, "x")
    assert sheet.calls == [(0, "side", "under")]
    reasons = [reason for _, _, reason in sheet.grid.refusals]
    assert reasons == ["“o” can be over or other: type more letters", "“x” is none of over, under, other"]


def test_rows_that_come_while_typing_wait_until_the_cell_is_left(sheet: Sheet, qtbot: QtBot) -> None:
    press(qtbot, "1")
    sheet.grid.show_rows([row(number) for number in range(5)])
    assert len(sheet.grid.rows) == 3
    press(qtbot, "2", Qt.Key.Key_Return)
    assert sheet.calls == [(0, "charts", "12")]
    assert len(sheet.grid.rows) == 5


def test_ctrl_enter_finishes_even_while_typing(sheet: Sheet, qtbot: QtBot) -> None:
    press(qtbot, "5")
    with qtbot.waitSignal(sheet.grid.finished):
        press(qtbot, Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    assert sheet.calls == [(0, "charts", "5")]


def test_a_read_only_grid_takes_no_typing(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.grid.set_read_only(True)
    press(qtbot, "5", Qt.Key.Key_Delete)
    assert sheet.calls == [] and sheet.texts("charts") == ["", "", ""]


def test_a_cell_says_aloud_what_it_is(sheet: Sheet) -> None:
    sheet.grid.accept(0, "charts", "99", "Three times the usual")
    index = sheet.grid.model.index(0, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Charts, 99, Three times the usual"
