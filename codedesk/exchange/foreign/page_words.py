"""What holds for all rows of a page: whose they are, of which month, by words above them and names of page and file."""

from collections.abc import Iterator, Mapping, Sequence

from codedesk.exchange.foreign.book import Book, BookPage
from codedesk.exchange.foreign.column_values import is_date
from codedesk.exchange.foreign.columns import ColumnFound
from codedesk.exchange.foreign.contexts import (
    context_of,
    days_within,
    month_within,
    month_word_within,
    year_within,
)
from codedesk.exchange.foreign.heads import HeadCell, HeadReader
from codedesk.exchange.foreign.maps import DAY_OF_START
from codedesk.exchange.foreign.matching import words_of
from codedesk.exchange.foreign.periods import quarter_within
from codedesk.exchange.foreign.phrases import PHRASES
from codedesk.exchange.foreign.side_by_side import title_of
from codedesk.exchange.foreign.values import SHORT, Written, day, is_month_word, parts_without_year, text_of, weekday

_MOST_WORDS, _MOST = 3, 0.8
_NAME_WORDS, _SEVERAL = 2, 2


def said_of_page(
    book: Book, page: BookPage, banners: Sequence[str], reader: HeadReader, columns: Sequence[ColumnFound]
) -> Iterator[tuple[str, str]]:
    """Yield what holds for all rows of a page: from the lines above its head, from its name, from that of the file."""
    needs = {"coder", "month", "week", "week_end", "date", "work_type"} - {column.meaning for column in columns}
    if "date" not in needs or any("date" in column.says for column in columns):
        needs -= {"week", "week_end", "date"}
    title, found = title_of(page.name), dict[str, str]()
    for text in [*banners, title]:
        for noun, value in context_of(text, reader.is_coder):
            if noun in needs and noun not in {each for column in columns for each in column.says}:
                found.setdefault(noun, value)
    name = book.name.rpartition(".")[0]
    across = {noun for column in columns for noun in column.says}
    if {"date", "month", "week"} <= needs - across and not found.keys() & {"date", "month", "week", "week_end"}:
        found |= _day_of_names(title, name)
    found |= _month_of_names([*banners, title, name], title, wanted="month" in needs and "month" not in found)
    bare = " ".join(word for word in title.split() if word.isalpha() and not is_month_word(word)) or title
    if "work_type" in needs and reader.is_type(words_of(bare), bare) and not _typed(columns):
        found.setdefault("work_type", bare)
    told = {column.meaning for column in columns} | across | found.keys()
    if not told & {"date", "month", "quarter", "week", "week_end", "weekday"}:
        quarter = next(filter(None, map(quarter_within, [*banners, title, name])), "")
        found |= {"quarter": quarter} if quarter else {}
    if "date" in needs - across and not found.keys() & {"date", "month", "week", "week_end"}:
        found |= _day_of_start(columns)
    yield from _day_or_week(found, columns).items()


def _month_of_names(texts: Sequence[str], page: str, *, wanted: bool) -> dict[str, str]:
    """Return the month, where it is wanted, and the year that one of the texts names."""
    found: dict[str, str] = {}
    if wanted and (month := next(filter(None, map(month_within, texts)), "")):
        found["month"] = month
    elif wanted and (word := month_word_within(page)) and len(page.split()) <= _MOST_WORDS:
        found["month"] = word
    year = next(filter(None, map(year_within, texts)), 0)
    return {**found, "year": str(year)} if year else found


def _day_of_names(page: str, file: str) -> dict[str, str]:
    """Return the one day that a sheet or a file is called by; nothing where there is none, or more than one."""
    for text in (page, file):
        if len(days := days_within(text)) == 1:
            return {"date": days[0]}
    return {"date": page.strip()} if parts_without_year(page)[0] else {}


def _day_or_week(found: dict[str, str], columns: Sequence[ColumnFound]) -> dict[str, str]:
    """Return what a page says; over days of the week its one day is the week that it begins or ends, or nothing."""
    days = [weekday(column.says["weekday"]) for column in columns if "weekday" in column.says]
    if not days or "date" not in found:
        return found
    rest = {noun: text for noun, text in found.items() if noun != "date"}
    told = day(found["date"], Written())
    noun = "" if told is None else {days[-1]: "week_end", days[0]: "week"}.get(told.weekday(), "")
    return {**rest, noun: found["date"]} if noun else rest


