"""The map of a spreadsheet: what its rows are, what its columns mean, whom its names mean, how its values are written.

Plain data that a person can change piece by piece and that is kept as JSON (docs/files.md). Pages and columns count
from 0, rows from 1, as in a Book.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from typing import Any

from codedesk import names
from codedesk.errors import Refused
from codedesk.exchange.foreign.meanings import BY_HEAD, MEANINGS, ROWS

VERSION = 1
NEW, LEFT_OUT = "+", "-"
ALL = "all"
ALL_CHARTS = "All charts"
ITS_NAME = "="
"""In the place of a coder or a work type: what the sheet is called."""
DAY_OF_START = "start"
"""In the place of a date: that of the column in which work begins."""
NOUNS = ("coder", "work_type", "time_category", "category")
BY_NOUN: Mapping[str, str] = {"by_work_type": "work_type", "by_coder": "coder"}
"""The answers of what several heads name."""
SPELLINGS = ("weeks", "doubles", "dates", "decimal", "year", "fiscal", "percent", "method", "accuracy", "comments",
             "ticks", "ranges")  # fmt: skip
Says = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A column of a page: its place from 0, its head as it stands, and what it means ("": it is left out).

    says is what the head itself tells of every value under it: ("work_type", "IP"), ("date", "10/1/2024").
    down: an empty cell means what the last one above it says.
    """

    place: int
    head: str
    meaning: str = ""
    says: Says = ()
    down: bool = False


@dataclass(frozen=True, slots=True)
class PageMap:
    """A page: whether it is taken, what one of its rows is (a key of ROWS), which rows are its head, its columns.

    says is what holds for every row of it, from its name or its banner: ("coder", "Ana Okoro"), ("month", "2025-01").
    """

    name: str
    taken: bool = True
    row: str = ""
    head: tuple[int, ...] = ()
    columns: tuple[ColumnMap, ...] = ()
    says: Says = ()


@dataclass(frozen=True, slots=True)
class BookMap:
    """The map of a whole file. spellings are by key of SPELLINGS.

    names give, by noun and by the text in the sheet, the name in the department, NEW (it is made known as it stands)
    or LEFT_OUT (its rows are not taken). decided are the keys of questions that a person answered, ALL of a map that
    was kept; it is not written down.
    """

    shape: str
    pages: tuple[PageMap, ...] = ()
    spellings: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    decided: frozenset[str] = frozenset()

    def is_decided(self, key: str) -> bool:
        """Tell whether a person answered a question."""
        return key in self.decided or ALL in self.decided

    def taken(self) -> list[tuple[int, PageMap]]:
        """Return the pages that are taken and say what a row is, with their places."""
        return [(at, page) for at, page in enumerate(self.pages) if page.taken and page.row]


def meanings(row: str) -> tuple[tuple[str, str], ...]:
    """Return what a column can mean where a row is that: keys with their words, "" (left out) first."""
    return (("", "left out"), *((key, words) for key, (words, rows) in MEANINGS.items() if row in rows))


def key_of(column: ColumnMap) -> str:
    """Return the key, among `meanings`, of what a column means now."""
    said = {noun for noun, _ in column.says}
    return next((key for key, (plain, noun) in BY_HEAD.items() if plain == column.meaning and noun in said), "") or (
        column.meaning
    )


def with_meaning(book_map: BookMap, page: int, place: int, key: str) -> BookMap:
    """Return the map with another meaning of a column; a meaning by the head takes what the head says."""
    meaning, noun = BY_HEAD.get(key, (key, ""))

    def changed(column: ColumnMap) -> ColumnMap:
        says = column.says if noun in {each for each, _ in column.says} else ((noun, column.head),) if noun else ()
        return replace(column, meaning=meaning, says=says)

    old = book_map.pages[page]
    columns = tuple(changed(column) if column.place == place else column for column in old.columns)
    book_map = replace(book_map, decided=book_map.decided | {f"column/{page}/{place}"})
    return with_page(book_map, page, replace(old, columns=columns))


