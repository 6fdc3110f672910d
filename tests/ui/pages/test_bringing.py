"""A spreadsheet comes in step by step, as a person sees and presses it: read, decided, looked at, stored, undone."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from codedesk.exchange.foreign.maps import from_json
from codedesk.services.days.days import day_grid
from codedesk.ui import theme
from codedesk.ui.pages.files.bringing import Bringing
from codedesk.ui.pages.files.page import FilesPage
from codedesk.ui.pages.files.steps_frame import COLUMNS, DONE, FORMATS, LOOK, NAMES, SHEET
from tests.services.team import Team
from tests.ui.asked import Answers
from tests.ui.hand import press
from tests.ui.typing_window import CONTROL, TypingWindow
from tests.ui.typist import Key

LONG = (
    "Coding productivity,,,,\n"
    "Work Date,Coder Name,Pt Type,# Charts,Comments\n"
    '6/15/2026,"Diaz, A.",Inpatient,12,ok\n'
    '6/16/2026,"Diaz, A.",Inpatient,14,\n'
    "6/16/2026,Cara Novak,Inpatient,{charts},\n"
    "Total,,,33,\n"
)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[TypingWindow]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.theme().apply(app, "light")
    team = Team(tmp_path)
    made = TypingWindow(qtbot, team.desk, "files")
    yield made
    made.settle()
    made.context.close()
    team.desk.close()


def page(window: TypingWindow) -> FilesPage:
    found = window.page
    assert isinstance(found, FilesPage)
    return found


def steps(window: TypingWindow) -> Bringing:
    return page(window).steps


def written(folder: Path, charts: str = "7", name: str = "Coded charts.csv") -> Path:
    path = folder / name
    path.write_text(LONG.format(charts=charts), encoding="utf-8")
    return path


def wide(folder: Path) -> Path:
    """A workbook with a column for each day of a week, as a scheduler keeps it."""
    path = folder / "Week.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, day = book.add_worksheet("Charts"), book.add_format({"num_format": "m/d/yyyy"})
        sheet.write_row(0, 0, ("Charts coded per day",))
        sheet.write_row(1, 0, ("Coder", "Type"))
        for at in range(4):
            sheet.write_datetime(1, 2 + at, date(2026, 6, 15) + timedelta(at), day)
        sheet.write_row(2, 0, ("Ana Diaz", "Inpatient", 12, 15, 11, 10))
        sheet.write_row(3, 0, ("Ana Diaz", "Emergency", 40, 38, 41, 44))
    return path


def bring(window: TypingWindow, answers: Answers, path: Path) -> Bringing:
    """Choose a file, with the mouse."""
    answers.answers.append(path)
    press(page(window), "Choose a file …")
    window.settle()
    return steps(window)


def charts(window: TypingWindow, day: date) -> dict[str, int | None]:
    found = window.desk.read(day_grid, day)
    return {block.coder: block.charts for block in found.blocks if block.charts is not None}


def enter(window: TypingWindow) -> None:
    window.press(Key.Key_Return)
    window.settle()


def test_a_double_click_on_next_imports_nothing(window: TypingWindow, answers: Answers, tmp_path: Path) -> None:
    shown = bring(window, answers, written(tmp_path))
    press(shown, "Take all 2 proposals")
    window.settle()
    save, left = shown.foot.save, Qt.MouseButton.LeftButton
    QTest.mouseClick(save, left)
    window.settle()
    assert shown.place == LOOK
    at, place = QPointF(save.rect().center()), QPointF(save.mapToGlobal(save.rect().center()))
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        QApplication.sendEvent(save, QMouseEvent(kind, at, place, left, left, Qt.KeyboardModifier.NoModifier))
    window.settle()
    assert shown.place == LOOK and not charts(window, date(2026, 6, 15))
    shown.open_step(NAMES)
    assert shown.names.words.text() == "Nothing to decide: 1 name is new and would be added."


def test_keys_alone_bring_a_long_sheet_in_and_undo_takes_it_back(
    window: TypingWindow, answers: Answers, tmp_path: Path
) -> None:
    answers.answers = [written(tmp_path)]
    window.press(Key.Key_O, CONTROL)
    window.settle()
    shown = steps(window)
    assert shown.place == NAMES and shown.list.item(NAMES).text() == "Names\n2 to decide"
    assert shown.names.grid.view.hasFocus()
    enter(window)  # “Diaz, A.” is proposed as Ana Diaz
    enter(window)  # and Cara Novak as new
    enter(window)  # nothing waits any more: on to the next step
    assert shown.place == LOOK and shown.foot.save.text() == "Import 3 lines"
    assert charts(window, date(2026, 6, 16)) == {}
    enter(window)
    assert shown.place == DONE
    assert charts(window, date(2026, 6, 15)) == {"Ana Diaz": 12}
    assert charts(window, date(2026, 6, 16)) == {"Ana Diaz": 14, "Cara Novak": 7}
    assert [(row.coder, row.charts) for row in shown.done.table.rows] == [("Ana Diaz", 26), ("Cara Novak", 7)]
    assert "33, ours 33" in shown.done.sums.text()
    window.press(Key.Key_Z, CONTROL)
    window.settle()
    assert charts(window, date(2026, 6, 16)) == {}


def test_the_mouse_alone_brings_a_sheet_with_days_across_in(
    window: TypingWindow, answers: Answers, tmp_path: Path
) -> None:
    shown = bring(window, answers, wide(tmp_path))
    assert shown.place == LOOK
    press(shown, "Import 8 lines")
    window.settle()
    assert shown.place == DONE
    assert charts(window, date(2026, 6, 15)) == {"Ana Diaz": 52}
    press(shown, "Undo the import")
    window.settle()
    assert charts(window, date(2026, 6, 15)) == {}
    assert shown.done.words.text().startswith("Taken back: nothing of this file is stored")
    window.context.redo()
    window.settle()
    assert shown.done.words.text().startswith("8 lines came in") and shown.done.undo.isEnabled()
    press(shown, "Close")  # there was no way back to Export but a key
    assert page(window).out.csv.isVisible()


def test_the_next_file_of_the_form_is_two_clicks(window: TypingWindow, answers: Answers, tmp_path: Path) -> None:
    shown = bring(window, answers, written(tmp_path))
    press(shown, "Take all 2 proposals")
    window.settle()
    press(shown, "Next")
    window.settle()
    press(shown, "Import 3 lines")
    window.settle()
    second = written(tmp_path, name="Coded charts 2.csv")
    second.write_text(second.read_text(encoding="utf-8").replace("6/15", "6/25").replace("6/16", "6/26"), "utf-8")
    answers.answers.append(second)
    press(shown, "Bring another file …")
    window.settle()
    assert shown.place == LOOK and "read as the last one" in shown.file.known.text()
    press(shown, "Import 3 lines")
    window.settle()
    assert charts(window, date(2026, 6, 26)) == {"Ana Diaz": 14, "Cara Novak": 7}


def test_what_is_remembered_is_forgotten_when_it_is_wanted(
    window: TypingWindow, answers: Answers, tmp_path: Path
) -> None:
    shown = bring(window, answers, written(tmp_path))
    press(shown, "Take all 2 proposals")
    for words in ("Next", "Import 3 lines"):
        window.settle()
        press(shown, words)
    window.settle()
    assert window.desk.typed.remembered("names/")
    answers.answers.append(written(tmp_path))
    press(shown, "Bring another file …")
    window.settle()
    shown.list.setCurrentRow(0)
    press(shown, "Forget how it was read")
    window.settle()
    assert not window.desk.typed.remembered() and shown.list.item(NAMES).text() == "Names\n1 to decide"


def test_a_refused_value_is_corrected_where_it_is_seen(window: TypingWindow, answers: Answers, tmp_path: Path) -> None:
    shown = bring(window, answers, written(tmp_path, charts="-7"))
    press(shown, "Take all 2 proposals")
    window.settle()
    press(shown, "Next")
    window.settle()
    (line,) = shown.look.table.rows
    assert (line.state, line.where, line.why) == ("refused", "Coded charts, row 5, # Charts", "“-7” is under 0")
    assert not shown.foot.save.isEnabled()
    enter(window)
    assert shown.look.cell.hasFocus()
    window.type("9")
    enter(window)
    assert [line.state for line in shown.look.table.rows].count("new") == 3
    enter(window)
    assert charts(window, date(2026, 6, 16)) == {"Ana Diaz": 14, "Cara Novak": 9}


def test_a_row_that_is_refused_is_left_out_by_a_click(window: TypingWindow, answers: Answers, tmp_path: Path) -> None:
    shown = bring(window, answers, written(tmp_path, charts="-7"))
    press(shown, "Take all 2 proposals")
    window.settle()
    press(shown, "Next")
    window.settle()
    press(shown, "Leave this row out")
    window.settle()
    press(shown, "Import 2 lines")
    window.settle()
    assert charts(window, date(2026, 6, 16)) == {"Ana Diaz": 14}


def test_what_differs_stays_unless_the_file_is_said_to_be_right(
    window: TypingWindow, answers: Answers, tmp_path: Path
) -> None:
    shown = bring(window, answers, wide(tmp_path))
    press(shown, "Import 8 lines")
    window.settle()
    again = wide(tmp_path).with_suffix(".csv")
    again.write_text("Coder,Type,6/15/2026,6/16/2026,6/17/2026\nAna Diaz,Inpatient,13,15,11\n", "utf-8")
    answers.answers.append(again)
    press(shown, "Bring another file …")
    window.settle()
    states = [line.state for line in shown.look.table.rows]
    assert states == ["changed", "same", "same"] and not shown.foot.save.isEnabled()
    shown.look.right.click()
    window.settle()
    press(shown, "Import 1 line")
    window.settle()
    assert charts(window, date(2026, 6, 15)) == {"Ana Diaz": 53}


def test_cells_that_were_copied_come_in_with_ctrl_v(window: TypingWindow) -> None:
    cells = "Date\tCoder\tType\tCharts\n6/15/2026\tAna Diaz\tInpatient\t12\n"
    QGuiApplication.clipboard().setText(cells)
    window.press(Key.Key_V, CONTROL)
    window.settle()
    assert steps(window).place == LOOK
    enter(window)
    assert charts(window, date(2026, 6, 15)) == {"Ana Diaz": 12}


def test_a_file_that_is_dropped_comes_in(window: TypingWindow, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path)))])
    dropped = QDropEvent(QPoint(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                         Qt.KeyboardModifier.NoModifier)  # fmt: skip
    page(window).dropEvent(dropped)
    window.settle()
    assert steps(window).place == NAMES


def test_an_open_file_is_planned_at_once_and_may_go_through_the_steps(
    window: TypingWindow, answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "log.csv"
    path.write_text('date,coder,work_type,charts\n2026-06-15,"Diaz, A.",Inpatient,12\n', encoding="utf-8")
    bring(window, answers, path)
    card = page(window).taking
    assert card.isVisible() and "stands in the way" in card.words.text()
    press(card, "Read it step by step …")
    window.settle()
    assert steps(window).isVisible() and steps(window).place == NAMES


def test_another_row_becomes_the_head_and_esc_goes_back_step_by_step(
    window: TypingWindow, answers: Answers, tmp_path: Path
) -> None:
    shown = bring(window, answers, written(tmp_path))
    for place in (COLUMNS, SHEET):
        window.press(Key.Key_Escape)
        window.settle()
        assert shown.place == place
    kinds = [row.kind for row in shown.sheet._sheet.rows]
    assert kinds == ["out", "head", "row", "row", "row", "out"]
    assert shown.sheet.rows.chosen() is not None
    window.press(Key.Key_Up)
    window.press(Key.Key_Space)
    window.settle()
    assert shown.sheet._sheet.rows[0].kind == "head"


def test_a_meaning_is_changed_in_the_list_of_its_cell(window: TypingWindow, answers: Answers, tmp_path: Path) -> None:
    shown = bring(window, answers, written(tmp_path))
    shown.list.setCurrentRow(COLUMNS)
    assert shown.columns.grid.view.horizontalHeader().updatesEnabled()
    shown.columns.grid.set_current((0, 4), "meaning")
    window.type("left")
    enter(window)
    assert shown.reading is not None
    assert [column.meaning for column in shown.reading.columns][4] == "Left out"
    assert shown.list.item(COLUMNS).text() == "Columns\n4 of 5 columns used"


def test_true_dates_leave_no_format_to_choose(window: TypingWindow, answers: Answers, tmp_path: Path) -> None:
    path = tmp_path / "week 25.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ("Date", "Coder", "Type", "Charts", "Hours"))
        sheet.write_row("A2", (date(2026, 6, 15), "Ana Okoro", "IP", 12, 8))
    assert bring(window, answers, path).list.item(FORMATS).text() == "Formats\nnothing to choose"


def test_whose_work_a_sheet_is_has_to_be_said_where_the_file_does_not(
    window: TypingWindow, answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "week 25.csv"
    path.write_text("Date,IP,ED\n6/15/2026,12,20\n6/16/2026,8,21\nWk total,20,41\n", encoding="utf-8")
    shown = bring(window, answers, path)
    assert shown.place == COLUMNS
    press(shown, "Next")
    assert shown.place == COLUMNS and shown.columns.boxes["coder/0"].hasFocus()
    window.type("Bo")  # as in every list, letters choose
    window.settle()
    press(shown, "Next")
    window.settle()
    press(shown, "Take all 2 proposals")
    window.settle()
    press(shown, "Next")
    window.settle()
    press(shown, "Import 4 lines")
    window.settle()
    assert charts(window, date(2026, 6, 15)) == {"Bo Chen": 32}


def test_names_over_columns_are_coders_or_types_by_one_choice_and_how_it_was_read_is_saved(
    window: TypingWindow, answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "IP 2026.csv"
    path.write_text("Date,Mia Pavel,Tom Reeve\n6/15/2026,12,20\n6/16/2026,8,21\n", encoding="utf-8")
    shown = bring(window, answers, path)
    assert shown.place == COLUMNS
    box = shown.columns.boxes["columns/0/1,2"]
    assert (box.currentText(), box.count()) == ("each is a coder", 3)
    QTest.keyClick(box, Key.Key_Home)
    window.settle()
    assert shown.columns.boxes["columns/0/1,2"].currentText() == "each is a work type"
    QTest.keyClick(shown.columns.boxes["columns/0/1,2"], Key.Key_Down)
    window.settle()
    for name in ("Next", "Take all 3 proposals", "Next"):
        press(shown, name)
        window.settle()
    press(shown, "Import 4 lines")
    window.settle()
    assert charts(window, date(2026, 6, 15)) == {"Mia Pavel": 12, "Tom Reeve": 20}
    answers.answers = [tmp_path / "map.json"]
    press(shown, "Save how it was read …")
    window.settle()
    kept = from_json((tmp_path / "map.json").read_bytes())
    assert [dict(each.says).get("coder") for each in kept.pages[0].columns] == [None, "Mia Pavel", "Tom Reeve"]


def test_what_was_passed_over_by_hand_is_shown_before_anything_is_stored(
    window: TypingWindow, answers: Answers, tmp_path: Path
) -> None:
    shown = bring(window, answers, written(tmp_path))
    shown.list.setCurrentRow(LOOK)
    window.settle()
    press(shown, "Import 3 lines")
    window.settle()
    assert shown.place == NAMES and charts(window, date(2026, 6, 16)) == {}


def test_a_date_that_nothing_decides_is_asked_for(window: TypingWindow, answers: Answers, tmp_path: Path) -> None:
    path = tmp_path / "work.csv"
    path.write_text("Date,Coder,Type,Charts\n6/5/2026,Ana Diaz,Inpatient,12\n", encoding="utf-8")
    shown = bring(window, answers, path)
    assert shown.place == FORMATS
    box = shown.formats.boxes["dates"]
    assert box.hasFocus()
    QTest.keyClick(box, Key.Key_End)
    window.settle()
    enter(window)
    assert shown.place == LOOK


def test_a_file_that_cannot_be_read_says_why(window: TypingWindow, answers: Answers, tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    shown = bring(window, answers, path)
    assert shown.file.words.text().startswith("It could not be read") and not shown.foot.save.isEnabled()
    press(shown, "Back")
    assert page(window).taking.isVisible()
