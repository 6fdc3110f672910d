"""What the columns of a page mean: by the words of their heads first, by what stands in them where words do not say."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from codedesk.exchange.foreign.beside_numbers import is_pair
from codedesk.exchange.foreign.book import BookPage, Cell
from codedesk.exchange.foreign.column_values import (
    is_absent,
    is_date,
    is_number,
    is_person,
    is_weekday,
    number_or_absent,
    yes_or_no,
)
from codedesk.exchange.foreign.head_rows import HeadFound
from codedesk.exchange.foreign.heads import HeadCell, HeadReader, measure_said, reads_as_person
from codedesk.exchange.foreign.levels import levels_of, nouns_of
from codedesk.exchange.foreign.maps import ColumnMap
from codedesk.exchange.foreign.matching import words_of
from codedesk.exchange.foreign.meanings import MEANINGS
from codedesk.exchange.foreign.values import Written, hours, month_named, percent, text_of
from codedesk.services.files.known_names import KnownNames
from codedesk.services.files.plans import reads_as_total

SAMPLE = 400
_PLAIN = Written()
_WHOLE = 100.0
_MOST, _HALF = 0.8, 0.5


@dataclass(slots=True)
class ColumnFound:
    """A column while its meaning is found: its head, its first cells, why it means that, whether that is open."""

    place: int
    head: str
    cells: Sequence[Cell]
    found: HeadCell
    meaning: str = ""
    why: str = ""
    is_open: bool = False
    filled: Sequence[Cell] = field(default=())

    def share(self, fits: Callable[[Cell], bool]) -> float:
        """Return how many of the filled cells fit; 0 of none."""
        return sum(bool(fits(cell)) for cell in self.filled) / len(self.filled) if self.filled else 0.0

    @property
    def says(self) -> dict[str, str]:
        """What the head tells of every value under it."""
        return dict(self.found.says)


def columns_of_page(
    page: BookPage, head: HeadFound, known: KnownNames, reader: HeadReader, banner: str
) -> list[ColumnFound]:
    """Return the columns of a page with what they mean; banner is what stands above the head and names the page."""
    rows = page.rows[head.rows[-1] :][:SAMPLE]
    wide = max(head.words, default=0) > 1
    alone = {at for at, row in enumerate(rows) if wide and sum(bool(text_of(cell)) for cell in row) == 1}
    width = max((len(row) for row in rows), default=0)
    columns = []
    for place in range(max(width, max(head.words, default=-1) + 1)):
        cells = [row[place] if place < len(row) else None for row in rows]
        filled = [cell for at, cell in enumerate(cells) if at not in alone and text_of(cell)]
        filled = [cell for cell in filled if not (isinstance(cell, str) and reads_as_total(cell))]
        word = head.words.get(place, "")
        if word or filled:
            columns.append(ColumnFound(place, word, cells, head.cells.get(place, HeadCell()), filled=filled))
    for column in columns:
        column.meaning = column.found.meaning
        if column.meaning == "coder" and not column.filled:
            column.filled = [cell for at, cell in enumerate(column.cells) if at in alone and text_of(cell)]
        column.why = "by its head" if column.meaning or column.says else ""
        if column.found.sure == 0 and column.meaning and {"coder", "work_type"} & column.says.keys():
            column.is_open, column.why = True, "figures under names that are not known"
    _several_in_one(page, head.rows[-1], columns, reader)
    for column in columns:
        if column.meaning == "measure" and column.why == "by its head":
            column.meaning = ""
    _by_what_stands_there(columns, known, reader)
    _one_of_each(columns)
    _across(columns, banner)
    _totals(columns)
    return columns


def _several_in_one(page: BookPage, head: int, columns: Sequence[ColumnFound], reader: HeadReader) -> None:
    """Find a column of labels that are coders, types, days one under the other, and one that says what rows count."""
    across = any(noun in ("month", "date", "weekday", "coder") for column in columns for noun in column.says)
    if all(column.meaning != "coder" for column in columns):
        across = across or sum(reads_as_person(each.head) and each.share(is_number) > _HALF for each in columns) > 1
    value = [column for column in columns if words_of(column.head) in _OF_VALUES and column.share(is_number) > _MOST]
    across = across or len(value) == 1
    for column in columns:
        named = [_names_measure(cell) for cell in column.cells if cell is not None]
        if across and not column.says and sum(named) > 0.5 * len(named):
            column.meaning, column.why = "measure", "its values say what is counted"
            if any("work_type" in dict(measure_said(text_of(cell))) for cell in column.cells):
                column.found = HeadCell("measure", (("work_type", ""),), 2)
            for each in value:
                each.meaning, each.found, each.why = (
                    "charts",
                    HeadCell("charts", (("measure", ""),), 2),
                    "as its row says",
                )
            return
    first = next((column for column in columns if not column.says and not column.share(is_number) > 0.5), None)
    if first is None or not (is_headless(first) or first.meaning in ("coder", "work_type")):
        return
    depths = levels_of(page, head, first.place)
    nouns = depths and nouns_of(
        page, first.place, depths, lambda text: reader.is_type(words_of(text), text), reader.is_coder
    )
    if nouns:
        first.meaning, first.why = "levels", "each row over others has their sums"
        first.found = HeadCell("levels", tuple((noun, "") for noun in nouns), 2)


_OF_VALUES = frozenset(["value", "values", "measure values", "metric value", "result", "figure", "val", "amount"])


def _names_measure(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(measure_said(cell))


def is_headless(column: ColumnFound) -> bool:
    """Tell whether a column has no head, or only the one that every pivot table has."""
    return words_of(column.head) in ("", "row labels", "labels", "values")


def _by_what_stands_there(columns: Sequence[ColumnFound], known: KnownNames, reader: HeadReader) -> None:
    """Give columns without words a meaning by their values; take one away that its values speak against."""
    meant = {column.meaning for column in columns}
    days_above = any("date" in column.says or "weekday" in column.says for column in columns)
    _against_its_head(columns, meant)
    meant = {column.meaning for column in columns}
    if not meant & {"date", "month"} and not days_above:
        _take_first(columns, "date", lambda column: column.share(is_date) > _MOST, "its values are dates")
    if "coder" not in meant and not any("coder" in column.says for column in columns):
        if known.names("coder"):
            _take_first(
                columns, "coder", lambda column: column.share(_coders(reader)) > 0.5, "its values are names of coders"
            )
        else:
            _take_first(columns, "coder", _headless_persons, "it holds names")
        _take_numbers_of_persons(columns)
    if "work_type" not in meant and not any("work_type" in column.says for column in columns):
        _take_first(
            columns, "work_type", lambda column: column.share(_types(reader)) > 0.5, "its values are work types"
        )


def _against_its_head(columns: Sequence[ColumnFound], meant: set[str]) -> None:
    """Take a meaning away that the values speak against, or give the one that they speak for."""
    for column in columns:
        if column.meaning == "date" and column.filled and column.share(is_date) < 0.3 and not _days_or_serials(column):
            column.meaning = "weekday" if column.share(is_weekday) > 0.5 else "month" if _is_months(column) else "-"
        elif column.meaning == "date" and column.filled and _is_months(column) and "month" not in meant:
            column.meaning, column.why = "month", "its values are months"
        elif column.meaning in ("charts", "hours") and column.share(is_pair) > _HALF:
            column.meaning, column.why = "charts_hours", "its values are two numbers, charts and hours"
        elif column.meaning == "drg_right" and column.share(is_number) > _MOST and column.share(yes_or_no) < _MOST:
            column.meaning = "-"
        elif (
            column.meaning in ("hours", "charts", "records")
            and column.filled
            and not column.share(number_or_absent) > 0.3
        ):
            column.meaning = "status" if column.share(is_absent) > 0.5 else "-"


def _take_first(columns: Sequence[ColumnFound], meaning: str, fits: Callable[[ColumnFound], bool], why: str) -> None:
    free = [column for column in columns if column.meaning in ("", "-", "category") and not column.says]
    for column in free:
        if column.filled and not column.share(is_number) > _MOST and fits(column):
            column.meaning, column.why = meaning, why
            return


def _take_numbers_of_persons(columns: Sequence[ColumnFound]) -> None:
    """Take what only numbers persons, or has their logins, for coders where nothing else names them."""
    if not any("coder" in (column.meaning, *column.says) for column in columns):
        for column in columns:
            if column.filled and (words_of(column.head) in _IDS or column.share(_is_address) > _MOST):
                column.meaning, column.why = "coder", "nothing else says who did it"
                return


def _is_address(cell: Cell) -> bool:
    return isinstance(cell, str) and "@" in cell and " " not in cell.strip()


_IDS = frozenset(
    ["user id", "userid", "employee id", "emp id", "coder id", "employee number", "employee no", "emp no", "staff id"]
)


def _headless_persons(column: ColumnFound) -> bool:
    return is_headless(column) and column.share(is_person) > _MOST


def _coders(reader: HeadReader) -> Callable[[Cell], bool]:
    return lambda cell: isinstance(cell, str) and reader.is_coder(cell)


def _types(reader: HeadReader) -> Callable[[Cell], bool]:
    return lambda cell: isinstance(cell, str) and reader.is_type(words_of(cell), cell.strip())


def _days_or_serials(column: ColumnFound) -> bool:
    numbers = [float(text_of(cell)) for cell in column.filled if text_of(cell).isdecimal()]
    if len(numbers) < _MOST * len(column.filled):
        return False
    return (
        all(20_000 < each < 80_000 for each in numbers)
        or all(1 <= each <= 31 for each in numbers)
        or all(each > 19_000_000 for each in numbers)
    )


def _is_months(column: ColumnFound) -> bool:
    """Tell whether all values are months: Jan-25, January, or the first day of one each time, of several months."""
    texts = [text_of(cell) for cell in column.filled]
    named = sum(bool(month_named(text, 2000)) for text in texts)
    figures = {"".join(filter(str.isdecimal, text)) for text in texts}
    if texts and named > _MOST * len(texts):
        return len(figures) <= 3 or all(len(each) >= 4 or not each for each in figures)
    firsts = [cell for cell in column.filled if getattr(cell, "day", 0) == 1]
    return len(firsts) == len(column.filled) and len(set(firsts)) > 1 and bool(firsts)


def _one_of_each(columns: Sequence[ColumnFound]) -> None:
    """Keep one column of what a row has only once: the surest, the one with the most in it, the first."""
    _last_of_stages(columns)
    for meaning in _ONCE:
        several = [column for column in columns if column.meaning == meaning and not column.says]
        several.sort(
            key=lambda column: (
                not column.filled,
                -column.found.sure,
                _last_choice(meaning, column),
                -len(column.filled),
                column.place,
            )
        )
        for column in several[1:]:
            column.meaning, column.why = "-", f"“{several[0].head}” is taken for it"
    surnames = [
        column for column in columns if column.meaning == "coder" and _LAST_NAME & set(words_of(column.head).split())
    ]
    for column in columns:
        if column.meaning == "first_name" and not surnames:
            column.meaning = "-" if any(each.meaning == "coder" for each in columns) else "coder"


_LAST_NAME = frozenset(["last", "surname", "lname"])
_ONCE = ("date", "month", "week", "coder", "work_type", "task", "charts", "hours", "minutes", "seconds", "paid", "note",
         "accuracy", "record", "auditor", "records", "status")  # fmt: skip
_LATER = {"date": ("dos", "date of service", "service date", "start date", "end date"), "hours": ("time",),
          "accuracy": ("result", "quality standard"),
          "coder": ("person", "user", "employee", "username", "user name", "login", "user login"),
          "task": ("task",)}  # fmt: skip


def _last_of_stages(columns: Sequence[ColumnFound]) -> None:
    """Leave out what stands in the sheet as it was first found and as it is now: errors before and after a rebuttal."""
    now = {(column.meaning, _bare_of_stage(column)) for column in columns if not is_earlier(column.head)}
    for column in columns:
        if is_earlier(column.head) and column.meaning and (column.meaning, _bare_of_stage(column)) in now:
            column.meaning, column.why = "-", "the same stands beside it as it is now"


_EARLIER = frozenset(["initial", "original", "orig", "preliminary", "prelim", "before", "first"])
_NOW = frozenset(["final", "revised", "adjusted", "after", "rebuttal", "rebuttals", "appeal", "last", "post", "pre"])


def is_earlier(head: str) -> bool:
    """Tell whether a head is of what was first found: "Errors (initial)"."""
    return bool(_EARLIER & set(words_of(head).split()))


def _bare_of_stage(column: ColumnFound) -> frozenset[str]:
    return frozenset(words_of(column.head).split()) - _EARLIER - _NOW


def _last_choice(meaning: str, column: ColumnFound) -> bool:
    words = words_of(column.head)
    return words in _LATER.get(meaning, ()) or (meaning == "date" and bool(_OF_OTHERS & set(words.split())))


# Words of days on which something else was done than coding.
_ELSEWHERE = (
    "timestamp created submitted modified updated disch discharge discharged dc admit admission adm birth due "
    "bill billed posted received service exported approved"
)
_OF_OTHERS = frozenset(_ELSEWHERE.split())


def _across(columns: Sequence[ColumnFound], banner: str) -> None:
    """Say what the values are under heads that only name a day, a type, a month or a coder."""
    silent = [column for column in columns if not column.meaning and column.says]
    if not silent:
        return
    measure = "-" if _are_rates(silent, words_of(banner)) else _measure_of(silent, words_of(banner))
    for column in silent:
        column.meaning = measure if "time_category" not in column.says else "time"
        column.why = f"{MEANINGS[column.meaning][0]} by its head" if column.meaning in MEANINGS else ""


def _measure_of(silent: Sequence[ColumnFound], banner: str) -> str:
    filled = [cell for column in silent for cell in column.filled if not is_absent(cell)]
    if filled and sum(map(is_pair, filled)) > _HALF * len(filled):
        return "charts_hours"
    cells = [cell for column in silent for cell in column.filled if is_number(cell) or text_of(cell).endswith("%")]
    shares = [cell for cell in cells if text_of(cell).endswith("%")]
    fractions = [cell for cell in cells if isinstance(cell, float) and not cell.is_integer()]
    named = set(banner.split())
    if len(shares) > 0.5 * len(cells) or (named & {"accuracy", "quality"} and "productivity" not in named):
        return "accuracy"
    small = bool(fractions) and all(isinstance(cell, float) and cell <= 1 for cell in cells)
    if small and len(fractions) > 0.3 * len(cells):
        return "accuracy"
    yes = [cell for column in silent for cell in column.filled if isinstance(cell, str) and yes_or_no(cell)]
    if len(yes) > len(cells):
        return "right"
    clocks = [cell for cell in cells if ":" in text_of(cell)]
    if (named & {"hours", "hrs", "timesheet"} and "charts" not in named) or len(clocks) > 0.5 * len(cells):
        return "hours"
    return "charts"


def _are_rates(silent: Sequence[ColumnFound], banner: str) -> bool:
    """Tell whether figures are per cents of a standard or a goal: the title says so, or one is over a hundred."""
    filled = [cell for column in silent for cell in column.filled]
    shares = [cell for cell in filled if text_of(cell).endswith("%")]
    named = set(banner.split())
    rated = bool(named & {"productivity", "standard", "goal", "target", "pace"}) and not named & {"accuracy", "quality"}
    over = any((percent(cell, _PLAIN)[0] or 0.0) > _WHOLE for cell in shares)
    return len(shares) > _HALF * len(filled) and (rated or over)


def _totals(columns: Sequence[ColumnFound]) -> None:
    """Tell columns that sum up others from those that are counted: both would count twice."""
    parts = [
        column for column in columns if column.meaning in ("charts", "hours", "minutes", "seconds") and column.says
    ]
    for column in columns:
        totals = column.meaning in ("charts", "hours", "paid") and not column.says and reads_as_total(column.head)
        if column.meaning == "total" or (totals and len(parts) > 1 and _sums(column, parts)):
            column.meaning, column.why = "total", "it sums up the columns beside it"
    rest = [column for column in columns if column.meaning == "charts" and not column.says]
    if rest and len([column for column in parts if column.meaning == "charts"]) > 1:
        for column in rest:
            column.meaning, column.why = "total", "it sums up the columns beside it"


def _sums(total: ColumnFound, parts: Sequence[ColumnFound]) -> bool:
    same = [part for part in parts if part.meaning == total.meaning]
    pairs = list(_pairs(total, same))
    return bool(pairs) and sum(abs(a - b) < 0.02 for a, b in pairs) > 0.6 * len(pairs)


def _pairs(total: ColumnFound, parts: Sequence[ColumnFound]) -> Iterator[tuple[float, float]]:
    for at, cell in enumerate(total.cells):
        theirs = hours(cell, _PLAIN)
        if theirs is not None:
            yield theirs, sum(hours(part.cells[at], _PLAIN) or 0.0 for part in parts)


def column_map(column: ColumnFound, allowed: Mapping[str, object], down: bool) -> ColumnMap:
    """Return a column as the map keeps it: what cannot be had where a row is that is left out."""
    meaning = column.meaning if column.meaning in allowed else ""
    keeps = meaning in (
        "levels",
        "measure",
        "charts",
        "charts_hours",
        "hours",
        "minutes",
        "seconds",
        "start",
        "end",
        "break",
        "time",
        "time_minutes",
        "right",
        "errors_of",
        "accuracy",
        "paid",
        "records",
    )
    return ColumnMap(column.place, column.head, meaning, column.found.says if keeps else (), down)
