"""Rows that say in every cell what an earlier one says: work of its own, or the same written twice.

Only a person knows which. Compared are rows of a day or a month, rows under heads of days with several figures, and
audited charts that have a number; never those whose coder or day stands above them.
"""

from codedesk.exchange.foreign.book import BookPage
from codedesk.exchange.foreign.maps import PageMap
from codedesk.exchange.foreign.matching import words_of
from codedesk.exchange.foreign.phrases import PHRASES
from codedesk.exchange.foreign.rows import page_rows


def doubles_of(page: BookPage, page_map: PageMap) -> dict[int, int]:
    """Return the rows of work that are there twice, each with the first row of its kind; both count from 1."""
    key = "doubles", page_map
    if key not in page.kept:
        page.kept[key] = _found(page, page_map) if _are_compared(page_map) else {}
    found: dict[int, int] = page.kept[key]
    return found


def _are_compared(page_map: PageMap) -> bool:
    told = {column.meaning for column in page_map.columns}
    if page_map.row == "charts":
        return any(PHRASES.get(words_of(column.head), "") in ("patient", "record") for column in page_map.columns)
    return page_map.row in ("days", "months") and (bool({"date", "month", "week"} & told) or _is_across(page_map))


def _is_across(page_map: PageMap) -> bool:
    return any(noun in ("date", "weekday", "month", "week") for column in page_map.columns for noun, _ in column.says)


def _found(page: BookPage, page_map: PageMap) -> dict[int, int]:
    held = [page.column(column.place) for column in page_map.columns if column.down]
    fewest = _SEVERAL if _is_across(page_map) else 0
    found: dict[int, int] = {}
    for block in page_rows(page, page_map).blocks:
        first: dict[int, int] = {}
        for row in block.rows:
            before = _before(page, first, row)
            if before != row and sum(map(_is_figure, page.rows[row - 1])) >= fewest:
                found[row] = before
    return {row: before for row, before in found.items() if not any(cells[row - 1] in (None, "") for cells in held)}


def _before(page: BookPage, first: dict[int, int], row: int) -> int:
    """Return the first row that says the same as this one, by the hash of its cells; this one where it is the first.

    The cells themselves are not kept: 100,000 of them would have the collector of memory stop every thread.
    """
    cells = tuple(page.rows[row - 1])
    key = hash(cells)
    while (before := first.setdefault(key, row)) != row and tuple(page.rows[before - 1]) != cells:
        key += 1
    return before


_SEVERAL = 4
"""Figures of a row, at least, that are not the same in another one by chance."""


def _is_figure(cell: object) -> bool:
    return isinstance(cell, float) or (isinstance(cell, str) and cell[:1].isdecimal())
