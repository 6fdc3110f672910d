"""The rows of a page as columns of values: what each row is about, and what is counted under each head.

A strip is all that a block of rows says under heads of one kind: charts and hours of IP, say, or of 6 January.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial

from codedesk.exchange.foreign.beside_numbers import AbsenceSaid, pairs_of, words_among
from codedesk.exchange.foreign.book import Book, Cell
from codedesk.exchange.foreign.contexts import first_day_within
from codedesk.exchange.foreign.doubles import doubles_of
from codedesk.exchange.foreign.formats import written_of
from codedesk.exchange.foreign.maps import DAY_OF_START, LEFT_OUT, BookMap, ColumnMap, PageMap
from codedesk.exchange.foreign.matching import words_of
from codedesk.exchange.foreign.names_meant import NamesMeant
from codedesk.exchange.foreign.numerals import figure, together
from codedesk.exchange.foreign.rows import DIMENSIONS, PageRows, RowBlock, page_rows
from codedesk.exchange.foreign.ticks import said_by_marks, ticked
from codedesk.exchange.foreign.translations import NotTaken, PlainSource
from codedesk.exchange.foreign.values import Written, day, each, hours, month, percent, quarter, text_of, weekday
from codedesk.exchange.foreign.weeks import span_of
from codedesk.exchange.spellings import is_day
from codedesk.services.files.plans import shown

Texts = list[str]
_SHARED = ("note", "auditor", "status", "audit", "record", "task", "category")


@dataclass(slots=True)
class RowStrip:
    """Rows with what they are about and what is counted, as texts that open files know; all lists are of one length.

    about are by noun: date, month, coder, work_type …; counted by meaning, each with the place of its column and what
    its head says. left are the rows that are not to be taken, as places in the lists.
    """

    page: int
    rows: Sequence[int]
    about: dict[str, Texts] = field(default_factory=dict)
    counted: dict[str, list[tuple[ColumnMap, Texts]]] = field(default_factory=dict)
    shared: dict[str, Texts] = field(default_factory=dict)
    first: bool = True

    def one(self, meaning: str) -> Texts:
        """Return the values of a meaning, of its first column or of all that are added; "" where there is none."""
        found = self.counted.get(meaning)
        if found and len(found) > 1 and meaning in _ADDED:
            return together([texts for _, texts in found])
        return found[0][1] if found else [""] * len(self.rows)

    def of(self, noun: str) -> Texts:
        """Return what the rows are about."""
        return self.about.get(noun) or self.shared.get(noun) or [""] * len(self.rows)

    def source(self, at: int, meaning: str = "") -> PlainSource:
        """Return where a value stands: the cell of a column where that is not the whole row."""
        return self.sources([self.rows[at]], meaning)[0]

    def sources(self, rows: Iterable[int], meaning: str = "") -> list[PlainSource]:
        """Return where the values of rows stand, by the numbers of the rows."""
        found = self.counted.get(meaning)
        place = found[0][0].place if found else None
        return [(self.page, row, place, "") for row in rows]


@dataclass(slots=True)
class Taken:
    """What a whole book gives: its strips by what a row is, and what was not taken."""

    strips: list[tuple[str, RowStrip]] = field(default_factory=list)
    left: list[NotTaken] = field(default_factory=list)
    rows: dict[int, PageRows] = field(default_factory=dict)
    absent: list[tuple[int, int, int, str, str, str, float | None]] = field(default_factory=list)


def taken_of(book: Book, book_map: BookMap) -> Taken:
    """Return all that the taken pages of a book give."""
    taken = Taken()
    meant = NamesMeant(book_map)
    for at, page_map in book_map.taken():
        reader = _PageReader(book, book_map, at, page_map, meant, taken)
        taken.rows[at] = reader.rows
        for block in reader.rows.blocks:
            if block.rows:
                taken.strips += [(page_map.row, strip) for strip in reader.strips(block)]
        page = book.pages[at]
        for found in reader.rows.others.values():
            if found.kind == "out" and found.why not in ("empty", "above the head"):
                words = " ".join(filter(None, map(text_of, page.rows[found.row - 1])))
                taken.left.append(NotTaken(at, found.row, found.why, words[:120]))
    return taken


class _PageReader:
    def __init__(
        self, book: Book, book_map: BookMap, at: int, page_map: PageMap, meant: NamesMeant, taken: Taken
    ) -> None:
        self.at, self.map, self.page = at, page_map, book.pages[at]
        self.written = written_of(book, book_map, page_map)
        self.weeks_begin = book_map.spellings.get("weeks") == "start"
        self.share = book_map.spellings.get("percent") == "share"
        self.rows = page_rows(self.page, page_map)
        if book_map.spellings.get("doubles") == "once" and (twice := doubles_of(self.page, page_map)):
            taken.left += [NotTaken(at, row, f"the same as row {first}") for row, first in twice.items()]
            blocks = [replace(each, rows=[row for row in each.rows if row not in twice]) for each in self.rows.blocks]
            self.rows = replace(self.rows, blocks=blocks)
        self._meant, self._taken = meant, taken
        self._ticks = {column.place for column, _ in ticked(self.page, page_map)}
        self._tick = book_map.spellings.get("ticks", "")
        self._down: dict[int, list[Cell]] = {}

    def strips(self, block: RowBlock) -> Iterator[RowStrip]:
        """Yield the strips of a block: columns whose heads say the same go together."""
        about, shared = self._about(block), self._shared(block)
        groups: dict[tuple[tuple[str, str], ...], list[ColumnMap]] = {}
        for column in self.map.columns:
            if column.meaning and column.meaning not in (*DIMENSIONS, *_SHARED, "total"):
                groups.setdefault(self._says(column, block), []).append(column)
        first = True
        for says, columns in groups.items() or [((), [])]:
            yield self._strip(block, dict(says), columns, about, shared, first=first)
            first = False

    def _strip(
        self,
        block: RowBlock,
        says: Mapping[str, str],
        columns: Sequence[ColumnMap],
        about: Mapping[str, Texts],
        shared: Mapping[str, Texts],
        *,
        first: bool,
    ) -> RowStrip:
        strip = RowStrip(self.at, block.rows, dict(about), {}, dict(shared), first)
        number = len(block.rows)
        for noun, text in says.items():
            if noun == "weekday":
                weeks = about.get("week")
                strip.about["date"] = (
                    [self._day_of_week(text, week, self._ends) for week in weeks]
                    if weeks
                    else self._of_week(block, text, number)
                )
            elif noun in ("date", "month", "quarter"):
                found = _READ[noun](text, self._written(block))
                strip.about[noun] = [found.isoformat() if found else text] * number
            elif noun == "week" and (span := span_of(text, self._written(block))):
                strip.about["month"] = [span[0 if self.weeks_begin else 1].replace(day=1).isoformat()] * number
            elif noun in ("coder", "work_type"):
                strip.about[noun] = self._named(noun, [text] * number)
        for column in self._measured(columns, block):
            for one, cells in self._one_by_one(column, self._cells(block, column)):
                strip.counted.setdefault(one.meaning, []).append((one, self._values(one, cells, block, strip)))
        return strip

    def _one_by_one(self, column: ColumnMap, cells: list[Cell]) -> Iterator[tuple[ColumnMap, list[Cell]]]:
        """Yield a column with its cells; charts and hours in one cell apart, marks as what they say of the chart."""
        if column.place in self._ticks:
            yield replace(column, meaning="right"), [*said_by_marks(column, each(text_of, cells), self._tick)]
        elif column.meaning == "charts_hours":
            for meaning, told in zip(("charts", "hours"), pairs_of(cells), strict=True):
                yield replace(column, meaning=meaning), told
        else:
            yield column, cells

    def _measured(self, columns: Sequence[ColumnMap], block: RowBlock) -> list[ColumnMap]:
        """Return columns of months or days side by side with what a line above them, or their rows, say is counted."""
        meaning = block.says.get("measure", "")
        if self.map.row == "months" and meaning == "paid":
            meaning = "hours"
        across = [bool(meaning) and bool(dict(column.says).keys() & _ACROSS) for column in columns]
        return [
            replace(column, meaning=meaning) if one else column for column, one in zip(columns, across, strict=True)
        ]

    def _says(self, column: ColumnMap, block: RowBlock) -> tuple[tuple[str, str], ...]:
        """Return what a head says that sets rows apart; days as the last repeated head says them."""
        again = block.heads.get(column.place, "")
        return tuple(
            (_noun_again(noun, again), again if again and noun in _TIMES else text)
            for noun, text in column.says
            if noun in (*_TIMES, "coder", "work_type")
        )

    def _cells(self, block: RowBlock, column: ColumnMap) -> list[Cell]:
        cells = self._filled(column.place) if column.down else self.page.column(column.place)
        return [cells[row - 1] for row in block.rows]

    def _filled(self, place: int) -> list[Cell]:
        """Return the cells of a column, an empty one of a taken row as the last one above it."""
        if place not in self._down:
            cells, last = list(self.page.column(place)), None
            spoken = (row for row, found in self.rows.others.items() if found.kind == "context")
            for row in sorted((*spoken, *(row for block in self.rows.blocks for row in block.rows))):
                if cells[row - 1] is None or cells[row - 1] == "":
                    cells[row - 1] = last
                last = cells[row - 1]
            self._down[place] = cells
        return self._down[place]

    def _written(self, block: RowBlock) -> Written:
        text = block.says.get("month", "")
        found = month(text, self.written) if text else None
        return replace(self.written, month=found) if found else self.written

    def _about(self, block: RowBlock) -> dict[str, Texts]:
        """Return what the rows of a block are about by their columns, by lines above them and by the page."""
        number, about = len(block.rows), dict[str, Texts]()
        says = {**dict(self.map.says), **block.says}
        written = self._written(block)
        columns = self._dimensions(says)
        years = self._cells(block, columns["year"]) if "year" in columns else []
        for noun, read in _READ.items():
            if noun in columns:
                about[noun] = self._days(read, self._cells(block, columns[noun]), years, written)
            elif noun in says:
                found = read(says[noun], written)
                about[noun] = [found.isoformat() if found else says[noun]] * number
        if not _READ.keys() & about.keys():
            about |= self._weeks(block, columns.get("week"), says, written)
        for noun in ("coder", "work_type"):
            if noun in columns:
                texts = each(text_of, self._cells(block, columns[noun]))
                about[noun] = self._named(noun, self._whole_names(texts, block, columns) if noun == "coder" else texts)
            elif says.get(noun):
                about[noun] = self._named(noun, [says[noun]] * number)
        if "weekday" in columns and "date" not in about:
            about["date"] = [
                self._of_week(block, text_of(cell), 1)[0] for cell in self._cells(block, columns["weekday"])
            ]
        return about

    def _dimensions(self, says: Mapping[str, str]) -> dict[str, ColumnMap]:
        """Return the columns that say what rows are about, by noun."""
        found = {column.meaning: column for column in self.map.columns if column.meaning in DIMENSIONS}
        if "levels" in found:
            found[found["levels"].says[-1][0]] = found["levels"]
        begins = [column for column in self.map.columns if column.meaning == "start"]
        if says.get("date") == DAY_OF_START and begins:
            found["date"] = begins[0]
        return found

    def _days(
        self, read: Callable[[Cell, Written], date | None], cells: list[Cell], years: list[Cell], written: Written
    ) -> Texts:
        def told(cell: Cell, year: int = 0) -> str:
            found = read(cell, replace(written, year=year) if year else written)
            return found.isoformat() if found else text_of(cell)

        if years:
            pairs = zip(cells, map(text_of, years), strict=True)
            return [told(cell, int(year[-4:]) if year[-4:].isdecimal() else 0) for cell, year in pairs]
        return each(told, cells)

    def _of_week(self, block: RowBlock, text: str, number: int) -> Texts:
        """Return the day of the week that is spoken of: of the line above, or of the column of the week."""
        says = {**dict(self.map.says), **block.says}
        told = says.get("week", "") or says.get("week_end", "")
        return [self._day_of_week(text, told, "week_end" in says)] * number

    def _day_of_week(self, text: str, week: str, ends: bool) -> str:
        """Return the day that is so called in the week that begins, or ends, with a day."""
        wanted, start = weekday(text), day(week, self.written)
        if wanted is None or start is None:
            return text
        step = (wanted - start.weekday()) % 7
        return (start + timedelta(step - 7 if ends and step else step)).isoformat()

    def _weeks(
        self, block: RowBlock, column: ColumnMap | None, says: Mapping[str, str], written: Written
    ) -> dict[str, Texts]:
        """Return the week of each row, and of sums its month, by its column or by what the page says."""
        sums = self.map.row == "months"
        told = says.get("week") or says.get("week_end") or ""
        if column is None and not (sums and told):
            return {}
        cells: list[Cell] = [told] * len(block.rows)
        if column is not None:
            cells = self._cells(block, column)
        weeks = self._days(_first_day, cells, [], written)
        ends = self._ends if column is not None else "week" not in says
        months = each(partial(self._month_of_week, ends=ends), weeks) if sums else []
        return {"week": weeks, **({"month": months} if sums else {})}

    def _month_of_week(self, text: str, *, ends: bool) -> str:
        """Return the month in which a week ends, or begins where that is said; as it stands where it is no day."""
        if not is_day(text):
            return text
        step = 0 if ends != self.weeks_begin else -6 if ends else 6
        return (date.fromisoformat(text) + timedelta(step)).replace(day=1).isoformat()

    @property
    def _ends(self) -> bool:
        """Whether the column of the week has its last day."""
        head = next((column.head for column in self.map.columns if column.meaning == "week"), "")
        return bool({"end", "ending", "w"} & set(words_of(head).split()))

    def _whole_names(self, texts: Texts, block: RowBlock, columns: Mapping[str, ColumnMap]) -> Texts:
        if "first_name" not in columns:
            return texts
        firsts = each(text_of, self._cells(block, columns["first_name"]))
        return [f"{first} {last}".strip() for first, last in zip(firsts, texts, strict=True)]

    def _named(self, noun: str, texts: Texts) -> Texts:
        found = {text: self._meant(noun, text) for text in dict.fromkeys(texts)}
        return [LEFT_OUT if (meant := found[text]) is None else meant for text in texts]

    def _shared(self, block: RowBlock) -> dict[str, Texts]:
        return {
            column.meaning: each(text_of, self._cells(block, column))
            for column in self.map.columns
            if column.meaning in _SHARED
        }

    def _values(self, column: ColumnMap, cells: list[Cell], block: RowBlock, strip: RowStrip) -> Texts:
        """Return the values of a column as texts; words in the place of a number are left out, with what they say."""
        meaning = column.meaning
        if meaning in ("right", "principal_right", "drg_right", "start", "end", "drg_before", "drg_after", "stated"):
            return each(text_of, cells)
        if meaning == "each":
            return ["1" if text_of(cell) else "" for cell in cells]
        read = self._percent if meaning == "accuracy" else self._hours if meaning in _IN_HOURS else self._number
        texts = each(read, cells)
        in_grid = any(noun in ("date", "weekday") for noun, _ in column.says)
        absent, remarks = words_among(cells, in_grid=in_grid)
        if absent or remarks:
            for at, cell in enumerate(cells):
                if isinstance(cell, str) and cell in absent and not _is_value(texts[at]):
                    texts[at] = ""
                    self._absence(block.rows[at], column, cell, absent[cell], strip, at)
                elif isinstance(cell, str) and cell in remarks:
                    why = f"the remark “{shown(remarks[cell])}” beside the number"
                    self._taken.left.append(NotTaken(self.at, block.rows[at], why, cell, column.place))
        return texts

    def _absence(self, row: int, column: ColumnMap, cell: str, said: AbsenceSaid, strip: RowStrip, at: int) -> None:
        self._taken.left.append(NotTaken(self.at, row, said.why, cell, column.place))
        if said.kind and said.hours != 0 and column.meaning in ("charts", "hours"):
            told = strip.of("date")[at], strip.of("coder")[at]
            self._taken.absent.append((self.at, row, column.place, *told, said.kind, said.hours))

    def _number(self, cell: Cell) -> str:
        return figure(hours(cell, self.written)) or text_of(cell)

    def _hours(self, cell: Cell) -> str:
        return figure(hours(cell, self.written)) or text_of(cell)

    def _percent(self, cell: Cell) -> str:
        value, sign = percent(cell, self.written)
        if value is None:
            return text_of(cell)
        if self.share and not sign:
            value = round(value * 100, 6)
        return f"{figure(value)}%" if sign or self.share or value > 1.5 or not value else figure(value)


def _noun_again(noun: str, again: str) -> str:
    """Return of what a head that is said again is: a day of the week can be said again as the day of the month."""
    return "date" if noun == "weekday" and again and weekday(again) is None else noun


def _first_day(cell: Cell, written: Written) -> date | None:
    """Return the day that a cell says, or the first of those that stand in it."""
    found = day(cell, written)
    return found or (day(first_day_within(cell, written), written) if isinstance(cell, str) else None)


_READ: Mapping[str, Callable[[Cell, Written], date | None]] = {"date": day, "month": month, "quarter": quarter}
_TIMES = ("date", "weekday", "month", "quarter", "week")
_ACROSS = {*_TIMES, "coder", "measure"}
_ADDED = ("reviewed", "correct", "errors", "matched")
_IN_HOURS = ("hours", "paid", "time", "break")


def _is_value(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()
