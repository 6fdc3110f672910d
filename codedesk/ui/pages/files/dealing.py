"""What becomes of each line of a file that was translated and planned: new, same, different, refused, left out.

Plain work on plain data, in the background: the window shows what comes of it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from codedesk import formats
from codedesk.exchange.foreign.translations import NotTaken, SheetSum, Translation
from codedesk.services.files.plans import ImportDraft, ImportPlan, Problem, ReadSheet
from codedesk.services.files.shapes import CsvColumn
from codedesk.ui.pages.files.journey import Journey
from codedesk.ui.pages.files.reading import shown_cell
from codedesk.ui.pages.files.seen import LineSeen, LineState, MonthSeen, SheetCell
from codedesk.ui.pages.files.window_words import in_the_window

STAYS = "other than what is stored, which stays"
WINS = "other than what is stored, which it takes the place of"
SAME = "stored already"
PAID = "paid"
_OF_DAYS = ("log.csv", "time.csv", "day_notes.csv")
# What a column of an open file may have come from, where its own name is not that of a meaning.
_FROM = {
    "hours": ("hours", "paid", "minutes", "seconds", "time", "time_minutes", "end"),
    "category": ("category", "status", "task"),
}


@dataclass(frozen=True, slots=True)
class Dealt:
    """What would be stored: the lines, how many of each state, the draft that stores them, what is told afterwards."""

    lines: tuple[LineSeen, ...]
    counts: Mapping[str, int]
    draft: ImportDraft
    months: tuple[MonthSeen, ...] = ()
    sums: tuple[SheetSum, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def comes(self) -> int:
        """How many lines would be stored."""
        return self.counts["new"] + (self.counts["changed"] if self.draft.update else 0)

    @property
    def refused(self) -> int:
        """How many lines stand in the way."""
        return self.counts["refused"]


def dealt(journey: Journey, found: Translation, plan: ImportPlan, *, wins: bool) -> Dealt:
    """Say what becomes of each line. plan is of the whole draft with the file winning; wins is whether it does."""
    places = _Standings(journey, found)
    left = (places.left_out(each) for each in found.left_out)
    lines = (*_lines(found.draft, plan, places, wins=wins), *left)
    draft = _kept(found.draft, plan, wins=wins)
    counts = Counter[str](line.state for line in lines)  # here, not in the window: there may be a hundred thousand
    return Dealt(lines, counts, draft, _months(draft, plan), found.sums, found.cannot)


def _lines(draft: ImportDraft, plan: ImportPlan, places: "_Standings", *, wins: bool) -> Iterator[LineSeen]:
    """Yield every line of the draft in the order of its files, refused ones with the cell that is to be corrected."""
    refused: dict[tuple[str, int | None], list[Problem]] = defaultdict(list)
    for problem in plan.problems:
        refused[problem.file, problem.line].append(problem)
    for read in draft.sheets:
        states, words = _States(read, plan, wins=wins), _words_of(read)
        at = {line: place for place, line in enumerate(read.lines)}
        for line in sorted({*read.lines, *(line for file, line in refused if file == read.file and line)}):
            stored = words(at[line]) if line in at else ""
            problems = refused.get((read.file, line))
            if problems:
                where, cell, value = places.of(read.file, line, problems[0].column)
                why = "; ".join(dict.fromkeys(in_the_window(problem.reason) for problem in problems))
                yield LineSeen("refused", where, stored, why, cell, value or problems[0].value)
            else:
                state, why = states.of(line)
                yield LineSeen(state, places.of(read.file, line)[0], stored, why)
    for problem in plan.problems:
        if problem.line is None:
            yield LineSeen("refused", problem.file, "", in_the_window(problem.reason))


class _Standings:
    """Where lines stand in the person's own sheet, in words and as a cell."""

    def __init__(self, journey: Journey, found: Translation) -> None:
        self._book, self._map, self._sources = journey.corrected_book, journey.map, found.sources
        self._heads = [{column.place: column.head for column in page.columns} for page in self._map.pages]

    def of(self, file: str, line: int, column: str = "") -> tuple[str, SheetCell | None, str]:
        """Return the place of a line: words, its cell (that of a column of the open file), and what stands in it."""
        source = self._sources.get(file, {}).get(line)
        if source is None:
            return f"{file}, line {line}", None, ""
        place = source.column if source.column is not None else self._column(source.page, column)
        row = self._book.pages[source.page].rows[source.row - 1]
        value = shown_cell(row[place]) if place is not None and place < len(row) else ""
        head = self._heads[source.page].get(place, "") if place is not None and column else ""
        return self._words(source.page, source.row, head), SheetCell(source.page, source.row, place), value

    def left_out(self, row: NotTaken) -> LineSeen:
        """Return a row that was left out, as a line."""
        head = self._heads[row.page].get(row.column, "") if row.column is not None else ""
        return LineSeen("left out", self._words(row.page, row.row, head), row.words, row.why)

    def _words(self, page: int, row: int, head: str) -> str:
        name = self._book.pages[page].name
        return ", ".join(filter(None, (name, f"row {row}", head)))

    def _column(self, page: int, column: str) -> int | None:
        wanted = _FROM.get(column, (column,))
        columns = self._map.pages[page].columns
        return next((each.place for name in wanted for each in columns if each.meaning == name), None)


