"""How a spreadsheet writes its values, decided from all values of its columns; what they leave open is asked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from codedesk.exchange.foreign.book import Book, Cell
from codedesk.exchange.foreign.contexts import days_in
from codedesk.exchange.foreign.doubles import doubles_of
from codedesk.exchange.foreign.fiscal_years import fiscal_year
from codedesk.exchange.foreign.guesses import FormatFound
from codedesk.exchange.foreign.maps import BookMap, PageMap
from codedesk.exchange.foreign.periods import quarter_named
from codedesk.exchange.foreign.stated_paces import ranges
from codedesk.exchange.foreign.ticks import ticks
from codedesk.exchange.foreign.values import (
    Written,
    day,
    month,
    month_named,
    month_of_says,
    number,
    parts_without_year,
    text_of,
    weekday,
)
from codedesk.exchange.foreign.weeks import span_of
from codedesk.exchange.spellings import Order, is_day, orders_of
from codedesk.formats import full_day, plural
from codedesk.methods import Method
from codedesk.services.files.known_names import KnownNames

ORDER_WORDS: Mapping[Order, str] = {"mdy": "month first", "dmy": "day first", "ymd": "year first"}
_IN_2024 = Written(year=2024)
_TIME = re.compile(r"[T ,]+\d{1,2}:\d{2}.*$")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? *", re.IGNORECASE)
_NUMERIC = ("charts", "hours", "minutes", "seconds", "paid", "time", "time_minutes", "accuracy", "records", "reviewed",
            "correct", "per_hour", "per_day", "per_week", "minutes_per_chart", "break")  # fmt: skip
_DATED = ("date", "week", "start", "end")

# So many days at least, so many days between two of them at most and at least, tell which order a sheet has.
_ENOUGH_DAYS, _NEAR_GAP, _FAR_GAP = 3, 4, 20


def written_of(book: Book, book_map: BookMap, page: PageMap | None = None) -> Written:
    """Return how values are written by a map: on one page, its own year and month count too."""
    told = book_map.spellings
    order = told.get("dates", "mdy")
    says = dict(page.says) if page is not None else {}
    year = told.get("year", "") or says.get("year", "")
    written = Written(
        "dmy" if order == "dmy" else "ymd" if order == "ymd" else "mdy",
        int(says.get("year", "") or year or 0) if (says.get("year", "") or year or "0").isdecimal() else 0,
        "," if told.get("decimal") == "comma" else ".",
        book.epoch,
        fiscal=int(told.get("fiscal") or 0) if (told.get("fiscal") or "0").isdecimal() else 0,
    )
    return replace(written, month=month_of_says(says.get("month", ""), written)) if says.get("month") else written


def formats_of(
    book: Book, book_map: BookMap, known: KnownNames, given: Mapping[str, str], *, kept: bool = False
) -> tuple[FormatFound, ...]:
    """Return every kind of value that a file could write in more than one way, and which it does.

    kept: given is of a map that was kept; nothing that it leaves open is asked.
    """
    found = [
        _weeks(book_map, given),
        _doubles(book, book_map, given),
        _dates(book, book_map, known, given),
        _decimal(book, book_map, given),
        _year(book, book_map, given),
        _percent(book, book_map, given),
        _method(book_map, given),
        _accuracy(book_map, given),
        _comments(book, given),
        ticks(book, book_map, given),
        ranges(book, book_map, given),
        fiscal_year(book, book_map, given),
    ]
    return tuple(replace(each, is_open=each.is_open and not kept) for each in found if each is not None)


def _weeks(book_map: BookMap, given: Mapping[str, str]) -> FormatFound | None:
    """Ask to which month a week counts, where rows are sums of weeks: it can lie in two."""
    for _, page in book_map.taken():
        told = {column.meaning for column in page.columns} | {n for column in page.columns for n, _ in column.says}
        told |= {noun for noun, _ in page.says}
        if not any(column.meaning == "week" for column in page.columns) and (weeks := _weeks_across(page)):
            told -= set() if any(_in_two_months(week, page) for week in weeks) else {"week"}
        if page.row == "months" and told & {"week", "week_end"} and not told & {"month", "date"}:
            choices = (("end", "to the month in which it ends"), ("start", "to the month in which it begins"))
            why = "rows are sums of weeks, and are kept as sums of months"
            chosen = given.get("weeks", "end")
            return FormatFound("weeks", "A week counts", choices, chosen, why=why, is_open="weeks" not in given)
    return None


def _weeks_across(page: PageMap) -> list[str]:
    return [text for column in page.columns if column.meaning for noun, text in column.says if noun == "week"]


def _in_two_months(week: str, page: PageMap) -> bool:
    span = span_of(week, Written(year=int(dict(page.says).get("year", "") or 2024)))
    return span is not None and span[0].month != span[1].month


def _doubles(book: Book, book_map: BookMap, given: Mapping[str, str]) -> FormatFound | None:
    """Ask whether rows that say the same in every cell are work of their own."""
    found = {at: doubles_of(book.pages[at], page) for at, page in book_map.taken()}
    number = sum(map(len, found.values()))
    if not number:
        return None
    at, first = next((at, next(iter(rows.items()))) for at, rows in found.items() if rows)
    where = f"“{book.pages[at].name}”, rows {first[1]} and {first[0]}"
    why = f"{plural(number, 'row says', 'rows say')} in every cell what another says: {where}"
    choices = (("both", "keep all: each is work of its own"), ("once", "take one of them"))
    chosen = given.get("doubles", "both")
    return FormatFound("doubles", "Rows that are there twice", choices, chosen, why=why, is_open="doubles" not in given)


def _cells(book: Book, book_map: BookMap, meanings: Sequence[str]) -> Iterator[Cell]:
    for at, page in book_map.taken():
        for column in page.columns if page.head else ():
            inner = column.says[-1][0] if column.meaning == "levels" else column.meaning
            if inner in meanings:
                yield from dict.fromkeys(book.pages[at].column(column.place)[page.head[-1] :])


def _dated(book: Book, book_map: BookMap) -> list[str]:
    cells = [text_of(cell) for cell in _cells(book, book_map, _DATED) if isinstance(cell, str)]
    for at, page in book_map.taken():
        said = [text for column in page.columns if column.meaning for noun, text in column.says if noun == "date"]
        cells += [each for text in _weeks_across(page) for each in days_in(text)]
        cells += [*said, *(text for noun, text in page.says if noun in ("date", "week", "week_end"))]
        cells += _heads_below(book, at, page) if said else []
    return [_WEEKDAY.sub("", _TIME.sub("", cell)) for cell in dict.fromkeys(cells)]


def _heads_below(book: Book, at: int, page: PageMap) -> list[str]:
    """Return the days that repeated heads on a page say."""
    places = [column.place for column in page.columns if any(noun == "date" for noun, _ in column.says)]
    texts = [text_of(row[place]) for row in book.pages[at].rows for place in places if place < len(row)]
    return [text for text in texts if orders_of(text)]


def _dates(book: Book, book_map: BookMap, known: KnownNames, given: Mapping[str, str]) -> FormatFound | None:
    texts = _dated(book, book_map)
    fits: dict[Order, int] = {"mdy": 0, "dmy": 0, "ymd": 0}
    either: list[str] = []
    counted = 0
    for text in texts:
        found = orders_of(text)
        first, second = parts_without_year(text) if not found and text[:1].isdecimal() else (0, 0)
        ways: dict[Order, object] = {**found}
        if first and not any(map(str.isalpha, text)):
            ways = {
                **({"mdy": 1} if first <= 12 and second <= 31 else {}),
                **({"dmy": 1} if second <= 12 and first <= 31 else {}),
            }
        if not ways:
            continue
        counted += 1
        for order in ways:
            fits[order] += 1
        if len(ways) > 1 and len(set(found.values()) or {0, 1}) > 1:
            either.append(text)
    if not counted:
        return None
    possible = [order for order in ORDER_WORDS if fits[order] == counted and (order != "ymd" or fits["mdy"] < counted)]
    offered: Order = "dmy" if known.date_order == "day_first" else "mdy"
    is_open = len([order for order in possible if order != "ymd"]) > 1 and bool(either)
    chosen: Order = offered if is_open or not possible else possible[0]
    if not possible:
        chosen, is_open = max(fits, key=lambda order: fits[order]), True
    settled = _settled(texts, book, book_map) if is_open and possible else None
    if settled is not None:
        chosen, is_open = settled[0], False
    why = (
        settled[1]
        if settled is not None
        else "every date can be both"
        if is_open and possible
        else "no order fits all dates"
        if is_open
        else _decider(texts, chosen)
    )
    if "dates" in given and (_order(given["dates"]) in possible or not possible):
        chosen, is_open = _order(given["dates"]), False
    choices = tuple((order, ORDER_WORDS[order]) for order in ("mdy", "dmy"))
    return FormatFound("dates", "Dates", choices, chosen, _day_readings(either or texts, choices, book), why, is_open)


def _in_a_row(texts: Sequence[str]) -> Order | None:
    """Return the order by which dates that fit both follow each other, where by the other one they lie months apart."""
    both = [found for text in texts if len(found := orders_of(text)) > 1 and "mdy" in found and "dmy" in found]
    days = {order: sorted({found[order] for found in both}) for order in ("mdy", "dmy")}
    if len(days["mdy"]) < _ENOUGH_DAYS:
        return None
    gaps = {order: (each[-1] - each[0]).days / (len(each) - 1) for order, each in days.items()}
    near: Order = "mdy" if gaps["mdy"] < gaps["dmy"] else "dmy"
    return near if gaps[near] <= _NEAR_GAP and max(gaps.values()) >= _FAR_GAP else None


def _settled(texts: Sequence[str], book: Book, book_map: BookMap) -> tuple[Order, str] | None:
    """Return the order of dates that fit both, and why: by their spacing, or by a day above them or in the name."""
    if in_a_row := _in_a_row(texts):
        return in_a_row, f"only {ORDER_WORDS[in_a_row]} gives days that follow each other"
    if named := _by_weekday(book, book_map):
        return named, f"only {ORDER_WORDS[named]} gives the days of the week that stand beside them"
    above = [row for at, page in book_map.taken() for row in book.pages[at].rows[: max(page.head, default=1) - 1]]
    for text in (*(text_of(cell) for row in above for cell in row), book.name):
        for each in days_in(text):
            if len(found := orders_of(each)) == 1:
                order = next(iter(found))
                return order, f"“{each}” beside them can only be {ORDER_WORDS[order]}"
    return None


def _by_weekday(book: Book, book_map: BookMap) -> Order | None:
    """Return the only order by which dates fall on the days of the week that are named with them."""
    pairs = [pair for at, page in book_map.taken() for pair in _with_weekdays(book, at, page)]
    years = {at: written_of(book, book_map, page).year for at, page in book_map.taken()}
    fit: list[Order] = []
    for order in ("mdy", "dmy"):
        days = [(day(text, Written(order, year=years[at])), named) for at, text, named in pairs]
        if all(found is not None and found.weekday() == named for found, named in days):
            fit.append("mdy" if order == "mdy" else "dmy")
    return fit[0] if pairs and len(fit) == 1 else None


def _with_weekdays(book: Book, at: int, page: PageMap) -> Iterator[tuple[int, str, int]]:
    """Yield the dates of a page of which the day of the week is known: named beside them, or by the heads of a week."""
    one = BookMap("", tuple(replace(page, taken=i == at) for i in range(len(book.pages))))
    for cell in (text_of(cell) for cell in _cells(book, one, ("date",)) if isinstance(cell, str)):
        match = _WEEKDAY.match(cell)
        if match and (named := weekday(match[0].strip(" ,."))) is not None:
            yield at, cell[match.end() :], named
    heads = [weekday(text) for column in page.columns for noun, text in column.says if noun == "weekday"]
    for noun, text in page.says:
        if heads and noun in ("week", "week_end") and (named := heads[0 if noun == "week" else -1]) is not None:
            yield at, text, named


def _order(word: str) -> Order:
    return "dmy" if word == "dmy" else "ymd" if word == "ymd" else "mdy"


def _decider(texts: Sequence[str], chosen: Order) -> str:
    text = next((text for text in texts if len(orders_of(text)) == 1), "")
    return f"“{text}” can only be {ORDER_WORDS[chosen]}" if text else ""


def _day_readings(
    texts: Sequence[str], choices: Sequence[tuple[str, str]], book: Book
) -> dict[str, tuple[tuple[str, str], ...]]:
    def read(text: str, order: str) -> str:
        found = day(text, Written(order=_order(order), year=2025, epoch=book.epoch))
        return full_day(found) if found else "no date"

    return {order: tuple((text, read(text, order)) for text in texts[:3]) for order, _ in choices}


def _decimal(book: Book, book_map: BookMap, given: Mapping[str, str]) -> FormatFound | None:
    texts = [cell.strip() for cell in _cells(book, book_map, _NUMERIC) if isinstance(cell, str)]
    texts = [text for text in dict.fromkeys(texts) if re.search(r"\d[.,]\d", text)]
    if not texts:
        return None
    bare = [re.sub(r" ?(?:%|h|hrs?|hours?)$", "", text) for text in texts]
    can = {word: [number(text, Written(sign=sign)) for text in bare] for word, sign in (("point", "."), ("comma", ","))}
    points, commas = (sum(value is None for value in can[word]) for word in ("point", "comma"))
    chosen = "comma" if commas < points else "point"
    either = [
        t
        for t, p, c in zip(texts, can["point"], can["comma"], strict=True)
        if p is not None and c is not None and p != c
    ]
    is_open = points == commas and bool(either)
    if is_open and all(re.fullmatch(r"\d{1,3}(,\d{3})+", text) for text in either):
        chosen, is_open = "point", False  # 1,234 of a book whose other numbers have no comma
    chosen, is_open = (given["decimal"], False) if "decimal" in given else (chosen, is_open)
    choices = (("point", "decimal point: 7.5"), ("comma", "decimal comma: 7,5"))
    shown = {word: tuple((text, f"{value:g}" if value is not None else "no number") for text, value in zip(
        (either or texts)[:3], [number(each, Written(sign=sign)) for each in (either or bare)[:3]], strict=True
    )) for word, sign in (("point", "."), ("comma", ","))}  # fmt: skip
    why = "every number can be both" if is_open else _first_and_more(texts[0], len(texts) - 1)
    return FormatFound("decimal", "Numbers", choices, chosen, shown, why, is_open)


def _first_and_more(first: str, others: int) -> str:
    return f"“{first}” and {others} more" if others else f"“{first}”"


def _year(book: Book, book_map: BookMap, given: Mapping[str, str]) -> FormatFound | None:
    """Ask for the year where days or months stand without one and neither page nor file names it."""
    open_pages, said = [], list[str]()
    for at, page in book_map.taken():
        if "year" in dict(page.says) or any(column.meaning == "year" for column in page.columns):
            continue
        one = replace(
            book_map, pages=tuple(p if i == at else replace(p, taken=False) for i, p in enumerate(book_map.pages))
        )
        days = _dated(book, one)
        texts = [text_of(cell) for cell in _cells(book, one, ("month",)) if isinstance(cell, (str, float))]
        texts += [text for column in page.columns for noun, text in column.says if noun == "month"]
        if not _has_whole_dates(book, one):
            texts += [text for noun, text in page.says if noun == "month"]
        quarters = [text_of(cell) for cell in _cells(book, one, ("quarter",))]
        told = [*page.says, *(said for column in page.columns for said in column.says)]
        quarters += [text for noun, text in told if noun == "quarter"]
        bare = any(quarter_named(text, 2024, 1) and not quarter_named(text, 0, 1) for text in quarters)
        bare = bare or any(parts_without_year(text)[0] and not orders_of(text) for text in days)
        if bare or any(month(text, _IN_2024) and not month(text, Written()) for text in texts):
            open_pages.append(page.name)
            said += [*days, *texts]
    if not open_pages:
        return None
    offered = given.get("year", "") or _year_of_others(book_map) or str(_latest_year(said))
    choices = tuple((str(year), str(year)) for year in range(date.today().year, date.today().year - 6, -1))
    why = f"the dates of {', '.join(open_pages[:3])} have no year"
    return FormatFound("year", "Year", choices, offered, why=why, is_open="year" not in given)


def _has_whole_dates(book: Book, book_map: BookMap) -> bool:
    """Tell whether the taken pages have days with their year: the month in the name of a page needs none then."""
    said = [
        text for _, page in book_map.taken() for column in page.columns for noun, text in column.says if noun == "date"
    ]
    return any(map(_is_whole, said)) or any(
        isinstance(cell, date) or _is_whole(_WEEKDAY.sub("", _TIME.sub("", text_of(cell))))
        for cell in _cells(book, book_map, ("date",))
    )


def _is_whole(text: str) -> bool:
    return bool(orders_of(text)) or is_day(text)


def _latest_year(texts: Sequence[str]) -> int:
    """Return the last year in which none of the days and months lies ahead: nobody counts what is not done yet."""
    today = date.today()
    months = [parts_without_year(text)[0] or getattr(month_named(text, 2024), "month", 0) for text in texts]
    return today.year - (max((month for month in months if month <= 12), default=0) > today.month)


def _year_of_others(book_map: BookMap) -> str:
    found = {text for _, page in book_map.taken() for noun, text in page.says if noun == "year"}
    return found.pop() if len(found) == 1 else ""


def _percent(book: Book, book_map: BookMap, given: Mapping[str, str]) -> FormatFound | None:
    cells = [
        cell for cell in _cells(book, book_map, ("accuracy",)) if cell is not None and not text_of(cell).endswith("%")
    ]
    values = [value for cell in cells if (value := number(cell, written_of(book, book_map))) is not None]
    if not values:
        return None
    small = sum(value <= 1 for value in values)
    chosen = given.get("percent", "share" if small == len(values) else "hundred")
    choices = (("hundred", "95 is 95 %"), ("share", "0.95 is 95 %"))
    is_open = "percent" not in given and 0 < sum(0 < value <= 1 for value in values) < len(values)
    readings = {
        key: tuple((f"{value:g}", f"{value * by:g} %") for value in values[:3])
        for key, by in (("hundred", 1), ("share", 100))
    }
    why = "some are over 1, some not" if is_open else _first_and_more(f"{values[0]:g}", len(values) - 1)
    return FormatFound("percent", "Per cents", choices, chosen, readings, why, is_open)


def _method(book_map: BookMap, given: Mapping[str, str]) -> FormatFound | None:
    results = [page for _, page in book_map.taken() if any(column.meaning == "accuracy" for column in page.columns)]
    results += [page for _, page in book_map.taken() if page.row in ("charts", "audits")]
    if not any(page.row != "standards" for page in results):
        return None
    choices = tuple((method.value, method.value.replace("_", " ")) for method in Method)
    chosen = given.get("method", Method.CODE_OVER_CODE.value)
    return FormatFound("method", "Accuracy is counted by", choices, chosen, why="as most audits of codes are")


def _accuracy(book_map: BookMap, given: Mapping[str, str]) -> FormatFound | None:
    """Ask for the accuracy that goes with a table of paces that does not say it."""
    pages = [page for _, page in book_map.taken() if page.row == "standards"]
    if not pages or all(any(column.meaning == "accuracy" for column in page.columns) for page in pages):
        return None
    choices = tuple((each, f"{each} %") for each in ("95", "90", "93", "94", "96", "97", "98", "99", "100"))
    chosen = given.get("accuracy", "95")
    why = "the table of paces does not say it"
    return FormatFound("accuracy", "Accuracy expected", choices, chosen, why=why, is_open="accuracy" not in given)


def _comments(book: Book, given: Mapping[str, str]) -> FormatFound | None:
    if not any(page.comments for page in book.pages):
        return None
    choices = (("", "leave them out"), ("yes", "take them as notes"))
    return FormatFound("comments", "Comments on cells", choices, given.get("comments", ""), why="they may be private")
