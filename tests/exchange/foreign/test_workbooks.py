"""Workbooks as books: typed cells, what stands in doubt, what is hidden, merged or noted, whatever they are kept in."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from codedesk.exchange.foreign.book import Book, BookPage
from codedesk.exchange.foreign.opening import open_book

Fill = Callable[[Workbook, Worksheet], None]


def written(folder: Path, fill: Fill, **choices: Any) -> Book:
    path = folder / "Month.xlsx"
    with Workbook(str(path), choices) as book:
        fill(book, book.add_worksheet("Log"))
    return open_book(path)


def only(book: Book) -> BookPage:
    assert book.reason == ""
    (page,) = book.pages
    return page


def test_cells_have_the_type_that_they_have_in_the_sheet(tmp_path: Path) -> None:
    def fill(book: Workbook, page: Worksheet) -> None:
        day, clock, long, percent, literal = (
            book.add_format({"num_format": form}) for form in ("d/m/yyyy", "h:mm", "[h]:mm", "0.0%", '0.0"%"')
        )
        page.write_row(1, 1, ("Ana", 12, 7.5, True, "007"))
        page.write_datetime(2, 1, datetime(2026, 1, 15), day)
        page.write_datetime(2, 2, datetime(2026, 1, 15, 8, 30), day)
        page.write_number(2, 3, 8.5 / 24, clock)
        page.write_number(3, 3, 30 / 24, long)
        for column, form in enumerate((percent, literal), 1):
            page.write_number(3, column, 0.954, form)

    page = only(written(tmp_path, fill))
    assert page.name == "Log"
    assert [list(row) for row in page.rows] == [
        [None] * 6,
        [None, "Ana", 12.0, 7.5, True, "007"],
        [None, date(2026, 1, 15), datetime(2026, 1, 15, 8, 30), timedelta(hours=8, minutes=30), None, None],
        [None, "95.4%", 0.954, timedelta(hours=30), None, None],
    ]  # fmt: skip


def test_a_column_of_few_different_values_keeps_the_type_of_each(tmp_path: Path) -> None:
    def fill(_: Workbook, page: Worksheet) -> None:
        page.write_column(0, 0, [True, 1, False, 0] * 30)
        page.write_column(0, 1, ["1", 1, "", "Ana"] * 30)

    rows = only(written(tmp_path, fill)).rows
    assert [[repr(cell) for cell in row] for row in rows[:4]] == [
        ["True", "'1'"], ["1.0", "1.0"], ["False", "None"], ["0.0", "'Ana'"],
    ]  # fmt: skip
    assert len(rows) == 120 and rows[116:] == rows[:4]


def test_formulas_and_errors_stand_in_doubt(tmp_path: Path) -> None:
    def fill(_: Workbook, page: Worksheet) -> None:
        for column, value in enumerate((7.5, "", "#DIV/0!", "IP")):
            page.write_formula(2, column, "=A1", None, value)

    page = only(written(tmp_path, fill))
    assert page.doubts == ((3, 0, "formula"), (3, 1, "unstored"), (3, 2, "#DIV/0!"), (3, 3, "formula"))
    assert list(page.rows[2]) == [7.5, None, None, "IP"]


def test_what_is_hidden_is_read_and_said(tmp_path: Path) -> None:
    def fill(book: Workbook, page: Worksheet) -> None:
        page.write_column(0, 0, range(9))
        for row in (2, 4, 5, 6, 7, 8):
            page.set_row(row, None, None, {"hidden": True})
        page.set_column("C:D", None, None, {"hidden": True})
        book.add_worksheet("Old").hide()
        book.add_chartsheet("Chart")

    book = written(tmp_path, fill)
    assert [(page.name, page.hidden) for page in book.pages] == [("Log", False), ("Old", True)]
    assert book.pages[0].hidden_rows == {3, 5, 6, 7, 8, 9}
    assert len(book.pages[0].rows) == 9
    assert book.said == (
        "rows of “Log” are hidden: 3, 5, 6, 7, 8 and 1 more",
        "columns of “Log” are hidden: C, D",
        "the sheet “Old” is hidden",
    )


def test_merged_cells_and_comments_stand_where_they_are(tmp_path: Path) -> None:
    def fill(_: Workbook, page: Worksheet) -> None:
        page.merge_range("B1:D2", "Productivity")
        page.write_comment("C4", 'back at 9 & "late" <b>')

    page = only(written(tmp_path, fill))
    assert page.merged == ((1, 1, 2, 3),)
    assert page.comments == {(4, 2): 'back at 9 & "late" <b>'}


def test_a_book_that_counts_from_1904_says_so(tmp_path: Path) -> None:
    book = written(tmp_path, lambda _, page: page.write_number(0, 0, 44575), date_1904=True)
    assert (book.epoch, list(only(book).rows[0])) == (1904, [44575.0])
    assert written(tmp_path, lambda _, page: page.write_number(0, 0, 1)).epoch == 1900


def test_reading_that_is_cancelled_says_so_and_brings_nothing(tmp_path: Path) -> None:
    written(tmp_path, lambda _, page: page.write_number(0, 0, 1))
    book = open_book(tmp_path / "Month.xlsx", stopped=lambda: True)
    assert (book.pages, book.reason) == ((), "reading it was cancelled")
