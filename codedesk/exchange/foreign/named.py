"""Which names a spreadsheet has, noun by noun, each with the number of its rows."""

from collections import Counter

from codedesk import names
from codedesk.exchange.foreign.book import Book, BookPage
from codedesk.exchange.foreign.maps import BookMap, PageMap
from codedesk.exchange.foreign.matching import found_names, words_of
from codedesk.exchange.foreign.pay_codes import is_worked
from codedesk.exchange.foreign.rows import PageRows, page_rows
from codedesk.exchange.foreign.values import text_of
from codedesk.exchange.foreign.words import ALIKE
from codedesk.services.files.known_names import KnownNames

NAMED_BY = {"coder": "coder", "work_type": "work_type", "category": "time_category"}
_OTHER_TIME = frozenset(word for group in ALIKE["time_category"] for word in group.split(", ")) | frozenset(
    ["break", "breaks", "lunch", "non coding", "other", "holiday", "downtime", "onboarding", "orientation", "internal"]
)


def names_in(book: Book, book_map: BookMap, known: KnownNames) -> dict[str, dict[str, int]]:
    """Return the names that the taken pages have, by noun."""
    found: dict[str, Counter[str]] = {noun: Counter() for noun in ("coder", "work_type", "time_category", "category")}
    for at, page in book_map.taken():
        rows = page_rows(book.pages[at], page)
        _of_columns(found, book.pages[at], page, rows, known)
        _of_heads(found, page, rows)
    return {noun: dict(counted) for noun, counted in found.items() if counted}


def _of_columns(
    found: dict[str, Counter[str]], page: BookPage, page_map: PageMap, rows: PageRows, known: KnownNames
) -> None:
    taken = [row for block in rows.blocks for row in block.rows]
    for column in page_map.columns:
        noun = NAMED_BY.get(column.says[-1][0] if column.meaning == "levels" else column.meaning, "")
        if not noun and column.meaning != "task":
            continue
        cells = page.column(column.place)
        firsts = [each.place for each in page_map.columns if each.meaning == "first_name" and noun == "coder"]
        told = [text_of(cells[row - 1]) for row in taken]
        if firsts:
            given = page.column(firsts[0])
            told = [f"{text_of(given[row - 1])} {text}".strip() for row, text in zip(taken, told, strict=True)]
        for each, count in Counter(told).items():
            text = names.clean(each)
            if noun == "time_category" and is_worked(text):
                continue
            if text:
                found[noun or task_noun(text, known)][text] += count


def _of_heads(found: dict[str, Counter[str]], page: PageMap, rows: PageRows) -> None:
    number = sum(len(block.rows) for block in rows.blocks)
    for noun, text in [said for column in page.columns if column.meaning for said in column.says]:
        if noun in found and text:
            found[noun][names.clean(text)] += number
    for noun, text in page.says:
        if noun in ("coder", "work_type") and text:
            found[noun][names.clean(text)] += number
    for block in rows.blocks:
        for noun, text in block.says.items():
            if noun in ("coder", "work_type") and block.rows:
                found[noun][names.clean(text)] += len(block.rows)


def task_noun(text: str, known: KnownNames) -> str:
    """Tell whether a project of a clock program is a work type or other time."""
    for noun in ("work_type", "time_category"):
        if found_names(noun, {text: 1}, known)[0].state in ("same", "similar"):
            return noun
    plain = words_of(text)
    return (
        "time_category"
        if plain in _OTHER_TIME or plain.split(" ")[0] in ("meeting", "training", "admin")
        else "work_type"
    )