def with_page(book_map: BookMap, at: int, page: PageMap) -> BookMap:
    """Return the map with another map of one page."""
    return replace(book_map, pages=(*book_map.pages[:at], page, *book_map.pages[at + 1 :]))


def with_name(book_map: BookMap, noun: str, text: str, meant: str) -> BookMap:
    """Return the map with another meaning of a name: a name of the department, NEW or LEFT_OUT."""
    return replace(book_map, names={**book_map.names, noun: {**book_map.names.get(noun, {}), text: meant}})


def with_spelling(book_map: BookMap, key: str, choice: str) -> BookMap:
    """Return the map with another reading of one kind of value."""
    decided = book_map.decided | {f"format/{key}"}
    return replace(book_map, spellings={**book_map.spellings, key: choice}, decided=decided)


def answered(book_map: BookMap, key: str, choice: str) -> BookMap:
    """Return the map with the answer to a question, by its key; the names of a noun stay as they are proposed."""
    about, _, rest = key.partition("/")
    book_map = replace(book_map, decided=book_map.decided | {key})
    if about == "format":
        return with_spelling(book_map, rest, choice)
    if about == "names":
        return book_map
    page, _, place = rest.partition("/")
    if about == "columns":
        for each in pages_of(place):
            book_map = _with_head(book_map, int(page), each, choice)
    elif about == "column":
        book_map = _with_head(book_map, int(page), int(place), choice)
    elif about == "row":
        anew = replace(book_map.pages[int(page)], taken=True, row=choice, columns=())
        book_map = with_page(book_map, int(page), anew)
    else:
        for at in pages_of(rest):
            book_map = with_page(book_map, at, with_said(book_map.pages[at], about, choice))
    return book_map


def _with_head(book_map: BookMap, page: int, place: int, choice: str) -> BookMap:
    """Return the map with another meaning of a column, and of all others that have its head."""
    head = next(column.head for column in book_map.pages[page].columns if column.place == place)
    for at, each in enumerate(book_map.pages):
        for column in each.columns:
            if column.head == head:
                change = _with_noun if choice in BY_NOUN else with_meaning
                book_map = change(book_map, at, column.place, BY_NOUN.get(choice, choice))
    return book_map


def _with_noun(book_map: BookMap, page: int, place: int, noun: str) -> BookMap:
    """Return the map with another noun of what the head of a column names: a coder, or a work type."""
    old = book_map.pages[page]
    columns = tuple(
        replace(column, says=tuple((noun if each in BY_NOUN.values() else each, text) for each, text in column.says))
        if column.place == place
        else column
        for column in old.columns
    )
    book_map = replace(book_map, decided=book_map.decided | {f"column/{page}/{place}"})
    return with_page(book_map, page, replace(old, columns=columns))


def pages_of(key: str) -> list[int]:
    """Return the pages, or the columns, that a question is about, from the end of its key: "0", or "0,1,2" of many."""
    return [int(each) for each in key.split(",")]


def columns_of(key: str) -> list[str]:
    """Return the keys of the columns that a question is about; none for other questions."""
    about, _, rest = key.partition("/")
    page, _, places = rest.partition("/")
    return [f"column/{page}/{place}" for place in places.split(",")] if about in ("column", "columns") else []


def with_said(page: PageMap, noun: str, text: str) -> PageMap:
    """Return the map of a page that says something of all its rows; ITS_NAME is what the page is called."""
    return replace(page, says=tuple({**dict(page.says), noun: page.name if text == ITS_NAME else text}.items()))


