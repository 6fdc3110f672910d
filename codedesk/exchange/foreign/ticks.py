"""Columns of an audit in which only one kind of mark stands, an x or a tick: what the empty cells mean is asked.

A mark can be an error or a code that was right; both cannot be known from the sheet.
"""

from collections.abc import Iterator, Mapping, Sequence

from codedesk.exchange.foreign.book import Book, BookPage, Cell
from codedesk.exchange.foreign.guesses import FormatFound
from codedesk.exchange.foreign.maps import BookMap, ColumnMap, PageMap
from codedesk.exchange.foreign.values import text_of

ERROR, RIGHT = "error", "right"
_MARKS = frozenset(["x", "✓", "✔", "✗", "✘", "1", "y", "yes", "e"])
_OF_ERRORS = frozenset(["✗", "✘", "e"])
_TICKS = frozenset(["✓", "✔", "y", "yes"])
_COUNTS = {"reviewed", "correct", "matched"}
_CHOICES = (
    (ERROR, "a mark is an error, an empty cell is right"),
    (RIGHT, "a mark is right, an empty cell is an error"),
)


def ticked(page: BookPage, page_map: PageMap) -> Iterator[tuple[ColumnMap, str]]:
    """Yield the columns of an audited chart in which one kind of mark stands beside empty cells, with the mark."""
    if page_map.row != "charts" or not page_map.head or _COUNTS & {column.meaning for column in page_map.columns}:
        return
    for column in page_map.columns:
        if column.meaning in ("right", "errors_of"):
            mark = only_mark(page.column(column.place)[page_map.head[-1] :])
            if mark:
                yield column, mark


def only_mark(cells: Sequence[Cell]) -> str:
    """Return the one mark that stands in cells of which others are empty; "" where there are several."""
    told = {text_of(cell).lower() for cell in cells}
    marks = told - {""}
    return marks.pop() if len(marks) == 1 and "" in told and marks <= _MARKS else ""


def ticks(book: Book, book_map: BookMap, given: Mapping[str, str]) -> FormatFound | None:
    """Ask what a mark means, once for the file; nothing where no column has only marks."""
    found = [
        (page_map, column, mark)
        for at, page_map in book_map.taken()
        for column, mark in ticked(book.pages[at], page_map)
    ]
    if not found:
        return None
    errors = any(column.meaning == "errors_of" or mark not in _TICKS for _, column, mark in found)
    chosen = given.get("ticks", ERROR if errors else RIGHT)
    page_map, column, mark = found[0]
    why = f"“{column.head}” on “{page_map.name}” has “{mark}” or nothing"
    return FormatFound("ticks", "Marks of an audit", _CHOICES, chosen, why=why, is_open="ticks" not in given)


def said_by_marks(column: ColumnMap, texts: Sequence[str], meant: str) -> list[str]:
    """Return the cells of a column that has only marks as yes (right) and no (an error)."""
    marks_errors = (
        meant != RIGHT or column.meaning == "errors_of" or bool({text.lower() for text in texts} & _OF_ERRORS)
    )
    return ["no" if bool(text) == marks_errors else "yes" for text in texts]
