"""The totals that stand in a spreadsheet, compared with what was taken of the same cells."""

from collections.abc import Iterator, Mapping, Sequence

from codedesk.exchange.foreign.book import Book, BookPage
from codedesk.exchange.foreign.formats import written_of
from codedesk.exchange.foreign.maps import LEFT_OUT, BookMap, ColumnMap, PageMap
from codedesk.exchange.foreign.matching import words_of
from codedesk.exchange.foreign.numerals import as_number
from codedesk.exchange.foreign.phrases import PHRASES
from codedesk.exchange.foreign.strips import Taken
from codedesk.exchange.foreign.translations import SheetSum
from codedesk.exchange.foreign.values import Written, hours, text_of
from codedesk.services.files.plans import shown

_SUMMED = ("charts", "hours", "minutes", "seconds", "paid", "time", "time_minutes", "records", "reviewed", "correct",
           "errors", "matched", "revised", "added", "deleted")  # fmt: skip
_MOST_ROWS = 20


def sums_of(book: Book, book_map: BookMap, taken: Taken) -> Iterator[SheetSum]:
    """Yield every total of the taken pages: of rows, and of columns that sum up others."""
    for at, page_map in book_map.taken():
        totals = [column for column in page_map.columns if column.meaning == "total"]
        if not totals and not taken.rows[at].totals and not taken.rows[at].over:
            continue
        amounts = _amounts(taken, at)
        written = written_of(book, book_map, page_map)
        page = book.pages[at]
        yield from _of_rows(page, at, page_map, taken, amounts, written)
        for column in totals:
            yield from _of_column(page, at, page_map, column, amounts, written)


def _amounts(taken: Taken, page: int) -> dict[int, dict[int, float]]:
    """Return what was taken of a page: by place of the column, by row."""
    found: dict[int, dict[int, float]] = {}
    for _, strip in taken.strips:
        if strip.page != page:
            continue
        out = {at for at, coder in enumerate(strip.of("coder")) if coder == LEFT_OUT}
        kinds = strip.of("work_type")
        for meaning in _SUMMED:
            for column, texts in strip.counted.get(meaning, ()):
                mine = found.setdefault(column.place, {})
                for at, text in enumerate(texts):
                    value = as_number(text)
                    if value is not None and at not in out and kinds[at] != LEFT_OUT:
                        mine[strip.rows[at]] = value
    return found


def _of_rows(
    page: BookPage,
    at: int,
    page_map: PageMap,
    taken: Taken,
    amounts: Mapping[int, Mapping[int, float]],
    written: Written,
) -> Iterator[SheetSum]:
    heads = {column.place: column.head for column in page_map.columns}
    grand = [column.place for column in page_map.columns if column.meaning == "total"]
    for row, word, since in (*taken.rows[at].totals, *taken.rows[at].over):
        cells = page.rows[row - 1]
        for place in (*amounts, *grand):
            theirs = hours(cells[place], written) if place < len(cells) else None
            if theirs is None:
                continue
            mine = amounts[place] if place in amounts else _together(amounts, page_map, heads.get(place, ""))
            seen = {each: value for each, value in mine.items() if each not in page.hidden_rows}
            ours = _closest(theirs, (mine, seen), row, since) if since < row else _between(mine, row, since)
            yield SheetSum(at, f"{shown(word)}, {shown(heads.get(place, ''))}", theirs, ours, row, place)


def _closest(theirs: float, ways: Sequence[Mapping[int, float]], row: int, since: int) -> float:
    """Return the sum since the last total, or of all rows above (a grand total), whichever is nearer.

    ways are all rows, and those alone that are not hidden: of them SUBTOTAL makes its sum.
    """
    sums = [sum(value for each, value in mine.items() if first < each < row) for first in (since, 0) for mine in ways]
    return round(min(sums, key=lambda ours: abs(ours - theirs)), 6)


def _between(mine: Mapping[int, float], row: int, last: int) -> float:
    return round(sum(value for each, value in mine.items() if row < each <= last), 6)


def _together(amounts: Mapping[int, Mapping[int, float]], page_map: PageMap, head: str) -> dict[int, float]:
    """Return what the counted columns that a total of this head sums up come to in each row."""
    meaning = _summed_meaning(page_map, head)
    found: dict[int, float] = {}
    for column in page_map.columns:
        if column.meaning == meaning:
            for row, value in amounts.get(column.place, {}).items():
                found[row] = found.get(row, 0.0) + value
    return found


def _summed_meaning(page_map: PageMap, head: str) -> str:
    """Return what is summed up: what the words of the head say last, else charts before hours."""
    meanings = [column.meaning for column in page_map.columns]
    said = [PHRASES[word] for word in words_of(head).split() if PHRASES.get(word) in meanings]
    if said:
        return said[-1]
    return next((each for each in ("charts", "hours", "minutes", "seconds") if each in meanings), "")


def _of_column(
    page: BookPage,
    at: int,
    page_map: PageMap,
    column: ColumnMap,
    amounts: Mapping[int, Mapping[int, float]],
    written: Written,
) -> Iterator[SheetSum]:
    """Yield the whole of a column that sums up others, and its rows that do not agree."""
    mine = _together(amounts, page_map, column.head)
    pairs: list[tuple[int, float, float]] = []
    for row, ours in mine.items():
        cells = page.rows[row - 1]
        theirs = hours(cells[column.place], written) if column.place < len(cells) else None
        if theirs is not None:
            pairs.append((row, theirs, round(ours, 6)))
    if not pairs:
        return
    theirs, ours = (round(sum(pair[which] for pair in pairs), 6) for which in (1, 2))
    yield SheetSum(at, shown(column.head), theirs, ours, None, column.place)
    for row, their, our in _unlike(pairs)[:_MOST_ROWS]:
        words = " ".join(filter(None, map(text_of, page.rows[row - 1][:2])))
        yield SheetSum(at, f"{shown(column.head)}, {shown(words)}", their, our, row, column.place)


def _unlike(pairs: Sequence[tuple[int, float, float]]) -> list[tuple[int, float, float]]:
    return [pair for pair in pairs if abs(pair[1] - pair[2]) > 0.051]
