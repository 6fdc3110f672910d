"""A foreign spreadsheet looked at: what its rows are, what its columns mean, whom it names, how it writes its values.

What is certain is no question; what a person decided before is kept.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from codedesk.exchange.foreign.book import Book, BookPage
from codedesk.exchange.foreign.columns import ColumnFound, column_map, columns_of_page
from codedesk.exchange.foreign.contexts import (
    first_day_within,
)
from codedesk.exchange.foreign.counts_across import names_across
from codedesk.exchange.foreign.formats import formats_of
from codedesk.exchange.foreign.guesses import MOST_QUESTIONS, FormatFound, Guess, NameFound, OpenQuestion
from codedesk.exchange.foreign.head_rows import head_of_page
from codedesk.exchange.foreign.heads import HeadReader
from codedesk.exchange.foreign.kinds import row_kind, settled
from codedesk.exchange.foreign.maps import (
    ALL,
    ALL_CHARTS,
    BookMap,
    PageMap,
    fingerprint,
    pages_of,
    with_page,
    with_said,
)
from codedesk.exchange.foreign.matching import found_names
from codedesk.exchange.foreign.meanings import MEANINGS, ROWS
from codedesk.exchange.foreign.named import names_in
from codedesk.exchange.foreign.open_pages import of_several, open_pages
from codedesk.exchange.foreign.page_words import coder_of_page, said_of_page
from codedesk.exchange.foreign.values import Written, text_of
from codedesk.services.files.known_names import KnownNames
from codedesk.services.files.plans import shown

_NO_HEAD = "no row names columns, as Coder, Date, Charts do; give each column a head, or bring the table alone"


class _Looked:
    """What was found of one page, before it is a map."""

    def __init__(self, page_map: PageMap, why: str, columns: Sequence[ColumnFound]) -> None:
        self.map, self.why, self.columns = page_map, why, columns


def guess(book: Book, known: KnownNames, given: BookMap | None = None) -> Guess:
    """Return the map of a book as far as it can be known. given is a map of which all that it says is kept."""
    reader = HeadReader(known)
    looked = [_look(book, at, page, known, reader, given) for at, page in enumerate(book.pages)]
    looked = _pages_of_a_kind(looked)
    shape = fingerprint((each.map.row, _named_heads(each.map)) for each in looked if each.map.row)
    decided = given.decided if given is not None else frozenset()
    book_map = BookMap(shape, tuple(each.map for each in looked), decided=decided)
    if given is not None:
        kept_pages = (_kept(_earlier(given, book, at, new), new) for at, new in enumerate(book_map.pages))
        book_map = replace(book_map, pages=tuple(kept_pages))
    asked = list(open_pages(book_map, {at: dict(each.map.says) for at, each in enumerate(looked)}, known))
    book_map = _as_proposed(book_map, asked)
    formats = formats_of(book, book_map, known, given.spellings if given else {}, kept=ALL in decided)
    book_map = replace(book_map, spellings={each.key: each.chosen for each in formats if each.chosen})
    matched = _names(book, book_map, known, given)
    meant: dict[str, dict[str, str]] = {}
    for each in matched:
        meant.setdefault(each.noun, {})[each.text] = each.meant
    book_map = replace(book_map, names=meant)
    kept = ALL in decided and given is not None and given.shape == shape
    asked = [*asked, *_questions(book_map, looked, formats, matched), *_open_columns(book_map, looked)]
    questions = tuple(each for each in asked if not _is_answered(book_map, each))[:MOST_QUESTIONS]
    reasons = {
        (at, column.place): column.why for at, each in enumerate(looked) for column in each.columns if column.why
    }
    rows = {at: each.why for at, each in enumerate(looked)}
    return Guess(book_map, questions, rows, reasons, tuple(matched), formats, kept)


def _look(book: Book, at: int, page: BookPage, known: KnownNames, reader: HeadReader, given: BookMap | None) -> _Looked:
    old = _earlier(given, book, at) if given is not None else None
    said = old.head if old is not None and old.head and (not old.columns or _same_head(page, old)) else ()
    head = head_of_page(page, reader, said)
    if not head.rows:
        filled = any(text_of(cell) for row in page.rows for cell in row)
        why = _NO_HEAD if filled else "it is empty"
        return _Looked(PageMap(page.name, taken=False), why, ())
    banners = [text_of(cell) for row in page.rows[: head.rows[0] - 1] for cell in row if text_of(cell)]
    columns = columns_of_page(page, head, known, reader, " ".join((*banners, page.name)))
    says = dict(said_of_page(book, page, banners, reader, columns))
    kind, why = row_kind(columns, says)
    if old is not None and old.row and old.row != kind:
        kind, why = old.row, "as decided"
    if kind in ("days", "months", ""):
        names_across(columns, says)
        kind, why = (kind, why) if kind else row_kind(columns, says)
    settled(columns, kind)
    if kind == "standards" and "date" not in {column.meaning for column in columns}:
        first = next(filter(None, (first_day_within(text, Written(year=2000)) for text in banners)), "")
        says |= {"date": first} if first else {}
    if kind in ("days", "months", "charts", "audits"):
        says |= coder_of_page(book, page, columns, says, reader, banners)
    allowed = {key for key, (_, rows) in MEANINGS.items() if kind in rows}
    kept = tuple(column_map(column, dict.fromkeys(allowed), _fills_down(page, column)) for column in columns)
    taken = bool(kind) and not (page.hidden and len(book.pages) > 1)
    return _Looked(PageMap(page.name, taken, kind, head.rows, kept, tuple(says.items())), why, columns)


def _same_head(page: BookPage, old: PageMap) -> bool:
    """Tell whether the head of an older map still stands in its rows."""
    if old.head[-1] > len(page.rows):
        return False
    row = [text_of(cell) for cell in page.rows[old.head[-1] - 1]]
    told = [column for column in old.columns if column.head and column.meaning and not column.says]
    return all(
        column.place < len(row) and column.head.endswith(row[column.place]) and row[column.place] for column in told
    )


def _earlier(given: BookMap, book: Book, at: int, new: PageMap | None = None) -> PageMap | None:
    """Return what a map says of a page: by its name, by its place, or of another page with the same head."""
    named = [page for page in given.pages if page.name == book.pages[at].name]
    if named or len(given.pages) == len(book.pages):
        return named[0] if named else given.pages[at]
    heads = _heads(new) if new is not None else []
    return next((page for page in given.pages if page.taken and heads and _heads(page) == heads), None)


def _named_heads(page: PageMap) -> list[str]:
    return [column.head for column in page.columns if column.meaning and not column.says]


def _heads(page: PageMap) -> list[str]:
    return [column.head for column in page.columns if column.head and not column.says]


def _kept(old: PageMap | None, new: PageMap) -> PageMap:
    """Return the map of a page with what an older one decided where the heads are the same."""
    if old is None:
        return new
    before = {(column.place, column.head): column for column in old.columns}
    same = {column.head: column for column in old.columns if column.head}
    columns = tuple(before.get((column.place, column.head), same.get(column.head, column)) for column in new.columns)
    columns = tuple(replace(kept, place=column.place) for kept, column in zip(columns, new.columns, strict=True))
    holds = {noun: text for noun, text in old.says if old.name == new.name or noun == "work_type"}
    says = {**dict(new.says), **holds}
    return replace(new, taken=old.taken, row=old.row or new.row, columns=columns, says=tuple(says.items()))


def _fills_down(page: BookPage, column: ColumnFound) -> bool:
    """Tell whether names and days stand once for several rows: in merged cells, or with most rows below them empty."""
    if column.meaning not in ("coder", "date", "month", "week"):
        return False
    merged = any(left == column.place and bottom > top for top, left, bottom, _ in page.merged)
    rows = len(column.cells)
    return merged or (rows > 2 and len(column.filled) < 0.85 * rows and bool(column.filled))


def _pages_of_a_kind(looked: list[_Looked]) -> list[_Looked]:
    """Leave out pages of which a row is a sum of the days that other pages have."""
    days = [each for each in looked if each.map.row == "days" and each.map.taken]
    if not days:
        return looked
    for each in looked:
        if each.map.row == "months" and not any(column.meaning == "accuracy" for column in each.map.columns):
            each.map = replace(each.map, taken=False)
            each.why = "sums of months, while other sheets have the days"
    return looked


def _names(book: Book, book_map: BookMap, known: KnownNames, given: BookMap | None) -> list[NameFound]:
    """Match the names of every noun; what a given map says of one holds."""
    matched: list[NameFound] = []
    for noun, texts in names_in(book, book_map, known).items():
        decided = given.names.get(noun, {}) if given else {}
        matched += [
            replace(each, meant=decided[each.text], is_open=False, why="as decided")
            if each.text in decided
            else replace(each, is_open=each.is_open and each.text != ALL_CHARTS)
            for each in found_names(noun, texts, known)
        ]
    return matched


def _questions(
    book_map: BookMap, looked: Sequence[_Looked], formats: Sequence[FormatFound], matched: Sequence[NameFound]
) -> Iterator[OpenQuestion]:
    taken = book_map.taken()
    if not taken:
        why = next((each.why for each in looked if each.columns), looked[0].why if looked else "it has no sheet")
        words = f"What is one row of this sheet? It is not known: {why}."
        yield OpenQuestion("row/0", words, tuple(ROWS.items()), "days")
    for each in formats:
        if each.is_open:
            examples = tuple(f"{value} is {read}" for value, read in each.readings.get(each.chosen, ()))
            yield OpenQuestion(f"format/{each.key}", f"{each.about}: {each.why}", each.choices, each.chosen, examples)
    for noun in dict.fromkeys(each.noun for each in matched if each.is_open):
        yield _name_question(noun, [each for each in matched if each.noun == noun and each.is_open])


def _is_answered(book_map: BookMap, question: OpenQuestion) -> bool:
    """Tell whether a person answered a question; whose a page is, no other file can have answered."""
    about, _, pages = question.key.partition("/")
    if about in ("coder", "month", "week") and question.key not in book_map.decided:
        return ALL in book_map.decided and all(about in dict(book_map.pages[at].says) for at in pages_of(pages))
    return book_map.is_decided(question.key)


def _as_proposed(book_map: BookMap, asked: Sequence[OpenQuestion]) -> BookMap:
    """Put what is proposed of whole pages into the map, where it does not say otherwise."""
    for each in asked:
        noun, _, pages = each.key.partition("/")
        for at in pages_of(pages):
            page = book_map.pages[at]
            if each.proposed and noun not in dict(page.says):
                book_map = with_page(book_map, at, with_said(page, noun, each.proposed))
    return book_map


def _open_columns(book_map: BookMap, looked: Sequence[_Looked]) -> Iterator[OpenQuestion]:
    """Yield a question for every kind of column that is only likely: the same head on several pages is one."""
    asked = set[str]()
    for at, page in book_map.taken():
        alike = [column for column in looked[at].columns if column.is_open and column.head not in asked]
        alike = [column for column in alike if not book_map.is_decided(f"column/{at}/{column.place}")]
        if len(alike) > 1 and len({column.why for column in alike}) == 1:
            asked |= {column.head for column in alike}
            yield of_several(at, [(column.place, dict(column.says)) for column in alike])
            continue
        kinds = (("", "left out"), *((key, words) for key, (words, rows) in MEANINGS.items() if page.row in rows))
        for column in looked[at].columns:
            if column.is_open and column.head not in asked:
                asked.add(column.head)
                examples = tuple(dict.fromkeys(shown(text_of(cell)) for cell in column.filled))[:3]
                words = f"What does “{shown(column.head)}” hold?"
                yield OpenQuestion(f"column/{at}/{column.place}", words, kinds, "charts_by_work_type", examples)


_NOUNS = {"coder": "coders", "work_type": "work types", "time_category": "other time", "category": "categories"}


def _name_question(noun: str, names: Sequence[NameFound]) -> OpenQuestion:
    told = Counter(each.state for each in names)
    counted = ", ".join(f"{number} {state}" for state, number in told.items())
    examples = tuple(f"{shown(each.text)} is {'new' if each.meant == '+' else each.meant}" for each in names[:3])
    words = f"Are these {_NOUNS[noun]} meant so? ({counted})"
    return OpenQuestion(f"names/{noun}", words, (("proposed", "as proposed"), ("", "one by one")), "proposed", examples)
