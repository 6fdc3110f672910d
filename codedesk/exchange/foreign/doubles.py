"""Rows of a list that say in every cell what an earlier one says: work of its own, or the same written twice.

Only a person knows which. Rows under heads of days, and those whose coder or day stands above them, are not compared.
"""

from codedesk.exchange.foreign.book import BookPage
from codedesk.exchange.foreign.maps import PageMap
from codedesk.exchange.foreign.rows import page_rows


def doubles_of(page: BookPage, page_map: PageMap) -> dict[int, int]:
    """Return the rows of work that are there twice, each with the first row of its kind; both count from 1."""
    key = "doubles", page_map
    if key not in page.kept:
        page.kept[key] = _found(page, page_map) if _is_list(page_map) else {}
    found: dict[int, int] = page.kept[key]
    return found


def _is_list(page_map: PageMap) -> bool:
    told = {column.meaning for column in page_map.columns}
    across = any(noun in ("date", "weekday") for column in page_map.columns for noun, _ in column.says)
    return page_map.row == "days" and "date" in told and not across


def _found(page: BookPage, page_map: PageMap) -> dict[int, int]:
    held = [page.column(column.place) for column in page_map.columns if column.down]
    found: dict[int, int] = {}
    for block in page_rows(page, page_map).blocks:
        first: dict[tuple[object, ...], int] = {}
        for row in block.rows:
            if (before := first.setdefault(tuple(page.rows[row - 1]), row)) != row:
                found[row] = before
    return {row: before for row, before in found.items() if not any(cells[row - 1] in (None, "") for cells in held)}
