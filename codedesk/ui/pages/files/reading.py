"""How a spreadsheet is understood now, in the words and rows that the steps show. Made away from the window."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from codedesk import formats
from codedesk.exchange.foreign.book import BookPage, Cell, letters
from codedesk.exchange.foreign.guesses import FormatFound, NameFound
from codedesk.exchange.foreign.maps import PageMap, columns_of, key_of, meanings
from codedesk.exchange.foreign.meanings import ROWS
from codedesk.exchange.foreign.open_pages import ABOUT, asked_anew, several_anew
from codedesk.exchange.foreign.rows import rows_of
from codedesk.formats import plural
from codedesk.services.files.known_names import NAMED
from codedesk.ui.pages.files.journey import Journey, columns_shape
from codedesk.ui.pages.files.seen import AskedSeen, ColumnSeen, SheetRow, SheetSeen
from codedesk.ui.pages.files.window_words import in_the_window

Choices = tuple[tuple[str, str], ...]
MOST_ROWS = 200
_MOST_CELLS = 60  # columns of the picture of a sheet
_EXAMPLES = 3
_LONGEST = 28


@dataclass(frozen=True, slots=True)
class FileReading:
    """What the steps show. undecided and found are by the title of a step, meanings and rows by sheet."""

    said: tuple[str, ...] = ()
    problem: str = ""
    sheets: tuple[SheetSeen, ...] = ()
    columns: tuple[ColumnSeen, ...] = ()
    asked: tuple[AskedSeen, ...] = ()
    meanings: Mapping[int, Choices] = field(default_factory=dict)
    rows: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    kinds: Choices = ()
    names: tuple[NameFound, ...] = ()
    known: Mapping[str, Sequence[str]] = field(default_factory=dict)
    formats: tuple[FormatFound, ...] = ()
    undecided: Mapping[str, int] = field(default_factory=dict)
    found: Mapping[str, str] = field(default_factory=dict)


def reading_of(journey: Journey) -> FileReading:
    """Return what the steps show of a journey."""
    book, guess = journey.corrected_book, journey.guess
    if book.reason or not book.pages:
        return FileReading(problem=f"It could not be read: {in_the_window(book.reason) or 'there is nothing in it'}.")
    pages = tuple(zip(book.pages, guess.map.pages, strict=True))
    taken = guess.map.taken()
    rows = {at: (page.row, guess.rows.get(at, "")) for at, page in enumerate(guess.map.pages) if page.taken}
    columns = tuple(_columns(journey))
    used = sum(
        bool(column.meaning) and column.meaning != _words(page, "") for column, page in _mapped(journey, columns)
    )
    return FileReading(
        said=(_size(book.pages), *map(in_the_window, book.said)),
        sheets=tuple(_sheet(at, page, page_map) for at, (page, page_map) in enumerate(pages)),
        columns=columns,
        asked=tuple(_asked(journey)),
        meanings={at: _begun(meanings(page.row)) for at, page in taken},
        rows=rows,
        kinds=_begun(ROWS.items()),
        names=guess.names,
        known={noun: journey.known.names(noun) for noun in NAMED},
        formats=guess.formats,
        undecided=_undecided(journey),
        found={
            "Sheet and head": f"{len(taken)} of {plural(len(pages), 'sheet')}"
            if len(pages) > 1
            else _head_words(taken),
            "Columns": f"{used} of {plural(len(columns), 'column')} used",
            "Names": plural(len(guess.names), "name"),
            "Formats": plural(len(guess.formats), "format") if guess.formats else "nothing to choose",
        },
    )


def shown_cell(cell: Cell) -> str:
    """Return a cell as a person knows it from the spreadsheet."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return f"{formats.day(cell.date())}, {cell:%H:%M}"
    if isinstance(cell, date):
        return formats.day(cell)
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return formats.typed(cell) if isinstance(cell, float) else cell


def _undecided(journey: Journey) -> dict[str, int]:
    kinds = Counter(question.key.partition("/")[0] for question in journey.guess.questions)
    return {
        "Columns": sum(kinds[kind] for kind in ("row", "column", "columns", *ABOUT)),
        "Names": sum(name.is_open for name in journey.guess.names),
        "Formats": kinds["format"],
    }


_SEVERAL = "columns"