def _day_of_start(columns: Sequence[ColumnFound]) -> dict[str, str]:
    """Say that the begin of work has its day, where nothing else has one; beside hours it is the day and no more."""
    for column in columns:
        if column.meaning == "start" and not column.says and column.share(is_date) > _MOST:
            if any(each.meaning in ("hours", "paid", *SHORT) for each in columns):
                column.meaning, column.why = "date", "the day on which it began"
                return {}
            return {"date": DAY_OF_START}
    return {}


def _typed(columns: Sequence[ColumnFound]) -> bool:
    return any("work_type" in column.says or column.meaning == "work_type" for column in columns)


def coder_of_page(
    book: Book,
    page: BookPage,
    columns: Sequence[ColumnFound],
    says: Mapping[str, str],
    reader: HeadReader,
    banners: Sequence[str],
) -> dict[str, str]:
    """Say whose a page is that names no coder in its columns: its name, or lines between its blocks tell."""
    if any(column.meaning == "coder" or "coder" in column.says for column in columns):
        return {} if _typed(columns) else _type_of_blocks(list(_alone(page)), banners, reader)
    between = list(_alone(page))
    names = [text for text in between if reader.is_coder(text) or _is_written_as_a_name(text)]
    title = title_of(page.name)
    one = len(book.pages) == 1 or title != page.name
    if names and (len(set(names)) > 1 or (one and "coder" not in says)):
        return {"blocks": "coder", **({"coder": names[0]} if names[0] in banners and "coder" not in says else {})}
    if "coder" in says:
        return {}
    words = title.strip()
    above = banners[-1] if banners else ""
    if title != page.name and _can_be_a_name(above) and reader.read(above) == HeadCell():
        return {"coder": above}
    if reader.is_coder(words) or (len(book.pages) > 1 and _can_be_a_name(words)):
        return {"coder": words}
    name = book.name.rpartition(".")[0]
    return {"coder": name} if reader.is_coder(name) else {}


def _alone(page: BookPage) -> Iterator[str]:
    """Yield the texts that stand alone in their rows."""
    for row in page.rows:
        filled = [cell for cell in row if cell is not None and cell != ""]
        if filled and len(filled) < _FEW:
            texts = [text for text in map(text_of, filled) if text]
            yield from texts if len(texts) == 1 else ()


_FEW = 4


def _type_of_blocks(between: Sequence[str], banners: Sequence[str], reader: HeadReader) -> dict[str, str]:
    """Say that lines between the blocks of a page are their work types, where two of them at least are known ones."""
    types = [text for text in between if reader.is_type(words_of(text), text)]
    if len(set(types)) < _SEVERAL:
        return {}
    above = next((text for text in types if text in banners), "")
    return {"blocks": "work_type", **({"work_type": above} if above else {})}


def _is_written_as_a_name(text: str) -> bool:
    """Tell whether a line is two words as a name has them, and says neither a month nor anything else of its rows."""
    return len(text.split()) == _NAME_WORDS and text.istitle() and not context_of(text, lambda _: False)


def _can_be_a_name(text: str) -> bool:
    """Tell whether a sheet can be called by a coder: some words, no digits, no month, none that say what it holds."""
    words = words_of(text).split()
    return (
        0 < len(words) <= _MOST_NAMES
        and not any(map(str.isdecimal, text))
        and not month_word_within(text)
        and not any(word in _OF_SHEETS or word in PHRASES for word in words)
    )


_MOST_NAMES = 4
_WORDS_OF_SHEETS = (
    "log logs data sheet sheets prod entry entries raw report reports summary tracker tracking dashboard daily weekly "
    "monthly list lists instructions form template main master coding him team stats metrics export import table "
    "tabelle feuille blatt work worksheet production productivity quality audit audits"
)
_OF_SHEETS = frozenset(_WORDS_OF_SHEETS.split())