def _kept(draft: ImportDraft, plan: ImportPlan, *, wins: bool) -> ImportDraft:
    """Return what is stored: without the lines that differ from what is stored, unless the file wins."""
    if wins:
        return replace(draft, update=True)
    sheets = tuple(_without(read, plan.changed_lines.get(read.file, frozenset())) for read in draft.sheets)
    return replace(draft, update=False, sheets=sheets)


def _months(draft: ImportDraft, plan: ImportPlan) -> tuple[MonthSeen, ...]:
    """Add up what comes in, by coder and month; lines that are stored already are not counted."""
    days: dict[tuple[str, date], set[date]] = defaultdict(set)
    sums: dict[tuple[str, date], list[float]] = defaultdict(lambda: [0, 0.0, 0, 0.0])
    for read in draft.sheets:
        same, columns = plan.same_lines.get(read.file, frozenset()), read.columns
        dates, coders = columns.get("date") or columns.get("month"), columns.get("coder")
        if dates is None or coders is None:
            continue
        for at, (line, day, coder) in enumerate(zip(read.lines, dates, coders, strict=True)):
            if line in same or not isinstance(day, date):
                continue
            key = str(coder), day.replace(day=1)
            if read.sheet.file in _OF_DAYS:
                days[key].add(day)
            for place, value in _amounts(read, at):
                sums[key][place] += value
    keys = sorted({*days, *sums})
    return tuple(
        MonthSeen(coder, month, len(days[coder, month]), int(found[0]), found[1] or found[3], int(found[2]))
        for coder, month in keys
        for found in (sums[coder, month],)
    )


def _amounts(read: ReadSheet, at: int) -> Iterator[tuple[int, float]]:
    """Yield the charts (0), hours (1), audited charts (2) and paid hours (3) of a line."""
    columns, file = read.columns, read.sheet.file
    if file in ("log.csv", "months.csv"):
        yield 0, _number(columns, "charts", at)
        yield 1, _number(columns, "hours", at)
    elif file == "audits.csv":
        yield 2, _number(columns, "records", at)
    elif file == "time.csv" and str(columns["category"][at]).lower() == PAID:
        yield 3, _number(columns, "hours", at)


def _number(columns: Mapping[str, Sequence[object]], name: str, at: int) -> float:
    value = columns[name][at] if name in columns else None
    return float(value) if isinstance(value, int | float) else 0.0


class _States:
    """What the plan says of the lines of one file that are not refused."""

    def __init__(self, read: ReadSheet, plan: ImportPlan, *, wins: bool) -> None:
        self._same = plan.same_lines.get(read.file, frozenset())
        self._changed = plan.changed_lines.get(read.file, frozenset())
        self._why = WINS if wins else STAYS

    def of(self, line: int) -> tuple[LineState, str]:
        """Return the state of a line and why it has it."""
        if line in self._same:
            return "same", SAME
        return ("changed", self._why) if line in self._changed else ("new", "")


def _without(read: ReadSheet, lines: frozenset[int]) -> ReadSheet:
    if not lines:
        return read
    stay = [at for at, line in enumerate(read.lines) if line not in lines]
    columns = {name: [values[at] for at in stay] for name, values in read.columns.items()}
    return replace(read, lines=[read.lines[at] for at in stay], columns=columns, total=read.total - len(lines))


def _words_of(read: ReadSheet) -> Callable[[int], str]:
    """Return what says in words what a line of a file would store."""
    told = [(column, read.columns[column.name]) for column in read.sheet.columns if column.name in read.given]

    def words(at: int) -> str:
        return " · ".join(filter(None, (_value_words(column, values[at]) for column, values in told)))

    return words


def _value_words(column: CsvColumn, value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return formats.day(value)
    if column.kind == "word":
        return str(value).replace("_", " ")
    if column.kind in ("name", "text"):
        return str(value)
    return f"{column.name.replace('_', ' ')} {formats.typed(value)}"
