"""What a file does not say of a whole sheet, so that a person is asked: whose it is, of which month, of which type.

Of many sheets that lack the same one decision is asked for all.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from codedesk.exchange.foreign.guesses import OpenQuestion
from codedesk.exchange.foreign.maps import ALL_CHARTS, ITS_NAME, BookMap, PageMap, pages_of
from codedesk.exchange.foreign.values import Written
from codedesk.exchange.foreign.weeks import span_of
from codedesk.formats import full_day
from codedesk.services.files.known_names import KnownNames
from codedesk.services.files.plans import shown

Choices = tuple[tuple[str, str], ...]
_ONE_BY_ONE = 3
_MONTHS_OFFERED = 36
_WEEKS_OFFERED = 105
_NO_NAME = re.compile(r"^(?:sheet|tabelle|week|wk|w|day|page|q)?[\W\d_]*$|\d[/.-]\d", re.IGNORECASE)
ABOUT: Mapping[str, tuple[str, str]] = {
    "coder": ("Whose work is on {}?", "Whose work is on these {} sheets: {}?"),
    "month": ("Which month is {}?", "Which month are these {} sheets of: {}?"),
    "week": ("Which week is {}?", "Which week are these {} sheets of: {}?"),
    "date": ("From when on does {} hold?", "From when on do these {} sheets hold: {}?"),
    "work_type": (
        "Of which work type are the charts on {}?",
        "Of which work type are the charts on these {} sheets: {}?",
    ),
}


def open_pages(book_map: BookMap, said: Mapping[int, Mapping[str, str]], known: KnownNames) -> Iterator[OpenQuestion]:
    """Yield a question for everything that taken pages do not say; said is what each page says by itself."""
    lacking: dict[str, list[int]] = {noun: [] for noun in ABOUT}
    for at, page in book_map.taken():
        for noun in _lacks(page, said[at]):
            lacking[noun].append(at)
    for noun, pages in lacking.items():
        together = len(pages) > (_ONE_BY_ONE if noun in ("coder", "month") else 1)
        groups = [pages] if together else [[at] for at in pages]
        for group in groups:
            yield _question(noun, group, [book_map.pages[at].name for at in group], known)


def asked_anew(book_map: BookMap, key: str, known: KnownNames) -> tuple[OpenQuestion, str]:
    """Return a question that was answered, to be changed, and the answer that the map has."""
    noun, _, rest = key.partition("/")
    pages = [book_map.pages[at] for at in pages_of(rest)]
    asked = _question(noun, pages_of(rest), [page.name for page in pages], known)
    said = [dict(page.says).get(noun, "") for page in pages]
    own = len(pages) > 1 and said == [page.name for page in pages]
    answer = ITS_NAME if own else said[0]
    choices = asked.choices if answer in dict(asked.choices) else (*asked.choices, (answer, answer))
    return replace(asked, choices=choices), answer


def of_several(at: int, columns: Sequence[tuple[int, Mapping[str, str]]]) -> OpenQuestion:
    """Return one question for columns of a page, places with what heads say, that are likely for the same reason."""
    told = dict.fromkeys(says.get("coder") or says.get("work_type") or "" for _, says in columns)
    heads = [f"“{shown(text)}”" for text in told]
    words = f"Whom or what do {len(heads)} heads name: {', '.join(heads[:4])}{' …' if len(heads) > 4 else ''}?"
    choices = (("by_work_type", "each is a work type"), ("by_coder", "each is a coder"), ("", "left out"))
    proposed = "by_coder" if all("coder" in says for _, says in columns) else "by_work_type"
    key = f"columns/{at}/{','.join(str(place) for place, _ in columns)}"
    return OpenQuestion(key, words, choices, proposed, tuple(heads[:3]))


def several_anew(book_map: BookMap, key: str) -> tuple[OpenQuestion, str]:
    """Return the question of what several heads name that was answered, to be changed, and the answer of the map."""
    page, places = key.split("/")[1:]
    columns = [column for column in book_map.pages[int(page)].columns if column.place in pages_of(places)]
    asked = of_several(int(page), [(column.place, dict(column.says)) for column in columns])
    return asked, asked.proposed if any(column.meaning for column in columns) else ""


def words_about(noun: str, names: Sequence[str]) -> str:
    """Return the question of what sheets do not say."""
    one, many = ABOUT[noun]
    quoted = [f"“{shown(name)}”" for name in names]
    if len(names) == 1:
        return one.format(quoted[0])
    more = " …" if len(quoted) > _ONE_BY_ONE else ""
    return many.format(len(names), ", ".join(quoted[:_ONE_BY_ONE]) + more)


def _lacks(page: PageMap, said: Mapping[str, str]) -> Iterator[str]:
    told = {column.meaning for column in page.columns} | {each for column in page.columns for each, _ in column.says}
    told |= set(said)
    if page.row != "standards" and not told & {"coder", "blocks"}:
        yield "coder"
    if (
        page.row == "months"
        and not told & {"month", "quarter", "date", "week_end"}
        and ("week" not in told or _bare_weeks(page))
    ):
        yield "month"
    if page.row == "days" and not told & {"month", "week", "week_end"} and _days_of_month(page):
        yield "month"
    if page.row == "days" and "weekday" in told and not told & {"date", "month", "week", "week_end"}:
        yield "week"
    if page.row == "standards" and "date" not in told:
        yield "date"
    kept = "quarter" not in told or "month" in told
    if kept and page.row in ("days", "months") and "charts" in told and not told & {"work_type", "task"}:
        yield "work_type"


def _days_of_month(page: PageMap) -> bool:
    """Tell whether the days of a page are only numbers, 1 to 31."""
    across = [text for column in page.columns for noun, text in column.says if noun == "date"]
    return bool(across) and all(text.isdecimal() and len(text) <= 2 for text in across)


def _bare_weeks(page: PageMap) -> bool:
    """Tell whether the weeks of a page are only numbers within a month that nothing says."""
    weeks = [text for column in page.columns for noun, text in column.says if noun == "week"]
    return bool(weeks) and not any(span_of(text, Written(year=2000)) for text in weeks)


def _question(noun: str, pages: Sequence[int], names: Sequence[str], known: KnownNames) -> OpenQuestion:
    choices, proposed = _CHOICES[noun](names, known)
    key = f"{noun}/{','.join(map(str, pages))}"
    return OpenQuestion(key, words_about(noun, names), choices, proposed, tuple(names[:3]) if len(names) > 1 else ())


def _coders(names: Sequence[str], known: KnownNames) -> tuple[Choices, str]:
    coders = known.names("coder")
    if len(names) == 1:
        fresh = (names[0], f"a new coder “{shown(names[0])}”")
        return (*_named(coders), fresh), coders[0] if len(coders) == 1 else names[0] if not coders else ""
    named = not any(_NO_NAME.search(name) for name in names)
    return ((ITS_NAME, "each sheet’s name is its coder"), *_named(coders)), ITS_NAME if named else ""


def _types(names: Sequence[str], known: KnownNames) -> tuple[Choices, str]:
    types = known.names("work_type")
    own: Choices = ((ITS_NAME, "each sheet’s name is its work type"),) if len(names) > 1 else ()
    choices = (*_named(types), (ALL_CHARTS, f"a new work type “{ALL_CHARTS}”"), *own)
    return choices, types[0] if len(types) == 1 else ALL_CHARTS


def _months(_names: Sequence[str], _known: KnownNames) -> tuple[Choices, str]:
    today = date.today()
    ago = [today.year * 12 + today.month - 1 - each for each in range(_MONTHS_OFFERED)]
    days = [date(each // 12, each % 12 + 1, 1) for each in ago]
    return tuple((f"{day:%Y-%m}", f"{day:%B %Y}") for day in days), ""


def _weeks(_names: Sequence[str], _known: KnownNames) -> tuple[Choices, str]:
    monday = date.today() - timedelta(date.today().weekday())
    days = [monday - timedelta(7 * each) for each in range(_WEEKS_OFFERED)]
    return tuple((day.isoformat(), f"that of {full_day(day)}") for day in days), ""


def _years(_names: Sequence[str], _known: KnownNames) -> tuple[Choices, str]:
    days = tuple((f"{year}-01-01", f"1 January {year}") for year in range(date.today().year, 2014, -1))
    return days, days[0][0]


def _named(names: Sequence[str]) -> Choices:
    return tuple((name, name) for name in names)


_CHOICES = {"coder": _coders, "month": _months, "week": _weeks, "date": _years, "work_type": _types}