def fingerprint(heads: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Return the shape of a file: the same for files whose pages have the same heads, whatever stands under them.

    heads are, page by page, a word for the page and the words of its head that name columns.
    """
    told = sorted({(page, *(names.key(word) for word in words)) for page, words in heads})
    return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]


def to_json(book_map: BookMap) -> str:
    """Write a map as text that from_json reads."""
    told = {name: value for name, value in asdict(book_map).items() if name != "decided"}
    return json.dumps({"map": VERSION, **told}, ensure_ascii=False, indent=2)


def from_json(text: str | bytes) -> BookMap:
    """Read a map, a file of one as its bytes (UTF-8 or UTF-16, as shells write); Refused with what is wrong with it."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused("This is no map: it is not JSON. “codedesk map FILE” prints one.") from None
    found = _Told("the map", told, ("map", "shape", "pages", "spellings", "names"))
    if found.told.get("map") != VERSION:
        raise Refused(f"This map has the form {found.told.get('map')!r}; {VERSION} is read here. Make it anew.")
    pages = tuple(_page(f"page {at}", page) for at, page in enumerate(found.list("pages"), 1))
    spellings = _words("spellings", found.told.get("spellings", {}), SPELLINGS)
    nouns = found.told.get("names", {})
    if not isinstance(nouns, dict) or set(nouns) - set(NOUNS):
        raise Refused(f"names in the map are by noun: {', '.join(NOUNS)}.")
    meant = {noun: _words(f"names of {noun}", kept) for noun, kept in nouns.items()}
    return BookMap(found.text("shape"), pages, spellings, meant, frozenset([ALL]))


def _page(where: str, told: object) -> PageMap:
    page = _Told(where, told, ("name", "taken", "row", "head", "columns", "says"))
    head = page.list("head")
    if not all(type(row) is int and row > 0 for row in head):
        raise Refused(f"head of {where} in the map is a list of row numbers.")
    row = page.text("row")
    if row and row not in ROWS:
        raise Refused(f"“{row}” is not what a row can be; one of {', '.join(ROWS)}.")
    columns = tuple(_column(f"a column of {where}", column) for column in page.list("columns"))
    return PageMap(page.text("name"), page.yes("taken"), row, tuple(head), columns, page.says())


def _column(where: str, told: object) -> ColumnMap:
    column = _Told(where, told, ("place", "head", "meaning", "says", "down"))
    place, meaning = column.told.get("place"), column.text("meaning")
    if type(place) is not int or not 0 <= place < 20_000:
        raise Refused(f"place of {where} in the map is the number of the column, from 0.")
    if meaning and meaning not in MEANINGS:
        raise Refused(f"“{meaning}” is no meaning of a column; one of {', '.join(MEANINGS)}.")
    return ColumnMap(place, column.text("head"), meaning, column.says(), column.yes("down"))


def _words(where: str, told: object, allowed: Sequence[str] = ()) -> dict[str, str]:
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise Refused(f"{where} in the map are texts by text.")
    if unknown := [key for key in told if allowed and key not in allowed]:
        raise Refused(f"“{unknown[0]}” is none of the {where} in a map; one of {', '.join(allowed)}.")
    return dict(told)


class _Told:
    """An object of the JSON of a map: its values, each of the form that it has to have."""

    def __init__(self, where: str, told: object, keys: Sequence[str]) -> None:
        if not isinstance(told, dict):
            raise Refused(f"{where[:1].upper()}{where[1:]} has to be an object with {', '.join(keys)}.")
        if unknown := [key for key in told if key not in keys]:
            raise Refused(f"“{unknown[0]}” is nothing that {where} has; it has {', '.join(keys)}.")
        self.where = where
        self.told: Mapping[str, Any] = told

    def text(self, key: str) -> str:
        return str(self._of(key, str, ""))

    def yes(self, key: str) -> bool:
        return bool(self._of(key, bool, False))

    def list(self, key: str) -> Sequence[Any]:
        found = self._of(key, list, [])
        assert isinstance(found, list)
        return found

    def says(self) -> Says:
        pairs = self.list("says")
        if not all(isinstance(pair, list) and [type(each) for each in pair] == [str, str] for pair in pairs):
            raise Refused(f"says of {self.where} in the map are pairs of texts.")
        return tuple((noun, text) for noun, text in pairs)

    def _of(self, key: str, kind: type, otherwise: object) -> object:
        value = self.told.get(key, otherwise)
        if not isinstance(value, kind):
            raise Refused(f"{key} of {self.where} in the map is not of the right form.")
        return value
