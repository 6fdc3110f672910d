"""In which month a fiscal year begins, asked where a sheet counts its months or quarters: FY25 P03."""

from calendar import month_name
from collections.abc import Iterator, Mapping
from dataclasses import replace

from codedesk.exchange.foreign.book import Book
from codedesk.exchange.foreign.guesses import FormatFound
from codedesk.exchange.foreign.maps import BookMap
from codedesk.exchange.foreign.periods import is_fiscal
from codedesk.exchange.foreign.values import Written, month, quarter, text_of

_USUAL = (10, 7, 1, 4, 9)
_WITH_MONTHS = ("month", "quarter")


def fiscal_year(book: Book, book_map: BookMap, given: Mapping[str, str]) -> FormatFound | None:
    """Return the question, with what three real values are by each answer; nothing is proposed, for nothing tells."""
    texts = list(dict.fromkeys(text for text in _said(book, book_map) if is_fiscal(text)))
    if not texts:
        return None
    order = [*_USUAL, *(each for each in range(1, 13) if each not in _USUAL)]
    choices = tuple((f"{each}", f"begins in {month_name[each]}") for each in order)
    readings = {f"{each}": tuple((text, _read(text, each)) for text in texts[:3]) for each in order}
    why = f"“{texts[0]}” counts from the begin of a fiscal year"
    chosen = given.get("fiscal", "")
    return FormatFound("fiscal", "The fiscal year", choices, chosen, readings, why, is_open="fiscal" not in given)


def _said(book: Book, book_map: BookMap) -> Iterator[str]:
    for at, page in book_map.taken():
        yield from (text for noun, text in page.says if noun in _WITH_MONTHS)
        for column in page.columns:
            yield from (text for noun, text in column.says if noun in _WITH_MONTHS)
            if column.meaning in _WITH_MONTHS and page.head:
                yield from map(text_of, book.pages[at].column(column.place)[page.head[-1] :])


def _read(text: str, begins: int) -> str:
    written = replace(Written(), fiscal=begins)
    found = month(text, written) or quarter(text, written)
    return f"{found:%B %Y}" if found else "no month"