def _asked(journey: Journey) -> Iterator[AskedSeen]:
    """Yield what is asked of whole sheets, and what was answered, which can be changed."""
    for question in journey.guess.questions:
        if question.key.partition("/")[0] in (*ABOUT, _SEVERAL):
            yield AskedSeen(question.key, question.words, question.choices, question.proposed)
    for key in sorted(journey.map.decided):
        if key.partition("/")[0] in ABOUT:
            asked, said = asked_anew(journey.map, key, journey.known)
            yield AskedSeen(key, asked.words, asked.choices, said)
        elif key.partition("/")[0] == _SEVERAL:
            asked, said = several_anew(journey.map, key)
            yield AskedSeen(key, asked.words, asked.choices, said)


def _size(pages: Sequence[BookPage]) -> str:
    rows = sum(len(page.rows) for page in pages)
    return f"{plural(len(pages), 'sheet')}, {plural(rows, 'row')}"


def _head_words(taken: Sequence[tuple[int, PageMap]]) -> str:
    heads = [row for _, page in taken for row in page.head]
    return f"head in row {' and '.join(map(str, heads))}" if heads else "no head"


def _sheet(at: int, page: BookPage, page_map: PageMap) -> SheetSeen:
    said = ["hidden in the file"] if page.hidden else []
    if page.hidden_rows:
        said.append(f"{plural(len(page.hidden_rows), 'row')} hidden in the file, taken like the others")
    if page.doubts:
        kinds = Counter(kind for _, _, kind in page.doubts)
        said += [
            f"{plural(many, 'cell')} {_DOUBTS.get(kind, f'with the error {kind}')}" for kind, many in kinds.items()
        ]
    if len(page.rows) > MOST_ROWS:
        said.append(f"the first {MOST_ROWS} of {plural(len(page.rows), 'row')} are shown")
    words = "; ".join(said)
    return SheetSeen(at, page.name, tuple(_rows(page, page_map)), page_map.taken, words[:1].upper() + words[1:])


_DOUBTS = {
    "formula": "with a formula: its stored value is taken",
    "unstored": "with a formula that has no stored value",
}


def _rows(page: BookPage, page_map: PageMap) -> Iterator[SheetRow]:
    short = replace(page, rows=page.rows[:MOST_ROWS])
    for found in rows_of(short, page_map):
        cells = tuple(map(shown_cell, short.rows[found.row - 1][:_MOST_CELLS]))
        kind = found.kind if page_map.taken else "out"
        why = found.why + (" (hidden)" if found.row in page.hidden_rows else "")
        yield SheetRow(found.row, cells, kind, why.strip())


def _columns(journey: Journey) -> Iterator[ColumnSeen]:
    """Yield the columns of the sheets that are taken; of several sheets with the same columns those of the first."""
    guess, alike = journey.guess, Counter[tuple[object, ...]]()
    open_ = {key for question in guess.questions for key in columns_of(question.key)}
    taken = guess.map.taken()
    for _, page in taken:
        alike[columns_shape(page)] += 1
    done = set[tuple[object, ...]]()
    for at, page in taken:
        shape = columns_shape(page)
        if shape in done:
            continue
        done.add(shape)
        more = f" and {alike[shape] - 1} more" if alike[shape] > 1 else ""
        examples = _examples(journey.corrected_book.pages[at], page)
        for column in page.columns:
            yield ColumnSeen(
                at,
                column.place,
                f"{page.name}{more}",
                letters(column.place),
                column.head,
                examples.get(column.place, ()),
                _words(page, key_of(column)),
                guess.columns.get((at, column.place), ""),
                f"column/{at}/{column.place}" in open_,
            )


def _mapped(journey: Journey, columns: Sequence[ColumnSeen]) -> Iterator[tuple[ColumnSeen, PageMap]]:
    return ((column, journey.map.pages[column.page]) for column in columns)


def _words(page: PageMap, key: str) -> str:
    return dict(_begun(meanings(page.row))).get(key, "")


def _begun(choices: Iterable[tuple[str, str]]) -> Choices:
    """Begin the words of choices with a capital, as every list of the window does."""
    return tuple((key, words[:1].upper() + words[1:]) for key, words in choices)


def _examples(page: BookPage, page_map: PageMap) -> dict[int, tuple[str, ...]]:
    """Return the first different values of each column, by its place."""
    found: dict[int, dict[str, None]] = {column.place: {} for column in page_map.columns}
    last = max(page_map.head, default=0)
    short = replace(page, rows=page.rows[: last + MOST_ROWS])
    for row in (short.rows[each.row - 1] for each in rows_of(short, page_map) if each.kind == "row"):
        for place, kept in found.items():
            if len(kept) < _EXAMPLES and place < len(row) and row[place] is not None:
                kept[shown_cell(row[place])[:_LONGEST]] = None
    return {place: tuple(kept) for place, kept in found.items()}
